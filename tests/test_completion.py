"""Tab completes what was begun, in real shells; whatever is the matter with the office, it stays silent."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

import pytest

from xinfang.commands.completion import SCRIPTS
from xinfang.words.completion import SHELLS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

HOSTILE = "路灯\"'`$(touch 坏)\\$(touch 坏)[/x];:::坏\t坏"


def offered(office: Office, *words: str, shell: str = "bash") -> list[str]:
    """Return what a shell is offered behind these words, the last of them begun."""
    line = " ".join(("xinfang", *words))
    asked = {"bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words))}}
    fish = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    with office.monkeypatch.context() as patch:
        for name, value in {"_XINFANG_COMPLETE": f"complete_{shell}", **asked.get(shell, fish)}.items():
            patch.setenv(name, value)
        result = office.run([])
    assert result.err == ""
    return result.out.splitlines()


@pytest.fixture
def town(office: Office) -> Office:
    """An office with a claim, an accusation, a case that ended, and one whose words are hostile."""
    office.ok("log-visit --name 张三 --subject 宅基地争界 --new-case")
    office.ok("log-visit --name 李四 --subject 揭发村会计 --kind accusation --new-case")
    office.ok("log-visit --name 王五 --subject 咨询低保 --kind other --settled 已答复 --new-case")
    office.ok(["log-visit", "--name", "赵六", "--subject", HOSTILE.replace("\t", " "), "--new-case"])
    return office


OFFERED = [
    (["log-v"], ["log-visit"]),
    (["laif"], ["log-visit"]),
    (["延期"], ["extend"]),
    (["help", "acc"], ["accept"]),
    (["--of"], ["--office"]),
    (["show", ""], ["XF2026-0004", "XF2026-0002", "XF2026-0001", "XF2026-0003"]),
    (["show", "xf2026-0003"], ["XF2026-0003"]),
    (["show", "3"], ["3"]),
    (["log-visit", "--case", "2"], ["2"]),
    (["log-visit", "--sub"], ["--subject"]),
    (["log-visit", "--category", "zjd"], ["宅基地"]),
    (["log-visit", "--category=宅基"], ["宅基地"]),
    (["list", "--status", "ass"], ["assigned"]),
    (["list", "--status", "交办"], ["assigned"]),
    (["register", "vi"], ["visit"]),
    (["register", "visit", "上"], ["上月", "上季度"]),
    (["paper", "slg"], ["accept", "decline", "refuse"]),
    (["report", "m"], ["month"]),
    (["stats", "--month", "2026-0"], ["2026-03", "2026-02", "2026-01"]),
    (["follow-up", "1", "--unit-rating", "满"], ["满意"]),
    (["completion", "fi"], ["fish"]),
    (["export", ""], []),
    (["nosuch", ""], []),
    (["log-visit", "--name", ""], []),
]


def test_what_a_shell_is_offered(town: Office) -> None:
    assert [(words, offered(town, *words)) for words, _ in OFFERED] == OFFERED


def test_every_option_of_a_command_is_offered_with_its_meaning_in_chinese(town: Office) -> None:
    told = dict(line.split("\t") for line in offered(town, "log-visit", "--", shell="fish"))
    assert told["--subject"] == "一句话写明反映什么"
    assert told["--help"] == "显示这一页"


def test_an_accusation_is_offered_as_a_number_only_and_others_with_their_subject(town: Office) -> None:
    told = dict(line.split("\t") for line in offered(town, "show", "", shell="fish"))
    assert told["XF2026-0002"] == "保密"
    assert told["XF2026-0001"] == "宅基地争界"


@pytest.mark.parametrize("shell", SHELLS)
def test_no_words_of_a_petitioner_reach_a_shell_as_its_own(town: Office, shell: str) -> None:
    told = "".join(offered(town, "show", "xf2026-0004", shell=shell))
    assert not set("`$(\\[;\t").intersection(told.removeprefix("_arguments '*: :((").replace("XF2026-0004\t", ""))


def test_silence_where_there_is_nothing_to_offer(town: Office) -> None:
    for spoil in (spoil_settings, damage, lock, remove):
        with spoil(town) or nullcontext():
            assert offered(town, "show", "") == []
            assert offered(town, "sho") == ["show"]


def spoil_settings(office: Office) -> None:
    (office.home / "config.yaml").write_text("office: [", "utf-8")


def damage(office: Office) -> None:
    shutil.copy(office.database, office.home / "kept.db")
    office.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def lock(office: Office) -> closing[sqlite3.Connection]:
    shutil.copy(office.home / "kept.db", office.database)
    conn = sqlite3.connect(office.database, isolation_level=None)
    conn.execute("BEGIN EXCLUSIVE")
    return closing(conn)


def remove(office: Office) -> None:
    shutil.rmtree(office.home)


@pytest.mark.parametrize("shell", [name for name in SHELLS if name != "powershell"])
def test_it_is_put_in_place_once_and_told_how_to_be_undone(town: Office, nowhere: Path, shell: str) -> None:
    start = nowhere / f".{shell}rc"
    start.write_text("alias ll='ls -l'", "utf-8")
    first = town.ok(["completion", "--install", shell])
    made = start.read_bytes()
    again = town.ok(["completion", shell, "--install"])
    assert start.read_bytes() == made
    assert made.startswith(b"alias ll='ls -l'")
    assert (first.out.startswith("已装好"), again.out.startswith(f"{shell} 的 Tab 补全早已装好，没有改动")) == (
        True,
        True,
    )
    assert "不要了：删去 " in again.out
    start.unlink()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_name_of_a_home_folder_is_never_run(
    town: Office, tmp_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "o'$(touch evil)'家"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    town.ok(["completion", "--install", shell])
    line = (home / f".{shell}rc").read_text("utf-8").replace("source ", "printf %s ")
    if not (program := shutil.which(shell)):
        pytest.skip(f"no {shell} here")
    done = subprocess.run([program, "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == str(home / f".local/share/xinfang/completion/xinfang.{shell}")
    assert not (tmp_path / "evil").exists()


def test_a_shell_that_is_not_known_is_asked_for(town: Office) -> None:
    assert town.refused("completion --install cmd") == (
        "终端没有“cmd”这一项；可选：bash、zsh、fish、powershell（PowerShell）。"
    )
    assert town.ok("completion").out.startswith("按 Tab 键补全")
    assert "Register-ArgumentCompleter" in town.ok("completion powershell").out


UTF_8 = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
TERM = {"bash": "dumb", "zsh": "dumb", "fish": "xterm"}  # zsh draws over its line where it can, fish needs to


def in_path(office: Office, folder: Path, shell: str) -> dict[str, str]:
    """Return the surroundings in which ``xinfang`` is this program."""
    program = folder / "xinfang"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m xinfang \"$@\"\n", "utf-8")
    program.chmod(0o755)
    return office.env(PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", TERM=TERM[shell], **UTF_8)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell at a terminal of its own")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_tab_completes_in_a_real_shell(town: Office, tmp_path: Path, nowhere: Path, shell: str) -> None:
    import pexpect

    if not (program := shutil.which(shell)):
        pytest.skip(f"no {shell} here")
    town.ok(["completion", "--install", shell])
    child = pexpect.spawn(
        program, ["-i"], env=in_path(town, tmp_path, shell), encoding="utf-8", timeout=30, dimensions=(40, 200)
    )
    child.sendline("echo rea''dy")
    child.expect("ready")
    child.send("xinfang sho\t")
    child.expect("show ")
    child.send("3\t")
    child.expect("3 ")
    child.send("--unm\t\r")
    child.expect("咨询低保")
    child.close(force=True)
    (nowhere / f".{shell}rc").unlink(missing_ok=True)
    shutil.rmtree(nowhere / SCRIPTS, ignore_errors=True)
