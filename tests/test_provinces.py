"""The provinces' terms: each file reads, stands between the law and the office's own terms, and leaves clocks alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from xinfang.domain.terms import national_rules
from xinfang.office import province, settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

CODES = sorted(path.stem for path in province.FOLDER.glob("*.yaml"))
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界"


def settle(office: Office, more: str = "") -> None:
    office.home.mkdir(exist_ok=True)
    (office.home / "config.yaml").write_text(f"office:\n  name: 甲镇\n{more}", "utf-8")


def clocks(office: Office) -> dict[str, dict[str, Any]]:
    return {term["term"]: term for term in office.ok("explain 1 --json").json["terms"]}


def test_there_are_provinces() -> None:
    assert len(CODES) >= 3
    assert {"zhejiang", "shandong", "shanghai"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_file_reads_and_says_what_it_is(code: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(f"office:\n  name: 甲镇\nprovince: {code}\n", "utf-8")
    office = settings.read(tmp_path)
    assert office.province["code"] == code
    assert office.province["name"].endswith(("省", "市"))
    assert re.search(r"\d{4}-\d\d-\d\d", office.province["dated"])
    assert "不抵触" in office.province["note"]
    assert "《信访工作条例》" in office.province["note"]


@pytest.mark.parametrize("code", CODES)
def test_each_term_names_its_article_and_is_one_of_ours(code: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(f"office:\n  name: 甲镇\nprovince: {code}\n", "utf-8")
    office, national = settings.read(tmp_path), national_rules("township")
    assert office.term_changes
    for name, change in office.term_changes.items():
        assert change.keys() == {"length", "counted_in", "basis"}, "nothing is left to be guessed"
        assert re.fullmatch(f"《{office.province['regulation']}》第[一二三四五六七八九十百]+条", change["basis"])
        assert office.terms()[name].ours is national[name].ours
    untold = national.keys() - office.term_changes.keys()
    assert all(office.terms()[name] == national[name] for name in untold)


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_verified_is_no_term(code: str) -> None:
    """An entry behind 待核对, or of a term that there is not yet, stays a comment."""
    text = (province.FOLDER / f"{code}.yaml").read_text("utf-8")
    assert text.startswith("# ")
    _, doubtful, after = text.partition("待核对")
    assert not doubtful or all(line.lstrip().startswith("#") for line in after.splitlines()[1:])


@pytest.mark.parametrize("typed", ["zhejiang", "Zhejiang", "浙江", "浙江省"])
def test_a_province_under_any_of_its_names(office: Office, typed: str) -> None:
    settle(office, f"province: {typed}\n")
    office.ok(LOG)
    inform = clocks(office)["inform"]
    assert (inform["length"], inform["unit"], inform["basis"]) == (5, "工作日", "《浙江省信访条例》第二十条")
    assert inform["due_on"] == "2026-03-12"


def test_the_provincial_terms_and_what_is_said_of_them(office: Office) -> None:
    settle(office, "province: 浙江\n")
    office.ok(LOG)
    office.ok("accept 1")
    told = clocks(office)["handle"]
    assert (told["length"], told["unit"], told["due_on"]) == (30, "日", "2026-04-07")
    lines = office.ok("explain 1").out.splitlines()
    assert "  期限：30日，依据《浙江省信访条例》第二十三条" in lines
    note = (
        "说明：2022 年以前制定的地方性法规只在与《信访工作条例》不抵触的范围内适用；"
        "是否仍然有效，请向上级信访部门核实。"
    )
    assert lines[-1] == note
    assert office.ok("explain 2026-03-05").out.splitlines()[-1] == note


def test_without_a_province_nothing_is_said_of_one(office: Office) -> None:
    settle(office)
    office.ok(LOG)
    assert "说明：" not in office.ok("explain 1").out
    assert office.ok("explain 1 --json").json["note"] is None


def test_the_office_s_own_terms_stand_over_the_province_s(office: Office) -> None:
    own = "terms:\n  handle: {length: 20, unit: 工作日, basis: 本镇规定}\n  review_request: {length: 25}\n"
    settle(office, "province: 浙江\n" + own)
    office.ok(LOG)
    office.ok("accept 1")
    told = clocks(office)
    assert (told["handle"]["length"], told["handle"]["basis"]) == (20, "本镇规定")
    assert told["inform"]["basis"] == "《浙江省信访条例》第二十条"


def test_a_running_term_keeps_its_own_when_the_setting_changes(office: Office) -> None:
    settle(office)
    office.ok(LOG)
    office.ok("accept 1")
    before = clocks(office)
    settle(office, "province: 浙江\n")
    office.ok("calendar --refresh")
    assert clocks(office) == before
    assert before["handle"]["basis"] == "《信访工作条例》第三十四条"
    office.ok("log-visit --name 李四 --subject 路灯不亮")
    assert office.ok("explain 2 --json").json["terms"][0]["basis"] == "《浙江省信访条例》第二十条"
    settle(office)
    assert office.ok("explain 2 --json").json["terms"][0]["length"] == 5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("浙扛", "没有“浙扛”的期限表，是不是“浙江”？"),
        ("zhejian", "没有“zhejian”的期限表，是不是“zhejiang”？"),
        ("火星", "没有“火星”的期限表，可以写："),
        ("[浙江]", "没有“”的期限表，可以写："),
    ],
)
def test_an_unknown_province_is_one_sentence(office: Office, typed: str, told: str) -> None:
    settle(office, f"province: {typed}\n")
    lines = office.refused(LOG).splitlines()
    assert lines[0] == "设置有 1 处要改："
    assert lines[1].startswith(f"  第 3 行 province：{told}")
    assert not office.database.exists()


def test_the_settings_file_names_every_province() -> None:
    text = settings.DEFAULT.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("# 省级规定"))
    assert all(name.rstrip("省市") in line for name in province.names().values())
    assert "# province: " in text


def test_kept_settings_hold_the_province(office: Office) -> None:
    settle(office, "province: 浙江\n")
    office.ok(LOG)
    kept = json.loads((office.home / "data" / "settings.json").read_text("utf-8"))
    assert kept["office"]["province"]["code"] == "zhejiang"
    assert "说明：" in office.ok("explain 1").out
