"""Days and periods as people type them: ``2026-03-05``, ``3月5日``, ``昨天``, ``上周五``, ``上月``, ``2026Q1``.

A day without a year is the latest such day that is not after today; for a date to come (`ahead`) the next one.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from xinfang.domain.codes import Refused
from xinfang.domain.period import Period

WEEKDAYS = "一二三四五六日天"
DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "明天": -1, "后天": -2, "大后天": -3}
FIRST_YEAR, LAST_YEAR = 1990, 2199
CENTURY, DECEMBER = 2000, 12
FAR, MOST_OF_A_YEAR = 300, 366  # days from which a year that was not said is asked for: this year's day is nearer
MONTHS_TRIED, YEARS_TRIED = 3, 9  # until there was a 31st, a February 29th
# Two-figure years are this century's.
FULL = re.compile(r"(\d{4}|\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?号?")
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH_DAY = re.compile(r"(今年|去年|前年|明年)?(?:(\d{1,2})[-./月](\d{1,2})日?号?)")
DAY_ONLY = re.compile(r"(本月|上月|上个月|下月|下个月)?(\d{1,2})[日号]")
WEEKDAY = re.compile(rf"(上上|上|这|本|下)?个?(?:周|星期|礼拜)([{WEEKDAYS}])")
AGO = re.compile(r"(\d{1,3})(天|日|周|个?星期)(前|后)")
YEARS_OFF = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
WEEKS_OFF = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Read one day as typed.

    Raises Refused: ``bad_date`` when it is no form known here, ``no_such_date`` when the day does not exist.
    """
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if typed in DAYS_AGO:
        return today - timedelta(days=DAYS_AGO[typed])
    for pattern, reader in ((FULL, _full), (DIGITS, _full), (AGO, _ago), (WEEKDAY, _weekday), (DAY_ONLY, _day_only)):
        if match := pattern.fullmatch(typed):
            return reader(match, today, ahead)
    if match := MONTH_DAY.fullmatch(typed):
        return _month_day(match, today, ahead)
    raise Refused("bad_date", usage=True, text=text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Refused("no_such_date", usage=True, text=text) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("no_such_date", usage=True, text=text)
    return found


def _full(match: re.Match[str], today: date, ahead: bool) -> date:
    year, month, day = (int(part) for part in match.groups())
    return _day(CENTURY + year if len(match[1]) == len("26") else year, month, day, match[0])


def _ago(match: re.Match[str], today: date, ahead: bool) -> date:
    days = int(match[1]) * (1 if match[2] in "天日" else 7)
    return today + timedelta(days=days if match[3] == "后" else -days)


def _weekday(match: re.Match[str], today: date, ahead: bool) -> date:
    index = min(WEEKDAYS.index(match[2]), 6)
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=index + 7 * WEEKS_OFF.get(match[1], 0))
    if match[1] is None and not ahead and found > today:
        found -= timedelta(days=7)
    if match[1] is None and ahead and found < today:
        found += timedelta(days=7)
    return found


def _day_only(match: re.Match[str], today: date, ahead: bool) -> date:
    """Read a day of a month; without a named month the nearest month that has it, on the right side of today."""
    day, first = int(match[2]), today.replace(day=1)
    if match[1]:
        named = add_months(first, {"上": -1, "下": 1}.get(match[1][0], 0))
        return _day(named.year, named.month, day, match[0])
    months = (add_months(first, step * (1 if ahead else -1)) for step in range(MONTHS_TRIED))
    return _nearest(((m.year, m.month, day) for m in months), today, ahead, match[0])


def _month_day(match: re.Match[str], today: date, ahead: bool) -> date:
    """Read a day of a year; without a named year the nearest year that has it, on the right side of today."""
    month, day = int(match[2]), int(match[3])
    if match[1]:
        return _day(today.year + YEARS_OFF[match[1]], month, day, match[0])
    years = (today.year + step * (1 if ahead else -1) for step in range(YEARS_TRIED))
    return _nearest(((year, month, day) for year in years), today, ahead, match[0])


def _nearest(candidates: Iterable[tuple[int, int, int]], today: date, ahead: bool, text: str) -> date:
    """Return the first of the days that exists and is not on the wrong side of today."""
    for year, month, day in candidates:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found == today or (found > today) == ahead:
            if found.year != today.year and FAR < abs((found - today).days) <= MOST_OF_A_YEAR:
                raise Refused("which_year_ahead" if ahead else "which_year", usage=True, text=text)
            return found
    raise Refused("no_such_date", usage=True, text=text)


MONTH = re.compile(r"(?:(\d{4})[-./年])?(\d{1,2})月?|(\d{4})(\d{2})")
YEAR = re.compile(r"(\d{4})年?")
QUARTER = re.compile(r"(?:(\d{4})年?[-.]?)?(?:[Qq]([1-4])|第?([1-4一二三四])季度?)")
MONTH_WORDS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1}
QUARTER_WORDS = {"本季": 0, "本季度": 0, "上季": -1, "上季度": -1}
WEEK_WORDS = {"本周": 0, "上周": -1}
HALVES = re.compile(r"(?:(\d{4})年?)?([上下])半年")


def parse_period(text: str, today: date) -> Period:
    """Read a period as typed: a word (本月 上月 本周 本季度 今年 去年 …), a month, a quarter, a year.

    Raises Refused ``bad_period``.
    """
    typed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    for reader in (_word_period, _year_period, _quarter_period, _half_period, _month_period):
        if period := reader(typed, today):
            return period
    raise Refused("bad_period", usage=True, text=text)


def month_of(first: date) -> Period:
    """Return the month that begins on `first`."""
    return span(first, 1)


def span(first: date, months: int) -> Period:
    """Return the period of so many whole months that begins on `first`."""
    return Period(first.isoformat(), (add_months(first, months) - timedelta(days=1)).isoformat())


def add_months(first: date, months: int) -> date:
    """Return the first of the month that lies `months` after the month of `first`."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _word_period(typed: str, today: date) -> Period | None:
    first = today.replace(day=1)
    if typed in ("今天", "今日", "昨天", "昨日"):
        day = parse_day(typed, today).isoformat()
        return Period(day, day)
    if typed in MONTH_WORDS:
        return month_of(add_months(first, MONTH_WORDS[typed]))
    if typed in QUARTER_WORDS:
        return span(add_months(first.replace(month=(today.month - 1) // 3 * 3 + 1), 3 * QUARTER_WORDS[typed]), 3)
    if typed in YEARS_OFF or typed == "本年":
        return span(date(today.year + YEARS_OFF.get(typed, 0), 1, 1), 12)
    if typed in WEEK_WORDS:
        monday = today - timedelta(days=today.weekday() - 7 * WEEK_WORDS[typed])
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    return None


def _in_range(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _year_period(typed: str, today: date) -> Period | None:
    match = YEAR.fullmatch(typed)
    return span(date(int(match[1]), 1, 1), 12) if match and _in_range(int(match[1])) else None


def _quarter_period(typed: str, today: date) -> Period | None:
    match = QUARTER.fullmatch(typed)
    if not match:
        return None
    year = int(match[1] or today.year)
    quarter = int(match[2]) if match[2] else "一二三四".find(match[3]) + 1 or int(match[3])
    return span(date(year, 3 * quarter - 2, 1), 3) if _in_range(year) else None


def _half_period(typed: str, today: date) -> Period | None:
    match = HALVES.fullmatch(typed)
    if not match or not _in_range(int(match[1] or today.year)):
        return None
    return span(date(int(match[1] or today.year), 1 if match[2] == "上" else 7, 1), 6)


def _month_period(typed: str, today: date) -> Period | None:
    match = MONTH.fullmatch(typed)
    if not match:
        return None
    month = int(match[2] or match[4])
    year = int(match[1] or match[3] or (today.year if month <= today.month else today.year - 1))
    return month_of(date(year, month, 1)) if 1 <= month <= DECEMBER and _in_range(year) else None
