"""A report as an Excel workbook that is printed as it is: A4 landscape, one sheet per table."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from xinfang.render import below, charts
from xinfang.render.cells import as_string
from xinfang.render.sheet import BASE, FORMS, HEAD, SUMMED, Sheet
from xinfang.tables.report import Report, Table
from xinfang.words import paper

MOST_ROWS = 1_000_000  # of a sheet; the rest goes on the next
OPTIONS = {
    "constant_memory": True,
    "default_format_properties": BASE,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


class _Nowhere(BytesIO):
    """Takes what is written and loses it; never closed, whoever is let go first."""

    def close(self) -> None:
        """Do nothing."""


class _Packed:
    """The file that the workbook is packed into. Once it is let go, what is still written goes nowhere.

    For a ZipFile that could not finish tries again as it is let go, and says on the screen that it cannot.
    """

    def __init__(self, path: Path) -> None:
        self.file: BinaryIO = path.open("w+b")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def let_go(self) -> None:
        """Close the file, whatever the disk says."""
        with suppress(OSError):
            self.file.close()
        self.file = _Nowhere()


def write(report: Report, path: Path) -> None:
    """Write the workbook. The rows are read once, kept in drafts beside `path` and packed from there.

    Raises OSError.
    """
    packed = _Packed(path)
    book = Workbook(packed, OPTIONS | {"tmpdir": str(path.parent)})
    try:
        _fill(book, report)
        book.close()
        packed.flush()
    except FileCreateError as error:
        raise error.args[0] from error
    finally:
        packed.let_go()
        _let_go(book)


def _let_go(book: Workbook) -> None:
    """Close the drafts that a failure leaves open: an open file cannot be removed everywhere."""
    for sheet in book.worksheets():
        for file in (sheet.row_data_fh, sheet.fh):
            with suppress(OSError):
                file.close()


def _fill(book: Workbook, report: Report) -> None:
    about = {"title": report.title, "author": report.office, "comments": below.about(report.made, report.head)}
    book.set_properties({name: as_string(text) for name, text in about.items()})
    forms = {name: book.add_format(form) for name, form in FORMS.items()}
    summed = {name: book.add_format({**form, **SUMMED}) for name, form in FORMS.items()}
    notes = report.notes
    for table in report.tables:
        tally = table.tally()
        for rows, is_last in _parts(table):
            sheet = Sheet(book.add_worksheet(_sheet_name(table, book.sheetnames)), forms, summed, table)
            sheet.begin(report)
            if report.to_print:
                sheet.write_pages(rows, notes)
            elif report.made:
                sheet.write_form(rows, report.made)
                charts.draw(book, sheet.sheet, table, sheet.widths, HEAD, sheet.row)
            else:
                sheet.write_rows(rows, tally)
                sheet.write_totals(tally.totals(paper.TOTAL) if is_last else ())
            sheet.write_notes(notes)
            notes = ()


def _parts(table: Table) -> Iterator[tuple[Iterator[Mapping[str, Any]], bool]]:
    """Yield the rows of one sheet after the other, and whether they are the last: a table may be too long for one."""
    rows = iter(table.rows)
    for first in range(0, max(table.count, 1), MOST_ROWS):
        yield islice(rows, MOST_ROWS), first + MOST_ROWS >= table.count


def _sheet_name(table: Table, taken: Mapping[str, Any]) -> str:
    """Return a legal name for a sheet that none of the others has."""
    name = re.sub(r"[\[\]:*?/\\\n\t\U00010000-\U0010ffff]", " ", as_string(table.title)).strip(" '")[:24] or table.name
    others = {other.lower() for other in taken}
    number = 1
    while (numbered := f"{name}({number})" if number > 1 else name).lower() in others:
        number += 1
    return numbered
