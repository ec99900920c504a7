"""After the answer: review and re-examination, asking after the end, aid, joining cases, the archive."""

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.perform import perform, show
from xinfang.commands.row import judge_is_case
from xinfang.domain import effects, joining
from xinfang.domain.codes import Refused

app = typer.Typer()


@app.command("review")
def review(
    ctx: typer.Context, case: o.CaseNo, to: o.AppealTo = None, served: o.Served = None, reason: o.LateReason = None,
    date: o.Day = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Take in a request for review of a served opinion, ours or another organ's (条例 art. 35)."""
    perform(ctx, "review", case, date, by, to=to, served=served, reason=reason, text=text)


@app.command("reexamine")
def reexamine(
    ctx: typer.Context, case: o.CaseNo, to: o.AppealTo = None, served: o.Served = None, reason: o.LateReason = None,
    date: o.Day = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Take in a request for re-examination of a served review opinion, ours or another organ's (条例 art. 36)."""
    perform(ctx, "reexamine", case, date, by, to=to, served=served, reason=reason, text=text)


@app.command("follow-up")
def follow_up(
    ctx: typer.Context, case: o.CaseNo, office_rating: o.OfficeRating = None, unit_rating: o.UnitRating = None,
    text: o.Said = None, date: o.Day = None, by: o.By = None,
) -> None:  # fmt: skip
    """Ask after the end whether it held, and how content the petitioner is with the office and with the unit."""
    perform(ctx, "follow-up", case, date, by, office_rating=office_rating, unit_rating=unit_rating, text=text)


@app.command("aid")
def aid(
    ctx: typer.Context,
    case: o.CaseNo,
    amount: o.Sum = None,
    source: o.AidSource = None,
    text: o.Said = None,
    date: o.Day = None,
    by: o.By = None,
) -> None:
    """Write down help given in money, and where it came from."""
    perform(ctx, "aid", case, date, by, sum=amount, from_whom=source, text=text)


@app.command("archive")
def archive(
    ctx: typer.Context, case: o.CaseNo, retention: o.Retention = None, archive_no: o.ArchiveNo = None,
    date: o.Day = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Archive an ended case: one case, one file; without a number of its own it keeps the case's."""
    perform(ctx, "archive", case, date, by, retention=retention, archive_no=archive_no, text=text)


@app.command("join")
def join(
    ctx: typer.Context, case: o.CaseNo, to: o.JoinTo = None, apart: o.Apart = None, reason: o.Reason = None,
    date: o.Day = None, text: o.Said = None, by: o.By = None,
) -> None:  # fmt: skip
    """Join a case to another about the same matter; or take it out again."""
    desk: Desk = ctx.obj
    for number in filter(None, (case, to)):
        judge_is_case(number, "join")
    on = desk.day(date)
    why = typed.text("reason", reason or text or "")
    if apart:
        _apart(desk, case, why, on, desk.clerk(by))
    elif to:
        _join(desk, case, to, why, on, desk.clerk(by))
    else:
        raise Refused("needs", usage=True, verb="join", fields=["into"])


def _join(desk: Desk, case: str, to: str, why: str, on: str, by: str) -> None:
    rules = desk.office.rules()
    said = {"reason": why} if why else {}
    with desk.writing() as ledger:
        one, other = (ledger.resolve(typed_no, desk.today.year) for typed_no in (case, to))
        state, into = ledger.state(one), ledger.state(other)
        entries = joining.join(state, into, said, on, by, desk.today.isoformat(), rules)
        for entry in entries:
            desk.record(ledger, entry)
    show(desk, entries[1], effects.apply(into, entries[1]))


def _apart(desk: Desk, case: str, why: str, on: str, by: str) -> None:
    if on > desk.today.isoformat():
        raise Refused("future_field", field="date", on=on)
    with desk.writing_to(case) as (ledger, state):
        other = state.case.joined_to
        if not other:
            raise Refused("not_joined", case=state.case.no)
        history, of_other = ledger.history(state.case.no), ledger.history(other)
        entries = joining.apart(history, ledger.state(other), of_other, why, on, by)
        for entry in entries:
            desk.record(ledger, entry)
    show(desk, entries[0], effects.apply(state, entries[0]))
