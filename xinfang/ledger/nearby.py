"""Numbers near to one that no case has: what was meant, told by numbers alone."""

import re
from collections.abc import Iterator
from typing import Any

from xinfang.ledger.reading import Ledger

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
