"""Many entries at once: written and projected in great lots, for an import or for what other offices have recorded."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from xinfang.domain.model import Entry
from xinfang.ledger.book import Book
from xinfang.ledger.cast import Cast
from xinfang.ledger.fold import Fold
from xinfang.ledger.intact import judge_new
from xinfang.ledger.schema import ENTRY

AT_ONCE = 5_000  # entries written together: larger lots take more memory and save no time
_INSERT = f"INSERT INTO entry ({', '.join(ENTRY)}) VALUES ({', '.join(f':{name}' for name in ENTRY)})"


def record_many(book: Book, entries: Iterable[Entry | Cast], at: str) -> int:
    """Append new entries of the book's own office; `at` is what the clock tells. Returns how many.

    The words of their cases are taken in by the next search.
    Raises Refused as `Book.record` does.
    """
    fold, count, coming = Fold(), 0, iter(entries)
    while lot := list(islice(coming, AT_ONCE)):
        judge_new(book, [entry.case for entry in lot if isinstance(entry, Cast)])
        book.conn.executemany(_INSERT, list(book.linked(lot, at)))
        for entry in lot:
            if isinstance(entry, Cast):
                fold.add_cast(book.office, entry)
            else:
                fold.add(book.office, entry.case, {"set": entry.set, "drop": entry.drop})
        fold.flush(book.conn)
        count += len(lot)
    return count


def append(conn: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> int:
    """Append entries as another ledger wrote them, each office's in its order; whoever calls has judged their chain.

    `rows` hold the columns of `entry`. Returns how many. The words of their cases are taken in by the next search.
    """
    fold, count, coming = Fold(), 0, iter(rows)
    while lot := list(islice(coming, AT_ONCE)):
        conn.executemany(_INSERT, lot)
        for row in lot:
            fold.add(row["office"], row["case_no"], json.loads(row["data"]))
        fold.flush(conn)
        count += len(lot)
    return count
