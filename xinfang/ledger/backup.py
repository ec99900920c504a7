"""Taking a copy of the ledger onto a shelf (`shelf.py` says how one lies): whole, verified and synced, or not at all.

A copy comes to be in a hidden folder of the shelf, and takes its name when nothing can go wrong any more. What lies
beside the ledger is kept by its content, so the next copy brings only what is new. None is dropped before a new one
stands.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from xinfang import __version__
from xinfang.disk import aside
from xinfang.disk.aside import OWNER_FOLDER, OWNER_ONLY, drafting, drafts, sync, sync_folder
from xinfang.domain.codes import Refused
from xinfang.domain.thinning import kept as worth_keeping
from xinfang.ledger import check, shelf
from xinfang.ledger.beside import Beside
from xinfang.ledger.connect import open_ledger, spoken
from xinfang.ledger.handover import last
from xinfang.ledger.reading import Ledger, reading
from xinfang.ledger.shelf import Copy

LOCK = ".lock"
SECOND, AT_ONCE = timedelta(seconds=1), timedelta(minutes=1)
# What is said elsewhere of these would tell here that something was not saved.
_OF_A_COPY = {
    "locked": "backup_busy", "damaged": "backup_damaged", "disk_full": "backup_full",
    "too_large_for_disk": "backup_too_large", "unwritable": "backup_unwritable", "io_error": "backup_unwritable",
    "no_place": "backup_unwritable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """What is copied: the ledger of the office folder `home`, its settings and what lies beside the ledger.

    `office` is the code of the office, `name` what it is called; `settings` are files in the folder, `folders` are
    copied with all that lies in them; of both what is there.
    """

    home: Path
    office: str
    name: str
    settings: tuple[str, ...]
    folders: tuple[str, ...]

    @property
    def database(self) -> Path:
        """The ledger's file."""
        return self.home / "data" / shelf.DATABASE


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was made, with the names of the older ones that were not kept any longer.

    `lost` are the paths of files that are missing from the office folder, or are not what they were; the copy has
    those that an older one on the same shelf had.
    """

    copy: Copy
    lost: tuple[str, ...]
    dropped: tuple[str, ...]


def take(origin: Origin, to: Path, at: datetime) -> Taken:
    """Copy the ledger and what lies beside it onto the shelf `to`, which is made where it is not there.

    `at` is the moment (local time) after which the copy is named, or the next second that is free.
    Raises Refused: ``no_ledger``, ``foreign``, ``newer``, ``unreadable``; ``backup_busy`` (somebody writes, or makes a
    copy on this shelf), ``backup_damaged`` (the ledger is not whole), ``backup_spoilt`` (the copy is not what was
    written), ``backup_stranger`` (the newest copy holds what the ledger does not), ``backup_full``,
    ``backup_unwritable``.
    """
    with _told(to), held(to):
        interrupted = _clear(to)
        former = shelf.copies(to)
        with drafting(to) as hidden:
            copy, lost = _fill(hidden, origin, former, at.replace(microsecond=0))
            dropped = _thin(copy, former, at, hidden)
            if dropped or interrupted:
                _sweep(to)
    return Taken(copy, lost, dropped)


@contextmanager
def held(to: Path) -> Iterator[None]:
    """Hold a shelf, so that nobody else changes it meanwhile; a process that ends lets go of it, however it ends.

    Raises Refused ``locked``: somebody has it; else as `spoken` of the ledger and the disk say.
    """
    lock = to / LOCK
    with aside.spoken(to):
        to.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        lock.touch(mode=OWNER_ONLY)
    with spoken(lock), closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        yield


def is_whole(database: Path, office: str) -> bool:
    """Return whether a ledger or a copy of one is whole: its pages, and the chain of every entry.

    Raises Refused: ``newer``, ``unreadable``, ``io_error``.
    """
    try:
        with closing(open_ledger(database, to_write=False)) as conn, spoken(database):
            return not check.broken(Ledger(conn, office))
    except Refused as refused:
        if refused.code not in ("damaged", "foreign", "no_ledger"):
            raise
        return False


def examined(shelf_of: Path) -> list[Copy]:
    """Return the copies on a shelf, the newest first; the ledger of the newest sound one, needed first, is looked at.

    Raises Refused ``unreadable``, as `shelf.copies` does.
    """
    found = shelf.copies(shelf_of)
    newest = next((place for place, copy in enumerate(found) if not copy.damage), None)
    if newest is not None and not _can_be_read(found[newest]):
        found[newest] = replace(found[newest], damage="broken")
    return found


def _can_be_read(copy: Copy) -> bool:
    try:
        return is_whole(copy.database, copy.office)
    except Refused:
        return False


@contextmanager
def _told(to: Path) -> Iterator[None]:
    try:
        with aside.spoken(to):
            yield
    except Refused as refused:
        if refused.code not in _OF_A_COPY:
            raise
        raise Refused(_OF_A_COPY[refused.code], path=to) from refused


def _fill(hidden: Path, origin: Origin, former: list[Copy], at: datetime) -> tuple[Copy, tuple[str, ...]]:
    """Make the copy in the folder `hidden` and put it in its place; returns it, and the paths that were lost."""
    to, draft, drawer = hidden.parent, hidden / "copy", hidden / "files"
    for folder in (draft, drawer):
        folder.mkdir(mode=OWNER_FOLDER)
    at = _next_free(at, to)
    folder = to / at.strftime(shelf.FOLDER)
    copied = draft / shelf.DATABASE
    _copy_ledger(origin.database, copied)
    if not is_whole(copied, origin.office):
        raise Refused("backup_spoilt" if is_whole(origin.database, origin.office) else "backup_damaged", path=to)
    with reading(copied, origin.office) as ledger:
        for copy in shelf.strangers(ledger, [copy for copy in former if not copy.damage][:1]):
            raise Refused("backup_stranger", path=to, copy=copy.folder.name)
        files, lost = Beside(origin.home, to, former, drawer).bring(ledger, origin.folders)
        counts, seq = check.counts(ledger), last(ledger, origin.office)
    made = Copy(
        folder, at.isoformat(), origin.office, origin.name, **counts, seq=seq, program=__version__, files=files,
        settings=tuple(_settings(origin, draft)),
    )  # fmt: skip
    _describe(made, draft)
    draft.rename(folder)
    sync_folder(to)
    return made, lost


def _next_free(at: datetime, to: Path) -> datetime:
    """Return the moment after which a copy is named: `at`, or later than those that were made in the same seconds."""
    near = (shelf.moment(folder.name) for folder in shelf.folders(to))
    return max([at, *(moment + SECOND for moment in near if moment and at <= moment < at + AT_ONCE)])


def _settings(origin: Origin, draft: Path) -> Iterator[str]:
    """Copy the settings that there are."""
    for name in origin.settings:
        if shelf.is_plain(origin.home / name):
            shutil.copyfile(origin.home / name, draft / name)
            sync(draft / name)
            yield name


def _copy_ledger(database: Path, to: Path) -> None:
    """Copy the ledger as it stands at one moment, whoever writes; the copy is on the disk when this returns."""
    to.touch(mode=OWNER_ONLY)
    with closing(open_ledger(database, to_write=False)) as ledger, spoken(database):
        ledger.execute("BEGIN")
        ledger.execute("SELECT 1 FROM entry LIMIT 1").fetchone()  # waits for a writer as any reader does, and no longer
        with closing(sqlite3.connect(to, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous = OFF")  # nobody knows of it yet: synced once, at the end
            copy.execute("PRAGMA journal_mode = OFF")
            ledger.backup(copy)
    sync(to)


def _describe(copy: Copy, draft: Path) -> None:
    """Write down what a copy is: the last of its files."""
    said = {name: value for name, value in asdict(copy).items() if name not in ("folder", "damage")}
    described = draft / shelf.COPY
    described.write_text(json.dumps({"format": shelf.FORMAT} | said, ensure_ascii=False), "utf-8")
    sync(described)
    sync_folder(draft)


def _clear(to: Path) -> bool:
    """Remove what interrupted programs left on the shelf, which is held; returns whether there was any."""
    left = drafts(to)
    for folder in left:
        shutil.rmtree(folder)
    return bool(left)


def _thin(new: Copy, former: list[Copy], at: datetime, hidden: Path) -> tuple[str, ...]:
    """Take the copies that are not kept off the shelf, into the folder `hidden` that goes; returns their names.

    The new one stays, also where a clock that was set back makes it old; what is damaged stays too.
    """
    sound = [new, *(copy for copy in former if not copy.damage)]
    made = {moment: copy for copy in sound if (moment := shelf.moment(copy.folder.name))}
    stay = worth_keeping(made, at.date())
    going = [copy.folder for moment, copy in made.items() if moment not in stay and copy is not new]
    for folder in going:
        folder.rename(hidden / folder.name)
    return tuple(folder.name for folder in going)


def _sweep(to: Path) -> None:
    """Remove the contents that no copy needs; where a copy is damaged nobody knows what it needs, and all stay."""
    copies = shelf.copies(to)
    if any(copy.damage for copy in copies):
        return
    needed = {kept.sha256 for copy in copies for kept in copy.files}
    for path in (to / shelf.CONTENTS).glob("*/*"):
        if path.name not in needed:
            path.unlink()
