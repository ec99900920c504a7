"""Killed, interrupted, four at once: what was acknowledged is there, and nothing else is half there.

The trials are few, so that they take a second each; ``XINFANG_TRIALS=500`` makes them many for a run by hand.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from xinfang.ledger import files, project
from xinfang.office import kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Office

TRIALS = int(os.environ.get("XINFANG_TRIALS", "12"))
AT_ONCE, EACH = 4, 12  # processes, and how often each of them writes
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界"
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

# A clerk who never stops: registers with an attachment, acts, corrects; tells every document on a line of its own.
CLERK = """
import contextlib, io, json, pathlib, sys
from xinfang.commands import run

who, count = sys.argv[1], int(sys.argv[2])
paper = pathlib.Path(who + ".txt")

def do(*words):
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        code = run([*words, "--json"])
    assert code == 0, (code, words)
    document = json.loads(told.getvalue())
    print(json.dumps({"did": words[0], **document}), flush=True)
    return document["case"]

for turn in range(count):
    paper.write_text(f"{who} {turn} " + "x" * 50_000)
    case = do("log-letter", "--name", who, "--subject", "path lamp", "--new-case", "--attach", str(paper))
    do("accept", case)
    do("note", case, "--text", "seen")
    do("log-call", "--name", who, "--subject", "path lamp again", "--case", case)
    do("correct", case, "--group", "three")
"""


def clerk(office: Office, who: str, count: int) -> subprocess.Popen[str]:
    """Start a clerk in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CLERK, who, str(count)],
        env=office.env(), cwd=office.home.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def acknowledged(told: str) -> list[dict[str, Any]]:
    """Return the documents of what was told in whole lines."""
    return [json.loads(line) for line in told.split("\n")[:-1]]


def assert_is_there(office: Office, acts: list[dict[str, Any]]) -> None:
    """Every act that was acknowledged is in the history of its case, in the order in which it was told."""
    done: dict[str, list[str]] = {}
    for act in acts:
        done.setdefault(act["case"], []).append(act["did"])
    for case, verbs in done.items():
        assert [event["act"] for event in office.ok(["show", case, "--json"]).json["history"]][: len(verbs)] == verbs


def assert_is_whole(office: Office) -> dict[str, Any]:
    """The ledger is what its entries say, its numbers have no gap, and every file that it names is whole."""
    checked: dict[str, Any] = office.run("check --json").json
    assert checked["problems"] == []
    numbers = sorted(row["case"] for row in office.ok("list --json").json["rows"])
    assert numbers == [f"XF2026-{serial:04d}" for serial in range(1, len(numbers) + 1)]
    return checked


def assert_only_orphans_are_left(office: Office) -> None:
    """Beside the files that petitions name, there may be copies that came too early, and nothing else."""
    named = sum(
        len(petition["attachments"])
        for row in office.ok("list --json").json["rows"]
        for petition in office.ok(["show", row["case"], "--json"]).json["petitions"]
    )
    kept_files = [path for path in office.files.rglob("*") if path.is_file()] if office.files.exists() else []
    assert named <= len(kept_files) <= named + 1


def moments(count: int) -> Iterator[float]:
    """Yield how long to wait before a process is stopped; seeded, so that a run can be told again."""
    chance = random.Random(20260305)
    yield from (chance.uniform(0.0, 0.25) for _ in range(count))


@posix
@pytest.mark.parametrize("moment", list(moments(TRIALS)), ids="{:.3f}s".format)
def test_what_was_acknowledged_survives_a_kill(office: Office, moment: float) -> None:
    office.ok("init")
    process = clerk(office, "Li", 1000)
    assert process.stdout is not None
    told = process.stdout.readline()  # it is under way
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    told += process.communicate(timeout=30)[0]
    acts = acknowledged(told)
    assert acts
    checked = assert_is_whole(office)
    assert len(acts) <= checked["entries"] <= len(acts) + 1
    assert_is_there(office, acts)
    assert_only_orphans_are_left(office)
    office.ok("note 1 --text later")
    assert assert_is_whole(office)["entries"] == checked["entries"] + 1


def test_four_who_write_at_once_get_numbers_of_their_own(office: Office) -> None:
    office.ok("init")
    clerks = [clerk(office, f"clerk{n}", EACH) for n in range(AT_ONCE)]
    told = [process.communicate(timeout=60) for process in clerks]
    assert [process.returncode for process in clerks] == [0] * AT_ONCE, [errors for _, errors in told]
    acts = [act for out, _ in told for act in acknowledged(out)]
    opened = [act["case"] for act in acts if act["did"] == "log-letter"]
    assert sorted(opened) == [f"XF2026-{serial:04d}" for serial in range(1, AT_ONCE * EACH + 1)]
    assert assert_is_whole(office)["entries"] == len(acts) == AT_ONCE * EACH * 5
    for out, _ in told:
        assert_is_there(office, acknowledged(out))


@contextmanager
def interrupted_at(office: Office, module: object, name: str) -> Iterator[None]:
    """Let Ctrl-C come when a function of the program is called."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with office.monkeypatch.context() as patch:
        patch.setattr(module, name, interrupted)
        yield


@pytest.mark.parametrize(("module", "name"), [(project, "apply"), (project, "index_case"), (files, "sync_folder")])
def test_ctrl_c_before_the_end_saves_nothing(office: Office, tmp_path: Path, module: object, name: str) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(LOG)
    with interrupted_at(office, module, name):
        result = office.run(f"{LOG} --new-case --attach 照片.jpg")
    assert (result.code, result.err, result.out) == (130, "已取消；没有保存。\n", "")
    assert assert_is_whole(office)["entries"] == 1
    assert_only_orphans_are_left(office)


def test_ctrl_c_after_the_end_does_not_deny_what_was_saved(office: Office) -> None:
    office.ok(LOG)
    with interrupted_at(office, kept, "keep"):
        result = office.run("accept 1")
    assert office.ok("show 1 --json").json["status"] == "accepted"
    assert "没有保存" not in result.err


STARTED = """
import sys
from xinfang.__main__ import main

sys.argv[1:] = ["accept", "1"]
print(flush=True)  # from here on it is our program that is interrupted
main()
"""


@posix
@pytest.mark.parametrize("moment", [0.02, 0.06, 0.1, 0.14, 0.18], ids="{:.2f}s".format)
def test_ctrl_c_ends_a_command_or_comes_too_late(office: Office, moment: float) -> None:
    office.ok(LOG)
    process = subprocess.Popen(
        [sys.executable, "-c", STARTED],
        env=office.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()  # Python itself has started
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    assert process.returncode in (0, 130, -signal.SIGINT)
    if "已受理" in out:
        assert office.ok("show 1 --json").json["status"] == "accepted"
    assert assert_is_whole(office)["entries"] in (1, 2)


INTERRUPTED_WHILE_LOADED = """
import os, runpy, signal, sys

class Hook:
    @staticmethod
    def find_spec(name, *_):
        if name == "xinfang.commands.desk":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Hook)
sys.argv = ["xinfang", "list"]
runpy.run_module("xinfang", run_name="__main__")
"""


@posix
def test_ctrl_c_while_the_program_is_loaded_shows_no_traceback(office: Office) -> None:
    done = office.python("-c", INTERRUPTED_WHILE_LOADED)
    assert done.code in (130, -signal.SIGINT)
    assert "Traceback" not in done.err


def test_a_kept_file_is_whole_or_not_there(office: Office, tmp_path: Path) -> None:
    (tmp_path / "大.bin").write_bytes(os.urandom(3_000_000))
    office.ok(LOG)
    with interrupted_at(office, os, "fsync"):
        assert office.run(f"{LOG} --new-case --attach 大.bin").code == 130
    assert [path for path in office.files.rglob("*") if path.is_file()] == []
    assert assert_is_whole(office)["entries"] == 1


def test_the_same_file_is_kept_once(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    for _ in range(3):
        office.ok(f"{LOG} --new-case --attach 照片.jpg")
    assert len([path for path in office.files.rglob("*") if path.is_file()]) == 1
    assert_is_whole(office)


@posix
def test_what_is_made_is_for_its_owner_only(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    assert office.process(f"{LOG} --attach 照片.jpg").code == 0
    assert office.process("export 登记簿.csv").code == 0
    made = [office.home, *office.home.rglob("*"), tmp_path / "登记簿.csv"]
    assert len(made) >= 8
    assert not [path for path in made if path.stat().st_mode & 0o077]
