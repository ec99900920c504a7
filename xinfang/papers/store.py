"""The templates in the office folder: made there once, then the clerk's own; never written over."""

from collections.abc import Iterable
from pathlib import Path

from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.words import papers as words

LARGEST = 10_000_000  # bytes; a template with a picture or two stays far below


def template(home: Path, kind: str) -> Path:
    """Return where the template of a kind lies."""
    return home / words.TEMPLATES / f"{words.NAME[kind]}.docx"


def ensure(home: Path, kinds: Iterable[str]) -> tuple[list[str], list[str]]:
    """Make the templates that are not there; returns the kinds that were made and those that were left alone.

    Raises Refused as `aside.spoken` does.
    """
    made, kept = [], []
    for kind in kinds:
        path = template(home, kind)
        if path.exists() or path.is_symlink():
            kept.append(kind)
            continue
        _make(path, kind)
        made.append(kind)
    return made, kept


def read(home: Path, kind: str) -> bytes:
    """Return the template of a kind as it lies in the office folder, made there first where it is not.

    Raises Refused ``bad_template`` for what is no file or is far too large.
    """
    ensure(home, [kind])
    path = template(home, kind)
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("bad_template", file=path.name, fault=words.BROKEN["too_big"])
        return path.read_bytes()
    except OSError as error:
        raise Refused("bad_template", file=path.name, fault=words.BROKEN["unreadable"]) from error


def _make(path: Path, kind: str) -> None:
    from xinfang.papers.build import build
    from xinfang.papers.forms import read as parts_of

    with aside.spoken(path.parent):
        path.parent.mkdir(mode=aside.OWNER_FOLDER, parents=True, exist_ok=True)
    aside.write(path, build(parts_of(kind), words.NAME[kind]))
