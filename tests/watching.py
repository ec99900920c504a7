"""Which files and folders a command makes or opens to write, as Python itself tells."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Of each event that makes something: which of its values names it.
NAMED = {
    "os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "tempfile.mkstemp": 0, "tempfile.mkdtemp": 0,
    "sqlite3.connect": 0, "os.truncate": 0,
}  # fmt: skip
_watchers: list[list[Path]] = []


def _hear(event: str, values: tuple[Any, ...]) -> None:
    if not _watchers:
        return
    name = values[0] if event == "open" and values[2] & WRITES else None
    name = values[NAMED[event]] if event in NAMED else name
    if isinstance(name, (str, bytes, os.PathLike)):
        _watchers[-1].append(Path(os.fsdecode(name)).absolute())


sys.addaudithook(_hear)


@contextmanager
def watched() -> Iterator[list[Path]]:
    """Lend the list of what is made or opened to write inside the block, without what Python keeps of its modules."""
    heard: list[Path] = []
    _watchers.append(heard)
    try:
        yield heard
    finally:
        _watchers.remove(heard)
        heard[:] = [path for path in heard if "__pycache__" not in path.parts and path.parts[1:2] != ("dev",)]
