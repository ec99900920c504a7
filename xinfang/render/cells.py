"""Raw values into the cells of a worksheet; each tells how many lines of paper it takes."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from inspect import unwrap
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xinfang.render.measure import MOST_LINES, SIGNED, lines
from xinfang.render.safe import fit
from xinfang.tables.report import Cell
from xinfang.words import paper

Put = Callable[[int, int, object], int]  # writes a raw value into a row and column, returns the lines that it takes

LONGEST = 32_000  # UTF-16 units; Excel takes 32,767
FIRST_DAY = date(1900, 3, 1)  # Excel's calendar is wrong before
DAY_ZERO = date(1899, 12, 30).toordinal()


def _straight(sheet: Worksheet, method: str) -> Any:
    """Return a method that writes a cell, without its wrapper: that looks at each cell for a place like "A1"."""
    return unwrap(getattr(Worksheet, method)).__get__(sheet)


def put_text(sheet: Worksheet, form: Format, tall: Format, width: int) -> Put:
    """Return what writes words and numbers that are names: always as strings, so that none of them is a formula."""
    write, blank, short = _straight(sheet, "write_string"), _straight(sheet, "write_blank"), width // 2

    def put(row: int, col: int, value: object) -> int:
        if value is None or value == "":
            blank(row, col, None, form)
            return 1
        text = value if isinstance(value, str) else str(value)
        if len(text) <= short and text.isprintable() and text[0] != "<":  # most cells: nothing to mend or to wrap
            write(row, col, text, form)
            return 1
        text = as_string(text)
        needed = lines(text, width)
        write(row, col, text, form if needed <= MOST_LINES else tall)
        return needed

    return put


def put_day(sheet: Worksheet, form: Format, tall: Format, width: int) -> Put:
    """Return what writes ISO dates as dates; what is none is written as words."""
    write, other = _straight(sheet, "write_number"), put_text(sheet, form, tall, width)

    def put(row: int, col: int, value: object) -> int:
        serial = serial_of(value)
        if serial is None:
            return other(row, col, value)
        write(row, col, serial, form)
        return 1

    return put


@lru_cache(maxsize=10_000)  # a register holds the same days over and over
def serial_of(value: object) -> int | None:
    """Return a date as Excel counts days, which its number format shows as a date; None for anything else."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day.toordinal() - DAY_ZERO if day >= FIRST_DAY else None


def put_number(sheet: Worksheet, form: Format, tall: Format, width: int) -> Put:
    """Return what writes numbers; what is none is written as words."""
    write, other = _straight(sheet, "write_number"), put_text(sheet, form, tall, width)

    def put(row: int, col: int, value: object) -> int:
        if not isinstance(value, int | float):
            return other(row, col, value)
        write(row, col, value, form)
        return 1

    return put


def put_sign(sheet: Worksheet, form: Format, tall: Format, width: int) -> Put:
    """Return what leaves room for a signature."""
    blank = _straight(sheet, "write_blank")

    def put(row: int, col: int, value: object) -> int:
        blank(row, col, None, form)
        return SIGNED

    return put


PUTS: Mapping[Cell, Callable[[Worksheet, Format, Format, int], Put]] = {
    Cell.TEXT: put_text,
    Cell.ID: put_text,
    Cell.DAY: put_day,
    Cell.NUMBER: put_number,
    Cell.SIGN: put_sign,
}


def as_string(text: str) -> str:
    """Return the text as a cell holds it: of a very long one the beginning and a remark, never anything that acts."""
    if not text.isprintable():
        text = fit(text)
    if len(text) > LONGEST // 2:
        units = text.encode("utf-16-le")
        if len(units) > 2 * LONGEST:
            text = units[: 2 * LONGEST].decode("utf-16-le", "ignore") + paper.CUT
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter takes it for its own rich text, as raw XML
        text += " "
    return text
