"""The period of a report, with the periods that it is held against, and what people call each of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from xinfang.domain.dates import add_months, span
from xinfang.domain.period import Period
from xinfang.words import reports as words

MONTHS = {"month": 1, "quarter": 3, "year": 12}
WEEK = 7
KINDS = ("week", *MONTHS)


@dataclass(frozen=True, slots=True)
class Span:
    """A whole week, month, quarter or year, by its first day."""

    kind: str
    first: date

    @property
    def period(self) -> Period:
        """Its days."""
        if self.kind == "week":
            return Period(self.first.isoformat(), (self.first + timedelta(days=WEEK - 1)).isoformat())
        return span(self.first, MONTHS[self.kind])

    @property
    def last(self) -> date:
        """Its last day."""
        return date.fromisoformat(self.period.last or "")

    @property
    def name(self) -> str:
        """What people call it: 2026年10月, 2026年第三季度."""
        first, last = self.first, self.last
        return words.NAMED[self.kind].format(
            year=first.year, month=first.month, day=first.day, last_month=last.month, last_day=last.day,
            quarter=words.QUARTERS[(first.month - 1) // 3],
        )  # fmt: skip

    def shifted(self, count: int) -> "Span":
        """Return the span that lies so many of its kind later, or earlier."""
        if self.kind == "week":
            return Span(self.kind, self.first + timedelta(days=count * WEEK))
        return Span(self.kind, add_months(self.first, count * MONTHS[self.kind]))

    @property
    def year_to_date(self) -> Period | None:
        """The days from the year's first to its last; None where that is the span itself, or it is a week."""
        begins = self.first.replace(month=1, day=1)
        return None if begins == self.first or self.kind == "week" else Period(begins.isoformat(), self.period.last)


def span_of(kind: str, period: Period) -> Span | None:
    """Return a period as a whole span of a kind; None where it is none."""
    found = around(kind, date.fromisoformat(period.first)) if period.first else None
    return found if found and found.period == period else None


def around(kind: str, day: date) -> Span:
    """Return the span of a kind in which a day lies."""
    if kind == "week":
        return Span(kind, day - timedelta(days=day.weekday()))
    months = MONTHS[kind]
    return Span(kind, day.replace(month=(day.month - 1) // months * months + 1, day=1))


def last_whole(kind: str, today: date) -> Span:
    """Return the last span of a kind that has ended before today."""
    return around(kind, today).shifted(-1)
