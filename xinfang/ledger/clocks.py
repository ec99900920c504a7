"""The morning's rows: clocks that run, open cases by their state. An index answers each, however large the ledger."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from xinfang.ledger.reading import Ledger

RUNNING = "t.met_on IS NULL AND t.stopped_on IS NULL AND t.ours"
# The days in which we may object lapse: they are told while they run, and are never overdue (条例 art. 23).
OBJECTIONS = "t.term = 'object' AND t.met_on IS NULL AND t.stopped_on IS NULL"
OF_A_CLOCK = (
    "t.office, t.case_no AS 'case', t.term, t.due_on, t.safe_on, t.provisional, t.basis, t.owed_by, c.subject, "
    "c.petitioner, c.unit, c.status, c.kind, c.review_opinion, c.reexam_opinion"
)
OF_A_CASE = (
    "c.office, c.no AS 'case', c.subject, c.petitioner, c.unit, c.status, c.status_on, c.next_due, c.kind, "
    "c.review_opinion, c.reexam_opinion"
)


UNDATED = (
    "FROM tasks t CROSS JOIN cases c ON c.office = t.office AND c.no = t.case_no "  # few tasks, many cases
    "WHERE {within} AND t.done_on IS NULL AND t.due_on IS NULL AND c.closed_on IS NULL"
)


class Clocked(NamedTuple):
    """Which open cases: those whose nearest date comes `after` a day, or with None those that no clock drives."""

    after: str | None


NO_CLOCK = Clocked(None)


def clocks(ledger: Ledger, first: str | None, last: str, limit: int = -1) -> list[sqlite3.Row]:
    """Return the running clocks of ours that are due from `first` to `last` (ISO), the most pressing first.

    With a `first` day the objections that we may still raise are among them.
    """
    found = " UNION ALL ".join(f"SELECT t.* FROM {within}" for within in _within(ledger, first))
    sql = (
        f"SELECT {OF_A_CLOCK} FROM ({found}) t JOIN cases c ON c.office = t.office AND c.no = t.case_no "
        "ORDER BY due_on, t.case_no LIMIT ?"
    )
    return ledger.rows(sql, (*_values(ledger, first, last), limit))


def count_clocks(ledger: Ledger, first: str | None, last: str) -> int:
    """Return how many such clocks there are."""
    counts = " + ".join(f"(SELECT count(*) FROM {within})" for within in _within(ledger, first))
    return int(ledger.one(f"SELECT {counts}", _values(ledger, first, last)))


def _within(ledger: Ledger, first: str | None) -> tuple[str, ...]:
    """Return where the clocks of ours are found, each kind of them by an index of its own."""
    kinds = (RUNNING, OBJECTIONS) if first else (RUNNING,)
    return tuple(f"terms t WHERE {ledger.within('t')} AND t.due_on BETWEEN ? AND ? AND {kind}" for kind in kinds)


def _values(ledger: Ledger, first: str | None, last: str) -> tuple[str, ...]:
    return (ledger.scope, first or "", last) * (2 if first else 1)


def undated_tasks(ledger: Ledger, limit: int) -> list[sqlite3.Row]:
    """Return what was asked of somebody without a date and is not done yet, in open cases, oldest first."""
    told = f"{OF_A_CASE}, t.task, t.asked_by, t.on_date, t.unit AS asked, t.text"
    sql = f"SELECT {told} {UNDATED.format(within=ledger.within('t'))} ORDER BY t.on_date LIMIT ?"
    return ledger.rows(sql, (ledger.scope, limit))


def count_undated(ledger: Ledger) -> int:
    """Return how many such tasks there are."""
    return int(ledger.one(f"SELECT count(*) {UNDATED.format(within=ledger.within('t'))}", (ledger.scope,)))


def open_cases(
    ledger: Ledger, statuses: Iterable[str], limit: int, clocked: Clocked | None = None
) -> list[sqlite3.Row]:
    """Return open cases in these states, all of them or as they are `clocked`.

    Those longest there come first; where dates run, those whose date comes first.
    """
    where, values = _open_in(ledger, statuses, clocked)
    order = "next_due" if clocked and clocked.after else "status_on"
    found = f"SELECT c.rowid FROM cases c WHERE {where} ORDER BY c.{order} LIMIT ?"  # the index alone answers it
    sql = f"SELECT {OF_A_CASE} FROM cases c WHERE c.rowid IN ({found}) ORDER BY c.{order}, c.no"
    return ledger.rows(sql, (*values, limit))


def any_duty(ledger: Ledger, first: str) -> bool:
    """Return whether a dispute is open or a reception day was written down from `first` (ISO) on."""
    sql = (
        f"SELECT EXISTS (SELECT 1 FROM disputes WHERE {ledger.within()} AND ended_on IS NULL AND void_reason IS NULL) "
        "OR EXISTS (SELECT 1 FROM reception_days WHERE office = ? AND planned_on >= ?)"
    )
    return bool(ledger.one(sql, (ledger.scope, ledger.office, first)))


def count_open(ledger: Ledger, statuses: Iterable[str], clocked: Clocked | None = None) -> int:
    """Return how many open cases are in these states."""
    where, values = _open_in(ledger, statuses, clocked)
    return int(ledger.one(f"SELECT count(*) FROM cases c WHERE {where}", values))


def _open_in(ledger: Ledger, statuses: Iterable[str], clocked: Clocked | None) -> tuple[str, list[str]]:
    slots = ", ".join("?" for _ in statuses)
    where = f"{ledger.within('c')} AND c.closed_on IS NULL AND c.status IN ({slots})"
    values = [ledger.scope, *statuses]
    if clocked is None:
        return where, values
    if clocked.after is None:
        return f"{where} AND c.next_due IS NULL", values
    return f"{where} AND c.next_due > ?", [*values, clocked.after]
