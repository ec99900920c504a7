"""Where a paper lies in the office folder, and laying it there: whole, synced, over nobody's file."""

from pathlib import Path

from xinfang.disk import aside
from xinfang.domain.papers import PaperNumber
from xinfang.render.safe import file_name
from xinfang.words import papers as words


def path_of(home: Path, kind: str, number: PaperNumber, case: str) -> Path:
    """Return where a paper is to lie: a folder a year, a name that no file system takes for a path."""
    name = words.FILE_NAME.format(year=number.year, serial=number.serial, paper=words.NAME[kind], case=case)
    return home / words.FOLDER / str(number.year) / file_name(name)


def lay(path: Path, content: bytes) -> Path | None:
    """Write a paper in its place; returns under which name a file was kept that lay there before.

    Raises Refused as `aside.spoken` does.
    """
    with aside.spoken(path.parent):
        path.parent.mkdir(mode=aside.OWNER_FOLDER, parents=True, exist_ok=True)
        former = _moved_away(path)
        for folder in (path.parent.parent, path.parent.parent.parent):
            aside.sync_folder(folder)
    aside.write(path, content)
    return former


def _moved_away(path: Path) -> Path | None:
    """Give a file that lies there another name: a crash may have left it, or somebody put it there."""
    if not (path.exists() or path.is_symlink()):
        return None
    count = 1
    while (other := path.with_name(words.FORMER.format(stem=path.stem, count=count))).exists():
        count += 1
    return path.rename(other)
