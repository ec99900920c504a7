"""Whose a row is, where several offices are looked at: a column 单位 stands before the others."""

from typing import Any

from xinfang.ledger.reading import Ledger
from xinfang.tables.report import Column
from xinfang.words import labels


def marked(ledger: Ledger, row: Any, made: dict[str, Any]) -> dict[str, Any]:
    """Return what was made of a ledger's row with the office's code and name before it; of one office's as it is."""
    if not ledger.several:
        return made
    office = {"office": row["office"], "office_name": ledger.members[row["office"]].name}
    return office | made | office


def headed(ledger: Ledger, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of such rows."""
    return (Column("office_name", labels.FIELD["office_name"], 14, shrinks=True),) * ledger.several + columns
