"""Correcting what was written down: any field, the old value kept in the entry."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from xinfang.domain import effects, steps, terms
from xinfang.domain.codes import MAX_REPRESENTATIVES, Kind, Refused, Status
from xinfang.domain.corrected_clocks import with_clocks
from xinfang.domain.model import Case, Entry, Petition, Petitioner, State

OF_THE_PETITION = (
    "channel", "received_on", "repeat", "people", "phone", "address", "village_group", "representatives", "subject",
    "detail", "kind", "category", "source", "source_no", "receiver", "names", "id_number",
)  # fmt: skip
OF_THE_CASE = (
    "unit", "handler", "leader", "instruction", "outcome", "opinion", "served_how", "close_reason", "settled",
    "plan", "rated_office", "rated_unit", "archive_no", "retention", "accepted_on", "forwarded_on", "replied_on",
    "served_on", "closed_on", "due",
)  # fmt: skip
# What can be set right only once it has happened, and the days of which one says so.
ONCE = {
    "accepted_on": ("accepted_on",), "forwarded_on": ("forwarded_on",), "replied_on": ("replied_on",),
    "served_on": ("served_on",), "closed_on": ("closed_on",), "served_how": ("served_on",),
    "opinion": ("replied_on", "closed_on"), "settled": ("closed_on",), "close_reason": ("closed_on",),
    "leader": ("leader",), "plan": ("leader",),
    "rated_office": ("followed_up_on",), "rated_unit": ("followed_up_on",), "retention": ("archived_on",),
}  # fmt: skip
# Where the case repeats what its first petition says: column of the petition → column of the case.
MIRRORED = {
    "channel": "channel", "received_on": "opened_on", "village_group": "village_group", "subject": "subject",
    "kind": "kind", "category": "category", "source": "source", "source_no": "source_no",
    "receiver": "first_receiver", "petitioner": "petitioner",
}  # fmt: skip
CARRIED = {"received_on", "kind", "due"}  # what goes on in the case that a joined one went into
NEVER_EMPTY = ("leader", "channel", "received_on", "people", "subject", "kind", "source", "due")
# The days of a case in the order in which they must lie.
ORDER = (
    "opened_on", "accepted_on", "replied_on", "served_on", "review_on", "reviewed_on", "review_served_on", "reexam_on",
    "reexamined_on", "reexam_served_on", "closed_on",
)  # fmt: skip


def correct(
    state: State, petition: int | None, new: Mapping[str, Any], *, on: str, by: str, reason: str, rules: terms.Rules
) -> Entry:
    """Set fields of a case, or of one of its petitions (the first one that stands when None), to other values.

    `new` maps names of `OF_THE_PETITION` and `OF_THE_CASE` to checked values; ``topic`` goes with ``category``.
    Raises Refused: the case is void, nothing would change, or the new values break a rule.
    """
    if state.case.status == Status.VOID:
        raise Refused("void_case", case=state.case.no, verb="correct")
    if state.case.status == Status.JOINED and new.keys() & CARRIED:
        raise Refused("joined_case", case=state.case.no, into=state.case.joined_to)
    target = _petition(state, petition)
    before = _values(state, target)
    changed = {name: [before.get(name), value] for name, value in new.items() if before.get(name) != value}
    changed.pop("topic", None)
    if not changed:
        raise Refused("nothing_to_correct", case=state.case.no)
    _judge_fields(before, state, new)
    after = _with_petition_fields(state, target, new)
    after = _with_case_fields(after, target, new)
    after = with_clocks(state, after, target, new, on, rules)
    _judge(after, on)
    after = steps.with_note(after, "correct", on, by, reason)
    return effects.entry("correct", state, after, {"petition": target.n, "fields": changed, "reason": reason}, on, by)


def _judge_fields(before: Mapping[str, Any], state: State, new: Mapping[str, Any]) -> None:
    """Refuse to set what has not happened yet: that is an act, not a correction."""
    empty = [name for name in (*NEVER_EMPTY, *ORDER, "forwarded_on") if name in new and new[name] in (None, "")]
    if empty:
        raise Refused("needs", usage=True, verb="correct", fields=empty)
    if state.case.kind == Kind.ACCUSATION and new.get("opinion"):
        raise Refused("accusation_no_answer", case=state.case.no, verb="reply")
    for name in new.keys() & ONCE.keys():
        if all(before.get(day) is None for day in ONCE[name]):
            raise Refused("not_yet", case=state.case.no, field=name)


def _petition(state: State, n: int | None) -> Petition:
    standing = [p for p in state.petitions if p.void_reason is None and n in (None, p.n)]
    if not standing:
        raise Refused("no_such_petition", case=state.case.no, petition=n)
    return standing[0]


def _people_of(state: State, petition: Petition) -> list[Petitioner]:
    return [p for p in state.petitioners if p.petition == petition.n]


def _values(state: State, petition: Petition) -> dict[str, Any]:
    """Return the present value of every field that can be corrected."""
    people = _people_of(state, petition)
    values: dict[str, Any] = {name: getattr(petition, name, None) for name in OF_THE_PETITION}
    values |= {name: getattr(state.case, name, None) for name in OF_THE_CASE}
    values["names"] = tuple(p.name for p in people if p.name and not p.only_speaks)
    values["representatives"] = tuple((petition.representatives or "").split("、")) if petition.representatives else ()
    values["id_number"] = people[0].id_number if people else None
    values["due"] = next((t.due_on for t in state.running() if t.term == "assigned"), None)
    return values


def _with_petition_fields(state: State, target: Petition, new: Mapping[str, Any]) -> State:
    plain = {
        n: v for n, v in new.items() if n in OF_THE_PETITION and n not in ("names", "id_number", "representatives")
    }
    petition = replace(target, **plain)
    people = _people_of(state, target)
    if {"names", "representatives", "id_number", "phone"} & new.keys():
        values = _values(state, target) | dict(new)
        petition, people = _with_people(state, petition, values, heads_said="people" in new)
    elif "people" in new:
        petition = replace(petition, petitioner=_label(petition, [p.name for p in people]))
    others = [p for p in state.petitioners if p.petition != target.n]
    kind = new.get("kind", state.case.kind)  # a matter is of one kind, and so are all its petitions
    return replace(
        state,
        cases=(replace(state.case, kind=kind),),
        petitions=tuple(replace(petition if p.n == target.n else p, kind=kind) for p in state.petitions),
        petitioners=tuple(sorted((*others, *people), key=lambda p: p.n)),
    )


def _label(petition: Petition, names: list[str]) -> str:
    if not any(names):
        return ""
    return names[0] if petition.people == 1 else f"{names[0]}等{petition.people}人"


def _with_people(
    state: State, petition: Petition, values: Mapping[str, Any], *, heads_said: bool
) -> tuple[Petition, list[Petitioner]]:
    """Write the petitioners of a petition anew: in their rows, and what is more in rows that nobody has."""
    names, speakers = list(values["names"]), list(values["representatives"])
    everyone = names + [s for s in speakers if s not in names]
    free = max((p.n for p in state.petitioners), default=0) + 1
    numbers = [*(p.n for p in _people_of(state, petition)), *range(free, free + len(everyone) + 1)]
    people = [
        Petitioner(
            n=numbers[i], petition=petition.n, name=name, representative=name in speakers,
            only_speaks=name not in names and bool(names),
            phone=petition.phone if i == 0 else None, id_number=values["id_number"] if i == 0 else None,
        )
        for i, name in enumerate(everyone or [""])
    ]  # fmt: skip
    heads = petition.people if heads_said else max(petition.people, len(everyone))
    petition = replace(petition, people=heads, representatives="、".join(speakers) or None)
    return replace(petition, petitioner=_label(petition, names or speakers)), people


def _with_case_fields(state: State, target: Petition, new: Mapping[str, Any]) -> State:
    sets = {name: value for name, value in new.items() if name in OF_THE_CASE and name != "due"}
    first = next(p for p in state.petitions if p.void_reason is None)
    if first.n == target.n:
        told = {*new, *(("petitioner",) if new.keys() & {"names", "representatives", "people"} else ())}
        sets |= {column: getattr(first, name) for name, column in MIRRORED.items() if name in told}
        sets |= {"topic": new["topic"]} if "topic" in new else {}
    if "received_on" in new and target.answer and state.case.closed_on == target.received_on:
        sets["closed_on"] = new["received_on"]  # answered on the spot: it ended on the day it came
    if "forwarded_on" in new and state.case.assigned_on == state.case.forwarded_on:
        sets["assigned_on"] = new["forwarded_on"]  # both tell of the same act
    case = replace(state.case, **sets)
    after = replace(state, cases=(replace(case, status_on=_status_day(state.case, case)),))
    return _with_served_paper(after, state.case.served_on, new["served_on"]) if "served_on" in new else after


def _with_served_paper(state: State, old: str | None, day: str) -> State:
    """Move the day of service of the paper that was served with the answer."""
    papers = (replace(p, served_on=day) if p.kind == "reply" and p.served_on == old else p for p in state.papers)
    return replace(state, papers=tuple(papers))


def _status_day(was: Case, case: Case) -> str:
    """Return since when the case is where it is: the day that was corrected, if it was that day."""
    days = (
        str(getattr(case, n)) for n in (*ORDER, "forwarded_on") if getattr(was, n) == was.status_on and getattr(case, n)
    )
    return max(days, default=was.status_on)


def _judge(state: State, today: str) -> None:
    """Hold the corrected case against the rules of the intake and the order of the days."""
    for petition in state.petitions:
        _judge_petition(state, petition, today)
    for term in state.terms:
        if term.term == "assigned" and term.due_on < term.started_on:
            raise Refused("due_before_received", due=term.due_on, on=term.started_on)
    case = state.case
    days = [(name, day) for name in ORDER if (day := getattr(case, name))]
    forwarded = [("opened_on", case.opened_on), ("forwarded_on", case.forwarded_on)] if case.forwarded_on else []
    filed = [("closed_on", case.closed_on), ("archived_on", case.archived_on)] if case.archived_on else []
    asked = [("closed_on", case.closed_on), ("followed_up_on", case.followed_up_on)] if case.followed_up_on else []
    for (_, earlier), (name, later) in (*pairwise(days), *pairwise(forwarded), *pairwise(filed), *pairwise(asked)):
        if later < earlier:
            raise Refused("days_out_of_order", field=name, on=later, after=earlier)
    for name, day in (*days, *forwarded):
        if day > today:
            raise Refused("future_field", field=name, on=day)
    for term in state.terms:
        if term.met_on and term.met_on < term.started_on:
            raise Refused("days_out_of_order", field="met_on", on=term.met_on, after=term.started_on)


def _judge_petition(state: State, petition: Petition, today: str) -> None:
    if petition.received_on > today:
        raise Refused("received_in_future", on=petition.received_on)
    speakers = petition.representatives.split("、") if petition.representatives else []
    if len(speakers) > MAX_REPRESENTATIVES:
        raise Refused("too_many_representatives", count=len(speakers), most=MAX_REPRESENTATIVES)
    named = len({p.name for p in _people_of(state, petition) if p.name})
    if petition.people < 1:
        raise Refused("no_heads", people=petition.people)
    if petition.people < named:
        raise Refused("fewer_heads_than_names", people=petition.people, named=named)
