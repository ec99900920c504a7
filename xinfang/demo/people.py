"""Who brings a petition: invented names, numbers that belong to nobody, and how many came or signed."""

from datetime import date, timedelta
from random import Random
from typing import Any

from xinfang.demo import village
from xinfang.domain.codes import COLLECTIVE_FROM, MAX_REPRESENTATIVES, Channel

NOWHERE = "990000"  # an area code that no ID number has
NO_ONE = "1990000"  # the beginning of every mobile number here
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
CHECKS = "10X98765432"
BORN_FROM, BORN_WITHIN = date(1946, 1, 1), 18_000  # days
MOST_VISITORS, MOST_SIGNERS = 30, 18
# How often, where it may be: several come, several sign, two come; a phone, an ID number, a house number is told.
CROWDS, SIGNED, TWO = 0.35, 0.4, 0.08
HAS_PHONE, HAS_ID, HAS_ADDRESS = 0.75, 0.3, 0.4


def who(chance: Random, channel: Channel, *, crowd: bool) -> dict[str, Any]:
    """Return the petitioners of an intake: one, now and then two, or several who signed or who sent their speakers."""
    told = contact(chance, channel)
    if crowd and channel == Channel.VISIT and chance.random() < CROWDS:
        speakers = names(chance, chance.randint(2, MAX_REPRESENTATIVES))
        people = chance.randint(COLLECTIVE_FROM, MOST_VISITORS)
        return told | {"names": speakers[:1], "representatives": speakers, "people": people}
    if crowd and channel == Channel.LETTER and chance.random() < SIGNED:
        return told | {"names": names(chance, 3), "people": chance.randint(3, MOST_SIGNERS)}
    two = channel == Channel.VISIT and chance.random() < TWO
    return told | {"names": names(chance, 1), "people": 2 if two else None}


def contact(chance: Random, channel: Channel) -> dict[str, str | None]:
    """Return phone, ID number and house number, as far as they were told."""
    has_phone, has_id, has_address = (chance.random() for _ in range(3))
    return {
        "phone": phone(chance) if channel == Channel.CALL or has_phone < HAS_PHONE else None,
        "id_number": id_number(chance) if channel == Channel.VISIT and has_id < HAS_ID else None,
        "address": f"{chance.randint(1, 68)}号" if has_address < HAS_ADDRESS else None,
    }


def names(chance: Random, count: int) -> tuple[str, ...]:
    """Return so many different names."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[chance.choice(village.SURNAMES) + chance.choice(village.GIVEN)] = None
    return tuple(made)


def phone(chance: Random) -> str:
    """Return a well-formed mobile number that belongs to nobody."""
    return f"{NO_ONE}{chance.randrange(10_000):04d}"


def slip(number: str) -> str:
    """Return a number with its last digit another one: what was meant where it was mistyped."""
    return number[:-1] + str((int(number[-1]) + 3) % 10)


def id_number(chance: Random) -> str:
    """Return an ID number with the right check digit, of a place that does not exist."""
    born = BORN_FROM + timedelta(days=chance.randrange(BORN_WITHIN))
    return with_check(f"{NOWHERE}{born:%Y%m%d}{chance.randrange(1_000):03d}")


def with_check(digits: str) -> str:
    """Return the 17 digits of an ID number with the check digit that belongs to them."""
    return digits + CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]
