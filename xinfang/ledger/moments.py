"""The moments at which entries are written: they never go back, or the entry says so itself."""

from datetime import datetime, timedelta
from typing import NamedTuple

SLACK = timedelta(minutes=10)  # by which a clock is set right over the network
PAUSE = timedelta(days=366)  # an office that writes nothing for longer has a wrong clock, or had one
BEGIN = "2022-05-01T00:00:00"  # the Regulation is in force: nobody wrote before with this program
SAID = "clock"  # under which an entry says which moment the last one had


class Doubt(NamedTuple):
    """A moment that the clock told, and that of the last entry (None before the first), which it does not follow."""

    at: str
    last: str | None


def follow(at: str, last: str | None) -> tuple[str, Doubt | None]:
    """Return the moment that an entry gets, and the doubt about it.

    `at` is what the clock told (ISO), `last` the moment of the last entry, None before the first. A clock that was set
    back by some minutes counts from the last moment on; what lies further back, or more than a year ahead, is doubted.
    """
    if at == last:
        return at, None
    gap = datetime.fromisoformat(at) - datetime.fromisoformat(last or BEGIN)
    if last and -SLACK <= gap < timedelta():
        return last, None
    doubted = gap < timedelta() or (last is not None and gap > PAUSE)
    return at, Doubt(at, last) if doubted else None
