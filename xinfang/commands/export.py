"""Exporting registers to a file; the ending of its name says which kind of file."""

import shutil
from dataclasses import replace
from pathlib import Path

import typer

from xinfang.commands import clock, opening
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.password import new_seal
from xinfang.commands.wanted import period_of, wanted_of
from xinfang.disk.aside import OWNER_ONLY, spoken, written_aside
from xinfang.disk.sealed import Seal
from xinfang.domain.codes import Refused
from xinfang.ledger.connect import is_ledger
from xinfang.render.files import WRITERS, write
from xinfang.tables import registers
from xinfang.tables.closed import Sight
from xinfang.tables.report import Report
from xinfang.words import books as book_words
from xinfang.words import labels, talk

app = typer.Typer()


@app.command("export")
def export(
    ctx: typer.Context, file: o.File, period: o.PeriodArg = None, book: o.Books = None, month: o.Month = None,
    quarter: o.Quarter = None, year: o.Year = None, first: o.First = None, last: o.Last = None,
    dated: o.Dated = None, channel: o.ChannelOf = None, status: o.StatusOf = None, kind: o.KindOf = None,
    category: o.Category = None, group: o.GroupOf = None, unit: o.UnitOf = None, source: o.SourceOf = None,
    only_open: o.OnlyOpen = False, unmask: o.Unmask = False, with_confidential: o.WithConfidential = False,
    reason: o.OpenReason = None, to_print: o.ToPrint = False, sealed: o.Seal = False,
) -> None:  # fmt: skip
    """Write registers to a file; nothing of it is there before it is whole."""
    desk: Desk = ctx.obj
    path = place(file, to_print=to_print, sealed=sealed)
    names = tuple(registers.which(name) for name in book or ())
    span = period_of(desk, period, month, quarter, year, first, last)
    wanted = wanted_of(
        desk, span, only_open=only_open, dated=dated, channel=channel, status=status, kind=kind, category=category,
        group=group, unit=unit, source=source,
    )  # fmt: skip
    opening.judge_book(desk, names)
    seal = new_seal(desk, wanted=sealed)
    sight, today = Sight(unmask, with_confidential, reason), desk.today.isoformat()
    about = labels.LIST.join(book_words.BOOKS[name] for name in names)
    opening.disclose(desk, sight, {"what": "export", "about": about})
    with desk.reading() as ledger:
        report = (
            registers.registers(ledger, desk.office, names, wanted, sight, today)
            if names
            else registers.all_registers(ledger, desk.office, wanted, sight, today)
        )
        put(desk, replace(report, to_print=to_print, head=ledger.head(), written=clock.now()), path, seal)
    parts = [{"name": t.name, "title": t.title, "count": t.count} for t in report.tables]
    told = "、".join(talk.PART.format(**part) for part in parts)
    lines = [talk.EXPORTED.format(path=path, parts=told), *[talk.SEALED] * sealed, *report.notes]
    desk.show({"file": str(path), "registers": parts}, lines)


def place(file: str, *, to_print: bool = False, sealed: bool = False) -> Path:
    """Return where the file is to be, as it is told: without a way back (``..``) in it.

    Raises Refused: ``bad_ending``, ``print_is_xlsx``, ``seal_is_xlsx``, ``over_ledger`` (all usage).
    """
    typed = Path(file).expanduser()
    ending = typed.suffix.lower()
    if ending not in WRITERS:
        raise Refused("bad_ending", usage=True, ending=typed.suffix)
    if to_print and ending != ".xlsx":
        raise Refused("print_is_xlsx", usage=True, ending=ending)
    if sealed and ending != ".xlsx":
        raise Refused("seal_is_xlsx", usage=True, ending=ending)
    path = typed.parent.resolve() / typed.name
    if is_ledger(path):
        raise Refused("over_ledger", usage=True, path=path)
    return path


def put(desk: Desk, report: Report, path: Path, seal: Seal | None = None) -> None:
    """Write a report to a file, with a `seal` under a password; a former one is kept."""
    keep_former(desk, path)
    write(_as_demo(report, path.suffix.lower()) if desk.own.demo else report, path, seal)


def _as_demo(report: Report, ending: str) -> Report:
    """Return a report of made-up people: each of its titles says so.

    In a .db titles are the names of its tables, by which settings and queries know them: there the file's own says it.
    """
    if ending == ".db":
        return replace(report, title=report.title + labels.DEMO)
    tables = tuple(replace(table, title=table.title + labels.DEMO) for table in report.tables)
    return replace(report, title=report.title + labels.DEMO, tables=tables)


def keep_former(desk: Desk, path: Path) -> None:
    """Keep a file that is about to be replaced under another name: someone may have written into it.

    Raises Refused as `spoken` does.
    """
    former = path.with_stem(path.stem + talk.FORMER)
    with spoken(path.parent):
        if not path.is_file():
            return
    with written_aside(former) as draft:
        shutil.copy2(path, draft)
        draft.chmod(OWNER_ONLY)  # whoever could read it until now
    desk.remark(talk.FORMER_KEPT.format(path=former))
