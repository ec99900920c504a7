"""Screening for disputes: what was found, with the five ones, or that nothing was found."""

from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.domain import books, disputes, effects, screening
from xinfang.domain.book_rows import Dispute
from xinfang.domain.codes import Refused
from xinfang.domain.model import State
from xinfang.domain.registration import NewNumber
from xinfang.ledger import rows
from xinfang.tables import rows as row_tables
from xinfang.words import screening as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xinfang.ledger.book import Book

app = typer.Typer()
WITH_NOTHING = ("area", "finder", "found_on")  # what a zero report says too
STEPS = (
    "subject", "parties", "village_group", "people", "detail", "category", "team", "responsible", "person", "plan",
    "settle_by", "found_on",
)  # fmt: skip


@app.command("log-dispute")
def log_dispute(
    ctx: typer.Context, subject: o.Subject = None, party: o.Parties = None, group: o.VillageGroup = None,
    people: o.Concerned = None, detail: o.Briefly = None, category: o.Category = None, team: o.Team = None,
    leader: o.Responsible = None, person: o.Person = None, plan: o.PlanOf = None, due: o.SettleBy = None,
    date: o.Day = None, area: o.Area = None, finder: o.Finder = None, nothing: o.Nothing = False, text: o.Said = None,
    by: o.By = None,
) -> None:  # fmt: skip
    """Register a dispute that was found by screening, or that a round found nothing."""
    desk: Desk = ctx.obj
    desk.choose()
    given = {
        "subject": subject, "village_group": group, "people": people, "detail": detail, "category": category,
        "team": team, "responsible": leader, "person": person, "plan": plan, "found_on": date, "area": area,
        "finder": finder,
    }  # fmt: skip
    said = {name: value for name, value in typed.read_all(given, desk.reading_of).items() if value is not None}
    said |= {"parties": typed.names("parties", party)} if party else {}
    said |= {"settle_by": settle_by(desk, due, said.get("found_on"))} if due else {}
    if nothing:
        _nothing_found(desk, said, text, desk.clerk(by))
    else:
        _found(desk, said, text, desk.clerk(by))


def settle_by(desk: Desk, due: str, found_on: str | None) -> str | None:
    """Return the day up to which a dispute is to be settled, read from the day on which it was found on."""
    return typed.due(due, found_on, desk.reading_of)


def _found(desk: Desk, said: dict[str, Any], text: str | None, by: str) -> None:
    """Ask what is missing, judge, number, record, show."""
    if text and not said.get("detail"):
        said["detail"] = typed.text("detail", text)
    draft = None
    if desk.asks and not all(said.get(name) for name in ("subject", "team", "plan", "settle_by")):
        from xinfang.commands.asking.rows import row_values

        said, draft = row_values(
            desk, "dispute", words.ASKING_DISPUTE, STEPS, said, needed=_needed, also=_judge(desk, by)
        )
    said = with_area(desk, said)
    _judge(desk, by)(said)
    desk.found()
    with desk.writing() as ledger:
        number = new_number(ledger, "disputes", said.get("found_on") or desk.today.isoformat())
        entry = disputes.find(number, said, desk.today.isoformat(), by)
        desk.record(ledger, entry)
        found = effects.apply(State(), entry)
        overtake(desk, ledger, found, by)
    if draft:
        draft.drop()
    (dispute,) = found.disputes
    desk.show(_document(dispute), _lines(desk, dispute))


def overtake(desk: Desk, ledger: "Book", found: State, by: str) -> None:
    """Void the zero report of the round in which a dispute was found after all: the two do not stand side by side."""
    for dispute in found.disputes:
        if not dispute.area or dispute.void_reason is not None:
            continue
        for no in rows.zero_reports(ledger, dispute.area, dispute.found_on):
            why = words.OVERTAKEN.format(no=dispute.no)
            desk.record(ledger, books.void(ledger.row("rounds", no), why, desk.today.isoformat(), by))
            desk.remark(words.OVERTAKEN_TOLD.format(zero=no, why=why))


def _needed(field: str, values: "Mapping[str, Any]") -> bool:
    """Return whether a question must be answered: either who leads or who does it is responsible."""
    if field in ("responsible", "person"):
        return field == "person" and not values.get("responsible")
    return field in disputes.FIVE


def _judge(desk: Desk, by: str) -> Any:
    """Return a check of what was told: the rules for a dispute that is found."""

    def judge(said: "Mapping[str, Any]") -> None:
        today = desk.today.isoformat()
        dispute = disputes.told(said, today, by)
        disputes.judge(disputes.Asked("log-dispute", dispute, said, dispute.found_on, today))

    return judge


def with_area(desk: Desk, said: dict[str, Any]) -> dict[str, Any]:
    """Return what was told with the area of screening it counts for, and the main topic of its category."""
    areas = [duty.area for duty in desk.office.rota()]
    area = said.get("area") or screening.area_of(said.get("village_group"), areas)
    if area:
        judge_area(desk, area)
    topic = desk.office.topics().get(said.get("category") or "")
    return said | ({"area": area} if area else {}) | ({"topic": topic} if topic else {})


def judge_area(desk: Desk, area: str) -> None:
    """Refuse an area that the rota, where there is one, does not know.

    Raises Refused ``no_such_area``.
    """
    areas = [duty.area for duty in desk.office.rota()]
    if areas and area not in areas:
        raise Refused("no_such_area", usage=True, text=area, choices=areas)


def new_number(ledger: "Book", table: str, day: str) -> NewNumber:
    """Return the next free number of a book; the year is that of the day."""
    year = int(day[:4])
    serial = ledger.next_serial(year, table)
    return NewNumber(books.numbered(table, year, serial), year, serial)


def _document(dispute: Dispute) -> dict[str, Any]:
    return {
        "dispute": dispute.no, "found_on": dispute.found_on, "due_on": dispute.due_on, "stage": dispute.status,
        "area": dispute.area, "subject": dispute.subject, "next_step": row_tables.step(dispute),
    }  # fmt: skip


def _lines(desk: Desk, dispute: Dispute) -> list[str]:
    told = [words.FOUND.format(no=dispute.no, on=dispute.found_on)]
    duty = next((duty for duty in desk.office.rota() if duty.area == dispute.area), None)
    if duty:
        period = screening.round_of(duty.every, typed_day(dispute.found_on))
        told.append(words.COUNTED_INTO.format(area=duty.area, first=period.first, last=period.last))
    return [*told, *row_tables.lines(dispute, desk.today)]


def typed_day(iso: str) -> Any:
    """Return a day of the ledger as a date."""
    from datetime import date

    return date.fromisoformat(iso)


def _nothing_found(desk: Desk, said: dict[str, Any], text: str | None, by: str) -> None:
    """Write down that the round of an area found nothing."""
    if extra := [name for name in said if name not in WITH_NOTHING]:
        raise Refused("nothing_takes_none", usage=True, fields=extra)
    duty = _duty(desk, said.get("area"))
    told = {"date": said.get("found_on"), "finder": said.get("finder"), "text": typed.text("text", text or "")}
    told = {name: value for name, value in told.items() if value}
    desk.found()
    with desk.writing() as ledger:
        number = new_number(ledger, "rounds", told.get("date") or desk.today.isoformat())
        done = rows.screened(ledger, duty.area)
        entry = screening.nothing_found(number, duty, done, told, desk.today.isoformat(), by)
        desk.record(ledger, entry)
    made = effects.apply(State(), entry).rounds[0]
    if not desk.office.screening:
        desk.remark(words.NOT_IN_ROTA)
    document = {
        "round": made.no, "area": made.area, "every": made.every, "first": made.first, "last": made.last,
        "done_on": made.done_on, "found": 0,
    }  # fmt: skip
    desk.show(document, [words.NOTHING.format(no=made.no, area=made.area, first=made.first, last=made.last)])


def _duty(desk: Desk, area: str | None) -> screening.Duty:
    """Return the line of the rota for an area; where there is no rota, the area once a month.

    Raises Refused: no area was said where there are several, or the rota has none of this name.
    """
    rota = desk.office.rota()
    if not area and len(rota) == 1:
        return rota[0]
    if not area:
        raise Refused("needs", usage=True, verb="zero-report", fields=["area"])
    known = {duty.area: duty for duty in rota}
    judge_area(desk, area)
    return known.get(area) or screening.Duty(area, screening.MONTHLY)
