"""A figure held against another, in words: risen, fallen or equal, the base always beside it."""

from dataclasses import dataclass

from xinfang.tables.statistics import share_words
from xinfang.words import findings as words

NOTHING = share_words(0, 1)


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure is held against: the name of the comparison, and of the base."""

    name: str
    of: str


A_YEAR_BEFORE = Base(words.SAME, words.LAST_YEAR)


def changed(now: int, before: int | None, base: Base, unit: str) -> str:
    """Return in words how a figure compares with its base, the base beside it; nothing where no base is known."""
    if before is None:
        return ""
    percent = share_words(abs(now - before), before)
    return words.CHANGED[_way(now, before)].format(
        name=base.name, base_name=base.of, base=before, unit=unit, percent=words.TINY if percent == NOTHING else percent
    )


def _way(now: int, before: int) -> str:
    if not before:
        return "nothing"
    if now == before:
        return "equal"
    return "up" if now > before else "down"
