"""docs/browser.md: what is printed there is run; one browser on this computer sees the registers, and nothing more."""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

import pytest
import yaml

from tests.conftest import ROOT
from tests.looked_at import judge_file
from xinfang.domain.codes import Kind
from xinfang.render import files
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.words import books

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Office

DAY = "2026-11-20"
PAGE = (ROOT / "docs" / "browser.md").read_text("utf-8")
EXPORT, SERVE = re.search(r"```sh\n(.*?)```", PAGE, re.DOTALL)[1].splitlines()  # type: ignore[index]
SETTINGS = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
NAMED = (("first", "表"), ("second", "表"), ("third", ""), ("fourth", "说明"))
LINK = re.compile(r'href="(/[^"]*)"')


def kept_back(office: Office) -> set[str]:
    """What the ledger holds that no copy for a browser may: phones, ID numbers, the words of accusations alone."""
    told = "SELECT c.kind, p.subject, p.detail, p.address FROM petitions p JOIN cases c ON c.no = p.case_no"
    people = "SELECT c.kind, p.name FROM petitioners p JOIN cases c ON c.no = p.case_no"
    closed: set[str] = set()
    shown: set[str] = set()
    with closing(sqlite3.connect(office.database)) as conn:
        numbers = [
            row[0] for row in conn.execute("SELECT phone FROM petitioners UNION SELECT id_number FROM petitioners")
        ]
        for kind, *words in (row for sql in (told, people) for row in conn.execute(sql)):
            (closed if kind == Kind.ACCUSATION else shown).update(filter(None, words))
    return {*filter(None, numbers), *(closed - shown)}


def browsed(office: Office, more: str = "") -> Path:
    """Make the copy as the page says."""
    office.ok(f"{EXPORT.removeprefix('xinfang ')} {more}", today=DAY)
    return Path("浏览.db")


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute(f'SELECT * FROM "{table}"')]


def test_the_copy_holds_the_registers_as_they_are_shown(demo: Office) -> None:
    path = browsed(demo)
    for book in ("letter", "visit", "case", "dispute"):
        shown = demo.ok(f"register {book} --all --json", today=DAY).json
        [*labels] = [label for label in shown["columns"] if label != "信访人签名"]
        copied = rows(path, books.BOOKS[book])
        assert list(copied[0]) == [*labels, "月份"]
        assert [row["编号"] for row in copied] == [next(iter(row.values())) for row in shown["rows"]]
    visits = rows(path, "来访登记簿")
    assert {row["月份"] or "" for row in visits} == {(row["来访日期"] or "")[:7] for row in visits}
    assert all(isinstance(row["人数"], int) for row in visits if row["人数"] is not None)
    told = {row["项目"]: row["内容"] for row in rows(path, "说明")}
    assert told["台账末条指纹"] == demo.ok("check --json").json["head"]
    assert told["导出时间"].startswith(DAY)


def test_no_byte_of_the_copy_is_kept_back_and_it_is_for_its_owner(demo: Office) -> None:
    path, secrets = browsed(demo), kept_back(demo)
    assert len(secrets) > 200
    assert {word for word in secrets if word.encode() in path.read_bytes()} == set()
    assert path.stat().st_mode & 0o777 == 0o600
    closed = [row for row in rows(path, "来信登记簿") if row["事由摘要"] == "保密"]
    assert closed
    assert all(value is None for row in closed for name, value in row.items() if name not in ("编号", "事由摘要"))
    judge_file(path)
    whole = browsed(demo, "--unmask")
    assert any(word.encode() in whole.read_bytes() for word in secrets), "so the search above can find something"


def test_the_settings_name_every_register_and_only_columns_that_it_has() -> None:
    told = yaml.safe_load(SETTINGS)["databases"]["浏览"]["tables"]
    heads = {books.BOOKS[book]: {*books.HEADS[book].values(), "月份"} for book in books.BOOKS if book != "opened"}
    assert told.keys() == heads.keys()
    for title, about in told.items():
        assert {about["sort_desc"], *about["facets"]} <= heads[title], title


def test_whatever_other_tables_are_called_each_has_its_place(tmp_path: Path) -> None:
    columns = (Column("a", "数", 5, Cell.NUMBER), Column("b", "数", 5, Cell.NUMBER), Column("on", "月份", 9, Cell.DAY))
    told: list[dict[str, Any]] = [{"a": 1, "b": 0.5, "on": "2026-03-05"}, {"a": "—", "b": None, "on": None}]
    made = Report("表", "", "", tuple(Table(name, title, columns, told, 2) for name, title in NAMED))
    files.write(made, tmp_path / "a.db")
    assert rows(tmp_path / "a.db", "表(2)") == rows(tmp_path / "a.db", "third") == [
        {"数": 1, "数(2)": 0.5, "月份": "2026-03-05", "月份(2)": "2026-03"},
        {"数": "—", "数(2)": None, "月份": None, "月份(2)": None},
    ]  # fmt: skip
    assert rows(tmp_path / "a.db", "说明(2)")


def test_the_ledger_is_never_written_over(demo: Office) -> None:
    before = demo.database.read_bytes()
    sentence = demo.refused(["export", str(demo.database)])
    assert sentence == f"{demo.database} 是台账，不能当作导出的文件；请换一个文件名，如 浏览.db。"
    assert demo.database.read_bytes() == before


@pytest.fixture
def served(demo: Office) -> Iterator[tuple[str, str]]:
    """The copy of a quarter served as the page says: where, and the address that lets one browser in."""
    pytest.importorskip("datasette")
    browsed(demo, "--quarter 2026Q3")
    Path("浏览.yaml").write_text(SETTINGS, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, *shlex.split(SERVE)[1:], "-p", str(port)]
    silent = os.environ | {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}  # `true` opens nothing
    with subprocess.Popen(words, env=silent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        door = server.stdout.readline().strip()
        answers(port, server)
        yield f"http://127.0.0.1:{port}", door
        server.terminate()


def answers(port: int, server: subprocess.Popen[str]) -> None:
    """Wait until somebody answers at the port, half a minute at most."""
    for _ in range(600):
        assert server.poll() is None
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        sleep(0.05)
    pytest.fail("nobody answers")


def crawled(browser: OpenerDirector, site: str) -> dict[str, str]:
    """Every page of the site by its path: each table, each row, each page of JSON and CSV, each facet's rows."""
    pages: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        query = urlsplit(path).query
        if path in pages or "_sort" in query or "_facet" in query or "&" in query or path.startswith("/-/"):
            continue
        with browser.open(site + path) as answer:
            told = answer.read().decode()
        is_json = answer.headers.get_content_type() == "application/json"
        pages[path] = json.dumps(json.loads(told), ensure_ascii=False) if is_json else told
        if answer.headers.get_content_type() == "text/html" and not query:
            waiting += [found.replace("&amp;", "&") for found in LINK.findall(pages[path])]
    return pages


def test_one_browser_on_this_computer_sees_it_and_nothing_that_is_kept_back(
    demo: Office, served: tuple[str, str]
) -> None:
    site, door = served
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(door)
    pages = crawled(browser, site)
    secrets = kept_back(demo)
    assert {(path, word) for path, text in pages.items() for word in secrets if word in text} == set()
    front = "".join(text for path, text in pages.items() if path.count("/") < 3 and "." not in path)
    assert "信访登记簿" in front
    assert "_internal" not in front
    for title in ("来访登记簿", "信访事项台账", "矛盾纠纷排查台账", "说明"):
        assert title in front
    assert len([path for path in pages if ".json" in path]) > 10
    assert len([path for path in pages if ".csv" in path]) > 10
    assert any("保密" in text for text in pages.values())


def others() -> list[str]:
    """Addresses of this computer beside 127.0.0.1: another of the loopback, that of a network where there is one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))  # sends nothing: it only tells which address would be used
        return ["127.0.0.2", asking.getsockname()[0]]
    return ["127.0.0.2"]


def test_nobody_else_sees_anything(served: tuple[str, str]) -> None:
    site, door = served
    port = urlsplit(site).port
    for path in ("/", "/浏览.json", "/浏览.db", "/-/databases.json", "/_memory?sql=select+1"):
        with pytest.raises(HTTPError) as refused:
            urlopen(site + path.replace("浏览", "%E6%B5%8F%E8%A7%88"))
        assert refused.value.code in (403, 404)
    for address in others():
        with pytest.raises((ConnectionError, TimeoutError)), socket.create_connection((address, port), timeout=2):
            pass
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(door)
    with pytest.raises(HTTPError):
        urlopen(door)  # it lets in once
