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


class ReviewOpinion(StrEnum):
    """What a review or re-examination makes of the opinion before it (条例 arts. 35, 36)."""

    UPHOLD = "uphold"
    CHANGE = "change"
    REVOKE = "revoke"


class Route(StrEnum):
    """The legal routes of a claim other than handling and answering (条例 art. 31 (1)-(5))."""

    JUSTICE = "1"
    ARBITRATION = "2"
    PARTY_APPEAL = "3"
    ADMINISTRATIVE = "4"
    DUTY = "5"


class Ground(StrEnum):
    """Why a unit is formally supervised (条例 art. 40)."""

    IRREGULAR = "irregular"
    DELAY = "delay"
    DEFIANCE = "defiance"


class Advice(StrEnum):
    """What the petition office suggests to a unit or organ beside supervising it (条例 art. 40)."""

    IMPROVE = "improve"
    POLICY = "policy"
    ACCOUNTABILITY = "accountability"


class Task(StrEnum):
    """What somebody was asked to do in a case: a leader's instruction, formal supervision, a leader's promise."""

    INSTRUCTION = "instruction"
    SUPERVISION = "supervision"
    PROMISE = "promise"


class Reception(StrEnum):
    """How a leader met the petitioner: on a reception day, by appointment, or going down to them."""

    RECEIVED = "received"
    APPOINTED = "appointed"
    WENT = "went"


class Rating(StrEnum):
    """How content the petitioner is, asked after the end."""

    CONTENT = "content"
    MOSTLY = "mostly"
    DISCONTENT = "discontent"
    NO_ANSWER = "no_answer"


class Status(StrEnum):
    """Where a case stands between intake and end."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    ASSIGNED = "assigned"
    ROUTED = "routed"
    REPLIED = "replied"
    SERVED = "served"
    REVIEWING = "reviewing"
    REVIEW_REPLIED = "review_replied"
    REVIEW_SERVED = "review_served"
    REEXAMINING = "reexamining"
    REEXAM_REPLIED = "reexam_replied"
    CLOSED = "closed"
    DECLINED = "declined"
    RETURNED = "returned"
    FINAL = "final"
    JOINED = "joined"
    VOID = "void"


class Role(StrEnum):
    """What the office is: decides whether art. 22 or art. 23 binds it."""

    VILLAGE = "village"
    TOWNSHIP = "township"
    BUREAU = "bureau"


ENDED = frozenset({Status.CLOSED, Status.DECLINED, Status.RETURNED, Status.FINAL, Status.JOINED})
OPEN = frozenset(Status) - ENDED - {Status.VOID}
COLLECTIVE_FROM = 5  # heads that make a visit collective (条例 art. 20)
MAX_REPRESENTATIVES = 5  # 条例 art. 20


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """An answer of "no": `code` names the sentence in `words`, `values` fill it.

    `usage` is True when what was typed could not be understood (exit 2), False when the procedure forbids it (exit 1).
    """

    def __init__(self, code: str, *, usage: bool = False, **values: Any) -> None:
        super().__init__(code)
        self.code, self.usage, self.values = code, usage, values
