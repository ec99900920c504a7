"""What an act does: a state of the case becomes the next one, and the difference is the entry's effect."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from xinfang.domain import terms
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import OPEN, Kind, Refused, Status
from xinfang.domain.model import (
    KEYS,
    TABLES,
    Attachment,
    Case,
    Effect,
    Entry,
    Note,
    Petition,
    Petitioner,
    Row,
    State,
    Term,
    columns,
)
from xinfang.domain.next_step import ENDED, is_asked_again
from xinfang.domain.procedure import PROCEDURE, Act, leads_to
from xinfang.domain.rules import Asked, Intake, handling, judge, judge_intake, latest_event

NOBODY_S = ("calendar", "disclose")  # entries of a case that are no act on it, and are not undone


@dataclass(frozen=True, slots=True)
class Rules:
    """The part of the office that acts need: its terms and its calendar."""

    terms: Mapping[str, terms.TermRule]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class NewNumber:
    """The next free number of a year, as the ledger gave it out under its write lock."""

    no: str
    year: int
    serial: int


def perform(verb: str, state: State, said: Mapping[str, Any], on: str, by: str, today: str, rules: Rules) -> Entry:
    """Do one act of the `PROCEDURE` on a case.

    `said` holds the act's own words (`to`, `ground`, `days` …), `on` is the day of the act, `today` the day of writing.
    Raises Refused: the procedure forbids it, or something needed was not said.
    """
    act = PROCEDURE[verb]
    judge(Asked(act, state, said, on, today))
    after = _SPECIAL.get(verb, _usual)(act, state, said, on, rules)
    text = " ".join(str(said[k]) for k in ("text", "ground", "reason") if said.get(k))
    return entry(verb, state, with_note(after, verb, on, by, text), said, on, by)


def register(
    number: NewNumber | None, state: State, intake: Intake, attached: Iterable[Attachment], by: str, rules: Rules
) -> Entry:
    """Register a petition (条例 arts. 22, 23): into a new case under `number`, or as a repeat into the case of `state`.

    Raises Refused: the intake breaks a rule, or the case is void.
    """
    intake = replace(intake, kind=_kind(intake, state))
    judge_intake(intake, intake.registered_on)
    if state.cases and state.case.status == Status.VOID:
        raise Refused("void_case", case=state.case.no, verb=f"log-{intake.channel}")
    _judge_answer(state, intake)
    after = _with_petition(_new_case(number, intake) if number else state, intake, attached)
    after = _with_first_terms(after, intake, is_new=number is not None, rules=rules)
    if intake.settled is not None:
        after = _settled_on_the_spot(after, intake)
    text = " ".join(filter(None, (intake.detail, intake.settled)))
    said = {k: v for k, v in asdict(intake).items() if v not in (None, ())}
    after = with_note(after, f"log-{intake.channel}", intake.received_on, by, text)
    return entry(f"log-{intake.channel}", state, after, said, intake.received_on, by)


def _judge_answer(state: State, intake: Intake) -> None:
    """An answer on the spot ends the case: it may not be dated before where the case stands."""
    if intake.settled is None or not state.cases or state.case.status in ENDED:
        return
    after = latest_event(state, PROCEDURE["close"].meets)
    if intake.received_on < after:
        case = state.case
        raise Refused(
            "before_event", case=case.no, verb="close", on=intake.received_on, after=after, status=case.status
        )


def _kind(intake: Intake, state: State) -> str:
    """Return of which kind a petition is: a repeat is of the kind of its case, else a claim unless it was said.

    Raises Refused ``kind_differs``: what was said is another matter than the case, and may have to be kept closed.
    """
    if not state.cases:
        return intake.kind or Kind.CLAIM
    if intake.kind not in (None, state.case.kind):
        raise Refused("kind_differs", case=state.case.no, kind=state.case.kind)
    return state.case.kind


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
    after = replace(state, petitions=_first_is_no_repeat(petitions))
    if gone == live:
        case = replace(state.case, status=Status.VOID, status_on=on, close_reason=reason)
        after = _stopped(replace(after, cases=(case,)), on, {t.n for t in state.terms})
    elif is_asked_again(state):  # the clock that a repeat started after the end ends with it
        days = {p.received_on for p in gone}
        after = _stopped(after, on, {t.n for t in state.terms if t.term == "inform" and t.started_on in days})
    after = with_note(after, "void", on, by, reason)
    return entry("void", state, after, {"petition": petition, "reason": reason}, on, by)


def undo(history: list[tuple[int, Entry]], on: str, by: str) -> Entry:
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
    return entry("undo", now, former, {"undoes": seq, "act": last.act, "was_on": last.on}, on, by)


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
        state = apply(state, done)
    return with_next_due(state)


def recompute(state: State, calendar: Calendar, on: str, by: str) -> Entry | None:
    """Recompute the running clocks of a case under a new calendar; None when no date changes."""
    after = replace(state, terms=tuple(terms.recompute(t, calendar) if t.running else t for t in state.terms))
    after = with_next_due(after)
    if after == state:
        return None
    old = {t.n: t for t in state.terms}
    moved = [
        {"term": t.term, "old": old[t.n].due_on, "new": t.due_on} for t in after.terms if t.due_on != old[t.n].due_on
    ]
    return entry("calendar", state, after, {"moved": moved}, on, by)


def entry(act: str, before: State, after: State, said: Mapping[str, Any], on: str, by: str) -> Entry:
    """Build the entry whose effect leads from one state to the other."""
    rows, drop = difference(before, after)
    case = after.case if after.cases else before.case
    return Entry(act=act, case=case.no, on=on, by=by, said=said, set=rows, drop=drop)


def difference(before: State, after: State) -> tuple[Effect, dict[str, list[Any]]]:
    """Return the columns that differ, per row and with its key, and the keys of the rows that are no more."""
    rows: Effect = {}
    drop: dict[str, list[Any]] = {}
    for table, key in KEYS.items():
        old = {getattr(row, key): row for row in getattr(before, table)}
        new = {getattr(row, key): row for row in getattr(after, table)}
        changed = [_changes(table, key, old.get(k), row) for k, row in new.items() if old.get(k) != row]
        if changed:
            rows[table] = changed
        if gone := [k for k in old if k not in new]:
            drop[table] = gone
    return rows, drop


def apply(state: State, done: Entry) -> State:
    """Return the state after an entry: what the ledger's tables do, on values."""
    made = {}
    for table, key in KEYS.items():
        rows = {getattr(row, key): row for row in getattr(state, table)}
        for gone in done.drop.get(table, ()):
            rows.pop(gone, None)
        for row in done.set.get(table, ()):
            known = {k: v for k, v in row.items() if k in columns(table)}
            rows[row[key]] = replace(rows[row[key]], **known) if row[key] in rows else TABLES[table](**known)
        made[table] = tuple(rows[k] for k in sorted(rows))
    return State(**made)


def _changes(table: str, key: str, old: object, new: object) -> Row:
    names = columns(table)
    if old is None:
        return {name: value for name in names if (value := getattr(new, name)) is not None}
    return {name: getattr(new, name) for name in names if name == key or getattr(new, name) != getattr(old, name)}


def _usual(act: Act, state: State, said: Mapping[str, Any], on: str, rules: Rules) -> State:
    """Move the case as the table says: stamp, set, meet, start."""
    met = _met(state, act.meets, on)
    if state.case.status in ENDED and act.verb != "reopen":
        return met
    sets: Row = {column: said.get(word) for column, word in (act.sets or {}).items()}
    stamps: Row = dict.fromkeys(act.stamps, on)
    case = replace(state.case, **sets, **stamps, **_moved(act, state.case, on))
    if "unit" in sets or act.verb == "accept":
        met = _owed_by_nobody(met, on)
    return _started(replace(met, cases=(case,)), act.starts, on, said, rules)


def _moved(act: Act, case: Case, on: str) -> Row:
    after = leads_to(act, case)
    return {"status": after, "status_on": on} if act.stamps or after != case.status else {}


def _extended(act: Act, state: State, said: Mapping[str, Any], on: str, rules: Rules) -> State:
    running = handling(state)
    if running is None:
        raise Refused("extend_not_running", case=state.case.no)
    longer = terms.extend(
        running, said["days"], rules.calendar, on=on, by=said["approver"], why=said["reason"]
    )  # fmt: skip
    return with_next_due(replace(state, terms=tuple(longer if t.n == running.n else t for t in state.terms)))


def _reopened(act: Act, state: State, said: Mapping[str, Any], on: str, rules: Rules) -> State:
    """Open an ended case again: its answer no longer stands, and the clock of where it goes on starts anew."""
    fresh: Row = dict.fromkeys(
        ("closed_on", "close_reason", "settled", "replied_on", "served_on", "served_how", "opinion", "outcome")
    )
    case = replace(state.case, **(fresh | _moved(act, state.case, on)))
    known = any(p.name for p in state.petitioners)
    first = ("handle",) if case.status == Status.ACCEPTED else ("inform",) * known
    stopped = _stopped(replace(state, cases=(case,)), on, {t.n for t in state.terms})
    return _started(stopped, first, on, {}, rules)


_SPECIAL: Mapping[str, Callable[[Act, State, Mapping[str, Any], str, Rules], State]] = {
    "extend": _extended,
    "reopen": _reopened,
}


def _met(state: State, names: tuple[str, ...], on: str) -> State:
    terms_after = tuple(replace(t, met_on=on) if t.running and t.term in names else t for t in state.terms)
    return with_next_due(replace(state, terms=terms_after))


def _started(state: State, names: tuple[str, ...], on: str, said: Mapping[str, Any], rules: Rules) -> State:
    for name in names:
        rule = rules.terms[name]
        if rule.length is None and said.get("due"):
            owed_by = said.get("to")
            state = with_term(state, terms.start_set(rule, on, said["due"], rules.calendar, owed_by=owed_by))
        elif rule.length is not None and state.case.kind in rule.kinds:
            state = with_term(state, terms.start(rule, on, rules.calendar))
    return with_next_due(state)


def _stopped(state: State, on: str, numbers: Container[int]) -> State:
    """Stop the running clocks of these numbers without their being met."""
    clocks = (replace(t, stopped_on=on) if t.running and t.n in numbers else t for t in state.terms)
    return with_next_due(replace(state, terms=tuple(clocks)))


def _owed_by_nobody(state: State, on: str) -> State:
    """Stop the date that an earlier unit owed: the matter has gone to another, got another date, or came back."""
    return _stopped(state, on, {t.n for t in state.terms if t.owed_by})


def with_term(state: State, term: Term) -> State:
    """Return the state with one more clock."""
    n = max((t.n for t in state.terms), default=0) + 1
    return replace(state, terms=(*state.terms, replace(term, n=n)))


def with_next_due(state: State) -> State:
    """Return the state whose case knows the nearest date of its running clocks."""
    due = terms.nearest_due(state.terms)
    return state if state.case.next_due == due else replace(state, cases=(replace(state.case, next_due=due),))


def with_note(state: State, act: str, on: str, by: str, text: str) -> State:
    """Return the state with what was written down at an act; nothing written, no note."""
    if not text:
        return state
    n = max((note.n for note in state.notes), default=0) + 1
    return replace(state, notes=(*state.notes, Note(n=n, act=act, on_date=on, by_whom=by, text=text)))


def _new_case(number: NewNumber, intake: Intake) -> State:
    case = Case(
        no=number.no, year=number.year, serial=number.serial, status_on=intake.received_on,
        kind=intake.kind or Kind.CLAIM, category=intake.category, topic=intake.topic, subject=intake.subject,
        channel=intake.channel, source=intake.source, source_no=intake.source_no, village_group=intake.village_group,
        opened_on=intake.received_on, registered_on=intake.registered_on, first_receiver=intake.receiver,
        petitioner=_spokesmen(intake), petition_count=0,
    )  # fmt: skip
    return State(cases=(case,))


def _with_petition(state: State, intake: Intake, attached: Iterable[Attachment]) -> State:
    n = max((p.n for p in state.petitions), default=0) + 1
    petition = Petition(
        n=n, no=f"{state.case.no}-{n}", channel=intake.channel, received_on=intake.received_on,
        registered_on=intake.registered_on, repeat=intake.repeat if intake.repeat is not None else n > 1,
        people=intake.heads, petitioner=_spokesmen(intake), phone=intake.phone, address=intake.address,
        village_group=intake.village_group, representatives="、".join(intake.representatives) or None,
        subject=intake.subject, detail=intake.detail, kind=intake.kind or Kind.CLAIM, category=intake.category,
        source=intake.source, source_no=intake.source_no, receiver=intake.receiver, answer=intake.settled,
    )  # fmt: skip
    count = len(state.attachments)
    kept = (replace(a, n=count + i, petition=n) for i, a in enumerate(attached, 1))
    return replace(
        state,
        cases=(replace(state.case, petition_count=state.case.petition_count + 1),),
        petitions=(*state.petitions, petition),
        petitioners=(*state.petitioners, *_people(intake, n, max((p.n for p in state.petitioners), default=0))),
        attachments=(*state.attachments, *kept),
    )


def _people(intake: Intake, petition: int, count: int) -> Iterable[Petitioner]:
    """Yield who brought it; phone and ID number are the first one's."""
    speakers = [name for name in intake.representatives if name not in intake.names]
    for i, name in enumerate((*intake.names, *speakers)):
        yield Petitioner(
            n=count + i + 1, petition=petition, name=name, representative=name in intake.representatives,
            phone=intake.phone if i == 0 else None, id_number=intake.id_number if i == 0 else None,
        )  # fmt: skip
    if not intake.names and not speakers and (intake.phone or intake.id_number):
        yield Petitioner(n=count + 1, petition=petition, name="", phone=intake.phone, id_number=intake.id_number)


def _spokesmen(intake: Intake) -> str:
    names = intake.names or intake.representatives
    if not names:
        return ""
    return names[0] if intake.heads == 1 else f"{names[0]}等{intake.heads}人"


def _with_first_terms(state: State, intake: Intake, *, is_new: bool, rules: Rules) -> State:
    """Start the inform clock (not for the anonymous: arts. 22, 23) and the date that the higher level set.

    A repeat starts the inform clock only where the matter has ended: otherwise its petitioners are informed already
    or the first clock still runs.
    """
    informs = bool(intake.names or intake.representatives) and (is_new or state.case.status not in OPEN)
    if informs and not any(t.term == "inform" for t in state.running()):
        state = _started(state, ("inform",), intake.received_on, {}, rules)
    if intake.due:
        rule = rules.terms["assigned"]
        set_date = terms.start_set(rule, intake.received_on, intake.due, rules.calendar, owed_by=None)
        state = with_next_due(with_term(state, set_date))
    return state


def _settled_on_the_spot(state: State, intake: Intake) -> State:
    met = _met(state, PROCEDURE["close"].meets, intake.received_on)
    if state.case.status in ENDED:
        return met
    case = replace(
        met.case, status=Status.CLOSED, status_on=intake.received_on, closed_on=intake.received_on,
        settled=True, outcome=intake.settled, close_reason=None,
    )  # fmt: skip
    return replace(met, cases=(case,))


def _first_is_no_repeat(petitions: tuple[Petition, ...]) -> tuple[Petition, ...]:
    """Keep the first petition that stands from counting as a repeat of a void one."""
    first = next((p for p in petitions if p.void_reason is None), None)
    if first is None or any(p.void_reason is None and not p.repeat for p in petitions):
        return petitions
    return tuple(replace(p, repeat=False) if p.n == first.n else p for p in petitions)
