"""Why a case's dates are what they are, what a day is, why an indicator is what it is."""

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.wanted import period_of
from xinfang.domain.books import is_row
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_period
from xinfang.domain.period import ALWAYS, Period
from xinfang.words import indicators as indicator_words
from xinfang.words import talk

app = typer.Typer()


@app.command("explain")
def explain(
    ctx: typer.Context, what: o.What, period: o.PeriodArg = None, month: o.Month = None, quarter: o.Quarter = None,
    year: o.Year = None, first: o.First = None, last: o.Last = None,
) -> None:  # fmt: skip
    """Explain an indicator, a case's dates, or what a day is and where terms end that start on it."""
    from xinfang.tables import indicators

    desk: Desk = ctx.obj
    span = period_of(desk, period, month, quarter, year, first, last)
    code = indicators.which(what)
    if code:
        _explain_indicator(desk, code, parse_period(talk.THIS_YEAR, desk.today) if span == ALWAYS else span)
    elif span != ALWAYS:
        raise Refused("explain_period", usage=True, text=what, among=indicators.known(), hint=indicator_words.NO_PERIOD)
    elif what.strip() == indicator_words.ALL:
        desk.choose()
        document = indicators.every(desk.office)
        desk.show(document, indicators.every_line(document))
    else:
        _explain_case(desk, what)


def _explain_indicator(desk: Desk, code: str, period: Period) -> None:
    from xinfang.tables import indicators

    with desk.reading() as ledger:
        document = indicators.document(ledger, desk.office, code, period, desk.today.isoformat())
    desk.show(document, indicators.lines(document))


def _explain_case(desk: Desk, what: str) -> None:
    """Explain a case's clocks; what names no case may be a day."""
    if is_row(what):
        raise Refused("row_unfit", case=what.strip(), verb="explain")
    try:
        with desk.reading_cases() as offices:
            ledger, no = offices.holding(what, desk.today.year)
            state, written = ledger.state(no), ledger.written(no)
    except Refused as refused:
        if refused.code not in ("no_such_case", "no_ledger", "lost_ledger", "no_office"):
            raise
        _explain_day(desk, what, no_case=refused)
        return
    from xinfang.tables import explain as why

    document = why.case_document(state, written, desk.office)
    desk.show(document, why.case_lines(document, desk.today))


def _explain_day(desk: Desk, what: str, no_case: Refused) -> None:
    """Explain a day, for which no office is needed; what is no day either is refused as it was as a case."""
    from xinfang.domain.dates import parse_day
    from xinfang.tables import explain as why
    from xinfang.tables.indicators import known

    try:
        day = parse_day(what, desk.today)
    except Refused as no_day:
        if no_case.code != "no_such_case":
            raise no_case from no_day
        raise Refused("explain_what", usage=True, text=what, among=known(), hint=indicator_words.SEE_ALL) from no_day
    desk.choose()
    document = why.day_document(day, desk.office)
    desk.show(document, why.day_lines(document))
