"""A template in Word made from a shipped paper: laid out after GB/T 9704, filled by nobody yet.

A4, margins 37, 35, 28 and 26 mm, lines of 28 pt, body in 仿宋 of 16 pt with two characters of indent, title in
小标宋 of 22 pt, the date four characters from the right with the office centred over it, page numbers as — 1 —.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xinfang.papers.forms import Grid, Line
from xinfang.words import papers as words

A4 = (Mm(210), Mm(297))
MARGINS = {"top_margin": Mm(37), "bottom_margin": Mm(35), "left_margin": Mm(28), "right_margin": Mm(26)}
CHARACTER = 16  # pt, the size of the body (三号)
TITLE, CELL, PAGE_NUMBER, SMALL = 22, 14, 14, 10.5  # 二号, 四号, 五号
BODY_LINE, TITLE_LINE, CELL_LINE, SMALL_LINE = 28, 34, 22, 16
LATIN = "Times New Roman"
BELOW_NUMBER = 6  # pt
BLOCK_FROM = 13  # characters: the signature is centred in what is right of it, 14.6 characters wide
CENTRE, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
# Of each style: font, size, line, alignment, first-line indent in characters.
LAYOUT: dict[str, tuple[str, float, int, Any, int]] = {
    "title": (words.TITLE_FONT, TITLE, TITLE_LINE, CENTRE, 0),
    "number": (words.BODY_FONT, CHARACTER, BODY_LINE, RIGHT, 0),
    "addressee": (words.BODY_FONT, CHARACTER, BODY_LINE, LEFT, 0),
    "body": (words.BODY_FONT, CHARACTER, BODY_LINE, BOTH, 2),
    "heading": (words.HEADING_FONT, CHARACTER, BODY_LINE, LEFT, 2),
    "signature": (words.BODY_FONT, CHARACTER, BODY_LINE, CENTRE, 0),
    "cell": (words.BODY_FONT, CELL, CELL_LINE, LEFT, 0),
    "note": (words.BODY_FONT, CELL, BODY_LINE, LEFT, 0),
    "cut": (words.BODY_FONT, CELL, BODY_LINE, CENTRE, 0),
    "cover": (words.HEADING_FONT, CHARACTER, BODY_LINE, CENTRE, 0),
    "small": (words.BODY_FONT, SMALL, SMALL_LINE, CENTRE, 0),
    "caption": (words.HEADING_FONT, SMALL, BODY_LINE, CENTRE, 0),
}
TAG, ROW_TAG = "{%p", "{%tr"  # paragraphs and rows that the engine takes away
LABEL = 10  # a cell of so many characters without a value is a heading


def build(parts: list[Line | Grid], name: str, foot: str = "", about: str = "") -> bytes:
    """Return the paper of these parts as a .docx file; `foot` stands below its pages, `about` in its properties."""
    document = Document()
    _lay_out(document)
    _name(document, name, about)
    if foot:
        _foot(document.sections[0].footer, foot)
    signs = between = False
    for part in parts:
        if isinstance(part, Grid):
            if between:  # two tables in a row would grow together
                _paragraph(document, "cell", "")
            _table(document, part)
        else:
            paragraph = _paragraph(document, part.style, words.CUT_LINE if part.style == "cut" else part.text)
            if part.style == "signature":
                _sign(paragraph, first=not signs)
            signs = part.style == "signature"
        between = isinstance(part, Grid)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _lay_out(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    for side, width in MARGINS.items():
        setattr(section, side, width)
    section.footer_distance = Mm(25)
    _in_chinese(document.styles.element)
    normal = document.styles["Normal"]
    _font(normal, words.BODY_FONT, CHARACTER)
    normal.element.rPr.append(_language("en-US"))  # of figures: as Chinese some programs break 2026 in two
    for key, (font, size, line, alignment, indent) in LAYOUT.items():
        style = document.styles.add_style(words.STYLE[key], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _font(style, font, size)
        _lines(style.paragraph_format, line, alignment)
        _indent(style.element, indent)
    for key in ("heading", "caption"):
        document.styles[words.STYLE[key]].paragraph_format.keep_with_next = True
    document.styles[words.STYLE["number"]].paragraph_format.space_after = Pt(BELOW_NUMBER)
    _alternatives(document)
    _page_number(section.footer.paragraphs[0])


def _in_chinese(styles: Any) -> None:
    """Say that the language is Chinese, and take away the theme's fonts, which would come first."""
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for tag in ("w:rFonts", "w:lang"):
        if (old := defaults.find(qn(tag))) is not None:
            defaults.remove(old)
    fonts = OxmlElement("w:rFonts")
    for side, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", words.BODY_FONT)):
        fonts.set(qn(f"w:{side}"), font)
    defaults.insert(0, fonts)
    defaults.append(_language("zh-CN"))


def _language(of_latin: str) -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), of_latin)
    language.set(qn("w:eastAsia"), "zh-CN")
    return language


def _font(style: Any, east_asian: str, size: float) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)


def _lines(form: Any, points: int, alignment: Any) -> None:
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(points)
    form.space_before = form.space_after = Pt(0)
    form.alignment = alignment


def _indent(style: Any, characters: int) -> None:
    """Indent the first line by whole characters; the width in points is for readers that know no characters."""
    if characters:
        indent = style.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(characters * 100))
        indent.set(qn("w:firstLine"), str(characters * CHARACTER * 20))


def _alternatives(document: Any) -> None:
    """Name the fonts that stand in where a computer lacks those of official papers."""
    table = next(part for part in document.part.package.iter_parts() if part.partname.endswith("/fontTable.xml"))
    told = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for font, other in ((words.BODY_FONT, words.BODY_ELSE), (words.TITLE_FONT, words.TITLE_ELSE))
    )
    table._blob = table.blob.replace(b"</w:fonts>", f"{told}</w:fonts>".encode())  # noqa: SLF001 - no public way


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTRE
    paragraph.add_run(words.PAGE_LEFT)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 - a field is made by hand
    paragraph._p.append(field)  # noqa: SLF001
    paragraph.add_run(words.PAGE_RIGHT)
    for text in paragraph._p.iter(qn("w:r")):  # noqa: SLF001
        fonts = OxmlElement("w:rFonts")
        for side in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{side}"), words.TITLE_ELSE)
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(PAGE_NUMBER * 2))
        properties = text.get_or_add_rPr()
        properties.append(fonts)
        properties.append(size)


def _foot(footer: Any, text: str) -> None:
    footer.add_paragraph(text, style=words.STYLE["small"])


def _name(document: Any, name: str, comments: str) -> None:
    about = document.core_properties
    about.title, about.language = name, "zh-CN"
    for told in [node for node in about._element if node.tag.endswith(("}created", "}modified"))]:  # noqa: SLF001
        told.getparent().remove(told)  # of the library's own file
    parts = document.part.package.rels
    for key in [key for key, part in parts.items() if part.reltype.endswith("/thumbnail")]:
        parts.pop(key)
    about.author = about.last_modified_by = about.keywords = about.subject = ""
    about.comments = comments


def _paragraph(holder: Any, style: str, text: str) -> Any:
    return holder.add_paragraph(text, style=words.STYLE[style])


def _sign(paragraph: Any, *, first: bool) -> None:
    """Put a line of the signature in the block at the right; the first one stands a line off, never alone on a page."""
    paragraph.paragraph_format.left_indent = Pt(BLOCK_FROM * CHARACTER)
    paragraph.paragraph_format.keep_together = True
    if first:
        paragraph.paragraph_format.space_before = Pt(BODY_LINE)
        paragraph.paragraph_format.keep_with_next = True
        _hold_together(paragraph)


def _hold_together(signature: Any) -> None:
    """Let what stands before a signature go with it to the next page."""
    for paragraph in signature._p.itersiblings(qn("w:p"), preceding=True):  # noqa: SLF001 - no public way back
        paragraph.get_or_add_pPr().get_or_add_keepNext()
        if not paragraph.text.startswith(TAG):
            return


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width)
    for told in grid.rows:
        row = table.add_row()
        if told.height:
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(told.height)
        for cell, width in zip(row.cells, grid.widths, strict=True):
            cell.width = Mm(width)
        _cells(row, told.cells, grid.style)
    tagged = any(ROW_TAG in (cell or "") for told in grid.rows for cell in told.cells)
    _keep_whole(table, repeats=grid.heading or tagged)


def _keep_whole(table: Any, *, repeats: bool) -> None:
    """Keep a slip on one page; a list may go on, and its heading is repeated there. No row is torn."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way
    if repeats:
        first = next(row for row in table.rows if row.cells[0].text)
        first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        return
    for row in list(table.rows)[:-1]:
        for paragraph in (p for cell in row.cells for p in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = True


def _cells(row: Any, texts: tuple[str | None, ...], style: str) -> None:
    """Write the cells of a row; one that continues is merged into that to its left."""
    cells = list(row.cells)
    places = [place for place, text in enumerate(texts) if text is not None]
    for place, after in zip(places, [*places[1:], len(texts)], strict=True):
        cell = cells[place].merge(cells[after - 1]) if after - place > 1 else cells[place]
        _write(cell, texts[place] or "", style)


def _write(cell: Any, text: str, style: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)  # noqa: SLF001 - what merging left
    first, *more = text.split("\\n")
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in more)]
    for paragraph, line in zip(paragraphs, (first, *more), strict=True):
        paragraph.text = line
        paragraph.style = words.STYLE[style]
        if "{" not in text and all(len(label) <= LABEL for label in (first, *more)):
            paragraph.alignment = CENTRE
