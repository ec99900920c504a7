"""A terminal's screen drawn as SVG: text that can be searched and compared, each character in its cells.

Dark on a light card, so that it is read on paper, on a white page and on a dark one. No font is brought along: the
reader's own is told how many cells each run of characters takes, so that Chinese stands under Chinese with any of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from rich.cells import cell_len

CELL, LINE, MARGIN = 8, 22, 16  # pixels: a cell's width, a line's height, what is left free around
BASELINE = 16  # of a line, from its top
INK, RED, CARD, EDGE = "#1b1f24", "#b3261e", "#fbfbf9", "#c9ccd1"
STYLE = f"""
text {{ font: 16px "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC", NSimSun, "新宋体", monospace;
  fill: {INK}; white-space: pre; }}
.b {{ font-weight: bold; }}
.r {{ fill: {RED}; }}
rect {{ fill: {CARD}; stroke: {EDGE}; }}
path {{ stroke: {INK}; }}
.v {{ fill: {INK}; stroke: none; }}
.w {{ fill: {CARD}; }}
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one style and one width on a line, from this cell on."""

    text: str
    at: int
    cells: int
    bold: bool
    red: bool
    underlined: bool
    reverse: bool


def drawn(screen: Any, replaced: tuple[str, str]) -> str:
    """Return the screen of a `pyte` terminal as SVG, down to its last line that holds something.

    In its text the first of `replaced` is written as the second one.
    """
    lines = [list(pieces(screen.buffer[row], screen.columns, replaced)) for row in range(screen.lines)]
    while lines and not lines[-1]:
        lines.pop()
    width, height = screen.columns * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    marks = (mark for row, line in enumerate(lines) for piece in line for mark in marked(piece, row))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{STYLE}</style>",
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6"/>',
        *marks,
        "</svg>\n",
    ])  # fmt: skip


def pieces(line: Any, columns: int, replaced: tuple[str, str]) -> Iterator[Piece]:
    """Yield the runs of a line, without the blanks at its end."""
    cells = [line[column] for column in range(columns)]
    at = 0
    for (_, bold, red, underlined, reverse), run in groupby((c for c in cells if c.data), key=_look):
        text = "".join(cell.data for cell in run).replace(*replaced)
        if text.strip() or underlined or reverse:
            yield Piece(text, at, cell_len(text), bold, red, underlined, reverse)
        at += cell_len(text)


def _look(cell: Any) -> tuple[str, bool, bool, bool, bool]:
    """Return what characters of one run have in common: ASCII, Chinese, or what fonts disagree about."""
    kind = "ascii" if cell.data.isascii() else "wide" if cell_len(cell.data) > 1 else "narrow"
    return kind, cell.bold, cell.fg == "red", cell.underscore, cell.reverse


def marked(piece: Piece, row: int) -> Iterator[str]:
    """Yield what draws a piece: its ground where it is reversed, its line where it is underlined, its text."""
    x, y, width = MARGIN + piece.at * CELL, MARGIN + row * LINE, piece.cells * CELL
    if piece.reverse:
        yield f'<rect class="v" x="{x}" y="{y}" width="{width}" height="{LINE}"/>'
    if piece.underlined:
        yield f'<path d="M{x} {y + LINE - 1.5}h{width}"/>'
    text = piece.text.rstrip()
    if text:
        told = text.lstrip()
        at, length = x + (cell_len(text) - cell_len(told)) * CELL, cell_len(told) * CELL
        names = " ".join(name for name, on in (("b", piece.bold), ("r", piece.red), ("w", piece.reverse)) if on)
        style = f' class="{names}"' if names else ""
        fitted = f'textLength="{length}" lengthAdjust="spacingAndGlyphs"'
        yield f'<text x="{at}" y="{y + BASELINE}" {fitted}{style}>{escape(told)}</text>'
