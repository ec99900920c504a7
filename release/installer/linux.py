"""Where things go on Linux, and how the program is started from there."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from . import files, words
from .stop import Stop
from .version import BARE, Version

LAUNCHER = "xinfang"
DESKTOP = "xinfang.desktop"
ICON = b"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect x="6" y="10" width="52" height="44" rx="5" fill="#b3261e"/>
<path d="M6 16l26 21 26-21" fill="none" stroke="#fff" stroke-width="4"/>
</svg>
"""
SHELLS = (".profile", ".bashrc")  # what a new window and a new session read; made where they are missing
OTHER_SHELLS = (".bash_profile", ".zshrc")  # these only where they are


def root() -> Path:
    """Return the folder in which the program lives."""
    return _data() / "xinfang-app"


def judge() -> None:
    """Refuse an account that is borrowed: what is made would belong to another. Raises Stop."""
    if os.geteuid() == 0 and os.environ.get("SUDO_USER"):
        raise Stop(words.WITH_SUDO)
    link = _link()
    if (link.exists() or link.is_symlink()) and not _is_ours(link):
        raise Stop(words.FOREIGN.format(path=link))


def launcher(version: Version) -> bytes:
    """Return the script that starts a version."""
    python = quote(version.python)
    return (
        "#!/bin/sh\n"
        f"[ -x {python} ] || {{ echo {quote(words.NO_PYTHON.format(python=version.python))} >&2; exit 1; }}\n"
        f'exec {python} {" ".join(BARE)} {quote(str(version.start))} "$@"\n'
    ).encode()


def connect(place: Path, version: Version, *, entry: bool) -> Iterator[str]:
    """Put the program on the path and, where wanted, into menu and desktop; yields what was done."""
    link = _link()
    link.parent.mkdir(parents=True, exist_ok=True)
    draft = link.with_name(".xinfang-link")
    draft.unlink(missing_ok=True)
    draft.symlink_to(place / "bin" / LAUNCHER)
    draft.replace(link)  # there is never a moment without the program
    changed = [path.name for path in _startup_files() if files.add_block(path, _path_line(path))]
    if changed:
        yield words.ON_PATH.format(folder=link.parent, files="、".join(changed))
    if not (told := version.run("completion", "bash")).returncode:
        files.write(_completion(), told.stdout.encode())
    files.write(place / "uninstall", _uninstaller(place, version), 0o755)
    yield words.UNINSTALL_WITH.format(command=quote(str(place / "uninstall")))
    if entry:
        files.write(place / "window", _window(place), 0o755)
        files.write(place / "icon.svg", ICON)
        entries = dict(_entries())
        for path in entries.values():
            files.write(path, _entry(place), 0o755)
            _trust(path)
        yield words.ENTRY.format(where="、".join(entries), name=words.NAME)


def disconnect(place: Path) -> None:
    """Take the program off the path, the menu and the desktop; what leads to another folder's stays."""
    link = _link()
    if not link.is_symlink() or link.readlink() == place / "bin" / LAUNCHER:
        if link.is_symlink():
            link.unlink()
        for path in (*(Path.home() / name for name in (*SHELLS, *OTHER_SHELLS)), _fish()):
            files.remove_block(path)
        _completion().unlink(missing_ok=True)
    for path in dict(_entries()).values():
        if path.exists() and os.fsencode(place / "icon.svg") in path.read_bytes():
            path.unlink()


def _data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _link() -> Path:
    return Path.home() / ".local" / "bin" / LAUNCHER


def _completion() -> Path:
    """Return where bash's completion looks, when Tab is pressed, for what goes on after ``xinfang``."""
    return _data() / "bash-completion" / "completions" / LAUNCHER


def _is_ours(link: Path) -> bool:
    """Return whether this is a link to a launcher of ours, even to one that is gone."""
    if not link.is_symlink() or (target := link.readlink()).parts[-2:] != ("bin", LAUNCHER):
        return False
    return (target.parent.parent / "versions").is_dir() or not target.exists()


def _startup_files() -> Iterator[Path]:
    """Yield the files that set the search path of the shells here; none where it is as it must be."""
    if str(_link().parent) in os.environ.get("PATH", "").split(os.pathsep):
        return
    yield from (Path.home() / name for name in SHELLS)
    yield from (path for name in OTHER_SHELLS if (path := Path.home() / name).exists())
    if _fish().parent.parent.is_dir():
        yield _fish()


def _fish() -> Path:
    return Path.home() / ".config" / "fish" / "conf.d" / "xinfang.fish"


def _path_line(path: Path) -> bytes:
    if path.suffix == ".fish":
        return b'contains -- "$HOME/.local/bin" $PATH; or set -gx PATH "$HOME/.local/bin" $PATH\n'
    return b'case ":$PATH:" in *":$HOME/.local/bin:"*) ;; *) PATH="$HOME/.local/bin:$PATH"; export PATH ;; esac\n'


def _window(place: Path) -> bytes:
    """Return the script of the window: the morning list, then a shell for further commands."""
    return (
        "#!/bin/sh\n"
        'cd "$HOME"\n'
        f'PATH={quote(str(place / "bin"))}":$PATH"; export PATH\n'
        "xinfang\n"
        f"echo\necho {quote(words.WINDOW.format(name=words.NAME))}\n"
        'exec "${SHELL:-/bin/sh}"\n'
    ).encode()


def _uninstaller(place: Path, version: Version) -> bytes:
    command = f"{quote(version.python)} -I {quote(str(place / 'install.py'))} --uninstall --prefix {quote(str(place))}"
    return f'#!/bin/sh\nexec {command} "$@"\n'.encode()


def _entry(place: Path) -> bytes:
    """Return the entry of menu and desktop. What it runs is quoted as entries are, and then as their files' strings."""
    command = re.sub(r'(["`$\\])', r"\\\1", str(place / "window")).replace("%", "%%").replace("\\", "\\\\")
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.0\n"
        f"Name={words.NAME}\nComment={words.COMMENT}\nIcon={place / 'icon.svg'}\n"
        f'Exec="{command}"\nTerminal=true\nCategories=Office;\n'
    ).encode()


def _entries() -> Iterator[tuple[str, Path]]:
    yield words.MENU, _data() / "applications" / DESKTOP
    if (desktop := _desktop()) and desktop.is_dir():
        yield words.DESKTOP, desktop / DESKTOP


def _desktop() -> Path | None:
    """Return the desktop's folder as the session's settings name it, 桌面 in a Chinese one."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "user-dirs.dirs"
    said = settings.read_text("utf-8", "replace") if settings.exists() else ""
    named = re.search(r'^XDG_DESKTOP_DIR="(.+)"$', said, re.MULTILINE)
    if named is None:
        return next((path for name in ("桌面", "Desktop") if (path := Path.home() / name).is_dir()), None)
    folder = Path(named[1].replace("$HOME", str(Path.home())))
    return None if folder == Path.home() else folder


def _trust(path: Path) -> None:
    """Tell GNOME's desktop that the entry may be started; others ask for the execute bit only."""
    if gio := shutil.which("gio"):
        subprocess.run([gio, "set", str(path), "metadata::trusted", "true"], capture_output=True, check=False)
