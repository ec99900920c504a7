"""A period of days, as lists and registers cover it."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included (ISO); None is open on that side."""

    first: str | None = None
    last: str | None = None

    def holds(self, day: str | None) -> bool:
        """Return whether `day` (ISO) lies in the period; an unknown day lies only in the open period."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def a_year_before(self, until: str) -> "Period | None":
        """Return the same days of the year before, as far as the period has gone by `until`.

        None for an open one, and for one that begins later. A period that ends with February ends with that of the
        year before, whichever has a leap day.
        """
        if self.first is None or self.last is None or until < self.first:
            return None
        gone = min(self.last, until)
        ends = shifted(_months_before(shifted(gone, 1), 12), -1) if _is_last_of_its_month(gone) else None
        return Period(_months_before(self.first, 12), ends or _months_before(gone, 12))

    def before(self, until: str) -> "Period | None":
        """Return the period before this one, as far as this one has gone by `until`.

        None for an open one, and for one that begins later. Before whole months come as many months, before other days
        as many days.
        """
        if self.first is None or self.last is None or until < self.first:
            return None
        ends, gone = shifted(self.first, -1), min(self.last, until)
        count = len(self.months())
        if self.first.endswith("-01") and _is_last_of_its_month(self.last):
            reaches = ends if gone == self.last else min(ends, _months_before(gone, count))
            return Period(_months_before(self.first, count), reaches)
        days = (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1
        return Period(shifted(self.first, -days), shifted(gone, -days))

    def months(self) -> "list[Period]":
        """Return the months of a period that is closed on both sides, the first and the last as far as they belong."""
        found, first = [], self.first or ""
        while first <= (self.last or ""):
            last = min(self.last or "", shifted(_months_before(first[:7] + "-01", -1), -1))
            found.append(Period(first, last))
            first = shifted(last, 1)
        return found


def _months_before(day: str, count: int) -> str:
    """Return the same day so many months earlier, or the last one of that month where it has no such day."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - count, 12)
    end = date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)
    return end.replace(day=min(end.day, int(day[8:]))).isoformat()


def shifted(day: str, days: int) -> str:
    """Return the day so many days later (ISO)."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _is_last_of_its_month(day: str) -> bool:
    return shifted(day, 1).endswith("-01")


ALWAYS = Period()
