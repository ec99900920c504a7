"""A row of a book: its card with its story, and what is told after something was done with it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xinfang.domain.book_rows import Dispute
from xinfang.domain.books import the_row
from xinfang.domain.model import Entry, State
from xinfang.ledger.moments import SAID as CLOCK
from xinfang.tables.card import clock_told
from xinfang.tables.oncard import STORY_COLUMNS
from xinfang.tables.report import Column, Report, Table
from xinfang.words import labels, screening, talk
from xinfang.words.fields import FIELD

NAMES = {"disputes": "dispute", "rounds": "round", "conferences": "meeting", "reception_days": "reception"}
WORDS: Mapping[str, Mapping[Any, str]] = {"every": screening.EVERY, "settled": labels.SETTLED}


def table_of(state: State) -> str:
    """Return which book a state holds a row of."""
    return next(table for table in NAMES if getattr(state, table))


def document(state: State, written: Iterable[Any]) -> dict[str, Any]:
    """Return a row with its story as ``show --json`` tells it."""
    row, table = the_row(state), table_of(state)
    values = {name: getattr(row, name) for name in screening.CARD[table]}
    return {
        NAMES[table]: row.no,
        **({"stage": row.status} if isinstance(row, Dispute) else {}),
        **values,
        **({"settled": row.settled, "next_step": step(row)} if isinstance(row, Dispute) else {}),
        "history": [_event(entry) for entry in written],
    }


def report(document: Mapping[str, Any], table: str, office: str, today: date) -> Report:
    """Return the document of a row as the card on a screen."""
    facts = [
        {"field": label, "value": WORDS.get(name, {}).get(document[name], str(document[name]))}
        for name, label in screening.CARD[table].items()
        if document[name] not in (None, "")
    ]
    story = [event | {"act": labels.ACT.get(event["act"], event["act"])} for event in document["history"]]
    columns = (Column("field", "", 10), Column("value", "", 60, shrinks=True))
    tables = (
        Table("facts", "", columns, facts, len(facts)),
        Table("story", talk.STORY, STORY_COLUMNS, story, len(story)),
    )
    return Report(_title(document, table, today), "", office, tables, _next(document))


def _title(document: Mapping[str, Any], table: str, today: date) -> str:
    stands = screening.ROW[table]
    if table == "disputes":
        stands = screening.STAGE[document["stage"]]
        if document["stage"] == "open":
            stands += f"　{talk.left((date.fromisoformat(document['due_on']) - today).days)}"
    elif document["void_reason"]:
        stands += f"　{labels.VOID_MARK}"
    return f"{document[NAMES[table]]}　{stands}"


def _next(document: Mapping[str, Any]) -> tuple[str, ...]:
    return (talk.NEXT.format(step=document["next_step"]),) if "next_step" in document else ()


def step(dispute: Dispute) -> str:
    """Return what leads on from where a dispute stands."""
    if dispute.status == "open":
        return screening.STEP_OPEN
    if dispute.case_no:
        return screening.STEP_CASE.format(case=dispute.case_no)
    if dispute.status != "void" and not dispute.followed_up_on:
        return screening.STEP_ENDED
    return talk.NEXT_NONE


def _event(row: Any) -> dict[str, Any]:
    event = {"seq": row["seq"], "act": row["act"], "on": row["on_date"], "by": row["by_whom"], "at": row["written_at"]}
    said = json.loads(row["data"])["said"]
    clock = clock_told(said.pop(CLOCK, None), event["at"])
    text = told_line(row["act"], said) if said else ""  # not said: erased
    return event | {"text": "　".join(filter(None, (text, clock)))}


def told_line(act: str, said: Mapping[str, Any]) -> str:
    """Return what was said at an act in one line."""
    if act == "undo":
        undone = talk.UNDONE_LINE.format(act=labels.ACT.get(said["act"], said["act"]), on=said["was_on"])
        return "　".join(filter(None, (undone, said.get("text"))))
    if act == "correct":
        return "；".join([*(_change(n, old, new) for n, (old, new) in said["fields"].items()), *_reason(said)])
    if act == "close":
        return "　".join((labels.SETTLED[said["settled"]], said["result"]))
    return "　".join(str(said[name]) for name in ("subject", "case_no", "text", "reason") if said.get(name))


def _reason(said: Mapping[str, Any]) -> list[str]:
    return [said["reason"]] if said.get("reason") else []


def _change(name: str, old: Any, new: Any) -> str:
    shown = [labels.DASH if v in (None, "") else WORDS.get(name, {}).get(v, str(v)) for v in (old, new)]
    return talk.CHANGED.format(field=FIELD[name], old=shown[0], new=shown[1])


def told(entry: Entry, state: State, today: date) -> tuple[dict[str, Any], list[str]]:
    """Return what is told of an act on a row: the document, and the lines; `state` is the one after it."""
    row, table = the_row(state), table_of(state)
    made: dict[str, Any] = {NAMES[table]: row.no, "act": entry.act, "on": entry.on}
    if entry.act == "undo":
        done = screening.UNDID.format(no=row.no, act=labels.ACT[entry.said["act"]], on=entry.said["was_on"])
    else:
        done = screening.DID.format(verb=labels.ACT_TOLD[entry.act], no=row.no, on=entry.on)
    if not isinstance(row, Dispute):
        return made, [done]
    made |= {"stage": row.status, "found_on": row.found_on, "due_on": row.due_on, "next_step": step(row)}
    return made, [done, about(row), *lines(row, today)]


def about(row: Dispute) -> str:
    """Return in one line which dispute it is, so that nobody acts on the wrong one."""
    told = screening.ABOUT if row.parties else screening.ABOUT_SHORT
    status = screening.STAGE[row.status]
    return told.format(no=row.no, parties=row.parties, subject=row.subject, status=status)


def lines(row: Dispute, today: date) -> Iterator[str]:
    """Yield until when a dispute is to be settled, and what comes next."""
    if row.status == "open":
        left = talk.left((date.fromisoformat(row.due_on) - today).days)
        yield screening.DUE.format(due=row.due_on, left=left)
    yield talk.NEXT.format(step=step(row))
