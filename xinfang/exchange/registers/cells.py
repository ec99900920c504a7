"""A cell becomes a value: days as offices write them, numbers that Excel has spoiled, words without what hides."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from xinfang.domain import said
from xinfang.domain.codes import Refused
from xinfang.words import imports as words

DAY_ZERO = date(1899, 12, 30).toordinal()
SERIALS = range(20_000, 80_000)  # Excel's day numbers from 1954 to 2119
EIGHT_DIGITS = range(1900_01_01, 2200_01_01)
CENTURY = 2000
FULL = re.compile(r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(.*)", re.DOTALL)
A_DAY = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}月\d{1,2}日")  # within other words
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(\s*\d{4,6})?")
MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(.*)", re.DOTALL)
# What may stand behind a day: its weekday, the time of day.
REST = re.compile(r"T?\s*[(]?\s*((周|星期|礼拜).)?[)]?\s*([上下]午|[早晚]上|中午)?\s*(\d{1,2}\s*[:时点].*)?", re.DOTALL)
SPOILED = re.compile(r"\d(\.\d+)?[eE]\+?1[4-9]|\d{15}000|\d{1,17}\.0+")
BETWEEN_PHONES = re.compile(r"[、,;/\s]+")
COUNTRY = re.compile(r"(\+|\b00)86[\s-]*")
MOST_FIGURES = 1e15  # from here on a number in Excel has lost its last figures
STROKES = re.compile(r"[/\-—－~·.。*＊]*")
ODD_SIGNS = frozenset(("", *" =/-—－~·.。*＊"))  # what begins so is looked at twice
AS_FORMULA = re.compile(r'="(.*)"')  # how other programs keep a number whole in a csv file
ALONE = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")


class NotTaken(Exception):  # noqa: N818 - an answer, not a fault of the program
    """Why a row is not taken: `code` names its sentence in the words, `values` fill it."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def text(value: Any) -> str:
    """Return a cell as words: nothing for what stands for nothing, no hidden control characters."""
    if isinstance(value, str):
        plain = value.isprintable() and value[:1] not in ODD_SIGNS and value[-1] != " " and "_x000D_" not in value
        return value if plain and value not in words.EMPTY else _clean(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < MOST_FIGURES else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else str(value)


@lru_cache(maxsize=50_000)
def _clean(value: str) -> str:
    lines = value.replace("_x000D_", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if found := AS_FORMULA.fullmatch(lines):
        lines = found[1]
    cleaned = said.UNWRITABLE.sub("", lines).replace("\xa0", " ").strip(" \t\n\u3000")
    return "" if cleaned in words.EMPTY or STROKES.fullmatch(cleaned) else cleaned


def texts(raw: Mapping[str, Any]) -> dict[str, str]:
    """Return what the cells of a row say, without those that say nothing."""
    return {name: written for name, value in raw.items() if value not in ("", None) and (written := text(value))}


def has_hidden(values: Iterable[Any]) -> bool:
    """Return whether the cells of a row hold control characters that are left out."""
    written = "".join([value for value in values if isinstance(value, str)])
    return not written.isprintable() and said.UNWRITABLE.search(written) is not None


def day(value: Any, field: str) -> tuple[int | None, int, int] | None:
    """Return year (None where none is written), month and day of a cell; None for nothing.

    Raises NotTaken: ``bad_day``, ``no_such_day``, ``cut_day``.
    """
    if isinstance(value, date):
        return value.year, value.month, value.day
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST_FIGURES:
        return _day_of_number(float(value), field)
    if isinstance(value, time | timedelta | bool | int | float):
        raise NotTaken("bad_day", field=words.FIELD[field], text=str(value)[:30])
    written = text(value)
    return _day_of_text(written, field) if written else None


@lru_cache(maxsize=10_000)
def _day_of_number(value: float, field: str) -> tuple[int | None, int, int]:
    if int(value) in SERIALS:
        found = date.fromordinal(DAY_ZERO + int(value))
        return found.year, found.month, found.day
    if value.is_integer() and int(value) in EIGHT_DIGITS:
        return _day_of_text(str(int(value)), field)
    code = "cut_day" if 1 <= value < 13 and not value.is_integer() else "bad_day"  # noqa: PLR2004 - a month
    raise NotTaken(code, field=words.FIELD[field], text=f"{value:g}")


@lru_cache(maxsize=10_000)
def _day_of_text(written: str, field: str) -> tuple[int | None, int, int]:
    plain = unicodedata.normalize("NFKC", written).strip()
    told: tuple[int | None, int, int]
    if (found := FULL.fullmatch(plain)) and REST.fullmatch(found[4].strip()):
        year = int(found[1]) + (CENTURY if len(found[1]) < len("2025") else 0)
        told = year, int(found[2]), int(found[3])
    elif found := DIGITS.fullmatch(plain):
        told = int(found[1]), int(found[2]), int(found[3])
    elif (found := MONTH_DAY.fullmatch(plain)) and REST.fullmatch(found[3].strip()):
        told = None, int(found[1]), int(found[2])
    elif re.fullmatch(r"\d{5}(\.\d+)?", plain):
        return _day_of_number(float(plain), field)
    else:
        raise NotTaken("bad_day", field=words.FIELD[field], text=written[:30])
    try:
        date(told[0] or CENTURY, *told[1:])  # a leap year
    except ValueError:
        raise NotTaken("no_such_day", field=words.FIELD[field], text=written[:30]) from None
    return told


def phones(value: Any) -> tuple[list[str], bool]:
    """Return the phone numbers of a cell, and whether something in it is none."""
    written = text(value)
    found, whole = list[str](), True
    if not written:
        return found, whole
    for part in BETWEEN_PHONES.split(COUNTRY.sub("", unicodedata.normalize("NFKC", written).removesuffix(".0"))):
        try:
            found += [said.phone(part)] if part else []
        except Refused:
            whole = False
    return (found, whole) if found else _whole_phone(written)


def _whole_phone(written: str) -> tuple[list[str], bool]:
    """Read a number in which blanks part the figures."""
    try:
        return [said.phone(written)], True
    except Refused:
        return [], False


def id_number(value: Any) -> tuple[str | None, str | None]:
    """Return an ID number, and what is wrong with it: ``spoiled_id`` (it is not kept) or ``odd_id``."""
    if isinstance(value, float) and abs(value) >= MOST_FIGURES / 10:
        return None, "spoiled_id"
    if not (told := text(value)):
        return None, None
    written = unicodedata.normalize("NFKC", told).replace(" ", "").upper().lstrip("'")
    if not written:
        return None, None
    if SPOILED.fullmatch(written):
        return None, "spoiled_id"
    return written, None if said.is_id_number(written) else "odd_id"


def people(value: Any) -> int | None:
    """Return how many people a cell speaks of; None for nothing. Raises NotTaken ``bad_people``."""
    return _people(text(value))


@lru_cache(maxsize=1_000)
def _people(told: str) -> int | None:
    written = unicodedata.normalize("NFKC", told).replace(" ", "")
    if not written:
        return None
    found = re.fullmatch(words.PEOPLE, written)
    if not found or int(found[1]) < 1:
        raise NotTaken("bad_people", text=written[:20])
    return int(found[1])


@lru_cache(maxsize=20_000)
def names(written: str) -> tuple[tuple[str, ...], int | None]:
    """Return the names in a cell and how many people it speaks of (张三等5人), None where it does not say."""
    plain = ALONE_NAME.sub(r"\1\2", written) if len(written) < SHORT else written
    heads = None
    if found := re.fullmatch(words.AND_OTHERS, plain, re.DOTALL):
        plain, heads = found[1], int(found[2]) if found[2] else None
    if re.fullmatch(words.NAMELESS, plain):
        return (), heads
    parts = (ALONE.sub("、", part).strip() for part in re.split(r"[、,，;；/\n]", plain))
    return tuple(dict.fromkeys(name for part in parts for name in part.split("、") if name)), heads


ALONE_NAME = re.compile(r"^([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff])$")  # 张　三, as it is aligned
SHORT = 6
