"""Which offices the ledger holds besides its own: told by the own entries that merged them."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from xinfang.ledger.reading import Ledger, Member

MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Merged:
    """An office as it was last merged: how many entries it has here, its chain's head, its last day, merged when.

    `withheld` is the digest of what travelled in place of data that was kept back, empty where nothing was.
    """

    member: Member
    entries: int
    head: str
    last_on: str
    merged_on: str
    withheld: str


def merged(ledger: Ledger) -> dict[str, Merged]:
    """Return the merged offices by code, each as its last merge tells of it; `ledger` looks at the own office."""
    return dict(sorted({made.member.code: made for made in merges(ledger)}.items()))


def merges(ledger: Ledger) -> Iterator[Merged]:
    """Yield every office as each of its merges tells of it, the first merge first."""
    # An entry about no case stands under the index of the cases, beside the few others of its kind.
    sql = "SELECT on_date, data FROM entry WHERE office = ? AND case_no IS NULL AND act = ? ORDER BY seq"
    for row in ledger.rows(sql, (ledger.office, MERGE)):
        yield from _told(row["on_date"], row["data"])


def _told(on: str, data: str) -> Iterator[Merged]:
    for told in json.loads(data)["said"]["offices"]:
        member = Member(told["office"], told["name"], told["role"])
        yield Merged(member, told["entries"], told["head"], told["last_on"], on, told["withheld"])


def keepers(conn: sqlite3.Connection) -> list[str]:
    """Return whose own ledger it may be, by its entries alone: whoever merged the others, else any office there is."""
    merging = conn.execute("SELECT DISTINCT office FROM entry WHERE act = ?", (MERGE,)).fetchall()
    return [row[0] for row in merging or conn.execute("SELECT DISTINCT office FROM entry").fetchall()]
