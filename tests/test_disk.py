"""What the disk and other programs do to an office, under every command: one sentence, nothing lost, no half file.

The matrix is walked in part; ``XINFANG_TRIALS=500`` walks all of it.
"""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from itertools import count, product
from typing import TYPE_CHECKING, Any

import pytest

from tests import killing, writing
from tests.conftest import Office
from xinfang.ledger import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIALS = int(os.environ.get("XINFANG_TRIALS", "12"))
LOOKING = {
    "today": "today", "overdue": "overdue", "list all": "list", "show one": "show 1", "register": "register letter",
    "explain": "explain XF2026-0001", "check only": "check", "stats only": "stats 今年",
}  # fmt: skip
COMMANDS = writing.WRITING | writing.MORE | LOOKING
SENTENCE = re.compile(r"[^\n]+。\n")
PLACE = "我的 信访台账（二〇二六年）" + "很长的名字" * 12  # a path as people make them
# What is laid down before the ledger is written and stays: attachments, templates, the schedule. All can be repeated.
BEFORE = ("data/files/", "文书模板/", "holidays.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The current folder of an office in which every command can be done."""
    folder = tmp_path_factory.mktemp("台账") / PLACE
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        writing.prepare(Office(folder / killing.HOME, patch))
        yield folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, as the current one."""
    folder = tmp_path / PLACE
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XINFANG_HOME", str(folder / killing.HOME))
    monkeypatch.setattr(connect, "WAIT_SECONDS", 0.02)
    return folder


def held(here: Path) -> dict[str, bytes]:
    """Return every file in the folder and below with its content, but for the ledger and what SQLite makes of it."""
    return {name: (here / name).read_bytes() for name in killing.names(here) if not name.endswith(".db")}


# ---- what passes: afterwards everything is as it was, and the same command can be done


@contextmanager
def files_grow_no_more(here: Path) -> Iterator[None]:
    """No file may become longer than the shortest one: as a full disk, for those who may not make a small one."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def somebody_writes(here: Path) -> Iterator[None]:
    """Another program holds the ledger to write, and goes on holding it."""
    with closing(sqlite3.connect(here / killing.HOME / killing.LEDGER, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def somebody_commits(here: Path) -> Iterator[None]:
    """Another program holds the ledger alone."""
    with closing(sqlite3.connect(here / killing.HOME / killing.LEDGER, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def folder_is_read_only(here: Path) -> Iterator[None]:
    """Nothing below the current folder can be written: a mount for root, permissions for others."""
    if os.geteuid():
        folders = [here, *(path for path in here.rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o500)
        yield
        for folder in folders:
            folder.chmod(0o700)
        return
    if subprocess.run(["mount", "--bind", here, here], check=False, capture_output=True).returncode:
        pytest.skip("no mount can be made here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", here], check=True)
        os.chdir(here)
        yield
    finally:
        os.chdir("/")
        subprocess.run(["umount", here], check=True)
        os.chdir(here)


@contextmanager
def ledger_is_pulled_away(here: Path) -> Iterator[None]:
    """The ledger is gone, and comes back."""
    ledger = here / killing.HOME / killing.LEDGER
    ledger.rename(here / "拔走")
    yield
    (here / "拔走").rename(ledger)


@contextmanager
def settings_are_spoilt(here: Path) -> Iterator[None]:
    """The settings hold what no settings are."""
    config = here / killing.HOME / "config.yaml"
    former = config.read_bytes()
    config.write_bytes(b"office: [\xff\n" + former)
    yield
    config.write_bytes(former)


PASSING: tuple[Any, ...] = (
    files_grow_no_more, somebody_writes, somebody_commits, folder_is_read_only, ledger_is_pulled_away,
    settings_are_spoilt,
)  # fmt: skip


# ---- what stays: the ledger is refused or told of, and left as it is


def damaged_header(ledger: Path) -> None:
    with ledger.open("r+b") as file:
        file.write(b"\0" * 40)


def damaged_pages(ledger: Path) -> None:
    size = ledger.stat().st_size
    with ledger.open("r+b") as file:
        file.seek(4096)
        file.write(random.Random(size).randbytes(size - 4096))


def damaged_after_the_first_tables(ledger: Path) -> None:
    size = ledger.stat().st_size
    with ledger.open("r+b") as file:
        file.seek(size // 2)
        file.write(random.Random(size).randbytes(size // 2))


def truncated(ledger: Path) -> None:
    os.truncate(ledger, 5000)


def emptied(ledger: Path) -> None:
    os.truncate(ledger, 0)


def newer(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("PRAGMA user_version = 99")


def foreign(ledger: Path) -> None:
    ledger.unlink()
    with closing(sqlite3.connect(ledger)) as conn:
        conn.execute("CREATE TABLE 歌单 (名 TEXT)")


def no_database(ledger: Path) -> None:
    ledger.write_text("购物清单\n" * 1000, "utf-8")


STAYING = (
    damaged_header,
    damaged_pages,
    damaged_after_the_first_tables,
    truncated,
    emptied,
    newer,
    foreign,
    no_database,
)


def part(faults: tuple[Any, ...]) -> list[tuple[Any, str]]:
    """Return which commands meet which fault: every other command one, each fault several; or all meet all."""
    if len(COMMANDS) < TRIALS:
        return list(product(faults, COMMANDS))
    return [(faults[place % len(faults)], name) for place, name in zip(count(), list(COMMANDS)[::2], strict=False)]


def name_of(value: Any) -> str:
    return str(getattr(value, "__name__", value))


@pytest.mark.parametrize(("fault", "command"), part(PASSING), ids=name_of)
def test_what_passes_is_told_in_one_sentence_and_loses_nothing(here: Path, fault: Any, command: str) -> None:
    words = shlex.split(COMMANDS[command])
    before, files = killing.entries(here / killing.HOME / killing.LEDGER), held(here)
    with fault(here):
        code, told = tell(words)
    assert code in (0, 1), told
    after = killing.entries(here / killing.HOME / killing.LEDGER)
    assert after[: len(before)] == before
    if code:
        opened = "--with-confidential" in words  # which is written down before anything is shown
        assert opened or after == before
        found = held(here).items()
        left = {name: content for name, content in found if name in files or not any(early in name for early in BEFORE)}
        assert left == files
        again = command == "init" or tell(words)[0] == 0
        assert again, "once it has passed, the command can be done"
    assert tell(["check"])[0] == 0


@pytest.mark.parametrize(("fault", "command"), part(STAYING), ids=name_of)
def test_a_ledger_that_cannot_be_read_is_told_in_one_sentence_and_left_alone(
    here: Path, fault: Any, command: str
) -> None:
    ledger = here / killing.HOME / killing.LEDGER
    fault(ledger)
    spoilt, files = ledger.read_bytes(), held(here)
    code, told = tell(shlex.split(COMMANDS[command]))
    if fault is not damaged_after_the_first_tables:  # what lies there may not be read, and check reads all
        assert code == 1 or command in NEED_NO_LEDGER, told
        assert ledger.read_bytes() == spoilt
    if code:
        assert {name: content for name, content in held(here).items() if name in files} == files


NEED_NO_LEDGER = ("init", "import template", "templates", "calendar", "reception notice", "explain", "manual")


def tell(words: list[str]) -> tuple[int, str]:
    """Run a command; a refusal is one sentence, and not that the program failed."""
    code, out, err = killing.said(words)
    told = [line for line in err.splitlines(keepends=True) if SENTENCE.fullmatch(line)]
    assert code == 0 or told or "台账有" in out or "设置有" in err, (words, err)
    return code, out + err
