"""Which papers (文书) there are: for whom each is, what happened before it, what must stand in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xinfang.domain.codes import ENDED, OPEN, Status
from xinfang.domain.codes import Task as Tasks
from xinfang.domain.doings import Paper, Task
from xinfang.domain.model import Note, State, Term
from xinfang.domain.procedure import DECIDES, EVERY_ROLE, NOT_A_VILLAGE

ON_THE_SPOT = ("receipt", "service")  # handed over at once, or the slip itself: no slip is for them
TO_PETITIONER, TO_UNIT, TO_SENDER, TO_NOBODY = "petitioner", "unit", "sender", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of paper.

    `since` returns the day of what the paper tells, or None where that has not happened; `first` is the command that
    makes it happen, after that which `before` names by the column it sets. `to` says to whom it goes, `needs` names
    what must stand in it, `text` what ``--text`` fills, `basis` what ``--basis`` does. `contact` papers may name the
    petitioner's phone and home, `inner` ones stay among offices. `organ` is the column that names another organ which
    decides in our place: then that one makes the paper.
    """

    code: str
    since: Callable[[State], str | None]
    first: str
    to: str = TO_PETITIONER
    roles: tuple[str, ...] = EVERY_ROLE
    needs: tuple[str, ...] = ()
    text: str = "remark"
    basis: str = "basis"
    organ: str = ""
    contact: bool = False
    inner: bool = False
    before: tuple[str, str] | None = None

    def next_act(self, state: State) -> str:
        """Return the act that is still missing before this paper."""
        if self.before and getattr(state.case, self.before[0]) is None:
            return self.before[1]
        return self.first


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
    sent_on = case.status == Status.FORWARDED or case.assigned_on is None
    return case.forwarded_on if case.unit and not case.route and sent_on else None


def assigned(state: State) -> str | None:
    """Return the day on which the matter was assigned to the unit that still has it."""
    case = state.case
    return None if case.route or case.status == Status.FORWARDED else case.assigned_on


def _passed_on(state: State) -> str | None:
    return _forwarded(state) or assigned(state)


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


def last_note(state: State, acts: Iterable[str]) -> Note | None:
    """Return the last note of these acts."""
    wanted = tuple(acts)
    return next((note for note in reversed(state.notes) if note.act in wanted), None)


_ALL = (
    Form(code="receipt", since=lambda s: s.case.opened_on, first="log-visit", needs=("petitioner",)),
    Form(code="submit", since=lambda s: s.case.opened_on, first="log-visit", to=TO_NOBODY, text="proposal", inner=True),
    Form(
        code="accept", since=lambda s: s.case.accepted_on, first="accept", roles=DECIDES, needs=("addressee",),
    ),
    Form(
        code="decline", since=_declined, first="decline", roles=NOT_A_VILLAGE, needs=("addressee", "ground", "where"),
    ),
    Form(
        code="refuse", since=_refused, first="decline", roles=NOT_A_VILLAGE, needs=("addressee", "ground", "article"),
        basis="article",
    ),
    Form(
        code="route", since=_routed, first="route", roles=NOT_A_VILLAGE, needs=("addressee", "where"),
    ),
    Form(code="forward", since=_forwarded, first="forward", to=TO_UNIT, needs=("addressee",), contact=True),
    Form(code="whereabouts", since=_passed_on, first="forward", needs=("addressee", "unit")),
    Form(
        code="assign", since=assigned, first="assign", to=TO_UNIT, roles=NOT_A_VILLAGE,
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
        needs=("addressee", "review_due"), organ="review_by",
    ),
    Form(
        code="review-opinion", since=lambda s: s.case.reviewed_on, first="reply", roles=NOT_A_VILLAGE,
        needs=(
            "addressee", "first_organ", "replied_on", "opinion", "outcome", "facts", "basis", "review_outcome",
            "reexam_organ",
        ),
        text="facts", organ="review_by", before=("review_on", "review"),
    ),
    Form(
        code="reexamine", since=lambda s: s.case.reexam_on, first="reexamine", roles=NOT_A_VILLAGE,
        needs=("addressee", "reexam_due"), organ="reexam_by",
    ),
    Form(
        code="reexam-opinion", since=lambda s: s.case.reexamined_on, first="reply", roles=NOT_A_VILLAGE,
        needs=(
            "addressee", "review_organ", "reviewed_on", "review_opinion", "review_outcome", "facts", "basis",
            "reexam_outcome",
        ),
        text="facts", organ="reexam_by", before=("reexam_on", "reexamine"),
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
