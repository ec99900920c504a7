"""The steps that acts are made of: clocks started, met and stopped, a note written down."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain import terms
from xinfang.domain.model import Note, State, Term

ALL_OF_OURS = ("inform", "handle", "simple", "assigned")  # the clocks that an answer or an end meets


def latest_event(state: State, meets: Container[str]) -> str:
    """Return the latest of the days that an act must follow: since when it stands here, when its clocks began."""
    return max(state.case.status_on, *(t.started_on for t in state.running() if t.term in meets), "")


def met(state: State, names: tuple[str, ...], on: str, by: str) -> State:
    """Return the state with the running clocks of these terms met by an act, as far as they had started by then."""
    clocks = (replace(t, met_on=on, met_by=by) if _is_met(t, names, on) else t for t in state.terms)
    return with_next_due(replace(state, terms=tuple(clocks)))


def _is_met(term: Term, names: tuple[str, ...], on: str) -> bool:
    return term.running and term.term in names and term.started_on <= on


def started(
    state: State,
    names: tuple[str, ...],
    on: str,
    said: Mapping[str, Any],
    rules: terms.Rules,
    owed_by: str | None = None,
) -> State:
    """Return the state with these terms' clocks started, as far as they fit the kind of matter and a date is set.

    A date that was set is owed by whom the act was addressed `to`; a counted one by us, or by `owed_by`.
    """
    for name in names:
        rule = rules.terms.get(name)
        if rule and rule.length is None and said.get("due"):
            own = replace(rule, basis=terms.OWN_DATE) if name == "assigned" else rule
            owes = said.get("to") or owed_by
            state = with_term(state, terms.start_set(own, on, said["due"], rules.calendar, owed_by=owes))
        elif rule and rule.length is not None and state.case.kind in rule.kinds:
            clock = replace(terms.start(rule, on, rules.calendar), owed_by=owed_by, ours=rule.ours and not owed_by)
            state = with_term(state, clock)
    return with_next_due(state)


def stopped(state: State, on: str, numbers: Container[int]) -> State:
    """Stop the running clocks of these numbers without their being met."""
    clocks = (replace(t, stopped_on=on) if t.running and t.n in numbers else t for t in state.terms)
    return with_next_due(replace(state, terms=tuple(clocks)))


def owed_by_nobody(state: State, on: str) -> State:
    """Stop the date that an earlier unit owed: the matter has gone to another, got another date, or came back."""
    return stopped(state, on, {t.n for t in state.terms if t.owed_by and t.term == "assigned"})


def stopped_terms(state: State, names: tuple[str, ...], on: str) -> State:
    """Stop the running clocks of these terms."""
    return stopped(state, on, {t.n for t in state.terms if t.term in names})


def with_term(state: State, term: Term, *, petition: int | None = None) -> State:
    """Return the state with one more clock, started by the arrival of a petition or by an act (None)."""
    n = max((t.n for t in state.terms), default=0) + 1
    return replace(state, terms=(*state.terms, replace(term, n=n, petition=petition)))


def with_next_due(state: State) -> State:
    """Return the state whose case knows the nearest date of its running clocks."""
    if not state.cases:
        return state
    due = terms.nearest_due(state.terms)
    return state if state.case.next_due == due else replace(state, cases=(replace(state.case, next_due=due),))


def with_note(state: State, act: str, on: str, by: str, text: str) -> State:
    """Return the state with what was written down at an act; nothing written, no note."""
    if not text:
        return state
    n = max((note.n for note in state.notes), default=0) + 1
    return replace(state, notes=(*state.notes, Note(n=n, act=act, on_date=on, by_whom=by, text=text)))
