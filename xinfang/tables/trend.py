"""The months up to the end of a report's span: how many petitions came, how many cases were answered in time; drawn."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang.domain.dates import add_months, month_of
from xinfang.domain.indicators import BY_CODE, value
from xinfang.domain.period import Period
from xinfang.ledger import indicators as counting
from xinfang.tables.counts import Statistics
from xinfang.tables.gathering import IN_TIME, Gathering
from xinfang.tables.report import Cell, Chart, Column, Draw, Table
from xinfang.words import reports as words

MONTHS = 13  # so that the first and the last are the same month
WIDTHS, NUMBER = {"month": 12, "rate": 16}, 11  # half-width characters
DRAWN = ("letters", "visits", "calls", "online")


def trend(gathering: Gathering) -> Table:
    """Return the last months, those before the ledger began left out, with their two charts."""
    last = date.fromisoformat(gathering.period.last or "")
    first = add_months(last.replace(day=1), 1 - MONTHS).isoformat()
    period = Period(max(first, gathering.began[:7] + "-01"), gathering.period.last)
    found = Statistics(gathering.ledger, gathering.office, period, gathering.today)
    rows = [_month(row, gathering) for row in found.months]
    heads = tuple(
        Column(key, label, WIDTHS.get(key, NUMBER), Cell.TEXT if key == "month" else Cell.NUMBER)
        for key, label in words.TREND_HEADS.items()
    )
    charts = (
        Chart(Draw.COLUMNS, words.TREND_CHART, "month", DRAWN, len(rows)),
        Chart(Draw.LINE, words.IN_TIME_CHART, "month", ("rate",), len(rows), percent=True),
    )
    table = Table("trend", words.TREND, heads, rows, len(rows))
    return replace(table, unit=words.STATEMENT_UNIT, notes=words.TREND_NOTES, charts=charts)


def _month(row: Mapping[str, Any], gathering: Gathering) -> dict[str, Any]:
    month = month_of(date.fromisoformat(row["from"]))
    counted = counting.count(gathering.asked(month), IN_TIME)
    rate = value(BY_CODE[IN_TIME], counted)
    return {
        **{key: row[key] for key in words.TREND_HEADS if key in row},
        "in_time": counted.numerator,
        "decided": counted.denominator,
        "rate": None if rate is None else round(rate * 100, 1),  # a blank is a gap in the line
    }
