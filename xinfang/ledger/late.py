"""What was late in a period: clocks that ran out before they were met, met since or not."""

import sqlite3

from xinfang.domain.codes import Status
from xinfang.ledger.reading import Ledger


def late(ledger: Ledger, first: str, end: str, seen: str) -> list[sqlite3.Row]:
    """Return the clocks of ours that were overdue from `first` to `end` (ISO) as `seen` then, those due first before.

    `ended_on` is the day on which a clock was met or stopped, None where that had not happened by `end`.
    """
    ended = "coalesce(t.met_on, t.stopped_on, '9999-99-99')"
    sql = (
        "SELECT c.office, c.no AS 'case', c.subject, c.kind, t.term, t.due_on, coalesce(t.owed_by, c.unit) AS unit, "
        f"CASE WHEN {ended} <= :end THEN {ended} END AS ended_on FROM terms t "
        "JOIN cases c ON c.office = t.office AND c.no = t.case_no "
        f"WHERE {ledger.within('t', ':office')} AND t.ours AND t.due_on < :seen AND {ended} > t.due_on "
        f"AND {ended} >= :first AND c.status != :void ORDER BY t.due_on, c.office, c.year, c.serial, t.n"
    )
    return ledger.rows(sql, {"office": ledger.scope, "first": first, "end": end, "seen": seen, "void": Status.VOID})
