"""Typed words become values: every field has one reader, used for options and for answers at a prompt alike."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xinfang.commands.pinyin import fitting
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day
from xinfang.domain.listed import listed
from xinfang.domain.said import is_id_number, names, phone, text
from xinfang.office.office import Office
from xinfang.words import labels
from xinfang.words.asking import SEVERAL_HEADS
from xinfang.words.talk import ALL_CATEGORIES

# What may be said in any field stands in the domain; commands find it here with the readers.
__all__ = ["READERS", "Reading", "category", "choice", "due", "is_id_number", "names", "read", "read_all", "text"]

MOST_HEADS = 1_000_000
SEVERAL = re.compile(SEVERAL_HEADS)
SHORT = re.compile(r"[1-9][0-9]?|[A-Za-z]+")  # a number or initials in place of a name


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader needs besides the typed words: the office, and today."""

    office: Office
    today: date


def read(field: str, typed: str, reading: Reading) -> Any:
    """Return the value of a field as typed, or None for nothing.

    Raises Refused with ``usage``: the words cannot be understood or kept.
    """
    cleaned = text(field, typed)
    return READERS.get(field, _as_it_is)(field, cleaned, reading) if cleaned else None


def read_all(given: Mapping[str, str | None], reading: Reading) -> dict[str, Any]:
    """Return the values of all fields that were given."""
    return {field: read(field, typed, reading) for field, typed in given.items() if typed is not None}


def due(typed: str | None, event: str | None, reading: Reading) -> str | None:
    """Return a date that was set, read from the day of its event (ISO; None is today) on.

    Raises Refused as `read` does.
    """
    seen_from = date.fromisoformat(event) if event else reading.today
    found: str | None = read("due", typed, Reading(reading.office, seen_from)) if typed else None
    return found


def choice(field: str, typed: str, table: Mapping[str, str]) -> str:
    """Return the code that was named, by code or by its Chinese label, a part of it or its initials.

    Raises Refused ``bad_choice`` with those that fit, else with all.
    """
    by_label = {label: code for code, label in table.items()}
    if typed.lower() in table:
        return typed.lower()
    if typed in by_label:
        return by_label[typed]
    begin = [label for label in by_label if label.startswith(typed)]
    near = [by_label[label] for label in (begin if len(begin) == 1 else fitting(typed, by_label))]
    if len(near) == 1:
        return near[0]
    named = {code: table[code] for code in near} or table
    choices = [code if code == label else f"{code}（{label}）" for code, label in named.items()]
    raise Refused("bad_choice", usage=True, field=field, text=typed, choices=choices)


def heads(told: Sequence[str]) -> tuple[tuple[str, ...], int | None]:
    """Return the names without the number of people that was told with the last one (张三等5人), and that number."""
    found = SEVERAL.fullmatch(told[-1]) if told else None
    return ((*told[:-1], found[1]), int(found[2])) if found else (tuple(told), None)


def folder(typed: str | None) -> Path:
    """Return the folder that files are to lie in, the current one where none was named.

    Raises Refused ``no_folder``.
    """
    with suppress(OSError, RuntimeError):  # a name that is too long, of nobody, or leads in a circle
        path = Path(typed or ".").expanduser().resolve()
        if path.is_dir():
            return path
    raise Refused("no_folder", usage=True, path=typed)


def category(typed: str, office: Office) -> str:
    """Return a category of the office, by its name, a part of it or its initials.

    Raises Refused ``bad_category`` with those that fit among its values, else with all.
    """
    known = office.topics()
    leaf = re.split(r"[/／]", typed)[-1].strip()
    if leaf in known:
        return leaf
    meant = fitting(leaf, known)
    if len(meant) == 1:
        return meant[0]
    topics = "、".join(dict.fromkeys(known.values()))
    among = {name: (name,) for name in meant or known}
    raise Refused("bad_category", usage=True, text=leaf, among=among, hint=ALL_CATEGORIES.format(topics=topics))


def _as_it_is(field: str, typed: str, reading: Reading) -> str:
    return typed


def _day(field: str, typed: str, reading: Reading) -> str:
    return parse_day(typed, reading.today).isoformat()


def _day_to_come(field: str, typed: str, reading: Reading) -> str:
    return parse_day(typed, reading.today, ahead=True).isoformat()


def _listed(field: str, typed: str, reading: Reading) -> tuple[str, ...]:
    return listed([typed])


def _phone(field: str, typed: str, reading: Reading) -> str:
    return phone(typed)


def _id_number(field: str, typed: str, reading: Reading) -> str:
    return unicodedata.normalize("NFKC", typed).replace(" ", "").upper()


def _whole(field: str, typed: str, reading: Reading) -> int:
    plain = unicodedata.normalize("NFKC", typed).removesuffix("人").removesuffix("天").removesuffix("日")
    if not re.fullmatch(r"-?[0-9]{1,9}", plain) or abs(int(plain)) > MOST_HEADS:
        raise Refused("bad_number", usage=True, field=field, text=typed)
    return int(plain)


def _choice_of(table: Mapping[str, str]) -> Callable[[str, str, Reading], str]:
    return lambda field, typed, _reading: choice(field, typed, table)


def _retention(field: str, typed: str, reading: Reading) -> str:
    return choice(field, typed, {name: name for name in reading.office.retention})


def _sum(field: str, typed: str, reading: Reading) -> int:
    """Return a sum of money in 分."""
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").removesuffix("元").strip()
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", plain):
        raise Refused("bad_sum", usage=True, text=typed)
    yuan, _, rest = plain.partition(".")
    return int(yuan) * 100 + int((rest + "00")[:2])


def _category(field: str, typed: str, reading: Reading) -> str:
    return category(typed, reading.office)


def _of_the_office(listed: Callable[[Office], Sequence[str]]) -> Callable[[str, str, Reading], str]:
    """Return the reader of a name that the office may know: in full as typed, by its number or initials as listed."""

    def read_name(field: str, typed: str, reading: Reading) -> str:
        known = listed(reading.office)
        if typed in known or not SHORT.fullmatch(typed):
            return typed
        found = numbered(typed, known) or fitting(typed, known)
        if len(found) > 1:
            raise Refused("bad_choice", usage=True, field=field, text=typed, choices=found)
        return found[0] if found else typed

    return read_name


def numbered(typed: str, listed: Sequence[str]) -> list[str]:
    """Return the choices that a number may mean: the one in that place, and those that begin with it."""
    if not re.fullmatch(r"[1-9][0-9]?", typed):
        return []
    begin = [choice for choice in listed if re.match(rf"{typed}(?![0-9])", choice)]
    return list(dict.fromkeys([*listed[int(typed) - 1 : int(typed)], *begin]))


def _settled(field: str, typed: str, reading: Reading) -> bool:
    return choice(field, typed, {label: label for label in labels.SETTLED.values()}) == labels.SETTLED[True]


READERS: Mapping[str, Callable[[str, str, Reading], Any]] = {
    "date": _day,
    "found_on": _day,
    "on_date": _day,
    "ended_on": _day,
    "settle_by": _day_to_come,
    "received_on": _day,
    "accepted_on": _day,
    "forwarded_on": _day,
    "replied_on": _day,
    "served_on": _day,
    "closed_on": _day,
    "due": _day_to_come,
    "phone": _phone,
    "groups": _listed,
    "leaders": _listed,
    "units": _listed,
    "role": lambda field, typed, _: choice(field, typed, labels.ROLE),
    "id_number": _id_number,
    "people": _whole,
    "days": _whole,
    "petition": _whole,
    "within": _whole,
    "kind": _choice_of(labels.KIND),
    "source": _choice_of(labels.SOURCE),
    "opinion": _choice_of(labels.OPINIONS),
    "route": _choice_of(labels.ROUTE),
    "violation": _choice_of(labels.VIOLATION),
    "advice": _choice_of(labels.ADVICE),
    "way": _choice_of(labels.WAY_TO_MEET),
    "office_rating": _choice_of(labels.RATING),
    "unit_rating": _choice_of(labels.RATING),
    "rated_office": _choice_of(labels.RATING),
    "rated_unit": _choice_of(labels.RATING),
    "retention": _retention,
    "sum": _sum,
    "task": _whole,
    "until": _day,
    "served": _day,
    "channel": _choice_of(labels.CHANNEL),
    "status": _choice_of(labels.STATUS),
    "dated": _choice_of(labels.DATED),
    "category": _category,
    "settled": _settled,
    "village_group": _of_the_office(lambda office: office.groups),
    **dict.fromkeys(("to", "unit"), _of_the_office(lambda office: office.units)),
    **dict.fromkeys(
        ("approver", "by_leader", "leader", "responsible", "chair"), _of_the_office(lambda office: office.leaders)
    ),
}
