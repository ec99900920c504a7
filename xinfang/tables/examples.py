"""Matters that may stand for others (典型事项): settled in the period, one a topic, without names; no accusations."""

from datetime import date
from typing import Any

from xinfang.ledger import handed
from xinfang.ledger.reading import Ledger
from xinfang.tables.figures import Example
from xinfang.tables.masking import masked, people
from xinfang.words import labels

MOST = 3


def examples(ledger: Ledger, first: str, end: str) -> tuple[Example, ...]:
    """Return some matters that were settled from `first` to `end` (ISO), of each main topic the latest."""
    chosen: dict[str, Any] = {}
    for row in handed.settled(ledger, first, end):
        chosen.setdefault(row["topic"] or row["category"] or labels.UNKNOWN, row)
    return tuple(_example(ledger, row) for row in list(chosen.values())[:MOST])


def _example(ledger: Ledger, row: Any) -> Example:
    return Example(
        subject=masked(row["subject"].removeprefix(labels.TELLS), handed.named_in(ledger, row["subject"])),
        petitioner=people(row["petitioner"]),
        category=row["category"] or labels.UNKNOWN,
        unit=row["unit"],
        days=(date.fromisoformat(row["closed_on"]) - date.fromisoformat(row["opened_on"])).days,
    )
