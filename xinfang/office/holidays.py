"""Holiday schedules: those published so far (chinesecalendar), and over them the office's own `holidays.yaml`."""

from pathlib import Path
from typing import TYPE_CHECKING

from xinfang.domain.calendar import Calendar

if TYPE_CHECKING:
    from datetime import date

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
    years: frozenset[int] = frozenset()
    own_off: dict[date, str] = {}
    own_work: set[date] = set()
    if (home / FILE).exists():
        from xinfang.office.schedule import read

        years, own_off, own_work = read(home / FILE)
    off = {day: name for day, name in off.items() if day.year not in years} | own_off
    work = {day for day in workdays if day.year not in years} | own_work
    return Calendar(off, frozenset(work), frozenset(known) | years)
