"""Checking the ledger: a list of findings, each a function of the open ledger; and mending what can be made anew."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang.domain.books import MARKS
from xinfang.domain.codes import Kind
from xinfang.domain.model import BOOKS, KEYS, OF_A_CASE, TABLES, columns
from xinfang.ledger import chain, project, schema, searching
from xinfang.ledger.book import Book
from xinfang.ledger.connect import START
from xinfang.ledger.files import place, sha256_of
from xinfang.ledger.handover import withheld_of
from xinfang.ledger.offices import merged
from xinfang.ledger.reading import Ledger
from xinfang.ledger.shelf import Copy, lacking, strangers

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: `code` names its sentence in the words, `values` fill it; ``office`` tells whose it is."""

    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a finding looks at: the ledger, the folder of its attachments, the head that was written on paper.

    `home` is the office folder, under which its papers lie; `copies` are those on its shelf. Without them neither is
    looked for.
    """

    ledger: Ledger
    files: Path
    head: str | None = None
    home: Path | None = None
    copies: Sequence[Copy] = ()


def findings(checked: Checked) -> list[Finding]:
    """Return what is wrong with the ledger, at most `MOST_TOLD` of each kind; empty when it is whole."""
    found: list[Finding] = []
    for check in CHECKS:
        for finding, _ in zip(check(checked), range(MOST_TOLD), strict=False):
            found.append(finding)
    return found


def broken(ledger: Ledger) -> Finding | None:
    """Return the first that is found broken in a copy of the ledger: its pages, or the chain of its entries."""
    checked = Checked(ledger, Path())
    return next((finding for look in (_pages, _chain) for finding in look(checked)), None)


def counts(ledger: Ledger) -> dict[str, Any]:
    """Return how many entries, cases and petitions there are, and the hash of the last entry."""
    tables = {"entries": "entry", "cases": "cases", "petitions": "petitions"}
    numbers = {name: ledger.one(f"SELECT count(*) FROM {table}") for name, table in tables.items()}
    return numbers | {"head": ledger.head()}


def repair(ledger: Book) -> None:
    """Make the projections, the search index and the triggers again from the entries; the caller holds the lock."""
    project.rebuild(ledger.conn)
    for name, statement in schema.TRIGGERS.items():
        ledger.conn.execute(f"DROP TRIGGER IF EXISTS {name}")
        ledger.conn.execute(statement)


def _integrity(checked: Checked) -> Iterator[Finding]:
    for row in checked.ledger.conn.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding("integrity", {"text": row[0]})


def _pages(checked: Checked) -> Iterator[Finding]:
    """As `_integrity`, without holding every index against its table."""
    for row in checked.ledger.conn.execute("PRAGMA quick_check(1)"):
        if row[0] != "ok":
            yield Finding("integrity", {"text": row[0]})


def _foreign_keys(checked: Checked) -> Iterator[Finding]:
    for row in checked.ledger.conn.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", {"table": row["table"], "row": row["rowid"]})


def _ink(checked: Checked) -> Iterator[Finding]:
    """The triggers that refuse changes of entries are there, word for word."""
    rows = checked.ledger.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {row["name"]: row["sql"] for row in rows}
    if any(found.get(name) != statement for name, statement in schema.TRIGGERS.items()):
        yield Finding("triggers", {})


def _indexes(checked: Checked) -> Iterator[Finding]:
    """Every index is there, and every case in the search index: without them lists are slow and searches find less."""
    found = {row[0] for row in checked.ledger.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if set(schema.INDEXES) - found:
        yield Finding("indexes", {})
    sql = "SELECT (SELECT count(*) FROM search_text) = (SELECT count(*) FROM search_index_docsize)"
    if schema.SEARCH not in found or not checked.ledger.one(sql):
        yield Finding("search", {})


def _chain(checked: Checked) -> Iterator[Finding]:
    """Each entry has its place, carries the hash of the one before it, and covers its own data."""
    expected: dict[str, tuple[int, str]] = {}
    for row in checked.ledger.conn.execute("SELECT * FROM entry ORDER BY office, seq"):
        seq, prev = expected.get(row["office"], (1, START))
        if row["seq"] != seq:
            yield Finding("gap", {"office": row["office"], "seq": row["seq"]})
        elif row["prev"] != prev or row["hash"] != chain.seal(row) or not chain.covers(row):
            told = {"seq": row["seq"], "act": row["act"], "on": row["on_date"]}
            yield Finding("chain", {"office": row["office"], **told})
        expected[row["office"]] = (row["seq"] + 1, row["hash"])


def _withheld(checked: Checked) -> Iterator[Finding]:
    """Where an office kept data back, what stands for it is what was merged; the own office keeps nothing back."""
    known = {code: office.withheld for code, office in merged(checked.ledger).items()}
    for code in (checked.ledger.office, *known):
        if withheld_of(checked.ledger, code) != known.get(code, ""):
            yield Finding("withheld", {"office": code})


def _head(checked: Checked) -> Iterator[Finding]:
    """The head on paper is an entry of this ledger: its tail was not cut off."""
    sql = "SELECT 1 FROM entry WHERE substr(hash, 1, ?) = ?"
    told = (checked.head or "").strip().lower()
    if checked.head is not None and not (told and checked.ledger.one(sql, (len(told), told))):
        yield Finding("head", {"head": checked.head})


def _numbers(checked: Checked) -> Iterator[Finding]:
    """The serials of each year run from 1 without a gap: of the cases, and of every book that is numbered so."""
    for table in ("cases", *(book for book in BOOKS if "serial" in columns(book))):
        sql = f"SELECT office, year, max(serial) AS last, count(*) AS count FROM {table} GROUP BY office, year"
        for row in checked.ledger.rows(sql):
            if row["last"] != row["count"]:
                sql = f"SELECT serial FROM {table} WHERE office = ? AND year = ?"
                serials = checked.ledger.rows(sql, (row["office"], row["year"]))
                missing = sorted(set(range(1, row["last"] + 1)) - {r[0] for r in serials})
                mark = next((mark for mark, book in MARKS.items() if book == table), "")
                told = {"year": row["year"], "missing": "、".join(f"{mark}{n}" for n in missing[:10])}
                yield Finding("numbers", {"office": row["office"], **told})


def _paper_numbers(checked: Checked) -> Iterator[Finding]:
    """The numbers of each kind of paper and year run from 1 without a gap."""
    sql = "SELECT office, kind, year, max(serial) AS last, count(*) AS count FROM papers GROUP BY office, kind, year"
    for row in checked.ledger.rows(sql):
        if row["last"] != row["count"]:
            told = "SELECT serial FROM papers WHERE office = ? AND kind = ? AND year = ?"
            serials = {r[0] for r in checked.ledger.rows(told, (row["office"], row["kind"], row["year"]))}
            missing = sorted(set(range(1, row["last"] + 1)) - serials)
            values = {"paper": row["kind"], "year": row["year"], "missing": "、".join(map(str, missing[:10]))}
            yield Finding("paper_numbers", {"office": row["office"], **values})


def _files(checked: Checked) -> Iterator[Finding]:
    """Every attachment of the own office is there and holds what it held when it came."""
    sql = (
        "SELECT a.case_no, a.name, a.sha256, c.kind FROM attachments a "
        "JOIN cases c ON c.office = a.office AND c.no = a.case_no WHERE a.office = ?"
    )
    for row in checked.ledger.rows(sql, (checked.ledger.office,)):
        path = place(checked.files, row["sha256"], row["name"])
        closed = row["kind"] == Kind.ACCUSATION  # its name may tell what it is about
        told = {"name": path.name if closed else row["name"], "case": row["case_no"]}
        if not path.exists():
            yield Finding("file_missing", told)
        elif sha256_of(path) != row["sha256"]:
            yield Finding("file_changed", told)


def _papers(checked: Checked) -> Iterator[Finding]:
    """The file of every own paper that stands is there; what it says is the clerk's, who edits it before signing."""
    if checked.home is None:
        return
    sql = "SELECT case_no, no, file FROM papers WHERE office = ? AND void_reason IS NULL ORDER BY case_no, n"
    for row in checked.ledger.rows(sql, (checked.ledger.office,)):
        if not (checked.home / row["file"]).exists():
            folder = row["file"].rpartition("/")[0]  # the name of the file may tell what it is about
            yield Finding("paper_missing", {"no": row["no"], "case": row["case_no"], "folder": folder})


def _copies(checked: Checked) -> Iterator[Finding]:
    """Every copy on the shelf is sound, and the ledger went on from each: nobody cut its tail, or replaced it."""
    for copy in checked.copies:
        if copy.damage:
            yield Finding("copy_damaged", {"copy": copy.folder.name})
        elif count := lacking(copy.folder.parent, copy):
            yield Finding("copy_lacks", {"copy": copy.folder.name, "count": count})
    for copy in strangers(checked.ledger, checked.copies):
        yield Finding("copy_stranger", {"copy": copy.folder.name})


def _rebuilt(checked: Checked) -> Iterator[Finding]:
    """The tables are what the entries say: projected aside, and compared row by row."""
    aside = sqlite3.connect(":memory:", isolation_level=None)
    aside.row_factory = sqlite3.Row
    aside.execute("BEGIN")
    schema.create(aside)
    try:
        project.project(checked.ledger.conn.execute("SELECT * FROM entry ORDER BY office, seq"), aside)
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        yield Finding("unprojectable", {"text": type(error).__name__})
        return
    for table in TABLES:
        keys = ("office", "case_no", KEYS[table]) if table in OF_A_CASE else ("office", "no")
        yield from _compared(table, keys, (*keys[:-1], *columns(table)), checked.ledger.conn, aside)
    yield from _searched(checked.ledger.conn, aside)


def _searched(kept: sqlite3.Connection, aside: sqlite3.Connection) -> Iterator[Finding]:
    """The words that a search finds are those of the cases, but for cases that are due to be taken in."""
    searching.catch_up(aside)
    due = kept.execute("SELECT office, no FROM search_due").fetchall()
    aside.executemany("INSERT INTO search_due(office, no) VALUES (?, ?)", due)
    taken_in = "search_text WHERE (office, no) NOT IN (SELECT office, no FROM search_due)"
    for finding in _compared(taken_in, ("office", "no"), ("office", "no", "text"), kept, aside):
        yield Finding("search", finding.values)
        return


def _compared(
    table: str, keys: tuple[str, ...], names: tuple[str, ...], kept: sqlite3.Connection, made: sqlite3.Connection
) -> Iterator[Finding]:
    """Walk two tables side by side in the order of their keys."""
    sql = f"SELECT {', '.join(dict.fromkeys(names))} FROM {table} ORDER BY {', '.join(keys)}"
    try:
        left, right = kept.execute(sql), made.execute(sql)
    except sqlite3.OperationalError:  # a column has lost its name
        yield Finding("rebuild_missing", {"table": table, "key": "*"})
        return
    one, other = left.fetchone(), right.fetchone()
    while one or other:
        mine, theirs = (tuple(row[k] for k in keys) if row else None for row in (one, other))
        office, *key = min(k for k in (mine, theirs) if k)
        told = {"office": office, "table": table, "key": "-".join(map(str, key))}
        if theirs is None or (mine is not None and mine < theirs):
            yield Finding("rebuild_extra", told)
            one = left.fetchone()
        elif mine is None or theirs < mine:
            yield Finding("rebuild_missing", told)
            other = right.fetchone()
        else:
            if differing := [n for n in dict.fromkeys(names) if one[n] != other[n]]:
                yield Finding("rebuild", told | {"columns": "、".join(differing)})
            one, other = left.fetchone(), right.fetchone()


CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _integrity,
    _foreign_keys,
    _ink,
    _indexes,
    _chain,
    _withheld,
    _head,
    _numbers,
    _paper_numbers,
    _files,
    _papers,
    _copies,
    _rebuilt,
)
