"""The parcel: the folder into which the release zip was unpacked, verified, and the wheels in it for this computer."""

import hashlib
import json
import platform
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import words
from .stop import Stop

MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
OLDEST_GLIBC = (2, 28)  # what the wheels were built for


@dataclass(frozen=True, slots=True)
class Parcel:
    """A verified parcel: the version in it and the wheels that make it run here."""

    folder: Path
    version: str
    files: int
    wheels: tuple[Path, ...]


def opened(folder: Path) -> Parcel:
    """Return the parcel of a folder once every file in it is what was packed.

    Raises Stop when a file is missing or damaged, or when nothing in it fits this computer.
    """
    if not (folder / MANIFEST).exists() and not (folder / "wheels").exists():
        raise Stop(words.NOT_UNPACKED)
    listed = _manifest(folder)
    for name, digest in listed["files"].items():
        if digest_of(folder / name) != digest:
            raise Stop(words.DAMAGED.format(what=name))
    names = listed["targets"].get(target())
    if names is None:
        raise Stop(words.NO_WHEELS.format(target=target()))
    _judge_glibc(platform.libc_ver())
    return Parcel(folder, listed["version"], len(listed["files"]), tuple(folder / name for name in names))


def target() -> str:
    """Return the name of the running Python's target, such as ``linux-x86_64-3.11``."""
    return f"{sysconfig.get_platform()}-{sys.version_info.major}.{sys.version_info.minor}"


def digest_of(path: Path) -> str:
    """Return a file's sha256; of a file that is not there, nothing."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _manifest(folder: Path) -> dict[str, Any]:
    """Return what the manifest says. Raises Stop when it is not the one that was packed."""
    seal = folder / SEAL
    if not seal.exists() or seal.read_text("ascii", "replace").strip() != digest_of(folder / MANIFEST):
        raise Stop(words.DAMAGED.format(what=MANIFEST))
    listed: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    return listed


def _judge_glibc(found: tuple[str, str]) -> None:
    library, version = found
    if library == "glibc" and tuple(map(int, version.split(".")[:2])) < OLDEST_GLIBC:
        raise Stop(words.OLD_SYSTEM.format(version=version))
