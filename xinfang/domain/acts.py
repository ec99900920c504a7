"""What an act does: a state of the case becomes the next one, and the difference is the entry's effect."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain import effects, steps, terms
from xinfang.domain.asked import Asked
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused, Status
from xinfang.domain.model import Entry, Petition, State
from xinfang.domain.next_step import is_asked_again
from xinfang.domain.procedure import row
from xinfang.domain.rules import judge
from xinfang.domain.special import SPECIAL, usual

# Entries of a case that are not taken back: no act on it, or one that has left the house under a number.
NOBODY_S = ("calendar", "disclose", "paper", "paper-served", "paper-void", "joined", "parted")
TOLD = ("text", "agreement", "promise", "ground", "reason")


def perform(
    verb: str, state: State, said: Mapping[str, Any], on: str, by: str, today: str, rules: terms.Rules
) -> Entry:
    """Do one act of the `PROCEDURE` on a case.

    `said` holds the act's own words (`to`, `ground`, `days` …), `on` is the day of the act, `today` the day of writing.
    Raises Refused: the procedure forbids it, or something needed was not said.
    """
    act = row(verb, state.case.status, said)
    judge(Asked(act, state, said, on, today, rules.role))
    after = SPECIAL.get(verb, usual)(act, state, said, on, rules)
    text = " ".join(str(said[k]) for k in TOLD if said.get(k))
    if verb == "urge" and not text:
        text = str(said.get("to") or state.case.unit or "")  # that it was done belongs to the story
    return effects.entry(verb, state, steps.with_note(after, verb, on, by, text), said, on, by)


def void(state: State, petition: int | None, reason: str, on: str, by: str) -> Entry:
    """Mark a case, or one petition of it, as entered by mistake; its number stays taken.

    Raises Refused: it is void already, no reason was given, or the petition is the case's only one.
    """
    if not reason:
        raise Refused("needs", usage=True, verb="void", fields=["reason"])
    if state.case.status == Status.VOID:
        raise Refused("void_case", case=state.case.no, verb="void")
    if state.case.status == Status.JOINED:
        raise Refused("joined_case", case=state.case.no, into=state.case.joined_to)
    live = [p for p in state.petitions if p.void_reason is None]
    gone = live if petition is None else [p for p in live if p.n == petition]
    if not gone:
        raise Refused("no_such_petition", case=state.case.no, petition=petition)
    petitions = tuple(replace(p, void_reason=reason) if p in gone else p for p in state.petitions)
    after = _told_by_the_first(replace(state, petitions=_first_is_no_repeat(petitions)))
    if gone == live and (joined := joined_in(state)):
        raise Refused("void_joined", case=state.case.no, joined=joined, first=joined[0])
    if gone == live:
        case = replace(state.case, status=Status.VOID, status_on=on, close_reason=reason)
        after = steps.stopped(replace(after, cases=(case,)), on, {t.n for t in state.terms})
    elif is_asked_again(state):  # the clock that a repeat started after the end ends with it
        numbers = {p.n for p in gone}
        after = steps.stopped(after, on, {t.n for t in state.terms if t.petition in numbers})
    after = steps.with_note(after, "void", on, by, reason)
    return effects.entry("void", state, after, {"petition": petition, "reason": reason}, on, by)


def joined_in(state: State) -> tuple[str, ...]:
    """Return the numbers of the cases that were joined to this one and are still."""
    told = {note.text: note.act == "joined" for note in state.notes if note.act in ("joined", "parted")}
    return tuple(no for no, still in told.items() if still)


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
    now = folded(standing)
    seq, last = next((seq, done) for seq, done in reversed(standing) if done.act not in NOBODY_S)
    if last.act.startswith("log-"):
        raise Refused("undo_registration", case=now.no)
    if last.act in ("join", "apart"):
        raise Refused("undo_join", case=now.no)
    if any(later > seq and entry.act in ("joined", "parted") for later, entry in standing):
        raise Refused("undo_joined", case=now.no)
    former = folded([pair for pair in standing if pair[0] != seq])
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


def folded(history: list[tuple[int, Entry]]) -> State:
    """Return the state after these entries, oldest first; a new calendar moves only the clocks that there are."""
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
