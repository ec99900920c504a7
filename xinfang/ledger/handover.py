"""What is handed over to the higher level, and taken over from other offices: entries as they stand in the chain."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import Kind, Refused
from xinfang.domain.confidential import CLOSED
from xinfang.domain.model import columns, truths
from xinfang.ledger import bulk, chain
from xinfang.ledger.book import Book
from xinfang.ledger.reading import Ledger
from xinfang.ledger.schema import ENTRY

# The tables that statistics over many offices are made from, without what only the case itself needs: names, phones,
# addresses. Each with what its rows are sorted by.
FLAT: Mapping[str, str] = {"cases": "year, serial", "petitions": "case_no, n", "terms": "case_no, n"}
PRIVATE = frozenset({"petitioner", "phone", "address", "representatives", "detail"})
_CLOSED = f"(c.kind = '{Kind.ACCUSATION}' OR p.kind = '{Kind.ACCUSATION}')"


@dataclass(frozen=True, slots=True)
class Stands:
    """How far an office's chain goes in a ledger, with how many cases and petitions: what a package says of it."""

    office: str
    entries: int
    head: str
    first_on: str
    last_on: str
    cases: int
    petitions: int


def closed_cases(ledger: Ledger) -> frozenset[tuple[str, str]]:
    """Return office and number of the cases whose words stay here: accusations."""
    sql = (
        "SELECT DISTINCT c.office, c.no FROM cases c JOIN petitions p ON p.office = c.office AND p.case_no = c.no "
        f"WHERE {_CLOSED}"
    )
    return frozenset((row["office"], row["no"]) for row in ledger.rows(sql))


def entries(ledger: Ledger, closed: frozenset[tuple[str, str]] | None, mark: str) -> Iterator[dict[str, Any]]:
    """Yield all entries of all offices in the order of their chains.

    Where the cases that are `closed` are told, their data is kept back, as is what was searched and opened by whom
    (which may name them); `mark` stands for their words. With None nothing is kept back that is here.
    """
    for row in ledger.conn.execute(f"SELECT {', '.join(ENTRY)} FROM entry ORDER BY office, seq"):
        entry = dict(row)
        kept_back = closed is not None and (row["act"] == "disclose" or (row["office"], row["case_no"]) in closed)
        if kept_back:  # also where it was erased: of that more stays here than may go out
            data = CLOSED.data(json.loads(row["data"]), mark)
            entry |= {"salt": chain.WITHHELD, "data": chain.canonical(data)}
        yield entry


def withheld_of(ledger: Ledger, office: str) -> str:
    """Return the digest of what stands for data that was kept back, of an office's entries as they are kept here."""
    found = chain.Withheld()
    sql = "SELECT seq, salt, data FROM entry WHERE office = ? AND salt = ? ORDER BY seq"
    for row in ledger.rows(sql, (office, chain.WITHHELD)):
        found.add(row)
    return found.digest()


def stands(ledger: Ledger) -> Iterator[Stands]:
    """Yield how far each office's chain goes, by code."""
    for row in ledger.rows("SELECT DISTINCT office FROM entry ORDER BY office"):
        yield stands_of(ledger, row["office"])


def stands_of(ledger: Ledger, office: str) -> Stands:
    """Return how far the chain of an office goes that has one."""
    ends = (
        "SELECT written_at, hash, (SELECT count(*) FROM entry WHERE office = ?) AS entries FROM entry WHERE office = ? "
    )
    first, last = (ledger.rows(f"{ends} ORDER BY seq {way} LIMIT 1", (office, office))[0] for way in ("", "DESC"))
    counts = [ledger.one(f"SELECT count(*) FROM {t} WHERE office = ?", (office,)) for t in ("cases", "petitions")]
    days = (first["written_at"][:10], last["written_at"][:10])
    return Stands(office, last["entries"], last["hash"], *days, *counts)


def last(ledger: Ledger, office: str) -> int:
    """Return the place of an office's last entry, 0 where it has none here."""
    return int(ledger.one("SELECT coalesce(max(seq), 0) FROM entry WHERE office = ?", (office,)))


def hashes(ledger: Ledger, office: str) -> Iterator[str]:
    """Yield the hashes of an office's entries, in their order."""
    for row in ledger.conn.execute("SELECT hash FROM entry WHERE office = ? ORDER BY seq", (office,)):
        yield row["hash"]


def append(book: Book, rows: Iterable[Mapping[str, Any]]) -> None:
    """Append the entries of other offices, whose chains were judged."""
    bulk.append(book.conn, rows)


@contextmanager
def whole_or_nothing(book: Book, file: str) -> Iterator[None]:
    """Keep what the block wrote when it ends well, else nothing of it, whatever the caller's transaction does.

    Raises Refused ``package_rows``: the rows of `file` do not fit each other.
    """
    book.conn.execute("SAVEPOINT package")
    try:
        yield
    except BaseException as error:
        book.conn.execute("ROLLBACK TO package")
        book.conn.execute("RELEASE package")
        if isinstance(error, sqlite3.IntegrityError):
            raise Refused("package_rows", file=file) from error
        raise
    book.conn.execute("RELEASE package")


def flat(ledger: Ledger, table: str, closed: frozenset[tuple[str, str]], mark: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one of the `FLAT` tables, of all offices, with the office's code; of closed cases no words."""
    keys = ("office",) if table == "cases" else ("office", "case_no")
    names = (*keys, *(name for name in columns(table) if name not in PRIVATE))
    order = f"office, {FLAT[table]}"
    number, yes_no = "no" if table == "cases" else "case_no", truths(table)
    for row in ledger.conn.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {order}"):
        told = {name: row[name] if name not in yes_no else _truth(row[name]) for name in names}
        if (row["office"], row[number]) in closed:
            told = dict.fromkeys(told) | CLOSED.row(table, told, mark) | {key: told[key] for key in keys}
        yield told


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
