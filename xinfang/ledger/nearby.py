"""Numbers near to what was typed: those that were perhaps meant, and how a number may go on."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from xinfang.domain.codes import Kind
from xinfang.ledger.reading import Ledger, as_number

GLANCE_SECONDS = 0.2
MOST_NAMED = 3
NUMBER = re.compile(r"\D*(?:((?:19|20)\d\d)-?|(\d\d)-)?(\d{1,5})(?:-\d{1,3})?")  # [prefix][year-]serial[-petition]


def around(ledger: Ledger, typed: str, year: int) -> dict[str, Any]:
    """Return the numbers `near` to a typed one, and the `last` of its year where it is beyond that; `year` is this one.

    Near is the same serial, also in another year, and what one slip of the hand makes of it.
    """
    told = NUMBER.fullmatch(typed)
    if not told:
        return {}
    meant, serial = int(told[1] or (told[2] and f"20{told[2]}") or year), int(told[3])
    numbers = _numbers(ledger, [serial, *slips(f"{serial:04d}")])
    near = [numbers[key] for key in sorted(numbers, key=lambda key: key[0] != meant) if key[1] == serial]
    if (meant, serial) not in numbers:
        near += [numbers[meant, slip] for slip in slips(f"{serial:04d}") if (meant, slip) in numbers]
    sql = "SELECT no, serial FROM cases WHERE office = ? AND year = ? ORDER BY serial DESC LIMIT 1"
    last = [row["no"] for row in ledger.rows(sql, (ledger.office, meant)) if row["serial"] < serial]
    return {"near": list(dict.fromkeys(near))[:MOST_NAMED], "last": "".join(last)}


def slips(serial: str) -> Iterator[int]:
    """Yield the serials for which one may stand by a slip: two digits changed about, then one that is wrong."""
    for i in range(len(serial) - 1):
        yield int(f"{serial[:i]}{serial[i + 1]}{serial[i]}{serial[i + 2 :]}")
    for i in reversed(range(len(serial))):
        yield from (int(f"{serial[:i]}{digit}{serial[i + 1 :]}") for digit in "0123456789")


def _numbers(ledger: Ledger, serials: list[int]) -> dict[tuple[int, int], str]:
    """Return the cases of these serials by year and serial, the newest year first."""
    slots = ", ".join("?" for _ in serials)
    sql = f"SELECT no, year, serial FROM cases WHERE office = ? AND serial IN ({slots}) ORDER BY year DESC"
    return {(row["year"], row["serial"]): row["no"] for row in ledger.rows(sql, (ledger.office, *serials))}


@contextmanager
def peeking(path: Path, office: str) -> Iterator[Ledger]:
    """Open a ledger for a glance that waits for nobody and mends nothing.

    Raises sqlite3.Error where it cannot be had at once.
    """
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=GLANCE_SECONDS)) as conn:
        conn.row_factory = sqlite3.Row
        yield Ledger(conn, office)


def beginning(ledger: Ledger, typed: str, year: int, most: int) -> list[tuple[str, str | None]]:
    """Return the cases whose number begins so, or whose serial of this `year`, each with its subject; open ones first.

    A serial is answered by serials, so that what was typed goes on. An accusation has no subject.
    """
    number = as_number(typed)
    told, years = ("CAST(serial AS TEXT)", "year = ?") if number.isdecimal() else ("no", "year <= ?")
    sql = (
        f"SELECT {told} AS told, CASE kind WHEN ? THEN NULL ELSE subject END FROM cases "
        f"WHERE office = ? AND {years} AND substr({told}, 1, ?) = ? "
        "ORDER BY closed_on IS NOT NULL, year DESC, cases.serial DESC LIMIT ?"
    )
    rows = ledger.rows(sql, (Kind.ACCUSATION, ledger.office, year, len(number), number, most))
    return [(row[0], row[1]) for row in rows]
