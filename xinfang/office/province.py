"""A province's terms, ready made: one file each in `provinces/`, between the national rules and the office's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xinfang.office.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xinfang.office.reader import Check

FOLDER = Path(__file__).with_name("provinces")
KINDS = "省市"  # what may be left out behind a name


@cache
def names() -> dict[str, str]:
    """Return the provinces that have a file, by code: ``{"zhejiang": "浙江省"}``."""
    return {path.stem: _names_itself(path) for path in sorted(FOLDER.glob("*.yaml"))}


def code_of(typed: str) -> str | None:
    """Return the code of a province as a person names it (``zhejiang``, 浙江, 浙江省), or None."""
    return next((code for code, name in names().items() if _is_meant(typed, code, name)), None)


def read(code: str, known: Mapping[str, Check]) -> dict[str, Any]:
    """Return a province's table, read along the `known` keys of such a file.

    Raises Refused ``bad_settings`` with all faults.
    """
    path = FOLDER / f"{code}.yaml"
    reader = Reader(path.read_bytes())
    table = reader.mapping(reader.root, "", known)
    reader.finish(path)
    return {"code": code} | table


def short_names() -> list[str]:
    """Return the provinces as they may be typed: codes, and names without 省 or 市."""
    return [told for code, name in names().items() for told in (name.rstrip(KINDS), code)]


def _is_meant(typed: str, code: str, name: str) -> bool:
    return typed.strip().lower() == code or typed.strip().rstrip(KINDS) == name.rstrip(KINDS)


def _names_itself(path: Path) -> str:
    reader = Reader(path.read_bytes())
    return next(str(node.value) for key, node in reader.pairs(reader.root, path.name) if key.value == "name")
