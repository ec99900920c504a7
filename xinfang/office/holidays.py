"""Holiday schedules: those published so far (chinesecalendar), and over them the office's own `holidays.yaml`."""

from __future__ import annotations

import json
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from xinfang.disk import aside
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "holidays.yaml"
KEPT = "data/holidays.json"
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


class Own(NamedTuple):
    """The office's own schedule: years told whole, days off with their names, make-up workdays, the notices."""

    years: frozenset[int] = frozenset()
    off: Mapping[date, str] = MappingProxyType({})
    work: frozenset[date] = frozenset()
    notices: Mapping[int, str] = MappingProxyType({})


def load(home: Path) -> Calendar:
    """Return the calendar of an office folder.

    Raises Refused ``bad_settings`` when the office's own schedule has faults.
    """
    from chinese_calendar.constants import holidays, workdays

    mine = own(home)
    off = {day: NAMES.get(str(name), str(name)) for day, name in holidays.items() if day.year not in mine.years}
    work = {day for day in workdays if day.year not in mine.years} | mine.work
    return Calendar(off | dict(mine.off), frozenset(work), frozenset(_published()) | mine.years)


def sources(home: Path) -> dict[int, str | None]:
    """Return where each known year comes from: None for the program, else the notice's number (empty: by hand).

    Raises Refused ``bad_settings``.
    """
    mine = own(home)
    known: dict[int, str | None] = dict.fromkeys(_published())
    return known | {year: mine.notices.get(year, "") for year in mine.years}


def own(home: Path) -> Own:
    """Return the office's own schedule; while its file is unchanged it is not read again (`keep`).

    Raises Refused ``bad_settings``, ``unreadable``.
    """
    path = home / FILE
    if not path.exists():
        return Own()
    try:
        text = path.read_text("utf-8", errors="backslashreplace")
    except OSError:
        raise Refused("unreadable", path=path) from None
    if kept := _kept(home, text):
        return kept
    from xinfang.office.schedule import read

    return read(path)


def keep(home: Path) -> None:
    """Keep the office's own schedule beside the ledger as it was read; only a shortcut, for which nothing fails."""
    try:
        text = (home / FILE).read_text("utf-8", errors="backslashreplace")
        if not _kept(home, text):
            aside.write(home / KEPT, _written(text, own(home)).encode())
    except (OSError, Refused):
        return


def _published() -> range:
    from chinese_calendar.constants import holidays

    return range(min(holidays).year, max(holidays).year + 1)


def _written(text: str, mine: Own) -> str:
    values = {
        "text": text,
        "years": sorted(mine.years),
        "off": {day.isoformat(): name for day, name in mine.off.items()},
        "work": [day.isoformat() for day in sorted(mine.work)],
        "notices": {str(year): number for year, number in mine.notices.items()},
    }
    return json.dumps(values, ensure_ascii=False)


def _kept(home: Path, text: str) -> Own | None:
    """Return the schedule as it was kept when its file held this text, or None."""
    try:
        kept: Any = json.loads((home / KEPT).read_text("utf-8"))
        if kept["text"] != text:
            return None
        return Own(
            frozenset(kept["years"]),
            {date.fromisoformat(day): name for day, name in kept["off"].items()},
            frozenset(map(date.fromisoformat, kept["work"])),
            {int(year): number for year, number in kept["notices"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
