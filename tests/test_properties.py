"""The whole procedure by chance: lawful and unlawful acts on several cases, day after day, and what always holds.

XINFANG_LONG=1 plays 1,000 stories of 30 steps instead of 15 of 20 (`pytest -n 0 tests/test_properties.py`).
"""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.helpers import (
    CLERK,
    CODE,
    LONG,
    WORDS,
    Matter,
    Shelf,
    examples,
    free_number,
    outcome,
    published,
    refused,
    rules,
    words_for,
)
from xinfang.domain import acts, corrections, effects, joining, registration
from xinfang.domain.codes import (
    ENDED,
    OPEN,
    Channel,
    Kind,
    Opinion,
    Rating,
    Refused,
    ReviewOpinion,
    Role,
    Route,
    Status,
)
from xinfang.domain.corrections import OF_THE_CASE, OF_THE_PETITION, ORDER
from xinfang.domain.model import Entry, Petition, State, Term
from xinfang.domain.next_step import next_for_term, next_verbs, standing
from xinfang.domain.procedure import TASKS, VERBS, row
from xinfang.domain.registration import Intake, NewNumber
from xinfang.domain.terms import DAYS, WORKDAYS, Rules, TermRule
from xinfang.ledger.check import findings
from xinfang.ledger.clocks import clocks
from xinfang.ledger.finding import Checked
from xinfang.ledger.reading import reading
from xinfang.words.refusals import sentence

FIRST_DAY = date(2026, 8, 3)
PEOPLE = ("陈大山", "李小河", "王五", "赵六", "𠮷田")
UNITS = ("镇国土所", "县民政局", "县纪委")
NOTICE = replace(
    published(),
    off={**published().off, **dict.fromkeys((date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)), "元旦")},
    work=published().work | {date(2026, 12, 27), date(2027, 1, 10)},
    years=published().years | {2027},
)
SHORTER = {"inform": (5, WORKDAYS), "handle": (30, DAYS), "review_request": (20, DAYS), "follow_up": (7, DAYS)}

FEW = st.sampled_from([0, 0, 0, 1, 4])
MOST_CASES = 3  # with more of them none would come far


def mostly(*usual: object, seldom: tuple[object, ...] = (None,)) -> st.SearchStrategy[object]:
    """One of the usual values, and now and then one that is none, or too much."""
    return st.sampled_from([value for value in usual for _ in range(1 + 6 * len(seldom) // len(usual))] + [*seldom])


NAMES = st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True).map(tuple)
SPEAKERS = st.lists(st.sampled_from([*PEOPLE, "孙七"]), max_size=6, unique=True).map(tuple)
LAWFUL = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(list(Channel)),
        "subject": st.sampled_from(["村道占地补偿", "低保被取消", "水渠被堵"]),
        "names": NAMES,
        "kind": st.sampled_from([*[Kind.CLAIM] * 3, Kind.SUGGESTION, Kind.ACCUSATION, Kind.OTHER]),
    },
    optional={
        "phone": st.sampled_from(["13812345678", "0731-8888888"]),
        "id_number": st.just("430121196503051234"),
        "people": st.sampled_from([7, 30]),
        "detail": st.sampled_from(["占地三年没有补偿", "村里说没有名额"]),
        "source": st.sampled_from(["own", "county"]),
    },
)
UNLAWFUL = st.fixed_dictionaries(
    {},
    optional={
        "subject": st.just(""),
        "people": st.sampled_from([0, 1, 2]),
        "representatives": SPEAKERS,
        "settled": st.sampled_from(["当场解释清楚", "已退还"]),
    },
)
INTAKES = st.one_of(LAWFUL, LAWFUL, st.tuples(LAWFUL, UNLAWFUL).map(lambda both: {**both[0], **both[1]}))
# What each act is told.
SAID: Mapping[str, st.SearchStrategy[object]] = {
    "to": mostly(*UNITS),
    "opinion": mostly(*Opinion, seldom=(*ReviewOpinion, None)),
    "route": mostly(*Route),
    "by_leader": mostly("王镇长"),
    "leader": mostly("张书记"),
    "handler": mostly("李干事"),
    "violation": mostly("delay"),
    "office_rating": mostly(*Rating),
    "unit_rating": mostly(*Rating),
    "sum": mostly(5000, 200_000, seldom=(0, -1, None)),
    "from_whom": mostly("临时救助资金"),
    "retention": mostly("永久", "10年"),
    "text": mostly("情况属实", "已转有关单位", seldom=(None, "")),
    "ground": mostly("不属于本机关职权"),
    "how": mostly("当面", "邮寄"),
    "days": mostly(1, 15, 30, seldom=(31, 0, -1, None)),
    "approver": mostly("王镇长"),
    "settled": mostly(True, False),
    "reason": mostly("当事人撤回", "出现新的事实"),
}
# What makes another row of the procedure of an act, and what may be added to it. A number stands for a day: so many
# days after the act.
FLAGS: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "accept": {"simple": st.booleans()},
    "assign": {"done": st.booleans()},
    "instruct": {"done": st.booleans()},
    "supervise": {"done": st.booleans()},
    "meet": {"kept": st.booleans()},
    "mediate": {"kept": st.booleans()},
    "review": {"served": st.sampled_from([0, -3, -20, -40, 1])},
}
ALSO: Mapping[str, Mapping[str, st.SearchStrategy[object]]] = {
    "meet": {"promise": st.just("月底前修好"), "people": mostly(1, 4, seldom=(0, -3, None))},
    "mediate": {"agreement": st.just("退让四十公分")},
    "review": {"to": st.just("县政府")},
    "hear": {"until": st.sampled_from([0, 1, 5, -1])},
}
DAYS_AFTER = ("served", "until")
# By which words the next step of a clock is done.
ENDS_THE_TASK: Mapping[str, Mapping[str, object]] = {
    "instruct": {"done": True, "text": "已核实"},
    "supervise": {"done": True, "text": "已反馈"},
    "meet": {"kept": True},
    "mediate": {"kept": True},
}
DATED = ("forward", "assign", "instruct", "supervise", "meet", "mediate")
TEXT_FIELDS = (
    "unit", "handler", "leader", "plan", "instruction", "outcome", "served_how", "close_reason", "archive_no",
    "retention", "rated_office", "rated_unit", "phone", "address", "village_group", "subject", "detail", "category",
    "source_no", "receiver", "id_number",
)  # fmt: skip
DAY_FIELDS = ("received_on", "accepted_on", "forwarded_on", "replied_on", "served_on", "closed_on", "due")
# What a correction may set a field to; an empty answer clears it.
CORRECTED: Mapping[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(TEXT_FIELDS, mostly("改正", "另一个")),
    **dict.fromkeys(DAY_FIELDS, st.integers(-40, 12)),
    "names": NAMES.filter(bool),
    "representatives": SPEAKERS.filter(bool),
    "people": mostly(3, 9, seldom=(0, 1, None)),
    "kind": mostly(*Kind),
    "channel": mostly(*Channel),
    "source": mostly("own", "county"),
    "opinion": mostly(*Opinion),
    "settled": st.sampled_from([True, False]),
    "repeat": st.booleans(),
}


def test_every_field_that_can_be_corrected_is_played_with() -> None:
    assert set(CORRECTED) == {*OF_THE_PETITION, *OF_THE_CASE}


class Office(RuleBasedStateMachine):
    """An office at work: `states` is what it believes, `past` how each case came to be as it is.

    `again` are the cases that came in again after their end, `moved` those whose dates a new calendar moved.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.shelf = Shelf(Path(self.folder.name))
        self.today = FIRST_DAY
        self.states: dict[str, State] = {}
        self.past: dict[str, list[State]] = {}
        self.moved: set[str] = set()
        self.again: set[str] = set()
        self.linked: set[str] = set()

    def teardown(self) -> None:
        try:
            self.closing_time()
        finally:
            self.folder.cleanup()

    # ------------------------------------------------------------------------------------------------- what happens

    @initialize(role=st.sampled_from(list(Role)), said=LAWFUL)
    def open_the_office(self, role: Role, said: dict[str, Any]) -> None:
        self.law = rules(role)
        self.something_new_arrives(said, 0, None)

    @rule(count=st.sampled_from([1, 3, 14, 15, 33, 61]), news=st.sampled_from(["none", "holidays", "province"]))
    def days_pass(self, count: int, news: str) -> None:
        """Now and then the next year's notice comes, or the province sets shorter terms."""
        self.today += timedelta(days=count)
        if news == "province":
            self.law = replace(self.law, terms={name: shorter(rule) for name, rule in self.law.terms.items()})
        elif news == "holidays":
            self.law = replace(self.law, calendar=NOTICE)
            for no, state in self.states.items():
                if entry := acts.recompute(state, NOTICE, self.today.isoformat(), CLERK):
                    self.attempt(no, lambda *_, entry=entry: entry)
                    self.past[no][-2:] = [self.states[no]]
                    self.moved.add(no)

    @precondition(lambda self: len(self.states) < MOST_CASES)
    @rule(said=INTAKES, ago=FEW, due=st.none() | st.integers(-2, 40))
    def something_new_arrives(self, said: dict[str, Any], ago: int, due: int | None) -> None:
        asked = self.intake(said, ago, due)
        self.attempt(None, lambda _, number: registration.register(number, State(), asked, (), CLERK, self.law), asked)

    @precondition(lambda self: self.states)
    @rule(said=INTAKES, kind=mostly(None, seldom=tuple(Kind)), ago=FEW, due=st.none() | st.integers(-2, 40),
          which=st.data())  # fmt: skip
    def it_comes_in_again(
        self, said: dict[str, Any], kind: Kind | None, ago: int, due: int | None, which: st.DataObject
    ) -> None:
        asked = self.intake({**said, "kind": kind}, ago, due)
        self.attempt(
            self.pick(which), lambda state, _: registration.register(None, state, asked, (), CLERK, self.law), asked
        )

    @precondition(lambda self: self.states)
    @rule(verb=st.sampled_from([verb for verb in VERBS if verb != "join"]), ago=st.sampled_from([0, 0, 0, 1, 5, -1]),
          due=st.none() | st.integers(-2, 40), which=st.data())  # fmt: skip
    def somebody_tries(self, verb: str, ago: int, due: int | None, which: st.DataObject) -> None:
        """Any act at all, well said or not, on any day about now."""
        on = self.today - timedelta(days=ago)
        no = self.pick(which)
        said = {word: which.draw(SAID[word]) for word in words_for(verb, self.states[no])}
        for more in (table[verb] for table in (ALSO, FLAGS) if verb in table):
            if which.draw(st.booleans()):
                said |= {word: which.draw(values) for word, values in more.items()}
        for word in DAYS_AFTER:
            if isinstance(days := said.get(word), int):
                said[word] = (on + timedelta(days=days)).isoformat()
        if due is not None and verb in DATED:
            said["due"] = (on + timedelta(days=due)).isoformat()
        self.perform(no, verb, said, on.isoformat())

    @precondition(lambda self: len(self.states) > 1)
    @rule(apart=st.booleans(), ago=FEW, which=st.data())
    def two_turn_out_to_be_one_matter(self, apart: bool, ago: int, which: st.DataObject) -> None:
        """Both cases change, or neither; taken apart again, each stands where it stood."""
        no = self.pick(which)
        other = self.states[no].case.joined_to if apart else self.pick(which)
        if other is None:
            return
        on, today = (self.today - timedelta(days=ago)).isoformat(), self.today.isoformat()
        before = self.shelf.path.read_bytes()
        with suppress(Refused), self.shelf.open() as book:
            one, into = book.state(no), book.state(other)
            if apart:
                entries = joining.apart(book.history(no), into, book.history(other), "不是同一件事", on, CLERK)
            else:
                entries = joining.join(one, into, {}, on, CLERK, today, self.law)
            for entry in entries:
                self.shelf.write(book, entry)
            self.two_changed(no, other, effects.apply(one, entries[0]), effects.apply(into, entries[1]))
            return
        assert self.shelf.path.read_bytes() == before

    def two_changed(self, no: str, other: str, one: State, into: State) -> None:
        """Keep what two cases have become; what was before does not come back by an undo."""
        for number, state in ((no, one), (other, into)):
            self.states[number] = state
            self.past[number].append(state)
            self.linked.add(number)
            self.check(number)

    @precondition(lambda self: any(self.next_of(no) for no in self.states))
    @rule(count=st.integers(1, 4), which=st.data())
    def a_case_takes_its_course(self, count: int, which: st.DataObject) -> None:
        """What the program itself names as the next step is lawful today; the usual one is the first."""
        no = which.draw(st.sampled_from(sorted(no for no in self.states if self.next_of(no))))
        for _ in range(count):
            if steps := self.next_of(no):
                verb = which.draw(st.sampled_from((steps[0], *steps)))
                answer = self.perform(no, verb, dict(words_for(verb, self.states[no])), self.today.isoformat())
                assert answer is None, (verb, self.states[no].case, answer.code)

    @precondition(lambda self: any(self.may_appeal(no) for no in self.states))
    @rule(ago=st.sampled_from([0, 3, 29, 40]), reason=st.sampled_from([None, "住院"]), which=st.data())
    def a_petitioner_appeals(self, ago: int, reason: str | None, which: st.DataObject) -> None:
        """What was served is reviewed and re-examined, by us or by another organ; also what another one served."""
        no = which.draw(st.sampled_from(sorted(no for no in self.states if self.may_appeal(no))))
        reviewed = self.states[no].case.review_served_on
        said = {"to": which.draw(st.sampled_from([None, "县政府"])), "reason": reason}
        if not reviewed and not self.states[no].case.served_on:
            said["served"] = (self.today - timedelta(days=ago)).isoformat()
        self.perform(no, "reexamine" if reviewed else "review", said, self.today.isoformat())

    @precondition(lambda self: self.states)
    @rule(fields=st.lists(st.sampled_from(sorted(CORRECTED)), min_size=1, max_size=2, unique=True),
          petition=st.sampled_from([None, None, None, 1, 2, 3]), which=st.data())  # fmt: skip
    def something_was_written_down_wrongly(self, fields: list[str], petition: int | None, which: st.DataObject) -> None:
        no = self.pick(which)
        new = {name: which.draw(CORRECTED[name]) for name in fields}
        for name in DAY_FIELDS:
            if isinstance(days := new.get(name), int):
                new[name] = (self.today + timedelta(days=days)).isoformat()
        self.attempt(
            no,
            lambda state, _: corrections.correct(
                state, petition, new, on=self.today.isoformat(), by=CLERK, reason="登记有误", rules=self.law
            ),
        )

    @precondition(lambda self: self.states)
    @rule(petition=st.sampled_from([3, 2, 1, None]), reason=mostly("重复登记", seldom=("",)), which=st.data())
    def something_is_void(self, petition: int | None, reason: object, which: st.DataObject) -> None:
        on = self.today.isoformat()
        self.attempt(self.pick(which), lambda state, _: acts.void(state, petition, str(reason), on, CLERK))

    @precondition(lambda self: self.states)
    @rule(which=st.data())
    def the_last_act_is_taken_back(self, which: st.DataObject) -> None:
        """All is as it was before; only dates that a new calendar moved since may stay moved."""
        no = self.pick(which)
        with self.shelf.open() as book:
            history = book.history(no)
        acted = [entry.act for _, entry in acts.in_force(history) if entry.act not in acts.NOBODY_S]
        answer = self.attempt(no, lambda *_: acts.undo(history, self.today.isoformat(), CLERK))
        assert (answer is None) is not acted[-1].startswith(("log-", "join", "apart"))
        if answer or no in self.linked:
            return
        self.past[no].pop()  # the undo itself
        self.past[no].pop()  # and what it took back
        now, former = self.states[no], self.past[no][-1]
        assert now == former or (no in self.moved and undated(now) == undated(former))
        self.past[no][-1] = now

    # ------------------------------------------------------------------------------------------------ how it is done

    @property
    def law(self) -> Rules:
        return self.shelf.rules

    @law.setter
    def law(self, by: Rules) -> None:
        self.shelf.rules = by

    def intake(self, said: dict[str, Any], ago: int, due: int | None) -> Intake:
        received = self.today - timedelta(days=ago)
        dated: dict[str, Any] = {} if due is None else {"due": (received + timedelta(days=due)).isoformat()}
        return Intake(
            received_on=received.isoformat(),
            registered_on=self.today.isoformat(),
            **dated,
            **said,
        )

    def pick(self, which: st.DataObject) -> str:
        """One of the cases; one that is open rather than one that has ended."""
        far = sorted(no for no, state in self.states.items() if state.case.status in OPEN)
        return which.draw(st.sampled_from(far * 2 + sorted(self.states)))

    def may_appeal(self, no: str) -> bool:
        case = self.states[no].case
        ours = case.status in (Status.SERVED, Status.REVIEW_SERVED, Status.CLOSED)
        return case.kind == Kind.CLAIM and (ours or case.status in (Status.REGISTERED, Status.ASSIGNED))

    def next_of(self, no: str) -> tuple[str, ...]:
        return next_verbs(standing(self.states[no], self.law.role))

    def perform(self, no: str, verb: str, said: dict[str, Any], on: str) -> Refused | None:
        today = self.today.isoformat()
        return self.attempt(no, lambda state, _: acts.perform(verb, state, said, on, CLERK, today, self.law))

    def attempt(
        self, no: str | None, act: Callable[[State, NewNumber | None], Entry], asked: Intake | None = None
    ) -> Refused | None:
        """Do one act as a command does, in one transaction; a refusal has a sentence and changes nothing."""
        before = self.shelf.path.read_bytes() if self.shelf.path.exists() else None
        state = self.shelf.state(no) if no else State()
        entry = outcome(lambda: self.record(act, state, asked if not no else None))
        if isinstance(entry, Refused):
            assert sentence(entry)
            assert before is None or self.shelf.path.read_bytes() == before
            return entry
        assert entry.case is not None
        after = effects.apply(state, entry)
        with self.shelf.open() as book:  # as it was said, and as it stands written
            assert effects.apply(state, book.history(entry.case)[-1][1]) == after == book.state(entry.case)
        if asked and no and state.case.status in ENDED:
            self.again.add(no)
        self.states[entry.case] = after
        self.past.setdefault(entry.case, []).append(after)
        self.check(entry.case)
        return None

    def check(self, no: str) -> None:
        """What a case has become is sound, and whatever we owe in it has an act that leads on today."""
        state, today = self.states[no], self.today.isoformat()
        sound(state, today, self.law.role, asked_again=no in self.again)
        for clock in state.running():
            if clock.ours:
                steps = next_for_term(clock.term, clock.owed_by, standing(state, self.law.role))
                answers = [self.would_be(verb, state, today) for verb in steps]
                assert any(answer is None for answer in answers), (clock, state.case, steps)

    def would_be(self, verb: str, state: State, today: str) -> Refused | None:
        """How an act that a clock asks for would be refused."""
        said = dict(ENDS_THE_TASK.get(verb) or words_for(verb, state))
        answer = outcome(lambda: acts.perform(verb, state, said, today, CLERK, today, self.law))
        return answer if isinstance(answer, Refused) else None

    def record(self, act: Callable[[State, NewNumber | None], Entry], state: State, asked: Intake | None) -> Entry:
        with self.shelf.open() as book:
            entry = act(state, free_number(book, asked) if asked else None)
            self.shelf.write(book, entry)
            return entry

    def closing_time(self) -> None:
        """The ledger is whole, its numbers run on, and the morning list shows what runs."""
        if not self.states:
            return
        last = (self.today + timedelta(days=30)).isoformat()
        with reading(self.shelf.path, CODE) as ledger:
            assert findings(Checked(ledger, self.shelf.files, (ledger.head(),))) == []
            shown = [(row["case"], row["term"], row["due_on"]) for row in clocks(ledger, None, last)]
        assert sorted(shown) == sorted(
            (no, t.term, t.due_on) for no, s in self.states.items() for t in s.running() if t.ours and t.due_on <= last
        )
        serials = sorted(state.case.serial for state in self.states.values() if state.case.year == 2026)
        assert serials == list(range(1, len(serials) + 1))


def shorter(rule: TermRule) -> TermRule:
    """The rule as a province may have it."""
    length, unit = SHORTER.get(rule.term, (rule.length, rule.counted_in))
    return replace(rule, length=length, counted_in=unit)


def undated(state: State) -> State:
    """The case without the dates that a calendar gives it."""
    bare = (replace(t, due_on="", safe_on="", raw_end=None, provisional=False) for t in state.terms)
    return replace(state, cases=(replace(state.case, next_due=None),), terms=tuple(bare))


# ------------------------------------------------------------------------------------- what holds of a single case


def sound(state: State, today: str, role: str, *, asked_again: bool) -> None:
    case = state.case
    the_case_stands_where_it_can(state, role, asked_again=asked_again)
    the_days_are_in_order(state, today)
    for clock in state.terms:
        the_clock_is_right(clock, state)
    running = [t.term for t in state.running()]
    assert running.count("inform") <= 1 or any(note.act == "joined" for note in state.notes)
    for name in ("handle", "simple", "object", "review", "reexamination", "follow_up", "performance", "confirmation"):
        assert running.count(name) <= 1, name
    assert case.next_due == min((t.due_on for t in state.running() if t.ours), default=None)
    if case.kind == Kind.ACCUSATION:
        assert not case.accepted_on
        assert not case.opinion
        assert not {"handle", "simple", "review_request", "review", "follow_up"} & set(running)
    the_tasks_are_told(state)
    for petition in state.petitions:
        the_petition_is_whole(petition, state)
    assert_numbered(state)
    the_case_says_what_its_first_petition_says(state)


def the_tasks_are_told(state: State) -> None:
    """A task that is done has no running clock, one with a date has a clock."""
    for task in state.tasks:
        clock = next((t for t in state.terms if t.n == task.term), None)
        assert (clock is not None) is (task.due_on is not None)
        assert clock is None or (clock.due_on, clock.term) == (task.due_on, task.task)
        assert clock is None or task.done_on is None or not clock.running
        assert task.done_on is None or task.done_on >= task.on_date


def the_case_stands_where_it_can(state: State, role: str, *, asked_again: bool) -> None:
    case = state.case
    if case.status in OPEN:
        steps = next_verbs(standing(state, role))
        assert steps
        for verb in steps:
            meant = row(verb, case.status, {})
            assert case.status in meant.way, verb
            assert case.kind in meant.kinds, verb
            assert role in meant.roles, verb
    if case.status != Status.VOID:
        assert (case.closed_on is not None) is (case.status in ENDED)
    owed = {t.term for t in state.running() if t.ours} - {"follow_up"}
    assert not owed or case.status in OPEN or (case.status in ENDED and asked_again)
    assert not owed & {"performance", *TASKS} or case.status in OPEN
    reached = {
        Status.ACCEPTED: case.accepted_on, Status.FORWARDED: case.forwarded_on, Status.ASSIGNED: case.forwarded_on,
        Status.REPLIED: case.replied_on, Status.SERVED: case.served_on, Status.ROUTED: case.route,
        Status.REVIEWING: case.review_on, Status.REVIEW_REPLIED: case.reviewed_on,
        Status.REVIEW_SERVED: case.review_served_on, Status.REEXAMINING: case.reexam_on,
        Status.REEXAM_REPLIED: case.reexamined_on, Status.FINAL: case.reexam_served_on,
        Status.JOINED: case.joined_to,
    }  # fmt: skip
    assert case.status not in reached or reached[Status(case.status)]
    assert not case.archived_on or case.status in (*ENDED, Status.VOID)
    if case.status == Status.REGISTERED:
        assert (case.accepted_on, case.replied_on, case.served_on) == (None, None, None)
    if case.status == Status.VOID:
        assert not list(state.running())
        assert all(p.void_reason for p in state.petitions)


def the_days_are_in_order(state: State, today: str) -> None:
    case = state.case
    told = [day for name in ORDER if (day := getattr(case, name))]
    assert told == sorted(told)
    assert all(day <= today for day in (*told, case.status_on, case.forwarded_on or today))
    assert case.opened_on <= (case.forwarded_on or today)
    assert all(p.received_on <= today for p in state.petitions)


RIGHTS = ("object", "review_request", "reexamination_request", "confirmation")


def the_clock_is_right(clock: Term, state: State) -> None:
    assert clock.started_on <= clock.due_on
    assert clock.safe_on <= clock.due_on
    assert clock.raw_end is None or clock.safe_on <= clock.raw_end <= clock.due_on
    assert not clock.met_on or clock.met_on >= clock.started_on
    assert not clock.stopped_on or clock.stopped_on >= clock.started_on
    assert not (clock.met_on and clock.stopped_on)
    assert clock.extended_days is None or (clock.term == "handle" and 1 <= clock.extended_days <= 30)
    assert clock.paused_days is None or clock.term == "reexamination"
    assert (clock.length is None) is (clock.term in ("assigned", "performance", *TASKS))
    if clock.owed_by and clock.running and clock.term == "assigned":
        assert clock.owed_by == state.case.unit
    elsewhere = clock.term in ("review", "reexamination") and clock.owed_by is not None
    assert clock.ours is (clock.term not in RIGHTS and not elsewhere)


def the_petition_is_whole(petition: Petition, state: State) -> None:
    """Who brought it is among the petitioners, under this petition; nobody else's rows were taken for them."""
    names = [p.name for p in state.petitioners if p.petition == petition.n and p.name]
    assert petition.people >= max(len(names), 1)
    assert (petition.petitioner == "") is (not names)
    if names:
        alone = petition.people == 1
        assert petition.petitioner == (names[0] if alone else f"{names[0]}等{petition.people}人")
    speakers = petition.representatives.split("、") if petition.representatives else []
    assert len(speakers) <= 5
    assert set(speakers) == {p.name for p in state.petitioners if p.petition == petition.n and p.representative}
    assert petition.no == f"{state.case.no}-{petition.n}"
    phones = {p.phone for p in state.petitioners if p.petition == petition.n and p.phone}
    assert phones == ({petition.phone} if petition.phone else set())
    assert petition.subject


def assert_numbered(state: State) -> None:
    for rows in (state.petitions, state.petitioners, state.terms, state.notes):
        numbers = [row.n for row in rows]
        assert numbers == sorted(set(numbers))


def the_case_says_what_its_first_petition_says(state: State) -> None:
    first, case = state.petitions[0], state.case
    assert first.void_reason or (case.subject, case.opened_on, case.channel, case.kind, case.petitioner) == (
        first.subject, first.received_on, first.channel, first.kind, first.petitioner,
    )  # fmt: skip


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=1000 if LONG else 15,
    stateful_step_count=30 if LONG else 20,
    phases=tuple(Phase) if LONG else (Phase.generate,),  # in the short run a failure is told as it happened, at once
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


# ------------------------------------------------------------------------- what chance has found, told by example


@pytest.mark.parametrize("field", ["channel", "received_on", "people", "subject", "kind", "source", "due"])
def test_what_no_petition_is_without_is_not_cleared(field: str) -> None:
    cleared: dict[str, Any] = {field: None}
    with pytest.raises(Refused):
        Matter("2025-03-03", due="2025-04-01").correct(**cleared)


@pytest.mark.parametrize("field", ["accepted_on", "forwarded_on", "replied_on", "served_on", "closed_on"])
def test_day_of_an_act_that_was_done_is_not_cleared(field: str) -> None:
    matter = Matter("2025-03-03").do("forward", "2025-03-03").do("accept", "2025-03-04").do("reply", "2025-03-05")
    matter.do("deliver", "2025-03-06").do("close", "2025-03-07")
    cleared: dict[str, Any] = {field: None}
    with pytest.raises(Refused):
        matter.correct(**cleared)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accepted_on", "2025-03-04"), ("forwarded_on", "2025-03-04"), ("replied_on", "2025-03-04"),
        ("served_on", "2025-03-04"), ("closed_on", "2025-03-04"),
        ("opinion", "support"), ("served_how", "当面"), ("settled", True),
    ],
)  # fmt: skip
def test_what_was_never_done_is_no_slip_of_the_pen(field: str, value: Any) -> None:
    """A day of closing, written into an open case, would take it off every list of what is open."""
    with pytest.raises(Refused):
        Matter("2025-03-03").correct(**{field: value})


def test_accusation_is_given_no_opinion_by_correcting_it() -> None:
    matter = Matter("2025-03-03", kind="accusation").do("forward", "2025-03-04").do("close", "2025-03-05")
    with pytest.raises(Refused):
        matter.correct(opinion="support")


def test_acceptance_is_not_corrected_to_after_an_answer_of_an_earlier_round() -> None:
    """Reopening takes the answer away; the clock that it met still tells when it was given."""
    matter = Matter("2025-03-03").do("accept", "2025-03-04").do("reply", "2025-03-10").do("close", "2025-03-11")
    matter.do("reopen", "2025-03-12")
    with refused("days_out_of_order"):
        matter.correct(accepted_on="2025-03-11")


def test_date_that_was_forgotten_does_not_run_in_a_case_that_has_ended() -> None:
    matter = Matter("2025-03-03").do("close", "2025-03-11")
    with suppress(Refused):
        matter.correct(due="2025-04-01")
    assert matter.running() == ["follow_up"]


def test_petition_is_not_corrected_to_have_come_after_the_date_set_for_it_even_if_that_was_met() -> None:
    matter = Matter("2025-03-03").petition("2025-03-05", due="2025-03-10").do("close", "2025-03-20")
    with refused("due_before_received"):
        matter.correct(2, received_on="2025-03-15")


def test_heads_are_not_corrected_to_fewer_than_the_names() -> None:
    with refused("fewer_heads_than_names"):
        Matter("2025-03-03", names=("陈大山", "李小河")).correct(people=1)


@pytest.mark.parametrize("new", [{"due": "2025-03-02"}, {"received_on": "2025-04-02"}], ids=str)
def test_date_that_was_set_does_not_come_to_lie_before_its_start(new: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Matter("2025-03-03", due="2025-04-01").correct(**new)


def test_corrected_unit_owes_what_the_wrong_one_owed() -> None:
    matter = Matter("2025-03-03").do("forward", "2025-03-04", to="县民政局", due="2025-04-01")
    matter.correct(unit="县自然资源局")
    assert (matter.clock("assigned").owed_by, matter.running()) == ("县自然资源局", ["assigned"])


def named(matter: Matter) -> dict[int, list[str]]:
    """The names under each petition."""
    rows = matter.state.petitioners
    return {p.n: [r.name for r in rows if r.petition == p.n] for p in matter.state.petitions}


def test_name_added_to_a_petition_takes_no_row_of_another() -> None:
    matter = Matter("2025-03-03", names=("陈大山",)).petition("2025-03-10", names=("李小河",))
    matter.correct(1, names=("陈大山", "王五"))
    assert named(matter) == {1: ["陈大山", "王五"], 2: ["李小河"]}


def test_petition_after_one_that_lost_a_name_takes_no_row_of_another() -> None:
    matter = Matter("2025-03-03", names=("陈大山", "王五")).petition("2025-03-10", names=("李小河",))
    matter.correct(1, names=("陈大山",)).petition("2025-03-12", names=("赵六",))
    assert named(matter) == {1: ["陈大山"], 2: ["李小河"], 3: ["赵六"]}


def test_void_first_petition_leaves_the_others_correctable() -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-04").petition("2025-03-10", subject="补偿款未到")
    matter.void(1).correct(phone="13812345678")
    assert (matter.case.subject, matter.case.opened_on) == ("补偿款未到", "2025-03-03")


def test_repeat_settled_on_the_spot_does_not_close_the_case_before_it_was_accepted() -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-10")
    with refused("settled_after_accept"):
        matter.petition("2025-03-15", settled="当场解释清楚")


def test_repeat_settled_on_the_spot_after_the_end_leaves_nothing_to_do() -> None:
    matter = Matter("2025-03-03").do("close", "2025-03-10").petition("2025-05-06", settled="当场解释清楚")
    assert (matter.running(), matter.case.closed_on) == (["follow_up"], "2025-03-10")


def test_answer_on_the_spot_does_not_meet_a_clock_that_started_later() -> None:
    matter = Matter("2025-03-03").do("decline", "2025-03-05").petition("2025-06-03")
    with suppress(Refused):
        matter.petition("2025-05-30", registered_on="2025-06-04", settled="当场解释清楚")
    assert all((t.met_on or t.started_on) >= t.started_on for t in matter.state.terms)


def test_what_follows_a_second_forwarding_is_not_dated_before_it() -> None:
    matter = Matter("2025-03-03").do("forward", "2025-03-04").do("forward", "2025-03-10")
    with refused("before_event"):
        matter.do("accept", "2025-03-06")


def test_what_meets_a_date_is_not_dated_before_the_date_was_set() -> None:
    matter = Matter("2025-03-03").do("accept", "2025-03-04").petition("2025-03-20", due="2025-04-20")
    with refused("before_event"):
        matter.do("reply", "2025-03-10")


def test_accusation_does_not_become_a_claim_by_joining_the_case_of_one() -> None:
    """It would be shown to everyone who looks at the case (条例第30条, 第46条)."""
    with pytest.raises(Refused):
        Matter("2025-03-03").petition("2025-03-10", kind="accusation")


# -------------------------------------------------------------------------- refusals leave the file as it was


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A case in every state that a claim passes through, an accusation, a case that is void."""
    shelf = Shelf(tmp_path_factory.mktemp("kept"))
    for far in range(6):
        no = shelf.register("2026-08-03")
        for verb in ("accept", "extend", "reply", "deliver", "close")[:far]:
            shelf.do(verb, no, "2026-08-04")
    shelf.register("2026-08-03", kind="accusation", names=())
    shelf.void(shelf.register("2026-08-03"))
    return shelf


@examples(60)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(WORDS)), st.integers(1, 8), st.integers(-3, 120), st.data()),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_any_number_of_refusals_leaves_the_file_byte_for_byte_as_it_was(
    kept: Shelf, calls: list[tuple[str, int, int, st.DataObject]]
) -> None:
    before, left = kept.path.read_bytes(), sorted(path.name for path in kept.path.parent.iterdir())
    for verb, serial, days, which in calls:
        said = {word: which.draw(SAID[word]) for word in WORDS[verb]}
        on = (date(2026, 8, 4) + timedelta(days=days)).isoformat()
        with suppress(Refused, NotKept), kept.open() as book:
            state = book.state(f"XF2026-{serial:04d}")
            kept.write(book, acts.perform(verb, state, said, on, CLERK, "2026-08-05", kept.rules))
            raise NotKept
    assert kept.path.read_bytes() == before
    assert sorted(path.name for path in kept.path.parent.iterdir()) == left


class NotKept(Exception):  # noqa: N818 - nothing is wrong: the act was lawful, and is broken off before it is kept
    """Breaks off an act that was not refused."""
