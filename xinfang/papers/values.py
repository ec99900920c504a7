"""What may stand in a paper: everything that the record holds about a case, in the words of papers.

Nothing else reaches a template. An ID number is not among it; phone and home are where the petitioner must be met.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain import papers, terms
from xinfang.domain.codes import Kind, Role, Status
from xinfang.domain.model import Petition, State, Term
from xinfang.office.office import Office
from xinfang.papers import forms
from xinfang.words import labels
from xinfang.words import papers as words

Values = dict[str, Any]
CONTACT = ("phone", "address")
SENTENCES = (
    "ground", "facts", "basis", "outcome", "review_outcome", "reexam_outcome", "supervision", "performance",
    "agreement", "result", "request", "remark", "proposal",
)  # fmt: skip
OF_A_CLAIM = ("basis", "review_organ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that is wanted: its kind, the case, the day, by whom, and the words given beside the record."""

    form: papers.Form
    state: State
    office: Office
    made_on: str
    by: str
    given: Mapping[str, str]


def values(wanted: Wanted, no: str = "") -> Values:
    """Return what may stand in the paper, by key; what is not known is empty."""
    made: Values = dict.fromkeys(words.VARIABLE, "")
    for part in PARTS:
        made |= {key: value for key, value in part(wanted).items() if value is not None}
    made |= {**wanted.given, "no": no}
    made |= {key: _ended(made[key]) for key in SENTENCES}
    if not wanted.form.contact:
        made = {key: value for key, value in made.items() if key not in CONTACT}
    return made


def _ended(text: str) -> str:
    """Return a text that stands as a sentence of its own with its full stop."""
    return text if not text or text.endswith(tuple(words.ENDS)) else text + words.STOP


def known(form: papers.Form) -> list[str]:
    """Return the keys that a template of this kind may use."""
    return [key for key in words.VARIABLE if form.contact or key not in CONTACT]


def known_by_use(form: papers.Form) -> tuple[list[str], list[str]]:
    """Return the keys that the shipped paper of this kind uses, and the others that its template may use."""
    used = [key for key in known(form) if re.search(rf"\b{words.VARIABLE[key][0]}\b", forms.text(form.code))]
    return used, [key for key in known(form) if key not in used]


def missing(wanted: Wanted, made: Values) -> list[str]:
    """Return the keys of what must stand in the paper and is not known."""
    return [key for key in wanted.form.needs if not made[key] and not _needless(key, wanted, made)]


def in_chinese(made: Values) -> Values:
    """Return the values under the names by which templates call them; further names stay as they were given."""
    return {words.VARIABLE[key][0] if key in words.VARIABLE else key: value for key, value in made.items()}


def day(iso: str | None) -> str:
    """Return a date as papers write it: 2026年3月5日."""
    if not iso:
        return ""
    year, month, number = (int(part) for part in iso.split("-"))
    return words.DAY.format(year=year, month=month, day=number)


def _needless(key: str, wanted: Wanted, made: Values) -> bool:
    """Return whether it may be left out: the ground itself says where to go, or nothing can be reviewed."""
    if key == "where":
        return re.search(words.TOLD_WHERE, made["ground"]) is not None
    return key in OF_A_CLAIM and wanted.form.code == "reply" and wanted.state.case.kind != Kind.CLAIM


def _due(term: Term | None) -> str | None:
    if term is None:
        return None
    told = day(term.due_on)
    return words.PROVISIONAL_DUE.format(due=told, mark=labels.PROVISIONAL) if term.provisional else told


def _safe(term: Term | None) -> str | None:
    return day(term.safe_on) if term else None


def _clock(state: State, *names: str) -> Term | None:
    """Return the last clock of these names that was not stopped, else the last one."""
    found = [t for t in state.terms if t.term in names]
    return next((t for t in reversed(found) if t.stopped_on is None), found[-1] if found else None)


def _length(term: Term | terms.TermRule | None) -> str | None:
    if term is None or term.length is None:
        return None
    return words.LENGTH.format(count=term.length, unit=term.counted_in)


def _first(state: State) -> Petition:
    """Return the petition that the case began with, as far as it stands."""
    return next((p for p in state.petitions if p.void_reason is None), state.petitions[0])


def _of_the_paper(wanted: Wanted) -> Values:
    office, form = wanted.office, wanted.form
    return {
        "organ": office.organ or office.name, "made_on": day(wanted.made_on), "clerk": wanted.by,
        "addressee": _addressee(form, wanted.state), "article": article(form, wanted.state, office.role),
        "remark": "", "request": "",
    }  # fmt: skip


def _addressee(form: papers.Form, state: State) -> str | None:
    if form.code == "service":
        return next((p.addressee for p in papers.to_serve(state)), None)
    if form.to == papers.TO_PETITIONER:
        return state.case.petitioner
    if form.to != papers.TO_UNIT:
        return None
    task = papers.supervised(state) if form.code == "supervise" else None
    if task and task.unit:
        return task.unit
    return state.case.unit or next((t.owed_by for t in state.running() if t.owed_by), None)


def article(form: papers.Form, state: State, role: str) -> str:
    """Return the articles of the regulation under which this paper is made, for this matter and office."""
    told = words.BETWEEN_ARTICLES.join(_articles(form.code, state, role))
    return words.REGULATION.format(articles=told) if told else ""


def _articles(code: str, state: State, role: str) -> Iterator[str]:
    case = state.case
    base = words.ARTICLE.get(code, "")
    informs = words.INFORMS_A_BUREAU if role == Role.BUREAU else words.INFORMS
    if code == "reply" and case.kind != Kind.CLAIM:
        yield words.ON_A_SUGGESTION if case.kind == Kind.SUGGESTION else informs
    elif base:
        yield informs if base == words.INFORMS else base
    if code == "forward" and case.kind == Kind.ACCUSATION:
        yield words.ON_AN_ACCUSATION
    if code == "refuse" and case.status == Status.FINAL:
        yield words.SETTLED_FOR_GOOD
    if code == "route" or (code == "accept" and case.kind == Kind.CLAIM):
        yield words.ROUTE_AT.format(item=words.ROUTE_ITEM["6" if code == "accept" else case.route or "6"])


def _of_the_case(wanted: Wanted) -> Values:
    case = wanted.state.case
    return {
        "case": case.no, "petitioner": case.petitioner or labels.ANONYMOUS, "kind": labels.KIND[case.kind],
        "category": case.category, "subject": case.subject, "source": labels.SOURCE[case.source],
        "source_no": case.source_no, "status": labels.STATUS[case.status], "unit": case.unit,
        "handler": case.handler, "leader": case.leader, "instruction": case.instruction,
        "accepted_on": day(case.accepted_on), "forwarded_on": day(case.forwarded_on),
        "assigned_on": day(case.assigned_on), "closed_on": day(case.closed_on),
        "settled": labels.SETTLED.get(case.settled), "result": case.outcome or case.close_reason,
        "archived_on": day(case.archived_on), "archive_no": case.archive_no, "retention": case.retention,
        "agreement": case.agreement, "agreed_on": day(case.agreed_on),
        "route": labels.ROUTE.get(case.route or ""), "where": case.unit if case.route else None,
        "ground": _ground(wanted),
    }  # fmt: skip


def _ground(wanted: Wanted) -> str | None:
    if wanted.form.code == "refuse":
        note = papers.last_note(wanted.state, ("decline",))
        return note.text if note else None
    return wanted.state.case.close_reason


def _of_the_petition(wanted: Wanted) -> Values:
    state = wanted.state
    first = _first(state)
    group = first.village_group
    home = first.address if group and first.address and group in first.address else None
    names = [a.name for a in state.attachments]
    return {
        "you": words.SEVERAL if first.people > 1 else words.ONE, "people": str(first.people),
        "representatives": first.representatives, "phone": first.phone,
        "address": home or "".join(filter(None, (group, first.address))), "channel": labels.CHANNEL[first.channel],
        "received_on": day(first.received_on), "receiver": state.case.first_receiver or first.receiver,
        "detail": first.detail or first.subject,
        "attached": words.PIECES.format(names="、".join(names), count=len(names)) if names else words.NONE_ATTACHED,
    }  # fmt: skip


def _of_the_clocks(wanted: Wanted) -> Values:
    state = wanted.state
    inform, handle = _clock(state, "inform"), _clock(state, "handle")
    assigned = next((t for t in reversed(state.terms) if t.term == "assigned" and t.owed_by), None)
    listed = [t for t in state.running() if t.ours]
    row = words.ROW
    return {
        "inform_due": _due(inform), "inform_safe": _safe(inform), "handle_due": _due(handle),
        "handle_safe": _safe(handle), "handle_length": _length(handle),
        "handle_basis": handle.basis if handle else None,
        "report_due": _due(assigned), "report_safe": _safe(assigned),
        "performance_due": _due(_clock(state, "performance")),
        "performance": _due(_clock(state, "performance")),
        "terms": [
            {row["name"]: labels.TERM[t.term], row["due"]: _due(t), row["safe"]: _safe(t), row["basis"]: t.basis}
            for t in listed
        ],
    }  # fmt: skip


def _of_the_extension(wanted: Wanted) -> Values:
    clock = papers.extended(wanted.state)
    if clock is None:
        return {}
    before = terms.recompute(replace(clock, extended_days=None), wanted.office.calendar())
    return {
        "extended_on": day(clock.extended_on), "old_due": _due(before), "new_due": _due(clock),
        "days": words.LENGTH.format(count=clock.extended_days, unit=terms.DAYS), "reason": clock.extended_why,
        "approver": clock.extended_by,
    }  # fmt: skip


def _of_the_answer(wanted: Wanted) -> Values:
    case = wanted.state.case
    return {
        "replied_on": day(case.replied_on), "opinion": labels.OPINIONS.get(case.opinion or ""),
        "outcome": case.outcome, "served_on": day(case.served_on), "review_organ": case.review_by,
        "review_days": _right(wanted, "review_request") if case.kind == Kind.CLAIM else None,
        "confirmation_days": _right(wanted, "confirmation"),
    }  # fmt: skip


def _right(wanted: Wanted, term: str) -> str | None:
    """Return how long the petitioner has, by the clock that runs or by what the office's settings say."""
    return _length(_clock(wanted.state, term) or wanted.office.terms().get(term))


def _of_the_appeals(wanted: Wanted) -> Values:
    state, case = wanted.state, wanted.state.case
    review, reexam = _clock(state, "review"), _clock(state, "reexamination")
    return {
        "review_on": day(case.review_on), "review_length": _length(review), "review_due": _due(review),
        "reviewed_on": day(case.reviewed_on), "review_opinion": labels.OPINIONS.get(case.review_opinion or ""),
        "review_outcome": case.review_outcome, "reexam_organ": case.reexam_by,
        "reexam_days": _right(wanted, "reexamination_request"), "reexam_on": day(case.reexam_on),
        "reexam_length": _length(reexam), "reexam_due": _due(reexam),
        "reexam_opinion": labels.OPINIONS.get(case.reexam_opinion or ""), "reexam_outcome": case.reexam_outcome,
    }  # fmt: skip


def _of_the_supervision(wanted: Wanted) -> Values:
    task = papers.supervised(wanted.state)
    if task is None:
        return {}
    clock = next((t for t in wanted.state.terms if t.n == task.term), None)
    return {
        "violation": labels.VIOLATION.get(task.ground or ""), "supervision": task.text,
        "advice": labels.ADVICE.get(task.advice or ""), "supervision_due": _due(clock) or day(task.due_on),
        "supervision_safe": _safe(clock),
    }  # fmt: skip


def _of_other_papers(wanted: Wanted) -> Values:
    row = words.ROW
    served = [
        {row["paper"]: words.NAME.get(p.kind, p.kind), row["no"]: p.no, row["on"]: day(p.made_on)}
        for p in papers.to_serve(wanted.state, wanted.given.get("addressee"))
    ]
    return {"documents": served, "files": list(_files(wanted.state))}


def _files(state: State) -> Iterator[dict[str, str]]:
    """Yield what lies in the archived file, in the order of its dates."""
    row = words.ROW
    for place, (on, name, no, remark) in enumerate(sorted(_pieces(state), key=lambda piece: piece[0]), 1):
        told = (str(place), day(on), name, no, remark)
        yield dict(zip((row["place"], row["on"], row["name"], row["no"], row["remark"]), told, strict=True))


def _pieces(state: State) -> Iterable[tuple[str, str, str, str]]:
    """Yield date, name, number and remark of each petition, its attachments, and each paper."""
    for p in state.petitions:
        name = words.FILE_OF_PETITION.format(channel=labels.CHANNEL[p.channel])
        yield p.received_on, name, p.no, _void(p.void_reason)
        of_it = (a for a in state.attachments if a.petition == p.n)
        yield from ((p.received_on, a.name, "", labels.FIELD["attachments"]) for a in of_it)
    for paper in state.papers:
        yield paper.made_on, words.NAME.get(paper.kind, paper.kind), paper.no, _void(paper.void_reason)


def _void(reason: str | None) -> str:
    return words.VOIDED.format(mark=labels.VOID_MARK, reason=reason) if reason else ""


def _mediated(wanted: Wanted) -> Values:
    return {"mediator": wanted.by}


PARTS: tuple[Callable[[Wanted], Values], ...] = (
    _of_the_case,
    _of_the_petition,
    _of_the_paper,
    _of_the_clocks,
    _of_the_extension,
    _of_the_answer,
    _of_the_appeals,
    _of_the_supervision,
    _of_other_papers,
    _mediated,
)
