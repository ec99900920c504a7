"""Handling a case: each act of the procedure as a command. What may be done where is the procedure's to judge."""

from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.domain import acts, effects
from xinfang.domain.procedure import PROCEDURE
from xinfang.tables.told import acted

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk

app = typer.Typer()


@app.command("accept")
def accept(ctx: typer.Context, case: o.CaseNo, date: o.Day = None, text: o.Said = None, by: o.By = None) -> None:
    """Accept a matter (条例 arts. 22, 23, 31(6))."""
    perform(ctx, "accept", case, date, by, text=text)


@app.command("decline")
def decline(
    ctx: typer.Context,
    case: o.CaseNo,
    ground: o.Ground = None,
    date: o.Day = None,
    text: o.Said = None,
    by: o.By = None,
) -> None:
    """Decline a matter, with the ground and where to go."""
    perform(ctx, "decline", case, date, by, ground=ground, text=text)


@app.command("forward")
def forward(
    ctx: typer.Context, case: o.CaseNo, to: o.To = None, due: o.Due = None, date: o.Day = None, text: o.Said = None,
    by: o.By = None,
) -> None:  # fmt: skip
    """Forward a matter to the competent unit."""
    perform(ctx, "forward", case, date, by, to=to, due=due, text=text)


@app.command("assign")
def assign(
    ctx: typer.Context, case: o.CaseNo, to: o.To = None, due: o.Due = None, date: o.Day = None, text: o.Said = None,
    by: o.By = None,
) -> None:  # fmt: skip
    """Assign a matter to a unit, with a date for its report."""
    perform(ctx, "assign", case, date, by, to=to, due=due, text=text)


@app.command("reply")
def reply(
    ctx: typer.Context,
    case: o.CaseNo,
    opinion: o.OpinionOf = None,
    text: o.Said = None,
    date: o.Day = None,
    by: o.By = None,
) -> None:
    """Give the written handling opinion (条例 art. 32)."""
    perform(ctx, "reply", case, date, by, opinion=opinion, text=text)


@app.command("deliver")
def deliver(
    ctx: typer.Context, case: o.CaseNo, how: o.How = None, date: o.Day = None, text: o.Said = None, by: o.By = None
) -> None:
    """Note that the answer was served; the right to ask for a review runs from here (条例 art. 35)."""
    perform(ctx, "deliver", case, date, by, how=how, text=text)


@app.command("extend")
def extend(
    ctx: typer.Context, case: o.CaseNo, days: o.Days = None, approver: o.Approver = None, reason: o.Reason = None,
    date: o.Day = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Extend the handling term once, by at most 30 days (条例 art. 34)."""
    perform(ctx, "extend", case, date, by, days=days, approver=approver, reason=reason, text=text)


@app.command("note")
def note(ctx: typer.Context, case: o.CaseNo, text: o.Said = None, date: o.Day = None, by: o.By = None) -> None:
    """Write down what was done or heard."""
    perform(ctx, "note", case, date, by, text=text)


@app.command("close")
def close(
    ctx: typer.Context, case: o.CaseNo, settled: o.Settled = None, reason: o.Reason = None, date: o.Day = None,
    text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Close a case: the procedural end, and whether the matter is settled."""
    perform(ctx, "close", case, date, by, settled=settled, reason=reason, text=text)


@app.command("reopen")
def reopen(
    ctx: typer.Context,
    case: o.CaseNo,
    reason: o.Reason = None,
    date: o.Day = None,
    text: o.Said = None,
    by: o.By = None,
) -> None:
    """Open an ended case again."""
    perform(ctx, "reopen", case, date, by, reason=reason, text=text)


def perform(ctx: typer.Context, verb: str, case: str, date: str | None, by: str | None, **given: Any) -> None:
    """Do one act: read what was said, ask what is missing, judge, record and show."""
    desk: Desk = ctx.obj
    with desk.reading_cases() as ledger:
        no = ledger.resolve(case, desk.today.year)
        state = ledger.state(no)
    on = typed.read("date", date or desk.today.isoformat(), desk.reading_of)
    said: dict[str, Any] = {name: value for name, value in given.items() if isinstance(value, bool)}
    plain = {n: v for n, v in given.items() if n not in said and n != "due" and v is not None}
    said |= typed.read_all(plain, desk.reading_of)
    if given.get("due"):
        said["due"] = typed.due(given["due"], on, desk.reading_of)
    if desk.asks:
        from xinfang.commands.ask import act_values

        said = act_values(desk, PROCEDURE[verb], state, said)
    with desk.writing_to(no) as (ledger, state):
        entry = acts.perform(verb, state, said, on, desk.clerk(by), desk.today.isoformat(), desk.office.rules())
        desk.record(ledger, entry)
    desk.show(*acted(entry, effects.apply(state, entry), desk.today))
