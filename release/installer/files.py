"""Files that are whole or as they were, and the lines that were put into files of the user's."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from . import words
from .stop import Stop

BEGIN, END = b"# >>> xinfang >>>\n", b"# <<< xinfang <<<\n"
LOCK = ".lock"
BLOCK = re.compile(rb"\n?" + re.escape(BEGIN) + rb".*?" + re.escape(END), re.DOTALL)


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is the new one or the old one, whenever the power goes; a link is followed."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=".xinfang-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(mode)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def add_block(path: Path, lines: bytes) -> bool:
    """Put marked lines at the end of a text file, once; returns whether that changed it."""
    former = path.read_bytes() if path.exists() else b""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    if BEGIN in former:
        return False
    write(path, former + b"\n" + BEGIN + lines + END, mode)
    return True


def remove_block(path: Path) -> None:
    """Take the marked lines out of a text file; one that held nothing else goes."""
    if not path.exists() or BEGIN not in (former := path.read_bytes()):
        return
    left = BLOCK.sub(b"", former)
    if left:
        write(path, left, path.stat().st_mode & 0o777)
    else:
        path.unlink()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the installed folder so that no other installer works in it; the hold ends with the process.

    Raises Stop when another does.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise Stop(words.BUSY) from None
        yield


def _lock(number: int) -> None:
    if os.name == "nt":
        locks: Any = import_module("msvcrt")
        locks.locking(number, locks.LK_NBLCK, 1)
    else:
        locks = import_module("fcntl")
        locks.flock(number, locks.LOCK_EX | locks.LOCK_NB)


def remove_empty(folder: Path) -> None:
    """Remove a folder in which nothing is left."""
    with suppress(OSError):
        folder.rmdir()
