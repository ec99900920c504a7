"""Erasing the personal data of cases whose retention has run out: what is due, and the one act that does it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import clock, typed
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.row import judge_is_case
from xinfang.disk import aside
from xinfang.domain import thinning
from xinfang.domain.codes import Refused
from xinfang.domain.erasing import ACT
from xinfang.domain.model import Entry
from xinfang.ledger import erase as erasing
from xinfang.ledger import outside, shelf
from xinfang.tables import erasing as tables
from xinfang.words import erasing as words
from xinfang.words import talk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from xinfang.ledger.cases import Cases
    from xinfang.ledger.erase import Erased, Matter

app = typer.Typer()


@app.command("erase")
def erase(
    ctx: typer.Context, cases: o.Cases = None, all_due: o.AllDue = False, approver: o.Approver = None,
    reason: o.Reason = None, yes: o.Yes = False, by: o.By = None, show_all: o.All = False,
) -> None:  # fmt: skip
    """List whose retention has run out, or erase the personal data of these cases for good."""
    desk: Desk = ctx.obj
    if cases and all_due:
        raise Refused("erase_which", usage=True)
    for number in cases or ():
        judge_is_case(number, ACT)
    _go_on(desk)
    with desk.reading_cases() as ledger:
        due = erasing.due(ledger, desk.today.isoformat())
        found = _named(desk, ledger, cases) if cases else [one for one in due if not one.running]
    if not found or not (cases or all_due):
        rows = tables.rows(due)
        report = tables.report(rows, desk.office.name)
        desk.show_report({"due": rows, "count": len(rows)}, report, whole=show_all)
        return
    said = _said(desk, found, approver, reason)
    older = _older_copies(desk)
    _make_sure(desk, found, yes=yes)
    with desk.writing() as book:
        again = _named(desk, book, [one.case.no for one in found])
        act = Entry(act=ACT, case=None, on=desk.today.isoformat(), by=desk.clerk(by), said=said)
        acts = [replace(act, case=no) for one in again for no in one.numbers]
        erased = erasing.erase(book, acts, clock.now(), words.ERASED_MARK)
    erasing.sweep(desk.own.database)
    _show(desk, erased, said, older)


def _go_on(desk: Desk) -> None:
    """End an erasure that was cut short after it was recorded."""
    with desk.reading() as ledger:
        unswept = erasing.is_unswept(ledger.conn)
    if unswept:
        erasing.sweep(desk.own.database)
        desk.remark(words.WENT_ON)


def _named(desk: Desk, ledger: "Cases", cases: "Sequence[str]") -> "list[Matter]":
    """Return what may be erased of what was named, each matter once.

    Raises Refused as `judged` does.
    """
    numbers = [ledger.resolve(case, desk.today.year) for case in cases]
    found = [erasing.judged(ledger, no, desk.today.isoformat()) for no in numbers]
    return list({one.case.no: one for one in found}.values())


def _said(desk: Desk, found: "Sequence[Matter]", approver: str | None, reason: str | None) -> dict[str, Any]:
    """Return who approved it and why, asked for at a terminal.

    Raises Refused ``needs``.
    """
    said = {"approver": typed.text("approver", approver or ""), "reason": typed.text("reason", reason or "")}
    if desk.asks:
        _tell(desk, found)
    missing = [name for name, value in said.items() if not value]
    if missing and not desk.asks:
        raise Refused("needs", usage=True, verb=ACT, fields=missing)
    for name in missing:
        from xinfang.commands.ask import one_line

        said[name] = one_line(desk, name)
    return said


def _tell(desk: Desk, found: "Sequence[Matter]") -> None:
    """Tell what goes and what stays, before it is asked and done."""
    numbers = [no for one in found for no in one.numbers]
    for line in (words.GOES.format(count=len(numbers), numbers=talk.some(numbers)), words.STAYS, words.FINAL):
        desk.remark(line)


def _make_sure(desk: Desk, found: "Sequence[Matter]", *, yes: bool) -> None:
    """Ask whether it is to be done.

    Raises KeyboardInterrupt: the clerk said no; Refused ``erase_confirm``: nobody can be asked.
    """
    if yes:
        return
    if not desk.asks:
        raise Refused("erase_confirm", usage=True)
    from xinfang.commands.ask import choose

    no, _ = words.CHOICES
    if choose(words.QUESTION, list(words.CHOICES), no) == no:
        raise KeyboardInterrupt


def _older_copies(desk: Desk) -> "list[datetime]":
    """Return when the copies on the own shelf were made, the newest first: they hold what is to be erased.

    Raises Refused as `aside.spoken` does: the shelf cannot be read.
    """
    with aside.spoken(desk.own.backups):
        return [made for folder in shelf.folders(desk.own.backups) if (made := shelf.moment(folder.name))]


def _show(desk: Desk, erased: "Erased", said: dict[str, Any], older: "Sequence[datetime]") -> None:
    outside_on = outside.last(desk.own.backups)
    gone_by = thinning.gone_by(desk.today).isoformat() if older else None
    document = {
        "erased": list(erased.numbers), "entries": erased.entries, "files": erased.files, **said,
        "copies": [made.isoformat() for made in older], "copies_gone_by": gone_by,
        "copied_outside_on": outside_on.isoformat() if outside_on else None,
        "replaced": [folder.name for folder in shelf.replaced(desk.own.backups)],
    }  # fmt: skip
    done = words.DONE.format(
        numbers=talk.some(erased.numbers), entries=erased.entries, files=erased.files, approver=said["approver"]
    )
    lines = [done, words.ELSEWHERE]
    if older:
        days = {"first": older[-1].date(), "last": older[0].date(), "day": gone_by}
        lines.append(words.HELD.format(count=len(older), **days))
    if outside_on:
        lines.append(words.OUTSIDE.format(day=outside_on))
    if former := document["replaced"]:
        lines.append(words.REPLACED.format(folders="、".join(former)))
    desk.show(document, lines)
