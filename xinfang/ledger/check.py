"""Checking the ledger: a list of findings, each a function of the open ledger; and mending what can be made anew."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from xinfang.domain.books import MARKS
from xinfang.domain.codes import Kind
from xinfang.domain.model import BOOKS, columns
from xinfang.ledger import given, project, schema
from xinfang.ledger.book import Book
from xinfang.ledger.check_entries import chains, heads, merged_chains, own_data, withheld
from xinfang.ledger.check_tables import tables
from xinfang.ledger.files import place, sha256_of
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.offices import merged
from xinfang.ledger.reading import Ledger, Member
from xinfang.ledger.shelf import lacking, strangers

MOST_TOLD = 50


def findings(checked: Checked) -> list[Finding]:
    """Return what is wrong with the ledger, at most `MOST_TOLD` of each kind; empty when it is whole."""
    checked.ledger.conn.text_factory = _text
    found: list[Finding] = []
    for check in CHECKS:
        coming = _finished(check, checked)
        found += islice(coming, MOST_TOLD)
        if more := sum(1 for _ in coming):
            found.append(Finding("more", {"count": more}))
    return found


def broken(ledger: Ledger) -> Finding | None:
    """Return the first that is found broken in a copy of the ledger: its pages, or the chain of its entries."""
    ledger.conn.text_factory = _text
    checked = Checked(ledger, Path())
    return next((finding for look in (_pages, chains) for finding in _finished(look, checked)), None)


def _text(raw: bytes) -> str:
    """Return a text of the ledger; bytes that are none are kept so that nothing but the check fails on them."""
    return raw.decode("utf-8", "surrogateescape")


def _finished(check: "Check", checked: Checked) -> Iterator[Finding]:
    """Yield what a check finds; what brings it to an end early is a finding too, as no untouched ledger does."""
    try:
        yield from check(checked)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        yield Finding("senseless", {"text": type(error).__name__})
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        yield Finding("senseless", {"text": str(error)})  # a table or a column is not there


def counts(ledger: Ledger) -> dict[str, Any]:
    """Return how many entries, cases and petitions there are, and the hash of the last entry."""
    there = {row["name"] for row in ledger.rows("SELECT name FROM sqlite_master")}
    tables = {"entries": "entry", "cases": "cases", "petitions": "petitions"}
    numbers = {n: ledger.one(f"SELECT count(*) FROM {t}") if t in there else 0 for n, t in tables.items()}
    return numbers | {"head": ledger.head()}


def names(ledger: Ledger) -> dict[str, Member]:
    """Return what the merged offices are called, by code; none where the entries that tell of them make no sense."""
    try:
        return {code: made.member for code, made in merged(ledger).items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def repair(ledger: Book) -> None:
    """Make all but the entries anew from them, and drop what is not ours; the caller holds the lock."""
    schema.drop_strange(ledger.conn)
    schema.protect(ledger.conn)
    project.rebuild(ledger.conn)


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


def _numbers(checked: Checked) -> Iterator[Finding]:
    """The serials of each year run from 1 without a gap: of the cases, and of every book that is numbered so."""
    for table in ("cases", *(book for book in BOOKS if "serial" in columns(book))):
        sql = f"SELECT office, year, max(serial) AS last, count(*) AS count FROM {table} GROUP BY office, year"
        for row in checked.ledger.rows(sql):
            if row["last"] != row["count"]:
                missing = given.missing(checked.ledger, row["office"], table, row["year"])
                if not missing:
                    continue
                mark = next((mark for mark, book in MARKS.items() if book == table), "")
                told = {"year": row["year"], "missing": "、".join(f"{mark}{n}" for n in missing)}
                yield Finding("numbers", {"office": row["office"], **told})


def _paper_numbers(checked: Checked) -> Iterator[Finding]:
    """The numbers of each kind of paper and year run from 1 without a gap."""
    sql = "SELECT office, kind, year, max(serial) AS last, count(*) AS count FROM papers GROUP BY office, kind, year"
    for row in checked.ledger.rows(sql):
        if row["last"] != row["count"]:
            missing = given.missing(checked.ledger, row["office"], "papers", row["year"], row["kind"])
            if not missing:
                continue
            values = {"paper": row["kind"], "year": row["year"], "missing": "、".join(map(str, missing))}
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
        if not path.is_file():
            yield Finding("file_missing", told)
        elif sha256_of(path) != row["sha256"]:
            yield Finding("file_changed", told)


def _papers(checked: Checked) -> Iterator[Finding]:
    """The file of every own paper that stands is there; what it says is the clerk's, who edits it before signing."""
    if checked.home is None:
        return
    standing = "void_reason IS NULL AND file != ''"  # there is none of what was erased
    sql = f"SELECT case_no, no, file FROM papers WHERE office = ? AND {standing} ORDER BY case_no, n"
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


Check = Callable[[Checked], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    _integrity,
    _foreign_keys,
    chains,
    merged_chains,
    withheld,
    own_data,
    heads,
    _numbers,
    _paper_numbers,
    _files,
    _papers,
    _copies,
    tables,
)
