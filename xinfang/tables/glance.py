"""A report at a glance, for the screen: the months and the contents with bars; of a week its words."""

from collections.abc import Mapping
from typing import Any

from xinfang.tables import essays
from xinfang.tables.figures import Figures
from xinfang.tables.gathering import Gathering
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.tables.statistics import BARS, bar, share_words
from xinfang.tables.trend import trend
from xinfang.words import reports as words


def on_screen(gathering: Gathering, f: Figures) -> Report:
    """Return what is shown when a report was written."""
    if gathering.span.kind == "week":
        paragraphs = essays.weekly_paragraphs(gathering, f)
        return Report(words.WEEKLY.format(period=f.period), "", gathering.office.name, (), paragraphs)
    tables = tuple(table for table in (_months(gathering), _topics(f)) if table.count)
    return Report(
        words.WORKBOOK.format(period=f.period),
        gathering.words,
        gathering.office.name,
        tables,
        tuple(gathering.remarks()),
    )


def _months(gathering: Gathering) -> Table:
    rows = list(trend(gathering).rows)
    most = max([1, *(row["petitions"] for row in rows)])
    told = [dict(row) | {"bar": bar(row["petitions"], most)} for row in rows]
    return _table("trend", words.TREND, words.GLANCE_MONTHS, told)


def _topics(f: Figures) -> Table:
    most = max([1, *(group.now.petitions for group in f.topics)])
    told: list[Mapping[str, Any]] = [
        {
            "name": group.name,
            "petitions": group.now.petitions,
            "share": share_words(group.now.petitions, f.now.petitions),
            "bar": bar(group.now.petitions, most),
        }
        for group in f.topics
        if group.now.petitions
    ]
    return _table("topics", words.TOPICS, words.GLANCE_TOPICS, told)


def _table(name: str, title: str, heads: Mapping[str, str], rows: list[Any]) -> Table:
    texts = ("month", "name")
    columns = (Column(key, label, 10, Cell.TEXT if key in texts else Cell.NUMBER) for key, label in heads.items())
    return Table(name, title, (*columns, BARS), rows, len(rows))
