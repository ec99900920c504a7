"""A report as JSON: raw values under the keys of the columns, for other programs."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xinfang.render.safe import HIDDEN
from xinfang.tables.report import Report, Table


def document(report: Report) -> dict[str, Any]:
    """Return a report as one JSON value; its rows are read.

    One table: ``{"title", "period", "columns": [labels], "rows": [{key: raw}], "count"}``. Several: as in a file.
    """
    if len(report.tables) != 1:
        registers = [_table(table) for table in report.tables]
        return _head(report) | {"registers": registers, "notes": list(report.notes)}
    body = _table(report.tables[0])
    head = {"title": report.title, "period": report.period}
    return head | {key: body[key] for key in ("columns", "rows", "count")}


def dumps(value: object, *, plain: bool = False) -> str:
    """Return a value as indented JSON; what a screen cannot take is escaped, nothing is lost.

    `plain` escapes all but ASCII, for a stream of another encoding.
    """
    return _escaped(json.dumps(value, ensure_ascii=plain, indent=2))


def write(report: Report, path: Path) -> None:
    """Write ``{"title", "period", "office", "registers": [{"name", "title", "columns", "rows", "count"}], "notes"}``.

    The rows are written as they are read, one a line. Where it is known, ``head`` stands beside ``office``.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(report))


def _pieces(report: Report) -> Iterator[str]:
    yield _flat(_head(report))[:-1] + ', "registers": ['
    for place, table in enumerate(report.tables):
        yield ("," * (place > 0)) + "\n" + _flat(_about(table))[:-1] + ', "rows": ['
        for number, row in enumerate(_rows(table)):
            yield ("," * (number > 0)) + "\n" + _flat(row)
        yield f'\n], "count": {table.count}}}'
    yield f'\n], "notes": {_flat(report.notes)}}}\n'


def _head(report: Report) -> dict[str, Any]:
    told = {"title": report.title, "period": report.period, "office": report.office}
    return told | {"head": report.head} if report.head else told


def _about(table: Table) -> dict[str, Any]:
    return {"name": table.name, "title": table.title, "columns": [column.label for column in table.columns]}


def _table(table: Table) -> dict[str, Any]:
    return _about(table) | {"rows": list(_rows(table)), "count": table.count}


def _rows(table: Table) -> Iterator[Mapping[str, Any]]:
    keys = [column.key for column in table.columns]
    return ({key: row.get(key) for key in keys} | dict(row) for row in table.rows)


def _flat(value: object) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """Return JSON with its hidden characters as escapes: they stand inside strings only."""
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
