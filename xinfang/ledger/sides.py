"""Restoring the ledger: the entries of a copy, continued by all of the present ledger that goes on from there.

Nothing is thrown away that can be read and belongs to the chain. What stands in a chain that went another way, or
behind entries that cannot be read, is told as lost; its numbers are never given out again. What was erased since the
copy was made is erased again.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.domain.erasing import ACT as ERASE
from xinfang.domain.erasing import STAYS
from xinfang.domain.model import BOOKS, Entry, columns
from xinfang.ledger import bulk, chain, erase, given
from xinfang.ledger.book import Book, writing
from xinfang.ledger.connect import START, spoken
from xinfang.ledger.offices import MERGE, keepers
from xinfang.ledger.salvage import Held, known, salvage

NUMBERED = ("cases", *(book for book in BOOKS if "serial" in columns(book)))


@dataclass(frozen=True, slots=True)
class Span:
    """Some entries: how many, the own cases and rows that they touched, from which day to which (ISO)."""

    entries: int
    cases: tuple[str, ...]
    first_on: str | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A copy against the present ledger. `readable` are the ledger's entries that can be read, `head` its last one.

    Those that go on from the copy are `carried` over, those `regained` are in the copy alone. `lost` are such as can be
    read and still belong to no chain that goes on from the copy; of `unread` ones nothing but their place is known. The
    ledger is `certain` when it can still say how many entries there were.
    """

    readable: int
    head: str
    carried: Span
    regained: Span
    lost: Span
    unread: int
    certain: bool


# Of the entries `e` of the present ledger, or of the copy, those that
_CARRIED = "entry e JOIN reach r USING (office) WHERE e.seq > r.copied AND e.seq <= r.upto"
_REGAINED = (
    "copy.entry e WHERE NOT EXISTS "
    "(SELECT 1 FROM main.entry f WHERE f.office = e.office AND f.seq = e.seq AND f.hash = e.hash)"
)
_LOST = (
    "entry e JOIN reach r USING (office) LEFT JOIN copy.entry c ON c.office = e.office AND c.seq = e.seq "
    "WHERE (e.seq > r.upto OR (e.seq <= r.copied AND e.hash != c.hash))"
)


class Sides:
    """A copy and the present ledger side by side; made by `sides`.

    `conn` holds the entries of the ledger that can be read as its table ``entry``, and the copy as ``copy``. `mark`
    stands where something was erased.
    """

    def __init__(self, conn: sqlite3.Connection, ledger: Held | None, office: str, mark: str) -> None:
        self.conn, self.ledger, self.office, self.mark = conn, ledger, office, mark
        conn.execute("CREATE TABLE reach (office PRIMARY KEY, copied, upto)")
        conn.execute("INSERT INTO reach VALUES (?, ?, ?)", (office, *self._reach(office)))
        told = self._merged()
        for (code,) in conn.execute("SELECT office FROM copy.entry UNION SELECT office FROM entry").fetchall():
            copied, upto = self._reach(code)
            if code != office:
                conn.execute("INSERT INTO reach VALUES (?, ?, ?)", (code, copied, max(copied, min(upto, told[code]))))

    def _reach(self, office: str) -> tuple[int, int]:
        """Return the places of the copy's last entry, and of the last one that goes on from there."""
        sql = "SELECT seq, hash FROM copy.entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
        copied, prev = self.conn.execute(sql, (office,)).fetchone() or (0, START)
        upto = copied
        sql = "SELECT seq, prev, hash FROM entry WHERE office = ? AND seq > ? ORDER BY seq"
        for row in self.conn.execute(sql, (office, copied)):
            if (row["seq"], row["prev"]) != (upto + 1, prev):
                break
            upto, prev = row["seq"], row["hash"]
        return copied, upto

    def _merged(self) -> Counter[str]:
        """Return how many entries of each other office were merged, as the own entries that are kept tell."""
        told: Counter[str] = Counter()
        for source in (f"{_CARRIED} AND", "copy.entry e WHERE"):
            sql = f"SELECT e.data FROM {source} e.office = ? AND e.act = ?"
            for row in self.conn.execute(sql, (self.office, MERGE)):
                told |= Counter({one["office"]: one["entries"] for one in json.loads(row["data"])["said"]["offices"]})
        return told

    def compared(self) -> Compared:
        """Return how the two stand to each other."""
        return Compared(
            self.conn.execute("SELECT count(*) FROM entry").fetchone()[0], self._head(),
            self._span(_CARRIED), self._span(_REGAINED), self._span(_LOST), *self._unread(),
        )  # fmt: skip

    def _head(self) -> str:
        sql = "SELECT hash FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
        row = self.conn.execute(sql, (self.office,)).fetchone()
        return str(row["hash"]) if row else START

    def _span(self, source: str) -> Span:
        told = self.conn.execute(f"SELECT count(*), min(e.on_date), max(e.on_date) FROM {source}").fetchone()
        sql = f"SELECT DISTINCT e.case_no FROM {source} AND e.office = ? AND e.case_no IS NOT NULL ORDER BY 1"
        cases = tuple(row["case_no"] for row in self.conn.execute(sql, (self.office,)))
        return Span(told[0], cases, told[1], told[2])

    def _unread(self) -> tuple[int, bool]:
        """Return how many entries are known to be unreadable behind those that are kept, and whether that is all."""
        tops = dict(map(tuple, known(self.ledger, "SELECT office, max(seq) FROM entry GROUP BY office")))
        sql = (
            "SELECT r.office, r.upto, coalesce(max(e.seq), 0), count(e.seq) FROM reach r "
            "LEFT JOIN entry e ON e.office = r.office AND e.seq > r.upto GROUP BY r.office"
        )
        rows = self.conn.execute(sql).fetchall()
        unread = sum(max(tops.get(office, 0), top, upto) - upto - count for office, upto, top, count in rows)
        return unread, bool(tops)

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries of the restored ledger, each office's in its order; what was erased since stays erased."""
        erased = self._erased()
        for reach in self.conn.execute("SELECT * FROM reach ORDER BY office").fetchall():
            own = reach["office"] == self.office
            sql = "SELECT * FROM copy.entry WHERE office = ? ORDER BY seq"
            for row in self.conn.execute(sql, (reach["office"],)):
                yield self._as_erased(row, erased[row["seq"]]) if own and row["seq"] in erased else dict(row)
            sql = "SELECT * FROM entry WHERE office = ? AND seq > ? AND seq <= ? ORDER BY seq"
            yield from map(dict, self.conn.execute(sql, tuple(reach)))

    def erasures_lost(self) -> list[Entry]:
        """Return the lost acts that erased something: what they are about is to be erased again."""
        sql = f"SELECT e.* FROM {_LOST} AND e.office = ? AND e.act = ? ORDER BY e.seq"
        return [chain.unfold(row) for row in self.conn.execute(sql, (self.office, ERASE))]

    def erased_files(self) -> set[str]:
        """Return the files, by their paths in the office folder, that were erased since the copy was made."""
        erased = self._erased()
        sql = "SELECT seq, data FROM copy.entry WHERE office = ? AND salt != ?"
        rows = self.conn.execute(sql, (self.office, chain.WITHHELD)).fetchall() if erased else []
        gone, stay = ([row for row in rows if (row["seq"] in erased) is is_gone] for is_gone in (True, False))
        return set(erase.files_of(gone)) - set(erase.files_of(stay))

    def _erased(self) -> dict[int, str]:
        """Return the places of the copy's entries that were erased since, each with the digest of what stands there."""
        sql = f"SELECT e.data FROM {_CARRIED} AND e.office = ? AND e.act = ? ORDER BY e.seq"
        told: dict[int, str] = {}
        for row in self.conn.execute(sql, (self.office, ERASE)):
            told |= {int(seq): digest for seq, digest in json.loads(row["data"])["said"]["stands"].items()}
        return told

    def _as_erased(self, row: sqlite3.Row, digest: str) -> dict[str, Any]:
        """Return an entry of the copy as it stands in the ledger, or redacted anew where that cannot be read."""
        sql = "SELECT data FROM entry WHERE office = ? AND seq = ? AND salt = ?"
        now = self.conn.execute(sql, (row["office"], row["seq"], chain.WITHHELD)).fetchone()
        data = str(now["data"]) if now else ""
        if chain.digest(chain.WITHHELD, data) != digest:
            data = chain.canonical(STAYS.data(json.loads(row["data"]), self.mark))
        return {**row, "data": data, "salt": chain.WITHHELD}

    def serials(self) -> dict[tuple[str, int, str | None], int]:
        """Return the highest serials that were given out: by numbered table, year, and kind of paper.

        The tables of the ledger are asked, where they can be read, and the lost entries.
        """
        found: dict[tuple[str, int, str | None], int] = {}
        for table, year, kind, serial in (*self._in_tables(), *self._in_lost()):
            key = (table, year, kind)
            found[key] = max(serial, found.get(key, 0))
        return found

    def _in_tables(self) -> Iterator[tuple[str, int, str | None, int]]:
        for table, kind in (*((table, "NULL") for table in NUMBERED), ("papers", "kind")):
            sql = f"SELECT year, {kind} AS kind, max(serial) AS last FROM {table} WHERE office = ? GROUP BY 1, 2"
            for row in known(self.ledger, sql, (self.office,)):
                yield table, row["year"], row["kind"], row["last"]

    def _in_lost(self) -> Iterator[tuple[str, int, str | None, int]]:
        for row in self.conn.execute(f"SELECT e.act, e.data FROM {_LOST} AND e.office = ?", (self.office,)):
            data = json.loads(row["data"])
            for lost in data["said"]["given"] if row["act"] == given.RESTORE else ():
                yield lost["table"], lost["year"], lost["paper"], lost["last"]
            for table, rows in data["set"].items():
                for set_ in rows if table in (*NUMBERED, "papers") else ():
                    if "serial" in set_ and "year" in set_:
                        yield table, set_["year"], set_["kind"] if table == "papers" else None, set_["serial"]


@contextmanager
def sides(ledger: Held | None, copy: Path, office: str, mark: str, scratch: Path | None) -> Iterator[Sides]:
    """Put a sound copy and the held ledger side by side, for the office that both are of; `mark` as in `Sides`.

    `scratch` is a new file in which the ledger's entries are gathered; without one they are in memory.
    Raises Refused: ``copy_of_other``, ``newer``; or as `spoken` says.
    """
    with spoken(copy), closing(sqlite3.connect(scratch or ":memory:", isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        conn.execute("PRAGMA synchronous = OFF")  # nobody needs it after a crash
        whole = salvage(ledger, conn)
        _drop_uncovered(conn, office)
        conn.execute("ATTACH ? AS copy", (str(copy),))
        _judge_same(conn, office, whole=whole)
        yield Sides(conn, ledger, office, mark)


def _judge_same(conn: sqlite3.Connection, office: str, *, whole: bool) -> None:
    """Refuse a copy of another office than the ledger is of.

    Of a damaged ledger the entries of the offices that it merged may be all that is left; the copy knows them.
    Raises Refused ``copy_of_other``.
    """
    known_as = keepers(conn)
    in_copy = {row[0] for row in conn.execute("SELECT DISTINCT office FROM copy.entry")}
    if known_as and office not in known_as and (whole or not in_copy.issuperset(known_as)):
        raise Refused("copy_of_other", office=office, known=known_as[0])


def _drop_uncovered(conn: sqlite3.Connection, office: str) -> None:
    """Let go of own entries whose data was kept back otherwise than an erasure tells: nothing covers what stands there.

    Acts that are lost for the restored ledger are believed too: they are done again.
    """
    told = set[tuple[str, str]]()
    for (data,) in conn.execute("SELECT data FROM entry WHERE office = ? AND act = ?", (office, ERASE)):
        told |= set(json.loads(data)["said"]["stands"].items())
    sql = "SELECT seq, data FROM entry WHERE office = ? AND salt = ?"
    for seq, data in conn.execute(sql, (office, chain.WITHHELD)).fetchall():
        if (str(seq), chain.digest(chain.WITHHELD, data)) not in told:
            conn.execute("DELETE FROM entry WHERE office = ? AND seq = ?", (office, seq))


def build(found: Sides, path: Path, act: Entry, at: str) -> dict[str, Any]:
    """Write the restored ledger into the new file `path`, and the act into it; `at` is the moment of writing.

    To what `act` says is added which serials are lost; returns all that it says then.
    """
    with writing(path, found.office) as book:
        bulk.append(book.conn, found.entries())
        if files := found.erased_files():
            erase.leave(book.conn, files)
        if again := found.erasures_lost():
            erase.erase(book, again, at, found.mark)
        said = {**act.said, "given": list(_lost_serials(book, found.serials()))}
        book.record(Entry(act=act.act, case=None, on=act.on, by=act.by, said=said), at)
    return said


def _lost_serials(book: Book, serials: Mapping[tuple[str, int, str | None], int]) -> Iterator[dict[str, Any]]:
    for (table, year, kind), last in sorted(serials.items(), key=str):
        first = book.next_paper(kind, year) if kind else book.next_serial(year, table)
        if first <= last:
            yield given.told(table, year, kind, first, last)
