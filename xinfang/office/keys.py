"""The settings by their keys (``office.name``, ``terms.handle.length``): which there are, what they hold now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from xinfang.domain.codes import Refused
from xinfang.domain.indicators import SHARES
from xinfang.office import editing
from xinfang.office.office import CONFIG, Office
from xinfang.office.reader import LONGEST_KEY, content
from xinfang.office.settings import DEFAULT, LENGTHS, OF_THE_OFFICE, faults
from xinfang.words import faults as fault_words
from xinfang.words import settings as words
from xinfang.words.help import NAMED
from xinfang.words.indicators import INDICATOR
from xinfang.words.labels import TERM

LISTS = ("retention", "groups", "units", "leaders")
TOPIC = "categories"
PARTS: Mapping[str, str] = {
    "length": "length",
    "unit": "counted_in",
    "basis": "basis",
}  # of a term, as TermRule has them
TABLES = ("screening", "receptions", "reception_reminders")  # lists of mappings, which only a person edits
HUNDREDTHS = 100


class Setting(NamedTuple):
    """A setting: its key, what people call it, what holds now, and whether that is not the office's own word."""

    key: str
    label: str
    value: Any
    usual: bool


def settings(office: Office) -> list[Setting]:
    """Return every setting of an office that has a key of its own, in the order of the file."""
    own, shipped = editing.tree(written(office.home)), editing.tree(DEFAULT.read_bytes())
    return [
        Setting(key, label, value, usual=editing.at(own, path) in (None, editing.at(shipped, path)))
        for key, label, value in _all(office)
        for path in [path_of(key)]
    ]


def written(home: Path) -> bytes:
    """Return the settings file of an office folder, the shipped one where it has none.

    Raises Refused ``unreadable``.
    """
    return content(home / CONFIG if (home / CONFIG).exists() else DEFAULT)


def shipped(key: str) -> editing.Value | None:
    """Return what a new office's file says under a key, None for nothing."""
    value: editing.Value | None = editing.at(editing.tree(DEFAULT.read_bytes()), path_of(key))
    return value


def path_of(key: str) -> editing.Path:
    """Return the way to a setting in the file; the name of a topic may hold a full stop."""
    return tuple(key.split(".", 1 if key.startswith(f"{TOPIC}.") else -1))


def is_list(key: str) -> bool:
    """Return whether a setting holds several items."""
    return key in LISTS or key.startswith(f"{TOPIC}.")


def meant(typed: str, known: Sequence[Setting]) -> list[Setting]:
    """Return the settings that were meant: by key, by what people call them, or all of a section (``terms``).

    Raises Refused ``no_such_setting`` with the nearest one.
    """
    name = typed.strip()
    found = [one for one in known if name in (one.key, one.label)] or [
        one for one in known if one.key.startswith(f"{name}.")
    ]
    if not found:
        among = {NAMED.format(name=one.key, short=one.label): (one.key, one.label) for one in known}
        raise Refused("no_such_setting", usage=True, text=typed, among=among, hint=words.SEE_ALL)
    return found


def changed(raw: bytes, key: str, value: editing.Value | None) -> bytes:
    """Return a settings file without faults with one value set, or without it (None).

    Raises Refused: ``bad_setting`` where the reader of the settings would find a fault, ``setting_by_hand``.
    """
    path = path_of(key)
    if value is not None:
        judge(key, value)
    if key.startswith(f"{TOPIC}.") and editing.at(editing.tree(raw), (TOPIC,)) is None:
        raise Refused("setting_by_hand", key=key)  # the usual topics would be gone with the first own one
    new = editing.changed(raw, path, value)
    _judge(key, new)
    return new


def judge(key: str, value: editing.Value) -> None:
    """Refuse a value that the reader of the settings would refuse.

    Raises Refused ``bad_setting``.
    """
    _judge(key, editing.one_line(path_of(key), value))


def _judge(key: str, raw: bytes) -> None:
    if found := faults(raw):
        place = re.escape(fault_words.AT_LINE.format(line=0, key=key[:LONGEST_KEY])).replace("0", "[0-9]+", 1)
        raise Refused("bad_setting", usage=True, key=key, fault=re.sub(f"^{place}", "", found[0]))


def _all(office: Office) -> Iterator[tuple[str, str, Any]]:
    """Yield key, label and value of each setting; targets in percent."""
    for name in OF_THE_OFFICE:
        yield f"office.{name}", words.OFFICE[name], getattr(office, name) or ""
    for name, label in words.TOP.items():
        value = office.province.get("name", "") if name == "province" else getattr(office, name)
        yield name, label, list(value) if name in LISTS else value
    rules = office.terms()
    for term in (term for term in LENGTHS if term in rules):
        for part, attribute in PARTS.items():
            label = words.OF_A_TERM.format(term=TERM[term], part=words.PART[part])
            yield f"terms.{term}.{part}", label, getattr(rules[term], attribute)
    targets = office.targets()
    for code in SHARES:
        hundredths = targets.get(code)
        value = "" if hundredths is None else hundredths / HUNDREDTHS
        yield f"targets.{INDICATOR[code].name}", words.TARGET.format(name=INDICATOR[code].name), value
    for topic, leaves in office.categories.items():
        yield f"{TOPIC}.{topic}", topic, list(leaves)
    for name in TABLES:
        yield name, words.TABLE[name], len(getattr(office, name) or ())
