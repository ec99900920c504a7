"""Where things go on Windows, and how the program is started from there."""

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from . import files, words
from .stop import Stop
from .version import BARE, Version

LAUNCHER = "xinfang.cmd"
ENVIRONMENT = "Environment"
FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
SHORTCUT = """\
$link = (New-Object -ComObject WScript.Shell).CreateShortcut('{path}')
$link.TargetPath = $env:ComSpec
$link.Arguments = '/k ""{launcher}""'
$link.WorkingDirectory = $env:USERPROFILE
$link.Description = '{comment}'
$link.Save()
"""


def root() -> Path:
    """Return the folder in which the program lives."""
    return Path(os.environ["LOCALAPPDATA"]) / "Programs" / "xinfang"


def judge() -> None:
    """Nothing stands in the way here: the program's folder is its own."""


def launcher(version: Version) -> bytes:
    """Return the script that starts a version."""
    options = " ".join(BARE)
    return _script(
        f"if exist {_python(version)} goto run",
        f"echo {words.NO_PYTHON.format(python=_python(version))} 1>&2",
        "exit /b 1",
        ":run",
        f'{_python(version)} {options} "%~dp0..\\versions\\{version.folder.name}\\start.py" %*',
    )


def connect(place: Path, version: Version, *, entry: bool) -> Iterator[str]:
    """Put the program on the path and, where wanted, into menu and desktop; yields what was done."""
    folder = str(place / "bin")
    if _change_path(lambda parts: parts if folder in parts else [*parts, folder]):
        yield words.ON_PATH.format(folder=folder, files="Path")
    python = _python(version)
    files.write(
        place / "uninstall.cmd",
        # one line to its end: the file that is read goes while it runs
        _script(f'{python} -I "%~dp0install.py" --uninstall --prefix "%~dp0." %* & pause & exit /b'),
    )
    yield words.UNINSTALL_WITH.format(command=f'"{place / "uninstall.cmd"}"')
    if entry:
        entries = dict(_entries())
        for path in entries.values():
            _make_shortcut(path, place / "bin" / LAUNCHER)
        yield words.ENTRY.format(where="、".join(entries), name=words.NAME)


def disconnect(place: Path) -> None:
    """Take the program off the path, the menu and the desktop."""
    folder = str(place / "bin")
    _change_path(lambda parts: [part for part in parts if part != folder])
    for _, path in _entries():
        path.unlink(missing_ok=True)
        path.with_suffix(".cmd").unlink(missing_ok=True)


def _script(*lines: str) -> bytes:
    r"""Return a batch file, in the code page in which the command line reads it.

    Raises Stop when a path has a character that it does not hold.
    """
    text = "\r\n".join(("@echo off", *lines, ""))
    try:
        return text.encode("oem" if os.name == "nt" else "gbk")
    except UnicodeEncodeError:
        raise Stop(words.UNSPEAKABLE.format(path=text)) from None


def _python(version: Version) -> str:
    """Return the Python as a batch file names it; the user's name, in whatever script, stays out of it."""
    path, home = version.python, os.environ.get("USERPROFILE", "")
    if home and path.lower().startswith(home.lower() + "\\"):
        return '"%USERPROFILE%' + path[len(home) :].replace("%", "%%") + '"'
    return '"' + path.replace("%", "%%") + '"'


def _change_path(change: Callable[[list[str]], list[str]]) -> bool:
    """Change the account's own search path and tell the open windows; returns whether that changed it."""
    registry: Any = import_module("winreg")
    with registry.CreateKeyEx(
        registry.HKEY_CURRENT_USER, ENVIRONMENT, 0, registry.KEY_READ | registry.KEY_WRITE
    ) as key:
        try:
            former, kind = registry.QueryValueEx(key, "Path")
        except FileNotFoundError:
            former, kind = "", registry.REG_EXPAND_SZ
        parts = [part for part in former.split(";") if part]
        if (changed := change(parts)) == parts:
            return False
        registry.SetValueEx(key, "Path", 0, kind, ";".join(changed))
    _announce()
    return True


def _announce() -> None:
    """Tell the open windows that the environment changed, so that the next terminal knows it."""
    broadcast, setting_change, if_hung, wait_ms = 0xFFFF, 0x1A, 2, 3000
    user32: Any = import_module("ctypes").windll.user32
    user32.SendMessageTimeoutW(broadcast, setting_change, 0, ENVIRONMENT, if_hung, wait_ms, None)


def _entries() -> Iterator[tuple[str, Path]]:
    """Yield the shortcuts on the desktop, wherever it was moved to, and in the start menu."""
    registry: Any = import_module("winreg")
    with registry.OpenKey(registry.HKEY_CURRENT_USER, FOLDERS) as key:
        for where, name in ((words.MENU, "Programs"), (words.DESKTOP, "Desktop")):
            folder, _ = registry.QueryValueEx(key, name)
            yield where, Path(os.path.expandvars(folder)) / f"{words.NAME}.lnk"


def _make_shortcut(path: Path, launcher: Path) -> None:
    """Make a shortcut; where PowerShell may not, a batch file that does the same stands in its place."""
    quoted = [str(part).replace("'", "''") for part in (path, launcher)]
    text = SHORTCUT.format(path=quoted[0], launcher=quoted[1], comment=words.COMMENT)
    done = subprocess.run(
        ["powershell", "-NoProfile", "-EncodedCommand", b64encode(text.encode("utf-16-le")).decode()],
        capture_output=True,
        check=False,
    )
    if done.returncode or not path.exists():
        files.write(path.with_suffix(".cmd"), _script(f'cd /d "%USERPROFILE%" & cmd /k "{launcher}"'))
