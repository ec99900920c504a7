"""The reports in words: which findings stand under which heading, in which order, with which tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang.tables import extracts, findings
from xinfang.tables.closed import Sight
from xinfang.tables.figures import Figures
from xinfang.tables.findings import Finding
from xinfang.tables.gathering import Gathering
from xinfang.tables.report import Cell, Column, Essay, Made, Passage, Table
from xinfang.tables.trend import trend
from xinfang.words import findings as said
from xinfang.words import labels, papers
from xinfang.words import reports as words

Extract = Callable[[Figures], Table]
# Of each part of the analysis: its findings, paragraph by paragraph, and its tables.
Part = tuple[tuple[tuple[Finding, ...], ...], tuple[Extract, ...]]
AMOUNT = (
    (findings.total, findings.to_date), (findings.channels,), (findings.visits, findings.collective),
    (findings.repeats,), (findings.matters,),
)  # fmt: skip
CONTENT = ((findings.topics, findings.unclassified), (findings.risen, findings.fallen), (findings.places,))
HANDLING = (
    (findings.from_above,), (findings.informed, findings.handled), (findings.late,),
)  # fmt: skip
SCREENING = ((findings.rounds, findings.disputes),)
RECEPTION = ((findings.receptions, findings.met),)
ANALYSIS: tuple[Part, ...] = (
    (AMOUNT, (extracts.basics,)),
    (CONTENT, (extracts.topics,)),
    (HANDLING, ()),
    (SCREENING, ()),
    (RECEPTION, ()),
    (((findings.examples,),), ()),
    (((findings.problems,),), ()),
    (((findings.due_next,),), ()),
)
# The four parts of the yearly report (条例 art. 41).
YEARLY: tuple[Part, ...] = (
    ((*AMOUNT, *CONTENT, (findings.leading_units,)), (extracts.basics, extracts.topics, extracts.by_unit)),
    (((findings.handed,), *HANDLING), ()),
    (((findings.advised,),), ()),
    ((*SCREENING, *RECEPTION, (findings.examples,), (findings.problems,), (findings.due_next,)), ()),
)
NOTICE: tuple[Part, ...] = (
    ((*AMOUNT[:1], *CONTENT[:2], (findings.matters,), (findings.handled, findings.late)), ()),
    ((), (extracts.by_group,)),
    ((), (extracts.by_unit,)),
    (((findings.problems,),), ()),
)
WEEKLY: tuple[tuple[Finding, ...], ...] = (
    (findings.total, findings.channels), (findings.collective, findings.matters), (findings.topics,),
    (findings.handled, findings.late), (findings.disputes, findings.met), (findings.due_next,),
)  # fmt: skip
# Of the tables: the widths of columns in half-width characters, the columns of the months.
ADVICE_WIDTHS: Mapping[str, int] = {"on_date": 12, "kind": 12, "unit": 14, "text": 36, "result": 36}
RATE_WIDTHS: Mapping[str, int] = {
    "name": 30, "shown": 18, "numerator": 14, "denominator": 14, "asked": 28, "met": 12,
}  # fmt: skip
MONTH_COLUMNS = ("month", "letters", "visits", "calls", "online", "petitions", "visit_people")
HANDLED = 2  # the part of the analysis that tells of the handling


def analysis(gathering: Gathering, f: Figures, made: Made) -> Essay:
    """Return the analysis of a month or quarter (信访形势分析)."""
    passages = _passages(gathering, f, words.ANALYSIS_HEADINGS, ANALYSIS)
    passages = _with_table(passages, HANDLED, _rates(gathering))
    return _essay(gathering, words.ANALYSIS.format(period=f.period), _with_blank(passages), made, gathering.words)


def yearly(gathering: Gathering, f: Figures, made: Made) -> Essay:
    """Return the yearly report, in the four parts of art. 41."""
    passages = _passages(gathering, f, words.YEARLY_HEADINGS, YEARLY)
    passages = _with_table(passages, 0, _months(gathering))
    passages = _with_table(passages, 1, _rates(gathering))
    passages = _with_table(passages, 2, *_advice(gathering.supervised()))
    return _essay(gathering, words.YEARLY.format(period=f.period), _with_blank(passages), made, gathering.words)


def notice(gathering: Gathering, f: Figures, made: Made) -> Essay:
    """Return what is told to the villages and units of a quarter (通报); it names no petitioner."""
    passages = _passages(gathering, f, words.NOTICE_HEADINGS, NOTICE)
    passages = _with_table(passages, 0, *extracts.by_office(f))
    return _essay(gathering, words.NOTICE.format(period=f.period), _with_blank(passages), made, gathering.words)


def weekly(gathering: Gathering, f: Figures, made: Made) -> Essay:
    """Return the summary of a week, on one page."""
    passage = Passage("", weekly_paragraphs(gathering, f))
    return _essay(gathering, words.WEEKLY.format(period=f.period), (passage,), made)


def weekly_paragraphs(gathering: Gathering, f: Figures) -> tuple[str, ...]:
    """Return the summary of a week as paragraphs."""
    return (*gathering.remarks(), *(_paragraph(f, group) for group in WEEKLY))


def _passages(
    gathering: Gathering, f: Figures, headings: Sequence[str], parts: Sequence[Part]
) -> tuple[Passage, ...]:  # fmt: skip
    made = [
        Passage(heading, tuple(_paragraph(f, group) for group in groups), tuple(extract(f) for extract in extracted))
        for heading, (groups, extracted) in zip(headings, parts, strict=True)
    ]
    first, *others = made
    return (replace(first, paragraphs=(*gathering.remarks(), *first.paragraphs)), *others)


def _paragraph(f: Figures, group: Sequence[Finding]) -> str:
    return "".join(finding(f) for finding in group)


def _with_blank(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Leave a line for what the ledger cannot know at the end of the last part."""
    *others, last = passages
    return (*others, replace(last, paragraphs=(*last.paragraphs, said.BY_HAND)))


def _essay(gathering: Gathering, title: str, passages: Sequence[Passage], made: Made, line: str = "") -> Essay:
    office, on = gathering.office, date.fromisoformat(made.on)
    day = papers.DAY.format(year=on.year, month=on.month, day=on.day)
    return Essay(title, line, tuple(passages), (office.organ or office.name, day), made)


def _with_table(passages: Sequence[Passage], place: int, *tables: Table) -> tuple[Passage, ...]:
    """Return the parts with further tables at the end of one of them."""
    return tuple(
        replace(passage, tables=(*passage.tables, *tables)) if at == place else passage
        for at, passage in enumerate(passages)
    )


def _rates(gathering: Gathering) -> Table:
    table = gathering.indicators()
    heads = tuple(replace(column, width=RATE_WIDTHS[column.key]) for column in table.columns)
    return replace(table, columns=heads)


def _months(gathering: Gathering) -> Table:
    """Return the months of the year."""
    table, year = trend(gathering), gathering.period.first or ""
    rows = [row for row in table.rows if row["month"] >= year[:7]]
    heads = tuple(column for column in table.columns if column.key in MONTH_COLUMNS)
    return Table(table.name, words.MONTHS, heads, rows, len(rows))


def _advice(rows: Sequence[Any]) -> tuple[Table, ...]:
    """Return the suggestions of art. 40, each with its answer; of an accusation only that there was one."""
    heads = tuple(Column(key, label, ADVICE_WIDTHS[key], Cell.TEXT) for key, label in words.ADVICE_HEADS.items())
    told = [row for row in rows if row["advice"]]
    lines = [_advised(row) for row in told]
    return (Table("advice", words.ADVICE_TITLE, heads, lines, len(lines)),) * bool(lines)


def _advised(row: Any) -> dict[str, Any]:
    told = {"on_date": row["on_date"], "kind": labels.ADVICE[row["advice"]]}
    if Sight().closes(row["kind"]):
        return told | {"text": labels.CONFIDENTIAL}
    return told | {"unit": row["unit"], "text": row["text"], "result": row["result"] or words.NO_ANSWER}
