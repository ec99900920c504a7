"""Finding words of any length in any script, and what may be the same matter."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import Shelf, examples
from xinfang.domain.model import State
from xinfang.ledger import find
from xinfang.ledger.grams import fold, grams
from xinfang.ledger.searching import SEARCHED

# Characters that do not melt into their neighbours: common, rare (extensions A, B, G), private (GB 18030), full-width,
# compatibility forms, and what SQL, FTS5 and terminals take for their own.
RARE = "䶮㛃𠮷𫍽𬎆𰻝\ue000\U000f0000\U0010fffd"
SPECIAL = "\"'%_*^-+:;()[]{}\\/.,&|!?#@$<>=~`"
LETTERS = st.one_of(
    st.sampled_from("村道占地补偿低保宅基地一二三四五六组陈大山李小河"),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.sampled_from("abzABZ019" + SPECIAL + RARE + "ＡＢａｂ０１（）" + "㈱㎡Ⅳ①" + "豈更﨎" + "ßÉñΣσςЖ"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=12)
VALUES = st.lists(TEXTS, min_size=1, max_size=3).map(" ".join)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


def values(state: State) -> list[str]:
    rows = [(row, name) for table, names in SEARCHED.items() for row in getattr(state, table) for name in names]
    return [str(value) for row, name in rows if (value := getattr(row, name))]


def holding(states: list[State], words: str) -> set[str]:
    """Which of these cases hold every word, told by looking through all their values."""
    terms = [plain(word) for word in words.split()]
    return {s.case.no for s in states if all(any(term in plain(v) for v in values(s)) for term in terms)}


@examples(40)
@given(
    st.lists(st.fixed_dictionaries({"subject": VALUES, "detail": VALUES, "address": VALUES}), min_size=1, max_size=3),
    st.data(),
)
def test_every_piece_of_every_case_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, told: list[dict[str, Any]], data: st.DataObject
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("search"))
    cases = [shelf.register("2026-03-05", **said) for said in told]
    with shelf.open() as book:
        states = [book.state(no) for no in cases]
        for _ in range(12):
            text = data.draw(st.sampled_from([v for s in states for v in values(s)]).flatmap(pieces_of))
            count, rows = find.search(book, text, -1)
            assert {row["case"] for row in rows} == holding(states, text)
            assert count == len(rows)
            assert rows
        strange = data.draw(TEXTS)
        assert {row["case"] for row in find.search(book, strange, -1)[1]} == holding(states, strange)


def pieces_of(value: str) -> st.SearchStrategy[str]:
    """Any piece of one word of a value."""
    words = st.sampled_from(value.split())
    return words.flatmap(
        lambda w: st.tuples(st.integers(0, len(w) - 1), st.integers(1, len(w))).map(lambda p: w[p[0] : p[0] + p[1]])
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.register(
        "2026-03-05", subject="村道占地补偿", detail="李家湾 三组的宅基地\n被占了 2.5 亩", address="长沙县Ａ镇",
        names=("陈大山",), phone="13812345678", id_number="430121196503051234",
    )  # fmt: skip
    shelf.register("2026-03-06", subject="低保被取消", names=("𠮷田䶮",), detail="村里说没有名额")
    return shelf


def found(shelf: Shelf, words: str) -> list[str]:
    with shelf.open() as book:
        return [row["case"] for row in find.search(book, words, -1)[1]]


@pytest.mark.parametrize(
    ("words", "cases"),
    [
        pytest.param("占地", [1], id="两个字的词"),
        pytest.param("宅", [1], id="一个字"),
        pytest.param("偿", [1], id="一行的最后一个字"),
        pytest.param("村", [2, 1], id="新的在前"),
        pytest.param("村 补偿", [1], id="两个词都要有"),
        pytest.param("村 补偿 低保", [], id="有一个词没有"),
        pytest.param("占地补偿款", [], id="多一个字"),
        pytest.param("陈大山", [1], id="姓名"),
        pytest.param("大山", [1], id="名"),
        pytest.param("5678", [1], id="电话尾号"),
        pytest.param("051234", [1], id="身份证尾号"),
        pytest.param("𠮷", [2], id="生僻字"),
        pytest.param("田䶮", [2], id="生僻名"),
        pytest.param("a镇", [1], id="全角半角大小写"),
        pytest.param("李家湾三组", [1], id="原文里有空格"),
        pytest.param("宅基地被占", [], id="不跨行"),
        pytest.param("2.5", [1], id="小数"),
        pytest.param("XF2026-0002", [2], id="编号"),
        pytest.param("xf2026", [2, 1], id="编号开头"),
        pytest.param("%", [], id="百分号不是通配"),
        pytest.param("村*", [], id="星号不是通配"),
        pytest.param('" OR "', [], id="引号"),
        pytest.param("补偿 NOT 低保", [], id="不是查询语言"),
        pytest.param("", [], id="什么都没写"),
        pytest.param(" 　 ", [], id="只有空格"),
        pytest.param("村　道占", [1], id="全角空格分开两个词"),
    ],
)
def test_search(shelf: Shelf, words: str, cases: list[int]) -> None:
    assert found(shelf, words) == [f"XF2026-{n:04d}" for n in cases]


def test_search_counts_all_and_shows_as_many_as_are_wanted(shelf: Shelf) -> None:
    with shelf.open() as book:
        count, rows = find.search(book, "村", 1)
    assert (count, [row["case"] for row in rows]) == (2, ["XF2026-0002"])


def test_what_was_corrected_or_undone_is_found_as_it_is_now(shelf: Shelf) -> None:
    shelf.correct("XF2026-0001", subject="水渠被堵")
    assert (found(shelf, "占地补偿"), found(shelf, "水渠")) == ([], ["XF2026-0001"])
    shelf.undo("XF2026-0001")
    assert (found(shelf, "占地补偿"), found(shelf, "水渠")) == (["XF2026-0001"], [])


def test_what_is_written_later_is_found(shelf: Shelf) -> None:
    shelf.do("note", "XF2026-0002", "2026-03-07", text="已转民政办核查")
    shelf.do("forward", "XF2026-0002", "2026-03-08", to="县民政局")
    assert (found(shelf, "核查"), found(shelf, "县民政局")) == (["XF2026-0002"], ["XF2026-0002"])


@pytest.mark.parametrize("words", ["低保" * 2500, " ".join("村道占地补偿" * 400)], ids=["五千字", "两千四百个词"])
def test_a_whole_page_pasted_into_the_search(shelf: Shelf, words: str) -> None:
    assert found(shelf, words) == ([] if "低保" in words else ["XF2026-0001"])


@examples(200)
@given(st.text(LETTERS, max_size=20))
def test_fold_is_the_same_twice_and_grams_are_plain(text: str) -> None:
    assert fold(text) == plain(text)
    assert all(token.isascii() and token.isalnum() for token in grams(fold(text)).split())


# ------------------------------------------------------------------------------------------- the same matter again?


@pytest.mark.parametrize(
    ("names", "phone", "id_number", "subject", "cases"),
    [
        pytest.param((), "13812345678", None, "别的事", [1], id="同一电话"),
        pytest.param((), None, "430121196503051234", "别的事", [1], id="同一身份证"),
        pytest.param(("陈大山",), None, None, "占地补偿没到位", [1], id="同名且事由相近"),
        pytest.param(("陈大山",), None, None, "孩子上学", [], id="同名而事由不同"),
        pytest.param(("陈小山",), None, None, "村道占地补偿", [], id="事由相同而人不同"),
        pytest.param((), None, None, "村道占地补偿", [], id="匿名"),
        pytest.param(("",), None, None, "村道占地补偿", [], id="没有姓名"),
        pytest.param(("王五", "陈大山"), None, None, "村道占地补偿", [1], id="几个人中的一个"),
        pytest.param(("陈大山",), "13812345678", "430121196503051234", "村道占地补偿", [1], id="都相同只列一次"),
    ],
)
def test_likely_same(
    shelf: Shelf, names: tuple[str, ...], phone: str | None, id_number: str | None, subject: str, cases: list[int]
) -> None:
    with shelf.open() as book:
        same = find.likely_same(book, names, phone, id_number, subject)
    assert same == [f"XF2026-{n:04d}" for n in cases]


def test_likely_same_names_the_newest_first_and_never_a_void_one(shelf: Shelf) -> None:
    later = shelf.register("2026-03-07", subject="路灯坏了", phone="13812345678")
    with shelf.open() as book:
        assert find.likely_same(book, (), "13812345678", None, "别的事") == [later, "XF2026-0001"]
    shelf.void(later)
    with shelf.open() as book:
        assert find.likely_same(book, (), "13812345678", None, "别的事") == ["XF2026-0001"]


def test_likely_same_looks_at_the_petitions_that_stand(shelf: Shelf) -> None:
    """A phone that was entered by mistake, in a petition that is void now, is nobody's phone."""
    shelf.register("2026-03-08", "XF2026-0002", phone="13900000000")
    shelf.void("XF2026-0002", 2)
    with shelf.open() as book:
        assert find.likely_same(book, (), "13900000000", None, "别的事") == []


PEOPLE = st.fixed_dictionaries(
    {
        "names": st.sampled_from([(), ("陈大山",), ("李小河", "陈大山")]),
        "phone": st.sampled_from([None, "13812345678", "13900000000"]),
        "id_number": st.sampled_from([None, "430121196503051234"]),
        "subject": st.sampled_from(["村道占地补偿", "占地补偿没到位", "孩子上学", "低保"]),
    }
)


@examples(30)
@given(st.lists(st.tuples(PEOPLE, st.booleans()), min_size=1, max_size=5), PEOPLE)
def test_likely_same_is_what_looking_through_all_cases_says(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[dict[str, Any], bool]], asked: dict[str, Any]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("same"))
    expected: list[str] = []
    for said, gone in told:
        no = shelf.register("2026-03-05", **said)
        if gone:
            shelf.void(no)
        elif is_same(said, asked):
            expected.insert(0, no)
    with shelf.open() as book:
        assert find.likely_same(book, **asked) == expected


def is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if any(one[name] is not None and one[name] == other[name] for name in ("phone", "id_number")):
        return True
    related = {"村道占地补偿", "占地补偿没到位"}
    alike = one["subject"] == other["subject"] or {one["subject"], other["subject"]} == related
    return alike and bool(set(one["names"]) & set(other["names"]))
