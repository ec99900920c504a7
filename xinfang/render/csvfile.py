"""A report as CSV: UTF-8 with its mark, as Excel and WPS expect it.

Case numbers and phones are written as they are: a program that opens the file may take long figures for numbers.
Who wants them as text in Excel exports an .xlsx.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from xinfang.render.safe import fit, inert
from xinfang.tables.report import Report, Table
from xinfang.words.labels import DEMO


def write(report: Report, path: Path) -> None:
    """Write the heading and the rows; of several tables, and in a demonstration, each under its title."""
    titled = len(report.tables) > 1 or report.title.endswith(DEMO)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        for place, table in enumerate(report.tables):
            if titled:
                out.writerows([[]] * (place > 0) + [[_plain(table.title)]])
            out.writerow([_plain(column.label) for column in table.columns])
            out.writerows(_rows(table))


def _rows(table: Table) -> Iterator[list[object]]:
    keys = [column.key for column in table.columns]
    return ([_plain(row.get(key)) for key in keys] for row in table.rows)


def _plain(value: object) -> object:
    """Return a value as it is, but words so that they do not act where the file is opened."""
    return fit(inert(value)) if isinstance(value, str) else value
