"""A report on a terminal: columns aligned by the width of Chinese, cut to fit, urgency in words and colour.

A plain layout of our own: it starts in a fraction of the time of a full screen library, and a long list costs
little; only the widths of characters come from rich.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells, set_cell_size

from xinfang.render.safe import visible
from xinfang.render.styles import CUT, styled
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import labels

GAP = 2
LEAST = 6  # cells below which a column is not shrunk
AT_EASE = 14  # cells in which a shrunk column still tells something
PIPED = 100_000  # where nobody looks, nothing is cut
UNBROKEN = re.compile(r"[“‘（《]*(?:[!-~]+|.)[，。；：、”’）》！？…]*", re.DOTALL)
TOLD_WHOLE = ("story", "terms", "skipped", "warnings", "setting")
URGENCY: Mapping[tuple[str, str], str] = {("overdue", "left"): "late", ("due", "left"): "soon"}


def is_terminal() -> bool:
    """Return whether a person looks at the output."""
    return sys.stdout.isatty()


def width() -> int:
    """Return how many cells a line has: of the terminal, or of ``$COLUMNS``; without limit in a pipe."""
    if os.environ.get("COLUMNS", "").isdecimal() or is_terminal():
        return max(shutil.get_terminal_size((80, 24)).columns, 40)
    return PIPED


def height() -> int:
    """Return how many lines are seen at once: of the terminal; without limit in a pipe."""
    return shutil.get_terminal_size((80, 24)).lines if is_terminal() else PIPED


def lines(report: Report, *, cells: int | None = None) -> Iterator[str]:
    """Yield the lines of a report for a screen of so many `cells` (of this terminal when None)."""
    cells = cells or width()
    head = "　".join(filter(None, (report.title, report.period)))
    if head:
        yield styled(visible(head), "title")
    for place, table in enumerate(report.tables):
        if table.title not in ("", report.title) and (head or place):
            yield ""
        yield from table_lines(table, cells, titled=table.title != report.title)
    yield from (line for note in report.notes for line in wrap(visible(note), cells))


def table_lines(table: Table, cells: int, *, titled: bool = True) -> Iterator[str]:
    """Yield a table: its title, its headings, its rows; a table too wide for the screen as one block a row."""
    if titled and table.title:
        yield styled(visible(table.title), _TITLE_STYLE.get(table.name, "title"))
    if not any(column.label for column in table.columns):
        yield from _facts(table, cells)
        return
    raw = list(table.rows)
    rows = [{c.key: _shown(row.get(c.key)) for c in table.columns} for row in raw]
    if not rows:
        return
    columns = _with_room(table.columns, rows, cells)
    widths = _fit(columns, rows, cells, LEAST)
    if widths is None:
        yield from _blocks(table.columns, rows, cells)
    else:
        yield styled(_line([c.label for c in columns], columns, widths).rstrip(), "heading")
        for row, values in zip(rows, raw, strict=True):
            style = "total" if TOTAL in values else None
            yield from (styled(line, style) for line in _row_lines(table.name, row, columns, widths))


def _with_room(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], cells: int) -> Sequence[Column]:
    """Return the columns without as many of the extra ones, the last first, as the others need to be read with ease."""
    kept = [c for c in columns if not c.extra or any(row[c.key] for row in rows)]
    while _fit(kept, rows, cells, AT_EASE) is None:
        extra = [column for column in kept if column.extra]
        if not extra:
            break
        kept.remove(extra[-1])
    return kept


_TITLE_STYLE = {"overdue": "late", "due": "soon"}


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return labels.YES_NO[value]
    return visible(" ".join(str(value).split("\n")))


def _fit(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], cells: int, floor: int) -> list[int] | None:
    """Return the widths of the columns on a screen, the widest that may shrink shrunk first, to `floor` cells at most.

    None if they don't fit.
    """
    widths = [max([cell_len(c.label), *(cell_len(row[c.key]) for row in rows)]) for c in columns]
    least = [min(w, max(floor, cell_len(c.label))) if c.shrinks else w for w, c in zip(widths, columns, strict=True)]
    room = cells - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= min(sum(widths) - room, max(1, (widths[widest] - least[widest]) // 8))
    return widths


def _row_lines(name: str, row: Mapping[str, str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """Yield a row; in some tables (`TOLD_WHOLE`) the last column is told whole, on as many lines as it takes."""
    last = columns[-1].key
    if name not in TOLD_WHOLE or cell_len(row[last]) <= widths[-1]:
        yield _row_line(name, row, columns, widths)
        return
    first, *others = wrap(row[last], widths[-1])
    yield _row_line(name, {**row, last: first}, columns, widths)
    indent = " " * (sum(widths[:-1]) + GAP * (len(widths) - 1))
    yield from (indent + piece for piece in others)


def _line(values: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    return (" " * GAP).join(
        _cell(value, column, size) for value, column, size in zip(values, columns, widths, strict=True)
    )


def _cell(value: str, column: Column, size: int) -> str:
    if column.cell is Cell.NUMBER:
        return " " * (size - cell_len(value)) + value
    length = cell_len(value)
    return (
        value + " " * (size - length) if length <= size else set_cell_size(value, size - cell_len(CUT)).rstrip() + CUT
    )


def _row_line(name: str, row: Mapping[str, str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    parts = [
        styled(_cell(row[column.key], column, size), URGENCY.get((name, column.key)))
        for column, size in zip(columns, widths, strict=True)
    ]
    return (" " * GAP).join(parts).rstrip()


def _facts(table: Table, cells: int) -> Iterator[str]:
    """Yield a card: what a field is called, and what it holds, wrapped behind its name."""
    name, value = (column.key for column in table.columns)
    for row in table.rows:
        head = "  " + _cell(_shown(row[name]), table.columns[0], table.columns[0].width)
        body = [piece for line in str(row[value]).split("\n") for piece in wrap(visible(line), cells - cell_len(head))]
        for i, piece in enumerate(body or [""]):
            yield (head if i == 0 else " " * cell_len(head)) + piece


def _blocks(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], cells: int) -> Iterator[str]:
    """Yield each row as a block of ``heading: value``: nothing of a wide register is lost on a narrow screen.

    A block is named by the row's first column; where that says whose the row is, by the second one too.
    """
    named = 2 if columns[0].key == "office_name" else 1
    for row in rows:
        yield styled("■ " + "　".join(row[c.key] for c in columns[:named]), "title")
        told = [f"{c.label}：{row[c.key]}" for c in columns[named:] if row[c.key]]
        yield from ("  " + piece for piece in flow(told, cells - GAP))


def flow(told: Sequence[str], cells: int) -> Iterator[str]:
    """Yield what is told one after the other, each on the line while it fits, else on the next."""
    line = ""
    for piece in told:
        longer = f"{line}　{piece}" if line else piece
        if cell_len(longer) <= cells:
            line = longer
            continue
        *full, line = [*([line] if line else []), *wrap(piece, cells)]
        yield from full
    yield line


def wrap(text: str, cells: int) -> list[str]:
    """Cut a line into pieces of at most so many cells: within no command or number, before no closing mark."""
    if cell_len(text) <= cells:
        return [text.strip(" 　")]
    pieces, line = list[str](), ""
    for unbroken in UNBROKEN.findall(text):
        for part in chop_cells(unbroken, cells):
            if cell_len(line + part) > cells:
                pieces.append(line.strip(" 　"))
                line = ""
            line += part
    return [*pieces, line.strip(" 　")]
