"""Disputes found by screening: the five ones, the rounds of the rota, the zero report, the way into a case."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, refused
from xinfang.domain import books, disputes, screening
from xinfang.domain.codes import Refused
from xinfang.domain.model import State
from xinfang.domain.period import Period
from xinfang.domain.registration import NewNumber
from xinfang.domain.screening import Duty
from xinfang.words.refusals import sentence

if TYPE_CHECKING:
    from tests.conftest import Office

ROTA = """
screening:
  - {area: 全镇, every: monthly, person: 王干事}
  - {area: 一村, every: 每周, person: 李主任}
"""
FIVE = "--team 镇调委会 --leader 王副镇长 --person 李主任 --plan 先丈量再调解 --due 2026-03-20"
FOUND = f"log-dispute --group 一村三组 --subject 两户争地界 --party 张三 --party 李四 {FIVE}"


def office_with(office: Office, settings: str) -> Office:
    """Make the office and write more into its settings."""
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text(config.read_text("utf-8") + settings, "utf-8")
    return office


@pytest.fixture
def screened(office: Office) -> Office:
    """An office whose rota has the whole town each month, and one village each week."""
    return office_with(office, ROTA)


@pytest.mark.parametrize(
    ("every", "day", "first", "last"),
    [
        ("weekly", "2026-03-05", "2026-03-02", "2026-03-08"),
        ("weekly", "2026-03-08", "2026-03-02", "2026-03-08"),
        ("weekly", "2026-01-01", "2025-12-29", "2026-01-04"),
        ("half-monthly", "2026-02-15", "2026-02-01", "2026-02-15"),
        ("half-monthly", "2026-02-16", "2026-02-16", "2026-02-28"),
        ("half-monthly", "2028-02-29", "2028-02-16", "2028-02-29"),
        ("half-monthly", "2026-12-31", "2026-12-16", "2026-12-31"),
        ("monthly", "2026-02-28", "2026-02-01", "2026-02-28"),
        ("monthly", "2026-12-01", "2026-12-01", "2026-12-31"),
        ("quarterly", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("quarterly", "2026-04-01", "2026-04-01", "2026-06-30"),
        ("quarterly", "2026-12-31", "2026-10-01", "2026-12-31"),
    ],
)
def test_a_round_has_its_days(every: str, day: str, first: str, last: str) -> None:
    assert screening.round_of(every, date.fromisoformat(day)) == Period(first, last)


@pytest.mark.parametrize("every", sorted(set(screening.EVERY.values())))
def test_rounds_follow_each_other_without_a_gap(every: str) -> None:
    found = list(screening.rounds(every, date(2025, 12, 1), date(2027, 2, 1)))
    for one, other in pairwise(found):
        assert (date.fromisoformat(other.first or "") - date.fromisoformat(one.last or "")).days == 1


@pytest.mark.parametrize(
    ("group", "area"),
    [("一村三组", "一村"), ("一村", "一村"), ("二村一组", "全镇"), (None, "全镇"), ("青溪镇一村三组", "一村")],
)
def test_a_group_belongs_to_the_longest_area_that_names_it(group: str | None, area: str) -> None:
    assert screening.area_of(group, ["全镇", "一村"]) == area
    assert screening.area_of("三村", ["一村"]) is None


@pytest.mark.parametrize(
    ("done", "today", "since", "last", "count"),
    [
        ([], "2026-03-15", "2026-03-02", "2026-03-08", 1),  # a Sunday: the second week still runs
        ([], "2026-03-16", "2026-03-02", "2026-03-15", 2),
        ([], "2026-03-16", "2026-03-03", "2026-03-15", 1),  # the round that ran when the ledger began does not count
        (["2026-03-04"], "2026-03-16", "2026-03-02", "2026-03-15", 1),
        (["2026-03-15"], "2026-03-16", "2026-03-02", None, 0),
        (["2026-03-11"], "2026-03-16", "2026-01-01", None, 0),  # what was missed before the last one done is past
        ([], "2026-03-02", "2026-03-02", None, 0),
    ],
)
def test_a_round_is_missed_when_it_ended_without_an_entry(
    done: list[str], today: str, since: str, last: str | None, count: int
) -> None:
    found = screening.missed(Duty("一村", "weekly"), done, date.fromisoformat(today), since)
    assert (found.period.last if found else None, found.missed if found else 0) == (last, count)


def test_a_duty_begins_when_it_was_said_to_begin() -> None:
    duty = Duty("一村", "monthly", since="2026-03-01")
    assert screening.missed(duty, [], date(2026, 3, 31), "2026-01-01") is None
    assert screening.due(duty, [], date(2026, 2, 28)) is None
    found = screening.missed(duty, [], date(2026, 4, 1), "2026-01-01")
    assert found is not None
    assert found.period == Period("2026-03-01", "2026-03-31")
    assert screening.due(duty, ["2026-04-01"], date(2026, 4, 2)) is None


def test_a_dispute_is_registered_with_the_five_ones(screened: Office) -> None:
    told = screened.ok(f"{FOUND} --json").json
    assert told == {
        "dispute": "PC2026-0001",
        "found_on": "2026-03-05",
        "due_on": "2026-03-20",
        "stage": "open",
        "area": "一村",
        "subject": "两户争地界",
        "next_step": "办结（close）、记事（note）、转为信访事项（log-visit --dispute）",
    }
    assert screened.ok("log-dispute --subject 欠薪 --date 2025-12-31 " + FIVE + " --json").json["dispute"] == (
        "PC2025-0001"
    )
    assert screened.ok("check --json").json["ok"]


@pytest.mark.parametrize(
    ("said", "missing", "options"),
    [
        ("", "事由、调处班子、责任领导或责任人、化解方案、化解时限",
         "--subject、--team、--leader 或 --person、--plan、--due"),
        ("--subject 争地界 --team 村委 --person 李主任", "化解方案、化解时限", "--plan、--due"),
        ("--subject 争地界 --team 村委 --plan 调解 --due 3月20日", "责任领导或责任人", "--leader 或 --person"),
    ],
)  # fmt: skip
def test_what_is_missing_of_the_five_is_told_at_once(office: Office, said: str, missing: str, options: str) -> None:
    assert office.refused(f"log-dispute {said}") == f"还缺少：{missing}；请补上 {options}。"
    assert not office.database.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("--date 2026-03-06", "日期 2026-03-06 还没有到；请核对后重新输入。"),
        ("--due 2026-03-04 --date 2026-03-05", "化解时限 2026-03-04 早于前一步的 2026-03-05；请核对后重新输入。"),
        ("--people 1", "人数 1 少于写出的 2 个姓名；请核对 --people。"),
        ("--people 0", "人数 0 不对，至少 1 人；请核对 --people。"),
        ("--area 三村", "排查安排里没有“三村”；可选：全镇、一村。"),
        ("--category 邻居纠纷", "内容分类里没有“邻居纠纷”；是不是 邻里纠纷？"),
    ],
)
def test_what_does_not_fit_is_refused(screened: Office, more: str, told: str) -> None:
    found = FOUND.removesuffix("--due 2026-03-20") if "--due" in more else FOUND
    assert screened.refused(f"{found} {more}").startswith(told[:-1])
    assert screened.entries() == 0


def test_nothing_found_is_an_entry_too(screened: Office) -> None:
    told = screened.ok("log-dispute --nothing --area 全镇 --text 走访四个村 --json").json
    assert told == {
        "round": "LB2026-0001", "area": "全镇", "every": "monthly", "first": "2026-03-01", "last": "2026-03-31",
        "done_on": "2026-03-05", "found": 0,
    }  # fmt: skip
    assert screened.refused("log-dispute --nothing --area 全镇", today="2026-03-31") == (
        "全镇 2026-03-01 至 2026-03-31 这一轮已在 2026-03-05 报过零报告；不用再报，补报以前的请用 --date 写明哪一天。"
    )
    assert screened.ok("log-dispute --nothing --area 全镇", today="2026-04-01").out == (
        "已记 LB2026-0002：全镇 2026-04-01 至 2026-04-30 没有发现矛盾纠纷（零报告）\n"
    )


def test_a_dispute_found_after_all_voids_the_zero_report_of_its_round(screened: Office) -> None:
    screened.ok("log-dispute --nothing --area 全镇")
    result = screened.ok(f"{FOUND} --area 全镇 --json", today="2026-03-19")
    assert result.err == "零报告 LB2026-0001 已作废：这一轮后来排查出 PC2026-0001\n"
    assert screened.ok("show LB1 --json").json["void_reason"] == "这一轮后来排查出 PC2026-0001"
    assert screened.ok("check --json").json["ok"]


def test_a_dispute_that_comes_into_a_round_by_correction_or_undo_voids_its_zero_report_too(screened: Office) -> None:
    screened.ok(f"{FOUND} --area 全镇")
    screened.ok("void PC1 --reason 登错")
    screened.ok("log-dispute --nothing --area 全镇")
    assert "零报告 LB2026-0001 已作废" in screened.ok("undo PC1").err
    screened.ok("log-dispute --nothing --area 全镇", today="2026-04-30")
    corrected = screened.ok("correct PC1 --date 2026-04-02 --due 2026-05-20", today="2026-04-30")
    assert "零报告 LB2026-0002 已作废" in corrected.err


def test_where_something_was_found_there_is_no_zero_report(screened: Office) -> None:
    screened.ok(FOUND)
    assert screened.refused("log-dispute --nothing --area 一村") == (
        "一村 2026-03-02 至 2026-03-08 这一轮在 2026-03-05 排查出矛盾纠纷（1 件），不能再报没有发现；"
        "登记有误请先用 xinfang correct 或 void 更正。"
    )
    screened.ok("void PC1 --reason 登错了")
    screened.ok("log-dispute --nothing --area 一村")
    assert screened.ok("check --json").json["ok"]


def test_a_zero_report_of_a_wrong_area_or_with_a_dispute_is_refused(screened: Office) -> None:
    assert screened.refused("log-dispute --nothing") == "还缺少：排查区域；请补上 --area。"
    assert screened.refused("log-dispute --nothing --area 三村") == "排查安排里没有“三村”；可选：全镇、一村。"
    assert screened.refused("log-dispute --nothing --area 全镇 --subject 争地界 --team 村委") == (
        "--nothing 是没有发现矛盾纠纷，不能同时写事由、调处班子；请去掉其中一边。"
    )
    assert screened.refused("log-dispute --nothing --area 全镇 --date 2026-03-06") == (
        "日期 2026-03-06 还没有到；请核对后重新输入。"
    )


def test_without_a_rota_a_zero_report_is_the_month_s(office: Office) -> None:
    result = office.ok("log-dispute --nothing --area 全村")
    assert "config.yaml 里没有写排查安排（screening），按每月一轮记。" in result.err
    assert result.out == "已记 LB2026-0001：全村 2026-03-01 至 2026-03-31 没有发现矛盾纠纷（零报告）\n"


def test_the_morning_tells_of_rounds_that_are_due_and_missed(screened: Office) -> None:
    screened.ok("log-call --name 王五 --subject 路灯不亮", today="2026-03-02")
    due = screened.ok("today --json", today="2026-03-03").json["rounds"]
    assert [(row["area"], row["days_left"], row["missed"]) for row in due] == [("一村", 5, 0), ("全镇", 28, 0)]
    screened.ok(FOUND, today="2026-03-03")
    assert [row["area"] for row in screened.ok("today --json", today="2026-03-04").json["rounds"]] == ["全镇"]
    late = screened.ok("today --json", today="2026-03-23").json["rounds"]
    assert [(row["area"], row["first"], row["last"], row["missed"]) for row in late] == [
        ("一村", "2026-03-16", "2026-03-22", 2),
        ("一村", "2026-03-23", "2026-03-29", 0),
        ("全镇", "2026-03-01", "2026-03-31", 0),
    ]
    screened.ok("log-dispute --nothing --area 一村", today="2026-03-23")
    assert [row["area"] for row in screened.ok("today --json", today="2026-03-24").json["rounds"]] == ["全镇"]
    screened.ok("log-dispute --nothing --area 全镇 --date 2026-03-31", today="2026-04-02")
    assert [row["first"] for row in screened.ok("today --json", today="2026-04-02").json["rounds"]] == [
        "2026-03-30",
        "2026-04-01",
    ]


def test_the_morning_tells_of_disputes_by_their_date(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-dispute --subject 欠薪 " + FIVE.replace("2026-03-20", "2026-03-10"))
    screened.ok("log-dispute --subject 水渠 " + FIVE.replace("2026-03-20", "2026-06-10"))
    told = screened.ok("today --json", today="2026-03-16").json["disputes"]
    assert [(row["dispute"], row["days_left"], row["next_step"]) for row in told] == [
        ("PC2026-0002", -6, "close 办结"),
        ("PC2026-0001", 4, "close 办结"),
    ]
    screen = screened.ok("today", today="2026-03-16").out
    assert "矛盾纠纷：过了化解时限（1）" in screen
    assert "矛盾纠纷：5 个工作日内到化解时限（1）" in screen
    assert "没有逾期，也没有临近到期的。" not in screen
    screened.ok("close PC2 --settled --text 已结清", today="2026-03-16")
    assert [row["dispute"] for row in screened.ok("today --json", today="2026-03-16").json["disputes"]] == [
        "PC2026-0001"
    ]


def test_nothing_is_told_where_nothing_comes_round(office: Office) -> None:
    office.ok("log-call --name 王五 --subject 路灯不亮")
    told = office.ok("today --json").json
    assert (told["disputes"], told["rounds"], told["receptions"]) == ([], [], [])


def test_a_dispute_is_noted_ended_and_asked_after(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("note pc1 --text 双方到场丈量", today="2026-03-06")
    closed = screened.ok("close PC2026-1 --settled --text 各退半米 --json", today="2026-03-10").json
    assert closed == {
        "dispute": "PC2026-0001", "act": "close", "on": "2026-03-10", "stage": "settled",
        "found_on": "2026-03-05", "due_on": "2026-03-20", "next_step": "回访（follow-up）",
    }  # fmt: skip
    screened.ok("follow-up PC2026-0001 --text 没有反复", today="2026-04-01")
    shown = screened.ok("show ＰＣ1 --json", today="2026-04-01").json
    assert (shown["result"], shown["settled"], shown["follow_up"]) == ("各退半米", True, "没有反复")
    assert [event["act"] for event in shown["history"]] == ["log-dispute", "note", "close", "follow-up"]
    assert [event["text"] for event in shown["history"]][1:] == ["双方到场丈量", "已化解　各退半米", "没有反复"]


SEE = "请去掉相应的选项，用 xinfang show PC2026-0001 看有哪些内容。"
NO_ROW = "用 xinfang register dispute（矛盾纠纷）或 xinfang register meeting（会议）查看编号。"
REFUSED = {
    "close PC1": "还缺少：是否化解、结果；请补上 --settled 或 --not-settled、--text。",
    "close PC1 --settled": "还缺少：结果；请补上 --text。",
    "follow-up PC1 --text 好": (
        "PC2026-0001 还没有办结，不能登记回访；"
        "请先 xinfang close PC2026-0001 --settled --text 结果，平时的情况用 note 记。"
    ),
    "note PC1": "还缺少：内容；请补上 --text。",
    "note PC1 --text 好 --date 2026-03-04": "日期 2026-03-04 早于前一步的 2026-03-05；请核对后重新输入。",
    "note PC1 --text 好 --date 2026-03-06": "日期 2026-03-06 还没有到；请核对后重新输入。",
    "accept PC1": (
        "PC2026-0001 不是信访事项，不能受理；矛盾纠纷可以用 show、note、close、follow-up、correct、void、undo，"
        "会议可以用 show、correct、void、undo，零报告可以用 show、void，接访日用 reception。"
    ),
    "note PC7 --text 好": f"没有编号为 PC2026-0007 的记录；{NO_ROW}",
    "void PC1": "还缺少：原因；请补上 --reason。",
    "undo PC1": (
        "PC2026-0001 最后一步是登记，编号不能收回，不能撤销；登记错了请用 xinfang correct 更正，或 xinfang void 作废。"
    ),
    "correct PC1 --phone 13800138000": f"PC2026-0001 没有电话这样的内容；{SEE}",
    "correct PC1 --person 李主任": (
        "没有要更正的内容：填写的和 PC2026-0001 原来的一样；请用选项写出要改成什么，例如 --subject。"
    ),
    "correct PC1 --closed-on 昨天": (
        "PC2026-0001 还没有结束日期，没有可以更正的；请用相应的命令办理，例如 accept、reply、close。"
    ),
    "correct PC1 --leader '' --person ''": "还缺少：责任领导或责任人；请补上 --leader 或 --person。",
    "correct PC1 --plan ''": "还缺少：化解方案；请补上 --plan。",
    "correct PC1 --area 三村": "排查安排里没有“三村”；可选：全镇、一村。",
    "follow-up PC1 --unit-rating 满意 --text 好": f"PC2026-0001 没有对责任单位评价这样的内容；{SEE}",
    "log-letter --dispute PC1 --kind accusation": (
        "检举控告要单独登记，不能由矛盾纠纷转来（条例第三十条）；请去掉 --dispute。"
    ),
}
VOID = "PC2026-0001 已经作废；需要时请重新登记。"
REFUSED_AFTER = {
    ("close PC1 --settled --text 好", "close PC1 --settled --text 好"): (
        "PC2026-0001 已在 2026-03-05 办结；结果写错了请用 xinfang correct PC2026-0001 更正，又起争执的请另行登记。"
    ),
    ("void PC1 --reason 重复", "note PC1 --text 好"): VOID,
    ("void PC1 --reason 重复", "void PC1 --reason 重复"): VOID,
    ("void PC1 --reason 重复", "log-visit --dispute PC1"): VOID,
}
UNFIT = [("", words, told) for words, told in REFUSED.items()]
UNFIT += [(before, words, told) for (before, words), told in REFUSED_AFTER.items()]


@pytest.mark.parametrize(("before", "words", "told"), UNFIT)
def test_what_does_not_fit_a_dispute_is_refused_in_one_sentence(
    screened: Office, before: str, words: str, told: str
) -> None:
    screened.ok(FOUND)
    if before:
        screened.ok(before)
    written = screened.entries()
    assert screened.refused(words) == told
    assert screened.entries() == written


def test_what_only_a_dispute_has_is_not_set_on_a_case(screened: Office) -> None:
    screened.ok("log-visit --name 张三 --subject 路灯不亮")
    assert screened.refused("correct 1 --team 村委 --party 张三") == (
        "1 没有调处班子、当事人这样的内容；请去掉相应的选项，用 xinfang show 1 看有哪些内容。"
    )


def test_a_dispute_is_corrected_field_by_field(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok(
        "correct PC1 --due 2026-03-25 --person 周敏 --party 张三 --category 邻里纠纷 --date 3月4日 --reason 写错"
    )
    shown = screened.ok("show PC1 --json").json
    assert (shown["due_on"], shown["person"], shown["parties"]) == ("2026-03-25", "周敏", "张三")
    assert (shown["category"], shown["found_on"]) == ("邻里纠纷", "2026-03-04")
    assert shown["history"][-1]["text"].endswith("写错")
    screened.ok("close PC1 --settled --text 好")
    screened.ok("correct PC1 --not-settled --outcome 又吵起来")
    assert screened.ok("show PC1 --json").json["stage"] == "unsettled"
    screened.ok("undo PC1")
    assert screened.ok("show PC1 --json").json["stage"] == "settled"
    assert screened.ok("check --json").json["ok"]


def test_everything_on_a_dispute_but_its_registration_is_taken_back(screened: Office) -> None:
    screened.ok(FOUND)
    before = screened.ok("show PC1 --json").json
    for words in ("note PC1 --text 好", "correct PC1 --person 周敏", "close PC1 --settled --text 好",
                  "follow-up PC1 --text 好", "void PC1 --reason 重复"):  # fmt: skip
        screened.ok(words)
    for _ in range(5):
        screened.ok("undo PC1")
    after = screened.ok("show PC1 --json").json
    assert {**after, "history": None} == {**before, "history": None}
    assert screened.ok("check --json").json["ok"]


def test_a_dispute_becomes_a_case_in_one_command(screened: Office) -> None:
    screened.ok(f"{FOUND} --detail 老宅重建占了半米 --category 邻里纠纷")
    told = screened.ok("log-visit --dispute PC1 --json", today="2026-03-09").json
    assert (told["case"], told["dispute"]) == ("XF2026-0001", "PC2026-0001")
    case = screened.ok("show 1 --json", today="2026-03-09").json
    [petition] = case["petitions"]
    assert petition["petitioners"] == ["张三", "李四"]
    assert (petition["subject"], petition["detail"], petition["group"], petition["people"]) == (
        "两户争地界", "老宅重建占了半米", "一村三组", 2,
    )  # fmt: skip
    assert (case["category"], case["disputes"]) == ("邻里纠纷", ["PC2026-0001"])
    assert "由 PC2026-0001 转来（矛盾纠纷排查）" in screened.ok("show 1", today="2026-03-09").out
    shown = screened.ok("show PC1 --json", today="2026-03-09").json
    assert (shown["stage"], shown["case_no"], shown["next_step"]) == ("case", "XF2026-0001", "在 XF2026-0001 里办理")
    assert screened.ok("check --json").json["ok"]
    for words in ("log-visit --dispute PC1", "close PC1 --settled --text 好", "void PC1 --reason 重复"):
        assert screened.refused(words, today="2026-03-09") == (
            "PC2026-0001 已经转为信访事项 XF2026-0001；请在 XF2026-0001 里办理。"
        )


def test_what_is_said_goes_before_what_the_dispute_says(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-letter --dispute PC1 --name 王五 --subject 催问丈量 --group 二村")
    case = screened.ok("show 1 --json").json
    assert (case["petitioner"], case["subject"], case["village_group"]) == ("王五", "催问丈量", "二村")
    assert case["petitions"][0]["people"] == 1


def test_a_dispute_may_go_into_a_case_that_is_there(screened: Office) -> None:
    screened.ok("log-visit --name 张三 --subject 与李四争地界")
    screened.ok(FOUND)
    told = screened.ok("log-visit --dispute PC1 --case 1 --json").json
    assert (told["petition"], told["dispute"]) == ("XF2026-0001-2", "PC2026-0001")


def test_the_way_into_a_case_is_taken_back_when_the_case_is_void(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --dispute PC1")
    assert screened.refused("undo PC1") == (
        "PC2026-0001 已经转为信访事项 XF2026-0001，登记不能撤销；"
        "转错了请用 xinfang void XF2026-0001 --reason 原因 作废，PC2026-0001 随之转回。"
    )
    assert "PC2026-0001 回到矛盾纠纷排查" in screened.ok("void 1 --reason 转错了").out
    shown = screened.ok("show PC1 --json").json
    assert (shown["stage"], shown["case_no"], shown["ended_on"]) == ("open", None, None)
    assert [row["dispute"] for row in screened.ok("today --json", today="2026-03-18").json["disputes"]] == [
        "PC2026-0001"
    ]
    screened.ok("log-visit --dispute PC1")
    assert screened.ok("check --json").json["ok"]


def stands(office: Office, no: str = "PC1") -> tuple[str, str | None]:
    shown = office.ok(f"show {no} --json").json
    return shown["stage"], shown["case_no"]


def test_a_void_case_and_its_dispute_go_together(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("close PC1 --not-settled --text 谈不拢")
    screened.ok("log-visit --dispute PC1")
    screened.ok("void 1 --reason 转错了")
    assert stands(screened) == ("unsettled", None)
    assert screened.refused("undo PC1") == (
        "PC2026-0001 因 XF2026-0001 作废而转回，不能单独撤销；"
        "要恢复请用 xinfang undo XF2026-0001 撤销作废，或继续在 PC2026-0001 里化解。"
    )
    screened.ok("undo 1")
    assert stands(screened) == ("case", "XF2026-0001")
    screened.ok("void 1 --reason 转错了")
    screened.ok("follow-up PC1 --text 问过")
    assert screened.refused("undo 1") == (
        "PC2026-0001 在 XF2026-0001 作废后转回，已经另有办理，不能撤销作废；"
        "请在 PC2026-0001 里继续，需要时重新登记（log-visit --dispute）。"
    )
    screened.ok("undo PC1")
    screened.ok("undo 1")
    assert stands(screened) == ("case", "XF2026-0001")
    assert screened.ok("check --json").json["ok"]


def test_a_dispute_is_never_two_cases(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --dispute PC1")
    screened.ok("void 1 --reason 转错了")
    screened.ok("log-visit --dispute PC1 --new-case")
    assert "已经另有办理，不能撤销作废" in screened.refused("undo 1")
    screened.ok("void 2 --reason 又错了")
    assert "已经另有办理，不能撤销作废" in screened.refused("undo 1")
    screened.ok("undo 2")
    assert stands(screened) == ("case", "XF2026-0002")


def test_one_void_petition_of_a_case_leaves_its_dispute_there(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --dispute PC1")
    screened.ok("log-visit --case 1 --name 张三 --subject 催问丈量")
    screened.ok("void XF2026-0001-2 --reason 登错")
    screened.ok("undo 1")
    assert stands(screened) == ("case", "XF2026-0001")


def test_a_case_of_a_dispute_is_made_no_accusation(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --dispute PC1")
    assert screened.refused("correct 1 --kind accusation") == (
        "XF2026-0001 由矛盾纠纷 PC2026-0001 转来，当事人是公开的，不能改成检举控告（条例第三十条）；"
        "请把 XF2026-0001 作废后另行登记。"
    )
    screened.ok("correct 1 --kind other")
    screened.ok("log-letter --name 王五 --subject 举报 --kind accusation --new-case")
    screened.ok(FOUND)
    assert "不能由矛盾纠纷转来" in screened.refused("log-visit --dispute PC2 --case 2")
    assert stands(screened, "PC2") == ("open", None)


def test_a_search_finds_disputes_and_meetings_too(screened: Office) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --name 张三 --subject 争地界")
    screened.ok("log-meeting --subject 地界纠纷分析会 --chair 王副镇长 --attended 李主任 --text 先丈量")
    found = screened.ok("search 地界 --json").json["rows"]
    assert [row["case"] for row in found] == ["PC2026-0001", "HY2026-0001", "XF2026-0001"]
    told = ("opened_on", "petitioner", "subject", "status", "due_on")
    assert [found[0][name] for name in told] == ["2026-03-05", "张三、李四", "两户争地界", "open", "2026-03-20"]
    assert [found[1][name] for name in told] == ["2026-03-05", "王副镇长", "地界纠纷分析会", None, None]
    assert len({tuple(row) for row in found}) == 1
    assert "化解中" in screened.ok("search 李四").out
    assert screened.ok("search ＰＣ2026 三组").out.startswith("找到 1 件")
    assert screened.ok("search 没有这样的字").out.startswith("没有找到")


STAYS = "登记错了请用 xinfang void LB2026-0001 --reason 原因 作废，再用 xinfang log-dispute --nothing 重报。"


def test_a_zero_report_is_voided_and_told_again(screened: Office) -> None:
    screened.ok("log-dispute --nothing --area 全镇")
    assert screened.refused("correct LB1 --area 一村") == f"LB2026-0001 是零报告，不能更正；{STAYS}"
    assert screened.refused("undo LB1") == f"LB2026-0001 是零报告，不能撤销；{STAYS}"
    screened.ok("void LB1 --reason 区域记错")
    screened.ok("undo LB1")
    screened.ok("void LB1 --reason 区域记错")
    screened.ok("log-dispute --nothing --area 全镇")


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("paper 受理告知书 PC1", "制发文书"), ("join PC1 --to 1", "并案"), ("join 1 --to PC1", "并案"),
        ("explain PC1", "说明期限"),
    ],
)  # fmt: skip
def test_what_only_a_case_has_is_refused_of_a_dispute(screened: Office, words: str, act: str) -> None:
    screened.ok(FOUND)
    screened.ok("log-visit --name 王五 --subject 路灯不亮")
    assert screened.refused(words).startswith(f"PC1 不是信访事项，不能{act}；矛盾纠纷可以用 show、")


def test_the_register_has_its_columns_and_the_zero_reports(screened: Office) -> None:
    screened.ok(f"{FOUND} --category 邻里纠纷 --detail 占了半米")
    screened.ok("log-dispute --nothing --area 全镇")
    screened.ok("close PC1 --settled --text 各退半米")
    told = screened.ok("register dispute 本月 --json").json
    assert told["title"] == "矛盾纠纷排查台账"
    assert told["columns"] == [
        "编号", "排查日期", "区域(村组)", "排查人", "当事人", "类型", "简要情况", "涉及人数", "调处班子", "责任领导",
        "责任人", "方案", "化解时限", "结果", "回访",
    ]  # fmt: skip
    dispute, nothing = told["rows"]
    assert (dispute["subject"], dispute["result"], dispute["people"]) == ("两户争地界：占了半米", "已化解：各退半米", 2)
    assert (nothing["dispute"], nothing["subject"], nothing["people"]) == ("LB2026-0001", "零报告：没有发现矛盾纠纷", 0)
    assert screened.ok("register 排查 --open --json").json["count"] == 0
    assert screened.ok("register dispute --category 邻里纠纷 --json").json["count"] == 1
    assert screened.ok("register dispute 上月 --json").json["rows"] == []
    assert screened.refused("register dispute --unit 国土所 --dated closed") == (
        "矛盾纠纷排查台账不能按承办单位筛选；请去掉 --unit。"
    )
    screened.ok("export 排查.csv --book dispute")


def test_the_book_of_meetings(office: Office) -> None:
    said = "--subject 例会 --chair 李镇长 --attended 王干事、周敏 --place 三楼"
    assert office.refused(f"log-meeting {said}") == "还缺少：内容；请补上 --text。"
    told = office.ok(f"log-meeting {said} --text 每周五碰头 --date 昨天 --json").json
    assert told == {"meeting": "HY2026-0001", "on_date": "2026-03-04", "subject": "例会"}
    office.ok("correct HY1 --place 二楼 --attended 王干事 --text 每周四碰头 --reason 记错")
    told = office.ok("register meeting --json").json
    assert told["columns"] == ["编号", "日期", "地点", "主持人", "参加人", "议题", "议定事项"]
    assert list(told["rows"][0].values()) == [
        "HY2026-0001", "2026-03-04", "二楼", "李镇长", "王干事", "例会", "每周四碰头",
    ]  # fmt: skip
    assert office.refused("note HY1 --text 好").startswith("HY2026-0001 不是信访事项，不能记事；")
    office.ok("void HY1 --reason 重复")
    assert office.ok("register 会议 --json").json["rows"][0]["subject"] == "（作废）重复"
    office.ok("undo HY1")
    office.ok("undo HY1")
    assert office.ok("show HY1 --json").json["place"] == "三楼"
    assert office.refused("log-meeting --subject 例会 --chair 李 --attended 王 --text 好 --date 2026-03-06") == (
        "会议日期 2026-03-06 还没有到；请核对后重新输入。"
    )
    assert office.ok("check --json").json["ok"]


def test_the_register_of_suggestions(office: Office) -> None:
    office.ok("log-letter --name 孙七 --phone 19900001234 --subject 建议修渠 --kind suggestion --group 二村")
    office.ok("log-letter --name 钱八 --subject 路灯不亮")
    office.ok("reply 1 --opinion support --text 列入明年计划", today="2026-03-09")
    told = office.ok("register suggestion --json").json
    assert told["columns"] == [
        "编号", "收到日期", "建议人", "住址(村组)", "电话", "建议内容", "内容分类", "承办单位", "采纳情况", "答复日期",
    ]  # fmt: skip
    [row] = told["rows"]
    assert (row["petition"], row["phone"], row["adopted"], row["answered_on"]) == (
        "XF2026-0001-1", "199****1234", "采纳：列入明年计划", "2026-03-09",
    )  # fmt: skip
    assert office.refused("register suggestion --kind claim") == "建议意见登记簿不能按信访目的筛选；请去掉 --kind。"


def test_the_register_of_what_was_assigned(office: Office) -> None:
    office.ok("log-letter --name 钱八 --subject 低保 --source county --source-no 县信13号 --due 2026-03-20")
    office.ok("log-letter --anonymous --subject 举报 --kind accusation --source county --due 2026-03-20")
    office.ok("log-letter --name 甲乙 --subject 路灯")
    office.ok("assign 3 --to 村镇办 --due 2026-03-16")
    office.ok("urge 3 --text 请抓紧", today="2026-03-18")
    office.ok("instruct 3 --leader 李镇长 --text 尽快修好 --to 供电所 --due 2026-03-30", today="2026-03-18")
    office.ok("instruct 3 --done --text 已修好", today="2026-03-19")
    office.ok("supervise 1 --ground delay --text 超期 --to 民政办", today="2026-03-23")
    told = office.ok("register supervision --json", today="2026-03-24").json
    assert told["columns"] == [
        "编号", "来源机关", "文号", "交办日期", "期限", "事项", "承办单位", "催办记录", "反馈日期", "结果", "是否逾期",
    ]  # fmt: skip
    assert [list(row.values()) for row in told["rows"]] == [
        ["XF2026-0001", "县级转来", "县信13号", "2026-03-05", "2026-03-20", "低保", None, None, None, None, "是"],
        ["XF2026-0002", None, None, None, None, "保密", None, None, None, None, None],
        ["XF2026-0003", "本级", None, "2026-03-05", "2026-03-16", "路灯", "村镇办", "2026-03-18 请抓紧", None, None,
         "是"],
        ["XF2026-0003", "李镇长批示", None, "2026-03-18", "2026-03-30", "路灯：尽快修好", "供电所", "2026-03-18 请抓紧",
         "2026-03-19", "已修好", "否"],
        ["XF2026-0001", "督办", None, "2026-03-23", None, "低保：超期", "民政办", None, None, None, None],
    ]  # fmt: skip
    assert office.ok("register 督办 --unit 供电所 --json", today="2026-03-24").json["count"] == 1


def test_an_export_of_all_has_the_usual_books_and_those_in_use(screened: Office) -> None:
    screened.ok("log-visit --name 张三 --subject 路灯不亮")
    usual = ["letter", "visit", "call", "online", "case"]
    assert [book["name"] for book in screened.ok("export 簿.json --json").json["registers"]] == usual
    screened.ok(FOUND)
    assert [book["name"] for book in screened.ok("export 簿.json --json").json["registers"]] == [*usual, "dispute"]
    told = json.loads((screened.home.parent / "簿.json").read_text("utf-8"))
    assert told["registers"][-1]["rows"][0]["dispute"] == "PC2026-0001"
    only = screened.ok("export 簿.json --unit 国土所 --json").json["registers"]
    assert [book["name"] for book in only] == usual


def test_all_faults_of_the_rota_are_told_at_once(office: Office) -> None:
    office_with(
        office,
        """
screening:
  - {area: 全镇, every: 每天}
  - {area: 全镇, person: 王干事}
receptions: {rule: 每月}
reception_reminders:
  - {days: 10, weekday: 周五, what: 上报}
  - {weekday: 周八, what: 公告}
""",
    )
    told = office.refused("today")
    assert told.startswith("设置有 7 处要改：")
    for fault in (
        "screening[1].every：只能是 weekly、", "screening[2]：缺少 every 这一项；请补上。",
        "screening.area：区域“全镇”写了两次；请只留一个。", "receptions：应写成列表，",
        "reception_reminders：提醒“上报”要写 days（提前几天）或 weekday（周几），只写一个。",
        "reception_reminders[2].weekday：应是周一到周日中的一天，现在是“周八”。",
    ):  # fmt: skip
        assert fault in told


def test_case_numbers_do_not_look_like_those_of_the_books(office: Office) -> None:
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text(config.read_text("utf-8").replace('"XF{year}-', '"PC{year}-'), "utf-8")
    assert "编号样式不能和排查、会议等簿册的编号（PC、LB、HY、JF 开头）一样" in office.refused("today")


@pytest.mark.parametrize(
    "typed", ["PC1", "pc2026-0001", " PC2026-1 ", "ＰＣ1", "HY12", "LB3", "JF2026-12-07", "JF12月7日"]
)
def test_a_number_of_a_book_is_told_from_a_case_s(typed: str) -> None:
    assert books.is_row(typed)


@pytest.mark.parametrize("typed", ["1", "XF2026-0001", "2026-0001", "PC", "PCX1", "张三", "PC2026-0001-1"])
def test_a_number_of_a_case_is_no_row(typed: str) -> None:
    assert not books.is_row(typed)


ACTS = st.lists(
    st.sampled_from(
        [
            "note PC{n} --text 记一笔", "close PC{n} --settled --text 好", "close PC{n} --not-settled --text 没有谈成",
            "follow-up PC{n} --text 问过", "correct PC{n} --person 周敏", "correct PC{n} --due 2026-05-01",
            "void PC{n} --reason 重复", "undo PC{n}", "log-visit --dispute PC{n}", "void {n} --reason 转错了",
            "undo {n}", "log-dispute --nothing --area 一村", "void LB{n} --reason 记错", "undo LB{n}", FOUND,
        ]
    ),
    max_size=12,
)  # fmt: skip


@examples(15, 200)
@given(data=st.data())
def test_whatever_is_done_the_ledger_stays_whole(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    from tests.conftest import Office as Desk

    with pytest.MonkeyPatch.context() as patch:
        office = office_with(Desk(tmp_path_factory.mktemp("lot") / "信访", patch), ROTA)
        office.ok(FOUND)
        for words in data.draw(ACTS):
            result = office.run(words.format(n=data.draw(st.integers(1, 2))))
            assert result.code in (0, 1, 2)
            assert "程序出错" not in result.err
        assert office.ok("check --json").json["problems"] == []
        judge_links(office)


def judge_links(office: Office) -> None:
    """No dispute is two live cases, none is lost in a void one."""
    for dispute in ("PC1", "PC2"):
        shown = office.run(f"show {dispute} --json")
        if shown.code:
            continue
        told = json.loads(shown.out)
        linked = [e for e in told["history"] if e["act"] == "became"]
        cases = {e["text"] for e in linked}
        live = {no for no in cases if office.ok(f"show {no} --json").json["status"] != "void"}
        assert live == ({told["case_no"]} if told["case_no"] else set())


def test_the_rules_refuse_on_values_alone() -> None:
    said = {"subject": "争地界", "team": "村委", "person": "李主任", "plan": "调解", "settle_by": "2026-03-04"}
    with refused("days_out_of_order"):
        disputes.find(NewNumber("PC2026-0001", 2026, 1), said, "2026-03-05", "李经办")
    entry = disputes.find(NewNumber("PC2026-0001", 2026, 1), said | {"settle_by": "2026-03-06"}, "2026-03-05", "李经办")
    assert entry.case == "PC2026-0001"
    made = disputes.told(said | {"settle_by": "2026-03-06"}, "2026-03-05", "李经办")
    assert disputes.became(State(disputes=(made,)), "XF2026-0001", "2026-03-05", "李经办").set["disputes"][0] == {
        "no": "", "status": "case", "ended_on": "2026-03-05", "case_no": "XF2026-0001",
    }  # fmt: skip
    assert sentence(Refused("dispute_ended", case="PC2026-0001", on="2026-03-05")).endswith("请另行登记。")
