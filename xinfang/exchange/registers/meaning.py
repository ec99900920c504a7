"""What the words of an old register mean: its channel, kind, source, way; texts parted and measured."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from xinfang.domain import said
from xinfang.domain.codes import Source
from xinfang.exchange.registers.cells import NotTaken
from xinfang.words import imports as words
from xinfang.words import labels

Raw = Mapping[str, Any]  # a row's cells by field
Said = Mapping[str, str]  # what they say
SENTENCE = re.compile(words.ENDS_OF_SENTENCES)


def line(said: Said, name: str) -> str:
    """Return what a cell says in one line."""
    written = said.get(name, "")
    return re.sub(r"\s*\n\s*", " ", written) if "\n" in written else written


def fits(limit: str, name: str, written: str) -> str:
    """Return words that are not too long. Raises NotTaken ``too_long``."""
    most = said.MOST.get(limit, said.MOST_ELSEWHERE)
    if len(written) > most:
        raise NotTaken("too_long", field=words.FIELD[name], count=len(written), most=most)
    return written


def parted(subject: str, detail: str) -> tuple[str, str | None]:
    """Return a subject of fitting length, and the rest as the detail: nothing of what was written is lost."""
    line = re.sub(r"\s*\n\s*", " ", subject)
    if not line:
        line, detail = re.sub(r"\s*\n\s*", " ", detail), ""
    if not line:
        raise NotTaken("no_subject")
    most = said.MOST["subject"]
    if len(line) > most:
        ends = [found.end() for found in SENTENCE.finditer(line, 0, most)]
        place = ends[-1] if ends else most
        line, detail = line[:place], line[place:] + (f"\n{detail}" if detail else "")
    return line, fits("detail", "detail", detail) or None


@lru_cache(maxsize=2_000)
def channel_of(written: str) -> str | None:
    """Return the channel that a title, a sheet's name or a cell names, None where it names none or several."""
    found = [code for code, pattern in words.CHANNELS.items() if re.search(pattern, written)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1_000)
def kind_of(written: str) -> str | None:
    """Return the kind of matter that a cell names."""
    by_label = {label: code for code, label in labels.KIND.items()} | {code: code for code in labels.KIND}
    found = [code for code, pattern in words.KINDS.items() if re.search(pattern, written)]
    return by_label.get(written) or (found[0] if found else None)


@lru_cache(maxsize=1_000)
def source_of(written: str) -> tuple[str | None, str]:
    """Return the level that a petition came from (None where no words of a level stand there), and what to keep."""
    head, _, rest = written.partition(" ")
    by_label = {label: code for code, label in labels.SOURCE.items()}
    if head in by_label:
        return by_label[head], rest
    if not written or (re.search(words.OWN, written) and not re.search(words.SENT_ON, written)):
        return Source.OWN, ""
    return next((code for code, pattern in words.SOURCES.items() if re.search(pattern, written)), None), written


@lru_cache(maxsize=1_000)
def is_repeat(written: str) -> bool | None:
    """Return whether a cell says that a petition repeats an earlier one; None where it does not say."""
    if re.search(words.REPEATED, written):
        return True
    return False if re.search(words.FIRST_TIME, written) else None


@lru_cache(maxsize=10_000)
def way_of(handling: str, status: str, result: str) -> tuple[str | None, str | None]:
    """Return what was done with a petition by the words of its register, and the unit where they name one."""
    ways = {
        "declined": words.DECLINED, "spot": words.SPOT, "accepted": words.ACCEPTED, "assigned": words.ASSIGNED,
        "forwarded": words.FORWARDED, "answered": words.ANSWERED,
    }  # fmt: skip
    unit = re.fullmatch(words.TO_A_UNIT, handling, re.DOTALL)
    for written in (handling, status):
        for way, pattern in ways.items():
            if re.match(pattern, written):
                return way, unit[1] if unit else None
    return ("underway" if re.search(words.UNDER_WAY, result) else None), None
