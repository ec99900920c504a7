"""What comes round in the sample township beside its petitions: screening for disputes, reception days, meetings."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import yaml

from xinfang.demo import people, village
from xinfang.domain import conferences, disputes, effects, receptions, screening
from xinfang.domain.books import numbered
from xinfang.domain.model import Entry, State
from xinfang.domain.registration import NewNumber
from xinfang.office.office import Office

WORDS = Path(__file__).with_name("duties.yaml")
FINDS, SETTLED, CANCELLED = 0.3, 0.85, 0.05  # how often a round finds something, that is settled, a reception is off
EARLY = 10  # working days of a round in which it is done: the last morning has none of this month open
ENDS, ASKED_AFTER = (4, 15), (10, 20)  # working days
TO_SETTLE = (40, 60)  # days, so many that the last morning has none that is due
BEFORE = 3  # working days before a reception on which it is called off
AHEAD = timedelta(days=99)  # in which there is a reception day
SITS = 14  # days into each quarter

Does = Callable[[], Entry]


class Duties:
    """The duties from `first` until the evening before `today`; `met` counts the petitioners that leaders met."""

    def __init__(self, chance: Random, office: Office, first: date, today: date) -> None:
        self.chance, self.office, self.first, self.today = chance, office, first, today
        self.calendar = office.calendar()
        self.met: Counter[str] = Counter()
        self.states: dict[str, State] = {}
        self.serials: Counter[tuple[str, int]] = Counter()
        self.receptions = receptions.planned(office.plans(), first, today + AHEAD, self.calendar)
        self.called_off = {day for day in self.receptions if chance.random() < CANCELLED}
        told = [*self._screened(), *self._received(), *self._sat()]
        told = [(day, does) for day, does in told if first <= day < today]
        self.steps = deque(sorted(told, key=lambda step: step[0]))

    def before(self, day: date) -> Iterator[tuple[date, Entry]]:
        """Yield what is done before a day and was not yielded yet, each with its own day, in order."""
        while self.steps and self.steps[0][0] < day:
            on, does = self.steps.popleft()
            yield on, does()

    def reception_after(self, day: date) -> date:
        """Return the first reception day from `day` on that is not called off."""
        return min(date.fromisoformat(d) for d in self.receptions if d >= day.isoformat() and d not in self.called_off)

    def _screened(self) -> Iterator[tuple[date, Does]]:
        """Yield for each round either a zero report, or a dispute with what becomes of it."""
        for duty in self.office.rota():
            for turn in screening.rounds(duty.every, self.first, self.today):
                day = self._workday(date.fromisoformat(turn.first or ""), 1, EARLY)
                if self.chance.random() < FINDS:
                    yield from self._dispute(duty, day)
                else:
                    yield day, partial(self._nothing, duty, day)

    def _nothing(self, duty: screening.Duty, day: date) -> Entry:
        said = {"text": self.chance.choice(_words()["walks"])}
        none: Mapping[str, tuple[str, ...]] = {"found": (), "nothing": ()}
        return screening.nothing_found(
            self._number("rounds", day), duty, none, said, day.isoformat(), duty.person or self.office.clerk
        )

    def _dispute(self, duty: screening.Duty, day: date) -> Iterator[tuple[date, Does]]:
        key, story = f"{duty.area} {day}", self.chance.choice(_words()["disputes"])
        yield day, partial(self._found, key, duty, story, day)
        ended = self._workday(day, *ENDS)
        settled = self.chance.random() < SETTLED
        result = story["result"] if settled else _words()["unsettled"]
        yield ended, partial(self._row, key, "close", {"settled": settled, "result": result}, ended)
        if settled:
            asked = self._workday(ended, *ASKED_AFTER)
            yield asked, partial(self._row, key, "follow-up", {"text": _words()["held"]}, asked)

    def _found(self, key: str, duty: screening.Duty, story: Mapping[str, Any], day: date) -> Entry:
        groups = [group for group in self.office.groups if group.startswith(duty.area)]
        until = day + timedelta(days=self.chance.randint(*TO_SETTLE))
        said = {
            "subject": story["subject"], "detail": story["detail"], "category": story["category"],
            "topic": self.office.topics()[story["category"]], "parties": people.names(self.chance, 2),
            "people": story.get("people", 2), "village_group": self.chance.choice(groups), "area": duty.area,
            "found_on": day.isoformat(), "finder": duty.person, "team": f"{duty.area}调委会",
            "responsible": self.chance.choice(self.office.leaders), "person": duty.person, "plan": story["plan"],
            "settle_by": until.isoformat(),
        }  # fmt: skip
        number = self._number("disputes", day)
        return self._kept(key, disputes.find(number, said, day.isoformat(), self.office.clerk))

    def _row(self, key: str, verb: str, said: Mapping[str, Any], day: date) -> Entry:
        on = day.isoformat()
        return self._kept(key, disputes.perform(verb, self.states[key], said, on, self.office.clerk, on))

    def _kept(self, key: str, entry: Entry) -> Entry:
        self.states[key] = effects.apply(self.states.get(key, State()), entry)
        return entry

    def _received(self) -> Iterator[tuple[date, Does]]:
        """Yield what is prepared for each reception day, its notice, and how it went."""
        for day in self.receptions:
            on = date.fromisoformat(day)
            if day in self.called_off:
                off = village.shift(self.calendar, on, -BEFORE)
                yield off, partial(self._reception, day, "reception-cancel", off, {"reason": _words()["called_off"]})
                continue
            for reminder in self.office.reminders():
                verb = "reception-notice" if "公告" in reminder.what else "reception-done"
                before = reminder.day(on, self.calendar)
                yield before, partial(self._reception, day, verb, before, {"done": [reminder.what]})
            yield on, partial(self._reception, day, "reception-held", on, {})

    def _reception(self, day: str, verb: str, on: date, said: Mapping[str, Any]) -> Entry:
        known, met = self.states.get(day, State()).reception_days, self.met[day]
        if verb == "reception-held":
            said = {"text": _words()["received"].format(count=met)} if met else {"nobody": True}
        row = known[0] if known else self.receptions[day]
        by = self.office.clerk
        return self._kept(day, receptions.perform(verb, row, said, on.isoformat(), by, is_new=not known, met=met))

    def _sat(self) -> Iterator[tuple[date, Does]]:
        """Yield the meeting of each quarter."""
        for quarter in screening.rounds(screening.QUARTERLY, self.first, self.today):
            day = self.calendar.on_or_after(date.fromisoformat(quarter.first or "") + timedelta(days=SITS))
            yield day, partial(self._meeting, day)

    def _meeting(self, day: date) -> Entry:
        told = self.chance.choice(_words()["meetings"])
        said = told | {"chair": self.office.leaders[0], "attended": tuple(told["attended"])}
        return conferences.log(self._number("conferences", day), said, day.isoformat(), self.office.clerk)

    def _workday(self, day: date, least: int, most: int) -> date:
        return village.shift(self.calendar, day, self.chance.randint(least, most))

    def _number(self, table: str, day: date) -> NewNumber:
        self.serials[table, day.year] += 1
        serial = self.serials[table, day.year]
        return NewNumber(numbered(table, day.year, serial), day.year, serial)


@cache
def _words() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(WORDS.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - the safe loader
    return found
