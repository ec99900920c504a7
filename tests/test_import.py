"""Old registers come in: every form of file, heading and day; each row once; what ended has ended, what runs runs on."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from tests import workbooks
from tests.helpers import examples, outcome, rules
from tests.workbooks import HEADS, PLAIN
from xinfang.domain.codes import Refused, Role
from xinfang.domain.model import State
from xinfang.domain.registration import NewNumber
from xinfang.exchange.registers import cells, guard, headings, importing
from xinfang.exchange.registers.entries import Scribe
from xinfang.exchange.registers.importing import Asked
from xinfang.exchange.registers.matters import Matter
from xinfang.exchange.registers.meaning import channel_of
from xinfang.exchange.registers.teller import Teller
from xinfang.exchange.registers.workbook import Sheet
from xinfang.ledger import chain
from xinfang.ledger.book import writing
from xinfang.words import books
from xinfang.words import imports as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.conftest import Office
    from xinfang.exchange.registers.moulds import Plan

NOW = "2026-03-05"


def rows_of(*more: Sequence[Any], title: str = "2025年来访登记簿") -> list[Sequence[Any]]:
    """A register of these rows under the usual headings."""
    return [(title,), HEADS, *more]


def row(number: Any, day: Any, name: Any = "张三", **more: Any) -> list[Any]:
    values = {"编号": number, "来访日期": day, "来访人": name, "反映问题": "与邻居宅基地争界"} | more
    return [values.get(head) for head in HEADS]


def taken(office: Office, rows: Iterable[Sequence[Any]], *options: str, code: int = 0) -> Any:
    """Import these rows; returns the document."""
    path = workbooks.xlsx(office.home.parent / "登记簿.xlsx", list(rows), names=["来访"])
    result = office.run(["import", str(path), "--json", *options])
    assert result.code == code, result.screen
    return result.json


def shown(office: Office, case: str) -> Any:
    return office.ok(f"show {case} --json --unmask --with-confidential --reason 核对").json


def listed(office: Office) -> list[Any]:
    return list(office.ok("list --json --all").json["rows"])


# Files


def test_a_register_with_title_sums_and_three_forms_of_dates_comes_in(office: Office) -> None:
    document = taken(office, PLAIN)
    assert (document["read"], document["imported"], document["cases"], document["closed"]) == (4, 3, 3, 1)
    assert document["skipped"] == [{"row": 7, "reason": words.NOT_TAKEN["total"]}]
    assert [r["opened_on"] for r in listed(office)] == ["2025-04-01", "2025-03-08", "2025-03-06"]
    first = shown(office, "XF2025-0001")
    assert (first["status"], first["closed_on"], first["unit"]) == ("closed", "2025-03-20", "国土所")
    assert first["petitions"][0]["group"] == "三组"
    second = shown(office, "XF2025-0002")["petitions"][0]
    assert (second["people"], second["phone"], second["group"], second["address"]) == (6, "13900139000", "二组", "12号")
    assert shown(office, "XF2025-0003")["petitions"][0]["petitioners"] == []
    assert office.ok("check --json").json["ok"]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "utf-8", "utf-8-sig", "gb18030", "tab", "semicolon", "utf-16"])
def test_every_kind_of_file_tells_the_same(office: Office, kind: str) -> None:
    folder = office.home.parent
    made = {
        "xlsx": lambda: workbooks.xlsx(folder / "a.xlsx", PLAIN),
        "xls": lambda: workbooks.xls(folder / "a.xls", PLAIN),
        "ods": lambda: workbooks.ods(folder / "a.ods", PLAIN),
        "tab": lambda: workbooks.text(folder / "a.csv", PLAIN, separator="\t"),
        "semicolon": lambda: workbooks.text(folder / "a.csv", PLAIN, separator=";"),
    }
    path = made.get(kind, lambda: workbooks.text(folder / "a.csv", PLAIN, encoding=kind))()
    document = office.ok(["import", str(path), "--json"]).json
    assert (document["imported"], document["closed"]) == (3, 1)
    assert [r["opened_on"] for r in listed(office)] == ["2025-04-01", "2025-03-08", "2025-03-06"]
    assert {r["category"] for r in listed(office)} == {"宅基地", "养殖污染", "道路修建"}


@pytest.mark.parametrize("heading", [
    *("收件日期", "来信日期", "来访日期", "登记时间", "受理时间", "信访 日期", "来访\n时间", "接访日期(年月日)", "日期", "＊来访日期"),
])  # fmt: skip
def test_headings_of_the_day_are_understood(heading: str) -> None:
    heads = headings.find([[heading, "姓名", "事由", "电话"]], {})
    assert heads is not None
    assert heads.fields[0] == "received_on"


@pytest.mark.parametrize(("field", "names"), [
    ("petitioner", "姓名 信访人 写信人 来访人 来电人 信访人姓名 上访人员 反映人 投诉人 来信人(单位)"),
    ("subject", "事由 反映问题 主要内容 诉求 反映的主要问题 信访事项 来访事由 内容摘要 反映问题及诉求 主要诉求"),
    ("home", "住址 家庭住址 详细地址 现住址 住址(村组) 地址"),
    ("village_group", "村组 所属村组 村民小组 村居"),
    ("phone", "电话 联系电话 联系方式 手机号码 来访人电话 号码 手机"),
    ("people", "人数 来访人数 人次 联名人数 人数(联名)"),
    ("category", "内容分类 问题类别 分类 信访类别 问题性质 诉求类型"),
    ("unit", "承办单位 责任单位 办理单位 主办单位 责任部门"),
    ("result", "办理结果 处理结果 处理情况 办理情况 答复内容 结果"),
    ("closed_on", "办结日期 办结时间 结案日期"),
    ("due", "办结期限 办结时限 办理期限 限办日期 要求办结时间 答复期限"),
    ("source", "来源 信访件来源 来件单位"),
    ("source_no", "文号 来文文号 转办文号"),
    ("kind", "目的 信访目的"),
    ("channel", "信访形式 来访形式 反映渠道 信访方式"),
    ("status", "状态 是否办结 办理状态 办结情况"),
    ("settled", "化解 是否化解 化解情况"),
    ("repeat", "初信/重信 初访/重访 是否重复 初重"),
    ("receiver", "接待人 接访领导 接待人员 登记人"),
    ("accepted_on", "受理日期"), ("forwarded_on", "转出日期 交办时间 转办日期"), ("answered_on", "回复日期 答复时间"),
    ("nothing", "信访人签名 个体/集体 承办人电话"), ("number", "编号 信访编号 登记号"),
])  # fmt: skip
def test_headings_and_their_synonyms(field: str, names: str) -> None:
    assert {name: headings.field_of(name) for name in names.split()} == dict.fromkeys(names.split(), field)


@pytest.mark.parametrize("book", ["letter", "visit", "call", "online", "case"])
def test_our_own_registers_are_understood_to_their_last_column(book: str) -> None:
    heads = headings.find([[*books.HEADS[book].values()]], {})
    assert heads is not None
    assert None not in heads.fields


def test_two_heading_lines_and_merged_cells(office: Office) -> None:
    path = workbooks.xlsx(
        office.home.parent / "a.xlsx",
        [
            ("来访登记簿（2025年）",),
            ("编号", "信访人", None, "来访日期", "事由", "办理情况", None, None),
            (None, "姓名", "电话", None, None, "承办单位", "结果", "日期"),
            (1, "张三", "13800138000", "2025-03-06", "宅基地争界", "国土所", "已办结", "2025-03-20"),
            (2, "李四", "13900139000", None, "低保问题", "民政办", "已答复", "2025-03-21"),
        ],
        names=["来访"],
        merged=["A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:H2", "D4:D5"],
    )
    document = office.ok(["import", str(path), "--json"]).json
    assert {"heading": "办理情况日期", "field": "closed_on"} in document["sheets"][0]["headings"]
    assert document["imported"] == 2
    assert [(r["petitioner"], r["opened_on"], r["closed_on"]) for r in listed(office)] == [
        ("李四", "2025-03-06", "2025-03-21"), ("张三", "2025-03-06", "2025-03-20"),
    ]  # fmt: skip


def test_several_people_of_one_number_are_one_petition(office: Office) -> None:
    rows = rows_of(
        row(1, "2025-03-06", 联系电话="13800138000"),
        row(None, None, "李四", 反映问题=None),
        row(2, "2025-03-07", "王五"),
    )
    path = workbooks.xlsx(office.home.parent / "来访.xlsx", rows, merged=["A3:A4", "B3:B4", "G3:G4"])
    assert office.ok(["import", str(path), "--json"]).json["read"] == 2
    assert shown(office, "XF2025-0001")["petitions"][0]["petitioners"] == ["张三", "李四"]


def test_repeated_headings_page_sums_and_signatures_are_left_out(office: Office) -> None:
    rows = rows_of(
        row(1, "2025-03-06"), ["本页小计", None, None, None, None, 1], [None] * 11, [*HEADS],
        row(2, "2025-03-07", "李四", 反映问题="低保"), ["累计：2件"], ["填表人：王某", None, "审核人：李某"],
    )  # fmt: skip
    document = taken(office, rows)
    assert document["imported"] == 2
    assert [s["row"] for s in document["skipped"]] == [4, 8, 9]
    assert document["read"] == document["imported"] + len(document["skipped"])


def test_sheets_are_told_apart_by_their_names(office: Office) -> None:
    letters = [("收信日期", "写信人", "事由"), ("2025-03-06", "张三", "路灯")]
    calls = [("来电时间", "来电人", "反映内容"), ("2025-03-07", "李四", "水管")]
    notes = [("说明",), ("本表由办公室填写",)]
    path = workbooks.xlsx(office.home.parent / "a.xlsx", letters, calls, notes, names=["来信", "热线电话", "填写说明"])
    document = office.ok(["import", str(path), "--json"]).json
    assert document["other_sheets"] == ["填写说明"]
    assert {p["channel"] for no in ("1", "2") for p in shown(office, f"XF2025-000{no}")["petitions"]} == {
        "letter",
        "call",
    }


def test_a_book_of_cases_completes_the_petitions_of_its_numbers(office: Office) -> None:
    visits = [("编号", "来访日期", "来访人", "事由"), ("柳访2025-012", "2025-03-06", "张三", "路灯")]
    cases = [
        ("编号", "登记日期", "信访人", "事由", "状态", "办结日期"),
        ("柳访2025-012", "2025-03-06", "张三", "路灯", "已办结", "2025-03-20"),
    ]
    path = workbooks.xlsx(office.home.parent / "a.xlsx", visits, cases, names=["来访", "台账"])
    document = office.ok(["import", str(path), "--json"]).json
    assert (document["read"], document["imported"], document["closed"]) == (1, 1, 1)


def test_receptions_beside_visits_are_not_taken_twice_but_alone_they_are_visits(office: Office) -> None:
    visits = [("来访日期", "来访人", "事由"), ("2025-03-06", "张三", "路灯")]
    receptions = [
        ("领导接访登记",),
        ("日期", "领导", "来访人", "主要问题"),
        ("2025-03-06", "李镇长", "张三", "路灯不亮"),
    ]
    both = workbooks.xlsx(office.home.parent / "a.xlsx", visits, receptions, names=["来访", "接访"])
    document = office.ok(["import", str(both), "--json", "--dry-run"]).json
    assert (document["imported"], document["other_sheets"]) == (1, ["接访"])
    alone = workbooks.xlsx(office.home.parent / "b.xlsx", receptions, names=["接访"])
    assert office.ok(["import", str(alone), "--json"]).json["sheets"][0]["channel"] == "visit"


def test_rows_that_are_only_counted_are_not_taken_for_one_another(office: Office) -> None:
    visits = [("序号", "来访日期", "来访人", "事由"), (1, "2025-03-06", "张三", "路灯")]
    others = [("序号", "日期", "信访人", "事由", "办结日期"), (1, "2025-03-07", "李四", "水管", "2025-03-20")]
    path = workbooks.xlsx(office.home.parent / "a.xlsx", visits, others, names=["来访", "台账"])
    document = office.ok(["import", str(path), "--json", "--channel", "来电"]).json
    assert (document["imported"], document["cases"], document["closed"]) == (2, 2, 1)


def test_the_channel_comes_from_a_column_else_it_is_asked_for(office: Office) -> None:
    rows = [
        ("信访形式", "日期", "姓名", "事由"),
        ("来信", "2025-3-6", "张三", "路灯"),
        (None, "2025-3-7", "李四", "水管"),
    ]
    path = workbooks.xlsx(office.home.parent / "台账.xlsx", rows)
    document = office.ok(["import", str(path), "--json"]).json
    assert document["skipped"] == [{"row": 3, "reason": words.NOT_TAKEN["no_channel"]}]
    again = office.ok(["import", str(path), "--json", "--channel", "来电"]).json
    assert (again["imported"], len(again["skipped"])) == (1, 1)
    assert channel_of("来信来访登记簿") is None


@pytest.mark.parametrize(
    ("day", "name", "channel"),
    [
        ("来电时间", "来电人", "call"),
        ("日期", "写信人", None),
        ("收信日期", "姓名", "letter"),
        ("来访日期", "来电人", None),
    ],
)
def test_the_channel_is_told_by_the_headings_of_day_and_name(
    office: Office, day: str, name: str, channel: str | None
) -> None:
    path = workbooks.xlsx(office.home.parent / "台账.xlsx", [(day, name, "事由"), ("2025-3-6", "张三", "路灯")])
    assert office.ok(["import", str(path), "--dry-run", "--json"]).json["sheets"][0]["channel"] == channel


def test_a_file_without_a_register_is_refused_with_the_fields(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "a.xlsx", [("姓名", "年龄"), ("张三", 5)])
    assert office.refused(["import", str(path)]).startswith("“a.xlsx”里没有找到登记簿的表头；")
    assert not office.database.exists()


def test_a_heading_that_is_named_is_remembered(office: Office) -> None:
    rows = [("日期", "谁", "啥事"), ("2025-3-6", "张三", "路灯")]
    path = workbooks.xlsx(office.home.parent / "来访.xlsx", rows)
    assert office.refused(["import", str(path), "--map", "啥事=大事"]).startswith("--map“啥事=大事”看不懂；")
    office.ok(["import", str(path), "--map", "谁=信访人", "--map", "啥事=subject"])
    rows.append(("2025-3-7", "李四", "水管"))
    workbooks.xlsx(path, rows)
    again = office.ok(["import", str(path)]).out
    assert "按上次的 --map：谁=信访人、啥事=事由。" in again
    assert "已导入 1 件" in again
    wrong = office.refused(["import", str(path), "--map", "没有这列=事由"])
    assert wrong.startswith("表里没有“没有这列”这一列；")


# Days, numbers, names


@pytest.mark.parametrize(("value", "day"), [
    ("2025.3.6", (2025, 3, 6)), ("2025-3-6", (2025, 3, 6)), ("20250307", (2025, 3, 7)), (20250307, (2025, 3, 7)),
    ("2025年3月8日", (2025, 3, 8)), ("2025 年 3 月 8 日", (2025, 3, 8)), (45722.0, (2025, 3, 6)), ("45722", (2025, 3, 6)),
    ("3月8日", (None, 3, 8)), ("3.8", (None, 3, 8)), ("2025-03-06 08:30", (2025, 3, 6)), ("25.3.6", (2025, 3, 6)),
    (datetime(2025, 3, 6, 8, 30), (2025, 3, 6)), (date(2025, 3, 6), (2025, 3, 6)), ("2025/3/6 上午9时", (2025, 3, 6)),
    ("２０２５－３－６", (2025, 3, 6)), ("2025-3-6 8:30", (2025, 3, 6)), ("2025年3月6日(周四)", (2025, 3, 6)),
    ("", None), (None, None), ("无", None), ("/", None),
])  # fmt: skip
def test_days_as_offices_write_them(value: Any, day: Any) -> None:
    assert cells.day(value, "received_on") == day


@pytest.mark.parametrize(("value", "code"), [
    ("上个月", "bad_day"), ("2025-13-01", "no_such_day"), ("2025.2.30", "no_such_day"), (3.1, "cut_day"), (7.0, "bad_day"),
    ("3月8日至10日", "bad_day"), (True, "bad_day"), (1e300, "bad_day"),
])  # fmt: skip
def test_days_that_are_none_say_why(value: Any, code: str) -> None:
    with pytest.raises(cells.NotTaken) as why:
        cells.day(value, "received_on")
    assert why.value.code == code
    assert words.NOT_TAKEN[code].format(**why.value.values).endswith("。")


def test_a_day_without_a_year_follows_the_title_and_the_rows_before(office: Office) -> None:
    rows = rows_of(
        row(1, "11月3日"),
        row(2, "12月30日", "李四"),
        row(3, "1月4日", "王五", 办结日期="2月1日"),
        title="2024年来访登记簿",
    )
    taken(office, rows)
    assert [(r["opened_on"], r["closed_on"]) for r in listed(office)] == [
        ("2025-01-04", "2025-02-01"), ("2024-12-30", None), ("2024-11-03", None),
    ]  # fmt: skip


def test_a_day_without_a_year_needs_one(office: Office) -> None:
    rows = rows_of(row(1, "3月8日"), title="来访登记簿")
    document = taken(office, rows, code=1)
    assert document["skipped"][0]["reason"] == "收到日期“3月8日”没有写年份；请加 --year 年份，例如 --year 2025。"
    assert taken(office, rows, "--year", "2025")["imported"] == 1


@pytest.mark.parametrize(("day", "reason"), [
    ("2027-01-01", "收到日期 2027-01-01 还没有到；请与原件核对。"),
    ("2025-02-30", "收到日期“2025-02-30”没有这一天；请与原件核对。"),
    (None, "没有收到日期；请在表里补上。"),
])  # fmt: skip
def test_rows_with_impossible_days_stay_out_and_say_why(office: Office, day: Any, reason: str) -> None:
    document = taken(office, rows_of(row(1, day), row(2, "2025-03-07", "李四")))
    assert document["imported"] == 1
    assert document["skipped"] == [{"row": 3, "reason": reason}]


@pytest.mark.parametrize(("value", "kept", "wrong"), [
    (1.1010519900307e17, None, "spoiled_id"), ("1.10105E+17", None, "spoiled_id"), ("110105199003070000", None, "spoiled_id"),
    ("11010519491231002X", "11010519491231002X", None), ("11010519491231002x", "11010519491231002X", None),
    ("110105194912310021", "110105194912310021", "odd_id"), (None, None, None), ("无", None, None),
])  # fmt: skip
def test_id_numbers_that_excel_spoiled_are_not_kept(value: Any, kept: Any, wrong: Any) -> None:
    assert cells.id_number(value) == (kept, wrong)


@pytest.mark.parametrize(("value", "numbers"), [
    (13800000000.0, ["13800000000"]), ("13800000000.0", ["13800000000"]), ("13800138000、0571-1234567", ["13800138000", "0571-1234567"]),
    ("138 0013 8000", ["13800138000"]), ("+86 13800138000", ["13800138000"]), ("", []), ("13800138000/13900139000", ["13800138000", "13900139000"]),
])  # fmt: skip
def test_phones_are_repaired(value: Any, numbers: list[str]) -> None:
    assert cells.phones(value) == (numbers, True)


@pytest.mark.parametrize(("written", "names", "heads"), [
    ("张三", ("张三",), None), ("张 三", ("张三",), None), ("张三、李四", ("张三", "李四"), None), ("张三 李四", ("张三", "李四"), None),
    ("张三等5人", ("张三",), 5), ("张三、李四等12名村民", ("张三", "李四"), 12), ("匿名", (), None), ("群众", (), None), ("", (), None),
])  # fmt: skip
def test_names_as_offices_write_them(written: str, names: tuple[str, ...], heads: int | None) -> None:
    assert cells.names(written) == (names, heads)


def test_what_should_be_looked_at_is_told(office: Office) -> None:
    heads = (*HEADS, "身份证号")
    rows = [
        ("2025年来访登记簿",), heads,
        [*row(1, "2025-03-06", 内容分类="宅基地纠纷", 联系电话="13800138000、13900139000"), 1.1e17],
        [*row(2, "2025-03-07", None, 联系电话="小张", 人数="若干"), None],
    ]  # fmt: skip
    document = taken(office, rows)
    told = {(w["row"], w["message"]) for w in document["warnings"]}
    assert (3, "内容分类“宅基地纠纷”不在设置里，已照原样保留；是不是“宅基地”？") in told
    assert (3, words.WARNED["spoiled_id"]) in told
    assert (3, words.WARNED["more_phones"].format(count=2)) in told
    assert {w for w in told if w[0] == 4} == {
        (4, words.WARNED["bad_phone"]), (4, words.WARNED["bad_people"].format(text="若干")), (4, words.WARNED["nameless"]),
    }  # fmt: skip
    first = shown(office, "XF2025-0001")
    assert (first["category"], first["petitions"][0]["id_number"]) == ("宅基地纠纷", None)


def test_long_texts_are_parted_and_nothing_is_lost(office: Office) -> None:
    long = "反映养猪场排污。" * 60
    taken(office, rows_of(row(1, "2025-03-06", 反映问题=long), row(2, "2025-03-06", "李四", 反映问题="长" * 40_000)))
    petition = shown(office, "XF2025-0001")["petitions"][0]
    assert len(petition["subject"]) <= 200
    assert petition["subject"] + petition["detail"] == long
    assert len(listed(office)) == 1


# How a matter stands


@pytest.mark.parametrize(("more", "status", "closed_on", "settled"), [
    ({"办结日期": "2025-4-1"}, "closed", "2025-04-01", None),
    ({"办结日期": "2025-4-1", "办理结果": "双方达成协议"}, "closed", "2025-04-01", True),
    ({"办理结果": "2025年4月2日已办结，群众满意"}, "closed", "2025-04-02", True),
    ({"办理结果": "4月20日经调解达成协议，付12.6万元"}, "closed", "2025-04-20", True),
    ({"办理结果": "1月3日已办结"}, "closed", "2026-01-03", None),
    ({"办理结果": "已办结，5月1日前付清"}, "closed", "2025-05-01", None),
    ({"办理结果": "已办结，2月29日前付清"}, "closed", "2025-03-06", None),
    ({"办理结果": "已办结，2027年5月1日前付清"}, "closed", "2025-03-06", None),
    ({"办理结果": "已答复，信访人不满意"}, "closed", "2025-03-06", False),
    ({"办理结果": "正在调查"}, "registered", None, None),
    ({"办理结果": "未办结"}, "registered", None, None),
    ({"办理结果": "到现场看过"}, "registered", None, None),
    ({"责任单位": "国土所"}, "forwarded", None, None),
    ({"责任单位": "国土所", "办结日期": "2025-4-1"}, "closed", "2025-04-01", None),
])  # fmt: skip
def test_how_a_matter_stands_is_read_from_the_register(
    office: Office, more: dict[str, Any], status: str, closed_on: Any, settled: Any
) -> None:
    taken(office, rows_of(row(1, "2025-03-06", **more)))
    case = shown(office, "XF2025-0001")
    assert (case["status"], case["closed_on"], case["settled"]) == (status, closed_on, settled)


def way(office: Office, **said: Any) -> Any:
    """A matter with these columns, as it stands after the import."""
    heads = ("来访日期", "姓名", "事由", *said)
    path = workbooks.xlsx(
        office.home.parent / "2026年来访.xlsx", [heads, ("2026-01-12", "张三", "宅基地争界", *said.values())]
    )
    assert office.ok(["import", str(path), "--json"]).json["imported"] == 1
    return shown(office, "XF2026-0001")


def clocks(case: Any) -> dict[str, tuple[str, Any]]:
    return {t["term"]: (t["due_on"], t["met_on"]) for t in case["terms"]}


def test_an_open_matter_of_which_nothing_is_told_has_its_inform_clock(office: Office) -> None:
    assert clocks(way(office)) == {"inform": ("2026-01-27", None)}


def test_a_matter_that_was_handed_on_has_no_breach_that_nobody_told(office: Office) -> None:
    case = way(office, 承办单位="国土所")
    assert (case["status"], case["unit"], clocks(case)) == ("forwarded", "国土所", {})


def test_what_is_under_way_has_no_breach_either_and_waits_in_sight(office: Office) -> None:
    case = way(office, 办理结果="正在调查")
    assert (case["status"], clocks(case)) == ("registered", {})
    assert "XF2026-0001" in [r["case"] for r in office.ok("today --json").json["unclocked"]]


def test_days_that_are_told_are_the_days_of_the_clocks(office: Office) -> None:
    case = way(office, 处理方式="受理", 受理日期="2026-01-20", 承办单位="国土所", 转出日期="2026-01-22")
    assert (case["status"], case["accepted_on"], case["forwarded_on"]) == ("accepted", "2026-01-20", "2026-01-22")
    assert clocks(case) == {"inform": ("2026-01-27", "2026-01-20"), "handle": ("2026-03-23", None)}


def test_a_day_told_too_late_is_late(office: Office) -> None:
    assert clocks(way(office, 转出日期="2026-02-10", 承办单位="国土所")) == {"inform": ("2026-01-27", "2026-02-10")}


def test_accepted_without_a_day_runs_from_the_receipt_and_says_so(office: Office) -> None:
    case = way(office, 处理方式="受理")
    assert clocks(case) == {"handle": ("2026-03-13", None)}


def test_the_date_of_the_register_is_the_date_shown(office: Office) -> None:
    assert clocks(way(office, 处理方式="交办", 承办单位="国土所", 办结期限="2026-03-31")) == {
        "assigned": ("2026-03-31", None)
    }


def test_a_date_without_a_unit_is_ours(office: Office) -> None:
    case = way(office, 办结期限="2026-03-31")
    assert clocks(case) == {"assigned": ("2026-03-31", None), "inform": ("2026-01-27", None)}
    assert case["terms"][1]["basis"] == words.DUE_BASIS


def test_a_closed_matter_runs_no_clock_but_a_follow_up_that_can_still_be_done(office: Office) -> None:
    assert clocks(way(office, 办结日期="2026-02-20")) == {"follow_up": ("2026-03-23", None)}


def test_a_matter_closed_long_ago_is_not_asked_after(office: Office) -> None:
    assert clocks(way(office, 办结日期="2026-01-20")) == {"inform": ("2026-01-27", "2026-01-20")}
    assert office.ok("overdue --json").json["overdue"] == []


def test_an_answer_in_time_is_no_breach_of_the_date(office: Office) -> None:
    case = way(office, 办结期限="2026-02-01", 答复日期="2026-01-30", 办结日期="2026-02-10", 办理结果="已答复")
    assert "assigned" not in clocks(case)


def test_answered_on_the_spot_is_one_act(office: Office) -> None:
    case = way(office, 处理方式="当场答复", 办理结果="已说明政策")
    assert (case["status"], case["settled"], case["outcome"]) == ("closed", True, "已说明政策")
    assert clocks(case) == {"inform": ("2026-01-27", "2026-01-12")}


def test_declined_is_declined(office: Office) -> None:
    case = way(office, 处理方式="不予受理", 办理结果="请向法院起诉", 办结日期="2026-01-20")
    assert (case["status"], case["closed_on"], case["close_reason"]) == ("declined", "2026-01-20", "请向法院起诉")


@pytest.mark.parametrize("role", ["village", "township", "bureau"])
@pytest.mark.parametrize("how", ["受理", "交办", "转送", "不予受理", "当场答复"])
@pytest.mark.parametrize("kind", ["申诉求决", "建议意见", "检举控告", "咨询"])
def test_every_office_takes_every_way_of_every_kind(office: Office, role: str, how: str, kind: str) -> None:
    office.ok("init")
    config = office.home / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("role: township", f"role: {role}"), "utf-8")
    for ended in ("", "已办结"):
        heads = ("来访日期", "姓名", "事由", "目的", "处理方式", "承办单位", "办结期限", "办理结果")
        said = ("2026-01-12", "张三", "水管" if ended else "路灯", kind, how, "国土所", "2026-03-31", ended)
        path = workbooks.xlsx(office.home.parent / "来访.xlsx", [heads, said])
        document = office.ok(["import", str(path), "--json"]).json
        assert document["imported"] == 1, document
        assert document["closed"] == bool(ended) or how in ("不予受理", "当场答复")
    assert office.ok("check --json").json["ok"]


def test_what_accuses_is_kept_closed(office: Office) -> None:
    taken(office, rows_of(row(1, "2025-03-06", 内容分类="以权谋私"), row(2, "2025-03-07", 反映问题="举报砂场扬尘")))
    assert [r["subject"] for r in listed(office)] == ["举报砂场扬尘", "保密"]


def test_what_an_import_says_of_an_accusation_quotes_none_of_its_words(office: Office) -> None:
    heads = ("来信日期", "写信人", "事由", "目的", "人数", "内容分类", "来源", "承办单位")
    path = workbooks.xlsx(
        office.home.parent / "来信.xlsx",
        [heads, ("2026-01-12", "王暗访", "账本第三页", "检举控告", "孙书记和他弟", "孙书记贪污", "孙书记家", "孙组长")],
    )
    for words_typed in (["--dry-run"], ["--dry-run", "--json"], ["--json"]):
        told = office.ok(["import", str(path), *words_typed]).screen
        assert not [word for word in ("王暗访", "账本", "孙书记", "孙组长") if word in told], told
    assert office.ok("list --json").json["rows"][0]["subject"] == "保密"


def test_an_accusation_is_no_repeat_of_a_claim_whatever_the_register_says(office: Office) -> None:
    heads = ("编号", "来访日期", "来访人", "事由", "目的", "初访/重访", "原编号")
    rows = [
        heads,
        ("A1", "2026-01-12", "张三", "宅基地争界", "申诉求决", "初访", None),
        ("A2", "2026-01-15", "王五", "村主任收钱", "检举控告", "重访", "A1"),
    ]
    path = workbooks.xlsx(office.home.parent / "来访.xlsx", rows)
    first = office.ok(["import", str(path), "--json"]).json
    again = office.run(["import", str(path), "--json"]).json
    assert [(d["imported"], [s["row"] for s in d["skipped"]]) for d in (first, again)] == [(1, [3]), (0, [2, 3])]
    assert "村主任" not in office.ok("show XF2026-0001").out


# One matter, several petitions


def test_repeats_are_joined_where_the_register_says_so(office: Office) -> None:
    heads = ("编号", "日期", "姓名", "电话", "事由", "初访/重访", "原编号")
    rows = [
        ("2025年来访登记簿",), heads,
        ("A1", "2025-3-1", "张三", "13800138000", "宅基地与邻居争界", "初访", None),
        ("A2", "2025-3-5", "张三", "13800138000", "催问丈量", "重访", None),  # the same phone
        ("A3", "2025-3-9", "张三", None, "宅基地争界没有解决", "重访", None),  # the same name, alike
        ("A4", "2025-3-10", "李四", None, "代父亲来问", "重访", "A1"),  # a number
        ("A5", "2025-3-11", "张三", None, "宅基地与邻居争界", "初访", None),  # it says that it is another
        ("A6", "2025-3-12", "王五", None, "低保", "重访", None),  # nobody came before
    ]  # fmt: skip
    path = workbooks.xlsx(office.home.parent / "a.xlsx", rows)
    document = office.ok(["import", str(path), "--json"]).json
    assert (document["imported"], document["cases"], document["repeats"]) == (6, 3, 3)
    assert [p["repeat"] for p in shown(office, "XF2025-0001")["petitions"]] == [False, True, True, True]
    assert shown(office, "XF2025-0003")["petitions"][0]["repeat"]
    assert document["warnings"] == [{"row": 8, "message": words.WARNED["no_earlier"]}]


@pytest.mark.parametrize(("one", "other", "joined"), [
    ({}, {}, True),
    ({"联系电话": "13800138000"}, {"联系电话": "13900139000"}, False),
    ({"住址": "一组"}, {"住址": "二组"}, False),
    ({}, {"反映问题": "低保没有评上"}, False),
    ({"联系电话": "13800138000"}, {"联系电话": "13800138000", "来访人": "张三妻子"}, True),
])  # fmt: skip
def test_who_came_with_what_tells_a_repeat(
    office: Office, one: dict[str, Any], other: dict[str, Any], joined: bool
) -> None:
    name = other.pop("来访人", "张三")
    document = taken(office, rows_of(row(1, "2025-03-06", **one), row(2, "2025-04-06", name, **other)))
    assert document["repeats"] == joined


def test_who_comes_again_after_the_end_asks_again(office: Office) -> None:
    taken(office, rows_of(row(1, "2025-12-01", 办结日期="2025-12-20"), row(2, "2026-02-25")))
    case = shown(office, "XF2025-0001")
    assert (case["status"], case["closed_on"]) == ("closed", "2025-12-20")
    assert clocks(case)["inform"] == ("2026-03-12", None)


def test_the_last_end_is_the_end(office: Office) -> None:
    taken(office, rows_of(row(1, "2025-03-06", 办结日期="2025-03-20"), row(2, "2025-05-06", 办结日期="2025-05-20")))
    case = shown(office, "XF2025-0001")
    assert (len(case["petitions"]), case["closed_on"]) == (2, "2025-05-20")


def test_a_repeat_finds_its_case_in_the_ledger(office: Office) -> None:
    office.ok("log-visit --name 张三 --phone 13800138000 --subject 与邻居宅基地争界", today="2026-01-12")
    document = taken(office, rows_of(row(1, "2026-02-02", 联系电话="13800138000", 办结日期="2026-02-20")))
    assert (document["cases"], document["repeats"]) == (0, 1)
    assert document["warnings"] == [{"row": 3, "message": words.WARNED["still_open"].format(case="XF2026-0001")}]
    case = shown(office, "XF2026-0001")
    assert (case["status"], len(case["petitions"])) == ("registered", 2)


# Once, whole, seen, taken back


def test_the_same_file_twice_adds_nothing_and_what_grew_comes_in(office: Office) -> None:
    rows = rows_of(row(1, "2025-03-06"), row(2, "2025-03-06"), row(3, "2025-03-07", "李四"))
    assert taken(office, rows)["imported"] == 3
    again = taken(office, rows)
    assert (again["imported"], again["import"], len(again["skipped"])) == (0, None, 3)
    assert again["skipped"][2]["reason"] == "台账里已经有（XF2025-0002）。"
    grown = taken(office, [*rows, row(4, "2025-03-08", "王五", 反映问题="低保")])
    assert (grown["imported"], office.entries()) == (1, 6)


def test_what_was_logged_at_the_desk_is_not_taken_again(office: Office) -> None:
    office.ok("log-visit --name 张三 --subject 与邻居宅基地争界 --date 2025-03-06")
    assert taken(office, rows_of(row(1, "2025-03-06")))["imported"] == 0


def test_good_rows_come_in_and_bad_ones_are_told_or_with_whole_none(office: Office) -> None:
    rows = rows_of(row(1, "2025-03-06"), row(2, "明天"))
    path = workbooks.xlsx(office.home.parent / "登记簿.xlsx", rows, names=["来访"])
    told = office.refused(["import", str(path), "--whole"])
    assert (
        told.splitlines()[-1] == "有 1 行不能导入，写了 --whole，所以一行也没有导入；请改好后再导入，或去掉 --whole。"
    )
    assert office.entries() == 0
    assert taken(office, rows)["imported"] == 1
    rows[3] = row(2, "2025-03-07")
    assert taken(office, rows)["imported"] == 1


def test_a_dry_run_shows_and_writes_nothing(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "登记簿.xlsx", PLAIN)
    screen = office.ok(["import", str(path), "--dry-run"]).out
    assert "第 3 行是表头" in screen
    assert "读到 4 行，可以导入 3 件（新事项 3，其中已办结 1；重复件 0），不导入 1 行。" in screen
    assert screen.rstrip().endswith(words.LOOK_ONLY)
    assert not office.home.exists()
    document = office.ok(["import", str(path), "--dry-run", "--json"]).json
    assert (document["read"], document["imported"], document["import"]) == (4, 3, None)
    assert not office.home.exists()


def test_what_is_told_of_many_rows_stands_once_and_whole(office: Office) -> None:
    rows = rows_of(*(row(n, f"2025-03-{n:02}", f"张{n}", 内容分类="道路照明问题") for n in range(1, 7)))
    path = workbooks.xlsx(office.home.parent / "登记簿.xlsx", rows)
    first, again = office.ok(["import", str(path)]).out, office.ok(["import", str(path)]).out
    assert first.count("“道路照明问题”不在设置里") == again.count("台账里已经有") == 1
    assert "3、4、5 等 6 行  台账里已经有；加 --all 看各是哪一件。" in again
    assert office.ok(["import", str(path), "--all"]).out.count("台账里已经有（XF2025-000") == 6


def test_an_import_is_taken_back_and_can_be_made_again(office: Office) -> None:
    office.ok("log-visit --name 赵六 --subject 别的事 --date 2025-02-01")
    rows = rows_of(row(1, "2025-03-06"), row(2, "2025-03-09"), row(3, "2025-03-07", "李四", 反映问题="低保"))
    taken(office, rows)
    office.ok("note XF2025-0003 --text 已联系")
    undone = office.ok("import --undo 1 --json").json
    assert undone == {"import": 1, "voided": 2, "kept": ["XF2025-0003"]}
    assert {r["case"]: r["status"] for r in listed(office)} == {
        "XF2025-0001": "registered", "XF2025-0002": "void", "XF2025-0003": "registered",
    }  # fmt: skip
    assert office.ok("import --undo 1 --json").json["voided"] == 0
    assert taken(office, rows)["imported"] == 2
    assert office.ok("check --json").json["ok"]
    assert office.refused("import --undo 7") == "没有第 7 次导入；导入时最后一行写着是第几次。"


def test_the_ledger_says_where_a_petition_stood_and_search_finds_its_number(office: Office) -> None:
    taken(office, rows_of(row("柳访-77", "2025-03-06", 联系电话="13800138000、13900139000")))
    [event] = shown(office, "XF2025-0001")["history"]
    assert "（导入自 登记簿.xlsx “来访”第3行；原编号 柳访-77；电话：13900139000）" in event["text"]
    assert office.ok("search 柳访-77 --json").json["count"] == 1
    with writing(office.database, "XF") as book:
        [(_, entry)] = book.history("XF2025-0001")
    assert entry.said["origin"].startswith("登记簿.xlsx “来访”第3行")


def counts(office: Office) -> dict[str, Counter[Any]]:
    """What the statistics count, by channel, month and category; open and closed."""
    cases, petitions = listed(office), []
    for book in ("letter", "visit", "call", "online"):
        rows = office.ok(f"register {book} --all --json --with-confidential --reason 核对").json["rows"]
        petitions += [(book, r) for r in rows if r["received_on"]]
    return {
        "channel": Counter(book for book, _ in petitions),
        "month": Counter((book, r["received_on"][:7]) for book, r in petitions),
        "category": Counter((book, r["category"]) for book, r in petitions),
        "people": Counter({book: sum(r.get("people") or 0 for b, r in petitions if b == book) for book in ("letter", "visit")}),
        "repeat": Counter(r.get("repeat") for _, r in petitions),
        "closed": Counter(bool(c["closed_on"]) for c in cases if c["status"] != "void"),
        "closed on": Counter(c["closed_on"] for c in cases if c["status"] != "void"),
    }  # fmt: skip


def test_an_export_comes_back_whole(office: Office, tmp_path: Path) -> None:
    demo, today = str(tmp_path / "演示"), "2026-11-20"
    path = tmp_path / "全部.xlsx"
    office.ok(["--home", demo, "demo"], today=today)
    office.today = today
    office.monkeypatch.setenv("XINFANG_HOME", demo)
    office.ok(["export", str(path), "--unmask", "--with-confidential", "--reason", "核对"])
    before = counts(office)
    assert office.ok(["import", str(path), "--json"]).json["imported"] == 0  # all of it is there
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    document = office.ok(["import", str(path), "--json"]).json
    assert document["imported"] == sum(before["channel"].values())
    assert {s["reason"] for s in document["skipped"]} <= {words.NOT_TAKEN["void"], words.NOT_TAKEN["total"]}
    assert counts(office) == before
    assert office.ok("check --json").json["ok"]
    assert [r["case"] for r in office.ok("overdue --json").json["overdue"] if r["days_left"] < -60] == []


# The template


def test_the_template_is_filled_in_and_comes_in(office: Office) -> None:
    path = office.home.parent / "模板.xlsx"
    office.ok("import --template 模板.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    filled: dict[str, Any] = {"信访形式": "来访", "收到日期": date(2026, 3, 2), "信访人": "王五", "村组": "二组", "反映问题及诉求": "水渠堵塞", "内容分类": "农田水利",
              "电话": "13800138000", "状态": "已办结", "办结日期": date(2026, 3, 3), "办理结果": "已疏通，群众满意"}  # fmt: skip
    for heading, value in filled.items():
        sheet.cell(5, columns[heading] or 0).value = value
    book.save(path)
    document = office.ok("import 模板.xlsx --json").json
    assert (document["imported"], document["closed"], document["warnings"]) == (1, 1, [])
    assert [s["row"] for s in document["skipped"]] == [4]
    case = shown(office, "XF2026-0001")
    assert (case["closed_on"], case["settled"], case["petitions"][0]["group"]) == ("2026-03-03", True, "二组")


def test_the_template_offers_the_lists_of_the_office_and_prints_on_a4(office: Office) -> None:
    office.ok("import --template 模板.xlsx")
    book = openpyxl.load_workbook(office.home.parent / "模板.xlsx")
    sheet = book.worksheets[0]
    lists = {v.promptTitle: v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert set(lists) == {"信访形式", "内容分类", "信访目的", "来源", "状态"}
    assert all(v.prompt for v in sheet.data_validations.dataValidation)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert book.worksheets[1].sheet_state == "hidden"
    assert all(headings.field_of(str(cell.value)) not in (None, "nothing") for cell in sheet[3])
    assert office.refused("import --template 模板.doc") == "录入模板是 Excel 文件，文件名请用 .xlsx 结尾。"


# What may be thrown at it


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def hostile() -> dict[str, bytes]:
    good = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(good)
    return {
        "empty": b"",
        "zeros": b"\0" * 5_000,
        "cut": good.getvalue()[:2_000],
        "no workbook": packed(a=b"x"),
        "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000,
        "half old": b"\xd0\xcf\x11\xe0",
        "web page": "<html><table><tr><td>日期</td></tr></table>".encode(),
        "words": "这不是登记簿".encode(),
        "binary": packed(**{"xl/workbook.bin": b"x"}),
    }


@pytest.mark.parametrize("name", hostile())
def test_what_is_no_register_is_refused_in_one_sentence(office: Office, name: str) -> None:
    path = office.home.parent / "坏.xlsx"
    path.write_bytes(hostile()[name])
    sentence = office.refused(["import", str(path)])
    assert len(sentence.splitlines()) == 1
    assert "坏.xlsx" in sentence
    assert not office.home.exists()


def test_a_workbook_with_a_password_says_so(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "锁.xlsx", PLAIN)
    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(path.read_bytes())).encrypt("123", sealed)
    path.write_bytes(sealed.getvalue())
    assert office.refused(["import", str(path)]) == "“锁.xlsx”有打开密码；请先在 WPS 里取消密码，另存后再导入。"


def test_a_cell_at_the_far_end_is_not_given_a_rectangle(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "远.xlsx", PLAIN)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(path)
    assert office.refused(["import", str(path)]).startswith("“远.xlsx”太大或展开后太大")


@pytest.mark.parametrize("rows", [
    '<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="9"><c r="A9"><v>2</v></c></row>',
    '<row r="1000000"><c><v>1</v></c></row><row r="9"><c><v>2</v></c></row>',
    '<row r="9"><c r="ZZ9"><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>',
    '<row r="x"><c r="1A"><v>1</v></c></row>',
    '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
    '<row r="9"><c r="A9" t="s"><v>999999</v></c></row>',
])  # fmt: skip
def test_rows_that_no_program_writes_are_refused_without_noise(office: Office, rows: str) -> None:
    path = workbooks.xlsx(office.home.parent / "怪.xlsx", PLAIN)
    workbooks.with_rows(path, rows)
    result = office.process(["import", str(path)])
    assert (result.code, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("“怪.xlsx”")


def test_a_million_formatted_rows_hold_nothing(office: Office) -> None:
    path = workbooks.xlsx(office.home.parent / "空.xlsx", PLAIN, names=["来访"])
    rows = (f'<row r="{n}" ht="20"><c r="A{n}" s="0"/><c r="XFD{n}" s="0"/></row>' for n in (*range(8, 3000), 1048576))
    workbooks.with_rows(path, "".join(rows))
    assert office.ok(["import", str(path), "--json"]).json["imported"] == 3


def test_a_bomb_is_not_unfolded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_UNFOLDED", 3_000_000)
    path = office.home.parent / "弹.xlsx"
    path.write_bytes(packed(**{"xl/worksheets/sheet1.xml": b"0" * 5_000_000}))
    assert office.refused(["import", str(path)]).startswith("“弹.xlsx”太大或展开后太大")


def test_an_ods_whose_cells_repeat_without_end_is_refused(office: Office) -> None:
    cell = b'<table:table-cell table:number-columns-repeated="16384" office:value="1">x</table:table-cell>'
    content = b'<table:table-row table:number-rows-repeated="1048576">' + cell + b"</table:table-row>"
    path = office.home.parent / "弹.ods"
    path.write_bytes(packed(**{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}))
    assert office.refused(["import", str(path)]).startswith("“弹.ods”太大或展开后太大")


def test_formulas_are_values_and_hidden_characters_go(office: Office) -> None:
    rows = rows_of(
        row("=1+1", "2025-03-06", "张三", 反映问题="路_x000D_灯"),
        row(2, "2025-03-07", "=cmd|' /C calc'!A0"),
    )
    document = taken(office, rows)
    assert document["imported"] == 2
    path = workbooks.text(
        office.home.parent / "来访.csv", rows_of(row(1, "2025-03-06", "李\x00四", 反映问题="水\x07管"))
    )
    again = office.ok(["import", str(path), "--json"]).json
    assert again["imported"] == 1
    assert again["warnings"] == [{"row": 3, "message": words.WARNED["cleaned"]}]


def test_a_huge_cell_is_a_row_not_taken(office: Office) -> None:
    path = workbooks.text(
        office.home.parent / "来访.csv", rows_of(row(1, "2025-03-06", 反映问题="长" * 4_000_000), row(2, "2025-03-07"))
    )
    document = office.ok(["import", str(path), "--json"]).json
    assert (document["imported"], len(document["skipped"])) == (1, 1)


def test_what_is_asked_wrongly_is_refused(office: Office) -> None:
    assert office.refused("import") == "还没有写要导入的文件；例如 xinfang import 来访登记簿.xlsx --dry-run。"
    assert office.refused("import 没有.xlsx").startswith("找不到文件“没有.xlsx”；")
    assert office.refused("import a.xlsx --undo 1").startswith("一次只能做一样；")
    assert office.refused("import a.xlsx --year 二零二五").startswith("--year“二零二五”不是年份；")
    assert not office.home.exists()


VALUES = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-10, 10**20), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from(["2025-3-6", "3月8日", "张三等5人", "已办结", "未办结", "检举", "合计", "2025.2.30", "重访", "受理", "化解"]),
)  # fmt: skip


@given(
    rows=st.lists(st.lists(VALUES, min_size=0, max_size=12), min_size=1, max_size=6), year=st.sampled_from([None, 2025])
)
@examples(150)
def test_any_cell_is_read_or_says_why(rows: list[list[Any]], year: int | None) -> None:
    sheet = Sheet("来访", iter(enumerate([[*HEADS], *rows], 1)))
    found = importing.Register()
    asked = Asked(today=NOW, year=year)
    page = importing._page(sheet, asked, found, Path("a.xlsx"), lambda rows, _: rows)
    assert page is not None
    importing._tell(page, asked, {}, found, "a.xlsx")
    for _, _, code, values in found.skipped:
        assert words.NOT_TAKEN[code].format(**values).endswith("。")
    for told in found.tolds:
        assert told.received_on <= NOW
        assert told.subject
        for code, values in told.warnings:
            assert words.WARNED[code].format(**values)


@given(table=st.lists(st.lists(VALUES, max_size=8), max_size=8))
@examples(100)
def test_any_sheet_has_headings_or_not(table: list[list[Any]]) -> None:
    heads = headings.find(table, {})
    assert heads is None or len(heads.texts) == len(heads.fields)


@given(raw=st.one_of(st.binary(max_size=400), st.binary(max_size=400).map(lambda b: b"PK\x03\x04" + b)))
@examples(60)
def test_any_bytes_are_refused(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "任意.xlsx"
    path.write_bytes(raw)
    with pytest.raises(Refused):
        importing.read(path, Asked(today=NOW), lambda rows, _: rows)


# Rows of one shape are cast


DAY = st.dates(date(2024, 12, 20), date(2026, 3, 5)).map(str)
WORDS = st.one_of(st.none(), st.text(alphabet='路灯宅基地，（）《》ab1"\\%\n{', min_size=1, max_size=6))


@given(
    said=st.fixed_dictionaries(
        {
            "来访日期": DAY, "来访人": st.sampled_from([None, "张三", "李四等6人", "匿名"]), "反映问题": st.sampled_from(["路灯", "养猪场排污，（夜间）"]),
            "电话": st.sampled_from([None, "13800138000"]), "身份证号": st.sampled_from([None, "11010519491231002X"]), "住址": WORDS, "村组": WORDS,
            "登记日期": st.one_of(st.none(), DAY), "详细情况": WORDS, "内容分类": st.sampled_from([None, "宅基地", "别的"]),
            "目的": st.sampled_from([None, "建议意见", "检举控告", "咨询"]), "来源": st.sampled_from([None, "县级转来", "本级"]), "文号": WORDS,
            "接待人": WORDS, "处理方式": st.sampled_from([None, "受理", "交办", "转送", "不予受理", "当场答复", "已送达"]), "承办单位": WORDS,
            "受理日期": st.one_of(st.none(), DAY), "转出日期": st.one_of(st.none(), DAY), "办结期限": st.one_of(st.none(), DAY),
            "答复日期": st.one_of(st.none(), DAY), "办结日期": st.one_of(st.none(), DAY), "办理结果": WORDS, "化解": st.sampled_from([None, "已化解", "未化解"]),
            "初重": st.sampled_from([None, "初访", "重访"]),
        }
    ),
    other=DAY, role=st.sampled_from(list(Role)),
)  # fmt: skip
@examples(400, 10_000)
def test_what_is_cast_is_what_the_acts_make(said: dict[str, Any], other: str, role: str) -> None:
    scribe = scribe_of(role)
    for day in (said["来访日期"], other):
        raw = {str(headings.field_of(heading)): value for heading, value in said.items()} | {"received_on": day}
        try:
            told = Teller("来访", "visit", None, NOW, {"宅基地": "农村农业"}, ()).told(3, raw)
        except cells.NotTaken:
            continue
        compare(scribe, scribe.plan(Matter([told]), 0, State()))


@cache
def scribe_of(role: str) -> Scribe:
    """One for all examples: later ones are cast in the moulds of earlier ones."""
    return Scribe(rules(role), NOW, "李经办")


def compare(scribe: Scribe, plan: Plan) -> None:
    number = NewNumber("XF2025-0007", 2025, 7)
    made = outcome(lambda: scribe.written(plan, number, State())[0])
    cast = outcome(lambda: scribe.moulds.entry(plan, number))
    if isinstance(made, Refused) or isinstance(cast, Refused):
        assert isinstance(made, Refused)
        assert isinstance(cast, Refused)
        assert cast.code == made.code
    else:
        assert (cast.act, cast.case, cast.on, cast.by) == (made.act, made.case, made.on, made.by)
        assert cast.data == chain.data_of(made)  # to the letter
        assert chain.canonical(cast.set) == chain.canonical(made.set)
