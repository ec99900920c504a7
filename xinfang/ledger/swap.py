"""The restored ledger takes the place of the former one, which is set aside and never deleted."""

import os
from pathlib import Path

from xinfang.disk.aside import OWNER_FOLDER, settle, sync_folder

BESIDE = ("-journal", "-wal", "-shm")  # what SQLite lays beside a ledger and would apply to a new one


def swap(new: Path, ledger: Path, aside: Path) -> None:
    """Give the file `new` the place of `ledger`, and move what was there into the folder `aside`.

    Killed at any moment it leaves the former ledger in its place, or the new one. A journal goes before the new ledger
    comes: it belongs to the former one alone, which could not be read with it either, else there would be none. A log
    (WAL) is there only where another program changed the ledger's mode.
    Raises OSError.
    """
    beside = [path for end in BESIDE if (path := ledger.with_name(ledger.name + end)).exists()]
    if ledger.exists() or beside:
        aside.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        if ledger.exists():
            _also_named(ledger, aside / ledger.name)
        for path in beside:
            path.rename(aside / path.name)
        for names in (aside, aside.parent, ledger.parent):
            sync_folder(names)
    settle(new, ledger)


def _also_named(file: Path, name: Path) -> None:
    """Give a file a second name; where there are no hard links it gets another first one."""
    try:
        os.link(file, name)
    except OSError:
        file.rename(name)
