"""Looking at a packed workbook before it is read: how large it is unfolded, and how far its cells reach.

The reader holds a sheet as one rectangle from its first to its last cell, and ends the process where that does not fit
the memory. A small file can name a cell a million rows down and sixteen thousand columns across, or unfold a
thousandfold; such a file must be told before it is opened. So that nothing gets past, rows and cells must be written as
every table program writes them; where another spelling could mislead the look, the clerk is asked to save it anew.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from xinfang.domain.codes import Refused

MOST_BYTES = 100_000_000  # of the file as it lies on the disk
MOST_PARTS = 10_000  # a workbook has a few dozen
MOST_UNFOLDED = 800_000_000  # of all its parts
MOST_CELLS = 6_000_000  # of a sheet, empty ones between others too: 32 bytes each in the reader
CHUNK = 1 << 20
WINDOW = 4_096  # bytes before a value, in which its cell is named
ENTRY = b"PK\x01\x02"  # what each part of a packed file is listed under
# The usual tag of a row or cell begins with its place; where any does not, all are looked at more closely.
UNUSUAL = re.compile(rb'<(?:\w+:)?(?:row|c)(?=[\s/>])(?! r="[A-Za-z]{0,3}[0-9]{1,7}"(?: [\w:.]+="[^"<>]*")*/?>)')
# A tag of a row or cell that is not written plainly: name="value" after name="value", blanks between them.
ODD = re.compile(rb'<(?:\w+:)?(?:row|c)(?=[\s/>])(?!(?: +[\w:.]+="[^"<>]*")* */?>)')
# Cells that hold something ("/>" ends an empty one) beyond column Z, or beyond row 99,999.
FAR_COLUMN = re.compile(rb' r="([A-Za-z]{2,9})[0-9]+"(?![^<>]*/>)')
FAR_ROW = re.compile(rb' r="[A-Za-z]+([0-9]{6,40})"(?![^<>]*/>)')
ANY_ROW = re.compile(rb' r="[A-Za-z]*([0-9]{1,40})"[^<>]*>')
FIRST_HELD = re.compile(rb' r="[A-Za-z]+([0-9]{1,40})"[^<>]*>\s*<(?:\w+:)?(?:v|is)\b')
# Cells that do not say where they stand: in the next column; a row that does not, in the next row.
NOWHERE = re.compile(rb'<(?:\w+:)?c(?=[\s/>])(?![^<>]* r=")')
PLACES = re.compile(rb'<(?:\w+:)?(?:(row)|c)(?=[\s/>])(?:[^<>]* r="([0-9]{1,40})")?')
ODD_ODS = re.compile(
    rb'<table:(?:table-row|table-cell|covered-table-cell)(?=[\s/>])(?!(?:\s+[\w:.-]+="[^"<>]*")*\s*/?>)'
)
ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*?)(/?)>")
ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([^"]*)"')
ODS_SPACES = re.compile(rb'text:c\s*=\s*["\'][^"\']{6,}')  # a million blanks in one cell
LETTERS = 26
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass
class Reach:
    """How far the cells of a sheet that hold something reach."""

    first: int = 0
    rows: int = 0
    columns: int = LETTERS
    counted: int = 0  # rows, and cells of the row, where the cells do not say where they stand
    across: int = 0

    def judge(self, path: str) -> None:
        """Raise Refused where the reader would have to hold too many cells, or would stumble over their order."""
        if self.rows * self.columns > MOST_CELLS:
            raise Refused("import_too_big", path=path)
        if 0 < self.rows < self.first:
            raise Refused("import_unreadable", path=path)


def judge(raw: bytes, path: str) -> None:
    """Refuse a packed workbook that would not fit the memory when it is read.

    Raises Refused: ``import_too_big``, ``import_unreadable``.
    """
    if raw.count(ENTRY) > MOST_PARTS:
        raise Refused("import_too_big", path=path)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            if "xl/workbook.bin" in packed.NameToInfo:  # another binary format, which cannot be looked at from here
                raise Refused("import_unreadable", path=path)
            _judge_parts(packed, raw, path)
    except BROKEN as error:
        raise Refused("import_unreadable", path=path) from error


def _judge_parts(packed: zipfile.ZipFile, raw: bytes, path: str) -> None:
    """Look at all parts, whatever they are called: a workbook may name any of them as its sheet."""
    unfolded = 0
    for part in packed.infolist():
        reach, rest = Reach(), b""
        for chunk in _chunks(memoryview(raw), part):
            unfolded += len(chunk)
            if unfolded > MOST_UNFOLDED:
                raise Refused("import_too_big", path=path)
            whole = rest + chunk
            end = whole.rfind(b">") + 1 or len(whole)
            _look_at_xlsx(whole[:end], reach, path)
            rest = whole[end:][-CHUNK:]
        reach.judge(path)
        if part.filename == "content.xml":
            _look_at_ods(packed.read(part), path)


def _chunks(raw: memoryview, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part unfolded, whatever length its directory tells."""
    head = bytes(raw[part.header_offset : part.header_offset + 30])
    start = part.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    end = min(start + part.compress_size, len(raw))
    unpack = None if part.compress_type == zipfile.ZIP_STORED else zlib.decompressobj(-zlib.MAX_WBITS)
    for place in range(start, end, CHUNK):
        packed = bytes(raw[place : min(place + CHUNK, end)])
        if unpack is None:
            yield packed
            continue
        while packed and not unpack.eof:
            yield unpack.decompress(packed, CHUNK)
            packed = unpack.unconsumed_tail
        if unpack.eof:
            break


def _look_at_xlsx(chunk: bytes, reach: Reach, path: str) -> None:
    """Note the first and the last row and the last column of a piece of a sheet that hold something."""
    unusual = UNUSUAL.search(chunk) is not None
    if unusual and ODD.search(chunk):
        raise Refused("import_unreadable", path=path)
    held = max(chunk.rfind(b"<v"), chunk.rfind(b"<is"), chunk.rfind(b":v>"))
    before = list(ANY_ROW.finditer(chunk, max(held - WINDOW, 0), held)) if held > 0 else []
    rows = [int(n) for n in FAR_ROW.findall(chunk)] + [int(found[1]) for found in before]
    reach.rows = max([reach.rows, *rows])
    if not reach.first and (found := FIRST_HELD.search(chunk)):
        reach.first = int(found[1])
    for letters in set(FAR_COLUMN.findall(chunk)):
        place = 0
        for letter in letters.upper():
            place = place * LETTERS + letter - ord("A") + 1
        reach.columns = max(reach.columns, place)
    if reach.counted or (unusual and NOWHERE.search(chunk)):
        _count(chunk, reach, path)


def _count(chunk: bytes, reach: Reach, path: str) -> None:
    """Count rows and cells that do not say where they stand, whether they hold something or not."""
    for row, number in PLACES.findall(chunk):
        reach.counted += 1
        if row:
            reach.rows, reach.across = int(number or reach.rows + 1), 0
        else:
            reach.across += 1
            reach.columns = max(reach.columns, reach.across)
        if reach.counted > MOST_CELLS or reach.rows * reach.columns > MOST_CELLS:
            raise Refused("import_too_big", path=path)


def _look_at_ods(content: bytes, path: str) -> None:
    """Add up the cells that repeated rows and cells of a LibreOffice sheet unfold to."""
    if ODD_ODS.search(content):
        raise Refused("import_unreadable", path=path)
    total = rows = width = 0
    for tag, told, ends in ODS_TAG.findall(content):
        repeated = min(int(found[1]) if (found := ODS_REPEATED.search(told)) else 1, MOST_CELLS)
        if tag == b"table-row":
            total += rows * width
            rows, width = repeated, 0
        elif not ends:
            width += repeated
    if total + rows * width > MOST_CELLS or ODS_SPACES.search(content):
        raise Refused("import_too_big", path=path)
