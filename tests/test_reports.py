"""Reports upward: their figures are those of the statistics, their charts refer to the cells, nobody is named."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from xinfang.tables.spans import KINDS, Span, around, last_whole, span_of
from xinfang.words import labels
from xinfang.words import reports as words
from xinfang.words import statistics as counted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

DAY = "2026-11-22"
NAME = "青溪镇信访办（演示）"
SHEETS = [
    "信访统计表", "信访趋势", "内容分类统计表", "内容分类对比", "村组统计表", "承办单位统计表", "来源统计表",
    "信访目的统计表", "矛盾纠纷排查情况统计表", "来电接听情况一览表", "领导接访情况表", "超期情况表", "指标完成情况",
]  # fmt: skip


def made(office: Office, words: str) -> dict[str, Any]:
    """Write a report beside the office; returns its document."""
    document: dict[str, Any] = office.ok(f"report {words} --json").json
    return document


SAID: dict[str, Any] = {}


def once(demo: Office, words: str) -> Any:
    """Return what a command tells of the sample office, which is the same for every test: it is run once."""
    if words not in SAID:
        SAID[words] = demo.ok(f"{words} --json").json
    return SAID[words]


def book(document: dict[str, Any]) -> Any:
    """Return the workbook of a report; of the sample office without the mark on its sheets that says so."""
    workbook = openpyxl.load_workbook(document["files"][0])
    for sheet in workbook:
        sheet.title = sheet.title.removesuffix(labels.DEMO)
    return workbook


def text(path: str) -> str:
    """Return every word of a Word file, its tables and footers too."""
    paper = Document(path)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    feet = [paragraph.text for section in paper.sections for paragraph in section.footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells, *feet])


def rows(sheet: Any) -> dict[str, dict[str, Any]]:
    """Return the rows of a form, down to the line on which it is signed, by their first cell, each by the headings."""
    heads = [str(cell.value) for cell in sheet[3]]
    lines = sheet.iter_rows(min_row=4, max_col=len(heads), values_only=True)
    told = takewhile(lambda values: not str(values[0]).startswith("填报人："), lines)
    return {str(values[0]).strip("　"): dict(zip(heads, values, strict=True)) for values in told}


def percent(value: float | None) -> str:
    return "—" if value is None else f"{'+' if value > 0 else ''}{f'{value * 100:.1f}'.removesuffix('.0')}%"


def test_every_cell_of_the_form_is_that_of_the_statistics(demo: Office) -> None:
    stats = once(demo, "stats 2026-10")
    form = rows(book(once(demo, "report month"))["信访统计表"])
    for key, label in words.STATEMENT.items():
        row = form[label.strip("　")]
        assert row["本期信访件"] == stats["totals"][key], label
        assert row["本年累计"] == stats["year_to_date"][key], label
        assert row["上年同期"] == stats["last_year"]["totals"][key], label
        assert row["同比"] == percent(stats["last_year"]["growth"][key]), label
        assert row["上期"] == stats["previous"]["totals"][key], label
        assert row["环比"] == percent(stats["previous"]["growth"][key]), label
    by_channel = {row["channel"]: row for row in stats["by_channel"]} | {"": stats["totals"]}
    channels = {
        "来信（件）": "letter",
        "来访（批次）": "visit",
        "来电（件）": "call",
        "网上信访（件）": "online",
        "合计（件次）": "",
    }
    for label, channel in channels.items():
        for key, head in words.CASE_HEADS.items():
            assert form[label][head] == by_channel[channel][key], (label, head)
    total = form["合计（件次）"]
    assert total["事项上期结转"] + total["事项本期新收"] - total["事项本期办结"] == total["事项期末未结"]


@pytest.mark.parametrize(
    ("title", "by"),
    [("村组统计表", "group"), ("承办单位统计表", "unit"), ("来源统计表", "source"), ("信访目的统计表", "kind")],
)
def test_the_cross_tables_are_those_of_the_statistics_and_close(demo: Office, title: str, by: str) -> None:
    stats = once(demo, "stats 2026-10")
    table = rows(book(once(demo, "report month"))[title])
    total = table.pop("合计")
    for key, head in words.CROSS_HEADS.items():
        if key in counted.COUNTERS:
            assert sum(row[head] for row in table.values()) == total[head] == stats["totals"][key], head
            told = sorted(row[head] for row in table.values() if row[head])
            assert told == sorted(row[key] for row in stats[f"by_{by}"] if row[key]), head


def test_the_contents_close_on_both_levels(demo: Office) -> None:
    stats = once(demo, "stats 2026-10")
    sheet = book(once(demo, "report month"))["内容分类统计表"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_col=2)]
    end = next(place for place, (name, _) in enumerate(lines) if name == "合计")
    topics = {name: count for name, count in lines[:end] if not name.startswith("　")}
    leaves = {name.strip("　"): count for name, count in lines[:end] if name.startswith("　")}
    assert {n: c for n, c in topics.items() if c} == {
        row["topic"]: row["petitions"] for row in stats["by_topic"] if row["petitions"]
    }
    assert {n: c for n, c in leaves.items() if c} == {
        row["category"]: row["petitions"] for row in stats["by_category"] if row["petitions"]
    }
    assert sum(topics.values()) == sum(leaves.values()) == lines[end][1] == stats["totals"]["petitions"]


def test_the_trend_is_that_of_the_months(demo: Office) -> None:
    table = rows(book(once(demo, "report month"))["信访趋势"])
    months = once(demo, "stats --from 2025-10-01 --to 2026-10-31")["by_month"]
    assert len(months) == 13
    for month in months:
        row = table[month["month"]]
        told = [row[head] for head in ("来信", "来访批次", "来电", "网上", "总件次", "来访人次")]
        assert told == [month[key] for key in ("letters", "visits", "calls", "online", "petitions", "visit_people")]
    rate = next(i for i in once(demo, "stats 2026-05")["indicators"] if i["name"] == "按期办结率")
    may = table["2026-05"]
    assert (may["按期办结"], may["应办结"]) == (rate["numerator"], rate["denominator"])
    assert may["按期办结率（%）"] == round(rate["value"] * 100, 1)


def test_the_charts_have_chinese_titles_and_refer_to_the_cells(demo: Office) -> None:
    document = once(demo, "report month")
    with ZipFile(document["files"][0]) as file:
        charts = [file.read(name).decode() for name in sorted(file.namelist()) if re.match(r"xl/charts/chart\d", name)]
    titles = ["".join(re.findall(r"<c:title>.*?<a:t>(.*?)</a:t>", chart, re.DOTALL)) for chart in charts]
    assert titles == ["各月信访量（件次）", "各月按期办结率（%）", "各大类信访量（件次）"]
    assert all("宋体" in chart for chart in charts)
    ranges = [re.findall(r"<c:val>.*?<c:f>(.*?)</c:f>", chart, re.DOTALL) for chart in charts]
    assert ranges[0] == [f"'信访趋势（演示）'!${column}$4:${column}$16" for column in "BCDE"]
    assert ranges[1] == ["'信访趋势（演示）'!$J$4:$J$16"]
    sheet = book(document)["内容分类对比"]
    names = [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)]
    last = 3 + next(place for place, name in enumerate(names) if str(name).startswith("填报人"))
    assert ranges[2] == [f"'内容分类对比（演示）'!${column}$4:${column}${last}" for column in "BD"]
    drawn = [
        int(n)
        for n in re.findall(r"<c:val>.*?</c:val>", charts[2], re.DOTALL)[0].split("<c:v>")[1:]
        for n in [n.split("<")[0]]
    ]
    assert drawn == [sheet.cell(row, 2).value for row in range(4, last + 1)]


def test_every_sheet_is_a_form_on_a4_landscape_with_the_seal_of_the_ledger(demo: Office) -> None:
    document = once(demo, "report month --by 韩立")
    head = once(demo, "check")["head"]
    assert document["head"] == head
    workbook = book(document)
    assert workbook.sheetnames == SHEETS
    assert head in workbook.properties.description
    for sheet in workbook:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet["A1"].value == sheet.title + labels.DEMO
        top = sheet["A2"].value
        assert f"填报单位：{NAME}" in top
        assert "时段：2026-10-01 至 2026-10-31" in top
        assert "计量单位：" in top
        assert head[:16] in sheet.oddFooter.right.text
        assert "韩立" in sheet.oddFooter.right.text
        signed = [row[0].value for row in sheet.iter_rows(max_col=1) if str(row[0].value).startswith("填报人：")]
        assert len(signed) == 1
        assert "审核人：" in signed[0]
        assert f"填报日期：{DAY}" in signed[0]
        assert sheet.auto_filter.ref is None
    notes = "\n".join(str(row[0].value) for row in workbook["信访统计表"].iter_rows(max_col=1))
    assert "信访件按收到日期统计" in notes


def test_the_quarter_tells_the_villages_and_units_and_names_nobody(demo: Office) -> None:
    document = once(demo, "report quarter")
    assert [path.rsplit("/", 1)[1] for path in document["files"]] == [
        f"信访报表_2026年第三季度_{NAME}.xlsx", f"信访形势分析_2026年第三季度_{NAME}.docx",
        f"信访工作通报_2026年第三季度_{NAME}.docx",
    ]  # fmt: skip
    workbook = book(document)
    assert set(workbook.sheetnames) - set(SHEETS) == {"各村组信访办理情况", "各承办单位信访办理情况"}
    groups = list(rows(workbook["各村组信访办理情况"]))
    settings = (demo.home / "config.yaml").read_text("utf-8").split("groups:")[1].split("units:")[0]
    known = re.findall(r"\w+[村区]\w组", settings)
    assert [name for name in groups if name in known] == known
    stats = once(demo, "stats 2026Q3")
    for name, by in (("各村组信访办理情况", "group"), ("各承办单位信访办理情况", "unit")):
        table = rows(workbook[name])
        for row in stats[f"by_{by}"]:
            told = table.get(row[by], dict.fromkeys(["收到件次", "重复", "办结", "期末未结", "其中逾期"], 0))
            assert [told[head] for head in ("收到件次", "重复", "办结", "期末未结", "其中逾期")] == [
                row[key] for key in ("petitions", "repeat", "cases_closed", "carried_out", "overdue")
            ], row[by]
        rate = next(i for i in stats["indicators"] if i["name"] == "按期办结率")
        assert (table["合计"]["按期办结"], table["合计"]["应办结"]) == (rate["numerator"], rate["denominator"])
    assert not names_in(demo, text(document["files"][2]))


def names_in(office: Office, told: str) -> set[str]:
    """Return the petitioners whose names stand in a text."""
    listed = office.ok("list --all --json").json["rows"]
    names = {re.sub(r"等\d+人$", "", row["petitioner"] or "匿名") for row in listed} - {"匿名", "保密"}
    assert len(names) > 100
    return {name for name in names if name in told}


def test_the_words_of_a_month_name_no_petitioner_and_no_phone(demo: Office) -> None:
    told = text(once(demo, "report month")["files"][1])
    assert "六、典型事项" in told
    assert re.search(r"\w某某?反映“", told)
    assert not names_in(demo, told)
    assert not re.search(r"1990000\d{4}|990000\d{8}", told)


def test_no_report_tells_what_an_accusation_says(demo: Office) -> None:
    subjects = {
        row["subject"]
        for row in demo.ok("list --kind accusation --all --with-confidential --reason 核对 --json").json["rows"]
    }  # fmt: skip
    assert len(subjects) >= 3
    for span in ("quarter", "year", "year 今年"):
        document = once(demo, f"report {span}")
        with ZipFile(document["files"][0]) as file:
            cells = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
        told = cells + "".join(text(path) for path in document["files"][1:])
        assert not [subject for subject in subjects if subject in told]


def test_the_words_carry_the_figures_of_the_statistics_and_the_seal(demo: Office) -> None:
    document = once(demo, "report month")
    stats, told = once(demo, "stats 2026-10"), text(document["files"][1])
    now, base, before = stats["totals"], stats["last_year"]["totals"], stats["previous"]["totals"]
    growth = percent(abs(stats["last_year"]["growth"]["petitions"])).strip("+")
    assert (
        f"2026年10月共收到信访 {now['petitions']} 件次，同比上升 {growth}（上年同期 {base['petitions']} 件次）" in told
    )
    assert f"（上月 {before['petitions']} 件次）" in told
    assert f"上期结转 {now['carried_in']} 件，本期新收 {now['cases_opened']} 件，办结 {now['cases_closed']} 件" in told
    for heading in words.ANALYSIS_HEADINGS:
        assert heading in told
    head = document["head"]
    assert f"台账末条指纹 {head[:16]}" in told
    assert head in Document(document["files"][1]).core_properties.comments


def test_the_yearly_report_has_the_four_parts_of_article_41(demo: Office) -> None:
    document = once(demo, "report year 今年")
    told = [paragraph.text for paragraph in Document(document["files"][1]).paragraphs]
    parts = [told.index(heading) for heading in words.YEARLY_HEADINGS]
    assert parts == sorted(parts)
    assert "信访事项的数据统计、信访事项涉及领域以及被投诉较多的机关、单位" in told[parts[0]]
    first, second = "\n".join(told[parts[0] : parts[1]]), "\n".join(told[parts[1] : parts[2]])
    assert "共收到信访" in first
    assert "承办事项较多的单位" in first
    assert re.search(r"转送信访事项 \d+ 件，交办 \d+ 件，催办 \d+ 次，督办 \d+ 件次", second)
    assert "没有提出改进工作、完善政策、追究责任的建议。" in told[parts[2] + 1]
    assert f"时段还没有过完，数字截至 {DAY}；和上年、上期只比同样几天。" in told


def test_a_suggestion_stands_in_the_yearly_report_with_its_answer(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界 --date 2026-03-02")
    office.ok("forward 1 --to 国土所")
    office.ok("supervise 1 --ground delay --text 逾期未反馈 --to 国土所 --advice policy")
    told = text(made(office, "year 今年")["files"][1])
    assert "提出完善政策建议 1 条，其中已经反馈的 0 条" in told
    assert "逾期未反馈" in told
    assert "还没有反馈" in told
    office.ok("supervise 1 --done --text 已修订办法")
    told = text(made(office, "year 今年")["files"][1])
    assert "其中已经反馈的 1 条" in told
    assert "已修订办法" in told
    assert "督办 1 件次（已反馈 1 件次）" in told


def test_a_month_with_nothing_is_still_reported(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界 --settled 已当面答复 --date 2026-01-05")
    document = made(office, "month")
    assert document["figures"]["now"]["petitions"] == 0
    workbook = book(document)
    assert workbook.sheetnames == SHEETS
    cells = {sheet.title: [str(c) for row in sheet.iter_rows(values_only=True) for c in row if c] for sheet in workbook}
    assert "2026年2月没有信访，零报告。" in cells["信访统计表"]
    assert "2026年2月没有来电，零报告。" in cells["来电接听情况一览表"]
    assert "2026年2月没有领导接访，零报告。" in cells["领导接访情况表"]
    assert "2026年2月没有超期，零报告。" in cells["超期情况表"]
    assert "2026年2月没有排出矛盾纠纷，零报告。" in cells["矛盾纠纷排查情况统计表"]
    form = rows(workbook["信访统计表"])
    assert [form["合计（件次）"][head] for head in ("本期信访件", "本年累计", "事项期末未结")] == [0, 1, 0]
    assert "2026年2月没有收到信访（零报告）" in text(document["files"][1])


def test_without_a_whole_year_before_nothing_is_compared_with_it(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界 --date 2026-02-05")
    document = made(office, "month")
    assert document["figures"]["year_before"] is None
    told = text(document["files"][1])
    assert "台账从 2026-02-05 起登记，没有上年同期的完整数据，上年同期和同比不填。" in told
    assert "同比上升" not in told
    for sheet in ("信访统计表", "村组统计表", "内容分类统计表", "来源统计表"):
        table = rows(book(document)[sheet])
        assert next(row for name, row in table.items() if name.startswith("合计"))["上年同期"] == "—"


def test_a_month_that_still_runs_is_held_against_the_same_days(demo: Office) -> None:
    document = once(demo, "report month 本月")
    stats = once(demo, "stats 2026-11")
    base = stats["previous"]["totals"]["petitions"]
    assert (stats["previous"]["from"], stats["previous"]["to"]) == ("2026-10-01", "2026-10-22")
    assert f"（上月同期 {base} 件次）" in text(document["files"][1])
    assert rows(book(document)["信访统计表"])["合计（件次）"]["上期"] == base


def test_screening_closes_line_by_line(office: Office) -> None:
    office.ok("init")
    with (office.home / "config.yaml").open("a", encoding="utf-8") as settings:
        settings.write("screening:\n  - {area: 一村, every: 每月}\n  - {area: 二村, every: 每周, since: 2026-02-02}\n")
    found = "log-dispute --team 村委 --person 李主任 --plan 调解 --party 张三 --party 李四"
    office.ok(f"{found} --subject 争地界 --area 一村 --due 1月31日", today="2026-01-06")
    office.ok(f"{found} --subject 欠工钱 --area 一村 --due 2月28日", today="2026-02-03")
    office.ok(f"{found} --subject 争水 --area 二村 --due 2月20日", today="2026-02-04")
    office.ok("close PC2 --settled --text 已化解", today="2026-02-10")
    office.ok("log-dispute --nothing --area 二村", today="2026-02-11")
    office.ok("close PC3 --not-settled --text 起诉", today="2026-03-02")
    table = rows(book(made(office, "month"))["矛盾纠纷排查情况统计表"])
    heads = list(words.SCREENED_HEADS.values())[1:]
    assert [table["一村"][head] for head in heads] == [1, 1, 0, 1, 1, 2, 1, 0, 0, 1, 1]
    assert [table["二村"][head] for head in heads] == [3, 2, 1, 0, 1, 2, 0, 0, 0, 1, 1]
    assert [table["合计"][head] for head in heads] == [4, 3, 1, 1, 2, 4, 1, 0, 0, 2, 2]
    for row in table.values():
        gone = row["已化解"] + row["未化解"] + row["转信访事项"]
        assert row["上期结转"] + row["本期排出"] - gone == row["期末在调处"]


def test_the_late_list_names_what_was_late_in_the_month_and_how_long(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界 --new-case", today="2026-01-05")  # to be told by 01-20
    office.ok("log-visit --name 李四 --subject 欠薪 --new-case", today="2026-01-06")  # by 01-21
    office.ok("log-visit --name 王五 --subject 修路 --new-case", today="2026-02-24")  # by 03-11
    office.ok("accept 1", today="2026-02-04")
    sheet = book(made(office, "month"))["超期情况表"]
    told = [list(row) for row in sheet.iter_rows(min_row=4, max_row=5, values_only=True)]
    assert [[row[0], row[2], str(row[3])[:10], str(row[4])[:10], row[5], row[7]] for row in told] == [
        ["XF2026-0001", "告知", "2026-01-20", "2026-02-04", 15, "已办（逾期）"],
        ["XF2026-0002", "告知", "2026-01-21", "None", 39, "仍未办"],
    ]
    assert sheet["A6"].value.startswith("填报人")
    january = made(office, "month 2026-01")["figures"]["late"]
    assert january == {"ended": 0, "still": 2}
    assert made(office, "month")["figures"]["now"]["overdue"] == 1
    assert made(office, "month 2026-01")["figures"]["now"]["overdue"] == 2


def test_what_ran_out_on_the_last_day_is_late_from_the_next_morning_on(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界", today="2026-03-16")  # to be told by 03-31, a Tuesday
    running = office.ok("report month 2026-03 --json", today="2026-03-31").json["figures"]
    assert (running["late"]["still"], running["now"]["overdue"]) == (0, 0)
    office.today = "2026-04-02"
    office.ok("accept 1")
    figures = made(office, "month")["figures"]
    assert (figures["late"], figures["now"]["overdue"]) == ({"ended": 0, "still": 1}, 1)
    assert made(office, "month 本月")["figures"]["late"] == {"ended": 1, "still": 0}


def test_the_week_fits_on_the_screen_and_in_one_file(demo: Office) -> None:
    result = demo.ok("report week")
    told = text(str(demo.home.parent / f"信访周报_2026年11月9日至11月15日_{NAME}.docx"))
    lines = result.out.splitlines()
    assert lines[0] == "信访周报（2026年11月9日至11月15日）"
    assert lines[1].startswith("2026年11月9日至11月15日共收到信访 ")
    assert all(line in told for line in lines)
    stats = once(demo, "stats --from 2026-11-09 --to 2026-11-15")
    assert f"共收到信访 {stats['totals']['petitions']} 件次" in lines[1]


def test_a_former_report_is_kept(demo: Office) -> None:
    demo.ok("report month")
    again = demo.ok("report month")
    for name in (f"信访报表_2026年10月_{NAME}(原).xlsx", f"信访形势分析_2026年10月_{NAME}(原).docx"):
        assert (demo.home.parent / name).exists()
        assert name in again.err


def test_the_screen_shows_what_was_written_and_bars(demo: Office, tmp_path: Path) -> None:
    result = demo.ok(["report", "month", "9月", "--to", str(tmp_path)])
    assert f"信访报表_2026年9月_{NAME}.xlsx" in result.err
    assert re.search(r"^2026-09 .* ■+$", result.out, re.MULTILINE)
    assert re.search(r"^农村农业 .*% +■+$", result.out, re.MULTILINE)
    result.out.encode("gbk")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("report 旬报", "报告种类没有“旬报”这一项；可选：week（周报）、month（月报）、quarter（季报）、year（年报）。"),
        ("report month 2026Q1", "“2026Q1”不是一个完整的月；请写 2026-10 这样的时段，或者不写（就是上一个完整的）。"),
        ("report year 上月", "“上月”不是一个完整的年度；请写 2026 这样的时段，或者不写（就是上一个完整的）。"),
        ("report quarter 2026Q3", "2026年第三季度还没有开始，出不了报告；请换一个时段。"),
        ("report month 古时候", "看不懂时段“古时候”；请写成 2026-03、2026Q1、2026、本月 或 上月 这样的形式。"),
    ],
)
def test_what_cannot_be_reported(office: Office, words: str, sentence: str) -> None:
    office.ok("log-visit --name 张三 --subject 争地界")
    assert office.refused(words) == sentence


def test_a_folder_that_is_not_there_is_refused_before_anything_is_written(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 争地界")
    for path in ("没有", "长" * 300, "~谁也不是"):
        said = office.refused(["report", "month", "--to", path])
        assert said == f"没有 {path} 这个文件夹；请先建好，或用 --to 换一个。"
    assert not list(office.home.parent.glob("*.xlsx"))


@pytest.mark.parametrize(
    ("kind", "today", "first", "last", "name"),
    [
        ("month", "2026-03-01", "2026-02-01", "2026-02-28", "2026年2月"),
        ("month", "2026-01-31", "2025-12-01", "2025-12-31", "2025年12月"),
        ("quarter", "2026-03-31", "2025-10-01", "2025-12-31", "2025年第四季度"),
        ("quarter", "2026-04-01", "2026-01-01", "2026-03-31", "2026年第一季度"),
        ("year", "2026-12-31", "2025-01-01", "2025-12-31", "2025年"),
        ("week", "2026-01-05", "2025-12-29", "2026-01-04", "2025年12月29日至1月4日"),
        ("week", "2026-01-04", "2025-12-22", "2025-12-28", "2025年12月22日至12月28日"),
    ],
)
def test_the_last_whole_span_is_the_default(kind: str, today: str, first: str, last: str, name: str) -> None:
    span = last_whole(kind, date.fromisoformat(today))
    assert (span.period.first, span.period.last, span.name) == (first, last, name)
    assert span_of(kind, span.period) == span
    assert span.shifted(1) == around(kind, date.fromisoformat(today))
    assert [k for k in KINDS if span_of(k, span.period)] == [kind]


def test_the_year_to_date_is_told_where_it_is_another_period() -> None:
    assert Span("month", date(2026, 1, 1)).year_to_date is None
    assert Span("year", date(2026, 1, 1)).year_to_date is None
    assert Span("week", date(2026, 3, 2)).year_to_date is None
    found = Span("quarter", date(2026, 7, 1)).year_to_date
    assert found is not None
    assert (found.first, found.last) == ("2026-01-01", "2026-09-30")


def test_several_offices_are_reported_together(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "乙"
    office.ok(["--home", str(other), "init"])
    settings = other / "config.yaml"
    written = settings.read_text("utf-8").replace("信访办公室", "乙村信访室")
    settings.write_text(re.sub(r"(?m)^( +code: )\S+", r"\g<1>YI", written), "utf-8")
    for home in (office.home, other):
        visit = "log-visit --name 张三 --subject 争地界 --date 2026-02-03"
        dispute = "log-dispute --subject 争水 --team 村委 --person 李主任 --plan 调解 --due 2026-03-20"
        for typed in (visit, dispute):
            office.ok(["--home", str(home), *typed.split()])
    office.ok(["--home", str(other), "package", str(tmp_path / "乙.zip")])
    office.ok(["merge", str(tmp_path / "乙.zip")])
    workbook = book(made(office, "month 本月 --office all"))
    form = rows(workbook["信访统计表"])["合计（件次）"]
    assert (form["本年累计"], form["事项期末未结"]) == (2, 2)
    offices = {name: row["事项期末未结"] for name, row in rows(workbook["各单位统计表"]).items()}
    assert offices == {"信访办公室": 1, "乙村信访室": 1, "合计": 2}
    areas = {name: row["本期排出"] for name, row in rows(workbook["矛盾纠纷排查情况统计表"]).items()}
    assert areas == {"信访办公室 未填": 1, "乙村信访室 未填": 1, "合计": 2}
    assert [cell.value for cell in workbook["超期情况表"][3]][:2] == ["单位", "编号"]
    office.ok("log-visit --name 李四 --subject 路灯不亮 --date 2025-11-03")
    quarter = made(office, "quarter 2025Q4 --office all")
    told = {name: row["总件次"] for name, row in rows(book(quarter)["各单位统计表"]).items()}
    assert told == {"信访办公室": 1, "乙村信访室": 0, "合计": 1}
    notice = Document(next(path for path in quarter["files"] if "通报" in path))
    by_office = [[cell.text for cell in row.cells][:2] for row in notice.tables[0].rows]
    assert by_office[1:] == [["信访办公室", "1"], ["乙村信访室", "0"], ["合计", "1"]]


def test_hostile_words_stand_in_a_report_as_they_are(office: Office) -> None:
    subject = "要求<b>补发{0}工资</b>&=1+1，电话13800138000，王小二见证"
    office.ok(["log-visit", "--name", "王小二", "--subject", subject, "--date", "2026-02-03", "--group", "=2+2"])
    office.ok(["forward", "1", "--to", "=HYPERLINK(1)", "--date", "2026-02-04"])
    office.ok("close 1 --settled --reason 已补发 --date 2026-02-10")
    document = made(office, "month")
    told = text(document["files"][1])
    assert "王某某反映“要求<b>补发{0}工资</b>&" in told
    assert "王小二" not in told
    assert "13800138000" not in told
    cell = next(c for row in book(document)["承办单位统计表"].iter_rows() for c in row if c.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"


def test_what_cannot_be_written_is_refused_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    office.ok("log-visit --name 张三 --subject 争地界")
    in_the_way = tmp_path / "信访报表_2026年2月_信访办公室.xlsx"
    in_the_way.mkdir()
    said = office.refused(["report", "month", "--to", str(tmp_path)])
    assert said == f"不能写入 {in_the_way}；请检查文件夹权限、文件是否正在 Excel 里打开，或换个位置，原有台账没有改动。"
    assert {path.name for path in tmp_path.iterdir()} == {in_the_way.name, "信访"}
