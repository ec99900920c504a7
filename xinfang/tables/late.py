"""The late list of a period (超期情况表): what was late, how many days, met since or still open at the period's end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xinfang.domain.period import Period, shifted
from xinfang.ledger import late as found
from xinfang.ledger.reading import Ledger
from xinfang.tables.closed import Sight
from xinfang.tables.offices import headed, marked
from xinfang.tables.report import Cell, Table, columns
from xinfang.words import labels
from xinfang.words import reports as words

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "case": (14, Cell.ID), "subject": (40, Cell.TEXT), "term": (10, Cell.TEXT), "due_on": (12, Cell.DAY),
    "ended_on": (12, Cell.DAY), "days": (10, Cell.NUMBER), "unit": (16, Cell.TEXT), "state": (14, Cell.TEXT),
}  # fmt: skip


def table(ledger: Ledger, period: Period, today: str) -> Table:
    """Return the late list of a whole period, as it was seen on the morning after it (today where that is earlier)."""
    end = min(period.last or today, today)
    seen = min(shifted(period.last or today, 1), today)
    rows = [marked(ledger, row, _row(row, seen)) for row in found.late(ledger, period.first or "", end, seen)]
    return Table("late", words.LATE, headed(ledger, columns(words.LATE_HEADS, SHAPES, ())), rows, len(rows))


def _row(row: Any, seen: str) -> dict[str, Any]:
    closed = Sight().closes(row["kind"])
    over = date.fromisoformat(row["ended_on"] or seen) - date.fromisoformat(row["due_on"])
    return {
        "case": row["case"],
        "subject": labels.CONFIDENTIAL if closed else row["subject"],
        "term": labels.TERM[row["term"]],
        "due_on": row["due_on"],
        "ended_on": row["ended_on"],
        "days": over.days,
        "unit": None if closed else row["unit"],
        "state": words.LATE_STATE[row["ended_on"] is not None],
    }
