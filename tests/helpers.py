"""What the tests of the law and the ledger share: a known calendar, a matter to act on, a shelf with a real ledger."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from xinfang.domain import acts, corrections, effects, registration, terms
from xinfang.domain.calendar import UNSETTLED_FROM, Calendar
from xinfang.domain.codes import Refused, Role, Status
from xinfang.domain.model import Case, Entry, State, Term
from xinfang.domain.registration import Intake, NewNumber
from xinfang.domain.terms import Rules
from xinfang.ledger.book import Book, writing
from xinfang.ledger.files import keep
from xinfang.office import holidays

T = TypeVar("T")
CLERK = "李经办"
CODE = "XF"
LONG = bool(os.environ.get("XINFANG_LONG"))
# What each act needs to be told; a test says what differs.
WORDS: Mapping[str, Mapping[str, object]] = {
    "accept": {},
    "decline": {"ground": "不属于本机关职权，请向县人社局反映"},
    "forward": {"to": "县纪委"},
    "assign": {"to": "镇国土所"},
    "reply": {"opinion": "support", "text": "情况属实，本月内补发"},
    "deliver": {"how": "当面"},
    "extend": {"days": 30, "approver": "王镇长", "reason": "需要重新测量"},
    "note": {"text": "已电话联系"},
    "close": {"settled": True, "reason": "当事人撤回"},
    "reopen": {"reason": "出现新的事实"},
    "route": {"route": "2", "to": "县仲裁委"},
    "object": {"ground": "不属于本镇职权"},
    "instruct": {"by_leader": "王镇长", "text": "请核实"},
    "lead": {"leader": "张书记", "handler": "李干事", "text": "先测绘再协商"},
    "meet": {"by_leader": "王镇长", "text": "听取意见"},
    "mediate": {"text": "双方到场"},
    "hear": {"text": "听取双方陈述"},
    "urge": {"to": "镇国土所"},
    "supervise": {"violation": "delay", "text": "超期没有反馈", "to": "镇国土所"},
    "review": {},
    "reexamine": {},
    "follow-up": {"office_rating": "content", "unit_rating": "discontent"},
    "aid": {"sum": 200_000, "from_whom": "临时救助资金"},
    "archive": {"retention": "10年"},
}


def words_for(verb: str, state: State) -> dict[str, object]:
    """What an act needs to be told where a case stands: a review is answered otherwise than a claim."""
    appealed = state.case.status in (Status.REVIEWING, Status.REEXAMINING)
    return {**WORDS[verb], **({"opinion": "uphold"} if verb == "reply" and appealed else {})}


def examples(short: int, long: int | None = None) -> settings:
    """So many examples, always the same ones; many more, and new ones each time, with XINFANG_LONG=1."""
    return settings(
        max_examples=(long or 20 * short) if LONG else short,
        derandomize=not LONG,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@cache
def published(last: int = 2026) -> Calendar:
    """The published schedules up to that of the year `last`, as they stood before the next year's notice."""
    full = holidays.load(Path("no such folder"))
    unsettled = date(last, *UNSETTLED_FROM)
    return Calendar(
        {day: name for day, name in full.off.items() if day < unsettled},
        frozenset(day for day in full.work if day < unsettled),
        frozenset(year for year in full.years if year <= last),
    )


def rules(role: str = Role.TOWNSHIP, last: int = 2026, **changed: terms.TermRule) -> Rules:
    return Rules(terms.national_rules(role) | changed, published(last), role)


def intake(received_on: str, **said: object) -> Intake:
    values = {"channel": "visit", "subject": "村道占地补偿", "names": ("陈大山",), "registered_on": received_on} | said
    return Intake(received_on=received_on, **values)  # type: ignore[arg-type]


def outcome(act: Callable[[], T]) -> T | Refused:
    """What the call returns, or the refusal that it ends in."""
    try:
        return act()
    except Refused as answer:
        return answer


@contextmanager
def refused(code: str) -> Iterator[Refused]:
    """Pass when the block is refused for this reason and no other; yields the refusal once it has happened."""
    answer = Refused(code)
    with pytest.raises(Refused) as caught:
        yield answer
    assert caught.value.code == code
    answer.values, answer.usage = caught.value.values, caught.value.usage


class Matter:
    """A case in memory, acted on as the commands do; `today` is late enough for every act unless it is said."""

    def __init__(self, received_on: str, by: Rules | None = None, **said: object) -> None:
        self.rules = by or rules()
        self.state = State()
        self.petition(received_on, **said)

    def petition(self, received_on: str, **said: object) -> "Matter":
        number = None if self.state.cases else NewNumber("XF2025-0001", 2025, 1)
        return self._after(
            registration.register(number, self.state, intake(received_on, **said), (), CLERK, self.rules)
        )

    def do(self, verb: str, on: str, *, today: str = "2099-12-31", **said: object) -> "Matter":
        told = {**words_for(verb, self.state), **said}
        return self._after(acts.perform(verb, self.state, told, on, CLERK, today, self.rules))

    def correct(self, petition: int | None = None, *, on: str = "2099-12-31", **new: object) -> "Matter":
        return self._after(
            corrections.correct(self.state, petition, new, on=on, by=CLERK, reason="登记有误", rules=self.rules)
        )

    def void(self, petition: int | None = None, *, on: str = "2099-12-31") -> "Matter":
        return self._after(acts.void(self.state, petition, "重复登记", on, CLERK))

    def _after(self, entry: Entry) -> "Matter":
        self.state = effects.apply(self.state, entry)
        return self

    @property
    def case(self) -> Case:
        return self.state.case

    def clock(self, name: str) -> Term:
        """The last clock of this name."""
        return [t for t in self.state.terms if t.term == name][-1]

    def clocks(self) -> list[str]:
        return [t.term for t in self.state.terms]

    def running(self) -> list[str]:
        return [t.term for t in self.state.running()]


class Shelf:
    """An office's folder with a real ledger in it."""

    def __init__(self, home: Path, by: Rules | None = None) -> None:
        self.home, self.path, self.files = home, home / "data" / "xinfang.db", home / "data" / "files"
        self.rules = by or rules()

    @contextmanager
    def open(self) -> Iterator[Book]:
        with writing(self.path, CODE) as book:
            yield book

    def register(
        self, received_on: str, case: str | None = None, *, attach: Iterable[Path] = (), **said: object
    ) -> str:
        """Register a petition, into a new case or as a repeat into `case`; returns the case's number."""
        asked = intake(received_on, **said)
        kept = [keep(self.files, path) for path in attach]
        with self.open() as book:
            state = book.state(case) if case else State()
            entry = registration.register(
                None if case else free_number(book, asked), state, asked, kept, CLERK, self.rules
            )
            self.write(book, entry)
        assert entry.case is not None
        return entry.case

    def do(self, verb: str, case: str, on: str, *, today: str = "2099-12-31", **said: object) -> Entry:
        with self.open() as book:
            state = book.state(case)
            told = {**words_for(verb, state), **said}
            entry = acts.perform(verb, state, told, on, CLERK, today, self.rules)
            self.write(book, entry)
        return entry

    def correct(self, case: str, petition: int | None = None, *, on: str = "2099-12-31", **new: object) -> Entry:
        with self.open() as book:
            entry = corrections.correct(
                book.state(case), petition, new, on=on, by=CLERK, reason="登记有误", rules=self.rules
            )
            self.write(book, entry)
        return entry

    def void(self, case: str, petition: int | None = None, on: str = "2099-12-31") -> Entry:
        with self.open() as book:
            entry = acts.void(book.state(case), petition, "重复登记", on, CLERK)
            self.write(book, entry)
        return entry

    def undo(self, case: str, on: str = "2099-12-31") -> Entry:
        with self.open() as book:
            entry = acts.undo(book.history(case), on, CLERK)
            self.write(book, entry)
        return entry

    def recompute(self, calendar: Calendar, case: str, on: str = "2099-12-31") -> Entry | None:
        with self.open() as book:
            entry = acts.recompute(book.state(case), calendar, on, CLERK)
            if entry:
                self.write(book, entry)
        return entry

    def state(self, case: str) -> State:
        with self.open() as book:
            return book.state(case)

    @staticmethod
    def write(book: Book, entry: Entry) -> None:
        book.record(entry, f"{entry.on}T08:00:00")


def free_number(book: Book, asked: Intake) -> NewNumber:
    year = int(asked.received_on[:4])
    serial = book.next_serial(year)
    return NewNumber(f"XF{year}-{serial:04d}", year, serial)
