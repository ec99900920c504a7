"""A report: the one value that every screen and file is made from. Its cells are raw, the renderers write them."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

HEAD_SHOWN = 16  # characters of a head that are shown and printed: enough to compare it by
TOTAL = "total"  # the key of a row that adds others up (合计, 小计): true there, absent elsewhere; files write it bold


class Cell(StrEnum):
    """What a column holds: decides how a renderer writes it, never what it is."""

    TEXT = "text"
    ID = "id"  # a number that is a name: case number, phone, ID number; never counted with, never cut
    DAY = "day"  # an ISO date
    NUMBER = "number"
    SIGN = "sign"  # blank, to be signed by hand


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` in the rows and in JSON, `label` as people read it, `width` on paper in half-width characters.

    `shrinks` says that a narrow screen may cut it, `extra` that it may leave it out.
    """

    key: str
    label: str
    width: int
    cell: Cell = Cell.TEXT
    shrinks: bool = False
    extra: bool = False


def columns(
    heads: Mapping[str, str], shapes: Mapping[str, tuple[int, Cell]], shrinking: Container[str]
) -> tuple[Column, ...]:
    """Return the columns under these headings, in their order: of which width, holding what, which may be cut."""
    return tuple(Column(key, label, *shapes[key], shrinks=key in shrinking) for key, label in heads.items())


class Tally:
    """Adds up rows as they are read. This one adds up nothing; registers that are counted have one that does."""

    def add(self, row: Mapping[str, Any]) -> None:
        """Take a row of the table into account."""

    def totals(self, name: str) -> tuple[Mapping[str, Any], ...]:  # noqa: ARG002 - for those that add up
        """Return the rows that tell, under this name, what the rows so far add up to."""
        return ()


class Draw(StrEnum):
    """How a chart shows its series."""

    COLUMNS = "columns"  # stacked upon each other, one column per row of the table
    BARS = "bars"  # side by side, one group of bars per row
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table's first `count` rows: the column that names them, those that are drawn (in `percent`)."""

    draw: Draw
    title: str
    label: str
    series: tuple[str, ...]
    count: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, its columns, and rows that hold a raw value per column key; rows may be read only once.

    A row that adds others up says so under the key `TOTAL`, which is never that of a column.
    `count` is how many rows there are in all, `name` a short English name for files and JSON. What the rows add up
    to is not among them: `tally` makes what tells it, for files that are read or printed. `unit` says what a form
    counts in; `notes` and `charts` stand below its rows, which can then be read more than once.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    count: int
    tally: type[Tally] = Tally
    unit: str = ""
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a report for a higher level, on which day (ISO), and the hash of the ledger's last entry."""

    by: str
    on: str
    head: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a command has to show: a title, the period it covers in words, tables, and remarks below them.

    `to_print` says that a workbook is made for paper, not for filtering: with pages of our own and their totals.
    One that is handed in is a form: it says who `made` it, and leaves room for who checked it. `head` is the hash of
    the ledger's last entry, which a file tells; `written` the moment at which one was made that goes stale.
    """

    title: str
    period: str
    office: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = field(default=())
    to_print: bool = False
    made: Made | None = None
    head: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an essay: its heading, its paragraphs, and the tables that follow them."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Essay:
    """A report in words: a title, the line below it, its parts, who signs it and on which day in full."""

    title: str
    line: str
    passages: tuple[Passage, ...]
    signed: tuple[str, ...]
    made: Made


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be posted: a title, a sentence, what is to be known as name and value, who signs and when."""

    title: str
    intro: str
    facts: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Length:
    """How long a term is: its name, the number and what it counts, from when it runs and what else is to be known."""

    name: str
    number: int
    unit: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The card beside the desk: whose it is, what is typed for what, section by section, and the terms."""

    office: str
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    lengths: tuple[Length, ...]
