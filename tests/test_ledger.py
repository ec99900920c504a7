"""The ledger is written in ink: the entries, the tables made from them, and what `check` says of either."""

import json
import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import CLERK, CODE, Shelf, examples, free_number, intake, outcome, refused
from xinfang.domain import acts, effects, registration
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused
from xinfang.domain.model import TABLES, Entry, State
from xinfang.domain.registration import NewNumber
from xinfang.ledger import chain, connect, schema
from xinfang.ledger.book import writing
from xinfang.ledger.check import findings, repair
from xinfang.ledger.find import cases_with_clocks
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.project import rebuild
from xinfang.ledger.reading import reading
from xinfang.office import holidays

ONE, TWO, THREE = "XF2025-0001", "XF2025-0002", "XF2026-0001"
TOUCHABLE = tuple(name for name in schema.ENTRY if name != "office")


def told(home: Path) -> Shelf:
    """Three cases of two years, with every table in use."""
    shelf = Shelf(home)
    letter = home / "来信.txt"
    letter.write_text("尊敬的领导", "utf-8")
    shelf.register("2025-03-03", names=("陈大山", "李小河"), phone="13812345678", detail="占地三年没有补偿")
    shelf.do("accept", ONE, "2025-03-05")
    shelf.do("extend", ONE, "2025-04-20", days=20)
    shelf.register("2025-04-22", ONE, attach=[letter], channel="letter", names=("王五",))
    shelf.do("reply", ONE, "2025-05-06")
    shelf.do("deliver", ONE, "2025-05-08")
    shelf.do("close", ONE, "2025-05-09", reason=None)
    shelf.register("2025-06-03", kind="accusation", names=())
    shelf.do("forward", TWO, "2025-06-04", due="2025-07-01")
    shelf.do("note", TWO, "2025-06-05")
    shelf.register("2026-01-05", subject="低保被取消", names=("赵六",), people=7, due="2026-02-02")
    shelf.do("accept", THREE, "2026-01-06")
    shelf.correct(THREE, subject="低保金被停发", people=6)
    shelf.undo(THREE)
    shelf.do("assign", THREE, "2026-01-08", to="民政办")
    return shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return told(tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The same ledger, only to be looked at."""
    return told(tmp_path_factory.mktemp("kept"))


def found(shelf: Shelf, head: str | None = None) -> list[Finding]:
    with reading(shelf.path, CODE) as ledger:
        return findings(Checked(ledger, shelf.files, (head,) if head else ()))


def codes(shelf: Shelf, head: str | None = None) -> set[str]:
    return {finding.code for finding in found(shelf, head)}


def head_of(shelf: Shelf) -> str:
    with reading(shelf.path, CODE) as ledger:
        return ledger.head()


def tables(shelf: Shelf) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is made from the entries."""
    with closing(sqlite3.connect(shelf.path)) as conn:
        names = [*TABLES, "search_text"]
        made = {name: sorted(conn.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    return made | {"search_text": [row[1:] for row in made["search_text"]]}


def tamper(shelf: Shelf, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Touch the file behind the program's back, and put the triggers back as if nothing had been."""
    with closing(sqlite3.connect(shelf.path)) as conn:
        for name in schema.TRIGGERS:
            conn.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            conn.execute(statement, values)
        for statement in schema.TRIGGERS.values():
            conn.execute(statement)
        conn.commit()


def forge(shelf: Shelf, touch: Callable[[list[dict[str, Any]]], object]) -> None:
    """Write all entries anew, each hash made to fit, and the tables after them: the work of one who knows how."""
    with closing(sqlite3.connect(shelf.path, isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        rows = [dict(row) for row in conn.execute("SELECT * FROM entry ORDER BY seq")]
        touch(rows)
        prev = connect.START
        for seq, row in enumerate(rows, 1):
            row |= {"seq": seq, "prev": prev, "data_hash": chain.digest(str(row["salt"]), str(row["data"]))}
            prev = row["hash"] = chain.seal(row)
        for name in schema.TRIGGERS:
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute("BEGIN")
        conn.execute("DELETE FROM entry")
        slots = ", ".join(f":{name}" for name in schema.ENTRY)
        conn.executemany(f"INSERT INTO entry ({', '.join(schema.ENTRY)}) VALUES ({slots})", rows)
        rebuild(conn)
        conn.execute("COMMIT")
        for statement in schema.TRIGGERS.values():
            conn.execute(statement)


# ----------------------------------------------------------------------------------------------------------- the ink


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET data = '{}'",
        "UPDATE entry SET by_whom = '别人' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 3",
        "UPDATE OR REPLACE entry SET seq = 3 WHERE seq = 4",
    ],
)
def test_entries_can_be_neither_changed_nor_removed(shelf: Shelf, statement: str) -> None:
    before = shelf.path.read_bytes()
    with shelf.open() as book, pytest.raises(sqlite3.IntegrityError):
        book.conn.execute(statement)
    assert shelf.path.read_bytes() == before


def test_untouched_ledger_is_whole(shelf: Shelf) -> None:
    assert found(shelf) == []
    assert found(shelf, head_of(shelf)) == []


def test_entries_have_their_places_and_each_carries_the_hash_of_the_one_before(kept: Shelf) -> None:
    with reading(kept.path, CODE) as ledger:
        rows = ledger.rows("SELECT seq, prev, hash FROM entry ORDER BY seq")
        assert [row["seq"] for row in rows] == list(range(1, 16))
        assert [row["prev"] for row in rows] == [connect.START, *(row["hash"] for row in rows[:-1])]
        assert ledger.head() == rows[-1]["hash"]


def test_empty_ledger_has_the_first_hash_as_its_head(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with shelf.open():
        pass
    assert (head_of(shelf), found(shelf)) == (connect.START, [])


# ------------------------------------------------------------------------------------------- what check says of it


@pytest.mark.parametrize("column", TOUCHABLE)
def test_changed_entry_is_named(shelf: Shelf, column: str) -> None:
    """Whichever column it is: of the entry's own, or of the hashes that hold it."""
    if column == "seq":
        tamper(shelf, "UPDATE entry SET seq = 99 WHERE seq = 15")
        assert {("gap", None), ("chain", 99)} <= {(f.code, f.values.get("seq")) for f in found(shelf)}
        return
    with reading(shelf.path, CODE) as ledger:
        old = ledger.one(f"SELECT {column} FROM entry WHERE seq = 3")
    tamper(shelf, f"UPDATE entry SET {column} = ? WHERE seq = 3", values=(touched(column, old),))
    assert ("chain", 3) in [(f.code, f.values.get("seq")) for f in found(shelf)]


def touched(column: str, old: str) -> str:
    if column == "data":
        return old.replace('"due_on":"2025-05-', '"due_on":"2025-06-')
    if column == "case_no":
        return TWO
    return old[:-1] + ("1" if old[-1] != "1" else "2")


def test_entry_whose_own_hashes_were_made_to_fit_is_given_away_by_the_next(shelf: Shelf) -> None:
    with reading(shelf.path, CODE) as ledger:
        row = dict(ledger.rows("SELECT * FROM entry WHERE seq = 3")[0])
    row["data"] = touched("data", row["data"])
    row["data_hash"] = chain.digest(row["salt"], row["data"])
    row["hash"] = chain.seal(row)
    tamper(
        shelf, "UPDATE entry SET data = ?, data_hash = ?, hash = ? WHERE seq = 3",
        values=(row["data"], row["data_hash"], row["hash"]),
    )  # fmt: skip
    assert [(f.code, f.values["seq"]) for f in found(shelf) if f.code in ("chain", "gap", "link")] == [("link", 4)]


def test_removed_entry_is_named(shelf: Shelf) -> None:
    tamper(shelf, "DELETE FROM entry WHERE seq = 3")
    assert [(f.values["first"], f.values["last"]) for f in found(shelf) if f.code == "gap"] == [(3, 3)]


def test_entries_in_another_order_are_named(shelf: Shelf) -> None:
    tamper(
        shelf,
        "UPDATE entry SET seq = 0 WHERE seq = 5",
        "UPDATE entry SET seq = 5 WHERE seq = 6",
        "UPDATE entry SET seq = 6 WHERE seq = 0",
    )
    assert {("chain", 5), ("chain", 6)} <= {(f.code, f.values.get("seq")) for f in found(shelf)}


def test_inserted_entry_is_named(shelf: Shelf) -> None:
    columns = ", ".join(name for name in schema.ENTRY if name != "seq")
    tamper(
        shelf,
        "UPDATE entry SET seq = -seq WHERE seq > 5",
        "UPDATE entry SET seq = 1 - seq WHERE seq < 0",
        f"INSERT INTO entry (seq, {columns}) SELECT 6, {columns} FROM entry WHERE seq = 5",
    )
    assert ("chain", 6) in {(f.code, f.values.get("seq")) for f in found(shelf)}


def test_appended_entry_that_was_not_applied_is_seen_in_the_tables(shelf: Shelf) -> None:
    with reading(shelf.path, CODE) as ledger:
        head = ledger.head()
    entry = Entry(act="note", case=ONE, on="2026-02-01", by="别人", set={"cases": [{"no": ONE, "unit": "县纪委"}]})
    row = chain.link(entry, office=CODE, seq=16, at="2026-02-01T08:00:00", prev=head)
    with closing(sqlite3.connect(shelf.path)) as conn, conn:
        conn.execute(f"INSERT INTO entry ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    assert [(f.code, f.values.get("key")) for f in found(shelf) if f.code == "rebuild"] == [("rebuild", ONE)]


def test_tail_that_was_cut_off_is_seen_by_the_head_on_paper(shelf: Shelf) -> None:
    head = head_of(shelf)
    forge(shelf, lambda rows: rows.pop())
    assert found(shelf) == []
    assert codes(shelf, head) == {"head"}
    assert codes(shelf, head_of(shelf)) == set()


def test_forged_history_is_seen_by_the_head_on_paper(shelf: Shelf) -> None:
    head = head_of(shelf)
    forge(shelf, lambda rows: rows[2].update(by_whom="别人"))
    assert codes(shelf) == set()
    assert codes(shelf, head[:16]) == {"head"}


def test_older_head_is_still_an_entry_of_the_ledger(shelf: Shelf) -> None:
    head = head_of(shelf)
    shelf.do("note", THREE, "2026-01-12")
    assert codes(shelf, head) == set()


@pytest.mark.parametrize(
    ("statement", "code", "table", "key"),
    [
        ("UPDATE cases SET subject = '别的事' WHERE no = 'XF2025-0001'", "rebuild", "cases", "XF2025-0001"),
        ("UPDATE cases SET closed_on = NULL WHERE no = 'XF2025-0001'", "rebuild", "cases", "XF2025-0001"),
        ("UPDATE petitions SET people = 9 WHERE case_no = 'XF2026-0001'", "rebuild", "petitions", "XF2026-0001-1"),
        ("UPDATE petitioners SET phone = '1' WHERE n = 1 AND case_no = 'XF2025-0001'", "rebuild", "petitioners",
         "XF2025-0001-1"),
        ("UPDATE terms SET due_on = '2099-01-01' WHERE n = 2 AND case_no = 'XF2025-0001'", "rebuild", "terms",
         "XF2025-0001-2"),
        ("UPDATE attachments SET name = '别的.txt'", "rebuild", "attachments", "XF2025-0001-1"),
        ("UPDATE notes SET text = '没有的事' WHERE case_no = 'XF2025-0002' AND n = 1", "rebuild", "notes",
         "XF2025-0002-1"),
        ("DELETE FROM terms WHERE n = 2 AND case_no = 'XF2025-0001'", "rebuild_missing", "terms", "XF2025-0001-2"),
        ("DELETE FROM notes WHERE case_no = 'XF2025-0002' AND n = 1", "rebuild_missing", "notes", "XF2025-0002-1"),
        ("INSERT INTO petitioners(office, case_no, n, petition, name) VALUES ('XF', 'XF2025-0002', 7, 1, '张三')",
         "rebuild_extra", "petitioners", "XF2025-0002-7"),
        ("INSERT INTO cases(office, no, year, serial) VALUES ('AA', 'AA2026-0001', 2026, 1)", "rebuild_extra", "cases",
         "AA2026-0001"),
    ],
)  # fmt: skip
def test_changed_table_is_named(shelf: Shelf, statement: str, code: str, table: str, key: str) -> None:
    tamper(shelf, statement)
    assert [(f.code, f.values["table"], f.values["key"]) for f in found(shelf) if f.code != "search"] == [
        (code, table, key)
    ]


def test_changed_columns_are_named(shelf: Shelf) -> None:
    tamper(
        shelf, "UPDATE terms SET due_on = '2099-01-01', safe_on = '2099-01-01' WHERE n = 2 AND case_no = 'XF2025-0001'"
    )
    assert [f.values["columns"] for f in found(shelf)] == [["due_on", "safe_on"]]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE search_text SET text = '' WHERE no = 'XF2025-0001'", "search"),
        ("DELETE FROM search_text WHERE no = 'XF2025-0001'", "search"),
        ("INSERT INTO attachments(office, case_no, n, name, sha256) VALUES ('XF', 'XF9', 1, '来信.txt', '0')",
         "foreign_key"),
    ],
)  # fmt: skip
def test_other_damage_is_named(shelf: Shelf, statement: str, code: str) -> None:
    tamper(shelf, statement)
    assert code in codes(shelf)


@pytest.mark.parametrize("name", schema.TRIGGERS)
@pytest.mark.parametrize("how", ["gone", "toothless"])
def test_trigger_that_is_gone_or_toothless_is_named(shelf: Shelf, name: str, how: str) -> None:
    with closing(sqlite3.connect(shelf.path)) as conn, conn:
        conn.execute(f"DROP TRIGGER {name}")
        if how == "toothless":
            conn.execute(re.sub("BEGIN .* END", "BEGIN SELECT 1; END", schema.TRIGGERS[name]))
    assert codes(shelf) == {"triggers"}


def test_number_that_is_missing_is_named(shelf: Shelf) -> None:
    with shelf.open() as book:
        number = NewNumber("XF2026-0004", 2026, 4)
        shelf.write(book, registration.register(number, State(), intake("2026-02-02"), (), CLERK, shelf.rules))
    told = {"office": CODE, "year": 2026, "missing": "2、3"}
    assert [(f.code, f.values) for f in found(shelf)] == [("numbers", told)]
    assert shelf.register("2026-02-03") == "XF2026-0005"


def test_attachment_that_is_gone_or_changed_is_named(shelf: Shelf) -> None:
    (path,) = (path for path in shelf.files.rglob("*.txt"))
    path.chmod(0o600)
    path.write_text("改过的", "utf-8")
    assert [(f.code, f.values) for f in found(shelf)] == [("file_changed", {"name": "来信.txt", "case": ONE})]
    path.unlink()
    assert [(f.code, f.values) for f in found(shelf)] == [("file_missing", {"name": "来信.txt", "case": ONE})]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "no", "n", "cases", ONE]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
        st.sampled_from(["said", "set", "drop", "cases", "terms", "no", "n"]), inner, max_size=3
    ),
    max_leaves=6,
)  # fmt: skip


@examples(60)
@given(st.integers(1, 15), st.one_of(JSON.map(json.dumps), st.text('{}[]":,n01', max_size=6)))
def test_entry_that_makes_no_sense_is_named_and_not_a_crash(
    tmp_path_factory: pytest.TempPathFactory, kept: Shelf, seq: int, data: str
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("senseless"))
    shelf.path.parent.mkdir()
    shelf.path.write_bytes(kept.path.read_bytes())
    shelf.files = kept.files
    tamper(shelf, "UPDATE entry SET data = ? WHERE seq = ?", values=(data, seq))
    assert ("chain", seq) in [(f.code, f.values.get("seq")) for f in found(shelf)]


@examples(80)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=8))
def test_damaged_file_is_refused_or_named_or_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, kept: Shelf, flips: list[tuple[float, int]]
) -> None:
    """Bytes that a failing stick turned over: never a crash, and never another history."""
    shelf = Shelf(tmp_path_factory.mktemp("damaged"))
    shelf.path.parent.mkdir()
    raw = bytearray(kept.path.read_bytes())
    for where, bits in flips:
        raw[int(where * len(raw))] ^= bits
    shelf.path.write_bytes(raw)
    shelf.files = kept.files
    wrong = outcome(lambda: codes(shelf, head_of(kept)))
    if isinstance(wrong, Refused):
        assert wrong.code in ("damaged", "foreign", "newer", "no_ledger")
    elif not wrong:
        assert tables(shelf) == tables(kept)


# ------------------------------------------------------------------------------------------ made anew from the entries


def test_tables_made_anew_are_the_same(shelf: Shelf) -> None:
    before = tables(shelf)
    assert all(before[name] for name in ("cases", "petitions", "petitioners", "terms", "attachments", "notes"))
    with shelf.open() as book:
        rebuild(book.conn)
    assert (tables(shelf), found(shelf)) == (before, [])


def test_repair_brings_back_tables_and_triggers(shelf: Shelf) -> None:
    before = tables(shelf)
    tamper(shelf, "DELETE FROM terms", "UPDATE cases SET subject = '别的事'", "DELETE FROM search_text")
    with closing(sqlite3.connect(shelf.path)) as conn, conn:
        conn.execute("DROP TRIGGER entry_no_update")
    assert {"rebuild", "rebuild_missing", "search", "triggers"} <= codes(shelf)
    with writing(shelf.path, CODE, mending=True) as book:
        repair(book)
    assert (tables(shelf), found(shelf)) == (before, [])


def test_ledger_of_an_older_layout_is_made_anew_on_reading(shelf: Shelf) -> None:
    before, head = tables(shelf), head_of(shelf)
    with closing(sqlite3.connect(shelf.path)) as conn, conn:
        conn.execute("UPDATE meta SET value = 'older' WHERE key = 'layout'")
        conn.execute("ALTER TABLE terms RENAME COLUMN safe_on TO sure_on")
        conn.execute("ALTER TABLE cases DROP COLUMN outcome")
        conn.execute("ALTER TABLE notes ADD COLUMN mood TEXT")
    assert (found(shelf, head), tables(shelf)) == ([], before)


def test_entry_of_another_version_is_applied_as_far_as_it_is_known(shelf: Shelf) -> None:
    """Columns and tables that are no more, or not yet, are passed over: in the ledger and in memory alike."""
    strange = Entry(
        act="telepathy", case=THREE, on="2026-02-01", by=CLERK,
        set={"cases": [{"no": THREE, "unit": "民政办", "aura": "蓝"}], "dreams": [{"n": 1, "text": "梦"}]},
        drop={"dreams": [1]},
    )  # fmt: skip
    before = shelf.state(THREE)
    with shelf.open() as book:
        shelf.write(book, strange)
    expected = replace(before, cases=(replace(before.case, unit="民政办"),))
    assert shelf.state(THREE) == expected == effects.apply(before, strange)
    assert found(shelf) == []


def note_and_fail(shelf: Shelf, why: str) -> None:
    with shelf.open() as book:
        state = book.state(TWO)
        entry = acts.perform("note", state, {"text": "补充"}, "2025-06-06", CLERK, "2025-06-06", shelf.rules)
        shelf.write(book, entry)
        if why == "power":
            raise RuntimeError(why)
        acts.perform("accept", state, {}, "2025-06-06", CLERK, "2025-06-06", shelf.rules)


@pytest.mark.parametrize("why", ["refused", "power"])
def test_what_is_refused_or_fails_leaves_nothing(shelf: Shelf, why: str) -> None:
    before = shelf.path.read_bytes()
    with pytest.raises((Refused, RuntimeError)):
        note_and_fail(shelf, why)
    assert shelf.path.read_bytes() == before


# ------------------------------------------------------------------------------------------------------- the numbers


def test_numbers_run_per_year_without_a_gap_and_are_never_used_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    days = ("2025-12-31", "2026-01-02", "2025-12-30", "2026-01-05")
    numbers = [shelf.register(day) for day in days]
    assert numbers == ["XF2025-0001", "XF2026-0001", "XF2025-0002", "XF2026-0002"]
    shelf.void("XF2026-0002")
    assert shelf.register("2026-01-06") == "XF2026-0003"
    assert found(shelf) == []


def test_refused_registration_takes_no_number(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with refused("no_heads"):
        shelf.register("2026-01-05", people=0)
    assert shelf.register("2026-01-05") == "XF2026-0001"


def test_offices_in_one_ledger_count_and_are_chained_each_for_itself(shelf: Shelf) -> None:
    with writing(shelf.path, "LH") as book:
        asked = intake("2026-01-05")
        assert free_number(book, asked).serial == 1
        entry = registration.register(NewNumber("LH2026-0001", 2026, 1), State(), asked, (), CLERK, shelf.rules)
        assert book.record(entry, "2026-01-05T08:00:00") == 1
        assert book.state(THREE) == State()
    assert found(shelf) == [Finding("stranger", {"office": "LH", "last": 1})]  # nobody merged it
    assert shelf.state("LH2026-0001") == State()


def test_two_who_register_at_once_get_two_numbers(tmp_path: Path) -> None:
    shelf, numbers = Shelf(tmp_path), list[str]()
    shelf.register("2026-01-05")
    clerks = [
        threading.Thread(target=lambda: numbers.extend(shelf.register("2026-01-05") for _ in range(4)))
        for _ in range(3)
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert sorted(numbers) == [f"XF2026-{n:04d}" for n in range(2, 14)]
    assert found(shelf) == []


# -------------------------------------------------------------------------------------------- undo, correct, recompute

STORY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("forward", "2025-03-04", {"to": "镇国土所", "due": "2025-03-20"}),
    ("accept", "2025-03-06", {}),
    ("note", "2025-03-07", {}),
    ("extend", "2025-03-10", {}),
    ("correct", "2025-03-11", {"names": ("陈大山", "李小河", "王五"), "people": 9, "received_on": "2025-03-02"}),
    ("reply", "2025-03-12", {}),
    ("deliver", "2025-03-13", {}),
    ("close", "2025-03-14", {}),
    ("reopen", "2025-03-17", {}),
    ("void", "2025-03-18", {}),
)


def go(shelf: Shelf, verb: str, day: str, said: dict[str, Any]) -> None:
    if verb == "correct":
        shelf.correct(ONE, on=day, **said)
    elif verb == "void":
        shelf.void(ONE, on=day)
    else:
        shelf.do(verb, ONE, day, **said)


def test_undo_walks_back_to_the_registration_and_no_further(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.register("2025-03-03")
    states = [shelf.state(ONE)]
    for verb, day, said in STORY:
        go(shelf, verb, day, said)
        states.append(shelf.state(ONE))
    assert len(set(states)) == len(states)
    for former, (verb, day, _) in zip(states[-2::-1], STORY[::-1], strict=True):
        entry = shelf.undo(ONE)
        assert (entry.said["act"], entry.said["was_on"]) == (verb, day)
        assert shelf.state(ONE) == former
    with refused("undo_registration"):
        shelf.undo(ONE)
    assert shelf.state(ONE) == states[0]
    assert found(shelf) == []


@pytest.mark.parametrize(("verb", "day", "said"), STORY, ids=[step[0] for step in STORY])
def test_what_was_undone_can_be_done_again(tmp_path: Path, verb: str, day: str, said: dict[str, Any]) -> None:
    shelf = Shelf(tmp_path)
    shelf.register("2025-03-03")
    for step in STORY[: [s[0] for s in STORY].index(verb) + 1]:
        go(shelf, *step)
    after = shelf.state(ONE)
    shelf.undo(ONE)
    assert shelf.state(ONE) != after
    go(shelf, verb, day, said)
    assert shelf.state(ONE) == after


def test_a_repeat_is_a_registration_too_and_is_not_undone(shelf: Shelf) -> None:
    shelf.register("2026-01-12", THREE)
    with refused("undo_registration"):
        shelf.undo(THREE)


def test_undo_takes_back_what_the_clerk_did_and_not_what_the_calendar_did(tmp_path: Path) -> None:
    """A new schedule is nobody's act: undoing the clerk's last one, or refusing to, leaves its dates as they are."""
    shelf = Shelf(tmp_path)
    shelf.register("2026-11-02")
    shelf.do("accept", THREE, "2026-11-02")
    shelf.do("note", THREE, "2026-11-03")
    shelf.recompute(own_schedule(shelf), THREE)
    clocks = shelf.state(THREE).terms
    with suppress(Refused):
        shelf.undo(THREE)
    assert shelf.state(THREE).terms == clocks


def test_correct_keeps_old_and_new_values(shelf: Shelf) -> None:
    before = shelf.state(THREE)
    shelf.correct(THREE, subject="低保金被停发", people=9, handler="周干事")
    with shelf.open() as book:
        _, entry = book.history(THREE)[-1]
    assert entry.said["fields"] == {
        "subject": ["低保被取消", "低保金被停发"], "people": [7, 9], "handler": [None, "周干事"],
    }  # fmt: skip
    after = shelf.state(THREE)
    assert (after.case.subject, after.petitions[0].people, after.case.handler) == ("低保金被停发", 9, "周干事")
    assert (after.case.petitioner, before.case.petitioner) == ("赵六等9人", "赵六等7人")


def test_correcting_a_day_keeps_both_and_moves_the_clock(shelf: Shelf) -> None:
    shelf.correct(THREE, accepted_on="2026-01-05")
    with shelf.open() as book:
        _, entry = book.history(THREE)[-1]
    assert entry.said["fields"] == {"accepted_on": ["2026-01-06", "2026-01-05"]}
    # 01-05 + 26 = 01-31, + 28 = 02-28, that is 54; + 6 = 03-06 Friday.
    assert [t.due_on for t in shelf.state(THREE).terms if t.term == "handle"] == ["2026-03-06"]


def test_correcting_nothing_is_refused(shelf: Shelf) -> None:
    with refused("nothing_to_correct"):
        shelf.correct(THREE, subject="低保被取消", people=7)


NOTICE = """
2027:
  off:
    元旦、清明节、劳动节、端午节、国庆节: [2027-01-01, 2027-01-02, 2027-01-03, 2027-01-04]
    春节: [2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11]
    清明节: [2027-04-05]
    劳动节: [2027-05-03]
    端午节: [2027-06-09]
    国庆节: [2027-10-01, 2027-10-04, 2027-10-05]
  work: [2027-01-10]
"""


def own_schedule(shelf: Shelf) -> Calendar:
    (shelf.home / holidays.FILE).write_text(NOTICE, "utf-8")
    return holidays.load(shelf.home)


def test_new_schedule_moves_dates_and_lists_them(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    moving, staying, ended = (shelf.register("2026-11-02", names=()) for _ in range(3))
    shelf.do("accept", moving, "2026-11-02")  # + 60 = Friday 2027-01-01; Monday 01-04 by the weekdays alone
    shelf.do("accept", staying, "2026-11-06")  # + 60 = Tuesday 2027-01-05
    shelf.do("accept", ended, "2026-11-02")
    shelf.do("close", ended, "2026-11-04")
    with shelf.open() as book:
        assert cases_with_clocks(book) == [moving, staying]
    entries = {no: shelf.recompute(own_schedule(shelf), no) for no in (moving, staying, ended)}
    assert entries[ended] is None
    assert {no: entry.said["moved"] for no, entry in entries.items() if entry} == {
        moving: [{"term": "handle", "old": "2027-01-04", "new": "2027-01-05"}],
        staying: [],  # its date stands; it is no longer provisional
    }
    due = {no: (shelf.state(no).case.next_due, shelf.state(no).terms[-1].provisional) for no in (moving, staying)}
    assert due == {moving: ("2027-01-05", False), staying: ("2027-01-05", False)}
    assert shelf.recompute(own_schedule(shelf), moving) is None
    assert found(shelf) == []


def test_new_schedule_moves_the_petitioner_s_right_too(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    no = shelf.register("2026-12-01")
    for verb, day in (("accept", "2026-12-01"), ("reply", "2026-12-02"), ("deliver", "2026-12-05")):
        shelf.do(verb, no, day)
    # 12-05 + 30 = 2027-01-04 Monday: off, says the notice.
    entry = shelf.recompute(own_schedule(shelf), no)
    assert entry is not None
    assert entry.said["moved"] == [{"term": "review_request", "old": "2027-01-04", "new": "2027-01-05"}]
    assert shelf.state(no).case.next_due is None


# --------------------------------------------------------------------------------------------- which case is meant


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two cases of 2024, twelve of 2025, two of 2026; the second of 2025 with a repeat."""
    shelf = Shelf(tmp_path_factory.mktemp("many"))
    for day, count in (("2024-06-03", 2), ("2025-06-03", 12), ("2026-01-05", 2)):
        for _ in range(count):
            shelf.register(day)
    shelf.register("2025-06-05", TWO)
    return shelf


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        pytest.param("XF2025-0002", TWO, id="whole"),
        pytest.param(" xf2025-0002 ", TWO, id="small letters and blanks"),
        pytest.param("XF2025-0002-2", TWO, id="a petition's number"),
        pytest.param("2", "XF2026-0002", id="serial of this year"),
        pytest.param("0002", "XF2026-0002", id="serial with its zeros"),
        pytest.param("-0002", "XF2026-0002", id="serial with its dash"),
        pytest.param("12", "XF2025-0012", id="serial of the only year that has it"),
        pytest.param("2025-2", TWO, id="year and serial"),
        pytest.param("2025-0002", TWO, id="without the office"),
        pytest.param("25-0002", TWO, id="tail"),
        pytest.param("２", "XF2026-0002", id="full-width figure"),
    ],
)
def test_case_is_found_by_the_tail_of_its_number(many: Shelf, typed: str, case: str) -> None:
    with reading(many.path, CODE) as ledger:
        assert ledger.resolve(typed, 2026) == case


def test_serial_that_several_years_have_is_ambiguous(many: Shelf) -> None:
    with reading(many.path, CODE) as ledger, refused("ambiguous_case") as answer:
        ledger.resolve("2", 2027)
    assert answer.values["cases"] == ["XF2024-0002", TWO, "XF2026-0002"]


@pytest.mark.parametrize(
    "typed", ["", " ", "13", "2023-1", "ZZ2025-0002", "XF2025-9999", "%", "99999999999", "村道", "½"]
)
def test_number_that_is_nobody_s(many: Shelf, typed: str) -> None:
    with reading(many.path, CODE) as ledger, refused("no_such_case"):
        ledger.resolve(typed, 2026)


@examples(100)
@given(st.text(max_size=12) | st.text("XF0123456789-_%", max_size=12))
def test_whatever_is_typed_is_a_case_or_refused(many: Shelf, typed: str) -> None:
    with reading(many.path, CODE) as ledger:
        no = outcome(lambda: ledger.resolve(typed, 2026))
        if isinstance(no, Refused):
            assert no.code in ("no_such_case", "ambiguous_case")
        else:
            assert ledger.one("SELECT count(*) FROM cases WHERE no = ?", (no,)) == 1


def test_a_column_that_lost_its_name_is_told(shelf: Shelf) -> None:
    with closing(sqlite3.connect(shelf.path)) as conn, conn:
        conn.execute("ALTER TABLE conferences RENAME COLUMN chair TO chain")
    assert "rebuild_missing" in codes(shelf)
    with shelf.open() as book:
        repair(book)
    assert found(shelf) == []
