"""Tab completes what was begun: how it stands, its script for a shell, and putting it in place."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.words import completion as words

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk

app = typer.Typer()
SCRIPTS = Path(".local/share/xinfang/completion")  # in the user's home, a script for each shell
LOADS: Mapping[str, str] = {
    "bash": "source {script}",
    "zsh": "autoload -Uz compinit && compinit -i; source {script}",
    "powershell": ". {script}",
}
FISH = Path("fish/completions/xinfang.fish")
BOM = b"\xef\xbb\xbf"  # by which an old PowerShell knows that a script is UTF-8


@app.command("completion")
def completion(ctx: typer.Context, shell: o.ShellName = None, install: o.Install = False) -> None:
    """Tell how to complete with Tab, print the script for a shell, or put it in place."""
    desk: Desk = ctx.obj
    if not shell and not install:
        desk.show({"shells": list(words.SHELLS)}, words.TOLD)
        return
    name = typed.choice("shell", shell, words.SHELLS) if shell else _detected()
    if not install:
        desk.show({"shell": name, "script": _script(name)}, _script(name).splitlines())
        return
    script, start, changed = _install(name)
    told = [(words.INSTALLED if changed else words.THERE).format(shell=name, script=script)]
    told += [words.LOADED.format(start=start)] if start else []
    told += [words.POLICY] if name == "powershell" else []
    lines = [*told, words.NEXT, (words.UNDO_START if start else words.UNDO).format(script=script, start=start)]
    desk.show({"shell": name, "script": str(script), "start": str(start) if start else None, "changed": changed}, lines)


def _detected() -> str:
    """Return the shell in which we are.

    Raises Refused ``which_shell``.
    """
    from shellingham import ShellDetectionFailure, detect_shell

    try:
        name = detect_shell()[0].lower()
    except ShellDetectionFailure:
        name = ""
    name = "powershell" if name == "pwsh" else name
    if name not in words.SHELLS:
        raise Refused("which_shell", usage=True, shells=list(words.SHELLS))
    return name


def _script(shell: str) -> str:
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name="xinfang", complete_var="_XINFANG_COMPLETE", shell=shell)


def _install(shell: str) -> tuple[Path, Path | None, bool]:
    """Lay the script down and let the shell load it; returns both places, and whether anything was changed.

    Raises Refused as `aside.spoken` does, ``no_profile``.
    """
    script = Path.home() / SCRIPTS / f"xinfang.{words.ENDINGS[shell]}"
    start = None
    if shell == "bash":
        start = Path.home() / ".bashrc"
    elif shell == "zsh":
        start = _told("ZDOTDIR", Path.home()) / ".zshrc"
    elif shell == "powershell":
        start = _profile()
    else:  # looks for the script by itself
        script = _told("XDG_CONFIG_HOME", Path.home() / ".config") / FISH
    changed = _put(script, (BOM if shell == "powershell" else b"") + f"{_script(shell)}\n".encode())
    if start is None:
        return script, None, changed
    with aside.spoken(start):
        former = start.read_bytes() if start.exists() else b""
    line = f"{LOADS[shell].format(script=_quoted(str(script), shell))}  # {words.MARK}".encode()
    if line not in former:
        changed = _put(start, former + (b"\n" if former and not former.endswith(b"\n") else b"") + line + b"\n")
    return script, start, changed


def _quoted(path: str, shell: str) -> str:
    """Return a path as a shell reads it, whatever the home folder is called."""
    return "'" + path.replace("'", "''" if shell == "powershell" else "'\\''") + "'"


def _told(variable: str, usual: Path) -> Path:
    """Return the folder that the surroundings name, else the usual one."""
    return Path(os.environ.get(variable) or usual)


def _put(path: Path, content: bytes) -> bool:
    """Write a file unless it is so already; returns whether it was written."""
    with aside.spoken(path):
        if path.exists() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
    aside.write(path.resolve(), content)
    return True


def _profile() -> Path:
    """Return the file that PowerShell reads when it starts, as it tells itself.

    Raises Refused ``no_profile``.
    """
    import subprocess

    for program in ("pwsh", "powershell"):
        try:
            asked = [program, "-NoProfile", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"]
            told = subprocess.run(asked, capture_output=True, check=True, timeout=30).stdout  # noqa: S603 - our own words
        except (OSError, subprocess.SubprocessError):
            continue
        return Path(told.decode(errors="replace").strip())
    raise Refused("no_profile")
