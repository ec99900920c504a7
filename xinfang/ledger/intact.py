"""What is asked before anything is written: that it goes on what this program wrote. Cheap, as every write asks it.

Whoever changed the ledger by other means shall not have the next entry bless it. `check` asks for all that is not asked
here, and names it.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from xinfang.domain.codes import Refused
from xinfang.domain.model import KEYS, TABLES, Row, State, columns, row_type
from xinfang.ledger import chain
from xinfang.ledger.connect import START
from xinfang.ledger.schema import TRIGGERS

if TYPE_CHECKING:
    from xinfang.ledger.book import Book


def judge_triggers(conn: sqlite3.Connection) -> None:
    """Refuse a file in which other triggers lie than ours, or a view: they would act on what is written.

    Raises Refused ``tampered_file``.
    """
    rows = conn.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    found = {row["name"]: row["sql"] for row in rows}
    if wrong := [name for name in found | TRIGGERS if found.get(name) != TRIGGERS.get(name)]:
        raise Refused("tampered_file", what=wrong)


def judge_last(rows: Sequence[Any]) -> None:
    """Refuse to link onto an entry that was changed; `rows` are the last one and the one before it, if there is one.

    Raises Refused ``tampered_last``.
    """
    last, before = rows[0], rows[1]["hash"] if len(rows) > 1 else START
    if not chain.covers(last) or last["hash"] != chain.seal(last) or last["prev"] != before:
        raise Refused("tampered_last", seq=last["seq"])


def judge_salt(book: "Book") -> None:
    """Refuse to go on from a last entry that was kept back: its data is covered by nothing, and an erasure stands last.

    Raises Refused ``tampered_last``.
    """
    sql = "SELECT seq, salt FROM entry WHERE office = ? ORDER BY seq DESC LIMIT 1"
    for row in book.rows(sql, (book.office,)):
        if row["salt"] == chain.WITHHELD:
            raise Refused("tampered_last", seq=row["seq"])


def judge_case(book: "Book", no: str) -> None:
    """Refuse to go on with a case (or the row of a book) whose entries were changed, or whose rows are not theirs.

    An act goes by the rows as they stand, and a number is taken that no row has: both would hold for ever.
    Raises Refused ``tampered_case``.
    """
    rows = book.rows("SELECT * FROM entry WHERE office = ? AND case_no = ? ORDER BY seq", (book.office, no))
    if any(row["hash"] != chain.seal(row) or not chain.covers(row) for row in rows):
        raise Refused("tampered_case", case=no)
    if _told(rows) != State(**{table: tuple(book.load(table, no)) for table in TABLES}):
        raise Refused("tampered_case", case=no)


def _told(rows: Iterable[Any]) -> State:
    """Return what the entries of a case say: as `effects.apply` one after the other, but each row made only once."""
    made: dict[str, dict[Any, Row]] = {table: {} for table in TABLES}
    for data in (json.loads(row["data"]) for row in rows):
        for table, gone in data["drop"].items():
            for key in gone:
                made.get(table, {}).pop(key, None)
        for table, changed in data["set"].items():
            for row in changed if table in made else ():
                made[table].setdefault(row[KEYS[table]], {}).update(row)
    return State(**{table: tuple(_row(table, found[key]) for key in sorted(found)) for table, found in made.items()})


def _row(table: str, told: Row) -> Any:
    return row_type(table)(**{name: told[name] for name in columns(table) if name in told})


def judge_new(book: "Book", numbers: Sequence[str]) -> None:
    """Refuse to open cases under numbers that have entries: their rows were removed.

    Raises Refused ``tampered_case``.
    """
    sql = "SELECT case_no FROM entry WHERE office = ? AND case_no IN (SELECT value FROM json_each(?)) LIMIT 1"
    if taken := book.one(sql, (book.office, chain.canonical(numbers))):
        raise Refused("tampered_case", case=taken)
