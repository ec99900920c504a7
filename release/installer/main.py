"""The installer: install, upgrade, uninstall, each said in Chinese as it goes."""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from . import files, linux, parcel, version, windows, words
from .stop import Stop
from .version import Version

HERE = Path(__file__).resolve().parent.parent
system = windows if os.name == "nt" else linux
INSTALLED = ("installer", "install.py", "window", "icon.svg", "uninstall", "uninstall.cmd")
UNPACKED = 7  # how much larger the wheels are once unpacked, compiled and tried
MEGABYTE = 1 << 20


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; returns the exit code. What does not work is one sentence on stderr."""
    os.umask(0o077)  # what is installed is the account's own
    refusal = words.CANNOT_WRITE
    try:
        options = _read(arguments)
        place = options.prefix or system.root()
        refusal = words.CANNOT_REMOVE if options.uninstall else refusal
        if options.uninstall:
            uninstall(place, asks=_asks(options))
        else:
            install(place, options)
    except Stop as stop:
        return _tell(str(stop))
    except OSError as error:
        return _tell(refusal.format(path=error.filename or HERE, reason=error.strerror or error))
    except KeyboardInterrupt:
        _tell(words.INTERRUPTED)
        return 130
    return 0


def install(place: Path, options: argparse.Namespace) -> None:
    """Install the parcel beside this file, or upgrade to it; until it has been tried nothing that is there changes.

    Raises Stop when it is damaged, does not fit this computer, is older, or does not work.
    """
    arrived = parcel.opened(HERE)
    _say(words.VERIFIED.format(count=arrived.files))
    system.judge()
    _judge_place(place)
    _judge_room(place, arrived)
    former = version.led_to(place / "bin" / system.LAUNCHER, place / "versions")
    _judge_older(former, arrived.version, allowed=options.older)
    _agree(_plan(former, arrived.version, place), asks=_asks(options))
    kept = [former.folder] if former else []  # one that runs at this moment may still read from it
    with files.alone(place):
        try:
            new = _make(place, arrived)
            if not options.no_backup:
                _back_up(former if former and Path(former.python).exists() else new)
        except BaseException:
            version.sweep(place / "versions", kept)
            raise
        _switch(place, new)
        _connect(place, new, entry=not options.no_entry)
        version.sweep(place / "versions", [new.folder, *kept])
    _say(words.DONE.format(version=new.number))
    _say(words.NEXT)


def uninstall(place: Path, *, asks: bool) -> None:
    """Remove the program, its entries and its place on the path; tell where the data lies, which stays.

    Raises Stop when there is nothing to remove.
    """
    if not ((place / "versions").is_dir() and (place / files.LOCK).is_file()):
        raise Stop(words.NOT_INSTALLED)
    _agree(words.WILL_UNINSTALL.format(root=place), asks=asks)
    with files.alone(place):
        former = version.led_to(place / "bin" / system.LAUNCHER, place / "versions")
        office = former.office() if former and Path(former.python).exists() else ""
        system.disconnect(place)
        for path in (*version.made(place / "versions"), *(place / name for name in INSTALLED)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        (place / "bin" / system.LAUNCHER).unlink(missing_ok=True)
        for folder in ("bin", "versions"):
            files.remove_empty(place / folder)
    (place / files.LOCK).unlink(missing_ok=True)
    files.remove_empty(place)
    _say(words.UNINSTALLED)
    _say(words.KEPT.format(office=office) if office else words.KEPT_ELSEWHERE)


def _make(place: Path, arrived: parcel.Parcel) -> Version:
    """Return the new version, made and tried; one that does not work goes again."""
    _say(words.UNPACKING)
    (place / "versions").mkdir(exist_ok=True)
    new = version.unpack(arrived.wheels, place / "versions", arrived.version)
    _say(words.CHECKING)
    new.judge()
    return new


def _switch(place: Path, new: Version) -> None:
    """Let the launcher lead to the new version: the one moment in which the installation changes."""
    if hasattr(os, "sync"):
        os.sync()  # what the launcher leads to is on the disk before the launcher is
    shutil.copytree(HERE / "installer", place / "installer", dirs_exist_ok=True)
    shutil.copyfile(HERE / "install.py", place / "install.py")
    files.write(place / "bin" / system.LAUNCHER, system.launcher(new), 0o755)


def _connect(place: Path, new: Version, *, entry: bool) -> None:
    """Make the program easy to find; where that fails it is in use all the same."""
    try:
        for sentence in system.connect(place, new, entry=entry):
            _say(sentence)
    except OSError as error:
        launcher = place / "bin" / system.LAUNCHER
        _say(words.NOT_CONNECTED.format(path=error.filename, reason=error.strerror or error, launcher=launcher))


def _judge_place(place: Path) -> None:
    """Refuse a folder that has things of somebody else's under our names: they would be written over, and removed."""
    if re.search(r"[\x00-\x1f\x7f]", str(place)):
        raise Stop(words.NO_PLACE)
    taken = next((path for name in ("bin", "versions", *INSTALLED) if os.path.lexists(path := place / name)), None)
    if taken and not (place / files.LOCK).is_file():
        raise Stop(words.TAKEN.format(path=taken))


def _judge_room(place: Path, arrived: parcel.Parcel) -> None:
    there = next(folder for folder in (place, *place.parents) if folder.exists())
    needed = UNPACKED * sum(wheel.stat().st_size for wheel in arrived.wheels)
    if (free := shutil.disk_usage(there).free) < needed:
        raise Stop(words.NO_ROOM.format(folder=there, free=free // MEGABYTE, needed=needed // MEGABYTE))


def _judge_older(former: Version | None, number: str, *, allowed: bool) -> None:
    if former and _order(former.number) > _order(number) and not allowed:
        raise Stop(words.OLDER.format(former=former.number, version=number))


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part.isdecimal()]


def _plan(former: Version | None, number: str, place: Path) -> str:
    if former is None:
        return words.WILL_INSTALL.format(version=number, root=place)
    plan = words.WILL_REPAIR if former.number == number else words.WILL_UPGRADE
    return plan.format(former=former.number, version=number, root=place)


def _agree(plan: str, *, asks: bool) -> None:
    """Say what will be done and let it be stopped. Raises Stop when it is."""
    _say(plan)
    if asks and input(words.GO_ON).strip().lower() in ("n", "no", "否", "不"):
        raise Stop(words.CANCELLED)


def _asks(options: argparse.Namespace) -> bool:
    return not options.yes and sys.stdin is not None and sys.stdin.isatty()


def _back_up(by: Version) -> None:
    """Make a copy of the ledger, where there is one. Raises Stop when that fails."""
    office = by.office()
    if not office or not (Path(office) / "data" / "xinfang.db").exists():
        return
    done = by.run("backup", "--no-input", "--home", office)
    if done.returncode:
        raise Stop(words.NO_BACKUP.format(said=done.stderr.strip()))
    _say(words.BACKED_UP.format(office=office))


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        raise Stop(words.BAD_ARGUMENTS.format(error=message))


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="install.py", description=words.ABOUT, add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="help", help=words.OPTION["help"])
    parser.add_argument("--prefix", type=lambda text: Path(text).expanduser().absolute(), help=words.OPTION["prefix"])
    parser.add_argument("--yes", "--no-input", action="store_true", help=words.OPTION["yes"])
    for name in ("uninstall", "older", "no_backup", "no_entry"):
        parser.add_argument("--" + name.replace("_", "-"), action="store_true", help=words.OPTION[name])
    return parser.parse_args(arguments)


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def _tell(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
