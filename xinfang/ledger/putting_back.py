"""What lies beside the ledger, put back from a shelf: what is missing, and attachments that are no longer what came.

What the clerk may have edited (papers, templates, settings) is never written over.
"""

import shutil
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from xinfang.disk.aside import OWNER_FOLDER, written_aside
from xinfang.ledger import shelf
from xinfang.ledger.files import sha256_of
from xinfang.ledger.shelf import Copy

ATTACHMENTS = "data/files/"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a copy's files is to be done, by their paths in the office folder.

    `back` are to be put back: each with the file that holds it. `left` are there and differ from the copy. `gone` are
    missing, or attachments that changed, and the shelf does not hold them soundly.
    """

    back: dict[str, Path]
    left: tuple[str, ...]
    gone: tuple[str, ...]


def wanted(copy: Copy, home: Path, erased: Container[str], unedited: Container[str]) -> Wanted:
    """Return what is to be put back into the office folder `home`; every content is read, none is trusted.

    `erased` are paths whose files are not to come back, `unedited` settings that nobody has written anything into.
    """
    back: dict[str, Path] = {}
    left: list[str] = []
    gone: list[str] = []
    for path, held, digest in _files(copy):
        target = home / path
        if path in erased or (target.exists() and _is_as(target, held, digest)):
            continue
        if target.exists() and not path.startswith(ATTACHMENTS) and path not in unedited:
            left.append(path)
        elif shelf.is_plain(held) and (digest is None or sha256_of(held) == digest):
            back[path] = held
        else:
            gone.append(path)
    return Wanted(back, tuple(left), tuple(gone))


def put_back(asked: Wanted, home: Path, aside: Path) -> None:
    """Put files back, each written aside and synced first; what is in the place of one moves into the folder `aside`.

    Raises Refused as `written_aside` does. Raises OSError.
    """
    for path, held in asked.back.items():
        target = home / path
        target.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        with written_aside(target) as draft:
            shutil.copyfile(held, draft)
            if target.exists():
                former = aside / path
                former.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
                target.rename(former)


def _files(copy: Copy) -> Iterator[tuple[str, Path, str | None]]:
    """Yield the files of a copy: the path in the office folder, the file that holds it, and its sha256 where told."""
    for kept in copy.files:
        yield kept.path, shelf.content(copy.folder.parent, kept.sha256), kept.sha256
    for name in copy.settings:
        yield name, copy.folder / name, None


def _is_as(target: Path, held: Path, digest: str | None) -> bool:
    if digest is None:
        return not shelf.is_plain(held) or target.read_bytes() == held.read_bytes()
    return target.is_file() and sha256_of(target) == digest
