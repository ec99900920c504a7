"""Where the office folder is, and how a new one is made."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.office.office import CONFIG

MARK = b"\noffice:"  # the line that tells a config.yaml of ours from any other
DEMO = b"\ndemo: true"
DATA = "data"
LEDGER = f"{DATA}/xinfang.db"
EVERYBODY = 0o007  # of a mode: what accounts may that neither own the folder nor are in its group


def find(home: str | None, user_folder: Path) -> Path | None:
    """Return the office folder, or None: `home` as given, ``$XINFANG_HOME``, here or above, the user's own folder.

    A folder that was named is returned even where it does not exist yet: the first writing command makes it.
    """
    if named := home or os.environ.get("XINFANG_HOME"):
        return Path(named).expanduser().absolute()
    here = Path.cwd()
    for folder in (here, *here.parents, user_folder):
        if is_office(folder):
            return folder
    return None


def is_office(folder: Path) -> bool:
    """Return whether the folder holds a ledger of ours, a config.yaml of ours, or a copy of a ledger."""
    try:
        return (folder / LEDGER).exists() or _has_settings(folder) or has_copies(folder)
    except OSError:
        return False


def has_copies(folder: Path) -> bool:
    """Return whether copies of a ledger lie on the folder's own shelf: then it had one."""
    return any((folder / "data" / "backups").glob("*/xinfang.db"))


def lost_settings(folder: Path) -> bool:
    """Return whether there is a ledger without the settings that were made with it: all goes by the usual ones then."""
    return not (folder / CONFIG).exists() and (folder / LEDGER).exists()


def unedited(folder: Path) -> frozenset[str]:
    """Return the settings in the folder that are still as they were made: nobody has written anything into them."""
    own = folder / CONFIG
    return frozenset([CONFIG] if own.is_file() and own.read_bytes() == _default() else [])


def _has_settings(folder: Path) -> bool:
    try:
        return MARK in b"\n" + (folder / CONFIG).read_bytes()
    except OSError:
        return False


def make(folder: Path, *, settings: bytes | None = None) -> None:
    """Make an office folder with its commented settings, readable by its owner only.

    Raises Refused as `aside.spoken` does.
    """
    with aside.spoken(folder):
        if not folder.exists():
            folder.mkdir(mode=aside.OWNER_FOLDER, parents=True)
        (folder / DATA).mkdir(mode=aside.OWNER_FOLDER, exist_ok=True)
        if not (folder / CONFIG).exists():
            folder.chmod(aside.OWNER_FOLDER)
            aside.write(folder / CONFIG, settings or _default())


def open_to_all(home: Path, names: Iterable[str]) -> list[Path]:
    """Return those folders of an office into which every account of the computer can look.

    A group that shares the office is meant to; and where the office's own folder is closed, nobody comes as far.
    """
    if os.name == "nt" or not home.stat().st_mode & EVERYBODY:  # there the account's own folders are closed
        return []
    return [home / name for name in names if (home / name).is_dir() and (home / name).stat().st_mode & EVERYBODY]


def close_to_all(folders: Iterable[Path]) -> None:
    """Leave these folders to their owner; a disk that knows no owners (a USB stick's) is no trouble."""
    for path in folders:
        with suppress(OSError):
            path.chmod(aside.OWNER_FOLDER)


def is_demo(folder: Path) -> bool:
    """Return whether the folder holds a demonstration, also where its settings cannot be read."""
    try:
        return DEMO in b"\n" + (folder / CONFIG).read_bytes()
    except OSError:
        return False


def clear_demo(folder: Path) -> None:
    """Remove a former demonstration with all that was tried in it.

    Raises Refused ``demo_in_the_way`` when the folder is no demonstration and not empty.
    """
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not is_demo(folder):
        raise Refused("demo_in_the_way", path=folder)
    shutil.rmtree(folder)


def _default() -> bytes:
    from xinfang.office.settings import DEFAULT

    return DEFAULT.read_bytes()
