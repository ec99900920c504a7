"""What is told after something was recorded: the number, the clocks, and what to do next."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xinfang.domain.codes import Kind, Status
from xinfang.domain.model import Case, Entry, State, Term
from xinfang.domain.next_step import next_verbs, standing
from xinfang.tables.clock import term_document
from xinfang.tables.closed import Sight
from xinfang.tables.leading_on import steps
from xinfang.words import labels, talk

AWAY = (Status.FORWARDED, Status.ASSIGNED, Status.ROUTED)  # others act next
PAPERS = {
    Status.ACCEPTED: "accept", Status.REPLIED: "reply", Status.FORWARDED: "forward", Status.ASSIGNED: "assign",
}  # fmt: skip


def registered(state: State, likely: Sequence[str], today: date, role: str) -> tuple[dict[str, Any], list[str]]:
    """Return what is told of a petition just registered: the document of ``log-* --json``, and the lines."""
    petition = state.petitions[-1]
    document = {
        "case": state.case.no,
        "petition": petition.no,
        "channel": petition.channel,
        "received_on": petition.received_on,
        "repeat": petition.repeat,
        "status": state.case.status,
        "terms": [term_document(t, closed=Sight().closes(state.case.kind)) for t in state.terms],
        "next_step": steps(standing(state, role)),
        "likely_same": list(likely),
    }
    return document, list(_registered_lines(state, likely, today, role))


def _registered_lines(state: State, likely: Sequence[str], today: date, role: str) -> Iterator[str]:
    petition = state.petitions[-1]
    saved = talk.SAVED_REPEAT if petition.n > 1 else talk.SAVED
    yield saved.format(petition=petition.no, case=state.case.no, n=petition.n)
    if petition.answer and state.case.closed_on:
        yield talk.SAVED_SETTLED
    if count := sum(a.petition == petition.n for a in state.attachments):
        yield talk.ATTACHED.format(count=count)
    yield from _going_on(state, today, role)
    if likely:
        yield talk.LIKELY_SAME.format(cases=talk.some(likely))


def acted(entry: Entry, state: State, today: date, role: str) -> tuple[dict[str, Any], list[str]]:
    """Return what is told of an act just done on a case."""
    document = {
        "case": state.case.no,
        "act": entry.act,
        "on": entry.on,
        "status": state.case.status,
        "terms": [term_document(t, closed=Sight().closes(state.case.kind)) for t in state.terms],
        "next_step": steps(standing(state, role)),
    }
    done = talk.DONE.format(verb=_act_told(entry), case=_what(entry, state), on=entry.on)
    if entry.act == "undo":
        done = talk.UNDONE.format(case=state.case.no, act=labels.ACT[entry.said["act"]], on=entry.said["was_on"])
    return document, [done, about(state.case), *_going_on(state, today, role)]


def _act_told(entry: Entry) -> str:
    """Return what was done, in words: what was said may make another act of it."""
    ended = any("close_reason" in row for row in entry.set.get("cases", ()))
    if entry.act == "decline" and not ended:
        return labels.REFUSED_AGAIN
    for (verb, flag), told in labels.ACT_DONE.items():
        if entry.act == verb and entry.said.get(flag) in told:
            return told[entry.said[flag]]
    return labels.ACT_TOLD[entry.act]


def _what(entry: Entry, state: State) -> str:
    """Return the number of what was acted on: the case, or the petition that was voided or corrected."""
    if len(state.petitions) == 1:
        return state.case.no
    return next((p.no for p in state.petitions if p.n == entry.said.get("petition")), state.case.no)


def about(case: Case) -> str:
    """Return in one line which case it is, so that nobody acts on the wrong one; an accusation stays closed."""
    closed = Sight().closes(case.kind)
    return talk.ABOUT.format(
        case=case.no,
        petitioner=labels.CONFIDENTIAL if closed else case.petitioner or labels.ANONYMOUS,
        subject=labels.CONFIDENTIAL if closed else case.subject,
        status=labels.STATUS[case.status],
    )


def _going_on(state: State, today: date, role: str) -> Iterator[str]:
    yield from (term_line(t, today) for t in state.running())
    yield talk.NEXT.format(step=steps(standing(state, role)))


def to_type(state: State, today: date, role: str) -> str:
    """Return how the usual next step is typed, with as little of the case's number as it takes; or nothing."""
    case, verbs = state.case, next_verbs(standing(state, role))
    short = str(case.serial) if case.year == today.year else case.no
    act = talk.TYPE_NEXT.format(verb=verbs[0], case=short) if verbs and case.status not in AWAY else ""
    return "　".join(filter(None, (_paper_to_type(state, short, role), act)))


def _paper_to_type(state: State, short: str, role: str) -> str:
    """Return how the paper is made that goes out where a case stands, or nothing."""
    from xinfang.domain.paper_forms import FORMS
    from xinfang.words.papers import NAME

    kind = PAPERS.get(Status(state.case.status))
    if not kind or state.case.kind != Kind.CLAIM or role not in FORMS[kind].roles:
        return ""
    return "" if any(p.kind == kind for p in state.papers) else talk.TYPE_PAPER.format(paper=NAME[kind], case=short)


def term_line(term: Term, today: date) -> str:
    """Return a running clock in one line: until when, safe when, how long from today."""
    mark = talk.MARK_PROVISIONAL if term.provisional else ""
    if not term.ours and term.owed_by:
        return talk.OTHERS_LINE.format(term=labels.TERM[term.term], who=term.owed_by, due=term.due_on, mark=mark)
    if not term.ours:
        return talk.RIGHT_LINE.format(
            term=labels.TERM[term.term], who=talk.RIGHT_OF[term.term], due=term.due_on, mark=mark
        )
    left = talk.left((date.fromisoformat(term.due_on) - today).days)
    return talk.TERM_LINE.format(term=labels.TERM[term.term], due=term.due_on, mark=mark, safe=term.safe_on, left=left)
