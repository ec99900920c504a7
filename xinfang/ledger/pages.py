"""Entries read from the pages of a damaged ledger's file, one by one, without the trees that lead to them.

What is read follows https://www.sqlite.org/fileformat2.html: a page that is a leaf of a table holds rows, each with its
columns' types and values, the rest of a long one on a list of pages of their own.
"""

import struct
from collections.abc import Iterator
from io import SEEK_END
from itertools import count
from typing import Any, BinaryIO

from xinfang.ledger import chain
from xinfang.ledger.schema import ENTRY

SIZE = 4096  # bytes in a page of every ledger
LEAF = 0x0D
FIRST_HEADER = 100  # bytes of the first page that belong to the file
MOST = SIZE - 35  # bytes of a row that a leaf holds when it holds it whole
LEAST = (SIZE - 12) * 32 // 255 - 23
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # the types of columns, with how many bytes they take
CONSTANTS = {0: None, 8: 0, 9: 1}
FIRST_TEXT = 13  # odd types from here on are texts


def entries(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield every entry that stands in a page and is what its own hash says of it, but for its data."""
    for number in count():
        page = _page(file, number)
        if not page:
            return
        start = 0 if number else FIRST_HEADER
        if len(page) == SIZE and page[start] == LEAF:
            for at in struct.unpack_from(">H", page, start + 3):
                yield from _of_leaf(file, page, start + 8, at)


def _page(file: BinaryIO, number: int) -> bytes:
    file.seek(number * SIZE)
    return file.read(SIZE)


def _of_leaf(file: BinaryIO, page: bytes, start: int, cells: int) -> Iterator[dict[str, Any]]:
    for cell in range(min(cells, SIZE // 4)):
        try:
            (at,) = struct.unpack_from(">H", page, start + 2 * cell)
            values = _record(_payload(file, page, at))
            row = dict(zip(ENTRY, values, strict=True))
            if row["hash"] == chain.seal(row):
                yield row
        except (struct.error, IndexError, KeyError, TypeError, ValueError):
            continue  # no row, none of an entry, or a damaged one


def _payload(file: BinaryIO, page: bytes, at: int) -> bytes:
    """Return the bytes of the row that begins at a place in a leaf, with what lies on further pages."""
    size, at = _varint(page, at)
    _, at = _varint(page, at)
    if size <= MOST:
        return page[at : at + size]
    here = LEAST + (size - LEAST) % (SIZE - 4)
    here = here if here <= MOST else LEAST
    if size > file.seek(0, SEEK_END):
        raise ValueError
    found = bytearray(page[at : at + here])
    (further,) = struct.unpack_from(">I", page, at + here)
    while further and len(found) < size:
        page = _page(file, further - 1)
        (further,) = struct.unpack_from(">I", page)
        found += page[4:]
    return bytes(found[:size])


def _record(payload: bytes) -> Iterator[Any]:
    """Yield the values of a row's columns."""
    end, at = _varint(payload, 0)
    place = end
    while at < end:
        kind, at = _varint(payload, at)
        if kind in CONSTANTS:
            yield CONSTANTS[kind]
            continue
        size = INTEGERS[kind] if kind in INTEGERS else (kind - FIRST_TEXT) // 2
        value = payload[place : place + size]
        if size < 0 or len(value) != size:
            raise ValueError
        yield int.from_bytes(value, signed=True) if kind in INTEGERS else value.decode()
        place += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and the place behind it."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:  # noqa: PLR2004 - the last byte of a number has its highest bit off
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
