"""A case whole: its card, its petitions, its clocks, its story, as one document for a screen or another program."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from xinfang.domain.codes import COLLECTIVE_FROM, Channel
from xinfang.domain.model import Aid, Petition, State, Task, Term
from xinfang.domain.next_step import standing
from xinfang.ledger.cases import Cases
from xinfang.ledger.rows import of_case
from xinfang.tables.closed import Sight
from xinfang.tables.morning import steps
from xinfang.tables.papers import paper_document, papers_table
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.words import labels, papers, screening, talk

TOLD = ("kind", "category", "subject", "opened_on", "closed_on", "settled")
ALSO_TOLD = (
    "petitioner", "village_group", "source", "source_no", "first_receiver", "unit", "handler", "leader", "plan",
    "instruction", "accepted_on", "forwarded_on", "route", "opinion", "outcome", "replied_on", "served_on",
    "served_how", "agreement", "agreed_on", "performed_on", "review_by", "review_on", "review_opinion",
    "review_outcome", "reviewed_on", "review_served_on", "reexam_by", "reexam_on", "reexam_opinion", "reexam_outcome",
    "reexamined_on", "reexam_served_on", "close_reason", "followed_up_on", "rated_office", "rated_unit", "joined_to",
    "archived_on", "archive_no", "retention", "registered_on",
)  # fmt: skip
# How codes, and yes and no, are read.
CODES: Mapping[str, Mapping[Any, str]] = {
    "kind": labels.KIND, "source": labels.SOURCE, "channel": labels.CHANNEL, "opinion": labels.OPINIONS,
    "review_opinion": labels.REVIEW_OPINION, "reexam_opinion": labels.REVIEW_OPINION, "route": labels.ROUTE,
    "violation": labels.VIOLATION, "advice": labels.ADVICE, "way": labels.WAY_TO_MEET, "task": labels.TASK,
    "rated_office": labels.RATING, "rated_unit": labels.RATING, "office_rating": labels.RATING,
    "unit_rating": labels.RATING,
}  # fmt: skip
TRUTHS: Mapping[str, Mapping[Any, str]] = {
    "settled": labels.SETTLED, "simple": labels.SIMPLE, "kept": labels.KEPT, "done": labels.DONE,
}  # fmt: skip
OPEN_OF_CLOSED = ("kind", "opened_on", "closed_on", "settled")  # what a closed accusation tells besides its number


def document(ledger: Cases, no: str, sight: Sight, role: str) -> dict[str, Any]:
    """Return a case under the keys of ``show --json``; a closed accusation keeps its number, state and clocks only."""
    state = ledger.state(no)
    closed = sight.closes(state.case.kind)
    told = {name: _kept_back(name, getattr(state.case, name), closed) for name in (*TOLD, *ALSO_TOLD)}
    return {
        "case": no,
        "status": state.case.status,
        **{name: told[name] for name in TOLD},
        "confidential": closed,
        "next_step": steps(standing(state, role)),
        "petitions": [_petition(state, p, sight, closed) for p in state.petitions],
        "terms": [term_document(t, closed=closed) for t in state.terms],
        "tasks": [] if closed else [_task(t) for t in state.tasks],
        "meetings": [] if closed else [asdict(m) for m in state.meetings],
        "hearings": [] if closed else [asdict(h) for h in state.hearings],
        "aids": [] if closed else [_aid(a) for a in state.aids],
        "disputes": [] if closed else of_case(ledger, no),
        "papers": [] if closed else [paper_document(p) for p in state.papers],
        "history": [_event(row, sight, closed) for row in ledger.written(no)],
        **{name: told[name] for name in ALSO_TOLD},
    }


def term_document(term: Term, *, closed: bool = False) -> dict[str, Any]:
    """Return a clock under the keys that other programs rely on; of a closed matter not who has it."""
    return {
        "term": term.term, "started_on": term.started_on, "due_on": term.due_on, "safe_on": term.safe_on,
        "met_on": term.met_on, "basis": term.basis, "provisional": term.provisional, "ours": term.ours,
        "stopped_on": term.stopped_on, "owed_by": None if closed else term.owed_by, "extended_days": term.extended_days,
        "paused_days": term.paused_days,
    }  # fmt: skip


def _task(task: Task) -> dict[str, Any]:
    """Return what somebody was asked to do, and what became of it."""
    told = asdict(task)
    del told["term"]
    return told


def _aid(aid: Aid) -> dict[str, Any]:
    """Return help that was given; the sum in 元."""
    return {"on_date": aid.on_date, "sum": aid.cents / 100, "from_whom": aid.source, "text": aid.text}


def _kept_back(name: str, value: Any, closed: bool) -> Any:
    if not closed or name in OPEN_OF_CLOSED:
        return value
    return labels.CONFIDENTIAL if name == "subject" else None


def _petition(state: State, petition: Petition, sight: Sight, closed: bool) -> dict[str, Any]:
    head: dict[str, Any] = {"petition": petition.no, "channel": petition.channel, "received_on": petition.received_on}
    if closed:
        return head
    people = [p for p in state.petitioners if p.petition == petition.n]
    return head | {
        "repeat": petition.repeat,
        "people": petition.people,
        "collective": petition.channel == Channel.VISIT and petition.people >= COLLECTIVE_FROM,
        "petitioners": [p.name for p in people if p.name and not p.only_speaks],
        "representatives": petition.representatives.split("、") if petition.representatives else [],
        "phone": sight.phone(petition.phone),
        "id_number": sight.id_number(people[0].id_number) if people else None,
        "address": petition.address,
        "group": petition.village_group,
        "subject": petition.subject,
        "detail": petition.detail,
        "kind": petition.kind,
        "category": petition.category,
        "source": petition.source,
        "source_no": petition.source_no,
        "receiver": petition.receiver,
        "answer": petition.answer,
        "attachments": [{"name": a.name, "size": a.size} for a in state.attachments if a.petition == petition.n],
        "void_reason": petition.void_reason,
    }


def _event(row: Any, sight: Sight, closed: bool) -> dict[str, Any]:
    """Return an entry as a line of the story; of a closed case only what was done, and when."""
    event = {"seq": row["seq"], "act": row["act"], "on": row["on_date"], "by": row["by_whom"], "at": row["written_at"]}
    return event | {"text": "" if closed else _told(row["act"], json.loads(row["data"])["said"], sight)}


def _told(act: str, said: Mapping[str, Any], sight: Sight) -> str:
    """Return what was said at an act in one line."""
    if act == "undo":
        undone = talk.UNDONE_LINE.format(act=labels.ACT.get(said["act"], said["act"]), on=said["was_on"])
        return "　".join(filter(None, (undone, said.get("text"))))
    if act == "correct":
        changes = (_change(name, old, new, sight) for name, (old, new) in said["fields"].items())
        return "；".join([*changes, *filter(None, [said.get("reason")])])
    if act in LINKS:
        return "　".join(filter(None, (LINKS[act].format(other=said["from"]), said.get("reason"))))
    if act == "calendar":
        return "；".join(f"{labels.TERM[m['term']]} {m['old']} → {m['new']}" for m in said["moved"])
    if act.startswith("log-"):
        return str(said["subject"]) + (f"　{talk.ANSWERED}：{said['settled']}" if said.get("settled") else "")
    return "　".join(_piece(name, value) for name, value in said.items() if _is_told(value))


def _is_told(value: Any) -> bool:
    """Return whether a value stands in the story: the words of a paper stand in the paper."""
    return value not in (None, "", []) and not isinstance(value, dict)


def _piece(name: str, value: Any) -> str:
    if name in TRUTHS:
        return TRUTHS[name][value]
    if name in ("text", "reason", "ground"):
        return str(value)
    if name == "paper":
        return papers.NAME.get(value, str(value))
    shown = f"{value / 100:.2f}" if name == "sum" else CODES.get(name, {}).get(value, value)
    return f"{labels.FIELD.get(name, name)}：{shown}"


def _change(name: str, old: Any, new: Any, sight: Sight) -> str:
    return talk.CHANGED.format(field=labels.FIELD[name], old=_read(name, old, sight), new=_read(name, new, sight))


def _read(name: str, value: Any, sight: Sight) -> str:
    if value in (None, "", [], ()):
        return labels.DASH
    if isinstance(value, bool):
        return TRUTHS.get(name, labels.YES_NO)[value]
    if isinstance(value, (list, tuple)):
        value = "、".join(value)
    if name == "phone":
        value = sight.phone(value)
    if name == "id_number":
        value = sight.id_number(value)
    return CODES.get(name, {}).get(value, str(value))


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
        {"field": labels.FIELD.get(field, field), "value": str(value)}
        for field, value in facts
        if value not in (None, "")
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
LINKS: Mapping[str, str] = {"joined": talk.JOINED, "apart": talk.APART, "parted": talk.PARTED}
DOINGS: Mapping[str, tuple[Column, ...]] = {
    "tasks": _columns(on_date=10, task=8, asked_by=8, unit=12, text=30, due_on=10, result=24),
    "meetings": _columns(on_date=10, leader=8, way=6, place=10, text=40),
    "hearings": _columns(on_date=10, until=10, text=40),
    "aids": _columns(on_date=10, sum=10, from_whom=14, text=30),
}
TERM_COLUMNS = (
    Column("term", labels.FIELD["term"], 8), Column("started_on", labels.FIELD["started_on"], 10, Cell.DAY),
    Column("due_on", labels.FIELD["due_on"], 14, Cell.DAY), Column("safe_on", labels.FIELD["safe_on"], 10, Cell.DAY),
    Column("outcome", talk.HOW_IT_STANDS, 16), Column("basis", labels.FIELD["basis"], 30, shrinks=True),
)  # fmt: skip
STORY_COLUMNS = (
    Column("on", labels.FIELD["date"], 10, Cell.DAY), Column("act", labels.FIELD["act"], 12),
    Column("by", labels.FIELD["by"], 10, shrinks=True), Column("text", labels.FIELD["text"], 40, shrinks=True),
)  # fmt: skip


def _terms(terms: list[dict[str, Any]], today: date) -> Table:
    rows = [t | {"term": labels.TERM[t["term"]], "outcome": _outcome(t, today)} for t in terms]
    return Table("terms", talk.TERMS, TERM_COLUMNS, rows, len(rows))


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
