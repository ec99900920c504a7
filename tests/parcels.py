"""Release parcels to install from: a made-up program of a few lines, or this one with the libraries that are here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from packaging.requirements import Requirement

from release.build import EXTRA, lay_in, seal
from release.installer.parcel import target
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PROGRAM = """
import os, pathlib, sys
def main():
    words = sys.argv[1:]
    if words[:1] == ["backup"]:
        pathlib.Path(words[-1], "copied").write_text("{version}")
    if words == ["check", "--home", "xinfang-demo"] and {broken}:
        sys.exit("坏了")
    print("xinfang {version}", *words)
"""
DESK = """
import pathlib
class Desk:
    folder = next((path for path in [pathlib.Path.home() / "台账"] if path.exists()), None)
"""
ASKED_FOR = ("docxtpl", "python_calamine", "msoffcrypto", "xlsxwriter", "pypinyin")


def made_up(parcel: Path, version: str, *, broken: bool = False) -> Path:
    """Make a parcel with a program that says its version, keeps a copy when asked, and fails its check if broken."""
    program = {
        "xinfang/__init__.py": "",
        "xinfang/__main__.py": PROGRAM.format(version=version, broken=broken),
        "xinfang/commands/__init__.py": "",
        "xinfang/commands/desk.py": DESK,
        **{f"{name}.py": "" for name in ASKED_FOR},
    }
    return sealed(parcel, version, {f"xinfang-{version}-py3-none-any.whl": program})


def real(parcel: Path, version: str) -> Path:
    """Make a parcel with this tree's program and the libraries that are installed here."""
    shutil.rmtree(parcel, ignore_errors=True)
    own = {str(path.relative_to(ROOT)): path.read_bytes() for path in (ROOT / "xinfang").rglob("*") if is_source(path)}
    wheels = {f"xinfang-{version}-py3-none-any.whl": own}
    for library in needed():
        name = f"{library.name.replace('-', '_')}-{library.version}-py3-none-any.whl"
        wheels[name] = {str(at): Path(str(at.locate())).read_bytes() for at in library.files or () if belongs(str(at))}
    return sealed(parcel, version, wheels)


def is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def belongs(name: str) -> bool:
    return not name.startswith("..") and "__pycache__" not in name


def needed() -> Iterator[Distribution]:
    """Yield the libraries that the program asks for, with its extra, down to the last."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    open_ = [*project["dependencies"], *project["optional-dependencies"][EXTRA]]
    seen = {"pip"}  # large, and never imported
    while open_:
        asked = Requirement(open_.pop())
        if asked.name.lower() in seen or (asked.marker and not asked.marker.evaluate({"extra": ""})):
            continue
        seen.add(asked.name.lower())
        library = distribution(asked.name)
        open_ += library.requires or ()
        yield library


def sealed(parcel: Path, version: str, wheels: Mapping[str, Mapping[str, str | bytes]]) -> Path:
    """Write wheels and all that lies beside them, with the digests of all, for the Python that runs the tests."""
    (parcel / "wheels").mkdir(parents=True)
    for name, held in wheels.items():
        with ZipFile(parcel / "wheels" / name, "w") as wheel:
            for path, content in held.items():
                wheel.writestr(path, content)
    lay_in(parcel)
    seal(parcel, version, {target(): [f"wheels/{name}" for name in wheels]})
    return parcel


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account on a computer: a home folder that holds nothing else."""

    home: Path

    @property
    def place(self) -> Path:
        return self.home / ".local" / "share" / "xinfang-app"

    @property
    def environment(self) -> dict[str, str]:
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}

    def command(self, parcel: Path, *words: str) -> list[str]:
        return [sys.executable, str(parcel / "install.py"), "--yes", *words]

    def install(self, parcel: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.command(parcel, *words))

    def uninstall(self) -> subprocess.CompletedProcess[str]:
        return self.run([str(self.place / "uninstall"), "--yes"])

    def xinfang(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run([str(self.home / ".local" / "bin" / "xinfang"), *words])

    def versions(self) -> list[str]:
        return sorted(path.name.partition("-")[0] for path in (self.place / "versions").iterdir())

    def files(self) -> dict[str, bytes]:
        """All files outside the program's own folder."""
        found = (path for path in self.home.rglob("*") if path.is_file() and self.place not in path.parents)
        return {str(path.relative_to(self.home)): path.read_bytes() for path in found}

    def run(self, command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command of this account, in its folder and with its environment unless said otherwise."""
        given = {"env": self.environment, "cwd": self.home, "timeout": 120, **options}
        return subprocess.run(command, capture_output=True, text=True, check=False, **given)


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def listed(parcel: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((parcel / "manifest.json").read_text("utf-8"))
    return found
