"""The effect of an entry: what differs between two states of a case, and a state with an effect applied."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain.model import KEYS, Effect, Entry, Row, State, columns, row_type


def entry(act: str, before: State, after: State, said: Mapping[str, Any], on: str, by: str) -> Entry:
    """Build the entry whose effect leads from one state to the other."""
    rows, drop = difference(before, after)
    return Entry(act=act, case=after.no or before.no, on=on, by=by, said=said, set=rows, drop=drop)


def difference(before: State, after: State) -> tuple[Effect, dict[str, list[Any]]]:
    """Return the columns that differ, per row and with its key, and the keys of the rows that are no more."""
    rows: Effect = {}
    drop: dict[str, list[Any]] = {}
    for table, key in KEYS.items():
        old = {getattr(row, key): row for row in getattr(before, table)}
        new = {getattr(row, key): row for row in getattr(after, table)}
        changed = [_changes(table, key, old.get(k), row) for k, row in new.items() if old.get(k) != row]
        if changed:
            rows[table] = changed
        if gone := [k for k in old if k not in new]:
            drop[table] = gone
    return rows, drop


def apply(state: State, done: Entry) -> State:
    """Return the state after an entry: what the ledger's tables do, on values."""
    made = {}
    for table, key in KEYS.items():
        rows = {getattr(row, key): row for row in getattr(state, table)}
        for gone in done.drop.get(table, ()):
            rows.pop(gone, None)
        for row in done.set.get(table, ()):
            known = {k: v for k, v in row.items() if k in columns(table)}
            rows[row[key]] = replace(rows[row[key]], **known) if row[key] in rows else row_type(table)(**known)
        made[table] = tuple(rows[k] for k in sorted(rows))
    return State(**made)


def _changes(table: str, key: str, old: object, new: object) -> Row:
    names = columns(table)
    if old is None:
        return {name: value for name in names if (value := getattr(new, name)) is not None}
    return {name: getattr(new, name) for name in names if name == key or getattr(new, name) != getattr(old, name)}
