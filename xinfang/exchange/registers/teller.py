"""A row of an old register becomes a petition as it was told there, with what should be looked at."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from xinfang.domain.codes import Kind, Source
from xinfang.exchange.registers import cells
from xinfang.exchange.registers.cells import NotTaken
from xinfang.exchange.registers.ending import end_of
from xinfang.exchange.registers.meaning import (
    Raw,
    Said,
    channel_of,
    fits,
    is_repeat,
    kind_of,
    line,
    parted,
    source_of,
    way_of,
)
from xinfang.exchange.registers.told import Told
from xinfang.words import faults, labels, talk
from xinfang.words import imports as words

HALF_A_YEAR = timedelta(days=180)
MOST_HEADS = 1_000_000
VOID, ACCUSING, ACCUSING_CATEGORIES, GROUP = map(
    re.compile, (words.VOID, words.ACCUSING, words.ACCUSING_CATEGORIES, words.GROUP)
)
BELOW = re.compile(r"[/\uff0f\-]")  # between a topic and what belongs to it
EVENTS = ("accepted_on", "forwarded_on", "answered_on", "closed_on")  # days that lie between receipt and today


class Teller:
    """Reads the rows of one sheet, in their order: a day without a year follows from the one before it."""

    def __init__(
        self, sheet: str, channel: str | None, year: int | None, today: str,
        topics: Mapping[str, str], groups: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.sheet, self.channel, self.year, self.today = sheet, channel, year, today
        self.topics, self.groups = topics, tuple(sorted(groups, key=len, reverse=True))
        self.last: date | None = None
        self.near: Callable[[str], str] = lru_cache(maxsize=2_000)(self._near)

    def told(self, row: int, raw: Raw) -> Told:
        """Return the petition of a row.

        Raises NotTaken: something needed is missing, or cannot be.
        """
        said = cells.texts(raw)
        _judge_kept_back(said)
        received_on = self._received(raw)
        registered = self._day(raw, "registered_on", received_on)
        subject, detail = parted(said.get("subject", ""), said.get("detail", ""))
        told = Told(
            self.sheet, row, line(said, "number"), self._channel(said), received_on,
            max(registered or received_on, received_on), subject, detail=detail,
        )  # fmt: skip
        if cells.has_hidden(raw.values()):
            told.warn("cleaned")
        self._tell_who(told, raw, said)
        self._tell_what(told, said)
        self._tell_way(told, raw, said)
        return told

    def _received(self, raw: Raw) -> str:
        found = cells.day(raw.get("received_on"), "received_on")
        if found is None:
            raise NotTaken("no_date")
        year, month, on = found
        if year is None:
            year = self._year(month, on, raw)
        day = _made(year, month, on, "received_on", raw)
        self.last = day
        return self._past(day.isoformat(), "received_on")

    def _year(self, month: int, on: int, raw: Raw) -> int:
        """Return the year of a day that names none: that of the row before, the next one once the year has turned."""
        year = self.last.year if self.last else self.year
        if year is None:
            raise NotTaken("no_year", field=words.FIELD["received_on"], text=cells.text(raw["received_on"])[:30])
        if self.last and self.last - _made(year, month, on, "received_on", raw) > HALF_A_YEAR:
            year += 1
        return year

    def _past(self, day: str, name: str) -> str:
        if day > self.today:
            raise NotTaken("future", field=words.FIELD[name], text=day)
        return day

    def _day(self, raw: Raw, name: str, received_on: str) -> str | None:
        """Return another day of a row; where it names no year, the first such day from the receipt on."""
        value = raw.get(name)
        found = cells.day(value, name) if value not in (None, "") else None
        if found is None:
            return None
        year, month, on = found
        if year is None:
            year = int(received_on[:4])
            year += f"{year}-{month:02d}-{on:02d}" < received_on
        return _made(year, month, on, name, raw).isoformat()

    def _channel(self, said: Said) -> str:
        """Return the channel that a row names (also where a column of categories does), else that of its sheet."""
        written = said.get("channel", "")
        found = channel_of(written) if written else channel_of(said.get("category", ""))
        if written and not found:
            raise NotTaken("bad_channel", text=written[:20])
        if not (found or self.channel):
            raise NotTaken("no_channel")
        return str(found or self.channel)

    def _tell_who(self, told: Told, raw: Raw, said: Said) -> None:
        told.names, heads = cells.names(line(said, "petitioner"))
        told.representatives = cells.names(line(said, "representatives"))[0]
        for name in (*told.names, *told.representatives):
            fits("names", "petitioner", name)
        if not (told.names or told.representatives) and not said.get("petitioner", ""):
            told.warn("nameless")
        self._tell_heads(told, raw, heads)
        found, whole = cells.phones(raw.get("phone"))
        told.phone = found[0] if found else None
        if len(found) > 1:
            told.more.append(words.ORIGIN_MORE.format(field=words.FIELD["phone"], text="、".join(found[1:])))
            told.warn("more_phones", count=len(found))
        elif not whole:
            told.warn("bad_phone")
        told.id_number, wrong = cells.id_number(raw.get("id_number"))
        if wrong:
            told.warn(wrong)
        told.village_group, told.address = self._home(line(said, "village_group"), line(said, "home"))

    def _tell_heads(self, told: Told, raw: Raw, heads: int | None) -> None:
        try:
            told.people = cells.people(raw.get("people")) or heads
        except NotTaken as unclear:
            told.people = heads
            told.warn(unclear.code, **unclear.values)
        named = len({*told.names, *told.representatives})
        if told.people is not None and told.people < named:
            told.warn("fewer_people", people=told.people, named=named)
            told.people = named
        if told.people is not None and told.people > MOST_HEADS:
            told.warn("bad_people", text=str(told.people))
            told.people = None

    def _home(self, group: str, home: str) -> tuple[str | None, str | None]:
        """Return the group and the rest of an address: a group of the settings, or what ends like one."""
        if group and home:
            return fits("village_group", "village_group", group), fits("address", "home", home)
        written = group or home
        found = GROUP.fullmatch(written)
        known = next((known for known in self.groups if written.startswith(known)), found[1] if found else "")
        rest = written[len(known) :].strip()
        if group and not known:
            known, rest = group, ""
        return fits("village_group", "village_group", known) or None, fits("address", "home", rest) or None

    def _tell_what(self, told: Told, said: Said) -> None:
        category = line(said, "category")
        if category and not channel_of(category):
            leaf = fits("category", "category", BELOW.split(category)[-1].strip())
            told.category, told.topic = leaf, self.topics.get(leaf)
            if leaf not in self.topics:
                told.warn("category", text=leaf[:20], near=self.near(leaf))
        self._tell_kind(told, line(said, "kind"))
        told.source_no = line(said, "source_no") or None
        self._tell_source(told, line(said, "source"))
        told.receiver = fits("receiver", "receiver", line(said, "receiver")) or None
        told.repeat = is_repeat(line(said, "repeat"))
        told.earlier = line(said, "earlier")
        for name in words.KEPT_IN_WORDS:
            if kept := line(said, name):
                told.more.append(words.ORIGIN_MORE.format(field=words.FIELD[name], text=kept))

    def _tell_source(self, told: Told, written: str) -> None:
        source, kept = source_of(written)
        if kept:
            told.more.append(words.ORIGIN_MORE.format(field=words.FIELD["source"], text=kept))
        if source is None:
            told.warn("odd_source", text=written[:20])
        told.source = source or Source.OWN

    def _near(self, leaf: str) -> str:
        near = get_close_matches(leaf, self.topics, n=1, cutoff=0.3)
        near = near or [name for name in self.topics if leaf and (name in leaf or leaf in name)][:1]
        return faults.DID_YOU_MEAN.format(near=near[0]) if near else words.SEE_SETTINGS

    def _tell_kind(self, told: Told, written: str) -> None:
        """Tell what the petitioner wants; what accuses somebody is closed, also where no column says so (条例 30)."""
        kind = kind_of(written) if written else None
        if written and not kind:
            told.warn("odd_kind", text=written[:20])
        accuses = ACCUSING.search(told.subject) or ACCUSING_CATEGORIES.search(told.category or "")
        if kind is None and accuses:
            kind = Kind.ACCUSATION
            told.warn("accusation")
        elif kind is None and told.subject.startswith(words.ASKS):
            kind = Kind.OTHER
        elif kind is None and any(word in told.subject for word in talk.ACCUSING):
            told.warn("sounds_so")
        told.kind = kind or Kind.CLAIM

    def _tell_way(self, told: Told, raw: Raw, said: Said) -> None:
        for name in EVENTS:
            if found := self._day(raw, name, told.received_on):
                if self._past(found, name) < told.received_on:
                    raise NotTaken(
                        "before_received", field=words.FIELD[name], text=found, received=told.received_on
                    )  # fmt: skip
                told.days[name] = found
        _judge_order(told.days)
        told.due = self._day(raw, "due", told.received_on)
        if told.due and told.due < told.received_on:
            raise NotTaken("before_received", field=words.FIELD["due"], text=told.due, received=told.received_on)
        handling = said.get("handling", "")
        told.handling, told.unit = way_of(handling, line(said, "status"), line(said, "result"))
        told.unit = fits("to", "unit", line(said, "unit")) or told.unit
        if handling and len(handling) > words.LONGEST_WAY:
            told.more.append(words.ORIGIN_MORE.format(field=words.FIELD["handling"], text=handling))
        told.over = bool(raw.get("over"))
        told.end = end_of(told.handling, told.days, _results(said), told.received_on, self.today)
        if told.due and told.days.get("answered_on", told.end.on) <= told.due < told.end.on:
            told.due = None  # answered in time: that it was closed later is no breach
        for code, values in told.end.warnings:
            told.warn(code, **values)


def _judge_kept_back(said: Said) -> None:
    """Refuse what an export of ours left out: void petitions, and accusations."""
    subject, status = said.get("subject", ""), said.get("status", "")
    if VOID.match(subject) or VOID.match(status):
        raise NotTaken("void")
    if subject == labels.CONFIDENTIAL:
        raise NotTaken("closed")


def _judge_order(days: Mapping[str, str]) -> None:
    """Refuse an end before what came before it."""
    for name in ("accepted_on", "forwarded_on"):
        if name in days and days[name] > days.get("closed_on", days[name]):
            raise NotTaken(
                "out_of_order", field=words.FIELD["closed_on"], text=days["closed_on"], other=words.FIELD[name],
                after=days[name],
            )  # fmt: skip


def _results(said: Said) -> dict[str, str]:
    result = said.get("result", "")
    fits("result", "result", result)
    return {"result": result} | {name: line(said, name) for name in ("status", "settled", "rating")}


def _made(year: int, month: int, on: int, name: str, raw: Raw) -> date:
    try:
        return date(year, month, on)
    except ValueError:
        raise NotTaken("no_such_day", field=words.FIELD[name], text=cells.text(raw[name])[:30]) from None
