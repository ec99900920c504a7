"""What `check` finds of the tables: that they are ours and no others, and hold what the entries say, row by row.

All of it is made anew aside, and compared. Aside means in a file of SQLite's own that has no name: it keeps memory flat
where a ledger is large, and lies beside the ledger because it holds what the ledger holds.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

from xinfang.domain.model import KEYS, OF_A_CASE, TABLES, columns
from xinfang.ledger import project, schema, searching
from xinfang.ledger.finding import Checked, Finding

MEMORY = 32_000  # KB of pages held at most while a ledger is made anew


def tables(checked: Checked) -> Iterator[Finding]:
    """The tables are laid out as ours, nothing else lies in the file, and they hold what the entries say."""
    kept = checked.ledger.conn
    with closing(_aside(checked.files.parent)) as made:
        yield from _shape(kept, made)
        try:
            project.project(kept.execute("SELECT * FROM entry ORDER BY office, seq"), made)
        except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
            yield Finding("unprojectable", {"text": type(error).__name__})
            return
        for table in TABLES:
            keys = ("office", "case_no", KEYS[table]) if table in OF_A_CASE else ("office", "no")
            yield from _compared(table, keys, (*keys[:-1], *columns(table)), kept, made)
        yield from _searched(kept, made)


def _aside(folder: Path) -> sqlite3.Connection:
    """Return an empty ledger in a file without a name, in this folder where it can be written."""
    made = sqlite3.connect("", isolation_level=None)
    made.row_factory = sqlite3.Row
    with suppress(sqlite3.OperationalError):  # what is on a stick that takes nothing is checked all the same
        made.execute("PRAGMA temp_store_directory = '{}'".format(str(folder).replace("'", "''")))
    made.execute(f"PRAGMA cache_size = -{MEMORY}")
    made.execute("PRAGMA journal_mode = OFF")
    made.execute("BEGIN")
    schema.create(made)
    return made


def _shape(kept: sqlite3.Connection, made: sqlite3.Connection) -> Iterator[Finding]:
    """Tables, indexes and triggers are those that this program makes, word for word, and there are no others."""
    ours, theirs = schema.objects(made), schema.objects(kept)
    for kind, name in (place for place, sql in ours.items() if theirs.get(place) != sql):
        if kind == "trigger":
            yield Finding("triggers", {"table": name})
        elif kind == "index":
            yield Finding("indexes", {"table": name})
        elif name.startswith(schema.SEARCH_INDEX):
            yield Finding("search", {"office": "", "key": name})
        else:
            yield Finding("shape", {"table": name})
    for kind, name in sorted(theirs.keys() - ours.keys()):
        yield Finding("strange", {"kind": kind, "name": name})
    for row in kept.execute("SELECT key FROM meta ORDER BY key"):
        if row["key"] not in schema.META:
            yield Finding("strange", {"kind": "meta", "name": row["key"]})
    if _version(kept) != _version(made):
        yield Finding("version", {})


def _version(conn: sqlite3.Connection) -> Any:
    """Return which program wrote the file, and whether the next is to keep a log beside it (WAL), as its head says."""
    is_logged = conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    return conn.execute("PRAGMA user_version").fetchone()[0], is_logged


def _compared(
    table: str, keys: tuple[str, ...], names: tuple[str, ...], kept: sqlite3.Connection, made: sqlite3.Connection
) -> Iterator[Finding]:
    """Walk two tables side by side in the order of their keys."""
    sql = f"SELECT {', '.join(dict.fromkeys(names))} FROM {table} ORDER BY {', '.join(keys)}"
    try:
        left, right = kept.execute(sql), made.execute(sql)
    except sqlite3.OperationalError:  # a column has lost its name
        yield Finding("rebuild_missing", {"table": table, "key": "*"})
        return
    one, other = left.fetchone(), right.fetchone()
    while one or other:
        mine, theirs = (_place(row, keys) if row else None for row in (one, other))
        office, *key = (value for _, value in min(k for k in (mine, theirs) if k))
        told = {"office": office, "table": table, "key": "-".join(map(str, key))}
        if theirs is None or (mine is not None and mine < theirs):
            yield Finding("rebuild_extra", told)
            one = left.fetchone()
        elif mine is None or theirs < mine:
            yield Finding("rebuild_missing", told)
            other = right.fetchone()
        else:
            if differing := [n for n in dict.fromkeys(names) if one[n] != other[n]]:
                yield Finding("rebuild", told | {"columns": differing})
            one, other = left.fetchone(), right.fetchone()


def _place(row: sqlite3.Row, keys: tuple[str, ...]) -> tuple[tuple[bool, Any], ...]:
    """Return the key of a row so that it can be compared as SQLite does: nothing comes first."""
    return tuple((row[key] is not None, row[key]) for key in keys)


def _searched(kept: sqlite3.Connection, made: sqlite3.Connection) -> Iterator[Finding]:
    """The words that a search finds are those of the cases, but for cases that are due to be taken in."""
    places = kept.execute("SELECT id, office, no FROM search_text")  # the cases are numbered as they are there
    made.executemany("INSERT INTO search_text(id, office, no, text) VALUES (?, ?, ?, '')", map(tuple, places))
    made.execute("INSERT INTO search_index(rowid, grams) SELECT id, '' FROM search_text")
    due = [tuple(row) for row in kept.execute("SELECT DISTINCT office, no FROM search_due")]
    made.execute("CREATE TEMP TABLE later(office, no)")
    made.executemany("INSERT INTO later VALUES (?, ?)", due)
    made.execute("DELETE FROM search_due WHERE (office, no) IN (SELECT office, no FROM later)")
    searching.catch_up(made)
    made.executemany("INSERT INTO search_due(office, no) VALUES (?, ?)", due)
    taken_in = "search_text WHERE (office, no) NOT IN (SELECT office, no FROM search_due)"
    wrong = list(_compared(taken_in, ("office", "no"), ("office", "no", "id", "text"), kept, made))
    yield from (Finding("search", finding.values) for finding in wrong or _indexed(kept, made))


def _indexed(kept: sqlite3.Connection, made: sqlite3.Connection) -> Iterator[Finding]:
    """Every word leads to the cases that have it, and to no others: both indexes read out, word by word."""
    left, right = (searching.words_indexed(conn) for conn in (kept, made))
    for one, other in zip_longest(left, right):
        if one != other:
            _, place = min(pair for pair in (one, other) if pair)
            row = kept.execute("SELECT office, no FROM search_text WHERE id = ?", (place,)).fetchone()
            yield Finding("search", {"office": row["office"] if row else "", "key": row["no"] if row else place})
            return
