"""The sample office: two years of lawful work, and a last morning that shows every kind of line."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from xinfang.demo import build, people, story, village
from xinfang.domain import effects
from xinfang.domain.codes import OPEN, Channel, Kind, Status
from xinfang.domain.model import Attachment, Entry, State
from xinfang.ledger import files
from xinfang.ledger.book import writing
from xinfang.ledger.reading import reading
from xinfang.office import folder
from xinfang.office.office import Office
from xinfang.office.settings import read
from xinfang.tables import duties

SUNDAY = date(2026, 11, 22)
AWKWARD = [
    pytest.param(date.fromisoformat(day), id=f"{day} {why}")
    for day, why in (
        ("2024-02-29", "leap day"),
        ("2026-01-01", "new year"),
        ("2026-02-17", "spring festival"),
        ("2026-04-16", "sixty days after the spring festival"),
        ("2026-10-08", "first day after the national holiday"),
        ("2026-11-22", "a Sunday"),
        ("2027-06-01", "a year without a schedule"),
        ("2028-12-31", "two years without a schedule"),
    )
]
Told = list[tuple[str, Entry]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("demo") / "office"
    folder.make(home, settings=build.settings())
    return read(home)


@pytest.fixture(scope="module")
def told(office: Office) -> Told:
    return list(story.entries(office, SUNDAY))


def all_states_of(told: Iterable[tuple[str, Entry]]) -> dict[str, State]:
    states: dict[str, State] = {}
    for _, entry in told:
        assert entry.case is not None
        states[entry.case] = effects.apply(states.get(entry.case, State()), entry)
    return states


def states_of(told: Iterable[tuple[str, Entry]]) -> dict[str, State]:
    """Return how the cases stand, without the rows of the books beside them."""
    return {no: state for no, state in all_states_of(told).items() if state.cases}


def test_hundreds_of_petitions_come_in_through_all_four_channels(told: Told) -> None:
    petitions = [p for state in states_of(told).values() for p in state.petitions]
    channels = Counter(p.channel for p in petitions)
    assert len(petitions) >= 300
    assert set(channels) == set(Channel)
    assert channels.most_common(1)[0][0] == Channel.VISIT
    assert {p.kind for p in petitions} == set(Kind)
    assert 0.15 < sum(p.repeat for p in petitions) / len(petitions) < 0.35
    assert any(p.people >= 5 and p.channel == Channel.VISIT for p in petitions)


def test_the_number_of_petitions_can_be_chosen(office: Office) -> None:
    states = states_of(story.entries(office, SUNDAY, petitions=900))
    assert 850 <= sum(len(state.petitions) for state in states.values()) <= 905


def test_the_same_seed_tells_the_same_story(office: Office, told: Told) -> None:
    assert list(story.entries(office, SUNDAY)) == told
    assert list(story.entries(office, SUNDAY, seed=2)) != told


def test_every_act_of_the_procedure_is_shown(told: Told) -> None:
    done = {entry.act for _, entry in told}
    assert {"accept", "decline", "forward", "assign", "reply", "deliver", "extend", "note", "close", "reopen"} <= done
    assert {"route", "instruct", "lead", "meet", "mediate", "hear", "urge", "review", "reexamine"} <= done
    assert {"aid", "follow-up", "archive"} <= done
    assert {"correct", "void", "undo"} <= done


@pytest.mark.parametrize("seed", range(1, 7))
def test_an_accusation_is_never_accepted_nor_answered(office: Office, seed: int) -> None:
    told = list(story.entries(office, SUNDAY, seed=seed))
    accusations = {no for no, state in states_of(told).items() if state.case.kind == Kind.ACCUSATION}
    assert accusations
    assert not [e for _, e in told if e.case in accusations and e.act in ("accept", "reply", "deliver", "extend")]
    assert {e.said["to"] for _, e in told if e.case in accusations and e.act == "forward"} == {"县纪委监委"}


@pytest.mark.parametrize("today", AWKWARD)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_last_morning_shows_every_kind_of_line(office: Office, today: date, seed: int) -> None:
    cases = [state.case for state in states_of(story.entries(office, today, seed=seed)).values()]
    live = [case for case in cases if case.status != Status.VOID]
    now, soon = today.isoformat(), office.calendar().add_workdays(today, office.remind_workdays).isoformat()
    dues = [case.next_due for case in live if case.next_due]
    assert 3 <= sum(due < now for due in dues) <= 5
    assert 1 <= sum(due == now for due in dues) <= 2
    assert 4 <= sum(now < due <= soon for due in dues) <= 8
    statuses = Counter(case.status for case in live)
    assert statuses[Status.FORWARDED] >= 3
    assert statuses[Status.SERVED] >= 3
    assert any(case.status == Status.REGISTERED and case.next_due is None for case in live)
    assert sum(case.status not in OPEN for case in live) > len(live) * 0.75


@pytest.mark.parametrize("today", AWKWARD)
def test_entries_are_written_in_order_on_working_days_before_today(office: Office, today: date) -> None:
    calendar, told = office.calendar(), list(story.entries(office, today))
    moments = [at for at, _ in told]
    assert all(earlier <= later for earlier, later in pairwise(moments))
    assert all(entry.on <= at[:10] < today.isoformat() for at, entry in told)
    assert all(calendar.is_workday(date.fromisoformat(at[:10])) for at in moments)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d", at) for at in moments)


def test_terms_that_reach_into_a_year_without_a_schedule_are_provisional(office: Office) -> None:
    terms = [t for state in states_of(story.entries(office, SUNDAY)).values() for t in state.running()]
    assert any(term.provisional for term in terms)


def test_numbers_have_no_gaps_and_follow_the_year_of_receipt(told: Told) -> None:
    cases = [state.case for state in states_of(told).values()]
    for year in {case.year for case in cases}:
        serials = [case.serial for case in cases if case.year == year]
        assert serials == list(range(1, len(serials) + 1))
    assert all(case.no == f"QX{case.year}-{case.serial:04d}" for case in cases)
    assert all(case.opened_on.startswith(str(case.year)) for case in cases)


def test_what_comes_round_is_done_too(told: Told) -> None:
    done = Counter(entry.act for _, entry in told)
    assert {"log-dispute", "zero-report", "log-meeting", "reception-notice", "reception-held"} <= set(done)
    assert done["reception-cancel"] >= 1
    rows = [state for state in all_states_of(told).values() if not state.cases]
    found = [dispute for state in rows for dispute in state.disputes]
    assert {dispute.settled for dispute in found} == {True, False, None}
    assert {dispute.area for dispute in found} == {"石桥村", "河湾村", "上坪村", "柳树坝村", "黄泥岗村", "新塘社区"}
    assert all((dispute.village_group or "").startswith(dispute.area or "?") for dispute in found)
    received = [state.reception_days[0] for state in rows if state.reception_days]
    assert {day.nobody_came for day in received if day.held_on} == {True, False}


def test_leaders_meet_petitioners_on_their_reception_days(told: Told) -> None:
    states = all_states_of(told)
    met = [m for state in states.values() if state.cases for m in state.meetings]
    days = {f"JF{m.on_date}": m for m in met if m.way == "received"}
    assert len(days) >= 4
    for no, meeting in days.items():
        [day] = states[no].reception_days
        assert (day.leader, day.nobody_came) == (meeting.leader, False)


@pytest.mark.parametrize("today", ["2026-11-20", "2026-11-22"])
def test_the_last_morning_has_no_duty_beside_the_cases(tmp_path: Path, today: str) -> None:
    home = tmp_path / "office"
    folder.make(home, settings=build.settings())
    day = date.fromisoformat(today)
    build.build(home, day)
    office = read(home)
    with reading(office.database, office.code) as ledger:
        last = office.calendar().add_workdays(day, office.remind_workdays)
        tables = (
            duties.receptions_today(ledger, office, day),
            *duties.disputes(ledger, day, last, office.remind_workdays),
            duties.rounds(ledger, office, day),
        )
    assert [table.count for table in tables] == [0, 0, 0, 0]


def test_every_place_in_a_sentence_is_filled_in(told: Told) -> None:
    assert not [entry for _, entry in told if re.search(r"\{[a-z_]+\}", json.dumps([entry.said, entry.set]))]


def test_phones_and_id_numbers_are_well_formed_and_belong_to_nobody(told: Told) -> None:
    persons = [p for state in states_of(told).values() for p in state.petitioners]
    phones, ids = {p.phone for p in persons if p.phone}, {p.id_number for p in persons if p.id_number}
    assert len(phones) > 100
    assert all(re.fullmatch(r"1990000\d{4}", phone) for phone in phones)
    assert len(ids) > 10
    assert all(number.startswith("990000") and people.with_check(number[:17]) == number for number in ids)


def test_the_check_digit_is_the_standards() -> None:
    assert people.with_check("11010519491231002") == "11010519491231002X"  # the example of GB 11643-1999


def test_the_material_fits_the_settings(office: Office) -> None:
    themes = village.themes()
    assert {theme.category for theme in themes} <= office.topics().keys()
    assert {theme.unit for theme in themes} == set(office.units)
    assert all(theme.work and theme.answer for theme in themes if theme.kind != Kind.ACCUSATION)
    assert office.demo


def test_nothing_is_said_that_has_no_place_in_the_ledger() -> None:
    words = village.MATTERS.read_text("utf-8")
    assert not re.search("重点人|稳控|劝返|拦截|截访|非访|缠访|闹访|越级|精神病|前科", words)


def test_the_ledger_holds_what_the_entries_say(tmp_path: Path) -> None:
    home = tmp_path / "office"
    folder.make(home, settings=build.settings())
    build.build(home, SUNDAY)
    office = read(home)
    kept: list[Attachment] = []

    def keep(name: str, text: str) -> Attachment:
        paper = tmp_path / name
        paper.write_text(text, "utf-8")
        kept.append(files.keep(office.files, paper))
        return kept[-1]

    states = states_of(story.entries(office, SUNDAY, keep=keep))
    with writing(office.database, office.code) as book:
        assert {no: book.state(no) for no in states} == states
        undone = [e for no in states for _, e in book.history(no) if e.act == "undo"]
        acts_at = {seq: e.act for no in states for seq, e in book.history(no)}
    assert all(acts_at[e.said["undoes"]] == e.said["act"] for e in undone)
    assert 2 <= len(kept) <= 3
    assert all(files.place(office.files, paper.sha256, paper.name).exists() for paper in kept)
