"""A report as an Excel workbook that is printed as it is: A4 landscape, one sheet per table."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xinfang.render.cells import PUTS, Put, as_string, lines
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import paper, talk

A4 = 9
# The font of the workbook itself too: the widths of columns are told in its figures.
BASE = {"font_name": "宋体", "font_size": 10, "font_scheme": False}
FONT = BASE | {"valign": "top", "text_wrap": True}
BOXED = FONT | {"border": 1}
FORMS: Mapping[str, Mapping[str, Any]] = {
    "title": FONT | {"font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "line": FONT | {"valign": "vcenter"},
    "head": BOXED | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9D9D9"},
    "note": FONT | {"font_size": 9, "font_color": "#595959"},
    Cell.TEXT: BOXED,
    Cell.ID: BOXED | {"num_format": 49},
    Cell.DAY: BOXED | {"num_format": "yyyy-mm-dd", "align": "center"},
    Cell.NUMBER: BOXED | {"align": "center"},
    Cell.SIGN: BOXED,
}
SUMMED = {"bold": True, "bg_color": "#F2F2F2"}  # a row that adds others up
TITLE, LINE, HEAD, FIRST = range(4)  # rows of a sheet
MOST_ROWS = 1_000_000  # of a sheet; the rest goes on the next
MOST_POINTS = 409  # Excel's highest row
POINTS_A_LINE, POINTS_BETWEEN = 14, 4
BOLDER = 1  # a half-width character, which a heading loses to its weight and to the filter's arrow
DAY_WIDTH = 11  # a narrower column shows a date as ####
NARROWEST = 72  # half-width characters of a table
FOOTER_OFFICE = 60  # characters of the office in the footer; Excel takes 255 in all
OPTIONS = {
    "constant_memory": True,
    "default_format_properties": BASE,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


class _Packed(BytesIO):
    """Holds the packed workbook. It stays open: a ZipFile that cannot finish as it is let go says so on the screen."""

    def close(self) -> None:
        """Do nothing."""


def write(report: Report, path: Path) -> None:
    """Write the workbook. The rows are read once and kept in drafts beside `path`; only the packed result is held.

    Raises OSError.
    """
    packed = _Packed()
    book = Workbook(packed, OPTIONS | {"tmpdir": str(path.parent)})
    try:
        _fill(book, report)
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error
    finally:
        _let_go(book)
    path.write_bytes(packed.getbuffer())


def _let_go(book: Workbook) -> None:
    """Close the drafts that a failure leaves open: an open file cannot be removed everywhere."""
    for sheet in book.worksheets():
        for file in (sheet.row_data_fh, sheet.fh):
            with suppress(OSError):
                file.close()


def _fill(book: Workbook, report: Report) -> None:
    book.set_properties({"title": as_string(report.title), "author": as_string(report.office)})
    forms = {name: book.add_format(form) for name, form in FORMS.items()}
    bold = {cell: book.add_format({**FORMS[cell], **SUMMED}) for cell in Cell}
    for place, (table, rows) in enumerate(_parts(report)):
        sheet = book.add_worksheet(_sheet_name(table, book.sheetnames))
        widths = _widths(table.columns)
        _set_page(sheet, report.office, widths)
        _write_top(sheet, forms, report, table, widths)
        puts, summed = (_puts(sheet, made, table.columns, widths) for made in (forms, bold))
        end = _write_rows(sheet, puts, summed, rows)
        sheet.autofilter(HEAD, 0, end - 1, len(widths) - 1)
        if place == 0:
            _write_notes(sheet, forms["note"], report.notes, widths, end + 1)


def _parts(report: Report) -> Iterator[tuple[Table, Iterator[Mapping[str, Any]]]]:
    """Yield every table with the rows of one sheet: a table that is too long for one comes again."""
    for table in report.tables:
        rows = iter(table.rows)
        for _ in range(0, max(table.count, 1), MOST_ROWS):
            yield table, islice(rows, MOST_ROWS)


def _sheet_name(table: Table, taken: Mapping[str, Any]) -> str:
    """Return a legal name for a sheet that none of the others has."""
    name = re.sub(r"[\[\]:*?/\\\n\t\U00010000-\U0010ffff]", " ", as_string(table.title)).strip(" '")[:24] or table.name
    others = {other.lower() for other in taken}
    number = 1
    while (numbered := f"{name}({number})" if number > 1 else name).lower() in others:
        number += 1
    return numbered


def _widths(columns: tuple[Column, ...]) -> list[int]:
    """Return the widths of the columns; a narrow table is stretched, so that its title stands on one line."""
    widths = [max(column.width, DAY_WIDTH * (column.cell is Cell.DAY)) for column in columns]
    stretch = max(1.0, NARROWEST / sum(widths))
    return [int(width * stretch) for width in widths]


def _set_page(sheet: Worksheet, office: str, widths: list[int]) -> None:
    """Set up the paper: what is printed on every page, and what stays on the screen."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.center_horizontally()
    left = as_string(office)[:FOOTER_OFFICE].replace("&", "&&")
    sheet.set_footer(f"&L{left}&C{paper.PAGE.format(page='&P', pages='&N')}", {"margin": 0.3})
    sheet.repeat_rows(TITLE, HEAD)
    sheet.freeze_panes(FIRST, 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _write_top(sheet: Worksheet, forms: Mapping[str, Format], report: Report, table: Table, widths: list[int]) -> None:
    """Write the title, the line below it and the heading row."""
    parts = [paper.UNIT.format(office=report.office)] * bool(report.office)
    parts += [paper.PERIOD.format(period=report.period)] * bool(report.period)
    parts += [talk.TOTAL.format(count=table.count)]
    _write_across(sheet, TITLE, table.title, forms["title"], widths)
    _write_across(sheet, LINE, "　　".join(parts), forms["line"], widths)
    highest = 1
    for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write_string(HEAD, place, as_string(column.label), forms["head"])
        highest = max(highest, lines(column.label, width - BOLDER))
    sheet.set_row(HEAD, _points(highest) + POINTS_BETWEEN)


def _write_across(sheet: Worksheet, row: int, text: str, form: Format, widths: list[int]) -> None:
    """Write a text over all columns, its row as high as it needs."""
    text, scale = as_string(text), form.font_size / FONT["font_size"]
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", form)
    sheet.write_string(row, 0, text, form)
    sheet.set_row(row, _points(lines(text, sum(widths) / scale), scale))


def _puts(
    sheet: Worksheet, forms: Mapping[Any, Format], columns: tuple[Column, ...], widths: list[int]
) -> list[tuple[int, str, Put]]:
    """Return, per column, its place, its key and what writes its values."""
    return [
        (place, column.key, PUTS[column.cell](sheet, forms[column.cell], width))
        for place, (column, width) in enumerate(zip(columns, widths, strict=True))
    ]


def _write_rows(
    sheet: Worksheet, puts: list[tuple[int, str, Put]], summed: list[tuple[int, str, Put]],
    rows: Iterator[Mapping[str, Any]],
) -> int:  # fmt: skip
    """Write the rows below the heading, each as high as its longest cell; return the row after the last.

    `summed` writes the rows that add others up.
    """
    row = HEAD
    for row, values in enumerate(rows, FIRST):
        highest = 1
        for place, key, put in summed if TOTAL in values else puts:
            needed = put(row, place, values.get(key))
            if needed > highest:  # noqa: PLR1730 - the innermost loop: a call of max() costs more
                highest = needed
        sheet.set_row(row, _points(highest))
    return row + 1


def _write_notes(sheet: Worksheet, form: Format, notes: tuple[str, ...], widths: list[int], row: int) -> None:
    for place, note in enumerate(notes):
        _write_across(sheet, row + place, note, form, widths)


def _points(count: int, scale: float = 1) -> float:
    """Return the height of a row with so many lines, as far as Excel goes."""
    return min(count * POINTS_A_LINE * scale + POINTS_BETWEEN, MOST_POINTS)
