"""Disputes that the office finds itself (矛盾纠纷排查): found with the five ones, ended, asked after, a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from xinfang.domain import acts, books, effects
from xinfang.domain.book_rows import Dispute
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry, State

if TYPE_CHECKING:
    from xinfang.domain.registration import NewNumber


class Stage(StrEnum):
    """Where a dispute stands."""

    OPEN = "open"
    SETTLED = "settled"
    UNSETTLED = "unsettled"
    CASE = "case"
    VOID = "void"


ENDED = (Stage.SETTLED, Stage.UNSETTLED)
# The five ones (五个一) by the names under which they are asked for; either who leads or who does it is responsible.
FIVE = ("subject", "team", "accountable", "plan", "settle_by")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "log-dispute": FIVE, "note": ("text",), "close": ("settled", "result"), "follow-up": ("text",),
}  # fmt: skip
# What can be corrected: what is said → the column.
FIELDS: Mapping[str, str] = {
    "found_on": "found_on", "area": "area", "village_group": "village_group", "finder": "finder", "parties": "parties",
    "people": "people", "category": "category", "topic": "topic", "subject": "subject", "detail": "detail",
    "team": "team", "responsible": "leader", "person": "person", "plan": "plan", "settle_by": "due_on",
    "ended_on": "ended_on", "result": "result", "settled": "settled",
}  # fmt: skip
_TEXTS = ("subject", "team", "plan", "settle_by", "parties")  # columns that are never without a text
OF_THE_END = ("ended_on", "result", "settled")
ON_THE_DAY = ("found_on", "area", "finder", "people")  # what is never empty besides the five ones


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that is asked for: on which dispute as it would be after, with what was said, for which day."""

    verb: str
    dispute: Dispute
    said: Mapping[str, Any]
    on: str
    today: str

    def refuse(self, code: str, **values: Any) -> Refused:
        """Build a refusal that names the dispute and the act."""
        return Refused(code, case=self.dispute.no, verb=self.verb, **values)


def judge(asked: Asked) -> None:
    """Raise the first refusal among the `RULES`."""
    for rule in RULES:
        if refusal := rule(asked):
            raise refusal


def judge_place(asked: Asked) -> None:
    """Raise the first refusal that no further word could change: the act does not fit where the dispute stands."""
    for rule in RULES[: RULES.index(_says_what_is_needed)]:
        if refusal := rule(asked):
            raise refusal


def find(number: "NewNumber", said: Mapping[str, Any], today: str, by: str) -> Entry:
    """Write down a dispute that was found, under its number; `said` holds what `told` names.

    Raises Refused: one of the five ones is missing, or the dates do not fit.
    """
    dispute = told(said, today, by, number)
    judge(Asked("log-dispute", dispute, said, dispute.found_on, today))
    return effects.entry("log-dispute", State(), State(disputes=(dispute,)), said, dispute.found_on, by)


def told(said: Mapping[str, Any], today: str, by: str, number: "NewNumber | None" = None) -> Dispute:
    """Return the dispute that was told, with nothing for what was not said."""
    parties: tuple[str, ...] = said.get("parties", ())
    return Dispute(
        no=number.no if number else "", year=number.year if number else 0, serial=number.serial if number else 0,
        found_on=said.get("found_on") or today, registered_on=today,
        area=said.get("area"), village_group=said.get("village_group"), finder=said.get("finder") or by,
        parties="、".join(parties), people=said.get("people", max(len(parties), 1)), category=said.get("category"),
        topic=said.get("topic"), subject=said.get("subject") or "", detail=said.get("detail"),
        team=said.get("team") or "", leader=said.get("responsible"), person=said.get("person"),
        plan=said.get("plan") or "", due_on=said.get("settle_by") or "",
    )  # fmt: skip


def perform(verb: str, state: State, said: Mapping[str, Any], on: str, by: str, today: str) -> Entry:
    """Note something on a dispute, end it, or ask after it.

    Raises Refused: it is no act on a dispute, does not fit where it stands, or something needed was not said.
    """
    dispute = state.disputes[0]
    if verb not in _DOES:
        raise Refused("row_unfit", case=dispute.no, verb=verb)
    judge(Asked(verb, dispute, said, on, today))
    after = replace(dispute, **_DOES[verb](said, on))
    return effects.entry(verb, state, State(disputes=(after,)), said, on, by)


def became(state: State, case: str, on: str, by: str) -> Entry:
    """Link a dispute to the case that it became; it is dealt with there from now on.

    Raises Refused: it is void, became a case before, or was found later.
    """
    dispute = state.disputes[0]
    judge(Asked("became", dispute, {}, on, on))
    after = replace(dispute, status=Stage.CASE, case_no=case, ended_on=dispute.ended_on or on)
    return effects.entry("became", state, State(disputes=(after,)), {"case_no": case}, on, by)


def came_back(state: State, on: str, by: str) -> Entry:
    """Let a dispute stand again as it did before it became a case: that case was void."""
    dispute = state.disputes[0]
    status, ended_on = Stage.OPEN, None
    if dispute.settled is not None:
        status, ended_on = Stage.SETTLED if dispute.settled else Stage.UNSETTLED, dispute.ended_on
    after = replace(dispute, status=status, case_no=None, ended_on=ended_on)
    return effects.entry("came-back", state, State(disputes=(after,)), {"case_no": dispute.case_no}, on, by)


def linked_again(history: list[tuple[int, Entry]], case: str, on: str, by: str) -> Entry:
    """Let a dispute be the case again that it had become, since that case is void no more.

    Raises Refused ``undo_void_dispute``: something was done with the dispute meanwhile.
    """
    last = acts.in_force(history)[-1][1]
    if last.act != "came-back" or last.said["case_no"] != case:
        raise Refused("undo_void_dispute", case=case, dispute=last.case)
    return acts.undo(history, on, by)


def undo(history: list[tuple[int, Entry]], on: str, by: str, why: str, *, is_void: Callable[[str], bool]) -> Entry:
    """Take back the last act on a dispute; that it became a case, or came back from one, is undone with the case.

    `is_void` tells whether a case of this number is void.
    Raises Refused: it is a case, came back from a void one, or was only registered.
    """
    last = acts.in_force(history)[-1][1]
    if last.act == "became" and not is_void(last.said["case_no"]):
        raise Refused("undo_became", case=last.case, into=last.said["case_no"])
    if last.act == "came-back":
        raise Refused("undo_came_back", case=last.case, into=last.said["case_no"])
    return acts.undo(history, on, by, why)


def correct(state: State, new: Mapping[str, Any], reason: str, today: str, by: str) -> Entry:
    """Set fields of a dispute to other values.

    Raises Refused: it is void, nothing would change, or the new values break a rule.
    """
    dispute = state.disputes[0]
    changes = books.changed(dispute, new, FIELDS)
    changes.pop("topic", None)  # it goes with the category
    if dispute.status not in ENDED and (early := [name for name in changes if name in OF_THE_END]):
        raise Refused("not_yet", case=dispute.no, field=early[0])
    if empty := [name for name in changes if name in (*ON_THE_DAY, *OF_THE_END) and new[name] in (None, "")]:
        raise Refused("needs", usage=True, verb="correct", fields=empty)
    sets: dict[str, Any] = {FIELDS[name]: "" if v is None and name in _TEXTS else v for name, v in new.items()}
    after = replace(dispute, **sets)
    if "settled" in changes:
        after = replace(after, status=Stage.SETTLED if after.settled else Stage.UNSETTLED)
    judge(Asked("correct", after, _said_by(after), today, today))
    return books.corrected(state, changes, State(disputes=(after,)), reason, today, by)


def _said_by(dispute: Dispute) -> dict[str, Any]:
    return {name: getattr(dispute, column) for name, column in FIELDS.items()}


def _noted(said: Mapping[str, Any], on: str) -> dict[str, Any]:
    """Change nothing: a note stands in its entry."""
    return {}


def _closed(said: Mapping[str, Any], on: str) -> dict[str, Any]:
    status = Stage.SETTLED if said["settled"] else Stage.UNSETTLED
    return {"status": status, "settled": said["settled"], "result": said["result"], "ended_on": on}


def _followed_up(said: Mapping[str, Any], on: str) -> dict[str, Any]:
    return {"followed_up_on": on, "follow_up": said["text"]}


_DOES: Mapping[str, Callable[[Mapping[str, Any], str], dict[str, Any]]] = {
    "note": _noted,
    "close": _closed,
    "follow-up": _followed_up,
}


def _not_void(asked: Asked) -> Refused | None:
    return asked.refuse("row_void") if asked.dispute.void_reason is not None else None


def _is_no_case(asked: Asked) -> Refused | None:
    """What became a case is dealt with there; what was written down wrongly can still be set right."""
    into = asked.dispute.case_no
    return asked.refuse("dispute_is_case", into=into) if into and asked.verb != "correct" else None


def _has_its_place(asked: Asked) -> Refused | None:
    dispute = asked.dispute
    if asked.verb == "close" and dispute.status in ENDED:
        return asked.refuse("dispute_ended", on=dispute.ended_on)
    return asked.refuse("dispute_open") if asked.verb == "follow-up" and dispute.status == Stage.OPEN else None


def _says_what_is_needed(asked: Asked) -> Refused | None:
    """五个一: one dispute, one team, one who is responsible, one plan, one date."""
    said = dict(asked.said)
    said["accountable"] = said.get("responsible") or said.get("person")
    fields = FIVE if asked.verb == "correct" else NEEDED.get(asked.verb, ())
    missing = [name for name in fields if said.get(name) in (None, "")]
    return Refused("needs", usage=True, verb=asked.verb, fields=missing) if missing else None


def _heads_are_enough(asked: Asked) -> Refused | None:
    dispute = asked.dispute
    named = len([name for name in dispute.parties.split("、") if name])
    if dispute.people < 1:
        return Refused("no_heads", people=dispute.people)
    return Refused("fewer_heads_than_names", people=dispute.people, named=named) if dispute.people < named else None


def _days_are_not_to_come(asked: Asked) -> Refused | None:
    for field, day in (("date", asked.on), ("found_on", asked.dispute.found_on), ("ended_on", asked.dispute.ended_on)):
        if day and day > asked.today:
            return Refused("future_field", field=field, on=day)
    return None


def _days_follow_each_other(asked: Asked) -> Refused | None:
    dispute = asked.dispute
    for field, day, after in (
        ("settle_by", dispute.due_on, dispute.found_on),
        ("ended_on", dispute.ended_on, dispute.found_on),
        ("followed_up_on", dispute.followed_up_on, dispute.ended_on),
        ("date", asked.on, dispute.ended_on if asked.verb == "follow-up" else dispute.found_on),
    ):
        if day and after and day < after:
            return Refused("days_out_of_order", field=field, on=day, after=after)
    return None


RULES: tuple[Callable[[Asked], Refused | None], ...] = (
    _not_void,
    _is_no_case,
    _has_its_place,
    _says_what_is_needed,
    _heads_are_enough,
    _days_are_not_to_come,
    _days_follow_each_other,
)
