"""Writing a file aside: nobody ever meets half a file, and a failure leaves the former one alone.

A draft lies alone in a hidden folder beside its place. It is synced, takes its name, and the folder is synced: in this
order, so that after a power loss the name stands for the former file or for all of the new one. What a killed program
left of a draft is swept a day later, by whoever next writes in the same folder.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xinfang.domain.codes import Refused

OWNER_ONLY, OWNER_FOLDER = 0o600, 0o700
LEFT_AFTER = 24 * 60 * 60  # seconds between two drafts, of which the older one is nobody's any more
_PREFIX = ".xinfang-"
_DRAFTS = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}")  # as `mkdtemp` names them
_SENTENCES = {
    errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EFBIG: "too_large_for_disk",
    errno.EIO: "io_error", errno.ENOENT: "no_place",
}  # fmt: skip


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn what the disk says while the file or folder at `path` is written into a refusal.

    Raises Refused: ``disk_full``, ``too_large_for_disk``, ``io_error``, ``no_place``, ``unwritable``.
    """
    try:
        yield
    except OSError as error:
        raise Refused(_SENTENCES.get(error.errno or 0, "unwritable"), path=path) from error


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Lend an empty draft, alone in a hidden folder beside `path`; at the end it is synced and takes that name.

    Whatever else was put into the hidden folder goes with it, so a writer may keep its own drafts there.
    Raises Refused as `spoken` does.
    """
    with spoken(path), drafting(path.parent) as folder:
        draft = folder / path.name
        draft.touch(mode=OWNER_ONLY)
        yield draft
        settle(draft, path)


def write(path: Path, content: bytes) -> None:
    """Write a file whole, for its owner only; a former one is replaced.

    Raises Refused as `spoken` does.
    """
    with written_aside(path) as draft:
        draft.write_bytes(content)


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """Lend a hidden folder in `folder` for drafts, which goes at the end; former ones that were left go now.

    Raises OSError.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True) as made:
        now = Path(made).stat().st_mtime
        for left in drafts(folder):
            with suppress(FileNotFoundError):  # of another program, which has just ended
                if abs(now - left.stat().st_mtime) > LEFT_AFTER:
                    shutil.rmtree(left, ignore_errors=True)
        yield Path(made)


def drafts(folder: Path) -> list[Path]:
    """Return the hidden folders in `folder` in which something is written now, or was when a program was killed."""
    with os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if is_draft(entry.name)]


def is_draft(name: str) -> bool:
    """Return whether a folder of this name is one in which something is written aside."""
    return bool(_DRAFTS.fullmatch(name))


def settle(draft: Path, path: Path) -> None:
    """Give a whole draft its name, for good: synced before, the folder after.

    Raises OSError.
    """
    sync(draft)
    draft.replace(path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Make what a file holds outlive a power loss.

    Raises OSError.
    """
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power loss.

    Raises OSError.
    """
    if os.name != "nt":  # a folder cannot be opened there
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
