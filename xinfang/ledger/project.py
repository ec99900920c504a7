"""From entries to tables: applying an entry's effect, the search index, and projecting everything anew."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from xinfang.domain.model import KEYS, OF_A_CASE, TABLES, Entry, columns, row_type
from xinfang.ledger import chain, schema
from xinfang.ledger.grams import fold, grams

SEARCHED = {
    "cases": ("no", "subject", "category", "source_no", "unit", "handler", "leader", "outcome",
              "instruction", "close_reason", "plan", "agreement", "review_outcome", "reexam_outcome"),
    "petitions": ("petitioner", "phone", "address", "village_group", "representatives", "subject", "detail",
                  "receiver"),
    "petitioners": ("name", "phone", "id_number"),
    "attachments": ("name",),
    "notes": ("text",),
    "tasks": ("asked_by", "unit", "text", "result"),
    "meetings": ("leader", "place", "text"),
    "papers": ("no", "addressee"),
}  # fmt: skip


def apply(conn: sqlite3.Connection, office: str, entry: Entry) -> None:
    """Set and drop the rows that an entry names, and bring the case's search text up to date."""
    _apply_rows(conn, office, entry)
    if entry.case is not None:
        index_case(conn, office, entry.case)


def _apply_rows(conn: sqlite3.Connection, office: str, entry: Entry) -> None:
    for table, rows in _in_order(entry.set):
        for row in rows:
            known = [name for name in columns(table) if name in row]
            keys = [office, entry.case] if table in OF_A_CASE else [office]
            conn.execute(_upsert(table, tuple(known)), [*keys, *(row[name] for name in known)])
    for table, gone in ((t, entry.drop[t]) for t in TABLES if t in entry.drop):
        of_case = " AND case_no = ?" if table in OF_A_CASE else ""
        owner = [office, entry.case] if table in OF_A_CASE else [office]
        sql = f"DELETE FROM {table} WHERE office = ?{of_case} AND {KEYS[table]} = ?"
        conn.executemany(sql, [(*owner, key) for key in gone])


def _in_order(effect: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    return ((table, effect[table]) for table in TABLES if table in effect)


@cache
def _upsert(table: str, names: tuple[str, ...]) -> str:
    """Build the statement that sets these columns of a row, whether it exists or not."""
    keys = ["office", "case_no"] if table in OF_A_CASE else ["office"]
    conflict = [*keys, KEYS[table]]
    fresh = {f: d for f, d in _defaults(table).items() if f not in names}
    slots = ["?"] * (len(keys) + len(names)) + [repr(value) for value in fresh.values()]
    update = ", ".join(f"{name} = excluded.{name}" for name in names if name not in conflict)
    return (
        f"INSERT INTO {table} ({', '.join([*keys, *names, *fresh])}) VALUES ({', '.join(slots)}) "
        f"ON CONFLICT ({', '.join(conflict)}) DO {'UPDATE SET ' + update if update else 'NOTHING'}"
    )


@cache
def _defaults(table: str) -> dict[str, Any]:
    """Return the defaults of a projection's columns that are not null, as SQLite writes them."""
    made = {f.name: f.default for f in fields(row_type(table))}
    plain = {n: int(d) if isinstance(d, bool) else str(d) if isinstance(d, str) else d for n, d in made.items()}
    return {name: value for name, value in plain.items() if isinstance(value, (int, str))}


def index_case(conn: sqlite3.Connection, office: str, no: str) -> None:
    """Write the search text of a case, and its two-character tokens, anew."""
    text = search_text(conn, office, no)
    if not text:
        return  # the row of a book, which is no case
    old = conn.execute("SELECT id, text FROM search_text WHERE office = ? AND no = ?", (office, no)).fetchone()
    if old and old["text"] == text:
        return
    if old:
        conn.execute(
            "INSERT INTO search_index(search_index, rowid, grams) VALUES ('delete', ?, ?)",
            (old["id"], grams(old["text"])),
        )
        conn.execute("UPDATE search_text SET text = ? WHERE id = ?", (text, old["id"]))
        row_id = old["id"]
    else:
        made = conn.execute("INSERT INTO search_text(office, no, text) VALUES (?, ?, ?)", (office, no, text))
        row_id = made.lastrowid
    conn.execute("INSERT INTO search_index(rowid, grams) VALUES (?, ?)", (row_id, grams(text)))


def search_text(conn: sqlite3.Connection, office: str, no: str) -> str:
    """Return the words of a case that a search may find, folded, one line a value, none twice."""
    lines: dict[str, None] = {}
    for table, names in SEARCHED.items():
        where = "no" if table == "cases" else "case_no"
        rows = conn.execute(f"SELECT {', '.join(names)} FROM {table} WHERE office = ? AND {where} = ?", (office, no))
        lines |= {fold(str(value)): None for row in rows for value in row if value}
    return "\n".join(lines)


def project(source: Iterable[sqlite3.Row], target: sqlite3.Connection) -> None:
    """Apply all entries to empty projections; the search texts are written once, at the end."""
    cases: dict[tuple[str, str], None] = {}
    for row in source:
        entry = chain.unfold(row)
        _apply_rows(target, row["office"], entry)
        if entry.case is not None:
            cases[row["office"], entry.case] = None
    for office, no in cases:
        index_case(target, office, no)


def rebuild(conn: sqlite3.Connection) -> None:
    """Drop the projections and make them again from the entries, inside the caller's transaction."""
    from sqlite_utils import Database

    db = Database(conn)
    schema.drop_projections(db)
    schema.create_projections(db)
    project(conn.execute("SELECT * FROM entry ORDER BY office, seq"), conn)
