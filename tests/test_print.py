"""How registers print: what a page holds and adds up to, that nothing is cut, that pages end where we say."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Office
from xinfang.domain.codes import Refused
from xinfang.render import files, measure, page
from xinfang.tables import registers
from xinfang.tables.report import TOTAL, Report, Table
from xinfang.tables.tally import Petitions, Visits
from xinfang.words import books, labels
from xinfang.words.refusals import sentence

SOFFICE = shutil.which("soffice")
NOTES = ("电话和身份证号已遮盖，需要完整号码请加 --unmask。",)
LONG = (
    "反映青石镇大坪村三组村民王某某于2025年11月15日未经批准占用其承包地0.8亩建房，多次找村委会（2026-01-12、2026-02-03）"
    "协调未果，要求镇政府依法查处、恢复耕地原状并赔偿青苗损失3,600元；“如不解决将继续向县、市反映”。附件见QQ邮箱abc_def@163.com"
)
VISIT = {
    "received_on": "2026-03-05", "petitioner": "欧阳春晓等12人", "home": "大坪村三组桐子坳12号", "people": 12,
    "phone": "139****1234", "collective": "集体访", "representatives": "张三、李四、王五、赵六、钱七", "repeat": "重访",
    "subject": LONG, "category": "宅基地", "receiver": "王干事", "handling": "导入法定途径", "due": "2026-05-04",
    "unit": "镇自然资源和规划所", "result": LONG[:70],
}  # fmt: skip


def visits(count: int, **other: Any) -> Table:
    """Return so many visits of differing length."""
    rows = [
        {"petition": f"XF2026-{n:04}-1"} | VISIT | {"subject": LONG[: 20 + 37 * n % len(LONG)]} | other
        for n in range(count)
    ]
    return Table("visit", "来访登记簿", registers.columns(books.HEADS["visit"]), rows, count, Visits)


def printed(table: Table, folder: Path) -> Worksheet:
    made = Report("来访登记簿", "2026年3月", "青石镇信访办公室", (table,), NOTES, to_print=True)
    files.write(made, folder / "册.xlsx")
    active = openpyxl.load_workbook(folder / "册.xlsx").active
    assert isinstance(active, Worksheet)
    return active


def pages(sheet: Worksheet) -> Iterator[list[int]]:
    """Yield, page by page, the numbers of the rows below the heading."""
    ends = [int(found.id or 0) for found in sheet.row_breaks.brk] + [sheet.max_row]
    for first, last in zip([3, *ends], ends, strict=False):
        yield list(range(first + 1, last + 1))


# --- what a register adds up to


def test_a_register_adds_up_petitions_and_people_apart() -> None:
    tally = Visits()
    for people in (1, 5, None):
        tally.add({"received_on": "2026-03-05", "subject": "甲", "people": people})
    (row,) = tally.totals("合计")
    assert row == {TOTAL: True, "petition": "合计", "received_on": "3 批次", "people": 6, "subject": None}


def test_void_petitions_do_not_count_and_closed_ones_count_without_their_people() -> None:
    tally = Petitions()
    tally.add({"received_on": "2026-03-05", "subject": "甲", "people": 2})
    tally.add({"received_on": None, "subject": labels.CONFIDENTIAL, "people": None})
    tally.add({"received_on": None, "subject": "（作废）重复录入"})
    (row,) = tally.totals("合计")
    assert (row["received_on"], row["people"]) == ("2 件", 2)
    assert row["subject"] == "含保密 1 件，人数未计；作废 1 件未计"


def test_the_register_of_the_ledger_says_what_is_void_also_of_what_is_closed(office: Office, tmp_path: Path) -> None:
    for kind in ("accusation", "claim", "claim"):
        office.run(f"log-letter --name 张三 --subject 反映道路 --kind {kind} --people 3 --new-case")
    for case in ("1", "2"):
        office.run(f"void {case} --reason 重复录入")
    office.ok(f"export {tmp_path}/来信.xlsx --book letter")
    sheet = openpyxl.load_workbook(tmp_path / "来信.xlsx").active
    assert isinstance(sheet, Worksheet)
    subjects = [sheet.cell(row, 8).value for row in range(4, 9)]
    assert subjects == ["（作废）保密", "（作废）重复录入", "反映道路", None, "作废 2 件未计"]
    assert [sheet.cell(8, column).value for column in (1, 2, 6)] == ["合计", "1 件", 3]


def test_the_total_stays_out_of_the_filter(tmp_path: Path) -> None:
    table = visits(3)
    files.write(Report("来访登记簿", "", "", (table,)), tmp_path / "a.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet.auto_filter.ref == "A3:Q6"
    assert [sheet.cell(row, 1).value for row in (7, 8)] == [None, "合计"]


def test_a_page_in_a_browser_ends_with_the_total(tmp_path: Path) -> None:
    class Rows(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.rows: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.rows += [dict(attrs).get("class") or "row"] if tag == "tr" else []

    files.write(Report("来访登记簿", "", "", (visits(2),)), tmp_path / "a.html")
    found = Rows()
    found.feed((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert found.rows == ["row", "row", "row", "row", TOTAL], "title, heading, two visits"


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_data_for_other_programs_has_no_totals(ending: str, tmp_path: Path) -> None:
    files.write(Report("来访登记簿", "", "", (visits(2),)), tmp_path / f"a{ending}")
    assert "合计" not in (tmp_path / f"a{ending}").read_text(encoding="utf-8-sig")


# --- pages of our own


def test_every_page_ends_with_its_total_and_the_last_with_all(tmp_path: Path) -> None:
    sheet = printed(visits(60), tmp_path)
    made = list(pages(sheet))
    assert len(made) > 5
    counted = 0
    for rows in made[:-1]:
        assert [sheet.cell(rows[-1], column).value for column in (1, 2, 6)] == [
            "本页小计", f"{len(rows) - 1} 批次", 12 * (len(rows) - 1),
        ]  # fmt: skip
        counted += len(rows) - 1
    last = [[sheet.cell(row, column).value for column in (1, 2, 6)] for row in made[-1]]
    assert ["本页小计", f"{60 - counted} 批次", 12 * (60 - counted)] in last
    assert ["合计", "60 批次", 720] in last
    assert sheet.cell(sheet.max_row, 1).value == NOTES[0]


@pytest.mark.parametrize("count", range(18))
def test_the_rows_of_a_page_fit_it_also_with_what_follows_the_last(count: int, tmp_path: Path) -> None:
    sheet = printed(visits(count), tmp_path)
    scale = (sheet.page_setup.scale or 100) / 100
    heights = {row: sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1)}
    for rows in pages(sheet):
        assert (sum(heights[row] for row in (1, 2, 3, *rows))) * scale < 0.97 * (8.27 - 0.5 - 0.7) * 72
    wide = sum((width or 13) * 7 for width in widths(sheet)) * 0.75 * scale
    assert 0.9 < wide / ((11.69 - 0.8) * 72) < 0.945


def widths(sheet: Worksheet) -> list[float]:
    return [d.width for d in sheet.column_dimensions.values() for _ in range(int(d.min or 0), int(d.max or 0) + 1)]


def test_a_register_for_print_has_no_filter_and_breaks_only_where_a_page_ends(tmp_path: Path) -> None:
    sheet = printed(visits(30), tmp_path)
    assert not sheet.auto_filter.ref
    assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    assert all(sheet.cell(found.id, 1).value == "本页小计" for found in sheet.row_breaks.brk)
    assert sheet.print_title_rows == "$1:$3"


def test_a_text_too_long_for_any_row_goes_on_in_the_next_and_counts_once(tmp_path: Path) -> None:
    story = "".join(f"第{n}段，说明情况。" for n in range(400))
    sheet = printed(visits(2, subject=story), tmp_path)
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert "".join(str(row[9]) for row in rows if row[9] and row[0] != NOTES[0]) == 2 * story
    assert [row[0] for row in rows].count("（接上）") > 4
    assert [row[1] for row in rows if row[0] == "合计"] == ["2 批次"]
    for row in range(4, sheet.max_row + 1):
        text = sheet.cell(row, 10).value
        assert text is None or measure.lines(str(text), 28) <= measure.MOST_LINES


def test_a_book_too_thick_for_page_breaks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_PAGES", 3)
    with pytest.raises(Refused) as refused:
        printed(visits(60), tmp_path)
    assert sentence(refused.value) == "一本登记簿最多打印 3 页，没有导出；请用 --month、--quarter 等分开导出。"
    assert list(tmp_path.iterdir()) == []


def test_only_a_workbook_is_made_for_print(office: Office, tmp_path: Path) -> None:
    office.ok("log-visit --name 张三 --subject 反映道路")
    office.ok(f"export {tmp_path}/a.xlsx --print")
    assert (
        office.refused(f"export {tmp_path}/a.csv --print")
        == "--print 只用于 .xlsx，不用于 .csv；请把文件名改成 .xlsx 结尾，或去掉 --print。"
    )


def test_the_place_of_a_file_is_told_without_a_way_back_in_it(office: Office, tmp_path: Path) -> None:
    office.ok("log-visit --name 张三 --subject 反映道路")
    (tmp_path / "夹").mkdir()
    assert office.ok(f"export {tmp_path}/夹/../a.csv --json").json["file"] == str(tmp_path / "a.csv")


# --- rows high enough


NOT_FIRST, NOT_LAST = "，。、；：？！”’）》", "“‘（《"


def reckoned(text: str, width: int) -> int:
    """Return the lines that a text takes character by character, words and numbers whole, marks where they belong."""
    pieces: list[str] = []
    for sign in text:
        clings = pieces and (
            sign in NOT_FIRST or pieces[-1][-1] in NOT_LAST or ("!" <= sign <= "~" and "!" <= pieces[-1][-1] <= "~")
        )
        if clings:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    count, used = 1, 0
    for piece in pieces:
        long = sum(1 if sign <= "~" else 2 for sign in piece)
        if used and used + long > width:
            count, used = count + 1, 0
        count += max(-(-long // width) - 1, 0)
        used = (used + long) if long <= width else long % width or width
    return count


@given(
    st.lists(
        st.sampled_from([*"反映的，。（）“”元、；", "村民", "2026-01-12", "0.8亩", "abc_def@163.com", "WPS", "3,600"])
    ),
    st.sampled_from([8, 10, 12, 14, 18, 20, 22, 28, 40]),
)
def test_no_text_takes_more_lines_than_its_row_was_made_for(words: list[str], width: int) -> None:
    text = "".join(words)
    assert measure.lines(text, width) >= reckoned(text, width)


@pytest.mark.parametrize("book", books.BOOKS)
def test_every_register_fits_a_screen_of_1366_pixels_and_a_page(book: str) -> None:
    columns = registers.columns(books.HEADS[book])
    assert sum(column.width for column in columns) * 5.5 < 1366 - 80  # pixels; of the page's own edges 80
    assert page.scale_of(page.widths_of(columns)) >= 60  # per cent of 10 points


def test_a_heading_in_a_browser_is_broken_only_before_a_bracket_and_after_a_stroke(tmp_path: Path) -> None:
    table = Table("letter", "来信登记簿", registers.columns(books.HEADS["letter"]), (), 0)
    files.write(Report("来信登记簿", "", "", (table,)), tmp_path / "a.html")
    written = (tmp_path / "a.html").read_text(encoding="utf-8")
    for heading in ("人数<wbr>(联名)", "初信/<wbr>重信", "事由摘要"):
        assert f'<th scope="col" class="short">{heading}</th>' in written


# --- the same in LibreOffice


@pytest.mark.skipif(not SOFFICE or not shutil.which("pdftotext"), reason="LibreOffice and pdftotext are not here")
@pytest.mark.parametrize("to_print", [True, False])
def test_libreoffice_prints_every_cell_whole_and_ends_pages_where_we_say(to_print: bool, tmp_path: Path) -> None:
    table = visits(24)
    for n, row in enumerate(table.rows):
        assert isinstance(row, dict)
        row |= {"petition": f"N{n:03}", "subject": f"a{n:03}{row['subject']}z{n:03}", "result": f"a{n:03}已答复"}
    files.write(Report("册", "", "甲", (table,), NOTES, to_print=to_print), tmp_path / "册.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "册.xlsx").active
    shown = as_printed(tmp_path / "册.xlsx")
    if to_print:
        assert len(shown) == len(list(pages(sheet)))
    heights = {str(sheet.cell(row, 1).value): sheet.row_dimensions[row].height for row in range(4, sheet.max_row + 1)}
    rows = [list(rows_of(words)) for words in shown]
    assert [name for found in rows for name, _, _ in found] == [f"N{n:03}" for n in range(24)]
    (above, here, _), (below, there, _) = rows[0][:2]
    scale = (there - here) / ((heights[above] + heights[below]) / 2)
    for found in rows:
        for name, centre, parts in found:
            assert len(parts) == 3, name
            assert all(abs(edge - centre) < heights[name] * scale / 2 for part in parts for edge in part), name


Words = list[tuple[str, float, float]]


def rows_of(words: Words) -> Iterator[tuple[str, float, list[tuple[float, float]]]]:
    """Yield each row of a page: its number, where its middle is, and where the marked words of its cells are."""
    for name, top, bottom in words:
        if re.fullmatch(r"N\d{3}", name):
            marks = (f"a{name[1:]}", f"z{name[1:]}")
            yield name, (top + bottom) / 2, [(up, down) for word, up, down in words if any(m in word for m in marks)]


def as_printed(workbook: Path) -> list[Words]:
    """Return, for each page that LibreOffice prints, the words with their upper and lower edges in points."""
    profile = (workbook.parent / "lo").as_uri()
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir",
         str(workbook.parent), str(workbook)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = subprocess.run(
        ["pdftotext", "-bbox", str(workbook.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        [
            (word.text or "", float(word.get("yMin", 0)), float(word.get("yMax", 0)))
            for word in sheet.iter(f"{space}word")
        ]
        for sheet in ET.fromstring(made).iter(f"{space}page")
    ]
