"""The rows of the registers beside those of petitions and cases: disputes, meetings, assignments, openings."""

import sqlite3
from collections.abc import Iterable, Sequence

from xinfang.domain.codes import Status
from xinfang.ledger.find import Wanted, terms_of
from xinfang.ledger.grams import fold
from xinfang.ledger.reading import Ledger

SEARCHED = {
    "disputes": ("no", "subject", "detail", "parties", "village_group", "area", "category", "finder", "team", "leader",
                 "person", "plan", "result", "follow_up"),
    "conferences": ("no", "subject", "chair", "attended", "place", "text"),
}  # fmt: skip
_OF_A_CASE = {"category": "(c.category = ? OR c.topic = ?)", "group": "c.village_group = ?", "unit": "c.unit = ?"}
_MEETINGS = "FROM meetings m JOIN cases c ON c.office = m.office AND c.no = m.case_no WHERE {within} AND c.status != ?"
_PROMISES = (
    "(SELECT group_concat(k.text || char(31) || coalesce(k.due_on, '') || char(31) || coalesce(k.kept, ''), char(30)) "
    "FROM tasks k WHERE k.office = m.office AND k.case_no = m.case_no AND k.task = 'promise' AND k.on_date = m.on_date "
    "AND k.asked_by = m.leader)"
)


def meetings(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    """Return the meetings of leaders with petitioners, and the reception days to which nobody came, by day."""
    where, values = _within(wanted, {"received": "m.on_date"}, _OF_A_CASE)
    sql = (
        "SELECT m.office, m.on_date, m.place, m.leader, m.duty, m.way, m.people, m.text, m.unit, c.no AS 'case', "
        "c.petitioner, c.subject, c.kind, c.status, c.outcome, c.close_reason, c.settled, c.village_group, "
        f"{_PROMISES} AS promises {_MEETINGS.format(within=ledger.within('m'))}{where}"
    )
    rows = ledger.rows(sql, (ledger.scope, Status.VOID, *values))
    if not _narrower(wanted):
        rows += _nobody_came(ledger, wanted)
    return sorted(rows, key=lambda row: (row["office"], row["on_date"], row["case"] or ""))


def _nobody_came(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    where, values = _within(wanted, {"received": "planned_on"}, {})
    sql = (
        "SELECT office, planned_on AS on_date, place, leader, duty, told AS text, NULL AS 'case' FROM reception_days "
        f"WHERE {ledger.within()} AND nobody_came AND cancelled_why IS NULL{where}"
    )
    return ledger.rows(sql, (ledger.scope, *values))


def disputes(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    """Return the disputes that are wanted and, where nothing narrows them but a period, the zero reports between."""
    days = {"received": "found_on", "registered": "registered_on", "closed": "ended_on"}
    where, values = _within(wanted, days, {"category": "(category = ? OR topic = ?)", "group": "village_group = ?"})
    where += " AND ended_on IS NULL AND void_reason IS NULL" if wanted.only_open else ""
    rows = ledger.rows(f"SELECT * FROM disputes WHERE {ledger.within()}{where}", (ledger.scope, *values))
    if not _narrower(wanted) and wanted.dated != "closed":
        days = {"received": "done_on", "registered": "registered_on"}
        where, values = _within(wanted, days, {})
        rows += ledger.rows(f"SELECT * FROM rounds WHERE {ledger.within()}{where}", (ledger.scope, *values))
    return sorted(rows, key=_by_day)


def search(ledger: Ledger, words: str) -> list[sqlite3.Row]:
    """Return the disputes and meetings that hold every word, the newest first.

    They are few beside the cases, so they are read through: no index of them is kept up to date.
    """
    terms, found = terms_of(words), []
    for book, names in SEARCHED.items():
        sql = f"SELECT * FROM {book} WHERE {ledger.within()} ORDER BY year DESC, serial DESC, office"
        for row in ledger.rows(sql, (ledger.scope,)):
            text = fold("\n".join(str(row[name]) for name in names if row[name]))
            found += [row] if terms and all(term in text for term in terms) else []
    return found


def _by_day(row: sqlite3.Row) -> tuple[str, str, bool, str]:
    nothing = "done_on" in row.keys()  # noqa: SIM118 - a row is no mapping
    return (row["office"], row["done_on"] if nothing else row["found_on"], nothing, row["no"])


def conferences(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    """Return the meetings of the office that are wanted, by number."""
    where, values = _within(wanted, {"received": "on_date", "registered": "registered_on"}, {})
    sql = f"SELECT * FROM conferences WHERE {ledger.within()}{where} ORDER BY office, year, serial"
    return ledger.rows(sql, (ledger.scope, *values))


# What was assigned: dates that the higher level or we set, and tasks; each with who asks it of whom.
_ASSIGNED = (
    "SELECT t.office, t.case_no, t.started_on AS on_date, t.due_on, t.met_on AS done_on, t.stopped_on, "
    "t.owed_by AS unit, "
    "CASE WHEN t.owed_by IS NULL THEN coalesce(p.source, c.source) ELSE 'own' END AS source, "
    "CASE WHEN t.owed_by IS NULL THEN coalesce(p.source_no, c.source_no) END AS source_no, "
    "NULL AS asked_by, NULL AS task, NULL AS text, NULL AS result FROM terms t "
    "JOIN cases c ON c.office = t.office AND c.no = t.case_no "
    "LEFT JOIN petitions p ON p.office = t.office AND p.case_no = t.case_no AND p.n = t.petition "
    "WHERE {within} AND t.term = 'assigned'"
)
_TASKS = (
    "SELECT k.office, k.case_no, k.on_date, k.due_on, k.done_on, s.stopped_on, k.unit, 'own' AS source, "
    "NULL AS source_no, k.asked_by, k.task, k.text, k.result FROM tasks k "
    "LEFT JOIN terms s ON s.office = k.office AND s.case_no = k.case_no AND s.n = k.term "
    "WHERE {within} AND k.task IN ('instruction', 'supervision')"
)
_URGES = (
    "(SELECT group_concat(n.on_date || ' ' || n.text, char(10)) FROM notes n WHERE n.office = c.office "
    "AND n.case_no = c.no AND n.act = 'urge' AND n.on_date >= a.on_date "
    "AND n.on_date <= coalesce(a.done_on, a.stopped_on, '9999'))"
)


def assigned(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    """Return what was assigned with a date or as a task, by the day on which it was."""
    own = {**_OF_A_CASE, "unit": "coalesce(a.unit, c.unit) = ?"}
    where, values = _within(wanted, {"received": "a.on_date", "closed": "a.done_on"}, own)
    sql = (
        f"SELECT a.*, c.no AS 'case', c.subject, c.kind, c.unit AS handled_by, c.outcome, {_URGES} AS urges "
        f"FROM ({_ASSIGNED.format(within=ledger.within('t'))} UNION ALL {_TASKS.format(within=ledger.within('k'))}) a "
        "JOIN cases c ON c.office = a.office AND c.no = a.case_no "
        f"WHERE c.status != ?{where} ORDER BY a.office, a.on_date, c.year, c.serial"
    )
    return ledger.rows(sql, (ledger.scope, ledger.scope, Status.VOID, *values))


def openings(ledger: Ledger, wanted: Wanted) -> list[sqlite3.Row]:
    """Return the entries by which accusations were opened."""
    where, values = _within(wanted, {"received": "on_date"}, {})
    sql = (
        "SELECT on_date, by_whom, case_no, data FROM entry "
        f"WHERE {ledger.within()} AND act = 'disclose'{where} ORDER BY office, seq"
    )
    return ledger.rows(sql, (ledger.scope, *values))


def _within(wanted: Wanted, days: dict[str, str], own: dict[str, str]) -> tuple[str, Sequence[str]]:
    """Return the condition of a period and of the filters that a book knows, and its values."""
    day = days[wanted.dated]
    clauses = [(f"{day} >= ?", wanted.period.first), (f"{day} <= ?", wanted.period.last)]
    clauses += [(clause, getattr(wanted, name)) for name, clause in own.items()]
    told = [(clause, value) for clause, value in clauses if value is not None]
    values = [value for clause, value in told for _ in range(clause.count("?"))]
    return "".join(f" AND {clause}" for clause, _ in told), values


def _narrower(wanted: Wanted, names: Iterable[str] = ("category", "group", "unit")) -> bool:
    return wanted.only_open or any(getattr(wanted, name) for name in names)
