"""The settings of what comes round by itself: the rota of screening, the reception days and their reminders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from xinfang.domain.receptions import parse_rule, weekday_of
from xinfang.domain.screening import EVERY
from xinfang.office.checks import number, one_of, text
from xinfang.office.reader import is_null
from xinfang.words import faults as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xinfang.office.reader import Check, Reader

EARLIEST = 60  # days before a reception


def screening(reader: Reader, node: Any, path: str) -> tuple[dict[str, Any], ...] | None:
    """Read the rota: areas, how often each is screened, by whom, since when; no area twice."""
    every = one_of(*EVERY)
    known = {"area": text(30), "every": every, "person": text(30), "since": _day}
    rota = _items(reader, node, path, known, ("area", "every"))
    if rota is None:
        return None
    areas = [item.get("area") for item in rota]
    for item, area in zip(node.value if rota else (), areas, strict=True):
        if area and areas.count(area) > 1:
            reader.fault(item, f"{path}.area", words.AREA_TWICE, area=area)
    return tuple(item | {"every": EVERY.get(item.get("every", ""), "")} for item in rota)


def receptions(reader: Reader, node: Any, path: str) -> tuple[dict[str, Any], ...] | None:
    """Read the plan of reception days: by which rule, which leader, where."""
    known = {"rule": _rule, "leader": text(30), "duty": text(30), "place": text(60), "time": text(60)}
    return _items(reader, node, path, known, ("rule", "leader"))


def reminders(reader: Reader, node: Any, path: str) -> tuple[dict[str, Any], ...] | None:
    """Read the reminders: what is to be done, so many days before a reception or on a weekday of its week."""
    known = {"days": number(0, EARLIEST), "weekday": _weekday, "what": text(60)}
    found = _items(reader, node, path, known, ("what",))
    for item, told in zip(node.value if found else (), found or (), strict=True):
        written = [key.value for key, _ in item.value] if item.id == "mapping" else ["days"]
        if ("days" in written) == ("weekday" in written):
            reader.fault(item, path, words.DAYS_OR_WEEKDAY, what=told.get("what", ""))
    return found


def _items(
    reader: Reader, node: Any, path: str, known: Mapping[str, Check], needed: tuple[str, ...]
) -> tuple[dict[str, Any], ...] | None:
    """Read a list of mappings that know the same keys, some of which each of them needs."""
    if is_null(node):
        return ()
    if node.id != "sequence":
        reader.fault(node, path, words.NOT_A_LIST_OF, example=", ".join(f"{name}: …" for name in known))
        return None
    found = []
    for place, item in enumerate(node.value, 1):
        where = f"{path}[{place}]"
        found.append(reader.mapping(item, where, known))
        keys = item.value if item.id == "mapping" else ()
        written = {key.value for key, _ in keys} if keys or is_null(item) else set(needed)
        for name in needed:
            if name not in written:
                reader.fault(item, where, words.LACKS, name=name)
    return tuple(found)


def _day(reader: Reader, node: Any, path: str) -> str | None:
    try:
        return date.fromisoformat(str(node.value)).isoformat()
    except ValueError:
        reader.fault(node, path, words.NOT_AN_ISO_DAY)
        return None


def _rule(reader: Reader, node: Any, path: str) -> str | None:
    if node.id == "scalar" and parse_rule(node.value):
        return str(node.value)
    reader.fault(node, path, words.NOT_A_RULE)
    return None


def _weekday(reader: Reader, node: Any, path: str) -> int | None:
    found = weekday_of(node.value) if node.id == "scalar" else None
    if found is None:
        reader.fault(node, path, words.NOT_A_WEEKDAY)
    return found
