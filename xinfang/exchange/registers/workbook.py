"""A file as sheets of rows: xlsx, xls, ods by their content, anything else as text with separators."""

import csv
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.exchange.registers import guard
from xinfang.ledger.files import judge

PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SEALED = "EncryptedPackage".encode("utf-16-le")  # what a workbook with a password holds
WIDE = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ("\t", ",", ";", "，")
BINARY = 10  # every tenth character at most may be a NUL: more of them are no text
LONGEST_CELL = 20_000_000
STDERR = 2
LOOKED_AT = 20  # lines from which the separator is told
Row = list[Any]


@dataclass
class Sheet:
    """One sheet: `rows` yields each row with its number as a person sees it.

    `merged` maps a row's number to the cells in it that show the value of a cell above: column, row and column there.
    """

    name: str
    rows: Iterator[tuple[int, Row]]
    merged: Mapping[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    count: int = 0


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a file, one after the other.

    Raises Refused: ``no_such_file``, ``not_a_file``, ``unreadable``, ``import_unreadable``, ``import_web_page``,
    ``import_password``, ``import_too_big``.
    """
    raw = _content(path)
    if raw.startswith((PACKED, OLD)):
        if raw.startswith(PACKED):
            guard.judge(raw, path.name)
        elif SEALED in raw:
            raise Refused("import_password", path=path.name)
        yield from _of_workbook(raw, path.name)
    else:
        yield _of_text(_decoded(raw, path.name), path)


def _content(path: Path) -> bytes:
    judge(path)
    try:
        if path.stat().st_size > guard.MOST_BYTES:
            raise Refused("import_too_big", path=path.name)
        return path.read_bytes()
    except OSError:
        raise Refused("unreadable", path=path) from None


def _of_workbook(raw: bytes, name: str) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with _silent():
            book = CalamineWorkbook.from_filelike(BytesIO(raw))
        for place, told in enumerate(book.sheets_metadata):
            if told.visible != SheetVisibleEnum.Visible:
                continue
            with _silent():
                sheet = book.get_sheet_by_index(place)
            first, left = sheet.start or (0, 0)
            rows = ((number, row) for number, row in enumerate(sheet.iter_rows(), first + 1))
            yield Sheet(told.name, rows, _merged(sheet.merged_cell_ranges or (), left, name), sheet.height)
    except PasswordError:
        raise Refused("import_password", path=name) from None
    except Refused:
        raise
    except BaseException as error:
        # What the reader's own language calls a panic is no Exception; whoever interrupts is let through.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise Refused("import_unreadable", path=name) from error


@contextmanager
def _silent() -> Iterator[None]:
    """Keep what the reader's own language writes about a panic off the screen: it goes past Python to the terminal."""
    try:
        kept = os.dup(STDERR)
    except OSError:  # there is no terminal to be kept clean
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)


def _merged(ranges: Any, left: int, name: str) -> dict[int, list[tuple[int, int, int]]]:
    """Return, per row, which cells show the first cell of a merged range, the ranges' first rows left out.

    Raises Refused ``import_too_big``.
    """
    found: dict[int, list[tuple[int, int, int]]] = {}
    count = 0
    for (top, first), (bottom, last) in ranges:
        columns = range(first, min(last, first + WIDEST_MERGED) + 1)
        rows = range(top + 1, min(bottom, top + LONGEST_MERGED) + 1)
        count += len(rows) * len(columns)
        if count > MOST_MERGED:
            raise Refused("import_too_big", path=name)
        for row in rows:
            found.setdefault(row + 1, []).extend((column - left, top + 1, first - left) for column in columns)
    return found


LONGEST_MERGED, WIDEST_MERGED = 600, 60  # a range over whole columns is no register's
MOST_MERGED = 1_000_000  # cells


def _decoded(raw: bytes, name: str) -> str:
    if raw.lstrip()[:200].lower().startswith((b"<html", b"<!doctype html", b"<table", b"\xef\xbb\xbf<html", b"<meta")):
        raise Refused("import_web_page", path=name)
    for encoding in ("utf-16",) if raw.startswith(WIDE) else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.count("\0") * BINARY <= len(text):
            return text
    raise Refused("import_unreadable", path=name)


def _of_text(text: str, path: Path) -> Sheet:
    """Return a text as one sheet; what stands most often in its first lines separates the cells."""
    head = text[:100_000].splitlines()[:LOOKED_AT]
    separator = max(SEPARATORS, key=lambda sign: sum(line.count(sign) for line in head))
    if sum(map(text.count, (separator, "\n", "\r"))) > guard.MOST_CELLS:
        raise Refused("import_too_big", path=path.name)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    return Sheet(path.stem, _text_rows(reader, path.name), {}, text.count("\n") + 1)


def _text_rows(reader: Any, name: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows under the number that a table program shows: the record's, not that of its line."""
    try:
        yield from enumerate(chain(reader), 1)
    except csv.Error as error:
        raise Refused("import_unreadable", path=name) from error
