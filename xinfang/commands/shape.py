"""Words without options, understood by their shape: 张三 19900001234 三组 zjd 与邻居争地界."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xinfang.commands import typed
from xinfang.commands.asking.choices import Choices
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day
from xinfang.words import asking as words
from xinfang.words import labels

HEADS = re.compile(r"([0-9]{1,6})人")
PHONE = re.compile(r"(\+?86)?1[0-9]{10}|[0-9]{3,4}-?[0-9]{7,8}|[0-9]{7,8}")
ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")
LETTERS = re.compile(r"[A-Za-z]{2,}")
LONGEST_NAME = 4  # characters of one person's name; a subject is longer
OF_ONE_WORD = ("phone", "id_number", "people", "received_on", "village_group", "category")


def understood(
    desk: Desk, said: Sequence[str], given: Mapping[str, Any], names: list[str] | None, *, anonymous: bool
) -> tuple[dict[str, Any], list[str] | None]:
    """Return the options with what the words say besides, and the names; what was understood is told.

    Raises Refused ``word_unclear``: a word may mean several things, or nothing.
    """
    found: dict[str, str] = {}
    rest = [word for word in said if not _taken(desk, word, found, given)]
    found |= _told(rest, needs_names=not names and not anonymous, needs_subject=not given.get("subject"))
    told = "　".join(f"{labels.FIELD[name]} {text}" for name, text in found.items())
    desk.remark(words.UNDERSTOOD.format(told=told))
    who = found.pop("names", None)
    if who and (several := re.fullmatch(words.SEVERAL_HEADS, who)):
        who, found["people"] = several[1], several[2]
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
    """Return the choices that a word names: whole, by initials, a village group also by its number."""
    is_short = LETTERS.fullmatch(word) or (name == "village_group" and re.fullmatch(r"[1-9][0-9]?", word))
    return Choices({choice: choice for choice in known}).fitting(word) if is_short or word in known else []


def _is_day(desk: Desk, word: str) -> bool:
    try:
        parse_day(word, desk.today)
    except Refused:
        return False
    return True


def _told(rest: list[str], *, needs_names: bool, needs_subject: bool) -> dict[str, str]:
    """Return who and what the words without a shape tell: the longest is the subject, the other the name.

    Raises Refused ``word_unclear``.
    """
    subject = max(rest, key=len, default="")
    others = [word for word in rest if word is not subject]
    if not needs_subject or (rest and needs_names and len(rest) == 1 and len(subject) <= LONGEST_NAME):
        others, subject = rest, ""
    if len(others) > needs_names:
        raise _unclear(others[-1], ("names", "subject"))
    if subject and others and (len(subject) <= LONGEST_NAME or not _is_name(others[0])):
        raise _unclear(others[0], ("names", "subject"))
    return {name: text for name, text in (("names", "".join(others)), ("subject", subject)) if text}


def _is_name(word: str) -> bool:
    return all(len(one) <= LONGEST_NAME for one in typed.names("names", [re.sub(words.SEVERAL_HEADS, r"\1", word)]))


def _unclear(word: str, fields: Any) -> Refused:
    options = [labels.option(name) for name in fields]
    return Refused("word_unclear", usage=True, text=word, choices=options)
