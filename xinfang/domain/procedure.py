"""The whole procedure as one table: which act is allowed where, where it leads, which clocks it meets and starts.

A lawyer can check it on one page; the reference prints it. What an act forbids beyond its place in the table
(dates, people, what was said) are the rules in `rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import ENDED, OPEN, Kind, Role, Status
from xinfang.domain.model import Case
from xinfang.domain.steps import ALL_OF_OURS

REGISTERED, ACCEPTED, FORWARDED = Status.REGISTERED, Status.ACCEPTED, Status.FORWARDED
ASSIGNED, ROUTED, REPLIED, SERVED = Status.ASSIGNED, Status.ROUTED, Status.REPLIED, Status.SERVED
REVIEWING, REVIEW_REPLIED, REVIEW_SERVED = Status.REVIEWING, Status.REVIEW_REPLIED, Status.REVIEW_SERVED
REEXAMINING, REEXAM_REPLIED = Status.REEXAMINING, Status.REEXAM_REPLIED
CLOSED, DECLINED, RETURNED, FINAL, JOINED = (
    Status.CLOSED, Status.DECLINED, Status.RETURNED, Status.FINAL, Status.JOINED,
)  # fmt: skip
OPENED = tuple(status for status in Status if status in OPEN)
AT_AN_END = tuple(status for status in Status if status in ENDED)
TASKS = ("instruction", "supervision", "promise")
OF_OTHERS = ("object", "review", "reexamination", *TASKS, "performance")  # what nobody waits for after the end
EVERY_ROLE = tuple(Role)
NOT_A_VILLAGE = (Role.TOWNSHIP, Role.BUREAU)  # a village is no deciding organ
DECIDES = (Role.TOWNSHIP,)  # a petition bureau forwards and assigns (art. 22), it does not decide
CLAIMS = (Kind.CLAIM,)
NOT_ACCUSATION = (Kind.CLAIM, Kind.SUGGESTION, Kind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One row of the procedure.

    `way` maps the state in which the act is allowed to the state after it. `needs` names what must be said, `sets` maps
    a column of the case to what was said, `stamps` are columns that take the day of the act. `meets`, `stops` and
    `starts` name terms. `kinds` are the matters and `roles` the offices it fits. A row with a `flag` is meant where
    that was said. `anytime` acts may be dated back to the day on which the case was opened.
    """

    verb: str
    way: Mapping[str, str]
    needs: tuple[str, ...] = ()
    sets: Mapping[str, str] | None = None
    stamps: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = tuple(Kind)
    roles: tuple[str, ...] = EVERY_ROLE
    flag: str = ""
    anytime: bool = False
    article: str = ""


def _stay(*states: str) -> dict[str, str]:
    return {state: state for state in states}


def _to(target: str, *states: str) -> dict[str, str]:
    return dict.fromkeys(states, target)


PROCEDURE: tuple[Act, ...] = (
    # within the inform term: one of these
    Act(
        verb="accept",
        way=_to(ACCEPTED, REGISTERED, FORWARDED, ASSIGNED, ROUTED),
        stamps=("accepted_on",),
        meets=("inform",),
        stops=("object",),
        starts=("handle", "simple"),
        kinds=NOT_ACCUSATION,
        roles=DECIDES,
        article="22, 23, 31(6)",
    ),
    Act(
        verb="accept",
        flag="simple",
        way=_stay(ACCEPTED),
        needs=("simple",),
        kinds=CLAIMS,
        roles=DECIDES,
    ),
    Act(
        verb="decline",
        way=_to(DECLINED, REGISTERED, ASSIGNED),
        needs=("ground",),
        sets={"close_reason": "ground"},
        stamps=("closed_on",),
        meets=ALL_OF_OURS,
        stops=OF_OTHERS,
        roles=NOT_A_VILLAGE,
        article="22, 23",
    ),
    Act(  # 不再受理: the answer to who asks again after the end, which stays as it was
        verb="decline",
        way=_stay(CLOSED, DECLINED, RETURNED, FINAL),
        needs=("ground",),
        meets=ALL_OF_OURS,
        article="22, 23, 36",
    ),
    Act(
        verb="route",
        way=_to(ROUTED, REGISTERED, FORWARDED, ASSIGNED, ACCEPTED),
        needs=("route", "to"),
        sets={"route": "route", "unit": "to"},
        stamps=("forwarded_on",),
        meets=("inform",),
        stops=("object", "handle", "simple"),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="31(1)-(5)",
    ),
    Act(
        verb="forward",
        way=_to(FORWARDED, REGISTERED, FORWARDED, ASSIGNED, ROUTED),
        needs=("to",),
        sets={"unit": "to"},
        stamps=("forwarded_on",),
        meets=("inform",),
        stops=("object",),
        starts=("assigned",),
        article="22, 23, 30",
    ),
    Act(
        verb="assign",
        way=_to(ASSIGNED, REGISTERED, FORWARDED, ASSIGNED, ROUTED) | _stay(ACCEPTED),
        needs=("to",),
        sets={"unit": "to"},
        stamps=("forwarded_on", "assigned_on"),
        meets=("inform",),
        stops=("object",),
        starts=("assigned",),
        kinds=NOT_ACCUSATION,
        roles=NOT_A_VILLAGE,
        article="22, 23",
    ),
    Act(
        verb="assign",  # the unit's answer
        flag="done",
        way=_stay(*OPENED),
        needs=("text",),
        meets=("assigned",),
        kinds=NOT_ACCUSATION,
        roles=NOT_A_VILLAGE,
        anytime=True,
    ),
    Act(
        verb="object",
        way=_to(RETURNED, REGISTERED),
        needs=("ground",),
        sets={"close_reason": "ground"},
        stamps=("closed_on",),
        meets=("object",),
        stops=(*ALL_OF_OURS, *TASKS, "performance"),
        roles=DECIDES,
        article="23",
    ),
    # while it is open
    Act(verb="note", way=_stay(*OPENED), needs=("text",), anytime=True),
    Act(verb="instruct", way=_stay(*OPENED), needs=("by_leader", "text"), sets={"instruction": "text"},
        starts=("instruction",), anytime=True),
    Act(verb="instruct", flag="done", way=_stay(*OPENED), needs=("text",), anytime=True),
    Act(
        verb="lead",
        way=_stay(*OPENED),
        needs=("leader", "handler", "text"),
        sets={"leader": "leader", "handler": "handler", "plan": "text"},
        anytime=True,
    ),
    Act(verb="meet", way=_stay(*OPENED, CLOSED), needs=("by_leader", "text"), starts=("promise",), anytime=True),
    Act(verb="meet", flag="kept", way=_stay(*OPENED), anytime=True),
    Act(verb="mediate", way=_stay(*OPENED), needs=("text",), starts=("performance", "confirmation"),
        kinds=NOT_ACCUSATION, anytime=True),
    Act(verb="mediate", flag="kept", way=_stay(*OPENED), stamps=("performed_on",), meets=("performance",),
        kinds=NOT_ACCUSATION, anytime=True),
    Act(
        verb="hear",
        way=_stay(ACCEPTED, REVIEWING, REEXAMINING),
        needs=("text",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="31(6), 36",
    ),
    Act(verb="urge", way=_stay(*OPENED), anytime=True),
    Act(
        verb="supervise",
        way=_stay(*OPENED),
        needs=("violation", "text"),
        starts=("supervision",),
        roles=NOT_A_VILLAGE,
        anytime=True,
        article="40",
    ),
    Act(verb="supervise", flag="done", way=_stay(*OPENED), needs=("text",), roles=NOT_A_VILLAGE, anytime=True,
        article="40"),
    Act(
        verb="extend",
        way=_stay(ACCEPTED),
        needs=("days", "approver", "reason"),
        kinds=CLAIMS,
        roles=DECIDES,
        article="34",
    ),
    # the answer
    Act(
        verb="reply",
        way=_to(REPLIED, REGISTERED, ACCEPTED, ASSIGNED),
        needs=("opinion", "text"),
        sets={"opinion": "opinion", "outcome": "text"},
        stamps=("replied_on",),
        meets=ALL_OF_OURS,
        stops=("object",),
        kinds=NOT_ACCUSATION,
        roles=NOT_A_VILLAGE,
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
        roles=NOT_A_VILLAGE,
        article="32, 35",
    ),
    # the two appeals
    Act(
        verb="review",
        way=_to(REVIEWING, SERVED, CLOSED),
        sets={"review_by": "to"},
        stamps=("review_on",),
        meets=("review_request", "inform"),
        stops=("follow_up",),
        starts=("review",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="35",
    ),
    Act(  # of an opinion that another organ gave and served
        verb="review",
        flag="served",
        way=_to(REVIEWING, REGISTERED, FORWARDED, ASSIGNED, CLOSED),
        sets={"review_by": "to"},
        stamps=("review_on",),
        meets=("review_request", "inform"),
        stops=("follow_up", "object"),
        starts=("review",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="35",
    ),
    Act(
        verb="reply",
        way=_to(REVIEW_REPLIED, REVIEWING),
        needs=("opinion", "text"),
        sets={"review_opinion": "opinion", "review_outcome": "text"},
        stamps=("reviewed_on",),
        meets=("review",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="35",
    ),
    Act(
        verb="deliver",
        way=_to(REVIEW_SERVED, REVIEW_REPLIED),
        needs=("how",),
        stamps=("review_served_on",),
        starts=("reexamination_request",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="36",
    ),
    Act(
        verb="reexamine",
        way=_to(REEXAMINING, REVIEW_SERVED, CLOSED),
        sets={"reexam_by": "to"},
        stamps=("reexam_on",),
        meets=("reexamination_request", "inform"),
        stops=("follow_up",),
        starts=("reexamination",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="36",
    ),
    Act(  # of a review opinion that another organ gave and served
        verb="reexamine",
        flag="served",
        way=_to(REEXAMINING, REGISTERED, FORWARDED, ASSIGNED, CLOSED),
        sets={"reexam_by": "to"},
        stamps=("reexam_on",),
        meets=("reexamination_request", "inform"),
        stops=("follow_up", "object"),
        starts=("reexamination",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="36",
    ),
    Act(
        verb="reply",
        way=_to(REEXAM_REPLIED, REEXAMINING),
        needs=("opinion", "text"),
        sets={"reexam_opinion": "opinion", "reexam_outcome": "text"},
        stamps=("reexamined_on",),
        meets=("reexamination",),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="36",
    ),
    Act(
        verb="deliver",
        way=_to(FINAL, REEXAM_REPLIED),
        needs=("how",),
        stamps=("reexam_served_on", "closed_on"),
        meets=ALL_OF_OURS,
        stops=(*TASKS, "performance"),
        kinds=CLAIMS,
        roles=NOT_A_VILLAGE,
        article="36",
    ),
    # the end, and after it
    Act(
        verb="close",
        way=_to(CLOSED, *OPENED),
        needs=("settled",),
        sets={"settled": "settled", "close_reason": "reason"},
        stamps=("closed_on",),
        meets=ALL_OF_OURS,
        stops=OF_OTHERS,
        starts=("follow_up",),
    ),
    Act(
        verb="follow-up",
        way=_stay(CLOSED, FINAL),
        needs=("office_rating", "unit_rating"),
        sets={"rated_office": "office_rating", "rated_unit": "unit_rating"},
        stamps=("followed_up_on",),
        meets=("follow_up",),
    ),
    Act(
        verb="archive",
        way=_stay(*AT_AN_END),
        needs=("retention",),
        sets={"retention": "retention", "archive_no": "archive_no"},
        stamps=("archived_on",),
    ),
    Act(verb="reopen", way=_to(REGISTERED, CLOSED, DECLINED, RETURNED, REVIEW_SERVED, FINAL), needs=("reason",)),
    # at any time
    Act(verb="aid", way=_stay(*OPENED, *AT_AN_END), needs=("sum", "from_whom"), anytime=True),
    Act(
        verb="join",
        way=_to(JOINED, REGISTERED, FORWARDED, ASSIGNED),
        needs=("into",),
        sets={"joined_to": "into"},
        stamps=("closed_on",),
        stops=(*ALL_OF_OURS, *OF_OTHERS),
    ),
    Act(verb="join", flag="apart", way=_to(REGISTERED, JOINED), needs=("reason",)),
)  # fmt: skip
TOLD_AFTER = ("done", "kept", "apart")  # flags that tell how something ended
VERBS = tuple(dict.fromkeys(act.verb for act in PROCEDURE))


def rows(verb: str) -> tuple[Act, ...]:
    """Return the rows of an act."""
    return tuple(act for act in PROCEDURE if act.verb == verb)


def row(verb: str, status: str, said: Mapping[str, Any]) -> Act:
    """Return the row that is meant from where a case stands, by what was said; where none fits, the act's first.

    Who tells that something was done, kept or taken apart means that row and no other.
    """
    flagged = [act for act in rows(verb) if act.flag and said.get(act.flag) is not None]
    meant = flagged if any(act.flag in TOLD_AFTER for act in flagged) else [*flagged, *_plain(verb)]
    return next((act for act in meant if status in act.way), (meant if flagged == meant else rows(verb))[0])


def _plain(verb: str) -> tuple[Act, ...]:
    return tuple(act for act in rows(verb) if not act.flag)


def leads_to(act: Act, case: Case) -> str:
    """Return the state after `act`; a case that was accepted once is reopened as accepted."""
    if act.verb == "reopen" and case.accepted_on:
        return ACCEPTED
    return act.way[case.status]
