"""The morning's rows: clocks that run, open cases by their state. An index answers each, however large the ledger."""

import sqlite3
from collections.abc import Iterable

from xinfang.ledger.reading import Ledger

RUNNING = "t.met_on IS NULL AND t.stopped_on IS NULL AND t.ours"


def clocks(ledger: Ledger, first: str | None, last: str, limit: int = -1) -> list[sqlite3.Row]:
    """Return the running clocks of ours that are due from `first` to `last` (ISO), the most pressing first."""
    sql = (
        "SELECT t.case_no AS 'case', t.term, t.due_on, t.safe_on, t.provisional, t.basis, t.owed_by, c.subject, "
        "c.petitioner, c.unit, c.status, c.kind FROM terms t JOIN cases c ON c.office = t.office AND c.no = t.case_no "
        f"WHERE t.office = ? AND t.due_on BETWEEN ? AND ? AND {RUNNING} ORDER BY t.due_on, t.case_no LIMIT ?"
    )
    return ledger.rows(sql, (ledger.office, first or "", last, limit))


def count_clocks(ledger: Ledger, first: str | None, last: str) -> int:
    """Return how many running clocks of ours are due from `first` to `last`."""
    sql = f"SELECT count(*) FROM terms t WHERE t.office = ? AND t.due_on BETWEEN ? AND ? AND {RUNNING}"
    return int(ledger.one(sql, (ledger.office, first or "", last)))


def open_cases(ledger: Ledger, statuses: Iterable[str], limit: int, *, unclocked: bool = False) -> list[sqlite3.Row]:
    """Return open cases in these states, those longest there first; `unclocked` keeps those that no clock drives."""
    sql = (
        "SELECT c.no AS 'case', c.subject, c.petitioner, c.unit, c.status, c.status_on, c.next_due, c.kind "
        f"FROM cases c WHERE {_open_in(statuses, unclocked)} ORDER BY c.status_on, c.no LIMIT ?"
    )
    return ledger.rows(sql, (ledger.office, *statuses, limit))


def count_open(ledger: Ledger, statuses: Iterable[str], *, unclocked: bool = False) -> int:
    """Return how many open cases are in these states."""
    sql = f"SELECT count(*) FROM cases c WHERE {_open_in(statuses, unclocked)}"
    return int(ledger.one(sql, (ledger.office, *statuses)))


def _open_in(statuses: Iterable[str], unclocked: bool) -> str:
    slots = ", ".join("?" for _ in statuses)
    return f"c.office = ? AND c.closed_on IS NULL AND c.status IN ({slots})" + " AND c.next_due IS NULL" * unclocked
