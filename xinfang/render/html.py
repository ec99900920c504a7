"""A report as one web page: nothing beside it, nothing in it that runs, fit to be printed on A4 landscape."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from xinfang.render import below
from xinfang.render.measure import unbroken
from xinfang.render.safe import visible_lines
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import paper, talk

PAGE = paper.PAGE.format(page='" counter(page) "', pages='" counter(pages) "')
STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 1.5rem auto; padding: 0 1rem; color: #1f2328; background: #f3f4f6;
  font: 14px/1.5 "SimSun", "宋体", "Songti SC", "Noto Serif CJK SC", serif; }}
h1 {{ margin: .5rem 0; font-size: 1.7rem; letter-spacing: .15em; text-align: center; }}
.line {{ display: flex; flex-wrap: wrap; gap: 0 2rem; justify-content: space-between; margin: .5rem 0; }}
.table {{ overflow-x: auto; margin: 0 0 2rem; background: #fff; box-shadow: 0 1px 3px #0003; padding: .6rem; }}
table {{ border-collapse: collapse; width: 100%; min-width: calc(var(--width) * 5.5px);
  font-size: clamp(12px, calc(2500px / var(--width)), 14px); }}
tr {{ background: #fff; }}
th, td {{ border: 1px solid #8c959f; padding: .3em .3em; overflow-wrap: anywhere; }}
th {{ background: #e7eaee; text-align: center; }}
th.title {{ border: 0; background: none; padding: 0 0 .5rem; text-align: left; }}
th.title small {{ font-weight: normal; color: #59636e; }}
th.short {{ word-break: keep-all; overflow-wrap: normal; }}
td {{ vertical-align: top; white-space: pre-line; unicode-bidi: isolate; }}
tbody tr:nth-child(even) {{ background: #f8f9fa; }}
tbody tr.total {{ font-weight: bold; background: #eef0f2; }}
.id, .day {{ white-space: nowrap; font-variant-numeric: tabular-nums; }}
.day, .number {{ text-align: center; }}
td.sign {{ height: 2.8em; }}
.none {{ text-align: center; color: #59636e; }}
footer {{ color: #59636e; font-size: .9em; }}
footer p {{ margin: .2rem 0; }}
@media screen {{
  table {{ border-collapse: separate; border-spacing: 0; }}
  th, td {{ border-left-width: 0; border-top-width: 0; }}
  tr + tr > th {{ border-top-width: 1px; }}
  tr + tr > th:first-child, td:first-child {{ border-left-width: 1px; position: sticky; left: -.6rem; }}
  td:first-child {{ background: inherit; }}
  .paper {{ display: none; }}
}}
@page {{ size: A4 landscape; margin: 12mm 10mm 15mm; @bottom-center {{ content: "{PAGE}"; font-size: 9pt; }} }}
@media print {{
  body {{ margin: 0; padding: 0; background: none; font-size: 9pt; line-height: 1.3; }}
  h1 {{ margin: 0; font-size: 18pt; }}
  .table {{ overflow: visible; margin: 0 0 1rem; padding: 0; box-shadow: none; }}
  .table + .table {{ break-before: page; }}
  table {{ min-width: 0; font-size: clamp(5.5pt, calc(1450pt / var(--width)), 9pt); }}
  th.title {{ padding: 0 0 2pt; font-size: 9pt; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
  th, td {{ border-color: #000; padding: 1.5pt 2pt; }}
  tr, th {{ print-color-adjust: exact; }}
}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
SUMMED = f'<tr class="{TOTAL}">'
NO_ROWS = '<tr><td class="none" colspan="{columns}">{words}</td></tr>\n'


def write(report: Report, path: Path) -> None:
    """Write the page; all that people typed is escaped, its hidden characters are shown. The rows are read once."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(report))


def _pieces(report: Report) -> Iterator[str]:
    title = _words(report.title)
    yield (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    yield f'<p class="line">{"".join(f"<span>{_words(part)}</span>" for part in _line(report))}</p>\n'
    for table in report.tables:
        yield from _table(table, report.title)
    notes = [*report.notes, below.about(report.made, report.head)]
    yield "<footer>\n" + "".join(f"<p>{_words(note)}</p>\n" for note in notes if note) + "</footer>\n</body>\n</html>\n"


def _line(report: Report) -> list[str]:
    """Return what stands under the title: whose report it is, and of which period."""
    office = [paper.UNIT.format(office=report.office)] * bool(report.office)
    return office + [paper.PERIOD.format(period=report.period)] * bool(report.period)


def _table(table: Table, over: str) -> Iterator[str]:
    """Yield a table under its title, which stands on each page of paper; on a screen not where it stands `over` it."""
    seen = ' class="paper"' if table.title == over else ""
    whole = sum(column.width for column in table.columns)
    total = talk.TOTAL.format(count=table.count)
    yield f'<div class="table"><table style="--width: {whole}">\n'
    yield "<colgroup>"
    yield from (f'<col style="width: {100 * column.width / whole:.2f}%">' for column in table.columns)
    yield f'</colgroup>\n<thead>\n<tr><th class="title" colspan="{len(table.columns)}">'
    yield f"<span{seen}>{_words(table.title)}　</span><small>{_words(total)}</small></th></tr>\n<tr>"
    yield from (f'<th scope="col"{_short(column)}>{_heading(column.label)}</th>' for column in table.columns)
    yield "</tr>\n</thead>\n<tbody>\n"
    yield from _rows(table)
    yield "</tbody>\n</table></div>\n"


def _rows(table: Table) -> Iterator[str]:
    starts = [(column.key, _start(column)) for column in table.columns]
    for row in _summed(table):
        cells = (f"{start}{_words(row.get(key))}</td>" for key, start in starts)
        yield (SUMMED if TOTAL in row else "<tr>") + "".join(cells) + "</tr>\n"
    if not table.count:
        yield NO_ROWS.format(columns=len(starts), words=paper.EMPTY)


def _summed(table: Table) -> Iterator[Mapping[str, Any]]:
    """Yield the rows, and after the last one what they add up to."""
    tally = table.tally()
    for row in table.rows:
        tally.add(row)
        yield row
    if table.count:
        yield from tally.totals(paper.TOTAL)


def _short(column: Column) -> str:
    return ' class="short"' if unbroken(column.label) else ""


def _heading(label: str) -> str:
    """Return a heading that may be broken before a bracket and after a stroke: 人数(联名), 初信/重信."""
    return _words(label).replace("(", "<wbr>(").replace("/", "/<wbr>")


def _start(column: Column) -> str:
    return "<td>" if column.cell is Cell.TEXT else f'<td class="{column.cell}">'


def _words(value: object) -> str:
    """Return a value as HTML: its line breaks kept, everything else that could act or hide shown."""
    return escape(visible_lines("" if value is None else str(value)))
