"""A matter of an old register becomes entries of the ledger: one for each petition, by the acts of the domain.

Days that the register tells are the days of the acts. Where it tells that something was done and not when, the day of
receipt stands for it, and no clock is judged by that day: what the old register does not say is no breach, and no
merit either. What it leaves open runs on, with the clocks of the law or the date that stands in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from xinfang.domain import acts, effects, registration, terms
from xinfang.domain.codes import ENDED, Kind, Refused, Role, Source, Status
from xinfang.domain.model import Entry, Row, State
from xinfang.domain.registration import Intake, NewNumber
from xinfang.exchange.registers.matters import Matter
from xinfang.exchange.registers.moulds import Moulds, Plan, Step, can_be_cast
from xinfang.exchange.registers.told import Told
from xinfang.ledger.cast import Cast
from xinfang.words import imports as words
from xinfang.words import talk


class Scribe:
    """Writes matters down as the office's own acts would: `rules` are the office's, `by` is who imports."""

    def __init__(self, rules: terms.Rules, today: str, by: str) -> None:
        self.rules, self.today, self.by = rules, today, by
        self.without = cache(self._without)
        self.end_of = cache(self._end_of)
        self.moulds = Moulds(lambda plan, number: self.written(plan, number, State())[0])

    def entries(
        self, matter: Matter, number_in: Callable[[int], NewNumber], state: State
    ) -> Iterator[tuple[Told, Entry | Cast | Refused]]:  # fmt: skip
        """Yield the entry of each row, or why the domain refuses it.

        `state` is that of a case in the ledger; else `number_in` gives the next free number of a year.
        """
        alone = len(matter.tolds) == 1 and not state.cases
        for place, told in enumerate(matter.tolds):
            number = None if state.cases else number_in(int(told.received_on[:4]))
            plan = self.plan(matter, place, state)
            try:
                if alone and number and can_be_cast(plan):
                    yield told, self.moulds.entry(plan, number)
                else:
                    entry, state = self.written(plan, number, state)
                    yield told, entry
            except Refused as refused:
                yield told, refused

    def plan(self, matter: Matter, place: int, state: State) -> Plan:
        """Return how a row is to be written, where its matter stands so."""
        told = matter.tolds[place]
        ends = _ending(matter, place)
        steps = steps_of(told, self.rules.role) if _is_untouched(state) else []
        spot = _on_the_spot(told, ends, steps, state)
        if ends and not spot and not (state.cases and state.case.status in ENDED):
            declines = self.rules.role != Role.VILLAGE and not steps and _is_untouched(state)
            steps = [*steps, _end_step(ends, max(ends.end.on, told.received_on), declines=declines)]
        intake = _intake(told, matter, steps, spot=spot)
        unsure = ends is not None and ends.end.settled is None
        asks_again = bool(state.cases) and state.case.status in ENDED
        rules = self._rules(told, steps, spot=spot, asks_again=asks_again)
        return Plan(intake, tuple(steps), rules, unsure)

    def written(self, plan: Plan, number: NewNumber | None, state: State) -> tuple[Entry, State]:
        """Do the acts of a row by the domain; return its entry, and the state after it.

        Raises Refused as the acts do.
        """
        entry = registration.register(number, state, Intake(**plan.intake), (), self.by, plan.rules)
        after = effects.apply(state, entry)
        for step in plan.steps:
            done = acts.perform(step.verb, after, step.said, step.on, self.by, self.today, plan.rules)
            after = effects.apply(after, done)
        if plan.unsure:  # the register does not say whether it was settled, and the act must
            after = replace(after, cases=(replace(after.case, settled=None),))
        said = dict(entry.said)
        if plan.steps:
            said["did"] = [{"act": step.verb, "on": step.on, **step.said} for step in plan.steps]
        return effects.entry(entry.act, state, after, said, entry.on, self.by), after

    def _rules(self, told: Told, steps: list[Step], *, spot: bool, asks_again: bool) -> terms.Rules:
        """Return the office's rules without the terms of which this row does not tell enough."""
        dropped = {"follow_up"} if not told.end.ended or self.end_of("follow_up", told.end.on) < self.today else set()
        dropped |= set() if spot or self._tells_of_informing(told, steps, asks_again) else {"inform"}
        undated = told.end.ended and "accepted_on" not in told.days
        dropped |= {"handle"} if told.due or undated or _is_answered(told) else set()
        over = steps or told.end.ended or self.end_of("object", told.received_on) < self.today
        dropped |= {"object"} if over else set()
        return self.without(frozenset(dropped), told.source == Source.OWN)

    def _tells_of_informing(self, told: Told, steps: list[Step], asks_again: bool) -> bool:
        """Return whether a row tells when its petitioner was informed, or that nobody did it yet."""
        if told.days.keys() & {"accepted_on", "forwarded_on"} and steps:
            return True
        if told.end.ended:
            return told.end.told and told.end.on <= self.end_of("inform", told.received_on)
        untouched = asks_again or (not steps and told.handling is None)
        return untouched and not told.over and not _is_answered(told)

    def _without(self, dropped: frozenset[str], own: bool) -> terms.Rules:
        known = {name: rule for name, rule in self.rules.terms.items() if name not in dropped}
        if own:  # nobody assigned it: the date is that of the old register
            known["assigned"] = replace(known["assigned"], basis=words.DUE_BASIS)
        return replace(self.rules, terms=known)

    def _end_of(self, term: str, day: str) -> str:
        rule = self.rules.terms.get(term)
        return terms.start(rule, day, self.rules.calendar).due_on if rule else ""


def _intake(told: Told, matter: Matter, steps: list[Step], *, spot: bool) -> Row:
    """Return what is said at the registration: the parts of its Intake."""
    due = None if any("due" in step.said for step in steps) or _is_told_before(told, matter) else told.due
    return {
        "channel": told.channel, "received_on": told.received_on, "registered_on": told.registered_on,
        "subject": told.subject,
        "names": told.names, "phone": told.phone, "id_number": told.id_number, "address": told.address,
        "village_group": told.village_group, "people": told.people, "representatives": told.representatives,
        "detail": told.detail, "category": told.category, "topic": told.topic, "kind": _kind(told, matter),
        "source": told.source, "source_no": told.source_no, "due": due, "receiver": told.receiver,
        "settled": (told.end.result or talk.ANSWERED) if spot else None, "repeat": told.repeat,
        "origin": _origin(told, steps, spot=spot),
    }  # fmt: skip


def _kind(told: Told, matter: Matter) -> str | None:
    """Return the kind that a row tells: a repeat in a case of the ledger has that of the case, unless it accuses."""
    return told.kind if matter.into is None or told.kind == Kind.ACCUSATION else None


def steps_of(told: Told, role: str) -> list[Step]:
    """Return what a row says was done about it before the end, as far as an office of this role does such things."""
    days, on = told.days, told.received_on
    ours = role == Role.TOWNSHIP and told.kind != Kind.ACCUSATION
    if told.handling == "declined":
        return []
    steps = []
    if ours and (told.handling in ("accepted", "answered") or "accepted_on" in days):
        steps.append(Step("accept", days.get("accepted_on", on), {}))
        if "accepted_on" not in days and not (told.end.ended or told.due or _is_answered(told)):
            told.warn("no_accept_day", on=on)
    if told.unit:
        assigns = (steps or told.handling == "assigned") and role != Role.VILLAGE and told.kind != Kind.ACCUSATION
        day = days.get("forwarded_on", steps[0].on if steps else on)
        due = {"due": told.due} if told.due and told.due >= day and not _is_answered(told) else {}
        steps.append(Step("assign" if assigns else "forward", day, {"to": told.unit} | due))
    return sorted(steps, key=lambda step: step.on)


def _end_step(told: Told, on: str, *, declines: bool) -> Step:
    """Return the act by which a matter ended: declined where the register says so and it fits, else closed."""
    if declines and told.handling == "declined":
        return Step("decline", on, {"ground": told.end.result or words.DECLINED_SO})
    return Step("close", on, {"settled": bool(told.end.settled), "reason": told.end.result or words.NO_RESULT})


def _is_answered(told: Told) -> bool:
    """Return whether an answer was given and yet the matter is open: no date of ours runs any more."""
    return not told.end.ended and (told.handling == "answered" or "answered_on" in told.days)


def _is_told_before(told: Told, matter: Matter) -> bool:
    """Return whether no date starts with a row: it was answered, its matter is over, or an earlier row says it."""
    earlier = matter.tolds[: matter.tolds.index(told)]
    return told.over or _is_answered(told) or any(told.due == before.due for before in earlier)


def _is_untouched(state: State) -> bool:
    return not state.cases or state.case.status == Status.REGISTERED


def _ending(matter: Matter, place: int) -> Told | None:
    """Return the row whose end is the matter's, where it is to be written with the row at this place.

    An end before the last row came is that of its own row: who came after it asks again. In a case of the ledger
    nothing is ended by an import.
    """
    last = len(matter.tolds) - 1
    at = max((n for n, told in enumerate(matter.tolds) if told.end.ended), default=-1)
    if at < 0 or matter.into:
        return None
    written_at = last if matter.tolds[at].end.on >= matter.tolds[last].received_on else at
    return matter.tolds[at] if written_at == place else None


def _on_the_spot(told: Told, ends: Told | None, steps: list[Step], state: State) -> bool:
    """Return whether a row is written as answered on the day on which it came, without another step."""
    if told.kind == Kind.ACCUSATION or steps or not told.end.ended or told.end.on != told.received_on:
        return False
    if state.cases and state.case.status in ENDED:
        return True
    return ends is told and told.handling == "spot" and bool(told.end.settled)


def _origin(told: Told, steps: list[Step], *, spot: bool) -> str:
    """Return where a row stood, its number there, and what has no other place here."""
    row = (words.SHEET_ROW if told.sheet else words.ROW).format(sheet=told.sheet, row=told.row)
    parts = [words.ORIGIN.format(file=told.file, row=row)]
    parts += [words.ORIGIN_NUMBER.format(number=told.number)] if told.number else []
    written = spot or any(told.end.result in step.said.values() for step in steps)
    if told.end.result and not written:
        parts.append(words.ORIGIN_MORE.format(field=words.FIELD["result"], text=told.end.result))
    if told.unit and not any(step.said.get("to") for step in steps):
        parts.append(words.ORIGIN_MORE.format(field=words.FIELD["unit"], text=told.unit))
    return words.BETWEEN.join([*parts, *told.more])
