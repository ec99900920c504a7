"""Which wheels a computer needs: gathered by pip for systems other than this one, and held against what they ask for.

pip judges the conditions of dependencies (``sys_platform == "win32"``) by the computer on which it runs. So what it
gathered is gone through again by the conditions of the target, and what is missing is gathered too.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

# The wheels of a Linux distribution by its glibc; 2.28 is that of Debian 10, UOS 20 and Kylin V10.
GLIBC = range(28, 4, -1)
OLD_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of computer: `system` as Python's sysconfig names it, and the version of Python."""

    system: str
    python: tuple[int, int]

    @property
    def name(self) -> str:
        """The name by which the manifest and the installer know it."""
        return f"{self.system}-{self.python[0]}.{self.python[1]}"

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms whose wheels run on it, the best first."""
        if self.system.startswith("win"):
            return (self.system.replace("-", "_"),)
        machine = self.system.removeprefix("linux-")
        names = ((f"manylinux_2_{n}_{machine}", OLD_NAMES.get(n)) for n in GLIBC)
        return tuple(name for new, old in names for name in (new, old and f"{old}_{machine}") if name)

    @property
    def conditions(self) -> dict[str, str]:
        """What a dependency's conditions are judged by."""
        windows = self.system.startswith("win")
        version = f"{self.python[0]}.{self.python[1]}"
        return {
            "implementation_name": "cpython",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else self.system.removeprefix("linux-"),
            "platform_python_implementation": "CPython",
            "platform_system": "Windows" if windows else "Linux",
            "python_full_version": f"{version}.0",
            "python_version": version,
            "sys_platform": "win32" if windows else "linux",
        }

    def tags(self) -> frozenset[Tag]:
        """Return the tags of the wheels that run on it."""
        machine = f"cp{self.python[0]}{self.python[1]}"
        own = cpython_tags(self.python, platforms=self.platforms)
        return frozenset((*own, *compatible_tags(self.python, machine, self.platforms)))


class Unresolved(Exception):  # noqa: N818 - it says what is, not that the program failed
    """A target's wheels do not hold what they ask for; the text tells which."""


def gather(wanted: Sequence[str], target: Target, into: Path, options: Sequence[str]) -> list[Path]:
    """Download the wheels of requirements and of all that they ask for on a target; returns them, by name.

    `options` are pip's, such as where to find what. Raises Unresolved when something is not to be had.
    """
    asked = list(wanted)
    while True:
        _download(asked, target, into, options)
        wheels = sorted(into.glob("*.whl"))
        missing = lacking(wanted, wheels, target)
        if not missing:
            return wheels
        if set(missing) <= set(asked):
            raise Unresolved(f"{target.name}: {', '.join(missing)}")
        asked += missing


def _download(asked: Sequence[str], target: Target, into: Path, options: Sequence[str]) -> None:
    python = f"{target.python[0]}.{target.python[1]}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", str(into)]
    command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
    command += [word for platform in target.platforms for word in ("--platform", platform)]
    if subprocess.run([*command, *options, *asked], check=False).returncode:
        raise Unresolved(f"{target.name}: {', '.join(asked)}")


def lacking(wanted: Sequence[str], wheels: Sequence[Path], target: Target) -> list[str]:
    """Return the requirements that these wheels leave open on a target, from `wanted` to the last dependency."""
    tags = target.tags()
    have = {name: wheel for wheel in wheels if (name := _name(wheel, tags))}
    open_, seen, missing = [Requirement(text) for text in wanted], set[tuple[str, str]](), set[str]()
    while open_:
        asked = open_.pop()
        name = canonicalize_name(asked.name)
        if name not in have or _version(have[name]) not in asked.specifier:
            missing.add(f"{asked.name}{asked.specifier}")
            continue
        for extra in ("", *asked.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                open_ += _asked_by(have[name], {**target.conditions, "extra": extra})
    return sorted(missing)


def _name(wheel: Path, tags: frozenset[Tag]) -> str:
    """Return which distribution a wheel holds; nothing where it does not run on what has these tags."""
    name, _, _, its = parse_wheel_filename(wheel.name)
    return name if its & tags else ""


def _version(wheel: Path) -> Version:
    return parse_wheel_filename(wheel.name)[1]


def _asked_by(wheel: Path, conditions: Mapping[str, str]) -> Iterator[Requirement]:
    for text in metadata(wheel).get_all("Requires-Dist", []):
        asked = Requirement(text)
        if asked.marker is None or asked.marker.evaluate(dict(conditions)):
            yield asked


def metadata(wheel: Path) -> Message:
    """Return what a wheel says of itself."""
    with ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA") and name.count("/") == 1)
        return message_from_bytes(packed.read(name))
