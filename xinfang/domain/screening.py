"""Screening for disputes by rota (矛盾纠纷排查): an area's rounds, which are done, due, missed; the zero report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from xinfang.domain import effects
from xinfang.domain.book_rows import Round
from xinfang.domain.codes import Refused
from xinfang.domain.dates import add_months, span
from xinfang.domain.model import Entry, State
from xinfang.domain.period import Period

if TYPE_CHECKING:
    from xinfang.domain.registration import NewNumber

WEEKLY, HALF_MONTHLY, MONTHLY, QUARTERLY = "weekly", "half-monthly", "monthly", "quarterly"
# How often, as a setting may say it.
EVERY: Mapping[str, str] = {
    WEEKLY: WEEKLY, HALF_MONTHLY: HALF_MONTHLY, MONTHLY: MONTHLY, QUARTERLY: QUARTERLY,
    "每周": WEEKLY, "半月": HALF_MONTHLY, "每半月": HALF_MONTHLY, "每月": MONTHLY, "每季": QUARTERLY,
    "每季度": QUARTERLY,
}  # fmt: skip
WHOLE = "全"  # how an area begins that takes in all groups: 全镇, 全村
HALF = 15  # the last day of the first half of a month


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the rota: an area, how often it is screened, by whom, since when."""

    area: str
    every: str
    person: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of one duty: its days, and how many rounds before it were missed in a row."""

    duty: Duty
    period: Period
    missed: int = 0


def round_of(every: str, day: date) -> Period:
    """Return the round in which `day` lies: a week from Monday, half a month, a month, a quarter."""
    if every == WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    first = day.replace(day=1)
    if every == HALF_MONTHLY:
        halves = (first, first.replace(day=HALF)), (first.replace(day=HALF + 1), _day(span(first, 1).last))
        return next(Period(one.isoformat(), last.isoformat()) for one, last in halves if day <= last)
    if every == QUARTERLY:
        return span(add_months(first, -((day.month - 1) % 3)), 3)
    return span(first, 1)


def rounds(every: str, first: date, last: date) -> Iterator[Period]:
    """Yield the rounds that begin from `first` to `last`."""
    found = round_of(every, first)
    while (found.first or "") <= last.isoformat():
        if (found.first or "") >= first.isoformat():
            yield found
        found = round_of(every, _day(found.last) + timedelta(days=1))


def _day(iso: str | None) -> date:
    return date.fromisoformat(iso or "")


def area_of(group: str | None, areas: Iterable[str]) -> str | None:
    """Return the area of the rota to which a group belongs: the longest that names it, else the whole one."""
    known = sorted(areas, key=len, reverse=True)
    named = (area for area in known if group and (group.startswith(area) or area in group))
    return next(named, None) or next((area for area in known if area.startswith(WHOLE)), None)


def missed(duty: Duty, done: Sequence[str], today: date, since: str) -> Turn | None:
    """Return the last round that ended without an entry, with how many were missed in a row; None when none was.

    `done` are the days of the area's entries. Only what was missed after the last round that is done is told, and
    only rounds that began when the ledger was in use (`since`) or the duty was said to begin.
    """
    first = date.fromisoformat(max(duty.since or since, max(done, default="")))
    ended = [p for p in rounds(duty.every, first, today) if (p.last or "") < today.isoformat()]
    open_ones = [p for p in ended if not any(p.holds(day) for day in done)]
    return Turn(duty, open_ones[-1], len(open_ones)) if open_ones else None


def due(duty: Duty, done: Iterable[str], today: date) -> Turn | None:
    """Return the round that runs today, unless it is done or the duty begins later."""
    now = round_of(duty.every, today)
    begun = not duty.since or duty.since <= (now.last or "")
    return Turn(duty, now) if begun and not any(now.holds(day) for day in done) else None


def nothing_found(
    number: "NewNumber", duty: Duty, done: Mapping[str, Sequence[str]], said: Mapping[str, Any], today: str, by: str
) -> Entry:
    """Write down that a round found nothing (零报告); `done` holds the days of what was found and of zero reports.

    Raises Refused: the day is to come, something was found in this round, or it was reported before.
    """
    day = said.get("date") or today
    if day > today:
        raise Refused("future_field", field="date", on=day)
    period = round_of(duty.every, date.fromisoformat(day))
    area, first, last = duty.area, period.first, period.last
    if found := [d for d in done["found"] if period.holds(d)]:
        raise Refused("round_found", area=area, first=first, last=last, on=found[0], count=len(found))
    if nothing := [d for d in done["nothing"] if period.holds(d)]:
        raise Refused("round_twice", area=area, first=first, last=last, on=nothing[0])
    made = Round(
        no=number.no, year=number.year, serial=number.serial, area=area, every=duty.every,
        first=first or "", last=last or "", done_on=day, registered_on=today,
        by_whom=said.get("finder") or by, text=said.get("text"),
    )  # fmt: skip
    return effects.entry("zero-report", State(), State(rounds=(made,)), said, day, by)
