"""What the office must not be able to do by accident: a list of rules, each of which may refuse.

A rule takes what is asked and returns the refusal, or None. The first refusal answers (see `judge`).
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import OPEN, Kind, Refused, Status
from xinfang.domain.model import State, Term
from xinfang.domain.next_step import ENDED, is_asked_again, next_verbs
from xinfang.domain.procedure import Act

MAX_EXTENSION = 30  # 日, 条例 art. 34


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that is asked for: on which case, with what was said, for which day, on which day it is asked."""

    act: Act
    state: State
    said: Mapping[str, Any]
    on: str
    today: str

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


def _has_its_place(asked: Asked) -> Refused | None:
    status = asked.state.case.status
    if status in asked.act.way:
        return None
    if status in ENDED:
        return asked.refuse("ended_case", status=status)
    if status in OPEN and asked.act.verb == "reopen":
        return asked.refuse("still_open")
    if asked.act.verb == "extend":
        return asked.refuse("extend_not_running")
    return asked.refuse("not_now", status=status, next=next_verbs(status, asked.state.case.kind)[:1])


def _claim_is_accepted_first(asked: Asked) -> Refused | None:
    """条例 arts. 31(6), 32, 34: a handling opinion on a claim follows its acceptance, from which the 60 日 run."""
    case = asked.state.case
    if asked.act.verb == "reply" and case.kind == Kind.CLAIM and not case.accepted_on:
        return asked.refuse("reply_before_accept")
    return None


def _says_what_is_needed(asked: Asked) -> Refused | None:
    missing = [name for name in asked.act.needs if asked.said.get(name) in (None, "")]
    if not missing:
        return None
    return Refused("needs", usage=True, verb=asked.act.verb, fields=missing)


def _day_is_not_to_come(asked: Asked) -> Refused | None:
    return asked.refuse("future", on=asked.on) if asked.on > asked.today else None


def _day_follows_the_event(asked: Asked) -> Refused | None:
    case = asked.state.case
    after = case.opened_on if asked.act.verb == "note" else latest_event(asked.state, asked.act.meets)
    return asked.refuse("before_event", on=asked.on, after=after, status=case.status) if asked.on < after else None


def _set_date_is_ahead(asked: Asked) -> Refused | None:
    due = asked.said.get("due")
    return asked.refuse("due_before", due=due, on=asked.on) if due and due < asked.on else None


def _extension_is_lawful(asked: Asked) -> Refused | None:
    """条例 art. 34: once, at most 30 日, while the term runs."""
    if asked.act.verb != "extend":
        return None
    term, days = handling(asked.state), asked.said["days"]
    if term is None:
        return asked.refuse("extend_not_running")
    if term.extended_days:
        return asked.refuse("extended_twice", on=term.extended_on, days=term.extended_days)
    if not 1 <= days <= MAX_EXTENSION:
        return asked.refuse("extend_too_long", days=days, most=MAX_EXTENSION)
    return asked.refuse("extend_too_late", due=term.due_on) if asked.on > term.due_on else None


def _end_has_its_ground(asked: Asked) -> Refused | None:
    if asked.act.verb != "close" or asked.state.case.status == Status.SERVED or asked.said.get("reason"):
        return None
    return asked.refuse("close_without_answer")


def _refusing_an_ended_case_answers_a_repeat(asked: Asked) -> Refused | None:
    if asked.act.verb != "decline" or asked.state.case.status not in ENDED or is_asked_again(asked.state):
        return None
    return asked.refuse("ended_case", status=asked.state.case.status)


RULES: tuple[Callable[[Asked], Refused | None], ...] = (
    _not_void,
    _fits_the_kind,
    _has_its_place,
    _refusing_an_ended_case_answers_a_repeat,
    _claim_is_accepted_first,
    _says_what_is_needed,
    _day_is_not_to_come,
    _day_follows_the_event,
    _set_date_is_ahead,
    _extension_is_lawful,
    _end_has_its_ground,
)
