"""Choices by a part of them or by their pinyin: what an office types in a hurry finds what it means."""

import pytest

from xinfang.commands.pinyin import fitting, initials
from xinfang.office.settings import DEFAULT, read

CATEGORIES = ("宅基地", "土地承包", "土地流转", "低保", "征地补偿", "重大项目", "其他事项", "5G基站")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("宅基地", "宅基地"), ("宅", "宅基地"), ("基地", "宅基地"), ("zjd", "宅基地"), ("ZJD", "宅基地"),
        ("zhaijd", "宅基地"), ("zhaijidi", "宅基地"), ("db", "低保"), ("tdlz", "土地流转"), ("jd", "宅基地"),
        ("zdxm", "重大项目"), ("cdxm", "重大项目"), ("5gjz", "5G基站"), (" 低 ", "低保"),
    ],
)  # fmt: skip
def test_a_part_or_the_pinyin_of_a_choice_finds_it_first(typed: str, meant: str) -> None:
    assert fitting(typed, CATEGORIES)[0] == meant


@pytest.mark.parametrize("typed", ["", "  ", "宅地", "zjx", "zjdd", "张三", "；"])
def test_what_means_none_of_them_finds_none(typed: str) -> None:
    assert fitting(typed, CATEGORIES) == []


def test_the_nearer_one_comes_first_whatever_the_order() -> None:
    assert fitting("其他", ("小区其他", "其他事项", "其他")) == ["其他", "其他事项", "小区其他"]
    assert fitting("td", CATEGORIES)[:2] == ["土地承包", "土地流转"]


def test_initials_are_those_of_the_word_as_it_is_read() -> None:
    assert initials("宅基地") == "zjd"
    assert initials("重复信访") == "cfxf"
    assert initials("柳林镇3组") == "llz3z"


def test_every_category_of_a_new_office_is_found_by_its_own_initials() -> None:
    for category in (names := read(DEFAULT.parent).topics()):
        assert category in fitting(initials(category), names), category
