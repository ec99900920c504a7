"""The offices that were merged, as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from xinfang.ledger.offices import merged
from xinfang.ledger.reading import Ledger
from xinfang.tables.report import HEAD_SHOWN, Cell, Report, Table, columns
from xinfang.words import labels
from xinfang.words import packages as words

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "name": (20, Cell.TEXT), "office": (8, Cell.ID), "role": (12, Cell.TEXT), "entries": (8, Cell.NUMBER),
    "last_on": (11, Cell.DAY), "merged_on": (11, Cell.DAY), "head": (16, Cell.ID),
}  # fmt: skip


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    """Return how far each merged office's entries go here, when they came, and the head of their chain."""
    return [
        {
            "name": o.member.name, "office": o.member.code, "role": o.member.role, "entries": o.entries,
            "last_on": o.last_on, "merged_on": o.merged_on, "head": o.head,
        }
        for o in merged(ledger).values()
    ]  # fmt: skip


def report(found: Sequence[Mapping[str, Any]], office: str) -> Report:
    """Return such rows in words."""
    rows = [dict(row) | {"role": labels.ROLE[row["role"]], "head": row["head"][:HEAD_SHOWN]} for row in found]
    table = Table("offices", words.LIST, columns(words.LIST_HEADS, SHAPES, ("name", "head")), rows, len(rows))
    return Report(words.LIST, "", office, (table,), (words.LIST_HOW if rows else words.LIST_EMPTY,))
