"""What was understood of an old register, and what came of it: as a document, and as a report for the screen."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from xinfang.exchange.registers.importing import Page, Register
from xinfang.exchange.registers.taking import Taking
from xinfang.exchange.registers.told import Told
from xinfang.tables.closed import Sight
from xinfang.tables.report import Cell, Column, Report, Table
from xinfang.words import imports as words
from xinfang.words import labels, talk

FIRST = 5  # petitions that are shown as they were understood
MOST_SHOWN = 30  # lines of the other lists
MOST_NAMED = 3  # rows that are named where the same is told of several
WIDTHS: Mapping[str, int] = {
    "row": 6, "reason": 60, "message": 60, "column": 4, "heading": 30, "field": 14, "received_on": 11, "channel": 8,
    "petitioner": 12, "subject": 28, "category": 10, "unit": 10, "closed_on": 11,
}  # fmt: skip
SHRINKING = ("reason", "message", "subject", "petitioner", "heading", "unit", "category")
LETTERS = 26


def document(register: Register, taking: Taking, number: int | None) -> dict[str, Any]:
    """Return what came of an import, for other programs; `number` is that of the import, None where none was made."""
    return {
        "read": len(register.skipped) + len(taking.taken),
        "imported": taking.counts.imported,
        "skipped": [_at(register, sheet, row) | {"reason": reason} for sheet, row, reason in _skipped(register)],
        "warnings": [_at(register, sheet, row) | {"message": told} for sheet, row, told in _warnings(taking.taken)],
        "cases": taking.counts.cases,
        "closed": taking.counts.closed,
        "repeats": taking.counts.imported - taking.counts.cases,
        "import": number,
        "sheets": [_sheet(page) for page in register.pages],
        "other_sheets": register.others,
    }


def _at(register: Register, sheet: str, row: int) -> dict[str, Any]:
    return {"sheet": sheet, "row": row} if len(register.pages) > 1 else {"row": row}


def _sheet(page: Page) -> dict[str, Any]:
    heads = [(text, field) for text, field in zip(page.heads.texts, page.heads.fields, strict=True) if text]
    return {
        "sheet": page.name, "row": page.first, "channel": page.channel,
        "headings": [{"heading": text, "field": field if field != "nothing" else None} for text, field in heads],
    }  # fmt: skip


def _skipped(register: Register) -> list[tuple[str, int, str]]:
    """Return sheet, row and reason of every row that is not taken, in the order of the file."""
    places = {page.name: place for place, page in enumerate(register.pages)}
    rows = sorted(register.skipped, key=lambda skipped: (places[skipped[0]], skipped[1]))
    return [(sheet, row, words.NOT_TAKEN[code].format(**values)) for sheet, row, code, values in rows]


def _skipped_shown(register: Register, every: bool) -> list[tuple[str, int, str]]:
    """Return the same for the screen: where many are known already, only that they are, unless `every` is asked for."""
    known = {(sheet, row) for sheet, row, code, _ in register.skipped if code == "known"}
    short = len(known) > MOST_NAMED and not every
    return [
        (sheet, row, words.KNOWN_TOO if short and (sheet, row) in known else text)
        for sheet, row, text in _skipped(register)
    ]


def _warnings(tolds: Iterable[Told]) -> list[tuple[str, int, str]]:
    """Return sheet, row and message of everything that should be looked at."""
    told = [(t.sheet, t.row, code, values | _kept_back(t)) for t in tolds for code, values in t.warnings]
    return [(sheet, row, words.WARNED[code].format(**values)) for sheet, row, code, values in sorted(told, key=_place)]


def _kept_back(told: Told) -> dict[str, Any]:
    """Return what stands for the words that a warning quotes, where they are those of an accusation."""
    return {"text": labels.CONFIDENTIAL, "near": words.SEE_SETTINGS} if Sight().closes(told.kind) else {}


def _place(told: tuple[str, int, str, Any]) -> tuple[str, int]:
    return told[0], told[1]


def report(register: Register, taking: Taking, title: str, notes: Sequence[str], *, whole: bool, every: bool) -> Report:
    """Return it for the screen; `whole` shows the headings and the first petitions too, `every` all rows of a list."""
    several = len(register.pages) > 1
    tables = [_heads(page) for page in register.pages] + [_first(register, taking.taken)] if whole else []
    for name, heads, rows in (
        ("skipped", words.ROW_COLUMNS, _skipped_shown(register, every)),
        ("warnings", words.MESSAGE_COLUMNS, _warnings(taking.taken)),
    ):
        tables.append(_list(name, heads, rows, several, every))
    shown = tuple(table for table in tables if table.count)
    return Report(words.TITLE.format(file=title), "", "", shown, (*_of_sheets(register), *notes))


def _of_sheets(register: Register) -> list[str]:
    told = [words.OTHER_SHEET.format(sheet=name) for name in register.others]
    told += [words.COMPLETED.format(sheet=p.name, count=p.completes) for p in register.pages if p.completes]
    return told


def _columns(heads: Mapping[str, str]) -> tuple[Column, ...]:
    days = ("received_on", "closed_on")
    return tuple(
        Column(key, label, WIDTHS[key], Cell.DAY if key in days else Cell.TEXT, shrinks=key in SHRINKING)
        for key, label in heads.items()
    )


def _heads(page: Page) -> Table:
    rows = [
        {
            "column": _letters(place),
            "heading": text,
            "field": words.FIELD.get(field or "nothing") if field else words.UNUSED,
        }
        for place, (text, field) in enumerate(zip(page.heads.texts, page.heads.fields, strict=True))
        if text and field != "nothing"
    ]
    title = words.HEADS_TITLE.format(sheet=page.name, row=page.first)
    return Table("headings", title, _columns(words.HEAD_COLUMNS), rows, len(rows))


def _letters(place: int) -> str:
    """Return the letters of a column as a table program shows them."""
    head, last = divmod(place, LETTERS)
    return (_letters(head - 1) if head else "") + chr(ord("A") + last)


def _first(register: Register, tolds: Iterable[Told]) -> Table:
    places = {page.name: place for place, page in enumerate(register.pages)}
    first = nsmallest(FIRST, tolds, key=lambda told: (places[told.sheet], told.row))
    rows = [_row(told, len(places) > 1) for told in first]
    return Table("first", words.FIRST_TITLE.format(count=len(rows)), _columns(words.FIRST_COLUMNS), rows, len(rows))


def _row(told: Told, several: bool) -> dict[str, Any]:
    closed = Sight().closes(told.kind)
    name = (*told.names, *told.representatives, labels.ANONYMOUS)[0]
    return {
        "row": _named(told.sheet, told.row, several),
        "received_on": told.received_on,
        "channel": labels.CHANNEL[told.channel],
        "petitioner": None if closed else name,
        "subject": labels.CONFIDENTIAL if closed else told.subject,
        "category": None if closed else told.category,
        "unit": None if closed else told.unit,
        "closed_on": told.end.on or None,
    }


def _named(sheet: str, row: int, several: bool) -> str:
    return words.SHEET_ROW.format(sheet=sheet, row=row) if several else str(row)


def _list(
    name: str, heads: Mapping[str, str], told: list[tuple[str, int, str]], several: bool, every: bool
) -> Table:  # fmt: skip
    """Return a list of rows and what is told of them; unless `every` is, rows of which the same is told stand once."""
    key = list(heads)[1]
    lines = [(_named(sheet, row, several), text) for sheet, row, text in told]
    if not every:
        together: dict[str, list[str]] = {}
        for row, text in lines:
            together.setdefault(text, []).append(row)
        lines = [(_together(rows, 1 if several else MOST_NAMED), text) for text, rows in together.items()]
    shown = lines if every else lines[:MOST_SHOWN]
    rows = [{"row": row, key: text} for row, text in shown]
    if len(lines) > len(shown):
        rows.append({"row": "", key: talk.MORE_ALL.format(title="", count=len(lines) - len(shown))})
    return Table(name, words.LIST_TITLE[name], _columns(heads), rows, len(told))


def _together(rows: Sequence[str], most: int) -> str:
    """Return the rows of which the same is told: named, or the first of them and how many they are."""
    named = words.BETWEEN_NAMES.join(rows[:most])
    return named if len(rows) <= most else words.ROWS.format(rows=named, count=len(rows))
