"""Who opened accusations, what of them and why: a line of a case's story, and of the book that inspectors ask for."""

import json
from collections.abc import Mapping
from typing import Any

from xinfang.ledger.books import openings
from xinfang.ledger.find import Wanted
from xinfang.ledger.reading import Ledger
from xinfang.tables.closed import Sight
from xinfang.words import books, labels


def rows(ledger: Ledger, wanted: Wanted, sight: Sight, today: str) -> list[dict[str, Any]]:
    """Return the lines of the book of openings, the oldest first."""
    return [_line(row, sight) for row in openings(ledger, wanted)]


def _line(row: Any, sight: Sight) -> dict[str, Any]:
    said = json.loads(row["data"])["said"]
    return {
        "on_date": row["on_date"],
        "opened_by": row["by_whom"],
        "case": row["case_no"],
        "looked_at": looked_at(said, sight),
        "opened_for": said.get("reason"),
    }


def opened(said: Mapping[str, Any], sight: Sight) -> str:
    """Return what was looked at and why, in one line."""
    return books.LOOKED_AT.join(filter(None, (looked_at(said, sight), said.get("reason"))))


def looked_at(said: Mapping[str, Any], sight: Sight) -> str:
    """Return what was looked at; the words of a search, which may be an accusation's, only where they are asked for."""
    what = said.get("what", "").split(" ")[0]  # words stood behind it when no reason was asked yet
    searched = said.get("words") and (said["words"] if sight.confidential else labels.CONFIDENTIAL)
    told = (said.get("office"), books.OPENED.get(what, what), said.get("about"), searched)
    return books.LOOKED_AT.join(filter(None, told))
