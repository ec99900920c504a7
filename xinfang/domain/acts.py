"""What an act does: a state of the case becomes the next one, and the difference is the entry's effect."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain import effects, steps, terms
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused, Status
from xinfang.domain.model import Case, Entry, Petition, Row, State
from xinfang.domain.next_step import ENDED, is_asked_again
from xinfang.domain.procedure import PROCEDURE, Act, leads_to
from xinfang.domain.rules import Asked, handling, judge

NOBODY_S = ("calendar", "disclose")  # entries of a case that are no act on it, and are not undone


def perform(
    verb: str, state: State, said: Mapping[str, Any], on: str, by: str, today: str, rules: terms.Rules
) -> Entry:
    """Do one act of the `PROCEDURE` on a case.

    `said` holds the act's own words (`to`, `ground`, `days` …), `on` is the day of the act, `today` the day of writing.
    Raises Refused: the procedure forbids it, or something needed was not said.
    """
    act = PROCEDURE[verb]
    judge(Asked(act, state, said, on, today))
    after = _SPECIAL.get(verb, _usual)(act, state, said, on, rules)
    text = " ".join(str(said[k]) for k in ("text", "ground", "reason") if said.get(k))
    return effects.entry(verb, state, steps.with_note(after, verb, on, by, text), said, on, by)


def _usual(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Move the case as the table says: stamp, set, meet, start."""
    met = steps.met(state, act.meets, on, act.verb)
    if state.case.status in ENDED and act.verb != "reopen":
        return met
    sets: Row = {column: said.get(word) for column, word in (act.sets or {}).items()}
    stamps: Row = dict.fromkeys(act.stamps, on)
    case = replace(state.case, **sets, **stamps, **_moved(act, state.case, on))
    if "unit" in sets or act.verb == "accept":
        met = steps.owed_by_nobody(met, on)
    return steps.started(replace(met, cases=(case,)), act.starts, on, said, rules)


def _moved(act: Act, case: Case, on: str) -> Row:
    after = leads_to(act, case)
    return {"status": after, "status_on": on} if act.stamps or after != case.status else {}


def _extended(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    running = handling(state)
    if running is None:
        raise Refused("extend_not_running", case=state.case.no)
    longer = terms.extend(
        running, said["days"], rules.calendar, on=on, by=said["approver"], why=said["reason"]
    )  # fmt: skip
    return steps.with_next_due(replace(state, terms=tuple(longer if t.n == running.n else t for t in state.terms)))


def _reopened(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Open an ended case again: its answer no longer stands, and the clock of where it goes on starts anew."""
    fresh: Row = dict.fromkeys(
        ("closed_on", "close_reason", "settled", "replied_on", "served_on", "served_how", "opinion", "outcome")
    )
    case = replace(state.case, **(fresh | _moved(act, state.case, on)))
    after = steps.stopped(replace(state, cases=(case,)), on, {t.n for t in state.terms if not t.ours})
    if case.status == Status.ACCEPTED:  # whoever asked again is told by it that the matter is taken up
        return steps.started(steps.met(after, ("inform",), on, act.verb), ("handle",), on, {}, rules)
    waits = any(p.name for p in state.petitioners) and not any(t.term == "inform" for t in after.running())
    return steps.started(after, ("inform",) * waits, on, {}, rules)


_SPECIAL: Mapping[str, Callable[[Act, State, Mapping[str, Any], str, terms.Rules], State]] = {
    "extend": _extended,
    "reopen": _reopened,
}


def void(state: State, petition: int | None, reason: str, on: str, by: str) -> Entry:
    """Mark a case, or one petition of it, as entered by mistake; its number stays taken.

    Raises Refused: it is void already, no reason was given, or the petition is the case's only one.
    """
    if not reason:
        raise Refused("needs", usage=True, verb="void", fields=["reason"])
    if state.case.status == Status.VOID:
        raise Refused("void_case", case=state.case.no, verb="void")
    live = [p for p in state.petitions if p.void_reason is None]
    gone = live if petition is None else [p for p in live if p.n == petition]
    if not gone:
        raise Refused("no_such_petition", case=state.case.no, petition=petition)
    petitions = tuple(replace(p, void_reason=reason) if p in gone else p for p in state.petitions)
    after = _told_by_the_first(replace(state, petitions=_first_is_no_repeat(petitions)))
    if gone == live:
        case = replace(state.case, status=Status.VOID, status_on=on, close_reason=reason)
        after = steps.stopped(replace(after, cases=(case,)), on, {t.n for t in state.terms})
    elif is_asked_again(state):  # the clock that a repeat started after the end ends with it
        numbers = {p.n for p in gone}
        after = steps.stopped(after, on, {t.n for t in state.terms if t.petition in numbers})
    after = steps.with_note(after, "void", on, by, reason)
    return effects.entry("void", state, after, {"petition": petition, "reason": reason}, on, by)


def _told_by_the_first(state: State) -> State:
    """Let the case say what its first petition that stands says; its clocks keep the day on which it came in."""
    first = next((p for p in state.petitions if p.void_reason is None), None)
    if first is None or first.n == 1:
        return state
    case = replace(
        state.case, subject=first.subject, petitioner=first.petitioner, village_group=first.village_group,
        channel=first.channel, first_receiver=first.receiver,
    )  # fmt: skip
    return replace(state, cases=(case,))


def _first_is_no_repeat(petitions: tuple[Petition, ...]) -> tuple[Petition, ...]:
    """Keep the first petition that stands from counting as a repeat of a void one."""
    first = next((p for p in petitions if p.void_reason is None), None)
    if first is None or any(p.void_reason is None and not p.repeat for p in petitions):
        return petitions
    return tuple(replace(p, repeat=False) if p.n == first.n else p for p in petitions)


def undo(history: list[tuple[int, Entry]], on: str, by: str, why: str = "") -> Entry:
    """Take back the last act of a case: an entry that sets its rows to their former values.

    `history` are all entries of the case with their places in the ledger, oldest first.
    Raises Refused: what stands last is a registration, whose number is never reused.
    """
    standing = in_force(history)
    now = _folded(standing)
    seq, last = next((seq, done) for seq, done in reversed(standing) if done.act not in NOBODY_S)
    if last.act.startswith("log-"):
        raise Refused("undo_registration", case=now.case.no)
    former = _folded([pair for pair in standing if pair[0] != seq])
    return effects.entry(
        "undo",
        now,
        former,
        {"undoes": seq, "act": last.act, "was_on": last.on} | ({"text": why} if why else {}),
        on,
        by,
    )


def in_force(history: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Return the entries of a case that still stand: no undo, and nothing that was undone."""
    undone = {e.said["undoes"] for _, e in history if e.act == "undo"}
    return [(seq, e) for seq, e in history if seq not in undone and e.act != "undo"]


def _folded(history: list[tuple[int, Entry]]) -> State:
    """Return the state after these entries; a new calendar moves only the clocks that there are."""
    state = State()
    for _, done in history:
        if done.act == "calendar":
            clocks = {t.n for t in state.terms}
            kept = [row for row in done.set.get("terms", []) if row["n"] in clocks]
            done = replace(done, set=done.set | {"terms": kept})  # noqa: PLW2901 - the part of it that fits
        state = effects.apply(state, done)
    return steps.with_next_due(state)


def recompute(state: State, calendar: Calendar, on: str, by: str) -> Entry | None:
    """Recompute the running clocks of a case under a new calendar; None when no date changes."""
    after = replace(state, terms=tuple(terms.recompute(t, calendar) if t.running else t for t in state.terms))
    after = steps.with_next_due(after)
    if after == state:
        return None
    old = {t.n: t for t in state.terms}
    moved = [
        {"term": t.term, "old": old[t.n].due_on, "new": t.due_on} for t in after.terms if t.due_on != old[t.n].due_on
    ]
    return effects.entry("calendar", state, after, {"moved": moved}, on, by)
