"""The files that are made from a report: what is in them, how they print, and that a failure leaves none."""

import csv
import json
import os
import re
import stat
import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.offices import empty
from xinfang.domain.codes import Refused
from xinfang.render import files, measure, safe, xlsx
from xinfang.render.jsonfile import document, dumps
from xinfang.render.safe import file_name
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import paper
from xinfang.words.refusals import sentence

COLUMNS = (
    Column("petition", "编号", 15, Cell.ID),
    Column("received_on", "收信日期", 11, Cell.DAY),
    Column("phone", "电话", 13, Cell.ID),
    Column("people", "人数(联名)", 6, Cell.NUMBER),
    Column("subject", "事由摘要", 20),
    Column("signature", "信访人签名", 12, Cell.SIGN),
)
ROW = {
    "petition": "XF2026-0001-1",
    "received_on": "2026-03-05",
    "phone": "430102199001010011",
    "people": 3,
    "subject": "低保被取消",
    "signature": None,
}
KINDS = (".xlsx", ".csv", ".json", ".html", ".db")
HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://x","点我")',
    "+A1",
    "-1+2",
    "@SUM(A1)",
    "{=1}",
    "http://x.cn",
    "12345678901234567",
]


def table(*rows: Mapping[str, Any], name: str = "letter", title: str = "来信登记簿", count: int | None = None) -> Table:
    return Table(name, title, COLUMNS, iter(rows), len(rows) if count is None else count)


def report(*tables: Table, **other: Any) -> Report:
    said = {"title": "来信登记簿", "period": "2026年3月", "office": "青石镇信访办公室", "notes": ("电话已遮盖。",)}
    return Report(**(said | other), tables=tables or (table(ROW),))


def about(subject: object) -> Report:
    return report(table(ROW | {"subject": subject}))


def book(made: Report, folder: Path) -> Workbook:
    files.write(made, folder / "登记簿.xlsx")
    return openpyxl.load_workbook(folder / "登记簿.xlsx")


def sheet(made: Report, folder: Path) -> Worksheet:
    active = book(made, folder).active
    assert isinstance(active, Worksheet)
    return active


def subject(text: object, folder: Path) -> Any:
    return sheet(about(text), folder)["E4"]


def text(made: Report, path: Path) -> str:
    files.write(made, path)
    return path.read_text(encoding="utf-8")


# --- the workbook


def test_a_sheet_has_title_office_period_count_and_headings(tmp_path: Path) -> None:
    page = sheet(report(), tmp_path)
    assert page.title == "来信登记簿"
    assert page["A1"].value == "来信登记簿"
    assert page["A2"].value == "填报单位：青石镇信访办公室　　时段：2026年3月　　共 1 条"
    assert [cell.value for cell in page[3]] == [column.label for column in COLUMNS]
    assert {"A1:F1", "A2:F2"} < {str(merged) for merged in page.merged_cells.ranges}


def test_the_count_is_told_before_the_rows_are_read(tmp_path: Path) -> None:
    assert "共 7 条" in sheet(report(table(ROW, count=7)), tmp_path)["A2"].value


def test_a_sheet_prints_on_a4_landscape_one_page_wide_with_headings_on_every_page(tmp_path: Path) -> None:
    page: Any = sheet(report(), tmp_path)
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth in (None, 1), page.page_setup.fitToHeight) == (True, 0)  # one wide if not said
    assert page.print_title_rows == "$1:$3"
    assert (page.oddFooter.left.text, page.oddFooter.center.text) == ("青石镇信访办公室", "第 &P 页　共 &N 页")


def test_an_ampersand_in_the_name_of_the_office_does_not_command_the_footer(tmp_path: Path) -> None:
    files.write(report(office="甲&P乙"), tmp_path / "a.xlsx")
    assert "甲&amp;&amp;P乙" in part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml")


def test_headings_stay_in_sight_and_filter(tmp_path: Path) -> None:
    page = sheet(report(table(ROW, ROW)), tmp_path)
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:F5"


def test_days_are_dates_ids_are_text_numbers_are_numbers(tmp_path: Path) -> None:
    number, day, phone, people, words, sign = sheet(report(), tmp_path)[4]
    assert (day.value, day.number_format) == (datetime(2026, 3, 5), "yyyy-mm-dd")  # noqa: DTZ001 - what openpyxl returns
    assert (number.value, number.data_type) == ("XF2026-0001-1", "s")
    assert (phone.value, phone.number_format) == ("430102199001010011", "@")
    assert (people.value, people.data_type) == (3, "n")
    assert (words.value, sign.value) == ("低保被取消", None)


@pytest.mark.parametrize("day", ["", None, "不详", "1899-12-31", "2026-02-30"])
def test_what_is_no_date_is_kept_as_it_was_written(day: str | None, tmp_path: Path) -> None:
    assert sheet(report(table(ROW | {"received_on": day})), tmp_path)["B4"].value == (day or None)


def test_every_cell_is_boxed_and_in_the_font_of_the_office_also_where_nothing_is_known(tmp_path: Path) -> None:
    for row in (ROW, {}):
        for cell in sheet(report(table(row)), tmp_path)[4]:
            assert (cell.border.left.style, cell.border.bottom.style) == ("thin", "thin")
            assert (cell.font.name, cell.font.size, cell.font.scheme) == ("宋体", 10, None)
            assert cell.alignment.wrap_text


@pytest.mark.parametrize("words", HOSTILE)
def test_words_never_act_in_a_workbook(words: str, tmp_path: Path) -> None:
    page = sheet(report(table(ROW | {"subject": words, "phone": words, "received_on": words})), tmp_path)
    for place in ("B4", "C4", "E4"):
        assert (page[place].data_type, page[place].value, page[place].hyperlink) == ("s", words, None)
    assert "<f>" not in part(tmp_path / "登记簿.xlsx", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\x00乙", "甲\ufffd乙"),
        ("甲\x1b[31m乙", "甲\ufffd[31m乙"),
        ("甲\ud800乙", "甲\ufffd乙"),
        ("甲\uffff乙", "甲\ufffd乙"),
        ("甲\r\n乙", "甲\n乙"),
        ("<b>&甲</b>", "<b>&甲</b>"),
        ("<r><t>甲</t></r>", "<r><t>甲</t></r> "),
        ("<r>甲</r>", "<r>甲</r> "),
        ("𠮷野家", "𠮷野家"),
    ],
    ids=repr,
)
def test_no_character_breaks_a_workbook(typed: str, kept: str, tmp_path: Path) -> None:
    assert subject(typed, tmp_path).value == kept


def test_hostile_titles_and_offices_do_not_break_a_workbook(tmp_path: Path) -> None:
    page = sheet(report(table(ROW, title="=甲[\x00\ud800]"), title="\x01\ud800", office="\x02\udfff"), tmp_path)
    assert (page["A1"].value, page["A1"].data_type) == ("=甲[\ufffd\ufffd]", "s")
    assert page["A2"].value.startswith("填报单位：\ufffd\ufffd")


def test_long_text_is_kept_whole_as_far_as_excel_goes(tmp_path: Path) -> None:
    assert subject("甲" * 32_000, tmp_path).value == "甲" * 32_000


@pytest.mark.parametrize(
    ("typed", "kept"), [("甲" * 40_000, "甲" * 32_000), ("𠮷" * 20_000, "𠮷" * 16_000)], ids=["common", "rare"]
)
def test_longer_text_says_that_it_was_cut(typed: str, kept: str, tmp_path: Path) -> None:
    assert subject(typed, tmp_path).value == kept + paper.CUT


def test_rows_grow_with_the_text_that_wraps(tmp_path: Path) -> None:
    rows = [{"subject": "甲" * count} for count in (10, 11, 30, 95, 4000)]
    columns = (Column("subject", "事由摘要", 20), Column("rest", "备注", 60))
    page = sheet(report(Table("letter", "来信登记簿", columns, rows, 5)), tmp_path)
    heights = [page.row_dimensions[row].height for row in range(4, 9)]
    one, two, three, ten, most = heights
    assert one < two < three < ten < most
    assert ten >= 10 * 12  # points of a line
    assert 408 < most <= 409


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("", 10, 1),
        ("甲乙丙丁戊", 10, 1),
        ("甲乙丙丁戊己", 10, 2),
        ("甲\n乙\n丙", 10, 3),
        ("XF2026-0001-1", 13, 1),
        ("0731-88886666", 12, 2),
        ("“甲乙丙丁”", 11, 2),  # a Chinese font prints these quotes full-width
        ("𠮷𠮷𠮷", 5, 2),
    ],
)
def test_lines_are_counted_as_a_chinese_font_prints(words: str, width: int, expected: int) -> None:
    assert measure.lines(words, width) == expected


def test_a_short_heading_is_not_broken_and_a_long_one_gets_the_lines_that_it_needs(tmp_path: Path) -> None:
    columns = (Column("a", "初信/重信", 6), Column("b", "按期告知率(应告知数)", 10), Column("c", "事由", 70))
    page = sheet(report(Table("n", "簿", columns, (), 0)), tmp_path)
    assert page.column_dimensions["A"].width >= 10  # half-width characters
    assert page.row_dimensions[3].height >= 2 * 14


def test_a_narrow_table_is_stretched_and_a_wide_one_left_alone(tmp_path: Path) -> None:
    columns = (Column("what", "指标", 18), Column("people", "数量", 6, Cell.NUMBER))
    narrow, wide = book(report(Table("n", "统计表", columns, (), 0), table()), tmp_path).worksheets
    assert [round(narrow.column_dimensions[name].width) for name in "AB"] == [55, 19]  # 54 and 18, and Excel's margin
    assert round(wide.column_dimensions["E"].width) == 21


def test_a_row_that_adds_others_up_stands_out_in_every_file(tmp_path: Path) -> None:
    def made() -> Report:
        return report(table(ROW, ROW | {TOTAL: True}))

    page = sheet(made(), tmp_path)
    assert [page.cell(row, 5).font.b for row in (4, 5)] == [False, True]
    assert page["E5"].fill.fgColor.rgb == "FFF2F2F2"
    assert text(made(), tmp_path / "a.html").count('<tr class="total">') == 1
    rows = json.loads(text(made(), tmp_path / "a.json"))["registers"][0]["rows"]
    assert [row.get(TOTAL) for row in rows] == [None, True]


def test_a_row_to_be_signed_leaves_room(tmp_path: Path) -> None:
    assert sheet(report(table({})), tmp_path).row_dimensions[4].height > 24


def test_remarks_stand_once_below_the_first_table(tmp_path: Path) -> None:
    made = book(report(table(ROW), table(ROW, title="来访登记簿")), tmp_path)
    first, second = made.worksheets
    assert first["A6"].value == "电话已遮盖。"
    assert second.max_row == 4


def test_sheets_have_legal_names_of_their_own(tmp_path: Path) -> None:
    titles = ["a[b]:c*d?e/f\\", "簿", "簿", "'甲'", "长" * 40, "长" * 40, "𠮷" * 40]
    made = book(report(*(table(ROW, title=title) for title in titles)), tmp_path)
    assert len({name.lower() for name in made.sheetnames}) == len(titles)
    assert made.sheetnames[1:4] == ["簿", "簿(2)", "甲"]
    assert not [name for name in made.sheetnames if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)]


def test_a_table_too_long_for_a_sheet_goes_on_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    made = book(report(table(*(ROW | {"people": n} for n in range(5)))), tmp_path)
    assert [[row[3].value for row in page.iter_rows(4, 5)] for page in made.worksheets] == [[0, 1], [2, 3], [4, None]]


def test_a_sheet_of_one_column_and_no_rows_is_written_too(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    page = sheet(report(Table("n", "空表", COLUMNS[:1], (), 0)), tmp_path)
    assert (page["A1"].value, page["A3"].value, page.max_row) == ("空表", "编号", 5)
    assert not recwarn.list


def test_the_workbook_names_its_title_and_office(tmp_path: Path) -> None:
    properties = book(report(), tmp_path).properties
    assert (properties.title, properties.creator) == ("来信登记簿", "青石镇信访办公室")


def test_a_long_register_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = (ROW | {"petition": f"XF2026-{n}", "subject": "反映道路" * 20} for n in range(count))
        made = report(Table("letter", "来信登记簿", COLUMNS, rows, count))
        tracemalloc.start()
        files.write(made, tmp_path / "a.xlsx")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is loaded once
    assert peak(6_000) < peak(1_500) + 200_000


# --- csv


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_csv_has_the_mark_that_excel_needs(tmp_path: Path) -> None:
    files.write(report(), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf\xe7\xbc\x96")


def test_csv_of_one_table_is_its_heading_and_rows(tmp_path: Path) -> None:
    files.write(about('甲，\n“乙”,"丙"'), tmp_path / "a.csv")
    assert read(tmp_path / "a.csv") == [
        ["编号", "收信日期", "电话", "人数(联名)", "事由摘要", "信访人签名"],
        ["XF2026-0001-1", "2026-03-05", "430102199001010011", "3", '甲，\n“乙”,"丙"', ""],
    ]


def test_csv_of_several_tables_names_each(tmp_path: Path) -> None:
    files.write(report(table(ROW), table(title="来访登记簿")), tmp_path / "a.csv")
    rows = read(tmp_path / "a.csv")
    assert (rows[0], rows[3], rows[4]) == (["来信登记簿"], [], ["来访登记簿"])


@pytest.mark.parametrize("words", ["=1+1", "+A1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "+86-1+2"], ids=repr)
def test_words_never_act_in_csv(words: str, tmp_path: Path) -> None:
    files.write(about(words), tmp_path / "a.csv")
    assert read(tmp_path / "a.csv")[1][4].startswith("'")


@pytest.mark.parametrize("words", ["+8613800001234", "0731-88886666", "甲=乙", "'甲"])
def test_csv_leaves_phones_and_plain_words_alone(words: str, tmp_path: Path) -> None:
    files.write(about(words), tmp_path / "a.csv")
    assert read(tmp_path / "a.csv")[1][4] == words


# --- html


class Outside(HTMLParser):
    """Collects the tags of a page and whatever it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def test_a_page_is_whole_by_itself_and_runs_nothing(tmp_path: Path) -> None:
    page = text(about('<script src="http://x">alert(1)</script>" onload="x'), tmp_path / "a.html")
    outside = Outside()
    outside.feed(page)
    assert "script" not in outside.tags
    assert "&lt;script src=&quot;http://x&quot;&gt;" in page
    assert outside.fetched == []
    assert "url(" not in page
    assert "@import" not in page


def test_a_page_escapes_every_word_on_it(tmp_path: Path) -> None:
    tag = "<i>"
    made = report(
        Table("t", tag, (Column("a", tag, 9),), ({"a": tag},), 1), title=tag, period=tag, office=tag, notes=(tag,)
    )
    page = text(made, tmp_path / "a.html")
    assert tag not in page
    assert page.count("&lt;i&gt;") == 8  # title three times, office, period, heading, cell, remark


def test_a_page_is_chinese_and_prints_its_headings_on_every_page(tmp_path: Path) -> None:
    page = text(report(), tmp_path / "a.html")
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "<title>来信登记簿</title>" in page
    assert "size: A4 landscape" in page
    assert "table-header-group" in page
    assert page.count('<th class="title"') == page.count("<thead>") == 1
    assert '<span class="paper">来信登记簿' in page, "on a screen it stands above, on paper on every page"
    for words in ("青石镇信访办公室", "2026年3月", "共 1 条", "电话已遮盖。", "430102199001010011"):
        assert words in page


def test_a_page_shows_what_would_hide_and_keeps_line_breaks(tmp_path: Path) -> None:
    page = text(about("甲\n乙\u202e丙\x1b\ud800"), tmp_path / "a.html")
    assert "甲\n乙‹U+202E›丙␛‹U+D800›" in page


def test_a_page_says_where_there_is_nothing(tmp_path: Path) -> None:
    assert '<td class="none" colspan="6">没有</td>' in text(report(table()), tmp_path / "a.html")


# --- json


def test_json_holds_raw_values_under_the_keys_of_the_columns(tmp_path: Path) -> None:
    made = json.loads(
        text(report(table(ROW | {"other": 1}, ROW), table(name="visit", title="来访登记簿")), tmp_path / "a.json")
    )
    assert list(made) == ["title", "period", "office", "registers", "notes"]
    first, second = made["registers"]
    assert list(first) == ["name", "title", "columns", "rows", "count"]
    assert first["rows"] == [ROW | {"other": 1}, ROW]
    assert list(first["rows"][0]) == [*(column.key for column in COLUMNS), "other"]
    assert first["columns"] == [column.label for column in COLUMNS]
    assert (second["name"], second["rows"], second["count"], made["notes"]) == ("visit", [], 0, ["电话已遮盖。"])


def test_the_json_of_one_table_is_flat() -> None:
    made = document(report())
    labels = [column.label for column in COLUMNS]
    assert made == {"title": "来信登记簿", "period": "2026年3月", "columns": labels, "rows": [ROW], "count": 1}
    assert list(made) == ["title", "period", "columns", "rows", "count"]


def test_the_json_of_several_tables_is_that_of_the_file(tmp_path: Path) -> None:
    def two() -> Report:
        return report(table(ROW), table(ROW, name="visit"))

    assert document(two()) == json.loads(text(two(), tmp_path / "a.json"))


@pytest.mark.parametrize(
    "words", ["甲\ud800乙", "\x1b[31m", "\x9b31m", "\u202e", "\U000e0041", "\u2028", "甲"], ids=repr
)
def test_json_loses_no_character_and_lets_none_act(words: str, tmp_path: Path) -> None:
    shown = dumps({"甲": words})
    assert json.loads(shown) == {"甲": words}
    assert shown.encode("utf-8")
    assert safe.visible(shown.replace("\n", "")) == shown.replace("\n", "")
    assert json.loads(text(about(words), tmp_path / "a.json"))["registers"][0]["rows"][0]["subject"] == words


def test_json_on_screen_is_indented_and_readable() -> None:
    assert dumps({"甲": ["乙"]}) == '{\n  "甲": [\n    "乙"\n  ]\n}'


# --- text on a screen


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("张三", "张三"),
        ("甲\n乙\t丙\r\n丁", "甲 乙 丙 丁"),
        ("\x1b[31m红", "␛[31m红"),
        ("\x1b]8;;http://x\x07点\x1b\\", "␛]8;;http://x␇点␛\\"),
        ("\x9b31m", "‹U+009B›31m"),
        ("\r\x08\x7f\x00", "␍␈␡␀"),
        ("a\u202eb\u2066c\u200dd\ufeff", "a‹U+202E›b‹U+2066›c‹U+200D›d‹U+FEFF›"),
        ("\ud83d", "‹U+D83D›"),
        ("\U000e0041", "‹U+E0041›"),
        ("[/x] [bold] :smile:", "[/x] [bold] :smile:"),
        ("葛\U000e0100", "葛\U000e0100"),  # a variant of a character of names
        ("", ""),
    ],
    ids=repr,
)
def test_nothing_that_was_typed_acts_or_hides_on_a_screen(typed: str, shown: str) -> None:
    assert safe.visible(typed) == shown


def test_no_character_at_all_reaches_a_screen_as_a_control() -> None:
    shown = safe.visible("".join(map(chr, range(0x3000))))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]", shown)


# --- whole files or none


@pytest.mark.parametrize("ending", KINDS)
def test_a_file_is_for_its_owner_only_and_alone(ending: str, tmp_path: Path) -> None:
    files.write(report(), tmp_path / f"a{ending}")
    assert stat.S_IMODE((tmp_path / f"a{ending}").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [f"a{ending}"]


@pytest.mark.parametrize("ending", KINDS)
def test_a_former_file_is_replaced_and_its_mode_too(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending.upper()}"
    path.write_text("从前")
    path.chmod(0o644)
    files.write(report(), path)
    assert b"XF2026-0001-1" in path.read_bytes() or ending == ".xlsx"
    assert path.read_bytes() != "从前".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("former", [None, "从前"])
def test_a_failure_leaves_no_file_and_keeps_the_former_one(ending: str, former: str | None, tmp_path: Path) -> None:
    def breaking() -> Iterator[Mapping[str, Any]]:
        yield ROW
        assert [path for path in tmp_path.iterdir() if path.name.startswith(".")]  # it was begun, aside
        raise LookupError

    path = tmp_path / f"a{ending}"
    if former:
        path.write_text(former)
    with pytest.raises(LookupError) as failure:
        files.write(report(Table("t", "簿", COLUMNS, breaking(), 2)), path)
    assert failure.value
    assert not still_open(tmp_path)
    assert {found.name: found.read_text() for found in tmp_path.iterdir()} == ({path.name: former} if former else {})


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("rows", [1, 5_000])  # it fails when the file is put together, or before
def test_a_disk_that_takes_no_more_is_refused(
    ending: str, rows: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource")  # limits of a process are known on Unix only
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(Refused) as refused:
            files.write(report(table(*[ROW] * rows)), tmp_path / f"a{ending}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (refused.value.code, list(tmp_path.iterdir())) == ("too_large_for_disk", [])
    assert capfd.readouterr().err == ""
    assert not still_open(tmp_path)


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused) as refused:
        files.write(report(), tmp_path / "a.csv")
    assert sentence(refused.value) == "磁盘满了，没有保存；请清理磁盘后再试，原有台账没有改动。"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("没有/a.csv", "没有 {} 所在的文件夹，没有保存；请先建好文件夹、检查 U 盘连接，或换个位置，原有台账没有改动。"),
        ("夹.csv", "不能写入 {}；请检查文件夹权限、文件是否正在 Excel 里打开，或换个位置，原有台账没有改动。"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "夹.csv").mkdir()
    path = tmp_path / name
    with pytest.raises(Refused) as refused:
        files.write(report(), path)
    assert sentence(refused.value) == told.format(path)


@pytest.mark.parametrize(("name", "ending"), [("a.xls", ".xls"), ("a.pdf", ".pdf"), ("登记簿", "登记簿")])
def test_another_ending_is_refused_before_anything_is_written(name: str, ending: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        files.write(report(), tmp_path / name)
    assert refused.value.usage
    assert sentence(refused.value) == f"不会写“{ending}”文件；文件名请用 .xlsx、.csv、.json、.html 或 .db 结尾。"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("信访报表_2026年3月_柳林镇.xlsx", "信访报表_2026年3月_柳林镇.xlsx"),
        ("报表" * 40 + ".xlsx", "报表" * 27 + "报.xlsx"),
        ("报表" * 40, "报表" * 30),
        ("报表" * 29 + "1. 结果", "报表" * 29 + "1"),
        ("青山.柳林", "青山.柳林"),
        ('a/b\\c:d*e?f"g<h>i|j.docx', "a_b_c_d_e_f_g_h_i_j.docx"),
        (" 报表.docx. ", "报表.docx"),
        ("con", "con_"), ("NUL.docx", "NUL_.docx"), ("Com1 .docx", "Com1_ .docx"), ("aux.tar.gz", "aux_.tar.gz"),
        ("beacon.docx", "beacon.docx"), ("console", "console"), ("con" + " " * 60 + "a.docx", "con_.docx"),
        ("..", "_"), ("", "_"), (".docx", "docx"), ("\u202ea\x00.docx", "_a_.docx"),
    ],
)  # fmt: skip
def test_a_name_is_one_that_windows_takes_and_keeps_its_ending(text: str, name: str) -> None:
    assert file_name(text) == name
    assert file_name(name) == name


def test_a_report_of_an_office_with_a_long_name_keeps_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = empty(tmp_path / "办", monkeypatch, "LL", "某" * 57 + "信访办", "township")
    monkeypatch.chdir(tmp_path)
    office.ok("log-visit --name 张三 --subject 路灯不亮")
    made = [Path(file) for file in office.ok("report month 2026-02 --json").json["files"]]
    assert sorted(path.suffix for path in made) == [".docx", ".xlsx"]
    assert all(path.is_file() for path in made)


def part(path: Path, name: str) -> str:
    """Return one part of a workbook as it is stored."""
    with ZipFile(path) as packed:
        return packed.read(name).decode()


def still_open(folder: Path) -> list[Path]:
    """Return the files below a folder that this process holds open; an open file cannot be removed everywhere."""
    handles = Path("/proc/self/fd")
    held = [handle.readlink() for handle in handles.iterdir() if handle.is_symlink()] if handles.exists() else []
    return [path for path in held if path.is_relative_to(folder)]
