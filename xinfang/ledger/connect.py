"""Opening the ledger's file, and every way in which that can fail as one sentence."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from xinfang.disk import aside
from xinfang.domain.codes import Refused

APPLICATION_ID = 0x58464C47  # "XFLG": tells a ledger from any other SQLite file
SCHEMA = 1  # of the table `entry`, which is never changed; the projections have their own layout
LAYOUT = "3"  # of the projections: a ledger with another layout is projected anew (a test says when to raise it)
START = "0" * 64  # what stands before the first entry of a chain
WAIT_SECONDS = 10.0

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_AUTH: "unwritable",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FORMAT: "damaged",
}


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn what SQLite or the disk says about the file at `path` into a refusal.

    Raises Refused: ``locked``, ``disk_full``, ``unwritable``, ``damaged``, ``io_error``, ``misshapen``.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise Refused("damaged", path=path) from error
    except sqlite3.DatabaseError as error:
        known = getattr(error, "sqlite_errorcode", None)  # none: what was read is no text
        code = _SENTENCES.get(known & 0xFF) if known is not None else "damaged"
        if code is None and str(error).startswith("no such"):  # table or column: none of ours is ever missing
            raise Refused("misshapen", path=path) from error
        if code is None and _is_sound(path):
            raise
        code = code or "damaged"
        raise Refused(code, path=path) from error


def _is_sound(path: Path) -> bool:
    """Return whether SQLite finds the file whole: what it could not do then is not for the file's sake."""
    try:
        with closing(sqlite3.connect(path)) as conn:
            return bool(conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def open_ledger(path: Path, *, to_write: bool) -> sqlite3.Connection:
    """Open an existing ledger.

    A reader is opened so that it could roll back what a crash left half-written, but may not change anything.
    Raises Refused: ``no_ledger``, ``unreadable``, ``foreign``, ``newer``, or as `spoken` says.
    """
    if not path.exists():
        raise Refused("no_ledger", path=path.parent.parent)
    if not os.access(path, os.R_OK):
        raise Refused("unreadable", path=path)
    if to_write and not os.access(path, os.W_OK):
        raise Refused("unwritable", path=path)
    with spoken(path):
        conn = _connect(path)
        _recognise(conn, path)
        conn.execute("PRAGMA journal_mode = DELETE" if to_write else "PRAGMA query_only = ON")
    return conn


def engine() -> tuple[str, bool]:
    """Return the version of SQLite, and whether it can do what the ledger asks of it."""
    with closing(sqlite3.connect(":memory:")) as conn:
        try:
            conn.execute("CREATE TABLE strict_types (n INTEGER) STRICT")
            conn.execute("CREATE VIRTUAL TABLE words USING fts5(grams, content='', detail=none, tokenize='ascii')")
        except sqlite3.OperationalError:
            return sqlite3.sqlite_version, False
    return sqlite3.sqlite_version, True


def is_ledger(path: Path) -> bool:
    """Return whether a file is a ledger or a copy of one, by what its first page says; one that is not there is none.

    Raises Refused as `aside.spoken` does.
    """
    with aside.spoken(path):
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")


def make_ledger(path: Path, create: Callable[[sqlite3.Connection], None]) -> None:
    """Make a new ledger for its owner only: aside, then in its place at once; one that is there by now stays.

    Raises Refused as `spoken` says.
    """
    with aside.spoken(path.parent):
        path.parent.mkdir(mode=aside.OWNER_FOLDER, parents=True, exist_ok=True)
        path.parent.chmod(aside.OWNER_FOLDER)  # the folder may have come with the program
        with aside.drafting(path.parent) as hidden:
            draft = hidden / path.name
            draft.touch(mode=aside.OWNER_ONLY)
            with spoken(path):
                conn = _connect(draft)
                conn.execute("BEGIN")
                create(conn)
                conn.execute("COMMIT")
                conn.close()
            _take_place(draft, path)
        aside.sync_folder(path.parent)


def _take_place(draft: Path, path: Path) -> None:
    """Give the file its name unless that is taken; where there are no hard links a rename must do."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            draft.rename(path)


def _connect(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    conn.row_factory = sqlite3.Row
    # A rollback journal, not WAL: clerks copy the file by hand, and a copy of a live WAL ledger is not whole.
    # EXTRA also syncs the folder after the journal is gone: what was acknowledged survives a power loss.
    conn.execute("PRAGMA synchronous = EXTRA")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA temp_store = MEMORY")  # what is sorted is told in confidence: it goes into no folder for all
    return conn


def _recognise(conn: sqlite3.Connection, path: Path) -> None:
    if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Refused("foreign" if path.stat().st_size else "damaged", path=path)
    if conn.execute("PRAGMA user_version").fetchone()[0] > SCHEMA:
        raise Refused("newer", path=path)
