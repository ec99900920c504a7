"""A password on what is handed over: the encryption of Office files, which WPS and Excel open by double-click.

What is to be sealed is written inside the office folder; beside its destination, which may be somebody else's USB
stick, lies nothing but what is sealed. Both are held in memory while they are sealed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xinfang.disk.aside import OWNER_ONLY, drafting, spoken, written_aside
from xinfang.domain.codes import Refused


@dataclass(frozen=True, slots=True)
class Seal:
    """A password, and the folder inside the office's in which the unsealed draft may lie."""

    password: str
    folder: Path


def judge() -> None:
    """Refuse where the library that seals is not installed.

    Raises Refused ``seal_missing``.
    """
    try:
        import msoffcrypto  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise Refused("seal_missing") from error


def encrypted(content: IO[bytes], password: str) -> bytes:
    """Return a container that opens with the password only; it holds any bytes."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    return bytes(ECMA376Agile.encrypt(password, content))


def seal_whole(plain: Path, password: str, draft: Path) -> None:
    """Write a file under a password into `draft`."""
    with plain.open("rb") as content:
        draft.write_bytes(encrypted(content, password))


@contextmanager
def written(path: Path, seal: Seal | None, close: Callable[[Path, str, Path], None] = seal_whole) -> Iterator[Path]:
    """Lend an empty draft of `path` as `written_aside` does; with a `seal` it is closed with its password at the end.

    Raises Refused as `spoken` does.
    """
    if seal is None:
        with written_aside(path) as draft:
            yield draft
        return
    with spoken(seal.folder), drafting(seal.folder) as hidden:
        plain = hidden / path.name
        plain.touch(mode=OWNER_ONLY)
        yield plain
        with written_aside(path) as draft:
            close(plain, seal.password, draft)
