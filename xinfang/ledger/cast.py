"""An entry in the form in which the ledger writes it: many of one shape are cast so, without taking them to pieces."""

from typing import Any, NamedTuple

from xinfang.domain.model import Effect, Row

Place = tuple[str, tuple[str, ...]]  # a table, and columns of it in their order


class Cast(NamedTuple):
    """An entry that opens a case.

    `data` is the canonical JSON of what is said, set and dropped; `rows` are the values that it sets.
    """

    act: str
    case: str
    on: str
    by: str
    data: str
    rows: list[tuple[Place, tuple[Any, ...]]]

    def opened(self) -> Row:
        """Return the row of the case."""
        (_, names), values = self.rows[0]
        return dict(zip(names, values, strict=True))

    @property
    def set(self) -> Effect:
        """The rows as an entry holds them."""
        found: Effect = {}
        for (table, names), values in self.rows:
            found.setdefault(table, []).append(dict(zip(names, values, strict=True)))
        return found
