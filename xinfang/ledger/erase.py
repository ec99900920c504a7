"""Erasing the personal data of cases for good: from entries, tables, search index, free pages, and their files.

The one transaction of `erase` redacts the entries, records the act, makes the tables again from what is left, and
notes which files are to go. `sweep` then deletes them and rewrites the ledger's file. A crash between the two leaves
the note, by which `check` tells of it and the next `sweep` ends it.
"""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from xinfang.domain.codes import Refused, Status
from xinfang.domain.erasing import ACT, STAYS, judge, runs_out
from xinfang.domain.model import Case, Entry
from xinfang.ledger import chain, project, schema
from xinfang.ledger.book import Book
from xinfang.ledger.cases import Cases
from xinfang.ledger.clocks import RUNNING
from xinfang.ledger.connect import open_ledger, spoken
from xinfang.ledger.files import place
from xinfang.ledger.reading import Ledger

FILES = Path("data", "files")  # where attachments lie in an office folder
NEVER = "9999-99-99"
SWEEP = "sweep"  # the note of what is still to be deleted, in the table `meta`
FREE = "('disclose', 'import')"  # acts on no case that hold words of the clerk: what was searched, which file was read
_ERASED = f"SELECT 1 FROM entry e WHERE e.office = c.office AND e.case_no = c.no AND e.act = '{ACT}'"


class Matter(NamedTuple):
    """A case that goes with all that was joined to it and the disputes that they came from, in one act.

    `last_on` is when it ended, or the last petition of it was received; `running` are the terms of clocks of ours that
    still run.
    """

    case: Case
    last_on: str
    running: tuple[str, ...]
    joined: tuple[str, ...]
    disputes: tuple[str, ...]

    @property
    def runs_out(self) -> str | None:
        """The day from which it need not be kept, None where it is kept for ever."""
        return runs_out(self.case.retention, self.last_on)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all of them, the case first."""
        return (self.case.no, *self.joined, *self.disputes)


class Erased(NamedTuple):
    """What was erased: numbers of cases and disputes, entries of theirs, and files that are to go."""

    numbers: tuple[str, ...]
    entries: int
    files: int


def due(ledger: Cases, today: str) -> list[Matter]:
    """Return whose retention has run out by today (ISO), in the order of numbers; clocks of some may still run."""
    sql = (
        "SELECT c.no, c.closed_on, c.retention FROM cases c WHERE c.office = ? AND c.archived_on IS NOT NULL "
        "AND c.closed_on IS NOT NULL AND c.joined_to IS NULL AND c.status != ? "
        f"AND NOT EXISTS ({_ERASED}) ORDER BY c.year, c.serial"
    )
    filed = ledger.rows(sql, (ledger.office, Status.VOID))
    likely = [row["no"] for row in filed if (runs_out(row["retention"], row["closed_on"]) or NEVER) <= today]
    return [found for found in (matter(ledger, no) for no in likely) if (found.runs_out or NEVER) <= today]


def matter(ledger: Cases, no: str) -> Matter:
    """Return what goes together with a case: it may be any of them."""
    case = ledger.state(no).case
    if case.joined_to:
        return matter(ledger, case.joined_to)
    sql = "SELECT no FROM cases WHERE office = ? AND joined_to = ? ORDER BY year, serial"
    joined = tuple(row["no"] for row in ledger.rows(sql, (ledger.office, no)))
    sql = (
        "SELECT no FROM disputes WHERE office = ? AND case_no IN (SELECT value FROM json_each(?)) ORDER BY year, serial"
    )
    together = json.dumps([no, *joined])
    disputes = ledger.rows(sql, (ledger.office, together))
    sql = "SELECT max(received_on) FROM petitions WHERE office = ? AND case_no IN (SELECT value FROM json_each(?))"
    last_on = max(case.closed_on or "", ledger.one(sql, (ledger.office, together)) or "")
    sql = (
        f"SELECT DISTINCT t.term FROM terms t WHERE t.office = ? AND {RUNNING} "
        "AND t.case_no IN (SELECT value FROM json_each(?))"
    )
    running = tuple(row["term"] for row in ledger.rows(sql, (ledger.office, together)))
    return Matter(case, last_on, running, joined, tuple(row["no"] for row in disputes))


def judged(ledger: Cases, no: str, today: str) -> Matter:
    """Return what goes with a case that may be erased today.

    Raises Refused: it was erased already, or as `judge` says.
    """
    found = matter(ledger, no)
    ledger.judge_erased(found.case.no)
    judge(found.case, found.last_on, today, found.running)
    return found


def acts(ledger: Ledger) -> list[Entry]:
    """Return the erasures of the own office so far: by them what an older copy still holds can be erased again."""
    sql = "SELECT * FROM entry WHERE office = ? AND act = ? ORDER BY seq"
    return [chain.unfold(row) for row in ledger.rows(sql, (ledger.office, ACT))]


def erase(book: Book, asked: Iterable[Entry], at: str, mark: str) -> Erased:
    """Erase what each of the acts is about, and record it; `mark` stands where something must.

    `at` is the moment of writing. What is not here, or erased already, is passed over. The caller's transaction holds
    it all; after it comes `sweep`.
    Raises Refused as `Book.judge` does.
    """
    book.conn.execute("PRAGMA secure_delete = ON")
    numbers, entries, gone = [], 0, set[str]()
    with _without_ink(book.conn):
        for act in asked:
            no = str(act.case)
            again = act.said.get("stands", {})  # where an erasure is done again: what it left of the entries
            rows = (row for row in book.entries_of(no) if row["act"] != ACT)
            written = [row for row in rows if row["salt"] != chain.WITHHELD or str(row["seq"]) in again]
            if not written or (book.is_erased(no) and all(row["salt"] == chain.WITHHELD for row in written)):
                continue
            book.judge(no)
            gone |= set(files_of(written))
            stands = {str(seq): digest for seq, digest in _redacted(book, written, again, mark)}
            said = {name: act.said[name] for name in ("approver", "reason")} | {"stands": stands}
            book.record(replace(act, said=said), at)
            numbers.append(no)
            entries += len(written)
    project.rebuild(book.conn)
    leave(book.conn, gone)
    return Erased(tuple(numbers), entries, len(gone - _held(book.conn)))


def leave(conn: sqlite3.Connection, files: Iterable[str]) -> None:
    """Note files that are to go, by their paths in the office folder; the next `sweep` deletes them."""
    left = sorted({*files, *_to_sweep(conn)})
    conn.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (SWEEP, json.dumps(left)))


def sweep(path: Path) -> None:
    """Delete the files that an erasure left to be deleted, and rewrite the ledger at `path` without its free pages.

    Raises Refused as `open_ledger` and `spoken` say, ``erase_file`` where a file cannot be deleted.
    """
    conn = open_ledger(path, to_write=True)
    with spoken(path):
        try:
            if is_unswept(conn):
                _sweep(conn, path.parent.parent)
        finally:
            conn.close()


def is_unswept(conn: sqlite3.Connection) -> bool:
    """Return whether an erasure was recorded whose files and free pages are not deleted yet."""
    return bool(conn.execute("SELECT 1 FROM meta WHERE key = ?", (SWEEP,)).fetchone())


def stands(ledger: Ledger) -> dict[int, str]:
    """Return, per entry of the own office, the digest of what stands there since it was erased."""
    told: dict[int, str] = {}
    for act in acts(ledger):
        told |= {int(seq): digest for seq, digest in act.said["stands"].items()}
    return told


@contextmanager
def _without_ink(conn: sqlite3.Connection) -> Iterator[None]:
    """Let entries be changed in the block: the only place in which they ever are."""
    for name in schema.TRIGGERS:
        conn.execute(f"DROP TRIGGER {name}")
    yield
    for statement in schema.TRIGGERS.values():
        conn.execute(statement)


def _redacted(
    book: Book, written: list[sqlite3.Row], again: Container[str], mark: str
) -> Iterator[tuple[int, str]]:  # fmt: skip
    """Redact the entries of a case, and the persons of it in entries about no case; yield places and digests.

    Those about no case that were redacted for it before are found by their places in `again`.
    """
    words = _persons(written)
    for row in written:
        yield _rewritten(book, row["seq"], STAYS.data(json.loads(row["data"]), mark))
    sql = f"SELECT seq, data FROM entry WHERE office = ? AND case_no IS NULL AND act IN {FREE}"
    for row in book.rows(sql, (book.office,)):
        if str(row["seq"]) in again or any(word in row["data"] for word in words):
            yield _rewritten(book, row["seq"], _without(json.loads(row["data"]), words, mark))


def _rewritten(book: Book, seq: int, data: Any) -> tuple[int, str]:
    text = chain.canonical(data)
    sql = "UPDATE entry SET data = ?, salt = ? WHERE office = ? AND seq = ?"
    book.conn.execute(sql, (text, chain.WITHHELD, book.office, seq))
    return seq, chain.digest(chain.WITHHELD, text)


def _persons(written: Sequence[chain.Columns]) -> list[str]:
    """Return the names and numbers of the persons of a case, the longest first; a single character names nobody."""
    named = {"petitioners": ("name", "phone", "id_number"), "petitions": ("phone",), "disputes": ("parties",)}
    found = {
        word
        for table, names in named.items()
        for row in _set(written, table)
        for name in names
        for word in str(row.get(name) or "").split("、")
    }
    return sorted((word for word in found if len(word) > 1), key=len, reverse=True)


def _without(value: Any, words: list[str], mark: str) -> Any:
    """Return a value of JSON with `mark` in place of the words."""
    if isinstance(value, dict):
        return {name: _without(inner, words, mark) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, words, mark) for inner in value]
    for word in words if isinstance(value, str) else ():
        value = value.replace(word, mark)
    return value


def files_of(written: Sequence[chain.Columns]) -> Iterator[str]:
    """Yield where the files of a case lie in the office folder, also of what was undone since."""
    for row in _set(written, "attachments"):
        yield place(FILES, row["sha256"], row["name"]).as_posix()
    yield from (row["file"] for row in _set(written, "papers") if row.get("file"))


def _set(written: Sequence[chain.Columns], table: str) -> Iterator[dict[str, Any]]:
    for row in written:
        yield from json.loads(row["data"])["set"].get(table, ())


def _to_sweep(conn: sqlite3.Connection) -> list[str]:
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (SWEEP,)).fetchone()
    return list(json.loads(row["value"])) if row else []


def _held(conn: sqlite3.Connection) -> set[str]:
    """Return where the attachments lie that a case still holds: the same content is kept once for all of them."""
    rows = conn.execute("SELECT sha256, name FROM attachments WHERE sha256 IS NOT NULL")
    return {place(FILES, row["sha256"], row["name"]).as_posix() for row in rows}


def _sweep(conn: sqlite3.Connection, home: Path) -> None:
    conn.execute("PRAGMA secure_delete = ON")
    conn.execute("PRAGMA temp_store = MEMORY")  # VACUUM writes no copy of the ledger into the system's folder
    conn.execute("BEGIN IMMEDIATE")
    held = _held(conn)
    for file in _to_sweep(conn):
        if file not in held:
            _delete(home, Path(file))
    conn.execute("UPDATE meta SET value = '[]' WHERE key = ?", (SWEEP,))
    conn.execute("COMMIT")
    conn.execute("VACUUM")
    conn.execute("DELETE FROM meta WHERE key = ?", (SWEEP,))


def _delete(home: Path, file: Path) -> None:
    """Delete a file of the office folder; of a paper also what lies beside it under its number and more."""
    path = home / file
    if not (path.parent.is_dir() and path.parent.resolve().is_relative_to(home.resolve())):
        return
    more = () if file.is_relative_to(FILES) else path.parent.iterdir()
    try:
        for one in [path, *(other for other in more if other.name.startswith(path.stem))]:
            one.unlink(missing_ok=True)
    except OSError as error:
        raise Refused("erase_file", path=path) from error
