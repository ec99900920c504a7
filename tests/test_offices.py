"""Several offices in one ledger: each looked at alone, all together; the own one stays as it was."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Office
from tests.offices import ACCUSED, brought_together, founded
from xinfang.commands.frame import LOOKING, ROOM_OF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTS = ("list", "register letter", "register case", "register dispute", "register meeting", "search 路")
PLACED = {"today": "later", "overdue --within 90": "due"}


@pytest.fixture(scope="module")
def _together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XINFANG_TODAY", "2026-03-05")
        home = tmp_path_factory.mktemp("together")
        township = founded(home / "镇", patch, "ZZ", "柳林镇信访办", "township")
        villages = [founded(home / name, patch, code, name, "village") for code, name in VILLAGES.items()]
        yield brought_together(township, *villages)


VILLAGES = {"LC": "柳村", "DC": "东村"}


@pytest.fixture
def together(_together: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A township that has the ledgers of two villages in its own; the numbers of all three are the same."""
    return Office(_together.home, monkeypatch)


def rows_of(office: Office, words: str) -> list[dict[str, Any]]:
    return list(office.ok(f"{words} --json").json["rows"])


@pytest.mark.parametrize("words", LISTS)
def test_a_list_is_of_the_own_office_of_another_or_of_all(together: Office, words: str) -> None:
    own, all_of_them = rows_of(together, words), rows_of(together, f"{words} --office 全部")
    assert own
    assert all("office" not in row for row in own)
    by_office = {code: [r for r in all_of_them if r["office"] == code] for code in ("ZZ", *VILLAGES)}
    assert sum(map(len, by_office.values())) == len(all_of_them)
    for code, name in VILLAGES.items():
        alone = rows_of(together, f"{words} --office {code}")
        assert alone == [{k: v for k, v in r.items() if k not in ("office", "office_name")} for r in by_office[code]]
        assert {r["office_name"] for r in by_office[code]} == {name}
    assert own == [{k: v for k, v in r.items() if k not in ("office", "office_name")} for r in by_office["ZZ"]]


@pytest.mark.parametrize(("words", "key"), PLACED.items())
def test_the_morning_of_all_offices_names_whose_a_clock_is(together: Office, words: str, key: str) -> None:
    told = together.ok(f"{words} --office 全部 --json").json[key]
    assert {row["office"] for row in told} == {"ZZ", *VILLAGES}
    alone = together.ok(f"{words} --office 东村 --json").json[key]
    assert [row["case"] for row in alone] == [row["case"] for row in told if row["office"] == "DC"]
    assert "单位" in together.ok(f"{words} --office 全部").out
    assert "单位" not in together.ok(words).out


def test_the_same_number_in_several_offices_is_asked_back(together: Office) -> None:
    refused = together.refused("show 1 --office 全部")
    assert refused == "“1”在几个单位都有：柳林镇信访办、东村、柳村；请用 --office 写明看哪个单位的。"
    shown = together.ok("show 1 --office 柳村")
    assert shown.out.startswith("柳村　XF2026-0001　")
    assert "附件和文书的文件在柳村，不在这里。" in shown.out
    assert together.ok("show 1 --json --office LC").json["office"] == "LC"
    assert "不在这里" not in together.ok("show 1").out
    assert together.ok("show 3 --office 全部").out.startswith("东村　XF2026-0003　")  # only one has so many
    assert together.ok("show PC1 --office 东村").out.startswith("东村　PC2026-0001")
    assert "PC1" in together.refused("show PC1 --office 全部")
    assert "办理" not in together.ok("explain 3 --office 全部").err


def test_an_accusation_of_another_office_stays_closed_and_opening_it_is_recorded(together: Office) -> None:
    for words in (*LISTS, "show 2 --office 柳村", "search 会计", "today", "overdue --within 90"):
        asked = words if "--office" in words else f"{words} --office 全部"
        assert ACCUSED not in together.ok(asked).out, asked
        assert ACCUSED not in together.ok(f"{asked} --json").out, asked
    before = together.entries()
    shown = together.ok("show 2 --office 柳村 --with-confidential --reason 核对").out
    assert "事由      保密" in shown
    assert "匿名" not in shown
    assert "检举控告的内容保密；没有随数据包送来的，请向柳村了解。" in shown
    assert together.entries() == before + 1


def test_a_list_says_whose_it_is(together: Office) -> None:
    assert together.ok("list --office 柳村").out.splitlines()[0] == "信访事项　全部　柳村"
    assert together.ok("list --office 全部").out.splitlines()[0] == "信访事项　全部　柳林镇信访办等 3 个单位"
    assert together.ok("list").out.splitlines()[0] == "信访事项　全部"
    assert "■ 柳村　XF2026-0001-1" in together.ok("register letter --office 全部").out.splitlines()
    assert together.ok("--office 柳村").out.splitlines()[0] == "柳村　2026-03-05 星期四"
    assert together.ok("search 路灯 --office 柳村").out.splitlines()[0] == "找到 1 件　柳村"


def test_the_statistics_are_those_of_the_offices_that_were_asked_for(together: Office) -> None:
    told = {text: together.ok(f"stats --office {text} --json").json["totals"] for text in ("ZZ", *VILLAGES, "全部")}
    assert told["DC"]["visit_people"] == 6
    for name, value in told["全部"].items():
        assert value == sum(told[code][name] for code in ("ZZ", *VILLAGES)), name


def test_an_export_of_all_has_a_column_of_the_offices(together: Office, tmp_path: Path) -> None:
    path = tmp_path / "全部.json"
    together.ok(["export", str(path), "--office", "全部"])
    document = json.loads(path.read_text("utf-8"))
    assert document["office"] == "柳林镇信访办等 3 个单位"
    letters = next(r for r in document["registers"] if r["name"] == "letter")
    assert letters["columns"][0] == "单位"
    assert [row["office"] for row in letters["rows"]] == ["DC", "DC", "LC", "LC", "ZZ", "ZZ"]
    together.ok(["export", str(path), "--office", "柳村"])
    assert json.loads(path.read_text("utf-8"))["office"] == "柳村"


def test_an_office_is_named_by_code_name_or_a_part_of_it(together: Office) -> None:
    for text in ("LC", "lc", "柳村"):
        assert rows_of(together, f"list --office {text}") == rows_of(together, "list --office LC")
    choices = "DC（东村）、LC（柳村）、ZZ（柳林镇信访办）"
    known = "ZZ（柳林镇信访办）、DC（东村）、LC（柳村）、全部"
    assert together.refused("list --office 西村") == f"台账里没有“西村”这个单位，或对得上好几个；可选：{known}。"
    assert together.refused("list --office 村") != choices
    assert rows_of(together, "list --office 柳林") == rows_of(together, "list")


@pytest.mark.parametrize("command", sorted(set(ROOM_OF) - LOOKING))
def test_what_does_not_look_takes_no_other_office(together: Office, command: str) -> None:
    before = together.database.read_bytes()
    arguments = [command, "1"] if command not in ("log-letter", "init", "check", "demo") else [command]
    result = together.run(["--office", "柳村", *arguments, *(["x"] if command == "calendar" else [])])
    if result.err.startswith("汇总"):
        assert result.err == f"汇总进来的单位只能查看，不能在这里办理（{command}）；请去掉 --office，或到该单位办理。\n"
    assert result.code == 2
    assert together.database.read_bytes() == before


def test_the_ledger_of_several_offices_is_whole_and_a_finding_names_the_office(
    together: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = together.ok("check --json").json
    assert (told["ok"], told["cases"]) == (True, 7)
    shutil.copytree(together.home, tmp_path / "另一份")
    touched = Office(tmp_path / "另一份", monkeypatch)
    with closing(sqlite3.connect(touched.database)) as conn:
        conn.execute("UPDATE cases SET unit = '别处' WHERE office = 'LC' AND serial = 1")
        conn.commit()
    [problem] = touched.run("check --json").json["problems"]
    assert problem["message"].startswith("【柳村】信访事项 XF2026-0001 ")
