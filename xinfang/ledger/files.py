"""Attachments: copied in before the entry is written, under the sha256 of what they hold."""

import hashlib
import os
import re
import shutil
from pathlib import Path

from xinfang.disk.aside import OWNER_FOLDER, OWNER_ONLY, drafting, settle, spoken, sync_folder
from xinfang.domain.codes import Refused
from xinfang.domain.model import Attachment


def keep(folder: Path, source: Path) -> Attachment:
    """Copy a file into the ledger's folder: aside, then in its place; the same content is kept once.

    Raises Refused: as `judge` does, and as `spoken` does.
    """
    judge(source)
    with spoken(folder):
        folder.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        with drafting(folder) as hidden:
            draft = hidden / "copy"
            draft.touch(mode=OWNER_ONLY)
            shutil.copyfile(source, draft)
            digest, size = sha256_of(draft), draft.stat().st_size
            kept = place(folder, digest, source.name)
            kept.parent.mkdir(mode=OWNER_FOLDER, exist_ok=True)
            settle(draft, kept)
        for names in (folder, folder.parent):
            sync_folder(names)
    return Attachment(n=0, petition=0, name=source.name, sha256=digest, size=size)


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
