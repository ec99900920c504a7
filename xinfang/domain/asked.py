"""An act that is asked for, and what the rules ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import Refused, Role, Status
from xinfang.domain.model import State, Term
from xinfang.domain.next_step import Standing, is_sent_back, next_verbs
from xinfang.domain.procedure import Act

# What an appeal follows, and the days in which it may be asked for.
UNSERVED = {"review": "served_on", "reexamine": "review_served_on"}
RIGHT_TO = {"review": "review_request", "reexamine": "reexamination_request"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that is asked for: on which case, with what was said, for which day, on which day it is asked."""

    act: Act
    state: State
    said: Mapping[str, Any]
    on: str
    today: str
    role: str = Role.TOWNSHIP

    def refuse(self, code: str, **values: Any) -> Refused:
        """Build a refusal that names the case and the act."""
        return Refused(code, case=self.state.case.no, verb=self.act.verb, **values)


def appealed(asked: Asked) -> bool:
    """Return whether the case is under review or re-examination."""
    return asked.state.case.status in (Status.REVIEWING, Status.REEXAMINING)


def leading_on(asked: Asked) -> tuple[str, ...]:
    """Return the acts that lead on from where the case stands."""
    case = asked.state.case
    sent_back = is_sent_back(case.review_opinion, case.reexam_opinion)
    return next_verbs(Standing(status=case.status, kind=case.kind, role=asked.role, sent_back=sent_back))


def handling(state: State) -> Term | None:
    """Return the running 60-day clock, if there is one."""
    return next((t for t in state.running() if t.term == "handle"), None)
