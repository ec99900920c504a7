"""How leaders received petitioners in a period (领导接访情况表): the days planned and held, who received how many."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from xinfang.domain.codes import Reception
from xinfang.domain.period import Period
from xinfang.ledger import books, rows
from xinfang.ledger.find import Wanted
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.closed import Sight
from xinfang.tables.duties import came_round
from xinfang.tables.offices import apart, headed, marked
from xinfang.tables.report import Cell, Table, columns
from xinfang.words import labels, receptions
from xinfang.words import reports as words

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "on_date": (12, Cell.DAY), "leader": (12, Cell.TEXT), "duty": (12, Cell.TEXT), "way": (8, Cell.TEXT),
    "people": (8, Cell.NUMBER), "case": (14, Cell.ID), "subject": (34, Cell.TEXT), "text": (34, Cell.TEXT),
    "unit": (14, Cell.TEXT), "status": (10, Cell.TEXT),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Reception days that have come: planned = held + cancelled + untold; to `nobody` of those held anybody came.

    `batches` and `people` were received on reception days, `appointed` and `visited` (下访) batches at other times.
    """

    planned: int = 0
    held: int = 0
    nobody: int = 0
    cancelled: int = 0
    untold: int = 0
    batches: int = 0
    people: int = 0
    appointed: int = 0
    visited: int = 0

    def __add__(self, other: "Received") -> "Received":
        """Return both together."""
        return Received(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def received(ledger: Ledger, office: Office, period: Period, today: str) -> Received:
    """Count the reception days and meetings of a whole period up to today, of all offices looked at."""
    return sum((_received(*each, period, today) for each in apart(ledger, office)), Received())


def _received(ledger: Ledger, office: Office, period: Period, today: str) -> Received:
    came = came_round(ledger, office, period, today)
    known = rows.reception_days(ledger, period.first or "", min(period.last or today, today))
    off = sum(row["cancelled_why"] is not None and row["no"] in came for row in known.values())
    found = books.meetings(ledger, Wanted(period=period))
    met = {way: [row for row in found if row["case"] and row["way"] == way] for way in Reception}
    held = sum(came.values())
    return Received(
        planned=len(came), held=held, cancelled=off, untold=len(came) - held - off,
        nobody=sum(row["case"] is None for row in found), batches=len(met[Reception.RECEIVED]),
        people=sum(row["people"] for row in met[Reception.RECEIVED]), appointed=len(met[Reception.APPOINTED]),
        visited=len(met[Reception.WENT]),
    )  # fmt: skip


def table(ledger: Ledger, period: Period) -> Table:
    """Return who received whom about what, day by day; the petitioners are not named."""
    lines = [marked(ledger, row, _row(row)) for row in books.meetings(ledger, Wanted(period=period))]
    heads = headed(ledger, columns(words.RECEIVED_HEADS, SHAPES, ()))
    return Table("receptions", words.RECEIVED, heads, lines, len(lines))


def _row(row: Any) -> dict[str, Any]:
    by = {"on_date": row["on_date"], "leader": row["leader"], "duty": row["duty"]}
    if row["case"] is None:
        return by | {"way": labels.WAY_TO_MEET["received"], "people": 0, "subject": receptions.NOBODY}
    met = {"way": labels.WAY_TO_MEET[row["way"]], "people": row["people"], "case": row["case"]}
    if Sight().closes(row["kind"]):
        return met | {"on_date": row["on_date"], "subject": labels.CONFIDENTIAL}
    return by | met | {
        "subject": row["subject"], "text": row["text"], "unit": row["unit"], "status": labels.STATUS[row["status"]],
    }  # fmt: skip
