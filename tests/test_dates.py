"""Days and periods as they are typed, on Thursday 2026-03-05."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, outcome, refused
from xinfang.domain.codes import Refused
from xinfang.domain.dates import FAR, parse_day, parse_period
from xinfang.domain.period import ALWAYS, Period
from xinfang.words.refusals import sentence

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        # whole dates
        ("2026-03-05", "2026-03-05"), ("2026-3-5", "2026-03-05"), ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"), ("20260305", "2026-03-05"), ("2026年3月5日", "2026-03-05"),
        ("2026年3月5号", "2026-03-05"), ("2026年03月05日", "2026-03-05"), ("26.3.5", "2026-03-05"),
        ("２０２６－０３－０５", "2026-03-05"), (" 2026 年 3 月 5 日 ", "2026-03-05"), ("2024-02-29", "2024-02-29"),
        # without a year: the latest that is not after today
        ("3.5", "2026-03-05"), ("03-05", "2026-03-05"), ("3/5", "2026-03-05"), ("3月5日", "2026-03-05"),
        ("3月5号", "2026-03-05"), ("12.31", "2025-12-31"), ("1.1", "2026-01-01"),
        ("5日", "2026-03-05"), ("5号", "2026-03-05"), ("6日", "2026-02-06"), ("28号", "2026-02-28"),
        # with a word for the year or the month
        ("今年3月1日", "2026-03-01"), ("去年12月31日", "2025-12-31"), ("前年2月29日", "2024-02-29"),
        ("今年12.31", "2026-12-31"), ("本月1日", "2026-03-01"), ("上月28日", "2026-02-28"), ("上个月1号", "2026-02-01"),
        # words
        ("今天", "2026-03-05"), ("昨天", "2026-03-04"), ("昨日", "2026-03-04"), ("前天", "2026-03-03"),
        ("大前天", "2026-03-02"), ("明天", "2026-03-06"), ("大后天", "2026-03-08"),
        ("3天前", "2026-03-02"), ("10日后", "2026-03-15"), ("2周前", "2026-02-19"), ("1个星期后", "2026-03-12"),
        # weekdays: weeks begin on Monday, today is a Thursday
        ("周四", "2026-03-05"), ("周一", "2026-03-02"), ("周五", "2026-02-27"), ("星期天", "2026-03-01"),
        ("上周五", "2026-02-27"), ("上周日", "2026-03-01"), ("上上周五", "2026-02-20"), ("本周日", "2026-03-08"),
        ("这周一", "2026-03-02"), ("下周一", "2026-03-09"), ("上个星期三", "2026-02-25"), ("上礼拜六", "2026-02-28"),
    ],
    ids=lambda value: value,
)  # fmt: skip
def test_day(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3.5", "2026-03-05"), ("12.31", "2026-12-31"), ("5日", "2026-03-05"),
        ("4日", "2026-04-04"), ("31日", "2026-03-31"), ("周四", "2026-03-05"), ("周三", "2026-03-11"),
        ("上周三", "2026-02-25"), ("下月1日", "2026-04-01"), ("明年1月4日", "2027-01-04"), ("15天后", "2026-03-20"),
    ],
    ids=lambda value: value,
)  # fmt: skip
def test_day_to_come(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY, ahead=True).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "bad_date"), ("不知道", "bad_date"), ("2026", "bad_date"), ("3", "bad_date"), ("2026-03", "bad_date"),
        ("12-24-2025", "bad_date"), ("2026-03-05T08:00", "bad_date"), ("周八", "bad_date"), ("1000天前", "bad_date"),
        ("-1天前", "bad_date"), ("3.5元", "bad_date"),
        ("2025-02-29", "no_such_date"), ("2026-13-01", "no_such_date"), ("2026-00-10", "no_such_date"),
        ("20260431", "no_such_date"), ("6月31日", "no_such_date"), ("32日", "no_such_date"), ("0日", "no_such_date"),
        ("本月32号", "no_such_date"), ("3月6日", "which_year"),
        ("4.28", "which_year"), ("去年2月29日", "no_such_date"), ("1899-12-31", "no_such_date"),
        ("9999-12-31", "no_such_date"), ("0026-03-05", "no_such_date"), ("00260305", "no_such_date"),
    ],
    ids=str,
)  # fmt: skip
def test_day_that_is_none(typed: str, code: str) -> None:
    with refused(code) as answer:
        parse_day(typed, TODAY)
    assert answer.usage
    assert f"“{typed}”" in sentence(Refused(code, **answer.values))


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2月29日", "2024-02-29"), ("31日", "2026-01-31"), ("30日", "2026-01-30")],
    ids=lambda value: value,
)
def test_day_that_not_every_month_or_year_has_is_the_latest_there_was(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-03", "2026-03-01", "2026-03-31"), ("2026年3月", "2026-03-01", "2026-03-31"),
        ("202602", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026.12", "2026-12-01", "2026-12-31"), ("3月", "2026-03-01", "2026-03-31"),
        ("4月", "2025-04-01", "2025-04-30"), ("12", "2025-12-01", "2025-12-31"),
        ("本月", "2026-03-01", "2026-03-31"), ("上月", "2026-02-01", "2026-02-28"),
        ("上个月", "2026-02-01", "2026-02-28"),
        ("本周", "2026-03-02", "2026-03-08"), ("上周", "2026-02-23", "2026-03-01"),
        ("今天", "2026-03-05", "2026-03-05"), ("昨天", "2026-03-04", "2026-03-04"),
        ("2026Q1", "2026-01-01", "2026-03-31"), ("2025q4", "2025-10-01", "2025-12-31"),
        ("2025年第三季度", "2025-07-01", "2025-09-30"), ("2025年2季度", "2025-04-01", "2025-06-30"),
        ("一季度", "2026-01-01", "2026-03-31"), ("Q2", "2026-04-01", "2026-06-30"),
        ("本季度", "2026-01-01", "2026-03-31"), ("上季", "2025-10-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"), ("2025年", "2025-01-01", "2025-12-31"),
        ("今年", "2026-01-01", "2026-12-31"), ("本年", "2026-01-01", "2026-12-31"),
        ("去年", "2025-01-01", "2025-12-31"),
        ("上半年", "2026-01-01", "2026-06-30"), ("2025年下半年", "2025-07-01", "2025-12-31"),
        ("２０２６－０３", "2026-03-01", "2026-03-31"), (" 2026 年 3 月 ", "2026-03-01", "2026-03-31"),
    ],
    ids=str,
)  # fmt: skip
def test_period(typed: str, first: str, last: str) -> None:
    assert parse_period(typed, TODAY) == Period(first, last)


@pytest.mark.parametrize(
    "typed",
    ["", "随便", "2026-13", "2026-00", "0", "13月", "2026Q5", "2026Q0", "第五季度", "1989", "2200", "0000", "202613"],
)
def test_period_that_is_none(typed: str) -> None:
    with refused("bad_period") as answer:
        parse_period(typed, TODAY)
    assert answer.usage


def test_last_quarter_in_january_is_last_year_s() -> None:
    assert parse_period("上季度", date(2026, 1, 31)) == Period("2025-10-01", "2025-12-31")
    assert parse_period("上月", date(2026, 1, 31)) == Period("2025-12-01", "2025-12-31")
    assert parse_day("31日", date(2026, 1, 30)) == date(2025, 12, 31)


def test_what_a_period_holds() -> None:
    march = Period("2026-03-01", "2026-03-31")
    held = [day for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01", None) if march.holds(day)]
    assert held == ["2026-03-01", "2026-03-31"]
    assert (Period("2026-03-01").holds("2026-02-28"), Period(None, "2026-03-01").holds("2026-03-01")) == (False, True)
    assert (ALWAYS.holds(None), Period("2026-03-01").holds(None)) == (True, False)


# ---------------------------------------------------------------------------------------- what holds for every day

DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
TODAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FULL_FORMS: tuple[Callable[[date], str], ...] = (
    date.isoformat,
    "{0:%Y%m%d}".format,
    "{0.year}-{0.month}-{0.day}".format,
    "{0.year}/{0.month}/{0.day}".format,
    "{0.year}.{0.month}.{0.day}".format,
    "{0.year}年{0.month}月{0.day}日".format,
    "{0.year}年{0:%m}月{0:%d}号".format,
    " {0.year} 年 {0.month} 月 {0.day} 日 ".format,
    lambda day: day.isoformat().translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"}),
)
YEARLESS_FORMS: tuple[Callable[[date], str], ...] = (
    "{0.month}-{0.day}".format,
    "{0:%m-%d}".format,
    "{0.month}/{0.day}".format,
    "{0.month}.{0.day}".format,
    "{0.month}月{0.day}日".format,
    "{0.month}月{0.day}号".format,
)


@examples(300)
@given(DAYS, TODAYS, st.sampled_from(FULL_FORMS), st.booleans())
def test_every_whole_date_is_read_back_in_all_its_forms(
    day: date, today: date, form: Callable[[date], str], ahead: bool
) -> None:
    assert parse_day(form(day), today, ahead=ahead) == day


@examples(200)
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), TODAYS)
def test_two_figures_are_a_year_of_this_century(day: date, today: date) -> None:
    assert parse_day(f"{day:%y}.{day.month}.{day.day}", today) == day


@examples(300)
@given(TODAYS, st.integers(0, 364), st.sampled_from(YEARLESS_FORMS))
def test_day_without_a_year_is_the_latest_not_after_today(today: date, ago: int, form: Callable[[date], str]) -> None:
    day = date.fromordinal(today.toordinal() - ago)
    if day.year != today.year and ago > FAR:
        with refused("which_year"):
            parse_day(form(day), today)
    else:
        assert parse_day(form(day), today) == day


@examples(300)
@given(TODAYS, st.integers(0, 364), st.sampled_from(YEARLESS_FORMS))
def test_day_to_come_without_a_year_is_the_next_not_before_today(
    today: date, ahead: int, form: Callable[[date], str]
) -> None:
    day = date.fromordinal(today.toordinal() + ahead)
    if day.year != today.year and ahead > FAR:
        with refused("which_year_ahead"):
            parse_day(form(day), today, ahead=True)
    else:
        assert parse_day(form(day), today, ahead=True) == day


@examples(300)
@given(TODAYS, st.integers(1, 31), st.sampled_from(["{}日", "{}号"]), st.booleans())
def test_day_of_the_month_alone_never_lies_on_the_wrong_side(today: date, day: int, form: str, ahead: bool) -> None:
    found = parse_day(form.format(day), today, ahead=ahead)
    assert found.day == day
    assert found >= today if ahead else found <= today


@examples(200)
@given(TODAYS, st.sampled_from("一二三四五六日天"), st.sampled_from(["周", "星期", "礼拜"]), st.booleans())
def test_weekday_alone_is_the_nearest_on_its_side(today: date, weekday: str, week: str, ahead: bool) -> None:
    found = parse_day(week + weekday, today, ahead=ahead)
    assert found.weekday() == min("一二三四五六日天".index(weekday), 6)
    assert 0 <= (found - today).days * (1 if ahead else -1) < 7


PIECES = st.sampled_from(
    [
        *"0123456789０１年月日号-./ 上下本这前后去今明昨大天周星期礼拜个季度第半Qq一二三四六",
        "2026",
        "02",
        "31",
        "\ud800",
        "²",
        "٣",
    ]
)
TEXTS = st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=8).map("".join))


@examples(500)
@given(TEXTS, TODAYS, st.booleans())
def test_whatever_is_typed_is_a_day_or_refused(typed: str, today: date, ahead: bool) -> None:
    found = outcome(lambda: parse_day(typed, today, ahead=ahead))
    if isinstance(found, Refused):
        assert found.code in ("bad_date", "no_such_date")
        assert found.usage


@examples(500)
@given(TEXTS, TODAYS)
def test_whatever_is_typed_is_a_period_or_refused(typed: str, today: date) -> None:
    found = outcome(lambda: parse_period(typed, today))
    if isinstance(found, Refused):
        assert (found.code, found.usage) == ("bad_period", True)
    else:
        assert (found.first or "") <= (found.last or "") != ""


@examples(200)
@given(DAYS, TODAYS)
def test_month_quarter_and_year_of_a_day_hold_it(day: date, today: date) -> None:
    iso = day.isoformat()
    for typed in (f"{day:%Y-%m}", f"{day.year}年{day.month}月", f"{day.year}Q{(day.month + 2) // 3}", str(day.year)):
        assert parse_period(typed, today).holds(iso)
