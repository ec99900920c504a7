"""A report in words as a Word file: laid out as official papers are, its tables in small type."""

from pathlib import Path

from xinfang.disk.sealed import Seal, written
from xinfang.papers.build import build
from xinfang.papers.forms import Grid, Line, Row
from xinfang.render.below import about, foot
from xinfang.render.safe import fit
from xinfang.tables.report import Essay, Passage, Table

WIDTH = 156  # mm between the margins
SHORT = 14  # rows of a table that stays on one page
HIGH = 7  # mm of a row at least


def write(essay: Essay, path: Path, seal: Seal | None = None) -> None:
    """Write a report in words, with a `seal` under a password; nothing of it is there before it is whole.

    Raises Refused as `aside.spoken` does.
    """
    content = build(parts(essay), fit(essay.title), fit(foot(essay.made)), fit(about(essay.made)))
    with written(path, seal) as draft:
        draft.write_bytes(content)


def parts(essay: Essay) -> list[Line | Grid]:
    """Return the paragraphs and tables of a report from top to bottom."""
    made: list[Line | Grid] = [Line("title", fit(essay.title))]
    made += [Line("small", fit(essay.line))] * bool(essay.line)
    for passage in essay.passages:
        made += _passage(passage)
    return made + [Line("signature", fit(line)) for line in essay.signed]


def _passage(passage: Passage) -> list[Line | Grid]:
    made: list[Line | Grid] = [Line("heading", fit(passage.heading))] * bool(passage.heading)
    made += [Line("body", fit(line)) for text in passage.paragraphs for line in text.split("\n") if line]
    for table in passage.tables:
        made += [Line("caption", fit(table.title)), grid(table)]
    return made


def grid(table: Table) -> Grid:
    """Return a table of a report as one of a paper: as wide as the page; a long one goes on, its heading repeated."""
    whole = sum(column.width for column in table.columns)
    widths = tuple(round(WIDTH * column.width / whole) for column in table.columns)
    heads = Row(tuple(fit(column.label) for column in table.columns), HIGH)
    rows = tuple(Row(tuple(_cell(row.get(c.key)) for c in table.columns), HIGH) for row in table.rows)
    return Grid(widths, (heads, *rows), heading=len(rows) > SHORT, style="small")


def _cell(value: object) -> str:
    return "" if value is None else fit(str(value))
