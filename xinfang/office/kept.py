"""The settings as they were last read, kept beside the ledger: while config.yaml is unchanged it is not read again.

Only a shortcut: without the file, or with one of another program version, the settings are read from config.yaml.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from xinfang import __version__
from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.office.office import CONFIG, Office

if TYPE_CHECKING:
    from pathlib import Path

KEPT = "settings.json"


def load(home: Path) -> Office:
    """Return the office of a folder.

    Raises Refused ``bad_settings`` with all faults, each with its line.
    """
    kept = _kept(home)
    if kept and kept["version"] == _version() and kept["config"] == _config(home):
        return Office(home=home, **kept["office"])
    from xinfang.office.settings import read

    return read(home)


def keep(office: Office) -> None:
    """Keep the settings of an office for the next start; a disk that does not take them is no trouble."""
    values = {name: value for name, value in asdict(office).items() if name != "home"}
    made = {"version": _version(), "config": _config(office.home), "office": values}
    text = json.dumps(made, ensure_ascii=False)
    path = office.data / KEPT
    try:
        if not path.exists() or path.read_text("utf-8") != text:
            aside.write(path, text.encode())
    except (OSError, Refused):
        return
    from xinfang.office import holidays

    holidays.keep(office.home)


def _kept(home: Path) -> Any:
    try:
        kept = json.loads((home / "data" / KEPT).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) and {"version", "config", "office"} <= kept.keys() else None


def _version() -> str:
    """Return which program wrote it, and which settings it knows."""
    return " ".join([__version__, *Office.__dataclass_fields__])


def _config(home: Path) -> str:
    try:
        return (home / CONFIG).read_text("utf-8", errors="backslashreplace")
    except OSError:
        return ""
