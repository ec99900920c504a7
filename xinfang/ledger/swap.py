"""The restored ledger takes the place of the former one, which is set aside and never deleted."""

import os
from pathlib import Path

from xinfang.disk.aside import OWNER_FOLDER, settle, sync_folder

JOURNAL = "-journal"


def swap(new: Path, ledger: Path, aside: Path) -> None:
    """Give the file `new` the place of `ledger`, and move what was there into the folder `aside`.

    Killed at any moment it leaves the former ledger in its place, or the new one. A journal goes before the new ledger
    comes: it belongs to the former one alone, which could not be read with it either, else there would be none.
    Raises OSError.
    """
    journal = ledger.with_name(ledger.name + JOURNAL)
    if ledger.exists() or journal.exists():
        aside.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        if ledger.exists():
            _also_named(ledger, aside / ledger.name)
        if journal.exists():
            journal.rename(aside / journal.name)
        for names in (aside, aside.parent, ledger.parent):
            sync_folder(names)
    settle(new, ledger)


def _also_named(file: Path, name: Path) -> None:
    """Give a file a second name; where there are no hard links it gets another first one."""
    try:
        os.link(file, name)
    except OSError:
        file.rename(name)
