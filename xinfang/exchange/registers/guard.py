"""Looking at a packed workbook before it is read: how large it is unfolded, and how far its cells reach.

The reader holds a sheet as one rectangle from its first to its last cell. A small file can name a cell a million rows
down and sixteen thousand columns across, or unfold a thousandfold; such a file must be told before it is opened.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from xinfang.domain.codes import Refused

MOST_BYTES = 100_000_000  # of the file as it lies on the disk
MOST_UNFOLDED = 800_000_000  # of all its parts
MOST_CELLS = 6_000_000  # of a sheet, empty ones between others too: 32 bytes each in the reader
CHUNK = 1 << 20
OVERLAP = 200  # bytes of a chunk that are seen again with the next: the tag of a cell is shorter
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Cells that hold something ("/>" ends an empty one) beyond column Z, or beyond row 99,999; rows that are repeated.
FAR_COLUMN = re.compile(rb'r="([A-Z]{2,4})[0-9]+"[^>/]*>')
FAR_ROW = re.compile(rb'r="[A-Z]+([0-9]{6,40})"[^>/]*>')
ANY_ROW = re.compile(rb'r="[A-Z]*([0-9]{1,40})"[^>/]*>')
ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*?)(/?)>")
ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')
LETTERS = 26


@dataclass
class Reach:
    """How far the cells of a sheet that hold something reach."""

    rows: int = 0
    columns: int = LETTERS

    def judge(self, path: str) -> None:
        """Raise Refused ``import_too_big`` where the reader would have to hold too many cells."""
        if self.rows * self.columns > MOST_CELLS:
            raise Refused("import_too_big", path=path)


def judge(raw: bytes, path: str) -> None:
    """Refuse a packed workbook that would not fit the memory when it is read.

    Raises Refused: ``import_too_big``, ``import_unreadable``.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            unfolded = 0
            if "xl/workbook.bin" in packed.NameToInfo:  # another binary format, which cannot be looked at from here
                raise Refused("import_unreadable", path=path)
            for part in packed.infolist():
                reach = Reach()
                for chunk in _chunks(raw, part):
                    unfolded += len(chunk)
                    if unfolded > MOST_UNFOLDED:
                        raise Refused("import_too_big", path=path)
                    if SHEET.fullmatch(part.filename):
                        _look_at_xlsx(chunk, reach)
                reach.judge(path)
                if part.filename == "content.xml":
                    _look_at_ods(packed.read(part), path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("import_unreadable", path=path) from error


def _chunks(raw: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part unfolded, whatever length its directory tells, each chunk with the end of the one before."""
    head = raw[part.header_offset : part.header_offset + 30]
    start = part.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = raw[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    unpack, tail = zlib.decompressobj(-zlib.MAX_WBITS), b""
    while not unpack.eof and (packed or unpack.unconsumed_tail):
        chunk = unpack.decompress(packed, CHUNK)
        packed = unpack.unconsumed_tail
        yield tail + chunk
        tail = chunk[-OVERLAP:]
        if not chunk and not packed:
            break


def _look_at_xlsx(chunk: bytes, reach: Reach) -> None:
    """Note the last row and the last column of a piece of a sheet that hold something."""
    held = max(chunk.rfind(b"<v"), chunk.rfind(b"<is"), chunk.rfind(b":v>"))
    before = list(ANY_ROW.finditer(chunk, max(held - OVERLAP, 0), held)) if held > 0 else []
    rows = [int(n) for n in FAR_ROW.findall(chunk)] + [int(found[1]) for found in before]
    reach.rows = max([reach.rows, *rows])
    for letters in set(FAR_COLUMN.findall(chunk)):
        place = 0
        for letter in letters:
            place = place * LETTERS + letter - ord("A") + 1
        reach.columns = max(reach.columns, place)


def _look_at_ods(content: bytes, path: str) -> None:
    """Add up the cells that repeated rows and cells of a LibreOffice sheet unfold to."""
    total = rows = width = 0
    for tag, told, ends in ODS_TAG.findall(content):
        repeated = min(int(found[1]) if (found := ODS_REPEATED.search(told)) else 1, MOST_CELLS)
        if tag == b"table-row":
            total += rows * width
            rows, width = repeated, 0
        elif not ends:
            width += repeated
    if total + rows * width > MOST_CELLS:
        raise Refused("import_too_big", path=path)
