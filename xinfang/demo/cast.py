"""Casting: which matter comes in on which day, through which channel, and every word about it."""

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from xinfang.demo import fates, people, village
from xinfang.demo.fates import Fate, Stage, Step
from xinfang.demo.village import Theme
from xinfang.domain import terms
from xinfang.domain.codes import COLLECTIVE_FROM, Channel, Kind, Opinion, Rating
from xinfang.domain.model import Entry, State
from xinfang.domain.registration import Intake
from xinfang.domain.terms import Rules
from xinfang.office.office import Office

OLD = 220  # days after which even a late and reopened matter has long ended
REACH = 150  # days back in which the start of a running term is looked for
CHANNELS = {Channel.VISIT: 58, Channel.LETTER: 19, Channel.CALL: 13, Channel.ONLINE: 10}
WRITTEN = {Channel.LETTER: 3, Channel.ONLINE: 2}
ANY_DAY = {Channel.ONLINE: 3, Channel.CALL: 1}  # what also comes in when the office is closed
COMES_BACK_AS = {Channel.LETTER: Channel.VISIT, Channel.VISIT: Channel.LETTER}
REPEATS = {0: 62, 1: 29, 2: 9}  # how many further petitions a claim gets
SENTENCES = ("subject", "detail", "work", "answer", "spot", "agreed", "decline", "mistake")

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Matter:
    """A matter on its way through the office: `steps` are still to come, the first of them on `day`."""

    intake: Intake
    words: dict[str, str]
    steps: deque[Step]
    day: date
    paper: str = ""
    staged: bool = False
    state: State = field(default_factory=State)
    history: list[tuple[int, Entry]] = field(default_factory=list)


class Cast:
    """Makes the matters of the sample office, all by the same `chance`."""

    def __init__(self, chance: Random, office: Office, rules: Rules, today: date) -> None:
        self.chance, self.office, self.rules, self.today = chance, office, rules, today
        self.calendar = rules.calendar
        self.topics = office.topics()
        self.shown: set[Theme] = set()

    def matter(self, received: date) -> Matter:
        """Return a matter that comes in on a day, with what becomes of it."""
        theme = self._weighted({t: t.weight for t in village.themes()})
        channel = self._channel(received, theme)
        hidden = channel != Channel.VISIT and (theme.crowd or theme.kind == Kind.ACCUSATION) and self._likely(0.3)
        intake, words = self._petition(theme, channel, received, named=not hidden)
        if theme.spot and channel in (Channel.VISIT, Channel.CALL) and self._likely(0.55):
            intake = replace(intake, settled=words["spot"])
        elif theme.kind == Kind.CLAIM and channel in WRITTEN and not hidden and self._likely(0.22):
            until = received + timedelta(days=self.chance.randint(30, 45))
            intake = self._sent_down(intake, until)
        fate = self._fate(theme, intake)
        return self._on_its_way(intake, words, self._filled_out(fate.steps, intake))

    def placed(self, stage: Stage) -> Matter | None:
        """Return a matter that will stand at its stage on the last morning; None when no day leads there."""
        received = self._start_of(stage)
        if received is None:
            return self.placed(replace(stage, clock="inform", steps=())) if stage.clock == "handle" else None
        due = self._pick(self._workdays(stage))
        theme = self._staged_theme(stage)
        chances = WRITTEN if stage.anonymous else CHANNELS
        channel = Channel.LETTER if stage.paper else self._channel(received, theme, chances)
        intake, words = self._petition(theme, channel, received, named=not stage.anonymous)
        if stage.clock == "above":
            intake = self._sent_down(intake, due)
        made = self._on_its_way(intake, words | {"due": due.isoformat()}, stage.steps)
        made.paper, made.staged = stage.paper, True
        return made

    def repeat(self, matter: Matter, day: date) -> Intake:
        """Return a further petition in the same matter: by one person, mostly through another channel."""
        first, known = matter.intake, matter.state
        channel = COMES_BACK_AS.get(Channel(first.channel), Channel.VISIT)
        return Intake(
            channel=Channel.CALL if self._likely(0.25) else channel, names=first.names[:1],
            received_on=day.isoformat(), registered_on=day.isoformat(), subject=again(first.subject),
            detail=village.DISAGREES if known.case.served_on else self._pick(village.PRESSES),
            phone=known.petitions[0].phone, village_group=first.village_group, category=first.category,
            topic=first.topic, kind=first.kind, receiver=self._pick(village.RECEIVERS),
        )  # fmt: skip

    def _on_its_way(self, intake: Intake, words: dict[str, str], steps: Iterable[Step]) -> Matter:
        day = date.fromisoformat(intake.registered_on)
        return Matter(intake=intake, words=words, steps=deque((fates.LOG, *steps)), day=day)

    def _start_of(self, stage: Stage) -> date | None:
        """Return the day on which the stage's matter comes in, such that its clock ends as it should."""
        if not stage.runs:
            return village.shift(self.calendar, self.today, -self.chance.randint(*stage.back))
        rule = self.rules.terms[str(stage.clock)]
        wanted = [day.isoformat() for day in self._workdays(stage)]
        days = [self.today - timedelta(days=n) for n in range(1, REACH)]
        seen = [day for day in days if self.calendar.on_or_after(day) < self.today]
        fit = [
            day for day in seen
            if (stage.clock == "inform" or self.calendar.is_workday(day))
            and terms.start(rule, day.isoformat(), self.calendar).due_on in wanted
        ]  # fmt: skip
        return self._pick(fit) if fit else None

    def _staged_theme(self, stage: Stage) -> Theme:
        """Return a claim that is not on stage yet."""
        claims = [t for t in village.themes() if t.kind == Kind.CLAIM and (t.crowd or not stage.anonymous)]
        theme = self._pick([t for t in claims if t not in self.shown] or claims)
        self.shown.add(theme)
        return theme

    def _petition(
        self, theme: Theme, channel: Channel, received: date, *, named: bool
    ) -> tuple[Intake, dict[str, str]]:
        """Return the petition as it was told at the desk, and every word about its matter."""
        group = self._pick(self.office.groups)
        told = people.who(self.chance, channel, crowd=theme.crowd) if named else {}
        words = self._words(theme, group, received) | {"right_phone": people.slip(told.get("phone") or "0")}
        intake = Intake(
            channel=channel, received_on=received.isoformat(),
            registered_on=self.calendar.on_or_after(received).isoformat(),
            subject=words["subject"], detail=words["detail"], village_group=group, category=theme.category,
            topic=self.topics.get(theme.category), kind=theme.kind, receiver=self._pick(village.RECEIVERS), **told,
        )  # fmt: skip
        return intake, words

    def _channel(self, received: date, theme: Theme, chances: Mapping[Channel, int] = CHANNELS) -> Channel:
        if not self.calendar.is_workday(received):
            return self._weighted(ANY_DAY)
        if theme.mistake:
            return Channel.VISIT
        return self._weighted(WRITTEN if theme.kind == Kind.ACCUSATION else chances)

    def _words(self, theme: Theme, group: str, received: date) -> dict[str, str]:
        """Return every word about a matter: names and quantities, and with them the theme's own sentences."""
        supported = theme.opinion == Opinion.SUPPORT
        known = self._quantities() | {
            "unit": theme.unit, "opinion": theme.opinion, "group": group, "year": str(received.year - 1),
            "village": re.sub(r"(?<=村|区).*", "", group), "head": self.office.leaders[1],
            "wrong": self._pick([unit for unit in self.office.units if unit != theme.unit]),
            "leader": self._pick(self.office.leaders), "wrong_phone": village.WRONG_PHONE,
            "how": self._pick(village.SERVED_HOW), "thanks": self._pick(village.THANKS[not supported :]),
            "content": Rating.CONTENT if supported else Rating.MOSTLY, "delay": self._pick(village.DELAYS),
            "then": self._pick(village.SINCE), "person": self._pick(village.CLERKS),
        }  # fmt: skip
        own = {name: getattr(theme, name).format_map(known) for name in SENTENCES}
        told = {"instruction": village.INSTRUCTIONS, "plan": village.PLANS}
        return known | own | {name: self._pick(words).format_map(known) for name, words in told.items()}

    def _quantities(self) -> dict[str, str]:
        chance = self.chance
        return {
            "other": self._pick(village.SURNAMES) + "某", "cm": str(chance.randrange(20, 65, 5)),
            "metres": str(chance.randrange(15, 90, 5)), "mu": f"{chance.randint(6, 48) / 10:g}",
            "yuan": str(chance.randrange(1200, 32000, 200)), "fee": str(chance.randrange(300, 2400, 100)),
            "months": str(chance.randint(3, 11)), "homes": str(chance.randint(6, 38)),
            "days": str(self._pick((5, 7, 10, 15))),
        }  # fmt: skip

    def _sent_down(self, intake: Intake, until: date) -> Intake:
        """Return the petition as one that a higher level sent down to us, with the date it set."""
        source, pattern = self._pick(village.ABOVE)
        number = pattern.format(year=intake.received_on[:4], n=self.chance.randint(3, 180))
        return replace(intake, source=source, source_no=number, due=until.isoformat())

    def _fate(self, theme: Theme, intake: Intake) -> Fate:
        is_old = date.fromisoformat(intake.received_on) < self.today - timedelta(days=OLD)
        fit = [f for f in fates.FATES[_family(theme, intake)] if getattr(theme, f.needs) and (is_old or not f.old)]
        return self.chance.choices(fit, [fate.weight for fate in fit])[0]

    def _filled_out(self, steps: Iterable[Step], intake: Intake) -> list[Step]:
        """Put in what may come between: repeats, a leader who answers for it, a slip of the pen, the archive."""
        made = list(steps)
        if not made or made[-1].verb == "void":
            return made
        if intake.names and intake.kind == Kind.CLAIM and fates.REVIEW[0] not in made:
            made = self._with_repeats(made)
        if intake.source != "own" or intake.heads >= COLLECTIVE_FROM:
            made[0:0] = fates.LEAD
        if intake.phone and self._likely(0.03):
            made.insert(0, fates.MEND)
        ends = any(step.verb == "close" for step in made) or fates.REEXAMINATION[0] in made
        if ends and intake.names and intake.kind != Kind.ACCUSATION:
            made.append(fates.ASK)
        if ends and self._likely(0.6):
            made.append(fates.FILE)
        return made

    def _with_repeats(self, steps: list[Step]) -> list[Step]:
        for _ in range(self._weighted(REPEATS)):
            places = [i for i, step in enumerate(steps) if step.most]  # nothing comes between what is done at once
            place = self._pick([*places, len(steps)] if steps[-1] == fates.CLOSE else places)
            steps[place:place] = (fates.AGAIN,) if place < len(steps) else fates.REPEAT_AFTER_END
        return steps

    def _workdays(self, stage: Stage) -> list[date]:
        """Return the days on which the stage's clock may end."""
        return [village.shift(self.calendar, self.today, n) for n in range(stage.due[0], stage.due[1] + 1)]

    def _likely(self, share: float) -> bool:
        return self.chance.random() < share

    def _weighted(self, weights: Mapping[T, int]) -> T:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _pick(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)


def again(subject: str) -> str:
    """Return the subject of a repeat."""
    return f"再次{subject}" if subject[:2] in ("反映", "要求", "申请") else f"再次反映：{subject}"


def letter(matter: Matter) -> str:
    """Return the text of the paper that came with a matter."""
    told = matter.intake
    above = f"{told.source_no}\n青溪镇人民政府：\n现将下列信访事项转交你单位办理，请于{told.due}前书面报告结果。\n\n"
    words = f"{told.subject}\n\n{told.detail}\n\n{'、'.join(told.names)}　{told.village_group}\n{told.received_on}\n"
    return above + words if told.source_no else words


def _family(theme: Theme, intake: Intake) -> str:
    """Return under which heading of the fates a matter falls."""
    if theme.mistake:
        return "mistake"
    if intake.settled is not None:
        return "spot"
    if intake.names:
        return theme.kind
    return "anonymous accusation" if theme.kind == Kind.ACCUSATION else "anonymous"
