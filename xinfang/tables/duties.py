"""What comes round by itself, for the morning: disputes to settle, rounds of screening, reception days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from xinfang.domain.book_rows import ReceptionDay
from xinfang.domain.period import Period
from xinfang.ledger import rows
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.offices import headed, marked
from xinfang.tables.report import Cell, Table, columns
from xinfang.words import labels, receptions, screening, talk

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "dispute": (13, Cell.ID), "due_on": (10, Cell.DAY), "left": (11, Cell.TEXT), "stands": (11, Cell.TEXT),
    "person": (10, Cell.TEXT), "subject": (40, Cell.TEXT), "next_step": (16, Cell.TEXT), "area": (10, Cell.TEXT),
    "first": (10, Cell.DAY), "last": (10, Cell.DAY), "day": (10, Cell.DAY), "leader": (10, Cell.TEXT),
    "what": (30, Cell.TEXT),
}  # fmt: skip
SHRINKING = ("subject", "person", "what", "leader")
LONG_AGO, FAR = "0001-01-01", 90  # days ahead in which a reception may have a reminder today
LOOKS_BACK = 30  # days for which a reception that nobody told of is asked for
SHORT = 2  # characters by which a reminder is named
AHEAD, BACK = 60, 60  # days of the list of reception days


def disputes(ledger: Ledger, today: date, last: date, workdays: int) -> tuple[Table, Table]:
    """Return the open disputes whose date has passed, and those whose date comes up to `last`."""
    late = _disputes(ledger, today, LONG_AGO, (today - timedelta(days=1)).isoformat())
    soon = _disputes(ledger, today, today.isoformat(), last.isoformat())
    heads = headed(ledger, columns(screening.DISPUTE_HEADS, SHAPES, SHRINKING))
    return (
        Table("disputes", screening.DISPUTES_LATE, heads, late, len(late)),
        Table("disputes", screening.DISPUTES_SOON.format(days=workdays), heads, soon, len(soon)),
    )


def _disputes(ledger: Ledger, today: date, first: str, last: str) -> list[dict[str, Any]]:
    return [marked(ledger, row, _dispute(row, today)) for row in rows.open_disputes(ledger, first, last)]


def _dispute(row: Any, today: date) -> dict[str, Any]:
    return {
        "dispute": row["no"],
        "due_on": row["due_on"],
        "days_left": (date.fromisoformat(row["due_on"]) - today).days,
        "subject": row["subject"],
        "person": row["person"] or row["leader"],
        "unit": row["team"],
        "group": row["village_group"],
        "next_step": f"close {labels.ACT['close']}",
    }


def rounds(ledger: Ledger, office: Office, today: date) -> Table:
    """Return the rounds of screening that were missed, and those that run and are not done yet."""
    from xinfang.domain import screening as rota

    since = rows.first_day(ledger) or today.isoformat()
    found = []
    for duty in office.rota():
        days = rows.screened(ledger, duty.area)
        done = [*days["found"], *days["nothing"]]
        turns = (rota.missed(duty, done, today, since), rota.due(duty, done, today))
        found += [_round(turn, today) for turn in turns if turn]
    found.sort(key=lambda row: (row["days_left"], row["area"]))
    return Table("rounds", screening.ROUNDS, columns(screening.ROUND_HEADS, SHAPES, SHRINKING), found, len(found))


def _round(turn: Any, today: date) -> dict[str, Any]:
    days_left = (date.fromisoformat(turn.period.last) - today).days
    missed = screening.MISSED.format(count=turn.missed) if turn.missed else ""
    return {
        "area": turn.duty.area,
        "every": turn.duty.every,
        "person": turn.duty.person,
        "first": turn.period.first,
        "last": turn.period.last,
        "days_left": days_left,
        "missed": turn.missed,
        "stands": missed or talk.left(days_left),
        "next_step": screening.ROUND_STEP,
    }


def reception_days(ledger: Ledger, office: Office, first: date, last: date) -> dict[str, ReceptionDay]:
    """Return the reception days from `first` to `last` as they are planned, with what the ledger knows of them."""
    from xinfang.domain.receptions import planned

    plan = planned(office.plans(), first, last, office.calendar())
    known = rows.reception_days(ledger, first.isoformat(), last.isoformat())
    kept = {day: reception_day(row) for day, row in known.items()}
    return dict(sorted((plan | kept).items()))


def reception_day(row: Any) -> ReceptionDay:
    """Return a row of the ledger as a reception day."""
    values = {name: row[name] for name in row.keys() if name != "office"}  # noqa: SIM118 - a row is no mapping
    nobody = values["nobody_came"]
    return ReceptionDay(**values | {"nobody_came": None if nobody is None else bool(nobody)})


def state_of(day: ReceptionDay, met: Mapping[str, int], today: str) -> str:
    """Return how a reception day stands: planned, its notice posted, held, nobody came, cancelled, not told of yet."""
    if day.cancelled_why is not None:
        return "cancelled"
    if met.get(day.planned_on) or (day.held_on and not day.nobody_came):
        return "held"
    if day.nobody_came:
        return "nobody"
    if day.planned_on < today:
        return "untold"
    return "noticed" if day.noticed_on else "planned"


def is_held(day: ReceptionDay, met: Mapping[str, int], today: str) -> bool:
    """Return whether a reception day was held: somebody met a leader, or nobody came."""
    return state_of(day, met, today) in ("held", "nobody")


def came_round(ledger: Ledger, office: Office, period: Period, today: str) -> dict[str, bool]:
    """Return the reception days of a period that have come, by number, each with whether it was held.

    They are those that the ledger knows of, and those planned by rule since its first entry; today's once it is held.
    """
    first, last = period.first or LONG_AGO, min(period.last or today, today)
    since = max(first, rows.first_day(ledger) or today)
    kept = {day: reception_day(row) for day, row in rows.reception_days(ledger, first, last).items()}
    days = reception_days(ledger, office, date.fromisoformat(since), date.fromisoformat(last)) | kept
    met = rows.met_on(ledger, first, last)
    told = ((day, is_held(day, met, today)) for _, day in sorted(days.items()))
    return {day.no: held for day, held in told if held or day.planned_on < today}


def receptions_today(ledger: Ledger, office: Office, today: date) -> Table:
    """Return what is to be done about receptions today: one that is held, reminders, one that nobody told of."""
    first, last = today - timedelta(days=LOOKS_BACK), today + timedelta(days=FAR)
    days = reception_days(ledger, office, first, last)
    met = rows.met_on(ledger, first.isoformat(), today.isoformat())
    since = rows.first_day(ledger) or today.isoformat()
    found = [row for day in days.values() for row in _of_a_day(day, office, today, met, since)]
    return Table("receptions", receptions.TODAY, columns(receptions.TODAY_HEADS, SHAPES, SHRINKING), found, len(found))


def _of_a_day(
    day: ReceptionDay, office: Office, today: date, met: Mapping[str, int], since: str
) -> Iterator[dict[str, Any]]:
    from xinfang.domain.receptions import reminders_of

    state, shown = state_of(day, met, today.isoformat()), day.planned_on[5:]
    if day.planned_on == today.isoformat() and state != "cancelled":
        yield _duty(day, today, receptions.IS_TODAY, receptions.TODAY_STEP)
    if state == "untold" and day.planned_on >= since:
        yield _duty(day, today, receptions.UNTOLD, receptions.STEPS["untold"].format(day=shown))
    for reminder, _on in reminders_of(day, office.reminders(), today, office.calendar()):
        posts = receptions.NOTICE_MARK in reminder.what
        step = receptions.STEPS["planned"] if posts else receptions.DONE_STEP
        yield _duty(day, today, reminder.what, step.format(day=shown, what=reminder.what[:SHORT]))


def _duty(day: ReceptionDay, today: date, what: str, step: str) -> dict[str, Any]:
    days_left = (date.fromisoformat(day.planned_on) - today).days
    stands = receptions.PAST.format(days=-days_left) if days_left < 0 else talk.left(days_left)
    return {
        "day": day.planned_on, "days_left": days_left, "stands": stands, "leader": day.leader, "what": what,
        "next_step": step,
    }  # fmt: skip
