"""A report on a terminal: columns aligned by the width of Chinese, cut to fit, urgency in words and colour.

A plain layout of our own: it starts in a fraction of the time of a full screen library, and a long list costs
little; only the widths of characters come from rich.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells, set_cell_size

from xinfang.render.safe import visible
from xinfang.render.styles import CUT, styled
from xinfang.render.terminal import width
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import labels

GAP = 2
LEAST = 6  # cells below which a column is not shrunk
AT_EASE = 14  # cells in which a shrunk column still tells something
UNBROKEN = re.compile(r"[“‘（《]*(?:[!-~]+|.)[，。；：、”’）》！？…]*", re.DOTALL)
COMMAND = re.compile(r"[“‘（《]*(?:xinfang(?: [!-~]+)*|[!-~]+|.)[，。；：、”’）》！？…]*", re.DOTALL)
TELLS_DAYS = ("left", "outcome", "stands")  # columns that tell a row's `days_left` in words
TOLD_WHOLE = ("story", "terms", "skipped", "warnings", "setting")


def lines(report: Report, *, cells: int | None = None) -> Iterator[str]:
    """Yield the lines of a report for a screen of so many `cells` (of this terminal when None).

    In this order: title and period, each table under its title, the remarks; blank lines between its parts.
    """
    cells = cells or width()
    head = "　".join(filter(None, (report.title, report.period)))
    yield from (styled(line, "title") for line in wrap(visible(head), cells) if head)
    tables = [_Read(table) for table in report.tables]
    for place, table in enumerate(tables):
        titled = table.title not in ("", report.title)
        if titled and (head or place):
            yield ""
        yield from _table_lines(table, [t for t in tables if t.columns == table.columns], cells, titled=titled)
    if report.notes and any(table.rows for table in tables):
        yield ""
    yield from (line for note in report.notes for line in wrap(visible(note), cells))


class _Read:
    """A table whose rows were read: as they are, and as they are shown."""

    def __init__(self, table: Table) -> None:
        self.name, self.title, self.columns, self.raw = table.name, table.title, table.columns, list(table.rows)
        self.rows = [{c.key: _shown(row.get(c.key)) for c in table.columns} for row in self.raw]


def _table_lines(table: _Read, alike: Sequence[_Read], cells: int, *, titled: bool) -> Iterator[str]:
    """Yield a table: its title, its headings, its rows; a table too wide for the screen as one block a row.

    Tables `alike`, those with the same columns, have them of the same width.
    """
    if titled:
        style = "late" if table.raw and all(map(is_late, table.raw)) else "title"
        yield from (styled(line, style) for line in wrap(visible(table.title), cells))
    if not any(column.label for column in table.columns):
        yield from _facts(table, cells)
        return
    if not table.rows:
        return
    rows = [row for other in alike for row in other.rows]
    columns = _with_room(table.columns, rows, cells)
    widths = _fit(columns, rows, cells, LEAST)
    if widths is None:
        yield from _blocks(table, cells)
        return
    yield styled(_line([c.label for c in columns], columns, widths).rstrip(), "heading")
    for row, raw in zip(table.rows, table.raw, strict=True):
        yield from _row_lines(table.name, row, raw, columns, widths)


def _with_room(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], cells: int) -> Sequence[Column]:
    """Return the columns without as many of the extra ones, the last first, as the others need to be read with ease."""
    kept = [c for c in columns if not c.extra or any(row[c.key] for row in rows)]
    while _fit(kept, rows, cells, AT_EASE) is None:
        extra = [column for column in kept if column.extra]
        if not extra:
            break
        kept.remove(extra[-1])
    return kept


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


def _row_lines(
    name: str, row: Mapping[str, str], raw: Mapping[str, Any], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[str]:
    """Yield a row; in some tables (`TOLD_WHOLE`) the last column is told whole, on as many lines as it takes."""
    last, others = columns[-1].key, list[str]()
    if name in TOLD_WHOLE:
        first, *others = wrap(row[last], widths[-1])
        row = {**row, last: first}
    styles = [_style(raw, column.key) for column in columns]
    cells = _cells([row[column.key] for column in columns], columns, widths)
    yield (" " * GAP).join(map(styled, cells, styles)).rstrip()
    indent = " " * (sum(widths[:-1]) + GAP * (len(widths) - 1))
    yield from (indent + piece for piece in others)


def _style(raw: Mapping[str, Any], key: str) -> str | None:
    """Return how a cell is written: sums stand out, and what tells that a date has passed or is today."""
    if TOTAL in raw:
        return "total"
    if key not in TELLS_DAYS or raw.get("days_left") is None:
        return None
    return "late" if is_late(raw) else "soon" if raw["days_left"] == 0 else None


def is_late(row: Mapping[str, Any]) -> bool:
    """Return whether a row tells of something whose date has passed."""
    return (row.get("days_left") or 0) < 0


def _line(values: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    return (" " * GAP).join(_cells(values, columns, widths))


def _cells(values: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    return map(_cell, values, columns, widths)


def _cell(value: str, column: Column, size: int) -> str:
    """Return a value in exactly so many cells; what is cut says so."""
    if cell_len(value) > size:
        value = set_cell_size(value, size - cell_len(CUT)).rstrip() + CUT
    blank = " " * (size - cell_len(value))
    return blank + value if column.cell is Cell.NUMBER else value + blank


def _facts(table: _Read, cells: int) -> Iterator[str]:
    """Yield a card: what a field is called, and what it holds, wrapped behind its name."""
    name, value = (column.key for column in table.columns)
    for row in table.raw:
        head = "  " + _cell(_shown(row[name]), table.columns[0], table.columns[0].width)
        body = [piece for line in str(row[value]).split("\n") for piece in wrap(visible(line), cells - cell_len(head))]
        for i, piece in enumerate(body or [""]):
            yield (head if i == 0 else " " * cell_len(head)) + piece


def _blocks(table: _Read, cells: int) -> Iterator[str]:
    """Yield each row as a block of ``heading: value``: nothing of a wide register is lost on a narrow screen.

    A block is named by the row's first column; where that says whose the row is, by the second one too.
    """
    named = 2 if table.columns[0].key == "office_name" else 1
    for row in table.rows:
        head = "■ " + "　".join(row[c.key] for c in table.columns[:named])
        yield from (styled(line, "title") for line in wrap(head, cells))
        told = [f"{c.label}：{row[c.key]}" for c in table.columns[named:] if row[c.key]]
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


def choices(told: Sequence[str], cells: int) -> Iterator[str]:
    """Yield choices one after the other; where one is longer than a line each begins on its own."""
    if all(cell_len(choice) <= cells for choice in told):
        yield from flow(told, cells)
        return
    for choice in told:
        yield from wrap(choice, cells)


def wrap(text: str, cells: int) -> list[str]:
    """Cut a line into pieces of at most so many cells: within no command or number, before no closing mark.

    Of a command that is longer than a line the words are kept whole.
    """
    if cell_len(text) <= cells:
        return [text.strip(" 　")]
    pieces, line = list[str](), ""
    for unbroken in _unbroken(text, cells):
        for part in chop_cells(unbroken, cells):
            if cell_len(line + part) > cells:
                pieces.append(line.strip(" 　"))
                line = ""
            line += part
    return [*pieces, line.strip(" 　")]


def _unbroken(text: str, cells: int) -> Iterator[str]:
    for piece in COMMAND.findall(text):
        yield from [piece] if cell_len(piece) <= cells else UNBROKEN.findall(piece)
