"""What leads on from where a case stands: no open case is without a next legal step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from xinfang.domain.codes import ENDED, OPEN, Kind, ReviewOpinion, Role, Status

if TYPE_CHECKING:
    from xinfang.domain.model import State

_FIRST_STEP: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLAIM: ("accept", "forward", "decline", "route"),
    Kind.SUGGESTION: ("reply", "accept", "forward"),
    Kind.ACCUSATION: ("forward",),
    Kind.OTHER: ("reply", "accept", "forward"),
}
# A village decides nothing: it mediates, passes up, follows through. A bureau forwards and assigns (art. 22).
_FIRST_OF_A_VILLAGE = ("mediate", "forward", "close")
_FIRST_OF_A_BUREAU: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLAIM: ("forward", "assign", "decline", "route"),
    Kind.SUGGESTION: ("reply", "forward", "assign"),
    Kind.ACCUSATION: ("forward",),
    Kind.OTHER: ("reply", "forward", "assign"),
}
_WITH_OTHERS = (Status.FORWARDED, Status.ASSIGNED)
_NEXT: Mapping[Status, tuple[str, ...]] = {
    Status.ACCEPTED: ("reply",),
    Status.FORWARDED: ("close", "accept"),
    Status.ASSIGNED: ("reply", "close"),
    Status.ROUTED: ("close",),
    Status.REPLIED: ("deliver",),
    Status.SERVED: ("close",),
    Status.REVIEWING: ("reply",),
    Status.REVIEW_REPLIED: ("deliver",),
    Status.REVIEW_SERVED: ("close",),
    Status.REEXAMINING: ("reply",),
    Status.REEXAM_REPLIED: ("deliver",),
}
_BEFORE_AN_ANSWER = (Status.REGISTERED, Status.ACCEPTED, Status.FORWARDED, Status.ASSIGNED, Status.ROUTED)
_APPEAL = ("review_request",)
# Where a clock runs, what meets it; where not told here, what leads on anyhow.
_FOR_A_TERM: Mapping[str, str] = {
    "follow_up": "follow-up",
    "instruction": "instruct",
    "supervision": "supervise",
    "promise": "meet",
    "performance": "mediate",
}


class Standing(NamedTuple):
    """Where a case stands, as far as the next step hangs on it.

    `asked_again` says that a repeat came in after the end, whose clock runs: it wants an answer too. `sent_back` that
    the review or re-examination set the opinion aside, `to_follow_up` that the follow-up is still to come, `performed`
    that an agreement was kept, `may_appeal` that the days to ask for review or re-examination run.
    """

    status: str
    kind: str
    role: str = Role.TOWNSHIP
    asked_again: bool = False
    sent_back: bool = False
    to_follow_up: bool = False
    performed: bool = False
    may_appeal: bool = False
    archived: bool = False


def standing(state: "State", role: str) -> Standing:
    """Return where a case stands in an office of this role."""
    case = state.case
    return Standing(
        status=case.status, kind=case.kind, role=role, asked_again=is_asked_again(state),
        sent_back=is_sent_back(case.review_opinion, case.reexam_opinion),
        to_follow_up=any(t.term == "follow_up" for t in state.running()), archived=bool(case.archived_on),
        performed=bool(case.performed_on),
        may_appeal=any(t.term in _APPEAL for t in state.running()),
    )  # fmt: skip


def next_verbs(at: Standing) -> tuple[str, ...]:
    """Return the acts that lead on from where a case stands, the usual one first; empty when nothing is to be done."""
    if at.performed and at.status in _BEFORE_AN_ANSWER:
        return ("close",)
    if at.status == Status.REGISTERED:
        return _first_steps(at)
    if at.status in ENDED:
        return _after_the_end(at)
    return _under_way(at) if at.status in OPEN else ()


def _under_way(at: Standing) -> tuple[str, ...]:
    if at.sent_back and at.status == Status.REVIEW_SERVED:
        return ("reopen",)
    if at.status in _WITH_OTHERS:
        return _with_others(at)
    if at.role == Role.VILLAGE:
        return ("close",)  # what a deciding office began and a village goes on with
    if at.role == Role.BUREAU and at.status == Status.ACCEPTED:
        return ("assign", "close")
    return _NEXT.get(Status(at.status), ())


def _first_steps(at: Standing) -> tuple[str, ...]:
    if at.role == Role.VILLAGE:
        return _FIRST_OF_A_VILLAGE if at.kind == Kind.CLAIM else ("forward", "close")
    return (_FIRST_OF_A_BUREAU if at.role == Role.BUREAU else _FIRST_STEP)[Kind(at.kind)]


def _after_the_end(at: Standing) -> tuple[str, ...]:
    if at.asked_again:
        return _asked_again(at)
    if at.sent_back and at.status == Status.FINAL:
        return ("reopen", "archive")
    return ("follow-up",) * at.to_follow_up + ("archive",) * (not at.archived)


def _asked_again(at: Standing) -> tuple[str, ...]:
    """Return what answers a repeat after the end; the same is not taken again after re-examination (条例 art. 36)."""
    reopens = at.status != Status.FINAL or at.sent_back
    return ("review",) * (at.may_appeal and at.role != Role.VILLAGE) + ("reopen",) * reopens + ("decline",)


def _with_others(at: Standing) -> tuple[str, ...]:
    if at.kind == Kind.ACCUSATION or at.role != Role.TOWNSHIP:
        return ("close", "urge")  # it is handled under that organ's own rules (art. 30), or there is nothing to accept
    if at.kind == Kind.CLAIM:
        return ("close", "accept", "urge")  # the unit that has it accepts and answers it, unless it comes back to us
    return (*_NEXT[Status(at.status)], "urge")


def next_for_term(term: str, owed_by: str | None, at: Standing) -> tuple[str, ...]:
    """Return the acts that the clock of `term` asks for: what meets it, or urging whoever owes it."""
    if term in _FOR_A_TERM:
        return (_FOR_A_TERM[term],)
    if term == "inform" and at.role == Role.VILLAGE and at.status == Status.REGISTERED:
        return ("forward", "close")
    if owed_by and at.status not in ENDED:
        return ("urge", *(verb for verb in next_verbs(at) if verb != "urge"))
    return next_verbs(at)


def is_asked_again(state: "State") -> bool:
    """Return whether the clock of a petition runs in a case that has ended."""
    return state.case.status in ENDED and any(t.ours and t.petition is not None for t in state.running())


def is_sent_back(reviewed: str | None, reexamined: str | None) -> bool:
    """Return whether the last review or re-examination, by their opinions, set the opinion before it aside."""
    return (reexamined or reviewed) == ReviewOpinion.REVOKE
