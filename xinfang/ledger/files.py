"""Attachments: copied in before the entry is written, under the sha256 of what they hold."""

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from xinfang.domain.codes import Refused
from xinfang.domain.model import Attachment
from xinfang.ledger.connect import NO_ROOM, OWNER_FOLDER

CHUNK = 1 << 20


def keep(folder: Path, source: Path) -> Attachment:
    """Copy a file into the ledger's folder: aside, synced, then renamed; the same content is kept once.

    Raises Refused: ``no_such_file``, ``not_a_file``, ``unreadable``, ``disk_full``, ``unwritable``.
    """
    judge(source)
    try:
        folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        digest, aside = _copy_aside(folder, source)
        kept = place(folder, digest, source.name)
        kept.parent.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        aside.replace(kept)
        _sync_folder(kept.parent)
        _sync_folder(folder)
        _sync_folder(folder.parent)
    except OSError as error:
        raise Refused("disk_full" if error.errno in NO_ROOM else "unwritable", path=folder) from error
    return Attachment(n=0, petition=0, name=source.name, sha256=digest, size=kept.stat().st_size)


def judge(source: Path) -> None:
    """Raise Refused where a file cannot be kept: ``no_such_file``, ``not_a_file``, ``unreadable``."""
    if not _exists(source):
        raise Refused("no_such_file", path=source)
    if not source.is_file():
        raise Refused("not_a_file", path=source)
    if not os.access(source, os.R_OK):
        raise Refused("unreadable", path=source)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long to be one
        return False


def place(folder: Path, sha256: str, name: str) -> Path:
    """Return where a kept file lies; its ending stays, so that a double-click opens it."""
    ending = Path(name).suffix.lower()
    return folder / sha256[:2] / (sha256 + (ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""))


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's content (hex)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_aside(folder: Path, source: Path) -> tuple[str, Path]:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".coming-")
    try:
        with os.fdopen(handle, "wb") as copy, source.open("rb") as original:
            shutil.copyfileobj(original, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())
        return sha256_of(Path(name)), Path(name)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover - a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
