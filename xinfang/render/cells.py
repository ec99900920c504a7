"""Raw values into the cells of a worksheet, and how many lines of paper each of them takes."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xinfang.render.safe import fit
from xinfang.tables.report import Cell
from xinfang.words import paper

Put = Callable[[int, int, object], int]  # writes a raw value into a row and column, returns the lines that it takes

LONGEST = 32_000  # UTF-16 units; Excel takes 32,767
FIRST_DAY = date(1900, 3, 1)  # Excel's calendar is wrong before
SIGNED = 2  # lines that a signature takes
DAY_ZERO = date(1899, 12, 30).toordinal()
LOST = 0.5  # of a wrapped line, on the average: a full-width character or a comma that does not fit goes to the next


def put_text(sheet: Worksheet, form: Format, width: int) -> Put:
    """Return what writes words and numbers that are names: always as strings, so that none of them is a formula."""
    write, blank, short = sheet.write_string, sheet.write_blank, width // 2

    def put(row: int, col: int, value: object) -> int:
        if value is None or value == "":
            blank(row, col, None, form)
            return 1
        text = value if isinstance(value, str) else str(value)
        if len(text) <= short and text.isprintable() and text[0] != "<":  # most cells: nothing to mend or to wrap
            write(row, col, text, form)
            return 1
        text = as_string(text)
        write(row, col, text, form)
        return lines(text, width)

    return put


def put_day(sheet: Worksheet, form: Format, width: int) -> Put:
    """Return what writes ISO dates as dates; what is none is written as words."""
    write, other = sheet.write_number, put_text(sheet, form, width)

    def put(row: int, col: int, value: object) -> int:
        serial = _serial(value)
        if serial is None:
            return other(row, col, value)
        write(row, col, serial, form)
        return 1

    return put


@lru_cache(maxsize=10_000)  # a register holds the same days over and over
def _serial(value: object) -> int | None:
    """Return a date as Excel counts days, which its number format shows as a date; None for anything else."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day.toordinal() - DAY_ZERO if day >= FIRST_DAY else None


def put_number(sheet: Worksheet, form: Format, width: int) -> Put:
    """Return what writes numbers; what is none is written as words."""
    write, other = sheet.write_number, put_text(sheet, form, width)

    def put(row: int, col: int, value: object) -> int:
        if not isinstance(value, int | float):
            return other(row, col, value)
        write(row, col, value, form)
        return 1

    return put


def put_sign(sheet: Worksheet, form: Format, width: int) -> Put:
    """Return what leaves room for a signature."""

    def put(row: int, col: int, value: object) -> int:
        sheet.write_blank(row, col, None, form)
        return SIGNED

    return put


PUTS: Mapping[Cell, Callable[[Worksheet, Format, int], Put]] = {
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


def lines(text: str, width: float) -> int:
    """Return how many lines the text takes in a column of `width` half-width characters, rather one too many."""
    if "\n" in text:
        return sum(_wrapped(line, width) for line in text.split("\n"))
    return _wrapped(text, width)


def _wrapped(line: str, width: float) -> int:
    if len(line) <= width and line.isascii():
        return 1
    long = _width_of(line)
    return 1 if long <= width else ceil(long / max(width - LOST, 1))


def _width_of(text: str) -> float:
    """Return the printed width of a text of mixed script: 2 for a full-width character, 1.5 for others.

    The half is for what those lose, as words and numbers are not broken and keep a distance to Chinese. GB 18030
    spends two bytes on what a Chinese font prints full-width (“” and … too), one on ASCII, four on rare characters.
    """
    return len(text) + len(text.encode("gb18030", "replace")) / 2
