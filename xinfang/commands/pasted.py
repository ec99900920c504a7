"""A notice as it comes: from a file, from standard input, or pasted at the terminal."""

import codecs
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from xinfang.commands.desk import Desk
from xinfang.domain import notice, notice_text
from xinfang.domain.codes import Refused
from xinfang.domain.notice import Notice
from xinfang.words import notice as words

MAX_SIZE = 1_000_000  # bytes; a notice is a page
A_MOMENT = 0.3  # seconds; within it the next line of a paste has come
STDIN = "-"


def notice_from(desk: Desk, file: str | None, year: int | None) -> Notice:
    """Return the notice of a file (``-`` is standard input), or without one as it is pasted at the terminal.

    Raises Refused ``notice_…``, ``no_such_file``, ``not_a_file``, ``unreadable``.
    """
    if file == STDIN:
        text = _piped()
    elif file:
        text = _decoded(_bytes_of(Path(file)), file)
    elif desk.asks:
        desk.remark(words.PASTE)
        text = pasted(sys.stdin, _is_more_coming)
        _forget_the_rest()
    else:
        raise Refused("notice_no_file", usage=True)
    return understood(text, year)


def understood(text: str, year: int | None) -> Notice:
    """Return the notice that a text holds, in the notice's own words or as JSON.

    Raises Refused ``notice_…``.
    """
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return notice_text.read(text, year)
    try:
        return notice.from_document(json.loads(text.lstrip("\ufeff")), year)
    except (ValueError, RecursionError) as error:
        raise Refused("notice_bad_json", line=getattr(error, "lineno", 1)) from None


def pasted(stream: TextIO, is_more_coming: Callable[[], bool]) -> str:
    """Return what is pasted: up to Ctrl-D, or an empty line by hand below the signature, or two such lines anywhere.

    The paste has empty lines of its own: behind those more is coming at once. Only of a last line without its end
    nothing is seen until Enter is pressed; one empty line alone therefore ends no unsigned text.
    """
    lines: list[str] = []
    by_hand = 0
    while line := stream.readline(MAX_SIZE):
        lines.append(line)
        by_hand = by_hand + 1 if not line.strip() and not is_more_coming() else 0
        if by_hand > 1 or (by_hand and notice_text.is_whole("".join(lines))):
            break
    return "".join(lines)


def _piped() -> str:
    """Return what comes from standard input, in any of the encodings of a file."""
    if hasattr(sys.stdin, "buffer"):
        return _decoded(sys.stdin.buffer.read(MAX_SIZE + 1), STDIN)
    return sys.stdin.read(MAX_SIZE)


def _bytes_of(path: Path) -> bytes:
    """Return the beginning of a file.

    Raises Refused ``no_such_file``, ``not_a_file``, ``unreadable``.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_SIZE + 1)
    except IsADirectoryError:
        raise Refused("not_a_file", path=path) from None
    except FileNotFoundError:
        raise Refused("no_such_file", path=path) from None
    except OSError:
        raise Refused("unreadable", path=path) from None


def _decoded(raw: bytes, name: str) -> str:
    """Return the text of what Notepad or WPS wrote: UTF-8, UTF-16 or GBK.

    Raises Refused ``notice_not_text``.
    """
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and len(raw) <= MAX_SIZE:
            return text
    raise Refused("notice_not_text", path=name)


def _forget_the_rest() -> None:
    """Drop what may have come behind the text: it must not answer the question that follows."""
    if sys.platform != "win32":
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
        return
    import msvcrt

    while msvcrt.kbhit():
        msvcrt.getwch()


def _is_more_coming() -> bool:
    """Return whether another line is already on its way from the terminal."""
    if sys.platform == "win32":
        import msvcrt
        import time

        time.sleep(A_MOMENT)
        return bool(msvcrt.kbhit())
    import select

    return bool(select.select([sys.stdin], [], [], A_MOMENT)[0])
