"""The terminal: whether somebody looks at one, how large it is, and how a sentence is said on it."""

import os
import shutil
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import TextIO

from xinfang.render.safe import visible
from xinfang.render.styles import styled

NARROWEST = 40  # cells to which lines are still fitted
PIPED = 100_000  # cells and lines where nobody looks: nothing is cut
USUAL = (80, 24)


def is_terminal() -> bool:
    """Return whether a person looks at the output."""
    return sys.stdout.isatty()


def is_screen() -> bool:
    """Return whether the output is laid out for a screen: for this terminal, or for one of ``$COLUMNS`` cells."""
    return is_terminal() or os.environ.get("COLUMNS", "").isdecimal()


def width() -> int:
    """Return how many cells a line has: of the terminal, or of ``$COLUMNS``; without limit in a pipe."""
    return max(shutil.get_terminal_size(USUAL).columns, NARROWEST) if is_screen() else PIPED


def height() -> int:
    """Return how many lines are seen at once: of the terminal; without limit in a pipe."""
    return shutil.get_terminal_size(USUAL).lines if is_terminal() else PIPED


def said(text: str, stream: TextIO) -> str:
    """Return what is said, made safe, in lines of the terminal that it goes to; in a pipe a sentence is a line."""
    lines = [visible(line) for line in text.split("\n")]
    if not stream.isatty():
        return "\n".join(lines)
    cells = width()
    return "\n".join(piece for line in lines for piece in _pieces(line, cells))


def told(lines: Sequence[str], stream: TextIO) -> list[str]:
    """Return an answer line by line as `said`; a line that others stand under, further in, is written as a heading."""
    pairs = zip_longest(lines, lines[1:], fillvalue="")
    heads = [below.startswith("  ") and not line.startswith(" ") for line, below in pairs]
    return [styled(said(line, stream), "title" if head else None) for line, head in zip(lines, heads, strict=True)]


def _pieces(line: str, cells: int) -> list[str]:
    """Return a line cut to fit, what follows under the beginning of its words."""
    if 2 * len(line) <= cells:  # however wide its characters are
        return [line]
    from xinfang.render.screen import wrap

    indent = line[: len(line) - len(line.lstrip(" "))]
    return [indent + piece for piece in wrap(line.lstrip(" "), cells - len(indent))]
