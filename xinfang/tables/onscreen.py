"""The last step before a screen: codes become words, dates short, days left are told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang.tables.report import TOTAL, Cell, Report, Table
from xinfang.words import labels, screening, talk

WORDS: Mapping[str, Mapping[Any, str]] = {
    "status": screening.STAGE | labels.STATUS,
    "term": labels.TERM,
    "kind": labels.KIND,
    "channel": labels.CHANNEL,
    "settled": labels.SETTLED,
    "task": labels.TASK,
}
STORY = "story"  # what was done on a case, the oldest first


def in_words(report: Report, today: date) -> Report:
    """Return the report as a person at the screen reads it on the day `today`."""
    return replace(report, tables=tuple(_table(table, today) for table in report.tables))


def short_day(day: str | None, today: date, *, provisional: bool = False) -> str:
    """Return a date without the year when it is this year's; provisional ones say so."""
    if not day:
        return ""
    shown = day[5:] if day.startswith(f"{today.year}-") else day
    return shown + (labels.PROVISIONAL if provisional else "")


def shortened(report: Report, most: int) -> Report:
    """Return the report with so many rows of each table (-1: all), and what was cut off counted.

    A story keeps its end, and no table loses its sums.
    """
    rows = [list(table.rows) for table in report.tables]
    kept = [_cut(table.name, whole, most) for table, whole in zip(report.tables, rows, strict=True)]
    tables = tuple(replace(table, rows=shown) for table, shown in zip(report.tables, kept, strict=True))
    cut = [len(whole) - len(shown) for whole, shown in zip(rows, kept, strict=True)]
    more = [talk.MORE_ALL.format(title=t.title, count=n) for t, n in zip(tables, cut, strict=True) if n]
    return replace(report, tables=tables, notes=(*more, *report.notes))


def _cut(name: str, rows: list[Mapping[str, Any]], most: int) -> list[Mapping[str, Any]]:
    told, sums = [row for row in rows if TOTAL not in row], [row for row in rows if TOTAL in row]
    if most < 0 or len(told) <= most:
        return rows
    return told[-most:] if name == STORY else [*told[:most], *sums]


def _table(table: Table, today: date) -> Table:
    days = [column.key for column in table.columns if column.cell is Cell.DAY]
    return replace(table, rows=[_row(row, days, today) for row in table.rows])


def _row(row: Mapping[str, Any], days: list[str], today: date) -> dict[str, Any]:
    told = dict(row)
    for key in days:
        told[key] = short_day(row.get(key), today, provisional=key == "due_on" and bool(row.get("provisional")))
    for key in WORDS.keys() & row.keys():
        told[key] = WORDS[key].get(row[key], row[key])
    if row.get("days_left") is not None:
        told["left"] = talk.left(row["days_left"])
    if "petitioner" in row:
        told["petitioner"] = row["petitioner"] if row["petitioner"] != "" else labels.ANONYMOUS
    return told
