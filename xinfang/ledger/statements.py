"""The statements that set some columns of a projection's row, and that drop a row."""

from dataclasses import fields
from functools import cache
from typing import Any

from xinfang.domain.model import KEYS, OF_A_CASE, row_type


@cache
def upsert(table: str, names: tuple[str, ...]) -> str:
    """Build what sets a row, whether it exists or not.

    Its values are the office, the case where the row belongs to one, then those of `names`.
    """
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
def delete(table: str) -> str:
    """Build what drops a row; its values are the office, the case where the row belongs to one, the row's own key."""
    of_case = " AND case_no = ?" if table in OF_A_CASE else ""
    return f"DELETE FROM {table} WHERE office = ?{of_case} AND {KEYS[table]} = ?"


@cache
def _defaults(table: str) -> dict[str, Any]:
    """Return the defaults of a projection's columns that are not null, as SQLite writes them."""
    made = {f.name: f.default for f in fields(row_type(table))}
    plain = {n: int(d) if isinstance(d, bool) else str(d) if isinstance(d, str) else d for n, d in made.items()}
    return {name: value for name, value in plain.items() if isinstance(value, (int, str))}
