"""Mending what was written down: correct a field, void what was entered by mistake, undo the last act."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import opening, row, typed
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain import acts, corrections, effects
from xinfang.domain.books import is_row
from xinfang.domain.codes import Kind, Refused
from xinfang.domain.model import Entry, State
from xinfang.tables.told import acted
from xinfang.words import screening

if TYPE_CHECKING:
    from xinfang.ledger.book import Book

app = typer.Typer()


@app.command("correct")
def correct(
    ctx: typer.Context, case: o.CaseNo, petition: o.PetitionN = None,
    name: o.Names = None, phone: o.Phone = None, id_number: o.IdNumber = None, address: o.Address = None,
    group: o.VillageGroup = None, people: o.People = None, representative: o.Representatives = None,
    date: o.Day = None, subject: o.Subject = None, detail: o.Detail = None, category: o.Category = None,
    kind: o.KindOf = None, channel: o.ChannelOf = None, source: o.SourceOf = None, source_no: o.SourceNo = None,
    due: o.Due = None, receiver: o.Receiver = None, unit: o.UnitOf = None, handler: o.Handler = None,
    leader: o.Leader = None, instruction: o.Instruction = None, outcome: o.Outcome = None,
    opinion: o.OpinionOf = None, how: o.How = None, settled: o.Settled = None, plan: o.PlanOf = None,
    office_rating: o.OfficeRating = None, unit_rating: o.UnitRating = None, retention: o.Retention = None,
    archive_no: o.ArchiveNo = None, accepted_on: o.AcceptedOn = None, forwarded_on: o.ForwardedOn = None,
    replied_on: o.RepliedOn = None, served_on: o.ServedOn = None, closed_on: o.ClosedOn = None,
    area: o.Area = None, finder: o.Finder = None, party: o.Parties = None, team: o.Team = None,
    person: o.Person = None, chair: o.Chair = None, attended: o.Attended = None, place: o.Place = None,
    with_confidential: o.WithConfidential = False, reason: o.Reason = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Correct fields of a case or of one of its petitions; an empty value clears a field."""
    desk: Desk = ctx.obj
    given = {
        "phone": phone, "id_number": id_number, "address": address, "village_group": group, "people": people,
        "received_on": date, "subject": subject, "detail": detail, "category": category, "kind": kind,
        "channel": channel, "source": source, "source_no": source_no, "receiver": receiver, "unit": unit,
        "handler": handler, "leader": leader, "instruction": instruction, "outcome": outcome, "opinion": opinion,
        "served_how": how, "plan": plan, "rated_office": office_rating,
        "rated_unit": unit_rating, "retention": retention, "archive_no": archive_no, "accepted_on": accepted_on,
        "forwarded_on": forwarded_on, "replied_on": replied_on, "served_on": served_on, "closed_on": closed_on,
    }  # fmt: skip
    of_a_row = {"area": area, "finder": finder, "team": team, "person": person, "chair": chair, "place": place}
    of_a_row |= {"attended": "、".join(typed.names("attended", attended)) if attended else None}
    if is_row(case):
        row.correct(desk, case, {**given, **of_a_row, "due": due}, party, settled, reason, text, by)
        return
    row.judge_case(case, {**of_a_row, "parties": party})
    new = _of_a_case(desk, given, due, {"names": name, "representatives": representative}, settled)
    why = opening.reason(desk, reason or text) if with_confidential else typed.text("reason", reason or text or "")
    today, rules = desk.today.isoformat(), desk.office.rules()
    with desk.writing_to(case) as (ledger, state):
        _judge_opening(desk, ledger, state, new, why if with_confidential else "")
        row.judge_kind(ledger, state.case.no, new.get("kind"))
        n = _petition(desk, state, case, petition)
        entry = corrections.correct(state, n, new, on=today, by=desk.clerk(by), reason=why, rules=rules)
        desk.record(ledger, entry)
    _show(desk, entry, state)


def _of_a_case(
    desk: Desk, given: Mapping[str, str | None], due: str | None, lists: Mapping[str, list[str] | None],
    settled: bool | None,
) -> dict[str, Any]:  # fmt: skip
    """Return the new values of a case or a petition, read as they were typed."""
    new = typed.read_all(given, desk.reading_of)
    new |= {"due": typed.due(due, new.get("received_on"), desk.reading_of)} if due is not None else {}
    new |= {field: typed.names(field, names) for field, names in lists.items() if names}
    new |= {"settled": settled} if settled is not None else {}
    return new | ({"topic": desk.office.topics().get(new["category"] or "")} if "category" in new else {})


@app.command("void")
def void(
    ctx: typer.Context, case: o.CaseNo, reason: o.Reason = None, petition: o.PetitionN = None, date: o.Day = None,
    text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Mark a case, or one petition of it, as entered by mistake."""
    desk: Desk = ctx.obj
    on, why = _day(desk, date), typed.text("reason", reason or text or "")
    if not why and desk.asks:
        from xinfang.commands.ask import one_line

        why = one_line(desk, "reason")
    if is_row(case):
        row.void(desk, case, why, on, by)
        return
    with desk.writing_to(case) as (ledger, state):
        n = _petition(desk, state, case, petition)
        entry = acts.void(state, n, why, on, desk.clerk(by))
        desk.record(ledger, entry)
        back = row.with_their_case(desk, ledger, state, entry, on, desk.clerk(by))
    _show(desk, entry, state, [screening.CAME_BACK.format(no=no) for no in back])


@app.command("undo")
def undo(ctx: typer.Context, case: o.CaseNo, date: o.Day = None, text: o.Said = None, by: o.By = None) -> None:
    """Take back the last act of a case."""
    desk: Desk = ctx.obj
    on, why = _day(desk, date), typed.text("text", text or "")
    if is_row(case):
        row.undo(desk, case, why, on, by)
        return
    with desk.writing_to(case) as (ledger, state):
        entry = acts.undo(ledger.history(state.case.no), on, desk.clerk(by), why)
        desk.record(ledger, entry)
        again = row.with_their_case(desk, ledger, state, entry, on, desk.clerk(by))
    _show(desk, entry, state, [screening.LINKED.format(no=no, case=state.case.no) for no in again])


def _judge_opening(desk: Desk, ledger: "Book", state: State, new: dict[str, Any], why: str) -> None:
    """Refuse to make another kind of matter of an accusation in passing: from there on everyone sees it.

    With a reason for opening it, that is an entry of its own (条例 arts. 30, 46).
    """
    if state.case.kind != Kind.ACCUSATION or new.get("kind") in (None, Kind.ACCUSATION):
        return
    if not why:
        raise Refused("kind_opens", case=state.case.no)
    desk.record(ledger, opening.entry(desk, {"what": "correct", "reason": why}, state.case.no))


def _show(desk: Desk, entry: Entry, before: State, more: Iterable[str] = ()) -> None:
    document, lines = acted(entry, effects.apply(before, entry), desk.today, desk.office.role)
    desk.show(document, [*lines, *more])


def _day(desk: Desk, date: str | None) -> str:
    """Return the day of mending: as said, else today.

    Raises Refused ``future_field``.
    """
    on = desk.day(date)
    if on > desk.today.isoformat():
        raise Refused("future_field", field="date", on=on)
    return on


def _petition(desk: Desk, state: State, case: str, petition: str | None) -> int | None:
    """Return which petition is meant: by its place, or by its own number in place of the case's; None for the case."""
    if petition:
        return int(typed.read("petition", petition, desk.reading_of) or 0)
    return next((p.n for p in state.petitions if p.no.upper() == case.strip().upper()), None)
