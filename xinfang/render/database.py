"""A report as an SQLite file to be browsed, made anew from what may be seen: nothing else lies on any page of it.

Tables and columns are named as people read them. A program that browses such a file can hand its cells on to a
spreadsheet, so none of them acts there.
"""

from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from xinfang.render.safe import inert, visible_lines
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.words import paper

MONTH = slice(7)  # of an ISO date


def write(report: Report, path: Path) -> None:
    """Write a table for each of the report's, and one that tells of them; whole months stand beside days.

    It is made in memory, so that a disk that fails says so in its own words. Raises OSError.
    """
    db = Database(memory=True)
    with db.atomic():
        _put(db, paper.TOLD, dict.fromkeys(paper.TOLD_HEADS, str), _told(report))
        for table in report.tables:
            _fill(db, table)
    path.write_bytes(db.conn.serialize())
    db.close()


def _told(report: Report) -> Iterator[tuple[str, object]]:
    """Yield what is to be known of the file, each under its name."""
    for key, name in paper.TOLD_OF.items():
        if told := getattr(report, key):
            yield name, told.replace("T", " ") if key == "written" else _cell(told)
    yield from ((paper.TOLD_NOTE, _cell(note)) for note in report.notes)


def _fill(db: Database, table: Table) -> None:
    kept: dict[str, Column] = {}
    for column in table.columns:
        if column.cell is not Cell.SIGN:
            kept[_unlike(column.label, kept)] = column
    day = next((column.key for column in table.columns if column.cell is Cell.DAY), "")
    types: dict[str, type] = {label: int if column.cell is Cell.NUMBER else str for label, column in kept.items()}
    if day:
        types[_unlike(paper.MONTH, kept)] = str
    rows = (_row(row, list(kept.values()), day) for row in table.rows)
    _put(db, _unlike(table.title or table.name, db.table_names()), types, rows)


def _row(row: Mapping[str, Any], columns: list[Column], day: str) -> tuple[Any, ...]:
    cells = [_cell(row.get(column.key)) for column in columns]
    return (*cells, (row.get(day) or "")[MONTH] or None) if day else tuple(cells)


def _cell(value: object) -> object:
    """Return a value as it is kept: numbers as they are, words so that nothing in them acts or hides."""
    if value is None or isinstance(value, int | float):
        return value
    return inert(visible_lines(str(value))) or None


def _put(db: Database, name: str, types: dict[str, type], rows: Iterator[tuple[Any, ...]]) -> None:
    table = db.table(name)
    table.create(types)
    table.insert_all(dict(zip(types, row, strict=True)) for row in rows)


def _unlike(name: str, taken: Container[str]) -> str:
    """Return a name for a table or column that none of the others has."""
    number = 1
    while (numbered := f"{name}({number})" if number > 1 else name) in taken:
        number += 1
    return numbered
