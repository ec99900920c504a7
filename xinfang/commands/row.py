"""What the commands on a case do where the number is that of a book's row: a dispute, a zero report, a meeting."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.dispute import judge_area, overtake
from xinfang.domain import acts, books, conferences, disputes, effects
from xinfang.domain.codes import Kind, Refused, Status
from xinfang.domain.model import Entry, State
from xinfang.ledger import rows
from xinfang.tables import rows as tables

if TYPE_CHECKING:
    from xinfang.ledger.book import Book
    from xinfang.ledger.cases import Cases
    from xinfang.ledger.reading import Ledger

# What is typed under a name that a book calls otherwise.
OF_A_DISPUTE = {
    "received_on": "found_on", "due": "settle_by", "leader": "responsible", "closed_on": "ended_on",
    "outcome": "result",
}  # fmt: skip
OF_A_MEETING = {"received_on": "on_date"}
FROM_A_DISPUTE = ("subject", "detail", "village_group", "category")  # what a petition says as its dispute does


def perform(desk: Desk, verb: str, no: str, date: str | None, by: str | None, given: Mapping[str, Any]) -> None:
    """Do one act on a dispute: read what was said, ask what is missing, judge, record and show."""
    on = desk.day(date)
    said = _said(verb, given)
    if desk.asks:
        said = _asked(desk, verb, no, said, on)
    with _writing_to(desk, no) as (ledger, state):
        _judge_fit(state, verb, said)
        entry = disputes.perform(verb, state, said, on, desk.clerk(by), desk.today.isoformat())
        desk.record(ledger, entry)
    _show(desk, entry, state)


def _said(verb: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was said of a dispute; the words of its end may stand under either option."""
    said: dict[str, Any] = {name: value for name, value in given.items() if isinstance(value, bool)}
    texts = {n: v for n, v in given.items() if n not in said and v is not None}
    if verb == "close":
        texts = {"result" if name in ("text", "reason") else name: value for name, value in texts.items()}
    return said | {name: typed.text(name, str(value)) for name, value in texts.items()}


def _asked(desk: Desk, verb: str, no: str, said: Mapping[str, Any], on: str) -> dict[str, Any]:
    """Ask for what an act needs and was not said, once it is sure that it fits where the dispute stands."""
    from xinfang.commands.asking.acts import needed_values

    with desk.reading_cases() as ledger:
        state = _state(desk, ledger, no)
    _judge_fit(state, verb, said)
    dispute = state.disputes[0]
    disputes.judge_place(disputes.Asked(verb, dispute, said, on, desk.today.isoformat()))
    desk.remark(tables.about(dispute))
    return needed_values(desk, disputes.NEEDED[verb], said)


def _judge_fit(state: State, verb: str, said: Mapping[str, Any]) -> None:
    """Refuse an act that is none on this row, and words that it does not take."""
    if not state.disputes or verb not in disputes.NEEDED:
        raise Refused("row_unfit", case=state.no, verb=verb)
    if unfit := [name for name in said if name not in disputes.NEEDED[verb]]:
        raise Refused("field_unfit", case=state.no, fields=unfit)


def correct(
    desk: Desk, no: str, given: Mapping[str, str | None], parties: list[str] | None, settled: bool | None,
    reason: str | None, text: str | None, by: str | None,
) -> None:  # fmt: skip
    """Correct fields of a dispute or a meeting; an empty value clears a field."""
    why, today = typed.text("reason", reason or ""), desk.today.isoformat()
    with _writing_to(desk, no) as (ledger, state):
        if state.disputes:
            new = _of_a_dispute(desk, given, parties, settled)
            entry = disputes.correct(state, new, why or typed.text("reason", text or ""), today, desk.clerk(by))
        elif state.conferences:
            new = _renamed(desk, {**given, "text": text}, OF_A_MEETING)
            entry = conferences.correct(state, new, why, today, desk.clerk(by))
        else:
            raise Refused("round_stays" if state.rounds else "row_unfit", case=state.no, verb="correct")
        desk.record(ledger, entry)
        overtake(desk, ledger, effects.apply(state, entry), desk.clerk(by))
    _show(desk, entry, state)


def judge_case(case: str, of_a_row: Mapping[str, object]) -> None:
    """Refuse to set on a case what only a row of a book has.

    Raises Refused ``field_unfit``.
    """
    if unfit := [name for name, value in of_a_row.items() if value is not None]:
        raise Refused("field_unfit", case=case, fields=unfit)


def _of_a_dispute(
    desk: Desk, given: Mapping[str, str | None], parties: list[str] | None, settled: bool | None
) -> dict[str, Any]:
    new = _renamed(desk, given, OF_A_DISPUTE)
    new |= {"parties": "、".join(typed.names("parties", parties))} if parties else {}
    new |= {"settled": settled} if settled is not None else {}
    if new.get("area"):
        judge_area(desk, new["area"])
    new |= {"topic": desk.office.topics().get(new["category"] or "")} if "category" in new else {}
    return new


def _renamed(desk: Desk, given: Mapping[str, str | None], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what was given, read under the names of the book."""
    return typed.read_all({names.get(name, name): value for name, value in given.items()}, desk.reading_of)


def void(desk: Desk, no: str, why: str, on: str, by: str | None) -> None:
    """Mark a row as entered by mistake."""
    with _writing_to(desk, no) as (ledger, state):
        entry = books.void(state, why, on, desk.clerk(by))
        desk.record(ledger, entry)
    _show(desk, entry, state)


def undo(desk: Desk, no: str, why: str, on: str, by: str | None) -> None:
    """Take back the last act on a row."""
    with _writing_to(desk, no) as (ledger, state):
        history = ledger.history(str(state.no))
        if state.disputes:
            entry = disputes.undo(history, on, desk.clerk(by), why, is_void=lambda case: _is_void(ledger.state(case)))
        elif acts.in_force(history)[-1][1].act == "zero-report":
            raise Refused("round_stays", case=state.no, verb="undo")
        else:
            entry = acts.undo(history, on, desk.clerk(by), why)
        desk.record(ledger, entry)
        overtake(desk, ledger, effects.apply(state, entry), desk.clerk(by))
    _show(desk, entry, state)


def with_their_case(desk: Desk, ledger: "Book", before: State, entry: Entry, on: str, by: str) -> list[str]:
    """Let the disputes that became a case follow it: they come back when it is void, and go again when that is undone.

    Returns their numbers.
    Raises Refused: something was done with one of them since it came back.
    """
    after, case = effects.apply(before, entry), before.case.no
    if _is_void(before) == _is_void(after):
        return []
    if _is_void(after):
        moved = [disputes.came_back(ledger.row("disputes", no), on, by) for no in rows.of_case(ledger, case)]
    else:
        still = rows.of_case(ledger, case)
        gone = [no for no in rows.once_of_case(ledger, case) if no not in still]
        moved = [disputes.linked_again(ledger.history(no), case, on, by) for no in gone]
    for move in moved:
        desk.record(ledger, move)
    return [str(move.case) for move in moved]


def _is_void(state: State) -> bool:
    return state.case.status == Status.VOID


def judge_kind(ledger: "Book", case: str, kind: object) -> None:
    """Refuse to make an accusation of a case that a dispute became: the dispute's parties are open.

    Raises Refused ``kind_of_dispute``.
    """
    if kind == Kind.ACCUSATION and (found := rows.of_case(ledger, case)):
        raise Refused("kind_of_dispute", case=case, dispute=found)


def judge_is_case(typed_no: str, verb: str) -> None:
    """Refuse the row of a book where only a case fits.

    Raises Refused ``row_unfit``.
    """
    if books.is_row(typed_no):
        raise Refused("row_unfit", case=typed_no.strip(), verb=verb)


def of_dispute(desk: Desk, no: str, values: Mapping[str, Any], *, anonymous: bool) -> tuple[str, dict[str, Any]]:
    """Return the number of a dispute that becomes a case, and the petition's values: what was said, else what it says.

    How many people it concerns is not how many came: that is counted as at any intake.
    Raises Refused: it is void, became a case before, or an accusation is to be made of it.
    """
    if values.get("kind") == Kind.ACCUSATION:
        raise Refused("dispute_accusation")
    with desk.reading_cases() as ledger:
        state = _state(desk, ledger, no)
    if not state.disputes:
        raise Refused("row_unfit", case=state.no, verb="became")
    dispute, today = state.disputes[0], desk.today.isoformat()
    disputes.judge(disputes.Asked("became", dispute, {}, values.get("received_on") or today, today))
    told: dict[str, Any] = {name: getattr(dispute, name) for name in FROM_A_DISPUTE}
    if not anonymous and not values.get("names") and dispute.parties:
        told["names"] = tuple(dispute.parties.split("、"))
    return dispute.no, {**values, **{name: value for name, value in told.items() if not values.get(name)}}


def link(desk: Desk, ledger: "Book", dispute: str, registered: Entry, by: str) -> None:
    """Write down on a dispute which case it became, beside the registration.

    Raises Refused ``dispute_accusation``: the petition went into an accusation.
    """
    if ledger.state(str(registered.case)).case.kind == Kind.ACCUSATION:
        raise Refused("dispute_accusation")
    entry = disputes.became(ledger.row("disputes", dispute), str(registered.case), registered.on, by)
    desk.record(ledger, entry)


def show(desk: Desk, no: str, *, whole: bool) -> None:
    """Show a row with its story."""
    asked = books.parse(no)
    if asked and asked.day:
        from xinfang.commands.reception import show_day

        show_day(desk, asked.day)
        return
    with desk.reading_cases() as offices:
        ledger = offices.of(offices.holder(no, lambda one: _number(desk, one, no))[0])
        desk.look_at(ledger.office)
        state = _state(desk, ledger, no)
        document = tables.document(state, ledger.written(str(state.no)))
    card = tables.report(document, tables.table_of(state), desk.office.name, desk.today)
    desk.show_card(document, card, whole=whole)


@contextmanager
def _writing_to(desk: Desk, no: str) -> Iterator[tuple["Book", State]]:
    """Hold the ledger to write on one row."""
    with desk.reading():
        pass  # there is a ledger at all
    with desk.writing() as ledger:
        yield ledger, _state(desk, ledger, no)


def _state(desk: Desk, ledger: "Cases", typed_no: str) -> State:
    """Return the row that was named.

    Raises Refused: there is none of this number, or several.
    """
    no = _number(desk, ledger, typed_no)
    asked = books.parse(typed_no)
    state = ledger.row(asked.table, no) if asked else State()
    if state.no is None:
        raise Refused("no_such_row", text=no)
    return state


def _number(desk: Desk, ledger: "Ledger", typed_no: str) -> str:
    asked = books.parse(typed_no)
    if asked is None:
        raise Refused("no_such_row", text=typed_no)
    if asked.day:
        from xinfang.commands.reception import typed_day

        return f"JF{typed_day(desk, asked.day)}"
    return rows.resolve(ledger, asked, typed_no, desk.today.year)


def _show(desk: Desk, entry: Entry, before: State) -> None:
    """Show what was just done; of a row that an undo took out, how it was before."""
    after = effects.apply(before, entry)
    desk.show(*tables.told(entry, after if after.no else before, desk.today))
