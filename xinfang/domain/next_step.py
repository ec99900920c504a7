"""What leads on from where a case stands: no open case is without a next legal step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xinfang.domain.codes import Kind, Status

if TYPE_CHECKING:
    from xinfang.domain.model import State

ENDED = frozenset({Status.CLOSED, Status.DECLINED})

_FIRST_STEP: Mapping[Kind, tuple[str, ...]] = {
    Kind.CLAIM: ("accept", "forward", "decline"),
    Kind.SUGGESTION: ("reply", "accept", "forward"),
    Kind.ACCUSATION: ("forward", "decline"),
    Kind.OTHER: ("reply", "accept", "forward"),
}
_WITH_OTHERS = (Status.FORWARDED, Status.ASSIGNED)
_NEXT: Mapping[Status, tuple[str, ...]] = {
    Status.ACCEPTED: ("reply",),
    Status.FORWARDED: ("close", "accept"),
    Status.ASSIGNED: ("reply", "close"),
    Status.REPLIED: ("deliver",),
    Status.SERVED: ("close",),
}


def next_verbs(status: str, kind: str, *, asked_again: bool = False) -> tuple[str, ...]:
    """Return the acts that lead on from where a case stands, the usual one first; empty when nothing is to be done.

    `asked_again` says that a repeat came in after the end, whose clock runs: it wants an answer too.
    """
    if status == Status.REGISTERED:
        return _FIRST_STEP[Kind(kind)]
    if status in ENDED and asked_again:
        return ("reopen", "decline")
    if kind == Kind.ACCUSATION and status in _WITH_OTHERS:
        return ("close",)  # it is handled under that organ's own rules (art. 30)
    if kind == Kind.CLAIM and status in _WITH_OTHERS:
        return ("close", "accept")  # the unit that has it accepts and answers it, unless it comes back to us
    return _NEXT.get(Status(status), ())


def is_asked_again(state: "State") -> bool:
    """Return whether a clock of ours runs in a case that has ended."""
    return state.case.status in ENDED and any(t.ours for t in state.running())
