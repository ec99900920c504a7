"""The ledger open for looking at whole cases: everything about one, and what was written of it."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.domain.erasing import ACT as ERASE
from xinfang.domain.model import BOOKS, KEYS, OF_A_CASE, State, columns, row_type, truths
from xinfang.ledger.reading import Ledger


class Cases(Ledger):
    """An open ledger whose cases can be looked at."""

    def of(self, office: str) -> "Cases":
        """Return the same ledger with one of its offices to look at."""
        return Cases(self.conn, office, members=self.members)

    def holding(self, text: str, year: int) -> tuple["Cases", str]:
        """Return the ledger of the office that has the case that `text` names, and the case's number.

        Raises Refused as `holder` and `resolve` do.
        """
        office, no = self.holder(text, lambda ledger: ledger.resolve(text, year))
        return self.of(office), no

    def state(self, no: str) -> State:
        """Return everything about a case; empty when there is none of this number."""
        return State(**{table: tuple(self.load(table, no)) for table in ("cases", *OF_A_CASE)})

    def row(self, book: str, no: str) -> State:
        """Return the row of a book (a table of `BOOKS`); empty when there is none of this number."""
        return State(**{table: tuple(self.load(table, no)) for table in BOOKS if table == book})

    def load(self, table: str, no: str) -> Iterator[Any]:
        """Yield the rows of a table that belong to a case, or that have this number, by their key."""
        where = "case_no" if table in OF_A_CASE else "no"
        sql = f"SELECT * FROM {table} WHERE office = ? AND {where} = ? ORDER BY {KEYS[table]}"
        for row in self.conn.execute(sql, (self.office, no)):
            values = {name: row[name] for name in columns(table)}
            for name in truths(table):
                values[name] = None if values[name] is None else bool(values[name])
            yield row_type(table)(**values)

    def is_withheld(self, no: str) -> bool:
        """Return whether the words of a case stayed with the office that sent its entries."""
        sql = "SELECT 1 FROM entry WHERE office = ? AND case_no = ? AND salt = '' LIMIT 1"
        return bool(self.one(sql, (self.office, no)))

    def is_erased(self, no: str) -> bool:
        """Return whether the personal data of a case, or of the row of a book, was erased here."""
        sql = "SELECT 1 FROM entry WHERE office = ? AND case_no = ? AND act = ? LIMIT 1"
        return self.is_withheld(no) and bool(self.one(sql, (self.office, no, ERASE)))

    def judge_erased(self, no: str) -> None:
        """Refuse to act on an own case or row of which nothing is left to act on.

        Raises Refused ``erased``; ``tampered_case``: nothing covers what stands there.
        """
        if self.is_erased(no):
            raise Refused("erased", case=no)
        if self.is_withheld(no):  # its salt was taken, so that its data is covered by nothing
            raise Refused("tampered_case", case=no)

    def written(self, no: str) -> list[sqlite3.Row]:
        """Return seq, act, day, by whom and moment of writing of a case's entries, oldest first."""
        told = "seq, act, on_date, by_whom, written_at, data"
        return self.rows(f"SELECT {told} FROM entry WHERE office = ? AND case_no = ? ORDER BY seq", (self.office, no))
