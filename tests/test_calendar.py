"""Working days and the end of a term: published examples, examples counted by hand, and what holds for every day."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, published, refused
from xinfang.domain.calendar import Calendar, End
from xinfang.domain.codes import Refused
from xinfang.office import holidays
from xinfang.words.refusals import sentence

DAY = timedelta(days=1)
ORACLE = Path(__file__).resolve().parents[2] / "shared" / "oracles" / "deadlines.csv"


def days(text: str) -> date:
    return date.fromisoformat(text)


def told(end: End) -> tuple[str | None, str, str]:
    return end.raw.isoformat() if end.raw else None, end.due.isoformat(), end.safe.isoformat()


# ------------------------------------------------------------------------------------------------ published examples


def oracle() -> list[dict[str, str]]:
    return list(csv.DictReader(ORACLE.read_text("utf-8").splitlines())) if ORACLE.exists() else []


@pytest.mark.skipif(not ORACLE.exists(), reason="the published examples are not on this machine")
@pytest.mark.parametrize("row", oracle(), ids=lambda row: f"{row['from']} + {row['length']}{row['unit']}")
def test_published_example(row: dict[str, str]) -> None:
    count = int(row["length"]) + int(row["hearing_days"])
    counted = published().end_of_days if row["unit"] == "日" else published().end_of_workdays
    raw, due, safe = told(counted(days(row["from"]), count))
    assert (raw or "", due, safe if row["safe"] else "") == (row["raw_end"], row["due"], row["safe"])


# ---------------------------------------------------------------------------------------- examples counted by hand


@pytest.mark.parametrize(
    ("start", "length", "raw", "due", "safe"),
    [
        # 2023: 春节 01-21…01-27 (work 01-28, 01-29) · 劳动节 04-29…05-03 (work 04-23, 05-06) · 端午 06-22…06-24
        # (work 06-25) · 中秋国庆 09-29…10-06 (work 10-07, 10-08) · 元旦 12-30…2024-01-01
        pytest.param("2023-01-06", 15, "2023-01-21", "2023-01-28", "2023-01-20", id="2023春节-补班周六为到期日"),
        pytest.param("2023-01-30", 30, "2023-03-01", "2023-03-01", "2023-03-01", id="2023二月二十八天"),
        pytest.param("2023-04-08", 15, "2023-04-23", "2023-04-23", "2023-04-23", id="2023补班周日不顺延"),
        pytest.param("2023-04-14", 15, "2023-04-29", "2023-05-04", "2023-04-28", id="2023劳动节"),
        pytest.param("2023-06-07", 15, "2023-06-22", "2023-06-25", "2023-06-21", id="2023端午-补班周日为到期日"),
        # 07-31 + 31 = 08-31, + 29 = 09-29.
        pytest.param("2023-07-31", 60, "2023-09-29", "2023-10-07", "2023-09-28", id="2023中秋国庆"),
        pytest.param("2023-12-15", 15, "2023-12-30", "2024-01-02", "2023-12-29", id="2024元旦从上年起"),
        # 2024: 春节 02-10…02-17 (work 02-04, 02-18; 除夕 02-09 is a working day) · 清明 04-04…04-06 (work 04-07) ·
        # 劳动节 05-01…05-05 (work 04-28, 05-11) · 端午 06-10 · 中秋 09-15…09-17 (work 09-14) · 国庆 10-01…10-07
        # (work 09-29, 10-12)
        pytest.param("2024-01-25", 15, "2024-02-09", "2024-02-09", "2024-02-09", id="2024除夕上班"),
        pytest.param("2024-01-30", 30, "2024-02-29", "2024-02-29", "2024-02-29", id="2024闰日"),
        pytest.param("2024-02-03", 15, "2024-02-18", "2024-02-18", "2024-02-18", id="2024补班周日不顺延"),
        pytest.param("2024-03-20", 15, "2024-04-04", "2024-04-07", "2024-04-03", id="2024清明-补班周日为到期日"),
        # 03-04 + 27 = 03-31, + 30 = 04-30, + 3 = 05-03.
        pytest.param("2024-03-04", 60, "2024-05-03", "2024-05-06", "2024-04-30", id="2024劳动节"),
        pytest.param("2024-05-26", 15, "2024-06-10", "2024-06-11", "2024-06-07", id="2024端午-周一"),
        pytest.param("2024-08-31", 15, "2024-09-15", "2024-09-18", "2024-09-14", id="2024中秋-稳妥日为补班周六"),
        pytest.param("2024-09-20", 15, "2024-10-05", "2024-10-08", "2024-09-30", id="2024国庆"),
        pytest.param("2024-09-27", 15, "2024-10-12", "2024-10-12", "2024-10-12", id="2024国庆后补班"),
        # 2025: 元旦 01-01 · 春节 01-28…02-04 (work 01-26, 02-08) · 清明 04-04…04-06 · 端午 05-31…06-02
        pytest.param("2025-01-11", 15, "2025-01-26", "2025-01-26", "2025-01-26", id="2025春节前补班周日"),
        pytest.param("2025-03-07", 15, "2025-03-22", "2025-03-24", "2025-03-21", id="2025平常周末"),
        pytest.param("2025-03-20", 15, "2025-04-04", "2025-04-07", "2025-04-03", id="2025清明"),
        pytest.param("2025-05-16", 15, "2025-05-31", "2025-06-03", "2025-05-30", id="2025端午"),
        # 2026: 元旦 01-01…01-03 (work 01-04) · 春节 02-15…02-23 (work 02-14, 02-28) · 劳动节 05-01…05-05 ·
        # 端午 06-19…06-21 · 中秋 09-25…09-27 · 国庆 10-01…10-07
        pytest.param("2025-12-17", 15, "2026-01-01", "2026-01-04", "2025-12-31", id="2026元旦-补班周日为到期日"),
        pytest.param("2026-01-31", 15, "2026-02-15", "2026-02-24", "2026-02-14", id="2026春节-九天"),
        pytest.param("2026-02-13", 15, "2026-02-28", "2026-02-28", "2026-02-28", id="2026春节后补班周六"),
        pytest.param("2026-04-20", 15, "2026-05-05", "2026-05-06", "2026-04-30", id="2026劳动节最后一天"),
        pytest.param("2026-06-04", 15, "2026-06-19", "2026-06-22", "2026-06-18", id="2026端午"),
        pytest.param("2026-09-10", 15, "2026-09-25", "2026-09-28", "2026-09-24", id="2026中秋"),
        # 08-04 + 27 = 08-31, + 30 = 09-30, + 3 = 10-03.
        pytest.param("2026-08-04", 60, "2026-10-03", "2026-10-08", "2026-09-30", id="2026国庆"),
    ],
)
def test_calendar_days(start: str, length: int, raw: str, due: str, safe: str) -> None:
    assert told(published().end_of_days(days(start), length)) == (raw, due, safe)


@pytest.mark.parametrize(
    ("start", "length", "due", "skipped"),
    [
        # Saturday 10-07 and Sunday 10-08 are worked, then Monday 10-09.
        pytest.param("2023-09-28", 3, "2023-10-09", ["2023-09-29", "2023-10-06"], id="2023国庆后两个补班日"),
        # Friday 02-09 (1), Sunday 02-18 (2), 19, 20, 21 (5).
        pytest.param("2024-02-08", 5, "2024-02-21", ["2024-02-10", "2024-02-17"], id="2024春节"),
        # Sunday 04-27 (1), 28, 29, 30 (4), 05-06 (5); Saturday 04-26 is the first day skipped.
        pytest.param("2025-04-25", 5, "2025-05-06", ["2025-04-26", "2025-05-05"], id="2025劳动节前补班"),
        # Day 0 is a Saturday; Monday 03-10 is the first working day.
        pytest.param("2025-03-08", 1, "2025-03-10", ["2025-03-09", "2025-03-09"], id="从周六起算"),
        # Saturday 02-28 (1), Monday 03-02 (2), 3, 4, 5 (5); Sunday 03-01 skipped.
        pytest.param("2026-02-27", 5, "2026-03-05", ["2026-03-01", "2026-03-01"], id="2026补班周六"),
        pytest.param("2025-03-03", 3, "2025-03-06", [], id="平常一周内"),
    ],
)
def test_working_days(start: str, length: int, due: str, skipped: list[str]) -> None:
    end = published().end_of_workdays(days(start), length)
    assert told(end) == (None, due, due)
    assert [d.isoformat() for d in (*end.skipped[:1], *end.skipped[-1:])] == skipped


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        pytest.param("2025-10-06", False, "中秋节", id="中秋"),
        pytest.param("2025-10-11", True, "", id="补班周六"),
        pytest.param("2025-10-12", False, "", id="周日"),
        pytest.param("2025-10-13", True, "", id="周一"),
        pytest.param("2030-01-01", False, "元旦", id="未公布年份的元旦"),
        pytest.param("2030-05-02", False, "劳动节", id="未公布年份的五月二日"),
        pytest.param("2030-10-03", False, "国庆节", id="未公布年份的十月三日"),
        pytest.param("2030-10-04", True, "", id="未公布年份的十月四日"),
        pytest.param("2024-02-09", True, "", id="2024除夕上班"),
    ],
)
def test_day(day: str, works: bool, why: str) -> None:
    assert (published().is_workday(days(day)), published().why_off(days(day))) == (works, why)


@pytest.mark.parametrize(
    ("day", "settled"),
    [
        pytest.param("2026-12-24", True, id="年底之前"),
        pytest.param("2026-12-25", False, id="要看下一年的通知"),
        pytest.param("2026-12-31", False, id="除夕之日"),
        pytest.param("2025-12-31", True, id="下一年已公布"),
        pytest.param("2027-01-01", False, id="未公布的年份"),
        pytest.param("2027-06-15", False, id="未公布年份的平常日子"),
        pytest.param("2003-06-16", False, id="早于最早的公布"),
    ],
)
def test_is_settled(day: str, settled: bool) -> None:
    assert published().is_settled(days(day)) is settled


@pytest.mark.parametrize(
    ("day", "safe"),
    [
        pytest.param("2025-05-03", "2025-04-30", id="指定在假日"),
        pytest.param("2025-05-06", "2025-05-06", id="指定在工作日"),
        pytest.param("2026-02-15", "2026-02-14", id="前一天补班"),
    ],
)
def test_date_set_by_name_is_not_rolled(day: str, safe: str) -> None:
    assert told(published().end_on(days(day))) == (None, day, safe)


# --------------------------------------------------------------------------------------- what holds for every day

DAYS = st.dates(date(2010, 1, 1), date(2029, 12, 31))
LENGTHS = st.integers(1, 120)


def span(first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included."""
    return [first + DAY * n for n in range((last - first).days + 1)]


@examples(150)
@given(DAYS, LENGTHS)
def test_raw_end_counts_every_day_but_day_zero(start: date, length: int) -> None:
    end = published().end_of_days(start, length)
    assert end.raw is not None
    assert len(span(start + DAY, end.raw)) == length


@examples(150)
@given(DAYS, LENGTHS)
def test_due_is_the_first_working_day_from_the_raw_end_on_and_safe_the_last_up_to_it(start: date, length: int) -> None:
    calendar = published()
    end = calendar.end_of_days(start, length)
    assert end.raw is not None
    assert end.safe <= end.raw <= end.due
    assert calendar.is_workday(end.due)
    assert calendar.is_workday(end.safe)
    assert not any(calendar.is_workday(day) for day in span(end.safe + DAY, end.due - DAY))
    assert (end.due == end.raw == end.safe) is calendar.is_workday(end.raw)


@examples(150)
@given(DAYS, LENGTHS)
def test_skipped_days_of_a_rolled_end_are_those_off_from_the_raw_end_on(start: date, length: int) -> None:
    end = published().end_of_days(start, length)
    assert end.raw is not None
    assert list(end.skipped) == span(end.raw, end.due - DAY)
    assert not any(published().is_workday(day) for day in end.skipped)


@examples(150)
@given(DAYS, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(start: date, length: int) -> None:
    calendar = published()
    end = calendar.end_of_workdays(start, length)
    passed = span(start + DAY, end.due)
    assert len([day for day in passed if calendar.is_workday(day)]) == length
    assert calendar.is_workday(end.due)
    assert list(end.skipped) == [day for day in passed if not calendar.is_workday(day)]
    assert (end.raw, end.safe) == (None, end.due)


@examples(100)
@given(DAYS, DAYS, LENGTHS, LENGTHS)
def test_ends_are_monotone_in_start_and_length(one: date, other: date, short: int, long: int) -> None:
    (one, other), (short, long) = sorted((one, other)), sorted((short, long))
    for counted in (published().end_of_days, published().end_of_workdays):
        first, last = counted(one, short), counted(other, long)
        assert (first.due, first.safe) <= (last.due, last.safe)
        assert first.safe <= last.safe


@examples(150)
@given(st.dates(date(2026, 9, 1), date(2027, 3, 1)), LENGTHS)
def test_provisional_exactly_when_an_unsettled_day_was_looked_at(start: date, length: int) -> None:
    calendar = published()
    rolled, counted = calendar.end_of_days(start, length), calendar.end_of_workdays(start, length)
    assert rolled.provisional is not all(map(calendar.is_settled, span(rolled.safe, rolled.due)))
    assert counted.provisional is not all(map(calendar.is_settled, span(start + DAY, counted.due)))
    assert calendar.end_on(start).provisional is not calendar.is_settled(start)


@examples(100)
@given(
    st.dates(date(2026, 11, 1), date(2026, 12, 31)), st.integers(1, 45),
    st.sampled_from(["end_of_days", "end_of_workdays"]),
    st.sets(st.dates(date(2026, 12, 25), date(2027, 2, 28)), max_size=25),
)  # fmt: skip
def test_no_notice_to_come_moves_an_end_that_was_not_provisional(
    start: date, length: int, counted: str, turned: set[date]
) -> None:
    """Whatever the next notice says: it turns working days off, and days off into working days."""
    before = published()
    work = frozenset(day for day in turned if day.weekday() > 4)
    off = dict.fromkeys(turned - work, "放假")
    after = Calendar({**before.off, **off}, before.work | work, before.years | {2027})
    old: End = getattr(before, counted)(start, length)
    if not old.provisional:
        assert getattr(after, counted)(start, length) == old


@examples(100)
@given(DAYS)
def test_set_date_is_the_day_itself(day: date) -> None:
    end = published().end_on(day)
    assert (end.raw, end.due) == (None, day)
    assert end.safe == published().on_or_before(day)


# ------------------------------------------------------------------------- the office's own schedule: holidays.yaml

NOTICE_2027 = """
2027:
  off:
    元旦: [2027-01-01, 2027-01-02, 2027-01-03]
    春节: [2027-02-05, 2027-02-08, 2027-02-09]
    清明节: [2027-04-05]
    劳动节: [2027-05-03]
    端午节: [2027-06-09]
    国庆节、中秋节: [2027-10-01, 2027-10-04, 2027-10-05]
  work: [2027-01-10]
"""


def own(tmp_path: Path, text: str) -> Calendar:
    (tmp_path / holidays.FILE).write_text(text, "utf-8")
    return holidays.load(tmp_path)


def test_without_a_file_the_published_schedules_hold(tmp_path: Path) -> None:
    calendar = holidays.load(tmp_path)
    assert set(range(2004, 2027)) <= calendar.years
    assert calendar.why_off(days("2025-10-06")) == "中秋节"


EVERY = "元旦、春节、清明节、劳动节、端午节、国庆节"  # a year is known when all its holidays are told


def test_half_a_schedule_settles_nothing(tmp_path: Path) -> None:
    """Whoever has typed one holiday only must not be told that the year's other dates are certain."""
    calendar = own(tmp_path, "2027:\n  off: {元旦: [2027-01-01, 2027-01-04]}\n")
    assert not calendar.is_workday(days("2027-01-04"))
    assert not calendar.is_workday(days("2027-10-01"))
    assert 2027 not in calendar.years
    assert calendar.end_of_days(date(2027, 1, 25), 15).provisional


def test_own_schedule_makes_a_year_known(tmp_path: Path) -> None:
    calendar = own(tmp_path, NOTICE_2027)
    assert 2027 in calendar.years
    assert calendar.why_off(days("2027-02-08")) == "春节"
    assert calendar.is_workday(days("2027-01-10"))  # a Sunday
    assert calendar.is_settled(days("2026-12-31"))
    assert not calendar.is_settled(days("2027-12-31"))


def test_own_schedule_leaves_the_other_years_as_published(tmp_path: Path) -> None:
    before, after = holidays.load(tmp_path), own(tmp_path, NOTICE_2027)
    assert all(before.is_workday(day) == after.is_workday(day) for day in span(date(2023, 1, 1), date(2026, 12, 24)))


def test_own_schedule_replaces_the_published_one_of_its_year(tmp_path: Path) -> None:
    calendar = own(tmp_path, f"2026:\n  off: {{{EVERY}: [2026-01-01]}}\n  work: []\n")
    # Monday 02-16 was off, Sunday 01-04 a make-up workday: neither is in the office's own schedule.
    assert calendar.is_workday(days("2026-02-16"))
    assert not calendar.is_workday(days("2026-01-04"))
    assert not calendar.is_workday(days("2026-01-01"))


def test_notice_that_reaches_back_into_december(tmp_path: Path) -> None:
    """As that of 2019 did: 2018-12-30 and 12-31 off, Saturday 2018-12-29 worked."""
    calendar = own(
        tmp_path,
        "2027:\n  off: {元旦: [2026-12-31, 2027-01-01, 2027-01-02]}\n  work: [2026-12-27]\n",
    )
    assert calendar.why_off(days("2026-12-31")) == "元旦"
    assert calendar.is_workday(days("2026-12-27"))  # a Sunday
    assert calendar.why_off(days("2026-10-01")) == "国庆节"  # the rest of 2026 is as it was published


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("2027: {off: {元旦: [2027-13-01]}}", "2027-13-01", id="不存在的日子"),
        pytest.param("2027: {off: {元旦: [2028-01-01]}}", "2028-01-01", id="别的年份"),
        pytest.param("明年: {}", "明年", id="不是年份"),
        pytest.param("0027: {}", "0027", id="太早的年份"),
        pytest.param("2027: {放假: {}}", "放假", id="不认识的项目"),
        pytest.param("2027: {off: {元旦: [2027-01-03]}, work: [2027-01-03]}", "2027-01-03", id="既放假又上班"),
        pytest.param("2027: {work: [2027-01-11]}", "2027-01-11", id="周一本来就上班"),
        pytest.param("- 2027", "名称: 内容", id="不是映射"),
        pytest.param("2027: {off: [", "写法不对", id="不是YAML"),
        pytest.param("2027:\n2027:\n", "2027", id="写了两次"),
    ],
)
def test_faulty_schedule_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with refused("bad_settings") as answer:
        own(tmp_path, text)
    assert told in sentence(Refused("bad_settings", **answer.values))


def test_all_faults_at_once(tmp_path: Path) -> None:
    with refused("bad_settings") as answer:
        own(tmp_path, "2027: {off: {元旦: [2027-13-01, 2028-01-01]}, work: [2027-01-11]}")
    assert answer.values["count"] == 3


@examples(60)
@given(st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=20))
def test_schedule_that_is_read_is_the_one_that_was_written(
    tmp_path_factory: pytest.TempPathFactory, off: set[date]
) -> None:
    off = off | {date(2027, 1, 1)}
    listed = ", ".join(day.isoformat() for day in sorted(off))
    calendar = own(tmp_path_factory.mktemp("own"), f"2027:\n  off: {{{EVERY}: [{listed}]}}\n")
    expected = replace(published(), off=dict.fromkeys(off, EVERY), years=frozenset({2027}))
    assert [d for d in span(date(2027, 1, 1), date(2027, 12, 24)) if calendar.is_workday(d)] == [
        d for d in span(date(2027, 1, 1), date(2027, 12, 24)) if expected.is_workday(d)
    ]
