"""The codes of the field, and the refusal: what every room needs, and nothing else, so that it loads at once."""

from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """How a petition reached the office (信访形式)."""

    LETTER = "letter"
    VISIT = "visit"
    CALL = "call"
    ONLINE = "online"


class Kind(StrEnum):
    """What the petitioner wants (信访目的; 条例 arts. 29-31)."""

    CLAIM = "claim"
    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    OTHER = "other"


class Source(StrEnum):
    """Who sent the petition to us; `OWN` when the petitioner came to us directly."""

    OWN = "own"
    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    STATE = "state"


class Opinion(StrEnum):
    """The three answers of a handling opinion (条例 art. 32)."""

    SUPPORT = "support"
    EXPLAIN = "explain"
    DECLINE = "decline"


class Status(StrEnum):
    """Where a case stands between intake and end."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"
    REPLIED = "replied"
    SERVED = "served"
    CLOSED = "closed"
    DECLINED = "declined"
    VOID = "void"


class Role(StrEnum):
    """What the office is: decides whether art. 22 or art. 23 binds it."""

    VILLAGE = "village"
    TOWNSHIP = "township"
    BUREAU = "bureau"


OPEN = frozenset({Status.REGISTERED, Status.ACCEPTED, Status.FORWARDED, Status.ASSIGNED, Status.REPLIED, Status.SERVED})
COLLECTIVE_FROM = 5  # heads that make a visit collective (条例 art. 20)
MAX_REPRESENTATIVES = 5  # 条例 art. 20


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """An answer of "no": `code` names the sentence in `words`, `values` fill it.

    `usage` is True when what was typed could not be understood (exit 2), False when the procedure forbids it (exit 1).
    """

    def __init__(self, code: str, *, usage: bool = False, **values: Any) -> None:
        super().__init__(code)
        self.code, self.usage, self.values = code, usage, values
