"""Long lists on a screen: what is shown first, what is counted, and that nothing is lost or told twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from xinfang.domain.codes import Refused
from xinfang.tables.morning import HEAD, fitted
from xinfang.tables.onscreen import STORY, shortened
from xinfang.tables.report import TOTAL, Column, Report, Table
from xinfang.words import talk
from xinfang.words.refusals import MOST_LISTED, sentence

COUNTS = st.lists(st.integers(0, 40), max_size=9)
NO_LIMIT = 10_000


def table(count: int, name: str = "list", title: str = "清单", *, total: bool = False) -> Table:
    rows = [{"n": n} for n in range(count)] + [{"n": "合计", TOTAL: True}] * total
    return Table(name, title, (Column("n", "编号", 8),), rows, len(rows))


def rows_of(one: Table) -> list[object]:
    return [row["n"] for row in one.rows]


@examples(200)
@given(counts=COUNTS, lines=st.integers(0, 120))
def test_the_morning_never_needs_more_lines_than_there_are(counts: list[int], lines: int) -> None:
    shown = fitted([table(count) for count in counts], lines)
    used = [HEAD + len(rows_of(one)) for one in shown if one.rows]
    assert sum(used) <= max(lines, 0)
    for one, count in zip(shown, counts, strict=True):
        assert rows_of(one) == list(range(len(rows_of(one))))
        assert one.count == count


@examples(100)
@given(counts=COUNTS)
def test_a_high_screen_shows_every_list_whole(counts: list[int]) -> None:
    assert [len(rows_of(one)) for one in fitted([table(count) for count in counts], NO_LIMIT)] == counts


@examples(200)
@given(first=st.integers(1, 40), others=COUNTS, lines=st.integers(HEAD + 1, 60))
def test_what_is_overdue_comes_first(first: int, others: list[int], lines: int) -> None:
    """It has a few rows or half of the screen before any other list has one, and no room is left while it has more."""
    shown = [len(rows_of(one)) for one in fitted([table(n) for n in (first, *others)], lines)]
    assert shown[0] >= min(first, max(3, (lines - HEAD) // 2), lines - HEAD)
    used = [HEAD + count for count in shown if count]
    assert shown[0] == first or sum(used) == lines


@examples(200)
@given(count=st.integers(0, 90), most=st.integers(1, 40))
def test_a_list_is_cut_and_counted(count: int, most: int) -> None:
    short = shortened(Report("单", "", "", (table(count, total=True),), ("说明",)), most)
    rows = rows_of(short.tables[0])
    assert rows == [*range(min(count, most)), "合计"]
    told = [talk.MORE_ALL.format(title="清单", count=count - most)] * (count > most)
    assert short.notes == (*told, "说明")


def test_a_story_keeps_its_end() -> None:
    short = shortened(Report("单", "", "", (table(90, STORY, "经过"),)), 30)
    assert rows_of(short.tables[0]) == list(range(60, 90))
    assert short.notes == ("经过还有 60 条，加 --all 看全部。",)


def test_without_a_limit_nothing_is_cut() -> None:
    whole = Report("单", "", "", (table(500, total=True), table(500, STORY)), ("说明",))
    assert shortened(whole, -1) == whole
    assert talk.first([str(n) for n in range(500)], -1) == [str(n) for n in range(500)]


def test_lines_and_names_of_many_are_counted() -> None:
    assert talk.first(["一", "二", "三"], 2) == ["一", "二", "还有 1 条，加 --all 看全部。"]
    assert talk.first(["一", "二"], 2) == ["一", "二"]
    assert talk.some(["甲", "乙", "丙"], 2) == "甲、乙 等 3 个"
    assert talk.some(["甲", "乙"], 2) == "甲、乙"


def test_a_refusal_that_lists_hundreds_lists_the_first() -> None:
    many = [f"第{n}单位" for n in range(500)]
    told = sentence(Refused("bad_choice", field="unit", text="无", choices=many))
    assert told.count("单位") <= MOST_LISTED + 1
    assert "第49单位 等 500 个" in told
