"""A file as it comes into the window: typed, pasted, or dragged there, which each system writes in its own way."""

import os
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

QUOTES = ('""', "''", "“”", "‘’")


def path(typed: str, *, windows: bool = os.name == "nt") -> Path:
    """Return the file that was meant: in quotes, with escaped blanks, behind PowerShell's ``&``, as a file:// URL."""
    text = typed.strip()
    if not text or os.path.exists(os.path.expanduser(text)):  # noqa: PTH110, PTH111 - pathlib raises where a name is too long
        return Path(text).expanduser()
    text = text.removeprefix("& ").strip()
    if text.startswith("file://"):
        place = unquote(urlsplit(text).path)
        return Path(url2pathname(urlsplit(text).path) if windows else place)
    if not windows and (words := _shell_words(text)) and len(words) == 1:
        text = words[0]
    elif f"{text[0]}{text[-1]}" in QUOTES:
        text = text[1:-1]
    return Path(text).expanduser()


def _shell_words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []
