"""When the last copy outside this PC was made: one small file on the office's own shelf, read every morning."""

import json
from datetime import date, timedelta
from pathlib import Path

from xinfang.ledger.reading import Ledger

FILE = "outside.json"
TOO_LONG = timedelta(days=7)


def note(own: Path, *, made_at: str, to: str, head: str) -> None:
    """Note on the own shelf that a copy was made outside this PC: when (ISO), where, with which head.

    Raises Refused as `aside.spoken` does.
    """
    from xinfang.disk import aside

    with aside.spoken(own):
        own.mkdir(mode=aside.OWNER_FOLDER, exist_ok=True)
    told = {"made_at": made_at, "to": to, "head": head}
    aside.write(own / FILE, json.dumps(told, ensure_ascii=False).encode())


def last(own: Path) -> date | None:
    """Return the day on which the last copy outside this PC was made, or None where none is known of."""
    try:
        return date.fromisoformat(json.loads((own / FILE).read_bytes())["made_at"][:10])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def is_due(ledger: Ledger, made: date | None, today: date) -> bool:
    """Return whether a copy outside is due: the last was `made` over a week ago, or the ledger was begun then."""
    begun = "SELECT substr(written_at, 1, 10) FROM entry WHERE office = ? ORDER BY seq LIMIT 1"
    since = made.isoformat() if made else ledger.one(begun, (ledger.office,))
    return since is not None and since < (today - TOO_LONG).isoformat()
