"""Many rows of one shape: the acts are done once, by the domain, and its entry is the mould of all that are alike.

What an act makes of a new matter hangs on which things were said, on the order of the days, on the rules, never on the
words themselves. So a row of a shape that was not seen yet is done with a mark in place of each of its words; what the
domain made of the marks is the mould, into which words, days and the ends of its clocks are filled. It is kept as the
ledger writes it: the text of the data with gaps, and which value each column of the tables takes. A test holds what is
cast against what the acts make.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, NamedTuple

from xinfang.domain import terms
from xinfang.domain.model import Effect, Entry, Row
from xinfang.domain.registration import NewNumber
from xinfang.ledger import chain
from xinfang.ledger.cast import Cast
from xinfang.ledger.fold import known

Values = Sequence[Any]  # the words and days of a row and what follows from them, by place
TEXTS = (
    "subject", "phone", "id_number", "address", "village_group", "detail", "category", "topic", "source_no", "receiver",
    "settled", "origin",
)  # fmt: skip
SAID = ("to", "reason", "ground")  # words among what is said at a step
FIRST_MARK = 0x10F000  # marks are of the last characters there are, which no text needs
MARK = re.compile("[\U0010f000-\U0010ffff]")
DATED = ("raw_end", "due_on", "safe_on", "provisional")


class Step(NamedTuple):
    """An act that a row tells of: on which day, with what said."""

    verb: str
    on: str
    said: Row


class Plan(NamedTuple):
    """A row as it is to be written: what is registered (the parts of an Intake), the steps after it, under which rules.

    `unsure` says that the register does not tell whether the matter was settled.
    """

    intake: Row
    steps: tuple[Step, ...]
    rules: terms.Rules
    unsure: bool


def can_be_cast(plan: Plan) -> bool:
    """Return whether a row is plain enough: not more than one person."""
    return len(plan.intake["names"]) < 2 and not plan.intake["representatives"]  # noqa: PLR2004 - one, or nobody


class Moulds:
    """The moulds that were made so far; `write` does a row's acts by the domain."""

    def __init__(self, write: Callable[[Plan, NewNumber], Entry]) -> None:
        self.write = write
        self.made: dict[Any, Mould] = {}

    def entry(self, plan: Plan, number: NewNumber) -> Cast:
        """Return the entry of a new matter with this one petition.

        Raises Refused as the acts do.
        """
        words, days = _words(plan), _days(plan)
        key = _shape(plan, words, days)
        mould = self.made.get(key)
        if mould is None:
            mould = self.made[key] = Mould(self.write(_marked(plan), replace(number, no=_mark(0))), days, plan.rules)
        return mould.cast([number.no, *words], days, number)


_texts = itemgetter(*TEXTS)
_dates = itemgetter("received_on", "registered_on", "due")
_codes = itemgetter("channel", "kind", "source", "people", "repeat")


def _mark(place: int) -> str:
    return chr(FIRST_MARK + place)


def _words(plan: Plan) -> list[Any]:
    """Return the words of a row in a fixed order, None for what was not said."""
    intake = plan.intake
    found = [intake["names"][0] if intake["names"] else None, *_texts(intake)]
    for step in plan.steps:
        found += [step.said.get(name) for name in SAID]
    return found


def _days(plan: Plan) -> list[str | None]:
    """Return the days of a row in a fixed order."""
    intake = plan.intake
    days = [*_dates(intake)]
    for step in plan.steps:
        days += [step.on, step.said.get("due")]
    return days


def _shape(plan: Plan, words: list[Any], days: list[str | None]) -> Any:
    """Return everything on which the acts hang, but for words and days: which are there, in which order they lie."""
    place = {day: n for n, day in enumerate(sorted({day for day in days if day}))}
    return (
        *_codes(plan.intake), plan.unsure, id(plan.rules),
        tuple([(step.verb, step.said.get("settled")) for step in plan.steps]),
        tuple([word is None for word in words]), tuple([place.get(day or "") for day in days]),
    )  # fmt: skip


def _marked(plan: Plan) -> Plan:
    """Return the row with a mark in place of each of its words."""
    intake, place = plan.intake, 2 + len(TEXTS)
    texts: dict[str, Any] = {name: _mark(n) for n, name in enumerate(TEXTS, 2) if intake[name] is not None}
    steps = []
    for step in plan.steps:
        marks = {name: _mark(place + n) for n, name in enumerate(SAID) if step.said.get(name) is not None}
        steps.append(step._replace(said=step.said | marks))
        place += len(SAID)
    names = (_mark(1),) if intake["names"] else ()
    return plan._replace(intake=intake | {"names": names} | texts, steps=tuple(steps))


class Clock(NamedTuple):
    """A clock of a mould: the places of the days on which it starts and to which it was set, and whether it runs."""

    term: str
    started_on: int
    due: int | None
    runs: bool


class Mould:
    """An entry that was made of marks, ready to be filled with the words and days of another row of its shape.

    The values of a row lie in this order: its words, its days, year and serial, the nearest date, four of each clock.
    """

    def __init__(self, entry: Entry, days: list[str | None], rules: terms.Rules) -> None:
        self.words = 2 + len(TEXTS) + len(SAID) * ((len(days) - 3) // 2)
        self.places = {day: self.words + n for n, day in reversed([*enumerate(days)]) if day}
        self.act, self.by, self.on = entry.act, entry.by, self.places[entry.on]
        self.clocks = [self._clock(row) for row in entry.set.get("terms", ())]
        self.dates = cache(_dates_under(rules))
        rows = self._marked({"said": entry.said, "set": entry.set, "drop": entry.drop})
        numbers = _mark_derived(rows["set"], self.words + len(days))
        self.data = _Form(re.sub(f'"([{"".join(numbers)}])"', r"\1", chain.canonical(rows)))
        self._make_rows(rows["set"], self.words + len(days) + 3 + len(DATED) * len(self.clocks))

    def cast(self, words: list[Any], days: list[str | None], number: NewNumber) -> Cast:
        """Return the entry of a row."""
        told = [*words, *days]
        dates = [self.dates(c.term, told[c.started_on], None if c.due is None else told[c.due]) for c in self.clocks]
        next_due = min([ends[1] for ends, clock in zip(dates, self.clocks, strict=True) if clock.runs], default=None)
        values = [*told, number.year, number.serial, next_due]
        written = [encode_basestring(word)[1:-1] if word else word for word in words] + values[self.words :]
        for ends in dates:
            values += ends
            written += (*ends[:3], "true" if ends[3] else "false")
        data = self.data.filled(written)
        values += [text.filled(values) for text in self.texts]
        values += self.fixed
        rows = [(place, row(values)) for place, row in self.rows]
        return Cast(self.act, number.no, values[self.on], self.by, data, rows)

    def _clock(self, row: Row) -> Clock:
        due = None if "length" in row else self.places[row["raw_end"]]
        runs = row["ours"] and not ("met_on" in row or "stopped_on" in row)
        return Clock(row["term"], self.places[row["started_on"]], due, runs)

    def _marked(self, value: Any) -> Any:
        """Return this value with a mark in place of each day."""
        if isinstance(value, dict):
            return {name: self._marked(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._marked(item) for item in value]
        return _mark(self.places[value]) if isinstance(value, str) and value in self.places else value

    def _make_rows(self, tables: Effect, first: int) -> None:
        """Note which value each column takes; texts made of several words, and what is fixed, lie from `first` on."""
        cells = [value for rows in tables.values() for row in rows for value in row.values()]
        parted = list(dict.fromkeys(v for v in cells if isinstance(v, str) and len(v) > 1 and MARK.search(v)))
        places = {text: first + n for n, text in enumerate(parted)}
        self.texts, self.fixed, self.rows = [_Form(text) for text in parted], list[Any](), []
        for table, rows in tables.items():
            for row in rows:
                names = known(table, tuple(row))
                taken = [self._place(row[name], places, first + len(parted)) for name in names]
                self.rows.append(((table, names), itemgetter(*taken)))

    def _place(self, value: Any, parted: dict[str, int], first_fixed: int) -> int:
        if isinstance(value, str) and MARK.fullmatch(value):
            return ord(value) - FIRST_MARK
        if isinstance(value, str) and value in parted:
            return parted[value]
        self.fixed.append(value)
        return first_fixed + len(self.fixed) - 1


class _Form:
    """A text with gaps in the places of its marks."""

    def __init__(self, text: str) -> None:
        self.text = MARK.sub("%s", text.replace("%", "%%"))
        self.places = [ord(sign) - FIRST_MARK for sign in MARK.findall(text)]

    def filled(self, values: Values) -> str:
        """Return it with the values in its gaps."""
        return self.text % tuple([values[place] for place in self.places])


def _mark_derived(tables: Effect, place: int) -> list[str]:
    """Mark what follows from words and days, from this place on; returns the marks of what is no text."""
    case = tables["cases"][0]
    case["year"], case["serial"] = numbers = [_mark(place), _mark(place + 1)]
    if "next_due" in case:
        case["next_due"] = _mark(place + 2)
    for clock in tables.get("terms", ()):
        place += len(DATED)
        clock.update({name: _mark(place - 1 + n) for n, name in enumerate(DATED) if name in clock})
        numbers.append(clock["provisional"])
    return numbers


def _dates_under(rules: terms.Rules) -> Callable[[str, str, str | None], tuple[Any, ...]]:
    """Return what finds the dates of a clock that started on a day, or that was set to one."""

    def dates(term: str, started_on: str, due: str | None) -> tuple[Any, ...]:
        if due is None:
            clock = terms.start(rules.terms[term], started_on, rules.calendar)
        else:
            clock = terms.start_set(rules.terms[term], started_on, due, rules.calendar, owed_by=None)
        return tuple([getattr(clock, name) for name in DATED])

    return dates
