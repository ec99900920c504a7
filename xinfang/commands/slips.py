"""The line as it was typed: slips of the hand and of the input method are understood where nothing else can be meant.

What the parser would take for something else is refused before it sees it: an option in another's place, one twice.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xinfang.domain.codes import Refused

DASHES = "-‐‑‒–—―−－﹣"
OPTION = re.compile(rf"[{DASHES}]{{1,2}}(?=[A-Za-zＡ-Ｚａ-ｚ])([^=＝\s]+)(?:([=＝])(.*))?", re.DOTALL)
BLANK = "\u3000"  # of a Chinese input method: the shell does not part words at it
QUOTES = {"“": "”", "‘": "’", "＂": "＂", "「": "」"}
HELP = ("-h", "--help")


class Typed(NamedTuple):
    """A word of the line that looks like an option: its name as we write it, and its value behind a ``=``."""

    flag: str
    value: str | None


def mended(ctx: Any, params: Sequence[Any], words: Sequence[str]) -> list[str]:
    """Return the words of a command, or those of the program before its command, as the parser takes them.

    Raises Refused ``option_needs_value``, ``option_takes_none``, ``option_twice``, ``both_given``.
    """
    known = {f: p for p in params if p.param_type_name == "option" for f in (*p.opts, *p.secondary_opts)}
    if ctx.resilient_parsing:  # the shell asks what could stand next
        return list(words)
    rest, found, given = deque(_parted(_unquoted(words), known)), list[str](), dict[str, str]()
    while rest and rest[0] != "--":
        word = rest.popleft()
        option = _option(word)
        if option is None and ctx.command.allow_interspersed_args is False:
            return [*found, word, *rest]
        if option and (option.flag in HELP or (rest and option.flag in known and _is_help(rest[0]))):
            return ["--help"]
        if option and option.flag in known:
            param = known[option.flag]
            _judge_twice(param, option.flag, given)
            value = option.value if param.is_flag else _value(ctx, param, option, rest, known)
            if param.is_flag and value is not None:
                raise Refused("option_takes_none", usage=True, text=option.flag)
            found.append(option.flag if value is None else f"{option.flag}={value}")
        else:
            found.append(option.flag if option and not word.isascii() else word)
    return [*found, *rest]


def as_command(word: str) -> str:
    """Return a command's name as we write it: Ｌog_Visit → log-visit."""
    return unicodedata.normalize("NFKC", re.sub(f"[{DASHES}_]+", "-", word)).casefold()


def page_of(ctx: Any) -> str:
    """Return what is typed to see the page of a command, or of the program."""
    return " ".join(["xinfang", *([ctx.info_name] if ctx.parent else []), "--help"])


def _value(ctx: Any, param: Any, option: Typed, rest: deque[str], known: Mapping[str, Any]) -> str:
    if option.value is not None:
        return option.value
    following = _option(rest[0]) if rest else None
    if not rest or (following and following.flag in known):
        raise Refused("option_needs_value", usage=True, text=option.flag, what=param.metavar, page=page_of(ctx))
    return rest.popleft()


def _judge_twice(param: Any, flag: str, given: dict[str, str]) -> None:
    former = given.get(param.name)
    given[param.name] = flag
    if former not in (None, flag):
        raise Refused("both_given", usage=True, one=former, other=flag)
    if former and not (param.multiple or param.is_flag):
        raise Refused("option_twice", usage=True, text=flag)


def _is_help(word: str) -> bool:
    option = _option(word)
    return option is not None and option.flag in HELP


def _option(word: str) -> Typed | None:
    """Return what looks like an option: one dash or two, also full-width ones, and its name, also in full width."""
    found = OPTION.fullmatch(word)
    if found is None:
        return None
    name = as_command(found[1])
    return Typed("-h" if name == "h" else f"--{name}", found[3])


def _parted(words: Iterable[str], known: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words, parted at a full-width blank before an option and behind one."""
    for word in words:
        for piece in re.split(f"{BLANK}+(?=[{DASHES}])", word):
            first, blank, behind = piece.partition(BLANK)
            option = _option(first) if blank else None
            yield from (first, behind.strip(BLANK)) if option and option.flag in known else (piece,)


def _unquoted(words: Sequence[str]) -> Iterator[str]:
    """Yield the words, those between Chinese quotes as one: no shell takes them for quotes."""
    rest = deque(words)
    while rest:
        word = rest.popleft()
        head, opening, inside = _opened(word)
        if opening and QUOTES[opening] not in inside:
            closing = next((i for i, later in enumerate(rest) if later.endswith(QUOTES[opening])), None)
            inside = (
                " ".join([inside, *(rest.popleft() for _ in range(closing + 1))]) if closing is not None else inside
            )
        whole = opening and inside.find(QUOTES[opening]) == len(inside) - 1
        yield head + inside[:-1] if whole else head + opening + inside


def _opened(word: str) -> tuple[str, str, str]:
    """Return what stands before a quote at the beginning of a word or of an option's value, the quote, and the rest."""
    head, equals, value = word.partition("=") if OPTION.fullmatch(word) else ("", "", word)
    return (head + equals, value[0], value[1:]) if value[:1] in QUOTES and value else (word, "", "")
