"""What goes wrong in an office: typed wrongly, damaged, locked, full. A clear sentence, and nothing half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from xinfang.commands import app
from xinfang.commands.frame import ROOM_OF
from xinfang.ledger import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Office

LOG = "log-visit --name 张三 --phone 13800138000 --subject 宅基地与邻居争界"
OPENING = "list --with-confidential --reason 核对"
READING = (
    "today", "overdue", "show 1", "list", "register visit", "search 宅基", "explain XF2026-0001", "export 登记簿.csv",
    "check",
)  # fmt: skip
WRITING = ("accept 1", "note 1 --text 已到现场", "correct 1 --phone 13900139000", "undo 1", "void 1 --reason 错", LOG)
INTERNAL = "程序出错了"  # the program's own failure: no input may lead there


@pytest.fixture
def ledger(office: Office) -> Office:
    """An office with one case."""
    office.ok(LOG)
    return office


# ---- what is typed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("show 9", "没有编号为“9”的信访事项，这一年登记到 XF2026-0001；是不是 XF2026-0001？"),
        ("accept XF2026-0099", "没有编号为“XF2026-0099”的信访事项，这一年登记到 XF2026-0001；用 xinfang search 查找，"),
        ("lst", "没有“lst”这个命令；是不是 list（按条件列出）？"),
        ("xyzzy", "没有“xyzzy”这个命令；用 xinfang --help 看有哪些命令。"),
        ("log-visit --subjekt 路灯", "没有“--subjekt”这个选项；是不是 --subject？"),
        ("--zzzz", "没有“--zzzz”这个选项；用 xinfang --help 看有哪些选项。"),
        ("check --zzzz", "没有“--zzzz”这个选项；用 xinfang check --help 看有哪些选项。"),
        ("list --month", "选项 --month 后面要写月份；用 xinfang list --help 看写法。"),
        ("show", "还缺少编号；例如 xinfang show 12。"),
        ("show 1 2", "命令后面多出了内容；内容里有空格时请用英文引号括起来，"),
        ("list --status 睡着", "状态没有“睡着”这一项；可选：registered（已登记）、"),
        ("reply 1 --opinion 同意 --text 好", "处理意见没有“同意”这一项；可选：support（支持）、"),
        ("register 来", "没有“来”这本登记簿；是不是 letter（来信登记簿）、visit（来访登记簿）、call（来电登记簿）？"),
        ("list 昨夜", "看不懂时段“昨夜”；请写成 2026-03、2026Q1、2026、本月 或 上月 这样的形式。"),
        ("list 本月 --month 3", "时段 和 --month 只能用一个；请去掉其中一个。"),
        ("list --from 3.5 --to 3.1", "时段的起日 2026-03-05 在止日 2026-03-01 之后；请把 --from 和 --to 对调。"),
        ("explain 某天", "“某天”不是事项编号、日期或指标；例如 xinfang explain XF2026-0001 或 "),
        ("export 登记簿.doc", "不会写“.doc”文件；文件名请用 .xlsx、.csv、.json、.html 或 .db 结尾。"),
        (f"{LOG} --anonymous", "--anonymous 和 --name 只能用一个；请去掉其中一个。"),
        (f"{LOG} --case 1 --new-case", "--case 和 --new-case 只能用一个；请去掉其中一个。"),
        (f"{LOG} --people 几个", "人数“几个”不是整数；请填数字，例如 3。"),
        ("log-visit --name 张三 --subject 路灯 --phone 不知道", "这不像电话号码；请填手机号或带区号的座机号，"),
        (f"{LOG} --attach 没有.pdf", "找不到文件“没有.pdf”；请核对文件名和所在文件夹。"),
        (f"{LOG} --attach .", "“.”不是文件；请给出一个文件。"),
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_what_cannot_be_understood(ledger: Office, words: str, told: str) -> None:
    written = ledger.entries()
    assert ledger.refused(words).startswith(told)
    assert ledger.entries() == written


@pytest.mark.parametrize(("typed", "near"), [("--subjet", "--subject"), ("--nane", "--name"), ("--pone", "--phone")])
def test_the_nearest_option_is_named_first(ledger: Office, typed: str, near: str) -> None:
    assert ledger.refused(f"log-visit {typed} 路灯").startswith(f"没有“{typed}”这个选项；是不是 {near}")


@pytest.mark.parametrize("words", ["list --json=1", "show 1 --unmask=yes"])
def test_a_value_where_none_belongs(ledger: Office, words: str) -> None:
    assert "后面要写内容" not in ledger.refused(words)


def test_a_day_is_explained_without_an_office(office: Office) -> None:
    office.monkeypatch.delenv("XINFANG_HOME")
    assert office.ok("explain 2026-03-05").out.startswith("2026-03-05 星期四，是工作日。")


def test_a_new_schedule_makes_no_office(office: Office) -> None:
    office.run("calendar --refresh")
    assert not office.home.exists()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("低保户", "低保"), ("工资拖欠", "拖欠工资"), ("宅基的", "宅基地"), ("养猪污染", "养殖污染")],
)
def test_an_unknown_category_is_answered_with_the_nearest(ledger: Office, typed: str, near: str) -> None:
    told = ledger.refused(f"{LOG} --category {typed}")
    assert told.startswith(f"内容分类里没有“{typed}”；是不是 ")
    assert near in told


def test_a_category_like_no_other_is_answered_with_the_main_topics(ledger: Office) -> None:
    told = ledger.refused(f"{LOG} --category xyz")
    assert told.startswith("内容分类里没有“xyz”；大类有：农村农业、自然资源、城乡建设、")


def test_a_tail_that_fits_several_cases_names_them(office: Office) -> None:
    for day in ("2024-03-05", "2025-03-05"):
        office.ok(f"{LOG} --date {day} --new-case")
    assert office.refused("show 1") == "“1”对得上好几件：XF2024-0001、XF2025-0001；请多写几位。"
    assert office.ok("show 25-0001").out.startswith("XF2025-0001")


@pytest.mark.parametrize(
    "typed", ["1", "0001", "26-0001", "XF2026-0001", "xf2026-0001", "XF2026-0001-1", "2026-1", "１"]
)
def test_a_case_is_found_by_its_number_its_tail_or_a_petition_of_it(ledger: Office, typed: str) -> None:
    assert ledger.ok(["show", typed, "--json"]).json["case"] == "XF2026-0001"


def test_a_bare_serial_means_this_year(office: Office) -> None:
    for day in ("2025-12-01", "2026-01-05"):
        office.ok(f"{LOG} --date {day} --new-case")
    assert office.ok("show 1 --json").json["case"] == "XF2026-0001"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-04", "2026-03-04"), ("20260304", "2026-03-04"), ("2026.3.4", "2026-03-04"),
        ("2026/3/4", "2026-03-04"), ("2026年3月4日", "2026-03-04"), ("26-3-4", "2026-03-04"), ("3.4", "2026-03-04"),
        ("3-4", "2026-03-04"), ("03-04", "2026-03-04"), ("3月4日", "2026-03-04"), ("3月4号", "2026-03-04"),
        ("4日", "2026-03-04"), ("今天", "2026-03-05"), ("昨天", "2026-03-04"), ("前天", "2026-03-03"),
        ("大前天", "2026-03-02"), ("3天前", "2026-03-02"), ("两周前", None), ("1周前", "2026-02-26"),
        ("上周五", "2026-02-27"), ("周一", "2026-03-02"), ("上周日", "2026-03-01"), ("星期五", "2026-02-27"),
        ("12月31日", "2025-12-31"), ("去年12月31日", "2025-12-31"), ("上月5日", "2026-02-05"),
        ("３月４日", "2026-03-04"), (" 3 月 4 日 ", "2026-03-04"),
    ],
)  # fmt: skip
def test_typed_days(office: Office, typed: str, day: str | None) -> None:
    """2026-03-05 is a Thursday; a day without a year is the latest one that is not to come."""
    words = [*LOG.split(), "--json", "--date", typed]
    if day is None:
        assert office.refused(words).startswith(f"看不懂日期“{typed}”")
    else:
        assert office.ok(words).json["received_on"] == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3.20", "2026-03-20"),
        ("下周一", "2026-03-09"),
        ("10天后", "2026-03-15"),
        ("明年2月1日", "2027-02-01"),
        ("20日", "2026-03-20"),
    ],
)
def test_typed_days_to_come(ledger: Office, typed: str, day: str) -> None:
    terms = ledger.ok(f"assign 1 --to 国土所 --due {typed} --json").json["terms"]
    assert [term["due_on"] for term in terms if term["term"] == "assigned"] == [day]


@pytest.mark.parametrize("typed", ["2026-02-29", "2026-13-01", "2月30日", "20260431", "0000-01-01", "9999-12-31"])
def test_a_day_that_does_not_exist(office: Office, typed: str) -> None:
    assert office.refused(f"{LOG} --date {typed}") == f"没有“{typed}”这一天；请核对后重新输入。"


@pytest.mark.parametrize("typed", ["五号", "yesterday", "3", "2026", "12/31/2025/1", "２０２６", "-1"])
def test_a_day_that_is_no_day(office: Office, typed: str) -> None:
    told = "看不懂日期“{}”；请写成 2026-03-05、3月5日、昨天 或 上周五 这样的形式。"
    assert office.refused([*LOG.split(), "--date", typed]) == told.format(typed)


def test_a_day_to_come_is_no_day_of_receipt(office: Office) -> None:
    assert office.refused(f"{LOG} --date 明天") == "收到日期 2026-03-06 还没有到；请核对 --date。"


def test_a_wrong_today_is_told(ledger: Office) -> None:
    assert ledger.refused("list 本月", today="2026-3-5").startswith("看不懂日期“2026-3-5”")


# ---- what is written


def test_ten_megabytes_are_refused_with_what_to_do(ledger: Office) -> None:
    told = ledger.refused(f"{LOG} --detail -", stdin="字" * 3_500_000)
    assert told == "详细情况有 3500000 个字，最多 30000 个字；请写摘要，并把原文存成文件用 --attach 附上。"
    assert ledger.entries() == 1


def test_a_long_text_within_the_limit_is_kept_whole(office: Office) -> None:
    text = "长" * 30_000
    office.ok(f"{LOG} --detail -", stdin=text + "\n")
    assert office.ok("show 1 --json").json["petitions"][0]["detail"] == text


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe"], ids=ascii)
def test_control_characters_are_refused_with_their_place(ledger: Office, sign: str) -> None:
    told = ledger.refused(["note", "1", "--text", f"一二{sign}三"])
    assert told.startswith("内容里第 3 个字是无法保存的控制字符；")
    assert ledger.entries() == 1


def test_line_breaks_are_kept_where_a_field_has_lines_and_become_blanks_elsewhere(office: Office) -> None:
    office.ok(["log-letter", "--name", "李四", "--subject", "第一行\r\n第二行", "--detail", "第一行\r\n第二行"])
    [petition] = office.ok("show 1 --json").json["petitions"]
    assert (petition["subject"], petition["detail"]) == ("第一行 第二行", "第一行\n第二行")


@pytest.mark.parametrize(
    "text",
    ["[/x]", "[bold]粗[/bold]", ":smile:", "{0}", "%s", "<b>&amp;", "=1+1", "𠮷𬭳㐂", "'; DROP TABLE cases; --"],
)
@pytest.mark.parametrize("words", ["list", "show 1", "register visit", "search 张三", "today", "overdue --within 30"])
def test_words_are_shown_as_they_were_typed(office: Office, text: str, words: str) -> None:
    office.ok(["log-visit", "--name", "张三", "--subject", text])
    office.monkeypatch.setenv("COLUMNS", "120")
    assert text in office.ok(words, today="2026-03-18").out


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff"], ids=ascii)
def test_what_hides_is_shown(office: Office, sign: str) -> None:
    office.ok(["log-visit", "--name", "张三", "--subject", f"修{sign}路"])
    told = office.ok("list").out
    assert sign not in told
    assert f"修‹U+{ord(sign):04X}›路" in told


def test_escape_sequences_in_a_wrong_word_do_not_reach_the_screen(ledger: Office) -> None:
    for words in (
        ["show", "\x1b[31m红"],
        ["\x1b]0;t\x07"],
        ["list", "\x1b[2J"],
        ["register", "\x1b[2J"],
        ["--\x1b[2J"],
    ):
        told = ledger.refused(words)
        assert "\x1b" not in told
        assert "\x07" not in told


@pytest.mark.parametrize("words", ["list", "show 1", "register visit", "search 𬭳", "--help", "show 9"])
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_of_few_characters_shows_what_it_can(office: Office, words: str, encoding: str) -> None:
    office.ok("log-visit --name 𠮷𬭳㐂 --subject 路灯×√")
    told = office.process(words, encoding="latin-1", PYTHONIOENCODING=encoding)
    assert told.code == (1 if words == "show 9" else 0)
    assert "Traceback" not in told.err
    assert words in ("--help", "show 9") or "XF2026-0001" in told.out


def test_rare_characters_are_found_and_shown(office: Office) -> None:
    office.ok("log-visit --name 𠮷𬭳㐂 --subject 路灯不亮")
    for word in ("𠮷", "𬭳", "㐂", "𬭳㐂", "𠮷𬭳㐂"):
        assert "𠮷𬭳㐂" in office.process(["search", word]).out


NOT_UTF8 = os.fsdecode(b"\xff\xfe")  # bytes of another encoding in the command line


@pytest.mark.parametrize(
    "words",
    [
        ["show", NOT_UTF8],
        ["explain", NOT_UTF8],
        ["accept", NOT_UTF8],
        ["void", NOT_UTF8, "--reason", "登错"],
        ["log-visit", "--name", "张三", "--subject", "路灯", "--case", NOT_UTF8],
        ["check", "--head", NOT_UTF8],
        ["search", NOT_UTF8],
        ["list", NOT_UTF8],
        ["list", "--unit", NOT_UTF8],
        ["register", NOT_UTF8],
        [NOT_UTF8],
        [f"--{NOT_UTF8}"],
        ["--home", NOT_UTF8, "list"],
        ["log-visit", "--name", NOT_UTF8, "--subject", "路灯"],
        ["log-visit", "--name", "张三", "--subject", "路灯", "--attach", NOT_UTF8],
        ["export", f"{NOT_UTF8}.doc"],
    ],
    ids=lambda words: " ".join(ascii(word)[1:-1] for word in words),
)
def test_bytes_that_are_no_text_are_refused(ledger: Office, words: list[str]) -> None:
    told = ledger.process(words)
    assert told.code in (1, 2)
    assert told.err.endswith(("。\n", "？\n"))
    assert "Traceback" not in told.err
    assert INTERNAL not in told.err


# ---- every option of every command, given what nobody expects

HOSTILE = ("", " ", "\x1b[31m", "[/x]{0}%s", "9" * 400, "-1", "٣", "²", "%' OR 1=1 --", "甲" * 6000, "..")
NEEDED = {
    "CASE": "1", "BOOK": "visit", "WORDS": "宅基", "FILE": "登记簿.csv", "WHAT": "1", "REPORT": "month",
    "REGISTER": "登记簿.csv",
}  # fmt: skip


def parameters() -> Iterator[tuple[str, str]]:
    """Yield every argument and valued option of every command, as they are typed."""
    group: Any = typer.main.get_command(app)
    for command in sorted(ROOM_OF.keys() - {"demo"}):
        for parameter in group.get_command(typer.Context(group), command).params:
            if not getattr(parameter, "is_flag", False) and parameter.name != "home":
                yield command, parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]


@pytest.mark.parametrize(("command", "name"), list(parameters()))
def test_nothing_typed_makes_the_program_fail(ledger: Office, command: str, name: str) -> None:
    group: Any = typer.main.get_command(app)
    made = group.get_command(typer.Context(group), command)
    arguments = [p.metavar for p in made.params if p.param_type_name == "argument" and p.required]
    before = ledger.database.read_bytes()
    for value in HOSTILE:
        words = [command]
        words += ["--name", "张三", "--subject", "路灯"] if command.startswith("log-") else []
        words += [value if metavar == name else NEEDED[metavar] for metavar in arguments]
        words += [name, value] if name.startswith("--") else [value] * (name not in arguments)
        result = ledger.run(words)
        assert result.code in (0, 1, 2), (words, result.err)
        assert INTERNAL not in result.err, words
    if ledger.database.read_bytes() == before:
        return  # what is as it was can be looked at as before
    for looking in ("show 1", "list", "register visit", "register case", "today --all", "search 张三"):
        assert ledger.run(looking).code == 0, looking
    assert ledger.ok("check --json").json["ok"]


# ---- the folder and the file of the ledger


@pytest.mark.parametrize("words", [*READING, *WRITING[:-1], "calendar", OPENING, "check --repair"])
def test_nothing_is_made_in_a_folder_where_nothing_is_saved(office: Office, words: str) -> None:
    office.home.mkdir()
    office.run(words)
    assert list(office.home.iterdir()) == []


@pytest.mark.parametrize(
    "words", [LOG + " --date 明天", "log-visit --name 张三", LOG + " --category xyz", LOG + " --case 1"]
)
def test_a_refused_registration_makes_nothing(office: Office, words: str) -> None:
    office.refused(words)
    assert not office.home.exists()


@pytest.mark.parametrize("words", [w for w in READING if not w.startswith("explain")])
def test_an_office_without_a_ledger(office: Office, words: str) -> None:
    office.ok("init")
    office.database.unlink()
    told = office.refused(words)
    assert told.startswith(f"办公文件夹 {office.home} 里还没有台账；")


def test_no_office_anywhere(office: Office) -> None:
    office.monkeypatch.delenv("XINFANG_HOME")
    told = (
        "这里还没有信访台账；第一次用请输入 xinfang init 建立（问六个问题），"
        "换了电脑、有备份的用 xinfang restore 恢复，想先试试用 xinfang demo 看演示。"
    )
    assert office.refused("today") == told


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def execute(path: Path, sql: str) -> None:
    conn = sqlite3.connect(path)
    conn.executescript(sql)
    conn.close()


DAMAGED = "台账文件损坏，无法读取：{path}；请用 xinfang restore 恢复，读得出来的记录都会保留。"
FOREIGN = "{path} 不是信访台账；请核对文件夹，台账被换掉了的请用 xinfang restore 恢复。"
NEWER = "台账是更新版本的程序写的；请先升级 xinfang 再打开，台账没有改动。"
NO_LEDGER = "办公文件夹 {home} 里还没有台账；用 xinfang log-visit 登记第一件，原来有台账的用 xinfang restore 恢复。"


def foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE recipes (name TEXT)")


WRONG_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda path: path.write_text("编号,信访人\n1,张三\n" * 100, "utf-8"), DAMAGED),
    "a header overwritten": (lambda path: overwrite(path, 0, b"\0" * 32), DAMAGED),
    "pages overwritten": (lambda path: overwrite(path, 100, b"\xff" * 4000), DAMAGED),
    "a cut file": (lambda path: os.truncate(path, 3000), DAMAGED),
    "another database": (foreign, FOREIGN),
    "a newer ledger": (lambda path: execute(path, "PRAGMA user_version = 99"), NEWER),
}


@pytest.mark.parametrize("wrong", WRONG_FILES)
@pytest.mark.parametrize("words", [*READING, *WRITING], ids=lambda words: words.split()[0])
def test_a_file_that_is_no_sound_ledger_is_left_alone(ledger: Office, wrong: str, words: str) -> None:
    spoil, sentence = WRONG_FILES[wrong]
    spoil(ledger.database)
    before = ledger.database.read_bytes()
    assert ledger.refused(words) == sentence.format(path=ledger.database, home=ledger.home)
    assert ledger.database.read_bytes() == before


@pytest.mark.parametrize("page", range(2, 36))
def test_garbage_in_any_page_is_never_met_with_a_traceback(ledger: Office, page: int) -> None:
    ledger.ok("accept 1")
    size = ledger.database.stat().st_size
    place = (page - 1) * 4096
    if place >= size:
        pytest.skip(f"the ledger has only {size // 4096} pages")
    overwrite(ledger.database, place, b"\xa5" * 4096)
    for words in (*READING, "accept 1", LOG):
        result = ledger.run(words)
        assert result.code in (0, 1), (words, result.screen)
        assert INTERNAL not in result.err, words


def test_garbage_in_the_entries_is_found(ledger: Office) -> None:
    for _ in range(30):
        ledger.ok("note 1 --text 已到现场丈量，等待村委会答复")
    raw = ledger.database.read_bytes()
    place = raw.index("等待村委会答复".encode(), len(raw) // 2)
    overwrite(ledger.database, place, "等待镇政府答复".encode())
    result = ledger.run("check")
    assert result.code == 1
    assert "请" in result.screen


@pytest.mark.parametrize("words", [w for w in READING if not w.startswith("explain")])
def test_an_empty_file_is_damage_and_no_new_beginning(office: Office, words: str) -> None:
    """A ledger is whole before it takes its name: one that is empty was emptied, and numbers must not start again."""
    office.ok("init")
    office.database.write_bytes(b"")
    for typed in (words, LOG):
        assert office.refused(typed).startswith(f"台账文件损坏，无法读取：{office.database}；")
    assert office.database.stat().st_size == 0


def test_what_a_crash_left_of_a_beginning_does_not_keep_from_beginning(office: Office) -> None:
    office.ok("init")
    left = office.database.with_name(".xinfang-abcd1234")
    left.mkdir()
    (left / "xinfang.db").touch()
    office.ok(LOG)
    assert office.entries() == 1


def test_what_a_crash_left_of_a_file_is_swept_a_day_later_and_nothing_else_is(ledger: Office, tmp_path: Path) -> None:
    left = [tmp_path / name for name in (".xinfang-abcd1234", ".xinfang-efgh5678", ".xinfang-mine")]
    for folder in left:
        folder.mkdir()
        (folder / "登记簿.csv").write_text("写到一半", "utf-8")
    for folder in left[0], left[2]:
        os.utime(folder, (1, 1))  # long ago
    ledger.ok("export 登记簿.csv")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == [
        ".xinfang-efgh5678",
        ".xinfang-mine",
    ]


def test_a_folder_in_the_place_of_the_ledger(office: Office) -> None:
    office.ok("init")
    office.database.unlink()
    office.database.mkdir()
    for words in ("list", LOG):
        assert office.refused(words).startswith("不能")


EXTRA_NOTE = (
    "INSERT INTO notes (office, case_no, n, act, on_date, by_whom, text) "
    "VALUES ('XF', '{case}', 9, 'note', '2026-03-05', '某人', '多出')"
)
# Damage that only `check` sees: what it finds, and whether it can be mended from the entries.
DAMAGES = {
    "rebuild": ("UPDATE cases SET subject = '改过'", True),
    "rebuild_missing": ("DELETE FROM petitioners", True),
    "rebuild_extra": (EXTRA_NOTE.format(case="XF2026-0001"), True),
    "foreign_key": (EXTRA_NOTE.format(case="XF2020-0001"), True),
    "search": ("UPDATE search_text SET text = '改过'", True),
    "triggers": ("DROP TRIGGER entry_no_update", True),
    "chain": ("DROP TRIGGER entry_no_update; UPDATE entry SET by_whom = '别人' WHERE seq = 1", False),
    "gap": ("DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE seq = 1", False),
}


@pytest.mark.parametrize("code", DAMAGES)
def test_check_finds_what_was_changed_and_mends_what_can_be_made_anew(ledger: Office, code: str) -> None:
    ledger.ok("accept 1")
    sql, mends = DAMAGES[code]
    execute(ledger.database, sql)
    found = ledger.run("check --json")
    assert found.code == 1
    assert code in {problem["code"] for problem in found.json["problems"]}
    assert "请" in ledger.run("check").out
    mended = ledger.run("check --repair --json")
    assert (mended.code == 0) is mends
    assert mended.json["ok"] is mends


def test_check_finds_a_head_that_is_gone(ledger: Office) -> None:
    result = ledger.run(f"check --json --head {'ab' * 32}")
    assert [problem["code"] for problem in result.json["problems"]] == ["head"]


def test_check_finds_attachments_that_are_gone_or_changed(office: Office, tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    office.ok(f"{LOG} --attach 甲.txt --attach 乙.txt")
    first, second = sorted(path for path in office.files.rglob("*.txt"))
    first.unlink()
    second.write_text("别的", "utf-8")
    problems = office.run("check --json").json["problems"]
    assert sorted(problem["code"] for problem in problems) == ["file_changed", "file_missing"]


# ---- the disk and other programs


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where the system lets us make one."""
    folder = tmp_path / "盘"
    folder.mkdir()
    command = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=1024k", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(office: Office, words: str) -> str:
    """Write until the disk is full; returns the refusal."""
    for _ in range(200):
        result = office.run(words)
        if result.code:
            return result.err
    pytest.fail("the disk is never full")


FULL = "磁盘满了，没有保存；请清理磁盘后再试，原有台账没有改动。\n"


@pytest.mark.parametrize("words", ["export {}.xlsx", "stats --file {}.csv", "package {}.zip"])
def test_a_name_that_no_disk_takes_is_refused(ledger: Office, words: str) -> None:
    assert ledger.refused(words.format("长" * 300)).startswith("不能写入")


def test_a_full_disk_loses_nothing_that_was_acknowledged(office: Office, small_disk: Path) -> None:
    office.home = small_disk / "信访"
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    office.ok(LOG)
    assert fill(office, f"note 1 --text {'满' * 4000}") == FULL
    noted = [event for event in office.ok("show 1 --json").json["history"] if event["act"] == "note"]
    checked = office.ok("check --json").json
    assert checked["ok"] is True
    assert checked["entries"] == 1 + len(noted)


def test_a_full_disk_keeps_attachments_whole(office: Office, small_disk: Path, tmp_path: Path) -> None:
    office.home = small_disk / "信访"
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    (tmp_path / "大.bin").write_bytes(os.urandom(900_000))
    office.ok(LOG)
    assert office.refused(f"{LOG} --new-case --attach 大.bin") + "\n" == FULL
    checked = office.ok("check --json").json
    assert (checked["ok"], checked["entries"]) == (True, 1)
    assert not [path for path in office.files.rglob("*") if path.is_file()], "no half file is left"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "html"])
def test_an_export_onto_a_full_disk_leaves_the_former_file(office: Office, small_disk: Path, ending: str) -> None:
    office.ok(f"{LOG} --detail -", stdin="长" * 30_000)
    file = small_disk / f"登记簿.{ending}"
    file.write_text("旧", "utf-8")
    (small_disk / "占位").write_bytes(b"\0" * 1_004_000)
    assert office.run(["export", str(file)]).err.endswith(FULL)
    assert file.read_text("utf-8") == "旧"


def test_a_disk_that_cannot_be_written(office: Office, small_disk: Path) -> None:
    office.home = small_disk / "信访"
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    office.ok(LOG)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for words in ("list", "show 1", "today", "register visit", "check"):
        assert office.run(words).code == 0, words
    for words in ("accept 1", f"{LOG} --new-case"):
        assert office.refused(words).startswith(f"不能写入 {office.database}；请检查文件夹权限")
    assert office.refused(["export", str(small_disk / "登记簿.csv")]).startswith("不能写入 ")
    office.home = small_disk / "新"
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    assert office.refused(LOG).startswith(f"不能写入 {office.home}")


def test_a_folder_of_another_account(ledger: Office) -> None:
    ledger.database.chmod(0o000)
    if os.access(ledger.database, os.R_OK):
        pytest.skip("this account reads and writes everywhere")
    assert ledger.refused("list") == f"不能读取 {ledger.database}；请检查文件权限，或用登记时的账户登录。"
    ledger.database.chmod(0o600)
    ledger.database.parent.chmod(0o500)
    assert ledger.refused("accept 1").startswith("不能写入 ")
    ledger.database.parent.chmod(0o700)
    ledger.ok("accept 1")


LOCKED = "另一个 xinfang 正在使用台账；请稍等几秒再试，别的窗口里没有答完的请先答完，刚才的没有保存。"


def test_another_program_that_writes_is_waited_for_and_then_told(ledger: Office) -> None:
    ledger.monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(ledger.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for words in ("accept 1", f"{LOG} --new-case", OPENING):
        assert ledger.refused(words) == LOCKED
    assert ledger.ok("list --json").json["count"] == 1, "looking goes on"
    other.execute("ROLLBACK")
    other.close()
    ledger.ok("accept 1")
    assert ledger.entries() == 2


def test_a_ledger_that_is_being_committed_is_told_to_readers_too(ledger: Office) -> None:
    ledger.monkeypatch.setattr(connect, "WAIT_SECONDS", 0.05)
    other = sqlite3.connect(ledger.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert ledger.refused("list") == LOCKED
    other.close()


def test_a_refusal_on_the_last_step_leaves_no_half_entry(ledger: Office) -> None:
    from xinfang.ledger import project

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    ledger.monkeypatch.setattr(project, "index_case", fail)
    assert ledger.run("accept 1").code == 1
    ledger.monkeypatch.undo()
    ledger.monkeypatch.setenv("XINFANG_HOME", str(ledger.home))
    assert ledger.ok("show 1 --json").json["status"] == "registered"
    assert ledger.ok("check --json").json["ok"] is True


def test_a_screen_that_takes_nothing_does_not_make_the_saved_unsaved(ledger: Office) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as screen:
        done = subprocess.run(
            [sys.executable, "-m", "xinfang", "accept", "1"],
            stdout=screen, stderr=subprocess.PIPE, env=ledger.env(), check=False,
        )  # fmt: skip
    saved = ledger.ok("show 1 --json").json["status"] == "accepted"
    assert saved
    assert "没有保存" not in done.stderr.decode()


# ---- settings


def settle(office: Office, text: str | bytes, name: str = "config.yaml") -> None:
    office.home.mkdir(exist_ok=True)
    (office.home / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_all_faults_of_the_settings_at_once_each_with_its_line(office: Office) -> None:
    settle(
        office,
        "office:\n  nam: 甲镇\n  role: town\nnumber: XF\nremind_workdays: 99\ngroups: 一组\nterms:\n"
        "  inform: {length: 0, unit: 天}\ncategories:\n  甲: [乙, 乙]\n  丙: [甲]\nfoo: 1\n",
    )
    assert office.refused("list") == (
        "设置有 10 处要改：\n"
        "  第 2 行 office.nam：没有“nam”这一项；是不是“name”？\n"
        "  第 3 行 office.role：只能是 village、township、bureau，现在是“town”。\n"
        "  第 4 行 number：编号样式要有 {year} 和 {serial}，不含空格和斜线，例如 XF{year}-{serial:04d}；现在是“XF”。\n"
        "  第 5 行 remind_workdays：应是 0 到 60 的整数，现在是“99”。\n"
        "  第 6 行 groups：应写成列表，例如 [一组, 二组]。\n"
        "  第 8 行 terms.inform.length：应是 1 到 365 的整数，现在是“0”。\n"
        "  第 8 行 terms.inform.unit：只能是 日、工作日，现在是“天”。\n"
        "  第 10 行 categories.甲：“乙”列了两次；请只留一个。\n"
        "  第 11 行 categories.丙：“甲”在内容分类里出现了两次；每个名称只能用一次。\n"
        "  第 12 行 foo：没有“foo”这一项；可以写："
        "office、number、paper_number、remind_workdays、retention、groups、units、leaders、province、terms、targets、categories、"
        "screening、receptions、reception_reminders、demo。\n"
        f"请用记事本打开 {office.home / 'config.yaml'} 改好后再试。"
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("office:\n  name: “甲镇\n  code: [\n", "  第 4 行：写法不对，可能少了空格、引号或冒号。"),
        ("office:\n\tname: 甲镇\n", "  第 2 行：写法不对，可能少了空格、引号或冒号。"),
        ("office: 甲镇\n", "  第 1 行 office：应写成“名称: 内容”的形式。"),
        ("office:\n  name: 甲镇\n  name: 乙镇\n", "  第 3 行 name：“name”写了两次；请只留一个。"),
        ("office: &a\n  name: 甲镇\ngroups: *a\n", "  不能用 & 和 * 的写法；请把内容直接写出来。"),
        ("office:\n  name: 甲镇\n".encode("gbk"), "  文件不是 UTF-8 编码；请在记事本里“另存为”，编码选 UTF-8。"),
        ("office:\n  name: 甲镇\n" + "#" * 250_000, "  文件太大，不像设置文件。"),
        ("office:\n  name: ''\n", "  第 2 行 office.name：应是 1 到 60 个字，现在是“”。"),
        ("office:\n  name: 甲\ndemo: 是\n", "  第 3 行 demo：只能是 true、false，现在是“是”。"),
    ],
    ids=["quote", "tab", "mapping", "twice", "alias", "gbk", "big", "empty", "yes"],
)
def test_one_fault_of_the_settings(office: Office, text: str | bytes, fault: str) -> None:
    settle(office, text)
    told = f"设置有 1 处要改：\n{fault}\n请用记事本打开 {office.home / 'config.yaml'} 改好后再试。"
    assert office.refused("list") == told


def test_bad_settings_stop_the_writing_too_and_good_ones_let_it_go_on(office: Office) -> None:
    settle(office, "office:\n  rolle: township\n")
    assert office.refused(LOG).startswith("设置有 1 处要改：")
    assert not office.database.exists()
    settle(office, "office:\n  role: township\n")
    office.ok(LOG)


def test_settings_that_were_changed_hold_at_once(office: Office) -> None:
    settle(office, "office:\n  name: 甲镇\n")
    office.ok(LOG)
    assert office.ok("today").out.startswith("甲镇　")
    settle(office, "office:\n  name: 乙镇\n")
    assert office.ok("today").out.startswith("乙镇　")
    settle(office, "office:\n  nane: 乙镇\n")
    assert office.refused("today").startswith("设置有 1 处要改：")


def test_settings_with_a_byte_order_mark_and_windows_line_ends(office: Office) -> None:
    settle(office, b"\xef\xbb\xbf" + "# 说明\r\noffice:\r\n  name: 甲镇\r\n  clerk: 周敏\r\n".encode())
    office.ok(LOG)
    assert office.ok("show 1 --json").json["first_receiver"] == "周敏"


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}", '{"version": 1, "config": "", "office": 3}', "\x00"])
def test_kept_settings_that_are_spoilt_are_read_anew(ledger: Office, kept: str) -> None:
    (ledger.home / "data" / "settings.json").write_text(kept, "utf-8")
    assert ledger.ok("list --json").json["count"] == 1


def test_faults_of_the_schedule_with_their_lines(office: Office) -> None:
    settle(office, "office:\n  name: 甲镇\n")
    settle(
        office,
        "2027:\n  off: {元旦: [2027-01-01, 2026-01-02], 春节: [2027-02-30]}\n"
        "  work: [2027-01-01, 2027-01-05]\n明年: {}\n",
        "holidays.yaml",
    )
    assert office.refused(LOG) == (
        "设置有 5 处要改：\n"
        "  第 2 行 2027.off.元旦：应是这一年的日期，例如 2027-01-01；现在是“2026-01-02”。\n"
        "  第 2 行 2027.off.春节：应是这一年的日期，例如 2027-01-01；现在是“2027-02-30”。\n"
        "  第 4 行 holidays.yaml：应是年份，例如 2027；现在是“明年”。\n"
        "  holidays.yaml 2027-01-01 既是放假又是上班；请核对通知。\n"
        "  holidays.yaml 2027-01-05 本来就上班，不是调休上班日；请核对通知。\n"
        f"请用记事本打开 {office.home / 'holidays.yaml'} 改好后再试。"
    )


def test_a_faulty_schedule_leaves_no_file_behind(office: Office) -> None:
    settle(office, "office:\n  name: 甲镇\n")
    settle(office, "明年: {}\n", "holidays.yaml")
    office.refused(LOG)
    assert not office.database.exists()


# ---- a number that looks otherwise


PATTERNS = ("XF{year}-{serial:04d}", "{year}{serial:04d}", "XF-{year}-{serial:04d}", "甲镇{year}第{serial}号")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_petition_is_told_from_its_case_whatever_their_numbers_look_like(office: Office, pattern: str) -> None:
    settle(office, f'office:\n  name: 甲镇\nnumber: "{pattern}"\n')
    office.ok(LOG)
    office.ok(f"{LOG} --case 1")
    number = pattern.format(year=2026, serial=1)
    office.ok(["void", f"{number}-2", "--reason", "登错人"])
    document = office.ok(["show", number, "--json"]).json
    assert document["status"] == "registered", "only the petition is void"
    assert [bool(p["void_reason"]) for p in document["petitions"]] == [False, True]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_number_of_a_case_means_the_whole_case(office: Office, pattern: str) -> None:
    settle(office, f'office:\n  name: 甲镇\nnumber: "{pattern}"\n')
    office.ok(LOG)
    office.ok(f"{LOG} --case 1")
    office.ok(["void", pattern.format(year=2026, serial=1), "--reason", "重复录入"])
    assert office.ok("show 1 --json").json["status"] == "void"
