"""An empty register to be filled in on the road, as an Excel file that the import reads again."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from xinfang.domain.codes import Channel
from xinfang.office.office import Office
from xinfang.render.cells import as_string
from xinfang.words import imports as words
from xinfang.words import labels

A4 = 9
ROWS = 100  # that are prepared to be filled in
TITLE, HOW, HEAD, EXAMPLE, FIRST = range(5)  # rows of the sheet
LISTS = "lists"
FONT = {"font_name": "宋体", "font_size": 10, "font_scheme": False, "valign": "vcenter", "text_wrap": True}
BOXED = FONT | {"border": 1}
FORMS: dict[str, dict[str, Any]] = {
    "title": FONT | {"font_size": 18, "bold": True, "align": "center"},
    "how": FONT | {"font_size": 9, "font_color": "#595959"},
    "head": BOXED | {"bold": True, "align": "center", "bg_color": "#DDEBF7", "locked": True},
    "example": BOXED | {"italic": True, "font_color": "#7F7F7F", "bg_color": "#F2F2F2"},
    "text": BOXED,
    "day": BOXED | {"num_format": "yyyy-mm-dd", "align": "center"},
    "id": BOXED | {"num_format": "@"},
}
DAYS, IDS = ("received_on", "due", "closed_on"), ("number", "phone")
LATEST_DAY = 73_050  # 2099-12-31, as Excel counts
MOST_PROMPT = 250  # characters; Excel takes 255


def made(office: Office) -> bytes:
    """Return the template of an office: its lists are those of the settings."""
    content = BytesIO()
    book = Workbook(content, {"default_format_properties": FONT | {"valign": "top"}, "in_memory": True})
    forms = {name: book.add_format(form) for name, form in FORMS.items()}
    sheet = book.add_worksheet(words.TEMPLATE_SHEET)
    columns = tuple(words.TEMPLATE)
    _set_page(sheet, columns)
    last = len(columns) - 1
    sheet.merge_range(TITLE, 0, TITLE, last, words.TEMPLATE_TITLE, forms["title"])
    sheet.merge_range(HOW, 0, HOW, last, words.TEMPLATE_HOW, forms["how"])
    for place, name in enumerate(columns):
        heading, _, example, _ = words.TEMPLATE[name]
        sheet.write_string(HEAD, place, heading, forms["head"])
        sheet.write_string(EXAMPLE, place, example, forms["example"])
        form = forms["day" if name in DAYS else "id" if name in IDS else "text"]
        for row in range(FIRST, FIRST + ROWS):
            sheet.write_blank(row, place, None, form)
    _set_lists(book, sheet, office, columns)
    book.close()
    return content.getvalue()


def _set_page(sheet: Any, columns: Sequence[str]) -> None:
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.repeat_rows(TITLE, HEAD)
    sheet.print_area(TITLE, 0, FIRST + ROWS - 1, len(columns) - 1)
    sheet.freeze_panes(FIRST, 0)
    sheet.set_row(TITLE, 30)
    sheet.set_row(HOW, 30)
    sheet.set_row(HEAD, 30)
    for row in range(EXAMPLE, FIRST + ROWS):
        sheet.set_row(row, 30)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, words.TEMPLATE[name][1])


def _set_lists(book: Workbook, sheet: Any, office: Office, columns: Sequence[str]) -> None:
    """Set what each column may hold: from a list, a day, or anything with a prompt beside it."""
    choices = _choices(office)
    aside = book.add_worksheet(LISTS)
    aside.hide()
    for place, name in enumerate(columns):
        heading, _, _, prompt = words.TEMPLATE[name]
        rule: dict[str, Any] = {"validate": "any", "input_title": heading[:32], "input_message": prompt[:MOST_PROMPT]}
        if name in DAYS:
            rule |= {"validate": "decimal", "criteria": "between", "minimum": 1, "maximum": LATEST_DAY}
            rule |= {"error_title": heading[:32], "error_message": words.TEMPLATE_NO_DAY}
        elif choices.get(name):
            for row, choice in enumerate(choices[name]):
                aside.write_string(row, place, as_string(choice))
            letter = xl_col_to_name(place)
            rule |= {"validate": "list", "source": f"={LISTS}!${letter}$1:${letter}${len(choices[name])}"}
            rule |= {"error_type": "information", "error_title": heading, "error_message": words.TEMPLATE_NOT_LISTED}
        sheet.data_validation(FIRST, place, FIRST + ROWS - 1, place, rule)


def _choices(office: Office) -> dict[str, Sequence[str]]:
    """Return the lists of the columns that have one."""
    return {
        "channel": tuple(labels.CHANNEL[channel] for channel in Channel),
        "category": tuple(office.topics()),
        "group": office.groups,
        "kind": tuple(labels.KIND.values()),
        "source": tuple(labels.SOURCE.values()),
        "unit": office.units,
        "status": words.TEMPLATE_STATES,
    }
