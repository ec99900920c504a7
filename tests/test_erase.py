"""Erasing: the words of a case are nowhere in the office folder any more, the chain holds, no figure changes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tests.offices import at, brought_together, empty, members, packed, rows_of
from xinfang.commands.desk import Desk
from xinfang.domain.confidential import CLOSED
from xinfang.domain.erasing import STAYS, runs_out
from xinfang.domain.model import Entry, columns
from xinfang.domain.thinning import gone_by, kept
from xinfang.ledger import erase as erasing
from xinfang.ledger import outside
from xinfang.ledger.backup import Origin, take
from xinfang.ledger.book import writing
from xinfang.ledger.cases import Cases
from xinfang.ledger.grams import grams
from xinfang.ledger.reading import reading
from xinfang.words.books import BOOKS
from xinfang.words.erasing import ERASED_MARK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

DAY = "2026-03-05"
THEN, EARLY, LATER = "2010-03-05", "2020-12-31", "2021-01-01"
ERASE = ["--approver", "李镇长", "--reason", "保管期满", "--yes"]
TRIALS = int(os.environ.get("XINFANG_TRIALS", "4"))
WORD, PHONE, ID_NUMBER = "鬼画符", "13912345678", "430124197806153017"
SECRET = (WORD, PHONE, ID_NUMBER)
TOLD = (
    f"--name {WORD}名 --phone {PHONE} --id-number {ID_NUMBER} --address {WORD}址 --subject {WORD}事由 "
    f"--detail {WORD}详情 --receiver {WORD}接待 --representative {WORD}代表 --people 6 --group 三组 --category 宅基地"
)
DISPUTE = (
    f"--subject {WORD}争 --party {WORD}甲 --party {WORD}乙 --people 3 --team {WORD}会 --person {WORD}主任 "
    f"--plan {WORD}案 --due 3月20日 --finder {WORD}排查 --detail {WORD}细"
)
# A matter with words in every place that takes some: it came from a dispute, another was joined to it, it went on.
STORY = (
    f"log-dispute {DISPUTE}",
    f"note PC1 --text {WORD}记",
    f"log-visit --dispute PC1 {TOLD} --source county --source-no {WORD}文号 --due 5月4日 --attach {{letter}}",
    f"log-letter {TOLD} --new-case",
    f"join 2 --to 1 --reason {WORD}并",
    f"correct 1 --subject {WORD}又 --reason {WORD}因",
    f"undo 1 --text {WORD}撤",
    "accept 1",
    f"lead 1 --leader {WORD}包 --handler {WORD}办 --text {WORD}方案",
    f"instruct 1 --leader {WORD}领 --text {WORD}批 --to 国土所 --due 3月15日",
    f"instruct 1 --done --text {WORD}果",
    f"meet 1 --leader {WORD}领 --duty {WORD}长 --text {WORD}听 --place {WORD}地",
    f"hear 1 --text {WORD}证",
    f"urge 1 --to 国土所 --text {WORD}催",
    f"extend 1 --days 20 --approver {WORD}批准 --reason {WORD}延",
    f"aid 1 --sum 2000 --source {WORD}款 --text {WORD}助",
    f"paper extend 1 --set 复查机关={WORD}府",
    f"search {WORD}名 --with-confidential --reason {WORD}名来问",
    f"reply 1 --opinion support --text {WORD}答",
    f"paper reply 1 --text {WORD}文 --basis {WORD}据 --set 复查机关={WORD}府",
    f"deliver 1 --how {WORD}送 --signed-by {WORD}签",
    f"close 1 --settled --reason {WORD}结",
    f"follow-up 1 --office-rating 满意 --unit-rating 满意 --text {WORD}访",
    "archive 1 --retention 10年 --archive-no 2010-015",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the office with the story is put when it was made once."""
    return tmp_path_factory.mktemp("told") / "信访"


@pytest.fixture
def told(office: Office, tmp_path: Path, shelf: Path) -> Office:
    """An office with the story, and a matter beside it that stays."""
    if shelf.exists():
        shutil.copytree(shelf, office.home)
    else:
        letter = tmp_path / f"{WORD}信.txt"
        letter.write_text(f"{WORD}原件" * 100, "utf-8")
        office.today = THEN
        for line in STORY:
            office.ok(line.format(letter=letter))
        office.ok("log-visit --name 周全 --subject 路灯不亮 --new-case")
        shutil.copytree(office.home, shelf)
    office.today = LATER
    return office


def holding(office: Office, *words: str) -> set[str]:
    """The files of the office folder (but for copies) that hold one of the words."""
    found = set()
    for path in office.home.rglob("*"):
        if path.is_file() and "backups" not in path.parts:
            content = path.read_bytes()
            forms = [form for word in words for form in (word.encode(), word.encode("gb18030"))]
            found |= {path.relative_to(office.home).as_posix()} if any(form in content for form in forms) else set()
    return found


def whole(office: Office) -> None:
    assert office.run("check --json").json["problems"] == []


# ------------------------------------------------------------------------------------------------------ gone for good


def test_the_words_of_an_erased_case_are_in_no_file_of_the_office_folder(told: Office) -> None:
    assert {"data/xinfang.db"} < holding(told, *SECRET)
    head = told.ok("check --json").json["head"]
    done = told.ok(["erase", "1", *ERASE, "--json"]).json
    assert done["erased"] == ["XF2010-0001", "XF2010-0002", "PC2010-0001"]
    assert (done["files"], done["approver"]) == (3, "李镇长")
    assert holding(told, *SECRET) == set()
    assert not [path for path in told.home.rglob("*") if WORD in path.name]
    assert [path.name for path in (told.home / "文书").rglob("*.docx")] == []
    whole(told)
    told.ok(["check", "--head", head])


def tokens(office: Office) -> set[str]:
    """What the search index holds, also of words that were taken out of it."""
    with closing(sqlite3.connect(office.database)) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, search_index, 'row')")
        return {row[0] for row in conn.execute("SELECT term FROM temp.tokens")}


def test_the_search_index_holds_no_pair_of_their_characters(told: Office) -> None:
    pairs = {token for token in grams(WORD).split() if len(token) > len("09b3c")}
    assert pairs <= tokens(told)
    told.ok(["erase", "1", *ERASE])
    assert not pairs & tokens(told)


def test_every_free_page_of_the_ledger_is_given_back(told: Office) -> None:
    told.ok(["erase", "1", *ERASE])
    with closing(sqlite3.connect(told.database)) as conn:
        assert conn.execute("PRAGMA freelist_count").fetchone()[0] == 0
        assert conn.execute("SELECT count(*) FROM meta WHERE key = 'sweep'").fetchone()[0] == 0


def test_what_stays_is_shown_with_a_mark(told: Office) -> None:
    told.ok(["erase", "1", *ERASE])
    shown = told.ok("show 1 --json --unmask").json
    assert (shown["subject"], shown["petitioner"], shown["category"]) == (ERASED_MARK, ERASED_MARK, "宅基地")
    assert (shown["closed_on"], shown["settled"], shown["archive_no"]) == (THEN, True, "2010-015")
    assert shown["petitions"][0]["people"] == 6
    assert [term["due_on"] for term in shown["terms"]]
    assert [event["act"] for event in shown["history"]][-2:] == ["archive", "erase"]
    assert "保管期满" in shown["history"][-1]["text"]
    assert ERASED_MARK in told.ok("show PC1").out
    for book in BOOKS:
        told.ok(["register", book, "--year", "2010"])
    assert [row["case"] for row in told.ok(["search", ERASED_MARK, "--json"]).json["rows"]]
    for command in ("show 1", "show 2", "explain 1", "explain 2", "list", "search 路灯"):
        told.ok(command)
    told.ok(["export", str(told.home.parent / "all.xlsx")])


def test_the_file_of_another_case_stays_though_it_holds_the_same(told: Office, tmp_path: Path) -> None:
    same = tmp_path / "别名.TXT"
    same.write_text(f"{WORD}原件" * 100, "utf-8")
    told.ok(["log-visit", "--name", "周全", "--subject", "另一件", "--new-case", "--attach", str(same)])
    told.ok(["erase", "XF2010-0001", *ERASE])
    assert len(holding(told, WORD)) == 1
    whole(told)


def test_nothing_but_what_is_named_is_left_of_a_row() -> None:
    for table, names in (*STAYS.open.items(), *STAYS.marked.items(), *CLOSED.marked.items()):
        assert names <= set(columns(table))
    assert not [t for t in STAYS.open if STAYS.open[t] & STAYS.marked.get(t, frozenset())]
    assert all(CLOSED.open[table] <= STAYS.open[table] for table in CLOSED.open)


# ------------------------------------------------------------------------------------------------------- when it may be


@pytest.mark.parametrize(
    ("retention", "last_on", "day"),
    [("10年", "2010-03-05", "2021-01-01"), ("30 年", "2010-12-31", "2041-01-01"), ("永久", "2010-03-05", None)],
)
def test_years_are_counted_from_the_first_january_after_the_end(retention: str, last_on: str, day: str | None) -> None:
    assert runs_out(retention, last_on) == day


def test_only_what_need_not_be_kept_is_erased(office: Office) -> None:
    office.today = THEN
    for name in ("甲", "乙", "丙", "丁"):
        office.ok(f"log-call --anonymous --subject {name}路灯不亮了 --settled 已修 --new-case")
    office.ok("archive 1 --retention 10年")
    office.ok("archive 2 --retention 永久")
    office.ok("archive 4 --retention 10年")
    office.ok("log-call --anonymous --subject 路灯又不亮 --case 4", today="2012-03-05")
    office.today = EARLY
    assert office.ok("erase --json").json == {"due": [], "count": 0}
    assert office.refused(["erase", "1", *ERASE]) == (
        "XF2010-0001 的保管期限（10年）要到 2021-01-01 才满，现在不能清除个人信息；到时再办。"
    )
    office.today = LATER
    assert office.refused(["erase", "2", *ERASE]) == (
        "XF2010-0002 的保管期限是“永久”，不能清除个人信息；期限定错了请先 xinfang correct XF2010-0002 --retention。"
    )
    assert office.refused(["erase", "3", *ERASE]) == (
        "XF2010-0003 还没有办结归档，不能清除个人信息；请先办结，再 xinfang archive XF2010-0003 --retention 10年。"
    )
    assert "2023-01-01" in office.refused(["erase", "4", *ERASE])
    assert office.refused("erase 1 --approver 李镇长 --reason 保管期满") == (
        "清除个人信息不能恢复；核对以后请加 --yes，或在终端里运行并回答。"
    )
    assert office.refused("erase 1 --yes") == "还缺少：批准人、原因；请补上 --approver、--reason。"
    assert office.refused(["erase", "1", "--all-due", *ERASE]) == "编号和 --all-due 只能用一个；请去掉其中一个。"
    [due] = office.ok("erase --json").json["due"]
    assert (due["case"], due["runs_out"], due["with_it"]) == ("XF2010-0001", LATER, [])
    entries = office.entries()
    assert office.ok("erase").out
    assert office.entries() == entries


def test_a_clock_that_still_runs_is_to_be_met_first(told: Office) -> None:
    told.today = THEN
    told.ok("log-visit --name 吴九 --subject 山塘漏水 --new-case --settled 已堵")
    told.ok("log-visit --name 郑十 --subject 水渠 --new-case")
    told.ok("close 5 --settled --reason 撤回")
    told.ok("archive 5 --retention 10年")
    told.today = LATER
    assert told.refused(["erase", "5", *ERASE]) == (
        "XF2010-0005 的回访还没有办，不能清除个人信息；请先办完，例如 xinfang follow-up XF2010-0005。"
    )
    assert "XF2010-0005 的回访还没有办，办了才能清除。" in told.ok("erase").out
    assert "XF2010-0005" not in told.ok(["erase", "--all-due", *ERASE, "--json"]).json["erased"]


def test_nothing_is_asked_about_what_was_erased(told: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    told.ok(["erase", "1", *ERASE])
    monkeypatch.setattr(Desk, "asks", property(lambda _: True))
    assert told.refused("note 1").startswith("XF2010-0001 的个人信息已经清除，不能再办；")


def test_nothing_more_is_done_with_what_was_erased(told: Office) -> None:
    told.ok(["erase", "2", *ERASE])  # the joined one names the other
    sentence = "{} 的个人信息已经清除，不能再办；同一件事再来的请用 --new-case 另行登记。"
    before = told.entries()
    for command in (
        "note 1 --text 记", "reopen 1 --reason 又来", "correct 1 --phone 13800138000", "void 1 --reason 废", "undo 1",
        "aid 1 --sum 1 --source 款", "log-visit --name 张三 --subject 又来 --case 1", "join 1 --apart --reason 拆",
        "paper --void 〔2010〕1号 --reason 错",
    ):  # fmt: skip
        assert told.run(command).code != 0, command
    assert told.refused("reopen 1 --reason 又来") == sentence.format("XF2010-0001")
    assert told.refused("correct PC1 --plan 又 --reason 因") == sentence.format("PC2010-0001")
    assert told.refused(["erase", "1", *ERASE]) == sentence.format("XF2010-0001")
    assert told.entries() == before
    told.ok("calendar --refresh")
    whole(told)


# --------------------------------------------------------------------------------------------- no figure changes


def figures(office: Office, folder: Path) -> dict[str, Any]:
    """Every figure of the years: statistics with their indicators, the counts of registers, the reports' numbers."""
    found: dict[str, Any] = {}
    for period in ("2024", "2025", "2026", "2025-11"):
        found[f"stats {period}"] = office.ok(f"stats {period} --json").json
    for book in BOOKS:
        found[f"register {book}"] = office.ok(f"register {book} 2025 --json").json["count"]
    for kind, period in (("year", "2025"), ("month", "2025-06")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        office.ok(["report", kind, period, "--to", str(folder)])
        [book_file] = folder.glob("*.xlsx")
        for sheet in openpyxl.load_workbook(book_file):
            cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
            found[f"{kind} {sheet.title}"] = {cell.coordinate: cell.value for cell in cells}
    return found


def test_what_is_counted_of_the_doings_in_a_case_stays(told: Office) -> None:
    counted = {
        "notes": ("act", "on_date"), "tasks": ("task", "unit", "done_on", "kept"), "meetings": ("on_date", "people"),
        "aids": ("cents",), "hearings": ("days",), "papers": ("kind", "no", "made_on"),
    }  # fmt: skip
    before = {table: [[row[n] for n in names] for row in rows_of(told, table)] for table, names in counted.items()}
    assert all(before.values())
    told.ok(["erase", "1", *ERASE])
    after = {table: [[row[n] for n in names] for row in rows_of(told, table)] for table, names in counted.items()}
    assert {table: sorted(rows, key=repr) for table, rows in after.items()} == {
        table: sorted(rows, key=repr) for table, rows in before.items()
    }


def test_no_figure_changes_whichever_cases_are_erased(demo: Office, tmp_path: Path) -> None:
    demo.today = "2041-03-05"
    due = [row["case"] for row in demo.ok("erase --json").json["due"] if not row["running"]]
    assert len(due) > 20
    before = figures(demo, tmp_path / "报表")
    chosen = random.Random(3).sample(due, len(due) * 2 // 3)
    demo.ok(["erase", *chosen, *ERASE])
    assert demo.ok("stats 2025 --json").json == before["stats 2025"]
    demo.ok(["erase", "--all-due", *ERASE])
    assert figures(demo, tmp_path / "报表") == before
    whole(demo)


# ------------------------------------------------------------------------------------- erased, and tampered with


def changed(office: Office, sql: str, *values: object) -> list[str]:
    """Change the ledger behind the program's back; returns what `check` says of it."""
    with closing(sqlite3.connect(office.database)) as conn:
        triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute(sql, values)
        for _, statement in triggers:
            conn.execute(statement)
        conn.commit()
    return [problem["message"] for problem in office.run("check --json").json["problems"]]


def test_an_entry_that_no_erasure_covers_is_named(told: Office) -> None:
    found = changed(told, "UPDATE entry SET salt = '' WHERE seq = 1")
    assert found == ["第 1 条记录（登记矛盾纠纷，2010-03-05）被改动过；请用 xinfang restore 与备份核对。"]


def test_what_stands_for_erased_words_cannot_be_changed_unseen(told: Office) -> None:
    told.ok(["erase", "1", *ERASE])
    assert changed(told, "UPDATE entry SET data = replace(data, '宅基地', '低保') WHERE seq = 3")[0].startswith(
        "第 3 条"
    )


def test_words_that_come_back_are_named(told: Office) -> None:
    [before] = [row for row in rows_of(told) if row["seq"] == 3]
    told.ok(["erase", "1", *ERASE])
    found = changed(told, "UPDATE entry SET data = ?, salt = ? WHERE seq = 3", before["data"], before["salt"])
    assert "第 3 条记录应当已经清除个人信息，内容却还在；请与备份核对。" in found


# ------------------------------------------------------------------------------------------------------- cut short


def test_an_erasure_that_was_cut_short_is_told_and_ended(told: Office) -> None:
    with reading(told.database, "XF") as ledger:
        matter = erasing.matter(Cases(ledger.conn, "XF"), "XF2010-0001")
    said = {"approver": "李镇长", "reason": "保管期满"}
    with writing(told.database, "XF") as book:
        acts = [Entry(act="erase", case=no, on=LATER, by="李经办", said=said) for no in matter.numbers]
        erasing.erase(book, acts, f"{LATER}T09:00:00", ERASED_MARK)
    assert [problem["code"] for problem in told.run("check --json").json["problems"]] == ["unswept"]
    assert len(list((told.home / "文书").rglob("*.docx"))) == 2
    shutil.copytree(told.home, told.home.parent / "另一份")
    assert told.ok("erase").err == "上次清除没有做完的，已接着做完。\n"
    assert holding(told, *SECRET) == set()
    whole(told)
    told.home = told.home.parent / "另一份"
    told.monkeypatch.setenv("XINFANG_HOME", str(told.home))
    told.ok("check --repair")
    assert holding(told, *SECRET) == set()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    "moment", [random.Random(trial).uniform(0.1, 0.9) for trial in range(TRIALS)], ids="{:.3f}s".format
)
def test_a_kill_leaves_it_undone_or_done_and_the_next_run_ends_it(told: Office, moment: float) -> None:
    before = rows_of(told)
    process = subprocess.Popen(
        [sys.executable, "-m", "xinfang", "erase", "1", *ERASE], env=told.env(), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    problems = {problem["code"] for problem in told.run("check --json").json["problems"]}
    if rows_of(told) == before:
        assert problems == set()
        told.ok(["erase", "1", *ERASE])
    else:
        assert problems <= {"unswept", "file_missing", "paper_missing"}
        told.ok("erase")
    assert holding(told, *SECRET) == set()
    whole(told)


# --------------------------------------------------------------------------------- handed over, copied, put back


def test_a_package_made_after_it_travels_without_the_words(
    told: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau")
    brought_together(early, told)
    at(told).ok(["erase", "1", *ERASE])
    package = packed(told, tmp_path / "后.zip")
    assert WORD.encode() not in b"".join(members(package).values())
    for county in (early, empty(tmp_path / "新县", monkeypatch, "XJ", "县信访局", "bureau")):
        at(county).ok(["merge", str(package)], today=LATER)
        county.today = LATER
        whole(county)
        at(county).ok(["show", "XF2010-0001", "--office", "XF"])
    shown = at(county).ok("show XF2010-0001 --office XF --json").json
    assert (shown["subject"], shown["category"]) == (ERASED_MARK, "宅基地")
    shown = at(early).ok("show XF2010-0001 --office XF --json").json
    assert shown["subject"] == f"{WORD}事由"  # what was handed over before is the county's to keep or to erase


def test_of_an_erased_accusation_no_more_goes_out_than_before(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.today = THEN
    office.ok(f"log-letter --name {WORD} --subject {WORD}账目 --kind accusation --category 挪用资金 --new-case")
    office.ok(f"forward 1 --to {WORD}纪委")
    office.ok(f"paper forward 1 --with-confidential --reason 转送 --text {WORD} --basis 条例")
    office.ok(f"close 1 --not-settled --reason {WORD}转")
    office.ok("archive 1 --retention 10年")
    office.today = LATER
    assert "保密" in office.ok("erase").out
    office.ok(["erase", "1", *ERASE])
    assert "保密" in office.ok("show 1").out
    assert office.ok("show 1 --with-confidential --reason 核对 --json").json["subject"] == ERASED_MARK
    package = packed(office, tmp_path / "村.zip")
    content = b"".join(members(package).values()).decode("utf-8", "replace")
    assert not [word for word in (WORD, "挪用资金", "李镇长") if word in content]
    county = empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau")
    county.today = LATER
    at(county).ok(["merge", str(package)])
    whole(county)
    assert "保密" in at(county).ok("show XF2010-0001 --office XF --with-confidential --reason 核对").out


def test_what_an_older_copy_brings_back_is_erased_again(told: Office, tmp_path: Path) -> None:
    old = tmp_path / "旧"
    shutil.copytree(told.home, old)
    told.ok(["erase", "1", *ERASE])
    with reading(told.database, "XF") as ledger:
        acts = erasing.acts(ledger)
    shutil.rmtree(told.home)
    old.rename(told.home)
    with writing(told.database, "XF") as book:
        again = erasing.erase(book, acts, f"{LATER}T09:00:00", ERASED_MARK)
        assert erasing.erase(book, acts, f"{LATER}T09:00:00", ERASED_MARK).numbers == ()
    erasing.sweep(told.database)
    assert again.numbers == ("XF2010-0001", "XF2010-0002", "PC2010-0001")
    assert holding(told, *SECRET) == set()
    whole(told)


def test_copies_that_still_hold_the_words_are_named(told: Office) -> None:
    shutil.rmtree(told.home / "data" / "backups")
    origin = Origin(told.home, "XF", "信访办公室", (), ())
    for moment in ("2020-11-22T08:30:15", "2020-12-01T08:30:15"):
        take(origin, told.home / "data" / "backups", datetime.fromisoformat(moment))
    outside.note(told.home / "data" / "backups", made_at="2020-12-03T09:00:00", to="U 盘", head="0" * 64)
    shutil.copytree(told.home, told.home.parent / "另一份")
    done = told.ok(["erase", "1", *ERASE, "--json"]).json
    assert done["copies"] == ["2020-12-01T08:30:15", "2020-11-22T08:30:15"]
    assert (done["copies_gone_by"], done["copied_outside_on"]) == ("2022-01-01", "2020-12-03")
    told.home = told.home.parent / "另一份"
    told.monkeypatch.setenv("XINFANG_HOME", str(told.home))
    assert told.ok(["erase", "1", *ERASE]).out.splitlines()[-2:] == [
        (
            "清除以前在这台电脑上做的 2 份备份（2020-11-22 至 2020-12-01）里还有；"
            "每月都做备份的，最迟到 2022-01-01 不再保留。"
        ),
        "最近一次做在电脑外面的备份（2020-12-03）里也还有。",
    ]


@given(
    st.lists(st.datetimes(datetime(2019, 1, 1), datetime(2020, 6, 30)), min_size=1),  # noqa: DTZ001 - as they are named
    st.lists(st.integers(1, 28), min_size=13, max_size=13),
)
@examples(50)
def test_no_copy_is_kept_longer_than_is_told(older: list[datetime], days: list[int]) -> None:
    today = max(older).date()
    first = today.year * 12 + today.month - 1
    monthly = [datetime((first + n) // 12, (first + n) % 12 + 1, day) for n, day in enumerate(days)]  # noqa: DTZ001
    newer = [made for made in monthly if made.date() > today]
    end = next(made.date() for made in newer if made.date() >= gone_by(today))
    assert not kept([*older, *newer], end) & set(older)


def test_who_is_searched_for_goes_from_entries_about_no_case(told: Office) -> None:
    told.ok(["erase", "1", *ERASE])
    [said] = [json.loads(row["data"])["said"] for row in rows_of(told) if row["act"] == "disclose"]
    assert (said["words"], said["reason"]) == (ERASED_MARK, f"{ERASED_MARK}来问")
