"""What was meant by words that fit nothing: the nearest by a part, by a slip of the hand, by how it is read."""

import re
from collections.abc import Mapping, Sequence

from xinfang.commands.pinyin import fitting, reading
from xinfang.domain.codes import Refused

MOST = 3  # that are named
ALIKE = 0.66  # share of what is alike from which one word counts as a slip for another: one of three is wrong
LONG = 40  # characters
NO_PART = 4  # a rank behind those of all parts
FEW = 7  # so many are rather told whole than by a guess
SHORT = 12  # characters of a word, no sentence


def pointed(refused: Refused) -> Refused:
    """Return a refusal of a `text` that is none of the `choices`, with those that are `near` to it.

    Where they are known by other words, or too many to be told, they stand in `among`: what is told → its words. What
    was `meant` may be less than the text.
    """
    among = refused.values.get("among") or {
        name: re.split("[（）]", name)[:2] for name in refused.values.get("choices", ())
    }
    near = nearest(str(refused.values.get("meant", refused.values.get("text", ""))), among)
    return Refused(refused.code, usage=refused.usage, **(refused.values | {"near": near})) if near else refused


def nearest(typed: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """Return those of the names that may be meant, each known by its words, the nearest first; not all of a few."""
    text = typed.strip()
    if len(text) > LONG or (len(text) == 1 and text.isascii()):  # no name of anything; a letter may mean it all
        return []
    for ranked in (_by_a_part, _by_a_slip, _by_reading, _by_characters):
        if near := ranked(text, among):
            return near[:MOST]
    return []


def _by_a_part(text: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what the text is, alone; else what begins with it, what holds it, what it holds."""
    ranks = {name: min(_part(text.casefold(), word.casefold()) for word in words) for name, words in among.items()}
    least = min(ranks.values(), default=0)
    return _ranked({name: rank for name, rank in ranks.items() if rank < (NO_PART if least else 1)})


def _part(text: str, word: str) -> int:
    if text in word:
        return (text != word) + (not word.startswith(text))
    return 3 if len(word) > 1 and word in text else NO_PART


def _by_a_slip(text: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what is written alike: a letter too much, one too few, two of them changed about."""
    from difflib import SequenceMatcher

    lower = text.casefold()
    alike = {
        name: max((SequenceMatcher(None, lower, word.casefold()).ratio() for word in words), default=0)
        for name, words in among.items()
    }
    return _ranked({name: -share for name, share in alike.items() if share >= ALIKE})


def _by_reading(text: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what begins as the text is read, be it typed in letters (zjd) or in characters that sound alike."""
    letters = text if text.isascii() else reading(text)
    fits = fitting(letters, [word for words in among.values() for word in words if not word.isascii()])
    return list(dict.fromkeys(name for word in fits for name, words in among.items() if word in words))


def _by_characters(text: str, among: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what has half of the text's Chinese characters, where there are many short words to choose from."""
    if len(among) <= FEW or any(len(word) > SHORT for words in among.values() for word in words):
        return []
    chinese = {char for char in text if not char.isascii()}
    shared = {name: max((len(chinese & set(word)) for word in words), default=0) for name, words in among.items()}
    least = max(1, len(chinese) / 2)
    return _ranked({name: -count for name, count in shared.items() if count >= least})


def _ranked(ranks: Mapping[str, float]) -> list[str]:
    return sorted(ranks, key=lambda name: ranks[name])
