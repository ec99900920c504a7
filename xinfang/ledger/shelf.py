"""A shelf of copies of the ledger, read with suspicion: it may lie on a stick that was anywhere.

    <shelf>/2026-11-22_083015/   a copy: xinfang.db, the settings as they were, copy.json
    <shelf>/files/ab/abcdef…     what copies hold beside the ledger, each content once, under its sha256

Looking at a shelf (`copies`, newest first) never fails on what lies there: a copy whose copy.json is not sound comes
with its `damage` told and everything else empty. Nothing of it may then be trusted but its folder.
"""

import json
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.ledger.connect import START
from xinfang.ledger.given import RESTORE
from xinfang.ledger.reading import Ledger

FORMAT = 1
REPLACED = "replaced-"  # what the name of a folder begins with that holds a ledger which was set aside
COPY, DATABASE, CONTENTS = "copy.json", "xinfang.db", "files"
LARGEST = 256 << 20  # bytes of a copy.json; a hundred thousand attachments take 20 MB
LONGEST_PATH = 1_000  # characters
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d\d)(\d\d)(\d\d)")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_PART = re.compile(r"""\.|.*[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]|.*[. ]$""", re.DOTALL)
_SETTINGS = re.compile(r"\w+\.(yaml|json)")  # nothing that a system would run where a clerk types its name
_OF_THE_DATA = ("data", "files")  # of the folder of the ledger only the attachments are copied as files
PARTS_OF_ATTACHMENT = 4  # data/files/ab/abcdef….jpg
MADE_AT, FOLDER = "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d_%H%M%S"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file beside the ledger: its path in the office folder, its sha256 (hex), its size in bytes.

    `modified` is when it was last changed on the disk that it was copied from (ns), by which the next copy knows it.
    """

    path: str
    sha256: str
    size: int
    modified: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy on a shelf: what its copy.json says of it. Where `damage` is not empty it says nothing.

    `made_at` is local time (ISO, to the second). `office` is the office's code, `name` what it is called. `entries`,
    `cases` and `petitions` are of all offices in the ledger; `head` is the hash of the own office's last entry, `seq`
    its place. `files` are what was copied
    beside the ledger; their contents lie on the shelf (`content`). `settings` are names of files in `folder`.

    `damage` is ``missing`` (no copy.json, or no ledger), ``unreadable`` (no JSON, too large, a link) or ``strange``
    (it says what no copy of this program says; also one of a newer program); ``broken`` (its ledger is not whole) only
    where that was looked at.
    """

    folder: Path
    made_at: str = ""
    office: str = ""
    name: str = ""
    entries: int = 0
    cases: int = 0
    petitions: int = 0
    seq: int = 0
    head: str = START
    program: str = ""
    files: tuple[Kept, ...] = ()
    settings: tuple[str, ...] = ()
    damage: str = ""

    @property
    def database(self) -> Path:
        """The copy of the ledger: a ledger of its own, only to be read."""
        return self.folder / DATABASE

    @property
    def day(self) -> str:
        """The day on which it was made (ISO), by the name of its folder."""
        return self.folder.name[:10]


def copies(shelf: Path) -> list[Copy]:
    """Return the copies on a shelf, the newest first, with those that are damaged; a shelf that is not there is empty.

    Raises Refused ``unreadable``: the shelf is there and cannot be read.
    """
    found = map(read, folders(shelf))
    return [copy for copy in found if not copy.damage or copy.folder.exists()]  # not one that was dropped meanwhile


def folders(shelf: Path) -> list[Path]:
    """Return the folders of the copies, the newest first. What is named otherwise is no copy: it came from elsewhere.

    Raises Refused as `copies` does.
    """
    try:
        found = [path for path in shelf.iterdir() if moment(path.name) and path.is_dir() and not path.is_symlink()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        raise Refused("unreadable", path=shelf) from None
    return sorted(found, key=lambda path: path.name, reverse=True)


def replaced(shelf: Path) -> list[Path]:
    """Return the folders in which former ledgers were set aside when another was restored in their place."""
    return sorted(shelf.glob(f"{REPLACED}*"))


def moment(name: str) -> datetime | None:
    """Return when the copy was made whose folder has this name, or None where it is no name of a copy."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    day, *time = found.groups()
    try:
        return datetime.fromisoformat(f"{day}T{':'.join(time)}")
    except ValueError:
        return None


def read(folder: Path) -> Copy:
    """Return the copy in a folder, as its copy.json tells of it; nothing beside that file is opened."""
    told = folder / COPY
    if not is_plain(told) or not is_plain(folder / DATABASE):
        return Copy(folder, damage="unreadable" if told.is_symlink() else "missing")
    try:
        if told.stat().st_size > LARGEST:
            return Copy(folder, damage="unreadable")
        said = json.loads(told.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Copy(folder, damage="unreadable")
    try:
        return _copy(folder, said)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Copy(folder, damage="strange")


def content(shelf: Path, sha256: str) -> Path:
    """Return where the content of this sha256 lies on a shelf; whoever takes it from there makes sure of it."""
    return shelf / CONTENTS / sha256[:2] / sha256


def holds(shelf: Path, kept: Kept) -> bool:
    """Return whether a content lies on the shelf, a plain file of the right size; it is not read."""
    path = content(shelf, kept.sha256)
    return not path.parent.is_symlink() and is_plain(path) and path.stat().st_size == kept.size


def strangers(ledger: Ledger, found: Iterable[Copy]) -> list[Copy]:
    """Return the sound copies whose last entry the ledger does not hold, newest first.

    Then the ledger's tail was cut off, or another ledger was put in its place. Copies from before the ledger was last
    restored are not asked: what was done between the restored copy and that day is in them alone.
    """
    sql = "SELECT max(written_at) FROM entry WHERE office = ? AND case_no IS NULL AND act = ?"
    since = ledger.one(sql, (ledger.office, RESTORE)) or ""
    known = "SELECT 1 FROM entry WHERE office = ? AND seq = ? AND hash = ?"
    asked = (copy for copy in found if not copy.damage and copy.seq and copy.made_at > since)
    return [copy for copy in asked if not ledger.one(known, (ledger.office, copy.seq, copy.head))]


def lacking(shelf: Path, copy: Copy) -> int:
    """Return how many of the files that a copy holds have lost their content from the shelf; contents are not read."""
    return sum(not holds(shelf, kept) for kept in copy.files)


def is_plain(path: Path) -> bool:
    """Return whether there is a file that is no link, no folder and no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def is_inside(path: str) -> bool:
    """Return whether a path stays in the office folder, where copied files may lie, whatever system it is read on."""
    parts = PurePosixPath(path).parts
    if not parts or len(path) > LONGEST_PATH or "/".join(parts) != path or any(map(_NO_PART.match, parts)):
        return False
    if parts[0].casefold() == _OF_THE_DATA[0]:
        return parts[:2] == _OF_THE_DATA and len(parts) == PARTS_OF_ATTACHMENT
    return len(parts) > 1


def _copy(folder: Path, said: Mapping[str, Any]) -> Copy:
    """Return the copy that was told of.

    Raises ValueError, KeyError, TypeError or AttributeError: it is not sound.
    """
    told = {name: said[name] for name in ("made_at", "office", "name", "program", "head")}
    counts = {name: said[name] for name in ("entries", "cases", "petitions", "seq")}
    sound = said["format"] == FORMAT and all(map(_is_text, told.values())) and all(map(_is_count, counts.values()))
    at = datetime.fromisoformat(said["made_at"])
    if not sound or not _DIGEST.fullmatch(said["head"]) or at.strftime(MADE_AT) != said["made_at"]:
        raise ValueError
    files, settings = tuple(_files(said["files"])), tuple(_settings(said["settings"]))
    return Copy(folder, **told, **counts, files=files, settings=settings)


def _files(said: Any) -> Iterator[Kept]:
    names, seen = tuple(field.name for field in fields(Kept)), set()
    for row in said:
        kept = Kept(**{name: row[name] for name in names})
        if not (_is_count(kept.size) and _is_count(kept.modified) and _DIGEST.fullmatch(kept.sha256)):
            raise ValueError
        if not is_inside(kept.path) or kept.path.casefold() in seen:
            raise ValueError
        seen.add(kept.path.casefold())
        yield kept


def _settings(said: Any) -> Iterator[str]:
    for name in said:
        if not _is_text(name) or not _SETTINGS.fullmatch(name) or name == COPY:
            raise ValueError
        yield name


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value) <= LONGEST_PATH


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
