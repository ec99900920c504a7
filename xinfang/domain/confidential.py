"""What of an accusation may leave the office (条例 arts. 30, 46): that it is there, its dates and numbers, no words.

The higher level counts it with all others: channel, heads, days, clocks. Who, where, about what and which unit stay.
A column that is not named here stays too.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from xinfang.domain.model import Row

SAID = frozenset({"act", "was_on", "undoes"})  # which step an undo took back


class Bare(NamedTuple):
    """What is left of the words of an entry, of each projection: what is not named goes.

    `open` are the columns that are left as they are; of the `marked` ones only whether there is something, since by it
    a row counts or not.
    """

    open: Mapping[str, frozenset[str]]
    marked: Mapping[str, frozenset[str]]

    def data(self, data: Mapping[str, Any], mark: str) -> dict[str, Any]:
        """Return the data of an entry without words: `mark` stands where only is told that there is something."""
        rows = {
            table: [self.row(table, row, mark) for row in rows]
            for table, rows in data["set"].items()
            if table in self.open
        }
        return {
            "said": {name: value for name, value in data["said"].items() if name in SAID and "undoes" in data["said"]},
            "set": rows,
            "drop": {table: keys for table, keys in data["drop"].items() if table in self.open},
        }

    def row(self, table: str, row: Row, mark: str) -> Row:
        """Return the row of a projection, or the columns of it that are set, without words."""
        kept = {name: value for name, value in row.items() if name in self.open[table]}
        marked = self.marked.get(table, frozenset())
        return kept | {name: mark if row[name] else row[name] for name in row if name in marked}


def columns(**names: str) -> dict[str, frozenset[str]]:
    """Return the columns of each projection, told with blanks between them."""
    return {table: frozenset(told.split()) for table, told in names.items()}


CLOSED = Bare(
    open=columns(
        cases="no year serial status status_on next_due kind channel source opened_on registered_on accepted_on "
        "forwarded_on assigned_on route replied_on opinion served_on agreed_on performed_on review_on reviewed_on "
        "review_opinion review_served_on reexam_on reexamined_on reexam_opinion reexam_served_on closed_on settled "
        "rated_office rated_unit followed_up_on joined_to archived_on",
        petitions="n no channel received_on registered_on repeat people kind source",
        terms="n term started_on length counted_in raw_end due_on safe_on provisional basis ours met_on stopped_on "
        "petition met_by extended_days extended_on paused_days",
        tasks="n task on_date due_on term done_on kept",
        meetings="n on_date way people",
        hearings="n on_date until days",
        papers="n kind year serial no made_on served_on",
    ),
    marked=columns(
        cases="subject petitioner", petitions="subject petitioner void_reason", terms="owed_by", papers="void_reason"
    ),
)
