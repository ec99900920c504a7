"""The ledger as the rest of the program sees it: look a case up, record an entry."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xinfang.domain.model import KEYS, TABLES, Entry, Refused, State, columns
from xinfang.ledger import chain, project, schema
from xinfang.ledger.connect import make_file, open_ledger, spoken

MOST_NAMED = 5  # cases named in an answer that fits several


class Ledger:
    """An open ledger of one office. `conn` is for the rooms of the ledger alone."""

    def __init__(self, conn: sqlite3.Connection, office: str) -> None:
        self.conn, self.office = conn, office

    def rows(self, sql: str, values: Any = ()) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        return self.conn.execute(sql, values).fetchall()

    def one(self, sql: str, values: Any = ()) -> Any:
        """Return the first value of the first row of a query, or None."""
        row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def resolve(self, text: str, year: int) -> str:
        """Return the number of the case that `text` names: whole, a petition's number, or its tail.

        A bare serial means this `year`'s case where there is one.
        Raises Refused: ``no_such_case``, ``ambiguous_case``.
        """
        typed = text.strip().upper()
        for candidates in self._candidates(typed, year):
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                raise Refused("ambiguous_case", text=text, cases=candidates[:MOST_NAMED])
        raise Refused("no_such_case", text=text)

    def _candidates(self, typed: str, year: int) -> Iterator[list[str]]:
        yield self._numbers("upper(no) = ?", typed)
        yield [r[0] for r in self.rows("SELECT case_no FROM petitions WHERE office = ? AND upper(no) = ?", (self.office, typed))]
        head, _, tail = typed.rpartition("-")
        if tail.isdecimal() and len(tail) < 10:  # noqa: PLR2004 - a longer number is no serial
            if not head:
                yield self._numbers("year = ? AND serial = ?", year, int(tail))
                yield self._numbers("serial = ?", int(tail))
            elif head[-4:].isdecimal():
                yield self._numbers("year = ? AND serial = ?", int(head[-4:]), int(tail))
        if typed:
            yield self._numbers("substr(upper(no), ?) = ?", -len(typed), typed)

    def _numbers(self, where: str, *values: object) -> list[str]:
        return [r[0] for r in self.rows(f"SELECT no FROM cases WHERE office = ? AND {where} LIMIT 6", (self.office, *values))]

    def state(self, no: str) -> State:
        """Return everything about a case; empty when there is none of this number."""
        return State(**{table: tuple(self._load(table, no)) for table in TABLES})

    def _load(self, table: str, no: str) -> Iterator[Any]:
        where = "no" if table == "cases" else "case_no"
        truths = schema.truths(table)
        sql = f"SELECT {', '.join(columns(table))} FROM {table} WHERE office = ? AND {where} = ? ORDER BY {KEYS[table]}"
        for row in self.conn.execute(sql, (self.office, no)):
            values = dict(row)
            for name in truths:
                values[name] = None if values[name] is None else bool(values[name])
            yield TABLES[table](**values)

    def history(self, no: str) -> list[tuple[int, Entry]]:
        """Return the entries of a case with their places in the chain, oldest first."""
        rows = self.rows("SELECT * FROM entry WHERE office = ? AND case_no = ? ORDER BY seq", (self.office, no))
        return [(row["seq"], chain.unfold(row)) for row in rows]

    def written(self, no: str) -> list[sqlite3.Row]:
        """Return seq, act, day, by whom and moment of writing of a case's entries, oldest first."""
        sql = "SELECT seq, act, on_date, by_whom, written_at, data FROM entry WHERE office = ? AND case_no = ? ORDER BY seq"
        return self.rows(sql, (self.office, no))

    def head(self) -> str:
        """Return the hash of the office's last entry."""
        sql = "SELECT hash FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
        return self.one(sql, (self.office,)) or chain.START

    def next_serial(self, year: int) -> int:
        """Return the next free serial of a year; only true inside `writing`, which holds the lock."""
        last = self.one("SELECT max(serial) FROM cases WHERE office = ? AND year = ?", (self.office, year))
        return (last or 0) + 1

    def record(self, entry: Entry, at: str) -> int:
        """Append an entry and apply its effect; `at` is the moment of writing. Returns its place in the chain."""
        sql = "SELECT seq, hash FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
        last = self.conn.execute(sql, (self.office,)).fetchone()
        seq, prev = (last["seq"] + 1, last["hash"]) if last else (1, chain.START)
        row = chain.link(entry, office=self.office, seq=seq, at=at, prev=prev)
        self.conn.execute(f"INSERT INTO entry ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        project.apply(self.conn, self.office, entry)
        return seq

    def remembered(self, key: str) -> str | None:
        """Return a value kept beside the tables, or None."""
        value: str | None = self.one("SELECT value FROM meta WHERE key = ?", (key,))
        return value


@contextmanager
def reading(path: Path, office: str) -> Iterator[Ledger]:
    """Open the ledger to look something up; one that an older program left is projected anew first.

    Raises Refused as `open_ledger` and `spoken` say.
    """
    conn = open_ledger(path, to_write=False)
    with spoken(path):
        if not _is_current(conn):
            conn.close()
            with writing(path, office):
                pass
            conn = open_ledger(path, to_write=False)
        try:
            yield Ledger(conn, office)
        finally:
            conn.close()


@contextmanager
def writing(path: Path, office: str) -> Iterator[Ledger]:
    """Hold the write lock, and commit when the block ends well; else nothing of it stays.

    Raises Refused as `open_ledger` and `spoken` say.
    """
    conn = open_ledger(path, to_write=True) if path.exists() and path.stat().st_size else make_file(path)
    with spoken(path):
        try:
            conn.execute("BEGIN IMMEDIATE")
            _make_current(conn)
            yield Ledger(conn, office)
            conn.execute("COMMIT")
        finally:
            conn.close()  # what is not committed is rolled back


def _is_current(conn: sqlite3.Connection) -> bool:
    row = conn.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    return row is not None and row[0] == schema.fingerprint()


def _make_current(conn: sqlite3.Connection) -> None:
    if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone() is None:
        schema.create(conn)
    elif not _is_current(conn):
        project.rebuild(conn)


def remember(ledger: Ledger, values: Mapping[str, str]) -> None:
    """Keep values beside the tables (not part of the record)."""
    ledger.conn.executemany("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", list(values.items()))
