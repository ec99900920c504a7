"""What a case and its petition put into papers: who, what about, to whom the paper goes, how it was answered."""

from xinfang.domain import paper_forms
from xinfang.domain.codes import Kind
from xinfang.domain.model import State
from xinfang.office.office import Office
from xinfang.papers.articles import article
from xinfang.papers.wanted import Values, Wanted, clock, day, due, first, length
from xinfang.words import labels
from xinfang.words import papers as words


def of_the_paper(wanted: Wanted) -> Values:
    """Return what tells of the paper itself: who signs it, when, for whom, by which article."""
    office, form = wanted.office, wanted.form
    return {
        "organ": office.organ or office.name, "made_on": day(wanted.made_on), "clerk": wanted.by, "mediator": wanted.by,
        "addressee": _addressee(form, wanted.state), "article": article(form, wanted.state, office.role),
        "remark": "", "request": "",
    }  # fmt: skip


def _addressee(form: paper_forms.Form, state: State) -> str | None:
    if form.code == "service":
        to = next((p.addressee for p in paper_forms.to_serve(state)), None)
        return parties(state) if to and to == state.case.petitioner else to
    if form.code == "mediation":
        return parties(state)
    if form.to == paper_forms.TO_PETITIONER:
        return state.case.petitioner
    if form.to != paper_forms.TO_UNIT:
        return None
    task = paper_forms.supervised(state) if form.code == "supervise" else None
    if task and task.unit:
        return task.unit
    return state.case.unit or next((t.owed_by for t in state.running() if t.owed_by), None)


def parties(state: State) -> str:
    """Return all petitioners by name, with how many there are where more came than are named."""
    standing = {p.n for p in state.petitions if p.void_reason is None}
    theirs = [p for p in state.petitioners if p.petition in standing and p.name and not p.only_speaks]
    names = list(dict.fromkeys(p.name for p in theirs))
    people = first(state).people
    if len(names) <= 1:
        return state.case.petitioner
    told = words.ALL_NAMES if people <= len(names) else words.AND_OTHERS
    return told.format(names="、".join(names), people=people)


def of_the_case(wanted: Wanted) -> Values:
    """Return what the case holds."""
    case = wanted.state.case
    return {
        "case": case.no, "petitioner": case.petitioner or labels.ANONYMOUS, "kind": labels.KIND[case.kind],
        "category": case.category, "subject": case.subject, "source": labels.SOURCE[case.source],
        "source_no": case.source_no, "status": labels.STATUS[case.status], "unit": case.unit,
        "handler": case.handler, "leader": case.leader, "instruction": case.instruction,
        "accepted_on": day(case.accepted_on), "forwarded_on": day(case.forwarded_on),
        "assigned_on": day(paper_forms.assigned(wanted.state)), "closed_on": day(case.closed_on),
        "settled": labels.SETTLED.get(case.settled), "result": case.outcome or case.close_reason,
        "archived_on": day(case.archived_on), "archive_no": case.archive_no, "retention": case.retention,
        "agreement": case.agreement, "agreed_on": day(case.agreed_on),
        "route": labels.ROUTE.get(case.route or ""), "where": case.unit if case.route else None,
        "ground": _ground(wanted),
    }  # fmt: skip


def _ground(wanted: Wanted) -> str | None:
    if wanted.form.code == "refuse":
        note = paper_forms.last_note(wanted.state, ("decline",))
        return note.text if note else None
    return wanted.state.case.close_reason


def of_the_petition(wanted: Wanted) -> Values:
    """Return what the petition holds that the case began with."""
    state = wanted.state
    opening = first(state)
    group = opening.village_group
    home = opening.address if group and opening.address and group in opening.address else None
    names = [a.name for a in state.attachments]
    return {
        "you": words.SEVERAL if opening.people > 1 else words.ONE, "people": str(opening.people),
        "representatives": opening.representatives, "phone": opening.phone,
        "address": home or "".join(filter(None, (group, opening.address))), "channel": labels.CHANNEL[opening.channel],
        "received_on": day(opening.received_on), "receiver": state.case.first_receiver or opening.receiver,
        "detail": opening.detail or opening.subject,
        "attached": words.PIECES.format(names="、".join(names), count=len(names)) if names else words.NONE_ATTACHED,
    }  # fmt: skip


def of_the_answer(wanted: Wanted) -> Values:
    """Return what was answered, and where the petitioner may go from there."""
    case, office = wanted.state.case, wanted.office
    ours = office.organ or office.name
    return {
        "first_organ": ours if case.replied_on else case.unit,
        "replied_on": day(case.replied_on), "opinion": labels.OPINIONS.get(case.opinion or ""),
        "outcome": case.outcome, "served_on": day(case.served_on), "review_organ": _reviewer(wanted),
        "review_days": _right(wanted, "review_request") if case.kind == Kind.CLAIM else None,
        "confirmation_days": _right(wanted, "confirmation"),
    }  # fmt: skip


def _right(wanted: Wanted, term: str) -> str | None:
    """Return how long the petitioner has, by the clock that runs or by what the office's settings say."""
    return length(clock(wanted.state, term) or wanted.office.terms().get(term))


def _reviewer(wanted: Wanted) -> str | None:
    """Return who reviews, or who did: we where the opinion is ours; before that the organ above us."""
    case, office = wanted.state.case, wanted.office
    if case.review_by or case.reviewed_on:
        return case.review_by or office.organ or office.name
    return _superior(office) if wanted.form.code == "reply" else None


def _superior(office: Office) -> str | None:
    return office.superior or None


def of_the_appeals(wanted: Wanted) -> Values:
    """Return what became of review and re-examination."""
    state, case = wanted.state, wanted.state.case
    review, reexam = clock(state, "review"), clock(state, "reexamination")
    return {
        "review_on": day(case.review_on), "review_length": length(review), "review_due": due(review),
        "reviewed_on": day(case.reviewed_on), "review_opinion": labels.OPINIONS.get(case.review_opinion or ""),
        "review_outcome": case.review_outcome, "reexam_organ": case.reexam_by or _superior(wanted.office),
        "reexam_days": _right(wanted, "reexamination_request"), "reexam_on": day(case.reexam_on),
        "reexam_length": length(reexam), "reexam_due": due(reexam),
        "reexam_opinion": labels.OPINIONS.get(case.reexam_opinion or ""), "reexam_outcome": case.reexam_outcome,
    }  # fmt: skip
