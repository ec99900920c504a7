"""Making a package: all entries as lines of JSON, flat tables for statistics, the registers, and what proves them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xinfang import __version__
from xinfang.domain.model import Entry
from xinfang.exchange.packages.manifest import ENTRIES, FLAT, MANIFEST, SCHEMA, Manifest, Member, Packed, dumps, said
from xinfang.ledger import handover
from xinfang.ledger.book import Book
from xinfang.ledger.chain import Withheld
from xinfang.ledger.reading import Ledger
from xinfang.ledger.reading import Member as Office
from xinfang.render import files
from xinfang.tables.report import Report
from xinfang.words import labels
from xinfang.words.packages import REGISTERS

ACT = "package"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be packed: on which day (ISO), with the words of accusations or without, of which offices by code."""

    on: str
    by: str
    with_confidential: bool
    offices: Mapping[str, Office]


def entry(ledger: Ledger, asked: Asked) -> Entry:
    """Return the entry that a package is made: the last one in it, and the witness of what else stands in it."""
    return Entry(act=ACT, case=None, on=asked.on, by=asked.by, said=said(_manifest(ledger, asked, ())))


def write(ledger: Book, asked: Asked, report: Report, draft: Path) -> Manifest:
    """Write the package into the empty file `draft`: what the ledger holds, the entry of its making the last of all.

    `report` are the registers. Raises OSError.
    """
    closed = handover.closed_cases(ledger)
    with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
        members = [_lines(archive, asked, ENTRIES, _entries(ledger, asked))]
        for table, name in FLAT.items():
            rows = handover.flat(ledger, table, closed, labels.CONFIDENTIAL)
            members.append(_lines(archive, asked, name, rows))
        members.append(_registers(archive, asked, report, draft.parent))
        manifest = _manifest(ledger, asked, tuple(members))
        archive.writestr(_info(MANIFEST, asked), dumps(manifest))
    return manifest


def _manifest(ledger: Ledger, asked: Asked, members: tuple[Member, ...]) -> Manifest:
    offices = tuple(_packed(ledger, asked))
    return Manifest(SCHEMA, __version__, asked.on, ledger.office, asked.with_confidential, offices, members)


def _entries(ledger: Ledger, asked: Asked) -> Iterator[dict[str, Any]]:
    closed = None if asked.with_confidential else handover.closed_cases(ledger)
    return handover.entries(ledger, closed, labels.CONFIDENTIAL)


def _packed(ledger: Ledger, asked: Asked) -> Iterator[Packed]:
    """Yield the offices of the ledger as they stand."""
    kept_back: dict[str, str] = {}
    for office, rows in groupby(_entries(ledger, asked), key=lambda row: str(row["office"])):
        digest = Withheld()
        for row in rows:
            digest.add(row)
        kept_back[office] = digest.digest()
    for s in handover.stands(ledger):
        who = asked.offices[s.office]
        yield Packed(
            s.office, who.name, who.role, s.entries, s.cases, s.petitions, s.head, s.first_on, s.last_on,
            kept_back[s.office],
        )  # fmt: skip


def _lines(archive: ZipFile, asked: Asked, name: str, rows: Iterable[Mapping[str, Any]]) -> Member:
    """Write rows as lines of JSON, one after the other as they are read."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with archive.open(_info(name, asked), "w", force_zip64=True) as file:
        for row in rows:
            line = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
            file.write(line)
            digest.update(line)
            size, lines = size + len(line), lines + 1
    return Member(name, size, digest.hexdigest(), lines)


def _registers(archive: ZipFile, asked: Asked, report: Report, folder: Path) -> Member:
    """Write the registers as a workbook aside, and take it in."""
    made = folder / REGISTERS
    files.write(report, made)
    digest, size = hashlib.sha256(), made.stat().st_size
    with made.open("rb") as source, archive.open(_info(REGISTERS, asked), "w", force_zip64=True) as file:
        for chunk in _chunks(source):
            file.write(chunk)
            digest.update(chunk)
    made.unlink()
    return Member(REGISTERS, size, digest.hexdigest(), 0)


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _info(name: str, asked: Asked) -> ZipInfo:
    year, month, day = map(int, asked.on.split("-"))
    info = ZipInfo(name, (year, month, day, 0, 0, 0))
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
    return info
