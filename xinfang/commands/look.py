"""Looking through the ledger: lists, registers, search."""

import typer

from xinfang.commands import opening, typed
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.wanted import period_of, wanted_of
from xinfang.domain.codes import Refused
from xinfang.ledger import find
from xinfang.tables import books, registers
from xinfang.tables.closed import Sight
from xinfang.tables.report import Report
from xinfang.words import books as book_words
from xinfang.words import talk

app = typer.Typer()


@app.command("list")
def list_cases(
    ctx: typer.Context, period: o.PeriodArg = None, month: o.Month = None, quarter: o.Quarter = None,
    year: o.Year = None, first: o.First = None, last: o.Last = None, dated: o.Dated = None, channel: o.ChannelOf = None,
    status: o.StatusOf = None, kind: o.KindOf = None, category: o.Category = None, group: o.GroupOf = None,
    unit: o.UnitOf = None, source: o.SourceOf = None, only_open: o.OnlyOpen = False, show_all: o.All = False,
    with_confidential: o.WithConfidential = False, reason: o.OpenReason = None,
) -> None:  # fmt: skip
    """List cases, the newest first."""
    desk: Desk = ctx.obj
    span = period_of(desk, period, month, quarter, year, first, last)
    wanted = wanted_of(
        desk, span, only_open=only_open, dated=dated, channel=channel, status=status, kind=kind, category=category,
        group=group, unit=unit, source=source,
    )  # fmt: skip
    sight = Sight(confidential=with_confidential, reason=reason)
    opening.disclose(desk, sight, {"what": "list"})
    with desk.reading() as ledger:
        report = registers.listing(ledger, desk.office, wanted, sight, desk.limit(whole=show_all))
    _show_list(desk, report)


@app.command("register")
def register(
    ctx: typer.Context, book: o.Book, period: o.PeriodArg = None, month: o.Month = None, quarter: o.Quarter = None,
    year: o.Year = None, first: o.First = None, last: o.Last = None, dated: o.Dated = None, status: o.StatusOf = None,
    kind: o.KindOf = None, category: o.Category = None, group: o.GroupOf = None, unit: o.UnitOf = None,
    source: o.SourceOf = None, only_open: o.OnlyOpen = False, show_all: o.All = False, unmask: o.Unmask = False,
    with_confidential: o.WithConfidential = False, reason: o.OpenReason = None,
) -> None:  # fmt: skip
    """Show one register in the columns that the office prints."""
    desk: Desk = ctx.obj
    name, today = registers.which(book), desk.today.isoformat()
    opening.judge_book(desk, [name])
    wanted = wanted_of(
        desk, period_of(desk, period, month, quarter, year, first, last), only_open=only_open, dated=dated,
        status=status, kind=kind, category=category, group=group, unit=unit, source=source,
    )  # fmt: skip
    sight = Sight(unmask, with_confidential, reason)
    opening.disclose(desk, sight, {"what": "register", "about": book_words.BOOKS[name]})
    with desk.reading() as ledger:
        report = registers.registers(ledger, desk.office, (name,), wanted, sight, today, desk.limit(whole=show_all))
        report = registers.with_rows(report, list(report.tables[0].rows), report.notes)
    _show_list(desk, report)


@app.command("search")
def search(
    ctx: typer.Context, words: o.Words, show_all: o.All = False, with_confidential: o.WithConfidential = False,
    reason: o.OpenReason = None,
) -> None:  # fmt: skip
    """Find cases, disputes and meetings by any words in them: names, phone tails, places, two-character words."""
    desk: Desk = ctx.obj
    asked = typed.text("text", " ".join(words))
    if not asked:
        raise Refused("no_words", usage=True)
    sight = Sight(confidential=with_confidential, reason=reason)
    opening.disclose(desk, sight, {"what": "search", "words": asked})
    with desk.searching() as ledger:
        limit, others = desk.limit(whole=show_all), books.beside(ledger, asked)
        shown = others if limit < 0 else others[: limit // 2]
        count, rows = find.search(ledger, asked, limit if limit < 0 else limit - len(shown))
    found = talk.FOUND if count <= find.MOST_COUNTED or len(rows) == count else talk.FOUND_MANY
    told = len(others) + (count if len(rows) == count else min(count, find.MOST_COUNTED))
    title = found.format(count=told) if told else talk.NOT_FOUND.format(words=asked)
    report = registers.case_list(ledger, desk.office, title, "", count + len(others), [*shown, *rows], sight)
    _show_list(desk, report)


def _show_list(desk: Desk, report: Report) -> None:
    """Show a list of one table, and how much of it was cut off."""
    from xinfang.render.jsonfile import document

    table = report.tables[0]
    if desk.json:
        desk.show(document(report), ())
        return
    rows = list(table.rows)
    total = talk.TOTAL.format(count=table.count)
    cut = talk.MORE_ROWS.format(count=table.count - len(rows))
    notes = (total if len(rows) == table.count else cut, *report.notes)
    desk.show_report(None, registers.with_rows(report, rows, notes))
