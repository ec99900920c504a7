"""The story of the sample office: two years of petitions and what was done about them, day by day, by the real acts."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from xinfang.demo import village
from xinfang.demo.cast import Cast, Matter, letter
from xinfang.demo.duties import Duties
from xinfang.demo.fates import STAGES, Step
from xinfang.domain import acts, corrections, effects, registration
from xinfang.domain.codes import Reception
from xinfang.domain.model import Attachment, Entry, State
from xinfang.office.office import Office

TOLD = timedelta(days=730)
QUIET = 0.04  # of a day off, against a working day
MARGIN = 6  # working days before a term's end by which the office acts: outside of what the morning list calls near
MINUTES = (3, 45)  # between two entries
NOON, AFTER_NOON, NIGHT = 12 * 60, 14 * 60 + 30, 24 * 60 - 1
OPENS = 8 * 60 + 35

Keep = Callable[[str, str], Attachment]


def entries(
    office: Office, today: date, *, seed: int = 1, petitions: int = 360, keep: Keep | None = None
) -> Iterator[tuple[str, Entry]]:
    """Yield about so many petitions' entries of the two years before `today`, with the moment of writing, in order.

    Between them stand the entries of what comes round: screening for disputes, reception days, meetings.
    They are meant for an empty ledger, from the first place of the chain on. `keep` keeps a paper (name, text) that
    came with a petition; without it there are none. The same arguments make the same story.
    """
    return _Story(office, today, seed, keep).told(petitions)


class _Story:
    def __init__(self, office: Office, today: date, seed: int, keep: Keep | None) -> None:
        self.office, self.rules, self.today, self.keep = office, office.rules(), today, keep
        self.chance = Random(seed)  # noqa: S311 - a story, no secret
        self.cast = Cast(self.chance, office, self.rules, today)
        self.duties = Duties(Random(f"{seed} duties"), office, today - TOLD, today)  # noqa: S311
        self.serials: Counter[int] = Counter()
        self.written = 0
        self.day, self.minute = date.min, 0

    def told(self, petitions: int) -> Iterator[tuple[str, Entry]]:
        """Tell the story until the evening before today: always the next step of whichever matter comes first."""
        queue = [(matter.day, i, matter) for i, matter in enumerate(self._matters(petitions))]
        heapq.heapify(queue)
        while queue and queue[0][0] < self.today:
            day, i, matter = heapq.heappop(queue)
            yield from self._beside(day)
            yield self._moment(day), self._done(matter, matter.steps.popleft(), day)
            if matter.steps:
                matter.day = self._next_day(matter, matter.steps[0])
                heapq.heappush(queue, (matter.day, i, matter))
        yield from self._beside(self.today)

    def _beside(self, day: date) -> Iterator[tuple[str, Entry]]:
        """Tell what came round before a day, after the petitions of each day."""
        for on, entry in self.duties.before(day):
            self.written += 1
            yield self._moment(on), entry

    def _matters(self, petitions: int) -> list[Matter]:
        """Return the matters of the last morning's stages, and others until there are petitions enough."""
        made = [matter for stage in STAGES for _ in range(stage.count) if (matter := self.cast.placed(stage))]
        days = [self.today - timedelta(days=n) for n in range(1, TOLD.days)]
        busy = list(accumulate(village.SEASON[d.month - 1] * (1 if self._is_open(d) else QUIET) for d in days))
        planned = len(made)
        while planned < petitions:
            made.append(self.cast.matter(self.chance.choices(days, cum_weights=busy)[0]))
            planned += sum(step.verb in ("log", "again") for step in made[-1].steps)
        return made

    def _is_open(self, day: date) -> bool:
        return self.rules.calendar.is_workday(day)

    def _next_day(self, matter: Matter, step: Step) -> date:
        """Return the day of the next step: in good time before a running term ends, unless it is meant to be late."""
        calendar, due = self.rules.calendar, matter.state.case.next_due
        wait = self.chance.randint(step.least, step.most)
        if step.late and due:
            return village.shift(calendar, date.fromisoformat(due), wait)
        day = village.shift(calendar, matter.day, wait)
        day = self.duties.reception_after(day) if step.verb == "meet" else day
        if matter.staged or not due:
            return day
        return max(matter.day, min(day, village.shift(calendar, date.fromisoformat(due), -MARGIN)))

    def _moment(self, day: date) -> str:
        """Return when an entry of this day is written: some minutes after the last one, not over noon."""
        if day != self.day:
            self.day, self.minute = day, OPENS
        self.minute += self.chance.randint(*MINUTES)
        if NOON <= self.minute < AFTER_NOON:
            self.minute = AFTER_NOON
        minute = min(self.minute, NIGHT)
        return f"{day}T{minute // 60:02d}:{minute % 60:02d}:{self.chance.randrange(60):02d}"

    def _done(self, matter: Matter, step: Step, day: date) -> Entry:
        """Do a step, and keep what became of the matter."""
        done = self._entry(matter, step, day.isoformat(), self.chance.choice(village.CLERKS))
        self.written += 1
        matter.state = effects.apply(matter.state, done)
        matter.history.append((self.written, done))
        return done

    def _entry(self, matter: Matter, step: Step, on: str, by: str) -> Entry:
        """Return the entry of the act that a step names."""
        said = self._said(matter, step, on)
        match step.verb:
            case "log":
                return registration.register(
                    self._number(matter), State(), matter.intake, self._kept(matter), by, self.rules
                )
            case "again":
                repeat = self.cast.repeat(matter, date.fromisoformat(on))
                return registration.register(None, matter.state, repeat, (), by, self.rules)
            case "correct":
                reason = said.pop("reason")
                return corrections.correct(matter.state, None, said, on=on, by=by, reason=reason, rules=self.rules)
            case "undo":
                return acts.undo(matter.history, on, by)
            case "void":
                return acts.void(matter.state, None, said["reason"], on, by)
        return acts.perform(step.verb, matter.state, said, on, by, on, self.rules)

    def _said(self, matter: Matter, step: Step, on: str) -> dict[str, Any]:
        """Return what is said at a step, its places filled in."""
        words = matter.words | {"no": matter.state.case.no if matter.state.cases else ""}
        said = {name: word.format_map(words) if isinstance(word, str) else word for name, word in step.said.items()}
        if step.due:
            due = village.shift(self.rules.calendar, date.fromisoformat(on), self.chance.randint(*step.due))
            said["due"] = due.isoformat()
        if step.verb == "meet":
            said |= self._met(on) | {"people": matter.intake.heads}
        return said

    def _met(self, on: str) -> dict[str, str]:
        """Return who met the petitioner: the leader of the reception day, or by appointment on any other."""
        day = self.duties.receptions.get(on)
        if day is None or on in self.duties.called_off:
            return {"way": Reception.APPOINTED}
        self.duties.met[on] += 1
        return {"way": Reception.RECEIVED, "by_leader": day.leader, "duty": day.duty or ""}

    def _number(self, matter: Matter) -> registration.NewNumber:
        year = int(matter.intake.received_on[:4])
        self.serials[year] += 1
        return registration.NewNumber(
            self.office.number.format(year=year, serial=self.serials[year]), year, self.serials[year]
        )

    def _kept(self, matter: Matter) -> list[Attachment]:
        return [self.keep(matter.paper, letter(matter))] if self.keep and matter.paper else []
