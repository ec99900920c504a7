"""A number of the statistics, named by its row and column as they stand in a table, and the list behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.domain.period import Period
from xinfang.ledger import statistics as counting
from xinfang.tables import registers
from xinfang.tables.closed import Sight, closed_row
from xinfang.tables.counts import ADDED, Statistics
from xinfang.tables.offices import headed, marked
from xinfang.tables.period import period_words
from xinfang.tables.report import Report, Table
from xinfang.tables.statistics import groups_of, spans
from xinfang.words import labels, talk
from xinfang.words import statistics as words
from xinfang.words.indicators import NAMES

COUNTERS: Mapping[str, str] = {label: key for key, label in words.COUNTERS.items()} | dict(words.SHORT)
SPANS: Mapping[str, str] = {label: span for span, label in words.SPANS.items()}
OF_A_MONTH: Mapping[str, tuple[str, str]] = {  # what stands beside a month: of which counter, over which days
    words.PETITIONS_COMPARED["petitions_last_year"]: ("petitions", "last_year"),
    words.CASES_COMPARED["cases_last_year"]: ("cases_opened", "last_year"),
    words.CASES_COMPARED["year_to_date"]: ("cases_opened", "year_to_date"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Which number: a counter over a period, of the rows with one of the `values` where a group is named."""

    counter: str
    period: Period
    group: str | None = None
    values: tuple[str | None, ...] = ()


def find(found: Statistics, text: str, by: str | None) -> Cell:
    """Return the cell that was named: ``row:column``, or a counter alone for its total; `by` says in which table.

    Raises Refused: ``cell_is_indicator``, ``no_such_cell``, ``cell_of_which`` (all usage).
    """
    row, _, column = (part.strip() for part in text.replace(words.COLON, ":").partition(":"))
    known = dict(_cells(found, row, column, by))
    if not known and row in NAMES:
        raise Refused("cell_is_indicator", usage=True, text=row)
    if not known:
        raise Refused("no_such_cell", usage=True, text=text)
    if len(set(known.values())) > 1:
        raise Refused("cell_of_which", usage=True, text=text, groups=[words.GROUPS[group] for group in known])
    return next(iter(known.values()))


def _cells(found: Statistics, row: str, column: str, by: str | None) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of this name, with the table in which each stands."""
    counter = COUNTERS.get(column)
    if row in COUNTERS:
        yield from _of_a_span(found, COUNTERS[row], SPANS.get(column or words.SPANS["now"]))
    for group in (by,) if by else groups_of(found.ledger):
        if group == "month":
            yield from (("month", cell) for cell in _of_a_month(found, row, column))
        elif counter and row == words.SUM:
            yield group, Cell(counter, found.period)
        elif counter and (values := _values(found, group, row)):
            yield group, Cell(counter, found.period, group, values)


def _of_a_span(found: Statistics, counter: str, span: str | None) -> Iterator[tuple[str, Cell]]:
    period = spans(found).get(span or "")
    if period and (span == "now" or counter in ADDED):
        yield "month", Cell(counter, period)


def _of_a_month(found: Statistics, row: str, column: str) -> Iterator[Cell]:
    named = [m for m in found.months if row in (m["month"], words.MONTH.format(month=int(m["month"][5:])))]
    month = Period(named[0]["from"], named[0]["to"]) if len(named) == 1 else None
    month = found.period if row == words.SUM else month
    if month and column in COUNTERS:
        yield Cell(COUNTERS[column], month)
    elif month and column in OF_A_MONTH:
        counter, span = OF_A_MONTH[column]
        base = month.a_year_before(found.today) if found.last_year else None
        period = base if span == "last_year" else Period(f"{(month.last or '')[:4]}-01-01", month.last)
        if period:
            yield Cell(counter, period)


def _values(found: Statistics, group: str, name: str) -> tuple[str | None, ...]:
    """Return the values of a group that stand in the row of this name; of a main topic those of its categories."""
    tally = found.tally(group)
    topic = tuple(value for value in tally if group == "category" and found.topic(value) == name)
    return topic or tuple(value for value in tally if name in (value, found.said(group, value or labels.UNKNOWN)))


def report(found: Statistics, cell: Cell, title: str) -> Report:
    """Return the petitions or cases behind a cell as a list; accusations by their number only."""
    rows = counting.listed(found.over(cell.period), cell.counter, cell.group, cell.values)
    period, notes = period_words(cell.period), (talk.TOTAL.format(count=len(rows)), talk.CLOSED_NOTE)
    if cell.counter in words.CASES:
        listed = registers.case_list(found.ledger, found.office, title, period, len(rows), rows, Sight())
        return replace(listed, notes=notes)
    if cell.counter == "visit_people":
        people = sum(row["people"] for row in rows)
        notes = (words.CELL_PEOPLE.format(people=people, count=len(rows)), talk.CLOSED_NOTE)
    made = [marked(found.ledger, row, _petition(row)) for row in rows]
    heads = headed(found.ledger, registers.columns(words.PETITION_HEADS))
    return Report(title, period, found.office.name, (Table("petitions", title, heads, made, len(made)),), notes)


def _petition(row: Any) -> dict[str, Any]:
    """Return a petition in the columns of the list; one of an accusation is its number and 保密."""
    made, closed = {key: row[key] for key in words.PETITION_HEADS}, Sight()
    is_closed = closed.closes(row["kind"]) or closed.closes(row["case_kind"])
    return closed_row(made, "petition", "subject") if is_closed else made
