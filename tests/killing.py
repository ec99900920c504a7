"""Killing a command before each call by which it changes the disk, one trial a call (ptrace, so on Linux only)."""

from __future__ import annotations

import ctypes
import hashlib
import io
import json
import os
import platform
import re
import shlex
import shutil
import signal
import sqlite3
import sys
import warnings
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from xinfang.commands import run
from xinfang.ledger import shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOME, LEDGER, ANSWER = "信访", "data/xinfang.db", "回答"
TEXTS = (".csv", ".html", ".json", ".yaml")
ASIDE = re.compile(r"\.xinfang-[a-z0-9_]{8}|backups|U盘")  # drafts; what lies on a shelf is judged by itself
INTERNAL = "程序出错了"  # the program's own failure

# The calls of the kernel that change files or names, and write the answer; of `openat` only those that make a file.
CALLS = {
    "x86_64": {1, 18, 20, 40, 74, 75, 76, 77, 82, 83, 84, 86, 87, 88, 258, 263, 264, 265, 285, 316, 326},
    "aarch64": {64, 66, 68, 71, 34, 35, 36, 37, 38, 45, 46, 47, 82, 83, 276, 285},
}
OPENAT = {"x86_64": 257, "aarch64": 56}
MACHINE = platform.machine()
FITS = sys.platform == "linux" and MACHINE in CALLS
TRACE_ME, CONTINUE, SET_OPTIONS, GET_CALL = 0, 24, 0x4200, 0x420E
STOPS_ARE_MARKED, ENDS_WITH_US, MARK = 0x1, 0x100000, 0x80
ENTERS = 1


class Call(ctypes.Structure):
    """What the kernel tells of a call (``struct ptrace_syscall_info``)."""

    _fields_ = (
        ("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32), ("at", ctypes.c_uint64 * 2),
        ("number", ctypes.c_uint64), ("arguments", ctypes.c_uint64 * 6), ("more", ctypes.c_uint64 * 2),
    )  # fmt: skip


def until(
    step: int | None, words: Sequence[str], answer: Path, seen: Callable[[int, Call], object] | None = None
) -> tuple[int, bool]:
    """Run a command in a process of its own and kill it before its `step`-th change of the disk; None lets it end.

    Returns how many changes it came to, and whether it was killed. What it says is written to the file `answer`; `seen`
    is called with the process and each change before it is made.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside the threads of who runs the tests
        pid = os.fork()
    if not pid:
        _be_traced(words, answer)
    os.waitpid(pid, 0)
    _trace(SET_OPTIONS, pid, STOPS_ARE_MARKED | ENDS_WITH_US)
    return _followed(pid, step, seen)


def _be_traced(words: Sequence[str], answer: Path) -> None:
    code, sys.dont_write_bytecode = 99, True
    try:
        with (
            answer.open("w", encoding="utf-8") as sys.stdout,
            Path(os.devnull).open("w", encoding="utf-8") as sys.stderr,
        ):
            _trace(TRACE_ME, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = run(list(words))
    finally:
        os._exit(code)


def _followed(pid: int, step: int | None, seen: Callable[[int, Call], object] | None) -> tuple[int, bool]:
    count, forwarded = 0, 0
    while True:
        _trace(CONTINUE, pid, forwarded)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            if step is None and os.waitstatus_to_exitcode(status):
                raise AssertionError(os.waitstatus_to_exitcode(status))
            return count, False
        stopped = os.WSTOPSIG(status)
        forwarded = 0 if stopped == signal.SIGTRAP | MARK else stopped
        call = Call()
        if not forwarded and _changes(pid, call):
            count += 1
            if seen:
                seen(pid, call)
            if count == step:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return count, True


def _changes(pid: int, call: Call) -> bool:
    _trace(GET_CALL, pid, ctypes.addressof(call), ctypes.sizeof(call))
    if call.op != ENTERS:
        return False
    if call.number == OPENAT[MACHINE]:
        return bool(call.arguments[2] & (os.O_CREAT | os.O_TRUNC))
    return call.number in CALLS[MACHINE]


def _trace(request: int, pid: int, data: int, size: int = 0) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    if libc.ptrace(request, pid, size, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


SYNC, RENAME, REMOVE, WRITE = ("sync", "rename", "remove", "write")
NAMED = {74: SYNC, 75: SYNC, 82: RENAME, 87: REMOVE, 1: WRITE}  # of x86_64
NAMES_ORDER = FITS and MACHINE == "x86_64"


def order(words: Sequence[str], answer: Path) -> list[tuple[str, str]]:
    """Run a command; returns what it synced, renamed (to what), removed and wrote by plain writes, in this order."""
    made: list[tuple[str, str]] = []

    def seen(pid: int, call: Call) -> None:
        name = NAMED.get(call.number)
        if name in (SYNC, WRITE):
            made.append((name, str(Path(f"/proc/{pid}/fd/{call.arguments[0]}").readlink())))
        elif name:
            made.append((name, _text(pid, call.arguments[1 if name == RENAME else 0])))

    until(None, words, answer, seen)
    return made


def _text(pid: int, place: int) -> str:
    """Return the text that lies at a place in the memory of a process."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(place)
        return os.fsdecode(memory.read(4096).split(b"\0")[0])


class Trial:
    """A command in an office that was made for it, and what it comes to when nobody kills it."""

    def __init__(self, made: Path, words: str) -> None:
        self.made, self.words = made, shlex.split(words)
        self.before = entries(made / HOME / LEDGER)
        here = self._copy()
        self.steps, _ = until(None, self.words, here / ANSWER)
        self.after, self.files = entries(here / HOME / LEDGER), names(here)
        self.whole = {name: (here / name).read_bytes() for name in self.files if name.endswith(TEXTS)}

    def kill(self, step: int) -> None:
        """Kill the command before its `step`-th change of the disk, and judge what is left.

        Raises AssertionError.
        """
        here = self._copy()
        _, killed = until(step, self.words, here / ANSWER)
        answered = (here / ANSWER).stat().st_size > 0
        self._judge_files(here, answered=answered or not killed)
        self._judge_ledger(here, answered=answered or not killed)

    def _copy(self) -> Path:
        """Return the current folder, with what was made and nothing else in it."""
        here = self.made.with_name("hier")
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(self.made, here)
        os.chdir(here)
        return here

    def _judge_ledger(self, here: Path, *, answered: bool) -> None:
        """What was there is there, what was answered too, and the ledger is whole and goes on."""
        _, told, _ = said(["check", "--json"])
        if "unswept" in told:  # an erasure that was cut short is told of, and is finished by the next one
            assert self.words[0] == "erase"
            self._tell("erase")
        assert self._tell("check")["problems"] == []
        found = entries(here / HOME / LEDGER)
        assert set(self.before) <= set(found)
        assert len(self.before) <= len(found) <= len(self.after)
        assert not answered or len(found) == len(self.after)
        self._tell("note", "2", "--text", "后来")
        checked = self._tell("check")
        assert (checked["problems"], checked["entries"]) == ([], len(found) + 1)
        ended, _, _ = said(self.words)  # the clerk who saw no answer does it again
        assert ended in (0, 1)

    def _tell(self, *words: str) -> dict[str, Any]:
        ended, told, _ = said([*words, "--json"])
        assert ended == 0, (words, told)
        document: dict[str, Any] = json.loads(told)
        return document

    def _judge_files(self, here: Path, *, answered: bool) -> None:
        """Each file has the name of a whole one and is whole; what was answered is there."""
        found = names(here)
        assert found <= names(self.made) | self.files, found - names(self.made) - self.files
        assert not answered or self.files <= found, self.files - found
        for name in found - {ANSWER}:
            judge_file(here / name, self.whole.get(name), self.made / name)
        shelves = [here / HOME / "data" / "backups", *(here / "U盘").iterdir()]
        for copy in (copy for folder in shelves for copy in shelf.copies(folder)):
            assert not copy.damage, copy
            assert set(entries(copy.folder / shelf.DATABASE)) <= set(self.before)


def entries(ledger: Path) -> list[tuple[str, int, str]]:
    """Return office, place and hash of every entry, as SQLite reads them after a crash."""
    with closing(sqlite3.connect(ledger)) as conn:
        return [tuple(row) for row in conn.execute("SELECT office, seq, hash FROM entry ORDER BY office, seq")]


def names(folder: Path) -> set[str]:
    """Return the files in a folder and below, without drafts and without what SQLite rolls back."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    seen = (path for path in found if not any(map(ASIDE.fullmatch, path.parts)))
    return {path.as_posix() for path in seen if not path.name.endswith("-journal")}


def judge_file(path: Path, whole: bytes | None, former: Path) -> None:
    """Raise AssertionError where a file looks whole and is not."""
    content = path.read_bytes()
    if former.exists() and former.read_bytes() == content:
        return
    if path.suffix in (".xlsx", ".docx", ".zip"):
        with ZipFile(path) as archive:
            assert archive.testzip() is None, path
    elif path.parent.parent.name == "files":
        assert hashlib.sha256(content).hexdigest() == path.stem, path
    elif path.suffix != ".db":
        assert whole is not None, path
        assert len(content.splitlines()) == len(whole.splitlines()), path
        assert path.suffix != ".json" or json.loads(content), path


def said(words: list[str]) -> tuple[int, str, str]:
    """Run a command in this process; returns how it ended, its answer, and what it said beside."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        ended = run(words)
    assert INTERNAL not in err.getvalue(), (words, err.getvalue())
    return ended, out.getvalue(), err.getvalue()
