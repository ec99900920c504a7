"""Every screen: what each command shows is no wider than the screen, aligned, and says in words what colour says.

All commands are walked by the examples of their help pages, so a new one is walked without a line here; beside them
the screens that a clerk sees most, as wide and as narrow as screens are.
"""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.conftest import Office
from tests.notices import INVENTED_2027
from xinfang.commands.frame import ROOM_OF
from xinfang.render import styles
from xinfang.words import help as help_words
from xinfang.words.talk import DEMO_BANNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Walked = dict[int, dict[str, str]]

DAY = "2026-11-20"
CASE, APPEALED, LATE, PAIR = "QX2026-0121", "QX2025-0012", "QX2026-0118", "QX2026-0090"
LOOKED_AT = (
    "", "--help", "today", "today --all", "overdue", "overdue --within 30", f"show {CASE}", f"show {LATE}", "list",
    "list --open", "list --all", "list 2026 --category 宅基地", "search 宅基地", "search 没有这样的事", "stats",
    "stats 上月", "stats --by group", "stats --by unit --all", "stats --by month", "stats 上月 --cell 期末未结",
    "explain 121",
    "explain 今天", "explain 按期办结率", "explain 指标", "register letter 上月", "register visit 上月",
    "register case 上月", "register assigned 本月", "register reception 今年", "register dispute 本月",
    "register paper", "register opened", "register meeting", "reception", "paper", "paper reply", "calendar",
    "calendar 2026", "check", "erase", "restore", "merge --list", "show PC12", "show HY2", "config",
    "import 通知.txt", "show 99999", "accept 121 --date 2027-01-01", "lst", "list --opne", "show",
    "overdue --within 很多", f"close {LATE}", f"reply {PAIR} --opinion explain --text 已按规定答复 --date 昨天",
    f"note {LATE} --text 已催办一次",
    "log-visit --name 张三 --subject 路灯不亮 --due 昨天",
    "log-visit --name 张三 --subject 路灯不亮 --group 石桥村二组",
    "calendar import 通知.txt --dry-run", "list --category 没有这一类",
)  # fmt: skip
LATE_ONES = 4
TAKES_LONG = re.compile("demo|report (quarter|year)")
SIGNS = re.compile(r"\x1b\[([0-9;]*)m")
UNDERLINED = re.compile(r"\x1b\[4m(.*?)\x1b\[0m")
LATE_WORDS = re.compile("逾期|超|已过|过了|漏|没有记")


CELLS = (40, 80, 120)


def at_a_terminal(home: Path, patch: pytest.MonkeyPatch) -> Office:
    """The sample office with a notice beside it, looked at on a terminal that has styles."""
    patch.setenv("TERM", "xterm")
    patch.setenv("COLUMNS", "80")
    patch.chdir(home.parent)
    (home.parent / "通知.txt").write_text(INVENTED_2027, "utf-8")
    office = Office(home, patch)
    office.today, office.terminal = DAY, True
    return office


@pytest.fixture
def desk(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return at_a_terminal(shutil.copytree(sample, tmp_path / "信访"), monkeypatch)


@pytest.fixture(scope="module")
def walked(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """What all of it showed, by the width of the screen and by what was typed; the examples at 80 cells only."""
    with pytest.MonkeyPatch.context() as patch:
        office = at_a_terminal(shutil.copytree(sample, tmp_path_factory.mktemp("walked") / "信访"), patch)
        shown = {}
        for cells in CELLS:
            patch.setenv("COLUMNS", str(cells))
            shown[cells] = {words: office.run(words).screen for words in LOOKED_AT}
        patch.setenv("COLUMNS", "80")
        shown[80] |= {shlex.join(words): office.run(words).screen for words in examples()}
    return shown


def plain(text: str) -> str:
    return SIGNS.sub("", text)


def examples() -> Iterator[list[str]]:
    """Yield the help pages and their examples, but for those that make a whole office or a year's papers."""
    for name, (_, *typed) in help_words.COMMAND.items():
        yield [name, "--help"]
        yield from (shlex.split(line.replace("\\", "/"))[1:] for line in typed if not TAKES_LONG.search(line))


@pytest.mark.parametrize("cells", CELLS)
def test_no_line_is_wider_than_the_screen(walked: Walked, cells: int) -> None:
    wide = {(words, line) for words, screen in walked[cells].items() for line in plain(screen).split("\n")
            if cell_len(line) > cells}  # fmt: skip
    assert not wide
    assert len(walked[cells]) >= len(LOOKED_AT) > 50


def test_every_command_was_walked(walked: Walked) -> None:
    assert not [name for name in ROOM_OF if not walked[80][f"{name} --help"]]
    assert len(walked[80]) > 3 * len(ROOM_OF)


def tables(screen: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the headings of each table and its rows, without their styles."""
    lines = screen.split("\n")
    for place, line in enumerate(lines):
        if UNDERLINED.fullmatch(line):
            rest = [*map(plain, lines[place + 1 :]), ""]
            yield plain(line), rest[: rest.index("")]


def blank(line: str, first: int, last: int) -> bool:
    """Return whether the cells of a line from the first to before the last one are blank."""
    at = 0
    for char in line:
        if first <= at < last and char not in " 　":
            return False
        at += cell_len(char)
    return True


@pytest.mark.parametrize("cells", [80, 120])
def test_columns_stand_under_their_headings(walked: Walked, cells: int) -> None:
    """Before each heading, or behind it where the column stands at its right edge, every row has a gap."""
    found = [table for screen in walked[cells].values() for table in tables(screen)]
    assert len(found) > 40
    for head, rows in found:
        assert rows, head
        for heading in re.finditer(r"\S+(?: \S+)*", head):
            start = cell_len(head[: heading.start()])
            end = start + cell_len(heading[0])
            left = all(blank(row, start - 2, start) for row in rows)
            right = all(blank(row, end, end + 2) for row in rows)
            assert left or right, (heading[0], "\n".join([head, *rows]))


@pytest.mark.parametrize("cells", CELLS)
def test_numbers_dates_and_days_are_whole(walked: Walked, cells: int) -> None:
    cut = re.escape(styles.CUT)
    half = re.compile(rf"(QX|PC|HY)[\d-]*{cut}|\d\d-\d?{cut}|(逾期|还有)\d*{cut}")
    for words, screen in walked[cells].items():
        assert not half.search(plain(screen)), words
    late = [row for row in plain(walked[cells]["today --all"]).split("\n\n") if row.startswith("已逾期")]
    assert len(re.findall(r"QX\d{4}-\d{4}\b", late[0])) == len(re.findall(r"逾期\d+天", late[0])) > 2


@pytest.mark.parametrize("cells", CELLS)
def test_what_is_coloured_says_the_same_in_words(walked: Walked, cells: int) -> None:
    screens = walked[cells].values()
    coloured = {text for screen in screens for text in re.findall(r"\x1b\[1;31m(.*?)\x1b\[0m", screen)}
    assert {sign for screen in screens for sign in SIGNS.findall(screen)} <= {*styles.SCREEN.values(), "0"}
    assert coloured or cells < 80  # blocks have no cells to be coloured
    assert not [text for text in coloured if not LATE_WORDS.search(text)]


def test_headings_stand_out_in_answers_as_in_reports(walked: Walked) -> None:
    for words, head in (("explain 121", "【告知】"), ("calendar", "已知放假安排："), ("stats 上月", "信访件（件次")):
        line = next(line for line in walked[80][words].split("\n") if head in line)
        assert line.startswith("\x1b[1"), line


def test_all_that_is_said_is_in_gbk(walked: Walked) -> None:
    """The sample office has only names that GBK has; so all that is shown must be in it."""
    for screens in walked.values():
        for words, screen in screens.items():
            assert plain(screen).encode("gbk", "replace").decode("gbk") == plain(screen), words


def test_a_pipe_gets_a_list_as_a_screen_does_and_sentences_on_one_line(demo: Office) -> None:
    demo.monkeypatch.delenv("COLUMNS")
    assert "还有 " in demo.ok("list").out
    assert len(demo.ok("list").out.splitlines()) < 40 < len(demo.ok("list --all").out.splitlines())
    assert "\n" not in demo.refused("show 99999").removeprefix(DEMO_BANNER + "\n")


def test_no_style_where_none_is_wanted(desk: Office) -> None:
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with desk.monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert not [words for words in LOOKED_AT[:9] if "\x1b" in desk.run(words).screen]


LONG = 60


def test_a_long_story_shows_its_end_and_how_much_came_before(desk: Office) -> None:
    for n in range(LONG):
        desk.ok(["note", LATE, "--text", f"第{n}次电话催办"])
    screen = plain(desk.ok(f"show {LATE}").out)
    count = len(desk.ok(f"show {LATE} --json").json["history"])
    assert f"经过还有 {count - 30} 条，加 --all 看全部。" in screen
    assert f"第{LONG - 1}次" in screen
    assert "第0次" not in screen
    assert len(screen.splitlines()) < 80
    whole = plain(desk.ok(f"show {LATE} --all").out)
    assert "第0次" in whole
    assert "还有 " not in whole.split("经过\n")[1]


def test_long_tables_are_shortened_and_keep_their_sums(desk: Office) -> None:
    for n in range(40):
        case = desk.ok(["log-call", "--anonymous", "--subject", f"第{n}处路灯不亮", "--json"]).json["case"]
        desk.ok(["forward", case, "--to", f"第{n}单位"])
    short, whole = (plain(desk.ok(f"stats --by unit{flag}").out) for flag in ("", " --all"))
    assert re.search(r"还有 \d+ 条，加 --all 看全部。", short)
    assert len(short.splitlines()) < len(whole.splitlines())
    for screen in (short, whole):
        assert screen.count("\n合计") == whole.count("\n合计") > 0


@pytest.mark.parametrize("lines", [24, 30, 40])
def test_the_morning_fits_the_windows_that_consoles_open_with(desk: Office, lines: int) -> None:
    desk.monkeypatch.setattr("xinfang.render.terminal.height", lambda: lines)
    screen = plain(desk.ok("today").screen)
    assert len(screen.splitlines()) < lines
    assert screen.count("逾期") == LATE_ONES + 1, "what is overdue is whole before anything else"
    assert "xinfangtoday--all" in re.sub(r"\s", "", screen)
