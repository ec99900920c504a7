"""No word of an accusation shows anywhere unless it is asked for (条例 arts. 30, 46): every command, every file.

Commands are taken from the command line itself, and what they are given from their own parameters: a new command, or
a new option of an old one, is walked without a line here. A new kind of argument fails until it has an example here.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.commandline import commands
from tests.conftest import Office
from tests.offices import empty
from tests.watching import watched
from xinfang.commands.frame import LOOKING, ROOM_OF
from xinfang.domain.model import Entry
from xinfang.domain.paper_forms import FORMS
from xinfang.ledger.book import writing
from xinfang.tables.closed import Sight
from xinfang.tables.openings import looked_at
from xinfang.words.books import BOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD, PLACE, UNIT = "鬼画符", "乙家坳", "丙纪检组"  # what was told of everything; where; who has it
PHONE, ID_NUMBER = "13912345678", "430124197806153017"
SECRET = (WORD, PHONE, ID_NUMBER, PLACE, UNIT)
OTHERS = ("13800138000", "11010519491231002X")  # of a claim: masked unless asked for
# Figures are told by village group and by unit, and so their names are, never which matter is whose.
COUNTS = {"stats": {PLACE, UNIT}, "report": {PLACE, UNIT}}
# The entries that go up in a package are whole but for accusations: who merges them proves the chain by them.
# A copy on the office's own stick is the ledger itself.
# Who is given a matter is told where its petitioner can be reached. The manual's examples have a phone of their own.
WHOLE = {
    "package": set(OTHERS), "merge": set(OTHERS), "backup": {*SECRET, *OTHERS}, "paper": {OTHERS[0]},
    "manual": {OTHERS[0]},
}  # fmt: skip
TOLD = (
    f"--name {WORD}名 --phone {PHONE} --id-number {ID_NUMBER} --address {WORD}址 --group {PLACE} --subject {WORD}事由 "
    f"--detail {WORD}详情 --source county --source-no {WORD}文号 --receiver {WORD}接待 --representative {WORD}代表 "
    f"--people 6 --attach {WORD}信.txt --date 2026-03-02"
)
STORY = (
    f"log-letter {TOLD} --kind accusation --category 挪用资金 --due 2026-03-18 --new-case",
    f"forward 1 --to {UNIT} --due 2026-03-19 --text {WORD}转 --date 2026-03-03",
    f"instruct 1 --leader {WORD}领 --text {WORD}批 --to {UNIT} --due 2026-03-15 --date 2026-03-04",
    f"instruct 1 --done --text {WORD}果 --date 2026-03-05",
    f"instruct 1 --leader {WORD}领 --text {WORD}批 --to {UNIT} --due 2026-03-25 --date 2026-03-05",
    f"lead 1 --leader {WORD}包 --handler {WORD}办 --text {WORD}方案 --date 2026-03-05",
    f"meet 1 --leader {WORD}领 --duty {WORD}长 --text {WORD}听 --place {WORD}地 --promise {WORD}诺 --due 2026-03-30",
    f"note 1 --text {WORD}记",
    f"urge 1 --to {UNIT} --text {WORD}催",
    f"supervise 1 --ground delay --advice improve --text {WORD}督 --to {UNIT} --due 2026-03-16 --date 2026-03-06",
    f"aid 1 --sum 2000 --source {WORD}款 --text {WORD}助",
    f"correct 1 --subject {WORD}又 --reason {WORD}因",
    f"undo 1 --text {WORD}撤",
    f"paper forward 1 --with-confidential --reason 移送 --to {UNIT} --text {WORD}文 --basis {WORD}据",
    f"log-visit {TOLD} --kind accusation --case 1",
    f"log-visit {TOLD} --kind accusation --new-case",
    f"forward 2 --to {UNIT} --date 2026-03-03",
    f"close 2 --settled --reason {WORD}结 --date 2026-03-04",
    f"reopen 2 --reason {WORD}重 --date 2026-03-05",
    f"close 2 --not-settled --reason {WORD}结 --date 2026-03-06",
    f"follow-up 2 --office-rating 满意 --unit-rating 满意 --text {WORD}访",
    f"archive 2 --retention 10年 --archive-no {WORD}档",
    f"log-call {TOLD} --new-case",
    f"correct 3 --kind accusation --reason {WORD}因",
    f"log-online {TOLD} --new-case",
    f"correct 4 --kind accusation --reason {WORD}因",
    "correct 4 --kind claim --with-confidential --reason 登错",  # why it was opened stands in the book of openings
    f"correct 4 --kind accusation --reason {WORD}因",
    f"log-visit --name 张三 --phone {OTHERS[0]} --id-number {OTHERS[1]} --subject 路灯不亮 --new-case --date 3月2日",
    f"log-letter {TOLD} --kind accusation --new-case",
    "join 6 --to 1",
    f"log-letter {TOLD} --kind accusation --new-case",
    f"void 7 --reason {WORD}废",
    "log-visit --name 李四 --subject 山塘 --new-case --date 2026-03-02",
    f"log-letter {TOLD} --case 8",
    "correct 8 --petition 2 --kind accusation --reason 登错",
    f"search {WORD} --with-confidential --reason 核对",
)
ENDINGS = (".xlsx", ".csv", ".json", ".html", ".db")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "CASE": ("1", "2", "8"), "OF_CASE": ("1", "2", "5"), "BOOK": tuple(BOOKS), "PERIOD": ("今年",),
    "SHELL": ("fish",), "DAY": ("2026-03-05",), "AT_ONCE": (WORD,), "CASES": ("2",), "COPY": ("2026",),
    "WORDS": (WORD, "保密"), "FILE": tuple(f"表{ending}" for ending in ENDINGS), "REGISTER": ("旧表.csv",),
    "REPORT": ("week", "month", "quarter", "year"), "CALENDAR": ("2026",), "NOTICE": ("通知.txt",),
    "WHAT": ("1", "2", "按期办结率", "指标"), "PACKAGE": ("包.zip",), "PACKAGES": ("收到.zip",), "PAPER": tuple(FORMS),
    "SETTING": ("groups",), "VALUE": ("一组",),
}  # fmt: skip
# Values of options by their metavar; whatever else is asked for is told a word that stands nowhere.
VALUES: dict[str, tuple[str, ...]] = {
    "日期": ("2026-03-20",), "月份": ("3月",), "年份": ("2026",), "登记簿": tuple(BOOKS), "天数": ("60",),
    "行:列": ("期末未结", "来信", f"{PLACE}:来信", f"{UNIT}:总件次"), "序号": ("2",),
    "文件": tuple(f"件{ending}" for ending in ENDINGS),
    "项目": ("group", "unit", "category", "kind", "month"), "人数": ("1",), "元": ("5",), "号码": ("13700000000",),
    "文件夹": (".",),
}  # fmt: skip
OPENS = {"with_confidential", "unmask", "home", "install"}  # asked for, which is not what is walked here
ACCOUNT = "某台电脑的账户"  # whose name stands in no file that is made
# What there is in an office folder, by its place there; there is no log.
KEPT = re.compile(
    r"\.$|config\.yaml$|holidays\.yaml$|data($|/(xinfang\.db|settings\.json|holidays\.json|columns\.json|files|backups|drafts))|"
    r"文书($|/)|文书模板($|/)|公告($|/)|使用手册\.html$|桌边卡片\.html$"
)
WHY = ["--with-confidential", "--reason", "县纪委调阅"]


@pytest.fixture(scope="module")
def accused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with accusations of every fate, words in all their places, and a claim beside them."""
    home = tmp_path_factory.mktemp("保密")
    with pytest.MonkeyPatch.context() as patch:
        office = empty(home / "镇", patch, "ZZ", "柳林镇信访办", "township")
        office.today = "2026-03-20"
        patch.chdir(home)
        Path(f"{WORD}信.txt").write_text(WORD, "utf-8")
        for words in STORY:
            office.ok(words)
        yield office


def typed(command: Any) -> Iterator[list[str]]:
    """Yield what can be typed after a command: all its arguments, then each option and all of them together."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    passed = OPENS if command.name in LOOKING else OPENS | {"looks_at"}
    passed |= {"reason"} if command.name in {*LOOKING, "package"} else set()  # why it is opened
    options = [p for p in command.params if p.param_type_name == "option" and p.name not in passed]
    choices = [((),) * (not a.required) + tuple((told,) for told in ARGUMENTS[a.metavar]) for a in arguments]
    placed = [[word for part in parts for word in part] for parts in product(*choices)]
    yield from placed
    yield from ([*placed[-1], *said] for option in options for said in said_of(option))
    yield [*placed[-1], *(word for option in options if not option.is_flag for word in said_of(option)[0])]


def said_of(option: Any) -> list[list[str]]:
    if option.is_flag:
        return [[flag] for flag in (*option.opts, *option.secondary_opts)]
    if option.name == "looks_at":
        return [[option.opts[0], "全部"]]
    return [[option.opts[0], value] for value in VALUES.get(option.metavar, ("丁某",))]


def text_of(content: bytes) -> str:
    """All text in a file: what is packed in it unpacked, words that markup parts put together, escapes written out."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(name + text_of(archive.read(name)) for name in archive.namelist())
    text = content.decode("utf-8", "replace")
    plain = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return plain + re.sub(r"<[^>]*>", "", plain)


def shown(office: Office, words: list[str], folder: Path) -> tuple[int, str]:
    """Return how a command ended and all that it tells, on the screen and in the files that it leaves in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    office.monkeypatch.chdir(folder)
    Path("旧表.csv").write_text(
        f"来信日期,写信人,事由,目的,承办单位\n2026-01-05,{WORD},{WORD},检举控告,{UNIT}\n", "utf-8"
    )
    for path in folder.parent.glob("收到.zip"):
        shutil.copy(path, folder)
    given = {path.name for path in folder.iterdir()}
    wide = os.umask(0)
    try:
        with watched() as made:
            result = office.run(words)
    finally:
        os.umask(wide)
    assert result.code in (0, 1, 2), (words, result.screen)
    assert "程序出错" not in result.err, (words, result.screen)
    judge_made(office, folder, made)
    left = [path for path in folder.rglob("*") if path.is_file() and path.name not in given]
    told = "\n".join(path.name + text_of(path.read_bytes()) for path in left)
    assert not [word for word in (str(office.home), str(folder), ACCOUNT) if word in told], words
    return result.code, f"{result.screen}\n{told}"


def judge_made(office: Office, folder: Path, made: list[Path]) -> None:
    """What a command made lies in the office folder or where it was asked for, for its owner only; no draft is left."""
    homes = (office.home, folder)
    assert [path for path in made if not any(path.is_relative_to(home) for home in homes)] == []
    left = [path for path in made if path.exists()]
    assert [path for path in left if path not in homes and path.stat().st_mode & 0o077] == []
    kept = [path.relative_to(office.home) for path in left if path.is_relative_to(office.home)]
    assert [path for path in kept if not KEPT.match(path.as_posix())] == []
    assert [path for path in left if path.name.startswith(".xinfang-")] == []


@pytest.mark.parametrize("name", [name for name in ROOM_OF if name != "demo"])  # which makes an office of its own
def test_no_command_shows_a_word_of_an_accusation(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    home = shutil.copytree(accused.home, tmp_path / "镇")
    office = Office(home, monkeypatch)
    office.today = accused.today
    for variable in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(variable, ACCOUNT)
    if name == "merge":
        office.ok(["package", str(tmp_path / "收到.zip")])
        office = empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau")
    kept = [word for word in (*SECRET, *OTHERS) if word not in COUNTS.get(name, set()) | WHOLE.get(name, set())]
    done = 0
    for words in typed(commands()[name]):
        for line in ([name, *words], [name, *words, "--json"]):
            code, told = shown(office, line, tmp_path / "此处")
            done += code == 0
            told = told.replace(" ".join(words), "")
            asked = {word for word in kept if any(word in typed_word for typed_word in words)}
            assert [word for word in kept if word not in asked and word in told] == [], line
    assert done or name not in LOOKING


def test_a_former_file_that_all_could_read_is_kept_for_its_owner_only(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XINFANG_HOME", str(accused.home))
    file = tmp_path / "表.csv"
    file.write_text("原来的", "utf-8")
    file.chmod(0o644)
    accused.ok(["export", str(file)])
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "表.csv": 0o600,
        "表(原).csv": 0o600,
    }


def test_what_sqlite_sorts_and_rolls_back_is_for_nobody_else(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal lies beside the ledger and is the owner's; what it sorts stays in memory."""
    office = Office(shutil.copytree(accused.home, tmp_path / "镇"), monkeypatch)
    wide = os.umask(0)
    try:
        with writing(office.database, "ZZ") as book:
            book.record(
                Entry(act="note", case="XF2026-0001", on="2026-03-20", by="某", said={"text": WORD}),
                "2026-03-20T18:00:00",
            )
            assert book.conn.execute("PRAGMA temp_store").fetchone()[0] == 2  # memory
            made = {path.name: path.stat().st_mode & 0o777 for path in office.database.parent.glob("xinfang.db*")}
    finally:
        os.umask(wide)
    assert made == {"xinfang.db": 0o600, "xinfang.db-journal": 0o600}


def test_the_demonstration_too_leaves_nothing_elsewhere(office: Office, tmp_path: Path) -> None:
    home = tmp_path / "演示"
    with watched() as made:
        office.ok(["--home", str(home), "demo"])
    assert [path for path in made if not path.is_relative_to(home)] == []
    assert [path for path in made if path.exists() and path.stat().st_mode & 0o077] == []
    assert not list(home.rglob(".xinfang-*"))


def test_whoever_merges_holds_no_word_of_it_in_any_table(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Office(accused.home, monkeypatch).ok(["package", str(tmp_path / "包.zip")])
    county = empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau")
    county.ok(["merge", str(tmp_path / "包.zip")])
    county.ok("search 路灯 --office 全部")
    county.ok("check --repair")
    with closing(sqlite3.connect(county.database)) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = "\n".join(str(tuple(row)) for table in tables for row in conn.execute(f'SELECT * FROM "{table}"'))
    assert "路灯不亮" in told
    assert [word for word in SECRET if word in told] == []
    assert [word for word in SECRET if word.encode() in county.database.read_bytes()] == []


def test_each_opening_is_an_entry_with_its_reason_and_without_a_reason_there_is_none(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What shows the words when it is asked to has written down why; without a reason it shows and writes nothing."""
    office = Office(shutil.copytree(accused.home, tmp_path / "镇"), monkeypatch)
    office.today, opened = accused.today, 0
    for name, command in commands().items():
        if not any(option.name == "with_confidential" for option in command.params):
            continue
        for words in list(typed(command))[:20]:
            before, tells = openings(office), not any(WORD in word for word in words)
            _, told = shown(office, [name, *words, WHY[0]], tmp_path / "此处")
            assert openings(office) == before or "--reason" in words
            assert "--reason" in words or not tells or WORD not in told.replace(" ".join(words), ""), words
            before = openings(office)
            _, told = shown(office, [name, *words, *WHY], tmp_path / "此处")
            if tells and WORD in told.replace(" ".join(words), ""):
                opened += 1
                assert openings(office)[len(before) :] == [WHY[-1]], words
    assert opened > 20


def openings(office: Office) -> list[str]:
    """Why accusations were opened, by the entries themselves."""
    with closing(sqlite3.connect(office.database)) as conn:
        rows = conn.execute("SELECT data FROM entry WHERE act = 'disclose' ORDER BY seq").fetchall()
    return [json.loads(row[0])["said"]["reason"] for row in rows]


def test_the_book_of_openings_is_the_office_s_own(accused: Office, tmp_path: Path) -> None:
    """It stands in no export of all and in no package, and other offices' is not shown."""
    accused.monkeypatch.setenv("XINFANG_HOME", str(accused.home))
    accused.ok(["export", str(tmp_path / "全部.json")])
    assert "opened" not in (tmp_path / "全部.json").read_text("utf-8")
    accused.ok(["package", str(tmp_path / "包.zip")])
    assert "移送" not in text_of((tmp_path / "包.zip").read_bytes())
    told = "查阅登记簿只有本单位的；请去掉 --office，别的单位的请在该单位查看。"
    assert accused.refused("register opened --office 全部") == told
    assert accused.refused(["export", str(tmp_path / "查.csv"), "--book", "opened", "--office", "全部"]) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"what": "search", "words": WORD, "reason": "核对"}, "查找　保密"),
        ({"what": f"search {WORD}"}, "查找"),  # as it was written before a reason was asked
        ({"what": "export letter, visit"}, "导出"),
        ({"what": "show", "office": "柳村 XF2026-0001", "reason": "核对"}, "柳村 XF2026-0001　全部内容"),
        ({}, ""),  # kept back, or erased
    ],
)
def test_the_book_hides_what_was_searched_for(said: dict[str, str], told: str) -> None:
    assert looked_at(said, Sight()) == told


def test_why_it_is_opened_is_asked_at_a_terminal(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(shutil.copytree(accused.home, tmp_path / "镇"), monkeypatch)
    before = openings(office)
    told = office.session("show 1 --with-confidential", ("为什么要看", "县纪委来人"))
    assert told.code == 0
    assert f"{WORD}事由" in told.out
    assert openings(office) == [*before, "县纪委来人"]


BROKEN = {
    "what is read": ("xinfang.ledger.reading.Ledger.rows", "list --json"),
    "a case": ("xinfang.ledger.cases.Cases.state", "show 1"),
    "what is written": ("xinfang.ledger.project.apply", "note 1 --text 记"),
    "the chain": ("xinfang.ledger.chain.link", "log-visit --name 甲 --subject 乙 --new-case"),
    "an attachment": ("xinfang.ledger.files.keep", "log-visit --name 甲 --subject 乙 --new-case --attach 旧表.csv"),
    "the screen": ("xinfang.render.screen.lines", "list"),
    "a workbook": ("xinfang.render.xlsx._fill", "export 表.xlsx"),
    "a page": ("xinfang.render.html.write", "export 表.html"),
    "data": ("xinfang.render.csvfile.write", "export 表.csv"),
    "a paper": ("xinfang.papers.fill.Template.fill", "paper 登记回执 5"),
    "a report": ("xinfang.papers.essay.parts", "report week"),
    "a package": ("xinfang.exchange.packages.package._lines", "package 包.zip"),
}


@pytest.mark.parametrize("error", [RuntimeError, KeyError, sqlite3.IntegrityError])
@pytest.mark.parametrize(("broken", "words"), BROKEN.values(), ids=BROKEN)
def test_a_failure_anywhere_tells_a_sentence_and_no_value(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, words: str, error: type[Exception]
) -> None:
    """Neither the error's words nor what it was about; for developers its kinds and places."""
    office = Office(shutil.copytree(accused.home, tmp_path / "镇"), monkeypatch)
    office.today, before = accused.today, accused.database.read_bytes()

    def fail(*_: object, **__: object) -> None:
        names = [WORD, PHONE]  # what a traceback with locals would show
        raise error(f"{names[0]} {names[1]}") from ValueError(ID_NUMBER)

    monkeypatch.setattr(broken, fail)
    for debug in ("", "1"):
        monkeypatch.setenv("XINFANG_DEBUG", debug)
        monkeypatch.chdir(tmp_path)
        Path("旧表.csv").write_text("", "utf-8")
        result = office.run(words)
        assert result.code == 1
        assert result.out == ""
        assert not [word for word in (*SECRET, "Traceback") if word in result.err]
        internal = "程序出错了" in result.err
        assert (" fail\n" in result.err) == (internal and debug == "1")  # where it failed
        assert ("\n" in result.err.strip()) == (internal and debug == "1")
    assert office.database.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["旧表.csv", "镇"])


def test_what_fails_as_it_is_let_go_and_what_libraries_warn_of_is_not_told(accused: Office) -> None:
    program = f"""
import warnings, xinfang.ledger.reading as reading
from xinfang.commands import main
class Leaky:
    def __del__(self):
        raise ValueError("{WORD}")
def fail(*_):
    warnings.warn("{WORD}")
    Leaky()
    raise KeyError("{WORD}")
reading.Ledger.rows = fail
main(["list"])
"""
    told = accused.python("-c", program, XINFANG_HOME=str(accused.home))
    assert told.code == 1
    assert told.err == "程序出错了（KeyError），没有保存；请运行 xinfang check 检查台账，并把这句话告诉维护的人。\n"


def test_nothing_beside_the_ledger_and_its_attachments_holds_a_word_of_it(accused: Office) -> None:
    """Kept settings and schedules hold what the office set; the names of attachments are their digests."""
    data = accused.database.parent
    beside = [path for path in data.rglob("*") if path.is_file() and path.name != accused.database.name]
    told = [path.name + ("" if "files" in path.parts else path.read_text("utf-8")) for path in beside]
    assert len(beside) > 1
    assert not [word for word in (*SECRET, *OTHERS) for text in told if word in text]


def test_check_tells_of_folders_that_all_can_open_and_closes_them(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(shutil.copytree(accused.home, tmp_path / "镇"), monkeypatch)
    data, papers = office.home / "data", office.home / "文书"
    for path, mode in ((office.home, 0o700), (data, 0o755), (papers, 0o755)):
        path.chmod(mode)
    assert office.ok("check").err == ""  # the office's own folder is closed: nobody comes as far
    office.home.chmod(0o755)
    told = office.ok("check")
    assert "其他账户也能打开：data、文书；请运行 xinfang check --repair 收回" in told.err
    office.ok("check --repair")
    assert office.ok("check").err == ""
    assert [path.stat().st_mode & 0o777 for path in (office.home, data, papers)] == [0o755, 0o700, 0o700]
    data.chmod(0o770)
    assert office.ok("check").err == ""  # a group that shares the office
