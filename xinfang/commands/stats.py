"""Statistics over a period."""

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.wanted import period_of
from xinfang.domain.dates import parse_period
from xinfang.domain.period import ALWAYS
from xinfang.tables import statistics
from xinfang.tables.counts import Statistics
from xinfang.tables.report import Report
from xinfang.words import talk

app = typer.Typer()


@app.command("stats")
def stats(
    ctx: typer.Context, period: o.PeriodArg = None, month: o.Month = None, quarter: o.Quarter = None,
    year: o.Year = None, first: o.First = None, last: o.Last = None, dated: o.Dated = None, by: o.GroupBy = None,
    file: o.StatsFile = None,
) -> None:  # fmt: skip
    """Count petitions and cases over a period, this year unless another was named."""
    desk: Desk = ctx.obj
    span = period_of(desk, period, month, quarter, year, first, last)
    span = parse_period(talk.THIS_YEAR, desk.today) if span == ALWAYS else span
    day = str(typed.read("dated", dated or "received", desk.reading_of))
    with desk.reading() as ledger:
        group = typed.choice("group_by", by, statistics.groups_of(ledger)) if by else None
        found = Statistics(ledger, desk.office, span, desk.today.isoformat(), day)
        if file:
            _write(desk, statistics.report(found, group), file)
        elif desk.json:
            desk.show(statistics.document(found), ())
        else:
            desk.show_report(None, statistics.on_screen(found, group))


def _write(desk: Desk, report: Report, file: str) -> None:
    """Write the tables to a file; its ending says of which kind."""
    from xinfang.commands.export import place, put

    path = place(file)
    put(desk, report, path)
    tables = [{"name": table.name, "title": table.title, "count": table.count} for table in report.tables]
    desk.show({"file": str(path), "tables": tables}, [talk.WRITTEN.format(path=path)])
