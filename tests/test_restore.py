"""The drill: whatever happened to the ledger, what was acknowledged comes back; nothing is lost without a word."""

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
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.offices import at, brought_together, founded
from tests.test_erase import holding
from xinfang.ledger import backup, chain, restoration, shelf
from xinfang.ledger.at_hand import at_hand
from xinfang.ledger.backup import Origin
from xinfang.render import terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Office

TRIALS = int(os.environ.get("XINFANG_TRIALS", "4"))
PAGE = 4096
OF_THE_VILLAGE = 2  # entries that it went on with: lost with the act that merged them, but in its package
SECRET = "鬼画符"
DROP = "DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE {}"
DAMAGED = "台账文件损坏，无法读取：{path}；请用 xinfang restore 恢复，读得出来的记录都会保留。\n"
TAKEN = datetime.fromisoformat("2026-03-04T17:00:00")
NAME = "2026-03-04_170000"
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def take(office: Office, to: Path | None = None, moment: datetime = TAKEN, code: str = "XZ") -> None:
    origin = Origin(office.home, code, "柳镇", ("config.yaml", "holidays.yaml"), ("文书", "文书模板"))
    backup.take(origin, to or office.home / "data" / "backups", moment)


def work(office: Office, first: int, count: int) -> None:
    """Some days of work: matters with attachments and papers, acts on them, corrections, a dispute, a meeting."""
    for place in range(first, first + count):
        photo = office.home.parent / f"照片{place}.jpg"
        photo.write_bytes(b"\xff\xd8" + bytes(str(place), "ascii") * 20)
        visit = ["log-visit", "--name", f"张{place}", "--subject", f"第{place}段路灯不亮", "--new-case"]
        case = office.ok([*visit, "--attach", str(photo), "--json"]).json["case"]
        for words in (f"accept {case}", f"note {case} --text 已看现场", f"correct {case} --group 三组"):
            office.ok(words)
    office.ok(f"paper submit {case}")
    office.ok("log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日")


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town that merged a village, with a copy on its shelf, and work after it."""
    base = tmp_path_factory.mktemp("weeks")
    with pytest.MonkeyPatch.context() as patch:
        town = founded(base / "镇", patch, "XZ", "柳镇", "township")
        village = founded(base / "村", patch, "DC", "东村")
        brought_together(town, village)
        work(at(town), 1, 4)
        take(town)
        work(town, 11, 3)
        at(village).ok("note 1 --text 又去看了一次")
        brought_together(town, village)
        at(town).ok("note 4 --text 最后一笔")
    for daily in (town.home / "data" / "backups").glob("2026-03-05*"):
        shutil.rmtree(daily)  # the copies that were made by themselves
    return town.home


@pytest.fixture
def town(weeks: Path, office: Office) -> Office:
    shutil.copytree(weeks, office.home)
    return office


def entries(database: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as conn:
        return conn.execute("SELECT * FROM entry ORDER BY office, seq").fetchall()


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(sql)


def restored(office: Office, *more: str) -> dict[str, Any]:
    done: dict[str, Any] = office.ok(["restore", NAME, "--yes", "--json", *more]).json
    assert done["restored"]
    assert done["check"]["ok"], done["check"]["problems"]
    assert office.ok("check --json").json["head"] == done["check"]["head"]
    return done


def assert_all_there(office: Office, acknowledged: list[tuple[Any, ...]]) -> None:
    """The ledger holds every entry that was acknowledged, and the act of restoring it, last of its own."""
    now = entries(office.database)
    assert [row for row in now if row[2] != "restore"] == acknowledged
    assert [row[2] for row in now if row[0] == "XZ"][-1] == "restore"


# ---- what comes back


def foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE recipes (name TEXT)")


WHOLLY_READABLE: dict[str, Callable[[Path], object]] = {
    "sound": lambda _: None,
    "the header": lambda path: overwrite(path, 0, b"\0" * 100),
    "the first page": lambda path: overwrite(path, 0, b"\xa5" * PAGE),
    "the root of the entries": lambda path: overwrite(path, PAGE, b"\0" * PAGE),
    "the index of the entries": lambda path: overwrite(path, 2 * PAGE, b"\xa5" * PAGE),
    "tables changed": lambda path: execute(path, "UPDATE cases SET subject = '改过'; DELETE FROM petitioners"),
    "tables dropped": lambda path: execute(path, "DROP TABLE terms"),
}


@pytest.mark.parametrize("damage", WHOLLY_READABLE)
def test_where_every_entry_can_be_read_none_is_lost(town: Office, damage: str) -> None:
    acknowledged = entries(town.database)
    WHOLLY_READABLE[damage](town.database)
    before = town.database.read_bytes()
    done = restored(town)
    assert_all_there(town, acknowledged)
    assert done["lost"]["entries"] == done["lost"]["unread"] == 0
    assert done["carried"]["entries"] == len(acknowledged) - done["copy"]["entries"]
    assert (Path(done["replaced"]) / "xinfang.db").read_bytes() == before
    assert done["given"] == []


GONE: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "another database": foreign,
    "a text": lambda path: path.write_text("编号,信访人\n" * 1000, "utf-8"),
    "cut short": lambda path: os.truncate(path, 5000),
}


@pytest.mark.parametrize("damage", GONE)
def test_where_no_entry_can_be_read_the_copy_comes_back(town: Office, damage: str) -> None:
    copied = entries(town.home / "data" / "backups" / NAME / "xinfang.db")
    GONE[damage](town.database)
    done = restored(town)
    assert_all_there(town, copied)
    assert done["regained"]["entries"] == len(copied)
    assert not done["lost"]["certain"]
    assert done["last_case"] == "XF2026-0006"


def test_garbage_in_any_page_costs_only_what_stood_there(town: Office) -> None:
    acknowledged = entries(town.database)
    copied = entries(town.home / "data" / "backups" / NAME / "xinfang.db")
    pages = town.database.stat().st_size // PAGE
    whole = town.database.read_bytes()
    for page in random.Random(7).sample(range(pages), 6 * TRIALS // 4):
        town.database.write_bytes(whole)
        overwrite(town.database, page * PAGE, b"\xa5" * PAGE)
        told = town.ok(f"restore {NAME} --json").json
        with restoration.restoration(at_hand(town.home / "data" / "backups", None)[0], town.home, "", ()) as asked:
            kept = list(asked.both.entries())
        assert [tuple(row.values()) for row in kept if row["seq"]] == [
            row for row in acknowledged if row[-1] in {row["hash"] for row in kept}
        ]
        assert len(kept) == len(copied) + told["carried"]["entries"]
        if told["lost"]["certain"]:
            assert len(kept) + told["lost"]["entries"] + told["lost"]["unread"] == len(acknowledged), page


def test_what_stands_behind_a_gap_is_told_and_its_numbers_are_never_used_again(town: Office) -> None:
    acknowledged = entries(town.database)
    own = [row for row in acknowledged if row[0] == "XZ"]
    copied = len([row for row in entries(town.home / "data" / "backups" / NAME / "xinfang.db") if row[0] == "XZ"])
    numbers = [row["case"] for row in town.ok("list --all --json").json["rows"]]
    execute(town.database, DROP.format(f"office = 'XZ' AND seq = {copied + 2}"))
    done = restored(town)
    assert done["carried"]["cases"] == ["XF2026-0007"]
    assert done["lost"]["entries"] == len(own) - copied - 2 + OF_THE_VILLAGE
    assert (done["lost"]["unread"], done["lost"]["certain"]) == (1, True)
    assert done["lost"]["cases"] == ["PC2026-0003", "XF2026-0004", "XF2026-0007", "XF2026-0008", "XF2026-0009"]
    assert {"table": "cases", "year": 2026, "paper": None, "first": 8, "last": 9} in done["given"]
    assert {"table": "papers", "year": 2026, "paper": "submit", "first": 2, "last": 2} in done["given"]
    new = town.ok("log-visit --name 王五 --subject 新的事 --new-case --json").json["case"]
    assert new == "XF2026-0010"
    assert new not in numbers
    assert "〔2026〕3号" in town.ok("paper submit XF2026-0010").out
    assert town.ok("check --json").json["ok"]


def test_lost_numbers_stay_lost_when_the_ledger_is_restored_again(town: Office) -> None:
    copied = len([row for row in entries(town.home / "data" / "backups" / NAME / "xinfang.db") if row[0] == "XZ"])
    for place in (copied + 2, copied + 1):  # the second time the act of the first is lost as well
        execute(town.database, DROP.format(f"office = 'XZ' AND seq = {place}"))
        restored(town)
    assert town.ok("log-visit --name 王五 --subject 新的事 --new-case --json").json["case"] == "XF2026-0010"
    assert "〔2026〕3号" in town.ok("paper submit XF2026-0010").out


def test_an_entry_whose_data_nothing_covers_is_no_entry(town: Office) -> None:
    sql = "UPDATE entry SET salt = '', data = replace(data, '看', '砍') WHERE case_no = 'XF2026-0007' AND act = 'note'"
    execute(town.database, f"DROP TRIGGER entry_no_update; {sql}")
    done = restored(town)
    assert done["lost"]["unread"] == 1
    assert not holding(town, "砍")


def test_a_ledger_of_which_only_a_merged_office_can_be_read_is_restored(town: Office) -> None:
    execute(town.database, "DROP TRIGGER entry_no_update; UPDATE entry SET by_whom = '别人' WHERE office = 'XZ'")
    assert town.refused(f"restore {NAME} --yes").startswith("这份备份是代号“XZ”的单位的，台账是“DC”的；")
    overwrite(town.database, town.database.stat().st_size - PAGE, b"\xa5" * PAGE)
    assert restored(town)["carried"]["cases"] == []


def test_a_log_that_another_program_kept_beside_the_ledger_meets_no_new_one(town: Office) -> None:
    acknowledged = entries(town.database)
    log = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode = WAL'); "
    town.python("-c", log + "c.execute('UPDATE cases SET subject = 0'); c.commit(); os._exit(0)", str(town.database))
    assert town.database.with_name("xinfang.db-wal").exists()
    overwrite(town.database, 0, b"\0" * 100)
    done = restored(town)
    assert_all_there(town, acknowledged)
    assert (Path(done["replaced"]) / "xinfang.db-wal").exists()
    assert not [*town.database.parent.glob("xinfang.db-*")]


def rechained(path: Path, office: str, seq: int) -> None:
    """Let the chain of an office go another way from a place on, as if someone had rewritten it."""
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        conn.execute("DROP TRIGGER entry_no_update")
        rows = conn.execute("SELECT * FROM entry WHERE office = ? AND seq >= ? ORDER BY seq", (office, seq)).fetchall()
        prev = rows[0]["prev"]
        for row in map(dict, rows):
            row |= {"by_whom": "别人", "prev": prev}
            prev = chain.seal(row)
            sql = "UPDATE entry SET by_whom = '别人', prev = ?, hash = ? WHERE office = ? AND seq = ?"
            conn.execute(sql, (row["prev"], prev, office, row["seq"]))
        conn.commit()


def test_a_chain_that_went_another_way_is_lost_and_told(town: Office) -> None:
    copied = entries(town.home / "data" / "backups" / NAME / "xinfang.db")
    count = len([row for row in entries(town.database) if row[0] == "XZ"])
    rechained(town.database, "XZ", 5)
    done = restored(town)
    assert done["carried"]["entries"] == 0
    assert {row[0] for row in entries(town.database)} == {"XZ", "DC"}
    assert [row for row in entries(town.database) if row[0] == "XZ"][:-1] == [row for row in copied if row[0] == "XZ"]
    assert done["lost"]["entries"] == count - 4 + OF_THE_VILLAGE


def test_a_forged_entry_is_what_it_was_again(town: Office) -> None:
    acknowledged = entries(town.database)
    execute(
        town.database,
        "DROP TRIGGER entry_no_update; UPDATE entry SET data = replace(data, '张2', '李四') WHERE data LIKE '%张2%'",
    )
    assert entries(town.database) != acknowledged
    assert not town.run("check --json").json["ok"]
    assert restored(town)["regained"]["entries"] > 0
    assert_all_there(town, acknowledged)


def test_a_tail_that_was_cut_off_comes_back(town: Office) -> None:
    copied = entries(town.home / "data" / "backups" / NAME / "xinfang.db")
    execute(town.database, DROP.format("office = 'XZ' AND seq > 10"))
    restored(town)
    assert [row for row in entries(town.database) if row[0] == "XZ"][:-1] == [row for row in copied if row[0] == "XZ"]


FORGED: dict[str, dict[str, Any]] = {
    "a list": {"data": "[]"},
    "no JSON": {"data": "junk"},
    "JSON without end": {"data": '{"said":' + "[" * 100_000},
    "a merge of nothing": {"act": "merge"},
    "a restoration of nothing": {"act": "restore", "case_no": None},
    "an erasure of nothing": {"act": "erase"},
    "no moment": {"written_at": "yesterday"},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_copy_that_was_forged_by_who_knows_the_format_is_refused_in_a_sentence(town: Office, how: str) -> None:
    copy = town.home / "data" / "backups" / NAME
    with closing(sqlite3.connect(copy / "xinfang.db")) as conn:
        conn.row_factory = sqlite3.Row
        row = dict(conn.execute("SELECT * FROM entry WHERE office = 'XZ' ORDER BY seq DESC").fetchone()) | FORGED[how]
        row["data_hash"] = chain.digest(row["salt"], row["data"])
        row["hash"] = chain.seal(row)
        conn.execute("DROP TRIGGER entry_no_update")
        told = ", ".join(f"{name} = :{name}" for name in row)
        conn.execute(f"UPDATE entry SET {told} WHERE office = 'XZ' AND seq = :seq", row)
        conn.commit()
    described = json.loads((copy / "copy.json").read_bytes()) | {"head": row["hash"]}
    (copy / "copy.json").write_text(json.dumps(described), "utf-8")
    before = town.database.read_bytes()
    assert town.refused(f"restore {NAME} --yes").startswith("恢复出来的台账没有通过核对（senseless），什么也没有改；")
    assert town.database.read_bytes() == before


# ---- what lies beside the ledger


def test_attachments_come_back_and_what_the_clerk_wrote_is_left_alone(town: Office) -> None:
    copy = shelf.copies(town.home / "data" / "backups")[0]
    kept = [town.home / file.path for file in copy.files if file.path.endswith(".jpg")]
    before = [path.read_bytes() for path in kept]
    kept[0].unlink()
    kept[1].write_bytes(b"other")
    papers = sorted((town.home / "文书").rglob("*.docx"))
    papers[0].write_bytes(b"edited")
    template = next((town.home / "文书模板").glob("*.docx"))
    template.unlink()
    with (town.home / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("# mine\n")
    overwrite(town.database, 0, b"\0" * PAGE)
    done = restored(town)
    assert [path.read_bytes() for path in kept] == before
    assert papers[0].read_bytes() == b"edited"
    assert (town.home / "config.yaml").read_text("utf-8").endswith("# mine\n")
    assert template.exists()
    assert done["files"]["back"] == [{"place": "data/files", "count": 2}, {"place": "文书模板", "count": 1}]
    assert done["files"]["left"] == [{"place": "config.yaml", "count": 1}, {"place": "文书/2026", "count": 1}]
    assert [path.read_bytes() for path in Path(done["replaced"]).rglob("*.jpg")] == [b"other"]


def test_a_damaged_content_is_not_put_back_and_told(town: Office) -> None:
    own = town.home / "data" / "backups"
    lost = next(file for file in shelf.copies(own)[0].files if file.path.endswith(".jpg"))
    gone, content = town.home / lost.path, shelf.content(own, lost.sha256)
    gone.unlink()
    content.write_bytes(b"x" * content.stat().st_size)
    done = town.ok(f"restore {NAME} --yes --json").json
    assert done["files"]["gone"] == [{"place": "data/files", "count": 1}]
    assert [problem["code"] for problem in done["check"]["problems"]] == ["file_missing"]
    assert not gone.exists()


# ---- what was erased since the copy was made

ERASED_SINCE: dict[str, Callable[[Path], object]] = {
    "all can be read": lambda path: overwrite(path, 0, b"\0" * PAGE),
    "what stands there is gone": lambda path: execute(path, DROP.format("seq < 4")),
    "the act is behind a gap": lambda path: execute(path, DROP.format("act = 'note' AND case_no = 'XF2010-0002'")),
}


@pytest.fixture
def erased(office: Office, tmp_path: Path) -> Office:
    """An office that erased a case of long ago, of which a copy still tells."""
    letter = tmp_path / f"{SECRET}.txt"
    letter.write_text(SECRET, "utf-8")
    office.today = "2010-03-05"
    matter = f"--name {SECRET} --subject {SECRET}的事 --settled 已答复{SECRET} --attach {letter}"
    office.ok(f"log-visit {matter} --kind other")
    office.ok("archive 1 --retention 10年")
    for place in (2, 3):
        office.ok(f"log-visit --name 周全 --subject 第{place}盏路灯 --new-case")
    office.ok("paper submit 2")
    take(office, code="XF")
    office.today = "2026-03-05"
    office.ok("note 2 --text 看过")
    office.ok("erase 1 --approver 李镇长 --reason 保管期满 --yes")
    office.ok("note 3 --text 也看过")
    return office


def test_erasing_names_the_ledgers_that_were_set_aside(erased: Office) -> None:
    replaced = Path(restored(erased)["replaced"]).name
    erased.ok("close 2 --settled --reason 已修好 --date 2010-03-06", today="2010-03-06")
    erased.ok("follow-up 2 --office-rating 满意 --unit-rating 满意", today="2010-03-07")
    erased.ok("archive 2 --retention 10年", today="2010-03-07")
    told = erased.ok("erase 2 --approver 李镇长 --reason 保管期满 --yes").out
    assert f"恢复台账时换下的文件里还有：data/backups 里的 {replaced}；核对无误以后请删除。" in told


@pytest.mark.parametrize("damage", ERASED_SINCE)
def test_what_was_erased_stays_erased(erased: Office, damage: str) -> None:
    assert not holding(erased, SECRET)
    figures = erased.ok("stats --year 2010 --json").json["totals"]
    ERASED_SINCE[damage](erased.database)
    done = restored(erased)
    assert not holding(erased, SECRET)
    assert done["files"]["back"] == [] or damage == "the act is behind a gap"
    assert erased.ok("stats --year 2010 --json").json["totals"] == figures


def test_what_was_written_between_the_copy_and_a_lost_erasure_is_erased_again(office: Office) -> None:
    office.today = "2010-03-05"
    office.ok(f"log-visit --name {SECRET} --subject {SECRET}的事 --settled 已答复{SECRET} --kind other")
    office.ok("log-visit --name 周全 --subject 第二盏路灯 --new-case")
    take(office, code="XF")
    office.ok("archive 1 --retention 10年")
    office.today = "2026-03-05"
    office.ok("note 2 --text 看过")
    office.ok("erase 1 --approver 李镇长 --reason 保管期满 --yes")
    execute(office.database, DROP.format("act = 'note' AND case_no = 'XF2010-0002'"))
    assert "archive" in [row[2] for row in entries(office.database)]
    restored(office)
    assert not holding(office, SECRET)


# ---- which copies there are


def test_copies_are_listed_newest_first_also_where_there_is_nothing_else(town: Office, tmp_path: Path) -> None:
    take(town, moment=datetime.fromisoformat("2026-03-05T08:00:00"))
    stick = tmp_path / "盘"
    stick.mkdir()
    take(town, stick / "xinfang-柳镇", datetime.fromisoformat("2026-03-05T09:00:00"))
    shutil.copy(town.database, stick / "xinfang.db")
    for path in (town.database, town.home / "config.yaml"):
        path.unlink()
    town.monkeypatch.delenv("XINFANG_HOME")
    town.monkeypatch.chdir(town.home / "文书")
    told = town.ok(["restore", "--from", str(stick), "--json"]).json
    assert told["home"] == str(town.home)
    names = [row["name"] for row in told["copies"]]
    assert set(names) == {"2026-03-05_090000", "2026-03-05_080000", NAME, "xinfang.db"}
    assert names.index("2026-03-05_090000") < names.index("2026-03-05_080000") < names.index(NAME)
    assert all(row["sound"] for row in told["copies"])
    for place in ("xinfang-柳镇", "xinfang-柳镇/2026-03-05_090000", "xinfang.db"):
        there = town.ok(["restore", "--from", str(stick / place), "--json"]).json
        assert there["count"] == 3


def test_a_damaged_copy_is_refused_and_the_next_sound_one_named(town: Office) -> None:
    for day in (5, 6):
        take(town, moment=datetime.fromisoformat(f"2026-03-0{day}T08:00:00"))
    own = town.home / "data" / "backups"
    overwrite(own / "2026-03-06_080000" / "xinfang.db", 20 * PAGE, b"\xa5" * PAGE * 4)
    execute(own / "2026-03-05_080000" / "xinfang.db", DROP.format("seq > 5"))
    before = town.database.read_bytes()
    for name in ("2026-03-06", "2026-03-05"):
        assert town.refused(f"restore {name} --yes").endswith(
            f"已损坏，不能用来恢复，什么也没有改；可以改用 xinfang restore {NAME}。"
        )
    overwrite(own / NAME / "xinfang.db", 0, b"\0" * 100)
    assert town.refused("restore 2026 --yes").endswith("请找别的 U 盘，用 xinfang restore --from 文件夹。")
    assert [row["sound"] for row in town.ok("restore --json").json["copies"]] == [False] * 3
    assert town.database.read_bytes() == before


def test_a_copy_of_another_office_is_refused(town: Office, weeks: Path) -> None:
    other = ["restore", "--from", str(weeks.parent / "村" / "data" / "xinfang.db")]
    name = town.ok([*other, "--json"]).json["copies"][0]["name"]
    assert town.refused([*other, name, "--yes"]).startswith("这份备份是代号“DC”的单位的，台账是“XZ”的；")


def test_everything_comes_back_on_a_new_computer(town: Office, tmp_path: Path) -> None:
    take(town, tmp_path / "盘", datetime.fromisoformat("2026-03-05T09:00:00"))
    acknowledged = entries(town.database)
    new = tmp_path / "新电脑"
    done = town.ok(
        ["--home", str(new), "restore", "2026-03-05", "--from", str(tmp_path / "盘"), "--yes", "--json"]
    ).json
    assert done["check"]["ok"]
    assert done["replaced"] is None
    assert [row for row in entries(new / "data" / "xinfang.db") if row[2] != "restore"] == acknowledged
    for folder in ("data/files", "文书", "文书模板", "config.yaml"):
        made, former = (sorted(p for p in (home / folder).rglob("*") if p.is_file()) for home in (new, town.home))
        assert [path.read_bytes() for path in made] == [path.read_bytes() for path in former]
    assert town.ok(["--home", str(new), "list", "--json"]).json["rows"] == town.ok("list --json").json["rows"]


def test_a_ledger_that_was_copied_by_hand_is_enough(town: Office, tmp_path: Path) -> None:
    acknowledged = entries(town.database)
    new, stick = tmp_path / "新电脑", tmp_path / "盘"
    stick.mkdir()
    shutil.copy(town.database, stick / "我的 台账.db")
    name = f"--from '{stick / '我的 台账.db'}'"
    assert 'xinfang restore "我的 台账.db"' in town.ok(f"--home {new} restore {name}").out
    done = town.run(f"--home {new} restore '我的 台账.db' {name} --yes")
    assert "config.yaml 里的 code 是“XF”，台账的是“XZ”；请打开 config.yaml 把 code 改成“XZ”。" in done.err
    assert "附件“照片1.jpg”（XF2026-0003）不见了" in done.out
    assert [row for row in entries(new / "data" / "xinfang.db") if row[2] != "restore"] == acknowledged
    assert (new / "config.yaml").exists()


def test_a_ledger_that_is_gone_is_no_new_beginning(town: Office) -> None:
    town.database.unlink()
    log = "log-visit --name 王五 --subject 新的事 --new-case"
    assert town.refused(log) == (
        f"办公文件夹 {town.home} 的台账不见了，那里还有备份；请用 xinfang restore 恢复，不要从头登记。"
    )
    assert not town.database.exists()


# ---- asking, telling, holding


def test_without_a_word_nothing_is_changed(town: Office) -> None:
    before = {path: path.read_bytes() for path in town.home.rglob("*") if path.is_file()}
    told = town.ok(f"restore {NAME}")
    assert "确定恢复：xinfang restore 2026-03-04_170000 --yes" in told.out
    assert not town.ok(f"restore {NAME} --json").json["restored"]
    assert {path: path.read_bytes() for path in town.home.rglob("*") if path.is_file()} == before


def test_a_lost_ledger_is_told_whatever_is_asked(town: Office) -> None:
    town.database.unlink()
    lost = f"办公文件夹 {town.home} 的台账不见了，那里还有备份；请用 xinfang restore 恢复，不要从头登记。"
    for words in ("today", "list", "search 路灯", "check", "backup", "stats", "note 1 --text 看过", "erase"):
        assert town.refused(words) == lost


def test_lost_settings_are_told_until_they_are_back(town: Office) -> None:
    (town.home / "config.yaml").unlink()
    told = town.run("list").err
    assert told.startswith("注意：办公文件夹里的 config.yaml 不见了，现在用的是默认设置；")
    restored(town)
    assert not town.ok("list").err


def test_what_is_done_at_a_terminal_is_shown_in_words_alone(town: Office) -> None:
    town.monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    for more in ("", "--yes"):
        assert "␛" not in town.ok(f"restore {NAME} --no-input {more}").out


def test_the_act_is_an_entry(town: Office) -> None:
    head = entries(town.database)[-1][-1]
    done = restored(town)
    with closing(sqlite3.connect(town.database)) as conn:
        said = json.loads(conn.execute("SELECT data FROM entry WHERE act = 'restore'").fetchone()[0])["said"]
    assert said == {
        "copy": {"made_at": "2026-03-04T17:00:00", "head": done["copy"]["head"], "entries": done["copy"]["entries"]},
        "head": head, "carried": done["carried"]["entries"], "lost": 0, "given": [],
    }  # fmt: skip


def test_nobody_writes_meanwhile_and_who_came_before_writes_nothing_into_the_former_ledger(town: Office) -> None:
    one = at_hand(town.home / "data" / "backups", None)[0]
    with closing(sqlite3.connect(town.database, timeout=0, isolation_level=None)) as early:
        assert early.execute("SELECT count(*) FROM entry").fetchone()[0]
        with restoration.restoration(one, town.home, "", ()) as asked:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                early.execute("BEGIN IMMEDIATE")
            asked.carry_out("2026-03-05", "李经办", "2026-03-05T10:00:00")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            early.execute("INSERT INTO meta(key, value) VALUES ('x', 'y')")
    assert town.ok("check --json").json["ok"]


def test_a_journal_of_the_former_ledger_never_meets_the_new_one(town: Office) -> None:
    journal = town.database.with_name("xinfang.db-journal")
    with closing(sqlite3.connect(town.database, isolation_level=None)) as conn:
        conn.execute("PRAGMA cache_size = 1")
        conn.execute("BEGIN")
        conn.execute("UPDATE cases SET subject = subject || 'x'")
        hot = journal.read_bytes()
    assert hot
    town.database.write_text("x" * 9000)
    journal.write_bytes(hot)
    done = restored(town)
    assert not journal.exists()
    assert (Path(done["replaced"]) / "xinfang.db").exists()


# ---- killed at any moment

KILLED = """
import os, signal, sys
from xinfang.commands import run

left = int(sys.argv[1])
def counted(real):
    def call(*given, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **more)
    return call

for name in ("fsync", "rename", "replace", "link", "mkdir", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
sys.exit(run(sys.argv[2:]))
"""


def assert_either_stands(town: Office, acknowledged: list[tuple[Any, ...]]) -> None:
    """After a kill the former ledger is in its place, or the new one; restoring again brings everything back."""
    told = town.run("check")
    if told.code:
        assert told.err == DAMAGED.format(path=town.database)
    else:
        assert_all_there(town, acknowledged)
    town.ok(f"restore {NAME} --yes")
    assert [row for row in entries(town.database) if row[2] != "restore"] == acknowledged
    assert town.ok("check --json").json["ok"]


@posix
def test_killed_at_each_step_it_leaves_the_former_ledger_or_the_new_one(town: Office) -> None:
    acknowledged = entries(town.database)
    gone = next(iter(town.files.rglob("*.jpg")))
    overwrite(town.database, 0, b"\0" * PAGE)
    damaged = town.database.read_bytes()
    for step in range(1, 1000, max(1, 40 // TRIALS)):
        town.database.write_bytes(damaged)
        gone.unlink(missing_ok=True)
        code = town.python("-c", KILLED, str(step), "restore", NAME, "--yes").code
        assert_either_stands(town, acknowledged)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert step > 10


@posix
@pytest.mark.parametrize("moment", [random.Random(n).uniform(0.1, 0.6) for n in range(TRIALS)], ids="{:.3f}s".format)
def test_killed_at_any_moment_everything_is_still_there(town: Office, moment: float) -> None:
    acknowledged = entries(town.database)
    overwrite(town.database, 0, b"\0" * PAGE)
    process = subprocess.Popen([sys.executable, "-m", "xinfang", "restore", NAME, "--yes"], env=town.env())
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert_either_stands(town, acknowledged)
