"""The indicators: small ledgers counted by hand, the edges of each term, and random ledgers counted in plain Python."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import CLERK, Shelf, examples, intake, outcome
from xinfang.domain import acts, joining, registration
from xinfang.domain import indicators as known
from xinfang.domain.codes import ENDED, Channel, Rating, Refused, Source, Status
from xinfang.domain.indicators import BY_CODE, INDICATORS, SHARES, Counted, Figure, Indicator
from xinfang.domain.model import Entry, State
from xinfang.domain.period import Period
from xinfang.domain.registration import NewNumber
from xinfang.ledger import indicators as counting
from xinfang.ledger.book import writing
from xinfang.office.settings import DEFAULT, read
from xinfang.tables.indicators import summary
from xinfang.words import indicators as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.conftest import Office
    from xinfang.ledger.book import Book

Cut = tuple[int, int | None, list[int]]


def told(office: Office, name: str, period: str = "", *, today: str) -> Cut:
    """Numerator, denominator and the serials of the cases against an indicator."""
    document = office.ok(f"explain {name} {period} --json", today=today).json
    return document["numerator"], document["denominator"], [int(no.split("-")[1]) for no in document["cases"]]


def log(office: Office, day: str, more: str = "--name 张三", channel: str = "visit") -> None:
    office.ok(f"log-{channel} --subject 村道占地补偿 --new-case --date {day} {more}", today=day)


def at(office: Office, day: str, *commands: str) -> None:
    for command in commands:
        office.ok(command, today=day)


def answer(office: Office, case: int, day: str, how: str = "--settled") -> None:
    """An answer, served and the case closed on one day."""
    at(office, day, f"reply {case} --opinion support --text 已补发")
    at(office, day, f"deliver {case} --how 当面", f"close {case} {how}")


# ------------------------------------------------------------------------------------------------- worked by hand


def test_inform_exactly_on_the_last_day_is_in_time_and_the_day_after_is_late(office: Office) -> None:
    for _ in range(3):
        log(office, "2026-03-02")  # 15 days: 2026-03-17, a Tuesday
    log(office, "2026-03-02", "--anonymous")  # 4: nobody to inform, no clock
    log(office, "2026-03-10")  # 5: due 2026-03-25, still running throughout
    at(office, "2026-03-17", "accept 1")
    assert told(office, "按期告知率", today="2026-03-17") == (1, 1, [])  # 2 and 3 have until tonight
    assert told(office, "按期告知率", today="2026-03-18") == (1, 3, [2, 3])  # they have not any more
    at(office, "2026-03-18", "accept 2")
    assert told(office, "按期告知率", today="2026-03-18") == (1, 3, [2, 3])  # late stays late
    assert told(office, "按期告知率", "--from 2026-03-17 --to 2026-03-17", today="2026-03-18") == (1, 3, [2, 3])
    assert told(office, "按期告知率", "--from 2026-03-18", today="2026-03-18") == (0, 0, [])


def test_a_void_case_is_not_informed_and_a_clock_that_was_stopped_is_not_late(office: Office) -> None:
    log(office, "2026-03-02")
    log(office, "2026-03-02")
    at(office, "2026-03-03", "accept 1", "accept 2", "void 2 --reason 重复录入")
    log(office, "2026-03-02", "--name 李四 --source county")
    at(office, "2026-03-05", "object 3 --ground 属于县人社局职责")  # given back: its inform clock is stopped
    assert told(office, "按期告知率", today="2026-04-30") == (1, 1, [])


def test_inform_in_time_counts_on_its_day_and_late_on_the_due_day(office: Office) -> None:
    log(office, "2026-03-27")  # 15 days: Saturday 2026-04-11, so Monday 2026-04-13
    log(office, "2026-03-27")
    at(office, "2026-03-30", "accept 1")
    at(office, "2026-05-06", "accept 2")
    assert told(office, "按期告知率", "--month 2026-03", today="2026-05-06") == (1, 1, [])
    assert told(office, "按期告知率", "--month 2026-04", today="2026-05-06") == (0, 1, [2])
    assert told(office, "按期告知率", "--month 2026-05", today="2026-05-06") == (0, 0, [])


def test_a_case_within_its_term_is_neither_in_time_nor_late(office: Office) -> None:
    for _ in range(4):
        log(office, "2026-03-02")
    at(office, "2026-03-02", *(f"accept {n}" for n in (1, 2, 3, 4)))  # 60 days: 05-01, a holiday, so 2026-05-06
    assert told(office, "按期办结率", today="2026-05-05") == (0, 0, [])
    answer(office, 1, "2026-05-06")  # on the last day
    at(office, "2026-05-06", "extend 4 --days 30 --approver 李镇长 --reason 重新测绘")  # 05-31 + …: due 2026-06-01
    assert told(office, "按期办结率", today="2026-05-06") == (1, 1, [])
    answer(office, 2, "2026-05-07")  # a day late
    assert told(office, "按期办结率", today="2026-05-07") == (1, 3, [2, 3])  # 3 is not answered at all
    assert told(office, "按期办结率", today="2026-06-01") == (1, 3, [2, 3])
    assert told(office, "按期办结率", today="2026-06-02") == (1, 4, [2, 3, 4])


def test_the_date_that_the_higher_level_set_counts_beside_the_statutory_one(office: Office) -> None:
    for _ in range(2):
        log(office, "2026-03-02", "--name 张三 --source county --due 2026-03-20")
    at(office, "2026-03-02", "accept 1", "accept 2")
    answer(office, 1, "2026-03-20")
    answer(office, 2, "2026-03-23")  # within 60 days, three days after the county's date
    log(office, "2026-03-02")
    at(office, "2026-03-03", "accept 3", "assign 3 --to 国土所 --due 3月9日")  # a date that the unit owes us: not ours
    assert told(office, "按期办结率", today="2026-03-30") == (1, 2, [2])


def test_ended_of_the_cases_received(office: Office) -> None:
    log(office, "2026-03-02", "--name 张三 --settled 已答复")  # 1: ended on the spot
    log(office, "2026-03-02")  # 2: declined, an end too
    log(office, "2026-03-02")  # 3: open
    log(office, "2026-03-02")  # 4: void
    log(office, "2026-03-02")  # 5: joined to 3, counted there
    log(office, "2026-02-27")  # 6: received in February
    log(office, "2026-03-02")  # 7: ended, but in April
    at(office, "2026-03-05", "decline 2 --ground 请向法院起诉", "void 4 --reason 重复录入", "join 5 --to 3")
    at(office, "2026-04-01", "decline 7 --ground 请向法院起诉")
    assert told(office, "办结率", "--month 2026-03", today="2026-03-31") == (2, 4, [3, 7])
    assert told(office, "办结率", "--month 2026-03", today="2026-04-30") == (2, 4, [3, 7])  # as March ended
    assert told(office, "办结率", today="2026-04-30") == (3, 5, [3, 6])


def test_first_letters_and_visits(office: Office) -> None:
    log(office, "2026-03-02", "--name 张三 --settled 已答复")  # 1: a first visit, ended
    log(office, "2026-03-02", channel="letter")  # 2: a first letter, open
    log(office, "2026-03-02", channel="call")  # 3: neither letter nor visit
    at(office, "2026-03-05", "log-letter --case 2 --name 张三 --subject 又来信")  # a repeat
    assert told(office, "初信初访办结率", today="2026-03-05") == (1, 2, [2])


def test_from_above_counts_a_case_once_however_often_it_was_sent(office: Office) -> None:
    log(office, "2026-03-02", "--name 张三 --source county")
    log(office, "2026-03-02")  # our own, until the city sends it too
    log(office, "2026-03-02")  # our own
    sent = "--source city --name 张三 --subject 市里转来"
    at(office, "2026-03-05", *(f"log-letter --case {n} {sent}" for n in (1, 2)))
    at(office, "2026-03-06", "decline 1 --ground 请向法院起诉")
    assert told(office, "上级交转办结率", today="2026-03-06") == (1, 2, [2])


def test_settled_of_the_cases_ended_in_the_period(office: Office) -> None:
    for _ in range(3):
        log(office, "2026-03-02")
    at(office, "2026-03-02", "accept 1", "accept 2")
    answer(office, 1, "2026-03-20", "--settled")
    answer(office, 2, "2026-03-23", "--not-settled")
    at(office, "2026-04-01", "decline 3 --ground 请向法院起诉")  # an end without being settled
    assert told(office, "案结事了率", "--month 2026-03", today="2026-04-30") == (1, 2, [2])
    assert told(office, "案结事了率", today="2026-04-30") == (1, 3, [2, 3])


def test_repeats_among_letters_and_visits(office: Office) -> None:
    log(office, "2026-03-02", channel="letter")
    log(office, "2026-03-02")
    log(office, "2026-03-02", channel="online")  # not among letters and visits
    at(
        office,
        "2026-03-05",
        "log-visit --case 1 --name 张三 --subject 催问",
        "log-call --case 2 --name 张三 --subject 催问",
    )
    at(office, "2026-03-05", "log-visit --case 2 --name 张三 --subject 登错", "void XF2026-0002-3 --reason 登错")
    assert told(office, "重信重访率", today="2026-03-05") == (1, 3, [1])  # two first ones and one repeat
    at(office, "2026-03-06", "join 1 --to 2")
    assert told(office, "重信重访率", today="2026-03-06") == (1, 3, [1])  # petitions stay what they were


def test_backlog_is_what_was_open_when_the_period_began(office: Office) -> None:
    for _ in range(4):
        log(office, "2025-12-10")
    at(office, "2025-12-10", *(f"accept {n}" for n in (1, 2, 3, 4)))
    answer(office, 1, "2025-12-31")  # ended before the year began: no backlog
    answer(office, 2, "2026-01-05")
    answer(office, 3, "2026-01-05", "--not-settled")
    log(office, "2026-01-06", "--name 张三 --settled 已答复")  # new this year
    assert told(office, "积案化解率", today="2026-01-20") == (1, 3, [3, 4])
    assert told(office, "积案化解率", "--month 2026-02", today="2026-03-05") == (0, 1, [4])
    # A month later 4 is settled: then January has not settled it, February has.
    answer(office, 4, "2026-02-10")
    assert told(office, "积案化解率", "--month 2026-01", today="2026-03-05") == (1, 3, [3, 4])
    assert told(office, "积案化解率", "--month 2026-02", today="2026-03-05") == (1, 1, [])


def test_what_ended_on_the_first_day_was_still_open_when_the_period_began(office: Office) -> None:
    log(office, "2025-12-10")
    at(office, "2026-01-01", "close 1 --settled --reason 已签协议")
    assert told(office, "积案化解率", today="2026-01-20") == (1, 1, [])
    assert told(office, "积案化解率", "--from 2026-01-02", today="2026-01-20") == (0, 0, [])


def test_a_clock_stopped_after_its_due_day_had_been_missed(office: Office) -> None:
    for _ in range(2):
        log(office, "2026-03-02")
    at(office, "2026-03-02", "accept 1", "accept 2")  # due 2026-05-06
    at(office, "2026-05-06", "route 1 --item 2 --to 县仲裁委")
    at(office, "2026-05-07", "route 2 --item 2 --to 县仲裁委")
    assert told(office, "按期办结率", today="2026-06-01") == (0, 1, [2])


def test_reception_days_that_have_come(office: Office) -> None:
    office.ok("init")
    days: Iterable[dict[str, Any]] = (
        {"no": "JF2026-0001", "planned_on": "2026-03-02", "leader": "李镇长", "held_on": "2026-03-02"},
        {"no": "JF2026-0002", "planned_on": "2026-03-03", "leader": "李镇长", "cancelled_why": "防汛"},
        {"no": "JF2026-0003", "planned_on": "2026-03-04", "leader": "张书记"},
        {"no": "JF2026-0004", "planned_on": "2026-03-05", "leader": "张书记"},  # today: it may still be held
        {"no": "JF2026-0005", "planned_on": "2026-02-27", "leader": "张书记", "held_on": "2026-02-27"},
    )
    with writing(office.database, "XF") as book:
        for row in days:
            entry = Entry(act="note", case=row["no"], on="2026-02-01", by=CLERK, set={"reception_days": [row]})
            book.record(entry, "2026-02-01T08:00:00")
    assert told(office, "领导接访率", "本月", today="2026-03-05") == (1, 3, [2, 3])


def test_follow_up_late_is_done_and_within_its_term_is_not_counted(office: Office) -> None:
    for _ in range(4):
        log(office, "2026-03-02")
    log(office, "2026-03-02", "--anonymous")  # nobody to ask
    log(office, "2026-03-02", "--name 张三 --settled 已答复")  # answered on the spot
    at(office, "2026-03-02", *(f"accept {n}" for n in (1, 2, 3, 4)), "close 5 --not-settled --reason 匿名")
    for case in (1, 2, 3):
        answer(office, case, "2026-03-02")  # 30 days: 2026-04-01
    answer(office, 4, "2026-03-20")  # 30 days: Sunday 04-19, so 2026-04-20
    rated = "--office-rating 满意 --unit-rating 不满意"
    at(office, "2026-03-10", f"follow-up 1 {rated}")
    assert told(office, "回访率", today="2026-04-01") == (1, 1, [])
    at(office, "2026-04-02", f"follow-up 2 {rated}")
    assert told(office, "回访率", today="2026-04-02") == (2, 3, [3])


def test_what_was_reopened_is_not_to_be_followed_up(office: Office) -> None:
    log(office, "2026-03-02")
    at(office, "2026-03-02", "accept 1")
    answer(office, 1, "2026-03-02")
    at(office, "2026-03-05", "reopen 1 --reason 没有履行")  # the clock of the first end is stopped
    assert told(office, "回访率", today="2026-06-01") == (0, 0, [])


def test_content_counts_both_answers_and_leaves_out_who_gave_none(office: Office) -> None:
    for n, (of_office, of_unit) in enumerate([("满意", "基本满意"), ("满意", "不满意"), ("未评价", "满意")], 1):
        log(office, "2026-03-02")
        at(office, "2026-03-02", f"accept {n}")
        answer(office, n, "2026-03-02")
        at(office, "2026-03-03", f"follow-up {n} --office-rating {of_office} --unit-rating {of_unit}")
    document = office.ok("explain 满意率 --json").json
    assert (document["numerator"], document["denominator"], document["value"]) == (4, 5, 0.8)
    assert [(part["name"], part["numerator"], part["denominator"]) for part in document["parts"]] == [
        ("对信访部门", 2, 2),
        ("对责任单位", 2, 3),
    ]
    assert document["cases"] == ["XF2026-0002"]


def test_visitors_are_heads_and_not_only_batches(office: Office) -> None:
    log(office, "2026-03-02", "--name 张三 --people 7")
    log(office, "2026-03-02")
    log(office, "2026-03-02", channel="letter")
    log(office, "2026-03-02", "--name 李四 --people 9")
    at(office, "2026-03-03", "void 4 --reason 登错")
    document = office.ok("explain 来访人次总量 --json").json
    assert (document["value"], document["numerator"], document["denominator"]) == (8, 8, None)


def test_growth_has_its_base_figure_at_hand_and_compares_like_with_like(office: Office) -> None:
    for day in ("2025-01-10", "2025-03-05", "2025-03-06", "2025-12-31"):
        log(office, day)
    for day in ("2026-01-10", "2026-02-10", "2026-03-05"):
        log(office, day, channel="online")
    document = office.ok("explain 同比 --json").json  # 2026-03-05: the year has gone two months and five days
    assert (document["numerator"], document["denominator"], document["value"]) == (3, 2, 0.5)
    assert "上年同期（2025-01-01 至 2025-03-05）" in office.ok("explain 同比").out
    month = office.ok("explain 同比 --month 2026-02 --json").json
    assert (month["numerator"], month["denominator"], month["value"]) == (1, 0, None)


def test_accusations_count_as_numbers(office: Office) -> None:
    log(office, "2026-03-02", "--name 王五 --kind accusation")
    screen = office.ok("explain 办结率").out
    assert "没有办结的（1）：XF2026-0001\n" in screen
    assert "王五" not in screen
    assert "补偿" not in screen


def test_another_office_s_rows_are_not_counted(office: Office) -> None:
    log(office, "2026-03-02")
    with writing(office.database, "XX") as other:
        entry = registration.register(
            NewNumber("XX2026-0001", 2026, 1), State(), intake("2026-03-02"), (), CLERK, Shelf(office.home).rules
        )
        other.record(entry, "2026-03-02T08:00:00")
    assert told(office, "办结率", today="2026-03-05") == (0, 1, [1])


# ------------------------------------------------------------------------------------------------------- the figure


@pytest.mark.parametrize(
    ("over", "under", "places", "figure"),
    [
        pytest.param(1, 16, 1, 0.063, id="6.25进为6.3"),
        pytest.param(2, 3, 1, 0.667, id="66.67"),
        pytest.param(1, 3, 1, 0.333, id="33.33"),
        pytest.param(1999, 2000, 1, 1.0, id="99.95进为100"),
        pytest.param(1998, 2000, 1, 0.999, id="99.9"),
        pytest.param(1, 8000, 2, 0.0001, id="0.0125舍为0.01"),
        pytest.param(3, 8000, 2, 0.0004, id="0.0375进为0.04"),
        pytest.param(0, 7, 1, 0.0, id="零"),
        pytest.param(0, 0, 1, None, id="零除零"),
    ],
)
def test_shares_are_rounded_half_up(over: int, under: int, places: int, figure: float | None) -> None:
    assert known.value(Indicator(code="x", places=places), Counted(over, under)) == figure


@pytest.mark.parametrize(
    ("now", "before", "figure"),
    [(9, 8, 0.125), (7, 8, -0.125), (17, 16, 0.063), (15, 16, -0.063), (0, 4, -1.0), (4, 4, 0.0), (3, 0, None)],
)
def test_growth_is_rounded_away_from_no_change(now: int, before: int, figure: float | None) -> None:
    assert known.value(BY_CODE["growth"], Counted(now, before)) == figure


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_half_up_is_the_nearest_whole_number(over: int, under: int) -> None:
    assert -under <= 2 * (over - known.half_up(over, under) * under) < under


def test_the_target_is_compared_with_the_count_and_not_with_its_rounded_figure() -> None:
    share = BY_CODE["settled"]
    assert known.is_met(share, Counted(19, 20), 9_500) is True
    assert known.is_met(share, Counted(18_999, 20_000), 9_500) is False  # 94.995 % is shown as 95 %
    assert known.is_met(BY_CODE["repeated"], Counted(1, 200), 50) is True
    assert known.is_met(BY_CODE["repeated"], Counted(2, 399), 50) is False
    assert known.is_met(share, Counted(0, 0), 9_500) is None
    assert known.is_met(share, Counted(1, 1), None) is None


@pytest.mark.parametrize(
    ("first", "last", "until", "before"),
    [
        ("2026-01-01", "2026-12-31", "2027-02-01", ("2025-01-01", "2025-12-31")),
        ("2026-01-01", "2026-12-31", "2026-03-05", ("2025-01-01", "2025-03-05")),
        ("2025-02-01", "2025-02-28", "2025-03-05", ("2024-02-01", "2024-02-29")),
        ("2024-02-01", "2024-02-29", "2024-03-05", ("2023-02-01", "2023-02-28")),
        ("2025-02-28", "2025-03-31", "2025-04-01", ("2024-02-28", "2024-03-31")),
        ("2024-02-29", "2024-02-29", "2024-03-05", ("2023-02-28", "2023-02-28")),
        ("2024-02-01", "2024-02-29", "2024-02-28", ("2023-02-01", "2023-02-28")),
        ("2026-03-01", "2026-03-31", "2026-03-01", ("2025-03-01", "2025-03-01")),
    ],
)
def test_the_same_days_of_the_year_before(first: str, last: str, until: str, before: tuple[str, str]) -> None:
    assert Period(first, last).a_year_before(until) == Period(*before)
    assert Period(first, None).a_year_before(until) is None
    assert Period(first, last).a_year_before("2023-12-31") is None


# ------------------------------------------------------------------------------------------------ words and targets


def test_every_indicator_has_its_words_and_its_rows() -> None:
    codes = [indicator.code for indicator in INDICATORS]
    parts = {part for indicator in INDICATORS for part in indicator.parts}
    assert list(words.INDICATOR) == codes
    assert {code for code in codes if not BY_CODE[code].parts} | parts == counting.ROWS.keys()
    assert words.PARTS.keys() == parts
    for told_of in words.INDICATOR.values():
        assert told_of.formula.startswith(f"{told_of.name}＝")
        assert told_of.formula.endswith("。")
        assert bool(told_of.against) is not bool(told_of.more)


def test_the_names_are_those_of_the_forms() -> None:
    assert list(words.NAMES) == [
        "按期告知率",
        "按期办结率",
        "办结率",
        "初信初访办结率",
        "上级交转办结率",
        "案结事了率",
        "重信重访率",
        "积案化解率",
        "领导接访率",
        "回访率",
        "满意率",
        "来访人次总量",
        "同比",
    ]


def test_a_new_office_s_settings_say_the_usual_targets(tmp_path: Path) -> None:
    usual = {indicator.code: indicator.target for indicator in INDICATORS if indicator.target is not None}
    (tmp_path / "config.yaml").write_bytes(DEFAULT.read_bytes())
    office = read(tmp_path)
    assert office.target_changes == usual
    assert office.targets() == usual


def test_targets_are_read_from_the_settings(office: Office) -> None:
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text("targets: {按期办结率: 99.5%, 重信重访率: 1, 办结率: 90}\n", "utf-8")
    assert "目标：不高于 1%，还没有可算的" in office.ok("explain 重信重访率").out
    assert office.ok("explain 按期办结率 --json").json["target"] == 0.995
    assert office.ok("explain 办结率 --json").json["target"] == 0.9
    assert office.ok("explain 案结事了率 --json").json["target"] == 0.95


def test_all_faults_of_the_targets_at_once(office: Office) -> None:
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text("targets:\n  按期办结: 100\n  回访率: 101\n  同比: 5\n  满意率: 九成\n  办结率: 0.005\n", "utf-8")
    assert office.refused("explain 办结率") == (
        "设置有 5 处要改：\n"
        "  第 2 行 targets.按期办结：没有“按期办结”这一项；是不是“按期办结率”？\n"
        "  第 3 行 targets.回访率：应是 0 到 100 的百分数，最多两位小数，例如 98 或 0.5；现在是“101”。\n"
        "  第 4 行 targets.同比：没有“同比”这一项；可以写："
        f"{'、'.join(words.INDICATOR[code].name for code in SHARES)}。\n"
        "  第 5 行 targets.满意率：应是 0 到 100 的百分数，最多两位小数，例如 98 或 0.5；现在是“九成”。\n"
        "  第 6 行 targets.办结率：应是 0 到 100 的百分数，最多两位小数，例如 98 或 0.5；现在是“0.005”。\n"
        f"请用记事本打开 {config} 改好后再试。"
    )


# ------------------------------------------------------------------------------------------------ explain INDICATOR


def test_explain_an_indicator_on_the_screen(office: Office) -> None:
    for _ in range(14):
        log(office, "2026-03-02")
    at(office, "2026-03-03", "accept 1", "accept 2")
    assert office.ok("explain 按期告知率 本月", today="2026-03-20").out == (
        "按期告知率　2026-03-01 至 2026-03-31（截至 2026-03-20）\n"
        "  结果：14.3%（2 ÷ 14）\n"
        "  分子：2　在告知期限内告知的次数\n"
        "  分母：14　在期限内告知的，加上过了期限的（不管后来有没有告知）\n"
        "  目标：不低于 100%，没有达到\n"
        f"  算法：{words.INDICATOR['informed_in_time'].formula}\n"
        "  日期：在期限内办的按办的那天，逾期的按到期那天，落在时段内\n"
        "  依据：告知期限 15 日，《信访工作条例》第二十三条\n"
        f"  逾期的（12）：{'、'.join(f'XF2026-{n:04d}' for n in range(3, 13))}，还有 2 件\n"
    )


def test_nothing_to_divide_by_is_a_dash_and_null(office: Office) -> None:
    office.ok("init")
    log(office, "2026-03-02")
    screen = office.ok("explain 回访率 上月").out
    assert "结果：—（0 ÷ 0）" in screen
    assert "目标：不低于 100%，还没有可算的" in screen
    assert "过了期限没有回访的：没有" in screen
    assert office.ok("explain 回访率 --json").json["value"] is None


def test_the_keys_of_an_indicator(office: Office) -> None:
    log(office, "2026-03-02")
    document = office.ok("explain 办结率 --from 2026-03-01 --to 2026-03-31 --json").json
    keys = ("name", "value", "numerator", "denominator", "target", "formula", "period", "cases")
    assert {key: document[key] for key in keys} == {
        "name": "办结率", "value": 0.0, "numerator": 0, "denominator": 1, "target": None,
        "formula": words.INDICATOR["ended"].formula, "period": "2026-03-01 至 2026-03-31", "cases": ["XF2026-0001"],
    }  # fmt: skip


def test_without_a_period_this_year_is_meant(office: Office) -> None:
    log(office, "2025-12-30")
    log(office, "2026-03-02")
    office.ok("decline 1 --ground 请向法院起诉")  # this year's 0001
    assert told(office, "办结率", today="2026-03-05") == (1, 1, [])
    assert told(office, "办结率", "去年", today="2026-03-05") == (0, 1, [1])
    assert told(office, "办结率", "--from 2025-01-01", today="2026-03-05") == (1, 2, [1])


def test_cases_are_named_in_the_order_of_their_numbers() -> None:
    numbers = ["XF2026-10000", "XF2025-0002", "XF2026-9999"]
    assert sorted(numbers, key=counting._in_order) == ["XF2025-0002", "XF2026-9999", "XF2026-10000"]


def test_all_indicators_are_listed_without_an_office(office: Office) -> None:
    screen = office.ok("explain 指标").out
    assert not office.home.exists()
    assert [line for line in screen.splitlines() if line.startswith("【")][:3] == [
        "【按期告知率】（不低于 100%）",
        "【按期办结率】（不低于 100%）",
        "【办结率】",
    ]
    listed = office.ok("explain 指标 --json").json["indicators"]
    assert [row["name"] for row in listed] == list(words.NAMES)
    assert all(row["formula"] in screen for row in listed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("按期率", "“按期率”不是事项编号、日期或指标；是不是 xinfang explain 按期告知率、xinfang explain 按期办结率？"),
        ("满意度", "“满意度”不是事项编号、日期或指标；是不是 xinfang explain 满意率？"),
        (
            "某天",
            f"“某天”不是事项编号、日期或指标；{words.SEE_ALL}",
        ),
        ("1 上月", "“1”不是指标，只有指标可以带时段；请去掉时段，或用 xinfang explain 指标 看有哪些指标。"),
        ("办理率 上月", "“办理率”不是指标，只有指标可以带时段；是不是 xinfang explain 办结率？"),
        ("办结率 某月", "看不懂时段“某月”；请写成 2026-03、2026Q1、2026、本月 或 上月 这样的形式。"),
    ],
)
def test_what_is_no_indicator_is_refused_with_the_nearest(office: Office, typed: str, sentence: str) -> None:
    log(office, "2026-03-02")
    assert office.refused(f"explain {typed}") == sentence


def test_an_indicator_may_be_named_by_its_code(office: Office) -> None:
    log(office, "2026-03-02")
    assert office.ok("explain informed_in_time").out.startswith("按期告知率　")


def test_the_summary_holds_all_indicators(office: Office) -> None:
    log(office, "2026-03-02")
    with Shelf(office.home).open() as book:
        rows = summary(book, read(office.home), Period("2026-01-01", "2026-12-31"), "2026-03-05")
    assert [row["name"] for row in rows] == list(words.NAMES)
    assert all(list(row) == ["name", "value", "numerator", "denominator", "target", "formula"] for row in rows)


# ----------------------------------------------------------------------------------- explain CASE: who decided


def test_explain_says_who_started_extended_and_met_each_term(office: Office) -> None:
    log(office, "2026-03-02")
    at(office, "2026-03-05", "accept 1 --by 李经办")
    at(office, "2026-04-20", "extend 1 --days 10 --approver 王镇长 --reason 重新测绘 --by 赵经办", "undo 1")
    at(
        office,
        "2026-04-21",
        "extend 1 --days 20 --approver 王镇长 --reason 重新测绘 --by 赵经办",
        "note 1 --text 已测绘",
    )
    at(office, "2026-05-06", "reply 1 --opinion support --text 已补发 --by 孙经办")
    inform, handle = office.ok("explain 1 --json").json["terms"]
    assert inform["decided"] == [
        {"act": "log-visit", "on": "2026-03-02", "by": "经办人"},
        {"act": "accept", "on": "2026-03-05", "by": "李经办"},
    ]
    assert [(done["act"], done["on"], done["by"]) for done in handle["decided"]] == [
        ("accept", "2026-03-05", "李经办"),
        ("extend", "2026-04-21", "赵经办"),
        ("reply", "2026-05-06", "孙经办"),
    ]
    screen = office.ok("explain 1").out
    assert "  经手：受理 2026-03-05 李经办；延期 2026-04-21 赵经办；答复 2026-05-06 孙经办\n" in screen


# ------------------------------------------------------------------------------- random ledgers, counted in Python

FIRST_DAY = date(2025, 11, 1)
DAYS = st.integers(0, 60)
GAPS = st.sampled_from([0, 0, 1, 5, 15, 20, 62])  # around the terms of 15, 30 and 60 days
RATINGS = st.sampled_from([str(rating) for rating in Rating])
SAID: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "accept": st.just({}),
    "decline": st.just({"ground": "请向法院起诉"}),
    "forward": st.just({"to": "县纪委"}),
    "assign": st.just({"to": "国土所"}),
    "object": st.just({"ground": "不归本单位管"}),
    "route": st.just({"route": "2", "to": "仲裁委"}),
    "reply": st.just({"opinion": "support", "text": "已补发"}),
    "deliver": st.just({"how": "当面"}),
    "close": st.fixed_dictionaries({"settled": st.booleans(), "reason": st.just("撤回")}),
    "review": st.just({}),
    "reopen": st.just({"reason": "没有履行"}),
    "follow-up": st.fixed_dictionaries({"office_rating": RATINGS, "unit_rating": RATINGS}),
}
OTHERS = ("again", "void", "void-petition", "join")
# The usual ways; a matter goes some of one, then does whatever the procedure lets it.
WAYS = (
    ("accept", "reply", "deliver", "close", "follow-up"),
    ("accept", "reply", "deliver", "close", "again", "reopen", "reply"),
    ("accept", "route", "close", "follow-up"),
    ("forward", "close", "follow-up", "again", "decline"),
    ("accept", "reply", "deliver", "review", "again"),
    ("again", "void-petition", "accept", "join"),
    ("object",),
    ("join",),
)


def step(verb: str) -> st.SearchStrategy[tuple[str, int, dict[str, Any]]]:
    return st.tuples(st.just(verb), GAPS, SAID.get(verb, st.just({})))


STEPS = st.builds(
    lambda usual, so_far, more: [*usual[:so_far], *more],
    st.sampled_from(WAYS).flatmap(lambda way: st.tuples(*map(step, way))),
    st.integers(1, 7),
    st.lists(st.sampled_from([*SAID, *OTHERS]).flatmap(step), max_size=2),
)
MATTER = st.tuples(
    DAYS,
    st.fixed_dictionaries(
        {
            "channel": st.sampled_from([str(channel) for channel in Channel]),
            "source": st.sampled_from([str(Source.OWN), str(Source.COUNTY)]),
            "names": st.sampled_from([(), ("张三",), ("李四", "王五")]),
            "kind": st.sampled_from(["claim", "claim", "suggestion", "accusation"]),
            "people": st.integers(2, 9),
        }
    ),
    STEPS,
)


class Town:
    """A ledger that random matters are written into; what the procedure refuses is left out."""

    def __init__(self, book: Book, shelf: Shelf) -> None:
        self.book, self.shelf = book, shelf
        self.numbers: list[str] = []

    def live(self, opened: int, said: dict[str, Any], steps: list[Any]) -> None:
        day = FIRST_DAY + timedelta(days=opened)
        no = f"XF{day.year}-{len(self.numbers) + 1:04d}"
        number = NewNumber(no, day.year, len(self.numbers) + 1)
        due = {"due": (day + timedelta(days=30)).isoformat()} if said["source"] != Source.OWN else {}
        asked = intake(day.isoformat(), **said, **due)
        self.write(registration.register(number, State(), asked, (), CLERK, self.shelf.rules))
        self.numbers.append(no)
        for verb, gap, words_said in steps:
            day += timedelta(days=gap)
            done = outcome(self.act(no, verb, day.isoformat(), words_said))
            for entry in () if isinstance(done, Refused) else done:
                self.write(entry)

    def act(self, no: str, verb: str, on: str, said: dict[str, Any]) -> Callable[[], tuple[Entry, ...]]:
        state, rules, late = self.book.state(no), self.shelf.rules, "2099-12-31"
        if verb == "again":
            again = intake(on, names=("张三",), channel="visit", source="own")
            return lambda: (registration.register(None, state, again, (), CLERK, rules),)
        if verb == "join":
            into = self.book.state(self.numbers[0])
            return lambda: joining.join(state, into, {}, on, CLERK, late, rules)
        if verb.startswith("void"):
            petition = state.petitions[-1].n if verb == "void-petition" else None
            return lambda: (acts.void(state, petition, "登错", on, CLERK),)
        return lambda: (acts.perform(verb, state, said, on, CLERK, late, rules),)

    def write(self, entry: Entry) -> None:
        self.book.record(entry, f"{entry.on}T08:00:00")

    def states(self) -> list[State]:
        return [self.book.state(no) for no in self.numbers]


class Naive:
    """The indicators over whole cases, one row after the other, as the formulas say it."""

    def __init__(self, states: list[State], period: Period, today: str) -> None:
        self.states, self.period, self.today = states, period, today
        self.standing = [s for s in states if s.case.status not in (Status.VOID, Status.JOINED)]
        self.petitions = [
            (s, p) for s in states for p in s.petitions if not p.void_reason and self.holds(p.received_on)
        ]

    def holds(self, day: str | None) -> bool:
        return day is not None and self.period.holds(day)

    def ended(self, state: State) -> bool:
        closed_on = state.case.closed_on
        if closed_on is None:
            return False
        assert state.case.status in ENDED
        return closed_on <= self.today and (self.period.last is None or closed_on <= self.period.last)

    def clocks(self, state: State, *names: str) -> Iterator[bool]:
        """Whether each clock decided in the period was kept."""
        for clock in state.terms:
            if clock.term not in names or clock.owed_by:
                continue
            if clock.stopped_on and (clock.term == "inform" or clock.stopped_on <= clock.due_on):
                continue
            if clock.met_on and clock.met_on <= clock.due_on:
                if self.holds(clock.met_on):
                    yield True
            elif (clock.met_on or clock.due_on < self.today) and self.holds(clock.due_on):
                yield False

    def count(self, code: str) -> Counted:
        """The numerator and the denominator of an indicator."""
        hits = list(getattr(self, code)())
        if code == "visitors":
            return Counted(sum(hits), None)
        return Counted(sum(bool(hit) for hit in hits), len(hits))

    def informed_in_time(self) -> Iterable[bool]:
        return [kept for s in self.states if s.case.status != Status.VOID for kept in self.clocks(s, "inform")]

    def handled_in_time(self) -> Iterable[bool]:
        found = (list(self.clocks(s, "handle", "assigned")) for s in self.standing)
        return [all(kept) for kept in found if kept]

    def ended_(self) -> Iterable[bool]:
        return [self.ended(s) for s in self.standing if self.holds(s.case.opened_on)]

    def first_ended(self) -> Iterable[bool]:
        return [
            self.ended(s) for s, p in self.petitions
            if s in self.standing and p.channel in ("letter", "visit") and not p.repeat
        ]  # fmt: skip

    def from_above_ended(self) -> Iterable[bool]:
        sent = {s.case.no for s, p in self.petitions if p.source != "own"}
        return [self.ended(s) for s in self.standing if s.case.no in sent]

    def settled(self) -> Iterable[bool]:
        return [bool(s.case.settled) for s in self.standing if self.holds(s.case.closed_on)]

    def repeated(self) -> Iterable[bool]:
        return [p.repeat for _, p in self.petitions if p.channel in ("letter", "visit")]

    def backlog_settled(self) -> Iterable[bool]:
        began = self.period.first or ""
        old = [s for s in self.standing if s.case.opened_on < began and (s.case.closed_on or began) >= began]
        return [self.ended(s) and bool(s.case.settled) for s in old]

    def followed_up(self) -> Iterable[bool]:
        asked = [
            t for s in self.standing for t in s.terms
            if t.term == "follow_up" and self.holds(t.started_on) and not t.stopped_on
        ]  # fmt: skip
        return [t.met_on is not None for t in asked if t.met_on or t.due_on < self.today]

    def content(self) -> Iterable[bool]:
        followed = [s.case for s in self.standing if self.holds(s.case.followed_up_on)]
        given = [rating for case in followed for rating in (case.rated_office, case.rated_unit)]
        return [rating in ("content", "mostly") for rating in given if rating not in (None, "no_answer")]

    def visitors(self) -> Iterable[int]:
        return [p.people for _, p in self.petitions if p.channel == "visit"]


def naive(states: list[State], code: str, period: Period, today: str) -> Counted:
    counted = Naive(states, period, today)
    if code == "growth":
        before = period.a_year_before(today)
        base = len(Naive(states, before, today).petitions) if before else None
        return Counted(len(counted.petitions), base)
    if code == "ended":
        hits = list(counted.ended_())
        return Counted(sum(hits), len(hits))
    return counted.count(code)


@examples(40, 400)
@given(
    st.lists(MATTER, min_size=1, max_size=7), DAYS, st.integers(0, 120), st.integers(0, 200),
    st.sampled_from(["both", "from", "to"]),
)  # fmt: skip
def test_every_indicator_is_what_a_plain_count_says(
    matters: list[Any], first: int, length: int, today: int, bound: str
) -> None:
    begin = FIRST_DAY + timedelta(days=first)
    end = begin + timedelta(days=length)
    period = Period(None if bound == "to" else begin.isoformat(), None if bound == "from" else end.isoformat())
    now = (FIRST_DAY + timedelta(days=today)).isoformat()
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        with shelf.open() as book:
            town = Town(book, shelf)
            for opened, said, steps in matters:
                town.live(opened, said, steps)
            asked = counting.Asked(book, period, now, {})
            states, counted = town.states(), counting.counts(asked, {})
            for code, counts in counted.items():
                if code != "received_by_leaders":  # a book of its own
                    assert (code, counts) == (code, naive(states, code, period, now))
                if BY_CODE[code].figure == Figure.SHARE:
                    assert counts.denominator is not None
                    assert 0 <= counts.numerator <= counts.denominator
                    against = counting.behind(asked, code)
                    wrong = counts.numerator if BY_CODE[code].lower else counts.denominator - counts.numerator
                    assert bool(against) is bool(wrong)
                    assert len(against) <= wrong
