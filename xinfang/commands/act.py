"""Taking a matter in, answering and ending it: each act as a command. Where it fits is the procedure's to judge."""

import typer

from xinfang.commands import options as o
from xinfang.commands.perform import perform

app = typer.Typer()


@app.command("accept")
def accept(
    ctx: typer.Context,
    case: o.CaseNo,
    simple: o.Simple = None,
    date: o.Day = None,
    text: o.Said = None,
    by: o.By = None,
) -> None:
    """Accept a matter (条例 arts. 22, 23, 31(6)), for simple handling where that fits, or no longer."""
    perform(ctx, "accept", case, date, by, simple=simple, text=text)


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
    ctx: typer.Context, case: o.CaseNo, to: o.To = None, due: o.Due = None, done: o.Done = None, date: o.Day = None,
    text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Assign a matter to a unit, with a date for its report; or write down what it reported."""
    perform(ctx, "assign", case, date, by, to=to, due=due, done=done, text=text)


@app.command("route")
def route(
    ctx: typer.Context, case: o.CaseNo, item: o.RouteOf = None, to: o.To = None, date: o.Day = None,
    text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Lead a claim into its legal route (条例 art. 31 (1)-(5))."""
    perform(ctx, "route", case, date, by, route=item, to=to, text=text)


@app.command("object")
def object_to(
    ctx: typer.Context,
    case: o.CaseNo,
    ground: o.ObjectGround = None,
    date: o.Day = None,
    text: o.Said = None,
    by: o.By = None,
) -> None:
    """Give back what was wrongly forwarded to us (条例 art. 23)."""
    perform(ctx, "object", case, date, by, ground=ground or text, text=text if ground else None)


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
    ctx: typer.Context, case: o.CaseNo, how: o.How = None, signed_by: o.SignedBy = None, date: o.Day = None,
    text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Note that the answer was served; the right to appeal runs from here (条例 arts. 35, 36)."""
    perform(ctx, "deliver", case, date, by, how=how, signed_by=signed_by, text=text)


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
