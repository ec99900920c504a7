"""The effects of many entries, folded before they reach the tables: each row is written once, in great lots."""

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from xinfang.domain.model import KEYS, OF_A_CASE, TABLES, columns
from xinfang.ledger.cast import Cast, Place
from xinfang.ledger.statements import delete, upsert

Key = tuple[str, ...]  # office, number of the case where the row belongs to one, the row's own key


class Fold:
    """What some entries, in their order, set and drop; `flush` brings it into the tables and begins anew."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Key, dict[str, Any]]] = {table: {} for table in TABLES}
        self._gone: dict[str, dict[Key, None]] = {table: {} for table in TABLES}
        self._cast: dict[Place, list[tuple[Any, ...]]] = {}
        self.cases: dict[tuple[str, str], None] = {}

    def add(self, office: str, case: str | None, effect: Mapping[str, Any]) -> None:
        """Take in the effect of the next entry of an office: the ``set`` and ``drop`` of its data.

        Tables that this program does not know are passed over, as are columns.
        """
        owner = (office, case)
        for table, rows in effect["set"].items():
            if table not in KEYS:
                continue
            folded, key, head = self._rows[table], KEYS[table], owner if table in OF_A_CASE else (office,)
            for row in rows:
                place = (*head, row[key])
                folded[place] = {**folded[place], **row} if place in folded else row
        for table, keys in effect["drop"].items():
            if table in KEYS:
                self._drop(table, [(*(owner if table in OF_A_CASE else (office,)), key) for key in keys])
        if case is not None:
            self.cases[office, case] = None

    def add_cast(self, office: str, cast: Cast) -> None:
        """Take in an entry that opens a case: nothing of that case is there yet."""
        owner = (office, cast.case)
        for place, values in cast.rows:
            owned = owner if place[0] in OF_A_CASE else (office,)
            self._cast.setdefault(place, []).append(owned + values)
        self.cases[owner] = None

    def _drop(self, table: str, places: list[Any]) -> None:
        for place in places:
            self._rows[table].pop(place, None)
            self._gone[table][place] = None

    def flush(self, conn: sqlite3.Connection) -> None:
        """Write everything into the tables, and note the cases whose words are to be searched anew."""
        for table in reversed(TABLES):
            conn.executemany(delete(table), self._gone[table])
            self._gone[table].clear()
        for table in TABLES:
            self._write(conn, table)
        conn.executemany("INSERT INTO search_due(office, no) VALUES (?, ?)", self.cases)
        self.cases.clear()

    def _write(self, conn: sqlite3.Connection, table: str) -> None:
        alike = {names: self._cast.pop((of, names)) for of, names in [*self._cast] if of == table}
        owners = 2 if table in OF_A_CASE else 1
        for place, row in self._rows[table].items():
            names = known(table, tuple(row))
            alike.setdefault(names, []).append((*place[:owners], *[row[name] for name in names]))
        for names, values in alike.items():
            conn.executemany(upsert(table, names), values)
        self._rows[table].clear()


@cache
def known(table: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of these columns that a projection has, in its order."""
    return tuple(name for name in columns(table) if name in names)
