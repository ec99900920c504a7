"""Reports upward: the forms and the words of a week, month, quarter or year, ready to be signed and sent."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.export import keep_former, put
from xinfang.commands.password import new_seal
from xinfang.disk.sealed import Seal
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_period
from xinfang.render.safe import file_name
from xinfang.tables import essays, glance, sheets
from xinfang.tables.gathering import Gathering
from xinfang.tables.report import Essay, Made, Report
from xinfang.tables.spans import Span, last_whole, span_of
from xinfang.words import reports as words
from xinfang.words import talk

if TYPE_CHECKING:
    from xinfang.tables.figures import Figures

app = typer.Typer()


@app.command("report")
def report(
    ctx: typer.Context, kind: o.ReportKind, period: o.PeriodArg = None, folder: o.ToFolder = None, by: o.By = None,
    sealed: o.Seal = False,
) -> None:  # fmt: skip
    """Write the report of a week, a month, a quarter or a year: the last whole one unless another was named."""
    desk: Desk = ctx.obj
    span = _span(desk, typed.choice("report", kind, words.KINDS), period)
    to, seal = typed.folder(folder), new_seal(desk, wanted=sealed)
    with desk.reading() as ledger:
        gathering = Gathering(ledger, desk.office, span, desk.today)
        f = gathering.figures()
        made = Made(desk.clerk(by), desk.today.isoformat(), ledger.head())
        paths = [_written(desk, to, document, span, seal) for document in _documents(gathering, f, made)]
        shown = glance.on_screen(gathering, f)
    told = {
        "report": span.kind, "period": span.name, "from": span.period.first, "to": span.period.last,
        "files": [str(path) for path in paths], "head": made.head, "figures": asdict(f),
    }  # fmt: skip
    written = [words.WRITTEN.format(path=path) for path in paths if not desk.json] + [talk.SEALED] * bool(seal)
    if desk.asks:  # what is told last is seen, however long the rest is
        desk.show_report(told, shown)
    for line in written:
        desk.remark(line)
    if not desk.asks:
        desk.show_report(told, shown)
    elif not period:
        desk.remark(words.LAST_WHOLE.format(name=span.name, present=words.PRESENT[span.kind], kind=span.kind))


def _span(desk: Desk, kind: str, period: str | None) -> Span:
    """Return the span that was named, else the last whole one.

    Raises Refused: ``bad_period``, ``other_span``, ``span_to_come``.
    """
    if not period:
        return last_whole(kind, desk.today)
    named = parse_period(typed.text("period", period), desk.today)
    span = span_of(kind, named)
    if span is None:
        raise Refused("other_span", usage=True, text=period, kind=words.SPANS[kind], example=words.EXAMPLES[kind])
    if span.first > desk.today:
        raise Refused("span_to_come", usage=True, name=span.name)
    return span


def _documents(gathering: Gathering, f: "Figures", made: Made) -> list[tuple[str, Report | Essay]]:
    """Return what a report consists of, each with what its file is called."""
    match gathering.span.kind:
        case "week":
            return [("week", essays.weekly(gathering, f, made))]
        case "year":
            essay = [("year", essays.yearly(gathering, f, made))]
        case "quarter":
            essay = [("analysis", essays.analysis(gathering, f, made)), ("notice", essays.notice(gathering, f, made))]
        case _:
            essay = [("analysis", essays.analysis(gathering, f, made))]
    return [("sheets", sheets.report(gathering, f, made)), *essay]


def _written(
    desk: Desk, folder: Path, document: tuple[str, Report | Essay], span: Span, seal: Seal | None
) -> Path:  # fmt: skip
    """Write a document, a former one kept; returns where it lies."""
    name, content = document
    path = folder / file_name(words.FILES[name].format(period=span.name, office=desk.office.name))
    if isinstance(content, Report):
        put(desk, content, path, seal)
        return path
    from xinfang.papers.essay import write

    keep_former(desk, path)
    write(content, path, seal)
    return path
