"""The morning: what must be done today (``xinfang``), and what is overdue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused
from xinfang.ledger import outside
from xinfang.ledger.clocks import any_duty
from xinfang.ledger.reading import Ledger
from xinfang.tables.closed import Sight
from xinfang.tables.morning import Morning
from xinfang.tables.report import Report, Table
from xinfang.words import backups, talk

app = typer.Typer()
LOOKS_BACK = timedelta(days=30)  # for which a reception that nobody told of is asked for
FURTHER = ("disputes", "rounds", "receptions")
ON_ONE_SCREEN = 10
IN_SHORT = 4
AROUND = 6  # lines of a screen that are no list: office and day, what is left out, the prompt, blank ones
LONGEST_LOOK = 3660  # days ahead


@app.command("today")
def today(ctx: typer.Context, show_all: o.All = False) -> None:
    """Show the day: overdue, due today, due soon, with others, without a clock."""
    desk: Desk = ctx.obj
    calendar = desk.office.calendar()
    last = calendar.add_workdays(desk.today, desk.office.remind_workdays)
    with desk.reading() as ledger:
        reminders = [*_reminders(calendar, desk.today), *_to_copy(desk, ledger)]
        limits = (-1, -1, -1) if desk.limit(whole=show_all) < 0 else (ON_ONE_SCREEN, IN_SHORT, IN_SHORT)
        lists = _lists(desk, ledger, last, limits)
        further = _further(desk, ledger, last, limits[0])
        hints = _to_type(desk, ledger, lists)
    document = {"today": desk.today.isoformat(), **{name: list(table.rows) for name, table in lists.items()}}
    document |= {name: [row for t in further if t.name == name for row in t.rows] for name in FURTHER}
    tables = tuple(lists.values())
    title = talk.TODAY_TITLE.format(
        office=desk.office.name, day=desk.today.isoformat(), weekday=talk.WEEKDAY[desk.today.weekday()]
    )
    shown = (*tables[:3], *further, *tables[3:])
    messages = [*hints, *(reminder["message"] for reminder in reminders)]
    shown = shown if show_all or desk.json else _on_this_screen(desk, shown, messages)
    _show(desk, document | {"reminders": reminders}, title, shown, "xinfang today --all", messages)


def _lists(desk: Desk, ledger: Ledger, last: date, limits: tuple[int, int, int]) -> dict[str, Table]:
    """The lists of cases under the keys of the document, in the order of the screen.

    Args:
        desk: Where the command runs.
        ledger: The open ledger.
        last: Through which day a term counts as due soon.
        limits: How many rows the clocks, the other lists and the later terms show at most; -1 for all.
    """
    clocks, others, far = (Morning(ledger, desk.today, Sight(), desk.office.role, limit) for limit in limits)
    soon = talk.DUE_SOON.format(days=desk.office.remind_workdays)
    return {
        "overdue": clocks.overdue(),
        "due_today": clocks.due(desk.today, talk.DUE_TODAY),
        "due_soon": clocks.due(last, soon, first=desk.today + timedelta(days=1)),
        "waiting": others.with_others(),
        "undated": others.undated(),
        "unclocked": others.unclocked(),
        "later": far.later(last),
    }


@app.command("overdue")
def overdue(ctx: typer.Context, within: o.Within = None, show_all: o.All = False) -> None:
    """Show what is overdue, and what will be within some working days (settings) or calendar days (``--within``)."""
    desk: Desk = ctx.obj
    days = None if within is None else _days(desk, within)
    if days is None:
        last = desk.office.calendar().add_workdays(desk.today, desk.office.remind_workdays)
        soon = talk.DUE_SOON.format(days=desk.office.remind_workdays)
    else:
        last, soon = desk.today + timedelta(days=days), talk.DUE_WITHIN.format(days=days)
    with desk.reading() as ledger:
        most = min(desk.limit(whole=show_all), 2 * ON_ONE_SCREEN)
        clocks = Morning(ledger, desk.today, Sight(), desk.office.role, most)
        tables = (clocks.overdue(), clocks.due(last, soon))
    document = {"today": desk.today.isoformat(), "overdue": list(tables[0].rows), "due": list(tables[1].rows)}
    _show(desk, document, "", tables, "xinfang overdue --all")


def _reminders(calendar: Calendar, today: date) -> list[dict[str, str]]:
    """Return what the office itself is reminded of: from December on, of the next year's holiday notice."""
    year = calendar.wanted_year(today)
    return [{"code": "no_schedule", "message": talk.REMIND_SCHEDULE.format(year=year)}] if year else []


def _to_copy(desk: Desk, ledger: Ledger) -> list[dict[str, str]]:
    """Return the reminder that a copy outside this PC is due; made-up people are nobody's loss."""
    if desk.own.demo or desk.looks_at:
        return []
    made = outside.last(desk.own.backups)
    if not outside.is_due(ledger, made, desk.today):
        return []
    told = made and backups.REMIND_AGAIN.format(days=(desk.today - made).days)
    return [{"code": "copy_outside", "message": told or backups.REMIND_FIRST}]


def _to_type(desk: Desk, ledger: Ledger, lists: Mapping[str, Table]) -> list[str]:
    """Return what somebody at a terminal types next: the first act of the lists, or a new petition."""
    if not desk.asks or desk.looks_at:
        return []
    rows = (row for name, table in lists.items() if name != "waiting" for row in table.rows if _is_plain(row))
    for row in rows:
        verb = row["next_step"].split()[0]
        return [talk.TYPE_FIRST.format(verb=verb, case=ledger.short(row["case"], desk.today.year))]
    return [talk.TYPE_NEW]


def _is_plain(row: Mapping[str, Any]) -> bool:
    """Return whether a row names an act that needs no option."""
    return bool(row.get("next_step")) and "--" not in row["next_step"]


def _further(desk: Desk, ledger: Ledger, last: date, limit: int) -> tuple[Table, ...]:
    """Return the duties of the day beside the cases; where there are none, nothing is loaded for them."""
    office = desk.office
    if not (office.screening or office.receptions or any_duty(ledger, (desk.today - LOOKS_BACK).isoformat())):
        return ()
    from xinfang.tables import duties

    tables = (
        duties.receptions_today(ledger, office, desk.today),
        *duties.disputes(ledger, desk.today, last, office.remind_workdays),
        duties.rounds(ledger, office, desk.today),
    )
    return tuple(replace(table, rows=list(table.rows)[: limit if limit >= 0 else None]) for table in tables)


def _on_this_screen(desk: Desk, tables: Sequence[Table], reminders: Sequence[str]) -> tuple[Table, ...]:
    """Return the lists with as many rows as are seen at once."""
    from xinfang.render.terminal import height, width
    from xinfang.tables.morning import fitted

    beside = sum(1 + 2 * len(reminder) // width() for reminder in reminders) + desk.own.demo
    return fitted(tables, height() - AROUND - beside)


def _days(desk: Desk, within: str) -> int:
    """Return how many days to look ahead.

    Raises Refused ``bad_number``.
    """
    from xinfang.commands.typed import read

    days = read("within", within, desk.reading_of)
    if days is None or not 0 <= days <= LONGEST_LOOK:
        raise Refused("bad_number", usage=True, field="within", text=within)
    return int(days)


def _show(
    desk: Desk, document: object, title: str, tables: tuple[Table, ...], whole: str, reminders: Sequence[str] = ()
) -> None:
    """Show the lists that hold something, each with its count; what was cut off is told."""
    from xinfang.tables.morning import counted

    shown = tuple(counted(table) for table in tables if table.rows)
    notes: tuple[str, ...] = () if any(t.name in ("overdue", "due", *FURTHER) for t in shown) else (talk.ALL_QUIET,)
    notes += tuple(_left_out(tables, whole))
    notes += tuple(reminders)
    desk.show_report(document, Report(title, "", desk.office.name, shown, notes))


def _left_out(tables: Sequence[Table], whole: str) -> Iterator[str]:
    """Yield how much is not shown, with the lists of which nothing is, and the command that shows it."""
    cut = sum(table.count - len(list(table.rows)) for table in tables)
    unseen = "、".join(
        talk.LIST.format(title=table.title, count=table.count) for table in tables if table.count and not table.rows
    )
    if cut:
        lists = talk.UNSEEN.format(lists=unseen) if unseen else ""
        yield talk.MORE.format(count=cut, lists=lists, command=whole)
