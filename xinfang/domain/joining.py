"""Joining a case to another about the same matter (并案), and taking them apart: an entry in each of the two."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain import acts, effects, steps, terms
from xinfang.domain.codes import OPEN, Refused, Status
from xinfang.domain.model import Entry, State

History = list[tuple[int, Entry]]
CARRIED = ("inform", "assigned")  # the clocks that go on in the other case


def join(
    state: State, into: State, said: Mapping[str, Any], on: str, by: str, today: str, rules: terms.Rules
) -> tuple[Entry, Entry]:
    """Join the case of `state` to that of `into`, where its petitioners' clocks go on; returns an entry for each.

    Raises Refused: they are one case, of different kinds, or the other one is not open.
    """
    one, other = state.case, into.case
    if one.no == other.no:
        raise Refused("join_itself", case=one.no)
    if other.status not in OPEN:
        raise Refused("join_ended", case=one.no, into=other.no)
    if one.kind != other.kind:
        raise Refused("join_kinds", case=one.no, into=other.no)
    if joined := acts.joined_in(state):
        raise Refused("join_chain", case=one.no, into=other.no, joined=joined, first=joined[0])
    if on < other.opened_on:
        raise Refused("before_opening", verb="join", on=on, after=other.opened_on)
    left = acts.perform("join", state, {**said, "into": other.no}, on, by, today, rules)
    carried = [t for t in state.running() if t.term in CARRIED and not t.owed_by]
    after = into
    for term in carried:
        after = steps.with_term(after, term)
    if other.accepted_on or other.replied_on or other.review_on:  # the petitioners join what was told already
        after = steps.stopped_terms(after, ("inform",), on)
    numbers = [t.n for t in after.terms[len(into.terms) :]]
    after = steps.with_note(steps.with_next_due(after), "joined", on, by, one.no)
    return left, effects.entry("joined", into, after, {"from": one.no, "terms": numbers}, on, by)


def apart(history: History, into: State, of_into: History, why: str, on: str, by: str) -> tuple[Entry, Entry]:
    """Take a joined case out again: it stands where it stood, its clocks run on; returns an entry for each.

    `history` and `of_into` are the entries of both.
    Raises Refused: it is not joined, no reason was given, or it is dated before it was joined.
    """
    standing = acts.in_force(history)
    now = acts.folded(standing)
    if now.case.status != Status.JOINED:
        raise Refused("not_joined", case=now.no)
    if not why:
        raise Refused("needs", usage=True, verb="join", fields=["reason"])
    if on < now.case.status_on:
        case = now.case
        raise Refused("before_event", case=case.no, verb="apart", on=on, after=case.status_on, status=case.status)
    seq = max(seq for seq, entry in standing if entry.act == "join")
    former = acts.folded([pair for pair in standing if pair[0] != seq])
    out = replace(former.case, archived_on=None, archive_no=None, retention=None)  # it was filed with the other
    back = steps.with_note(replace(former, cases=(out,)), "apart", on, by, why)
    left = effects.entry("apart", now, back, {"from": into.no, "reason": why}, on, by)
    carried = [e.said["terms"] for _, e in of_into if e.act == "joined" and e.said["from"] == now.no]
    gone = set(carried[-1]) if carried else set()
    after = steps.with_next_due(replace(into, terms=tuple(t for t in into.terms if t.n not in gone)))
    after = steps.with_note(after, "parted", on, by, now.case.no)
    return left, effects.entry("parted", into, after, {"from": now.no, "reason": why}, on, by)
