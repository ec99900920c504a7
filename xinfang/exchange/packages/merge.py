"""Merging packages: the entries of other offices appended to the one ledger, their chains verified from the start."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry
from xinfang.exchange.packages import package as making
from xinfang.exchange.packages.lines import entry_of
from xinfang.exchange.packages.manifest import ENTRIES, MEMBERS, Packed, said
from xinfang.exchange.packages.opened import Package, opened
from xinfang.ledger import chain, handover
from xinfang.ledger.book import Book
from xinfang.ledger.connect import START
from xinfang.ledger.offices import MERGE


@dataclass(frozen=True, slots=True)
class Added:
    """What a package brought of an office: `entries` are all that are here now, `added` those that are new."""

    office: str
    name: str
    role: str
    entries: int
    added: int
    head: str
    last_on: str
    withheld: str


def packages_in(paths: list[Path]) -> list[Path]:
    """Return the packages that were named, and those in the folders that were, each once, by name.

    Raises Refused ``no_packages``: a folder without any.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob("*.zip")) if _is_folder(path) else [path]
        if not inside:
            raise Refused("no_packages", path=path)
        found |= dict.fromkeys(inside)
    return list(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long to be one
        return False


def merge(book: Book, path: Path, password: str | None, on: str, by: str) -> tuple[list[Added], Entry | None]:
    """Append what is new in a package; all of it or, where it is refused, nothing. `password` opens a sealed one.

    Returns what came of which office, and the entry that is to tell of it, None where nothing was new.
    Raises Refused as `opened` does, and ``package_…``.
    """
    with opened(path, password) as package, handover.whole_or_nothing(book, package.file):
        if any(told.office == book.office for told in package.manifest.offices):
            raise Refused("package_own", file=package.file, office=book.office)
        before = {told.office: handover.last(book, told.office) for told in package.manifest.offices}
        handover.append(book, _new_rows(package, book))
        for name in MEMBERS:
            if name != ENTRIES:
                package.judge(name)
        added = [_added(book, package, told, before[told.office]) for told in package.manifest.offices]
    new = [asdict(came) for came in added if came.added]
    return added, Entry(act=MERGE, case=None, on=on, by=by, said={"offices": new}) if new else None


def _new_rows(package: Package, book: Book) -> Iterator[dict[str, Any]]:
    """Yield the entries that are not here yet, each after it was verified, and the chain from its start."""
    lines = enumerate(package.lines(ENTRIES), 1)
    rows = (entry_of(line, package.file, place) for place, line in lines)
    coming = iter(package.manifest.offices)
    for office, entries in groupby(rows, key=lambda row: row["office"]):
        told = next(coming, None)
        if told is None or told.office != office:
            raise Refused("package_manifest", file=package.file)
        yield from _chain(package, told, entries, handover.hashes(book, office))
    if next(coming, None):
        raise Refused("package_manifest", file=package.file)


def _chain(
    package: Package, told: Packed, entries: Iterator[dict[str, Any]], known: Iterator[str]
) -> Iterator[dict[str, Any]]:
    """Yield the new entries of one office; `known` are the hashes of those that are here."""
    prev, first_on, withheld, seq = START, "", chain.Withheld(), 0
    row: dict[str, Any] = {}
    for seq, row in enumerate(entries, 1):
        if (row["seq"], row["prev"]) != (seq, prev) or row["hash"] != chain.seal(row) or not chain.covers(row):
            raise Refused("package_chain", file=package.file, seq=seq, office=told.name)
        mine = next(known, None)
        if mine is not None and mine != row["hash"]:
            if seq == 1:
                raise Refused("package_same_code", file=package.file, office=told.name, code_of=told.office)
            raise Refused("package_fork", file=package.file, seq=seq, office=told.name)
        if mine is None:
            yield row
        prev = row["hash"]
        withheld.add(row)
        first_on = first_on or row["written_at"][:10]
    stands = (seq, prev, first_on, row["written_at"][:10], withheld.digest())
    if stands != (told.entries, told.head, told.first_on, told.last_on, told.withheld):
        raise Refused("package_cut", file=package.file, seq=seq, office=told.name)
    if told.office == package.manifest.office:
        _judge_maker(package, row)


def _judge_maker(package: Package, row: dict[str, Any]) -> None:
    """The last entry of whoever made the package tells of its making as the manifest does."""
    entry = chain.unfold(row)
    if (entry.act, entry.said, entry.on) != (making.ACT, said(package.manifest), package.manifest.made_on):
        raise Refused("package_manifest", file=package.file)


def _added(book: Book, package: Package, told: Packed, before: int) -> Added:
    """Return what came of an office; where it stands as the package says, its counts must too."""
    stands = handover.stands_of(book, told.office)
    if stands.entries == told.entries and (stands.cases, stands.petitions) != (told.cases, told.petitions):
        raise Refused("package_manifest", file=package.file)
    return Added(
        told.office, told.name, told.role, stands.entries, stands.entries - before, stands.head, stands.last_on,
        handover.withheld_of(book, told.office),
    )  # fmt: skip
