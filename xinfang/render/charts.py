"""Charts of a table in its worksheet: they refer to the cells, so whoever changes a figure changes the chart."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xinfang.render.cells import as_string
from xinfang.render.sheet import FONT as FORM
from xinfang.tables.report import Chart, Draw, Table

KINDS: Mapping[Draw, dict[str, str]] = {
    Draw.COLUMNS: {"type": "column", "subtype": "stacked"},
    Draw.BARS: {"type": "column"},
    Draw.LINE: {"type": "line"},
}
ABOVE: Mapping[Draw, dict[str, str]] = {Draw.LINE: {"position": "above"}}
COLOURS = ("#1F4E79", "#2E9BB5", "#9DC3E6", "#F4A35D")  # told apart in grey too
FONT = {"name": FORM["font_name"], "size": 10}
TITLE = {"name": FORM["font_name"], "size": 12, "bold": True}
HEIGHT = 300  # pixels
PIXELS, PADDING = 7, 5  # of a half-width character in a column, and beside its text
WHOLE = 110  # percent, with room above the points
GAP = 12  # pixels between two charts


def draw(book: Workbook, sheet: Worksheet, table: Table, widths: list[int], head: int, row: int) -> None:
    """Draw a table's charts side by side from `row` on, over its whole width; its headings stand in the row `head`."""
    if not table.charts:
        return
    sheet.fit_to_pages(1, 1)
    whole = sum(width * PIXELS + PADDING for width in widths)
    room = (whole - GAP * (len(table.charts) - 1)) // len(table.charts)
    for place, chart in enumerate(table.charts):
        made = _chart(book, sheet.name, table, chart, head)
        made.set_size({"width": room, "height": HEIGHT})
        sheet.insert_chart(row, 0, made, {"x_offset": place * (room + GAP), "y_offset": GAP})


def _chart(book: Workbook, sheet: str, table: Table, chart: Chart, head: int) -> Any:
    made = book.add_chart(dict(KINDS[chart.draw]))
    for key, colour in zip(chart.series, COLOURS, strict=False):
        made.add_series(_series(sheet, table, chart, head, key) | _shape(chart.draw, colour))
    made.set_title({"name": as_string(chart.title), "name_font": TITLE, "overlay": False})
    made.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": FONT})
    made.set_x_axis({"num_font": FONT})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    most = {"max": WHOLE} if chart.percent else {}
    made.set_y_axis({"num_font": FONT, "major_gridlines": grid, "min": 0, **most})
    made.show_blanks_as("gap")
    return made


def _series(sheet: str, table: Table, chart: Chart, head: int, key: str) -> dict[str, Any]:
    """Return where the figures of a column stand, and what is drawn until the reader's program looks there."""
    columns = [column.key for column in table.columns]
    first, last = head + 1, head + chart.count
    label, place = columns.index(chart.label), columns.index(key)
    rows = list(table.rows)[: chart.count]
    return {
        "name": [sheet, head, place],
        "categories": [sheet, first, label, last, label],
        "values": [sheet, first, place, last, place],
        "categories_data": [as_string(str(row.get(chart.label))) for row in rows],
        "values_data": [row.get(key) for row in rows],
        "data_labels": {"value": chart.draw is not Draw.COLUMNS, "font": FONT} | ABOVE.get(chart.draw, {}),
    }


def _shape(draw: Draw, colour: str) -> dict[str, Any]:
    line = {"color": colour, "width": 2.25}
    return {"line": line, "marker": {"type": "circle", "size": 6}} if draw is Draw.LINE else {"fill": line}
