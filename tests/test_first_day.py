"""The first day: an office of one's own from six answers, the register kept so far, and a way back until the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import workbooks
from tests.helpers import examples
from xinfang.commands import dragged
from xinfang.commands.asking.office import code_of
from xinfang.domain.paper_forms import FORMS
from xinfang.office.keys import judge
from xinfang.office.settings import DEFAULT, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

SIX = ("柳林镇信访办", "", "王干事", "三个组：一组到三组", "张书记 李镇长", "国土所、派出所")


def config(office: Office) -> str:
    return (office.home / "config.yaml").read_text("utf-8")


def test_six_answers_make_an_office_with_its_settings_ledger_and_templates(office: Office) -> None:
    told = office.answering("init", *SIX, "", "")
    assert told.code == 0, told.screen
    own = read(office.home)
    assert (own.name, own.code, own.role, own.clerk) == ("柳林镇信访办", "LLZ", "township", "王干事")
    assert (own.groups, own.leaders) == (("一组", "二组", "三组"), ("张书记", "李镇长"))
    assert own.units == ("国土所", "派出所")
    assert office.database.exists()
    assert len(list((office.home / "文书模板").glob("*.docx"))) == len(FORMS)
    assert (office.home / "录入模板.xlsx").stat().st_size > 10_000
    assert told.screen.splitlines()[-1] == "好了。现在输入 xinfang。"
    remarks = [line.partition("#")[2] for line in DEFAULT.read_text("utf-8").splitlines()]
    assert [line.partition("#")[2] for line in config(office).splitlines()] == remarks


def test_an_answer_is_judged_at_once_and_changed_by_its_number_on_the_card(office: Office) -> None:
    told = office.answering(
        "init", "镇" * 61, "\x15镇", *SIX[1:], "7", "\x15LLZX", "1", "\x15青溪村委会", "2", "\x15村", "", ""
    )
    assert told.code == 0, told.screen
    assert "office.name 没有改：应是 1 到 60 个字" in told.screen
    own = read(office.home)
    assert (own.code, own.name, own.role) == ("LLZX", "青溪村委会", "village")


@pytest.mark.parametrize("answers", [(), SIX[:3], SIX])
def test_ctrl_c_before_the_end_makes_nothing_and_says_so(office: Office, answers: tuple[str, ...]) -> None:
    told = office.answering("init", *answers, "\x03")
    assert told.code == 130
    assert told.err.endswith("没有建立办公文件夹，什么都没有写。\n已取消；没有保存。\n")
    assert not office.home.exists()


def test_the_register_kept_so_far_is_looked_at_and_taken_in(office: Office) -> None:
    register = office.home.parent / "老 台账.xlsx"
    workbooks.xlsx(register, workbooks.PLAIN)
    told = office.answering("init", *SIX, "是的", "没有这个.xlsx", f"'{register}'", "")
    assert told.code == 0, told.screen
    assert "找不到文件" in told.screen
    assert told.screen.index("可以导入 3 件") < told.screen.index("已导入 3 件")
    assert told.screen.splitlines()[-1] == "好了。现在输入 xinfang。"
    assert office.ok("list --json").json["count"] == 3


@pytest.mark.parametrize("none", ["", "没有", "N"])
def test_no_register_so_far_is_said_in_any_way(office: Office, none: str) -> None:
    told = office.answering("init", *SIX, "", none)
    assert (told.code, told.screen.splitlines()[-1]) == (0, "好了。现在输入 xinfang。")


def test_options_say_what_is_not_asked(office: Office) -> None:
    made = office.ok(
        "init --name 柳林镇信访办 --role 乡镇 --clerk 王干事 --groups 一组-三组 --leaders 张书记 --units 国土所 --json"
    )
    assert made.json == {
        "home": str(office.home), "name": "柳林镇信访办", "role": "township", "clerk": "王干事", "code": "LLZ",
        "groups": ["一组", "二组", "三组"], "leaders": ["张书记"], "units": ["国土所"],
    }  # fmt: skip
    assert read(office.home).groups == ("一组", "二组", "三组")


def test_without_a_word_the_usual_settings_are_made(office: Office) -> None:
    assert office.ok("init --json").json == {"home": str(office.home)}
    assert (office.home / "config.yaml").read_bytes() == DEFAULT.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--role", "市"], "单位性质没有“市”这一项"),
        (["--code", "L" * 13], "office.code 没有改：应是 1 到 12 个字"),
        (["--groups", "一，组\x01"], "控制字符"),
    ],
)
def test_options_are_judged_as_answers_are_and_nothing_is_made(office: Office, words: list[str], sentence: str) -> None:
    assert sentence in office.refused(["init", *words])
    assert not office.home.exists()


def test_a_folder_that_the_first_registration_made_is_filled_in(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 路灯")
    workbooks.xlsx(register := office.home.parent / "老台账.xlsx", workbooks.PLAIN)
    told = office.answering("init", *SIX, "", str(register), "2")
    assert told.code == 0, told.screen
    own = read(office.home)
    assert (own.name, own.clerk) == ("柳林镇信访办", "王干事")
    assert own.code == "XF", "the entries carry it"
    assert "单位代号" not in told.screen
    assert "没有导入；以后用 xinfang import 文件名 导入。" in told.screen
    assert office.entries() == 1
    assert office.ok("check --json").json["ok"]
    assert "不能再改代号" in office.refused("config office.code LLZ")


def test_an_office_that_has_its_settings_is_not_made_again(office: Office) -> None:
    office.ok("init")
    office.ok("config office.name 柳林镇信访办")
    before = config(office)
    for result in (office.run("init --name 别处"), office.answering("init", *SIX, "")):
        assert result.code == 1
        assert result.err == (
            f"{office.home} 已经是一个办公文件夹；直接输入 xinfang 就可以用，改设置用 xinfang config，"
            "另建一个请用 xinfang --home 文件夹 init。\n"
        )
    assert config(office) == before


def test_an_office_of_ones_own_is_not_made_in_the_demonstration(office: Office) -> None:
    office.ok(["--home", str(office.home), "demo"])
    assert "这里是演示台账" in office.answering("init", *SIX).err


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("柳林镇信访办", "LLZ"),
        ("青溪县信访局", "QXX"),
        ("柳林镇人民政府信访办公室", "LLZ"),
        ("石桥村", "SQC"),
        ("信访办公室", "XF"),
        ("A1社区", "A1SQ"),
        ("😀", "XF"),
        ("", "XF"),
    ],
)
def test_the_code_comes_from_the_name(name: str, code: str) -> None:
    assert code_of({"office_name": name}) == code


@examples(200)
@given(st.text(min_size=1, max_size=60))
def test_whatever_an_office_is_called_its_code_can_be_kept(name: str) -> None:
    judge("office.code", code_of({"office_name": name}))


@pytest.mark.parametrize(
    "typed",
    ["{p}", " {p} ", '"{p}"', "'{p}'", "“{p}”", "& '{p}'", "{escaped}", "file://{url}"],
)
def test_a_file_that_is_dragged_into_the_window_is_understood(tmp_path: Path, typed: str) -> None:
    file = tmp_path / "老 台账(1).xlsx"
    file.touch()
    escaped = str(file).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    assert dragged.path(typed.format(p=file, escaped=escaped, url=file.as_uri()[7:])) == file


@examples(200)
@given(st.text(max_size=20), st.booleans())
def test_whatever_is_pasted_as_a_file_is_some_path(typed: str, windows: bool) -> None:
    if "\0" not in typed:
        dragged.path(typed, windows=windows)
