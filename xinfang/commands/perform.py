"""Doing one act on a case: read what was said, ask what is missing, judge, record and show."""

from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import typed
from xinfang.commands.leading import lead_on
from xinfang.domain import acts, effects
from xinfang.domain.books import is_row
from xinfang.domain.procedure import row
from xinfang.tables.told import acted

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk
    from xinfang.domain.model import Entry, State


def perform(ctx: typer.Context, verb: str, case: str, date: str | None, by: str | None, **given: Any) -> None:
    """Do one act of the procedure on a case; `given` holds its own words as they were typed, yes and no as such."""
    desk: Desk = ctx.obj
    if is_row(case):
        from xinfang.commands import row as rows

        rows.perform(desk, verb, case, date, by, given)
        return
    with desk.reading_cases() as ledger:
        no = ledger.resolve(case, desk.today.year)
        ledger.judge_erased(no)  # before anything is asked about it
        state = ledger.state(no)
    on = desk.day(date)
    said = _said(desk, given, on)
    if desk.asks:
        from xinfang.commands.asking.acts import act_values

        said = act_values(desk, row(verb, state.case.status, said), state, said)
    with desk.writing_to(no) as (ledger, state):
        entry = acts.perform(verb, state, said, on, desk.clerk(by), desk.today.isoformat(), desk.office.rules())
        desk.record(ledger, entry)
    show(desk, entry, effects.apply(state, entry))


def _said(desk: "Desk", given: dict[str, Any], on: str) -> dict[str, Any]:
    """Return the values of what was typed; a date that was set is read from the day of the act on."""
    said: dict[str, Any] = {name: value for name, value in given.items() if isinstance(value, bool)}
    plain = {n: v for n, v in given.items() if n not in said and n != "due" and v is not None}
    said |= typed.read_all(plain, desk.reading_of)
    if given.get("due"):
        said["due"] = typed.due(given["due"], on, desk.reading_of)
    return said


def show(desk: "Desk", entry: "Entry", after: "State") -> None:
    """Show what was just done, and how the case stands after it."""
    desk.show(*acted(entry, after, desk.today, desk.office.role))
    lead_on(desk, after)
