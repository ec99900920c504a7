"""Holiday schedules: those published so far (chinesecalendar), and over them the office's own `holidays.yaml`.

The office's file names the days of a year as the State Council's notice does::

    2027:
      off: {元旦: [2027-01-01, 2027-01-02, 2027-01-03], 春节: [...]}
      work: [2027-02-14]
"""

from datetime import date
from pathlib import Path
from typing import Any

from xinfang.domain.calendar import FIXED_HOLIDAYS, SATURDAY, Calendar
from xinfang.domain.dates import FIRST_YEAR, LAST_YEAR
from xinfang.domain.model import Refused
from xinfang.office.settings import _Reader
from xinfang.words import faults as words

FILE = "holidays.yaml"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def load(home: Path) -> Calendar:
    """Return the calendar of an office folder.

    Raises Refused ``bad_settings`` when the office's own schedule has faults.
    """
    from chinese_calendar.constants import holidays, workdays

    known = range(min(holidays).year, max(holidays).year + 1)
    off = {day: NAMES.get(str(name), str(name)) for day, name in holidays.items()}
    years, own_off, own_work = _own(home / FILE)
    off = {day: name for day, name in off.items() if day.year not in years} | own_off
    work = {day for day in workdays if day.year not in years} | own_work
    return Calendar(off, frozenset(work), frozenset(known) | years)


def _own(path: Path) -> tuple[frozenset[int], dict[date, str], set[date]]:
    """Read the office's own schedule: its years, days off with their names, make-up workdays."""
    off: dict[date, str] = {}
    work: set[date] = set()
    if not path.exists():
        return frozenset(), off, work
    reader = _Reader(path.read_bytes())
    years = set()
    for key, node in reader.pairs(reader.root, FILE):
        year = int(key.value) if key.value.isdecimal() else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            reader.fault(key, FILE, words.NOT_A_YEAR)
            continue
        years.add(year)
        read = reader.mapping(node, str(year), {"off": _named_days(year), "work": _days(year)})
        off |= read.get("off", {})
        work |= read.get("work", set())
    _agree(reader, off, work)
    reader.finish(path)
    return frozenset(years), off, work


def _days(year: int) -> Any:
    def check(reader: _Reader, node: Any, path: str) -> set[date]:
        found = set()
        for item in node.value if node.id == "sequence" else [node]:
            try:
                day = date.fromisoformat(str(item.value))
            except ValueError:
                day = date.min
            if day.year == year:
                found.add(day)
            else:
                reader.fault(item, path, words.NOT_A_DAY)
        return found

    return check


def _named_days(year: int) -> Any:
    def check(reader: _Reader, node: Any, path: str) -> dict[date, str]:
        read = _days(year)
        return {
            day: str(key.value)
            for key, child in reader.pairs(node, path)
            for day in read(reader, child, f"{path}.{key.value}")
        }

    return check


def _agree(reader: _Reader, off: dict[date, str], work: set[date]) -> None:
    """A notice never has a day both off and on, and makes up work only on days that would be free."""
    for day in sorted(work & off.keys()):
        reader.faults.append(words.SCHEDULE + words.BOTH_OFF_AND_ON.format(value=day))
    for day in sorted(work):
        if day.weekday() < SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS:
            reader.faults.append(words.SCHEDULE + words.NO_WEEKEND_WORK.format(value=day))
