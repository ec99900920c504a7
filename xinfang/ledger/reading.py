"""The ledger open for looking: rows, and which case a clerk means. It loads nothing that only writing needs."""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from xinfang.domain.codes import Refused
from xinfang.ledger.connect import LAYOUT, START, open_ledger, spoken

MOST_NAMED = 5  # cases named in an answer that fits several
DASHES = re.compile("[-‐‑‒–—―−－﹣]+")  # as input methods type them


def as_number(text: str) -> str:
    """Return a number as it is written down: 第１２号 → 12, qx２０２６—0012 → QX2026-0012."""
    plain = "".join(unicodedata.normalize("NFKC", DASHES.sub("-", text)).upper().split())
    bare = re.fullmatch("第?([A-Z0-9-]+)号?", plain)  # other signs belong to how the office writes its numbers
    return bare[1] if bare else plain


class Member(NamedTuple):
    """An office in a ledger of several: its code, its name, its role."""

    code: str
    name: str
    role: str


class Ledger:
    """An open ledger, of which one office is looked at, or several. `conn` is for the rooms of the ledger alone.

    `office` is the code of the one office, or of the own one among several; `offices` are all that are looked at, and
    `members` tells what they are called where that was asked for.
    """

    def __init__(
        self, conn: sqlite3.Connection, office: str, offices: tuple[str, ...] = (),
        members: Mapping[str, Member] | None = None,
    ) -> None:  # fmt: skip
        self.conn, self.office, self.offices, self.members = conn, office, offices or (office,), members or {}

    @property
    def several(self) -> bool:
        """Whether several offices are looked at."""
        return len(self.offices) > 1

    def within(self, row: str = "", slot: str = "?") -> str:
        """Return the condition that a row (by its alias) is of an office looked at; `scope` is bound to `slot`."""
        office = f"{row}.office" if row else "office"
        return f"{office} IN (SELECT value FROM json_each({slot}))" if self.several else f"{office} = {slot}"

    @property
    def scope(self) -> str:
        """What is bound where `within` stands: the code of the one office, or those of several as JSON."""
        return json.dumps(self.offices) if self.several else self.offices[0]

    def rows(self, sql: str, values: Any = ()) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        return self.conn.execute(sql, values).fetchall()

    def one(self, sql: str, values: Any = ()) -> Any:
        """Return the first value of the first row of a query, or None."""
        row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def judge_code(self) -> None:
        """Refuse a ledger that was written under another code only: its cases would seem to be gone.

        Raises Refused ``other_office``.
        """
        if not self.one("SELECT 1 FROM entry WHERE office = ? LIMIT 1", (self.office,)):
            other = self.one("SELECT office FROM entry LIMIT 1")
            if other:
                raise Refused("other_office", set=self.office, known=other)

    def holder(self, text: str, found: Callable[["Ledger"], str]) -> tuple[str, str]:
        """Return which of the offices looked at has what `text` names, and its number there, as `found` finds it.

        Raises Refused ``which_office``: several have it; else as `found` does.
        """
        if not self.several:
            return self.offices[0], found(self)
        holders, refusals = [], []
        for office in self.offices:
            try:
                holders.append((office, found(Ledger(self.conn, office))))
            except Refused as refused:
                refusals.append(refused)
        if len(holders) > 1:
            names = [self.members[office].name for office, _ in holders[:MOST_NAMED]]
            raise Refused("which_office", text=text, offices=names)
        if not holders:
            raise max(refusals, key=lambda refused: refused.code == "ambiguous_case")
        return holders[0]

    def resolve(self, text: str, year: int) -> str:
        """Return the number of the case that `text` names: whole, a petition's number, or its tail.

        A bare serial means this `year`'s case where there is one.
        Raises Refused: ``no_such_case``, ``ambiguous_case``.
        """
        typed = as_number(text)
        for candidates in self._candidates(typed, year):
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                raise Refused("ambiguous_case", text=text, cases=candidates[:MOST_NAMED])
        from xinfang.ledger.nearby import around

        raise Refused("no_such_case", text=text, **around(self, typed, year))

    def _candidates(self, typed: str, year: int) -> Iterator[list[str]]:
        """Yield the cases that fit, the surest reading first; only the last one looks through all numbers."""
        head, _, tail = typed.rpartition("-")
        yield self._numbers("no = ?", typed)
        yield self._numbers("no = ?", head)  # of the petition that was named
        if tail.isdecimal() and len(tail) < 10:  # noqa: PLR2004 - a longer number is no serial
            if not head:
                yield self._numbers("year = ? AND serial = ?", year, int(tail))
                years = self.rows("SELECT DISTINCT year FROM cases WHERE office = ?", (self.office,))
                yield [no for row in years for no in self._numbers("year = ? AND serial = ?", row["year"], int(tail))]
            elif head[-4:].isdecimal():
                found = self._numbers("year = ? AND serial = ?", int(head[-4:]), int(tail))
                yield [no for no in found if no.upper().rpartition("-")[0].endswith(head)]
        if typed:
            yield self._numbers("substr(upper(no), ?) = ?", -len(typed), typed)

    def _numbers(self, where: str, *values: object) -> list[str]:
        sql = f"SELECT no FROM cases WHERE office = ? AND {where} LIMIT {MOST_NAMED + 1}"
        return [row["no"] for row in self.rows(sql, (self.office, *values))]

    def short(self, no: str, year: int) -> str:
        """Return what is enough to type for a case: of this `year`'s its serial."""
        serial = self.one("SELECT serial FROM cases WHERE office = ? AND no = ? AND year = ?", (self.office, no, year))
        return str(serial or no)

    def head(self) -> str:
        """Return the hash of the office's last entry."""
        sql = "SELECT hash FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
        return str(self.one(sql, (self.office,)) or START)


@contextmanager
def reading(path: Path, office: str) -> Iterator[Ledger]:
    """Open the ledger to look something up, as it is at one moment; what an older program left is projected anew first.

    Raises Refused as `open_ledger` and `spoken` say.
    """
    conn = open_ledger(path, to_write=False)
    with spoken(path):
        if not is_current(conn):
            conn.close()
            _project_anew(path)
            conn = open_ledger(path, to_write=False)
        try:
            conn.execute("BEGIN")  # whoever writes meanwhile waits: all that is read is of one moment
            yield Ledger(conn, office)
        finally:
            conn.close()


def is_current(conn: sqlite3.Connection) -> bool:
    """Return whether the projections are laid out as this program expects them."""
    row = conn.execute("SELECT value FROM meta WHERE key = 'layout'").fetchone()
    return row is not None and row[0] == LAYOUT


def _project_anew(path: Path) -> None:
    from xinfang.ledger.intact import judge_triggers
    from xinfang.ledger.project import rebuild

    with closing(open_ledger(path, to_write=True)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        judge_triggers(conn)
        rebuild(conn)
        conn.execute("COMMIT")
    conn.close()
