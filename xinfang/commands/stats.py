"""Statistics over a period, and the list behind any number of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.wanted import period_of
from xinfang.disk.sealed import Seal
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_period
from xinfang.domain.period import ALWAYS
from xinfang.tables import statistics
from xinfang.tables.counts import Statistics
from xinfang.tables.report import Report
from xinfang.words import labels, talk

app = typer.Typer()
File = tuple[Path, Seal | None]  # where the tables are written to


@app.command("stats")
def stats(
    ctx: typer.Context, period: o.PeriodArg = None, month: o.Month = None, quarter: o.Quarter = None,
    year: o.Year = None, first: o.First = None, last: o.Last = None, dated: o.Dated = None, by: o.GroupBy = None,
    cell: o.OfCell = None, file: o.StatsFile = None, sealed: o.Seal = False, show_all: o.All = False,
) -> None:  # fmt: skip
    """Count petitions and cases over a period, this year unless another was named."""
    desk: Desk = ctx.obj
    span = period_of(desk, period, month, quarter, year, first, last)
    span = parse_period(talk.THIS_YEAR, desk.today) if span == ALWAYS else span
    day = _chosen("dated", dated, labels.DATED) or "received"
    to = _file(desk, file, sealed=sealed)
    with desk.reading() as ledger:
        group = _chosen("group_by", by, statistics.groups_of(ledger))
        found = Statistics(ledger, desk.office, span, desk.today.isoformat(), day)
        if cell:
            _list(desk, found, cell, group, to, whole=show_all)
        elif to:
            _write(desk, statistics.report(found, group), to, ledger.head())
        elif desk.json:
            desk.show(statistics.document(found), ())
        else:
            desk.show_report(None, statistics.on_screen(found, group), whole=show_all)


def _file(desk: Desk, file: str | None, *, sealed: bool) -> File | None:
    """Return where the tables go and the seal that was asked for, None where they go on the screen.

    Raises Refused ``seal_needs_file`` (usage), else as `place` and `new_seal` do.
    """
    if not file:
        if sealed:
            raise Refused("seal_needs_file", usage=True)
        return None
    from xinfang.commands.export import place
    from xinfang.commands.password import new_seal

    return place(file, sealed=sealed), new_seal(desk, wanted=sealed)


def _list(
    desk: Desk, found: Statistics, cell: str, group: str | None, to: File | None, *, whole: bool
) -> None:  # fmt: skip
    """Show the petitions or cases behind a number, or write them to a file."""
    from xinfang.render.jsonfile import document
    from xinfang.tables import cells

    report = cells.report(found, cells.find(found, cell, group), cell)
    if to:
        _write(desk, report, to, found.ledger.head())
    else:
        desk.show_report(document(report) if desk.json else None, report, whole=whole)


def _chosen(field: str, text: str | None, known: Mapping[str, str]) -> str | None:
    if not text:
        return None
    from xinfang.commands.typed import choice

    return choice(field, text.strip(), known)


def _write(desk: Desk, report: Report, to: File, head: str) -> None:
    """Write the tables to a file with the head of the ledger; its ending says of which kind."""
    from xinfang.commands.export import put

    path, seal = to
    put(desk, replace(report, head=head), path, seal)
    tables = [{"name": table.name, "title": table.title, "count": table.count} for table in report.tables]
    desk.show({"file": str(path), "tables": tables}, [talk.WRITTEN.format(path=path), *[talk.SEALED] * bool(seal)])
