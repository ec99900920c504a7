"""The law by example. Articles are those of 《信访工作条例》(in force since 2022-05-01) and of 《民法典》.

Every date was counted by hand; the comment beside it says how. Day 0 is the day of the event. Holidays as published:
2025 春节 01-28…02-04 (work 01-26, 02-08), 清明 04-04…04-06, 劳动节 05-01…05-05 (work 04-27), 端午 05-31…06-02,
国庆中秋 10-01…10-08 (work 09-28, 10-11); 2026 元旦 01-01…01-03 (work 01-04), 春节 02-15…02-23 (work 02-14, 02-28).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import Matter, published, refused, rules
from xinfang.domain import acts, effects, terms
from xinfang.domain.codes import Kind, Refused, Role, Status
from xinfang.domain.model import Term
from xinfang.domain.terms import DAYS, WORKDAYS, Rules
from xinfang.office.settings import read
from xinfang.words.refusals import sentence


def dates(term: Term) -> tuple[str | None, str, str]:
    return term.raw_end, term.due_on, term.safe_on


def received(day: str) -> Term:
    return Matter(day).clock("inform")


def accepted(day: str) -> Term:
    return Matter(day).do("accept", day).clock("handle")


def extended(day: str, days: int = 30) -> Term:
    return Matter(day).do("accept", day).do("extend", day, days=days).clock("handle")


def served(day: str) -> Term:
    return Matter(day).do("accept", day).do("reply", day).do("deliver", day).clock("review_request")


# ---------------------------------------------------------------------------------------------------------- the terms


@pytest.mark.parametrize(
    ("clock", "raw", "due", "safe"),
    [
        # 03-03 Monday + 15 = 03-18 Tuesday.
        pytest.param(received("2025-03-03"), "2025-03-18", "2025-03-18", "2025-03-18", id="条例第23条-告知十五日"),
        # 12-17 + 15 = 01-01; off until Saturday 01-03; Sunday 01-04 is a make-up workday; 12-31 is a Wednesday.
        pytest.param(received("2025-12-17"), "2026-01-01", "2026-01-04", "2025-12-31", id="条例第23条-告知遇元旦顺延"),
        # 03-03 + 28 = 03-31, + 30 = 04-30, that is 58; + 2 = 05-02 in the Labour days; work again on 05-06.
        pytest.param(accepted("2025-03-03"), "2025-05-02", "2025-05-06", "2025-04-30", id="条例第34条-办理六十日"),
        # 2023-12-31 + 31 = 01-31, + 29 = 02-29: 2024 is a leap year; a Thursday.
        pytest.param(accepted("2023-12-31"), "2024-02-29", "2024-02-29", "2024-02-29", id="条例第34条-闰年二月"),
        # 90 days from 03-03: the unrolled 05-02 + 29 = 05-31, + 1 = 06-01, Sunday and 端午 until 06-02; 05-30 Friday.
        # From the rolled 05-06 it would have been 06-05.
        pytest.param(extended("2025-03-03"), "2025-06-01", "2025-06-03", "2025-05-30", id="条例第34条-延期接未顺延日"),
        # 05-02 + 1 = 05-03, in the same holiday: a day more that moves nothing.
        pytest.param(extended("2025-03-03", 1), "2025-05-03", "2025-05-06", "2025-04-30", id="条例第34条-延期一日"),
        # 03-03 + 30 = 04-02 Wednesday.
        pytest.param(served("2025-03-03"), "2025-04-02", "2025-04-02", "2025-04-02", id="条例第35条-申请复查三十日"),
        # 09-05 + 30 = 10-05, in the National days until 10-08; 10-09 Thursday; 09-30 Tuesday.
        pytest.param(served("2025-09-05"), "2025-10-05", "2025-10-09", "2025-09-30", id="条例第35条-遇国庆顺延"),
        # 05-03 lies in the Labour days: a day that was named is that day.
        pytest.param(
            Matter("2025-04-01", due="2025-05-03").clock("assigned"),
            "2025-05-03", "2025-05-03", "2025-04-30", id="条例第22条-交办期限不顺延",
        ),
        # 03-07 Friday + 15 = 03-22 Saturday; Monday 03-24.
        pytest.param(received("2025-03-07"), "2025-03-22", "2025-03-24", "2025-03-21", id="民法典第203条-周末顺延"),
        # 09-26 + 15 = 10-11, a Saturday on which offices work: nothing to roll.
        pytest.param(received("2025-09-26"), "2025-10-11", "2025-10-11", "2025-10-11", id="民法典第203条-调休日不顺延"),
        # 01-31 + 15 = 02-15, Sunday, 春节 until 02-23; Tuesday 02-24; Saturday 02-14 is a make-up workday: safe.
        pytest.param(received("2026-01-31"), "2026-02-15", "2026-02-24", "2026-02-14", id="民法典第203条-稳妥日调休"),
        # The day of the event itself does not count: 15 days from Monday 03-03 are full on 03-18, not on 03-17.
        pytest.param(received("2025-03-02"), "2025-03-17", "2025-03-17", "2025-03-17", id="民法典第201条-当日不计入"),
    ],
)  # fmt: skip
def test_term(clock: Term, raw: str, due: str, safe: str) -> None:
    assert dates(clock) == (raw, due, safe)


@pytest.mark.parametrize(
    ("role", "article"),
    [
        pytest.param(Role.BUREAU, "《信访工作条例》第二十二条", id="条例第22条-信访局"),
        pytest.param(Role.TOWNSHIP, "《信访工作条例》第二十三条", id="条例第23条-乡镇"),
        pytest.param(Role.VILLAGE, "《信访工作条例》第二十三条", id="条例第23条-村"),
    ],
)
def test_who_informs_under_which_article(role: Role, article: str) -> None:
    inform = Matter("2025-03-03", rules(role)).clock("inform")
    assert (inform.basis, inform.length, inform.counted_in, inform.due_on) == (article, 15, DAYS, "2025-03-18")


@pytest.mark.parametrize("role", Role)
def test_the_other_articles_are_those_of_the_regulation_in_force(role: Role) -> None:
    matter = Matter("2025-03-03", rules(role), due="2025-05-09")
    matter.do("accept", "2025-03-03").do("reply", "2025-03-04").do("deliver", "2025-03-05")
    assert {t.term: t.basis for t in matter.state.terms if t.term != "inform"} == {
        "assigned": "《信访工作条例》第二十二条",
        "handle": "《信访工作条例》第三十四条",
        "review_request": "《信访工作条例》第三十五条",
    }


# ------------------------------------------------------------------------------------- which clock starts for whom


@pytest.mark.parametrize(
    ("kind", "clocks"),
    [
        pytest.param(Kind.CLAIM, ["inform", "handle", "review_request"], id="条例第34条-申诉求决有六十日"),
        pytest.param(Kind.SUGGESTION, ["inform"], id="条例第29条-建议无法定期限"),
        pytest.param(Kind.OTHER, ["inform"], id="条例第34条-咨询无六十日"),
    ],
)
def test_clocks_of_a_matter_that_is_accepted_answered_and_served(kind: Kind, clocks: list[str]) -> None:
    matter = Matter("2025-03-03", kind=kind).do("accept", "2025-03-04")
    matter.do("reply", "2025-03-05").do("deliver", "2025-03-06")
    assert matter.clocks() == clocks


def test_a_suggestion_is_answered_without_being_accepted() -> None:  # 条例第29条
    assert Matter("2025-03-03", kind="suggestion").do("reply", "2025-03-04").case.status == Status.REPLIED


@pytest.mark.parametrize(
    ("said", "clocks"),
    [
        pytest.param({"names": ()}, [], id="条例第23条-匿名不告知"),
        pytest.param({"names": (), "phone": "13812345678"}, [], id="条例第23条-只有电话不告知"),
        pytest.param({"names": (), "due": "2025-03-28"}, ["assigned"], id="条例第22条-匿名也有交办期限"),
        pytest.param({"names": (), "representatives": ("陈大山",)}, ["inform"], id="条例第20条-有代表就告知"),
        pytest.param({"due": "2025-03-28"}, ["inform", "assigned"], id="条例第22条-交办期限与告知期限并行"),
        pytest.param({"kind": "accusation"}, ["inform"], id="条例第30条-检举控告也要告知"),
    ],
)
def test_clocks_on_registration(said: dict[str, Any], clocks: list[str]) -> None:
    assert Matter("2025-03-03", **said).clocks() == clocks


@pytest.mark.parametrize(
    ("verb", "still"),
    [
        pytest.param("accept", ["assigned", "handle"], id="条例第23条-受理即告知"),
        pytest.param("forward", ["assigned"], id="条例第22条-转送即告知"),
        pytest.param("assign", ["assigned"], id="条例第22条-交办即告知"),
        pytest.param("decline", [], id="条例第23条-不予受理即告知"),
        pytest.param("close", [], id="条例第23条-就地化解"),
    ],
)
def test_what_meets_the_inform_term(verb: str, still: list[str]) -> None:
    matter = Matter("2025-03-03", due="2025-03-28").do(verb, "2025-03-05")
    assert (matter.clock("inform").met_on, matter.running()) == ("2025-03-05", still)


def test_settling_on_the_spot_informs_at_once() -> None:  # 条例第23条
    matter = Matter("2025-03-03", settled="当场解释清楚")
    assert (matter.clock("inform").met_on, matter.case.closed_on) == ("2025-03-03", "2025-03-03")


def test_the_answer_meets_the_handling_term_and_not_its_service() -> None:  # 条例第34条
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("reply", "2025-04-01").do("deliver", "2025-05-20")
    assert matter.clock("handle").met_on == "2025-04-01"


def test_the_review_period_starts_with_service_and_not_with_the_answer() -> None:  # 条例第35条
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("reply", "2025-04-01")
    assert "review_request" not in matter.clocks()
    # 04-10 + 20 = 04-30, + 10 = 05-10, a Saturday; Monday 05-12.
    assert dates(matter.do("deliver", "2025-04-10").clock("review_request")) == (
        "2025-05-10", "2025-05-12", "2025-05-09",
    )  # fmt: skip


def test_the_right_to_ask_for_a_review_is_never_due_from_us() -> None:  # 条例第35条
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("reply", "2025-04-01").do("deliver", "2025-04-10")
    assert (matter.running(), matter.clock("review_request").ours, matter.case.next_due) == (
        ["review_request"], False, None,
    )  # fmt: skip
    assert matter.do("close", "2025-04-11").running() == ["review_request"]


def test_a_second_letter_in_an_open_matter_starts_no_second_inform_clock() -> None:  # 条例第23条
    assert Matter("2025-03-03").petition("2025-03-10", channel="letter").clocks() == ["inform"]


def test_a_second_letter_after_the_end_is_informed_about_anew() -> None:  # 条例第23条
    matter = Matter("2025-03-03").do("decline", "2025-03-05").petition("2025-06-02", channel="letter")
    # 06-02 + 15 = 06-17 Tuesday.
    assert (matter.running(), matter.clock("inform").due_on) == (["inform"], "2025-06-17")


def test_reopening_starts_the_sixty_days_of_an_accepted_claim_anew() -> None:  # 条例第34条
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("close", "2025-04-01").do("reopen", "2025-05-06")
    # 05-06 + 25 = 05-31, + 30 = 06-30, that is 55; + 5 = 07-05 Saturday; Monday 07-07.
    assert (matter.running(), dates(matter.clock("handle"))) == (
        ["handle"], ("2025-07-05", "2025-07-07", "2025-07-04"),
    )  # fmt: skip


def test_reopening_an_anonymous_matter_informs_nobody() -> None:  # 条例第23条
    assert Matter("2025-03-03", names=()).do("close", "2025-03-05").do("reopen", "2025-03-06").running() == []


def test_another_unit_takes_the_date_that_the_first_one_owed() -> None:  # 条例第22条
    matter = Matter("2025-03-03").do("forward", "2025-03-04", to="镇国土所", due="2025-03-20")
    matter.do("forward", "2025-03-06", to="县自然资源局", due="2025-04-10")
    assert [(t.owed_by, t.due_on, t.running) for t in matter.state.terms if t.term == "assigned"] == [
        ("镇国土所", "2025-03-20", False),
        ("县自然资源局", "2025-04-10", True),
    ]


def test_a_unit_that_no_longer_has_the_matter_owes_nothing() -> None:  # 条例第22条
    matter = Matter("2025-03-03").do("forward", "2025-03-04", to="镇国土所", due="2025-03-20")
    assert matter.do("forward", "2025-03-06", to="县自然资源局").running() == []


# ------------------------------------------------------------------------------------------- 第34条: the extension

# Accepted on 03-03; 60 days unrolled are Friday 05-02, rolled Tuesday 05-06.


def test_extension_is_written_down_with_approver_and_reason() -> None:  # 条例第34条
    clock = extended("2025-03-03")
    assert (clock.extended_days, clock.extended_on, clock.extended_by, clock.extended_why, clock.length) == (
        30, "2025-03-03", "王镇长", "需要重新测量", 60,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "days"),
    [
        pytest.param("2025-04-30", 30, id="条例第34条-届满前可延三十日"),
        pytest.param("2025-05-06", 1, id="条例第34条-顺延后的最后一日仍可延期"),
    ],
)
def test_extension_that_is_lawful(day: str, days: int) -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("extend", day, days=days)
    assert matter.clock("handle").extended_days == days


@pytest.mark.parametrize(
    ("day", "said", "code"),
    [
        pytest.param("2025-05-07", {}, "extend_too_late", id="条例第34条-届满后不能延期"),
        pytest.param("2025-04-01", {"days": 31}, "extend_too_long", id="条例第34条-三十一日过长"),
        pytest.param("2025-04-01", {"days": 0}, "extend_too_long", id="条例第34条-零日"),
        pytest.param("2025-04-01", {"days": -5}, "extend_too_long", id="条例第34条-负日"),
        pytest.param("2025-04-01", {"days": None}, "needs", id="条例第34条-未写几日"),
        pytest.param("2025-04-01", {"approver": None}, "needs", id="条例第34条-未经批准"),
        pytest.param("2025-04-01", {"reason": ""}, "needs", id="条例第34条-未说明理由"),
        pytest.param("2025-03-02", {}, "before_event", id="条例第34条-早于受理"),
    ],
)
def test_extension_that_is_not(day: str, said: dict[str, Any], code: str) -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-03")
    with refused(code):
        matter.do("extend", day, **said)


def test_extension_is_granted_once() -> None:  # 条例第34条
    matter = Matter("2025-03-03").do("accept", "2025-03-03").do("extend", "2025-04-01", days=10)
    with refused("extended_twice") as answer:
        matter.do("extend", "2025-04-02", days=10)
    assert (answer.values["on"], answer.values["days"]) == ("2025-04-01", 10)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        pytest.param((), "extend_not_running", id="条例第34条-受理前"),
        pytest.param(("accept", "reply"), "extend_not_running", id="条例第34条-答复后"),
        pytest.param(("accept", "close"), "ended_case", id="条例第34条-办结后"),
    ],
)
def test_extension_needs_the_handling_term_to_run(before: tuple[str, ...], code: str) -> None:
    matter = Matter("2025-03-03")
    for verb in before:
        matter.do(verb, "2025-03-04")
    with refused(code):
        matter.do("extend", "2025-03-05")


# -------------------------------------------------------------------------- 第20, 22, 23, 30, 32条: what is refused


@pytest.mark.parametrize(
    ("said", "code", "article"),
    [
        pytest.param({"representatives": tuple("甲乙丙丁戊己"), "people": 20}, "too_many_representatives", "第二十条",
                     id="条例第20条-代表六人"),
        pytest.param({"kind": "accusation", "settled": "已批评"}, "accusation_settled", "第三十条",
                     id="条例第30条-当场办结"),
        pytest.param({"people": 0}, "no_heads", "至少 1 人", id="规则-零人次"),
        pytest.param({"names": ("陈大山", "李小河"), "people": 1}, "fewer_heads_than_names", "2 个姓名",
                     id="规则-人数少于姓名"),
        pytest.param({"registered_on": "2025-03-02"}, "received_in_future", "还没有到", id="规则-收到日期在将来"),
        pytest.param({"due": "2025-03-02"}, "due_before_received", "早于收到日期", id="规则-期限早于收到"),
        pytest.param({"subject": ""}, "needs", "--subject", id="规则-没有事由"),
    ],
)  # fmt: skip
def test_petition_that_is_refused(said: dict[str, Any], code: str, article: str) -> None:
    with refused(code) as answer:
        Matter("2025-03-03", **said)
    told = Refused(code, **answer.values)
    assert article in sentence(told)


def test_five_representatives_speak_for_many() -> None:  # 条例第20条
    matter = Matter("2025-03-03", names=(), representatives=tuple("甲乙丙丁戊"), people=40)
    assert (len(matter.state.petitioners), matter.state.petitions[0].people) == (5, 40)
    assert all(p.representative for p in matter.state.petitioners)


@pytest.mark.parametrize(
    ("before", "verb", "code", "article"),
    [
        pytest.param((), "accept", "accusation_accept", "第三十条", id="条例第30条-不按求决受理"),
        pytest.param((), "reply", "accusation_no_answer", "由有权机关", id="条例第30条-不出处理意见"),
        pytest.param(("assign",), "reply", "accusation_no_answer", "由有权机关", id="条例第30条-交办后也不出处理意见"),
        pytest.param((), "deliver", "accusation_no_answer", "由有权机关", id="条例第30条-不送达"),
        pytest.param((), "extend", "accusation_no_answer", "由有权机关", id="条例第30条-不延期"),
    ],
)
def test_accusation_goes_its_own_way(before: tuple[str, ...], verb: str, code: str, article: str) -> None:
    matter = Matter("2025-03-03", kind="accusation")
    for done in before:
        matter.do(done, "2025-03-04")
    with refused(code) as answer:
        matter.do(verb, "2025-03-05")
    assert article in sentence(Refused(code, **answer.values))


def test_accusation_is_forwarded_and_closed_without_an_answer_of_ours() -> None:  # 条例第30条
    matter = Matter("2025-03-03", kind="accusation").do("forward", "2025-03-05").do("close", "2025-06-03")
    assert (matter.clocks(), matter.running(), matter.case.opinion) == (["inform"], [], None)


def test_accusation_that_comes_in_again_is_not_settled_on_the_spot() -> None:  # 条例第30条
    matter = Matter("2025-03-03", kind="accusation")
    with refused("accusation_settled"):
        matter.petition("2025-03-10", settled="已当场答复")


def test_claim_that_was_accepted_is_no_accusation_any_more() -> None:  # 条例第30条
    matter = Matter("2025-03-03").do("accept", "2025-03-04")
    with refused("kind_after_accept"):
        matter.correct(kind="accusation")


@pytest.mark.parametrize(
    ("kind", "now", "clocks"),
    [
        pytest.param("claim", "suggestion", [], id="条例第29条-改为建议就没有六十日"),
        pytest.param("suggestion", "claim", ["handle"], id="条例第34条-改为求决就有六十日"),
    ],
)
def test_correcting_the_kind_of_an_accepted_matter(kind: str, now: str, clocks: list[str]) -> None:
    matter = Matter("2025-03-03", kind=kind).do("accept", "2025-03-04").correct(kind=now)
    assert matter.running() == clocks
    assert all(t.started_on == "2025-03-04" for t in matter.state.running())


def test_claim_is_accepted_before_it_is_answered() -> None:  # 条例第32条
    with refused("reply_before_accept"):
        Matter("2025-03-03").do("reply", "2025-03-04")


@pytest.mark.parametrize(
    ("missing", "verb", "before"),
    [
        pytest.param("opinion", "reply", ("accept",), id="条例第32条-支持还是不支持"),
        pytest.param("text", "reply", ("accept",), id="条例第32条-事实和理由"),
        pytest.param("how", "deliver", ("accept", "reply"), id="条例第32条-怎样送达"),
        pytest.param("ground", "decline", (), id="条例第23条-不予受理的理由"),
        pytest.param("to", "forward", (), id="条例第22条-转给谁"),
        pytest.param("settled", "close", ("accept",), id="案结事了-化解与否"),
    ],
)
def test_what_an_act_must_say(missing: str, verb: str, before: tuple[str, ...]) -> None:
    matter = Matter("2025-03-03")
    for done in before:
        matter.do(done, "2025-03-04")
    unsaid: dict[str, Any] = {missing: None}
    with refused("needs") as answer:
        matter.do(verb, "2025-03-05", **unsaid)
    assert (answer.usage, answer.values["fields"]) == (True, [missing])


def test_closing_needs_a_served_answer_or_a_reason() -> None:  # 条例第32条
    matter = Matter("2025-03-03").do("accept", "2025-03-04").do("reply", "2025-03-05")
    with refused("close_without_answer"):
        matter.do("close", "2025-03-06", reason=None)
    assert matter.do("deliver", "2025-03-06").do("close", "2025-03-07", reason=None).case.status == Status.CLOSED


@pytest.mark.parametrize(
    ("day", "today", "code"),
    [
        pytest.param("2025-03-02", "2025-03-10", "before_event", id="规则-早于登记"),
        pytest.param("2025-03-11", "2025-03-10", "future", id="规则-将来的日期"),
    ],
)
def test_day_of_an_act(day: str, today: str, code: str) -> None:
    with refused(code):
        Matter("2025-03-03").do("accept", day, today=today)


def test_refusing_a_repeat_is_not_dated_before_it_came() -> None:
    matter = Matter("2025-03-03").do("decline", "2025-03-05").petition("2025-06-02", channel="letter")
    with refused("before_event"):
        matter.do("decline", "2025-05-30")


# --------------------------------------------------------------------------------- a term keeps what it started with

ZHEJIANG = """
office: {name: 某镇信访办, role: township}
terms:
  inform: {length: 5, unit: 工作日, basis: 浙江省信访条例第二十二条}
  handle: {length: 30, basis: 浙江省信访条例第三十条}
"""


def zhejiang(tmp_path: Path) -> Rules:
    (tmp_path / "config.yaml").write_text(ZHEJIANG, "utf-8")
    return Rules(read(tmp_path).terms(), published())


def test_terms_of_a_province(tmp_path: Path) -> None:
    by = zhejiang(tmp_path)
    matter = Matter("2025-04-25", by).do("accept", "2025-04-28")
    inform, handle = matter.clock("inform"), matter.clock("handle")
    # Friday 04-25; counted 04-27 (make-up), 28, 29, 30, then 05-06: the fifth.
    assert (inform.due_on, inform.safe_on, inform.raw_end) == ("2025-05-06", "2025-05-06", None)
    assert (inform.length, inform.counted_in, inform.basis) == (5, WORKDAYS, "浙江省信访条例第二十二条")
    # 04-28 + 2 = 04-30, + 28 = 05-28 Wednesday.
    assert (handle.due_on, handle.basis, handle.counted_in) == ("2025-05-28", "浙江省信访条例第三十条", DAYS)


def test_what_a_province_does_not_set_is_national(tmp_path: Path) -> None:
    assert zhejiang(tmp_path).terms["review_request"] == rules().terms["review_request"]


def test_changed_settings_leave_running_terms_alone(tmp_path: Path) -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-03")
    before = matter.state.terms
    matter.rules = zhejiang(tmp_path)
    matter.do("note", "2025-03-04").correct(subject="村道占地补偿款").petition("2025-03-05")
    assert matter.state.terms == before
    # 90 days from 03-03, as if the settings had not changed: see the extension above.
    assert matter.do("extend", "2025-03-05").clock("handle").raw_end == "2025-06-01"


def test_corrected_day_of_acceptance_moves_the_clock_by_its_own_length(tmp_path: Path) -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-10")
    matter.rules = zhejiang(tmp_path)
    matter.correct(accepted_on="2025-03-03")
    handle = matter.clock("handle")
    assert (handle.length, handle.basis, dates(handle)) == (
        60, "《信访工作条例》第三十四条", ("2025-05-02", "2025-05-06", "2025-04-30"),
    )  # fmt: skip


def test_corrected_day_of_receipt_moves_the_inform_clock() -> None:  # 条例第23条
    # 03-07 + 15 = 03-22 Saturday; Monday 03-24.
    assert Matter("2025-03-10").correct(received_on="2025-03-07").clock("inform").due_on == "2025-03-24"


def test_a_petitioner_found_out_later_is_informed_in_time() -> None:  # 条例第23条: from then on the name is clear
    assert Matter("2025-03-10", names=()).correct(names=("陈大山",)).running() == ["inform"]


def test_recomputing_under_a_new_schedule_keeps_length_basis_and_extension(tmp_path: Path) -> None:
    matter = Matter("2026-10-10").do("accept", "2026-10-10").do("extend", "2026-10-12", days=25)
    # 10-10 + 85: 10-31 is 21, 11-30 is 51, 12-31 is 82, 01-03 is 85: a Sunday; Monday 01-04, by the weekdays alone.
    assert dates(matter.clock("handle")) == ("2027-01-03", "2027-01-04", "2026-12-31")
    calendar = replace(published(), off={**published().off, date(2027, 1, 4): "元旦"}, years=frozenset({2026, 2027}))
    entry = acts.recompute(matter.state, calendar, "2026-11-20", "李经办")
    assert entry is not None
    assert entry.said["moved"] == [{"term": "handle", "old": "2027-01-04", "new": "2027-01-05"}]
    handle = terms.recompute(matter.clock("handle"), calendar)
    assert (handle.length, handle.basis, handle.extended_days, handle.provisional) == (
        60, "《信访工作条例》第三十四条", 25, False,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------- 暂定: provisional


@pytest.mark.parametrize(
    ("clock", "due", "provisional"),
    [
        # 12-09 + 15 = 12-24 Thursday: no notice to come reaches back so far.
        pytest.param(received("2026-12-09"), "2026-12-24", False, id="十二月二十四日-已定"),
        # 12-10 + 15 = 12-25 Friday: the next year's notice may still change it.
        pytest.param(received("2026-12-10"), "2026-12-25", True, id="十二月二十五日-暂定"),
        # The same day a year before: 2026 is known.
        pytest.param(received("2025-12-10"), "2025-12-25", False, id="下一年已公布-已定"),
        # 12-11 + 15 = 12-26 Saturday; Monday 12-28.
        pytest.param(received("2026-12-11"), "2026-12-28", True, id="年底周末-暂定"),
        # 11-02 + 28 = 11-30, + 31 = 12-31, that is 59; + 1 = 01-01: off by law in any year; Fri, Sat, Sun; Mon 01-04.
        pytest.param(accepted("2026-11-02"), "2027-01-04", True, id="次年元旦-暂定"),
        # 12-28 + 3 = 12-31, + 31 = 01-31, + 26 = 02-26, that is 60: a Friday; 2027 is not published.
        pytest.param(accepted("2026-12-28"), "2027-02-26", True, id="次年未公布-暂定"),
        # A date that was named, in the year to come: whether it is a working day is not known.
        pytest.param(
            Matter("2026-12-01", due="2027-03-01").clock("assigned"), "2027-03-01", True, id="交办到次年-暂定"
        ),
    ],
)
def test_dates_beyond_the_known_schedules(clock: Term, due: str, provisional: bool) -> None:
    assert (clock.due_on, clock.provisional) == (due, provisional)


def test_the_notice_settles_what_was_provisional() -> None:
    matter = Matter("2026-11-02").do("accept", "2026-11-02")
    assert matter.clock("handle").provisional
    new_year = dict.fromkeys((date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)), "元旦")
    known = replace(published(), off={**published().off, **new_year}, years=published().years | {2027})
    entry = acts.recompute(matter.state, known, "2026-11-20", "李经办")
    assert entry is not None
    assert entry.said["moved"] == []
    assert not [t for t in effects.apply(matter.state, entry).terms if t.provisional and t.running]


def test_clocks_that_have_ended_keep_their_dates() -> None:
    matter = Matter("2026-12-11").do("accept", "2026-12-14").do("reply", "2026-12-15")
    known = replace(published(), off={date(2026, 12, 28): "元旦"}, years=published().years | {2027})
    assert matter.clock("inform").due_on == "2026-12-28"
    assert acts.recompute(matter.state, known, "2026-12-20", "李经办") is None


def test_correcting_the_day_of_one_petition_leaves_the_clock_of_another() -> None:  # 条例第23条
    """Two petitions of one day: the inform clock is that of the first."""
    matter = Matter("2025-03-04").petition("2025-03-04")
    assert matter.correct(petition=2, received_on="2025-03-03").clock("inform").started_on == "2025-03-04"
    assert matter.correct(petition=1, received_on="2025-03-03").clock("inform").started_on == "2025-03-03"


def test_correcting_an_act_leaves_what_another_act_of_that_day_met() -> None:  # 条例第22条
    matter = Matter("2025-03-03").do("accept", "2025-03-10").do("assign", "2025-03-10", to="镇国土所")
    assert matter.correct(forwarded_on="2025-03-12").clock("inform").met_on == "2025-03-10"
    assert matter.correct(accepted_on="2025-03-11").clock("inform").met_on == "2025-03-11"
