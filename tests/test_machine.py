"""`check`, by its other name `doctor`, looks at the computer too: with a ledger, without one, with broken settings."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from xinfang.commands import machine
from xinfang.words.machine import TOLD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office, Result

LOG = "log-visit --name 张三 --subject 路灯"
EVERYWHERE = {"version", "python", "sqlite", "settings", "disk", "clock", "calendar", "encoding"}


class Usage(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


def look(result: Result, code: str) -> dict[str, Any]:
    return next(one for one in result.json["machine"] if one["code"] == code)


def test_the_ledger_comes_first_and_the_computer_after_it(office: Office) -> None:
    office.ok(LOG)
    lines = office.ok("doctor").out.splitlines()
    assert lines[0] == "台账完好：1 条记录，1 件事项，1 件信访。"
    assert lines.index("这台电脑") > 0
    assert all(line[2] in "√!×" for line in lines[lines.index("这台电脑") + 1 :])
    assert office.ok("check").out.splitlines()[:2] == lines[:2]


def test_json_keeps_its_keys_and_adds_the_computer(office: Office) -> None:
    office.ok(LOG)
    told = office.ok("check --json").json
    assert {"ok", "problems", "entries", "cases", "petitions", "head"} <= told.keys()
    assert {one["code"] for one in told["machine"]} >= EVERYWHERE | {"folder", "backup"}
    assert {one["code"] for one in told["machine"]} <= TOLD.keys()
    assert all(one.keys() == {"code", "ok", "works", "message"} for one in told["machine"])


def test_it_works_on_the_first_day_and_makes_nothing(office: Office) -> None:
    for words in ("doctor --json", "doctor"):
        told = office.run(words)
        assert told.code == 1, "nothing was checked: a script must not take it for well"
        assert "还没有" in told.err
    told = office.run("doctor --json")
    assert [problem["code"] for problem in told.json["problems"]] == ["no_ledger"]
    assert {one["code"] for one in told.json["machine"]} >= EVERYWHERE
    assert "xinfang init" in look(told, "settings")["message"]
    assert not office.home.exists()


def test_it_works_with_broken_settings(office: Office) -> None:
    office.ok(LOG)
    (office.home / "config.yaml").write_text("office:\n  role: 市\n", "utf-8")
    told = office.run("doctor --json")
    assert told.code == 1
    assert told.json["problems"][0]["code"] == "bad_settings"
    assert not look(told, "settings")["works"]
    assert "第 2 行 office.role" in told.err


def test_a_sound_ledger_is_sound_on_whatever_computer(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.ok(LOG)
    for free, level in ((10**12, "√"), (300 * 10**6, "!"), (5 * 10**6, "×")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: Usage(10**12, 0, free))
        told = office.ok("check")
        assert any(line.startswith(f"  {level} ") and "磁盘" in line for line in told.out.splitlines())
        assert office.ok("check --json").json["ok"]


def test_a_disk_must_hold_the_ledger_three_times(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.ok(LOG)
    monkeypatch.setattr(machine, "ROOM", 0)
    size = office.database.stat().st_size
    for free, well in ((machine.TOO_LITTLE + 3 * size, True), (machine.TOO_LITTLE, True)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: Usage(10**12, 0, free))
        assert look(office.run("check --json"), "disk")["ok"] is well
    monkeypatch.setattr(machine, "TIMES", machine.TOO_LITTLE)
    assert not look(office.run("check --json"), "disk")["ok"]


@pytest.mark.parametrize(("day", "ok"), [("2026-11-30", True), ("2026-12-01", False), ("2027-01-04", False)])
def test_from_december_on_the_next_year_s_holidays_are_asked_for(office: Office, day: str, *, ok: bool) -> None:
    told = look(office.run("doctor --json", today=day), "calendar")
    assert told["ok"] is ok
    assert ok or "2027 年放假安排还没有" in told["message"]


def test_a_clock_before_the_last_entry_is_told(office: Office) -> None:
    office.ok(LOG)
    assert look(office.ok("check --json"), "clock")["ok"]
    assert "对不上" in look(office.ok("check --json", today="2026-03-01"), "clock")["message"]
    assert not look(office.run("check --json", today="2021-03-01"), "clock")["ok"]


def test_a_copy_outside_that_is_a_week_old_is_asked_for(office: Office) -> None:
    office.ok(LOG)
    assert look(office.ok("check --json"), "backup")["ok"]
    late = look(office.ok("check --json", today="2026-03-20"), "backup")
    assert not late["ok"]
    assert late["message"].endswith("请插好 U 盘，运行 xinfang backup --to 盘符。")


@pytest.mark.parametrize(
    ("encoding", "told"), [("gbk", "生僻字会显示成问号"), ("ascii", "显示不了汉字"), ("utf-8", "汉字都能显示")]
)
def test_what_a_console_cannot_show_is_told(office: Office, encoding: str, told: str) -> None:
    office.ok(LOG)
    result = office.process("check --json", encoding=encoding, PYTHONIOENCODING=encoding)
    assert result.code == 0
    assert told in look(result, "encoding")["message"]


@pytest.mark.skipif(os.name == "nt", reason="there the fonts are looked for as files")
@pytest.mark.parametrize(
    ("fonts", "ok"), [("仿宋,FangSong\n黑体,SimHei\n", True), ("DejaVu Sans\n", False), ("", False)]
)
def test_fonts_that_papers_need_and_are_not_there_are_told(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fonts: str, *, ok: bool
) -> None:
    office.ok(LOG)
    program = tmp_path / "fc-list"
    program.write_text(f"#!/bin/sh\nprintf '{fonts}'\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    told = look(office.ok("check --json"), "fonts")
    assert told["ok"] is ok
    assert ok or told["message"].startswith("没有找到")


def test_a_narrow_window_is_told(office: Office) -> None:
    office.ok(LOG)
    assert "窗口宽 80 列" in office.session("doctor").out
    office.monkeypatch.setenv("COLUMNS", "60")
    assert "! 请留意：窗口只有 60 列宽" in office.session("doctor").out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may do everything is not kept out")
def test_a_folder_that_cannot_be_written_is_told(office: Office) -> None:
    office.ok(LOG)
    (office.home / "data").chmod(0o500)
    assert not look(office.run("check --json"), "folder")["works"]
