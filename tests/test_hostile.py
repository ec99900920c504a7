"""Hostile text through every field to every output: nothing fails, nothing acts, and what is legal is kept.

The strings stand in `tests/hostile.py`. Fields and commands are taken from the command line itself, so that a new one is
walked without a line here. By default each string goes through some fields of each way in; with XINFANG_LONG=1 through all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import struct
import zlib
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from docx import Document

from tests import workbooks
from tests.commandline import arguments, commands
from tests.conftest import Office
from tests.helpers import LONG
from tests.hostile import FAMILIES, HUGE, STRINGS, is_legal
from tests.looked_at import judge_file, judge_screen
from tests.offices import at, empty, members, packed, put, resealed
from xinfang.commands.frame import LOOKING, ROOMS
from xinfang.domain.codes import Refused
from xinfang.domain.paper_forms import FORMS
from xinfang.exchange.registers import guard
from xinfang.papers.fill import Template
from xinfang.words.books import BOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOG = "log-visit --name 张三 --phone 13800138000 --subject 宅基地与邻居争界 --source county"
LEGAL = tuple(text for text in STRINGS if is_legal(text))
TYPED = len(STRINGS) if LONG else 1  # strings for each option and argument
KEPT = len(LEGAL) if LONG else 16  # registrations, each with a string of its own in every field
NEEDED = {
    "CASE": "1", "BOOK": "visit", "WORDS": "宅基", "FILE": "登记簿.csv", "WHAT": "1", "REPORT": "month", "REGISTER": "旧表.csv"
}  # fmt: skip
WRITTEN = (
    "FILE",
    "PACKAGE",
    "文件",
    "文件夹",
    "位置",
)  # where something is written: nowhere else than where the test is
# Options that hold words as they were told; a value of each other kind, and None where it is better left out.
TEXTS = {
    "姓名", "地址", "村组", "事由", "内容", "文号", "答复", "单位", "理由", "原因", "方式", "方案", "职务", "地点", "名单", "区域", "议题", "批示", "结果", "号", "名称", "依据",
    "机关",
}  # fmt: skip
OTHERS = {
    "项": "2", "天数": "5", "意见": "support", "情形": "delay", "建议": "improve", "评价": "满意", "元": "5", "期限": "10年"
}  # fmt: skip
LEFT_OUT = {
    "号码", "人数", "日期", "分类", "目的", "来源", "编号", "文件", "文件夹", "序号", "形式", "月份", "季度", "年份", "状态", "登记簿", "项目", "行:列", "事项", "时间",
    "代号", "性质", "表头=字段", "位置", "第几次", "指纹", "名称=内容", "文号或文种", "文种",
}  # fmt: skip
# What some commands need besides words, or are told in words of their own.
BESIDES = {
    "close": ["--settled"],
    "aid": ["--source", "救助款"],
    "log-dispute": ["--due", "3月20日"],
    "meet": ["--how", "went"],
}
ACTS = [name for room in ("act", "handle", "after") for name in ROOMS[room] if name != "join"]
# How far a case is when an act is tried on it: an act is done on the first that takes it.
STAGES = (
    (), ("accept {}",), ("assign {} --to 国土所",), ("forward {} --to 国土所 --due 3月9日",), ("accept {}", "extend {} --days 5 --approver 甲 --reason 乙"),
    ("accept {}", "reply {} --opinion support --text 好"), ("accept {}", "reply {} --opinion support --text 好", "deliver {} --how 当面"),
    ("accept {}", "reply {} --opinion support --text 好", "deliver {} --how 当面", "close {} --settled"),
    ("accept {}", "reply {} --opinion support --text 好", "deliver {} --how 当面", "review {}"),
    ("accept {}", "reply {} --opinion support --text 好", "deliver {} --how 当面", "review {}", "reply {} --opinion uphold --text 好", "deliver {} --how 当面"),
)  # fmt: skip


@pytest.fixture
def ledger(office: Office, tmp_path: Path) -> Office:
    """An office with one case; commands run deep enough that no path leads out of the test's own folder."""
    office.ok(LOG)
    here = tmp_path / "一" / "二" / "三"
    here.mkdir(parents=True)
    office.monkeypatch.chdir(here)
    return office


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office in which every legal string stands in several text fields, and in every text of every act some."""
    home = tmp_path_factory.mktemp("满")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.chdir(home)
        office = empty(home / "镇", patch, "ZZ", "柳林镇信访办", "township")
        fill(office)
        yield office


def fill(office: Office) -> None:
    told = cycle(LEGAL)
    made = commands()
    for place in range(KEPT):
        name = ROOMS["log"][place % len(ROOMS["log"])]
        office.run([name, "--new-case", *texts_of(made[name], told)])
    for name in ("log-dispute", "log-meeting") * 4:
        office.ok([name, *texts_of(made[name], told)])
    for option in (option for option in options(made["correct"]) if option.metavar in TEXTS):
        office.run(["correct", "1", option.opts[0], next(told), "--reason", "写错"])
    ready: dict[int, str] = {}
    for name in ACTS:
        assert done(office, made[name], told, ready), name


def done(office: Office, command: Any, told: Iterator[str], cases: dict[int, str]) -> bool:
    """Do an act with hostile words on the first of the cases that takes it; `cases` are kept ready, one a stage."""
    for stage, lines in enumerate(STAGES):
        if stage not in cases:
            cases[stage] = office.ok(f"{LOG} --new-case --json").json["case"]
            for line in lines:
                office.ok(line.format(cases[stage]))
        words = [command.name, cases[stage], *texts_of(command, told)]
        result = office.run(words)
        judge_screen(result, words)
        if result.code == 0:
            del cases[stage]
            return True
    return False


def texts_of(command: Any, told: Iterator[str]) -> list[str]:
    """Return every option of a command that takes words, each with the next string that fits it."""
    words = list(BESIDES.get(command.name, ()))
    for option in options(command):
        if option.name == "looks_at" or option.opts[0] in words:
            continue
        if option.metavar in TEXTS:
            longest = 60 if option.metavar in ("姓名", "名单") else 200
            words += [option.opts[0], next(text for text in told if len(text) <= longest)]
        elif option.metavar in OTHERS:
            words += [option.opts[0], OTHERS[option.metavar]]
    return words


def options(command: Any) -> list[Any]:
    return [p for p in command.params if p.param_type_name == "option" and not p.is_flag]


def kept(text: str, *, lines: bool = False) -> str:
    """Return the text as it must be kept: its line ends as line feeds, or as spaces in a field of one line."""
    told = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return told if lines else re.sub(r"\s*\n\s*", " ", told)


# ---- what is typed


def test_there_are_hundreds_of_strings_of_every_family() -> None:
    assert len(STRINGS) == len(set(STRINGS)) > 700
    assert min(len(texts) for texts in FAMILIES.values()) >= 6


def test_every_kind_of_option_is_known_to_hold_words_or_not() -> None:
    found = {option.metavar for command in commands().values() for option in options(command)}
    assert found <= TEXTS | OTHERS.keys() | LEFT_OUT, "say whether the new kind of option takes words"


@pytest.mark.parametrize("name", sorted(commands().keys() - {"demo"}))
def test_nothing_that_is_typed_fails_or_acts_on_the_screen(ledger: Office, name: str) -> None:
    """Every option and argument of every command is given hostile strings, other ones each."""
    command, runs = commands()[name], 0
    told = cycle(STRINGS[sum(name.encode()) % len(STRINGS) :] + STRINGS)
    for parameter in command.params:
        if getattr(parameter, "is_flag", False) or parameter.name == "home":
            continue
        for text in islice(told, TYPED):
            if parameter.metavar in WRITTEN and text.lstrip().startswith(("/", "~")):
                continue
            words = [name, *line_with(command, parameter, text)]
            judge_screen(ledger.run(words), words)
            runs += 1
    assert runs
    judge_screen(ledger.run("show 1"), name)
    assert ledger.ok("check --json").json["ok"]


def line_with(command: Any, parameter: Any, text: str) -> list[str]:
    """Return what is typed after a command so that a parameter is this text and no other is missing."""
    start = ["--name", "张三", "--subject", "路灯"] if command.name in ROOMS["log"] else []
    if parameter.param_type_name == "option":
        return [*start, *arguments(command, NEEDED), parameter.opts[0], text]
    placed = (p for p in command.params if p.param_type_name == "argument" and (p.required or p is parameter))
    return start + [text if p is parameter else NEEDED[p.metavar] for p in placed]


@pytest.mark.parametrize("name", ["list", "show", "log-visit", "accept", "export", "search"])
def test_strings_of_each_family_in_the_place_of_a_command(ledger: Office, name: str) -> None:
    for texts in FAMILIES.values():
        for text in texts if LONG else texts[:3]:
            for words in ([text], [f"--{text}", name], [name, f"--{text}"], ["--office", text, name], ["--", text]):
                judge_screen(ledger.run(words), words)


def test_ten_megabytes_in_any_field_are_refused_at_once(ledger: Office) -> None:
    for name in sorted(commands().keys() - {"demo"}) if LONG else ("search", "list"):
        for option in options(commands()[name])[:: 1 if LONG else 12]:
            if option.name == "home":
                continue
            result = ledger.run([name, *line_with(commands()[name], option, HUGE)])
            judge_screen(result, (name, option.name))
            assert result.code in (0, 1, 2)
            assert len(result.screen) < 100_000, "the sentence does not repeat what was pasted"


# ---- what is kept


@pytest.mark.parametrize("start", range(0, len(LEGAL), max(len(LEGAL) // 6, 1)))
def test_what_is_legal_is_kept_and_comes_out_equal(office: Office, start: int) -> None:
    """Each string goes into every text field of a registration, and out of the ledger as it was told."""
    fields = {"subject": 200, "address": 300, "group": 300, "source-no": 300, "receiver": 300, "detail": 30_000}
    for text in LEGAL[start : start + len(LEGAL) // 6][:: 1 if LONG else 5]:
        told = [part for name, most in fields.items() if len(kept(text)) <= most for part in (f"--{name}={text}",)]
        line = ["log-letter", "--anonymous", "--new-case", "--json"] + (
            [] if len(kept(text)) <= fields["subject"] else ["--subject", "长"]
        )
        result = office.run([*line, *told])
        judge_screen(result, told)
        assert result.code == 0, result.err
        case = office.ok(["show", result.json["case"], "--json", "--unmask"]).json
        [petition] = case["petitions"]
        for name, most in fields.items():
            if len(kept(text)) <= most:
                assert petition[name.replace("-", "_")] == kept(text, lines=name == "detail")


@pytest.mark.parametrize("name", ["note", "instruct", "lead", "mediate", "decline", "forward"])
def test_every_word_of_an_act_is_on_the_card_as_it_was_told(office: Office, name: str) -> None:
    told = cycle(LEGAL[len(name) * 50 :] + LEGAL)
    for _ in range(40 if LONG else 4):
        case, words = office.ok(f"{LOG} --new-case --json").json["case"], texts_of(commands()[name], told)
        office.ok([name, case, *words])
        card = json.dumps(office.ok(["show", case, "--json", "--unmask"]).json, ensure_ascii=False)
        for option, text in zip(words[::2], words[1::2], strict=True):
            assert json.dumps(kept(text, lines="\n" in card), ensure_ascii=False)[1:-1] in card or option == "--by", (
                text
            )


# ---- what is shown and written


def looks(cases: Sequence[str], *, flagged: bool) -> Iterator[list[str]]:
    """Yield every command that looks, where it is asked for with each of its flags, and every file that can be made."""
    told = {
        "CASE": cases, "BOOK": tuple(BOOKS), "PERIOD": ("今年",), "WORDS": ("张", "路"), "WHAT": (cases[0], "按期办结率"),
    }  # fmt: skip
    made = commands()
    for name in sorted(LOOKING - {"report", "export"}):
        flags = [
            p.opts[0] for p in made[name].params if p.param_type_name == "option" and p.is_flag and p.name != "no_input"
        ]
        metavar = next((p.metavar for p in made[name].params if p.param_type_name == "argument"), "")
        for value in told.get(metavar, ("",)):
            yield from ([name, *filter(None, [value]), *flag] for flag in ([], *([flag] for flag in flags * flagged)))
    for ending in ("xlsx", "csv", "json", "html", "db"):
        yield ["export", f"簿.{ending}", "--unmask"]
        yield ["stats", "今年", "--file", f"统计.{ending}"]
    yield ["report", "month", "本月"]
    if flagged:
        yield ["export", "册.xlsx", "--print"]
        yield from (
            ["report", kind, span] for kind, span in (("week", "本周"), ("quarter", "本季度"), ("year", "今年"))
        )
    yield ["import", "--template", "模板.xlsx"]
    yield ["check"]
    yield ["merge", "--list"]


def walk(office: Office, folder: Path, *more: str, cases: Sequence[str] = ("1",), flagged: bool = LONG) -> int:
    """Run all that shows or writes, and judge it; returns how many outputs there were."""
    folder.mkdir(exist_ok=True)
    office.monkeypatch.chdir(folder)
    count = 0
    for words in looks(cases, flagged=flagged):
        line = [*words, *(more if words[0] in LOOKING else ())]
        result = office.run(line)
        judge_screen(result, line)
        if "--json" in line and result.code == 0:
            assert result.json is not None
        for path in folder.iterdir():
            judge_file(path)
            path.unlink()
            count += 1
        count += 1
    return count


def test_no_output_of_words_that_were_kept_acts(
    filled: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(filled.home, monkeypatch)
    cases = [row["case"] for row in office.ok("list --json --all").json["rows"]]
    assert walk(office, tmp_path / "此处", cases=cases[:: 1 if LONG else 20], flagged=True) > 80


def test_a_package_holds_the_words_as_they_are(filled: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(Office(filled.home, monkeypatch), tmp_path / "包.zip")
    judge_file(path)
    county = at(empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau"))
    judge_screen(county.ok(["merge", str(path)]), "merge")
    subjects = {row["subject"] for row in county.ok("list --json --all --office 全部").json["rows"]}
    told = {row["subject"] for row in at(filled).ok("list --json --all").json["rows"]}
    assert subjects == told
    at(county)
    assert walk(county, tmp_path / "此处", "--office", "全部", cases=["ZZ2026-0001"]) > 20


# ---- other ways in


TEXT_OF_A_ROW = {
    *("subject", "petitioner", "detail", "address", "village_group", "source_no", "receiver", "name", "text", "unit", "outcome"),
    *("close_reason", "instruction", "leader", "handler", "by_whom", "representatives", "owed_by", "basis", "agreement"),
    *("archive_no", "area", "team", "person", "parties", "plan", "chair", "decided", "attended", "category", "topic", "phone"),
    *("id_number", "first_receiver", "responsible", "finder", "briefly", "place"),
}  # fmt: skip


def test_what_another_program_put_into_a_package_is_shown_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package whose maker wrote controls, escapes and all else into its texts: no desk of ours had refused them."""
    village = empty(tmp_path / "村", monkeypatch, "LC", "柳村", "township")
    for place in range(40 if not LONG else 300):
        name = ROOMS["log"][place % 4]
        village.ok(
            [
                name,
                *LOG.split()[1:],
                "--new-case",
                "--group",
                "一",
                "--detail",
                "二",
                "--address",
                "三",
                "--source-no",
                "四",
            ]
        )
    village.ok("log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日")
    village.ok("log-meeting --subject 修路的事 --chair 李主任 --attended 王干事 --text 每周碰头")
    for words in (
        "note 1 --text 甲",
        "accept 1",
        "assign 2 --to 乙 --due 3月9日",
        "instruct 3 --leader 丙 --text 丁 --to 戊 --due 3月9日",
    ):
        village.ok(words)
    told = cycle(text for text in STRINGS if not set(text) & {"\0", *map(chr, range(0xD800, 0xE000))})

    def touch(data: dict[str, Any]) -> None:
        for rows in data["set"].values():
            for row in rows:
                row |= {
                    key: next(told) for key, value in row.items() if key in TEXT_OF_A_ROW and isinstance(value, str)
                }
        data["said"] |= {
            key: next(told) for key, value in data["said"].items() if key in TEXT_OF_A_ROW and isinstance(value, str)
        }

    path = resealed(packed(village, tmp_path / "柳村.zip"), touch, last=1_000)
    county = at(empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau"))
    judge_screen(county.ok(["merge", str(path)]), "merge")
    cases = [row["case"] for row in county.ok("list --json --all --office 全部").json["rows"]]
    assert len(cases) >= 40
    assert walk(county, tmp_path / "此处", "--office", "柳村", cases=cases[:: 1 if LONG else 8]) > 20
    county.ok("check --json")
    judge_file(packed(county, tmp_path / "县.zip"))


@pytest.mark.parametrize("start", range(0, len(STRINGS), 20 if LONG else 1_000))
def test_settings_of_any_words_are_refused_in_one_list_or_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: int
) -> None:
    told = cycle(STRINGS[start:] + STRINGS)
    office = empty(tmp_path / "镇", monkeypatch, "ZZ", "镇")
    config = office.home / "config.yaml"

    def settle(**values: Any) -> bool:
        config.write_text(yaml.dump(values, allow_unicode=True), "utf-8", errors="replace")
        result = office.run("list")
        judge_screen(result, values)
        return result.code == 0 or "还没有台账" in result.err

    names = dict.fromkeys(("name", "code", "clerk", "phone", "organ", "short", "superior"), "甲")
    for name in names:
        names[name] = next((text for text in islice(told, 9) if settle(office=names | {name: text})), "甲")
    good = {}
    for name in ("groups", "units", "leaders", "retention"):
        texts = [text for text in dict.fromkeys(islice(told, 100)) if len(text) < 1_000]
        good[name] = [text for text in texts if is_legal(text) and not set("，、；") & set(text)]
        assert settle(**{name: good[name]})
        wrong = [text for text in texts if text not in good[name]]
        assert not wrong or not settle(**{name: wrong})
    topic = next(text for text in told if settle(categories={text: ["宅基地"]}))
    assert settle(office=names, categories={topic: ["宅基地"]}, **good)
    office.ok(LOG)
    walk(office, tmp_path / "此处")
    for kind in ("receipt", "submit"):
        result = office.run(["paper", kind, "1"])
        judge_screen(result, kind)
    for path in office.home.rglob("*.docx"):
        judge_file(path)
        assert path.resolve().is_relative_to(office.home)


def test_attachments_of_any_name_stay_in_their_folder(ledger: Office) -> None:
    """What a file may be called where the system lets it be: it is kept under its digest, its name is only shown."""
    kept_names: list[str] = []
    before = {path for path in ledger.home.parent.rglob("*") if path.is_file()}
    for text in STRINGS:
        name = text.replace("/", "／")
        with suppress(OSError, ValueError):
            Path(name).write_text(text, "utf-8", errors="replace")
            if Path(name).is_file() and len(kept_names) < (1_000 if LONG else 60):
                kept_names.append(name)
    files = [part for name in kept_names[:: 1 if LONG else 2] for part in ("--attach", f"./{name}")]
    result = ledger.run([*LOG.split(), "--new-case", *files])
    judge_screen(result, files)
    assert result.code == 0, result.err
    for words in (["show", "2"], ["show", "2", "--json"], ["check"]):
        judge_screen(ledger.ok(words), words)
    new = {path for path in ledger.home.parent.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(ledger.files) or path.parent == Path.cwd() for path in new)
    assert all(
        re.fullmatch(r"[0-9a-f]{64}(\.[a-z0-9]{1,8})?", path.name) for path in ledger.files.rglob("*") if path.is_file()
    )


def test_what_stands_in_the_cells_of_a_register_comes_in_as_words_or_stays_out(office: Office, tmp_path: Path) -> None:
    heads = ["来访日期", "来访人", "住址", "反映问题", "责任单位", "办理结果", "接待人"]
    told = cycle(text for text in STRINGS if len(text) < 1_000)
    rows = [["2026-02-03", *(next(told) for _ in heads[1:])] for _ in range(800 if LONG else 130)]
    path = tmp_path / "旧表.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    for words in (["import", str(path), "--dry-run"], ["import", str(path), "--json"], ["import", str(path)]):
        judge_screen(office.run(words), words)
    taken = office.ok("list --json --all").json["rows"]
    assert len(taken) > len(rows) / 2
    walk(office, tmp_path / "此处", cases=[row["case"] for row in taken[::40]])


def test_papers_hold_the_words_and_nothing_of_them_runs(
    filled: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(shutil.copytree(filled.home, tmp_path / "镇"), monkeypatch)
    told, made = cycle(LEGAL), 0
    cases = [row["case"] for row in office.ok("list --json --all").json["rows"]]
    for place, case in enumerate(cases[:: 1 if LONG else 8]):
        for kind in FORMS if LONG else list(FORMS)[place % 3 :: 6]:
            text = next(told)
            line = [
                "paper",
                kind,
                case,
                "--json",
                "--to",
                "县信访局",
                "--basis",
                text[:200],
                "--where",
                text[:200],
                "--text",
                text[:200],
            ]
            result = office.run(line)
            judge_screen(result, line)
            if result.code:
                continue
            made += 1
            judge_file(Path(result.json["file"]))
            assert (
                "{{" not in "".join(p.text for p in Document(result.json["file"]).paragraphs)
                or "{" in json.dumps(office.ok(["show", case, "--json"]).json) + text
            )
    assert made >= 3


# ---- files that attack


HELD = '<row r="1048576"><c r="XFD1048576"{}><v>1</v></c></row>'
ATTACKS = {
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "blanks around the sign": '<row r = "1048576"><c r = "XFD1048576"><v>1</v></c></row>',
    "a stroke in a value": HELD.format(' x="a/b"'),
    "a bracket in a value": HELD.format(' x="/>"'),
    "small letters": HELD.format("").replace("XFD", "xfd"),
    "a long tag": HELD.format("").replace("<c ", "<c" + " " * 3_000),
    "another prefix": HELD.format("").replace("<c", "<x:c").replace("<v", "<x:v").replace("<row", "<x:row"),
    "cells without a place": "<row>"
    + "<c/>" * 16_000
    + '<c><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>',
    "rows out of order": '<row r="1000000"><c><v>1</v></c></row>' + " " * 3_000 + '<row r="9"><c><v>2</v></c></row>',
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_far_cell_in_any_spelling_does_not_reach_the_reader(tmp_path: Path, name: str) -> None:
    """The reader would end the process: it holds the rectangle up to that cell, and there is no memory for it."""
    path = workbooks.xlsx(tmp_path / "远.xlsx", workbooks.PLAIN)
    guard.judge(path.read_bytes(), path.name)
    workbooks.with_rows(path, ATTACKS[name])
    with pytest.raises(Refused):
        guard.judge(path.read_bytes(), path.name)


def test_a_sheet_under_any_name_is_looked_at(tmp_path: Path) -> None:
    path = workbooks.xlsx(tmp_path / "远.xlsx", workbooks.PLAIN)
    workbooks.with_rows(path, HELD.format(""))
    content = members(path)
    content["xl/other/x.bin"] = content.pop("xl/worksheets/sheet1.xml")
    with pytest.raises(Refused):
        guard.judge(put(path, content).read_bytes(), path.name)


def overlapping(parts: int, size: int, *, behind: int = 0) -> bytes:
    """A packed file whose parts are all the same bytes, `behind` which each claims more that is none of it."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(b"0" * size) + squeeze.flush() + b"\0" * behind
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(body), size, 1, 0) + b"a"
    entries = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(body), size, 7, 0, 0, 0, 0, 0, 0)
        + b"%07d" % n
        for n in range(parts)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, parts, parts, len(entries), len(head + body), 0)
    return head + body + entries + end


@pytest.mark.parametrize(
    ("parts", "size", "behind"), [(60_000, 1_000, 0), (100, 1_000_000, 0), (60_000, 10, 5_000_000)]
)
def test_parts_that_lie_over_each_other_are_not_unfolded_again_and_again(
    monkeypatch: pytest.MonkeyPatch, parts: int, size: int, behind: int
) -> None:
    monkeypatch.setattr(guard, "MOST_UNFOLDED", 50_000_000)
    with pytest.raises(Refused):
        guard.judge(overlapping(parts, size, behind=behind), "弹.xlsx")


@pytest.mark.parametrize(
    "text", ["," * 7_000_000, "\n" * 7_000_000, "\r" * 7_000_000], ids=["commas", "lines", "returns"]
)
def test_a_text_of_nothing_but_separators_is_refused(office: Office, text: str) -> None:
    path = office.home.parent / "空.csv"
    path.write_text("来访日期,来访人,反映问题\n" + text, "utf-8", newline="")
    assert office.refused(["import", str(path)]).startswith("“空.csv”太大或展开后太大")


def test_a_merged_range_upon_the_other_is_refused(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "并.xlsx", workbooks.PLAIN)
    content = members(path)
    ranges = b"".join(b'<mergeCell ref="A%d:BH10000"/>' % row for row in range(1, 200))
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = content[sheet].replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>")
    assert office.refused(["import", str(put(path, content))]).startswith("“并.xlsx”太大或展开后太大")


ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)


@pytest.mark.parametrize("entity", [b"&x;", b"&l9;"], ids=["file", "laughs"])
def test_no_entity_of_a_workbook_is_resolved(office: Office, entity: bytes) -> None:
    path = workbooks.xlsx(office.home.parent / "实.xlsx", workbooks.PLAIN, names=["来访"])
    content = members(path)
    [name] = [name for name, part in content.items() if b"13800138000" in part]
    told = content[name].replace(b"13800138000", entity)
    start = told.find(b"?>") + 2 if told.startswith(b"<?xml") else 0
    content[name] = told[:start] + ENTITIES + told[start:]
    result = office.run(["import", str(put(path, content)), "--json"])
    judge_screen(result, entity)
    assert "root:" not in office.run("list --json --all").out
    assert "haha" not in office.run("list --json --all").out


@pytest.mark.parametrize("kind", ["fifo", "device", "folder"])
def test_what_is_no_file_is_neither_read_nor_attached(ledger: Office, kind: str) -> None:
    path = Path("件.csv")
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    for words in (
        ["import", str(path)],
        ["merge", f"./{path}"][: 2 * (kind != "folder")],
        [*LOG.split(), "--attach", str(path)],
    ):
        if words:
            assert ledger.refused(words).endswith("不是文件；请给出一个文件。")


SETTINGS_BOMBS = {
    "a hundred thousand brackets": "groups: " + "[" * 99_000,
    "brackets that close": "groups: " + "[" * 90_000 + "]" * 90_000,
    "mappings in mappings": "office: " + "{a: " * 45_000,
    "strokes": "- " * 90_000,
    "aliases": "a: &a [x]\ngroups: [*a, *a]",
    "a merge key": "a: &a {name: b}\noffice: {<<: *a}",
    "a number of a billion places": 'number: "XF{year}-{serial:0999999999d}"',
    "a number in a number": 'number: "XF{year}-{serial:0{year}d}"',
    "a number that reaches for Python": 'number: "XF{year.__class__}-{serial}{year}"',
    "a number that clears the screen": 'number: "\\e[2J{year}-{serial}"',
    "a paper's number of a billion places": 'paper_number: "{kind}{year}{serial:>999999999}"',
    "an escape in a name": 'office: {name: "\\e[31m镇"}',
    "a NUL in a name": 'office: {name: "a\\0b"}',
    "ten megabytes": "# " + "长" * 3_400_000,
    "a Python tag": "office: !!python/object/apply:os.system [touch 坏]",
    "a year of five thousand figures": None,
    "fifteen thousand unknown keys": "\n".join(f"k{n}: 1" for n in range(12_000)),
    "nothing where a reminder stands": "reception_reminders: [~]",
}


@pytest.mark.parametrize("name", SETTINGS_BOMBS)
def test_settings_that_attack_are_refused_at_once(office: Office, name: str) -> None:
    office.home.mkdir()
    text = SETTINGS_BOMBS[name]
    (office.home / "config.yaml").write_text(text or "office: {name: 甲}", "utf-8")
    if text is None:
        (office.home / "holidays.yaml").write_text(f"? {'9' * 5_000}\n: {{}}\n", "utf-8")
    result = office.run(LOG)
    judge_screen(result, name)
    assert result.code == 1
    assert len(result.err) < 20_000
    assert not Path("坏").exists()


TEMPLATE_ATTACKS = (
    "{% for 甲 in range(10**9) %}x{% endfor %}", "{{ '甲' * 10**9 }}", "{{ ''.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{% import 'os' as 甲 %}",
    "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}", "{{ 日期|attr('__class__') }}", "{{ 10**10**10 }}", "{{ lipsum() }}", "{{ 日期.format }}", "{{ '%999999999d' % 1 }}",
    "{{ '{:999999999}'.format(1) }}", "{{ 日期|center(10**9) }}", "{{ 日期|indent(10**9) }}", "{{ [1]*10**9 }}", "{% for 甲 in 日期 %}{% for 乙 in 日期 %}{% for 丙 in 日期 %}x{% endfor %}{% endfor %}{% endfor %}",
)  # fmt: skip


@pytest.mark.parametrize("text", TEMPLATE_ATTACKS)
def test_a_template_reaches_for_nothing_and_ends(text: str) -> None:
    document, made = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(made)
    with suppress(Refused):
        filled = Template(made.getvalue(), "模板.docx", "accept").fill({"日期": "2026年3月5日"})
        assert len(filled) < 1_000_000
        assert b"root:" not in filled
