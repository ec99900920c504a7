"""What a value in the settings may be: each check returns the value, or says what is wrong with it."""

from __future__ import annotations

import re
from typing import Any

from xinfang.office.reader import Check, Reader, is_null
from xinfang.words import faults as words


def text(most: int) -> Check:
    """Return a check: a text of so many characters, nothing for nothing."""

    def check(reader: Reader, node: Any, path: str) -> str | None:
        if is_null(node):
            return None
        if node.id != "scalar" or not 1 <= len(node.value) <= most:
            reader.fault(node, path, words.NOT_A_TEXT, most=most)
            return None
        return str(node.value)

    return check


def number(least: int, most: int) -> Check:
    """Return a check: a whole number in these bounds."""

    def check(reader: Reader, node: Any, path: str) -> int | None:
        if node.id == "scalar" and re.fullmatch(r"[0-9]{1,4}", node.value) and least <= int(node.value) <= most:
            return int(node.value)
        reader.fault(node, path, words.NOT_A_NUMBER, least=least, most=most)
        return None

    return check


def one_of(*choices: str) -> Check:
    """Return a check: one of these words."""

    def check(reader: Reader, node: Any, path: str) -> str | None:
        if node.id == "scalar" and node.value in choices:
            return str(node.value)
        reader.fault(node, path, words.NOT_A_CHOICE, choices="、".join(choices))
        return None

    return check
