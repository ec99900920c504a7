"""What is handed over under a password: it opens with it only, and nothing of it lies open on the stick."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests import helpers
from tests.watching import watched
from xinfang.disk.sealed import Seal
from xinfang.render import files
from xinfang.tables.report import Column, Report, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Office

PASSWORD = "暗号甲乙1"
CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")  # as Excel and WPS know what is under a password


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A USB stick: whatever lay on it once can be found again."""
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture
def village(office: Office) -> Office:
    office.ok("log-visit --name 张三 --phone 13800138000 --subject 路灯不亮 --date 2026-02-10")
    return office


def opened(path: Path, password: str) -> bytes:
    """Return what a file holds that Office opens with this password."""
    from msoffcrypto import OfficeFile

    whole = io.BytesIO()
    with path.open("rb") as sealed:
        file = OfficeFile(sealed)
        assert file.is_encrypted()
        file.load_key(password=password, verify_password=True)
        file.decrypt(whole, verify_integrity=True)
    return whole.getvalue()


def test_an_export_opens_with_its_password_only(village: Office, stick: Path) -> None:
    path = stick / "登记簿.xlsx"
    told = village.answering(["export", str(path), "--seal"], PASSWORD, PASSWORD)
    assert told.code == 0, told.screen
    assert "已加密码" in told.out
    assert PASSWORD not in told.screen
    assert path.read_bytes().startswith(CONTAINER)
    assert path.stat().st_mode & 0o077 == 0
    book = openpyxl.load_workbook(io.BytesIO(opened(path, PASSWORD)))
    assert any(cell.value == "路灯不亮" for row in book["来访登记簿"] for cell in row)
    with pytest.raises(Exception, match="Key verification failed"):
        opened(path, "暗号甲乙2")


def test_both_files_of_a_report_open_with_its_password(village: Office, stick: Path) -> None:
    told = village.answering(["report", "month", "2026-02", "--to", str(stick), "--seal"], PASSWORD, PASSWORD)
    assert told.code == 0, told.screen
    parts = {path.suffix: zipfile.ZipFile(io.BytesIO(opened(path, PASSWORD))).namelist() for path in stick.iterdir()}
    assert "xl/workbook.xml" in parts[".xlsx"]
    assert "word/document.xml" in parts[".docx"]


@pytest.mark.parametrize(
    "words",
    [
        ["export", "登记簿.xlsx"],
        ["stats", "--cell", "来访", "--file", "表.xlsx"],
        ["report", "month", "2026-02"],
        ["package", "包.zip"],
    ],
    ids=lambda words: words[0],
)
def test_on_the_stick_lies_nothing_but_what_is_sealed(
    village: Office, stick: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """A file is written there as the sealed draft only; what is not sealed lies in the office folder, and goes."""
    monkeypatch.chdir(stick)
    with watched() as made:
        told = village.answering([*words, "--seal"], PASSWORD, PASSWORD)
    assert told.code == 0, told.screen
    outside = [path for path in made if not path.is_relative_to(village.home)]
    left = [path for path in stick.rglob("*") if path.is_file()]
    drafts = [path for path in outside if path.parent != stick and path.suffix]
    assert sorted({path.name for path in drafts}) == sorted(path.name for path in left)
    assert {path.parent.parent for path in drafts} == {stick}
    assert any(path.parent.parent == village.home / "data" and path.name == left[0].name for path in made)
    assert not list(village.home.rglob(".xinfang-*"))
    assert not any("路灯".encode() in path.read_bytes() for path in left)
    assert not any(path.read_bytes().startswith(b"PK") for path in left if path.suffix != ".zip")


def test_while_it_is_written_the_stick_is_empty(stick: Path, tmp_path: Path) -> None:
    seen = []

    def rows() -> Iterator[dict[str, Any]]:
        seen.append(list(stick.rglob("*")))
        yield {"subject": "路灯不亮"}

    report = Report("登记簿", "", "信访办", (Table("a", "甲", (Column("subject", "事由", 20),), rows(), 1),))
    files.write(report, stick / "a.xlsx", Seal(PASSWORD, tmp_path))
    assert seen == [[]]
    assert [path.name for path in stick.iterdir()] == ["a.xlsx"]
    assert [path.name for path in tmp_path.iterdir()] == [stick.name]


def test_a_failure_leaves_neither_the_draft_nor_a_file(stick: Path, tmp_path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {"subject": "路灯不亮"}
        raise OSError

    report = Report("登记簿", "", "信访办", (Table("a", "甲", (Column("subject", "事由", 20),), rows(), 1),))
    with helpers.refused("unwritable"):
        files.write(report, stick / "a.xlsx", Seal(PASSWORD, tmp_path))
    assert [path.name for path in tmp_path.rglob("*")] == [stick.name]


@pytest.mark.parametrize("name", ["登记簿.csv", "登记簿.html", "登记簿.json"])
def test_what_office_programs_do_not_open_is_not_sealed(village: Office, name: str) -> None:
    ending = name[3:]
    assert village.refused(["stats", "--file", name, "--seal"]).startswith("--seal 只能给 .xlsx 加密码")
    told = f"--seal 只能给 .xlsx 加密码，不用于 {ending}；请把文件名改成 .xlsx 结尾，或去掉 --seal。"
    assert village.refused(["export", name, "--seal"]) == told


def test_a_seal_on_the_screen_is_refused(village: Office) -> None:
    assert (
        village.refused("stats --seal") == "--seal 是给写成的文件加密码；请加 --file 文件名（.xlsx），或去掉 --seal。"
    )


@pytest.mark.parametrize("words", ["export a.xlsx --seal", "report month --seal", "package a.zip --seal"])
def test_a_password_needs_somebody_who_can_be_asked(village: Office, words: str) -> None:
    before = village.entries()
    assert village.refused(words) == "--seal 要在终端里设密码；请不加 --json、--no-input 运行。"
    assert village.answering(words, PASSWORD, "另一个").err == "两次输入的密码不一样；请重新运行。\n"
    assert village.entries() == before
    assert not [path for path in village.home.parent.iterdir() if path.suffix]
