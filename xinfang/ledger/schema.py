"""The tables: the entries with their triggers, and the projections made from the dataclasses of the domain."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from xinfang.domain.model import KEYS, OF_A_CASE, TABLES, row_type
from xinfang.ledger.connect import APPLICATION_ID, LAYOUT, SCHEMA

if TYPE_CHECKING:
    from sqlite_utils import Database

ENTRY = {
    "office": str, "seq": int, "act": str, "case_no": str, "on_date": str, "by_whom": str, "written_at": str,
    "data": str, "salt": str, "data_hash": str, "prev": str, "hash": str,
}  # fmt: skip
TRIGGERS = {
    f"entry_no_{verb.lower()}": f"CREATE TRIGGER entry_no_{verb.lower()} BEFORE {verb} ON entry "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is written in ink'); END"
    for verb in ("UPDATE", "DELETE")
}
TRIGGERS["entry_no_replace"] = (
    "CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry "
    "WHEN EXISTS (SELECT 1 FROM entry WHERE office = NEW.office AND seq = NEW.seq) "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is written in ink'); END"
)
INDEXES = (
    "CREATE UNIQUE INDEX case_numbers ON cases(office, year, serial)",
    "CREATE INDEX cases_open ON cases(office, status, next_due, status_on) WHERE closed_on IS NULL",
    "CREATE INDEX cases_open_newest ON cases(office, year, serial, status, no, opened_on) WHERE closed_on IS NULL",
    # What follows the days are the columns that the indicators count, so that they need not look at the rows. "IS NOT
    # NULL" keeps such an index for questions about the day: others would read all of it instead of the open cases.
    (
        "CREATE INDEX cases_opened ON cases(office, opened_on, no, status, closed_on, settled) "
        "WHERE opened_on IS NOT NULL"
    ),
    "CREATE INDEX cases_aside ON cases(office, status, no) WHERE status IN ('void', 'joined')",
    (
        "CREATE INDEX cases_closed ON cases(office, closed_on, no, status, settled, opened_on) "
        "WHERE closed_on IS NOT NULL"
    ),
    (
        "CREATE INDEX cases_followed_up ON cases(office, followed_up_on, no, status, rated_office, rated_unit) "
        "WHERE followed_up_on IS NOT NULL"
    ),
    (
        "CREATE INDEX petitions_received ON petitions(office, received_on, channel, repeat, people, case_no, category, "
        "village_group, source, kind, registered_on) WHERE void_reason IS NULL"
    ),
    "CREATE INDEX petitions_sent ON petitions(office, received_on, case_no) WHERE source != 'own'",
    # The columns by which the statistics tell cases apart stand first, so that SQLite need not sort all that ever were.
    (
        "CREATE INDEX cases_counted ON cases(office, category, village_group, source, kind, channel, unit, opened_on, "
        "registered_on, closed_on, settled) WHERE status NOT IN ('void', 'joined')"
    ),
    (
        "CREATE INDEX terms_missed ON terms(office, due_on, met_on, stopped_on, case_no) WHERE ours "
        "AND (met_on IS NULL OR met_on > due_on) AND (stopped_on IS NULL OR stopped_on > due_on)"
    ),
    "CREATE INDEX petitioner_names ON petitioners(name)",
    "CREATE INDEX petitioner_phones ON petitioners(phone) WHERE phone IS NOT NULL",
    "CREATE INDEX petitioner_ids ON petitioners(id_number) WHERE id_number IS NOT NULL",
    "CREATE INDEX terms_running ON terms(office, due_on, case_no) WHERE met_on IS NULL AND stopped_on IS NULL AND ours",
    "CREATE INDEX terms_decided ON terms(office, term, due_on, met_on, stopped_on, started_on, owed_by, case_no)",
    "CREATE INDEX objections ON terms(office, due_on) WHERE term='object' AND met_on IS NULL AND stopped_on IS NULL",
    "CREATE UNIQUE INDEX paper_numbers ON papers(office, kind, year, serial)",
    "CREATE INDEX papers_made ON papers(office, made_on)",
    "CREATE INDEX meetings_held ON meetings(office, on_date)",
    "CREATE INDEX tasks_undated ON tasks(office, on_date) WHERE done_on IS NULL AND due_on IS NULL",
    "CREATE INDEX tasks_set ON tasks(office, task, on_date)",
    "CREATE UNIQUE INDEX dispute_numbers ON disputes(office, year, serial)",
    "CREATE INDEX disputes_open ON disputes(office, due_on) WHERE ended_on IS NULL AND void_reason IS NULL",
    "CREATE INDEX disputes_cases ON disputes(office, case_no) WHERE case_no IS NOT NULL",
    "CREATE INDEX disputes_found ON disputes(office, found_on)",
    "CREATE INDEX disputes_screened ON disputes(office, area, found_on)",
    "CREATE INDEX rounds_done ON rounds(office, area, done_on)",
    "CREATE UNIQUE INDEX round_numbers ON rounds(office, year, serial)",
    "CREATE INDEX reception_days_planned ON reception_days(office, planned_on)",
    "CREATE UNIQUE INDEX conference_numbers ON conferences(office, year, serial)",
)
META = ("layout", "sweep")  # noted in `meta`: the layout of the projections, what an erasure left to be deleted
SEARCH_INDEX = "search_index"
SEARCH = f"CREATE VIRTUAL TABLE {SEARCH_INDEX} USING fts5(grams, content='', detail=none, tokenize='ascii')"


def create(conn: sqlite3.Connection) -> None:
    """Make all tables in an empty file, inside the caller's transaction."""
    from sqlite_utils import Database

    db = Database(conn)
    db.table("entry").create(ENTRY, pk=("office", "seq"), not_null=set(ENTRY) - {"case_no"}, strict=True)
    db.table("meta").create({"key": str, "value": str}, pk="key", strict=True)
    create_projections(db)
    protect(conn)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def protect(conn: sqlite3.Connection) -> None:
    """Make the triggers and the index of the entries, and note their version; former ones go."""
    conn.execute("DROP INDEX IF EXISTS entry_case")
    conn.execute("CREATE INDEX entry_case ON entry(office, case_no, seq)")
    for name, trigger in TRIGGERS.items():
        conn.execute(f"DROP TRIGGER IF EXISTS {name}")
        conn.execute(trigger)
    conn.execute(f"PRAGMA user_version = {SCHEMA}")


def create_projections(db: Database) -> None:
    """Make the projections, empty, and note their layout."""
    for table in TABLES:
        db.table(table).create(_column_types(table), **_keys(table), strict=True)
    db.table("search_text").create({"id": int, "office": str, "no": str, "text": str}, pk="id", strict=True)
    db.conn.execute("CREATE UNIQUE INDEX search_text_case ON search_text(office, no)")
    db.table("search_due").create({"id": int, "office": str, "no": str}, pk="id", strict=True)
    for index in (*INDEXES, SEARCH):
        db.conn.execute(index)
    db.table("meta").upsert({"key": "layout", "value": LAYOUT}, pk="key")


def drop_projections(db: Database) -> None:
    """Drop the projections; the entries hold everything that is needed to make them again."""
    for table in ("search_index", "search_text", "search_due", *reversed(TABLES)):
        db.table(table).drop(ignore=True)


def objects(conn: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return what lies in a file by kind and name, with the words that made it; how its names are quoted is left out.

    Of what SQLite lays out for the search index only the names are told: each version makes it as it likes.
    """
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    found = {(row["type"], row["name"]): re.sub(r'["\s]+', " ", row["sql"]) for row in rows}
    return {place: "" if place[1].startswith(f"{SEARCH_INDEX}_") else sql for place, sql in found.items()}


def drop_strange(conn: sqlite3.Connection) -> None:
    """Drop what lies in the file and is not made here, triggers first: they would act on what follows."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        new.row_factory = sqlite3.Row
        create(new)
        ours = objects(new)
    strange = objects(conn).keys() - ours.keys()
    for kind, name in sorted(strange, key=lambda place: ("trigger", "view", "index", "table").index(place[0])):
        quoted = name.replace('"', '""')
        with suppress(sqlite3.OperationalError):  # what was made to look like SQLite's own stays, and is told
            conn.execute(f'DROP {kind} IF EXISTS "{quoted}"')
    conn.execute(f"DELETE FROM meta WHERE key NOT IN ({', '.join(map(repr, META))})")


def _column_types(table: str) -> dict[str, type]:
    types: dict[str, type] = {"office": str, "case_no": str} if table in OF_A_CASE else {"office": str}
    for f in fields(row_type(table)):
        types[f.name] = int if f.type in (int, bool, int | None, bool | None) else str
    return types


def _keys(table: str) -> dict[str, Any]:
    if table not in OF_A_CASE:
        return {"pk": ("office", "no")}
    belongs = (("office", "case_no"), "cases", ("office", "no"))
    return {"pk": ("office", "case_no", KEYS[table]), "foreign_keys": [belongs]}
