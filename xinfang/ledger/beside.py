"""What lies beside the ledger, brought onto a shelf: attachments, papers, templates, each content once."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from xinfang.disk.aside import OWNER_FOLDER, OWNER_ONLY, sync, sync_folder
from xinfang.ledger import shelf
from xinfang.ledger.files import place
from xinfang.ledger.reading import Ledger
from xinfang.ledger.shelf import Copy, Kept

ATTACHMENTS = Path("data", "files")
CHUNK = 1 << 20
AT_ONCE = 64  # drafts that are synced together: the disk then writes them in one go


class Beside:
    """Brings files of the office folder `home` onto the shelf `to`, by way of drafts in the folder `drawer`.

    What a former copy on the shelf holds is not brought again: an attachment goes by its sha256, which the ledger
    knows; any other file by its size and the moment of its last change.
    """

    def __init__(self, home: Path, to: Path, former: list[Copy], drawer: Path) -> None:
        self.home, self.to, self.drawer = home, to, drawer
        newest = next((copy for copy in former if not copy.damage), None)
        self.known = {kept.path: kept for kept in newest.files} if newest else {}
        self.drafts: dict[Path, Path] = {}

    def bring(self, ledger: Ledger, folders: tuple[str, ...]) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
        """Bring the attachments of the ledger's own office, and all that lies in these folders.

        Returns what the copy holds, and the paths of files that are missing, changed or cannot be read.
        Raises OSError: the shelf takes no more.
        """
        held: list[Kept] = []
        lost: list[str] = []
        for wanted in _attachments(ledger):
            is_there = self._is_there(wanted)
            kept = wanted if shelf.holds(self.to, wanted) else self._attachment(wanted) if is_there else None
            held += [kept] if kept else []
            lost += [] if kept and is_there else [wanted.path]
        for path in sorted(self._within(folders)):
            kept = self._file(path)
            held += [kept] if kept else []
            lost += [] if kept else [path]
        self._settle()
        return tuple(held), tuple(lost)

    def _is_there(self, wanted: Kept) -> bool:
        path = self.home / wanted.path
        return shelf.is_plain(path) and path.stat().st_size == wanted.size

    def _attachment(self, wanted: Kept) -> Kept | None:
        """Bring an attachment; None where it is not what came."""
        return self._brought(wanted.path, 0, wanted.sha256)

    def _file(self, path: str) -> Kept | None:
        """Bring a file that its owner may change; None where it cannot be read."""
        try:
            now = (self.home / path).stat()
        except OSError:
            return None
        former = self.known.get(path)
        if former and (former.size, former.modified) == (now.st_size, now.st_mtime_ns) and shelf.holds(self.to, former):
            return former
        return self._brought(path, now.st_mtime_ns) if shelf.is_inside(path) else None

    def _within(self, folders: tuple[str, ...]) -> Iterator[str]:
        """Yield the files in these folders; what is hidden or a link is no work of the clerk's."""
        for root, inner, names in (step for folder in folders for step in os.walk(self.home / folder)):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                path = Path(root, name)
                if not name.startswith(".") and shelf.is_plain(path):
                    yield path.relative_to(self.home).as_posix()

    def _brought(self, path: str, modified: int, expected: str = "") -> Kept | None:
        """Draft what a file holds; None where it cannot be read, or holds something else than `expected` (sha256)."""
        draft = self.drawer / str(len(self.drafts))
        digest = hashlib.sha256()
        draft.touch(mode=OWNER_ONLY)
        with draft.open("wb") as file:
            try:
                for chunk in _chunks(self.home / path):
                    digest.update(chunk)
                    file.write(chunk)
            except _UnreadableError:
                return None
            size = file.tell()
        if expected not in ("", digest.hexdigest()):
            return None
        self.drafts[draft] = shelf.content(self.to, digest.hexdigest())
        if len(self.drafts) == AT_ONCE:
            self._settle()
        return Kept(path, digest.hexdigest(), size, modified)

    def _settle(self) -> None:
        """Give the drafts their names, once what they hold is on the disk."""
        for draft in self.drafts:
            sync(draft)
        for draft, content in self.drafts.items():
            content.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
            draft.replace(content)
        for folder in {folder for content in self.drafts.values() for folder in (content.parent, content.parents[1])}:
            sync_folder(folder)
        self.drafts.clear()


class _UnreadableError(Exception):
    """What was to be copied cannot be read; what was to be written can."""


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise _UnreadableError from error


def _attachments(ledger: Ledger) -> Iterator[Kept]:
    """Yield the attachments of the own office as they lie in the office folder, each file once."""
    sql = "SELECT sha256, name, max(size) AS size FROM attachments WHERE office = ? GROUP BY sha256, name"
    seen = set()
    for row in ledger.rows(sql, (ledger.office,)):
        path = place(ATTACHMENTS, row["sha256"], row["name"]).as_posix()
        if path not in seen:
            seen.add(path)
            yield Kept(path, row["sha256"], row["size"])
