"""What an import asks of the ledger: which petitions it holds already, whose matters there are, what came in when."""

import sqlite3
from typing import Any, NamedTuple

from xinfang.domain.codes import Status
from xinfang.domain.model import Entry
from xinfang.ledger import chain
from xinfang.ledger.reading import Ledger


class Import(NamedTuple):
    """An import that was made: its number (from 1), what was said of it, and where its entries stand in the chain."""

    number: int
    said: dict[str, Any]
    seq: int


def petitions(ledger: Ledger, first: str, last: str) -> list[sqlite3.Row]:
    """Return the petitions that stand and were received from `first` to `last`, by their place in the ledger."""
    sql = (
        "SELECT case_no, no, channel, received_on, petitioner, subject, detail FROM petitions "
        "WHERE office = ? AND void_reason IS NULL AND received_on BETWEEN ? AND ? ORDER BY case_no, n"
    )
    return ledger.rows(sql, (ledger.office, first, last))


def people(ledger: Ledger) -> list[sqlite3.Row]:
    """Return who brought which matter: name, phone, group, and the case with its subject and kind, oldest first."""
    sql = (
        "SELECT p.name, p.phone, q.village_group, coalesce(c.joined_to, c.no) AS 'case', c.subject, c.kind "
        "FROM petitioners p JOIN cases c ON c.office = p.office AND c.no = p.case_no "
        "JOIN petitions q ON q.office = p.office AND q.case_no = p.case_no AND q.n = p.petition "
        "WHERE p.office = ? AND c.status != ? AND q.void_reason IS NULL ORDER BY c.year, c.serial, p.n"
    )
    return ledger.rows(sql, (ledger.office, Status.VOID))


def imports(ledger: Ledger) -> list[Import]:
    """Return the imports that were made, the first one first."""
    sql = "SELECT * FROM entry WHERE office = ? AND case_no IS NULL AND act = 'import' ORDER BY seq"
    rows = ledger.rows(sql, (ledger.office,))
    return [Import(place, dict(chain.unfold(row).said), row["seq"]) for place, row in enumerate(rows, 1)]


def entries_of(ledger: Ledger, made: Import) -> list[Entry]:
    """Return the entries of an import, in their order; they stand before its own."""
    sql = "SELECT * FROM entry WHERE office = ? AND seq BETWEEN ? AND ? ORDER BY seq"
    rows = ledger.rows(sql, (ledger.office, made.seq - made.said["petitions"], made.seq - 1))
    return [chain.unfold(row) for row in rows]


def stands(ledger: Ledger, case: str, petition: int) -> bool:
    """Return whether a petition is not void."""
    sql = "SELECT 1 FROM petitions WHERE office = ? AND case_no = ? AND n = ? AND void_reason IS NULL"
    return bool(ledger.one(sql, (ledger.office, case, petition)))


def acted_on_since(ledger: Ledger, made: Import) -> set[str]:
    """Return the cases in which something was done after an import."""
    sql = "SELECT DISTINCT case_no FROM entry WHERE office = ? AND seq > ? AND act != 'disclose'"
    return {row[0] for row in ledger.rows(sql, (ledger.office, made.seq)) if row[0]}
