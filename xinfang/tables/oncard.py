"""A case on the screen: its document as a card, table by table."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xinfang.tables.card import ALSO_TOLD, CODES, TRUTHS
from xinfang.tables.papers import papers_table
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.words import labels, screening, talk
from xinfang.words.fields import FIELD


def report(document: Mapping[str, Any], office: str, today: date) -> Report:
    """Return the document of a case as the card on a screen."""
    title = f"{document['case']}　{labels.STATUS[document['status']]}"
    tables = [
        _facts("facts", "", _case_facts(document)),
        *(_facts("petition", _petition_title(p), _petition_facts(p, document)) for p in document["petitions"]),
        _terms(document["terms"], today),
        *_doings(document),
        papers_table(document["papers"]),
        _story(document["history"]),
    ]
    notes = (
        *(screening.FROM_DISPUTE.format(no=no) for no in document["disputes"]),
        talk.NEXT.format(step=document["next_step"]),
    )
    return Report(title, "", office, tuple(t for t in tables if t.count), notes)


def _facts(name: str, title: str, facts: Iterable[tuple[str, Any]]) -> Table:
    rows = [
        {"field": FIELD.get(field, field), "value": str(value)} for field, value in facts if value not in (None, "")
    ]
    widest = max((2 * len(row["field"]) for row in rows), default=0)  # of Chinese characters, two cells each
    columns = (Column("field", "", max(widest, LABEL) + GAP), Column("value", "", 60, shrinks=True))
    return Table(name, title, columns, rows, len(rows))


def _case_facts(document: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    if document["confidential"]:
        yield "subject", labels.CONFIDENTIAL
        return
    for name in ("subject", "petitioner", "kind", "category", *ALSO_TOLD[2:-1], "closed_on", "settled"):
        table = CODES.get(name) or TRUTHS.get(name)
        yield name, table.get(document[name]) if table else document[name]


def _petition_title(petition: Mapping[str, Any]) -> str:
    void = f"（{labels.VOID_MARK}）" if petition.get("void_reason") else ""
    repeat = labels.REPEAT[petition["channel"]][petition["repeat"]] if "repeat" in petition else ""
    return (
        f"{petition['petition']} {labels.CHANNEL[petition['channel']]} {petition['received_on']} {repeat}{void}".strip()
    )


def _petition_facts(petition: Mapping[str, Any], case: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    if "people" not in petition:
        yield "subject", labels.CONFIDENTIAL
        return
    yield "petitioner", "、".join(petition["petitioners"]) or labels.ANONYMOUS
    yield "people", petition["people"] if petition["people"] > 1 else None
    yield "representatives", "、".join(petition["representatives"])
    for name in ("phone", "id_number", "address"):
        yield name, petition[name]
    yield "village_group", petition["group"]
    yield "subject", petition["subject"] if petition["subject"] != case["subject"] else None
    for name in ("detail", "receiver", "answer"):
        yield name, petition[name]
    yield "attachments", "、".join(a["name"] for a in petition["attachments"])
    yield "reason", petition["void_reason"]


def _doings(document: Mapping[str, Any]) -> Iterable[Table]:
    """Yield what was asked of whom, whom leaders met, what was heard and given."""
    for name, columns in DOINGS.items():
        rows = [{**row, **_told_of(row)} for row in document[name]]
        yield Table(name, talk.DOINGS[name], columns, rows, len(rows))


def _told_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in words in a row of what was done."""
    told = {name: CODES[name][row[name]] for name in ("task", "way") if name in row}
    if "task" in row:
        ended = TRUTHS["kept"].get(row["kept"], TRUTHS["done"][True]) if row["done_on"] else ""
        told["result"] = "　".join(filter(None, (row["done_on"], ended, row["result"])))
    if "sum" in row:
        told["sum"] = f"{row['sum']:.2f}"
    return told


def _columns(**heads: int) -> tuple[Column, ...]:
    """Return columns by key and width in half-width characters; the wide ones may be cut."""
    days = ("on_date", "due_on", "until")
    return tuple(
        Column(key, talk.DOING_HEADS[key], width, Cell.DAY if key in days else Cell.TEXT, shrinks=width > NARROW)
        for key, width in heads.items()
    )


NARROW = 20
LABEL, GAP = 8, 2  # cells of an ordinary label, and after it
DOINGS: Mapping[str, tuple[Column, ...]] = {
    "tasks": _columns(on_date=10, task=8, asked_by=8, unit=12, text=30, due_on=10, result=24),
    "meetings": _columns(on_date=10, leader=8, way=6, place=10, text=40),
    "hearings": _columns(on_date=10, until=10, text=40),
    "aids": _columns(on_date=10, sum=10, from_whom=14, text=30),
}
TERM_COLUMNS = (
    Column("term", FIELD["term"], 8), Column("started_on", FIELD["started_on"], 10, Cell.DAY),
    Column("due_on", FIELD["due_on"], 14, Cell.DAY), Column("safe_on", FIELD["safe_on"], 10, Cell.DAY),
    Column("outcome", talk.HOW_IT_STANDS, 16), Column("basis", FIELD["basis"], 30, shrinks=True),
)  # fmt: skip
STORY_COLUMNS = (
    Column("on", FIELD["date"], 10, Cell.DAY), Column("act", FIELD["act"], 12),
    Column("by", FIELD["by"], 10, shrinks=True), Column("text", FIELD["text"], 40, shrinks=True),
)  # fmt: skip


def _terms(terms: list[dict[str, Any]], today: date) -> Table:
    rows = [
        t | {"term": labels.TERM[t["term"]], "outcome": _outcome(t, today), "days_left": _days_left(t, today)}
        for t in terms
    ]
    return Table("terms", talk.TERMS, TERM_COLUMNS, rows, len(rows))


def _days_left(term: Mapping[str, Any], today: date) -> int | None:
    """Return the days that a running clock of ours still has."""
    runs = term["ours"] and not term["met_on"] and not term["stopped_on"]
    return (date.fromisoformat(term["due_on"]) - today).days if runs else None


def _outcome(term: Mapping[str, Any], today: date) -> str:
    if term["met_on"]:
        return str(term["met_on"])
    if term["stopped_on"]:
        return talk.STOPPED
    left = (date.fromisoformat(term["due_on"]) - today).days
    return talk.left(left) if term["ours"] or left >= 0 else talk.PASSED


def _story(history: list[dict[str, Any]]) -> Table:
    rows = [event | {"act": labels.ACT.get(event["act"], event["act"])} for event in history]
    return Table("story", talk.STORY, STORY_COLUMNS, rows, len(rows))
