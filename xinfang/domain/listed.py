"""Lists as people type them: parted by 、 or blanks, and ranges spelled out (一组-八组)."""

import re
from collections.abc import Iterable

FIGURES = "一二三四五六七八九"
TEN = "十"
NUMBER = rf"[0-9]{{1,2}}|[{FIGURES}{TEN}]{{1,3}}"
APART = r"\s、，,;；：:"
RANGE = re.compile(
    rf"(?P<before>[^{APART}]*?)(?P<first>{NUMBER})(?P<kind>[^{APART}0-9{FIGURES}{TEN}]*?)"
    rf"\s*(?:到|至|[-—–~～]+)\s*(?P=before)?(?P<last>{NUMBER})(?P<behind>[^{APART}]*)"
)  # fmt: skip
INTRODUCED = re.compile(rf"^[^{APART}]*[：:](?=.)")  # 八个组：一组…
NONE = ("无", "没有", "暂无")


def listed(typed: Iterable[str]) -> tuple[str, ...]:
    """Return the items that were typed, none twice: 一组、二组 · 一组 二组 · 一组-八组 · 石桥村一组到四组 · 1-8组."""
    text = RANGE.sub(_spelled, INTRODUCED.sub("", " ".join(typed).strip()))
    items = tuple(dict.fromkeys(item for item in re.split(rf"[{APART}]+", text) if item))
    return () if len(items) == 1 and items[0] in NONE else items


def _spelled(found: "re.Match[str]") -> str:
    """Return a range item by item; what is none stays as it was typed."""
    before, first, kind, last, behind = found.group("before", "first", "kind", "last", "behind")
    start, end = _value(first), _value(last)
    if not 0 < start < end or first.isdecimal() != last.isdecimal() or kind not in ("", behind):
        return found[0]
    name = str if first.isdecimal() else numeral
    return " ".join(f"{before}{name(number)}{behind}" for number in range(start, end + 1))


def _value(number: str) -> int:
    """Return what a number up to 99 is, 0 for figures that make none (一二)."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.partition(TEN)
    if not ten:
        return FIGURES.find(number) + 1 if len(number) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or TEN in ones:
        return 0
    return (FIGURES.find(tens) + 1 if tens else 1) * 10 + (FIGURES.find(ones) + 1 if ones else 0)


def numeral(number: int) -> str:
    """Return a number up to 99 as it is written: 23 → 二十三."""
    tens, ones = divmod(number, 10)
    return (FIGURES[tens - 1] if tens > 1 else "") + TEN * (tens > 0) + (FIGURES[ones - 1] if ones else "")
