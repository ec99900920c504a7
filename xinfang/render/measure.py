"""How wide and how high words print, in half-width characters and lines: as in 宋体, with room for other fonts."""

import re
from functools import lru_cache
from math import ceil

SIGNED = 2  # lines that a signature takes
MOST_LINES = 28  # of the highest row that Excel has
SHORT = 10  # half-width characters: so short a heading is not broken
# What is not broken at the end of a line: a word or a number, a character; with the marks that cling to it.
_UNIT = re.compile(r"[“‘（《〈【〔「]*(?:[!-~]+|[^!-~])[，。、；：？！…”’）》〉】〕」]*")
WIDER = 1.15  # letters and figures in other fonts than ours, as where 宋体 is missing
SPARE = 8  # one line more in so many: printers measure a little differently
LONG = 1000  # characters; more are reckoned roughly, they are higher than any row


def lines_of(value: object, width: int) -> int:
    """Return how many lines a raw value takes."""
    return 1 if value is None else lines(str(value), width)


def lines(text: str, width: float) -> int:
    """Return how many lines the text takes in a column of `width` half-width characters, rather one too many."""
    if "\n" in text:
        return sum(_wrapped(line, width) for line in text.split("\n"))
    return _wrapped(text, width)


def _wrapped(line: str, width: float) -> int:
    """Return how many lines a paragraph is wrapped into: each takes the units that fit it whole."""
    if width_of(line) <= width:
        return 1
    if len(line) > LONG:
        return ceil(2 * WIDER * len(line) / width)
    count, used, room = 1, 0.0, max(width, 2)
    for unit in _UNIT.findall(line):
        needed = _needed(unit)
        used += needed
        if used > room:
            count += ceil(needed / room) if used > needed else ceil(needed / room) - 1
            used = needed % room or room if needed > room else needed
    return count + count // SPARE


@lru_cache(maxsize=10_000)  # most units are a single character
def _needed(unit: str) -> float:
    return width_of(unit) * (WIDER if unit.isascii() else 1)


def width_of(text: str) -> int:
    """Return the printed width of a text: 2 for a full-width character, 1 for a half-width one.

    GB 18030 spends two bytes on what a Chinese font prints full-width (“” and … too), one on ASCII, four on the rare.
    """
    return len(text) if text.isascii() else min(len(text.encode("gb18030", "replace")), 2 * len(text))


def unbroken(heading: str) -> int:
    """Return the width of a heading that is to stand on one line; of a long one 0."""
    width = width_of(heading)
    return width if width <= SHORT else 0
