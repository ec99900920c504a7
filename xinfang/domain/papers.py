"""Papers (文书): which there are, when each may be made, and the entries that make, serve and void one.

A paper leaves the house under a number: it is never taken back, only marked void. What stands in it is put together
elsewhere; here is what the procedure says of it.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain import effects
from xinfang.domain.codes import ENDED, OPEN, Refused, Role, Source, Status
from xinfang.domain.codes import Task as Tasks
from xinfang.domain.doings import Paper, Task
from xinfang.domain.model import Entry, Note, State, Term

ON_THE_SPOT = ("receipt", "service")  # handed over at once, or the slip itself: no slip is for them
TO_PETITIONER, TO_UNIT, TO_SENDER, TO_NOBODY = "petitioner", "unit", "sender", ""
EVERY_ROLE = tuple(Role)
NOT_A_VILLAGE = (Role.TOWNSHIP, Role.BUREAU)
DECIDES = (Role.TOWNSHIP,)
# Opinions whose service starts the time to object: it is recorded by the act of serving, which starts that clock.
SERVED_BY_DELIVER: Mapping[str, str] = {
    Status.REPLIED: "reply", Status.REVIEW_REPLIED: "review-opinion", Status.REEXAM_REPLIED: "reexam-opinion",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of paper.

    `since` returns the day of what the paper tells, or None where that has not happened; `first` is the command that
    makes it happen, after that which `before` names by the column it sets. `to` says to whom it goes, `needs` names
    what must stand in it, `text` what ``--text`` fills. `contact` papers may name the petitioner's phone and home,
    `inner` ones stay among offices.
    """

    code: str
    since: Callable[[State], str | None]
    first: str
    to: str = TO_PETITIONER
    roles: tuple[str, ...] = EVERY_ROLE
    needs: tuple[str, ...] = ()
    text: str = "remark"
    contact: bool = False
    inner: bool = False
    before: tuple[str, str] | None = None

    def next_act(self, state: State) -> str:
        """Return the act that is still missing before this paper."""
        if self.before and getattr(state.case, self.before[0]) is None:
            return self.before[1]
        return self.first


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """The next free number of a kind and year, as the ledger gave it out under its write lock."""

    no: str
    year: int
    serial: int


def _declined(state: State) -> str | None:
    return state.case.closed_on if state.case.status == Status.DECLINED else None


def _refused(state: State) -> str | None:
    """Return the day on which a repeat was refused after the end."""
    if state.case.status not in (Status.CLOSED, Status.FINAL):
        return None
    days = [t.met_on for t in state.terms if t.met_by == "decline" and (t.met_on or "") >= (state.case.closed_on or "")]
    return max(filter(None, days), default=None)


def _forwarded(state: State) -> str | None:
    case = state.case
    return case.forwarded_on if case.unit and not case.route and case.assigned_on != case.forwarded_on else None


def _returned(state: State) -> str | None:
    return state.case.closed_on if state.case.status == Status.RETURNED else None


def extended(state: State) -> Term | None:
    """Return the handling clock that was extended, the last one."""
    return next((t for t in reversed(state.terms) if t.extended_days), None)


def _extended(state: State) -> str | None:
    clock = extended(state)
    return clock.extended_on if clock else None


def supervised(state: State) -> Task | None:
    """Return the formal supervision that stands: the last open one, else the last."""
    tasks = [t for t in state.tasks if t.task == Tasks.SUPERVISION]
    return next((t for t in reversed(tasks) if t.done_on is None), tasks[-1] if tasks else None)


def _supervised(state: State) -> str | None:
    task = supervised(state)
    return task.on_date if task else None


def _under_way(state: State) -> str | None:
    return state.case.opened_on if state.case.status in OPEN else None


def _routed(state: State) -> str | None:
    return state.case.forwarded_on if state.case.route else None


def _ended(state: State) -> str | None:
    return state.case.closed_on if state.case.status in ENDED else None


def _something_to_serve(state: State) -> str | None:
    return max((p.made_on for p in to_serve(state)), default=None)


def to_serve(state: State, addressee: str | None = None) -> list[Paper]:
    """Return the papers that one slip of service is for, all to the same addressee.

    The unserved ones go first, else the last one; unless somebody is named those to the petitioner, else the newest's.
    """
    outward = {form.code for form in _ALL if form.to} - {*ON_THE_SPOT}
    outside = [p for p in state.papers if p.void_reason is None and p.kind in outward]
    waiting = [p for p in outside if p.served_on is None] or outside[-1:]
    theirs = {p.addressee for p in waiting}
    to = addressee or (state.case.petitioner if state.case.petitioner in theirs else None)
    return [p for p in waiting if p.addressee == (to or waiting[-1].addressee)]


_ALL = (
    Form(code="receipt", since=lambda s: s.case.opened_on, first="log-visit", needs=("petitioner",)),
    Form(code="submit", since=lambda s: s.case.opened_on, first="log-visit", to=TO_NOBODY, text="proposal", inner=True),
    Form(
        code="accept", since=lambda s: s.case.accepted_on, first="accept", roles=DECIDES, needs=("addressee",),
    ),
    Form(
        code="decline", since=_declined, first="decline", roles=NOT_A_VILLAGE, needs=("addressee", "ground", "where"),
    ),
    Form(code="refuse", since=_refused, first="decline", roles=NOT_A_VILLAGE, needs=("addressee", "ground")),
    Form(
        code="route", since=_routed, first="route", roles=NOT_A_VILLAGE, needs=("addressee", "where"),
    ),
    Form(code="forward", since=_forwarded, first="forward", to=TO_UNIT, needs=("addressee",), contact=True),
    Form(
        code="assign", since=lambda s: s.case.assigned_on, first="assign", to=TO_UNIT, roles=NOT_A_VILLAGE,
        needs=("addressee", "report_due"), text="request", contact=True, inner=True,
    ),
    Form(code="object", since=_returned, first="object", to=TO_SENDER, roles=DECIDES, needs=("addressee", "ground")),
    Form(
        code="extend", since=_extended, first="extend", roles=DECIDES,
        needs=("addressee", "old_due", "days", "new_due", "reason", "approver"),
    ),
    Form(
        code="reply", since=lambda s: s.case.replied_on, first="reply", roles=NOT_A_VILLAGE,
        needs=("addressee", "facts", "basis", "outcome", "review_organ"), text="facts",
    ),
    Form(
        code="review", since=lambda s: s.case.review_on, first="review", roles=NOT_A_VILLAGE,
        needs=("addressee", "review_due"),
    ),
    Form(
        code="review-opinion", since=lambda s: s.case.reviewed_on, first="reply", roles=NOT_A_VILLAGE,
        needs=("addressee", "facts", "basis", "review_outcome", "reexam_organ"), text="facts",
        before=("review_on", "review"),
    ),
    Form(
        code="reexamine", since=lambda s: s.case.reexam_on, first="reexamine", roles=NOT_A_VILLAGE,
        needs=("addressee", "reexam_due"),
    ),
    Form(
        code="reexam-opinion", since=lambda s: s.case.reexamined_on, first="reply", roles=NOT_A_VILLAGE,
        needs=("addressee", "facts", "basis", "reexam_outcome"), text="facts", before=("reexam_on", "reexamine"),
    ),
    Form(
        code="service", since=_something_to_serve, first="paper", needs=("addressee", "documents"), contact=True,
    ),
    Form(code="urge", since=_under_way, first="reopen", to=TO_UNIT, needs=("addressee",), text="request", inner=True),
    Form(
        code="supervise", since=_supervised, first="supervise", to=TO_UNIT, roles=NOT_A_VILLAGE,
        needs=("addressee", "violation", "supervision"), text="request", inner=True,
    ),
    Form(
        code="mediation", since=lambda s: s.case.agreed_on, first="mediate",
        needs=("addressee", "other_party", "facts", "agreement", "performance"), text="facts", contact=True,
    ),
    Form(
        code="report", since=_ended, first="close", to=TO_SENDER, needs=("addressee", "result"), text="result",
        inner=True,
    ),
    Form(code="archive", since=lambda s: s.case.archived_on, first="archive", to=TO_NOBODY, inner=True),
)  # fmt: skip
FORMS: Mapping[str, Form] = {form.code: form for form in _ALL}


def judge(form: Form, state: State, role: str, made_on: str, today: str) -> None:
    """Raise the first refusal: the office, where the case stands, or the day does not allow this paper."""
    case = state.case
    if role not in form.roles:
        allowed = [f.code for f in _ALL if role in f.roles]
        raise Refused("paper_role", role=role, paper=form.code, papers=allowed)
    if case.status == Status.VOID:
        raise Refused("void_case", case=case.no, verb="paper")
    if case.status == Status.JOINED and form.code != "archive":
        raise Refused("joined_case", case=case.no, into=case.joined_to)
    since = form.since(state)
    if since is None:
        raise _too_soon(form, state)
    if made_on > today:
        raise Refused("future_field", field="made_on", on=made_on)
    if made_on < since:
        raise Refused("paper_too_early", case=case.no, paper=form.code, on=made_on, after=since)


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
    case = state.case.no
    if paper.void_reason is not None:
        raise Refused("paper_void", no=paper.no)
    if SERVED_BY_DELIVER.get(state.case.status) == paper.kind:
        raise Refused("serve_by_deliver", case=case, paper=paper.kind)
    if paper.served_on and not why:
        raise Refused("paper_served", no=paper.no, on=paper.served_on)
    if on > today:
        raise Refused("future_field", field="served_on", on=on)
    if on < paper.made_on:
        raise Refused("served_too_early", no=paper.no, on=on, after=paper.made_on)
    after = _with(state, replace(paper, served_on=on, served_how=how, signed_by=signed_by))
    said = {"no": paper.no, "how": how, "signed_by": signed_by, "reason": why}
    return effects.entry("paper-served", state, after, {k: v for k, v in said.items() if v}, on, by)


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


def sender_is_known(source: str) -> bool:
    """Return whether a matter was sent to us: then it has a sender to answer."""
    return source != Source.OWN


def last_note(state: State, acts: Iterable[str]) -> Note | None:
    """Return the last note of these acts."""
    wanted = tuple(acts)
    return next((note for note in reversed(state.notes) if note.act in wanted), None)


def _with(state: State, paper: Paper) -> State:
    return replace(state, papers=tuple(paper if p.n == paper.n else p for p in state.papers))
