"""The computer on which the ledger is kept, as a list of quick looks: well, a remark, or something cannot work."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from xinfang import __version__
from xinfang.commands import clock
from xinfang.commands.desk import Desk, user_folder
from xinfang.domain.codes import Refused
from xinfang.ledger.connect import engine
from xinfang.ledger.moments import follow
from xinfang.office import folder, holidays
from xinfang.office.office import CONFIG, Office
from xinfang.words import machine as words
from xinfang.words import papers, talk
from xinfang.words.refusals import sentence

MEGABYTE = 1_000_000
ROOM = 500 * MEGABYTE  # that a disk should have left, or three times the ledger: a copy, one being made, one merged
TIMES = 3
TOO_LITTLE = 20 * MEGABYTE  # nothing can be written safely any more
DECEMBER = 12
COLUMNS = 80
PATIENCE = 5  # seconds for the list of fonts
FONTS = {papers.BODY_ELSE: "simfang.ttf", papers.HEADING_FONT: "simhei.ttf"}  # and their files on Windows


class Look(NamedTuple):
    """What one look found: ``ok``, ``stop`` (something cannot work) or a remark, and the values of its sentence."""

    level: str
    values: dict[str, Any]


class Seen(NamedTuple):
    """What the looks go by: the office where its settings can be read, the ledger's last moment, what of its copies."""

    home: Path | None
    office: Office | None
    last: str | None
    backup: str
    backup_due: bool


def seen(desk: Desk, *, last: str | None = None, backup: str = "", due: bool = False) -> Seen:
    """Return what there is to look at, also where the settings cannot be read or there is no office yet."""
    try:
        office: Office | None = desk.own
    except Refused:
        office = None
    return Seen(desk.folder, office, last, backup, due)


def looked(at: Seen) -> list[dict[str, Any]]:
    """Return what all looks found, under the keys of ``check --json``."""
    found = [(code, look) for code, look_at in LOOKS.items() for look in look_at(at)]
    return [
        {"code": code, "ok": look.level == "ok", "works": look.level != "stop", "message": _told(code, look)}
        for code, look in found
    ]


def lines(found: list[dict[str, Any]]) -> list[str]:
    """Return what was found as people read it."""
    marks = {(True, True): "ok", (False, True): "remark", (False, False): "stop"}
    told = (words.MARK[marks[one["ok"], one["works"]]] + one["message"] for one in found)
    return [words.TITLE, *("  " + line for line in told)]


def _told(code: str, look: Look) -> str:
    return words.TOLD[code][look.level].format(**look.values)


def _version(_: Seen) -> Iterator[Look]:
    yield Look("ok", {"version": __version__})


def _python(_: Seen) -> Iterator[Look]:
    yield Look("ok", {"version": platform.python_version()})


def _sqlite(_: Seen) -> Iterator[Look]:
    version, fits = engine()
    yield Look("ok" if fits else "stop", {"version": version})


def _settings(at: Seen) -> Iterator[Look]:
    """Look whether the settings can be read; what is wrong with them the refusal tells."""
    path = (at.home or user_folder()) / CONFIG
    there = path.exists()
    yield Look("ok" if at.office and there else "stop" if there else "remark", {"path": path})


def _folder(at: Seen) -> Iterator[Look]:
    places = [place for place in (at.home, at.home / folder.DATA) if place.is_dir()] if at.home else []
    closed = next((place for place in places if not os.access(place, os.W_OK | os.X_OK)), None)
    if places:
        yield Look("stop" if closed else "ok", {"path": closed})


def _disk(at: Seen) -> Iterator[Look]:
    """Look at the disks of the ledger and of its copies, at one that holds both once."""
    home = at.home or user_folder()
    data, ledger = home / folder.DATA, home / folder.LEDGER
    disks = {place.stat().st_dev: place for place in (_there(data / "backups"), _there(data))}
    wanted = max(ROOM, TIMES * ledger.stat().st_size if ledger.is_file() else 0)
    for place in disks.values():
        free = shutil.disk_usage(place).free
        level = "stop" if free < TOO_LITTLE else "remark" if free < wanted else "ok"
        yield Look(level, {"path": place, "free": free // MEGABYTE, "wanted": wanted // MEGABYTE})


def _there(place: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(there for there in (place, *place.absolute().parents) if there.is_dir())


def _backup(at: Seen) -> Iterator[Look]:
    if at.backup:
        yield Look("remark" if at.backup_due else "ok", {"told": at.backup})


def _clock(at: Seen) -> Iterator[Look]:
    now = clock.now()
    _, doubt = follow(now, at.last)
    last = talk.LAST_WAS.format(last=talk.moment(at.last)) if at.last else talk.NOT_IN_FORCE
    yield Look("remark" if doubt else "ok", {"at": talk.moment(now), "last": last})


def _calendar(at: Seen) -> Iterator[Look]:
    today = clock.today()
    try:
        known = holidays.load(at.home or user_folder()).years
    except Refused as refused:
        yield Look("stop", {"fault": sentence(refused)})
        return
    wanted = today.year + (today.month == DECEMBER)
    missing = next((year for year in range(today.year, wanted + 1) if year not in known), None)
    yield Look("remark" if missing else "ok", {"year": missing or max(known)})


def _encoding(_: Seen) -> Iterator[Look]:
    encoding = sys.stdout.encoding or "ascii"
    try:
        talk.DEMO_BANNER.encode(encoding)
        level = "ok" if encoding.lower().startswith("utf") else "remark"
    except UnicodeError:
        level = "blind"
    yield Look(level, {"encoding": encoding})


def _fonts(_: Seen) -> Iterator[Look]:
    """Look at the fonts that are installed, where the system tells; a console does not tell which one it uses."""
    if os.name == "nt":
        installed = Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        there = [name for name, file in FONTS.items() if (installed / file).exists()]
    elif program := shutil.which("fc-list"):
        there = _families(program)
    else:
        return
    missing = [name for name in FONTS if not any(name in family for family in there)]
    yield Look("remark" if missing else "ok", {"count": len(there), "missing": "、".join(missing)})


def _families(program: str) -> list[str]:
    """Return the names of the installed fonts that have Chinese."""
    try:
        told = subprocess.run(  # noqa: S603 - a program of the system, without anything that was typed
            [program, ":lang=zh", "family"], capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return sorted(set(told.stdout.decode(errors="replace").splitlines()))


def _width(_: Seen) -> Iterator[Look]:
    if sys.stdout.isatty():
        cells = shutil.get_terminal_size((COLUMNS, 24)).columns
        yield Look("ok" if cells >= COLUMNS else "remark", {"cells": cells})


LOOKS: dict[str, Callable[[Seen], Iterator[Look]]] = {
    "version": _version, "python": _python, "sqlite": _sqlite, "settings": _settings, "folder": _folder,
    "disk": _disk, "backup": _backup, "clock": _clock, "calendar": _calendar, "encoding": _encoding, "fonts": _fonts,
    "width": _width,
}  # fmt: skip
