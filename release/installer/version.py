"""One installed version: a folder of unpacked wheels and the few lines that start the program from it.

It is made whole beside the version in use and tried. Nothing leads to it until the launcher is replaced.
"""

import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from . import words
from .stop import Stop

START = """\
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from xinfang.__main__ import main

main()
"""
OFFICE = "from xinfang.commands.desk import Desk; print(Desk().folder or '')"
PROBES = (("--version",), ("demo", "--no-input"), ("check", "--home", "xinfang-demo"))
IMPORTED = "import docxtpl, python_calamine, msoffcrypto, xlsxwriter, pypinyin"
CARRIED = "XINFANG_CARRIED"  # where install.py unpacked the Python that runs this
PYTHON = "python.txt"  # beside the start: which Python the version was made for
NAMED = re.compile(rb"versions[\\/]([\w.+-]+)[\\/]start\.py")
OURS = re.compile(r"[0-9][\w.+]*-\w{8}")  # a number and its mark
BARE = ("-I", "-S")  # nothing of the user's or the system's own packages, whatever is set


@dataclass(frozen=True, slots=True)
class Version:
    """A version in its folder, started by this Python."""

    folder: Path
    python: str

    @property
    def number(self) -> str:
        """The version's number: the folder's name up to its mark."""
        return self.folder.name.partition("-")[0]

    @property
    def start(self) -> Path:
        """The lines that start the program."""
        return self.folder / "start.py"

    def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the program, as from the user's own folder, and return what came of it."""
        return self._python(str(self.start), *words, cwd=cwd or Path.home())

    def office(self) -> str:
        """Return the office folder that the program works in when nothing else is said; nothing where there is none."""
        lib = f"import sys; sys.path.insert(0, {str(self.folder / 'lib')!r}); "
        return self._python("-c", lib + OFFICE, cwd=Path.home()).stdout.strip()

    def judge(self) -> None:
        """Try the version on a made-up office in a folder that goes.

        Raises Stop when something of it does not work.
        """
        with tempfile.TemporaryDirectory(dir=self.folder) as aside:
            for arguments in PROBES:
                _judge(self.run(*arguments, cwd=Path(aside)), " ".join(arguments))
        lib = f"import sys; sys.path.insert(0, {str(self.folder / 'lib')!r}); "
        _judge(self._python("-c", lib + IMPORTED, cwd=self.folder), IMPORTED)

    def _python(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name != "XINFANG_TODAY"}
        command = [self.python, *BARE, "-X", "utf8=1", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=clean, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip


def _judge(done: subprocess.CompletedProcess[str], command: str) -> None:
    if done.returncode:
        raise Stop(words.SELF_CHECK.format(command=command, said=(done.stdout + done.stderr).strip()))


def unpack(wheels: Iterable[Path], versions: Path, number: str) -> Version:
    """Make a version from wheels in a new folder under `versions`, compiled for the running Python.

    That Python itself comes along where it was only unpacked for the installation.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{number}-", dir=versions))
    python = str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())
    if carried := os.environ.get(CARRIED):
        shutil.copytree(Path(carried).resolve(), folder / "python", symlinks=True)
        python = str(folder / "python" / Path(python).relative_to(Path(carried).resolve()))
    lib = folder / "lib"
    for wheel in wheels:
        _unpack(wheel, lib)
    compileall.compile_dir(lib, quiet=2)
    (folder / "start.py").write_text(START, encoding="utf-8")
    (folder / PYTHON).write_text(python, encoding="utf-8")
    return Version(folder, python)


def led_to(launcher: Path, versions: Path) -> Version | None:
    """Return the version that a launcher leads to; None where there is no launcher, or no such version any more."""
    if not launcher.exists():
        return None
    named = NAMED.search(launcher.read_bytes())
    folder = versions / named[1].decode() if named else versions
    return Version(folder, (folder / PYTHON).read_text("utf-8")) if (folder / PYTHON).exists() else None


def _unpack(wheel: Path, lib: Path) -> None:
    with ZipFile(wheel) as packed:
        for member in packed.infolist():
            place = place_of(member.filename)
            if place is None or member.is_dir():
                continue
            target = lib / place
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(member) as content, target.open("wb") as file:
                shutil.copyfileobj(content, file)


def place_of(name: str) -> PurePosixPath | None:
    """Return where a wheel's file goes; None for scripts and what else no import needs."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Stop(words.DAMAGED.format(what=name))
    if not path.parts[0].endswith(".data"):
        return path
    kind, *rest = path.parts[1:]
    return PurePosixPath(*rest) if kind in ("purelib", "platlib") else None


def sweep(versions: Path, kept: Iterable[Path]) -> None:
    """Remove the folders of other versions, and what an interrupted installation left; what is in use stays."""
    keep = set(kept)
    for folder in made(versions):
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def made(versions: Path) -> list[Path]:
    """Return the folders of versions, as `unpack` names them; whatever else lies there is not ours."""
    return [path for path in versions.iterdir() if OURS.fullmatch(path.name) and not path.is_symlink()]
