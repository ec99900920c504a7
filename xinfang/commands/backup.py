"""Copies of the ledger: one a day without being asked, one now, one on a stick."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import clock
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.tables.report import HEAD_SHOWN
from xinfang.words import backups as words
from xinfang.words import talk

if TYPE_CHECKING:
    from xinfang.ledger.backup import Taken
    from xinfang.office.office import Office

app = typer.Typer()
MOST_NAMED = 5  # files that cannot be read; of attachments only `check` knows what they are called


@app.command("backup")
def backup(ctx: typer.Context, to: o.BackupTo = None) -> None:
    """Make a copy now: on the office's own shelf, or outside this PC."""
    from xinfang.ledger import outside

    desk: Desk = ctx.obj
    shelf = _outside(desk.own, to) if to else desk.own.backups
    with desk.reading():
        pass  # there is a ledger at all
    if to:
        desk.remark(words.COPYING.format(path=shelf))
    taken = _take(desk, shelf)
    if to:
        if _device(shelf) == _device(desk.own.data):
            desk.remark(words.SAME_DISK.format(path=shelf))
        else:
            outside.note(desk.own.backups, made_at=taken.copy.made_at, to=str(shelf), head=taken.copy.head)
    desk.show(*_told(taken))


def daily(desk: Desk) -> None:
    """Make the day's copy after its first writing command, unless it is there; a failure is a remark, no more."""
    from xinfang.ledger import shelf

    try:
        made = shelf.folders(desk.own.backups)
        if not any(folder.name.startswith(desk.today.isoformat()) for folder in made) and _has_entries(desk):
            _take(desk, desk.own.backups)
    except Refused as refused:
        if refused.code != "backup_busy":  # then another program is at it, or the next command will be
            from xinfang.words.refusals import sentence

            desk.remark(sentence(refused))
    except KeyboardInterrupt:
        desk.remark(words.DAILY_STOPPED)
    except Exception as error:  # noqa: BLE001 - what was asked for is done, and stays done
        desk.remark(words.DAILY_FAILED.format(kind=type(error).__name__))


def _has_entries(desk: Desk) -> bool:
    """Return whether anything stands in the ledger: the first day's copy is to hold what was written on it."""
    from xinfang.ledger.connect import START
    from xinfang.ledger.reading import reading

    with reading(desk.own.database, desk.own.code) as ledger:
        return ledger.head() != START


def _outside(own: "Office", to: str) -> Path:
    """Return the office's shelf in a folder outside this PC.

    Raises Refused: ``backup_no_folder``, ``backup_inside``.
    """
    from xinfang.render.safe import file_name

    folder = Path(to)
    with suppress(OSError, RuntimeError, ValueError):  # too long, of nobody, in a circle, or no name at all
        folder = folder.expanduser().resolve()
        if folder.is_dir():
            name = words.SHELF.format(office=file_name(own.name))
            shelf = folder if folder.name == name else (folder / name).resolve()  # the shelf itself may be named
            home = own.home.resolve()
            if shelf.is_relative_to(home) or home.is_relative_to(shelf):
                raise Refused("backup_inside", usage=True, path=folder)
            return shelf
    raise Refused("backup_no_folder", usage=True, path=folder)


def _take(desk: Desk, shelf: Path) -> "Taken":
    """Make a copy on a shelf; what could not be copied is told at once."""
    from xinfang.ledger.backup import Origin, take
    from xinfang.office.holidays import FILE
    from xinfang.office.office import CONFIG
    from xinfang.render.safe import visible
    from xinfang.words import papers

    own = desk.own
    origin = Origin(own.home, own.code, own.name, (CONFIG, FILE), (papers.FOLDER, papers.TEMPLATES))
    taken = take(origin, shelf, datetime.fromisoformat(clock.now()))
    if taken.lost:
        desk.remark(words.LOST.format(count=len(taken.lost)))
    if beside := [path for path in taken.lost if not (own.home / path).is_relative_to(own.files)]:
        more = "……" * (len(beside) > MOST_NAMED)
        desk.remark(words.LOST_BESIDE.format(paths=visible("、".join(beside[:MOST_NAMED]))) + more)
    return taken


def _told(taken: "Taken") -> tuple[dict[str, Any], list[str]]:
    copy = taken.copy
    counts = {name: getattr(copy, name) for name in ("entries", "cases", "petitions")}
    document = {
        "copy": str(copy.folder), "made_at": copy.made_at, **counts, "head": copy.head, "files": len(copy.files),
        "lost": list(taken.lost), "dropped": list(taken.dropped),
    }  # fmt: skip
    lines = [words.COPIED.format(path=copy.folder), words.HOLDS.format(files=len(copy.files), **counts)]
    return document, [*lines, talk.CHECK_HEAD.format(head=copy.head[:HEAD_SHOWN])]


def _device(path: Path) -> int:
    return path.stat().st_dev
