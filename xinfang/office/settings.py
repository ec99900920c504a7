"""config.yaml read and checked into an `Office`: every fault at once, in Chinese, with its line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xinfang.domain.books import MARKS, is_row
from xinfang.domain.codes import Role
from xinfang.domain.indicators import SHARES, WHOLE
from xinfang.domain.terms import DAYS, WORKDAYS, national_rules
from xinfang.office import duties, province
from xinfang.office.checks import number as _number
from xinfang.office.checks import one_of as _one_of
from xinfang.office.checks import text as _text
from xinfang.office.office import CONFIG, Office
from xinfang.office.reader import Check, Reader, content, did_you_mean, is_null
from xinfang.words import faults as words
from xinfang.words.indicators import INDICATOR
from xinfang.words.labels import DEMO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BETWEEN = "，、；"  # what a list in brackets is not parted by
PLACES = re.compile(r"\{(?:office|kind|(?:year|serial)(?::0?[0-9]?d?)?)\}")
BEYOND_PLACES = re.compile(r"[{}]")
DEFAULT = Path(__file__).with_name("default.yaml")


def read(home: Path) -> Office:
    """Read the settings of an office folder; what is not set is the default.

    Raises Refused ``bad_settings`` with all faults, each with its line.
    """
    path = home / CONFIG if (home / CONFIG).exists() else DEFAULT
    reader = Reader(content(path))
    values = reader.mapping(reader.root, "", _TOP)
    reader.finish(path)
    named = values.pop("office", {})
    values["term_changes"] = _changes(values.pop("terms", {}), values)
    values["target_changes"] = values.pop("targets", {})
    values.setdefault("categories", _default_categories())
    return _marked(Office(home=home, **named, **values))


def _marked(office: Office) -> Office:
    """Return the office; a demonstration signs as one, whatever it was called."""
    names = {field: name for field in ("name", "organ") if (name := getattr(office, field))}
    told = {field: name.removesuffix(DEMO) + DEMO for field, name in names.items()}
    return replace(office, **told) if office.demo else office


def faults(raw: bytes) -> list[str]:
    """Return what is wrong with settings, each fault with its line and key."""
    reader = Reader(raw)
    reader.mapping(reader.root, "", _TOP)
    return reader.faults


def _changes(own: Mapping[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return what the office sets otherwise than the law: its province's terms, and its own over them."""
    if "province" not in values:
        return dict(own)
    table = values["province"] = province.read(values["province"], _PROVINCE)
    provincial: dict[str, Any] = table.pop("terms", {})
    return {name: provincial.get(name, {}) | own.get(name, {}) for name in {**provincial, **own}}


def _default_categories() -> Mapping[str, tuple[str, ...]]:
    reader = Reader(DEFAULT.read_bytes())
    categories: Mapping[str, tuple[str, ...]] = reader.mapping(reader.root, "", _TOP)["categories"]
    return categories


def _texts(reader: Reader, node: Any, path: str) -> tuple[str, ...] | None:
    if is_null(node):
        return ()
    if node.id != "sequence" or any(item.id != "scalar" or not item.value for item in node.value):
        reader.fault(node, path, words.NOT_A_LIST)
        return None
    names = Counter(str(item.value) for item in node.value)
    for item in node.value:
        if set(item.value) & set(BETWEEN):
            reader.fault(item, path, words.ONE_ITEM)
            return None
    for item in node.value:
        if names[item.value] > 1:
            reader.fault(item, path, words.LISTED_TWICE)
            return None
    return tuple(names)


def _yes_no(reader: Reader, node: Any, path: str) -> bool | None:
    if node.id == "scalar" and node.value in ("true", "false"):
        return bool(node.value == "true")
    reader.fault(node, path, words.NOT_A_CHOICE, choices="true、false")
    return None


def _pattern(reader: Reader, node: Any, path: str) -> str | None:
    """Check the pattern of case numbers: it must tell the years and the serials apart."""
    told = [{"year": y, "serial": s} for y in (2025, 2026) for s in (1, 2)]
    made = _made(node, told)
    if len(made) == len(told) and all(re.fullmatch(r"[^\s/\\]{4,30}", no) for no in made):
        if not any(map(is_row, made)):
            return str(node.value)
        reader.fault(node, path, words.PATTERN_OF_A_BOOK, marks="、".join(MARKS))
        return None
    reader.fault(node, path, words.BAD_PATTERN)
    return None


def _paper_pattern(reader: Reader, node: Any, path: str) -> str | None:
    """Check the pattern of paper numbers: it must tell the kinds, the years and the serials apart."""
    told = [{"office": "", "kind": k, "year": y, "serial": s} for k in ("a", "b") for y in (2025, 2026) for s in (1, 2)]
    made = _made(node, told)
    if len(made) == len(told) and all(re.fullmatch(r"[^\s/\\]{4,40}", no) for no in made):
        return str(node.value)
    reader.fault(node, path, words.BAD_PAPER_PATTERN)
    return None


def _made(node: Any, told: Sequence[Mapping[str, Any]]) -> set[str]:
    """Return the different numbers that a pattern makes of these values, none for one that asks for anything else.

    A place holds a value as it is, or a number with leading zeros: more could reach into it, or fill the memory.
    """
    if node.id != "scalar" or not node.value.isprintable() or BEYOND_PLACES.search(PLACES.sub("", node.value)):
        return set()
    try:
        return {node.value.format(**values) for values in told}
    except (KeyError, ValueError):
        return set()


def _terms(reader: Reader, node: Any, path: str) -> dict[str, Any]:
    """Read the changed terms: a length, what it is counted in, and the article that says so."""
    known = {"length": _number(1, 365), "unit": _one_of(DAYS, WORKDAYS), "basis": _text(60)}
    of_a_term: Check = lambda r, n, p: r.mapping(n, p, known)  # noqa: E731 - a check made of checks
    changes = reader.mapping(node, path, dict.fromkeys(LENGTHS, of_a_term))
    for change in changes.values():
        if "unit" in change:
            change["counted_in"] = change.pop("unit")
    return changes


def _province(reader: Reader, node: Any, path: str) -> str | None:
    """Return the code of a province that has a table of its own."""
    if is_null(node):
        return None
    code = province.code_of(node.value) if node.id == "scalar" else None
    if code is None:
        reader.fault(node, path, words.NO_PROVINCE, hint=did_you_mean(str(node.value), province.short_names()))
    return code


def _percent(reader: Reader, node: Any, path: str) -> int | None:
    """Read a percentage of at most two decimals, with or without its sign, as hundredths of a percent."""
    written = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?\s*[%％]?", node.value) if node.id == "scalar" else None
    hundredths = int(written[1]) * 100 + int((written[2] or "").ljust(2, "0")) if written else WHOLE + 1
    if hundredths <= WHOLE:
        return hundredths
    reader.fault(node, path, words.NOT_A_PERCENT)
    return None


def _targets(reader: Reader, node: Any, path: str) -> dict[str, int]:
    """Read the targets, by the Chinese names of the indicators; those that are no shares have none."""
    names = {INDICATOR[code].name: code for code in SHARES}
    read = reader.mapping(node, path, dict.fromkeys(names, _percent))
    return {names[name]: target for name, target in read.items()}


def _categories(reader: Reader, node: Any, path: str) -> dict[str, tuple[str, ...]] | None:
    """Read the main topics with their categories; each name stands once in the whole tree."""
    tree: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for key, child in reader.pairs(node, path):
        leaves = _texts(reader, child, f"{path}.{key.value}") or ()
        doubled = seen & {key.value, *leaves}
        if doubled:
            reader.fault(key, f"{path}.{key.value}", words.DOUBLED_CATEGORY, doubled="、".join(sorted(doubled)))
        seen |= {key.value, *leaves}
        tree[str(key.value)] = tuple(leaf for leaf in leaves if leaf != key.value)
    return tree or None


LENGTHS = tuple(name for name, rule in national_rules(Role.TOWNSHIP).items() if rule.length is not None)
OF_THE_OFFICE: Mapping[str, Check] = {
    "name": _text(60), "code": _text(12), "role": _one_of(*Role), "clerk": _text(30), "phone": _text(40),
    "organ": _text(60), "short": _text(12), "superior": _text(60),
}  # fmt: skip
_PROVINCE: Mapping[str, Check] = {
    "name": _text(20), "regulation": _text(40), "dated": _text(60), "note": _text(200), "terms": _terms,
}  # fmt: skip
_TOP: Mapping[str, Check] = {
    "office": lambda reader, node, path: reader.mapping(node, path, OF_THE_OFFICE),
    "number": _pattern,
    "paper_number": _paper_pattern,
    "remind_workdays": _number(0, 60),
    "retention": _texts,
    "groups": _texts,
    "units": _texts,
    "leaders": _texts,
    "province": _province,
    "terms": _terms,
    "targets": _targets,
    "categories": _categories,
    "screening": duties.screening,
    "receptions": duties.receptions,
    "reception_reminders": duties.reminders,
    "demo": _yes_no,
}
