"""Build the release for computers without a network: ``python release/build.py`` makes ``dist/xinfang-VERSION.zip``.

In it are the wheels of xinfang and of all that it needs, for each kind of computer, the installer, the documents, and
the digest of every file. The same wheels make the same zip, byte for byte.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from release.install import FITTING
from release.installer.parcel import MANIFEST, SEAL, digest_of
from release.resolve import Target, Unresolved, gather, metadata

SYSTEMS = ("win-amd64", "linux-x86_64", "linux-aarch64")
EXTRA = "seal"
EPOCH = (2020, 1, 1, 0, 0, 0)  # the time of every file in the zip: it must not hang on when it was built
ALSO = ("LICENSE", "CHANGELOG.md")
DOOR = ("install.py", "install.cmd", "安装说明.txt", "installer/*.py")  # of this folder


def targets() -> list[Target]:
    """Return every kind of computer that the release is for."""
    return [Target(system, python) for system in SYSTEMS for python in sorted(FITTING)]


def build(into: Path, options: Sequence[str], *, only: Sequence[Target], pythons: Sequence[Path] = ()) -> Path:
    """Build the zip into a folder and return it.

    `options` tell pip where wheels come from; `pythons` are laid in for computers that have none that fits.
    Raises Unresolved when a target's wheels are not to be had, CalledProcessError when the own wheel cannot be built.
    """
    with tempfile.TemporaryDirectory() as aside:
        parcel = Path(aside) / "parcel"
        own = _own_wheel(Path(aside))
        number = str(metadata(own)["Version"])
        wheels = {target.name: _wheels(own, target, parcel / "wheels", options) for target in only}
        lay_in(parcel, pythons)
        _write_manual(parcel)
        seal(parcel, number, wheels)
        return pack(parcel, into / f"xinfang-{number}.zip")


def _own_wheel(aside: Path) -> Path:
    """Build the wheel of this tree, with fixed times."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    epoch = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}
    subprocess.run([*command, "--wheel-dir", str(aside), str(ROOT)], env=epoch, check=True)
    return next(aside.glob("*.whl"))


def _wheels(own: Path, target: Target, shelf: Path, options: Sequence[str]) -> list[str]:
    """Gather a target's wheels onto the shelf, where targets share what they can; returns their names in the parcel."""
    shelf.mkdir(parents=True, exist_ok=True)
    wanted = [f"xinfang[{EXTRA}] @ {own.as_uri()}"]
    with tempfile.TemporaryDirectory(dir=shelf.parent) as aside:
        wheels = gather(wanted, target, Path(aside), options)
        for wheel in wheels:
            shutil.copyfile(wheel, shelf / wheel.name)
    return sorted(f"wheels/{wheel.name}" for wheel in wheels)


def _write_manual(parcel: Path) -> None:
    """Write the manual and the card beside the desk, as the program writes them for an office that is new."""
    new = {**os.environ, "XINFANG_HOME": str(parcel / "none")}
    command = [sys.executable, "-m", "xinfang", "manual", "--no-input", "--to", str(parcel)]
    subprocess.run(command, cwd=ROOT, env=new, check=True, stdout=subprocess.DEVNULL)


def lay_in(parcel: Path, pythons: Sequence[Path] = ()) -> None:
    """Lay in what comes along beside the wheels."""
    for source, name in _beside(pythons):
        (parcel / name).parent.mkdir(parents=True, exist_ok=True)
        if source.suffix in (".cmd", ".txt"):  # Windows' command line and its old Notepad read them so only
            encoding = "ascii" if source.suffix == ".cmd" else "utf-8-sig"
            (parcel / name).write_text(source.read_text("utf-8"), encoding=encoding, newline="\r\n")
        else:
            shutil.copyfile(source, parcel / name)


def _beside(pythons: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield sources and their places in the zip."""
    for folder, names in ((ROOT, ALSO), (ROOT / "release", DOOR)):
        for path in sorted(path for name in names for path in folder.glob(name)):
            yield path, path.relative_to(folder).as_posix()
    for path in pythons:
        yield path, f"python/{path.name}"


def seal(parcel: Path, number: str, wheels: Mapping[str, Sequence[str]]) -> None:
    """Write the digest of every file, and which wheels are for whom."""
    files = {
        path.relative_to(parcel).as_posix(): digest_of(path) for path in sorted(parcel.rglob("*")) if path.is_file()
    }
    manifest = json.dumps({"version": number, "files": files, "targets": wheels}, ensure_ascii=False, indent=1)
    (parcel / MANIFEST).write_text(manifest + "\n", encoding="utf-8")
    (parcel / SEAL).write_text(digest_of(parcel / MANIFEST) + "\n", encoding="ascii")


def pack(parcel: Path, place: Path) -> Path:
    """Pack the parcel into a zip with one folder, in the order of its names, and write the zip's digest beside it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(place, "w") as packed:
        for path in sorted(path for path in parcel.rglob("*") if path.is_file()):
            entry = ZipInfo(f"{place.stem}/{path.relative_to(parcel).as_posix()}", EPOCH)
            entry.compress_type = ZIP_STORED if path.suffix == ".whl" else ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    place.with_suffix(".zip.sha256").write_text(f"{digest_of(place)}  {place.name}\n", encoding="ascii")
    return place


def main() -> None:
    """Read what is asked and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="the folder for the zip")
    parser.add_argument("--wheels", type=Path, help="take what it needs from this folder alone: the same zip again")
    parser.add_argument(
        "--target", action="append", choices=[target.name for target in targets()], help="only this one"
    )
    parser.add_argument(
        "--python",
        action="append",
        type=Path,
        default=[],
        help="a Python to lay in: an installer, or python-build-standalone's",
    )
    asked = parser.parse_args()
    options = ["--no-index", "--find-links", str(asked.wheels)] if asked.wheels else []
    only = [target for target in targets() if not asked.target or target.name in asked.target]
    try:
        print(build(asked.into, options, only=only, pythons=asked.python))
    except Unresolved as unresolved:
        sys.exit(f"no wheels for {unresolved}")


if __name__ == "__main__":
    main()
