"""Many rows of one shape: the acts are done once, by the domain, and its entry is the mould of all that are alike.

What an act makes of a new matter hangs on which things were said, on the order of the days, on the rules, never on the
words themselves. So a row of a shape that was not seen yet is done with a mark in place of each of its words; what the
domain made of the marks is the mould, into which words, days and the ends of its clocks are filled. A test holds what
is cast against what the acts make.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from xinfang.domain import terms
from xinfang.domain.model import Entry, Row
from xinfang.domain.registration import Intake, NewNumber

Values = Sequence[Any]  # the words and days of a row, by place
Cast = Callable[[Values], Any]
TEXTS = (
    "subject", "phone", "id_number", "address", "village_group", "detail", "category", "topic", "source_no", "receiver",
    "settled", "origin",
)  # fmt: skip
SAID = ("to", "reason", "ground")  # words among what is said at a step
FIRST_MARK = 0x10F000  # marks are of the last characters there are, which no text needs
DATED = ("raw_end", "due_on", "safe_on", "provisional")


class Step(NamedTuple):
    """An act that a row tells of: on which day, with what said."""

    verb: str
    on: str
    said: Row


class Plan(NamedTuple):
    """A row as it is to be written: what is registered, the steps after it, under which rules.

    `unsure` says that the register does not tell whether the matter was settled.
    """

    intake: Intake
    steps: tuple[Step, ...]
    rules: terms.Rules
    unsure: bool


def can_be_cast(plan: Plan) -> bool:
    """Return whether a row is plain enough: not more than one person."""
    return len(plan.intake.names) < 2 and not plan.intake.representatives  # noqa: PLR2004 - one, or nobody


class Moulds:
    """The moulds that were made so far; `write` does a row's acts by the domain."""

    def __init__(self, write: Callable[[Plan, NewNumber], Entry]) -> None:
        self.write = write
        self.made: dict[Any, Mould] = {}

    def entry(self, plan: Plan, number: NewNumber) -> Entry:
        """Return the entry of a new matter with this one petition.

        Raises Refused as the acts do.
        """
        words, days = _words(plan), _days(plan)
        key = _shape(plan, words, days)
        mould = self.made.get(key)
        if mould is None:
            mould = self.made[key] = Mould(self.write(_marked(plan), replace(number, no=_mark(0))), days, plan.rules)
        return mould.cast([number.no, *words, *days], number)


_texts = attrgetter(*TEXTS)


def _mark(place: int) -> str:
    return chr(FIRST_MARK + place)


def _words(plan: Plan) -> list[Any]:
    """Return the words of a row in a fixed order, None for what was not said."""
    intake = plan.intake
    found = [intake.names[0] if intake.names else None, *_texts(intake)]
    for step in plan.steps:
        found += [step.said.get(name) for name in SAID]
    return found


def _days(plan: Plan) -> list[str | None]:
    """Return the days of a row in a fixed order."""
    intake = plan.intake
    days = [intake.received_on, intake.registered_on, intake.due]
    for step in plan.steps:
        days += [step.on, step.said.get("due")]
    return days


def _shape(plan: Plan, words: list[Any], days: list[str | None]) -> Any:
    """Return everything on which the acts hang, but for words and days: which are there, in which order they lie."""
    intake = plan.intake
    place = {day: n for n, day in enumerate(sorted({day for day in days if day}))}
    return (
        intake.channel, intake.kind, intake.source, intake.people, intake.repeat, plan.unsure, id(plan.rules),
        tuple([(step.verb, step.said.get("settled")) for step in plan.steps]),
        tuple([word is None for word in words]), tuple([place.get(day or "") for day in days]),
    )  # fmt: skip


def _marked(plan: Plan) -> Plan:
    """Return the row with a mark in place of each of its words."""
    intake, place = plan.intake, 2 + len(TEXTS)
    texts: dict[str, Any] = {name: _mark(n) for n, name in enumerate(TEXTS, 2) if getattr(intake, name) is not None}
    steps = []
    for step in plan.steps:
        marks = {name: _mark(place + n) for n, name in enumerate(SAID) if step.said.get(name) is not None}
        steps.append(step._replace(said=step.said | marks))
        place += len(SAID)
    names = (_mark(1),) if intake.names else ()
    return plan._replace(intake=replace(intake, names=names, **texts), steps=tuple(steps))


class Mould:
    """An entry that was made of marks, ready to be filled with the words and days of another row of its shape."""

    def __init__(self, entry: Entry, days: list[str | None], rules: terms.Rules) -> None:
        words = 2 + len(TEXTS) + len(SAID) * ((len(days) - 3) // 2)
        self.places = {day: words + n for n, day in reversed([*enumerate(days)]) if day}
        self.act, self.by, self.on = entry.act, entry.by, self.places[entry.on]
        self.said = self._cast(dict(entry.said))
        self.tables = [(table, self._cast(rows)) for table, rows in entry.set.items()]
        self.dates = cache(_dates_under(rules))

    def cast(self, values: Values, number: NewNumber) -> Entry:
        """Return the entry of a row."""
        rows = {table: cast(values) for table, cast in self.tables}
        for clock in rows.get("terms", ()):
            due = None if "length" in clock else clock["raw_end"]
            clock.update(self.dates(clock["term"], clock["started_on"], due))
        case = rows["cases"][0]
        case["year"], case["serial"] = number.year, number.serial
        if "next_due" in case:
            case["next_due"] = min(t["due_on"] for t in rows["terms"] if t["ours"] and not _is_over(t))
        return Entry(act=self.act, case=number.no, on=values[self.on], by=self.by, said=self.said(values), set=rows)

    def _cast(self, value: Any) -> Cast:
        """Return what makes this value anew from the words and days of another row."""
        if isinstance(value, dict):
            return self._cast_dict(value)
        if isinstance(value, list | tuple):
            parts, kind = [self._cast(item) for item in value], type(value)
            return lambda values: kind([part(values) for part in parts])
        place = self._place(value)
        if place is not None:
            return lambda values: values[place]
        if isinstance(value, str) and any(ord(sign) >= FIRST_MARK for sign in value):
            return _cast_text(value)
        return lambda _: value

    def _cast_dict(self, value: Row) -> Cast:
        fixed = {name: item for name, item in value.items() if self._is_fixed(item)}
        placed = [(name, place) for name, item in value.items() if (place := self._place(item)) is not None]
        told = {*fixed, *(name for name, _ in placed)}
        others = [(name, self._cast(item)) for name, item in value.items() if name not in told]

        def cast(values: Values) -> Row:
            made = fixed.copy()
            for name, place in placed:
                made[name] = values[place]
            for name, part in others:
                made[name] = part(values)
            return made

        return cast

    def _place(self, value: Any) -> int | None:
        """Return the place of a whole word or day, None for anything else."""
        if not isinstance(value, str):
            return None
        if len(value) == 1 and ord(value) >= FIRST_MARK:
            return ord(value) - FIRST_MARK
        return self.places.get(value)

    def _is_fixed(self, value: Any) -> bool:
        if isinstance(value, str):
            return value not in self.places and not any(ord(sign) >= FIRST_MARK for sign in value)
        return not isinstance(value, dict | list | tuple)


def _is_over(clock: Row) -> bool:
    return "met_on" in clock or "stopped_on" in clock


def _cast_text(value: str) -> Cast:
    """Return what puts words in the places of their marks."""
    parts = [ord(sign) - FIRST_MARK if ord(sign) >= FIRST_MARK else sign for sign in value]
    return lambda values: "".join(values[part] if isinstance(part, int) else part for part in parts)


def _dates_under(rules: terms.Rules) -> Callable[[str, str, str | None], Row]:
    """Return what finds the dates of a clock that started on a day, or that was set to one."""

    def dates(term: str, started_on: str, due: str | None) -> Row:
        if due is None:
            clock = terms.start(rules.terms[term], started_on, rules.calendar)
        else:
            clock = terms.start_set(rules.terms[term], started_on, due, rules.calendar, owed_by=None)
        return {name: getattr(clock, name) for name in DATED if getattr(clock, name) is not None}

    return dates
