"""Many entries at once make the same ledger as one by one, and are found by the next search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.helpers import CODE, Shelf
from tests.test_ledger import ONE, codes, tables, told
from xinfang.ledger import bulk, chain, project, schema, searching
from xinfang.ledger.book import writing
from xinfang.ledger.connect import make_ledger
from xinfang.ledger.reading import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A ledger with every table in use, a repeat, a correction, and an undo that drops rows and sets them again."""
    shelf = told(tmp_path_factory.mktemp("full"))
    shelf.do("follow-up", ONE, "2025-05-20")
    shelf.undo(ONE)
    shelf.do("follow-up", ONE, "2025-05-21")
    return shelf


def rows_of(shelf: Shelf) -> list[dict[str, object]]:
    with reading(shelf.path, CODE) as ledger:
        return [dict(row) for row in ledger.rows("SELECT * FROM entry ORDER BY office, seq")]


def empty(home: Path) -> Shelf:
    shelf = Shelf(home)
    make_ledger(shelf.path, schema.create)
    return shelf


def indexed(shelf: Shelf) -> None:
    with writing(shelf.path, CODE) as book:
        assert searching.is_behind(book.conn)
        searching.catch_up(book.conn)
        assert not searching.is_behind(book.conn)


@pytest.mark.parametrize("lot", [1, 2, 3, 7, 1000])
def test_entries_of_another_ledger_make_the_same_tables_however_they_come(
    full: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lot: int
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", lot)
    other, rows = empty(tmp_path), rows_of(full)
    for part in (rows[:4], rows[4:]):
        with writing(other.path, CODE) as book:
            assert bulk.append(book.conn, iter(part)) == len(part)
    assert codes(other) == {"file_missing"}  # also while the words are still to be taken in; files are not entries
    indexed(other)
    assert tables(other) == tables(full)
    assert rows_of(other) == rows


@pytest.mark.parametrize("lot", [1, 5, 1000])
def test_new_entries_in_lots_are_chained_and_projected(
    full: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lot: int
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", lot)
    other = empty(tmp_path)
    entries = [chain.unfold(row) for row in rows_of(full)]
    with writing(other.path, CODE) as book:
        book.record(entries[0], "2025-03-03T09:00:00")
        assert bulk.record_many(book, entries[1:], "2026-03-05T09:00:00") == len(entries) - 1
    indexed(other)
    assert codes(other) == {"file_missing"}
    assert tables(other) == tables(full)


@pytest.mark.parametrize("lot", [1, 2, 1000])
def test_projecting_anew_in_lots_makes_the_same_tables(
    full: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lot: int
) -> None:
    monkeypatch.setattr(project, "AT_ONCE", lot)
    monkeypatch.setattr(searching, "AT_ONCE", lot)
    before = tables(full)
    with writing(full.path, CODE) as book:
        project.rebuild(book.conn)
    assert tables(full) == before


def test_a_lot_that_fails_leaves_nothing(full: Shelf, tmp_path: Path) -> None:
    other, rows = empty(tmp_path), rows_of(full)
    with pytest.raises(sqlite3.IntegrityError), writing(other.path, CODE) as book:
        bulk.append(book.conn, [*rows, rows[3]])
    with closing(sqlite3.connect(other.path)) as conn:
        assert [conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("entry", "cases", "search_due")] == [
            0,
            0,
            0,
        ]


def test_the_next_search_takes_in_what_is_due_and_says_so(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮")
    with writing(office.database, "XF") as book:
        book.conn.execute("DELETE FROM search_text")
        book.conn.execute("INSERT INTO search_index(search_index) VALUES ('delete-all')")
        book.conn.execute("INSERT INTO search_due(office, no) SELECT office, no FROM cases")
    first = office.ok("search 路灯")
    assert "XF2026-0001" in first.out
    assert first.err == "正在整理新进来的事项，好让查找找得到……\n"
    assert office.ok("search 路灯").err == ""
    assert office.ok("check --json").json["ok"] is True
