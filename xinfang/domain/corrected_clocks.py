"""The clocks of a case that was corrected: as they would be, had it been so from the start."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain import steps, terms
from xinfang.domain.acts import joined_in
from xinfang.domain.codes import ENDED, Kind, Refused, Source, Status
from xinfang.domain.model import Case, Petition, State, Term
from xinfang.domain.procedure import PROCEDURE, Act


def with_clocks(
    before: State, state: State, target: Petition, new: Mapping[str, Any], on: str, rules: terms.Rules
) -> State:
    """Return the corrected case with its clocks started, moved and stopped.

    `target` is the petition that was corrected, as it was `before`; `new` holds the fields that were said.
    Raises Refused: a matter of that kind cannot stand where this one does, or a date is set on an ended case.
    """
    after = _with_kind(state, before.case, on, rules)
    after = _with_moved_clocks(before, after, target, new, rules)
    after = _with_new_date(_with_inform(before, after, rules), target, new, rules)
    return _with_objection(after, target, new, on, rules)


def _with_kind(state: State, was: Case, on: str, rules: terms.Rules) -> State:
    """Start or stop the clocks that only some kinds of matter have (条例 arts. 29-31, 34)."""
    kind = state.case.kind
    if kind == was.kind:
        return state
    if joined := joined_in(state):
        raise Refused("kind_joined", case=was.no, joined=joined, first=joined[0])
    if was.review_on and kind != Kind.CLAIM:
        raise Refused("kind_under_appeal", case=was.no)
    if kind == Kind.ACCUSATION and (was.accepted_on or was.replied_on):
        raise Refused("kind_after_accept", case=was.no)
    kept = (replace(t, stopped_on=on) if t.running and not _fits(t.term, kind, rules) else t for t in state.terms)
    state = replace(state, terms=tuple(kept))
    if was.status == Status.ACCEPTED and was.accepted_on and _fits("handle", kind, rules):
        state = _with_handling(state, was.accepted_on, rules)
    return steps.with_next_due(state)


def _with_handling(state: State, accepted_on: str, rules: terms.Rules) -> State:
    """Let the handling clock run again that a former correction stopped, with its extension; else start it."""
    former = next((t for t in reversed(state.terms) if t.term == "handle" and t.stopped_on and not t.met_on), None)
    if former is None:
        return steps.with_term(state, terms.start(rules.terms["handle"], accepted_on, rules.calendar))
    clocks = (replace(t, stopped_on=None) if t.n == former.n else t for t in state.terms)
    return replace(state, terms=tuple(clocks))


def _fits(term: str, kind: str, rules: terms.Rules) -> bool:
    return term not in rules.terms or kind in rules.terms[term].kinds


def _with_moved_clocks(
    before: State, state: State, target: Petition, new: Mapping[str, Any], rules: terms.Rules
) -> State:
    """Move the clocks that the corrected events started or met."""
    clocks = list(state.terms)
    if "received_on" in new:
        clocks = [_arrived(t, target, new["received_on"], rules) for t in clocks]
    for act in PROCEDURE:
        for stamp in new.keys() & set(act.stamps):
            old = getattr(before.case, stamp)
            clocks = [_as_if_on(t, act, old, new[stamp], rules) for t in clocks]
    return steps.with_next_due(replace(state, terms=tuple(_with_set_date(t, before, new, rules) for t in clocks)))


def _arrived(term: Term, target: Petition, day: str, rules: terms.Rules) -> Term:
    """Return a clock as it would be, had the petition arrived on `day`; answered on the spot, it was met on it too."""
    if term.petition != target.n:
        return term
    moved = _with_new_start(term, day, rules)
    return replace(moved, met_on=day) if target.answer and term.met_on == target.received_on else moved


def _with_new_start(term: Term, day: str, rules: terms.Rules) -> Term:
    return terms.recompute(term, rules.calendar, started_on=day)


def _as_if_on(term: Term, act: Act, old: str, day: str, rules: terms.Rules) -> Term:
    """Return a clock as it would be, had the act been on `day` and not on the day `old`."""
    if term.term in act.starts and term.petition is None and term.started_on == old:
        term = _with_new_start(term, day, rules)
    return replace(term, met_on=day) if term.met_by == act.verb and term.met_on == old else term


def _with_set_date(term: Term, before: State, new: Mapping[str, Any], rules: terms.Rules) -> Term:
    """Set right the date that was set by name, and who owes it."""
    if not term.running or term.term != "assigned":
        return term
    if "unit" in new and term.owed_by and term.owed_by == before.case.unit:
        term = replace(term, owed_by=new["unit"])
    if "due" in new:
        term = terms.recompute(replace(term, raw_end=new["due"], due_on=new["due"]), rules.calendar)
    return term


def _with_new_date(state: State, target: Petition, new: Mapping[str, Any], rules: terms.Rules) -> State:
    """Start the date that the higher level set and that was forgotten at the registration."""
    if "due" not in new or any(t.term == "assigned" for t in state.running()):
        return state
    if state.case.status in ENDED:
        raise Refused("ended_case", case=state.case.no, status=state.case.status, verb="correct")
    received = next(p.received_on for p in state.petitions if p.n == target.n)
    started = terms.start_set(rules.terms["assigned"], received, new["due"], rules.calendar, owed_by=None)
    return steps.with_next_due(steps.with_term(state, started, petition=target.n))


def _with_inform(before: State, state: State, rules: terms.Rules) -> State:
    """Start the inform clock of a matter whose petitioner has become known only now (条例 arts. 22, 23)."""
    known = any(p.name for p in state.petitioners) and not any(p.name for p in before.petitioners)
    if not known or state.case.status != Status.REGISTERED or any(t.term == "inform" for t in state.running()):
        return state
    started = terms.start(rules.terms["inform"], state.case.opened_on, rules.calendar)
    named = next(p.petition for p in state.petitioners if p.name)
    return steps.with_next_due(steps.with_term(state, started, petition=named))


def _with_objection(state: State, target: Petition, new: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Start or stop the days in which we may object, where it turns out who sent the matter (条例 art. 23)."""
    if "source" not in new or state.petitions[0].n != target.n or state.case.status != Status.REGISTERED:
        return state
    if new["source"] == Source.OWN:
        return steps.stopped_terms(state, ("object",), on)
    if "object" not in rules.terms or any(t.term == "object" for t in state.running()):
        return state
    received = next(p.received_on for p in state.petitions if p.n == target.n)
    started = terms.start(rules.terms["object"], received, rules.calendar)
    return steps.with_term(state, started, petition=target.n)
