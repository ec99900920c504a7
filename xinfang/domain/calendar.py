"""Working days, and the end of a term: raw, due, safe, provisional.

Day 0 is the day of the event, day 1 the next day (民法典 art. 201). A calendar-day term whose last day is no
working day ends on the first working day after it (民法典 art. 203). A make-up workday (调休) is a working day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY, DECEMBER = 5, 12
# Days off by 《全国年节及纪念日放假办法》 on a fixed date: certain before any yearly notice.
FIXED_HOLIDAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
# From this day on, a year's end depends on the next year's notice (the New Year holiday may reach back).
UNSETTLED_FROM = (12, 25)


@dataclass(frozen=True, slots=True)
class End:
    """Where a term ends. `raw` is None when working days were counted; `skipped` are the days not counted."""

    raw: date | None
    due: date
    safe: date
    provisional: bool
    skipped: tuple[date, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The working days of the years whose schedule is known; weekday and fixed holidays elsewhere.

    `off` maps a day off to the holiday's name, `work` holds the make-up workdays, `years` the known years.
    """

    off: Mapping[date, str] = field(default_factory=dict)
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Return whether offices work on `day`; for an unknown year, whether it is a weekday and no fixed holiday."""
        if day in self.work:
            return True
        if day in self.off or day.weekday() >= SATURDAY:
            return False
        return day.year in self.years or (day.month, day.day) not in FIXED_HOLIDAYS

    def is_settled(self, day: date) -> bool:
        """Return whether `is_workday(day)` can no longer change by a holiday notice to come."""
        if day.year not in self.years:
            return False
        return (day.month, day.day) < UNSETTLED_FROM or day.year + 1 in self.years

    def wanted_year(self, today: date) -> int | None:
        """Return the year whose schedule is missing: this one, from December on the next one; None when it is known."""
        year = today.year + (today.month == DECEMBER)
        return None if year in self.years else year

    def why_off(self, day: date) -> str:
        """Return the holiday's name of a day off, or an empty string for an ordinary weekend."""
        return self.off.get(day) or FIXED_HOLIDAYS.get((day.month, day.day), "") if not self.is_workday(day) else ""

    def on_or_after(self, day: date) -> date:
        """Return the first working day from `day` on."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last working day up to `day`."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`."""
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def end_of_days(self, start: date, days: int) -> End:
        """Return the end of `days` calendar days (日) whose day 0 is `start` (民法典 arts. 201, 203)."""
        raw = start + timedelta(days=days)
        return self.end_at(raw)

    def end_at(self, raw: date) -> End:
        """Return the end of a calendar-day term whose unrolled last day is `raw`."""
        due, safe = self.on_or_after(raw), self.on_or_before(raw)
        return End(raw, due, safe, not self._all_settled(safe, due), tuple(_days(raw, due)))

    def end_of_workdays(self, start: date, days: int) -> End:
        """Return the end of `days` working days (工作日) whose day 0 is `start`."""
        due = self.add_workdays(start, days)
        skipped = tuple(d for d in _days(start + ONE_DAY, due) if not self.is_workday(d))
        return End(None, due, due, not self._all_settled(start + ONE_DAY, due), skipped)

    def end_on(self, day: date) -> End:
        """Return the end of a date that was set by name: it is not rolled; safe is the last working day up to it."""
        return End(None, day, self.on_or_before(day), not self.is_settled(day))

    def _all_settled(self, first: date, last: date) -> bool:
        return all(self.is_settled(d) for d in (*_days(first, last), last))


def _days(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` up to but not including `last`."""
    while first < last:
        yield first
        first += ONE_DAY
