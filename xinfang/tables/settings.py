"""The settings as a report: section by section, each with its key, what it is called, what holds now."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from xinfang.office.keys import TABLES, Setting
from xinfang.tables.report import Cell, Report, Table, columns
from xinfang.words import labels
from xinfang.words import settings as words

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "key": (24, Cell.ID), "label": (16, Cell.TEXT), "value": (40, Cell.TEXT), "mark": (6, Cell.TEXT),
}  # fmt: skip


def document(found: Sequence[Setting]) -> dict[str, Any]:
    """Return settings under the keys of ``config --json``."""
    rows = [{"key": one.key, "label": one.label, "value": one.value, "default": one.usual} for one in found]
    return {"settings": rows, "count": len(rows)}


def report(found: Sequence[Setting], *, whole: bool) -> Report:
    """Return settings section by section; of the `whole` list a term is one row, and how to change one stands below."""
    tables = [
        Table(
            "settings" if whole else "setting",
            words.SECTION[name],
            columns(words.HEADS, SHAPES, ("value",)),
            rows,
            len(rows),
        )
        for name, section in groupby(found, _section)
        for rows in [_terms(list(section)) if whole and name == "terms" else [*map(_row, section)]]
    ]
    return Report(words.TITLE, "", "", tuple(tables), (words.HOW,) if whole else ())


def told(one: Setting) -> str:
    """Return what a setting holds as people read it."""
    if one.key in TABLES:
        return words.ITEMS.format(count=one.value)
    if one.key == "office.role":
        return f"{one.value} {labels.ROLE[one.value]}"
    if isinstance(one.value, list):
        return labels.LIST.join(one.value) or words.NOTHING
    value = f"{one.value:g}" if isinstance(one.value, float) else str(one.value)
    return value or words.NOTHING


def _section(one: Setting) -> str:
    name, stop, _ = one.key.partition(".")
    return name if stop else "tables" if name in TABLES else ""


def _row(one: Setting) -> dict[str, str]:
    return {"key": one.key, "label": one.label, "value": told(one), "mark": words.USUAL * one.usual}


def _terms(parts: Sequence[Setting]) -> list[dict[str, str]]:
    """Return a row for each term, from the rows of its parts."""
    rows = []
    for key, of_one in groupby(parts, lambda part: part.key.rpartition(".")[0]):
        length, unit, basis = of_one
        shown = words.TERM_TOLD.format(length=length.value, unit=unit.value, basis=basis.value)
        usual = length.usual and unit.usual and basis.usual
        rows.append({"key": key, "label": length.label.removesuffix(words.PART["length"]), "value": shown})
        rows[-1]["mark"] = words.USUAL * usual
    return rows
