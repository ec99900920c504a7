"""The shipped papers as plain text: one file a kind in `forms/`, a line a paragraph, told apart by how it begins.

``= `` title · ``# `` number · ``> `` addressee · ``## `` heading · ``~ `` signature · ``* `` note · ``! `` centred ·
``----`` cut line · ``|% 20 30`` widths of the columns that follow (mm) · ``| a | b | @20`` row, at least 20 mm high ·
a cell ``<`` continues the one to its left · anything else is text, the template engine's paragraph tags included.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

STYLES = {
    "= ": "title",
    "# ": "number",
    "> ": "addressee",
    "## ": "heading",
    "~ ": "signature",
    "* ": "note",
    "! ": "cover",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one of the styles of papers."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells (None continues the cell to the left), and how high it is at least (mm)."""

    cells: tuple[str | None, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the widths of its columns (mm), and its rows.

    The first row is a `heading` where the table may go on to the next page; `style` is that of its text.
    """

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    heading: bool = False
    style: str = "cell"


def read(kind: str) -> list[Line | Grid]:
    """Return the parts of the shipped paper of a kind, from top to bottom."""
    return list(parse(text(kind)))


def text(kind: str) -> str:
    """Return the shipped paper of a kind as it is written."""
    return files("xinfang.papers").joinpath("forms", f"{kind}.txt").read_text("utf-8")


def parse(text: str) -> Iterator[Line | Grid]:
    """Yield the parts of a paper that is written as above."""
    widths: tuple[int, ...] = ()
    rows: list[Row] = []
    for line in (raw.rstrip() for raw in text.splitlines()):
        if rows and (line.startswith("|%") or not line.startswith("|")):
            yield Grid(widths, tuple(rows))
            rows = []
        if line.startswith("|%"):
            widths = tuple(int(width) for width in line[2:].split())
        elif line.startswith("|"):
            rows.append(_row(line))
        elif line:
            yield _line(line)
    if rows:
        yield Grid(widths, tuple(rows))


def _line(line: str) -> Line:
    if line.startswith("----"):
        return Line("cut", "")
    mark = next((mark for mark in STYLES if line.startswith(mark)), "")
    return Line(STYLES.get(mark, "body"), line.removeprefix(mark))


def _row(line: str) -> Row:
    height = re.search(r"@(\d+)$", line)
    cells = [cell.strip() for cell in line.removesuffix(height[0] if height else "").strip().strip("|").split("|")]
    return Row(tuple(None if cell == "<" else cell for cell in cells), int(height[1]) if height else 0)
