"""One worksheet as it is written, row by row: its paper, its top, its rows, its remarks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xinfang.render import below
from xinfang.render.cells import PUTS, Put, as_string
from xinfang.render.measure import lines
from xinfang.render.page import BOLDER, MARGINS, POINTS_BETWEEN, paged, pages_for, points, scale_of, widths_of
from xinfang.tables.report import TOTAL, Cell, Made, Report, Table, Tally
from xinfang.words import paper, talk

A4 = 9
# The columns' widths are told in figures of the workbook's font: of one whose figures are as wide on every computer.
BASE = {"font_name": "Arial", "font_size": 10, "font_scheme": False}
FONT = {"font_name": "宋体", "font_size": 10, "font_scheme": False, "valign": "vcenter", "text_wrap": True}
BOXED = FONT | {"border": 1}
FORMS: Mapping[str, Mapping[str, Any]] = {
    "title": FONT | {"font_size": 18, "bold": True, "align": "center"},
    "line": FONT,
    "head": BOXED | {"bold": True, "align": "center", "bg_color": "#D9D9D9"},
    "note": FONT | {"font_size": 9, "font_color": "#595959"},
    "tall": BOXED | {"valign": "top"},  # of a text for which no row is high enough the beginning shows
    Cell.TEXT: BOXED,
    Cell.ID: BOXED | {"num_format": 49},
    Cell.DAY: BOXED | {"num_format": "yyyy-mm-dd", "align": "center"},
    Cell.NUMBER: BOXED | {"align": "center"},
    Cell.SIGN: BOXED,
}
SUMMED = {"bold": True, "bg_color": "#F2F2F2"}  # a row that adds others up
TITLE, HEAD = 0, 2  # rows of a sheet: the first and the last that every page repeats
Forms = Mapping[str, Format]
FOOTER = 60  # characters left and right in the footer; Excel takes 255 in all


class Sheet:
    """A worksheet for one table. What it writes comes row below row; a row that is written cannot be changed."""

    def __init__(self, sheet: Worksheet, forms: Forms, summed: Forms, table: Table) -> None:
        self.sheet, self.forms, self.table, self.row = sheet, forms, table, TITLE
        self.above = 0.0  # points of what every page repeats
        self.high = 0.0  # points of all rows
        self.widths = widths_of(table.columns)
        self.puts, self.summing = list(self._puts(forms)), list(self._puts(summed))

    def _puts(self, forms: Forms) -> Iterator[tuple[int, str, Put]]:
        """Yield, per column, its place, its key and what writes its values."""
        for place, (column, width) in enumerate(zip(self.table.columns, self.widths, strict=True)):
            yield place, column.key, PUTS[column.cell](self.sheet, forms[column.cell], forms["tall"], width)

    def begin(self, report: Report) -> None:
        """Set up the paper; write what every page repeats: the title, the line below it, the heading row."""
        self._set_page(report)
        parts = [paper.UNIT.format(office=report.office)] * bool(report.office)
        parts += [paper.PERIOD.format(period=report.period)] * bool(report.period)
        unit, total = self.table.unit, talk.TOTAL.format(count=self.table.count)
        parts += [paper.COUNTED_IN.format(unit=unit) if unit else total]
        above = self._across(self.table.title, "title") + self._across("　　".join(parts), "line")
        highest = 1
        for place, (column, width) in enumerate(zip(self.table.columns, self.widths, strict=True)):
            self.sheet.write_string(HEAD, place, as_string(column.label), self.forms["head"])
            highest = max(highest, lines(column.label, width - BOLDER))
        high = points(highest) + POINTS_BETWEEN
        self._end_row(high)
        self.above = above + high

    def _set_page(self, report: Report) -> None:
        """Set up the paper: what is printed on every page, and what stays on the screen."""
        sheet = self.sheet
        sheet.set_paper(A4)
        sheet.set_landscape()
        if report.to_print:
            sheet.set_print_scale(scale_of(self.widths))
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(**MARGINS)
        sheet.center_horizontally()
        told = (report.office, below.foot(report.made, report.head))
        left, right = (as_string(text)[:FOOTER].replace("&", "&&") for text in told)
        right = f"&R{right}" if right else ""
        sheet.set_footer(f"&L{left}&C{paper.PAGE.format(page='&P', pages='&N')}{right}", {"margin": 0.3})
        sheet.repeat_rows(TITLE, HEAD)
        sheet.freeze_panes(HEAD + 1, 0)
        for place, width in enumerate(self.widths):
            sheet.set_column(place, place, width)

    def write_rows(self, rows: Iterable[Mapping[str, Any]], tally: Tally) -> None:
        """Write the rows to be looked at and filtered, each as high as its longest cell; `tally` counts them."""
        for values in rows:
            tally.add(values)
            self._end_row(points(self._put(values)))
        self.sheet.autofilter(HEAD, 0, self.row - 1, len(self.widths) - 1)

    def write_form(self, rows: Iterable[Mapping[str, Any]], made: Made) -> None:
        """Write the rows of a form, the line on which it is signed, and what is to be known of its figures."""
        for values in rows:
            self._end_row(points(self._put(values)))
        self._across(below.signed(made), "line")
        for note in self.table.notes:
            self._across(note, "note")
        self.sheet.fit_to_pages(1, pages_for(self.high, self.widths))

    def write_totals(self, totals: Iterable[Mapping[str, Any]]) -> None:
        """Write what all rows add up to; a blank row keeps it out of the filter, which else grows by it."""
        for place, values in enumerate(totals):
            self.row += place == 0
            self._end_row(points(self._put(values)))

    def write_pages(self, rows: Iterable[Mapping[str, Any]], notes: tuple[str, ...]) -> None:
        """Write the rows page by page, with room for these remarks on the last one.

        Raises Refused ``too_many_pages``.
        """
        below = sum(self._points(note, "note") for note in notes) + points(1)
        breaks = []
        for line in paged(self.table, rows, self.widths, self.above, below):
            breaks += [self.row] * line.begins
            self._put(line.values)
            self._end_row(line.points)
        self.sheet.set_h_pagebreaks(breaks)

    def write_notes(self, notes: tuple[str, ...]) -> None:
        """Write remarks, below a blank row."""
        self.row += 1
        for note in notes:
            self._across(note, "note")

    def _put(self, values: Mapping[str, Any]) -> int:
        """Write the cells of a row; returns how many lines the longest takes."""
        row, highest = self.row, 1
        for place, key, put in self.summing if TOTAL in values else self.puts:
            needed = put(row, place, values.get(key))
            if needed > highest:  # noqa: PLR1730 - the innermost loop: a call of max() costs more
                highest = needed
        return highest

    def _across(self, text: str, form: str) -> float:
        """Write a text over all columns, its row as high as it needs; returns how high, in points."""
        if len(self.widths) > 1:
            self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", self.forms[form])
        self.sheet.write_string(self.row, 0, as_string(text), self.forms[form])
        high = self._points(text, form)
        self._end_row(high)
        return high

    def _points(self, text: str, form: str) -> float:
        scale = FORMS[form]["font_size"] / FONT["font_size"]
        return points(lines(as_string(text), sum(self.widths) / scale), scale)

    def _end_row(self, high: float) -> None:
        """Set the height of the row and go to the next."""
        self.sheet.row_info.clear()  # the rows before are on the disk; XlsxWriter would hold the heights of all
        self.sheet.row_sizes.clear()
        self.sheet.set_row(self.row, high)
        self.high += high
        self.row += 1
