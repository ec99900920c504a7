"""The cases whose personal data may be erased, as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from xinfang.ledger.erase import Matter
from xinfang.tables.closed import Sight
from xinfang.tables.report import Cell, Report, Table, columns
from xinfang.words import erasing as words
from xinfang.words import labels

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "case": (12, Cell.ID), "closed_on": (11, Cell.DAY), "retention": (8, Cell.TEXT), "runs_out": (11, Cell.DAY),
    "with_it": (14, Cell.ID), "subject": (24, Cell.TEXT),
}  # fmt: skip


def rows(found: Sequence[Matter]) -> list[dict[str, Any]]:
    """Return of each matter its number, its end, its retention, and what goes with it; accusations stay closed."""
    return [
        {
            "case": one.case.no, "closed_on": one.case.closed_on, "retention": one.case.retention,
            "runs_out": one.runs_out, "with_it": [*one.joined, *one.disputes],
            "running": list(one.running),
            "subject": labels.CONFIDENTIAL if Sight().closes(one.case.kind) else one.case.subject,
        }
        for one in found
    ]  # fmt: skip


def report(found: Sequence[Mapping[str, Any]], office: str) -> Report:
    """Return such rows in words."""
    told = [dict(row) | {"with_it": "、".join(row["with_it"])} for row in found]
    table = Table("due", words.DUE, columns(words.DUE_HEADS, SHAPES, ("with_it", "subject")), told, len(told))
    waiting = [words.WAITING.format(case=row["case"], terms=_terms(row)) for row in found if row["running"]]
    return Report(words.DUE, "", office, (table,), (words.DUE_HOW if told else words.NONE_DUE, *waiting))


def _terms(row: Mapping[str, Any]) -> str:
    return "、".join(labels.TERM[term] for term in row["running"])
