"""Killed, interrupted, eight at once: what was acknowledged is there, and nothing else is half there.

The trials are few, so that they take a second each; ``XINFANG_TRIALS=500`` makes them many for a run by hand.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import killing, writing
from tests.conftest import Office
from xinfang.ledger import connect, files, project
from xinfang.ledger.reading import reading
from xinfang.office import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = 12
TRIALS = int(os.environ.get("XINFANG_TRIALS", SOME))
AT_ONCE, EACH = 8, max(2, TRIALS // 6)  # processes that write, and how often each of them does all it can
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界"
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

# A clerk who never stops: registers with an attachment, acts, corrects; tells every document on a line of its own.
CLERK = """
import contextlib, io, json, pathlib, sys
from xinfang.commands import run

who, count = sys.argv[1], int(sys.argv[2])
paper = pathlib.Path(who + ".txt")

def do(*words):
    code, waits = 1, 0
    while code:  # who has waited ten seconds for the others is told so, and tries again
        told, refused = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(refused):
            code = run([*words, "--json"])
        waits += bool(code)
        assert waits < 20 and (not code or "另一个 xinfang" in refused.getvalue()), (code, words, refused.getvalue())
    document = json.loads(told.getvalue())
    print(json.dumps({"did": words[0], **document}), flush=True)
    return document.get("case")

for turn in range(count):
    paper.write_text(f"{who} {turn} " + "x" * 50_000)
    case = do("log-letter", "--name", who, "--subject", "path lamp", "--new-case", "--attach", str(paper))
    do("accept", case)
    do("note", case, "--text", "seen")
    do("log-call", "--name", who, "--subject", "path lamp again", "--case", case)
    do("correct", case, "--group", "three")
"""
# What such a clerk also does in the books beside the cases; and one who only looks, until there is nothing left to do.
BOOKS = """
    do("paper", "receipt", case)
    do("log-dispute", "--subject", "water", "--party", who, "--team", "team", "--person", "Li", "--plan", "measure",
       "--due", "2026-04-01")
    do("log-meeting", "--subject", "road", "--chair", "Li", "--attended", "Wu", "--text", "met")
"""
LOOKER = (
    CLERK.split("for turn", maxsplit=1)[0]
    + """
while not pathlib.Path("done").exists():
    do("overdue")
    do("list")
    do("export", who + ".xlsx")
    do("check")
"""
)


def clerk(office: Office, who: str, count: int, script: str = CLERK) -> subprocess.Popen[str]:
    """Start a clerk in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", script, who, str(count)],
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


def test_eight_who_write_at_once_get_numbers_of_their_own_while_others_look(office: Office, tmp_path: Path) -> None:
    office.ok("init")
    clerks = [clerk(office, f"clerk{n}", EACH, CLERK + BOOKS) for n in range(AT_ONCE)]
    lookers = [clerk(office, "looker", 0, LOOKER)]
    told = [process.communicate(timeout=600) for process in clerks]
    (tmp_path / "done").touch()
    looked = [process.communicate(timeout=60) for process in lookers]
    for process, (_, errors) in zip((*clerks, *lookers), (*told, *looked), strict=True):
        assert process.returncode == 0, errors
    acts = [act for out, _ in told for act in acknowledged(out)]
    count = AT_ONCE * EACH
    for did, number, pattern in (
        ("log-letter", "case", "XF2026-{:04d}"), ("log-dispute", "dispute", "PC2026-{:04d}"),
        ("log-meeting", "meeting", "HY2026-{:04d}"), ("paper", "paper", "信登字〔2026〕{}号"),
    ):  # fmt: skip
        numbers = {act[number] for act in acts if act["did"] == did}
        assert numbers == {pattern.format(serial) for serial in range(1, count + 1)}
    assert assert_is_whole(office)["entries"] == len(acts) == count * 8
    for out, _ in told:
        assert_is_there(office, [act for act in acknowledged(out) if act.get("case")])


def test_what_is_looked_at_does_not_change_meanwhile(office: Office) -> None:
    office.ok(LOG)
    office.monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    with reading(office.database, "XF") as ledger:
        before = ledger.head()
        assert office.refused("accept 1").startswith("另一个 xinfang 正在使用台账；")
        assert ledger.head() == before
    office.ok("accept 1")


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


# ---- every change of the disk, one after the other


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The current folder of an office in which every command can be done that writes."""
    folder = tmp_path_factory.mktemp("made") / "made"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        writing.prepare(Office(folder / killing.HOME, patch))
        yield folder


def test_every_command_is_walked() -> None:
    assert writing.unknown() == set()


@pytest.mark.skipif(not killing.FITS, reason="processes are followed on Linux only")
@pytest.mark.parametrize("command", list(writing.WRITING | writing.MORE)[:: 1 if TRIALS > SOME else 5])
def test_a_command_that_is_killed_before_a_change_of_the_disk_leaves_nothing_half(
    made: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One command of five, killed once, in the default size; benchmarks/kills.py kills all before every change."""
    monkeypatch.chdir(made)
    monkeypatch.setenv("XINFANG_HOME", str(made.with_name("hier") / killing.HOME))
    trial = killing.Trial(made, (writing.WRITING | writing.MORE)[command])
    for n in range(max(1, TRIALS // SOME)):
        trial.kill(random.Random(f"{command} {n}").randint(1, trial.steps))


@pytest.mark.skipif(not killing.NAMES_ORDER, reason="calls are told by name on x86_64 Linux only")
@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("log-letter --name 郑一 --subject 电线杆 --new-case --attach 来信.txt", "data/files/"),
        ("paper accept 2", "文书/"),
    ],
)
def test_the_file_is_on_the_disk_before_the_entry_and_the_entry_before_the_answer(
    made: Path, words: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power loss finds: file synced, renamed, folder synced, then the commit, its folder synced, answered."""
    here = made.with_name("hier")
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(made, here)
    home, answer = here / killing.HOME, here / killing.ANSWER
    monkeypatch.setenv("XINFANG_HOME", str(home))
    monkeypatch.chdir(here)
    done = killing.order(words.split(), answer)
    named = next(at for at, (call, path) in enumerate(done) if call == "rename" and f"{killing.HOME}/{place}" in path)
    commit = next(
        at for at, (call, path) in enumerate(done) if call == "remove" and path.endswith("xinfang.db-journal")
    )
    answered = next(at for at, (call, path) in enumerate(done) if (call, path) == ("write", str(answer)))
    assert done[named - 1][0] == "sync", "the draft, just before it takes its name"
    assert done[named + 1] == ("sync", str(Path(done[named][1]).parent))
    assert named + 1 < commit < answered
    assert ("sync", str(home / killing.LEDGER)) in done[named + 2 : commit]
    assert ("sync", str(home / "data")) in done[commit:answered]
