"""Every word once: each code has its sentence and each sentence its use, labels tell codes apart, help can be typed."""

from __future__ import annotations

import ast
import re
import shlex
import string
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from rich.cells import cell_len

import xinfang
from xinfang.commands import app
from xinfang.commands.frame import ALIASES, ROOM_OF
from xinfang.disk import aside
from xinfang.domain import corrections, disputes, receptions
from xinfang.domain.codes import (
    Advice,
    Channel,
    Ground,
    Kind,
    Opinion,
    Rating,
    Reception,
    Refused,
    ReviewOpinion,
    Role,
    Route,
    Source,
    Status,
    Task,
)
from xinfang.domain.procedure import PROCEDURE, VERBS
from xinfang.domain.terms import national_rules
from xinfang.ledger.backup import _OF_A_COPY
from xinfang.ledger.connect import _SENTENCES
from xinfang.words import books, fields, first_day, imports, labels, notice, overview, paper, talk
from xinfang.words import faults as fault_words
from xinfang.words import help as help_words
from xinfang.words import receptions as reception_words
from xinfang.words import restoring as restoring_words
from xinfang.words import screening as screening_words
from xinfang.words import settings as setting_words
from xinfang.words.fields import FIELD, option
from xinfang.words.options import ARGUMENT, OPTION
from xinfang.words.refusals import REFUSALS, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from tests.conftest import Office

PACKAGE = Path(xinfang.__file__).resolve().parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Return every node of the program's code with the name of its file."""
    return [
        (name_of(path), node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of these functions or methods with their file."""
    for file, node in nodes():
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names:
            yield file, node


def texts_in(node: ast.AST) -> set[str]:
    """Return the strings that an expression may have for its value or a part of it."""
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def places(text: str) -> set[str]:
    """Return the names of the places that a sentence has for values."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def raised() -> dict[str, list[ast.Call]]:
    """Return, per code, the calls that refuse with it; ``f"accusation_{verb}"`` stands for all codes that begin so."""
    found: dict[str, list[ast.Call]] = defaultdict(list)
    for _, call in calls("Refused", "refuse"):
        for text in texts_in(call.args[0]) if call.args else ():
            for code in REFUSALS if text.endswith("_") else (text,):
                if code.startswith(text):
                    found[code].append(call)
    return found


# The verbs in f"accusation_{verb}" if verb == "accept"
NO_CODES = {"accept"}
# What SQLite and the disk say is told by tables in ledger/connect.py and disk/aside.py; of a copy in ledger/backup.py.
TOLD_OF_THE_FILE = {*_SENTENCES.values(), *aside._SENTENCES.values(), *_OF_A_COPY.values()}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert raised().keys() - NO_CODES <= REFUSALS.keys()
    assert not TOLD_OF_THE_FILE - REFUSALS.keys()


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_sentence_is_used(code: str) -> None:
    assert code in raised() or code in TOLD_OF_THE_FILE


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_sentence_can_be_filled_with_what_is_given(code: str) -> None:
    made = {"act", "until"} | ({"options"} if code == "needs" else {"hint"} if code == "no_such_case" else set())
    wanted = places(REFUSALS[code]) - made  # from the others, or from what there is to say in any case
    for call in raised().get(code, ()):
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        if ast.unparse(call.func).endswith(".refuse"):  # names the case and the act by itself
            given |= {"case", "verb"}
        if "choices" in given or any(keyword.arg is None for keyword in call.keywords):  # ** brings what is near
            given |= {"hint"}
        assert wanted <= given, f"line {call.lineno}: {wanted - given}"


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_is_a_whole_polite_sentence(code: str) -> None:
    text = REFUSALS[code]
    assert text.endswith(("。", "{hint}"))
    assert "；" in text or "请" in text, "it says what to do instead"
    assert "!" not in text
    assert "！" not in text


def test_codes_in_a_refusal_are_read_as_their_labels() -> None:
    refused = Refused("not_now", case="XF2026-0001", verb="deliver", status="accepted", next=("reply", "close"))
    assert sentence(refused) == ("XF2026-0001 现在是“办理中”，不能送达；下一步可以：reply（答复）、close（办结）。")


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    found = {text for _, call in calls("Finding") for text in texts_in(call.args[0])}
    assert found == talk.PROBLEM.keys() | talk.NOTED.keys()


def used_names() -> set[str]:
    """Return the names and attributes that the program's code uses."""
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for _, node in nodes()
        if isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Load)
    }


@pytest.mark.parametrize(
    "module",
    [
        talk,
        fault_words,
        overview,
        paper,
        books,
        labels,
        fields,
        notice,
        screening_words,
        reception_words,
        imports,
        restoring_words,
        setting_words,
        first_day,
    ],
    ids=lambda module: module.__name__.split(".")[-1],
)
def test_no_words_stand_idle(module: ModuleType) -> None:
    assert not {name for name in vars(module) if name.isupper()} - used_names()


OTHER_ACTS = (
    *("correct", "void", "undo", "calendar", "disclose", "repair", "joined", "apart", "parted"),
    *("paper", "paper-served", "paper-void", "merge", "package", "import", "erase", "restore"),
)
OF_THE_BOOKS = ("log-dispute", "zero-report", "became", "came-back", "log-meeting", *receptions._DOES)
CODES: Mapping[str, tuple[Any, Mapping[Any, str]]] = {
    "channel": (Channel, labels.CHANNEL),
    "kind": (Kind, labels.KIND),
    "source": (Source, labels.SOURCE),
    "opinion": (Opinion, labels.OPINION),
    "review opinion": (ReviewOpinion, labels.REVIEW_OPINION),
    "route": (Route, labels.ROUTE),
    "violation": (Ground, labels.VIOLATION),
    "advice": (Advice, labels.ADVICE),
    "task": (Task, labels.TASK),
    "reception": (Reception, labels.WAY_TO_MEET),
    "rating": (Rating, labels.RATING),
    "role": (Role, labels.ROLE),
    "status": (Status, labels.STATUS),
    "term": (national_rules(Role.TOWNSHIP), labels.TERM),
    "event": (national_rules(Role.TOWNSHIP), talk.EVENT),
    "repeat": (Channel, {name: "".join(pair) for name, pair in labels.REPEAT.items()}),
    "act": (
        {*VERBS, *(f"log-{c}" for c in Channel), *OF_THE_BOOKS, *OTHER_ACTS},
        labels.ACT,
    ),
}


@pytest.mark.parametrize("name", CODES)
def test_every_code_has_a_label_and_every_label_a_code(name: str) -> None:
    codes, table = CODES[name]
    assert {str(code) for code in codes} == table.keys()


@pytest.mark.parametrize("name", CODES)
def test_a_label_tells_its_code_from_the_others(name: str) -> None:
    assert not [label for label, count in Counter(CODES[name][1].values()).items() if count > 1]


def test_every_entry_that_is_written_has_a_label() -> None:
    written = {
        str(k.value.value)
        for _, call in calls("Entry")
        for k in call.keywords
        if k.arg == "act" and isinstance(k.value, ast.Constant)
    }
    assert written
    assert written <= labels.ACT.keys()


FIELDS_THAT_ARE_TOLD = {
    "what must be said": {name for act in PROCEDURE for name in act.needs},
    "what is said of a dispute": {*disputes.FIELDS, *(n for names in disputes.NEEDED.values() for n in names)}
    - {"topic"},
    "what can be corrected": {*corrections.OF_THE_PETITION, *corrections.OF_THE_CASE},
    "what is set by an act": {column for act in PROCEDURE for column in (*(act.sets or {}), *act.stamps)},
    "numbers that are typed": {"people", "days", "petition", "within"},
}


@pytest.mark.parametrize("which", FIELDS_THAT_ARE_TOLD)
def test_every_field_has_a_label(which: str) -> None:
    assert FIELDS_THAT_ARE_TOLD[which] <= FIELD.keys()


def constants(module: str) -> Iterator[str]:
    """Yield the Chinese texts of a module of words that are no docstrings."""
    tree = ast.parse((PACKAGE / "words" / f"{module}.py").read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs and CHINESE.search(str(node.value)):
            yield str(node.value)


LONG_ENOUGH = 8  # a text of so many characters is a sentence; a shorter one may be the label of two things


def test_every_sentence_stands_once() -> None:
    modules = (path.stem for path in (PACKAGE / "words").glob("*.py") if path.stem != "__init__")
    said = Counter(text for module in modules for text in constants(module) if len(text) >= LONG_ENOUGH)
    assert not [text for text, count in said.items() if count > 1]


# Outside `words` Chinese is written only where it is typed by the clerk, written into the ledger, or a name of the law.
ELSEWHERE = {
    "domain/erasing.py": "the years of a retention, as the settings say them",
    "domain/dates.py": "days and periods as they are typed",
    "domain/calendar.py": "the names of the holidays",
    "domain/notice.py": "the names of the holidays",
    "domain/notice_text.py": "the words of a holiday notice",
    "domain/screening.py": "how often, as the settings say it",
    "domain/receptions.py": "the rules of reception days as the settings say them",
    "domain/terms.py": "units and articles, as the ledger keeps them",
    "domain/registration.py": "张三等5人, as the ledger keeps it",
    "domain/listed.py": "lists as they are typed",
    "office/schedule.py": "the holidays as a notice names them",
    "domain/corrections.py": "张三等5人, as the ledger keeps it",
    "office/holidays.py": "the names of the holidays",
    "office/province.py": "省 and 市, which may be left out",
    "commands/typed.py": "units that may be typed behind a number",
    "commands/demo.py": "the periods that the demonstration types",
    "commands/wanted.py": "the argument's name",
    "commands/shape.py": "5人",
    "ledger/reading.py": "第 and 号 of a number as it is typed",
    "exchange/registers/cells.py": "days, phones and names as offices write them",
    "exchange/registers/matters.py": "张三等5人, as the ledger keeps it",
    "exchange/registers/template.py": "the names of fonts",
    "tables/explain.py": "至",
    "tables/masking.py": "surnames of two characters; 张三等5人, as the ledger keeps it",
    "render/deskcard.py": "the names of fonts",
    "render/html.py": "the names of fonts",
    "render/manual.py": "the names of fonts",
    "render/notice.py": "the names of fonts",
    "render/sheet.py": "the names of fonts",
}


def test_what_a_person_reads_is_written_in_words() -> None:
    docs = {id(node.value) for _, node in nodes() if isinstance(node, ast.Expr)}
    found = {
        file
        for file, node in nodes()
        if isinstance(node, ast.Constant) and id(node) not in docs and CHINESE.search(str(node.value))
    }
    assert {file for file in found if not file.startswith(("words/", "demo/"))} == ELSEWHERE.keys()


COMMANDS = sorted(ROOM_OF)


@cache
def parameters(command: str) -> list[Any]:
    """Return the arguments and options of a command."""
    group: Any = typer.main.get_command(app)
    return list(group.get_command(typer.Context(group), command).params)


def options_of(command: str) -> set[str]:
    """Return the flags that a command knows."""
    options = (p for p in parameters(command) if p.param_type_name == "option")
    return {flag for option in options for flag in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}


def examples() -> Iterator[tuple[str, str]]:
    for command, (_, *lines) in help_words.COMMAND.items():
        yield from ((command, line) for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_page_with_examples_first(office: Office, command: str) -> None:
    office.monkeypatch.setenv("COLUMNS", "200")
    page = office.ok([command, "--help"]).out
    what, *lines = help_words.COMMAND[command]
    assert page.startswith(f"{what}\n\n例如\n  {lines[0]}\n")
    assert page.index(lines[-1]) < page.index("用法：xinfang ") < page.index("\n选项\n")
    assert office.ok([command, "-h"]).out == page


def test_a_long_page_tells_the_options_that_are_mostly_used_before_the_others(office: Office) -> None:
    page = office.ok("log-visit --help").out
    first, others = page.partition("\n选项\n")[2].split("\n\n其他选项\n")
    assert {line.split()[0] for line in first.splitlines()} >= {"--name", "--subject", "--category"}
    assert "--source-no" in others
    assert [line.split()[0] for line in others.splitlines()][-4:] == ["--home", "--json", "--no-input", "-h,"]
    assert "其他选项" not in office.ok("accept --help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_and_option_is_explained_in_chinese(office: Office, command: str) -> None:
    page = "".join(office.ok([command, "--help"]).out.split())  # long meanings go on in their column
    for parameter in parameters(command):
        if parameter.param_type_name == "argument":
            name, meaning = ARGUMENT[parameter.metavar]
        else:
            name, meaning = parameter.opts[0], parameter.help
        if parameter.hidden:  # --office, where nothing is looked at
            continue
        assert CHINESE.search(meaning)
        assert re.search(rf"{name}.{{0,40}}?{re.escape(''.join(meaning.split()))}", page), name


@pytest.mark.parametrize(("command", "example"), list(examples()), ids=lambda text: text if " " in text else "")
def test_every_example_can_be_typed(command: str, example: str) -> None:
    name, *words = shlex.split(example.replace("\\", "/"))
    assert name == "xinfang"
    called = next((word for word in words if word in ROOM_OF), "today")
    assert called == command
    assert {word for word in words if word.startswith("--")} <= options_of(command)


def test_every_command_stands_once_among_the_sections_and_in_the_overview(office: Office) -> None:
    listed = [name for names in overview.SECTIONS.values() for name in names]
    assert sorted(listed) == COMMANDS
    assert help_words.COMMAND.keys() == set(COMMANDS)
    page = office.ok("--help").out
    for name in listed:
        short = overview.short(name)
        assert re.search(rf"(^|  ){name} +{re.escape(short)}(  |$)", page, re.MULTILINE), name


def test_the_overview_begins_with_the_day_and_fits_the_screen(office: Office) -> None:
    lines = office.ok("--help").out.splitlines()
    assert lines[2] == overview.DAILY
    assert [line.split("  ")[1] for line in lines[3:8]] == [*overview.DAY]
    assert max(map(cell_len, lines)) <= 80
    assert len(lines) <= 54
    assert [line for line in lines if line in overview.SECTIONS] == ["登记", "办理", "查看", "文书与上报", "管理"]


@pytest.mark.parametrize("asked", [["help"], ["帮助"], ["/?"], ["-h"], ["help", "help"]])
def test_the_overview_is_had_by_any_name(office: Office, asked: list[str]) -> None:
    assert office.ok(asked).out == office.ok("--help").out


@pytest.mark.parametrize("asked", [["help", "check"], ["帮助", "doctor"], ["doctor", "-h"]])
def test_a_page_is_had_by_any_name(office: Office, asked: list[str]) -> None:
    assert office.ok(asked).out == office.ok("check --help").out


def test_another_name_of_a_command_does_the_same(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮")
    told = [office.ok(f"{name} --json").json for name in ("doctor", "check")]
    for document in told:
        del document["machine"]  # the free disk changes by itself
    assert told[0] == told[1]
    assert not ALIASES.keys() & ROOM_OF.keys()
    assert set(ALIASES.values()) <= ROOM_OF.keys()


def test_every_option_that_is_described_exists() -> None:
    known = {flag for command in COMMANDS for flag in options_of(command)} | {"--version"}
    renamed = {
        "names": "--name", "village_group": "--group", "representatives": "--representative",
        "settled_text": "--settled", "first": "--from", "last": "--to", "route": "--item",
        "object_ground": "--ground", "way": "--how", "perform_by": "--due", "violation": "--ground",
        "appeal_to": "--to", "late_reason": "--reason", "from_whom": "--source", "into": "--to", "parties": "--party",
        "responsible": "--leader", "settle_by": "--due", "concerned": "--people", "decided": "--text",
        "about": "--subject", "seen_to": "--done", "receives": "--leader", "hours": "--time", "notice_file": "--file",
        "group_by": "--by", "stats_file": "--file",
        "paper_served": "--served", "paper_to": "--to", "paper_text": "--text", "paper_void": "--void",
        "kinds": "--list", "to_print": "--print", "to_folder": "--to", "by_leader": "--leader", "briefly": "--detail",
        "import_channel": "--channel", "import_year": "--year", "import_undo": "--undo",
        "merged_list": "--list", "backup_to": "--to", "open_reason": "--reason", "copies_from": "--from",
        "add_item": "--add", "of_office": "--name", "remove_item": "--remove",
    }  # fmt: skip
    assert {renamed.get(name, "--" + name.replace("_", "-")) for name in OPTION} <= known


@pytest.mark.parametrize("field", sorted({*(f for a in PROCEDURE for f in a.needs), "subject", "names"}))
def test_a_missing_field_names_an_option_that_exists(field: str) -> None:
    flags = option(field).split(" 或 ")
    commands = {act.verb for act in PROCEDURE if field in act.needs} or {"log-visit"}
    for command in commands:
        assert set(flags) <= options_of(command)


def test_the_registers_have_a_column_of_every_heading() -> None:
    assert books.HEADS.keys() == books.BOOKS.keys()
    for heads in books.HEADS.values():
        assert len(set(heads.values())) == len(heads)


def test_the_values_of_labels_are_words() -> None:
    tables = (labels.CHANNEL, labels.KIND, labels.SOURCE, labels.OPINION, labels.STATUS, labels.TERM, labels.ACT, FIELD)
    for table in tables:
        for code, label in table.items():
            assert CHINESE.search(label), code
            assert label == label.strip()
