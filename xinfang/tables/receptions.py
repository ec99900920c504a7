"""Reception days on a screen: the plan with what became of it, one day with who came and what was promised."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from xinfang.domain.book_rows import ReceptionDay
from xinfang.domain.period import Period
from xinfang.ledger import books, rows
from xinfang.ledger.find import Wanted
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.closed import Sight
from xinfang.tables.duties import AHEAD, BACK, reception_days, state_of
from xinfang.tables.report import Cell, Column, Report, Table, columns
from xinfang.words import labels, receptions, talk

WIDTHS: Mapping[str, tuple[int, Cell]] = {
    "day": (12, Cell.DAY), "weekday": (6, Cell.TEXT), "leader": (12, Cell.TEXT), "duty": (12, Cell.TEXT),
    "place": (24, Cell.TEXT), "state": (10, Cell.TEXT), "case": (13, Cell.ID), "petitioner": (12, Cell.TEXT),
    "subject": (30, Cell.TEXT), "text": (30, Cell.TEXT), "promises": (24, Cell.TEXT), "on": (12, Cell.DAY),
    "what": (30, Cell.TEXT), "seen_to": (8, Cell.TEXT),
}  # fmt: skip
SHRINKING = ("place", "duty", "petitioner", "subject", "text", "promises")


def plan(ledger: Ledger, office: Office, today: date) -> tuple[dict[str, Any], Report]:
    """Return the reception days to come and the recent ones, each with how it stands."""
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    since = rows.first_day(ledger) or today.isoformat()
    met = rows.met_on(ledger, first.isoformat(), today.isoformat())
    days = [_day_row(day, met, today, office) for day in reception_days(ledger, office, first, last).values()]
    coming = [row for row in days if row["day"] >= today.isoformat()]
    recent = [row for row in days if row["day"] < today.isoformat() and (row["day"] >= since or row["kept"])]
    heads = columns(receptions.PLANNED_HEADS, WIDTHS, SHRINKING)
    tables = (
        Table("coming", receptions.COMING.format(days=AHEAD), heads, coming, len(coming)),
        Table("recent", receptions.RECENT, heads, recent, len(recent)),
    )
    shown = tuple(table for table in tables if table.count)
    notes = () if shown else (receptions.NO_PLAN,)
    document = {"today": today.isoformat(), "coming": coming, "recent": recent}
    return document, Report(receptions.TITLE, "", office.name, shown, notes)


def _day_row(day: ReceptionDay, met: Mapping[str, int], today: date, office: Office) -> dict[str, Any]:
    on = date.fromisoformat(day.planned_on)
    state = state_of(day, met, today.isoformat())
    return {
        "reception": day.no, "day": day.planned_on, "weekday": talk.WEEKDAY[on.weekday()], "leader": day.leader,
        "duty": day.duty, "place": day.place, "hours": day.hours, "state": state, "met": met.get(day.planned_on, 0),
        "provisional": not office.calendar().is_settled(on), "noticed_on": day.noticed_on,
        "cancelled_why": day.cancelled_why, "kept": bool(day.noticed_on or day.held_on or met.get(day.planned_on)),
    }  # fmt: skip


def in_words(report: Report) -> Report:
    """Return a plan with its states in words."""
    tables = []
    for table in report.tables:
        told = [dict(row) | {"state": receptions.STATE[row["state"]]} for row in table.rows]
        tables.append(Table(table.name, table.title, table.columns, told, table.count))
    return Report(report.title, report.period, report.office, tuple(tables), report.notes)


def of_day(
    ledger: Ledger, office: Office, day: ReceptionDay, today: date, sight: Sight
) -> tuple[dict[str, Any], Report]:
    """Return one reception day: how it is planned, what became of it, who came, what was said and promised."""
    met = rows.met_on(ledger, day.planned_on, day.planned_on)
    row = _day_row(day, met, today, office)
    on_the_day = Wanted(period=Period(day.planned_on, day.planned_on))
    came = [_meeting(m, sight) for m in books.meetings(ledger, on_the_day) if m["case"]]
    mark = talk.MARK_PROVISIONAL if row["provisional"] else ""
    title = receptions.DAY_TITLE.format(
        day=day.planned_on, weekday=row["weekday"], mark=mark, state=receptions.STATE[row["state"]]
    )
    tables = (
        _facts(day),
        _reminders(day, office),
        Table("came", receptions.CAME, columns(receptions.CAME_HEADS, WIDTHS, SHRINKING), came, len(came)),
    )
    step = receptions.STEPS[row["state"]].format(day=day.planned_on[5:])
    notes = (talk.NEXT.format(step=f"xinfang {step}"),) if step else ()
    document = {name: value for name, value in row.items() if name != "kept"}
    document |= {"told": day.told, "done": (day.done or "").split("\n") if day.done else [], "came": came}
    return document, Report(title, "", office.name, tuple(t for t in tables if t.count), notes)


def _facts(day: ReceptionDay) -> Table:
    heads = (Column("field", "", 10), Column("value", "", 60, shrinks=True))
    told = {label: getattr(day, name) for name, label in receptions.CARD.items()}
    facts = [{"field": label, "value": str(value)} for label, value in told.items() if value]
    return Table("facts", "", heads, facts, len(facts))


def _reminders(day: ReceptionDay, office: Office) -> Table:
    """Return what is to be done about a reception, each with its day and whether it was."""
    reception, calendar, done = date.fromisoformat(day.planned_on), office.calendar(), (day.done or "").split("\n")
    found = [
        {"on": r.day(reception, calendar).isoformat(), "what": r.what, "seen_to": receptions.SEEN_TO[r.what in done]}
        for r in office.reminders()
    ]
    found.sort(key=lambda row: row["on"])
    return Table(
        "reminders",
        receptions.REMINDERS_TITLE,
        columns(receptions.REMINDER_HEADS, WIDTHS, SHRINKING),
        found,
        len(found),
    )


def _meeting(row: Any, sight: Sight) -> dict[str, Any]:
    """Return who came, what was said and promised; of an accusation its number only."""
    if sight.closes(row["kind"]):
        return {"case": row["case"], "subject": labels.CONFIDENTIAL}
    return {
        "case": row["case"],
        "petitioner": row["petitioner"] or labels.ANONYMOUS,
        "subject": row["subject"],
        "leader": row["leader"],
        "text": row["text"],
        "promises": promises(row["promises"]),
    }


def promises(packed: str | None) -> str | None:
    """Return what was promised in one cell, each with whether it was kept, else until when it is to be."""
    if not packed:
        return None
    told = []
    for promise in packed.split("\x1e"):
        text, due, kept = promise.split("\x1f")
        open_until = receptions.PROMISE_DUE.format(due=due) if due else receptions.PROMISE_OPEN
        state = receptions.PROMISE_STATE.get(kept, open_until)
        told.append(receptions.PROMISE.format(text=text, state=state))
    return "\n".join(told)
