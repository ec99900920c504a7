"""From entries to tables: applying an entry's effect, and projecting all entries anew."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xinfang.domain.model import OF_A_CASE, TABLES, Entry, columns
from xinfang.ledger import schema
from xinfang.ledger.searching import catch_up, index_case
from xinfang.ledger.statements import delete, upsert

AT_ONCE = 5_000  # entries folded together


def apply(conn: sqlite3.Connection, office: str, entry: Entry) -> None:
    """Set and drop the rows that an entry names, and bring the case's search text up to date."""
    for table, rows in _in_order(entry.set):
        for row in rows:
            known = [name for name in columns(table) if name in row]
            keys = [office, entry.case] if table in OF_A_CASE else [office]
            conn.execute(upsert(table, tuple(known)), [*keys, *(row[name] for name in known)])
    for table, gone in ((t, entry.drop[t]) for t in TABLES if t in entry.drop):
        owner = [office, entry.case] if table in OF_A_CASE else [office]
        conn.executemany(delete(table), [(*owner, key) for key in gone])
    if entry.case is not None:
        index_case(conn, office, entry.case)


def _in_order(effect: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    return ((table, effect[table]) for table in TABLES if table in effect)


def project(source: Iterable[sqlite3.Row], target: sqlite3.Connection) -> None:
    """Apply the entries to the tables of `target`, in lots; the words of their cases are left due to the search.

    Rows are those of `entry`, of one office or of several, each office's in its order.
    """
    from xinfang.ledger.fold import Fold

    fold = Fold()
    for place, row in enumerate(source, 1):
        fold.add(row["office"], row["case_no"], json.loads(row["data"]))
        if place % AT_ONCE == 0:
            fold.flush(target)
    fold.flush(target)


def rebuild(conn: sqlite3.Connection) -> None:
    """Drop the projections and make them again from the entries, inside the caller's transaction."""
    from sqlite_utils import Database

    db = Database(conn)
    schema.drop_projections(db)
    schema.create_projections(db)
    project(conn.execute("SELECT * FROM entry ORDER BY office, seq"), conn)
    catch_up(conn)
