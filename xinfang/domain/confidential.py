"""What of an accusation may leave the office (条例 arts. 30, 46): that it is there, its dates and numbers, no words.

The higher level counts it with all others: channel, heads, days, clocks. Who, where, about what and which unit stay.
A column that is not named here stays too.
"""

from collections.abc import Mapping
from typing import Any

from xinfang.domain.model import Row

# Of each projection the columns that go out as they are.
OPEN: Mapping[str, frozenset[str]] = {
    table: frozenset(names.split())
    for table, names in {
        "cases": "no year serial status status_on next_due kind channel source opened_on registered_on accepted_on "
        "forwarded_on assigned_on route replied_on opinion served_on agreed_on performed_on review_on reviewed_on "
        "review_opinion review_served_on reexam_on reexamined_on reexam_opinion reexam_served_on closed_on settled "
        "rated_office rated_unit followed_up_on joined_to archived_on",
        "petitions": "n no channel received_on registered_on repeat people kind source",
        "terms": "n term started_on length counted_in raw_end due_on safe_on provisional basis ours met_on stopped_on "
        "petition met_by extended_days extended_on paused_days",
        "tasks": "n task on_date due_on term done_on kept",
        "meetings": "n on_date way people",
        "hearings": "n on_date until days",
        "papers": "n kind year serial no made_on served_on",
    }.items()
}
# Of which only whether there is something: by it a row counts or not.
MARKED: Mapping[str, frozenset[str]] = {
    "cases": frozenset({"subject", "petitioner"}),
    "petitions": frozenset({"subject", "petitioner", "void_reason"}),
    "terms": frozenset({"owed_by"}),
    "papers": frozenset({"void_reason"}),
}
SAID = frozenset({"act", "was_on", "undoes"})  # which step an undo took back


def bare(data: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """Return the data of an entry without words: `mark` stands where only is told that there is something."""
    rows = {table: [bare_row(table, row, mark) for row in rows] for table, rows in data["set"].items() if table in OPEN}
    return {
        "said": {name: value for name, value in data["said"].items() if name in SAID and "undoes" in data["said"]},
        "set": rows,
        "drop": {table: keys for table, keys in data["drop"].items() if table in OPEN},
    }


def bare_row(table: str, row: Row, mark: str) -> Row:
    """Return the row of a projection, or the columns of it that are set, without words."""
    kept = {name: value for name, value in row.items() if name in OPEN[table]}
    marked = MARKED.get(table, frozenset())
    return kept | {name: mark if row[name] is not None else None for name in row if name in marked}
