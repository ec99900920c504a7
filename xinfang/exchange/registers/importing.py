"""An old register read whole: its sheets, what each column is, its rows as petitions, and why some are not taken."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from xinfang.domain.codes import Kind, Refused
from xinfang.exchange.registers import cells, headings
from xinfang.exchange.registers.cells import NotTaken
from xinfang.exchange.registers.headings import Heads
from xinfang.exchange.registers.matters import IN_A_MATTER
from xinfang.exchange.registers.meaning import Raw, channel_of
from xinfang.exchange.registers.teller import Teller
from xinfang.exchange.registers.told import Told
from xinfang.exchange.registers.workbook import Row, Sheet, sheets
from xinfang.words import books
from xinfang.words import imports as words

Numbered = tuple[int, dict[str, Any]]  # a row by field, under the number that a person sees
Watch = Callable[[Iterable[Any], int], Iterable[Any]]
NOT_A_ROW = re.compile(words.NOT_A_ROW)
BLANKS = re.compile(r"\s+")
A_NUMBER = re.compile(r"\D.*\d{3}|\d{4}.*\D")  # a sign and a count (XF2025-0012, 柳访012), not a place in a list
SAME_HEADS = 3  # cells like the headings above make a row the headings once more
# What a book of cases tells of the petitions of another sheet.
COMPLETED = (
    "kind", "source", "source_no", "status", "closed_on", "settled", "unit", "handler", "leader", "rating", "category",
)  # fmt: skip
OF_THE_END = ("status", "closed_on", "settled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a file is to be read: what was said beside it now and (`remembered`) before, and what the office knows."""

    today: str
    channel: str | None = None
    year: int | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()


@dataclass
class Page:
    """A sheet that looks like a register: its headings, its channel, its rows by field under their numbers."""

    name: str
    heads: Heads
    first: int  # the number of the heading row as a person sees it
    title: str
    channel: str | None
    year: int | None
    rows: list[Numbered]
    completes: int = 0


@dataclass
class Register:
    """A file as it was understood: `skipped` and `warnings` hold sheet, row, code and values of their sentences."""

    pages: list[Page] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    tolds: list[Told] = field(default_factory=list)
    skipped: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)

    def skip(self, told: Told, code: str, **values: Any) -> None:
        """Leave out a row that was understood."""
        self.skipped.append((told.sheet, told.row, code, values))


def read(path: Path, asked: Asked, watch: Watch) -> Register:
    """Read a file whole.

    Raises Refused: as `sheets` does, ``import_no_heads``, ``import_map_head``.
    """
    found = Register()
    for sheet in sheets(path):
        page = None if re.search(words.OTHER_BOOKS, sheet.name) else _page(sheet, asked, found, path, watch)
        if page:
            found.pages.append(page)
        else:
            found.others.append(sheet.name)
    if not found.pages:
        raise Refused("import_no_heads", path=path.name, fields=fields())
    _leave_out_what_is_twice(found)
    _judge_maps(found.pages, asked.maps)
    told_of = _completing(found.pages)
    for page in found.pages:
        _tell(page, asked, told_of, found, path.name)
    return found


def _leave_out_what_is_twice(found: Register) -> None:
    """Leave out a register of leaders' receptions that lies beside the visits: who came stands in both."""
    twice = [page for page in found.pages if books.BOOKS["reception"] in f"{page.name} {page.title}"]
    if len(twice) < len(found.pages):
        found.pages = [page for page in found.pages if page not in twice]
        found.others += [page.name for page in twice]
        found.skipped = [skipped for skipped in found.skipped if skipped[0] not in found.others]


def fields() -> list[str]:
    """Return the names of the fields for `--map`."""
    return list(words.FIELD.values())


def _judge_maps(pages: list[Page], maps: Mapping[str, str]) -> None:
    heads = [text for page in pages for text in page.heads.texts if text]
    known = {headings.plain(text) for text in heads}
    for heading in maps:
        if heading not in known and not any(text.endswith(heading) for text in known):
            raise Refused("import_map_head", usage=True, text=heading, heads=heads)


def _page(sheet: Sheet, asked: Asked, found: Register, path: Path, watch: Watch) -> Page | None:
    """Return a sheet's rows under their fields, None where it looks like no register."""
    begun = list(islice(sheet.rows, headings.LOOKED_AT + 1))
    heads = headings.find([row for _, row in begun], {**asked.remembered, **asked.maps})
    if heads is None:
        return None
    title = headings.title_of([row for _, row in begun], heads)
    if re.search(words.OTHER_BOOKS, title):
        return None
    rows = chain(begun[heads.place + heads.depth :], watch(sheet.rows, sheet.count))
    named = channel_of(sheet.name) or channel_of(title) or asked.channel
    channel = named or channel_of(heads.of("received_on", "petitioner")) or channel_of(path.stem)
    years = [re.search(words.YEAR, text) for text in (title, sheet.name, path.stem)]
    year = asked.year or next((int(year[1]) for year in years if year), None)
    page = Page(sheet.name, heads, begun[heads.place][0], title, channel, year, [])
    page.rows = list(_rows(sheet, page, rows, found))
    return page


def _rows(sheet: Sheet, page: Page, rows: Iterator[tuple[int, Row]], found: Register) -> Iterator[Numbered]:
    """Yield the rows that may be petitions; merged cells show what stands in their first one."""
    columns = [(column, name) for column, name in enumerate(page.heads.fields) if name and name != "nothing"]
    merged, last = Merged(sheet.merged), None
    for number, row in rows:
        if not any(value not in ("", None) for value in row):
            continue
        filled = {page.heads.fields[column] for column in merged.fill(number, row) if column < len(page.heads.fields)}
        raw = {name: row[column] for column, name in columns if column < len(row)}
        if "number" in filled and last is not None:
            _go_on(last, raw)
        elif _is_no_row(raw, row):
            found.skipped.append((page.name, number, "total", {}))
        elif not _are_heads(raw):
            last = raw
            yield number, raw


def _go_on(last: dict[str, Any], raw: Raw) -> None:
    """Add what a further row of one and the same number tells: several people of one petition, a line for each."""
    for name in ("petitioner", "phone"):
        told = cells.text(last.get(name)), cells.text(raw.get(name))
        if told[1] and told[1] not in told[0]:
            last[name] = words.BETWEEN_NAMES.join(filter(None, told))


class Merged:
    """Fills the cells that show what stands in the first cell of their merged range."""

    def __init__(self, merged: Mapping[int, list[tuple[int, int, int]]]) -> None:
        self.merged, self.tops = merged, dict[tuple[int, int], Any]()
        self.first_of: dict[int, set[int]] = {}
        for cells_of_row in merged.values():
            for _, row, first in cells_of_row:
                self.first_of.setdefault(row, set()).add(first)

    def fill(self, number: int, row: Row) -> list[int]:
        """Fill a row, and remember what those below it show; returns the columns that were filled."""
        for column in self.first_of.get(number, ()):
            self.tops[number, column] = row[column] if column < len(row) else ""
        for column, at, first in self.merged.get(number, ()):
            if column < len(row):
                row[column] = self.tops.get((at, first), row[column])
        return [column for column, _, _ in self.merged.get(number, ())]


def _is_no_row(raw: Raw, row: Row) -> bool:
    """Return whether a row holds sums, signatures or remarks: no day and no petitioner's words."""
    first = next((said for value in row if (said := cells.text(value))), "")
    if NOT_A_ROW.match(BLANKS.sub("", first).replace("\uff1a", ":")):
        return True
    return not any(cells.text(raw.get(name)) for name in ("received_on", "subject", "petitioner", "detail"))


def _are_heads(raw: Raw) -> bool:
    """Return whether a row repeats the headings, as on every printed page."""
    day = raw.get("received_on")
    if not isinstance(day, str) or headings.field_of(day) not in headings.DAYS:
        return False
    same = sum(isinstance(value, str) and headings.field_of(value) == name for name, value in raw.items() if value)
    return same >= SAME_HEADS


def _completing(pages: list[Page]) -> Mapping[str, dict[str, Any]]:
    """Return, by number, what books of cases tell of petitions that stand in another sheet, and take these rows out."""
    with_channel = [page for page in pages if page.channel or "channel" in page.heads.known]
    if not with_channel:
        return {}
    numbers = {number for page in with_channel for _, raw in page.rows for number in _numbers(raw)}
    told: dict[str, dict[str, Any]] = {}
    for page in pages:
        if page in with_channel:
            continue
        mine, page.rows = _parted(page.rows, numbers)
        page.completes = len(mine)
        for _, raw in mine:
            more = {name: value for name in COMPLETED if (value := raw.get(name)) not in ("", None)}
            more |= {"kind": Kind.SUGGESTION} if re.search(words.SUGGESTIONS, f"{page.name} {page.title}") else {}
            told.setdefault(cells.text(raw["number"]), {}).update(more)
    return told


def _parted(rows: list[Numbered], numbers: set[str]) -> tuple[list[Numbered], list[Numbered]]:
    """Return the rows whose number is among these, and the others."""
    parts: tuple[list[Numbered], list[Numbered]] = ([], [])
    for row in rows:
        parts[cells.text(row[1].get("number")) not in numbers].append(row)
    return parts


def _numbers(raw: Raw) -> tuple[str, ...]:
    """Return the number of a petition, and that of its matter where it is part of it; none that only counts rows."""
    number = cells.text(raw.get("number"))
    if not A_NUMBER.search(number):
        return ()
    of_a_matter = IN_A_MATTER.fullmatch(number)
    return (number, of_a_matter[1]) if of_a_matter else (number,)


def _tell(page: Page, asked: Asked, told_of: Mapping[str, dict[str, Any]], found: Register, file: str) -> None:
    """Read the rows of a page as petitions."""
    teller = Teller(page.name, page.channel, page.year, asked.today, asked.topics, asked.groups)
    for number, raw in page.rows:
        for key in _numbers(raw) if told_of else ():
            _complete(raw, told_of.get(key, {}))
        try:
            told = teller.told(number, raw)
        except NotTaken as why:
            found.skipped.append((page.name, number, why.code, why.values))
        else:
            told.file = file
            found.tolds.append(told)
    page.rows = []  # a large register is not held twice


def _complete(raw: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Fill what a row leaves open; an end from before the petition came is not its own, only the matter is over."""
    closed_on, received_on = (_iso(value) for value in (more.get("closed_on"), raw.get("received_on")))
    earlier = bool(closed_on and received_on and closed_on < received_on)
    for name, value in more.items():
        if raw.get(name) in ("", None) and not (earlier and name in OF_THE_END):
            raw[name] = value
    raw["over"] = earlier


def _iso(value: Any) -> str:
    try:
        day = cells.day(value, "closed_on") if value not in (None, "") else None
    except NotTaken:
        return ""
    return f"{day[0]}-{day[1]:02d}-{day[2]:02d}" if day and day[0] else ""
