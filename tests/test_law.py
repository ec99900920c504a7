"""The law by example. Articles are those of 《信访工作条例》(in force since 2022-05-01) and of 《民法典》.

Every date was counted by hand; the comment beside it says how. Day 0 is the day of the event. Holidays as published:
2025 春节 01-28…02-04 (work 01-26, 02-08), 清明 04-04…04-06, 劳动节 05-01…05-05 (work 04-27), 端午 05-31…06-02,
国庆中秋 10-01…10-08 (work 09-28, 10-11); 2026 元旦 01-01…01-03 (work 01-04), 春节 02-15…02-23 (work 02-14, 02-28).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import CLERK, Matter, intake, published, refused, rules
from xinfang.domain import acts, effects, joining, registration, terms
from xinfang.domain.codes import Kind, Refused, Role, Status
from xinfang.domain.model import Entry, State, Term
from xinfang.domain.registration import NewNumber
from xinfang.domain.terms import DAYS, WORKDAYS, Rules
from xinfang.office.settings import read
from xinfang.words.refusals import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office


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


def answered(by: Rules | None = None) -> Matter:
    """A claim with every clock of its way, up to 终结 and asking after the end."""
    matter = Matter("2025-03-03", by, due="2025-05-09", source="county").do("accept", "2025-03-03", simple=True)
    matter.do("mediate", "2025-03-03", agreement="退让40公分", due="2025-03-04")
    matter.do("reply", "2025-03-04").do("deliver", "2025-03-05").do("close", "2025-03-06")
    matter.do("review", "2025-03-07").do("reply", "2025-03-10").do("deliver", "2025-03-11")
    return matter.do("reexamine", "2025-03-12")


def test_every_term_tells_the_article_in_force_that_it_stands_on() -> None:
    assert {t.term: t.basis for t in answered().state.terms} == {
        "inform": "《信访工作条例》第二十三条",
        "object": "《信访工作条例》第二十三条",
        "handle": "《信访工作条例》第三十四条",
        "simple": "本单位规定",
        "assigned": "《信访工作条例》第二十二条",
        "review_request": "《信访工作条例》第三十五条",
        "review": "《信访工作条例》第三十五条",
        "reexamination_request": "《信访工作条例》第三十六条",
        "reexamination": "《信访工作条例》第三十六条",
        "confirmation": "《人民调解法》第三十三条",
        "performance": "调解协议约定",
        "follow_up": "本单位规定",
    }


@pytest.mark.parametrize(
    ("role", "clocks"),
    [
        pytest.param(Role.TOWNSHIP, ["inform", "assigned", "object"], id="条例第23条-乡镇可以异议"),
        pytest.param(Role.BUREAU, ["inform", "assigned"], id="条例第22条-信访局不异议"),
        pytest.param(Role.VILLAGE, ["inform", "assigned"], id="条例第23条-村不异议"),
    ],
)
def test_which_clocks_start_in_which_office(role: Role, clocks: list[str]) -> None:
    assert Matter("2025-03-03", rules(role), due="2025-05-09", source="county").clocks() == clocks


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
        pytest.param("route", ["assigned"], id="条例第31条-导入法定途径即告知"),
        pytest.param("close", ["follow_up"], id="条例第23条-就地化解"),
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
    assert matter.do("close", "2025-04-11").running() == ["review_request", "follow_up"]


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
        pytest.param("2025-02-27", {}, "before_opening", id="条例第34条-早于收到"),
    ],
)
def test_extension_that_is_not(day: str, said: dict[str, Any], code: str) -> None:
    matter = Matter("2025-02-28").do("accept", "2025-03-03")
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
        pytest.param((), "nowhere_extend", id="条例第34条-受理前"),
        pytest.param(("accept", "reply"), "nowhere_extend", id="条例第34条-答复后"),
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
        pytest.param((), "assign", "accusation_no_answer", "由有权机关", id="条例第30条-不交办"),
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
        pytest.param("2025-03-02", "2025-03-10", "before_opening", id="规则-早于收到"),
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


# --------------------------------------------------------------------- 第35, 36条: review, re-examination, hearings

# Served on Tuesday 03-11: 30 days are 04-10. Asked for on 03-12: 30 days are Friday 04-11.


def served_claim() -> Matter:
    return Matter("2025-03-03").do("accept", "2025-03-03").do("reply", "2025-03-10").do("deliver", "2025-03-11")


def reviewing(**said: Any) -> Matter:
    return served_claim().do("review", "2025-03-12", **said)


def reexamining(**said: Any) -> Matter:
    """Asked for on Monday 04-07: + 23 = 04-30, + 7 = 05-07 (30), a Wednesday."""
    reviewed = reviewing().do("reply", "2025-03-20").do("deliver", "2025-03-21")
    return reviewed.do("reexamine", "2025-04-07", **said)


@pytest.mark.parametrize(
    ("before", "term", "due", "after"),
    [
        # 60 days from 03-03 are 05-02, 劳动节: 05-06, as in the table above.
        pytest.param(Matter("2025-03-03").do("accept", "2025-03-03"), "handle", "2025-05-06", "2025-05-06",
                     id="条例第34条-办理中听证照算"),
        pytest.param(reviewing(), "review", "2025-04-11", "2025-04-11", id="条例第35条-复查中听证照算"),
        # 05-07 and 3 days are 05-10, a Saturday: Monday 05-12.
        pytest.param(reexamining(), "reexamination", "2025-05-07", "2025-05-12", id="条例第36条-复核中听证不计入"),
    ],
)  # fmt: skip
def test_which_term_the_days_of_a_hearing_are_left_out_of(before: Matter, term: str, due: str, after: str) -> None:
    assert before.clock(term).due_on == due
    assert before.do("hear", "2025-04-08", until="2025-04-10").clock(term).due_on == after


def test_hearing_of_one_day_is_one_day() -> None:  # 条例第36条
    assert reexamining().do("hear", "2025-04-08").clock("reexamination").due_on == "2025-05-08"


def test_hearings_add_up() -> None:  # 条例第36条: 05-07 and 1 + 2 days are Saturday 05-10; Monday 05-12
    clock = reexamining().do("hear", "2025-04-08").do("hear", "2025-04-14", until="2025-04-15").clock("reexamination")
    assert (clock.paused_days, clock.raw_end, clock.due_on) == (3, "2025-05-10", "2025-05-12")


def test_day_of_two_hearings_is_left_out_once() -> None:  # 条例第36条
    matter = reexamining().do("hear", "2025-04-08", until="2025-04-10").do("hear", "2025-04-10")
    assert matter.clock("reexamination").paused_days == 3


def test_hearing_after_the_end_does_not_bring_the_term_back() -> None:  # 条例第36条
    matter = reexamining().do("hear", "2025-05-08", until="2025-05-12")
    assert matter.clock("reexamination").due_on == "2025-05-07"


def test_hearing_that_begins_on_the_last_day_is_left_out_whole() -> None:  # 条例第36条
    # 05-07 and 3 days are 05-10, a Saturday: Monday 05-12.
    clock = reexamining().do("hear", "2025-05-07", until="2025-05-09").clock("reexamination")
    assert (clock.paused_days, clock.due_on) == (3, "2025-05-12")


def test_day_heard_before_the_request_is_not_left_out() -> None:  # 条例第36条
    matter = reviewing().do("hear", "2025-03-18", until="2025-03-20").do("reply", "2025-03-20")
    matter.do("deliver", "2025-03-20").do("reexamine", "2025-04-07").do("hear", "2025-04-08")
    assert matter.clock("reexamination").paused_days == 1


def test_hearing_after_the_end_takes_no_day_from_one_before_it() -> None:  # 条例第36条
    late = reexamining().do("hear", "2025-05-08", until="2025-05-09")
    assert late.do("hear", "2025-05-05", until="2025-05-08").clock("reexamination").paused_days == 4


def test_hearing_is_held_while_somebody_handles_the_matter() -> None:
    with refused("not_now"):
        served_claim().do("hear", "2025-03-12")


@pytest.mark.parametrize(
    ("matter", "term"),
    [
        pytest.param(reviewing(to="县人民政府"), "review", id="条例第35条-复查机关"),
        pytest.param(reexamining(to="县人民政府"), "reexamination", id="条例第36条-复核机关"),
    ],
)
def test_organ_that_reviews_elsewhere_owes_the_term(matter: Matter, term: str) -> None:
    assert (matter.clock(term).owed_by, matter.clock(term).ours) == ("县人民政府", False)


@pytest.mark.parametrize(
    ("matter", "term", "above"),
    [(reviewing(), "review", "上一级机关"), (reexamining(), "reexamination", "复查机关的上一级机关")],
)
def test_nobody_reviews_what_they_decided_themselves(matter: Matter, term: str, above: str) -> None:
    assert (matter.clock(term).owed_by, matter.clock(term).ours) == (above, False)


@pytest.mark.parametrize(("verb", "term"), [("review", "review"), ("reexamine", "reexamination")])
def test_office_that_reviews_another_organs_opinion_owes_the_term(verb: str, term: str) -> None:
    clock = Matter("2025-03-03").do(verb, "2025-03-05", served="2025-02-20").clock(term)
    assert (clock.owed_by, clock.ours) == (None, True)


def test_review_of_another_organ_is_told_and_never_overdue_here(office: Office) -> None:
    for words in (
        "log-visit --name 张三 --subject 征地补偿 --date 2026-03-02", "accept 1 --date 2026-03-02",
        "reply 1 --opinion decline --text 已足额 --date 2026-03-03", "deliver 1 --how 当面 --date 2026-03-03",
        "review 1 --to 县人民政府 --date 2026-03-04",
    ):  # fmt: skip
        office.ok(words, today="2026-03-04")
    # 03-04 + 27 = 03-31, + 3 = 04-03, a Friday; 清明 begins on the 4th.
    assert office.ok("overdue --within 30 --json", today="2026-03-05").json["due"] == []
    [waits] = office.ok("today --json", today="2026-03-05").json["unclocked"]
    assert (waits["status"], waits["next_step"]) == ("reviewing", "reply 答复")
    assert "复查：由县人民政府在 2026-04-03 前作出意见" in office.ok("note 1 --text 已寄材料", today="2026-03-05").out


@pytest.mark.parametrize(
    ("before", "verb", "due", "late"),
    [
        pytest.param(served_claim, "review", "2025-04-10", "2025-04-11", id="条例第35条-复查申请三十日"),
        # 03-21 + 10 = 03-31, + 20 = 04-20, a Sunday; Monday 04-21.
        pytest.param(
            lambda: reviewing().do("reply", "2025-03-20").do("deliver", "2025-03-21"),
            "reexamine", "2025-04-21", "2025-04-22", id="条例第36条-复核申请三十日",
        ),
    ],
)  # fmt: skip
def test_appeal_is_asked_for_in_time_or_with_a_reason(before: Any, verb: str, due: str, late: str) -> None:
    assert before().do(verb, due).case.status in (Status.REVIEWING, Status.REEXAMINING)
    with refused("appeal_too_late") as answer:
        before().do(verb, late)
    assert answer.values["due"] == due
    excused = before().do(verb, late, reason="住院")
    assert excused.case.status in (Status.REVIEWING, Status.REEXAMINING)
    assert excused.state.notes[-1].text == "住院"


def test_appeal_takes_the_case_up_again_and_ends_the_asking_after_it() -> None:
    matter = served_claim().do("close", "2025-03-12").do("review", "2025-03-13")
    assert (matter.running(), matter.case.closed_on) == (["review"], None)


@pytest.mark.parametrize("verb", ["review", "reexamine"])
def test_appeal_clears_what_was_said_of_the_end_and_informs_who_came_again(verb: str) -> None:  # 条例第35, 36条
    before = served_claim() if verb == "review" else reviewing().do("reply", "2025-03-20").do("deliver", "2025-03-21")
    ended = before.do("close", "2025-03-24").do("follow-up", "2025-03-25").do("archive", "2025-03-26")
    asked = ended.petition("2025-03-27", channel="letter").do(verb, "2025-03-28")
    of_the_end = (
        "closed_on", "close_reason", "settled", "rated_office", "rated_unit", "followed_up_on", "archived_on",
        "archive_no", "retention",
    )  # fmt: skip
    assert {name: getattr(asked.case, name) for name in of_the_end} == dict.fromkeys(of_the_end)
    assert (asked.clock("inform").met_on, asked.clock("inform").met_by) == ("2025-03-28", verb)
    assert asked.running() == ["review" if verb == "review" else "reexamination"]


def test_appeal_out_of_time_is_not_let_in_by_coming_again() -> None:  # 条例第35条
    late = served_claim().do("close", "2025-03-12").petition("2025-05-06", channel="letter")
    with refused("appeal_too_late") as answer:
        late.do("review", "2025-05-07")
    assert answer.values["due"] == "2025-04-10"


def test_appeal_in_time_is_not_kept_out_by_having_come_again() -> None:  # 条例第35条
    # Came again on 03-13: to be informed until 03-28; the days to ask for a review last until 04-10.
    again = served_claim().do("close", "2025-03-12").petition("2025-03-13", channel="letter")
    assert again.do("review", "2025-04-07").case.status == Status.REVIEWING


def of_another(received_on: str, *, role: str = Role.BUREAU, **said: Any) -> Matter:
    """A matter that another organ answered."""
    return Matter(received_on, rules(role), **said)


@pytest.mark.parametrize("role", [Role.TOWNSHIP, Role.BUREAU])
@pytest.mark.parametrize("before", [(), ("forward",), ("assign",), ("assign", "close")], ids="-".join)
def test_opinion_of_another_organ_is_reviewed(role: str, before: tuple[str, ...]) -> None:  # 条例第35条
    matter = of_another("2025-03-03", role=role, source="county")
    for verb in before:
        matter.do(verb, "2025-03-04")
    matter.do("review", "2025-03-05", served="2025-02-20")
    assert (matter.case.status, matter.running()) == (Status.REVIEWING, ["review"])
    right = matter.clock("review_request")
    # 02-20 + 8 = 02-28, + 22 = 03-22 (30), a Saturday; Monday 03-24. Safe: Friday 03-21.
    assert (right.started_on, dates(right)) == ("2025-02-20", ("2025-03-22", "2025-03-24", "2025-03-21"))
    assert (right.met_on, right.ours) == ("2025-03-05", False)
    # 03-05 + 26 = 03-31, + 4 = 04-04 (30), 清明 until Sunday 04-06; Monday 04-07. Safe: Thursday 04-03.
    assert dates(matter.clock("review")) == ("2025-04-04", "2025-04-07", "2025-04-03")


def test_review_of_another_organs_opinion_is_asked_for_in_time_or_with_a_reason() -> None:  # 条例第35条
    assert of_another("2025-03-20").do("review", "2025-03-24", served="2025-02-20").case.status == Status.REVIEWING
    with refused("appeal_too_late") as answer:
        of_another("2025-03-20").do("review", "2025-03-25", served="2025-02-20")
    assert answer.values["due"] == "2025-03-24"
    excused = of_another("2025-03-20").do("review", "2025-03-25", served="2025-02-20", reason="住院")
    assert (excused.case.status, excused.clock("review_request").met_on) == (Status.REVIEWING, "2025-03-25")


@pytest.mark.parametrize("before", [(), ("forward",), ("assign", "close")], ids="-".join)
def test_days_to_inform_are_not_the_days_to_ask_for_a_review(before: tuple[str, ...]) -> None:  # 条例第35条
    """Received on 03-03: informed until 03-18. Served on 03-10: a review may be asked for until 04-09."""
    matter = of_another("2025-03-03")
    for verb in before:
        matter.do(verb, "2025-03-04")
    assert matter.do("review", "2025-03-21", served="2025-03-10").case.status == Status.REVIEWING


def test_opinion_is_served_before_a_review_of_it_is_asked_for() -> None:  # 条例第35条
    with refused("served_later") as answer:
        of_another("2025-03-03").do("review", "2025-03-05", served="2025-03-06")
    assert (answer.values["served"], answer.values["on"]) == ("2025-03-06", "2025-03-05")
    assert of_another("2025-03-03").do("review", "2025-03-05", served="2025-03-05").case.status == Status.REVIEWING


def test_opinion_of_another_organ_is_reviewed_once_too() -> None:  # 条例第35条
    once = of_another("2025-03-03").do("review", "2025-03-05", served="2025-02-20").do("close", "2025-03-06")
    with refused("review_twice"):
        once.do("review", "2025-03-07", served="2025-02-20")


def test_day_on_which_another_organ_served_does_not_lengthen_the_days_from_our_own() -> None:  # 条例第35条
    # Our own answer was served on 03-11: a review may be asked for until 04-10.
    with refused("appeal_too_late") as answer:
        served_claim().do("close", "2025-03-12").do("review", "2025-05-20", served="2025-05-01")
    assert answer.values["due"] == "2025-04-10"


@pytest.mark.parametrize(
    ("after", "code"), [pytest.param((), "not_now", id="复查中"), pytest.param(("close",), "review_twice", id="办结后")]
)
def test_review_that_was_taken_in_is_not_taken_in_again(after: tuple[str, ...], code: str) -> None:  # 条例第35条
    taken = of_another("2025-03-03").do("review", "2025-03-05", served="2025-02-20")
    for verb in after:
        taken.do(verb, "2025-03-06")
    with refused(code):
        taken.do("review", "2025-03-07")


def test_another_organs_opinion_that_is_revoked_sends_the_matter_back_to_the_intake() -> None:  # 条例第35条
    back = of_another("2025-03-03").do("review", "2025-03-05", served="2025-02-20")
    back.do("reply", "2025-03-20", opinion="revoke").do("deliver", "2025-03-21").do("reopen", "2025-03-24")
    assert (back.case.status, back.running()) == (Status.REGISTERED, ["inform"])
    assert back.do("assign", "2025-03-25").case.status == Status.ASSIGNED


def test_who_joins_a_review_of_another_organs_opinion_is_informed_by_it() -> None:  # 条例第23, 35条
    one, into = Matter("2025-03-10"), beside("2025-03-03").do("review", "2025-03-05", served="2025-02-20")
    join(one, into, "2025-03-11")
    assert into.running() == ["review"]


def test_closing_after_the_opinion_was_revoked_needs_a_reason() -> None:  # 条例第35条
    back = reviewing().do("reply", "2025-03-20", opinion="revoke").do("deliver", "2025-03-21")
    with refused("close_sent_back"):
        back.do("close", "2025-03-24", reason=None)
    assert back.do("close", "2025-03-24", reason="信访人撤回").case.status == Status.CLOSED


def test_closing_after_the_opinion_was_changed_needs_none() -> None:  # 条例第35条
    changed = reviewing().do("reply", "2025-03-20", opinion="change").do("deliver", "2025-03-21")
    assert changed.do("close", "2025-03-24", reason=None).case.status == Status.CLOSED


def test_agreement_that_was_kept_does_not_answer_what_was_revoked() -> None:  # 条例第35条
    back = reviewing().do("reply", "2025-03-20", opinion="revoke").do("deliver", "2025-03-21")
    back.do("mediate", "2025-03-24", agreement="退让40公分").do("mediate", "2025-03-25", kept=True)
    with refused("close_sent_back"):
        back.do("close", "2025-03-26", reason=None)


def test_review_that_upholds_does_not_reopen_the_matter() -> None:  # 条例第35条
    upheld = reviewing().do("reply", "2025-03-20").do("deliver", "2025-03-21")
    with refused("open_reopen"):
        upheld.do("reopen", "2025-03-22")


def test_review_that_revokes_sends_the_matter_back() -> None:  # 条例第35条
    # 03-24 + 7 = 03-31, + 30 = 04-30 (37), + 23 = 05-23 (60), a Friday.
    back = reviewing().do("reply", "2025-03-20", opinion="revoke").do("deliver", "2025-03-21")
    back.do("reopen", "2025-03-24")
    assert (back.case.status, back.running(), back.clock("handle").due_on) == (
        Status.ACCEPTED, ["handle"], "2025-05-23",
    )  # fmt: skip


def test_reopening_takes_the_former_answer_away() -> None:
    closed = reexamining().do("close", "2025-04-08")
    case = closed.do("follow-up", "2025-04-09").do("archive", "2025-04-10").do("reopen", "2025-04-11").case
    gone = (
        "replied_on", "opinion", "outcome", "served_on", "served_how", "review_on", "review_by", "reviewed_on",
        "review_opinion", "review_outcome", "review_served_on", "reexam_on", "closed_on", "close_reason", "settled",
        "followed_up_on", "rated_office", "rated_unit", "archived_on", "archive_no", "retention",
    )  # fmt: skip
    assert {name: getattr(case, name) for name in gone} == dict.fromkeys(gone)
    assert (case.status, case.accepted_on) == (Status.ACCEPTED, "2025-03-03")


def test_what_was_answered_anew_can_be_reviewed_anew() -> None:
    back = reviewing().do("reply", "2025-03-20", opinion="revoke").do("deliver", "2025-03-21")
    back.do("reopen", "2025-03-24").do("reply", "2025-04-01").do("deliver", "2025-04-02")
    assert back.do("review", "2025-04-03").case.status == Status.REVIEWING


# ---------------------------------------------------------------------------------------------- 第23条: objection


def test_days_of_objection_lapse_and_are_never_overdue(office: Office) -> None:
    """From Thursday 2026-03-05: Fri 6, Mon 9, Tue 10, Wed 11, Thu 12."""
    office.ok("log-letter --name 张三 --subject 征地补偿 --source county", today="2026-03-05")
    shown = office.ok("overdue --json", today="2026-03-11").json
    [objection] = [row for row in shown["due"] if row["term"] == "object"]
    assert (objection["due_on"], objection["days_left"], objection["next_step"]) == (
        "2026-03-12", 1, "accept 受理",
    )  # fmt: skip
    [last] = office.ok("today --json", today="2026-03-12").json["due_today"]
    assert (last["term"], last["days_left"]) == ("object", 0)
    after = office.ok("today --json", today="2026-03-13").json
    assert "object" not in [row["term"] for name in ("overdue", "due_today", "due_soon") for row in after[name]]
    late = office.ok("overdue --json", today="2026-03-30").json
    assert [row["term"] for row in (*late["overdue"], *late["due"])] == ["inform"]


def test_objection_gives_the_matter_back_and_ends_every_term() -> None:
    back = Matter("2025-03-03", source="county", due="2025-04-01").do("object", "2025-03-10")
    assert (back.case.status, back.case.closed_on, back.running()) == (Status.RETURNED, "2025-03-10", [])
    assert (back.clock("object").met_on, back.clock("inform").met_on) == ("2025-03-10", None)


@pytest.mark.parametrize("verb", ["accept", "route", "decline", "close"])
def test_what_is_taken_up_is_not_objected_to_any_more(verb: str) -> None:
    assert "object" not in Matter("2025-03-03", source="county").do(verb, "2025-03-04").running()


@pytest.mark.parametrize("verb", ["forward", "assign"])
def test_what_was_passed_on_is_not_objected_to_any_more(verb: str) -> None:
    assert "object" not in Matter("2025-03-03", source="county").do(verb, "2025-03-04").running()


def test_who_sent_it_is_found_out_later_and_it_is_objected_to_in_time() -> None:  # 条例第23条
    # Monday 03-03: Tue 4, Wed 5, Thu 6, Fri 7, Mon 10; from the day it came, not from the day it was corrected.
    sent = Matter("2025-03-03").correct(source="county", on="2025-03-06")
    clock = sent.clock("object")
    assert (clock.started_on, clock.due_on, clock.ours, clock.petition) == ("2025-03-03", "2025-03-10", False, 1)
    assert sent.do("object", "2025-03-10").case.status == Status.RETURNED


def test_what_turns_out_to_have_come_directly_is_not_objected_to() -> None:  # 条例第23条
    own = Matter("2025-03-03", source="county").correct(source="own", on="2025-03-05")
    assert (own.clock("object").stopped_on, own.running()) == ("2025-03-05", ["inform"])
    with refused("object_own"):
        own.do("object", "2025-03-06")
    again = own.correct(source="city", on="2025-03-06")
    assert (again.running(), again.clock("object").due_on) == (["inform", "object"], "2025-03-10")


@pytest.mark.parametrize(
    "matter",
    [
        pytest.param(Matter("2025-03-03").do("accept", "2025-03-04"), id="已经受理"),
        pytest.param(Matter("2025-03-03", rules(Role.BUREAU)), id="信访局"),
        pytest.param(Matter("2025-03-03", rules(Role.VILLAGE)), id="村"),
    ],
)
def test_source_that_is_corrected_starts_no_days_of_objection(matter: Matter) -> None:  # 条例第23条
    assert "object" not in matter.correct(source="county").clocks()


def test_source_of_a_repeat_starts_no_days_of_objection() -> None:  # 条例第23条
    assert "object" not in Matter("2025-03-03").petition("2025-03-04").correct(2, source="county").clocks()


def test_county_or_city_the_days_of_objection_are_the_same() -> None:  # 条例第23条
    sent = Matter("2025-03-03", source="county").correct(source="city")
    assert [t.term for t in sent.state.terms if t.term == "object"] == ["object"]


def test_repeat_of_what_was_given_back_is_refused_and_it_stays_given_back() -> None:  # 条例第23条
    back = Matter("2025-03-03", source="county").do("object", "2025-03-05").petition("2025-05-06", channel="letter")
    assert back.running() == ["inform"]
    back.do("decline", "2025-05-07")
    assert (back.case.status, back.case.closed_on, back.running()) == (Status.RETURNED, "2025-03-05", [])


def test_what_was_given_back_and_did_not_come_again_is_not_refused() -> None:  # 条例第23条
    with refused("ended_case"):
        Matter("2025-03-03", source="county").do("object", "2025-03-05").do("decline", "2025-05-07")


def test_what_came_to_us_directly_is_not_objected_to() -> None:
    with refused("object_own"):
        Matter("2025-03-03").do("object", "2025-03-04")


# ------------------------------------------------------------------------------------- asking after the end, archive


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        pytest.param({}, True, id="有名的"),
        pytest.param({"kind": "suggestion"}, True, id="建议意见"),
        pytest.param({"names": (), "representatives": ("陈大山",)}, True, id="有代表的"),
        pytest.param({"names": ()}, False, id="匿名的"),
        pytest.param({"names": (), "phone": "13812345678"}, False, id="只有电话的"),
        pytest.param({"kind": "accusation"}, False, id="检举控告"),
    ],
)
def test_who_is_asked_after_the_end(said: dict[str, Any], *, asked: bool) -> None:
    closed = Matter("2025-03-03", **said).do("close", "2025-03-10")
    assert ("follow_up" in closed.running()) is asked


def test_asking_after_the_end_meets_its_term_and_keeps_both_answers() -> None:
    # 03-10 + 30 = 04-09, a Wednesday.
    closed = Matter("2025-03-03").do("close", "2025-03-10")
    assert dates(closed.clock("follow_up")) == ("2025-04-09", "2025-04-09", "2025-04-09")
    asked = closed.do("follow-up", "2025-04-01", office_rating="content", unit_rating="discontent")
    assert (asked.clock("follow_up").met_on, asked.running()) == ("2025-04-01", [])
    assert (asked.case.rated_office, asked.case.rated_unit, asked.case.followed_up_on) == (
        "content", "discontent", "2025-04-01",
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["follow-up", "archive"])
def test_appeal_may_have_come_before_somebody_asked_or_archived(verb: str) -> None:  # 条例第35条
    closed = served_claim().do("close", "2025-03-12").do(verb, "2025-04-05")
    assert closed.do("review", "2025-04-01").case.status == Status.REVIEWING


def test_archive_keeps_one_file_of_one_case_for_its_time() -> None:
    closed = Matter("2025-03-03").do("close", "2025-03-10")
    case = closed.do("archive", "2025-04-15", retention="30年").case
    assert (case.archived_on, case.archive_no, case.retention) == ("2025-04-15", "XF2025-0001", "30年")


def test_archive_may_have_a_number_of_its_own() -> None:
    closed = Matter("2025-03-03").do("close", "2025-03-10")
    assert closed.do("archive", "2025-04-15", archive_no="2025-015").case.archive_no == "2025-015"


def test_file_that_was_taken_out_for_an_appeal_is_archived_again() -> None:  # 一案一档
    taken = served_claim().do("close", "2025-03-12").do("archive", "2025-03-13").do("review", "2025-03-20")
    taken.do("reply", "2025-04-01").do("deliver", "2025-04-02").do("close", "2025-04-03")
    assert taken.do("archive", "2025-04-04").case.archived_on == "2025-04-04"


# ------------------------------------------------------------------------- tasks: a date that was set is a clock

TASKS = [
    ("instruct", "instruction", {"due": "2025-03-20", "to": "镇国土所"}, {"done": True, "text": "已核实"}),
    ("supervise", "supervision", {"due": "2025-03-20", "to": "镇国土所"}, {"done": True, "text": "已反馈"}),
    ("meet", "promise", {"due": "2025-03-20", "to": "镇国土所", "promise": "月底前确界"}, {"kept": True}),
]
TASK_IDS = ["领导批示", "条例第40条-督办", "领导接访"]


@pytest.mark.parametrize(("verb", "term", "said", "done"), TASKS, ids=TASK_IDS)
def test_task_with_a_date_is_owed_by_the_unit_until_it_is_done(
    verb: str, term: str, said: dict[str, Any], done: dict[str, Any]
) -> None:
    asked = Matter("2025-03-03").do(verb, "2025-03-04", **said)
    clock = asked.clock(term)
    assert (clock.started_on, clock.due_on, clock.owed_by, clock.ours) == (
        "2025-03-04", "2025-03-20", "镇国土所", True,
    )  # fmt: skip
    asked.do(verb, "2025-03-18", **done)
    assert (asked.clock(term).met_on, asked.running()) == ("2025-03-18", ["inform"])


@pytest.mark.parametrize(("verb", "term", "said", "done"), TASKS, ids=TASK_IDS)
def test_task_ends_with_the_case(verb: str, term: str, said: dict[str, Any], done: dict[str, Any]) -> None:
    closed = Matter("2025-03-03").do(verb, "2025-03-04", **said).do("close", "2025-03-10")
    assert (closed.clock(term).stopped_on, closed.running()) == ("2025-03-10", ["follow_up"])
    with refused("ended_case"):
        closed.do(verb, "2025-03-11", **done)


@pytest.mark.parametrize(("verb", "term", "said", "done"), TASKS, ids=TASK_IDS)
def test_task_without_a_date_has_no_clock_and_is_done_all_the_same(
    verb: str, term: str, said: dict[str, Any], done: dict[str, Any]
) -> None:
    asked = Matter("2025-03-03").do("assign", "2025-03-04").do(verb, "2025-03-04", **{**said, "due": None})
    assert term not in asked.clocks()
    assert asked.do(verb, "2025-03-05", **done).state.tasks[0].done_on == "2025-03-05"


def test_supervision_without_a_date_is_reported_on() -> None:  # 条例第40条
    asked = Matter("2025-03-03").do("supervise", "2025-03-04", to="镇国土所")
    assert asked.do("supervise", "2025-03-05", done=True, to=None).state.tasks[0].done_on == "2025-03-05"


def test_several_tasks_are_told_apart_by_their_place() -> None:
    two = Matter("2025-03-03").do("instruct", "2025-03-04", due="2025-03-20").do("instruct", "2025-03-05")
    two.do("instruct", "2025-03-06", done=True, task=2)
    assert [t.done_on for t in two.state.tasks] == [None, "2025-03-06"]
    two.do("instruct", "2025-03-07", done=True)
    assert [t.done_on for t in two.state.tasks] == ["2025-03-07", "2025-03-06"]
    with refused("no_such_task"):
        two.do("instruct", "2025-03-08", done=True)


def test_task_is_not_done_before_it_was_asked_for() -> None:
    with refused("before_task"):
        Matter("2025-03-03").do("instruct", "2025-03-05").do("instruct", "2025-03-04", done=True)


def test_promise_that_was_not_kept_is_not_met() -> None:
    broken = Matter("2025-03-03").do("meet", "2025-03-04", promise="月底前确界", due="2025-03-31")
    broken.do("meet", "2025-04-01", kept=False)
    assert (broken.clock("promise").met_on, broken.clock("promise").stopped_on) == (None, "2025-04-01")
    assert broken.state.tasks[0].kept is False


def test_supervision_is_owed_by_the_unit_that_has_the_matter() -> None:  # 条例第40条
    asked = Matter("2025-03-03").do("assign", "2025-03-04", to="镇国土所")
    assert asked.do("supervise", "2025-03-10", due="2025-03-20", to=None).clock("supervision").owed_by == "镇国土所"


def test_meeting_has_at_least_one_petitioner() -> None:
    with refused("no_heads"):
        Matter("2025-03-03").do("meet", "2025-03-04", people=-3)


@pytest.mark.parametrize(("verb", "of"), [("meet", "promise"), ("mediate", "agreement")])
def test_date_without_what_was_promised_or_agreed_is_not_lost(verb: str, of: str) -> None:
    with refused("needs") as answer:
        Matter("2025-03-03").do(verb, "2025-03-04", due="2025-04-01")
    assert (answer.usage, answer.values["fields"]) == (True, [of])


def everything_asked(**said: Any) -> Matter:
    """A matter with every date that somebody set in it."""
    asked = Matter("2025-03-03", source="county", **said)
    for verb, _, told, _ in TASKS:
        asked.do(verb, "2025-03-04", **told)
    return asked.do("mediate", "2025-03-04", agreement="退让40公分", due="2025-04-01")


ENDS = {
    "不予受理": ("decline",),
    "退回": ("object",),
    "办结": ("close",),
    "终结": ("accept", "reply", "deliver", "review", "reply", "deliver", "reexamine", "reply", "deliver"),
}


@pytest.mark.parametrize("way", ENDS.values(), ids=ENDS)
def test_end_leaves_no_task_and_no_agreement_with_a_date(way: tuple[str, ...]) -> None:
    ended = everything_asked()
    assert {"instruction", "supervision", "promise", "performance"} <= set(ended.running())
    for verb in way:
        ended.do(verb, "2025-03-05")
    assert ended.running() == ["confirmation"] + ["follow_up"] * (way == ("close",))
    stopped = {t.term for t in ended.state.terms if t.stopped_on == "2025-03-05"}
    assert {"instruction", "supervision", "promise", "performance"} <= stopped


def test_case_that_is_joined_leaves_no_task_and_no_agreement_with_a_date() -> None:
    one = everything_asked()
    join(one, beside("2025-03-03"), "2025-03-05")
    assert one.running() == ["confirmation"]


# -------------------------------------------------------------------------------- 人民调解法: agreement and performance


def agreed() -> Matter:
    return Matter("2025-03-03").do("mediate", "2025-03-04", agreement="退让40公分", due="2025-04-01")


def test_agreement_that_was_kept_may_end_the_case_without_an_answer() -> None:
    kept = agreed().do("mediate", "2025-03-20", kept=True).do("close", "2025-03-21", reason=None)
    assert (kept.case.performed_on, kept.case.status) == ("2025-03-20", Status.CLOSED)


def test_agreement_that_was_not_kept_does_not_end_the_case() -> None:
    broken = agreed().do("mediate", "2025-04-02", kept=False)
    with refused("close_without_answer"):
        broken.do("close", "2025-04-03", reason=None)


def test_mediation_without_an_agreement_starts_nothing() -> None:
    assert Matter("2025-03-03").do("mediate", "2025-03-04").running() == ["inform"]


def test_right_to_have_an_agreement_confirmed_is_of_the_parties() -> None:  # 人民调解法第33条
    # 03-04 + 27 = 03-31, + 3 = 04-03, a Thursday; 清明 begins on the 4th.
    clock = agreed().clock("confirmation")
    assert (clock.ours, dates(clock)) == (False, ("2025-04-03", "2025-04-03", "2025-04-03"))


def test_case_that_is_closed_leaves_no_date_that_nobody_can_meet() -> None:
    assert "performance" not in agreed().do("close", "2025-03-10").running()


def test_reopening_ends_the_date_of_the_agreement_that_it_takes_away() -> None:
    again = agreed().do("close", "2025-03-10").do("reopen", "2025-03-11")
    assert (again.case.agreed_on, "performance" in again.running()) == (None, False)


# ------------------------------------------------------------------------------------------- joining two cases


def beside(received_on: str, **said: object) -> Matter:
    """Another case, XF2025-0002."""
    other = Matter("2025-01-02")
    asked, number = intake(received_on, **said), NewNumber("XF2025-0002", 2025, 2)
    other.state = effects.apply(State(), registration.register(number, State(), asked, (), CLERK, other.rules))
    return other


def join(one: Matter, into: Matter, on: str) -> tuple[Entry, Entry]:
    """Join one case to another, in both of them."""
    left, gained = joining.join(one.state, into.state, {}, on, CLERK, "2099-12-31", one.rules)
    one.state, into.state = effects.apply(one.state, left), effects.apply(into.state, gained)
    return left, gained


def test_days_to_inform_go_on_in_the_case_that_was_joined() -> None:  # 条例第23条
    one, into = Matter("2025-03-10"), beside("2025-03-03")
    join(one, into, "2025-03-11")
    # 03-10 + 15 = 03-25, a Tuesday; 03-03 + 15 = 03-18.
    assert (one.case.status, one.case.joined_to, one.running()) == (Status.JOINED, "XF2025-0002", [])
    assert [(t.term, t.due_on) for t in into.state.running()] == [("inform", "2025-03-18"), ("inform", "2025-03-25")]
    assert into.do("accept", "2025-03-12").running() == ["handle"]
    assert [t.met_on for t in into.state.terms if t.term == "inform"] == ["2025-03-12", "2025-03-12"]


def test_who_joins_what_was_accepted_does_not_count_as_informed_in_time() -> None:  # 条例第23条
    one, into = Matter("2025-03-10"), beside("2025-03-03").do("accept", "2025-03-04")
    join(one, into, "2025-03-11")
    clock = into.clock("inform")
    assert (into.running(), clock.met_on, clock.stopped_on) == (["handle"], None, "2025-03-11")


def test_date_that_the_higher_level_set_goes_along() -> None:  # 条例第22条
    one, into = Matter("2025-03-10", due="2025-04-15"), beside("2025-03-03").do("accept", "2025-03-04")
    join(one, into, "2025-03-11")
    assert [(t.term, t.due_on) for t in into.state.running() if t.term == "assigned"] == [("assigned", "2025-04-15")]


def test_case_that_is_taken_out_again_has_its_days_back() -> None:
    one, into = Matter("2025-03-10"), beside("2025-03-03")
    before = one.state
    left, gained = join(one, into, "2025-03-11")
    assert left.act == "join"
    registered = effects.entry("log-visit", State(), before, {}, "2025-03-10", CLERK)
    back, lost = joining.apart(
        [(1, registered), (3, left)], into.state, [(4, gained)], "不是同一件事", "2025-03-12", CLERK
    )
    one.state, into.state = effects.apply(one.state, back), effects.apply(into.state, lost)
    assert (one.case, one.state.terms) == (before.case, before.terms)
    assert [(t.term, t.due_on) for t in into.state.running()] == [("inform", "2025-03-18")]


def test_case_is_not_joined_to_one_before_that_one_came_in() -> None:
    with refused("before_opening") as answer:
        join(Matter("2025-03-03"), beside("2025-03-20"), "2025-03-10")
    assert answer.values["after"] == "2025-03-20"


@pytest.fixture
def joined(office: Office) -> Office:
    """Two cases of 2026-03-05, the second joined to the first on 2026-03-10."""
    office.ok("log-visit --name 张三 --subject 宅基地与邻居争界")
    office.ok("log-visit --name 李四 --subject 邻居占了地基 --new-case")
    office.today = "2026-03-10"
    office.ok("join 2 --to 1")
    return office


def test_case_that_another_was_joined_to_can_be_looked_at(joined: Office) -> None:
    assert joined.ok("show 1 --json").json["history"][-1]["act"] == "joined"


def test_case_is_not_taken_out_before_it_was_joined(joined: Office) -> None:
    assert joined.run("join 2 --apart --reason 不是同一件事 --date 2026-03-06").code == 1


def test_case_that_was_joined_is_not_void_and_its_days_go_on_where_they_are(joined: Office) -> None:
    """03-05 and 15 days are Friday 03-20, for both of them."""
    assert "join XF2026-0002 --apart" in joined.refused("void 2 --reason 登错")
    due = joined.ok("overdue --within 20 --json").json["due"]
    assert [(row["case"], row["due_on"]) for row in due] == [("XF2026-0001", "2026-03-20")] * 2


def test_case_that_another_was_joined_to_is_void_only_after_they_were_taken_apart(joined: Office) -> None:
    assert joined.refused("void 1 --reason 登错").startswith("XF2026-0002 并入了 XF2026-0001，不能作废")
    joined.ok("join 2 --apart --reason 不是同一件事")
    joined.ok("void 1 --reason 登错")
    assert [row["case"] for row in joined.ok("overdue --within 20 --json").json["due"]] == ["XF2026-0002"]


def test_one_petition_of_a_case_that_another_was_joined_to_is_void(joined: Office) -> None:
    joined.ok("log-visit --name 张三 --subject 催问 --case 1")
    joined.ok("void 1 --petition 2 --reason 登错")
    assert joined.ok("show 1 --json").json["status"] == "registered"


def test_case_that_is_taken_out_again_is_not_archived(joined: Office) -> None:
    joined.run("archive 2 --retention 10年")
    joined.ok("join 2 --apart --reason 不是同一件事")
    joined.ok("close 2 --settled --reason 撤回")
    joined.ok("archive 2 --retention 10年")


@pytest.mark.parametrize(
    ("one", "term"),
    [
        pytest.param(lambda: Matter("2025-03-03").do("accept", "2025-03-04"), "handle", id="条例第34条-六十日"),
        pytest.param(reviewing, "review", id="条例第35条-复查期限"),
        pytest.param(reexamining, "reexamination", id="条例第36条-复核期限"),
    ],
)
def test_what_has_a_term_of_the_law_to_keep_is_not_joined(one: Any, term: str) -> None:
    kept = one()
    with refused("nowhere_join"):
        join(kept, beside("2025-03-03"), "2025-04-08")
    assert term in kept.running()


# ------------------------------------------------------------------------------- corrected days move the new clocks


@pytest.mark.parametrize(
    ("matter", "new", "term", "due"),
    [
        # 03-04: Wed 5, Thu 6, Fri 7, Mon 10, Tue 11.
        pytest.param(Matter("2025-03-03", source="county"), {"received_on": "2025-03-04"}, "object", "2025-03-11",
                     id="收到日期-异议"),
        # 03-04: Wed 5 … Fri 7 are three, Mon 10 … Fri 14 eight, Mon 17, Tue 18 ten.
        pytest.param(Matter("2025-03-03").do("accept", "2025-03-10", simple=True), {"accepted_on": "2025-03-04"},
                     "simple", "2025-03-18", id="受理日期-简易办理"),
        # 03-12 + 19 = 03-31, + 11 = 04-11, a Friday.
        pytest.param(served_claim(), {"served_on": "2025-03-12"}, "review_request", "2025-04-11",
                     id="送达日期-申请复查"),
        # 03-17 + 14 = 03-31, + 16 = 04-16, a Wednesday.
        pytest.param(served_claim().do("close", "2025-03-12"), {"closed_on": "2025-03-17"}, "follow_up",
                     "2025-04-16", id="办结日期-回访"),
    ],
)  # fmt: skip
def test_corrected_day_moves_what_it_started(matter: Matter, new: dict[str, Any], term: str, due: str) -> None:
    assert matter.correct(**new).clock(term).due_on == due


def test_day_of_service_is_not_corrected_to_after_the_request_for_review() -> None:  # 条例第35条
    with refused("days_out_of_order"):
        reviewing().correct(served_on="2025-03-13")


def test_day_of_closing_is_not_corrected_to_after_somebody_asked() -> None:
    asked = served_claim().do("close", "2025-03-12").do("follow-up", "2025-03-20")
    with refused("days_out_of_order"):
        asked.correct(closed_on="2025-03-21")


def test_day_of_closing_is_not_corrected_to_after_the_archive() -> None:
    with refused("days_out_of_order"):
        served_claim().do("close", "2025-03-12").do("archive", "2025-03-20").correct(closed_on="2025-03-21")


def test_what_becomes_an_accusation_has_no_agreement_to_perform() -> None:  # 条例第30条
    assert "performance" not in agreed().correct(kind="accusation").running()


# ------------------------------------------------------------------------------------------- 第31条: legal routes


def test_claim_led_into_its_route_has_no_sixty_days() -> None:  # 条例第31条
    routed = Matter("2025-03-03").do("accept", "2025-03-04", simple=True).do("route", "2025-03-10")
    assert (routed.case.status, routed.case.route, routed.running()) == (Status.ROUTED, "2", [])


def test_claim_that_comes_back_from_its_route_has_its_sixty_days_from_then() -> None:  # 条例第31, 34条
    # 04-01 + 29 = 04-30, + 31 = 05-31 (60), Saturday and 端午 until Monday 06-02; Tuesday 06-03. Safe: Friday 05-30.
    back = Matter("2025-03-03").do("route", "2025-03-10").do("accept", "2025-04-01")
    assert dates(back.clock("handle")) == ("2025-05-31", "2025-06-03", "2025-05-30")


def test_claim_that_comes_back_from_its_route_is_not_in_it_any_more() -> None:  # 条例第31条
    assert Matter("2025-03-03").do("route", "2025-03-10").do("accept", "2025-04-01").case.route is None


@pytest.mark.parametrize("verb", ["note", "instruct", "lead", "urge", "supervise"])
def test_claim_stays_in_its_route_whatever_is_written_down_in_it(verb: str) -> None:  # 条例第31条
    routed = Matter("2025-03-03").do("route", "2025-03-10").do(verb, "2025-03-11")
    assert (routed.case.status, routed.case.route) == (Status.ROUTED, "2")


@pytest.mark.parametrize("verb", ["accept", "forward", "assign"])
def test_claim_that_leaves_its_route_is_not_in_it_any_more(verb: str) -> None:  # 条例第31条
    assert Matter("2025-03-03").do("route", "2025-03-10").do(verb, "2025-03-11").case.route is None


def test_claim_that_ends_in_its_route_keeps_it() -> None:  # 条例第31条
    assert Matter("2025-03-03").do("route", "2025-03-10").do("close", "2025-03-11").case.route == "2"


@pytest.mark.parametrize(
    ("matter", "kind"),
    [
        pytest.param(reviewing, "suggestion", id="条例第29条-复查中改为建议"),
        pytest.param(lambda: of_another("2025-03-03").do("review", "2025-03-05", served="2025-02-20"), "accusation",
                     id="条例第30条-复查中改为检举控告"),
    ],
)  # fmt: skip
def test_case_under_appeal_stays_a_claim(matter: Any, kind: str) -> None:
    with pytest.raises(Refused):
        matter().correct(kind=kind)


def test_what_opened_a_case_is_not_taken_back_once_another_was_joined_to_it(office: Office) -> None:
    """Else the days to inform of the other one run on in a case that has ended, where no act meets them."""
    for words in (
        "log-visit --name 张三 --subject 宅基地与邻居争界", "close 1 --settled --reason 撤回", "reopen 1 --reason 又占",
        "log-visit --name 李四 --subject 邻居占了地基 --new-case", "join 2 --to 1",
    ):  # fmt: skip
        office.ok(words)
    office.run("undo 1")
    after = office.ok("show 1 --json").json
    waits = [t for t in after["terms"] if t["term"] == "inform" and not t["met_on"] and not t["stopped_on"]]
    assert after["status"] == "registered" or not waits


def test_last_opinion_answers_whatever_was_still_to_be_told() -> None:  # 条例第36条
    matter = reexamining().correct(due="2025-06-30", on="2025-04-08").do("reply", "2025-04-20")
    assert matter.do("deliver", "2025-04-21").case.status == Status.FINAL
    assert matter.running() == []
