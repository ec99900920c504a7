"""The whole procedure as one table: which act is allowed where, where it leads, which clocks it meets and starts.

A lawyer can check it on one page; the manual prints it. What an act forbids beyond its place in the table
(kinds, dates, people) are the rules in `rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from xinfang.domain.codes import OPEN, Kind, Status
from xinfang.domain.model import Case

REGISTERED, ACCEPTED, FORWARDED = Status.REGISTERED, Status.ACCEPTED, Status.FORWARDED
ASSIGNED, REPLIED, SERVED = Status.ASSIGNED, Status.REPLIED, Status.SERVED
CLOSED, DECLINED = Status.CLOSED, Status.DECLINED
OPENED = tuple(status for status in Status if status in OPEN)
ALL_OF_OURS = ("inform", "handle", "assigned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of the procedure.

    `way` maps the state in which it is allowed to the state after it. `needs` names what must be said, `sets` maps
    a column of the case to what was said, `stamps` are columns that take the day of the act. `meets` and `starts`
    name terms. `kinds` are the matters it fits.
    """

    verb: str
    way: Mapping[str, str]
    needs: tuple[str, ...] = ()
    sets: Mapping[str, str] | None = None
    stamps: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(Kind)
    article: str = ""


def _stay(*states: str) -> dict[str, str]:
    return {state: state for state in states}


def _to(target: str, *states: str) -> dict[str, str]:
    return dict.fromkeys(states, target)


NOT_ACCUSATION = (Kind.CLAIM, Kind.SUGGESTION, Kind.OTHER)

PROCEDURE: Mapping[str, Act] = {
    act.verb: act
    for act in (
        Act(
            verb="accept",
            way=_to(ACCEPTED, REGISTERED, FORWARDED, ASSIGNED),
            stamps=("accepted_on",),
            meets=("inform",),
            starts=("handle",),
            kinds=NOT_ACCUSATION,
            article="22, 23, 31(6)",
        ),
        Act(
            verb="decline",
            way=_to(DECLINED, REGISTERED, ASSIGNED) | _stay(CLOSED, DECLINED),
            needs=("ground",),
            sets={"close_reason": "ground"},
            stamps=("closed_on",),
            meets=ALL_OF_OURS,
            article="22, 23",
        ),
        Act(
            verb="forward",
            way=_to(FORWARDED, REGISTERED, FORWARDED, ASSIGNED),
            needs=("to",),
            sets={"unit": "to"},
            stamps=("forwarded_on",),
            meets=("inform",),
            starts=("assigned",),
            article="22, 30",
        ),
        Act(
            verb="assign",
            way=_to(ASSIGNED, REGISTERED, FORWARDED, ASSIGNED) | _stay(ACCEPTED),
            needs=("to",),
            sets={"unit": "to"},
            stamps=("forwarded_on", "assigned_on"),
            meets=("inform",),
            starts=("assigned",),
            article="22",
        ),
        Act(
            verb="reply",
            way=_to(REPLIED, REGISTERED, ACCEPTED, ASSIGNED),
            needs=("opinion", "text"),
            sets={"opinion": "opinion", "outcome": "text"},
            stamps=("replied_on",),
            meets=ALL_OF_OURS,
            kinds=NOT_ACCUSATION,
            article="32, 34",
        ),
        Act(
            verb="deliver",
            way=_to(SERVED, REPLIED),
            needs=("how",),
            sets={"served_how": "how"},
            stamps=("served_on",),
            starts=("review_request",),
            kinds=NOT_ACCUSATION,
            article="32, 35",
        ),
        Act(
            verb="extend",
            way=_stay(ACCEPTED),
            needs=("days", "approver", "reason"),
            kinds=(Kind.CLAIM,),
            article="34",
        ),
        Act(verb="note", way=_stay(*OPENED), needs=("text",)),
        Act(
            verb="close",
            way=_to(CLOSED, *OPENED),
            needs=("settled",),
            sets={"settled": "settled", "close_reason": "reason"},
            stamps=("closed_on",),
            meets=ALL_OF_OURS,
        ),
        Act(verb="reopen", way=_to(REGISTERED, CLOSED, DECLINED), needs=("reason",)),
    )
}  # fmt: skip


def leads_to(act: Act, case: Case) -> str:
    """Return the state after `act`; a case that was accepted once is reopened as accepted."""
    if act.verb == "reopen" and case.accepted_on:
        return ACCEPTED
    return act.way[case.status]
