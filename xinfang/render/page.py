"""A sheet of A4 landscape: how wide the columns and how high the rows are, and which rows go on which page.

Excel, WPS and LibreOffice measure a little differently, and each would end a page elsewhere. So all that must fit is
reckoned with some room to spare: in points, from rows whose height we set and columns whose width we set.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.render.measure import MOST_LINES, SIGNED, lines, lines_of, unbroken
from xinfang.tables.report import Cell, Column, Table, Tally
from xinfang.words import paper

MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}  # inches
WIDE, HIGH = (11.69 - 0.8) * 72, (8.27 - 1.2) * 72  # points between the margins
SPARE_WIDTH, SPARE_HEIGHT = 0.94, 0.96  # LibreOffice's columns are a seventeenth wider than Excel's
POINTS_A_LINE, POINTS_BETWEEN = 14.25, 7.5  # whole pixels, in which Excel counts: 19 and 10
REDUCED = 0.35  # of a page, by which more than one page is pressed into it
MOST_POINTS = 409  # Excel's highest row
MOST_PAGES = 1000  # Excel takes 1,023 page breaks of ours on a sheet
BOLDER = 1  # a half-width character, which a heading loses to its weight and to the filter's arrow
SUMMING = 2  # lines that a total may take
DAY_WIDTH = 11  # a narrower column shows a date as ####
NARROWEST = 72  # half-width characters of a table


@dataclass(frozen=True, slots=True)
class Line:
    """What goes into one row of a sheet: the raw values, its height in points, whether a page begins with it."""

    values: Mapping[str, Any]
    points: float
    begins: bool = False


def widths_of(columns: tuple[Column, ...]) -> list[int]:
    """Return the widths of the columns; a narrow table is stretched, so that its title stands on one line."""
    least = (max(unbroken(column.label) + BOLDER, DAY_WIDTH * (column.cell is Cell.DAY)) for column in columns)
    widths = [max(column.width, width) for column, width in zip(columns, least, strict=True)]
    stretch = max(1.0, NARROWEST / sum(widths))
    return [int(width * stretch) for width in widths]


def points(count: int, scale: float = 1) -> float:
    """Return the height of a row with so many lines, as far as Excel goes."""
    return min(count * POINTS_A_LINE * scale + POINTS_BETWEEN, MOST_POINTS)


def scale_of(widths: list[int]) -> int:
    """Return the per cent to which the columns are reduced so that all of them fit one page."""
    wide = sum(width * 7 + 5 for width in widths) * 0.75  # a figure of the workbook's font has 7 pixels
    return min(100, int(100 * WIDE * SPARE_WIDTH / wide))


def pages_for(high: float, widths: list[int]) -> int:
    """Return on how many pages rows of so many points fit: rather reduced a little than with a few on one page more."""
    pages = high * scale_of(widths) / 100 / (HIGH * SPARE_HEIGHT)
    return max(1, ceil(pages - REDUCED))


def paged(
    table: Table, rows: Iterable[Mapping[str, Any]], widths: list[int], above: float, below: float
) -> Iterator[Line]:
    """Yield the rows page by page, each page with what it adds up to, at the end what all pages add up to.

    `above` is the height of what every page repeats, `below` of what follows the last row, in points. What does not
    fit one page or the highest row goes on in the next row.
    Raises Refused ``too_many_pages``.
    """
    summing = points(SUMMING) * len(table.tally().totals(""))
    room = HIGH * SPARE_HEIGHT * 100 / scale_of(widths) - above - summing
    below += summing
    most = max(1, min(MOST_LINES, int((room - below - POINTS_BETWEEN) // POINTS_A_LINE)))
    page, whole, used, pages, left = table.tally(), table.tally(), 0.0, 1, table.count
    for values in rows:
        left -= 1
        for place, piece in enumerate(_pieces(values, table.columns, widths, most)):
            high = points(_lines(piece, table.columns, widths))
            begins = used > 0 and used + high > (room if left else room - below)
            if begins:
                yield from _summed(page, paper.SUBTOTAL)
                page, used, pages = table.tally(), 0.0, pages + 1
                _judge(pages)
            yield Line(piece, high, begins)
            used += high
            if place == 0:
                page.add(values)
                whole.add(values)
    yield from _summed(page, paper.SUBTOTAL)
    yield from _summed(whole, paper.TOTAL)


def _summed(tally: Tally, name: str) -> Iterator[Line]:
    return (Line(values, points(SUMMING)) for values in tally.totals(name))


def _judge(pages: int) -> None:
    if pages > MOST_PAGES:
        raise Refused("too_many_pages", pages=MOST_PAGES)


def _pieces(
    values: Mapping[str, Any], columns: tuple[Column, ...], widths: list[int], most: int
) -> Iterator[Mapping[str, Any]]:
    """Yield a row in rows of at most so many lines: what is too long for one goes on in the next."""
    while values:
        head, rest = dict(values), {}
        for column, width in zip(columns, widths, strict=True):
            text = values.get(column.key)
            if isinstance(text, str) and lines(text, width) > most:
                kept = _fitting(text, width, most)
                head[column.key], rest[column.key] = text[:kept], text[kept:]
        yield head
        values = {columns[0].key: paper.GOES_ON, **rest} if rest else {}


def _fitting(text: str, width: int, most: int) -> int:
    """Return how many characters of the text fit so many lines."""
    return bisect_right(range(1, len(text)), most, key=lambda count: lines(text[:count], width))


def _lines(values: Mapping[str, Any], columns: tuple[Column, ...], widths: list[int]) -> int:
    """Return how many lines a row takes, as writing its cells tells too."""
    cells = zip(columns, widths, strict=True)
    return max(
        SIGNED if column.cell is Cell.SIGN else lines_of(values.get(column.key), width) for column, width in cells
    )
