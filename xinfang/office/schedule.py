"""The office's own holiday schedule, `holidays.yaml`: the days of a year as the State Council's notice names them.

::

    2027:
      off: {元旦: [2027-01-01, 2027-01-02, 2027-01-03], 春节: [...]}
      work: [2027-02-14]
"""

from datetime import date
from pathlib import Path
from typing import Any

from xinfang.domain.calendar import FIXED_HOLIDAYS, SATURDAY
from xinfang.domain.dates import FIRST_YEAR, LAST_YEAR
from xinfang.office.reader import Reader
from xinfang.words import faults as words

DECEMBER = 12
EVERY_YEAR = ("元旦", "春节", "清明", "劳动", "端午", "国庆")  # the Mid-Autumn days may be named with the last


def read(path: Path) -> tuple[frozenset[int], dict[date, str], set[date]]:
    """Read the office's own schedule: the years that it tells whole, days off with their names, make-up workdays.

    A year counts as known only when all its holidays are there: half a notice must not settle any date.

    Raises Refused ``bad_settings`` with all faults.
    """
    off: dict[date, str] = {}
    work: set[date] = set()
    reader = Reader(path.read_bytes())
    years = set()
    for key, node in reader.pairs(reader.root, path.name):
        year = int(key.value) if key.value.isdecimal() else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            reader.fault(key, path.name, words.NOT_A_YEAR)
            continue
        found = reader.mapping(node, str(year), {"off": _named_days(year), "work": _days(year)})
        off |= found.get("off", {})
        work |= found.get("work", set())
        if _is_whole(found.get("off", {})):
            years.add(year)
    _agree(reader, off, work)
    reader.finish(path)
    return frozenset(years), off, work


def _is_whole(off: dict[date, str]) -> bool:
    return all(any(name in told for told in off.values()) for name in EVERY_YEAR)


def _days(year: int) -> Any:
    def check(reader: Reader, node: Any, path: str) -> set[date]:
        found = set()
        for item in node.value if node.id == "sequence" else [node]:
            try:
                day = date.fromisoformat(str(item.value))
            except ValueError:
                day = date.min
            if day.year == year or (day.year == year - 1 and day.month == DECEMBER):  # New Year may reach back
                found.add(day)
            else:
                reader.fault(item, path, words.NOT_A_DAY)
        return found

    return check


def _named_days(year: int) -> Any:
    def check(reader: Reader, node: Any, path: str) -> dict[date, str]:
        read = _days(year)
        return {
            day: str(key.value)
            for key, child in reader.pairs(node, path)
            for day in read(reader, child, f"{path}.{key.value}")
        }

    return check


def _agree(reader: Reader, off: dict[date, str], work: set[date]) -> None:
    """A notice never has a day both off and on, and makes up work only on days that would be free."""
    for day in sorted(work & off.keys()):
        reader.faults.append(words.SCHEDULE + words.BOTH_OFF_AND_ON.format(value=day))
    for day in sorted(work):
        if day.weekday() < SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS:
            reader.faults.append(words.SCHEDULE + words.NO_WEEKEND_WORK.format(value=day))
