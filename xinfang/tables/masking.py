"""Leaving names and numbers out of what is told of a matter where it stands for others."""

import re
from collections.abc import Iterable

from xinfang.words import labels

FIGURES = re.compile(r"\d(?:[ -]?[\d*]){5,}[xX]?")  # phones, ID numbers, accounts; a date or two with them
SEVERAL = re.compile(r"等\d+人$")
SURNAMES_OF_TWO = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "夏侯",
    "南宫",
)


def name(whole: str) -> str:
    """Return a person's name as it is told of them: 张某, 张某某, 欧阳某."""
    surname = whole[:2] if whole.startswith(SURNAMES_OF_TWO) and len(whole) > 2 else whole[:1]  # noqa: PLR2004
    return surname + labels.SOMEBODY * min(max(len(whole) - len(surname), 1), 2)


def people(told: str) -> str:
    """Return who brought a matter, as it is told of them: 张某, 张某某等11人."""
    several = SEVERAL.search(told)
    named = told[: several.start()] if several else told
    return labels.LIST.join(map(name, named.split(labels.LIST))) + (several[0] if several else "")


def masked(text: str, names: Iterable[str]) -> str:
    """Return a text without these names, the longest first, and without long numbers."""
    for whole in names:
        text = text.replace(whole, name(whole))
    return FIGURES.sub(labels.NUMBER_LEFT_OUT, text)
