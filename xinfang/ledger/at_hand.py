"""Which copies of the ledger are at hand: on the office's own shelf, on a stick, or copied there by hand."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from xinfang.domain.codes import Refused
from xinfang.ledger import check, shelf
from xinfang.ledger.connect import open_ledger, spoken
from xinfang.ledger.offices import keepers
from xinfang.ledger.reading import Ledger
from xinfang.ledger.shelf import Copy

ON_A_STICK = "xinfang-*"  # what the shelf of an office is called there


@dataclass(frozen=True, slots=True)
class AtHand:
    """A copy by the name under which it is asked for; `database` is its ledger, `copy` what it says of itself.

    It is `sound` when its ledger is whole and what it says of itself is true; else it is of no use.
    """

    name: str
    database: Path
    copy: Copy
    sound: bool


def at_hand(own: Path, place: Path | None) -> list[AtHand]:
    """Return the copies at hand, the newest first: on the `own` shelf, and at the place that was named, if any was.

    That is a shelf, what holds shelves, one copy, or a ledger copied by hand, with its folder or without.
    Raises Refused ``no_copies``: nothing of that kind is there; ``unreadable``.
    """
    try:
        found = [_judged(copy) for copy in shelf.copies(own)]
        if place is not None:
            there = list(_at(place))
            if not there:
                raise Refused("no_copies", path=place)
            found += there
    except OSError as error:
        raise Refused("unreadable", path=place or own) from error
    return sorted(found, key=lambda one: one.copy.made_at or one.name, reverse=True)


def _at(place: Path) -> Iterator[AtHand]:
    if place.is_file():
        yield _by_hand(place, place.name)
        return
    shelves = [place, *sorted(place.glob(ON_A_STICK)), place / "data" / "backups"]
    if shelf.is_plain(place / shelf.COPY):
        yield _judged(shelf.read(place))
    else:
        by_hand = (Path(shelf.DATABASE), Path("data", shelf.DATABASE))
        yield from (_by_hand(place / file, file.as_posix()) for file in by_hand if (place / file).is_file())
    for folder in shelves:
        yield from map(_judged, shelf.copies(folder))


def _judged(copy: Copy) -> AtHand:
    return AtHand(copy.folder.name, copy.database, copy, not copy.damage and _is_true(copy))


def _is_true(copy: Copy) -> bool:
    """Return whether a copy's ledger is whole, and the one that the copy tells of."""
    try:
        with _whole(copy.database, copy.office) as ledger:
            counts, known_as = check.counts(ledger), keepers(ledger.conn)
    except Refused:
        return False
    told = (counts["entries"], counts["head"]) == (copy.entries, copy.head)
    return told and (copy.office in known_as or not known_as)


def _by_hand(file: Path, name: str) -> AtHand:
    """Return a ledger that was copied by hand: what it says of itself is what it holds."""
    copy = Copy(file.parent)
    try:
        with _whole(file, "") as ledger:
            (office, *_) = [*keepers(ledger.conn), ""]
            at = ledger.one("SELECT max(written_at) FROM entry")
            copy = replace(copy, office=office, made_at=at or "", **check.counts(Ledger(ledger.conn, office)))
    except Refused:
        return AtHand(name, file, copy, sound=False)
    return AtHand(name, file, copy, sound=bool(office))


@contextmanager
def _whole(database: Path, office: str) -> Iterator[Ledger]:
    """Open a copy whose pages and chain are whole.

    Raises Refused ``damaged``, or as `open_ledger` and `spoken` say.
    """
    with closing(open_ledger(database, to_write=False)) as conn, spoken(database):
        ledger = Ledger(conn, office)
        if check.broken(ledger):
            raise Refused("damaged", path=database)
        yield ledger
