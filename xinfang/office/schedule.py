"""The office's own holiday schedule, `holidays.yaml`: the days of a year as the State Council's notice names them.

::

    2027:
      notice: 国办发明电〔2026〕7号
      off: {元旦: [2027-01-01, 2027-01-02, 2027-01-03], 春节: [...]}
      work: [2027-02-14]

A person may write it; ``xinfang calendar import`` puts one year into it and leaves the others as they are.
"""

import codecs
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from xinfang.domain.calendar import FIXED_HOLIDAYS, SATURDAY
from xinfang.domain.codes import Refused
from xinfang.domain.dates import FIRST_YEAR, LAST_YEAR
from xinfang.domain.notice import Notice
from xinfang.office.holidays import Own
from xinfang.office.reader import Reader, content, is_null
from xinfang.words import faults as words

DECEMBER = 12
EVERY_YEAR = ("元旦", "春节", "清明", "劳动", "端午", "国庆")  # the Mid-Autumn days may be named with the last


LONGEST_NUMBER = 60


def read(path: Path) -> Own:
    """Read the office's own schedule from its file.

    A year counts as known only when all its holidays are there: half a notice must not settle any date.

    Raises Refused ``bad_settings`` with all faults.
    """
    return parse(content(path), path)


def parse(raw: bytes, path: Path) -> Own:
    """Read the office's own schedule; `path` is the file that is named to the clerk.

    Raises Refused ``bad_settings`` with all faults.
    """
    off: dict[date, str] = {}
    work: set[date] = set()
    notices: dict[int, str] = {}
    reader = Reader(raw)
    years = set()
    for key, node in reader.pairs(reader.root, path.name):
        year = int(key.value) if re.fullmatch("[0-9]{4}", key.value) else 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            reader.fault(key, path.name, words.NOT_A_YEAR)
            continue
        known = {"notice": _number, "off": _named_days(year), "work": _days(year)}
        found = reader.mapping(node, str(year), known)
        off |= found.get("off", {})
        work |= found.get("work", set())
        notices |= {year: found["notice"]} if "notice" in found else {}
        if _is_whole(found.get("off", {})):
            years.add(year)
    _agree(reader, off, work)
    reader.finish(path)
    return Own(frozenset(years), off, frozenset(work), notices)


def with_year(raw: bytes, notice: Notice, path: Path) -> bytes:
    """Return the file with this year's schedule in it; the other years stay as they are, to the letter.

    Raises Refused: ``bad_settings`` (the file has faults), ``schedule_form`` (it is one pair of braces).
    """
    parse(raw, path)
    text = raw.decode("utf-8-sig")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    first, last = _place(raw, notice.year, len(lines), path)
    lines[first:last] = _block(notice)
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + "".join(line + line_end for line in lines).encode()


def _place(raw: bytes, year: int, count: int, path: Path) -> tuple[int, int]:
    """Return from which line up to which a year stands in the file; a new one comes at the end."""
    root = Reader(raw).root
    if root is None or is_null(root):
        return count, count
    if root.flow_style:
        raise Refused("schedule_form", path=path)
    for key, node in root.value:
        if key.value == str(year):
            return key.start_mark.line, _last_line(node) + 1
    return count, count


def _last_line(node: Any) -> int:
    """Return the last line that a node has words on; what follows, blank lines and comments, is not its own."""
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.line)
    last = node.value[-1]
    return _last_line(last[1] if isinstance(last, tuple) else last)


def _block(notice: Notice) -> list[str]:
    """Return the lines that tell one year."""
    number = [f"  notice: {notice.number}"] if notice.number else []
    off = [f"    {name}: {_listed(days)}" for name, days in notice.holidays().items()]
    return [f"{notice.year}:", *number, "  off:", *off, f"  work: {_listed(sorted(notice.work))}"]


def _listed(days: Iterable[date]) -> str:
    return f"[{', '.join(day.isoformat() for day in days)}]"


def _is_whole(off: dict[date, str]) -> bool:
    return all(any(name in told for told in off.values()) for name in EVERY_YEAR)


def _number(reader: Reader, node: Any, path: str) -> str | None:
    if node.id == "scalar" and len(node.value) <= LONGEST_NUMBER:
        return str(node.value)
    reader.fault(node, path, words.NOT_A_TEXT, most=LONGEST_NUMBER)
    return None


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
