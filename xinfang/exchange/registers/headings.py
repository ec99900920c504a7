"""Finding the heading row of a sheet, and which column is which field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from xinfang.exchange.registers import cells
from xinfang.exchange.registers.workbook import Row
from xinfang.words import imports as words

LOOKED_AT = 40  # rows in which the headings are looked for
ENOUGH = 3  # headings that are understood make a heading row
NO_FIELD = ("nothing", "remark")
DAYS = ("received_on", "registered_on", "accepted_on")  # which column tells when a petition came, the best first
LONGEST = 30  # characters of a heading
PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in words.HEADINGS)


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a sheet: in which row they stand (from 0), over how many rows, what each column says and is."""

    place: int
    depth: int
    texts: tuple[str, ...]
    fields: tuple[str | None, ...]

    @property
    def known(self) -> frozenset[str]:
        """The fields that were understood."""
        return frozenset(field for field in self.fields if field and field not in NO_FIELD)

    def of(self, *fields: str) -> str:
        """Return what stands above the columns of these fields, in one line."""
        return " ".join(text for text, field in zip(self.texts, self.fields, strict=True) if field in fields)


def plain(heading: str) -> str:
    """Return a heading as it is compared: half-width, no blanks, stars or colons."""
    return re.sub(r"[\s*:：＊]+", "", unicodedata.normalize("NFKC", heading)).lower()


@lru_cache(maxsize=2_000)
def field_of(heading: str) -> str | None:
    """Return the field that a heading names: without what stands in its brackets, else with it; None for none."""
    written = plain(heading)
    for shape in (re.sub(r"[(\[【].*?[)\]】]", "", written), re.sub(r"[()\[\]【】]", "", written)):
        bare = re.sub(r"[/、,]", "", shape)
        for field, pattern in PATTERNS:
            if bare and len(bare) <= LONGEST and pattern.fullmatch(bare):
                return field
    return None


def find(rows: Sequence[Row], maps: Mapping[str, str]) -> Heads | None:
    """Return the headings among the first rows of a sheet, None where it looks like no register.

    `maps` tells the fields of headings that cannot be guessed, by the heading as `plain` writes it.
    """
    best: Heads | None = None
    for place in range(min(len(rows), LOOKED_AT)):
        for depth in (1, 2):
            if place + depth > len(rows):
                continue
            heads = _heads(rows, place, depth, maps)
            if best is None or (len(heads.known), -depth) > (len(best.known), -best.depth):
                best = heads
    return best if best and _is_register(best) else None


def _is_register(heads: Heads) -> bool:
    return len(heads.known) >= ENOUGH and "subject" in heads.known and "received_on" in heads.known


def _heads(rows: Sequence[Row], place: int, depth: int, maps: Mapping[str, str]) -> Heads:
    top = [_heading(value) for value in rows[place]]
    below = [_heading(value) for value in rows[place + 1]] if depth > 1 else [""] * len(top)
    if depth > 1 and (any(value is None for value in below) or not _is_parted(top, below)):
        return Heads(place, depth, (), ())
    spread = _spread(top, below) if depth > 1 else top
    texts = tuple((upper or "") + (lower or "") for upper, lower in zip(spread, below, strict=False))
    fields = [_field(upper or "", lower or "", maps) for upper, lower in zip(spread, below, strict=False)]
    return Heads(place, depth, texts, tuple(_settled(fields)))


def _heading(value: Any) -> str | None:
    """Return a cell as a heading; None for what is none: a number, a day, a long text."""
    if value is None or value == "":
        return ""
    written = re.sub(r"\s+", "", value) if isinstance(value, str) else None
    return written if written is not None and len(written) <= LONGEST else None


def _is_parted(top: Sequence[str | None], below: Sequence[str | None]) -> bool:
    """Return whether the second row holds headings below the blanks of the first: a row of data would not."""
    under_blanks = sum(bool(lower) and not upper for upper, lower in zip(top, below, strict=False))
    return under_blanks > 0 and any(lower and field_of(lower) for lower in below)


def _spread(top: Sequence[str | None], below: Sequence[str | None]) -> list[str]:
    """Return the upper headings, each over the columns to its right that only the lower row names."""
    made: list[str] = []
    for upper, lower in zip(top, below, strict=False):
        made.append(upper or (made[-1] if made and lower else ""))
    return made


def _field(upper: str, lower: str, maps: Mapping[str, str]) -> str | None:
    """Return the field of a column by both its headings, by the lower one, or by the upper one alone."""
    written = plain(upper + lower)
    if written in maps or plain(lower) in maps:
        return maps.get(written) or maps[plain(lower)]
    if not lower:
        return field_of(upper)
    return field_of(upper + lower) or field_of(upper[:2] + lower) or field_of(lower)


def _settled(fields: list[str | None]) -> list[str | None]:
    """Make each field one column's: the first; and find the number and the day of receipt among what may be meant."""
    if "number" not in fields:
        fields = ["number" if field == "serial" else field for field in fields]
    for day in DAYS[1:]:
        if "received_on" not in fields:
            fields = ["received_on" if field == day else field for field in fields]
    seen: set[str] = set()
    made: list[str | None] = []
    for field in fields:
        again = field in seen and field != "nothing"
        if field == "subject" and again and "detail" not in (*seen, *fields):
            field, again = "detail", False  # noqa: PLW2901 - 标题, then 内容
        made.append(None if again else field)
        seen.add(field or "")
    return made


def title_of(rows: Sequence[Row], heads: Heads) -> str:
    """Return what stands above the headings, in one line."""
    return " ".join(cells.text(value) for row in rows[: heads.place] for value in row if isinstance(value, str))
