"""Several offices that are looked at: whose a row is (a column 单位 stands before the others), and each by itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.report import Column
from xinfang.words.fields import FIELD


def marked(ledger: Ledger, row: Any, made: dict[str, Any]) -> dict[str, Any]:
    """Return what was made of a ledger's row with the office's code and name before it; of one office's as it is."""
    if not ledger.several:
        return made
    office = {"office": row["office"], "office_name": ledger.members[row["office"]].name}
    return office | made | office


def headed(ledger: Ledger, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of such rows."""
    return (Column("office_name", FIELD["office_name"], 14, shrinks=True),) * ledger.several + columns


def apart(ledger: Ledger, office: Office) -> Iterator[tuple[Ledger, Office]]:
    """Yield each office that is looked at by itself; of the others it is not known what they plan."""
    if not ledger.several:
        yield ledger, office
        return
    others = replace(office, receptions=(), screening=())
    for code in ledger.offices:
        yield Ledger(ledger.conn, code), office if code == ledger.office else others
