"""The ledger open for writing: the history of a case, the next number, recording an entry, all under one lock."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xinfang.domain.model import Entry, State
from xinfang.ledger import chain, given, intact, project, schema
from xinfang.ledger.cases import Cases
from xinfang.ledger.cast import Cast
from xinfang.ledger.connect import START, make_ledger, open_ledger, spoken
from xinfang.ledger.moments import Doubt, follow
from xinfang.ledger.reading import is_current


class Book(Cases):
    """An open ledger that can be written; made by `writing`."""

    def __init__(self, conn: sqlite3.Connection, office: str, *, mending: bool = False) -> None:
        super().__init__(conn, office)
        self._mending = mending  # whether what was tampered with is written on all the same
        self.doubt: Doubt | None = None  # about the clock by which the last entries were written
        self._judged: set[str] = set()  # cases found intact: nobody else writes while the lock is held

    def state(self, no: str) -> State:
        """Return everything about a case that is to be acted on.

        Raises Refused ``erased``: there is nothing left to act on; ``tampered_case``: nothing covers what stands there.
        """
        self.judge_erased(no)
        return super().state(no)

    def row(self, book: str, no: str) -> State:
        """Return the row of a book that is to be acted on.

        Raises Refused as `state` does.
        """
        self.judge_erased(no)
        return super().row(book, no)

    def entries_of(self, no: str) -> list[sqlite3.Row]:
        """Return the entries of a case as they are written, oldest first."""
        return self.rows("SELECT * FROM entry WHERE office = ? AND case_no = ? ORDER BY seq", (self.office, no))

    def history(self, no: str) -> list[tuple[int, Entry]]:
        """Return the entries of a case with their places in the chain, oldest first."""
        return [(row["seq"], chain.unfold(row)) for row in self.entries_of(no)]

    def next_serial(self, year: int, table: str = "cases") -> int:
        """Return the next free serial of a year; only true inside `writing`, which holds the lock."""
        return given.last(self, table, year) + 1

    def next_paper(self, kind: str, year: int) -> int:
        """Return the next free serial of a kind of paper and a year; only true inside `writing`, as above."""
        return given.last(self, "papers", year, kind) + 1

    def record(self, entry: Entry, at: str) -> int:
        """Append an entry and apply its effect; `at` is what the clock tells. Returns its place in the chain.

        Raises Refused as `linked` does.
        """
        row = next(self.linked([entry], at))
        self.conn.execute(
            f"INSERT INTO entry ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        project.apply(self.conn, self.office, entry)
        return int(row["seq"])

    def linked(self, entries: Iterable[Entry | Cast], at: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of new entries, chained to the last one and to each other; `at` is what the clock tells.

        Raises Refused as `last` and `judge` do.
        """
        seq, prev, last = self.last()
        for entry in entries:
            if isinstance(entry, Entry) and entry.case is not None:
                self.judge(entry.case)
            seq += 1
            last, doubt = follow(at, last)
            at, self.doubt = last, doubt or self.doubt
            clock = doubt.last if doubt else None
            row = chain.link(entry, office=self.office, seq=seq, at=at, prev=prev, clock=clock)
            prev = row["hash"]
            yield row

    def judge(self, no: str) -> None:
        """Refuse to go on with a case, or the row of a book, that is not as its entries say.

        Raises Refused ``tampered_case``.
        """
        if no not in self._judged:
            intact.judge_case(self, no)
            self._judged.add(no)

    def last(self) -> tuple[int, str, str | None]:
        """Return place, hash and moment of the office's last entry; 0, what stands before the first, and None.

        Raises Refused ``tampered_last``: it is not as it was written, and this is not to mend it.
        """
        rows = self.rows("SELECT * FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 2", (self.office,))
        if not rows:
            return 0, START, None
        if not self._mending:
            intact.judge_last(rows)
        return rows[0]["seq"], rows[0]["hash"], rows[0]["written_at"]


@contextmanager
def writing(path: Path, office: str, *, mending: bool = False) -> Iterator[Book]:
    """Hold the write lock, and commit when the block ends well; else nothing of it stays.

    Raises Refused as `open_ledger` and `spoken` say; unless it is held for `mending`, as `intact` does.
    """
    if not path.exists():
        make_ledger(path, schema.create)
    conn = open_ledger(path, to_write=True)
    with spoken(path):
        try:
            conn.execute("BEGIN IMMEDIATE")
            book = Book(conn, office, mending=mending)
            if not mending:
                intact.judge_triggers(conn)
                intact.judge_salt(book)
                book.last()
            if not is_current(conn):
                project.rebuild(conn)
            yield book
            conn.execute("COMMIT")
        finally:
            conn.close()  # what is not committed is rolled back
