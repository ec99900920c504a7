"""A report as CSV: UTF-8 with its mark, as Excel and WPS expect it.

Case numbers and phones are written as they are: a program that opens the file may take long figures for numbers.
Who wants them as text in Excel exports an .xlsx.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from xinfang.render.safe import fit
from xinfang.tables.report import Cell, Column, Report, Table

# What a spreadsheet would take for a formula, full-width signs too; a phone number with its country code is none.
_FORMULA = re.compile(r"(?!\+\d+\Z)[=+\-@\t\r\n＝＋－＠]")
_TYPED = (Cell.TEXT, Cell.ID)


def write(report: Report, path: Path) -> None:
    """Write the heading and the rows; of several tables each under its title, with a blank line between them."""
    several = len(report.tables) > 1
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        for place, table in enumerate(report.tables):
            if several:
                out.writerows([[]] * (place > 0) + [[fit(table.title)]])
            out.writerow([fit(column.label) for column in table.columns])
            out.writerows(_rows(table))


def _rows(table: Table) -> Iterator[list[Any]]:
    cells = [(column.key, _cell(column)) for column in table.columns]
    for row in table.rows:
        yield [cell(row.get(key)) for key, cell in cells]


def _cell(column: Column) -> Callable[[Any], Any]:
    """Return what writes the values of a column: those that were typed by people are kept from acting."""
    return _plain if column.cell in _TYPED else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    return fit("'" + text if _FORMULA.match(text) else text)
