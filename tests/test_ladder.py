"""A whole way of one letter, every day of it counted by hand; and worked examples of the shorter terms.

Day 0 is the day of the event; the end rolls off weekends and holidays (民法典 201, 203), but never off a make-up
workday; the safe day is the last working day on or before the unrolled end. The holidays touched, as published:

    2025  劳动节 05-01…05-05 (work Sun 04-27)     国庆、中秋 10-01…10-08 (work Sun 09-28, Sat 10-11)
    2026  元旦 01-01…01-03 (work Sun 01-04)       春节 02-15…02-23 (work Sat 02-14, Sat 02-28)
          劳动节 05-01…05-05 (work Sat 05-09)     中秋 09-25…09-27
"""

from collections.abc import Callable

import pytest

from tests.helpers import Matter, refused
from xinfang.domain.codes import Status
from xinfang.domain.model import Term

COUNTY, CITY = "县人民政府", "市人民政府"


def letter() -> Matter:
    """A letter that the county forwarded to us on Friday 2025-09-26."""
    return Matter("2025-09-26", channel="letter", source="county", source_no="信转〔2025〕18号")


def accepted() -> Matter:
    return letter().do("accept", "2025-10-10")


def extended() -> Matter:
    return accepted().do("extend", "2025-12-09", days=25)


def served() -> Matter:
    return extended().do("reply", "2026-01-04", opinion="decline").do("deliver", "2026-01-16")


def reviewed() -> Matter:
    asked = served().do("review", "2026-02-24", to=COUNTY)
    return asked.do("reply", "2026-03-25", opinion="uphold").do("deliver", "2026-04-01")


def heard() -> Matter:
    asked = reviewed().do("reexamine", "2026-05-06", to=CITY).do("hear", "2026-05-20", until="2026-05-22")
    return asked.do("hear", "2026-06-01", until="2026-06-05")


def final() -> Matter:
    return heard().do("reply", "2026-06-15", opinion="uphold").do("deliver", "2026-06-18")


def refused_again() -> Matter:
    return final().petition("2026-09-10", channel="letter").do("decline", "2026-09-28")


# Term, start, unrolled end, due, safe; who owes it; met. How each was counted:
LADDER = [
    # 09-26 + 4 = 09-30, + 11 = 10-11: a Saturday, but worked: nothing to roll. Accepting tells the petitioner.
    ("inform", "2025-09-26", "2025-10-11", "2025-10-11", "2025-10-11", None, "2025-10-10"),
    # 5 working days: Sun 09-28 (made up), Mon 29, Tue 30, then Thu 10-09, Fri 10-10. Accepting ends it: no objection.
    ("object", "2025-09-26", None, "2025-10-10", "2025-10-10", None, None),
    # 10-10 + 21 = 10-31, + 30 = 11-30 (51), + 9 = 12-09 (60), a Tuesday. 25 more from there: + 22 = 12-31,
    # + 3 = 01-03, Saturday and 元旦; Sunday 01-04 is worked. Safe: Wednesday 12-31.
    ("handle", "2025-10-10", "2026-01-03", "2026-01-04", "2025-12-31", None, "2026-01-04"),
    # 01-16 + 15 = 01-31, + 15 = 02-15, the first day of 春节; back at work Tuesday 02-24. Safe: Sat 02-14, worked.
    ("review_request", "2026-01-16", "2026-02-15", "2026-02-24", "2026-02-14", None, "2026-02-24"),
    # 02-24 + 4 = 02-28, + 26 = 03-26, a Thursday.
    ("review", "2026-02-24", "2026-03-26", "2026-03-26", "2026-03-26", COUNTY, "2026-03-25"),
    # 04-01 + 29 = 04-30, + 1 = 05-01, 劳动节 until Tuesday 05-05; Wednesday 05-06. Safe: Thursday 04-30.
    ("reexamination_request", "2026-04-01", "2026-05-01", "2026-05-06", "2026-04-30", None, "2026-05-06"),
    # 05-06 + 25 = 05-31, + 5 = 06-05 (30). 3 days of hearing (05-20…22) and 5 (06-01…05) do not count: 06-13,
    # a Saturday; Monday 06-15. Safe: Friday 06-12.
    ("reexamination", "2026-05-06", "2026-06-13", "2026-06-15", "2026-06-12", CITY, "2026-06-15"),
    # 09-10 + 15 = 09-25, Friday and 中秋 until Sunday 09-27; Monday 09-28. Safe: Thursday 09-24.
    ("inform", "2026-09-10", "2026-09-25", "2026-09-28", "2026-09-24", None, "2026-09-28"),
]


def told(term: Term) -> tuple[str, str, str | None, str, str, str | None, str | None]:
    return term.term, term.started_on, term.raw_end, term.due_on, term.safe_on, term.owed_by, term.met_on


def test_the_whole_ladder_as_it_was_counted_by_hand() -> None:
    assert [told(t) for t in refused_again().state.terms] == LADDER


@pytest.mark.parametrize(
    ("before", "term", "dates"),
    [
        # 12-09 before the extension; 06-05 before the hearings, 06-08 after the first of them: a Monday.
        pytest.param(accepted, "handle", ("2025-12-09", "2025-12-09", "2025-12-09"), id="条例第34条-延期之前"),
        pytest.param(
            lambda: reviewed().do("reexamine", "2026-05-06"), "reexamination",
            ("2026-06-05", "2026-06-05", "2026-06-05"), id="条例第36条-听证之前",
        ),
        pytest.param(
            lambda: reviewed().do("reexamine", "2026-05-06").do("hear", "2026-05-20", until="2026-05-22"),
            "reexamination", ("2026-06-08", "2026-06-08", "2026-06-08"), id="条例第36条-听证三日不计入",
        ),
    ],
)  # fmt: skip
def test_the_ladder_on_its_way(before: Callable[[], Matter], term: str, dates: tuple[str, str, str]) -> None:
    clock = before().clock(term)
    assert (clock.raw_end, clock.due_on, clock.safe_on) == dates


@pytest.mark.parametrize(
    ("before", "verb", "day", "code"),
    [
        pytest.param(letter, "object", "2025-10-11", "object_too_late", id="条例第23条-第六个工作日不能异议"),
        pytest.param(accepted, "extend", "2025-12-10", "extend_too_late", id="条例第34条-届满后不能延期"),
        pytest.param(extended, "review", "2026-01-04", "unserved_review", id="条例第35条-送达前不能复查"),
        pytest.param(served, "review", "2026-02-25", "appeal_too_late", id="条例第35条-第三十一日不能复查"),
        pytest.param(served, "reexamine", "2026-02-24", "unserved_reexamine", id="条例第36条-没有复查不能复核"),
        pytest.param(reviewed, "review", "2026-04-02", "not_now", id="条例第35条-复查只有一次"),
        pytest.param(reviewed, "reexamine", "2026-05-07", "appeal_too_late", id="条例第36条-第三十一日不能复核"),
        pytest.param(final, "reexamine", "2026-06-19", "final_case", id="条例第36条-终结后不能再复核"),
        pytest.param(final, "reopen", "2026-06-19", "final_case", id="条例第36条-终结后不再受理"),
    ],
)
def test_one_step_too_far(before: Callable[[], Matter], verb: str, day: str, code: str) -> None:
    with refused(code):
        before().do(verb, day)


def test_where_the_ladder_ends() -> None:
    end = final()
    assert (end.case.status, end.case.closed_on, end.running()) == (Status.FINAL, "2026-06-18", [])
    assert (end.case.opinion, end.case.review_opinion, end.case.reexam_opinion) == ("decline", "uphold", "uphold")
    assert (end.case.review_by, end.case.reexam_by) == (COUNTY, CITY)


def test_refusing_the_repeat_leaves_the_end_where_it_was() -> None:
    end = refused_again()
    assert (end.case.status, end.case.closed_on, end.running()) == (Status.FINAL, "2026-06-18", [])
    assert [p.repeat for p in end.state.petitions] == [False, True]


# ------------------------------------------------------------------------------------------------ shorter terms


def sent(day: str) -> Matter:
    return Matter(day, source="county")


@pytest.mark.parametrize(
    ("clock", "dates"),
    [
        # Thu 02-12: Fri 13, Sat 14 (made up), then 春节 until Mon 23; Tue 24, Wed 25, Thu 26.
        pytest.param(
            sent("2026-02-12").clock("object"), (None, "2026-02-26", "2026-02-26"), id="条例第23条-异议遇春节",
        ),
        # Fri 04-25: Sun 27 (made up), Mon 28, Tue 29, Wed 30, then 劳动节 until Mon 05-05; Tue 05-06.
        pytest.param(
            sent("2025-04-25").clock("object"), (None, "2025-05-06", "2025-05-06"), id="条例第23条-异议遇劳动节",
        ),
        # Mon 02-09: Tue 10 … Fri 13 are four, Sat 14 (made up) five; Tue 24 … Fri 27 are nine; Sat 28 (made up) ten.
        pytest.param(
            Matter("2026-02-09").do("accept", "2026-02-09", simple=True).clock("simple"),
            (None, "2026-02-28", "2026-02-28"), id="简易办理-十个工作日遇春节",
        ),
        # Mon 03-03: Tue 4 … Fri 7 are four, Mon 10 … Fri 14 nine, Mon 17 ten.
        pytest.param(
            Matter("2025-03-03").do("accept", "2025-03-03", simple=True).clock("simple"),
            (None, "2025-03-17", "2025-03-17"), id="简易办理-十个工作日",
        ),
        # 01-20 + 11 = 01-31, + 19 = 02-19, in 春节; Tuesday 02-24. Safe: Saturday 02-14, worked.
        pytest.param(
            Matter("2026-01-20").do("mediate", "2026-01-20", agreement="退让40公分").clock("confirmation"),
            ("2026-02-19", "2026-02-24", "2026-02-14"), id="人民调解法第33条-司法确认遇春节",
        ),
        # The promise names a day in the holidays: that day it is.
        pytest.param(
            Matter("2026-01-20").do("mediate", "2026-01-20", agreement="退让40公分", due="2026-02-19")
            .clock("performance"),
            ("2026-02-19", "2026-02-19", "2026-02-14"), id="调解协议-约定的履行日期不顺延",
        ),
        # 09-01 + 29 = 09-30, + 1 = 10-01, off until Wednesday 10-08; Thursday 10-09. Safe: Tuesday 09-30.
        pytest.param(
            Matter("2025-08-25").do("close", "2025-09-01").clock("follow_up"),
            ("2025-10-01", "2025-10-09", "2025-09-30"), id="回访-三十日遇国庆",
        ),
    ],
)  # fmt: skip
def test_shorter_term(clock: Term, dates: tuple[str | None, str, str]) -> None:
    assert (clock.raw_end, clock.due_on, clock.safe_on) == dates


@pytest.mark.parametrize(
    ("received", "last", "after"),
    [
        pytest.param("2026-02-12", "2026-02-26", "2026-02-27", id="条例第23条-春节前转来"),
        pytest.param("2025-04-25", "2025-05-06", "2025-05-07", id="条例第23条-劳动节前转来"),
    ],
)
def test_objection_is_raised_on_the_fifth_working_day_and_not_later(received: str, last: str, after: str) -> None:
    assert sent(received).do("object", last).case.status == Status.RETURNED
    with refused("object_too_late") as answer:
        sent(received).do("object", after)
    assert answer.values["due"] == last
