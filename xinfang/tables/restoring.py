"""Restoring: the copies at hand as a table, and what would come of one of them as a card and a document."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from xinfang.ledger.at_hand import AtHand
from xinfang.ledger.putting_back import Wanted
from xinfang.ledger.sides import Compared
from xinfang.tables.report import HEAD_SHOWN, Cell, Column, Report, Table, columns
from xinfang.words import papers
from xinfang.words import restoring as words

MOST_NAMED = 5
ATTACHED = "data/files"  # of attachments no folder within tells anything
TOLD = ("made_at", "entries", "cases", "petitions", "head")
SHAPES: Mapping[str, tuple[int, Cell]] = {
    "name": (17, Cell.ID), "made_at": (19, Cell.TEXT), "entries": (8, Cell.NUMBER), "cases": (8, Cell.NUMBER),
    "head": (16, Cell.ID), "state": (8, Cell.TEXT),
}  # fmt: skip


def row(one: AtHand) -> dict[str, Any]:
    """Return a copy at hand under the keys of ``restore --json``; of one that is not sound nothing is believed."""
    told = {name: getattr(one.copy, name) if one.sound else None for name in TOLD}
    return {"name": one.name, **told, "sound": one.sound, "path": str(one.database)}


def listed(found: Sequence[AtHand], where: str) -> Report:
    """Return the copies at hand; `where` is how to name the place again from which some came."""
    rows = [_shown(row(one)) for one in found]
    sound = next((one for one in found if one.sound), None)
    note = words.HOW.format(name=quoted(sound.name), where=where) if sound else words.NO_SOUND
    table = Table("copies", words.LIST, columns(words.LIST_HEADS, SHAPES, ("head",)), rows, len(rows))
    return Report(words.LIST, "", "", (table,), (note if found else words.NONE,))


def _shown(told: Mapping[str, Any]) -> dict[str, Any]:
    made_at = (told["made_at"] or "").replace("T", " ")
    return {**told, "made_at": made_at, "head": (told["head"] or "")[:HEAD_SHOWN], "state": words.STATE[told["sound"]]}


def quoted(name: str) -> str:
    """Return a name as it can be typed."""
    return f'"{name}"' if " " in name else name


def document(one: AtHand, compared: Compared, files: Wanted, *, exists: bool) -> dict[str, Any]:
    """Return what would come of a copy under the keys of ``restore COPY --json``."""
    return {
        "copy": row(one), "ledger": {"exists": exists, "entries": compared.readable, "head": compared.head},
        "carried": asdict(compared.carried), "regained": asdict(compared.regained),
        "lost": asdict(compared.lost) | {"unread": compared.unread, "certain": compared.certain},
        "files": {"back": places(files.back), "left": places(files.left), "gone": places(files.gone)},
    }  # fmt: skip


def places(paths: Collection[str]) -> list[dict[str, Any]]:
    """Return how many of the files lie in which folder; the name of one may tell what it is about."""
    found = Counter(ATTACHED if path.startswith(f"{ATTACHED}/") else path.rpartition("/")[0] or path for path in paths)
    return [{"place": place, "count": count} for place, count in sorted(found.items())]


def numbers(given: Sequence[Mapping[str, Any]]) -> str:
    """Return lost serials as people read them: of which year, from which to which, of which book or kind of paper."""
    return "、".join(words.SERIALS.format(**row, what=_what(row)) for row in given)


def _what(row: Mapping[str, Any]) -> str:
    return papers.NAME[row["paper"]] if row["paper"] else words.BOOK[row["table"]]


def card(told: Mapping[str, Any]) -> Report:
    """Return such a document in words."""
    name = told["copy"]["name"]
    rows = [{"field": words.FACTS[field], "value": value} for field, value in _facts(told)]
    table = Table("restore", "", (Column("field", "", 12), Column("value", "", 60)), rows, len(rows))
    return Report(words.COMPARE.format(name=name), "", "", (table,))


def _facts(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "copy", words.COPY.format(**_shown(told["copy"]))
    ledger = told["ledger"]
    readable = words.LEDGER.format(**ledger) if ledger["entries"] else words.NO_ENTRIES
    yield "ledger", readable if ledger["exists"] else words.NO_LEDGER
    kept, back = told["carried"], told["regained"]
    yield "carried", words.CARRIED.format(span=_span(kept)) + _cases(kept) if kept["entries"] else words.NOTHING_AFTER
    yield "regained", words.REGAINED.format(span=_span(back)) if back["entries"] else words.NOTHING_MISSING
    yield "lost", "；".join(_lost(told["lost"]))
    for field, sentence in (("back", words.BACK), ("left", words.LEFT), ("gone", words.GONE)):
        if found := told["files"][field]:
            named = _named([row["place"] for row in found])
            yield field, sentence.format(count=sum(row["count"] for row in found), paths=named)


def _lost(lost: Mapping[str, Any]) -> Iterator[str]:
    if lost["entries"]:
        yield words.LOST.format(span=_span(lost)) + _cases(lost)
    if lost["unread"]:
        yield words.UNREAD.format(count=lost["unread"])
    if not lost["certain"]:
        yield words.UNCERTAIN
    elif not lost["entries"] and not lost["unread"]:
        yield words.NOTHING_LOST


def _span(told: Mapping[str, Any]) -> str:
    span = words.SPAN if told["first_on"] != told["last_on"] else words.SPAN_OF_A_DAY
    return span.format(entries=told["entries"], first=told["first_on"], last=told["last_on"])


def _cases(told: Mapping[str, Any]) -> str:
    cases = told["cases"]
    more = words.MORE_CASES.format(count=len(cases)) if len(cases) > MOST_NAMED else ""
    return words.CASES.format(cases="、".join(cases[:MOST_NAMED]) + more) if cases else ""


def _named(paths: list[str]) -> str:
    return "、".join(paths[:MOST_NAMED]) + words.MORE_PATHS * (len(paths) > MOST_NAMED)
