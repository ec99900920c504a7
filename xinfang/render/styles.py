"""What things look like on a terminal, all in one place: the screens' styles, the prompts' styles, the marks.

Nobody knows what colours a terminal has, nor whether its ground is black or white. So what matters stands out by
being bold or underlined, which is as readable as the text around it; the one colour is red, which with magenta alone
of a terminal's own vanishes neither on white nor on black. It says nothing that words don't say.
"""

import os
import sys
from collections.abc import Mapping

# What a thing is → how a terminal is told to write it (the numbers of ``ESC [ … m``).
SCREEN: Mapping[str, str] = {
    "title": "1",
    "heading": "4",
    "total": "1",
    "late": "1;31",
    "soon": "1",
}
# The parts of a question → how they are written, in the words of the prompts' library.
PROMPT: Mapping[str, str] = {
    "qmark": "noinherit bold",  # the library has a blue of its own, and an orange for what was answered
    "question": "bold",
    "answer": "noinherit",
    "aborting": "fg:default",
}
QUESTION = "?"  # one cell wide on every console, as ● is not
CUT = ".." if os.name == "nt" else "…"  # what stands for the rest of a cell; … is two cells wide on a Chinese Windows


def is_plain() -> bool:
    """Return whether styles are unwanted: by ``NO_COLOR``, by a terminal that says it has none, in a pipe."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()


def styled(text: str, style: str | None) -> str:
    """Return the text in one of the styles of the `SCREEN`, plain where they are unwanted."""
    return f"\x1b[{SCREEN[style]}m{text}\x1b[0m" if style and not is_plain() else text


def teach_console() -> None:
    """Let an old Windows console show styles instead of their signs."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console

        just_fix_windows_console()
