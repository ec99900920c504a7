"""Words without options, understood by their shape: 张三 19900001234 三组 zjd 与邻居争地界."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xinfang.commands.asking.choices import Choices
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day
from xinfang.domain.listed import FIGURES, TEN, numeral
from xinfang.domain.said import BETWEEN_NAMES
from xinfang.words import asking as words
from xinfang.words import labels
from xinfang.words.fields import FIELD, option
from xinfang.words.surnames import OF_TWO, PLACES, SURNAMES, TITLES

HEADS = re.compile(r"([0-9]{1,6})人")
PHONE = re.compile(r"(\+?86)?1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8}|[2-9][0-9]{6,7}")
MOBILE = re.compile(r"(?<![0-9])1[0-9]{10}(?![0-9])")
FIGURE = f"[0-9{FIGURES}{TEN}]"
NUMBERED = re.compile(rf"第?([1-9][0-9]?)组?|第?([{FIGURES}{TEN}]{{1,3}})组")
ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")
LETTERS = re.compile(r"[A-Za-z]{2,}")
OTHERS = re.compile(r"[^\W\d_]+([·•・‧][^\W\d_]+)+")  # a name in the way of other peoples
SUBJECT = re.compile(r"(?=.*[^\W\da-zA-Z_]{2}).{4,}", re.DOTALL)  # a shorter word may be anything
GIVEN = re.compile(r"[^\W\da-zA-Z_]{1,2}")


def understood(
    desk: Desk, said: Sequence[str], given: Mapping[str, Any], names: list[str] | None, *, anonymous: bool
) -> tuple[dict[str, Any], list[str] | None]:
    """Return the options with what the words say besides, and the names; what was understood is told.

    Raises Refused ``word_unclear``: a word may mean several things, or nothing.
    """
    found: dict[str, str] = {}
    rest = [word for word in said if not _taken(desk, word, found, given)]
    found |= _told(rest, needs_names=not names and not anonymous, needs_subject=not given.get("subject"))
    told = "　".join(f"{FIELD[name]} {text}" for name, text in found.items())
    desk.remark(words.UNDERSTOOD.format(told=told))
    who = found.pop("names", None)
    return {**given, **found}, [who] if who else names


def _taken(desk: Desk, word: str, found: dict[str, str], given: Mapping[str, Any]) -> bool:
    """Put a word where its shape belongs; returns whether it has one.

    Raises Refused ``word_unclear``: it has several, or its field was told already.
    """
    may_be = dict(_shapes(desk, word.strip()))
    if not may_be:
        return False
    ((name, text), *others) = may_be.items()
    if others or name in found or given.get(name):
        raise _unclear(word, may_be)
    found[name] = text
    return True


def _shapes(desk: Desk, word: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that a word fits by its shape, with the text to be read there."""
    if HEADS.fullmatch(word):
        yield "people", word
    if ID_NUMBER.fullmatch(word):
        yield "id_number", word
    elif PHONE.fullmatch(word):
        yield "phone", word
    if _is_day(desk, word):
        yield "received_on", word
    groups, topics = desk.office.groups, desk.office.topics()
    for name, known in (("village_group", groups), ("category", tuple(topics))):
        fitting = _fitting(name, word, known)
        if len(fitting) > 1:
            raise Refused("word_fits", usage=True, text=word, choices=fitting)
        yield from ((name, choice) for choice in fitting)


def _fitting(name: str, word: str, known: Sequence[str]) -> list[str]:
    """Return the choices that a word names: whole, by initials, a village group also by the number in its name."""
    if word not in known and name == "village_group" and (number := NUMBERED.fullmatch(word)):
        written = number[1] or number[2]
        spelled = numeral(int(written)) if written.isdecimal() else written
        called = rf"(?<!{FIGURE})({written}|{spelled})(?!{FIGURE})"
        return [choice for choice in known if re.search(called, choice)]
    is_short = LETTERS.fullmatch(word) or word in known
    return Choices({choice: choice for choice in known}).fitting(word) if is_short else []


def _is_day(desk: Desk, word: str) -> bool:
    try:
        parse_day(word, desk.today)
    except Refused:
        return False
    return True


def _told(rest: list[str], *, needs_names: bool, needs_subject: bool) -> dict[str, str]:
    """Return who and what the words without a shape tell: what is called as people are is who.

    Raises Refused ``word_unclear``.
    """
    if hidden := next(filter(MOBILE.search, rest), None):
        raise _unclear(hidden, ("phone", "subject"))
    who = [word for word in rest if needs_names and (_is_name(word) or not needs_subject)]
    what = [word for word in rest if word not in who]
    if len(who) > 1:
        raise _unclear(who[-1], ("names", "subject"))
    if len(what) > needs_subject or (needs_names and not all(map(_is_matter, what))):
        raise _unclear(min(what, key=lambda word: (_is_matter(word), len(word))), ("names", "subject"))
    return {name: told[0] for name, told in (("names", who), ("subject", what)) if told}


def _is_name(word: str) -> bool:
    """Return whether a word is one name, or several, as people are called."""
    several = [name for name in BETWEEN_NAMES.split(re.sub(words.SEVERAL_HEADS, r"\1", word)) if name]
    return bool(several) and all(map(_is_called, several))


def _is_called(name: str) -> bool:
    surname = next((two for two in OF_TWO if name.startswith(two) and name != two), name[0])
    known = surname in OF_TWO or surname in SURNAMES
    in_full = known and GIVEN.fullmatch(name.removeprefix(surname)) and not name.endswith(TITLES)
    return bool(in_full or OTHERS.fullmatch(name)) or name == labels.ANONYMOUS


def _is_matter(word: str) -> bool:
    return bool(SUBJECT.fullmatch(word)) and word[-1] not in PLACES


def _unclear(word: str, fields: Any) -> Refused:
    options = [option(name) for name in fields]
    return Refused("word_unclear", usage=True, text=word, choices=options)
