"""Papers (文书): when each may be made, and the entries that make, serve and void one.

A paper leaves the house under a number: it is never taken back, only marked void. What stands in it is put together
elsewhere; here is what the procedure says of it.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain import effects
from xinfang.domain.codes import Refused, Status
from xinfang.domain.doings import Paper
from xinfang.domain.model import Entry, State
from xinfang.domain.paper_forms import FORMS, Form

# Opinions whose service starts the time to object: it is recorded by the act of serving, which starts that clock,
# and stands in a column of the case.
SERVED_BY_DELIVER: Mapping[str, str] = {
    Status.REPLIED: "reply", Status.REVIEW_REPLIED: "review-opinion", Status.REEXAM_REPLIED: "reexam-opinion",
}  # fmt: skip
SERVED_ON: Mapping[str, str] = {
    "reply": "served_on", "review-opinion": "review_served_on", "reexam-opinion": "reexam_served_on",
}  # fmt: skip
RIGHTS = ("review_request", "reexamination_request")


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """The next free number of a kind and year, as the ledger gave it out under its write lock."""

    no: str
    year: int
    serial: int


def judge(form: Form, state: State, role: str, made_on: str, today: str) -> None:
    """Raise the first refusal: the office, where the case stands, or the day does not allow this paper."""
    case = state.case
    if role not in form.roles:
        allowed = [f.code for f in FORMS.values() if role in f.roles]
        raise Refused("paper_role", role=role, paper=form.code, papers=allowed)
    if case.status == Status.VOID:
        raise Refused("void_case", case=case.no, verb="paper")
    if case.status == Status.JOINED and form.code != "archive":
        raise Refused("joined_case", case=case.no, into=case.joined_to)
    _judge_organ(form, state)
    since = form.since(state)
    if since is None:
        raise _too_soon(form, state)
    if made_on > today:
        raise Refused("future_field", field="made_on", on=made_on)
    if made_on < since:
        raise Refused("paper_too_early", case=case.no, paper=form.code, on=made_on, after=since)
    if form.code == "refuse":
        _judge_refusal(state, made_on)


def _judge_organ(form: Form, state: State) -> None:
    """条例 arts. 35, 36: what another organ reviews, that organ tells of in its own name."""
    organ = getattr(state.case, form.organ) if form.organ else None
    if organ:
        raise Refused("paper_of_others", case=state.case.no, field=form.organ, organ=organ, paper=form.code)


def _judge_refusal(state: State, made_on: str) -> None:
    """条例 arts. 35, 36: nobody is turned away who may still ask for review or re-examination."""
    right = next((t for t in state.running() if t.term in RIGHTS and t.due_on >= made_on), None)
    if right:
        raise Refused("still_may_appeal", case=state.case.no, due=right.due_on, right=right.term)


def _too_soon(form: Form, state: State) -> Refused:
    if form.code == "urge":
        return Refused("ended_case", case=state.case.no, status=state.case.status, verb="urge")
    act = form.next_act(state)
    return Refused("paper_not_yet", case=state.case.no, paper=form.code, verb=act, command=act)


def make(
    form: Form, state: State, number: PaperNumber, addressee: str, given: Mapping[str, str], file: str, on: str, by: str
) -> Entry:
    """Make a paper under `number`, which lies in `file`; `given` are the words that were not in the record."""
    n = max((p.n for p in state.papers), default=0) + 1
    made = Paper(
        n=n, kind=form.code, year=number.year, serial=number.serial, no=number.no, made_on=on,
        addressee=addressee or None, file=file,
    )  # fmt: skip
    said: dict[str, Any] = {"paper": form.code, "no": number.no}
    said |= {"addressee": addressee} if addressee else {}
    said |= {"given": dict(given)} if given else {}
    return effects.entry("paper", state, replace(state, papers=(*state.papers, made)), said, on, by)


def former(state: State, kind: str) -> Paper | None:
    """Return the last paper of this kind that stands."""
    return next((p for p in reversed(state.papers) if p.kind == kind and p.void_reason is None), None)


def serve(state: State, paper: Paper, on: str, how: str, signed_by: str | None, why: str, by: str, today: str) -> Entry:
    """Record that a paper was served; once more only with a reason, as a correction.

    Raises Refused: it is void, the day is before it was made or to come, or its service is an act of its own.
    """
    if paper.void_reason is not None:
        raise Refused("paper_void", no=paper.no)
    if paper.kind in SERVED_ON:
        raise _served_by_act(state, paper)
    if paper.served_on and not why:
        raise Refused("paper_served", no=paper.no, on=paper.served_on)
    if on > today:
        raise Refused("future_field", field="served_on", on=on)
    if on < paper.made_on:
        raise Refused("served_too_early", no=paper.no, on=on, after=paper.made_on)
    after = _with(state, replace(paper, served_on=on, served_how=how, signed_by=signed_by))
    said = {"no": paper.no, "how": how, "signed_by": signed_by, "reason": why}
    return effects.entry("paper-served", state, after, {k: v for k, v in said.items() if v}, on, by)


def _served_by_act(state: State, paper: Paper) -> Refused:
    """Return what to do instead: serve it by the act, or set right what that act recorded."""
    on = getattr(state.case, SERVED_ON[paper.kind]) or paper.served_on
    if on is None:
        return Refused("serve_by_deliver", case=state.case.no, paper=paper.kind)
    if paper.kind == "reply":
        return Refused("served_by_deliver", case=state.case.no, paper=paper.kind, on=on)
    return Refused("opinion_served", case=state.case.no, paper=paper.kind, on=on)


def void(state: State, paper: Paper, why: str, on: str, by: str) -> Entry:
    """Mark a paper as void; its number stays taken.

    Raises Refused: it is void already.
    """
    if paper.void_reason is not None:
        raise Refused("paper_void", no=paper.no)
    after = _with(state, replace(paper, void_reason=why))
    return effects.entry("paper-void", state, after, {"no": paper.no, "reason": why}, on, by)


def served_with(state: State, kinds: Container[str], on: str, how: str, signed_by: str | None = None) -> State:
    """Return the state with the newest unserved paper of these kinds marked as served, where there is one."""
    fitting = [p for p in unserved(state) if p.kind in kinds and p.made_on <= on]
    if not fitting:
        return state
    return _with(state, replace(fitting[-1], served_on=on, served_how=how, signed_by=signed_by))


def unserved(state: State) -> list[Paper]:
    """Return the papers that stand and were not served, oldest first."""
    return [p for p in state.papers if p.void_reason is None and p.served_on is None]


def _with(state: State, paper: Paper) -> State:
    return replace(state, papers=tuple(paper if p.n == paper.n else p for p in state.papers))
