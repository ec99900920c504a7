"""The settings by their keys: shown, changed by the reader's own rules, and nothing else in the file touched."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, outcome, refused
from xinfang.demo import build
from xinfang.domain.codes import Refused
from xinfang.domain.listed import listed
from xinfang.office import editing, keys
from xinfang.office.settings import DEFAULT, faults

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

RAW = DEFAULT.read_bytes()
SHIPPED = (RAW, build.settings(), RAW.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + RAW)
TEXTS = ("office.name", "office.clerk", "office.phone", "office.organ", "office.superior", "terms.handle.basis")
HOSTILE = (
    *('"', "'", "柳: 林", "林 #1", "#", "- 一", "-", "[", "{x}", "=cmd|'/c calc'!A1", "&a", "*a", "!x", "%x", "@", "`"),
    *("😀", "~", "null", "true", "yes", "007", "1e3", "2026-01-01", "\\", "|", ">", "?", ":", "柳" * 60, "a\tb", "<b>"),
    *("}}", "a, b", "//", "...", "---", "é", "\u200b", "\u202e倒", "\u2028", "\x85", "\xa0"),
)  # fmt: skip
ANY_TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=61))


@pytest.fixture
def home(office: Office) -> Path:
    office.ok("init --json")
    return office.home


def config(home: Path) -> bytes:
    return (home / "config.yaml").read_bytes()


def value(office: Office, key: str) -> Any:
    [one] = office.ok(["config", key, "--json"]).json["settings"]
    return one["value"]


def outside(old: str, new: str) -> tuple[str, str]:
    """Return what two files differ in: without the beginning and the end that they share."""
    start = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    end = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return old[start : len(old) - end], new[start : len(new) - end]


@examples(300)
@given(which=st.integers(0, len(SHIPPED) - 1), key=st.sampled_from(TEXTS), said=ANY_TEXT)
def test_any_text_that_the_reader_takes_is_read_back_and_nothing_else_changes(which: int, key: str, said: str) -> None:
    raw, path = SHIPPED[which], keys.path_of(key)
    if faults(editing.one_line(path, said)):
        return
    new = editing.changed(raw, path, said)
    assert editing.at(editing.tree(new), path) == said
    assert faults(new) == []
    old, written = outside(raw.decode(), new.decode())
    assert old in str(editing.at(editing.tree(raw), path))  # of a value that was there
    assert written.count("\n") <= 1 or "\n" in said
    assert editing.changed(new, path, editing.at(editing.tree(raw), path)) == raw


LISTS = (
    b"groups: []   # a\n", b"groups:\n", b"", b"# only a remark", b"groups: [a, b]  # c\nunits: [x]\n",
    b"groups:\n  - a # first\n  - b\n# end\nunits:\n- x\n", b"groups: # c\n- a\n- b", b"groups: [a, # first\n  b]\n",
    b"groups: [\n  a,\n  b,\n]\noffice: {name: n}\n", b"\xef\xbb\xbfgroups:\r\n  - a\r\n  - b\r\n",
)  # fmt: skip
ITEM = st.text("abc甲乙'\"#-=&*{[ ", min_size=1, max_size=4).filter(str.strip)


@examples(300)
@given(raw=st.sampled_from(LISTS), said=st.lists(ITEM, unique=True, max_size=4))
def test_any_list_is_read_back_and_no_remark_is_lost(raw: bytes, said: list[str]) -> None:
    new = outcome(lambda: editing.changed(raw, ("groups",), said))
    if isinstance(new, Refused):  # where a remark stands between the items, a person is asked
        assert new.code == "setting_by_hand"
        assert b"#" in raw
        return
    former, now = editing.tree(raw), editing.tree(new)
    assert now.pop("groups") == said
    former.pop("groups", None)
    assert now == former
    for remark in re.findall(rb"# ?\w.*", raw):
        assert remark in new


@pytest.mark.parametrize(
    "key", ["office.phone", "province", "terms.handle.length", "targets.满意率", "categories.新的"]
)
@pytest.mark.parametrize("raw", SHIPPED[:1] + SHIPPED[2:], ids=["lf", "crlf", "bom"])
def test_what_was_set_and_unset_leaves_the_file_as_it_was(raw: bytes, key: str) -> None:
    path, said = keys.path_of(key), ["甲"] if key.startswith("categories") else "30"
    assert editing.changed(editing.changed(raw, path, said), path, None) == raw


def test_a_setting_that_was_commented_out_is_put_below_its_example() -> None:
    lines = editing.changed(RAW, ("office", "phone"), "0000-7654321").decode().splitlines()
    place = lines.index("  phone: 0000-7654321")
    assert lines[place - 1].startswith("  # phone: 0000-1234567")


def test_every_setting_is_shown_with_its_key_and_whether_it_is_the_usual_one(office: Office, home: Path) -> None:
    page = office.ok("config").out
    for key in ("office.name", "groups", "terms.handle", "targets.满意率", "categories.农村农业", "screening"):
        assert re.search(rf"(?m)^{key} ", page), key
    assert page.splitlines()[-2].startswith("改一项：xinfang config office.name")
    found = {one["key"]: one for one in office.ok("config --json").json["settings"]}
    assert found["terms.handle.length"] == {
        "key": "terms.handle.length", "label": "办理期限长度", "value": 60, "default": True,
    }  # fmt: skip
    assert "demo" not in found
    assert all(one["default"] for one in found.values())


def test_a_setting_is_changed_by_its_key_or_its_chinese_name(office: Office, home: Path) -> None:
    before = config(home)
    told = office.ok("config office.name 柳林镇信访办").out
    assert told == "已改 单位名称（office.name）：信访办公室 → 柳林镇信访办\n"
    assert value(office, "单位名称") == "柳林镇信访办"
    office.ok("config 单位性质 村")
    assert value(office, "office.role") == "village"
    office.ok("config office.role --unset")
    office.ok("config office.name --unset")
    assert config(home) == before


def test_lists_are_given_whole_added_to_and_taken_from(office: Office, home: Path) -> None:
    assert office.ok("config groups 一组-三组 --json").json["value"] == ["一组", "二组", "三组"]
    office.ok("config groups --add 九组、十组 --remove 二组")
    assert value(office, "groups") == ["一组", "三组", "九组", "十组"]
    assert "# 村组，例如" in config(home).decode()
    office.ok("config groups 无")
    assert value(office, "groups") == []


def test_a_changed_term_counts_from_now_on_and_leaves_running_clocks_alone(office: Office, home: Path) -> None:
    office.ok("log-visit --name 张三 --subject 路灯 --date 2026-03-02")
    told = office.ok("config terms.inform.length 10").out
    assert told.endswith("已经开始计算的期限不变；新开始的按新的算。\n")
    office.ok("log-visit --name 李四 --subject 水渠 --date 2026-03-02")
    dues = [office.ok(f"show {no} --json").json["terms"][0]["due_on"] for no in (1, 2)]
    assert dues == ["2026-03-17", "2026-03-12"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("config gruops 一组", "没有“gruops”这项设置；是不是 groups（村组）？"),
        ("config demo true", "没有“demo”这项设置；用 xinfang config 看有哪些。"),
        ("config remind_workdays 九", "remind_workdays 没有改：应是 0 到 60 的整数，现在是“九”。请改正后再试。"),
        ("config office 一", "office 里有好几项，没有改；请写明是哪一项，例如 office.name。"),
        (
            "config screening 一",
            "screening 每项有好几样内容，不能用命令改；请用记事本打开 config.yaml 改。",
        ),
        ("config office.name --add 一", "office.name 只有一个值，不能用 --add、--remove；请直接写新的值。"),
        ("config groups 一 --unset", "新的值、--add（--remove）和 --unset 一次只能用一样；请分开做。"),
        ("config groups --remove 九组", "groups 里没有“九组”，没有改；现在有：。请核对。"),
        (
            "config categories.新的 宅基地",
            "categories.新的 没有改：“宅基地”在内容分类里出现了两次；每个名称只能用一次。请改正后再试。",
        ),
    ],
)
def test_what_cannot_be_set_is_refused_and_nothing_is_written(
    office: Office, home: Path, words: str, sentence: str
) -> None:
    before = config(home)
    assert office.refused(words) == sentence
    assert config(home) == before


def test_the_code_of_an_office_is_not_changed_under_its_entries(office: Office, home: Path) -> None:
    office.ok("config office.code LLZ")
    office.ok("log-visit --name 张三 --subject 路灯")
    assert office.refused("config office.code QX") == (
        "台账里已经有 1 条记录，都记在代号 LLZ 名下，不能再改代号；要换代号请另建办公文件夹。"
    )
    assert office.ok("check --json").json["ok"]


def test_a_file_with_faults_is_refused_with_them_and_left_alone(office: Office, home: Path) -> None:
    faulty = config(home) + "remind_workdays: 九\n".encode()
    (home / "config.yaml").write_bytes(faulty)
    assert "设置有" in office.refused("config office.name 柳林镇信访办")
    assert config(home) == faulty


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_settings_that_lie_elsewhere_are_changed_there_and_the_link_stays(office: Office, home: Path) -> None:
    there = home.parent / "共用.yaml"
    (home / "config.yaml").rename(there)
    (home / "config.yaml").symlink_to("../共用.yaml")
    office.ok("config office.clerk 王五")
    assert (home / "config.yaml").is_symlink()
    assert "clerk: 王五" in there.read_text("utf-8")


def test_settings_that_went_missing_are_not_made_up(office: Office, home: Path) -> None:
    (home / "config.yaml").unlink()
    assert "不见了，没有改" in office.refused("config office.name 柳林镇信访办")
    assert not (home / "config.yaml").exists()


def test_a_topic_of_ones_own_does_not_drive_the_usual_ones_out(office: Office, home: Path) -> None:
    (home / "config.yaml").write_bytes(build.settings())  # which leaves the topics to the program
    before = config(home)
    assert "不能代为修改" in office.refused("config categories.新的 新事")
    assert config(home) == before


def test_a_value_in_a_place_that_only_a_person_can_change_is_left_to_the_person() -> None:
    with refused("setting_by_hand"):
        editing.changed(b"groups: [a, # first\n b]\n", ("groups",), ["c"])


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("一组、二组，三组;四组", "一组 二组 三组 四组"),
        ("一组-四组", "一组 二组 三组 四组"),
        ("三个组：一组到三组", "一组 二组 三组"),
        ("石桥村一组至二组、河湾村一组", "石桥村一组 石桥村二组 河湾村一组"),
        ("十里铺一组-二组", "十里铺一组 十里铺二组"),
        ("第一组 到 第三组", "第一组 第二组 第三组"),
        ("1-3组", "1组 2组 3组"),
        ("十九组—二十一组", "十九组 二十组 二十一组"),
        ("一组 一组", "一组"),
        ("三组-一组", "三组-一组"),
        ("一组-3组", "一组-3组"),
        ("张书记 李镇长", "张书记 李镇长"),
        ("没有", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_list_is_read_as_people_type_it(typed: str, items: str) -> None:
    assert listed([typed]) == tuple(items.split())


@examples(200)
@given(st.text("一二三十组村0-9到至-、 ：", max_size=20))
def test_whatever_is_typed_as_a_list_has_no_item_twice_and_none_empty(typed: str) -> None:
    items = listed([typed])
    assert len(set(items)) == len(items)
    assert all(item.strip() == item != "" for item in items)
