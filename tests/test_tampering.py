"""Whatever is changed in the ledger's file by other means: `check` names it, and no command goes on with it.

The ledger is made by real commands and holds a row of every table; each test changes a copy of it.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from tests.conftest import Office
from tests.offices import at, empty, founded, packed
from xinfang.domain.model import KEYS, TABLES, Entry, columns
from xinfang.ledger import chain, schema
from xinfang.ledger.check import MOST_TOLD, findings
from xinfang.ledger.check_entries import chains, merged_chains, own_data, withheld
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.grams import grams
from xinfang.ledger.project import rebuild
from xinfang.ledger.reading import Ledger, reading
from xinfang.words.packages import REGISTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWN, VILLAGE = "ZZ", "DC"
OLD = "来信日期,写信人,事由,住址(村组)\n2026-01-05,周八,路灯不亮,一组\n2026-01-06,吴九,水渠漏水,二组\n"
OF_HIM = "--phone 13800138000 --id-number 11010519491231002X --representative 张三 --group 一组"
STORY = (
    f"log-letter --name 张三 {OF_HIM} --subject 占地没有补偿 --people 6 --attach 信.txt --date 2026-02-02 --new-case",
    "merge 村.zip",
    "accept 1 --date 2026-02-03",
    "lead 1 --leader 王镇长 --handler 李干事 --text 先丈量",
    "instruct 1 --leader 王镇长 --text 请核实 --to 国土所 --due 2026-03-20",
    "meet 1 --leader 王镇长 --duty 镇长 --text 听取意见 --place 接待室 --promise 三月办好 --due 2026-03-30",
    "hear 1 --text 双方陈述 --date 2026-03-04",
    "aid 1 --sum 2000 --source 临时救助 --text 住院",
    "paper accept 1",
    "log-letter --anonymous --subject 反映村会计挪用公款 --kind accusation --new-case",
    "log-call --name 李四 --subject 路灯不亮 --settled 已派人修好 --new-case",
    "log-visit --name 王五 --subject 山塘漏水 --new-case",
    "note 4 --text 已看现场",
    "correct 4 --subject 山塘渗水 --reason 记错",
    "undo 4",
    "log-visit --name 赵六 --subject 山塘渗水 --new-case",
    "join 5 --to 4",
    "import 旧台账.csv",
    "log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日",
    "log-dispute --nothing --area 全镇 --text 走访二十户",
    "log-meeting --subject 修路的事 --chair 李主任 --attended 王干事 --text 每周碰头",
    "reception 今天 --held --leader 王镇长 --duty 镇长 --place 接待室 --text 下村接访",
    "search 占地",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A town's ledger with a village merged into it; never touched."""
    home = tmp_path_factory.mktemp("镇")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        Path("信.txt").write_text("尊敬的领导", "utf-8")
        Path("旧台账.csv").write_text(OLD, "utf-8")
        packed(founded(home / "村", patch, VILLAGE, "东村"), home / "村.zip")
        office = empty(home / "镇", patch, OWN, "柳林镇信访办", "township")
        for words in STORY:
            office.ok(words)
        yield office


@pytest.fixture
def town(kept: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A copy of it to be tampered with."""
    shutil.copytree(kept.home, tmp_path / "镇")
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path / "镇", monkeypatch)


@contextmanager
def opened(office: Office) -> Iterator[sqlite3.Connection]:
    """The file in the hands of someone who knows SQLite: no triggers, no foreign keys, all put back afterwards."""
    with closing(sqlite3.connect(office.database, isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        for name in schema.TRIGGERS:
            conn.execute(f"DROP TRIGGER {name}")
        yield conn
        for statement in schema.TRIGGERS.values():
            conn.execute(statement)


def tamper(office: Office, *statements: str) -> None:
    with opened(office) as conn:
        for statement in statements:
            conn.execute(statement)


def found(office: Office, *heads: str) -> list[Finding]:
    with reading(office.database, OWN) as ledger:
        return findings(Checked(ledger, office.files, heads, office.home))


def told(office: Office) -> set[str]:
    return {finding.code for finding in found(office)}


def rows_of(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in conn.execute("SELECT * FROM entry ORDER BY office, seq")]


def names(finding: Finding, office: str, seq: int) -> bool:
    """Whether a finding names an entry: by its place, or as one of a few."""
    values = finding.values
    if values.get("office") != office:
        return False
    within = "first" in values and values["first"] <= seq <= values["last"]
    return within or seq in (values.get("seq"), values.get("before"), *values.get("entries", ()))


# ------------------------------------------------------------------------------------------------------ the entries


def test_the_ledger_holds_a_row_of_every_table_and_is_whole(kept: Office) -> None:
    at(kept)
    assert kept.ok("check --json").json["problems"] == []
    with closing(sqlite3.connect(kept.database)) as conn:
        empty_ones = [t for t in TABLES if not conn.execute(f"SELECT 1 FROM {t} WHERE office = '{OWN}'").fetchone()]
        assert conn.execute("SELECT count(*) FROM entry WHERE salt = ''").fetchone()[0] > 0
    assert empty_ones == []


EMPTY = '{"drop":{},"said":{},"set":{}}'


def touched(name: str, value: Any) -> list[Any]:
    """Other values that a column of an entry may be given."""
    if name == "seq":
        return [value + 1000, -value]
    if name == "office":
        return ["QQ"]
    if name == "data":
        return [value.replace('"said":{', '"said": {'), value[:-1] + ',"x":1}', "{}", "", "[", EMPTY]
    if name == "case_no":
        return [None if value else "XF2026-0001", "XF2026-0099"]
    if name == "salt":
        return ["", "0" * 32] if value else ["0" * 32]
    return [f"{value} ", "", ("1" if str(value)[:1] != "1" else "2") + str(value)[1:]]


def test_a_change_of_any_column_of_any_entry_is_named(town: Office) -> None:
    """Every entry of the town and of the village that it merged, every column, several values each."""
    tried, missed = 0, []
    with opened(town) as conn:
        checked = Checked(Ledger(conn, OWN), town.files)
        for row in rows_of(conn):
            office, seq = row["office"], row["seq"]
            for name, value in ((n, v) for n in schema.ENTRY for v in touched(n, row[n])):
                conn.execute("BEGIN")
                conn.execute(f"UPDATE entry SET {name} = ? WHERE office = ? AND seq = ?", (value, office, seq))
                seen = [f for check in (chains, merged_chains, withheld, own_data) for f in tried_out(check, checked)]
                conn.execute("ROLLBACK")
                places = [(office, seq), (value if name == "office" else office, value if name == "seq" else seq)]
                tried += 1
                if not any(names(finding, *place) for finding in seen for place in places):
                    missed.append((office, seq, name, value))
    assert missed == []
    assert tried > 1000


def tried_out(check: Any, checked: Checked) -> list[Finding]:
    """What one check finds, as far as it comes."""
    seen: list[Finding] = []
    with suppress(ValueError, TypeError, KeyError):
        seen.extend(check(checked))
    return seen


def test_an_entry_of_bytes_that_are_no_text_is_named(town: Office) -> None:
    tamper(town, "UPDATE entry SET data = CAST(x'7bff7d' AS TEXT) WHERE office = 'ZZ' AND seq = 3")
    problems = town.run("check --json").json["problems"]
    assert "第 3 条记录（受理，2026-02-03）被改动过；请用 xinfang restore 与备份核对。" in [
        p["message"] for p in problems
    ]


def test_any_entry_that_is_removed_is_named_but_for_the_last(town: Office) -> None:
    with opened(town) as conn:
        checked, entries = Checked(Ledger(conn, OWN), town.files), rows_of(conn)
        last = max(row["seq"] for row in entries if row["office"] == OWN)
        for row in entries:
            conn.execute("BEGIN")
            conn.execute("DELETE FROM entry WHERE office = ? AND seq = ?", (row["office"], row["seq"]))
            seen = [f for check in (chains, merged_chains) for f in tried_out(check, checked)]
            conn.execute("ROLLBACK")
            named = any(names(finding, row["office"], row["seq"]) for finding in seen)
            assert named or (row["office"], row["seq"]) == (OWN, last), row["seq"]


def test_any_two_entries_that_change_places_are_named(town: Office) -> None:
    with opened(town) as conn:
        checked = Checked(Ledger(conn, OWN), town.files)
        places = [row["seq"] for row in rows_of(conn) if row["office"] == OWN]
        for one, other in [(one, other) for one in places for other in places if one < other][::7]:
            conn.execute("BEGIN")
            for seq, to in ((one, 0), (other, one), (0, other)):
                conn.execute("UPDATE entry SET seq = ? WHERE office = ? AND seq = ?", (to, OWN, seq))
            seen = list(chains(checked))
            conn.execute("ROLLBACK")
            assert all(any(names(f, OWN, seq) for f in seen) for seq in (one, other)), (one, other)


def sealed_anew(row: dict[str, Any]) -> dict[str, Any]:
    row = row | {"data_hash": chain.digest(row["salt"], row["data"])}
    return row | {"hash": chain.seal(row)}


def write(conn: sqlite3.Connection, row: dict[str, Any], into: str = "entry") -> None:
    slots = ", ".join("?" * len(row))
    conn.execute(f"INSERT OR REPLACE INTO {into} ({', '.join(row)}) VALUES ({slots})", tuple(row.values()))


def test_an_entry_whose_own_hashes_were_made_to_fit_is_named_with_its_neighbour(town: Office) -> None:
    with opened(town) as conn:
        checked = Checked(Ledger(conn, OWN), town.files)
        entries = [row for row in rows_of(conn) if row["salt"]]
        last = max(row["seq"] for row in entries if row["office"] == OWN)
        for row in entries:
            conn.execute("BEGIN")
            write(conn, sealed_anew(row | {"by_whom": "别人"}))
            seen = [f for check in (chains, merged_chains) for f in tried_out(check, checked)]
            conn.execute("ROLLBACK")
            named = any(names(finding, row["office"], row["seq"]) for finding in seen)
            assert named or (row["office"], row["seq"]) == (OWN, last)


@pytest.mark.parametrize("hashes", ["copied", "right", "of another place"])
def test_an_entry_that_is_put_in_between_is_named(town: Office, hashes: str) -> None:
    with opened(town) as conn:
        entries = [row for row in rows_of(conn) if row["office"] == OWN]
        conn.execute("UPDATE entry SET seq = -seq WHERE office = 'ZZ' AND seq > 5")
        conn.execute("UPDATE entry SET seq = 1 - seq WHERE office = 'ZZ' AND seq < 0")
        new = entries[4] | {"seq": 6, "act": "note", "prev": entries[4]["hash"]}
        write(conn, {"copied": entries[4] | {"seq": 6}, "right": sealed_anew(new)}.get(hashes, entries[7] | {"seq": 6}))
    seen = [f for f in found(town) if f.code in ("chain", "link")]
    assert names(seen[0], OWN, 6) or names(seen[0], OWN, 7)


def test_an_entry_that_is_added_before_the_first_or_far_behind_the_last_is_named(town: Office) -> None:
    with opened(town) as conn:
        first = rows_of(conn)[-1]
        write(conn, sealed_anew(first | {"seq": 0}))
        write(conn, sealed_anew(first | {"seq": 2**40}))
    seen = {(f.code, f.values.get("seq")) for f in found(town)}
    assert {("misplaced", 0), ("gap", None)} <= seen


def test_an_office_that_nobody_merged_is_named(town: Office) -> None:
    with opened(town) as conn:
        write(conn, sealed_anew(rows_of(conn)[-1] | {"office": "QQ", "seq": 1, "prev": "0" * 64}))
    assert Finding("stranger", {"office": "QQ", "last": 1}) in found(town)


# ------------------------------------------------------------------------------------- the tail, and the whole of it


def forge(office: Office, of: str, touch: Any) -> None:
    """Write the entries of an office anew, each hash made to fit, and the tables after them; no backup is left."""
    shutil.rmtree(office.home / "data" / "backups", ignore_errors=True)
    with opened(office) as conn:
        rows = [row for row in rows_of(conn) if row["office"] == of]
        touch(rows)
        prev = "0" * 64
        conn.execute("BEGIN")
        conn.execute("DELETE FROM entry WHERE office = ?", (of,))
        for seq, row in enumerate(rows, 1):
            made = row | {"seq": seq, "prev": prev}
            made = sealed_anew(made) if made["salt"] else made | {"hash": chain.seal(made)}
            prev = made["hash"]
            write(conn, made)
        rebuild(conn)
        conn.execute("COMMIT")


def head_of(office: Office) -> str:
    head: str = at(office).ok("check --json").json["head"]
    return head


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_only_a_head_on_paper_tells_that_the_tail_was_cut(town: Office, cut: int) -> None:
    paper, entries = head_of(town)[:16], town.ok("check --json").json["entries"]
    forge(town, OWN, lambda rows: rows.__delitem__(slice(-cut, None)))
    assert town.ok("check --json").json["entries"] == entries - cut
    refused = town.run(["check", "--json", "--head", paper])
    assert (refused.code, [p["code"] for p in refused.json["problems"]]) == (1, ["head"])
    assert paper in refused.json["problems"][0]["message"]


def test_only_a_head_on_paper_tells_that_the_whole_was_forged(town: Office) -> None:
    paper = head_of(town)
    forge(town, OWN, lambda rows: rows[1].update(by_whom="别人"))
    assert told(town) == set()
    assert [f.code for f in found(town, paper)] == ["head"]


TYPED: dict[str, Callable[[str], str]] = {
    "as printed": lambda head: head[:16],
    "in fours": lambda head: " ".join(head[n : n + 4] for n in range(0, 16, 4)),
    "in capitals": lambda head: head[:16].upper(),
    "full-width": lambda head: "".join(chr(ord(sign) + 0xFEE0) for sign in head[:16]),
    "misread": lambda head: head[:16].replace("0", "O").replace("1", "l"),
    "with its label": lambda head: f"台账末条指纹：{head[:16]}",
    "whole": lambda head: head,
}


@pytest.mark.parametrize("how", TYPED)
def test_a_head_is_known_however_it_was_copied_from_paper(kept: Office, how: str) -> None:
    head = head_of(kept)
    document = kept.ok(["check", "--json", "--head", TYPED[how](head)]).json
    assert [(h["head"], h["since"], h["office"]) for h in document["heads"]] == [(head, 0, OWN)]


@pytest.mark.parametrize("typed", ["", "%", "_" * 16, "3f9a1c0", "没有", "3f9a1c0b77de452g", "0" * 65])
def test_what_is_no_head_is_refused(kept: Office, typed: str) -> None:
    assert "不像指纹" in at(kept).refused(["check", "--head", typed])


def test_a_head_tells_which_entry_it_is_and_how_many_came_since(town: Office) -> None:
    older = head_of(town)
    town.ok("note 4 --text 又去看了", today="2026-03-09")
    town.ok("accept 4", today="2026-03-10")
    newer = head_of(town)
    screen = town.ok(["check", "--head", older[:16], "--head", newer[:16]]).out
    seq = town.ok(["check", "--json", "--head", older]).json["heads"][0]["seq"]
    assert f"指纹 {older[:16]} 是第 {seq} 条记录（登记接访情况，2026-03-05" in screen
    assert "之后又有 2 条。" in screen
    assert f"指纹 {newer[:16]} 是第 {seq + 2} 条记录（受理，2026-03-10" in screen


# --------------------------------------------------------------------------------------------------- another office


def test_a_village_s_entries_that_a_township_forged_are_named(town: Office) -> None:
    """The chain is whole again and the tables fit: the township's own entry of the merge tells."""
    forge(town, VILLAGE, lambda rows: rows[2].update(by_whom="别人"))
    [only] = found(town)
    assert (only.code, only.values["office"], only.values["first"]) == ("merged", VILLAGE, 1)
    assert "【东村】第 1 到 " in town.run("check --json").json["problems"][0]["message"]


def test_entries_that_a_township_adds_for_a_village_are_named(town: Office) -> None:
    forge(town, VILLAGE, lambda rows: rows.append(rows[-1]))
    assert [f.code for f in found(town)] == ["beyond"]


def test_a_village_s_last_entries_that_are_gone_are_named(town: Office) -> None:
    forge(town, VILLAGE, lambda rows: rows.__delitem__(slice(-2, None)))
    assert "merged" in told(town)


# ------------------------------------------------------------------------------------------------------ the tables


def other(value: Any) -> Any:
    return value + 1 if isinstance(value, int) else f"{value or ''}改"


@pytest.mark.parametrize("place", range(max(len(columns(table)) for table in TABLES) + 2))
def test_a_change_of_any_column_of_any_table_is_named(town: Office, place: int) -> None:
    """One row of every table at a time, in its first, second, third … column."""
    changed = {}
    with opened(town) as conn:
        for table in TABLES:
            row = conn.execute(f"SELECT rowid, * FROM {table} WHERE office = 'ZZ' ORDER BY 2, 3, 4 LIMIT 1").fetchone()
            names_of = row.keys()[1:]
            if place < len(names_of):
                name = names_of[place]
                value = other(row[name]) if conn_type(conn, table, name) == "TEXT" else (row[name] or 0) + 7
                conn.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = ?", (value, row["rowid"]))
                changed[table] = (name, row[2] if KEYS[table] == "no" else row["case_no"])
    seen = found(town)
    for table, (name, _) in changed.items():
        told_of = [f for f in seen if f.values.get("table") == table]
        assert told_of, table
        if name not in ("office", "case_no", KEYS[table]):
            assert [f.code for f in told_of] == ["rebuild"]
            assert name in told_of[0].values["columns"]


def conn_type(conn: sqlite3.Connection, table: str, name: str) -> str:
    return str(next(row["type"] for row in conn.execute(f"PRAGMA table_info({table})") if row["name"] == name))


@pytest.mark.parametrize("how", ["removed", "doubled"])
def test_a_row_that_is_removed_or_added_in_any_table_is_named(town: Office, how: str) -> None:
    keys = {}
    with opened(town) as conn:
        for table in TABLES:
            row = dict(conn.execute(f"SELECT * FROM {table} WHERE office = 'ZZ' ORDER BY 1, 2, 3 LIMIT 1").fetchone())
            key = KEYS[table]
            if how == "removed":
                where = "AND case_no = ?" if "case_no" in row and key == "n" else "AND ? IS NULL"
                own = row["case_no"] if key == "n" else None
                conn.execute(f"DELETE FROM {table} WHERE office = 'ZZ' {where} AND {key} = ?", (own, row[key]))
            else:
                row |= {key: other(row[key]) if key == "no" else 9999} | {n: 9999 for n in ("serial",) if n in row}
                write(conn, row, into=table)
            keys[table] = row[key]
    code = {"removed": "rebuild_missing", "doubled": "rebuild_extra"}[how]
    seen = {f.values["table"]: f.values["key"] for f in found(town) if f.code == code}
    assert seen.keys() == set(TABLES)
    assert all(str(key).endswith(str(keys[table])) for table, key in seen.items())


SEARCH = {
    "words changed": "UPDATE search_text SET text = 'x' WHERE office = 'ZZ' AND no = 'XF2026-0001'",
    "case hidden": "DELETE FROM search_text WHERE office = 'ZZ' AND no = 'XF2026-0001'",
    "case moved": "UPDATE search_text SET id = 999 WHERE office = 'ZZ' AND no = 'XF2026-0001'",
    "words added": "INSERT INTO search_index(rowid, grams) VALUES (1, '0abcd')",
    "case added": "INSERT INTO search_index(rowid, grams) VALUES (999, '0abcd')",
    "index emptied": "INSERT INTO search_index(search_index) VALUES ('delete-all')",
}


@pytest.mark.parametrize("how", SEARCH)
def test_a_change_of_what_a_search_finds_is_named(town: Office, how: str) -> None:
    tamper(town, SEARCH[how])
    assert told(town) == {"search"}
    assert town.ok("check --repair --json").json["problems"] == []


def test_a_single_word_that_is_taken_out_of_the_search_is_named(town: Office) -> None:
    with opened(town) as conn:
        place, text = conn.execute(
            "SELECT id, text FROM search_text WHERE office = 'ZZ' AND no = 'XF2026-0001'"
        ).fetchone()
        conn.execute(
            "INSERT INTO search_index(search_index, rowid, grams) VALUES ('delete', ?, ?)", (place, grams(text))
        )
        conn.execute("INSERT INTO search_index(rowid, grams) VALUES (?, ?)", (place, grams(text).partition(" ")[2]))
    assert [(f.code, f.values["key"]) for f in found(town)] == [("search", "XF2026-0001")]


def test_numbers_told_to_be_lost_take_no_time_however_many_they_are(town: Office) -> None:
    with opened(town) as conn:
        last = conn.execute("SELECT * FROM entry WHERE office = 'ZZ' ORDER BY seq DESC").fetchone()
        lost = {"table": "cases", "year": 2026, "paper": None, "first": 10**9, "last": 10**15}
        act = Entry(act="restore", case=None, on="2026-03-05", by="别人", said={"given": [lost]})
        row = chain.link(act, office="ZZ", seq=last["seq"] + 1, at=last["written_at"], prev=last["hash"])
        conn.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
        conn.execute("UPDATE cases SET serial = 10000000000 WHERE office = 'ZZ' AND no = 'XF2026-0004'")
    numbers = next(finding for finding in found(town) if finding.code == "numbers")
    assert numbers.values["missing"] == "、".join(map(str, (4, *range(8, 17))))


# ------------------------------------------------------------------------------------- the file and what lies in it

SCHEMA = "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql ="
TRIGGER = "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ('trigger', "
SHAPES = {
    "a trigger of the attacker's": (
        "CREATE TRIGGER later AFTER INSERT ON cases BEGIN UPDATE cases SET unit = '别人'; END", "strange", "later"),
    "a view": ("CREATE VIEW nice AS SELECT * FROM cases", "strange", "nice"),
    "a table": ("CREATE TABLE mine (x)", "strange", "mine"),
    "an index": ("CREATE INDEX mine ON cases(subject)", "strange", "mine"),
    "an index less": ("DROP INDEX cases_open", "indexes", "cases_open"),
    "an index that leaves cases out": (
        "DROP INDEX terms_running; CREATE INDEX terms_running ON terms(office, due_on, case_no) WHERE 0",
        "indexes", "terms_running"),
    "a column more": ("ALTER TABLE terms ADD COLUMN mood TEXT", "shape", "terms"),
    "a column more in the entries": ("ALTER TABLE entry ADD COLUMN mood TEXT", "shape", "entry"),
    "a generated column": ("ALTER TABLE cases ADD COLUMN mood TEXT AS (subject)", "shape", "cases"),
    "a column less": ("ALTER TABLE cases DROP COLUMN outcome", "shape", "cases"),
    "a column with another name": ("ALTER TABLE terms RENAME COLUMN basis TO base", "shape", "terms"),
    "a table less": ("DROP TABLE aids", "shape", "aids"),
    "a view in a table's place": (
        "ALTER TABLE aids RENAME TO real; CREATE VIEW aids AS SELECT * FROM real", "shape", "aids"),
    "any type": (
        f"{SCHEMA} replace(sql, ') STRICT', ')') WHERE name = 'terms'", "shape", "terms"),
    "a check that refuses": (
        f"{SCHEMA} replace(sql, 'INTEGER NOT NULL', 'INTEGER CHECK (seq)') WHERE name = 'entry'", "shape", "entry"),
    "a trigger that is named as if it were SQLite's": (
        f"{TRIGGER}'sqlite_mine', 'cases', 0, 'CREATE TRIGGER sqlite_mine INSERT ON cases BEGIN SELECT 1; END')",
        "strange", "sqlite_mine"),
    "what SQLite makes only where it is asked to": ("ANALYZE", "strange", "sqlite_stat1"),
    "a log beside it": ("PRAGMA journal_mode = WAL", "version", None),
    "a number of its own": ("PRAGMA user_version = 0", "version", None),
    "a setting": ("INSERT INTO meta VALUES ('mine', '1')", "strange", "mine"),
}  # fmt: skip


@pytest.mark.parametrize("how", SHAPES)
def test_what_was_done_to_the_tables_themselves_is_named_and_mended(town: Office, how: str) -> None:
    script, code, name = SHAPES[how]
    with closing(sqlite3.connect(town.database)) as conn:
        conn.executescript(script)
    refusal = town.run("check --json")
    told_of = [f for f in found(town) if f.code == code]
    assert name in [f.values.get("table", f.values.get("name")) for f in told_of] or name is None
    assert told_of
    assert code in [p["code"] for p in refusal.json["problems"]]
    if name != "entry":
        assert town.ok("check --repair --json").json["problems"] == []


@pytest.mark.parametrize("name", schema.TRIGGERS)
def test_a_trigger_that_is_gone_is_named(town: Office, name: str) -> None:
    with closing(sqlite3.connect(town.database)) as conn:
        conn.execute(f"DROP TRIGGER {name}")
    assert [(f.code, f.values["table"]) for f in found(town)] == [("triggers", name)]


def test_a_file_of_another_kind_is_refused(town: Office) -> None:
    with closing(sqlite3.connect(town.database)) as conn:
        conn.execute("PRAGMA application_id = 1")
    told = town.run("check")
    assert told.code == 1
    assert told.err == f"{town.database} 不是信访台账；请核对文件夹，台账被换掉了的请用 xinfang restore 恢复。\n"


def test_a_value_of_another_type_behind_a_strict_table_is_named(town: Office) -> None:
    """Types are lifted, a number of bytes is put in, types are put back."""
    with opened(town) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = 'entry'")
    with opened(town) as conn:
        conn.execute("UPDATE entry SET data = CAST(data AS BLOB), salt = 7 WHERE office = 'ZZ' AND seq = 4")
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("UPDATE sqlite_master SET sql = sql || ' STRICT' WHERE name = 'entry'")
    assert any(names(f, OWN, 4) for f in found(town))
    assert town.run("check --json").code == 1


def test_an_older_layout_that_is_feigned_only_makes_the_tables_anew(town: Office) -> None:
    tamper(town, "UPDATE meta SET value = '0'", "UPDATE cases SET subject = '别的事'")
    assert told(town) == set()


# ------------------------------------------------------------------------------------------------ files beside it


def test_an_attachment_that_is_changed_removed_or_something_else_is_named(town: Office) -> None:
    [path] = town.files.rglob("*.txt")
    path.chmod(0o600)
    path.write_text("改过的", "utf-8")
    assert told(town) == {"file_changed"}
    path.unlink()
    assert told(town) == {"file_missing"}
    path.mkdir()
    assert told(town) == {"file_missing"}


def test_a_file_too_many_is_no_problem_of_the_ledger(town: Office) -> None:
    (town.files / "ab").mkdir(exist_ok=True)
    (town.files / "ab" / "多出来.txt").write_text("x", "utf-8")
    assert told(town) == set()


def test_a_paper_that_is_removed_is_named(town: Office) -> None:
    with opened(town) as conn:
        (town.home / conn.execute("SELECT file FROM papers WHERE office = 'ZZ'").fetchone()[0]).unlink()
    assert told(town) == {"paper_missing"}


# --------------------------------------------------------------------------------------- what comes after is refused

WRITES = ("note 4 --text 再看", "log-call --name 孙七 --subject 路灯 --new-case", "package 包.zip", "import 新.csv")


def refused_writing(office: Office, words: str) -> str:
    Path("新.csv").write_text(OLD.replace("路灯", "桥灯").replace("水渠", "水管"), "utf-8")
    before = office.database.read_bytes()
    sentence = office.refused(words)
    assert office.database.read_bytes() == before
    return sentence


@pytest.mark.parametrize("words", WRITES)
@pytest.mark.parametrize("how", ["a trigger of the attacker's", "a view"])
def test_nothing_is_written_where_a_trigger_of_another_s_waits(town: Office, words: str, how: str) -> None:
    with closing(sqlite3.connect(town.database)) as conn:
        conn.executescript(SHAPES[how][0])
    assert refused_writing(town, words) == (
        f"台账文件的防改保护被动过（{SHAPES[how][2]}），没有写入；请先运行 xinfang check 看是哪里。"
    )


@pytest.mark.parametrize("words", WRITES)
@pytest.mark.parametrize("column", ["data", "by_whom", "prev"])
def test_nothing_is_linked_onto_a_last_entry_that_was_changed(town: Office, words: str, column: str) -> None:
    last = "(SELECT max(seq) FROM entry WHERE office = 'ZZ')"
    tamper(town, f"UPDATE entry SET {column} = '{'0' * 64}' WHERE office = 'ZZ' AND seq = {last}")
    assert refused_writing(town, words).endswith("被改动过，没有写入；请先运行 xinfang check 看是哪里。")


@pytest.mark.parametrize("words", WRITES)
def test_nothing_goes_on_from_a_last_entry_whose_data_nothing_covers(town: Office, words: str) -> None:
    last = "(SELECT max(seq) FROM entry WHERE office = 'ZZ')"
    tamper(town, f"UPDATE entry SET salt = '' WHERE office = 'ZZ' AND seq = {last}")
    assert refused_writing(town, words).endswith("被改动过，没有写入；请先运行 xinfang check 看是哪里。")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE terms SET due_on = '2099-01-01' WHERE office = 'ZZ' AND case_no = 'XF2026-0004'",
        "UPDATE cases SET unit = '别人' WHERE office = 'ZZ' AND no = 'XF2026-0004'",
        "DELETE FROM notes WHERE office = 'ZZ' AND case_no = 'XF2026-0004'",
        "UPDATE entry SET by_whom = '别人' WHERE office = 'ZZ' AND case_no = 'XF2026-0004' AND act = 'note'",
        "UPDATE entry SET salt = '' WHERE office = 'ZZ' AND case_no = 'XF2026-0004' AND act = 'note'",
    ],
)
def test_no_act_goes_on_with_a_case_that_was_tampered_with(town: Office, statement: str) -> None:
    tamper(town, statement)
    sentence = "XF2026-0004 的内容和登记记录对不上，没有写入；请先运行 xinfang check 看是哪里。"
    assert refused_writing(town, "note 4 --text 再看") == sentence
    town.ok("note 1 --text 别的事项照办")


@pytest.mark.parametrize("words", [WRITES[1], WRITES[3]])
def test_no_number_is_given_out_again_where_a_case_was_hidden(town: Office, words: str) -> None:
    tables = [table for table in TABLES if "case_no" in columns_of(town, table)]
    last = "(SELECT no FROM cases WHERE office = 'ZZ' ORDER BY year DESC, serial DESC LIMIT 1)"
    tamper(
        town,
        *(f"DELETE FROM {t} WHERE office = 'ZZ' AND case_no = {last}" for t in tables),
        f"DELETE FROM cases WHERE office = 'ZZ' AND no = {last}",
    )
    assert refused_writing(town, words).endswith("对不上，没有写入；请先运行 xinfang check 看是哪里。")


def columns_of(office: Office, table: str) -> list[str]:
    with closing(sqlite3.connect(office.database)) as conn:
        return [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]


def entries_in(office: Office) -> int:
    with closing(sqlite3.connect(office.database)) as conn:
        return int(conn.execute("SELECT count(*) FROM entry").fetchone()[0])


def test_more_findings_than_are_told_are_counted(town: Office) -> None:
    with opened(town) as conn:
        last = next(row for row in reversed(rows_of(conn)) if row["office"] == OWN)
        for seq in range(last["seq"] + 1, last["seq"] + 40):
            write(conn, last | {"seq": seq})
        conn.execute("UPDATE entry SET by_whom = '别人'")
    problems = town.run("check --json").json["problems"]
    assert [p["code"] for p in problems].count("chain") == MOST_TOLD
    assert f"还有 {entries_in(town) - MOST_TOLD} 处同样的问题没有列出。" in [p["message"] for p in problems]


# --------------------------------------------------------------------------------------- the head on what leaves the PC


def footer_of(path: Path) -> str:
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    return str(sheet.oddFooter.right.text)


def comments_of(path: Path) -> str:
    return str(docx.Document(str(path)).core_properties.comments)


def registers_in(path: Path) -> str:
    with ZipFile(path) as archive:
        return footer_of(Path(archive.extract(REGISTERS)))


def html_footer_of(path: Path) -> str:
    return path.read_text("utf-8").partition("<footer>")[2]


# What is made by which words, and where a person or a program reads the head in it.
MADE: dict[str, tuple[str, Callable[[Path], str]]] = {
    "workbook": ("export 表.xlsx", footer_of),
    "register to be bound": ("export 册.xlsx --print --book letter", footer_of),
    "web page": ("export 表.html", html_footer_of),
    "data": ("export 表.json", lambda path: str(json.loads(path.read_text("utf-8"))["head"])),
    "statistics": ("stats --file 统计.xlsx", footer_of),
    "report": ("report month 2026-02", footer_of),
    "report in words": ("report week 上周", comments_of),
    "package": ("package 包.zip", registers_in),
    "paper": ("paper receipt 4", comments_of),
}


@pytest.mark.parametrize("what", MADE)
def test_the_head_on_what_was_made_is_found_until_the_tail_is_cut_below_it(town: Office, what: str) -> None:
    words, read = MADE[what]
    document = town.ok(f"{words} --json").json
    paper = re.findall(r"[0-9a-f]{16,}", read(Path([*document.get("files", ()), document.get("file")][0])))[0]
    assert town.ok(["check", "--json", "--head", paper]).json["heads"][0]["head"].startswith(paper)
    town.ok("note 1 --text 又去看了", today="2026-03-09")
    [stands] = town.ok(["check", "--json", "--head", paper]).json["heads"]
    assert stands["since"] >= 1
    forge(town, OWN, lambda rows: rows.__delitem__(slice(stands["seq"] - 1, None)))
    assert [p["code"] for p in town.run(["check", "--json", "--head", paper]).json["problems"]] == ["head"]
