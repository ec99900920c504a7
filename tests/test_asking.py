"""Step by step at the terminal: what is asked, choices, back, the card, drafts; typed in by the keys of a pipe."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ended
from xinfang.commands.asking.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Office

UP = "\x1b[A"
RIGHT = "\x1b[C"
CLEAR = "\x15"  # Ctrl-U
LEAVE = "\x03"
SETTINGS = """
office: {name: 柳林镇信访办, code: XF, role: township, clerk: 李干事}
groups: [一组, 二组, 三组, 十三组]
units: [国土所, 派出所]
leaders: [张书记, 李镇长]
categories:
  农村农业: [宅基地, 土地承包, 土地流转]
  纪检监察: [干部作风, 以权谋私]
  其他: [政策咨询, 意见建议]
"""


@pytest.fixture
def desk(office: Office) -> Office:
    """An office with village groups, units and a few categories."""
    office.home.mkdir()
    (office.home / "config.yaml").write_text(SETTINGS, "utf-8")
    return office


def case(office: Office, no: str = "1") -> dict[str, Any]:
    shown: dict[str, Any] = office.ok(f"show {no} --unmask --json").json
    return shown


def petition(office: Office, no: str = "1") -> dict[str, Any]:
    """Everything that the ledger holds of the last petition of a case."""
    with closing(sqlite3.connect(office.database)) as ledger:
        ledger.row_factory = sqlite3.Row
        asked = "SELECT * FROM petitions WHERE case_no LIKE ? ORDER BY n DESC LIMIT 1"
        return dict(ledger.execute(asked, (f"%{no}",)).fetchone())


def visit(*changed: str) -> list[str]:
    """What is typed of a visit, one answer a question; the card is approved by what is `changed`, or by Enter."""
    return ["张三", "19900001234", "三组", "", "与邻居争地界", "zjd", *(changed or ("",))]


# ---- what is asked


def test_a_visit_takes_six_answers_and_enter(desk: Office) -> None:
    told = desk.answering("log-visit", *visit())
    assert told.code == 0, told.screen
    one = petition(desk)
    assert (one["petitioner"], one["phone"], one["village_group"], one["people"]) == ("张三", "19900001234", "三组", 1)
    assert (one["subject"], one["category"], one["kind"]) == ("与邻居争地界", "宅基地", "claim")
    assert "收到日期  2026-03-05 星期四（今天）" in told.screen
    assert "告知期限：2026-03-20" in told.screen[: told.screen.index("已登记")]
    assert "xinfang paper 回执 XF2026-0001" in told.err


def test_no_name_of_a_field_is_broken_where_a_line_of_the_card_ends(desk: Office) -> None:
    shown = desk.answering("log-visit", *visit(LEAVE)).screen
    behind = shown[shown.index("没有填的：") :].splitlines()
    assert behind[0].endswith("15 身份证号"), behind
    assert behind[1].startswith("16 住址"), behind


def test_of_a_call_no_heads_are_asked(desk: Office) -> None:
    assert desk.answering("log-call", "张三", "", "1", "路灯不亮", "", "").code == 0
    assert petition(desk)["village_group"] == "一组"


def test_of_a_letter_it_is_asked_who_sent_it_on_and_its_number_and_date(desk: Office) -> None:
    told = desk.answering("log-letter", "张三", "", "", "2", "路灯不亮", "", "县", "〔2026〕12号", "4月10日", "")
    assert told.code == 0, told.screen
    assert (petition(desk)["source"], petition(desk)["source_no"]) == ("county", "〔2026〕12号")
    assert [term["due_on"] for term in case(desk)["terms"] if term["term"] == "assigned"] == ["2026-04-10"]


def test_several_in_one_name_need_no_counting(desk: Office) -> None:
    desk.answering("log-visit", "张三等6人", "", "", "张三、李四", "要求修路", "", "")
    one = petition(desk)
    assert (one["people"], one["representatives"]) == (6, "张三、李四")


@pytest.mark.parametrize(
    ("category", "subject", "kind"),
    [("zczx", "问低保怎么办", "other"), ("yjjy", "多装几盏路灯", "suggestion"), ("zjd", "争地界", "claim")],
)
def test_the_kind_follows_from_the_category(desk: Office, category: str, subject: str, kind: str) -> None:
    told = desk.answering("log-visit", "张三", "", "", "", subject, category, "")
    assert told.code == 0, told.screen
    assert case(desk)["kind"] == kind


@pytest.mark.parametrize(
    ("subject", "category", "answer", "kind"),
    [
        ("村会计挪用资金", "", "", "accusation"), ("张某态度不好", "gbzf", "", "accusation"),
        ("举报邻居违建", "zjd", "1", "claim"), ("村会计挪用资金", "", "ssqj", "claim"),
    ],
)  # fmt: skip
def test_what_sounds_like_an_accusation_is_asked_about(
    desk: Office, subject: str, category: str, answer: str, kind: str
) -> None:
    told = desk.answering("log-visit", "王五", "", "", "", subject, category, answer, "")
    assert told.code == 0, told.screen
    assert case(desk)["kind"] == kind
    assert ("paper 回执" in told.err) == (kind == "claim")


def test_what_is_given_as_an_option_is_not_asked(desk: Office) -> None:
    told = desk.answering("log-visit --phone 19900001234 --group 2 --people 3", "张三", "路灯不亮", "", "")
    assert told.code == 0, told.screen
    assert (petition(desk)["village_group"], petition(desk)["people"]) == ("二组", 3)


# ---- choices


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3", "三组"), ("三组", "三组"), ("yz", "一组"), ("十三", "十三组"), ("柳树湾", "柳树湾"), ("", None)],
)
def test_a_village_group_is_told_by_number_part_or_initials_or_is_another(
    desk: Office, typed: str, kept: str | None
) -> None:
    assert desk.answering("log-visit", "张三", "", typed, "", "争地界", "", "").code == 0
    assert petition(desk)["village_group"] == kept


@pytest.mark.parametrize("typed", ["hwyz", "99", "ZZ"])
def test_letters_or_a_number_that_fit_nothing_become_no_village_group(desk: Office, typed: str) -> None:
    told = desk.answering("log-visit", "张三", "", typed, f"{CLEAR}2", "", "争地界", "", "")
    assert f"没有“{typed}”这一项" in told.screen
    assert petition(desk)["village_group"] == "二组"


def test_what_fits_several_is_asked_among_these(desk: Office) -> None:
    told = desk.answering("log-visit", "张三", "", "", "", "争地界", "td", "2", "")
    assert "1 土地承包　2 土地流转" in told.screen
    assert petition(desk)["category"] == "土地流转"


def test_a_main_topic_asks_among_its_own(desk: Office) -> None:
    told = desk.answering("log-visit", "张三", "", "", "", "争地界", "1", "4", "")
    assert "1 农村农业　2 纪检监察　3 其他" in told.screen
    assert petition(desk)["category"] == "农村农业"


def test_what_fits_several_groups_may_be_meant_as_it_stands(desk: Office) -> None:
    told = desk.answering("log-visit", "张三", "", "组", "组", "", "争地界", "", "")
    assert "1 一组　2 二组　3 三组　4 十三组　5 组" in told.screen
    assert petition(desk)["village_group"] == "组"


def test_back_from_among_a_main_topic_is_to_all_of_them(desk: Office) -> None:
    told = desk.answering("log-visit", "张三", "", "", "", "争地界", "1", "<", "3", "1", "")
    assert told.screen.count("1 农村农业　2 纪检监察　3 其他") == 2
    assert petition(desk)["category"] == "政策咨询"


def test_a_long_list_shows_its_head_and_finds_the_rest() -> None:
    choices = Choices({f"第{n}号": "" for n in range(1, 23)})
    assert [*choices.numbered()][-1] == "还有 13 项，输入几个字或拼音首字母找"
    assert choices.fitting("22") == ["第22号"]


@pytest.mark.parametrize(
    ("options", "field", "kept"),
    [
        ("--category zjd", "category", "宅基地"), ("--category 承包", "category", "土地承包"),
        ("--group 3", "village_group", "三组"), ("--group yz", "village_group", "一组"),
        ("--group 三", "village_group", "三"), ("--kind jyyj", "kind", "suggestion"),
        ("--source 县", "source", "county"),
    ],
)  # fmt: skip
def test_options_are_told_as_shortly(desk: Office, options: str, field: str, kept: str) -> None:
    desk.ok(f"log-visit --name 张三 --subject 争地界 {options} --json")
    assert petition(desk)[field] == kept


def test_an_option_that_fits_several_is_refused_with_these(desk: Office) -> None:
    assert desk.refused("log-visit --name 张三 --subject 争地界 --category td") == (
        "内容分类里没有“td”；是不是 土地承包、土地流转？"
    )
    assert desk.refused("log-visit --name 张三 --subject 争地界 --group sz") == (
        "村组没有“sz”这一项；是不是 三组、十三组？"
    )


# ---- who came before


def test_the_name_finds_former_matters_and_a_repeat_takes_over_what_is_known(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --phone 19900001234 --group 三组 --subject 与邻居争地界 --category 宅基地")
    told = desk.answering("log-visit", "张三", "1", "", "", "", today="2026-03-12")
    assert told.code == 0, told.screen
    assert "1 XF2026-0001　2026-03-05　与邻居争地界（已登记）" in told.screen
    one = petition(desk)
    assert (one["no"], one["phone"], one["village_group"]) == ("XF2026-0001-2", "19900001234", "三组")
    assert (one["subject"], one["category"]) == ("与邻居争地界", "宅基地")


def test_none_of_them_goes_on_and_is_not_asked_again(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --phone 19900001234 --subject 与邻居争地界")
    told = desk.answering("log-visit", "张三", "", "19900001234", "", "", "又与邻居争地界", "", "")
    assert told.code == 0, told.screen
    assert told.screen.count("2 都不是") == 1
    assert case(desk, "2")["petitions"]


def test_the_phone_finds_what_the_name_did_not(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --phone 19900001234 --subject 与邻居争地界")
    told = desk.answering("log-visit", "李四", "19900001234", "1", "", "", "", "", "", "")
    assert "XF2026-0001-2" in told.out, told.screen


def test_an_accusation_is_not_found_by_the_name(desk: Office) -> None:
    desk.ok("log-letter --name 王五 --phone 19900001234 --subject 村会计多占 --kind accusation")
    told = desk.answering("log-visit", "王五", "19900001234", "", "", "路灯不亮", "", "")
    assert told.code == 0
    assert "XF2026-0001" not in told.screen


# ---- back, and the card


@pytest.mark.parametrize("back", [UP, "<\r", "《\r"])
def test_going_back_keeps_the_former_answer_to_be_changed(desk: Office, back: str) -> None:
    keys = ["张三", "19900001234", f"{back}{CLEAR}19900005678", "", "", "争地界", "", ""]
    assert desk.answering("log-visit", *keys).code == 0
    assert petition(desk)["phone"] == "19900005678"


def test_what_is_typed_over_a_former_answer_replaces_it_and_an_arrow_mends_it(desk: Office) -> None:
    keys = ["李四", "12", "19900005678", f"{UP}", "", "", "争地界", f"{UP}{RIGHT}多年", "没这类", "zjd", "是"]
    told = desk.answering("log-visit", *keys)
    assert told.code == 0, told.screen
    one = petition(desk)
    assert (one["phone"], one["subject"], one["category"]) == ("19900005678", "争地界多年", "宅基地")


def test_what_is_pasted_over_a_former_answer_replaces_it(desk: Office) -> None:
    keys = ["张三", "19900001234", f"{UP}\x1b[200~19900005678\x1b[201~", "", "", "争地界", "", ""]
    assert desk.answering("log-visit", *keys).code == 0
    assert petition(desk)["phone"] == "19900005678"


def test_back_over_several_questions_and_forth_with_enter(desk: Office) -> None:
    keys = ["张", "19900001234", "三组", f"{UP}{UP}{UP}{RIGHT}三", "", "", "", "争地界", "", ""]
    told = desk.answering("log-visit", *keys)
    assert told.code == 0, told.screen
    one = petition(desk)
    assert (one["petitioner"], one["phone"], one["village_group"]) == ("张三", "19900001234", "三组")


def test_before_the_first_question_there_is_none(desk: Office) -> None:
    told = desk.answering("log-visit", f"{UP}张三", "", "", "", "争地界", "", "")
    assert "这已经是第一题。" in told.screen
    assert petition(desk)["petitioner"] == "张三"


def test_back_takes_back_what_a_repeat_took_over(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --phone 19900001234 --group 三组 --subject 与邻居争地界 --category 宅基地")
    keys = ["张三", "1", f"{UP}{CLEAR}2", "", "", "", "路灯不亮", "", ""]
    assert desk.answering("log-visit", *keys).code == 0
    one = petition(desk, "2")
    assert (one["phone"], one["village_group"], one["category"]) == (None, None, None)


@pytest.mark.parametrize("field", ["2", "电话", "dh"])
def test_a_field_of_the_card_is_changed_by_number_or_name(desk: Office, field: str) -> None:
    assert desk.answering("log-visit", *visit(field, f"{CLEAR}19900005678", "")).code == 0
    assert petition(desk)["phone"] == "19900005678"


def test_a_change_on_the_card_asks_what_it_calls_for(desk: Office) -> None:
    told = desk.answering("log-visit", *visit("来源", f"{CLEAR}2", "〔2026〕3号", "4月1日", ""))
    assert told.code == 0, told.screen
    assert (petition(desk)["source"], petition(desk)["source_no"]) == ("township", "〔2026〕3号")
    assert "交办期限  2026-04-01 星期三" in told.screen


def test_a_day_as_it_is_said_is_told_in_full(desk: Office) -> None:
    told = desk.answering("log-visit", *visit("日期", f"{CLEAR}上周五", ""))
    assert "收到日期  2026-02-27 星期五\n" in told.screen
    assert petition(desk)["received_on"] == "2026-02-27"


def test_what_breaks_a_rule_is_told_at_its_question(desk: Office) -> None:
    told = desk.answering("log-visit", "张三、李四、王五", "", "", "2", f"{CLEAR}3", "争地界", "", "")
    assert "人数 2 少于写出的 3 个姓名；请核对“人数”。" in told.screen
    assert petition(desk)["people"] == 3


def test_what_breaks_a_rule_with_the_rest_is_told_on_the_card_and_cannot_be_saved(desk: Office) -> None:
    keys = visit("当场答复", "已说明", "信访目的", f"{CLEAR}3", "", "当场答复", CLEAR, "")
    told = desk.answering("log-visit", *keys)
    assert "检举控告不能当场办结" in told.screen
    assert "请去掉“当场答复”，" in told.screen
    assert told.code == 0, told.screen
    assert case(desk)["kind"] == "accusation"


def test_the_receipt_is_made_with_one_key(desk: Office) -> None:
    told = desk.answering("log-visit", *visit("h"))
    assert "登记回执" in told.out, told.screen
    assert [path.suffix for path in (desk.home / "文书").rglob("*.docx")] == [".docx"]


def test_of_an_accusation_no_receipt_is_made_at_once(desk: Office) -> None:
    told = desk.answering("log-visit", "王五", "", "", "", "村会计挪用资金", "", "", "h")
    assert told.code == 0, told.screen
    assert "检举控告保密，没有出回执" in told.err
    assert not (desk.home / "文书").exists()


# ---- drafts


def drafts(office: Office) -> list[str]:
    return sorted(path.name for path in (office.home / "data" / "drafts").glob("*"))


def test_what_was_left_half_done_is_offered_again(desk: Office) -> None:
    left = desk.answering("log-visit", "张三", "19900001234", f"三组\r{LEAVE}")
    assert left.code == 130
    assert "填到一半的留着" in left.err
    assert not desk.database.exists()
    told = desk.answering("log-visit", "", "2", "与邻居争地界", "zjd", "")
    assert told.code == 0, told.screen
    assert "上次登记到一半：张三" in told.screen
    one = petition(desk)
    assert (one["petitioner"], one["phone"], one["village_group"], one["people"]) == (
        "张三等2人",
        "19900001234",
        "三组",
        2,
    )
    assert drafts(desk) == []


def test_going_on_with_a_draft_one_can_go_back_too(desk: Office) -> None:
    desk.answering("log-visit", "张三", "19900001234", LEAVE)
    keys = ["", f"{UP}{CLEAR}19900005678", "", "", "争地界", "", ""]
    assert desk.answering("log-visit", *keys).code == 0
    assert petition(desk)["phone"] == "19900005678"


def test_a_draft_is_thrown_away_or_stays_as_it_is_said(desk: Office) -> None:
    desk.answering("log-visit", "张三", "19900001234", LEAVE)
    assert desk.answering("log-visit", "3", "李四", "", "", "", "争地界", "", "").code == 0
    assert drafts(desk) == ["visit.json"]
    assert desk.answering("log-visit", "2", "王五", "", "", "", "路灯不亮", "", "").code == 0
    assert drafts(desk) == []
    assert (petition(desk)["petitioner"], petition(desk, "2")["petitioner"]) == ("李四", "王五")


def test_what_is_not_wanted_leaves_no_draft(desk: Office) -> None:
    assert desk.answering("log-visit", *visit("0")).code == 130
    assert drafts(desk) == []


def test_each_channel_and_book_has_its_own_draft_for_its_owner_only(desk: Office) -> None:
    for command in ("log-visit", "log-letter", "log-dispute", "log-meeting"):
        desk.answering(command, "某某", LEAVE)
    assert drafts(desk) == ["dispute.json", "letter.json", "meeting.json", "visit.json"]
    folder = desk.home / "data" / "drafts"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_where_there_is_no_office_yet_the_draft_waits_without_a_ledger(office: Office) -> None:
    office.answering("log-visit", "张三", LEAVE)
    assert drafts(office) == ["visit.json"]
    assert not (office.home / "config.yaml").exists()
    told = office.answering("log-visit", "", "", "", "", "争地界", "", "")
    assert "已建立办公文件夹" in told.err
    assert petition(office)["petitioner"] == "张三"


@pytest.mark.parametrize(
    "told",
    [["村会计挪用资金"], ["村会计贪污补贴"], ["村会计办的好事", "chpj"], ["村会计办的好事", "jjjc"]],
    ids="".join,
)
def test_of_an_accusation_a_draft_tells_nothing(desk: Office, told: list[str]) -> None:
    settings = desk.home / "config.yaml"
    settings.write_text(settings.read_text("utf-8").replace("以权谋私]", "吃喝评价]"), "utf-8")
    desk.answering("log-visit", "王五", "", "", "", *told, LEAVE)
    shown = desk.answering("log-visit", LEAVE).screen
    assert "上次登记到一半：保密" in shown
    assert "王五" not in shown


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"names": 3}', b'{"names": ["a"]}', b"[" * 100_000,
        json.dumps({str(n): "" for n in range(100)}).encode(), json.dumps({"detail": "x" * 40_000}).encode(),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_draft_that_is_none_of_ours_is_no_draft(desk: Office, content: bytes) -> None:
    folder = desk.home / "data" / "drafts"
    folder.mkdir(parents=True)
    (folder / "visit.json").write_bytes(content)
    assert desk.answering("log-visit", *visit()).code == 0
    assert petition(desk)["petitioner"] == "张三"


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize(
    "other",
    [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("mine")],
    ids=["pipe", "folder", "device", "link"],
)
def test_what_stands_in_a_draft_s_place_stops_no_registration(desk: Office, other: Callable[[Path], object]) -> None:
    folder = desk.home / "data" / "drafts"
    folder.mkdir(parents=True)
    other(folder / "visit.json")
    (folder / "mine").write_text("mine")
    assert desk.answering("log-visit", *visit()).code == 0
    assert petition(desk)["petitioner"] == "张三"
    assert (folder / "mine").read_text() == "mine"


def test_what_a_draft_says_is_judged_as_if_it_were_typed(desk: Office) -> None:
    told = {
        "names": "张三", "phone": "call me", "village_group": "三\x00组", "people": "0", "subject": "争地界",
        "kind": "queen", "case": "XF2026-0001", "received_on": "2027-01-01", "register": "rm -rf", "category": "zjd",
    }  # fmt: skip
    folder = desk.home / "data" / "drafts"
    folder.mkdir(parents=True)
    (folder / "visit.json").write_text(json.dumps(told), "utf-8")
    done = desk.answering("log-visit", "", "19900001234", "2", "", "")
    assert done.code == 0, done.screen
    one = petition(desk)
    assert (one["phone"], one["village_group"], one["people"]) == ("19900001234", "二组", 1)
    assert (one["kind"], one["received_on"], one["category"]) == ("claim", "2026-03-05", "宅基地")


def test_a_draft_is_in_no_package_export_or_copy(desk: Office) -> None:
    desk.ok("log-visit --name 李四 --subject 路灯不亮")
    desk.answering("log-call", "鬼画符", LEAVE)
    desk.ok("backup")
    desk.ok("package 包.zip")
    made = [path for path in desk.home.parent.rglob("*") if path.is_file() and "drafts" not in path.parts]
    assert not [path for path in made if "鬼画符".encode() in path.read_bytes()]


# ---- words without options


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("张三 19900001234 三组 zjd 与邻居争地界", ("张三", "19900001234", "三组", "宅基地", "与邻居争地界", 1)),
        ("与邻居争宅基地的地界 张三 3", ("张三", None, "三组", None, "与邻居争宅基地的地界", 1)),
        ("张三、李四 5人 昨天 要求修好村道", ("张三等5人", None, None, None, "要求修好村道", 5)),
        ("张三等6人 要求修好村道", ("张三等6人", None, None, None, "要求修好村道", 6)),
        ("张三 --subject 修路 --category zjd", ("张三", None, None, "宅基地", "修路", 1)),
        ("张三等5人 要求修路", ("张三等5人", None, None, None, "要求修路", 5)),
        ("高兴 第十三组 路灯不亮", ("高兴", None, "十三组", None, "路灯不亮", 1)),
        ("没自来水 阿卜杜拉·买买提", ("阿卜杜拉·买买提", None, None, None, "没自来水", 1)),
        ("李四 3月5日会议记录没有公开", ("李四", None, None, None, "3月5日会议记录没有公开", 1)),
    ],
)
def test_words_are_understood_by_their_shape(desk: Office, words: str, kept: tuple[object, ...]) -> None:
    told = desk.ok(f"log-visit {words}")
    one = petition(desk)
    assert tuple(one[f] for f in ("petitioner", "phone", "village_group", "category", "subject", "people")) == kept
    assert told.err.startswith(("看作：", "已建立")), told.err


def test_at_a_terminal_they_stand_on_the_card_first(desk: Office) -> None:
    told = desk.answering("log-visit 张三 19900001234 三组 zjd 与邻居争地界", "")
    assert told.code == 0, told.screen
    assert "请核对" in told.screen
    assert desk.answering("log-visit 李四 路灯一直不亮", LEAVE).code == 130
    assert case(desk)["petitions"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("张三 td 与邻居争地界", "“td”对得上好几项：土地承包、土地流转；请多写几个字。"),
        ("王小明 修路", "看不准“修路”是哪一项；请用 --name、--subject 写明。"),
        ("张三 李四 与邻居争地界", "看不准“李四”是哪一项；请用 --name、--subject 写明。"),
        ("张三 20260302 与邻居争地界", "看不准“20260302”是哪一项；请用 --phone、--date 写明。"),
        ("张三 三组 二组 与邻居争地界", "看不准“二组”是哪一项；请用 --group 写明。"),
        ("张三 --name 李四 与邻居争地界", "看不准“张三”是哪一项；请用 --name、--subject 写明。"),
        ("李四 反映 路灯", "看不准“路灯”是哪一项；请用 --name、--subject 写明。"),
        ("高兴 路灯", "看不准“路灯”是哪一项；请用 --name、--subject 写明。"),
        ("王组长 路灯坏了好久", "看不准“王组长”是哪一项；请用 --name、--subject 写明。"),
        ("全体村民 路灯不亮", "看不准“全体村民”是哪一项；请用 --name、--subject 写明。"),
        ("张三 幸福小区三号楼三栋", "看不准“幸福小区三号楼三栋”是哪一项；请用 --name、--subject 写明。"),
        ("张三 1234567 路灯不亮", "看不准“1234567”是哪一项；请用 --name、--subject 写明。"),
        ("张三 1380000123 路灯不亮", "看不准“1380000123”是哪一项；请用 --name、--subject 写明。"),
        ("张三，19900001234，争地界", "看不准“张三，19900001234，争地界”是哪一项；请用 --phone、--subject 写明。"),
    ],
)
def test_what_is_not_clear_is_refused_with_its_option(desk: Office, words: str, told: str) -> None:
    assert desk.refused(f"log-visit {words} --json") == told
    assert not desk.database.exists()


def test_a_number_alone_is_a_group_s_own_never_its_place_in_a_list_that_nobody_sees(desk: Office) -> None:
    settings = desk.home / "config.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("一组, 二组, 三组, 十三组", "石桥三组, 河湾一组, 河湾三组"), "utf-8"
    )
    told = desk.refused("log-visit 张三 3 路灯一直不亮 --json")
    assert told == "“3”对得上好几项：石桥三组、河湾三组；请多写几个字。"
    assert "“2”" in desk.refused("log-visit 张三 2 路灯一直不亮 --json")
    desk.ok("log-visit 张三 1 路灯一直不亮")
    assert petition(desk)["village_group"] == "河湾一组"


def test_a_long_word_is_a_subject_and_no_name_that_is_too_long(desk: Office) -> None:
    desk.ok(["log-visit", "张三", "路灯一直不亮，" * 20])
    assert len(petition(desk)["subject"]) == 140


# ---- acts and books


def test_an_act_asks_what_it_needs_by_number_and_back(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --subject 争地界")
    desk.ok("accept 1")
    told = desk.answering("extend 1", "10", "zsj", f"{UP}{CLEAR}2", "要复核")
    assert told.code == 0, told.screen
    assert "1 张书记　2 李镇长" in told.screen
    said = case(desk)["history"][-1]
    assert "李镇长" in json.dumps(said, ensure_ascii=False)


def test_an_extension_is_judged_at_the_question_and_a_second_one_before_any(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --subject 争地界")
    desk.ok("accept 1")
    told = desk.answering("extend 1", "45", f"{CLEAR}10", "2", "要复核")
    assert "请改小“天数”。" in told.screen
    assert told.code == 0, told.screen
    again = desk.answering("extend 1")
    assert "只能延期一次" in again.err


def test_a_dispute_and_a_meeting_are_asked_in_the_same_way(desk: Office) -> None:
    keys = ["两户争地界", "张三、李四", "3", "", "", "zjd", "镇调委会", "2", "", "先丈量再调解", "4月1日", ""]
    told = desk.answering("log-dispute", *keys)
    assert told.code == 0, told.screen
    assert "PC2026-0001" in told.out
    told = desk.answering("log-meeting", "例会", "1", "周敏", "", "每周碰头", "")
    assert told.code == 0, told.screen


# ---- hostile hands


@pytest.mark.parametrize(
    "text",
    ["\x00", "<", "\N{GRINNING FACE}" * 10, "\u202e", "甲" * 500, "9" * 400, "\x1b[200~x\ny\x1b[201~"],
    ids=["NUL", "back", "emoji", "bidi", "long", "figures", "paste"],
)
def test_whatever_is_typed_at_every_question_ends_in_an_answer(desk: Office, text: str) -> None:
    answers = ["张三", "", "", "", "争地界", "", ""]
    told = desk.answering("log-letter", *(key for answer in answers for key in (text, CLEAR + answer)), LEAVE)
    assert told.code in (0, 130), told.screen
    assert "\x1b" not in told.screen
    assert "\u202e" not in told.screen


# ---- a window that closes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can drive")
@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGKILL])
def test_what_was_answered_survives_a_closed_window(desk: Office, sign: int) -> None:
    child = desk.at_a_terminal(["log-visit"])
    for asked, answer in (("信访人", "张三丰\x7f"), ("电话", "19900001234"), ("村组", "3")):
        child.expect(asked)
        child.send(f"{answer}\r")
    child.expect("人数")
    child.kill(sign)
    ended(child)
    assert desk.answering("log-visit", "", "", "争地界", "", "").code == 0
    one = petition(desk)
    assert (one["petitioner"], one["phone"], one["village_group"]) == ("张三", "19900001234", "三组")


def test_a_draft_of_a_repeat_goes_on_as_a_repeat(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --phone 19900001234 --group 三组 --subject 与邻居争地界 --category 宅基地")
    desk.answering("log-visit", "张三", "1", LEAVE)
    told = desk.answering("log-visit", "", "", "", "")
    assert "XF2026-0001-2" in told.out, told.screen


def test_what_was_set_right_on_the_card_is_so_in_the_draft(desk: Office) -> None:
    desk.ok("log-visit --name 张三等6人 --phone 19900001234 --subject 与邻居争地界 --group 三组 --category 宅基地")
    assert petition(desk)["people"] == 6
    changed = ("4", f"{CLEAR}二组", "7", f"{CLEAR}tdcb", "5", f"{CLEAR}8", LEAVE)
    shown = desk.answering("log-visit", "张三等6人", "1", "", "", *changed).screen
    told = desk.answering("log-visit", "", "")
    assert told.code == 0, shown + told.screen
    one = petition(desk)
    assert (one["village_group"], one["category"], one["people"]) == ("二组", "土地承包", 8), shown + told.screen


def test_somebody_else_may_come_about_the_same_matter(desk: Office) -> None:
    desk.ok("log-visit --name 张三 --subject 与邻居争地界")
    desk.answering("log-visit", "张三", "1", LEAVE)
    told = desk.answering("log-visit", "", "", "", "", "", "", "1", f"{CLEAR}李四", "")
    assert "XF2026-0001-2" in told.out, told.screen
    assert petition(desk)["petitioner"] == "李四"


def test_an_anonymous_one_gives_no_name_by_option_or_by_enter(desk: Office) -> None:
    assert desk.answering("log-letter --anonymous", "", "", "", "路灯不亮", "", "", "").code == 0
    told = desk.answering("log-letter", "", "", "", "", "路灯又不亮", "", "", "")
    assert told.code == 0, told.screen
    assert "信访人    匿名" in told.screen
    told = desk.answering("log-letter", "匿名", "", "", "", "路灯还是不亮", "", "", "")
    assert told.code == 0, told.screen
    desk.ok("log-letter 匿名 路灯早就不亮")
    desk.ok("log-letter --name 匿名 --subject 路灯都不亮")
    assert [petition(desk, no)["petitioner"] for no in "12345"] == [""] * 5
