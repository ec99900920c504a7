"""Writing a file aside: nobody ever meets half a file, and a failure leaves the former one alone."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xinfang.domain.codes import Refused

OWNER_ONLY = 0o600
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Lend an empty draft, alone in a hidden folder beside `path`; at the end it is synced and takes that name.

    Whatever else was put into the hidden folder goes with it, so a writer may keep its own drafts there.
    Raises Refused: ``disk_full``, ``unwritable``.
    """
    try:
        with TemporaryDirectory(prefix=".xinfang-", dir=path.parent, ignore_cleanup_errors=True) as folder:
            draft = Path(folder, path.name)
            draft.touch(mode=OWNER_ONLY)
            yield draft
            _sync(draft, os.O_RDWR)
            draft.replace(path)
        if os.name != "nt":  # a folder cannot be opened there
            _sync(path.parent, os.O_RDONLY)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Refused("disk_full") from error
        raise Refused("unwritable", path=path) from error


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
