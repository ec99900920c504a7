"""A demonstration says that it is one: on every screen, and on whatever it makes, so that nobody sends it on."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.commandline import arguments, commands
from tests.test_confidence import ARGUMENTS
from xinfang.words import talk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

DAY = "2026-11-20"
TOLD = {metavar: examples[0] for metavar, examples in ARGUMENTS.items()}
OTHERWISE = {"demo", "init", "completion"}  # which make an office, or are about the terminal and about none
WITHOUT_WORDS = {"import": "旧表.csv"}


def test_every_screen_says_so_and_json_stays_clean(demo: Office) -> None:
    for name, command in commands().items():
        if name in OTHERWISE:
            continue
        words = [name, *arguments(command, TOLD), *([WITHOUT_WORDS[name]] if name in WITHOUT_WORDS else [])]
        assert talk.DEMO_BANNER in demo.run(words).err, name
        clean = demo.run([*words, "--json"])
        assert talk.DEMO_BANNER not in clean.out, name
        assert not clean.out or json.loads(clean.out) is not None, name


def test_the_bare_command_says_so(demo: Office) -> None:
    assert talk.DEMO_BANNER in demo.ok("").err


def says_so(path: Path) -> bool:
    """Return whether a file, or a part of it, has the word in it."""
    if not zipfile.is_zipfile(path):
        return "演示" in path.read_bytes().decode("utf-8", "ignore")
    with zipfile.ZipFile(path) as parts:
        return any("演示" in parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


MADE = {
    "表.xlsx": "export 表.xlsx 上月",
    "印.xlsx": "export 印.xlsx 上月 --book visit --print",
    "表.csv": "export 表.csv 上月 --book visit",
    "表.html": "export 表.html 上月",
    "表.json": "export 表.json 上月",
    "表.db": "export 表.db 上月",
    "统计.csv": "stats --file 统计.csv",
    "公告.html": "reception 2026-12-07 --notice --file 公告.html",
    "包.zip": "package 包.zip",
}


@pytest.mark.parametrize("renamed", [False, True], ids=["", "renamed"])
def test_whatever_it_makes_says_so(demo: Office, *, renamed: bool) -> None:
    if renamed:
        demo.ok("config office.name 柳林镇信访办")
        demo.ok("config office.organ 柳林镇人民政府")
    folder = demo.home.parent
    for file, words in MADE.items():
        demo.ok(words)
        assert says_so(folder / file), file
    (folder / "月报").mkdir()
    for file in demo.ok(["report", "month", "--to", str(folder / "月报"), "--json"]).json["files"]:
        assert says_so(folder / "月报" / str(file).rpartition("/")[2]), file
    made = demo.ok("log-visit --name 张三 --subject 路灯 --new-case --json").json
    demo.ok(["paper", "submit", made["case"]])
    assert list(demo.home.glob("文书/**/*.docx"))
    for path in demo.home.glob("文书/**/*.docx"):
        assert says_so(path), path.name


def test_an_office_of_ones_own_says_nothing_of_the_kind(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 路灯")
    office.ok("export 表.csv --book visit")
    assert not says_so(office.home.parent / "表.csv")
    assert "演示" not in office.ok("").screen
