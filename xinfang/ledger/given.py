"""Which numbers were given out: those in the tables, and those whose entries were lost before the ledger was restored.

The act that restored it tells these: they are never given again, and are no gap.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from xinfang.ledger.reading import Ledger

RESTORE = "restore"  # the act after which the ledger may lack what former copies hold
MOST_TOLD = 10


def last(ledger: Ledger, table: str, year: int, kind: str | None = None) -> int:
    """Return the highest serial that the own office gave out in a year, 0 for none; tables and kinds as in `lost`."""
    sql = f"SELECT max(serial) FROM {table} WHERE office = ? AND year = ? AND {'kind = ?' if kind else '? IS NULL'}"
    found = ledger.one(sql, (ledger.office, year, kind)) or 0
    return max(found, *(span.stop - 1 for span in lost(ledger, ledger.office, table, year, kind)), 0)


def missing(ledger: Ledger, office: str, table: str, year: int, kind: str | None = None) -> list[int]:
    """Return the first of the serials below the last one that were never given out, and are not told as lost."""
    sql = (
        f"SELECT serial FROM {table} WHERE office = ? AND year = ? AND {'kind = ?' if kind else '? IS NULL'} ORDER BY 1"
    )
    there = [range(row["serial"], row["serial"] + 1) for row in ledger.rows(sql, (office, year, kind))]
    spans = [span for span in lost(ledger, office, table, year, kind) if span.start <= there[-1].start]
    return list(islice(_between(sorted([*there, *spans], key=lambda span: span.start)), MOST_TOLD))


def _between(spans: Iterable[range]) -> Iterator[int]:
    """Yield the numbers from 1 on that lie before or between spans; these may be as long as a merged office likes."""
    free = 1
    for span in spans:
        yield from range(free, span.start)
        free = max(free, span.stop)


def lost(ledger: Ledger, office: str, table: str, year: int, kind: str | None = None) -> list[range]:
    """Return the lost serials of a year in a numbered table; `kind` is that of papers, each numbered apart."""
    # An entry about no case stands under the index of the cases, beside the few others of its kind.
    sql = "SELECT data FROM entry WHERE office = ? AND case_no IS NULL AND act = ?"
    told = (row for entry in ledger.rows(sql, (office, RESTORE)) for row in json.loads(entry["data"])["said"]["given"])
    return [
        range(row["first"], row["last"] + 1)
        for row in told
        if (row["table"], row["year"], row["paper"]) == (table, year, kind)
    ]


def told(table: str, year: int, kind: str | None, first: int, last: int) -> dict[str, Any]:
    """Return how the act tells of lost serials."""
    return {"table": table, "year": year, "paper": kind, "first": first, "last": last}
