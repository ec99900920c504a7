"""Offices for the tests of many in one: founded in folders of their own, and brought together in one ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.conftest import Office
from xinfang.domain.model import Entry
from xinfang.ledger import bulk
from xinfang.ledger.book import writing

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ACCUSED = "村会计挪用公款"
SETTINGS = "office:\n  name: {name}\n  code: {code}\n  role: {role}\n  clerk: 李经办\n"


def founded(home: Path, monkeypatch: pytest.MonkeyPatch, code: str, name: str, role: str) -> Office:
    """An office with letters, an accusation, a dispute, a meeting, an attachment; the east village has one more."""
    home.mkdir(parents=True)
    (home / "config.yaml").write_text(SETTINGS.format(name=name, code=code, role=role), "utf-8")
    letter = home / "来信.txt"
    letter.write_text("原件", "utf-8")
    office = Office(home, monkeypatch)
    office.ok(f"log-letter --name 张三 --phone 13800138000 --subject {name}路灯不亮 --attach '{letter}' --new-case")
    office.ok(f"log-letter --name 王五 --subject 反映{ACCUSED} --kind accusation --new-case")
    if code == "DC":
        office.ok("log-visit --name 李四 --people 6 --subject 山塘漏水 --new-case")
        office.ok("note 3 --text 已看现场")
    office.ok("log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日")
    office.ok("log-meeting --subject 修路的事 --chair 李主任 --attended 王干事 --text 每周碰头")
    return office


def rows_of(office: Office) -> list[dict[str, Any]]:
    """The entries of a ledger."""
    with closing(sqlite3.connect(office.database)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute("SELECT * FROM entry ORDER BY office, seq")]


def brought_together(into: Office, *others: Office) -> Office:
    """Append the entries of other offices to a ledger, and write down that they were merged."""
    into.monkeypatch.setenv("XINFANG_HOME", str(into.home))
    for other in others:
        rows = rows_of(other)
        settings = (other.home / "config.yaml").read_text("utf-8").split()
        told = {
            "office": rows[-1]["office"], "name": settings[2], "role": settings[6], "head": rows[-1]["hash"],
            "entries": len(rows), "last_on": rows[-1]["on_date"], "withheld": "",
        }  # fmt: skip
        with writing(into.database, "ZZ") as book:
            bulk.append(book.conn, rows)
            book.record(
                Entry(act="merge", case=None, on="2026-03-05", by="李经办", said={"offices": [told]}),
                "2026-03-05T09:00:00",
            )
    return into
