"""A case whole: its card, its petitions, its clocks, its story, as one document for a screen or another program."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from xinfang.domain.codes import COLLECTIVE_FROM, Channel
from xinfang.domain.model import Petition, State
from xinfang.domain.next_step import standing
from xinfang.ledger.cases import Cases
from xinfang.ledger.moments import SAID as CLOCK
from xinfang.ledger.rows import of_case
from xinfang.tables.clock import term_document
from xinfang.tables.closed import Sight
from xinfang.tables.leading_on import steps
from xinfang.tables.openings import opened
from xinfang.tables.papers import paper_document
from xinfang.words import imports, labels, papers, talk
from xinfang.words.fields import FIELD

if TYPE_CHECKING:
    from xinfang.domain.doings import Aid, Task

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
LINKS: Mapping[str, str] = {"joined": talk.JOINED, "apart": talk.APART, "parted": talk.PARTED}
OPEN_OF_CLOSED = ("kind", "opened_on", "closed_on", "settled")  # what a closed accusation tells besides its number


def document(ledger: Cases, no: str, sight: Sight, role: str) -> dict[str, Any]:
    """Return a case under the keys of ``show --json``; a closed accusation keeps its number, state and clocks only."""
    state = ledger.state(no)
    closed = sight.closes(state.case.kind) or (ledger.is_withheld(no) and not ledger.is_erased(no))
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


def _task(task: "Task") -> dict[str, Any]:
    """Return what somebody was asked to do, and what became of it."""
    told = asdict(task)
    del told["term"]
    return told


def _aid(aid: "Aid") -> dict[str, Any]:
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
    """Return an entry as a line of the story; of a closed case what was done and when, and why it was opened."""
    event = {"seq": row["seq"], "act": row["act"], "on": row["on_date"], "by": row["by_whom"], "at": row["written_at"]}
    said = json.loads(row["data"])["said"]
    clock = clock_told(said.pop(CLOCK, None), event["at"])
    if row["act"] == "disclose":
        text = opened(said, sight)
    else:
        text = "" if closed or not said else told_line(row["act"], said, sight)  # not said: kept back
    return event | {"text": "　".join(filter(None, (text, clock)))}


def clock_told(last: Any, at: str) -> str:
    """Return in words that an entry does not follow the moment of the one before it, where it says so."""
    return talk.CLOCK_SAID.format(at=talk.moment(at), last=talk.moment(str(last))) if last else ""


def told_line(act: str, said: Mapping[str, Any], sight: Sight) -> str:
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
        return "　".join(_registered(said))
    return "　".join(_piece(name, value) for name, value in said.items() if _is_told(value))


def _registered(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was said at a registration; of an older register also what was done there, and where it stood."""
    yield str(said["subject"])
    if said.get("settled"):
        yield f"{talk.ANSWERED}：{said['settled']}"
    yield from (f"{labels.ACT[done['act']]} {done['on']}" for done in said.get("did", ()))
    if said.get("origin"):
        yield imports.IMPORTED_FROM.format(origin=said["origin"])


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
    return f"{FIELD.get(name, name)}：{shown}"


def _change(name: str, old: Any, new: Any, sight: Sight) -> str:
    return talk.CHANGED.format(field=FIELD[name], old=_read(name, old, sight), new=_read(name, new, sight))


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
