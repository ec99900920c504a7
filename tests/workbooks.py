"""Workbooks as offices keep them, made in the tests: xlsx, xls, ods and csv from the same rows."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[Any]]

HEADS = (
    "编号",
    "来访日期",
    "来访人",
    "住址",
    "联系电话",
    "人数",
    "反映问题",
    "内容分类",
    "责任单位",
    "办理结果",
    "办结日期",
)
PLAIN: Rows = (
    ("柳林镇2025年来访登记簿",),
    ("单位：柳林镇信访办", None, None, None, "日期：2025年"),
    HEADS,
    (1, "2025.3.6", "张三", "三组", "13800138000", 1, "与邻居宅基地争界", "宅基地", "国土所", "已丈量确界", "2025-3-20"),
    (2, "3月8日", "李四等6人", "二组12号", 13900139000.0, None, "养猪场夜间排污", "养殖污染", "环保所", "正在调查", None),
    (3, date(2025, 4, 1), "匿名", None, None, None, "反映路灯不亮", "道路修建", None, None, None),
    ("合计", None, None, None, None, 8),
)  # fmt: skip


def xlsx(path: Path, *sheets: Rows, names: Sequence[str] = (), merged: Sequence[str] = ()) -> Path:
    """Write rows as they are: one list for each sheet; `merged` are ranges of the first one."""
    book = openpyxl.Workbook()
    for place, rows in enumerate(sheets):
        sheet = book.active if place == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = names[place] if names else f"Sheet{place + 1}"
        for row in rows:
            sheet.append(list(row))
        for merge in merged if place == 0 else ():
            sheet.merge_cells(merge)
    book.save(path)
    return path


def with_rows(path: Path, rows: str) -> None:
    """Put rows as they stand in the file behind those of a workbook's first sheet."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, content in parts.items():
            packed.writestr(part, content)


def xls(path: Path, rows: Rows) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("来访")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, date | datetime):
                sheet.write(r, c, value, day)
            elif value is not None:
                sheet.write(r, c, value)
    book.save(str(path))
    return path


def ods(path: Path, rows: Rows) -> Path:
    book = OpenDocumentSpreadsheet()
    table = Table(name="来访")
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string") if value else TableCell()
                if value:
                    cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))
    return path


def text(path: Path, rows: Rows, *, encoding: str = "utf-8", separator: str = ",") -> Path:
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows([["" if v is None else v for v in row] for row in rows])
    path.write_bytes(made.getvalue().encode(encoding))
    return path
