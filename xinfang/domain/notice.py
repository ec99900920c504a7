"""One year's holiday schedule as the State Council's notice tells it, and what holds of every such schedule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xinfang.domain.calendar import DECEMBER, FIXED_HOLIDAYS, SATURDAY
from xinfang.domain.codes import Refused
from xinfang.domain.dates import FIRST_YEAR, LAST_YEAR

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
FIRST_DAYS = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节"}  # of a fixed date, off whatever else a notice says
SEASONS = {"春节": (1, 2), "清明节": (4,), "端午节": (5, 6), "中秋节": (9, 10)}  # months of the others, by the moon
WEEK = "一二三四五六日天"


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's schedule as its notice tells it: `off` names the holiday of each day off, `work` the make-up workdays.

    `number` is the document number, or an empty string. Days of the former December may belong to the New Year.
    """

    year: int
    number: str = ""
    off: Mapping[date, str] = field(default_factory=dict)
    work: frozenset[date] = frozenset()

    def holidays(self) -> dict[str, list[date]]:
        """Return the days off of each holiday, in the order of the year."""
        named: dict[str, list[date]] = {}
        for day in sorted(self.off):
            named.setdefault(self.off[day], []).append(day)
        return named


def from_document(document: Any, year: int | None = None) -> Notice:
    """Read a list of days from JSON: ``[{"name", "date", "isOffDay"}]``, or an object with such a list as ``days``.

    Raises Refused ``notice_…``: an item cannot be read, or the days do not agree with each other.
    """
    told = document if isinstance(document, dict) else {"days": document}
    days = told.get("days")
    if not isinstance(days, list) or not days:
        raise Refused("notice_bad_list")
    items = [_item(item, place) for place, item in enumerate(days, 1)]
    stated = told["year"] if isinstance(told.get("year"), int) else _most([day for _, day, _ in items])
    off = {day: name for name, day, free in items if free}
    # An ordinary weekday that is listed as worked says what holds anyway.
    work = frozenset(day for _, day, free in items if not free and would_be_free(day))
    return judged(Notice(agreed(stated, year), "", off, work))


def judged(notice: Notice) -> Notice:
    """Return the notice once it agrees with itself.

    Raises the first refusal among the `CHECKS`.
    """
    for check in CHECKS:
        if refusal := check(notice):
            raise refusal
    return notice


def would_be_free(day: date) -> bool:
    """Return whether a day is free unless a notice makes it a workday."""
    return day.weekday() >= SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS


def agreed(stated: int, said: int | None) -> int:
    """Return the year that is stated, which must be the one that was said, if one was.

    Raises Refused ``notice_other_year``, ``notice_no_year``.
    """
    if said is not None and stated != said:
        raise Refused("notice_other_year", usage=True, stated=stated, given=said)
    if not FIRST_YEAR <= stated <= LAST_YEAR:
        raise Refused("notice_no_year")
    return stated


def _item(item: Any, place: int) -> tuple[str, date, bool]:
    """Return the name, the day and whether it is off, of one item of a list."""
    try:
        name, day, free = item["name"], date.fromisoformat(item["date"]), item["isOffDay"]
    except (KeyError, TypeError, ValueError):
        raise Refused("notice_bad_item", place=place) from None
    if not isinstance(name, str) or not re.fullmatch(r"[\u4e00-\u9fff0-9、]{0,20}[\u4e00-\u9fff]", name):
        raise Refused("notice_bad_item", place=place)
    if not isinstance(free, bool):
        raise Refused("notice_bad_item", place=place)
    return name, day, free


def _most(days: list[date]) -> int:
    years = [day.year for day in days]
    return max(years, key=years.count)


def _all_are_named(notice: Notice) -> Refused | None:
    named = "、".join(set(notice.off.values()))
    missing = [name for name in HOLIDAYS if name[:2] not in named]
    return Refused("notice_missing", year=notice.year, holidays=missing) if missing else None


def _days_are_of_the_year(notice: Notice) -> Refused | None:
    for day in sorted({*notice.off, *notice.work}):
        if day.year != notice.year and (day.year, day.month) != (notice.year - 1, DECEMBER):
            return Refused("notice_far", day=day.isoformat(), year=notice.year)
    return None


def _first_days_are_off(notice: Notice) -> Refused | None:
    for (month, day), holiday in FIRST_DAYS.items():
        first = date(notice.year, month, day)
        if first not in notice.off:
            return Refused("notice_first_day", holiday=holiday, day=first.isoformat())
    return None


def _the_others_are_in_season(notice: Notice) -> Refused | None:
    for holiday, months in SEASONS.items():
        days = sorted(day for day, name in notice.off.items() if holiday[:2] in name)
        if not any(day.month in months for day in days):
            return Refused("notice_season", holiday=holiday, day=days[0].isoformat())
    return None


def _no_day_is_both(notice: Notice) -> Refused | None:
    both = sorted(notice.work & notice.off.keys())
    return Refused("notice_both", day=both[0].isoformat(), holiday=notice.off[both[0]]) if both else None


def _made_up_days_would_be_free(notice: Notice) -> Refused | None:
    for day in sorted(notice.work):
        if not would_be_free(day):
            return Refused("notice_work", day=day.isoformat(), weekday=WEEK[day.weekday()])
    return None


CHECKS: tuple[Callable[[Notice], Refused | None], ...] = (
    _all_are_named,
    _days_are_of_the_year,
    _first_days_are_off,
    _the_others_are_in_season,
    _no_day_is_both,
    _made_up_days_would_be_free,
)
