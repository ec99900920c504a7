"""How words are found in any language without blanks: text folded, and cut into pairs of neighbouring characters."""

import unicodedata
from collections.abc import Iterator
from operator import add


def fold(text: str) -> str:
    """Return text as it is compared: full-width as half-width, capitals as small letters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split(" "))


def grams(text: str) -> str:
    """Return the tokens of a folded text: every two neighbouring characters as their code points in hex.

    Written so that SQLite's plainest tokenizer keeps them whole, whatever the characters are. A line's last
    character is a token of its own, so that a single character is found anywhere as the beginning of a token.
    """
    return " ".join(dict.fromkeys(token for line in text.split("\n") for token in line_grams(line)))


def line_grams(line: str) -> Iterator[str]:
    """Yield the tokens of one line."""
    if line:
        codes = [_CODES[char] for char in line]
        yield from map(add, codes, codes[1:])
        yield codes[-1]


class _Codes(dict[str, str]):
    """The code point of each character in hex, worked out once."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{ord(char):05x}"
        return code


_CODES = _Codes()
