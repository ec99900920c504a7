"""A package opened for reading: nothing of it is unpacked, its files are known by name, their sizes are bounded."""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from xinfang.domain.codes import Refused
from xinfang.exchange.packages import seal
from xinfang.exchange.packages.manifest import MANIFEST, MEMBERS, Manifest, loads
from xinfang.ledger.files import judge

LONGEST_MANIFEST, LONGEST_LINE, CHUNK = 16 << 20, 64 << 20, 1 << 20
MOST_TIMES_PACKED = 500  # how many times larger than packed a file may say it is: text packs to a tenth or thirtieth
SMALL = 1 << 20
MOST_SHOWN = 40  # characters of a name that somebody else gave
ENCRYPTED = 0x1
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose files are those that its manifest names; `file` is what it is called."""

    file: str
    archive: ZipFile
    manifest: Manifest

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a file, and judge it by the manifest at its end.

        Raises Refused ``package_changed``.
        """
        told, digest, size, count = self.manifest.member(name), hashlib.sha256(), 0, 0
        try:
            with BufferedReader(cast("BufferedReader", self.archive.open(name)), CHUNK) as source:
                while line := source.readline(LONGEST_LINE):
                    digest.update(line)
                    size, count = size + len(line), count + 1
                    yield line
        except BROKEN as error:
            raise Refused("package_changed", file=self.file, name=name) from error
        if (size, count, digest.hexdigest()) != (told.size, told.lines, told.sha256):
            raise Refused("package_changed", file=self.file, name=name)

    def judge(self, name: str) -> None:
        """Refuse a file that is not what the manifest says.

        Raises Refused ``package_changed``.
        """
        told, digest, size = self.manifest.member(name), hashlib.sha256(), 0
        try:
            with self.archive.open(name) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except BROKEN as error:
            raise Refused("package_changed", file=self.file, name=name) from error
        if (size, digest.hexdigest()) != (told.size, told.sha256):
            raise Refused("package_changed", file=self.file, name=name)


@contextmanager
def opened(path: Path, password: str | None) -> Iterator[Package]:
    """Open a package; `password` is that of a sealed one.

    Raises Refused: ``no_such_file``, ``not_a_file``, ``unreadable``, ``not_a_package``, ``package_…``.
    """
    judge(path)
    with _zip(path, path.name) as archive:
        if {info.filename for info in archive.infolist()} != seal.MEMBERS:
            yield _package(archive, path.name)
            return
        _judge_sizes(archive, path.name)
        with archive.open(seal.SEALED) as sealed:
            content = _unsealed(sealed, password, path.name)
        with _zip(content, path.name) as inner:
            yield _package(inner, path.name)


def is_sealed(path: Path) -> bool:
    """Return whether a file is a package under a password."""
    try:
        if not path.is_file():  # a pipe or a device would be waited for
            return False
        with ZipFile(path) as archive:
            return {info.filename for info in archive.infolist()} == seal.MEMBERS
    except BROKEN:  # it is told when the file is opened
        return False


def _unsealed(sealed: IO[bytes], password: str | None, file: str) -> BytesIO:
    if not password:
        raise Refused("package_sealed", file=file)
    try:
        return seal.unseal(BytesIO(sealed.read()), password, file)
    except BROKEN as error:
        raise Refused("package_changed", file=file, name=seal.SEALED) from error


def _zip(source: Path | BytesIO, file: str) -> ZipFile:
    try:
        return ZipFile(source)
    except BROKEN as error:
        raise Refused("not_a_package", file=file) from error


def _package(archive: ZipFile, file: str) -> Package:
    names = [info.filename for info in archive.infolist()]
    if MANIFEST not in names:
        raise Refused("not_a_package", file=file)
    _judge_sizes(archive, file)
    try:
        content = archive.read(MANIFEST)
    except BROKEN as error:
        raise Refused("package_manifest", file=file) from error
    manifest = loads(content, file)
    if wrong := set(names) ^ {MANIFEST, *MEMBERS}:
        raise Refused("package_members", file=file, name=min(wrong)[:MOST_SHOWN])
    return Package(file, archive, manifest)


def _judge_sizes(archive: ZipFile, file: str) -> None:
    """Refuse files of one name, and what would grow without end when it is read.

    A file is read no further than the size that is said here.
    """
    names = [info.filename for info in archive.infolist()]
    for info in archive.infolist():
        if names.count(info.filename) > 1 or _is_strange(info):
            raise Refused("package_members", file=file, name=info.filename[:MOST_SHOWN])


def _is_strange(info: ZipInfo) -> bool:
    limit = LONGEST_MANIFEST if info.filename == MANIFEST else SMALL + MOST_TIMES_PACKED * info.compress_size
    packed = info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or bool(info.flag_bits & ENCRYPTED)
    return packed or info.file_size > limit
