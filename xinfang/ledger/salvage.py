"""What can still be read of a ledger's entries, however damaged its file is: copied into a sound file of their own."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from xinfang.domain.codes import Refused
from xinfang.ledger import chain, pages
from xinfang.ledger.connect import APPLICATION_ID, SCHEMA, WAIT_SECONDS, spoken
from xinfang.ledger.schema import ENTRY

COLUMNS = ", ".join(ENTRY)
# Typed as in a ledger: SQLite uses no index to compare columns of unlike types.
_TYPED = ", ".join(f"{name} {'INTEGER' if kind is int else 'TEXT'}" for name, kind in ENTRY.items())
_INSERT = f"INSERT OR IGNORE INTO entry VALUES ({', '.join(f':{name}' for name in ENTRY)})"


@dataclass(frozen=True, slots=True)
class Held:
    """A ledger's file on which no other program writes: as a database, which it may be or not, and as a file."""

    conn: sqlite3.Connection
    file: BinaryIO


@contextmanager
def held(path: Path) -> Iterator[Held | None]:
    """Hold a ledger so that no other program writes on it; None where there is none.

    What a crash left half-written is rolled back first, as at any start. A file that is no database needs no lock:
    no program can write on it.
    Raises Refused: ``locked``, ``newer``, ``unreadable``, ``not_a_file``, or as `spoken` says.
    """
    if not path.exists():
        yield None
        return
    if not path.is_file():
        raise Refused("not_a_file", path=path)
    if not os.access(path, os.R_OK):
        raise Refused("unreadable", path=path)
    with path.open("rb", buffering=0) as file, closing(_connected(path)) as conn:
        # The file is closed last: a system of POSIX drops every lock on a file when any of its handles is closed.
        try:
            with spoken(path):
                conn.execute("BEGIN EXCLUSIVE")
                _judge(conn, path)
        except Refused as refused:
            if refused.code != "damaged":
                raise
        yield Held(conn, file)


def _connected(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    conn.row_factory = sqlite3.Row
    return conn


def _judge(conn: sqlite3.Connection, path: Path) -> None:
    ours = conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if ours and conn.execute("PRAGMA user_version").fetchone()[0] > SCHEMA:
        raise Refused("newer", path=path)


def salvage(ledger: Held | None, into: sqlite3.Connection) -> bool:
    """Copy every entry that can be read, and is what its hash covers, into a new table `entry`.

    Returns whether SQLite reads all of the ledger: then what was not copied was no entry.
    """
    into.execute(f"CREATE TABLE entry ({_TYPED}, PRIMARY KEY (office, seq))")
    if ledger is None:
        return True
    into.execute("BEGIN")
    try:
        _take(into, map(dict, ledger.conn.execute(f"SELECT {COLUMNS} FROM entry")))
        whole = bool(ledger.conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        whole = False
    if not whole:
        _take(into, pages.entries(ledger.file))
    into.execute("COMMIT")
    return whole


def known(ledger: Held | None, sql: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
    """Return the rows of a query where it can be answered; what is damaged knows nothing."""
    try:
        return ledger.conn.execute(sql, values).fetchall() if ledger else []
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return []


def _take(into: sqlite3.Connection, rows: Iterable[dict[str, Any]]) -> None:
    into.executemany(_INSERT, (row for row in rows if _is_itself(row)))


def _is_itself(row: dict[str, Any]) -> bool:
    """Return whether an entry is what its hash says; garbage is not even of the right types."""
    try:
        return bool(row["hash"] == chain.seal(row) and chain.covers(row) and chain.unfold(row))
    except (TypeError, ValueError, KeyError):
        return False
