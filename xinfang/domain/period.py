"""A period of days, as lists and registers cover it."""

from dataclasses import dataclass
from datetime import date, timedelta

LEAP_DAY = "-02-29"


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
        """Return the same days of the year before, as far as the period has gone by `until`; None for an open one.

        A period that ends with February ends with that of the year before, whichever has a leap day.
        """
        if self.first is None or self.last is None:
            return None
        return Period(_a_year_before(self.first), _a_year_before(min(self.last, max(until, self.first))))


def _a_year_before(day: str) -> str:
    before = f"{int(day[:4]) - 1:04d}"
    if day.endswith(LEAP_DAY):
        return before + "-02-28"
    if day.endswith("-02-28") and _is_last_of_its_month(day):
        return (date(int(before), 3, 1) - timedelta(days=1)).isoformat()
    return before + day[4:]


def _is_last_of_its_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


ALWAYS = Period()
