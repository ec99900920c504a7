"""What was handed on and pressed for in a period (forwarded, assigned, urged, supervised), and what ended well."""

import sqlite3

from xinfang.domain.codes import Kind, Status, Task
from xinfang.ledger.reading import Ledger

MOST_READ = 200  # settled cases among which examples are looked for
_LIVE = f"c.status != '{Status.VOID}'"
_WITH_CASE = "JOIN cases c ON c.office = {row}.office AND c.no = {row}.case_no"


def forwarded(ledger: Ledger, first: str, end: str) -> tuple[int, int]:
    """Return how many cases were last forwarded and assigned from `first` to `end` (ISO)."""
    sql = (
        "SELECT count(*) FILTER (WHERE c.forwarded_on IS NOT c.assigned_on), "
        "count(*) FILTER (WHERE c.forwarded_on IS c.assigned_on) FROM cases c "
        f"WHERE {ledger.within('c')} AND c.forwarded_on BETWEEN ? AND ? AND {_LIVE}"
    )
    sent, assigned = ledger.rows(sql, (ledger.scope, first, end))[0]
    return sent, assigned


def urged(ledger: Ledger, first: str, end: str) -> int:
    """Return how many times units were urged."""
    sql = (
        f"SELECT count(*) FROM notes n {_WITH_CASE.format(row='n')} "
        f"WHERE {ledger.within('n')} AND n.act = 'urge' AND n.on_date BETWEEN ? AND ? AND {_LIVE}"
    )
    return int(ledger.one(sql, (ledger.scope, first, end)))


def supervised(ledger: Ledger, first: str, end: str) -> list[sqlite3.Row]:
    """Return the formal supervisions that began from `first` to `end`; `answered_on` where the unit did by `end`."""
    sql = (
        "SELECT c.no AS 'case', c.kind, k.on_date, k.unit, k.advice, k.text, k.result, "
        f"CASE WHEN k.done_on <= ? THEN k.done_on END AS answered_on FROM tasks k {_WITH_CASE.format(row='k')} "
        f"WHERE {ledger.within('k')} AND k.task = '{Task.SUPERVISION}' AND k.on_date BETWEEN ? AND ? AND {_LIVE} "
        "ORDER BY k.on_date, c.office, c.year, c.serial, k.n"
    )
    return ledger.rows(sql, (end, ledger.scope, first, end))


def settled(ledger: Ledger, first: str, end: str) -> list[sqlite3.Row]:
    """Return claims of named petitioners that were closed and settled from `first` to `end`, the latest first."""
    sql = (
        "SELECT c.subject, c.petitioner, c.category, c.topic, c.unit, c.opened_on, c.closed_on FROM cases c "
        f"WHERE {ledger.within('c')} AND c.closed_on BETWEEN ? AND ? AND c.settled AND c.petitioner != '' "
        f"AND c.status = '{Status.CLOSED}' AND c.kind = '{Kind.CLAIM}' ORDER BY c.closed_on DESC, c.year, c.serial "
        "LIMIT ?"
    )
    return ledger.rows(sql, (ledger.scope, first, end, MOST_READ))


def named_in(ledger: Ledger, text: str) -> list[str]:
    """Return the names in the ledger, of petitioners and of parties to disputes, that stand in a text."""
    sql = (
        "SELECT DISTINCT name FROM petitioners WHERE length(name) > 1 AND instr(?, name) "
        "UNION SELECT DISTINCT parties FROM disputes WHERE length(parties) > 1"
    )
    found = [name for row in ledger.rows(sql, (text,)) for name in row[0].split("、")]
    return sorted({name for name in found if len(name) > 1 and name in text}, key=len, reverse=True)
