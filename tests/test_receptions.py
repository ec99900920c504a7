"""Reception days: planned by rule, moved off holidays, reminded of, posted, held or not, and who came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.helpers import published
from tests.test_disputes import NO_ROW, office_with
from xinfang.domain import receptions
from xinfang.domain.book_rows import ReceptionDay
from xinfang.domain.receptions import Plan, Reminder

if TYPE_CHECKING:
    from tests.conftest import Office

OVER = "2026-07-06 的接访已经过去，不能再出公告或调整；请用 --held 登记情况，没有接访的用 --cancelled --reason 原因。"
PLANS = """
receptions:
  - {rule: 每月第一周周一, leader: 李镇长, duty: 镇长, place: 镇信访接待室, time: "9:00—11:30"}
"""
REMINDERS = """
reception_reminders:
  - {days: 10, what: 拟定接访安排并上报}
  - {days: 5, what: 张贴接访公告}
  - {weekday: 周五, what: 报送接访情况}
"""


@pytest.fixture
def receiving(office: Office) -> Office:
    """An office whose mayor receives on the first Monday of each month."""
    return office_with(office, PLANS + REMINDERS)


@pytest.mark.parametrize(
    ("rule", "first", "last", "days"),
    [
        ("每月第一周周一", "2026-06-01", "2026-09-30", ["06-01", "07-06", "08-03", "09-07"]),
        ("每月第一个周一", "2026-06-01", "2026-09-30", ["06-01", "07-06", "08-03", "09-07"]),
        ("每月第三个星期三", "2026-06-01", "2026-07-31", ["06-17", "07-15"]),
        ("每月最后一个周五", "2026-07-01", "2026-08-31", ["07-31", "08-28"]),
        ("每月15日", "2026-07-01", "2026-08-31", ["07-15", "08-17"]),  # August 15th is a Saturday
        (
            "每月31号",
            "2026-06-01",
            "2026-07-31",
            ["06-01", "06-30", "07-31"],
        ),  # May 31st is a Sunday, and June has no 31st
        ("每月28日", "2026-02-01", "2026-02-28", ["02-28"]),
        ("每周三", "2026-07-06", "2026-07-24", ["07-08", "07-15", "07-22"]),
        ("每季度第一个月10日", "2026-01-01", "2026-12-31", ["01-12", "04-10", "07-10", "10-10"]),  # 10-10 is made up
        ("每月第一周周一", "2026-10-01", "2026-10-31", ["10-08"]),  # October 5th lies in the holidays
        ("每月1日", "2026-10-01", "2026-10-31", ["10-08"]),  # the National Day holidays are over
        ("每月第一个周五", "2026-05-01", "2026-05-31", ["05-06"]),  # Labour Day: the first working day after it
        ("每周一", "2026-02-14", "2026-02-28", ["02-24"]),  # the Spring Festival, and the Monday in it, move as one
    ],
)
def test_days_by_rule(rule: str, first: str, last: str, days: list[str]) -> None:
    plans = [Plan(rule, "李镇长")]
    found = receptions.planned(plans, date.fromisoformat(first), date.fromisoformat(last), published())
    assert [day[5:] for day in found] == days


@pytest.mark.parametrize(
    "rule", ["每天", "每月", "每月32日", "每月第五个周一", "每季度第四个月1日", "周一", "", "每月0日"]
)
def test_what_is_no_rule(rule: str) -> None:
    assert receptions.parse_rule(rule) is None


def test_rules_that_fall_on_one_day_are_one_reception() -> None:
    plans = [Plan("每月15日", "李镇长", "镇长"), Plan("每周三", "张书记", "书记", "会议室")]
    day = receptions.planned(plans, date(2026, 7, 15), date(2026, 7, 15), published())["2026-07-15"]
    assert (day.no, day.leader, day.duty, day.place) == ("JF2026-07-15", "李镇长、张书记", "镇长、书记", "会议室")


@pytest.mark.parametrize(
    ("reminder", "reception", "day"),
    [
        (Reminder("上报", days=10), "2026-08-03", "2026-07-24"),
        (Reminder("上报", days=10), "2026-07-06", "2026-06-26"),
        (Reminder("公告", days=5), "2026-10-08", "2026-09-30"),  # October 3rd is off: the last working day before
        (Reminder("公告", days=5), "2026-07-16", "2026-07-10"),  # a Saturday
        (Reminder("通气", weekday=3), "2026-07-06", "2026-07-09"),
        (Reminder("报送", weekday=4), "2026-07-06", "2026-07-10"),
        (Reminder("报送", weekday=4), "2026-06-15", "2026-06-18"),  # that Friday is the Dragon Boat Festival
    ],
)
def test_a_reminder_has_its_day(reminder: Reminder, reception: str, day: str) -> None:
    assert reminder.day(date.fromisoformat(reception), published()).isoformat() == day


def stands(reminder: Reminder, reception: str, today: date, **told: str) -> bool:
    day = ReceptionDay(no="JF", planned_on=reception, leader="李镇长", **told)  # type: ignore[arg-type]
    return bool(list(receptions.reminders_of(day, [reminder], today, published())))


def test_a_reminder_stands_until_the_day_or_until_it_was_seen_to() -> None:
    before, after = Reminder("公告", days=5), Reminder("报送", weekday=4)
    days = [date(2026, 6, 29) + timedelta(days=n) for n in range(25)]
    assert [d.isoformat()[5:] for d in days if stands(before, "2026-07-06", d)] == [
        "07-01", "07-02", "07-03", "07-04", "07-05", "07-06",
    ]  # fmt: skip
    assert [d.isoformat()[5:] for d in days if stands(after, "2026-07-06", d)] == [
        "07-10", "07-11", "07-12", "07-13", "07-14", "07-15", "07-16",
    ]  # fmt: skip
    assert not stands(before, "2026-07-06", date(2026, 7, 3), done="上报\n公告")
    assert not stands(before, "2026-07-06", date(2026, 7, 3), cancelled_why="防汛")


def told_today(office: Office, today: str) -> list[tuple[str, str, str]]:
    rows = office.ok("today --json", today=today).json["receptions"]
    return [(row["day"][5:], row["what"], row["next_step"]) for row in rows]


def test_the_morning_reminds_until_it_is_done(receiving: Office) -> None:
    receiving.ok("log-call --name 王五 --subject 路灯不亮", today="2026-06-20")
    assert told_today(receiving, "2026-06-25") == []
    assert told_today(receiving, "2026-06-26") == [("07-06", "拟定接访安排并上报", "reception 07-06 --done 拟定")]
    receiving.ok("reception 7月6日 --done 拟定", today="2026-06-26")
    assert told_today(receiving, "2026-06-28") == []
    assert told_today(receiving, "2026-07-01") == [("07-06", "张贴接访公告", "reception 07-06 --notice")]
    receiving.ok("reception 07-06 --notice", today="2026-07-01")
    assert told_today(receiving, "2026-07-02") == []
    assert told_today(receiving, "2026-07-06") == [("07-06", "今天是接访日", "meet 领导接访")]
    assert told_today(receiving, "2026-07-07") == [("07-06", "接访情况还没有登记", "reception 07-06 --held")]
    receiving.ok("reception 07-06 --held --text 接访2批", today="2026-07-07")
    assert told_today(receiving, "2026-07-10") == [("07-06", "报送接访情况", "reception 07-06 --done 报送")]
    receiving.ok("reception 07-06 --done 报送", today="2026-07-10")
    assert told_today(receiving, "2026-07-10") == []
    assert receiving.ok("check --json", today="2026-07-10").json["ok"]


def test_the_usual_reminders_stand_where_the_settings_name_none(office: Office) -> None:
    office_with(office, PLANS)
    office.ok("log-call --name 王五 --subject 路灯不亮", today="2026-06-20")
    assert [what for _, what, _ in told_today(office, "2026-07-01")] == ["拟定接访安排并上报", "张贴接访公告"]


def test_an_empty_list_of_reminders_reminds_of_nothing(office: Office) -> None:
    office_with(office, PLANS + "reception_reminders: []\n")
    office.ok("log-call --name 王五 --subject 路灯不亮", today="2026-06-20")
    assert told_today(office, "2026-07-01") == []


def test_the_plan_of_the_next_days(receiving: Office) -> None:
    told = receiving.ok("reception --json", today="2026-09-21").json
    assert [(row["day"], row["state"], row["provisional"]) for row in told["coming"]] == [
        ("2026-10-08", "planned", False), ("2026-11-02", "planned", False),
    ]  # fmt: skip
    screen = receiving.ok("reception", today="2026-09-21").out
    assert "往后 60 天的接访日" in screen
    assert "10-08  四    李镇长  镇长  镇信访接待室  待公告" in screen


def test_a_day_that_moved_is_found_under_both_dates(receiving: Office) -> None:
    result = receiving.ok("reception 2026-10-05", today="2026-09-21")
    assert "2026-10-05 不上班，接访顺延到 2026-10-08。" in result.err
    assert result.out.startswith("接访日 2026-10-08 星期四　待公告\n")
    assert receiving.ok("reception 10月8日 --json", today="2026-09-21").json["reception"] == "JF2026-10-08"


def test_the_day_after_the_known_schedule_is_provisional(receiving: Office) -> None:
    assert "2027-01-04 星期一（暂定）" in receiving.ok("reception 2027-01-04", today="2026-12-01").out


def test_without_a_plan_it_says_so(office: Office) -> None:
    office.ok("init")
    assert "config.yaml 里没有写接访安排（receptions），也没有登记过接访日。" in office.ok("reception").out


def test_the_notice_is_one_page_to_be_posted(receiving: Office) -> None:
    config = receiving.home / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("# phone: 0000-1234567", "phone: 0571-1234567"), "utf-8")
    told = receiving.ok("reception 07-06 --notice --json", today="2026-07-01").json
    path = receiving.home / "公告" / "领导接访公告 2026-07-06.html"
    assert (told["file"], told["state"], told["act"]) == (str(path), "noticed", "reception-notice")
    page = path.read_text("utf-8")
    for words in (
        "<h1>领导接访公告</h1>", "2026年7月6日（星期一）", "9:00—11:30", "镇信访接待室", "李镇长", "镇长",
        "0571-1234567", "信访办公室", "2026年7月1日", "A4 portrait",
    ):  # fmt: skip
        assert words in page
    receiving.ok(
        ["reception", "07-06", "--notice", "--place", "<b>礼堂</b>", "--file", "公告.html"], today="2026-07-01"
    )
    assert "&lt;b&gt;礼堂&lt;/b&gt;" in (receiving.home.parent / "公告.html").read_text("utf-8")
    assert receiving.refused("reception 07-06 --notice --file 公告.docx", today="2026-07-01") == (
        "公告写成网页，不会写“.docx”文件；文件名请用 .html 结尾，或去掉 --file。"
    )


def test_a_change_of_the_plan_wants_a_new_notice(receiving: Office) -> None:
    receiving.ok("reception 07-06 --notice", today="2026-07-01")
    told = receiving.ok("reception 07-06 --leader 张书记 --duty 书记", today="2026-07-02").out
    assert told == ("已调整 2026-07-06 的接访安排\n安排变了，请重新出公告：xinfang reception 07-06 --notice\n")
    assert ("07-06", "张贴接访公告", "reception 07-06 --notice") in told_today(receiving, "2026-07-02")
    assert receiving.ok("reception 07-06 --json", today="2026-07-02").json["leader"] == "张书记"
    receiving.ok("undo JF07-06", today="2026-07-02")
    day = receiving.ok("show JF2026-07-06 --json", today="2026-07-02").json
    assert (day["leader"], day["state"]) == ("李镇长", "noticed")
    receiving.ok("undo JF07-06", today="2026-07-02")
    assert receiving.ok("reception 07-06 --json", today="2026-07-02").json["state"] == "planned"
    assert receiving.ok("check --json", today="2026-07-02").json["ok"]


def met(office: Office, today: str = "2026-07-06") -> None:
    office.ok("log-visit --name 张三 --subject 宅基地争界 --phone 19900001234", today=today)
    office.ok(
        "meet 1 --leader 李镇长 --duty 镇长 --place 接待室 --text 听取意见 --to 国土所 --promise 月底前丈量 "
        "--due 2026-07-31", today=today,
    )  # fmt: skip


def test_who_came_and_what_was_promised(receiving: Office) -> None:
    met(receiving)
    day = receiving.ok("reception 07-06 --json", today="2026-07-06").json
    assert (day["state"], day["met"]) == ("held", 1)
    assert day["came"] == [
        {"case": "XF2026-0001", "petitioner": "张三", "subject": "宅基地争界", "leader": "李镇长", "text": "听取意见",
         "promises": "月底前丈量（期限 2026-07-31）"},
    ]  # fmt: skip
    receiving.ok("meet 1 --kept --text 已丈量", today="2026-07-20")
    day = receiving.ok("reception 07-06 --json", today="2026-07-20").json
    assert day["came"][0]["promises"] == "月底前丈量（已兑现）"
    assert told_today(receiving, "2026-07-20") == []


def test_an_accusation_is_a_number_on_a_reception_day(receiving: Office) -> None:
    receiving.ok("log-visit --name 赵六 --subject 反映虚报补贴 --kind accusation", today="2026-07-06")
    receiving.ok("meet 1 --leader 李镇长 --text 已转纪委 --promise 严格保密", today="2026-07-06")
    for words in ("reception 07-06", "reception 07-06 --json", "register reception", "register reception --json"):
        told = receiving.ok(words, today="2026-07-06").out
        assert "保密" in told
        assert "XF2026-0001" in told
        for word in ("赵六", "补贴", "纪委", "严格"):
            assert word not in told


@pytest.mark.parametrize(
    ("before", "words", "today", "told"),
    [
        ("", "reception 07-07 --held", "2026-07-07",
         "2026-07-07 不是接访日；用 xinfang reception 看接访安排，临时加的请加 --leader 写明哪位领导。"),
        ("", "reception 07-06 --held", "2026-07-05", "2026-07-06 还没有到，不能登记接访情况；请到当天再登记。"),
        ("", "reception 07-06 --notice", "2026-07-07",
         OVER),
        ("", "reception 07-06 --cancelled", "2026-07-05", "还缺少：原因；请补上 --reason。"),
        ("reception 07-06 --cancelled --reason 防汛", "reception 07-06 --held", "2026-07-06",
         "2026-07-06 的接访已经取消；要恢复请用 xinfang undo JF2026-07-06。"),
        ("reception 07-06 --held", "reception 07-06 --held", "2026-07-06",
         "2026-07-06 的接访情况已经登记过；登记错了请用 xinfang undo JF2026-07-06。"),
        ("reception 07-06 --held", "reception 07-06 --cancelled --reason 防汛", "2026-07-06",
         "2026-07-06 的接访情况已经登记过；登记错了请用 xinfang undo JF2026-07-06。"),
        ("", "reception 07-06 --held --cancelled --reason 防汛", "2026-07-06",
         "一次只能登记一项；请从 --notice、--held、--cancelled、--done 里留下一个。"),
        ("", "reception --held", "2026-07-06", "还没有写是哪一天的接访；例如 xinfang reception 12月7日 --held。"),
        ("", "reception 07-06 --done 打扫", "2026-07-01",
         "没有“打扫”这一项要办的准备；可选：拟定接访安排并上报、张贴接访公告、报送接访情况。"),
        ("", "void JF07-06 --reason 错了", "2026-07-01",
         f"没有编号为 JF2026-07-06 的记录；{NO_ROW}"),
        ("", "register reception --status closed", "2026-07-01", "领导接访登记不能按状态筛选；请去掉 --status。"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_one_sentence(
    receiving: Office, before: str, words: str, today: str, told: str
) -> None:
    receiving.ok("log-call --name 王五 --subject 路灯不亮", today="2026-06-20")
    if before:
        receiving.ok(before, today=today)
    written = receiving.entries()
    assert receiving.refused(words, today=today) == told
    assert receiving.entries() == written


def test_nobody_came_is_an_entry_too_but_not_where_somebody_did(receiving: Office) -> None:
    receiving.ok("reception 07-06 --held --nobody", today="2026-07-06")
    assert receiving.ok("reception 07-06 --json", today="2026-07-06").json["state"] == "nobody"
    [row] = receiving.ok("register reception --json", today="2026-07-06").json["rows"]
    assert (row["on_date"], row["leader"], row["petitioner"]) == ("2026-07-06", "李镇长", "无人来访")
    receiving.ok("undo JF07-06", today="2026-07-06")
    met(receiving)
    assert receiving.refused("reception 07-06 --held --nobody", today="2026-07-06") == (
        "2026-07-06 已有 1 人次见过领导，不能登记无人来访；请去掉 --nobody。"
    )


def test_a_reception_that_was_not_planned(receiving: Office) -> None:
    told = receiving.ok("reception 07-08 --held --leader 张书记 --text 下村 --json", today="2026-07-08").json
    assert told["reception"] == "JF2026-07-08"
    recent = receiving.ok("reception --json", today="2026-07-09").json["recent"]
    assert [(row["day"], row["leader"], row["state"]) for row in recent] == [("2026-07-08", "张书记", "held")]


def rate(office: Office, period: str, today: str) -> tuple[int, int, list[str]]:
    told = office.ok(f"explain 领导接访率 {period} --json", today=today).json
    return told["numerator"], told["denominator"], told["cases"]


def test_a_planned_day_that_passed_unrecorded_counts_as_not_held(receiving: Office) -> None:
    receiving.ok("log-call --name 王五 --subject 路灯不亮", today="2026-05-20")
    assert rate(receiving, "今年", "2026-06-01") == (0, 0, [])  # today's may still be held
    assert rate(receiving, "今年", "2026-07-10") == (0, 2, ["JF2026-06-01", "JF2026-07-06"])
    receiving.ok("reception 7月6日 --nobody", today="2026-07-10")
    assert rate(receiving, "今年", "2026-07-10") == (1, 2, ["JF2026-06-01"])
    assert rate(receiving, "7月", "2026-07-10") == (1, 1, [])
    assert rate(receiving, "上月", "2026-07-10") == (0, 1, ["JF2026-06-01"])
    assert rate(receiving, "", "2026-08-03")[:2] == (1, 2)


def test_who_met_a_leader_on_a_planned_day_makes_it_held_as_in_the_list(receiving: Office) -> None:
    met(receiving, "2026-07-06")
    assert rate(receiving, "7月", "2026-07-06") == (1, 1, [])
    assert receiving.ok("reception --json", today="2026-07-07").json["recent"][-1]["state"] == "held"
    receiving.ok("void 1 --reason 登错了", today="2026-07-07")
    assert rate(receiving, "7月", "2026-07-07") == (0, 1, ["JF2026-07-06"])
    receiving.ok("reception 8月3日 --cancelled --reason 防汛", today="2026-08-01")
    assert rate(receiving, "8月", "2026-08-04") == (0, 1, ["JF2026-08-03"])


def test_the_register_of_receptions(receiving: Office) -> None:
    met(receiving)
    receiving.ok("meet 1 --kept", today="2026-07-20")
    told = receiving.ok("register reception --month 2026-07 --json", today="2026-08-01").json
    assert told["columns"] == ["日期", "地点", "领导", "职务", "来访人", "主要问题", "接待意见", "责任单位", "办理结果"]
    assert list(told["rows"][0].values()) == [
        "2026-07-06", "接待室", "李镇长", "镇长", "张三", "宅基地争界", "听取意见", "国土所",
        "已登记\n月底前丈量（已兑现）",
    ]  # fmt: skip
    assert receiving.ok("register 接访 --month 2026-08 --json", today="2026-08-01").json["count"] == 0
    receiving.ok("export 接访.xlsx --book reception", today="2026-08-01")


def test_a_reception_may_be_planned_by_hand(office: Office) -> None:
    office.ok("init")
    office.ok("reception 07-08 --leader 张书记 --place 礼堂", today="2026-07-06")
    assert office.ok("reception --json", today="2026-07-06").json["coming"][0]["place"] == "礼堂"
    assert told_today(office, "2026-07-08") == [
        ("07-08", "今天是接访日", "meet 领导接访"),
        ("07-08", "拟定接访安排并上报", "reception 07-08 --done 拟定"),
        ("07-08", "张贴接访公告", "reception 07-08 --notice"),
    ]
    assert told_today(office, "2026-07-10") == [("07-08", "接访情况还没有登记", "reception 07-08 --held")]
    office.ok("reception 07-08 --cancelled --reason 防汛", today="2026-07-10")
    assert told_today(office, "2026-07-10") == []
