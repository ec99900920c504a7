"""The search index: the words of each case, folded and cut into pairs, kept up to date with its rows.

A single act brings the words of its case up to date at once. Many acts together note their cases in `search_due`; the
next search (or check) takes them in first.
"""

import sqlite3
from collections.abc import Iterable, Iterator

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
AT_ONCE = 5_000  # cases taken in together

Words = dict[str, None]  # the lines of a case's search text, in their order, none twice


def index_case(conn: sqlite3.Connection, office: str, no: str) -> None:
    """Write the search text of a case, and its two-character tokens, anew."""
    words: Words = {}
    for table, names in SEARCHED.items():
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE office = ? AND {_number(table)} = ?"
        for row in conn.execute(sql, (office, no)):
            _take(words, row)
    _write(conn, office, no, words)


def is_behind(conn: sqlite3.Connection) -> bool:
    """Return whether there are cases whose words are not taken in yet."""
    return bool(conn.execute("SELECT EXISTS (SELECT 1 FROM search_due)").fetchone()[0])


def catch_up(conn: sqlite3.Connection) -> None:
    """Take in the words of all cases that are due, inside the caller's transaction."""
    last = conn.execute("SELECT coalesce(max(id), 0) FROM search_due").fetchone()[0]
    for first in range(1, last + 1, AT_ONCE):
        for (office, no), words in _words_due(conn, first, first + AT_ONCE - 1).items():
            _write(conn, office, no, words)
    conn.execute("DELETE FROM search_due")


def words_indexed(conn: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Yield every token of the index with the places of the cases that have it, but of those that are due."""
    conn.execute("PRAGMA query_only = OFF")  # what is made here lies beside the ledger and goes with the connection
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search_index, instance)")
    conn.execute("PRAGMA query_only = ON")
    due = "SELECT t.id FROM search_text t JOIN search_due d ON d.office = t.office AND d.no = t.no"
    for row in conn.execute(f"SELECT term, doc FROM temp.words WHERE doc NOT IN ({due})"):
        yield row["term"], row["doc"]


def _words_due(conn: sqlite3.Connection, first: int, last: int) -> dict[tuple[str, str], Words]:
    found: dict[tuple[str, str], Words] = {}
    for table, names in SEARCHED.items():
        sql = (
            f"SELECT d.office, d.no AS due, {', '.join(f't.{name}' for name in names)} FROM search_due d "
            f"JOIN {table} t ON t.office = d.office AND t.{_number(table)} = d.no WHERE d.id BETWEEN ? AND ?"
        )
        for row in conn.execute(sql, (first, last)):
            office, no, *values = row
            _take(found.setdefault((office, no), {}), values)
    return found


def _number(table: str) -> str:
    return "no" if table == "cases" else "case_no"


def _take(words: Words, values: Iterable[object]) -> None:
    for value in values:
        if value:
            words[fold(str(value))] = None


def _write(conn: sqlite3.Connection, office: str, no: str, words: Words) -> None:
    """Keep the words of a case and index them, unless they are what is kept already."""
    if not words:
        return  # the row of a book, which is no case
    text = "\n".join(words)
    old = conn.execute("SELECT id, text FROM search_text WHERE office = ? AND no = ?", (office, no)).fetchone()
    if old and old["text"] == text:
        return
    if old:
        sql = "INSERT INTO search_index(search_index, rowid, grams) VALUES ('delete', ?, ?)"
        conn.execute(sql, (old["id"], grams(old["text"])))
        conn.execute("UPDATE search_text SET text = ? WHERE id = ?", (text, old["id"]))
        place = old["id"]
    else:
        sql = "INSERT INTO search_text(office, no, text) VALUES (?, ?, ?)"
        place = conn.execute(sql, (office, no, text)).lastrowid
    conn.execute("INSERT INTO search_index(rowid, grams) VALUES (?, ?)", (place, grams(text)))
