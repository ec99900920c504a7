"""Chinese as it is typed in a hurry: 宅基地 by 宅基, 基地, zjd, zhaijd or zhaijidi."""

from collections.abc import Iterable, Sequence
from functools import cache


def fitting(typed: str, choices: Iterable[str]) -> list[str]:
    """Return the choices that `typed` may mean, the likeliest first; none for nothing typed.

    A choice itself comes first, then those that begin with what was typed, that hold it, and, where only letters
    were typed, those whose pinyin begins with it, and those that hold such a word.
    """
    text = typed.strip().casefold()
    if not text:
        return []
    ranked = [(distance, choice) for choice in choices if (distance := _distance(text, choice)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


def initials(text: str) -> str:
    """Return the first letters of the text as it is read: 柳林镇 → llz; what is no Chinese stays."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold()


def reading(text: str) -> str:
    """Return the text as it is read, in letters: 受理 → shouli; what is no Chinese stays."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).casefold()


def get_ready() -> None:
    """Load the readings while the clerk types something else, so that the first letters need not wait for them."""
    from importlib import import_module
    from threading import Thread

    Thread(target=import_module, args=("pypinyin",), daemon=True).start()


def _distance(text: str, choice: str) -> int | None:
    plain = choice.casefold()
    if text in plain:
        return (text != plain) + (not plain.startswith(text))
    if not (text.isascii() and text.isalnum()):
        return None
    read = _readings(choice)
    if _spells(text, read):
        return 3
    return 4 if any(_spells(text, read[start:]) for start in range(1, len(read))) else None


def _spells(text: str, read: Sequence[tuple[str, ...]]) -> bool:
    """Return whether the letters are the beginnings of the first characters' syllables, one after the other."""
    if not text:
        return True
    return bool(read) and any(
        _spells(text[length:], read[1:])
        for syllable in read[0]
        for length in range(1, len(syllable) + 1)
        if text.startswith(syllable[:length])
    )


@cache
def _readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return every reading of each character; what is no Chinese reads as it is written."""
    from pypinyin import Style, pinyin

    return tuple(
        tuple(syllable.casefold() for syllable in pinyin(char, style=Style.NORMAL, heteronym=True)[0]) for char in text
    )
