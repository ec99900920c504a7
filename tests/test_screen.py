"""The screen: aligned by the width of Chinese, nothing that matters cut, one screen in the morning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from xinfang.render import screen, terminal

if TYPE_CHECKING:
    from tests.conftest import Office

DAY = "2026-11-20"


@pytest.mark.parametrize(
    "words", ["today", "overdue", "list", "list --open", "search 宅基地", "show 1", "register call 上月"]
)
@pytest.mark.parametrize("cells", [80, 120])
def test_no_line_is_wider_than_the_screen(demo: Office, words: str, cells: int) -> None:
    demo.monkeypatch.setenv("COLUMNS", str(cells))
    lines = demo.ok(words).out.splitlines()
    assert len(lines) > 3
    assert max(cell_len(line) for line in lines) <= cells


@pytest.mark.parametrize("words", ["today --all", "list --all", "search 宅基地 --all"])
def test_numbers_dates_and_days_are_never_cut(demo: Office, words: str) -> None:
    for line in demo.ok(words).out.splitlines():
        if line.startswith("QX"):
            assert re.match(r"QX\d{4}-\d{4} ", line)
            assert not re.search(r"\d…(\s|$)", line.split("  ")[1])
            assert re.search(r"\b(\d{4}-)?\d\d-\d\d\b", line) or "保密" in line


def test_columns_stand_under_their_headings(demo: Office) -> None:
    lines = demo.ok("overdue").out.splitlines()
    head = next(line for line in lines if line.startswith("编号"))
    row = next(line for line in lines if line.startswith("QX"))
    for heading in ("到期", "剩余", "信访人", "下一步"):
        at = cell_len(head[: head.index(heading)])
        before = 0
        for char in row:
            if before >= at:
                break
            before += cell_len(char)
        assert before == at, heading


def test_where_a_choice_is_longer_than_a_line_each_begins_on_its_own() -> None:
    assert [*screen.choices(["1 一二", "2 三四"], 16)] == ["1 一二　2 三四"]
    told = ["1 一二", "2 三四五六七八九十", "3 十一"]
    assert [*screen.choices(told, 16)] == ["1 一二", "2 三四五六七八九", "十", "3 十一"]


@pytest.mark.parametrize(("lines", "fits"), [(30, True), (60, False)])
def test_the_morning_fits_one_screen(demo: Office, lines: int, *, fits: bool) -> None:
    demo.monkeypatch.setattr(terminal, "height", lambda: lines)
    shown = demo.ok("today").out.splitlines()
    assert (len(shown) <= 30) is fits
    assert len(shown) <= lines


def test_what_is_cut_off_is_counted(demo: Office) -> None:
    demo.monkeypatch.setattr(terminal, "height", lambda: 30)
    short, whole = demo.ok("today").out, demo.ok("today --all").out
    left = int(re.search(r"还有 (\d+) 条", short)[1])  # type: ignore[index]
    assert whole.count("\nQX") - short.count("\nQX") == left


def test_a_long_note_is_told_whole(demo: Office) -> None:
    text = "县测绘队到现场复核，双方及村委会干部在场，" * 8
    case = next(line.split()[0] for line in demo.ok("list --open").out.splitlines() if line.startswith("QX"))
    demo.ok(["note", case, "--text", text])
    shown = demo.ok(["show", case]).out
    assert text in re.sub(r"\s+", "", shown)


@pytest.mark.parametrize("cells", [60, 80])
def test_a_help_page_stays_within_the_screen(demo: Office, cells: int) -> None:
    demo.monkeypatch.setenv("COLUMNS", str(cells))
    options = demo.ok("export --help").out.partition("\n选项\n")[2].splitlines()
    assert max(map(cell_len, options)) <= cells
    assert any(line.startswith(" " * 28) and line.strip() for line in options), "wrapped in its column"


def test_urgency_is_told_in_words(demo: Office) -> None:
    out = demo.ok("overdue").out
    assert re.search(r"逾期\d+天", out)
    assert re.search(r"还有\d+天|今天", out)


def test_every_open_case_is_told_with_its_next_step(demo: Office) -> None:
    still_open = {row["case"] for row in demo.ok("list --open --json").json["rows"]}
    morning = demo.ok("today --json").json
    told = [row for rows in morning.values() if isinstance(rows, list) for row in rows if "next_step" in row]
    assert still_open
    assert still_open <= {row["case"] for row in told}
    assert all(row["next_step"] for row in told)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("还有 3 条，用 xinfang today --all 看全部。", 30, ["还有 3 条，用", "xinfang today --all 看全部。"]),
        ("请先 xinfang reopen XF1 --reason 原因。", 12, ["请先 xinfang", "reopen XF1", "--reason 原", "因。"]),
        ("一二三四五，六", 10, ["一二三四", "五，六"]),
        ("短", 10, ["短"]),
        ("", 10, [""]),
    ],
)
def test_where_a_line_is_broken(text: str, cells: int, lines: list[str]) -> None:
    assert screen.wrap(text, cells) == lines
