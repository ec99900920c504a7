"""The recipes of docs/many-offices.md: what is printed there is run, and counts what the ledgers count."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Office
from tests.offices import at, founded, members, packed

duckdb = pytest.importorskip("duckdb")
PAGE = (ROOT / "docs" / "many-offices.md").read_text("utf-8")
HOSTILE = 'a\\nb\\\\. "quoted"\t\'; DROP TABLE cases; -- \\x01 {}'


def statements(heading: str) -> list[str]:
    """The statements under a heading of the page, block by block."""
    part = PAGE.split(f"\n## {heading}")[1].split("\n## ")[0]
    return re.findall(r"```sql\n(.*?)```", part, re.DOTALL)


def unpacked(package: Path, name: str) -> None:
    """Do what the line of the page does with one package."""
    folder = package.parent / "展开" / name
    folder.mkdir(parents=True)
    for member, content in members(package).items():
        (folder / member).write_bytes(content)


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Office]:
    """Packages of two villages, of one of them an older one too, unpacked as the page says."""
    offices = {}
    for code, name in (("LC", "柳村"), ("DC", "东村")):
        offices[code] = founded(tmp_path / code, monkeypatch, code, name)
        unpacked(packed(offices[code], tmp_path / f"{name}1.zip"), f"{name}1")
    village = at(offices["LC"])
    village.ok(["log-visit", "--name", "周七", "--people", "9", "--subject", HOSTILE, "--new-case"])
    village.ok("log-call --name 吴八 --subject 咨询 --new-case --settled 已答复")
    village.ok("log-call --name 吴八 --subject 登错的 --new-case")
    village.ok("void 5 --reason 登错")
    village.ok("log-online --name 郑九 --subject 断水 --date 2026-02-20 --new-case", today="2026-03-05")
    unpacked(packed(village, tmp_path / "柳村2.zip"), "柳村2")
    monkeypatch.chdir(tmp_path)
    return offices


@pytest.fixture
def tables(county: dict[str, Office]) -> Any:
    conn = duckdb.connect()
    conn.execute(statements("DuckDB")[0])
    return conn


def test_an_office_with_several_packages_counts_once_as_it_stands_in_the_last(tables: Any) -> None:
    assert tables.execute("SELECT office, folder FROM packages ORDER BY office").fetchall() == [
        ("DC", "展开/东村1"), ("LC", "展开/柳村2"),
    ]  # fmt: skip
    assert tables.execute("SELECT office, count(*) FROM cases GROUP BY ALL ORDER BY 1").fetchall() == [
        ("DC", 3), ("LC", 6),
    ]  # fmt: skip
    [[subject]] = tables.execute("SELECT subject FROM cases WHERE office = 'LC' AND no = 'XF2026-0003'").fetchall()
    assert subject == HOSTILE
    assert tables.execute("SELECT subject FROM cases WHERE kind = 'accusation'").fetchall() == [("保密",)] * 2


def test_petitions_are_counted_by_office_and_add_up(tables: Any, county: dict[str, Office]) -> None:
    counted = tables.execute(statements("DuckDB")[1]).fetchall()
    assert counted == [("东村", 2, 1, 6, 0, 0, 3), ("柳村", 2, 1, 9, 1, 1, 5), ("合计", 4, 2, 15, 1, 1, 8)]
    for row, code in zip(counted, ("DC", "LC"), strict=False):
        registers = {b: at(county[code]).ok(f"register {b} 2026 --json").json for b in ("letter", "visit", "online")}
        assert [registers[b]["count"] for b in ("letter", "visit", "online")] == [row[1], row[2], row[5]]


def test_what_stands_of_each_office_is_what_it_shows_itself(tables: Any, county: dict[str, Office]) -> None:
    sql = statements("DuckDB")[2].replace("current_date", "DATE '2026-04-10'")
    rows = {row[0]: row for row in tables.execute(sql).fetchall()}
    assert rows["柳村"][1:3] == (date(2026, 3, 5), 5)
    for name, code in (("柳村", "LC"), ("东村", "DC")):
        late = at(county[code]).ok("overdue --json", today="2026-04-10").json["overdue"]
        assert rows[name][5] == len({row["case"] for row in late}) > 0
        closed = [r for r in at(county[code]).ok("list --json").json["rows"] if r["status"] == "closed"]
        assert (rows[name][3], rows[name][4]) == (len(closed), len(closed))


def has_server() -> bool:
    """Whether a PostgreSQL server can be started here."""
    return bool(shutil.which("psql")) and (
        bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    )


@pytest.mark.skipif(not has_server(), reason="no PostgreSQL server here")
def test_the_recipe_for_postgresql_runs_on_a_server_and_keeps_hostile_text(office: Office) -> None:
    done = office.python(str(ROOT / "benchmarks" / "postgres.py"), "--offices", "3", "--cases", "20")
    assert done.code == 0, done.err
    assert "3 offices x 20 cases; hostile text came through as it was" in done.out
