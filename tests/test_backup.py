"""Copies of the ledger: whole or not there, kept by a rule, read with suspicion."""

from __future__ import annotations

import errno
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from xinfang.domain import thinning
from xinfang.domain.model import Entry
from xinfang.ledger import backup, files, shelf
from xinfang.ledger.backup import Origin, held
from xinfang.ledger.book import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Office

DAY = "2026-03-05"
MONDAY = datetime.fromisoformat("2026-03-02T08:30:15")
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界"
DIGEST = "ab" * 32
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def origin(office: Office) -> Origin:
    return Origin(office.home, "XF", "信访办公室", ("config.yaml", "holidays.yaml"), ("文书", "文书模板"))


def own_shelf(office: Office) -> Path:
    return office.home / "data" / "backups"


def names(office: Office) -> list[str]:
    """The days of the copies on the office's own shelf, the newest first."""
    return [copy.day for copy in shelf.copies(own_shelf(office))]


def entries(database: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(database) as conn:
        return conn.execute("SELECT * FROM entry ORDER BY office, seq").fetchall()


def forge(office: Office, sql: str) -> None:
    """Change the entries behind the ledger's back."""
    with sqlite3.connect(office.database) as conn:
        for (trigger,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {trigger}")
        conn.execute(sql)
    conn.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a stick; on the same disk."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def other_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk than the office's."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no other disk")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder).resolve()


# The day's copy


def test_the_day_s_first_command_that_writes_makes_the_copy(office: Office) -> None:
    office.ok("init")
    assert names(office) == []  # nothing stands in it yet
    office.ok(LOG)
    office.ok("note 1 --text 看过")
    office.ok("today")
    assert names(office) == [DAY]
    office.ok("note 1 --text 再看", today="2026-03-06")
    assert names(office) == ["2026-03-06", DAY]


def test_every_copy_of_many_days_holds_the_entries_of_its_day_to_the_letter(office: Office, tmp_path: Path) -> None:
    """The drill: each copy is opened, and each of its entries held against the ledger's."""
    first = date.fromisoformat(DAY)
    for turn in range(12):
        (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8" + bytes([turn]))
        office.ok(f"{LOG} --new-case --attach 照片.jpg", today=(first + timedelta(days=3 * turn)).isoformat())
        office.ok("note 1 --text 看过", today=(first + timedelta(days=3 * turn)).isoformat())
    made, whole = shelf.copies(own_shelf(office)), entries(office.database)
    assert len(made) == 7  # seven days, among them the last of four weeks and of two months
    for copy in made:
        assert backup.is_whole(copy.database, "XF")
        assert entries(copy.database) == whole[: copy.entries]
        assert whole[copy.entries - 1][-1] == copy.head
        assert len(copy.files) == copy.cases
        for kept in copy.files:
            assert files.sha256_of(shelf.content(own_shelf(office), kept.sha256)) == kept.sha256


def test_a_copy_holds_what_lies_beside_the_ledger(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    office.ok("paper submit 1")
    taken = backup.take(origin(office), own_shelf(office), MONDAY)
    assert taken.copy in shelf.copies(own_shelf(office))
    assert (taken.copy.entries, taken.lost, taken.copy.settings) == (2, (), ("config.yaml",))
    assert {kept.path.split("/")[0] for kept in taken.copy.files} == {"data", "文书", "文书模板"}
    for kept in taken.copy.files:
        assert shelf.content(own_shelf(office), kept.sha256).read_bytes() == (office.home / kept.path).read_bytes()


def test_a_content_is_brought_once_and_a_changed_paper_again(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    office.ok("paper submit 1")
    first = backup.take(origin(office), own_shelf(office), MONDAY + timedelta(days=7))
    contents = {path: path.stat().st_mtime_ns for path in (own_shelf(office) / "files").glob("*/*")}
    paper = next((office.home / "文书").rglob("*.docx"))
    paper.write_bytes(b"changed in WPS")
    second = backup.take(origin(office), own_shelf(office), MONDAY + timedelta(days=8))
    assert len(set(second.copy.files) - set(first.copy.files)) == 1
    now = {path: path.stat().st_mtime_ns for path in (own_shelf(office) / "files").glob("*/*")}
    assert now.items() >= contents.items()
    assert len(now) == len(contents) + 1


def test_a_failing_copy_is_told_and_changes_nothing_of_the_command(office: Office) -> None:
    office.ok("init")
    own_shelf(office).write_text("in the way")
    result = office.ok(f"{LOG} --json")
    assert result.json["case"] == "XF2026-0001"
    assert result.err == (
        f"不能写入 {own_shelf(office)}，备份没有做成；"
        "请检查 U 盘是否插好、有没有写保护，再试，台账和以前的备份没有改动。\n"
    )
    own_shelf(office).unlink()
    office.ok("note 1 --text 看过")
    assert names(office) == [DAY]


@pytest.mark.parametrize(("error", "told"), [(KeyboardInterrupt, "被打断"), (ZeroDivisionError, "ZeroDivisionError")])
def test_whatever_happens_to_the_copy_the_command_was_done(office: Office, error: type, told: str) -> None:
    def failing(*_: object) -> None:
        raise error

    with office.monkeypatch.context() as patch:
        patch.setattr(backup, "take", failing)
        result = office.ok(LOG)
    assert told in result.err
    assert "已经保存" in result.err
    assert office.ok("show 1 --json").json["case"] == "XF2026-0001"


def test_two_who_write_at_once_make_one_copy_between_them(office: Office) -> None:
    office.ok("init")
    own_shelf(office).mkdir()
    with held(own_shelf(office)):
        assert office.ok(LOG).err == ""
        assert office.refused("backup") == "台账正在写，或者正在做另一份备份，这一份没有做成；请稍等几秒再试。"
    assert names(office) == []


# What is not copied over


def test_a_damaged_ledger_is_not_copied_and_the_old_copies_stay(office: Office) -> None:
    office.ok(LOG)
    forge(office, "UPDATE entry SET by_whom = '别人'")
    told = (
        "台账有损坏，备份没有做成，以前的备份都还在；请运行 xinfang check 看坏在哪里，需要时用 xinfang restore 恢复。"
    )
    assert "没有写入" in office.refused("note 1 --text 看过", today="2026-03-06")
    assert office.refused("backup") == told
    assert names(office) == [DAY]


def test_a_ledger_whose_tail_was_cut_is_not_copied_and_check_names_the_copy(office: Office) -> None:
    office.ok(LOG)
    office.ok("note 1 --text 看过")
    copy = json.loads(office.ok("backup --json").out)["copy"]
    forge(office, "DELETE FROM entry WHERE seq = 2")
    name = Path(copy).name
    assert f"备份 {name}（在 {own_shelf(office)}）里有台账没有的记录" in office.refused("backup")
    told = [problem["message"] for problem in office.run("check --json").json["problems"]]
    what = "里有台账没有的记录：台账末尾可能被截去，或换成了另一本；请用 xinfang restore"
    assert f"备份 {name} {what} {name} 与这份备份核对。" in told
    assert names(office) == [DAY]


def test_another_ledger_in_its_place_is_not_copied_over_the_old_one_s_copies(office: Office) -> None:
    office.ok(LOG)
    other = office.home.parent / "别处"
    office.ok(["--home", str(other), *shlex.split(LOG)])
    shutil.copyfile(other / "data" / "xinfang.db", office.database)
    assert "里有台账没有的记录" in office.ok("note 1 --text 看过", today="2026-03-06").err
    assert names(office) == [DAY]


def test_after_restoring_an_older_copy_the_newer_ones_are_no_strangers(office: Office) -> None:
    office.ok(LOG)
    older = shelf.copies(own_shelf(office))[0]
    office.ok("note 1 --text 看过")
    newer = backup.take(origin(office), own_shelf(office), datetime.fromisoformat("2026-03-06T08:00:00")).copy
    shutil.copyfile(older.database, office.database)
    with writing(office.database, "XF") as book:
        book.record(Entry(act="restore", case=None, on="2026-03-06", by="李经办"), "2026-03-06T09:00:00")
    office.ok("backup", today="2026-03-07")
    assert names(office)[0] == "2026-03-07"
    assert newer in shelf.copies(own_shelf(office))
    assert office.ok("check --json", today="2026-03-07").json["ok"] is True


def test_a_clock_that_was_set_back_neither_loses_the_new_copy_nor_those_of_the_future(office: Office) -> None:
    office.ok(LOG, today="2026-03-09")
    office.ok(f"{LOG} --new-case")
    office.ok("note 1 --text 再看", today="2026-03-09")
    assert names(office) == ["2026-03-09", DAY]
    early = backup.take(origin(office), own_shelf(office), datetime.fromisoformat("2026-03-09T00:00:00"))
    assert early.copy in shelf.copies(own_shelf(office))


def test_what_is_missing_or_changed_is_told_and_all_else_is_copied(office: Office, tmp_path: Path) -> None:
    for name in ("一.txt", "二.txt", "三.txt"):
        (tmp_path / name).write_text(name)
    office.ok("init")
    with held_shelf(office):
        office.ok(f"{LOG} --attach 一.txt --attach 二.txt --attach 三.txt")
    one, two, three = sorted(path for path in office.files.rglob("*.txt"))
    one.unlink()
    two.write_text("x" * two.stat().st_size)
    result = office.ok("backup --json")
    assert "有 2 个文件不见了、被改动过或读不出来" in result.err
    assert {office.home / path for path in result.json["lost"]} == {one, two}
    assert [office.home / kept.path for kept in shelf.copies(own_shelf(office))[0].files] == [three]


@posix
def test_a_file_that_no_stick_could_take_is_named_and_left_out(office: Office) -> None:
    office.ok(LOG)
    folder = office.home / "文书"
    folder.mkdir()
    (folder / "a:b\x1b[2J.docx").write_text("x")
    (folder / "好.docx").write_text("x")
    result = office.ok("backup")
    assert "读不出来的：文书/a:b␛[2J.docx\n" in result.err
    assert [kept.path for kept in shelf.copies(own_shelf(office))[0].files] == ["文书/好.docx"]


def held_shelf(office: Office) -> Any:
    """While this is held no copy is made."""
    own_shelf(office).mkdir(exist_ok=True)
    return held(own_shelf(office))


def test_what_a_former_copy_holds_stays_in_the_next_when_it_is_lost(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    next(office.files.rglob("*.jpg")).unlink()
    result = office.ok("backup --json")
    assert len(result.json["lost"]) == result.json["files"] == 1


# Interrupted

STEPS = range(1, 10)  # syncs of a copy with an attachment, and one more


def first_day(office: Office, tmp_path: Path) -> None:
    """A day with its copy, and something new for the next."""
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(LOG)
    with held_shelf(office):
        office.ok(f"{LOG} --new-case --attach 照片.jpg", today="2026-03-06")


def assert_only_whole_copies(office: Office) -> None:
    for copy in shelf.copies(own_shelf(office)):
        assert not copy.damage
        assert backup.is_whole(copy.database, "XF")
        assert all(files.sha256_of(shelf.content(own_shelf(office), kept.sha256)) == kept.sha256 for kept in copy.files)


def assert_next_copy_cleans_up(office: Office) -> None:
    office.ok("backup", today="2026-03-07")
    assert_only_whole_copies(office)
    assert {path.name for path in own_shelf(office).iterdir() if not shelf.moment(path.name)} == {".lock", "files"}
    assert len(list((own_shelf(office) / "files").rglob("*"))) == 2


@pytest.mark.parametrize(
    ("step", "error"),
    [
        *((step, KeyboardInterrupt()) for step in STEPS),
        *((step, OSError(errno.ENOSPC, "full")) for step in STEPS[1::3]),
        *((step, OSError(errno.EIO, "gone")) for step in STEPS[::3]),
    ],
)
def test_an_interrupted_copy_never_looks_whole(office: Office, tmp_path: Path, step: int, error: BaseException) -> None:
    first_day(office, tmp_path)
    count, sync = 0, os.fsync

    def failing(handle: int) -> None:
        nonlocal count
        count += 1
        if count == step:
            raise error
        sync(handle)

    with office.monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        result = office.run("backup", today="2026-03-06")
    assert result.code == (0 if count < step else 130 if isinstance(error, KeyboardInterrupt) else 1)
    if result.code == 1:
        assert "备份没有做成" in result.err
    assert_only_whole_copies(office)
    assert_next_copy_cleans_up(office)


KILLED = """
import os, signal, sys
from xinfang.commands import run

left, sync = int(sys.argv[1]), os.fsync

def killing(handle):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(handle)

os.fsync = killing
sys.exit(run(["backup"]))
"""


@posix
@pytest.mark.parametrize("step", [3, 6, 8])
def test_a_killed_copy_never_looks_whole(office: Office, tmp_path: Path, step: int) -> None:
    first_day(office, tmp_path)
    done = office.python("-c", KILLED, str(step), XINFANG_TODAY="2026-03-06")
    assert done.code == -signal.SIGKILL
    assert_only_whole_copies(office)
    assert_next_copy_cleans_up(office)


FULL = """
import resource, sys
from xinfang.commands import run

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
sys.exit(run(["backup"]))
"""


@posix
def test_a_disk_that_takes_no_more_is_told_in_one_sentence(office: Office, tmp_path: Path) -> None:
    first_day(office, tmp_path)
    done = office.python("-c", FULL)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "备份没有做成" in done.err
    assert names(office) == [DAY]
    assert_next_copy_cleans_up(office)


WRITER = """
import sys
from xinfang.commands import run
while run(["note", "1", "--text", "again", "--json"]) == 0:
    pass
"""


def test_a_copy_is_whole_while_somebody_writes(office: Office) -> None:
    office.ok(LOG)
    writer = subprocess.Popen([sys.executable, "-c", WRITER], env=office.env(), stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()  # it is under way
    try:
        counts = []
        for turn in range(8):
            copy = backup.take(origin(office), own_shelf(office), MONDAY + timedelta(days=turn)).copy
            assert backup.is_whole(copy.database, "XF")
            counts.append(copy.entries)
    finally:
        writer.kill()
        writer.communicate()
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


# Which copies are kept

MOMENTS = st.sets(
    st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2027-12-31")).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    max_size=60,
)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@given(MOMENTS, DAYS)
@examples(200)
def test_the_newest_of_each_of_the_last_days_weeks_and_months_is_kept(made: set[datetime], today: date) -> None:
    kept = thinning.kept(made, today)
    past = sorted(moment for moment in made if moment.date() <= today)
    assert kept <= made
    assert made - set(past) <= kept  # of the future none is ever dropped
    for most, span in ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m")):
        newest = {moment.strftime(span): moment for moment in past}
        assert set(list(newest.values())[-most:]) <= kept
    assert len(kept & set(past)) <= 7 + 4 + 12


@given(MOMENTS, DAYS)
@examples(100)
def test_what_is_kept_is_kept_again(made: set[datetime], today: date) -> None:
    kept = thinning.kept(made, today)
    assert thinning.kept(kept, today) == kept


def test_a_year_of_copies_ends_with_seven_days_four_weeks_twelve_months() -> None:
    shelf_of_a_year: set[datetime] = set()
    for turn in range(400):
        moment = MONDAY + timedelta(days=turn)
        shelf_of_a_year = thinning.kept({*shelf_of_a_year, moment}, moment.date())
    days = sorted((moment.date() for moment in shelf_of_a_year), reverse=True)
    assert days[:7] == [date(2027, 4, 5) - timedelta(days=back) for back in range(7)]
    assert days[7:9] == [date(2027, 3, 28), date(2027, 3, 21)]
    assert [day.month for day in days[9:]] == [2, 1, 12, 11, 10, 9, 8, 7, 6, 5]


def test_contents_go_with_the_last_copy_that_needs_them(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    office.ok("paper submit 1")
    for _ in range(3):
        next((office.home / "文书").rglob("*.docx")).write_bytes(os.urandom(20))
        office.ok("backup")
    needed = {kept.sha256 for kept in shelf.copies(own_shelf(office))[0].files}
    assert {path.name for path in (own_shelf(office) / "files").glob("*/*")} == needed


def test_copies_of_one_second_are_kept_apart_and_in_their_order(office: Office) -> None:
    office.ok(LOG)
    at = datetime.fromisoformat("2026-03-09T08:30:15")
    for turn in range(4):
        taken = backup.take(origin(office), own_shelf(office), at)
        assert shelf.copies(own_shelf(office))[0] == taken.copy
        assert taken.copy.folder.name == f"2026-03-09_08301{5 + turn}"


def test_a_content_that_is_gone_from_the_shelf_is_told_and_brought_again(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    next((own_shelf(office) / "files").glob("*/*")).unlink()
    name = shelf.copies(own_shelf(office))[0].folder.name
    problems = office.run("check --json").json["problems"]
    assert [problem["code"] for problem in problems] == ["copy_lacks"]
    assert f"备份 {name} 的附件、文书少了 1 个（data/backups/files）" in problems[0]["message"]
    office.ok("backup")
    assert office.ok("check --json").json["ok"] is True


def test_a_newest_copy_whose_ledger_is_damaged_is_told_and_not_counted(office: Office) -> None:
    office.ok(LOG)
    backup.take(origin(office), own_shelf(office), MONDAY)
    newest = shelf.copies(own_shelf(office))[0]
    os.truncate(newest.database, newest.database.stat().st_size // 2)
    told = office.run("check --json").json
    assert [problem["code"] for problem in told["problems"]] == ["copy_damaged"]
    assert told["backup"]["copies"] == 1
    assert told["backup"]["newest"] < newest.made_at


def test_nothing_is_swept_while_a_copy_is_damaged(office: Office) -> None:
    office.ok(LOG)
    office.ok("paper submit 1")
    backup.take(origin(office), own_shelf(office), MONDAY)
    (own_shelf(office) / "2026-03-02_083015" / "copy.json").write_text("{")
    contents = set((own_shelf(office) / "files").glob("*/*"))
    for _ in range(2):
        next((office.home / "文书").rglob("*.docx")).write_bytes(os.urandom(20))
        office.ok("backup")
    assert contents < set((own_shelf(office) / "files").glob("*/*"))
    assert "2026-03-02" in names(office)
    problems = office.run("check --json").json["problems"]
    assert [problem["code"] for problem in problems] == ["copy_damaged"]


# Onto a stick


def test_a_stick_gets_the_same_shelf_and_is_remembered(office: Office, other_disk: Path) -> None:
    office.ok(LOG)
    told = office.ok(["backup", "--to", str(other_disk), "--json"])
    on_stick = other_disk / "xinfang-信访办公室"
    copy = shelf.copies(on_stick)[0]
    assert told.json | {"copy": str(copy.folder), "made_at": copy.made_at, "head": copy.head, "entries": 1} == told.json
    assert entries(copy.database) == entries(office.database)
    noted = json.loads((own_shelf(office) / "outside.json").read_text("utf-8"))
    assert noted == {"made_at": copy.made_at, "to": str(on_stick), "head": copy.head}
    assert office.ok("check --json").json["backup"]["outside"] == DAY


def test_the_shelf_on_a_stick_may_be_named_itself(office: Office, stick: Path) -> None:
    office.ok(LOG)
    office.ok(["backup", "--to", str(stick)])
    again = office.ok(["backup", "--to", str(stick / "xinfang-信访办公室"), "--json"]).json["copy"]
    assert Path(again).parent == stick / "xinfang-信访办公室"


def test_names_on_a_stick_are_such_as_every_file_system_takes(office: Office, stick: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("name: 信访办公室", 'name: "A:B/信访？*"'), "utf-8")
    office.ok(LOG)
    office.ok(["backup", "--to", str(stick)])
    made = list(stick.rglob("*"))
    assert "xinfang-A_B_信访？_" in {path.name for path in made}
    assert not [path for path in made if set(path.name) & set('<>:"/\\|?*') or path.name[-1] in ". "]
    assert not [path for path in made if path.is_file() and path.stat().st_nlink > 1]


@pytest.mark.parametrize("inside", [".", "data", "data/backups"])
def test_a_folder_of_the_office_is_no_stick(office: Office, inside: str) -> None:
    office.ok(LOG)
    folder = office.home / inside
    assert office.refused(["backup", "--to", str(folder)]) == (
        f"{folder.resolve()} 在办公文件夹里，电脑坏了会一起丢；请换成 U 盘上的文件夹，电脑里的备份不加 --to 就会做。"
    )


def test_a_stick_that_is_not_there_or_takes_nothing_is_told(office: Office, stick: Path) -> None:
    office.ok(LOG)
    told = office.refused(["backup", "--to", str(stick / "E")])
    assert told == f"没有 {stick / 'E'} 这个文件夹，备份没有做成；请检查 U 盘是否插好、盘符对不对，再试。"
    (stick / "xinfang-信访办公室").write_text("in the way")
    assert "备份没有做成" in office.run(["backup", "--to", str(stick)]).err
    assert not (own_shelf(office) / "outside.json").exists()


def test_the_morning_reminds_of_a_copy_outside_once_a_week_went_by(
    office: Office, stick: Path, other_disk: Path
) -> None:
    office.ok(LOG)
    reminders = [office.ok("today --json", today=f"2026-03-{day}").json["reminders"] for day in ("05", "12", "13")]
    assert reminders == [
        [], [],
        [
            {
                "code": "copy_outside",
                "message": "提醒：台账还没有备份到 U 盘；请插好后运行 xinfang backup --to 盘符。",
            }
        ],
    ]  # fmt: skip
    assert "不算备份到电脑外面" in office.ok(["backup", "--to", str(stick)], today="2026-03-13").err
    assert office.ok("today --json", today="2026-03-13").json["reminders"] == reminders[-1]
    office.ok(["backup", "--to", str(other_disk)], today="2026-03-13")
    assert office.ok("today --json", today="2026-03-20").json["reminders"] == []
    assert office.ok("today", today="2026-03-21").out.endswith(
        "提醒：已有 8 天没有备份到 U 盘；请插好后运行 xinfang backup --to 盘符。\n"
    )
    (own_shelf(office) / "outside.json").write_text('{"made_at": 5}')
    assert len(office.ok("today --json", today="2026-03-14").json["reminders"]) == 1


def test_nobody_is_reminded_to_carry_made_up_people_away(office: Office) -> None:
    office.ok("init")
    with (office.home / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("\ndemo: true\n")
    office.ok(LOG)
    assert office.ok("today --json", today="2026-04-20").json["reminders"] == []


def test_check_tells_of_the_copies_that_there_are(office: Office) -> None:
    office.ok("init")

    def told(day: str | None = None) -> str:
        return next(
            str(look["message"])
            for look in office.ok("check --json", today=day).json["machine"]
            if look["code"] == "backup"
        )

    assert told() == "电脑里还没有备份；电脑外面的：还没有。"
    office.ok(LOG)
    assert told() == "最近的备份：今天，电脑里共 1 份；电脑外面的：还没有。"
    assert told("2026-03-09") == "最近的备份：2026-03-05（4 天前），电脑里共 1 份；电脑外面的：还没有。"
    early = "最近的备份：2026-03-05（比今天还晚，请核对电脑的日期），电脑里共 1 份；电脑外面的：还没有。"
    assert told("2026-03-01") == early
    assert f"  √ {early}" in office.ok("check", today="2026-03-01").out.splitlines()


# Read with suspicion


def spoilt(change: dict[str, Any]) -> Callable[[dict[str, Any]], str]:
    return lambda said: json.dumps(said | change)


FILE = {"path": f"data/files/ab/{DIGEST}.jpg", "sha256": DIGEST, "size": 2, "modified": 0}


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        (lambda _: "", "unreadable"),
        (lambda _: "[" * 100_000, "unreadable"),
        (lambda _: "[]", "strange"),
        (lambda _: "{}", "strange"),
        (lambda _: '{"format": 1, "files": 1e999}', "strange"),
        (spoilt({"format": 2}), "strange"),
        (spoilt({"made_at": "gestern"}), "strange"),
        (spoilt({"made_at": "2026-03-02"}), "strange"),
        (spoilt({"name": "\x1b[2J"}), "strange"),
        (spoilt({"entries": -1}), "strange"),
        (spoilt({"entries": True}), "strange"),
        (spoilt({"head": "x"}), "strange"),
        (spoilt({"files": None}), "strange"),
        (spoilt({"files": [FILE, FILE]}), "strange"),
        (spoilt({"files": [FILE | {"sha256": "../../etc/passwd"}]}), "strange"),
        (spoilt({"files": [FILE | {"size": "2"}]}), "strange"),
        *(
            (spoilt({"files": [FILE | {"path": path}]}), "strange")
            for path in (
                *(
                    "../x",
                    "/etc/passwd",
                    "data/files/../../x",
                    "data/xinfang.db",
                    "DATA/xinfang.db",
                    "data/Files/x",
                    "data/files/ab",
                ),
                *(
                    "data/backups/x",
                    "C:/x",
                    "文书\\..\\x",
                    "文书//x",
                    "文书/x.",
                    "文书/.x",
                    "config.yaml",
                    "",
                    "文书/\x00",
                ),
                *("文书/" + "x" * 2000, "文书/a:b", "./文书/x", "文书/x "),
            )
        ),
        (spoilt({"settings": ["../config.yaml"]}), "strange"),
        (spoilt({"settings": ["xinfang.db"]}), "strange"),
        (spoilt({"settings": ["xinfang.bat"]}), "strange"),
    ],
)
def test_a_copy_whose_description_is_not_sound_is_told_as_damaged(
    tmp_path: Path, change: Callable[[dict[str, Any]], str], damage: str
) -> None:
    folder = tmp_path / "2026-03-02_083015"
    folder.mkdir()
    (folder / "xinfang.db").touch()
    (folder / "copy.json").write_text(json.dumps(SOUND), "utf-8")
    assert shelf.copies(tmp_path)[0].damage == ""
    (folder / "copy.json").write_text(change(SOUND), "utf-8")
    assert shelf.copies(tmp_path) == [shelf.Copy(folder, damage=damage)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([DIGEST, "文书/x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FILE)), inner, max_size=4),
    max_leaves=8,
)
SOUND = {
    "format": 1, "made_at": "2026-03-02T08:30:15", "office": "XF", "name": "信访办公室", "program": "1", "head": DIGEST,
    "entries": 1, "cases": 1, "petitions": 1, "seq": 1, "files": [FILE], "settings": ["config.yaml"],
}  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), JSON, min_size=1, max_size=3))
@examples(60)
def test_whatever_a_description_says_reading_it_does_not_fail(
    tmp_path_factory: pytest.TempPathFactory, lies: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("shelf") / "2026-03-02_083015"
    folder.mkdir()
    (folder / "xinfang.db").touch()
    (folder / "copy.json").write_text(json.dumps(SOUND | lies), "utf-8")
    copy = shelf.read(folder)
    assert copy.damage in ("", "strange", "unreadable")
    assert all(shelf.is_inside(kept.path) for kept in copy.files)


def test_what_is_a_link_is_not_followed(office: Office, tmp_path: Path) -> None:
    office.ok(LOG)
    copy = shelf.copies(own_shelf(office))[0]
    (own_shelf(office) / "2026-03-03_083015").symlink_to(copy.folder)
    assert len(shelf.copies(own_shelf(office))) == 1
    (copy.folder / "copy.json").rename(tmp_path / "copy.json")
    (copy.folder / "copy.json").symlink_to(tmp_path / "copy.json")
    assert [found.damage for found in shelf.copies(own_shelf(office))] == ["unreadable"]
