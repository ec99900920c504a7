"""The sheets of a report upward (信访报表): forms that are printed, each with its sums, its notes, its charts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from xinfang.domain.codes import Channel
from xinfang.ledger.find import Wanted
from xinfang.tables import extracts, late, received, registers, screened
from xinfang.tables.closed import Sight
from xinfang.tables.figures import Counts, Figures, Group, counts
from xinfang.tables.gathering import Gathering
from xinfang.tables.report import TOTAL, Cell, Chart, Column, Draw, Made, Report, Table
from xinfang.tables.statistics import growth_words
from xinfang.tables.trend import trend
from xinfang.words import labels
from xinfang.words import reports as words
from xinfang.words.fields import FIELD

NUMBER, NARROW = 10, 8  # half-width characters of a column of figures
OF_CASES = ("carried_in", "cases_opened", "cases_closed", "cases_settled", "carried_out", "overdue")
CHANNELS = {
    "letters": Channel.LETTER, "visits": Channel.VISIT, "calls": Channel.CALL, "online": Channel.ONLINE,
}  # fmt: skip
CALL_HEADS = (
    "office_name", "petition", "received_on", "kind", "category", "subject", "result", "answered_by", "answered_on",
)  # fmt: skip
WIDER = {"subject": 46, "result": 40}


def report(gathering: Gathering, f: Figures, made: Made) -> Report:
    """Return all sheets of a report, in the order in which they are bound."""
    tables = (
        statement(gathering, f), trend(gathering), *_contents(f),
        _cross(f, words.BY_GROUP_SHEET, words.GROUP, f.groups), _cross(f, words.BY_UNIT_SHEET, words.UNIT, f.units),
        *_offices(f), _cross(f, words.BY_SOURCE_SHEET, words.SOURCE, f.sources),
        _cross(f, words.BY_KIND_SHEET, words.KIND, f.kinds),
        *_notices(gathering, f), *_books(gathering, f), replace(gathering.indicators("formula"), unit=words.RATE_UNIT),
    )  # fmt: skip
    title = words.WORKBOOK.format(period=f.period)
    return Report(title, gathering.words, gathering.office.name, tables, made=made)


def statement(gathering: Gathering, f: Figures) -> Table:
    """Return the form: petitions beside the year and the period before, and beside them the cases by channel."""
    cases = {row["channel"]: counts(row) for row in gathering.now.rows("channel")}
    rows = [_line(name, label, f, cases) for name, label in words.STATEMENT.items()]
    heads = {**words.STATEMENT_HEADS, **words.CASE_HEADS}
    if f.before is None:
        heads = {key: label for key, label in heads.items() if key not in ("before", "in_turn")}
    wide = {"item": 22} | dict.fromkeys(words.CASE_HEADS, NUMBER + 3)
    made = tuple(Column(key, label, wide.get(key, NUMBER), _cell(key)) for key, label in heads.items())
    none = words.ZERO.format(period=f.period, what=words.PETITIONS_TOLD)
    notes = (*[none] * (not f.now.petitions), *gathering.remarks(), *words.STATEMENT_NOTES)
    table = Table("statement", words.STATEMENT_TITLE, made, rows, len(rows))
    return replace(table, unit=words.STATEMENT_UNIT, notes=notes)


def _cell(key: str) -> Cell:
    return Cell.TEXT if key in ("item", "name") else Cell.NUMBER


def _line(name: str, label: str, f: Figures, cases: Mapping[str, Counts]) -> dict[str, Any]:
    """Return a line: what came, held against the bases; of a channel and of all together also the cases."""
    row = {"item": label, **_compared(f, name)}
    if name == "petitions":
        return row | {TOTAL: True} | {key: getattr(f.now, key) for key in OF_CASES}
    of = cases.get(CHANNELS[name], Counts()) if name in CHANNELS else None
    return row | {key: getattr(of, key) if of else labels.DASH for key in OF_CASES}


def _compared(f: Figures, name: str) -> dict[str, Any]:
    now, bases = getattr(f.now, name), {"year_before": f.year_before, "before": f.before}
    told = {key: getattr(base, name) if base else labels.DASH for key, base in bases.items()}
    grown = {"year_before": "same", "before": "in_turn"}
    told |= {grown[key]: growth_words(now, getattr(base, name)) if base else labels.DASH for key, base in bases.items()}
    return {"now": now, "to_date": getattr((f.to_date.now if f.to_date else f.now), name), **told}


def _cross(f: Figures, title: str, named: str, groups: Sequence[Group]) -> Table:
    """Return a cross-table: each group with all counters, beside it the year before; last the sum."""
    rows = [_row(group) for group in groups]
    before = [group.year_before for group in groups if group.year_before is not None]
    whole = sum((group.now for group in groups), Counts()), sum(before, Counts()) if f.year_before else None
    rows.append(_row(Group(words.ALL_TOGETHER, *whole)) | {TOTAL: True})
    heads = {"name": named, **words.CROSS_HEADS}
    made = tuple(Column(key, label, 16 if key == "name" else NARROW, _cell(key)) for key, label in heads.items())
    return Table(title, title, made, rows, len(rows), unit=words.STATEMENT_UNIT, notes=words.CROSS_NOTES)


def _row(group: Group) -> dict[str, Any]:
    before = group.year_before.petitions if group.year_before else None
    return {
        "name": group.name,
        **{key: getattr(group.now, key) for key in words.CROSS_HEADS if key not in ("year_before", "same")},
        "year_before": labels.DASH if before is None else before,
        "same": labels.DASH if before is None else growth_words(group.now.petitions, before),
    }


def _contents(f: Figures) -> tuple[Table, Table]:
    """Return the contents, each main topic above its categories; and the main topics as a chart."""
    whole = _cross(f, words.BY_CATEGORY_SHEET, words.CATEGORY, f.topics)
    lines: list[Mapping[str, Any]] = []
    for topic in f.topics:
        below = [category for category in f.categories if category.topic == topic.name]
        lines += [_row(topic) | {TOTAL: True}] + [_row(c) | {"name": words.LEAF.format(name=c.name)} for c in below]
    both = replace(whole, rows=[*lines, list(whole.rows)[-1]], count=len(lines) + 1)
    told = extracts.topics(f)
    drawn = Chart(Draw.BARS, words.TOPIC_CHART, "name", ("now", "year_before"), told.count)
    title = words.TOPIC_CHART_SHEET
    return both, replace(told, title=title, unit=words.TIMES, charts=(drawn,) if told.count else ())


def _notices(gathering: Gathering, f: Figures) -> tuple[Table, ...]:
    """Return, for a quarter, what is told to the villages and units."""
    if gathering.span.kind != "quarter":
        return ()
    return tuple(replace(table, unit=words.STATEMENT_UNIT) for table in (extracts.by_group(f), extracts.by_unit(f)))


def _offices(f: Figures) -> tuple[Table, ...]:
    """Return, where several offices are looked at, what each of them had, be it nothing."""
    return (_cross(f, words.BY_OFFICE_SHEET, FIELD["office_name"], f.offices),) * bool(f.offices)


def _books(gathering: Gathering, f: Figures) -> tuple[Table, ...]:
    """Return what the books tell of the period: screening, calls, receptions, the late list."""
    g, nothing = gathering, words.ZERO.format(period=f.period, what=words.NO_DISPUTES)
    areas = screened.table(screened.by_area(g.ledger, g.office, g.period, g.today))
    told = words.RECEIVED_NOTE.format(**asdict(f.received))
    met = replace(received.table(g.ledger, g.period), unit=words.RECEIVED_UNIT, notes=(told,))
    overdue = replace(late.table(g.ledger, g.period, g.today), unit=words.LATE_UNIT, notes=(words.LATE_NOTE,))
    return (
        replace(areas, notes=(*[nothing] * (not f.screened.found), words.SCREENED_NOTE)),
        _or_nothing(_calls(g), f, "subject", words.NO_CALLS),
        _or_nothing(met, f, "subject", words.NO_RECEPTIONS),
        _or_nothing(overdue, f, "subject", words.NO_LATE),
    )


def _calls(g: Gathering) -> Table:
    """Return the register of calls without names and numbers."""
    whole = registers.register(g.ledger, "call", Wanted(period=g.period), Sight(), g.today)
    heads = {column.key: column for column in whole.columns}
    kept = tuple(replace(heads[key], width=WIDER.get(key, heads[key].width)) for key in CALL_HEADS if key in heads)
    return replace(whole, title=words.CALLS, columns=kept, rows=list(whole.rows), unit=words.CALLS_UNIT)


def _or_nothing(table: Table, f: Figures, key: str, what: str) -> Table:
    """Return a list; one without rows says so in a line of its own: nothing is a report too (零报告)."""
    if table.count:
        return table
    return replace(table, rows=[{key: words.ZERO.format(period=f.period, what=what)}])
