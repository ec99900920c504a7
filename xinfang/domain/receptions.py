"""Reception days (领导接访日): planned by a rule, moved to a working day, with reminders; held or not."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from xinfang.domain import effects
from xinfang.domain.book_rows import ReceptionDay
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import Refused
from xinfang.domain.dates import WEEKDAYS, add_months, span
from xinfang.domain.model import Entry, State

Rule = Callable[[date], bool]
_WEEKDAY = rf"(?:周|星期)([{WEEKDAYS}])"
NTH_WEEKDAY = re.compile(rf"每月(?:的)?(第[一二三四]|最后一)(?:个)?(?:周)?(?:的)?{_WEEKDAY}")
OF_THE_MONTH = re.compile(r"每月(?:的)?(\d{1,2})[日号]")
EVERY_WEEK = re.compile(rf"每个?{_WEEKDAY}")
OF_THE_QUARTER = re.compile(r"每(?:个)?季度?(?:的)?第([一二三])个?月(?:的)?(\d{1,2})[日号]")
WEEKDAY = re.compile(_WEEKDAY)
LONGEST_MOVE = 20  # days by which a run of holidays may move a reception
LAST_DAY = 31
PLANNED = ("leader", "duty", "place", "hours")  # what can be changed before the day
AFTERWARDS = 6  # days for which a reminder after the reception is told
WEEK = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """Reception days as the settings plan them: by what rule, who receives, where, at what hours."""

    rule: str
    leader: str
    duty: str | None = None
    place: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be done about a reception: some `days` before it, or on a `weekday` of its week (0 is Monday)."""

    what: str
    days: int | None = None
    weekday: int | None = None

    def day(self, reception: date, calendar: Calendar) -> date:
        """Return the day of the reminder for a reception; the working day before where that day is off."""
        if self.weekday is not None:
            nominal = reception + timedelta(days=self.weekday - reception.weekday())
        else:
            nominal = reception - timedelta(days=self.days or 0)
        return calendar.on_or_before(nominal)


def parse_rule(text: str) -> Rule | None:
    """Return whether a day is one by the rule as typed (每月第一周周一, 每月15日, 每周三 …); None for no rule known."""
    typed = re.sub(r"\s+", "", text)
    for pattern, reader in _RULES:
        if found := pattern.fullmatch(typed):
            return reader(found)
    return None


def weekday_of(text: str) -> int | None:
    """Return the number of a weekday as typed (周一 is 0), or None."""
    found = WEEKDAY.fullmatch(text.strip())
    return min(WEEKDAYS.index(found[1]), 6) if found else None


def _nth_weekday(found: re.Match[str]) -> Rule:
    """The first Monday of the month is the Monday of its first week."""
    weekday, last = min(WEEKDAYS.index(found[2]), 6), found[1].startswith("最后")
    nth = 0 if last else "一二三四".index(found[1][1])
    return lambda day: (
        day.weekday() == weekday
        and ((day + timedelta(days=WEEK)).month != day.month if last else (day.day - 1) // WEEK == nth)
    )


def _of_the_month(found: re.Match[str]) -> Rule | None:
    number = int(found[1])
    return (lambda day: day.day == min(number, _days_of(day))) if 1 <= number <= LAST_DAY else None


def _every_week(found: re.Match[str]) -> Rule:
    weekday = min(WEEKDAYS.index(found[1]), 6)
    return lambda day: day.weekday() == weekday


def _of_the_quarter(found: re.Match[str]) -> Rule | None:
    month, number = "一二三".index(found[1]), int(found[2])
    if not 1 <= number <= LAST_DAY:
        return None
    return lambda day: (day.month - 1) % 3 == month and day.day == min(number, _days_of(day))


def _days_of(day: date) -> int:
    """Return how many days the month of `day` has: the 31st of a shorter month is its last day."""
    return date.fromisoformat(span(add_months(day.replace(day=1), 0), 1).last or "").day


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Rule | None]], ...] = (
    (NTH_WEEKDAY, _nth_weekday),
    (OF_THE_MONTH, _of_the_month),
    (EVERY_WEEK, _every_week),
    (OF_THE_QUARTER, _of_the_quarter),
)


def planned(plans: Iterable[Plan], first: date, last: date, calendar: Calendar) -> dict[str, ReceptionDay]:
    """Return the reception days from `first` to `last` by day (ISO): those that fall on one day are one day.

    A day that is no working day moves to the next one.
    """
    found: dict[str, list[Plan]] = {}
    for plan in plans:
        for day in _moved(plan, first, last, calendar):
            found.setdefault(day.isoformat(), []).append(plan)
    return {day: _reception(day, found[day]) for day in sorted(found)}


def _moved(plan: Plan, first: date, last: date, calendar: Calendar) -> Iterator[date]:
    rule = parse_rule(plan.rule)
    span_of_days = (last - first).days + LONGEST_MOVE + 1
    nominal = (first + timedelta(days=n - LONGEST_MOVE) for n in range(span_of_days))
    moved = {calendar.on_or_after(day) for day in nominal if rule and rule(day)}
    return (day for day in sorted(moved) if first <= day <= last)


def _reception(day: str, plans: list[Plan]) -> ReceptionDay:
    def told(name: str) -> str | None:
        return "、".join(dict.fromkeys(value for plan in plans if (value := getattr(plan, name)))) or None

    return ReceptionDay(
        no=f"JF{day}", planned_on=day, leader=told("leader") or "", duty=told("duty"), place=told("place"),
        hours=told("time"),
    )  # fmt: skip


def reminders_of(
    day: ReceptionDay, reminders: Iterable[Reminder], today: date, calendar: Calendar
) -> Iterator[tuple[Reminder, date]]:
    """Yield the reminders of a reception day that stand today, each with its day.

    One stands from its day on until it was seen to, or the reception is past; one after the reception for a week.
    """
    reception = date.fromisoformat(day.planned_on)
    seen_to = (day.done or "").split("\n")
    for reminder in reminders:
        on = reminder.day(reception, calendar)
        last = max(reception, on + timedelta(days=AFTERWARDS)) if on > reception else reception
        if on <= today <= last and reminder.what not in seen_to and day.cancelled_why is None:
            yield reminder, on


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a reception day: the act, the day as it stands, what was said, how many met on it."""

    verb: str
    day: ReceptionDay
    said: Mapping[str, Any]
    today: str
    met: int = 0


def perform(
    verb: str, day: ReceptionDay, said: Mapping[str, Any], today: str, by: str, *, is_new: bool, met: int
) -> Entry:
    """Do something about a reception day: post its notice, change it, tell that it was held or not, see to a reminder.

    `is_new` says that the ledger has no row of it yet; `met` how many petitioners met a leader on it.
    Raises Refused as the `RULES` say.
    """
    asked = Asked(verb, day, said, today, met)
    for rule in RULES:
        if refusal := rule(asked):
            raise refusal
    after = replace(day, **_DOES[verb](asked))
    before = State() if is_new else State(reception_days=(day,))
    return effects.entry(verb, before, State(reception_days=(after,)), said, today, by)


def _with_done(asked: Asked, what: Iterable[str]) -> dict[str, Any]:
    done = dict.fromkeys([*filter(None, (asked.day.done or "").split("\n")), *what])
    return {"done": "\n".join(done) or None}


def _notice_again(asked: Asked) -> dict[str, Any]:
    """A notice that was posted no longer stands; what the notice saw to is to be seen to again."""
    again = asked.said.get("again", ())
    done = [what for what in (asked.day.done or "").split("\n") if what and what not in again]
    return {"noticed_on": None, "done": "\n".join(done) or None}


_DOES: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "reception-notice": lambda a: {"noticed_on": a.today} | _with_done(a, a.said.get("done", ())),
    "reception-change": lambda a: {n: a.said[n] for n in PLANNED if a.said.get(n)} | _notice_again(a),
    "reception-held": lambda a: {
        "held_on": a.day.planned_on, "nobody_came": bool(a.said.get("nobody")), "told": a.said.get("text"),
    },
    "reception-cancel": lambda a: {"cancelled_why": a.said["reason"]},
    "reception-done": lambda a: _with_done(a, a.said["done"]),
}  # fmt: skip


def _is_not_cancelled(asked: Asked) -> Refused | None:
    day = asked.day
    if day.cancelled_why is None or asked.verb == "reception-done":
        return None
    return Refused("reception_cancelled", case=day.no, on=day.planned_on)


def _is_not_over(asked: Asked) -> Refused | None:
    """A notice is posted and a plan changed before the day, not after it."""
    late = asked.today > asked.day.planned_on
    return Refused("reception_over", on=asked.day.planned_on) if asked.verb in _BEFORE and late else None


def _is_not_to_come(asked: Asked) -> Refused | None:
    early = asked.today < asked.day.planned_on
    return Refused("reception_to_come", on=asked.day.planned_on) if asked.verb == "reception-held" and early else None


def _is_told_once(asked: Asked) -> Refused | None:
    day = asked.day
    if asked.verb not in ("reception-held", "reception-cancel") or (not day.held_on and not asked.met):
        return None
    if asked.verb == "reception-held" and not day.held_on:
        return None
    return Refused("reception_held", case=day.no, on=day.planned_on)


def _somebody_came(asked: Asked) -> Refused | None:
    if asked.verb != "reception-held" or not asked.said.get("nobody") or not asked.met:
        return None
    return Refused("reception_met", on=asked.day.planned_on, count=asked.met)


def _has_its_reason(asked: Asked) -> Refused | None:
    if asked.verb != "reception-cancel" or asked.said.get("reason"):
        return None
    return Refused("needs", usage=True, verb=asked.verb, fields=["reason"])


_BEFORE = ("reception-notice", "reception-change")
RULES: tuple[Callable[[Asked], Refused | None], ...] = (
    _is_not_cancelled,
    _is_not_over,
    _is_not_to_come,
    _is_told_once,
    _somebody_came,
    _has_its_reason,
)
