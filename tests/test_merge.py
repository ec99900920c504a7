"""Packages for the higher level, and merging them: whole, without the words of accusations, verified entry by entry."""

from __future__ import annotations

import io
import json
import shutil
import struct
import sys
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import helpers
from tests.conftest import Office, Result
from tests.helpers import examples
from tests.offices import (
    ACCUSED,
    at,
    changed,
    changed_entries,
    changed_manifest,
    empty,
    founded,
    members,
    packed,
    put,
    resealed,
    rows_of,
)
from xinfang.domain.confidential import CLOSED
from xinfang.domain.model import BOOKS, OF_A_CASE, TABLES, columns
from xinfang.exchange.packages import lines, manifest, seal
from xinfang.exchange.packages.merge import merge
from xinfang.ledger.book import writing
from xinfang.ledger.connect import make_ledger
from xinfang.ledger.schema import ENTRY, create
from xinfang.words import packages as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# What an accusation told, in every place that takes words.
SECRETS = (
    *(
        ACCUSED,
        "王暗访",
        "13912345678",
        "黑石沟",
        "举报信原件",
        "账本第三页",
        "县纪委监委",
        "孙书记",
        "调查组",
        "匿名条",
    ),
    *("430124197806153017", "三组", "挪用资金"),
)


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return founded(tmp_path / "柳", monkeypatch, "LC", "柳村")


@pytest.fixture
def package(village: Office, tmp_path: Path) -> Path:
    return packed(village, tmp_path / "柳村.zip")


@pytest.fixture
def township(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A township without any entry yet; it stands after the package, so that commands run in it."""
    return at(empty(tmp_path / "镇", monkeypatch, "ZZ", "柳林镇信访办", "township"))


def refused(township: Office, path: Path) -> str:
    """Merge a package that must be refused, and leave nothing."""
    before = rows_of(township) if township.database.exists() else []
    result = township.run(["merge", str(path)])
    assert result.code == 1, result.screen
    assert rows_of(township) == before
    assert all(rows_of(township, table, "LC") == [] for table in TABLES) or before
    return result.err.splitlines()[-1]


# --- what a package is


def test_a_package_holds_the_ledger_its_flat_tables_the_registers_and_what_proves_them(
    village: Office, package: Path
) -> None:
    content = members(package)
    assert set(content) == {manifest.MANIFEST, *manifest.MEMBERS}
    told = json.loads(content["manifest.json"])
    entries = [json.loads(line) for line in content["entries.jsonl"].splitlines()]
    assert (told["format"], told["schema"], told["office"]) == ("xinfang-package", 1, "LC")
    [office] = told["offices"]
    assert (office["name"], office["role"], office["entries"]) == ("柳村", "village", len(entries))
    assert office["head"] == entries[-1]["hash"] == at(village).ok("check --json").json["head"]
    assert (office["cases"], office["petitions"]) == (2, 2)
    assert (entries[-1]["act"], entries[-1]["by_whom"]) == ("package", "李经办")
    for line in content["cases.jsonl"].splitlines():
        assert json.loads(line).keys() == {"office", *columns("cases")} - {"petitioner"}
    assert ZipFile(io.BytesIO(content[words.REGISTERS])).testzip() is None


def test_a_package_is_named_after_the_office_and_the_day(village: Office, tmp_path: Path) -> None:
    said = at(village).ok("package").out
    assert (tmp_path.parent / said.split("：")[1].split("（")[0]).name == "柳村-2026-03-05.zip"
    assert village.refused("package 柳村.rar") == "数据包不会写成“.rar”文件；文件名请用 .zip 结尾。"
    assert [path.name for path in tmp_path.glob(".xinfang-*")] == []


def test_a_file_of_the_same_name_is_kept(village: Office, package: Path) -> None:
    before = package.read_bytes()
    assert "原来的同名文件已另存为" in at(village).ok(["package", str(package)]).err
    assert package.with_name("柳村(原).zip").read_bytes() == before


def test_packing_needs_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = at(empty(tmp_path / "新", monkeypatch, "XC", "新村"))
    assert "还没有台账" in office.refused(["package", str(tmp_path / "x.zip")])
    assert not (tmp_path / "x.zip").exists()


# --- accusations


@pytest.fixture
def accused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with an accusation that has words in every place, and one that was told as something else first."""
    office = empty(tmp_path / "柳", monkeypatch, "LC", "柳村", "township")
    letter = office.home / "举报信原件.txt"
    letter.write_text("x", "utf-8")
    office.ok(
        "log-letter --name 王暗访 --phone 13912345678 --id-number 430124197806153017 --address 黑石沟 --group 三组 "
        f"--subject {ACCUSED} --detail 见账本第三页 --category 挪用资金 --kind accusation --attach {letter} --new-case"
    )
    office.ok("forward 1 --to 县纪委监委 --due 4月1日")
    office.ok("note 1 --text 账本第三页已复印")
    office.ok("instruct 1 --leader 孙书记 --text 请调查组核实 --to 调查组 --due 3月20日")
    office.ok("meet 1 --leader 孙书记 --text 王暗访来谈账本第三页 --place 黑石沟")
    office.ok("correct 1 --subject 匿名条反映公款 --reason 王暗访补充")
    office.ok("undo 1 --text 王暗访说不对")
    office.ok("paper 转送函 1 --with-confidential --reason 移送 --to 县纪委监委")
    office.ok("search 账本第三页 --with-confidential --reason 核对")
    office.ok(f"log-letter --name 王暗访 --phone 13912345678 --subject 路边匿名条说{ACCUSED} --new-case")
    office.ok("correct 2 --kind accusation --reason 登错")
    office.ok("log-visit --name 张三 --subject 路灯不亮 --new-case")
    return office


def everything(path: Path) -> str:
    """All text in a package, that of the workbook too."""
    content = members(path)
    with ZipFile(io.BytesIO(content[words.REGISTERS])) as book:
        content |= {f"xlsx/{name}": book.read(name) for name in book.namelist()}
    return "\n".join(made.decode("utf-8") for name, made in content.items() if name != words.REGISTERS)


def test_no_word_of_an_accusation_is_in_a_package(accused: Office, tmp_path: Path) -> None:
    told = everything(packed(accused, tmp_path / "a.zip"))
    assert "路灯不亮" in told
    assert [secret for secret in SECRETS if secret in told] == []


def test_with_confidential_they_are_and_the_ledger_tells_of_it(accused: Office, tmp_path: Path) -> None:
    told = everything(packed(accused, tmp_path / "a.zip", "--with-confidential", "--reason", "移送县纪委"))
    assert [secret for secret in SECRETS if secret not in told] == []
    last = max(rows_of(accused), key=lambda row: row["seq"])
    assert json.loads(last["data"])["said"]["with_confidential"] is True


def test_the_township_counts_an_accusation_by_its_number_days_and_clocks(
    accused: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(accused, tmp_path / "a.zip")
    own = at(accused).ok("stats 2026 --json", today="2026-06-30").json
    county = at(empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau"))
    county.ok(["merge", str(path)])
    counted = county.ok("stats 2026 --office LC --json", today="2026-06-30").json
    for name in ("totals", "by_source", "by_month"):
        assert counted[name] == own[name], name
    figures = [{i["name"]: i["value"] for i in told["indicators"]} for told in (counted, own)]
    assert figures[0] == figures[1]
    assert county.ok("check --json").json["ok"] is True
    for table in ("cases", "petitions", "terms", "tasks", "meetings", "papers"):
        theirs, ours = (rows_of(office, table, "LC") for office in (accused, county))
        key = "no" if table == "cases" else "case_no"
        bare_columns = [n for n in CLOSED.open[table] if n in columns(table)]
        assert [[row[n] for n in (key, *bare_columns)] for row in theirs] == [
            [row[n] for n in (key, *bare_columns)] for row in ours
        ]
    for asked in (
        "show XF2026-0001",
        "list",
        "overdue --within 60",
        "register letter",
        "register reception",
        "search 保密",
    ):
        said = county.ok(f"{asked} --office LC --json").out
        assert not [secret for secret in SECRETS if secret in said]
    shown = county.ok("show XF2026-0001 --office LC --with-confidential --reason 核对")
    assert "保密" in shown.out
    county.ok("explain XF2026-0001 --office LC")


values = st.none() | st.integers() | st.text(max_size=5)
tables_of_data = st.dictionaries(
    st.sampled_from(TABLES),
    st.lists(
        st.dictionaries(st.sampled_from(sorted({c for t in TABLES for c in columns(t)})), values, max_size=8),
        max_size=3,
    ),
    max_size=4,
)


@given(tables_of_data, st.dictionaries(st.sampled_from(["act", "undoes", "text", "subject"]), values))
@examples(100)
def test_what_was_made_bare_stays_so(rows_set: dict[str, list[dict[str, Any]]], told: dict[str, Any]) -> None:
    once = CLOSED.data({"said": told, "set": rows_set, "drop": {}}, "保密")
    assert CLOSED.data(once, "保密") == once
    assert all(set(row) <= set(columns(table)) for table, found in once["set"].items() for row in found if found)


def test_every_column_that_goes_out_is_one_of_the_table() -> None:
    for table, names in CLOSED.open.items():
        assert names <= set(columns(table))
    assert not CLOSED.open.keys() & BOOKS.keys()
    assert CLOSED.open.keys() <= {"cases", *OF_A_CASE}


# --- merging


def test_a_merged_ledger_holds_the_entries_of_all_and_what_they_make(
    village: Office, package: Path, township: Office
) -> None:
    said = township.ok(["merge", str(package)])
    count = len(rows_of(village))
    assert said.out == f"已合并 {package}：柳村 新增 {count} 条，共 {count} 条\n"
    hashes = [(row["seq"], row["hash"]) for row in rows_of(township, of="LC")]
    assert hashes == [(row["seq"], row["hash"]) for row in rows_of(village)]
    assert township.ok("check --json").json["ok"] is True
    listed = township.ok("merge --json").json
    assert listed["count"] == 1
    assert listed["offices"][0] == {
        "name": "柳村", "office": "LC", "role": "village", "entries": count, "last_on": "2026-03-05",
        "merged_on": "2026-03-05", "head": max(hashes)[1],
    }  # fmt: skip
    assert township.ok("merge --list").out.splitlines()[2].startswith("柳村")


def test_the_same_again_or_an_older_one_adds_nothing_a_newer_one_only_what_is_new(
    village: Office, package: Path, township: Office, tmp_path: Path
) -> None:
    township.ok(["merge", str(package)])
    at(village).ok("note 1 --text 又去看了")
    newer = packed(village, tmp_path / "新.zip")
    before = rows_of(township)
    assert at(township).ok(["merge", str(package)]).out == f"{package} 里没有新的记录（以前已经合并过）。\n"
    assert rows_of(township) == before
    assert "新增 2 条" in township.ok(["merge", str(newer)]).out
    now = rows_of(township)
    assert township.ok(["merge", str(package), str(newer)]).out.splitlines()[-1] == (
        "合并 0 个数据包，没有新内容 2 个，没有合并 0 个。"
    )
    assert rows_of(township) == now
    assert township.ok("check --json").json["ok"] is True


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Packages of two villages as their ledgers grow, the second through its township's too."""
    home, made = tmp_path_factory.mktemp("growing"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XINFANG_TODAY", "2026-03-05")
        for code, name in (("LC", "柳村"), ("DC", "东村")):
            office = founded(home / code, patch, code, name)
            made.append(packed(office, home / f"{code}-1.zip"))
            office.ok("log-visit --name 周七 --subject 修桥 --new-case")
            office.ok("correct 1 --kind accusation --reason 登错")
            made.append(packed(office, home / f"{code}-2.zip"))
            office.ok("note 1 --text 已转走")
            made.append(packed(office, home / f"{code}-3.zip"))
        yield made


@given(st.data())
@examples(25, 300)
def test_any_order_and_repetition_of_packages_ends_in_the_same_ledger(
    growing: list[Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    order = [*data.draw(st.lists(st.sampled_from(growing), max_size=8)), growing[2], growing[5]]
    order += data.draw(st.lists(st.sampled_from(growing), max_size=3))
    path = tmp_path_factory.mktemp("any") / "xinfang.db"
    make_ledger(path, create)
    with writing(path, "ZZ") as book:
        for coming in order:
            _, entry = merge(book, coming, None, "2026-03-05", "李经办")
            if entry:
                book.record(entry, "2026-03-05T09:00:00")
        found = {
            table: [tuple(row) for row in book.rows(f"SELECT * FROM {table} WHERE office != 'ZZ' ORDER BY 1, 2, 3")]
            for table in ("terms", "papers", "disputes")
        }
        found["chain"] = [tuple(r) for r in book.rows("SELECT seq, hash FROM entry WHERE office != 'ZZ' ORDER BY 2")]
        kinds = book.rows("SELECT office, no, status, kind FROM cases ORDER BY office, no")
        found["cases"] = [tuple(row) for row in kinds]
    known = _FOUND.setdefault("known", found)
    assert found == known


_FOUND: dict[str, Any] = {}


def test_a_package_of_several_offices_goes_on_to_the_county(
    package: Path, township: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    east = packed(founded(tmp_path / "东", monkeypatch, "DC", "东村"), tmp_path / "东村.zip")
    at(township).ok(["merge", str(package), str(east)])
    township.ok("log-letter --name 钱八 --subject 镇上修路 --new-case")
    both = packed(township, tmp_path / "镇.zip")
    county = at(empty(tmp_path / "县", monkeypatch, "XJ", "县信访局", "bureau"))
    county.ok(["merge", str(east)])
    assert "柳林镇信访办 新增" in county.ok(["merge", str(both)]).out
    assert [o["name"] for o in county.ok("merge --json").json["offices"]] == ["东村", "柳村", "柳林镇信访办"]
    assert county.ok("check --json").json["ok"] is True
    assert [secret for secret in SECRETS if secret in everything(both)] == []
    assert len(county.ok("list --office 全部 --json").json["rows"]) == 2 + 3 + 1


def test_a_folder_is_merged_and_a_bad_package_in_it_does_not_keep_out_the_others(
    package: Path, township: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "收到的"
    folder.mkdir()
    shutil.copy(package, folder / "一.zip")
    shutil.copy(package, folder / "二.zip")
    changed(folder / "一.zip", "entries.jsonl", lambda made: made.replace("路灯".encode(), "路牌".encode()))
    (folder / "无关.txt").write_text("x", "utf-8")
    result = township.run(["merge", str(folder)])
    assert result.code == 1
    assert "已合并" in result.out
    assert result.err == "“一.zip”第 1 条记录被改动过或前面有缺失（柳村）；没有合并，请与该单位核对。\n"
    told = township.run(["merge", str(folder), "--json"]).json
    assert [entry["file"] for entry in told["refused"]] == [str(folder / "一.zip")]
    assert township.ok("check --json").json["ok"] is True
    (tmp_path / "空").mkdir()
    assert (
        township.refused(["merge", str(tmp_path / "空")]) == f"{tmp_path / '空'} 里没有数据包（.zip）；请核对文件夹。"
    )


def test_a_package_with_our_own_code_is_refused(village: Office, package: Path) -> None:
    before = rows_of(village)
    assert at(village).run(["merge", str(package)]).err == (
        "“柳村.zip”里有本单位（LC）的记录，不能合并到自己；要是两个单位用了同一个代号，"
        "请其中一个另建办公文件夹、写上自己的代号，再把导出的登记簿导入进去。\n"
    )
    assert rows_of(village) == before


def test_what_stands_for_withheld_data_is_watched_over(township: Office, package: Path) -> None:
    township.ok(["merge", str(package)])
    import sqlite3

    from xinfang.ledger.schema import TRIGGERS

    with sqlite3.connect(township.database) as conn:
        conn.execute("DROP TRIGGER entry_no_update")
        conn.execute(
            "UPDATE entry SET data = replace(data, '\"people\":1', '\"people\":9') WHERE office = 'LC' AND salt = ''"
        )
        conn.execute(TRIGGERS["entry_no_update"])
    [told] = [p["message"] for p in township.run("check --json").json["problems"] if p["code"] == "withheld"]
    assert (
        told == "【柳村】保密件的替代内容和合并时不一致，在第 2 条记录之中；请与该单位核对，或用 xinfang restore 恢复。"
    )


# --- what was touched


@pytest.mark.parametrize("name", sorted(set(manifest.MEMBERS) - {"entries.jsonl"}))
def test_a_member_that_was_touched_is_named(package: Path, township: Office, name: str) -> None:
    changed(package, name, lambda made: made[:-2] + b"\n\n", fit=False)
    assert refused(township, package) == (
        f"“柳村.zip”里的 {name} 和清单不一致，可能传坏了或被改动过；请让该单位重新发送。"
    )


@pytest.mark.parametrize("field", sorted(ENTRY))
@pytest.mark.parametrize("place", [0, 2, -1])
def test_an_entry_of_which_a_field_was_touched_is_named_by_its_place(
    package: Path, township: Office, field: str, place: int
) -> None:
    def touch(found: list[dict[str, Any]]) -> None:
        row = found[place]
        if isinstance(row[field], int):
            row[field] += 1
        elif field == "data":
            row[field] = row[field].replace('"drop":{}', '"drop":{"notes":[]}')
        elif field in ("on_date", "written_at"):
            row[field] = "2026-03-04" + row[field][10:]
        else:
            row[field] = (row[field] or "") + "0"

    count = len(members(package)["entries.jsonl"].splitlines())
    changed_entries(package, touch)
    said = refused(township, package)
    if field == "office":
        assert (
            said == "“柳村.zip”的清单（manifest.json）读不懂或内容不对；请让该单位重新制作。"
            or "以后和清单不一致" in said
        )
    else:
        at_place = place % count + 1
        touched = f"“柳村.zip”第 {at_place} 条记录被改动过或前面有缺失（柳村）；没有合并，请与该单位核对。"
        unreadable = f"“柳村.zip”第 {at_place} 条记录读不懂（办理内容不对）；请让该单位用最新版本的 xinfang 重新制作。"
        assert said in ((touched, unreadable) if field in ("act", "case_no") else (touched,))


@pytest.mark.parametrize(
    ("touch", "seq"),
    [
        (lambda found: found.pop(), -1),
        (lambda found: found.pop(0), 1),
        (lambda found: found.pop(2), 3),
        (lambda found: found.reverse(), 1),
        (lambda found: found.insert(1, found[0]), 2),
        (lambda found: found.append(found[-1]), +9),
        (lambda found: found.__setitem__(slice(1, 3), [found[2], found[1]]), 2),
        (lambda found: found.clear(), None),
    ],
    ids=["cut", "without the first", "a gap", "backwards", "twice", "the last twice", "swapped", "empty"],
)
def test_a_chain_that_was_cut_or_mixed_is_refused_with_the_place(
    package: Path, township: Office, touch: Callable[[list[dict[str, Any]]], object], seq: int | None
) -> None:
    count = len(members(package)["entries.jsonl"].splitlines())
    changed_entries(package, touch)
    said = refused(township, package)
    place = count + (-1 if seq == -1 else 1) if seq in (-1, 9) else seq
    assert (f"第 {place} 条记录" in said) if seq else ("清单" in said)


FIELDS_OF_MANIFEST = ("made_on", "office", "with_confidential", "program")
FIELDS_OF_OFFICE = (
    *("office", "name", "role", "entries", "cases", "petitions", "head", "first_on", "last_on", "withheld"),
)


def another(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value in ("village", "township"):
        return "bureau"
    if len(value) == 10 and value[4] == "-":
        return "2026-03-01"
    return value[:-1] + ("0" if value[-1:] != "0" else "1")


@pytest.mark.parametrize("field", FIELDS_OF_MANIFEST)
def test_a_manifest_that_was_touched_is_refused(package: Path, township: Office, field: str) -> None:
    changed_manifest(package, lambda told: told.__setitem__(field, another(told[field])))
    refused(township, package)


@pytest.mark.parametrize("field", FIELDS_OF_OFFICE)
def test_what_the_manifest_says_of_an_office_is_held_against_its_chain(
    package: Path, township: Office, field: str
) -> None:
    changed_manifest(package, lambda told: told["offices"][0].__setitem__(field, another(told["offices"][0][field])))
    refused(township, package)


def test_data_that_stands_for_withheld_data_cannot_be_exchanged(package: Path, township: Office) -> None:
    def touch(found: list[dict[str, Any]]) -> None:
        row = next(row for row in found if row["salt"] == "")
        row["data"] = row["data"].replace('"people":1', '"people":9')

    changed_entries(package, touch)
    assert "以后和清单不一致（柳村）" in refused(township, package)


def test_data_cannot_be_taken_out_of_an_entry_that_had_it(package: Path, township: Office) -> None:
    def touch(found: list[dict[str, Any]]) -> None:
        found[0] |= {"salt": "", "data": '{"drop":{},"said":{},"set":{}}'}

    changed_entries(package, touch)
    assert "以后和清单不一致（柳村）" in refused(township, package)


def test_a_chain_that_went_another_way_is_refused_where_it_parts(
    village: Office, package: Path, township: Office, tmp_path: Path
) -> None:
    shutil.copytree(village.home, tmp_path / "另一份")
    township.ok(["merge", str(package)])
    count = len(rows_of(village))
    at(village).ok("note 1 --text 甲")
    first = packed(village, tmp_path / "甲.zip")
    at(township).ok(["merge", str(first)])
    other = at(Office(tmp_path / "另一份", village.monkeypatch))
    other.ok("note 1 --text 乙")
    other.ok("note 1 --text 丙")
    forked = packed(other, tmp_path / "乙.zip")
    before = rows_of(at(township))
    assert township.run(["merge", str(forked)]).err == (
        f"“乙.zip”第 {count + 1} 条记录和以前合并的不一样（柳村）；没有合并，请与该单位核对两次的台账。\n"
    )
    assert rows_of(township) == before


def test_another_ledger_under_the_same_code_is_told_as_that_and_what_to_do(
    village: Office, township: Office, package: Path, tmp_path: Path
) -> None:
    township.ok(["merge", str(package)])
    other = empty(tmp_path / "东村", village.monkeypatch, "LC", "东村")
    other.ok("log-call --name 钱七 --subject 路灯不亮")
    theirs = packed(other, tmp_path / "东村.zip")
    before = rows_of(at(township))
    assert township.run(["merge", str(theirs)]).err == (
        "“东村.zip”（东村）和以前合并的另一本台账用了同一个代号“LC”；没有合并，请其中一个单位另建办公文件夹、"
        "写上自己的代号，再把导出的登记簿导入进去。\n"
    )
    assert rows_of(township) == before


# --- what comes from outside


def with_member(path: Path, name: str, content: bytes = b"x") -> Path:
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "a/../b", "x.exe", "坏\x1b[2J"])
def test_nothing_but_the_known_files_may_be_in_a_package(package: Path, township: Office, name: str) -> None:
    said = refused(township, with_member(package, name))
    assert said.startswith("“柳村.zip”里的文件不对（")
    assert "\x1b" not in said


def test_a_file_that_is_twice_in_a_package_is_refused(package: Path, township: Office) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        with_member(package, "entries.jsonl", b"")
    assert "（entries.jsonl）" in refused(township, package)


def test_a_file_that_is_missing_is_named(package: Path, township: Office) -> None:
    content = members(package)
    del content["terms.jsonl"]
    assert "（terms.jsonl）" in refused(township, put(package, content))


def test_a_file_that_would_grow_without_end_is_not_read(package: Path, township: Office) -> None:
    whole = members(package)
    content = whole | {"cases.jsonl": b"\n" * (50 << 20)}
    assert "（cases.jsonl）" in refused(township, put(package, content))
    content = whole | {"manifest.json": b" " * (20 << 20)}
    assert "（manifest.json）" in refused(township, put(package, content))


def test_a_file_that_holds_more_than_it_says_is_read_no_further(package: Path, township: Office) -> None:
    content = members(package)
    told = len(content["cases.jsonl"])
    put(package, content | {"cases.jsonl": b"\n" * (40 << 20)})
    raw = bytearray(package.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = (
            raw.index(b"cases.jsonl", raw.index(signature))
            if signature == b"PK\x03\x04"
            else raw.rindex(b"cases.jsonl")
        )
        start = raw.rindex(signature, 0, place)
        raw[start + offset : start + offset + 4] = struct.pack("<I", told)
    package.write_bytes(raw)
    assert "cases.jsonl" in refused(township, package)


def test_another_way_of_packing_is_refused(package: Path, township: Office) -> None:
    content = members(package)
    with ZipFile(package, "w", ZIP_BZIP2) as archive:
        for name, made in content.items():
            archive.writestr(name, made)
    assert "里的文件不对" in refused(township, package)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(18)], ids=list("1234"))
def test_what_is_no_package_is_said_to_be_none(package: Path, township: Office, content: bytes) -> None:
    package.write_bytes(content)
    assert refused(township, package) == (
        "“柳村.zip”不是 xinfang 的数据包；请核对文件，数据包用 xinfang package 制作。"
    )


def test_a_package_of_a_later_version_asks_for_an_update(package: Path, township: Office) -> None:
    changed_manifest(package, lambda told: told.__setitem__("schema", 2))
    assert refused(township, package) == "“柳村.zip”是更新版本的程序做的；请先升级 xinfang 再合并。"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": "xinfang-package", "schema": 1}',
        b'{"schema": NaN}',
    ],
    ids=list("1234567"),
)
def test_an_absurd_manifest_is_one_sentence(package: Path, township: Office, content: bytes) -> None:
    changed(package, "manifest.json", lambda _: content, fit=False)
    assert refused(township, package).startswith("“柳村.zip”")


@pytest.mark.parametrize(
    "change",
    [
        {"offices": 3}, {"offices": []}, {"members": {}}, {"made_on": "2026-3-5"}, {"program": None},
        {"office": ["LC"]}, {"with_confidential": 1}, {"more": 1}, {"schema": True}, {"schema": -1},
        {"made_on": "2026-03-05\n"}, {"offices": ["LC"]}, {"offices": [None]}, {"members": [[]]}, {"members": "abc"},
    ],
    ids=[*map(str, range(15))],
)  # fmt: skip
def test_a_manifest_of_other_types_is_refused(package: Path, township: Office, change: dict[str, Any]) -> None:
    changed_manifest(package, lambda told: told.update(change))
    assert "柳村.zip" in refused(township, package)


@pytest.mark.parametrize(
    ("touch", "what"),
    [
        (lambda d: d["set"].update({"users": []}), "users"),
        (lambda d: d["set"].update({"sqlite_master; DROP TABLE entry": []}), "sqlite_master; DROP TABLE entry"),
        (lambda d: d["set"]["cases"][0].update({"rank": 3}), "cases.rank"),
        (lambda d: d["set"]["cases"][0].update({'subject"; --': 3}), 'cases.subject"; --'),
        (lambda d: d["set"]["cases"][0].update({"subject": 3}), "cases.subject"),
        (lambda d: d["set"]["cases"][0].update({"subject": ["x"]}), "cases.subject"),
        (lambda d: d["set"]["cases"][0].update({"status": "gone"}), "cases.status"),
        (lambda d: d["set"]["cases"][0].update({"opened_on": "2026-13-01"}), "cases.opened_on"),
        (lambda d: d["set"]["cases"][0].update({"year": 10**30}), "cases.year"),
        (lambda d: d["set"]["cases"][0].update({"year": 2026.5}), "cases.year"),
        (lambda d: d["set"]["cases"][0].update({"settled": 7}), "cases.settled"),
        (lambda d: d["set"]["cases"][0].update({"no": None}), "cases.no"),
        (lambda d: d["set"]["cases"][0].update({"kind": ["claim"]}), "不是完整的 JSON"),
        (lambda d: d["set"]["cases"][0].pop("no"), "不是完整的 JSON"),
        (lambda d: d["set"].update({"cases": 7}), "不是完整的 JSON"),
        (lambda d: d.update({"drop": {"cases": [["x"]]}}), "cases"),
        (lambda d: d.update({"drop": {"nowhere": ["x"]}}), "nowhere"),
        (lambda d: d.update({"said": []}), "栏目不对"),
        (lambda d: d.pop("said"), "栏目不对"),
        (lambda d: d["said"].update({"subject": "NUL\0"}), "有无法保存的字符"),
        (lambda d: d["said"].pop("subject"), "办理内容不对"),
    ],
)
def test_rows_that_do_not_fit_are_refused_with_the_place(
    package: Path, township: Office, touch: Callable[[dict[str, Any]], object], what: str
) -> None:
    resealed(package, touch)
    said = refused(township, package)
    assert said == f"“柳村.zip”第 1 条记录读不懂（{what}）；请让该单位用最新版本的 xinfang 重新制作。"


def test_rows_that_contradict_each_other_are_refused_as_a_whole(package: Path, township: Office) -> None:
    resealed(package, lambda d: d["set"]["cases"].append(d["set"]["cases"][0] | {"no": "XF2026-0099"}))
    assert refused(township, package) == "“柳村.zip”里的记录互相矛盾，写不进台账；没有合并，请与该单位核对。"


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"[]", b"[" * 50_000, b"\xff", b'{"office":"LC","office":"DC"}', b"null", b"1e999",
        b'"' + b"x" * 100_000,
        b'{"seq": ' + b"9" * 5000 + b"}",
    ],
    ids=map(str, range(10)),
)  # fmt: skip
def test_a_line_that_is_no_entry_is_refused_with_its_place(package: Path, township: Office, line: bytes) -> None:
    changed(package, "entries.jsonl", lambda made: made.splitlines(keepends=True)[0] + line + b"\n")
    said = refused(township, package)
    assert "第 2 条记录读不懂" in said


def test_text_that_nothing_can_hold_is_refused_in_the_entry_s_own_fields(package: Path, township: Office) -> None:
    for field, value in (("by_whom", "甲\0"), ("by_whom", "甲\ud800"), ("act", "x" * 100), ("data", '"\ud800"')):
        fresh = package.with_name("试.zip")
        fresh.write_bytes(package.read_bytes())
        lines = members(fresh)["entries.jsonl"].splitlines(keepends=True)
        row = json.loads(lines[0]) | {field: value}
        lines[0] = json.dumps(row).encode() + b"\n"
        changed(fresh, "entries.jsonl", lambda _, lines=lines: b"".join(lines))  # type: ignore[misc]
        assert "第 1 条记录读不懂" in refused(township, fresh)


# --- under a password


def test_a_sealed_package_needs_somebody_who_can_be_asked(village: Office, package: Path) -> None:
    assert at(village).refused("package 密.zip --seal") == ("--seal 要在终端里设密码；请不加 --json、--no-input 运行。")
    assert not list(village.home.parent.glob("密*"))


def test_what_is_sealed_opens_with_its_password_only_and_unchanged(package: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "密.zip"
    seal.seal(package, "暗号一", sealed)
    inside = members(sealed)
    assert seal.unseal(io.BytesIO(inside["package.sealed"]), "暗号一", "密").getvalue() == package.read_bytes()
    book = seal.unseal(io.BytesIO(inside[words.REGISTERS]), "暗号一", "密")  # what WPS does on double-click
    assert "来信登记簿" in openpyxl.load_workbook(book).sheetnames
    for password in ("暗号二", "暗号一 ", " "):
        with helpers.refused("package_password"):
            seal.unseal(io.BytesIO(inside["package.sealed"]), password, "密")
    touched = bytearray(inside["package.sealed"])
    touched[len(touched) // 2] ^= 1
    with helpers.refused("package_password"):
        seal.unseal(io.BytesIO(touched), "暗号一", "密")


@pytest.mark.parametrize(
    "content", [b"", b"x" * 5000, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000)], ids=list("123")
)
def test_a_container_that_is_none_is_refused(package: Path, township: Office, content: bytes) -> None:
    inside = members(package)
    put(package, {"package.sealed": content, words.REGISTERS: inside[words.REGISTERS]})
    assert "要在终端里输入密码" in refused(township, package)
    with helpers.refused("package_password"):
        seal.unseal(io.BytesIO(content), "暗号", "密")


def test_a_container_that_would_only_hold_up_whoever_opens_it_is_refused(package: Path, tmp_path: Path) -> None:
    seal.seal(package, "暗号", tmp_path / "密.zip")
    content = members(tmp_path / "密.zip")["package.sealed"]
    assert b'spinCount="100000"' in content
    slow = content.replace(b'spinCount="100000"', b'spinCount="99999999"').replace(b"    </key", b"  </key", 1)
    assert len(slow) == len(content)
    with helpers.refused("package_password"):
        seal.unseal(io.BytesIO(slow), "暗号", "密")
    broken = content.replace(b"<encryption", b"<<ncryption")
    with helpers.refused("package_password"):
        seal.unseal(io.BytesIO(broken), "暗号", "密")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_package_under_a_password_is_merged_with_it_only(
    village: Office, package: Path, township: Office, tmp_path: Path
) -> None:
    def session(office: Office, *arguments: str, answers: list[str]) -> Result:
        said = office.session(arguments, *(("密码|再输", answer) for answer in answers))
        assert "暗号" not in said.out
        return said

    sealed = tmp_path / "密.zip"
    assert session(village, "package", str(sealed), "--seal", answers=["暗号一", "暗号二"]).code == 2
    assert not sealed.exists()
    assert session(village, "package", str(sealed), "--seal", answers=["暗号一", "暗号一"]).code == 0
    raw = b"".join(members(sealed).values())
    assert set(members(sealed)) == {"package.sealed", words.REGISTERS}
    assert raw.count(bytes.fromhex("d0cf11e0a1b11ae1")) == 2  # both are containers that Office knows
    assert "路灯".encode() not in raw
    assert "要在终端里输入密码" in refused(township, sealed)
    assert "密码不对" in session(township, "merge", str(sealed), answers=["暗号二"]).out
    assert "已合并" in session(township, "merge", str(sealed), answers=["暗号一"]).out
    assert at(township).ok("check --json").json["ok"] is True


def test_the_codes_that_are_known_are_those_of_the_tables() -> None:
    assert set(ENTRY) == lines.COLUMNS
    for table, known in lines.CODES.items():
        assert known.keys() <= set(columns(table))
