"""A password on a package: it goes whole into one sealed container, the registers into another beside it."""

from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from xinfang.disk.sealed import encrypted, judge
from xinfang.domain.codes import Refused
from xinfang.words.packages import REGISTERS

SEALED = "package.sealed"
MEMBERS = frozenset({SEALED, REGISTERS})
MOST_SPINS = 10_000_000  # rounds of hashing a password; more would only hold up whoever opens it


def seal(package: Path, password: str, draft: Path) -> None:
    """Write a package under a password into `draft`: a zip with the sealed package and the sealed registers."""
    with ZipFile(draft, "w", ZIP_STORED) as outer, ZipFile(package) as inner, package.open("rb") as whole:
        outer.writestr(SEALED, encrypted(whole, password))
        outer.writestr(REGISTERS, encrypted(BytesIO(inner.read(REGISTERS)), password))


def unseal(sealed: IO[bytes], password: str, file: str) -> BytesIO:
    """Return the package that a container holds; it stays in memory.

    Raises Refused: ``package_password``; ``seal_missing``.
    """
    judge()
    from msoffcrypto import OfficeFile

    opened = BytesIO()
    try:
        container = OfficeFile(sealed)
        _judge_spins(container.info["spinValue"])
        container.load_key(password=password, verify_password=True)
        container.decrypt(opened, verify_integrity=True)
    except Exception as error:  # the library meets what outsiders made, and fails in its own ways
        raise Refused("package_password", file=file) from error
    return opened


def _judge_spins(spins: int) -> None:
    if spins > MOST_SPINS:
        raise ValueError(spins)
