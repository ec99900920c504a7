"""Choices by their number, by a part of them, or by their pinyin initials; of a long list only the head is shown."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xinfang.commands.pinyin import fitting
from xinfang.commands.typed import SHORT, numbered
from xinfang.domain.codes import Refused
from xinfang.words import asking as words

LISTED = 9  # as many as one key can pick


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, as it is shown, with the text that is read for it.

    `heads` gather some of them: a head that is chosen asks among these. `is_open` says that something else may be
    typed, `skips` that nothing may.
    """

    texts: Mapping[str, str]
    is_open: bool = False
    skips: bool = False
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def listed(self) -> list[str]:
        """Return what is numbered."""
        return list(self.heads or self.texts)

    def numbered(self) -> Iterable[str]:
        """Return what is shown: each with its number, and how many more there are."""
        listed = self.listed()
        most = len(listed) if self.heads else LISTED
        yield from (f"{n} {choice}" for n, choice in enumerate(listed[:most], 1))
        if len(listed) > most:
            yield words.MORE_CHOICES.format(count=len(listed) - most)

    def fitting(self, typed: str) -> list[str]:
        """Return those that `typed` may mean: itself, by number, by a part, by initials."""
        if typed in self.heads:
            return list(self.heads[typed])
        if typed in self.texts:
            return [typed]
        plain = unicodedata.normalize("NFKC", typed)
        if found := numbered(plain, self.listed()):
            return list(self.heads[found[0]]) if len(found) == 1 and found[0] in self.heads else found
        return fitting(plain, self.texts)

    def judged(self, typed: str) -> list[str]:
        """Return those that `typed` may mean, at least one; what is not in the list where that is allowed.

        Letters or a number that fit nothing were meant for something in the list. What fits several may be meant as it
        stands too: a village without its group.
        Raises Refused ``no_such_choice``.
        """
        if self.skips and not typed:
            return [""]
        found = self.fitting(typed)
        if len(found) != 1 and self.is_open and typed and not SHORT.fullmatch(typed):
            found = [*found, typed]
        if found:
            return found
        raise Refused("no_such_choice" if typed else "unanswered", usage=True, text=typed)

    def among(self, found: Iterable[str]) -> "Choices":
        """Return only those of the choices that were found."""
        return Choices({choice: self.texts.get(choice, choice) for choice in found}, self.is_open, self.skips)
