"""Which numbers were given out: those in the tables, and those whose entries were lost before the ledger was restored.

The act that restored it tells these: they are never given again, and are no gap.
"""

import json
from typing import Any

from xinfang.ledger.reading import Ledger

RESTORE = "restore"  # the act after which the ledger may lack what former copies hold


def last(ledger: Ledger, table: str, year: int, kind: str | None = None) -> int:
    """Return the highest serial that the own office gave out in a year, 0 for none; tables and kinds as in `lost`."""
    sql = f"SELECT max(serial) FROM {table} WHERE office = ? AND year = ? AND {'kind = ?' if kind else '? IS NULL'}"
    found = ledger.one(sql, (ledger.office, year, kind)) or 0
    return max(found, *lost(ledger, ledger.office, table, year, kind), 0)


def lost(ledger: Ledger, office: str, table: str, year: int, kind: str | None = None) -> set[int]:
    """Return the lost serials of a year in a numbered table; `kind` is that of papers, each numbered apart."""
    # An entry about no case stands under the index of the cases, beside the few others of its kind.
    sql = "SELECT data FROM entry WHERE office = ? AND case_no IS NULL AND act = ?"
    told = (row for entry in ledger.rows(sql, (office, RESTORE)) for row in json.loads(entry["data"])["said"]["given"])
    return {
        serial
        for row in told
        if (row["table"], row["year"], row["paper"]) == (table, year, kind)
        for serial in range(row["first"], row["last"] + 1)
    }


def told(table: str, year: int, kind: str | None, first: int, last: int) -> dict[str, Any]:
    """Return how the act tells of lost serials."""
    return {"table": table, "year": year, "paper": kind, "first": first, "last": last}
