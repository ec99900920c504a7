"""What the office must not be able to do by accident: a list of rules, each of which may refuse.

A rule takes what is asked and returns the refusal, or None. The first refusal answers (see `judge`).
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import ENDED, OPEN, Kind, Opinion, Refused, ReviewOpinion, Role, Status
from xinfang.domain.model import State, Term
from xinfang.domain.next_step import Standing, is_asked_again, is_sent_back, next_verbs
from xinfang.domain.procedure import Act

MAX_EXTENSION = 30  # 日, 条例 art. 34
RIGHT_TO = {"review": "review_request", "reexamine": "reexamination_request"}  # the days for an appeal
UNSERVED = {"review": "served_on", "reexamine": "review_served_on"}  # what an appeal follows
SPOKEN_OF = ("extend", "join")  # what has a sentence of its own where it has no place
STILL_OPEN = ("reopen", "archive", "follow-up")  # what follows the end


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


def judge(asked: Asked) -> None:
    """Raise the first refusal among the `RULES`."""
    for rule in RULES:
        if refusal := rule(asked):
            raise refusal


def judge_place(asked: Asked) -> None:
    """Raise the first refusal that no further word could change: the act does not fit where the case stands."""
    for rule in RULES[: RULES.index(_says_what_is_needed)]:
        if refusal := rule(asked):
            raise refusal


def latest_event(state: State, meets: Container[str]) -> str:
    """Return the latest of the days that an act must follow: since when it stands here, when its clocks began."""
    return max(state.case.status_on, *(t.started_on for t in state.running() if t.term in meets), "")


def handling(state: State) -> Term | None:
    """Return the running 60-day clock, if there is one."""
    return next((t for t in state.running() if t.term == "handle"), None)


def _not_void(asked: Asked) -> Refused | None:
    return asked.refuse("void_case") if asked.state.case.status == Status.VOID else None


def _fits_the_kind(asked: Asked) -> Refused | None:
    kind = asked.state.case.kind
    if kind in asked.act.kinds:
        return None
    if kind == Kind.ACCUSATION:
        return asked.refuse(f"accusation_{asked.act.verb}" if asked.act.verb == "accept" else "accusation_no_answer")
    return asked.refuse("kind_unfit", kind=kind)


def _fits_the_role(asked: Asked) -> Refused | None:
    """条例 arts. 22, 23: a village decides nothing, a petition bureau forwards and assigns instead of handling."""
    act, case = asked.act, asked.state.case
    if asked.role not in act.roles:
        return asked.refuse("role_unfit", role=asked.role, next=_next_verbs(asked)[:2])
    answers = asked.role == Role.BUREAU and act.verb == "reply" and case.kind == Kind.CLAIM and not _appealed(asked)
    if answers and case.status in act.way:
        return asked.refuse("role_unfit", role=asked.role, next=_next_verbs(asked)[:2])
    return None


def _appealed(asked: Asked) -> bool:
    return asked.state.case.status in (Status.REVIEWING, Status.REEXAMINING)


def _next_verbs(asked: Asked) -> tuple[str, ...]:
    case = asked.state.case
    sent_back = is_sent_back(case.review_opinion, case.reexam_opinion)
    return next_verbs(Standing(status=case.status, kind=case.kind, role=asked.role, sent_back=sent_back))


def _is_not_joined(asked: Asked) -> Refused | None:
    case = asked.state.case
    if case.status != Status.JOINED or case.status in asked.act.way:
        return None
    return asked.refuse("joined_case", into=case.joined_to)


def _follows_its_answer(asked: Asked) -> Refused | None:
    """条例 arts. 35, 36: review and re-examination are of an opinion that was served."""
    case, verb = asked.state.case, asked.act.verb
    taken_in = case.review_on if verb == "review" else None
    if verb not in UNSERVED or getattr(case, UNSERVED[verb]) or taken_in or asked.act.flag:
        return None
    return asked.refuse(f"unserved_{verb}")


def _is_not_over(asked: Asked) -> Refused | None:
    status = asked.state.case.status
    if status in asked.act.way or status not in ENDED:
        return None
    return asked.refuse("final_case") if status == Status.FINAL else asked.refuse("ended_case", status=status)


def _has_its_place(asked: Asked) -> Refused | None:
    case, verb = asked.state.case, asked.act.verb
    if case.status in asked.act.way:
        return None
    if verb in STILL_OPEN:
        word = verb.replace("-", "_")
        return asked.refuse(f"open_{word}")
    if verb in SPOKEN_OF:
        return asked.refuse(f"nowhere_{verb}")
    return asked.refuse("not_now", status=case.status, next=_next_verbs(asked)[:1])


def _claim_is_accepted_first(asked: Asked) -> Refused | None:
    """条例 arts. 31(6), 32, 34: a handling opinion on a claim follows its acceptance, from which the 60 日 run."""
    case = asked.state.case
    if asked.act.verb == "reply" and case.kind == Kind.CLAIM and not case.accepted_on and not _appealed(asked):
        return asked.refuse("reply_before_accept")
    return None


def _reviewed_once(asked: Asked) -> Refused | None:
    """条例 art. 35: review is asked for once."""
    review_on = asked.state.case.review_on
    return asked.refuse("review_twice", on=review_on) if asked.act.verb == "review" and review_on else None


def _final_is_not_reopened(asked: Asked) -> Refused | None:
    """条例 art. 36: after re-examination the same facts and reasons are not taken again, unless it was set aside."""
    case = asked.state.case
    if asked.act.verb != "reopen" or is_sent_back(case.review_opinion, case.reexam_opinion):
        return None
    if case.status == Status.FINAL:
        return asked.refuse("final_case")
    return asked.refuse("open_reopen") if case.status in OPEN else None


def _one_leader(asked: Asked) -> Refused | None:
    leader = asked.state.case.leader
    return asked.refuse("second_leader", leader=leader) if asked.act.verb == "lead" and leader else None


def _was_sent_to_us(asked: Asked) -> Refused | None:
    """条例 art. 23: an objection is against what another organ forwarded or assigned to us, within 5 工作日."""
    if asked.act.verb != "object" or asked.state.case.status not in asked.act.way:
        return None
    clock = next((t for t in asked.state.running() if t.term == "object"), None)
    if clock is None:
        return asked.refuse("object_own")
    return asked.refuse("object_too_late", due=clock.due_on) if asked.on > clock.due_on else None


def _is_simple(asked: Asked) -> Refused | None:
    """Simple handling is for what comes for the first time; the way back needs a simple clock that runs."""
    if asked.act.verb != "accept" or asked.said.get("simple") is None:
        return None
    state = asked.state
    runs = any(t.term == "simple" for t in state.running())
    if asked.act.flag and asked.said["simple"]:
        return asked.refuse("simple_too_late")
    if asked.act.flag:
        return None if runs else asked.refuse("not_simple_now")
    if asked.said["simple"] and (state.case.kind != Kind.CLAIM or any(p.repeat for p in state.petitions)):
        return asked.refuse("not_simple")
    return None


def _has_somebody_to_urge(asked: Asked) -> Refused | None:
    if asked.act.flag:
        return None
    told = asked.said.get("to") or asked.state.case.unit or any(t.owed_by for t in asked.state.running())
    return asked.refuse("nobody_to_urge") if asked.act.verb in ("urge", "supervise") and not told else None


def _archived_once(asked: Asked) -> Refused | None:
    archived_on = asked.state.case.archived_on
    return asked.refuse("archived_twice", on=archived_on) if asked.act.verb == "archive" and archived_on else None


def _agreement_is_there(asked: Asked) -> Refused | None:
    if asked.act.verb != "mediate" or not asked.act.flag or asked.state.case.agreed_on:
        return None
    return asked.refuse("no_agreement")


def _says_what_is_needed(asked: Asked) -> Refused | None:
    missing = [name for name in asked.act.needs if asked.said.get(name) in (None, "")]
    if not missing:
        return None
    return Refused("needs", usage=True, verb=asked.act.verb, fields=missing)


def _day_is_not_to_come(asked: Asked) -> Refused | None:
    return asked.refuse("future", on=asked.on) if asked.on > asked.today else None


def _opinion_fits(asked: Asked) -> Refused | None:
    """条例 arts. 32, 35, 36: a handling opinion supports or not; a review upholds, changes or sets aside."""
    said = asked.said.get("opinion")
    if asked.act.verb != "reply":
        return None
    fitting = ReviewOpinion if _appealed(asked) else Opinion
    return None if said in tuple(fitting) else asked.refuse("opinion_unfit", opinion=said, opinions=list(fitting))


def _appeal_is_in_time(asked: Asked) -> Refused | None:
    """条例 arts. 35, 36: within 30 日 of being served; later only for a reason that is written down."""
    if asked.act.verb not in UNSERVED or asked.said.get("reason"):
        return None
    clock = next((t for t in reversed(asked.state.terms) if t.term == RIGHT_TO[asked.act.verb]), None)
    return asked.refuse("appeal_too_late", due=clock.due_on) if clock and asked.on > clock.due_on else None


def _hearing_has_its_days(asked: Asked) -> Refused | None:
    until = asked.said.get("until")
    if asked.act.verb != "hear" or not until:
        return None
    if until < asked.on:
        return asked.refuse("hearing_backwards", until=until, on=asked.on)
    return asked.refuse("future", on=until) if until > asked.today else None


def _date_has_its_task(asked: Asked) -> Refused | None:
    """A date belongs to what was promised or agreed: alone it would be lost."""
    of = {"meet": "promise", "mediate": "agreement"}.get(asked.act.verb)
    if of is None or asked.act.flag or not asked.said.get("due") or asked.said.get(of):
        return None
    return Refused("needs", usage=True, verb=asked.act.verb, fields=[of])


def _somebody_came(asked: Asked) -> Refused | None:
    people = asked.said.get("people")
    return Refused("no_heads", people=people) if people is not None and people < 1 else None


def _sum_is_positive(asked: Asked) -> Refused | None:
    return asked.refuse("no_sum") if asked.act.verb == "aid" and asked.said["sum"] <= 0 else None


def _day_follows_the_event(asked: Asked) -> Refused | None:
    case = asked.state.case
    if asked.on < case.opened_on:
        return asked.refuse("before_opening", on=asked.on, after=case.opened_on)
    after = _what_it_follows(asked)
    return asked.refuse("before_event", on=asked.on, after=after, status=case.status) if asked.on < after else None


def _what_it_follows(asked: Asked) -> str:
    """Return the day that an act must follow; what may be told at any time follows its own beginning only."""
    if not asked.act.anytime:
        return latest_event(asked.state, (*asked.act.meets, *asked.act.stops))
    return (asked.state.case.agreed_on or "") if asked.act.verb == "mediate" and asked.act.flag else ""


def _set_date_is_ahead(asked: Asked) -> Refused | None:
    due = asked.said.get("due")
    return asked.refuse("due_before", due=due, on=asked.on) if due and due < asked.on else None


def _extension_is_lawful(asked: Asked) -> Refused | None:
    """条例 art. 34: once, at most 30 日, while the term runs."""
    if asked.act.verb != "extend":
        return None
    term, days = handling(asked.state), asked.said["days"]
    if term is None:
        return asked.refuse("nowhere_extend")
    if term.extended_days:
        return asked.refuse("extended_twice", on=term.extended_on, days=term.extended_days)
    if not 1 <= days <= MAX_EXTENSION:
        return asked.refuse("extend_too_long", days=days, most=MAX_EXTENSION)
    return asked.refuse("extend_too_late", due=term.due_on) if asked.on > term.due_on else None


def _end_has_its_ground(asked: Asked) -> Refused | None:
    case = asked.state.case
    sent_back = is_sent_back(case.review_opinion, case.reexam_opinion)
    answered = not sent_back and (case.status in (Status.SERVED, Status.REVIEW_SERVED) or case.performed_on)
    if asked.act.verb != "close" or answered or asked.said.get("reason"):
        return None
    return asked.refuse("close_without_answer")


def _refusing_an_ended_case_answers_a_repeat(asked: Asked) -> Refused | None:
    status = asked.state.case.status
    if asked.act.verb != "decline" or status not in ENDED or is_asked_again(asked.state):
        return None
    return asked.refuse("final_case") if status == Status.FINAL else asked.refuse("ended_case", status=status)


RULES: tuple[Callable[[Asked], Refused | None], ...] = (
    _not_void,
    _is_not_joined,
    _fits_the_kind,
    _fits_the_role,
    _follows_its_answer,
    _is_not_over,
    _has_its_place,
    _final_is_not_reopened,
    _refusing_an_ended_case_answers_a_repeat,
    _claim_is_accepted_first,
    _reviewed_once,
    _one_leader,
    _archived_once,
    _agreement_is_there,
    _says_what_is_needed,
    _has_somebody_to_urge,
    _was_sent_to_us,
    _is_simple,
    _opinion_fits,
    _sum_is_positive,
    _somebody_came,
    _date_has_its_task,
    _day_is_not_to_come,
    _day_follows_the_event,
    _appeal_is_in_time,
    _hearing_has_its_days,
    _set_date_is_ahead,
    _extension_is_lawful,
    _end_has_its_ground,
)
