"""The terms (期限) of 《信访工作条例》 (in force since 2022-05-01): how a clock starts, is extended, recomputed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xinfang.domain.calendar import Calendar, End
from xinfang.domain.codes import Kind, Refused, Role
from xinfang.domain.model import Term

DAYS = "日"
WORKDAYS = "工作日"
SET_DATE = "指定日期"
LATEST_YEAR = 9000  # a later start would leave the calendar of the machine


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule:
    """A term as the law or the office sets it: so many days from an event, for these kinds of matter.

    `length` is None where the date is set by name (交办期限). `ours` is False for a right of the petitioner.
    """

    term: str
    length: int | None
    counted_in: str
    basis: str
    ours: bool = True
    kinds: tuple[str, ...] = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Rules:
    """The part of the office that acts need: its terms, its calendar, what it is, and who reviews its opinions.

    An appeal goes to the next level up (条例 arts. 35, 36): nobody reviews what they decided themselves.
    """

    terms: Mapping[str, TermRule]
    calendar: Calendar
    role: str = Role.TOWNSHIP
    review_by: str = "上一级机关"
    reexam_by: str = "复查机关的上一级机关"


REGULATION = "《信访工作条例》"
OWN_RULE = "本单位规定"
OWN_DATE = "本单位交办、转送时指定"
CLAIMS = (Kind.CLAIM,)
ANSWERED = (Kind.CLAIM, Kind.SUGGESTION, Kind.OTHER)  # whoever accuses is not asked afterwards
NOBODY = ()
# Which terms an office has: a village decides nothing, a petition bureau reviews but does not handle (arts. 22, 23).
DECIDING = ("object", "handle", "simple")
REVIEWS = ("review_request", "review", "reexamination_request", "reexamination")


def national_rules(role: str) -> dict[str, TermRule]:
    """Return the national terms for an office of this `role`, by name; settings may put others in their place.

    A petition bureau informs under art. 22, any other organ under art. 23. What is not law (simple handling, follow-up)
    says that it is the office's own rule.
    """
    informs = REGULATION + ("第二十二条" if role == Role.BUREAU else "第二十三条")
    rules = (
        _days("inform", 15, informs),
        _days("object", 5, REGULATION + "第二十三条", unit=WORKDAYS, ours=False),
        _days("handle", 60, REGULATION + "第三十四条", kinds=CLAIMS),
        _days("simple", 10, OWN_RULE, unit=WORKDAYS, kinds=CLAIMS),
        _set("assigned", REGULATION + "第二十二条"),
        _days("review_request", 30, REGULATION + "第三十五条", ours=False, kinds=CLAIMS),
        _days("review", 30, REGULATION + "第三十五条", kinds=CLAIMS),
        _days("reexamination_request", 30, REGULATION + "第三十六条", ours=False, kinds=CLAIMS),
        _days("reexamination", 30, REGULATION + "第三十六条", kinds=CLAIMS),
        _days("confirmation", 30, "《人民调解法》第三十三条", ours=False, kinds=ANSWERED),
        _set("performance", "调解协议约定", kinds=ANSWERED),
        _set("instruction", "领导批示时指定"),
        _set("supervision", REGULATION + "第四十条"),
        _set("promise", "领导接访时答应"),
        _days("follow_up", 30, OWN_RULE, kinds=ANSWERED),
    )
    absent = {Role.VILLAGE: (*DECIDING, *REVIEWS), Role.BUREAU: DECIDING}.get(Role(role), NOBODY)
    return {rule.term: rule for rule in rules if rule.term not in absent}


def _days(
    term: str, length: int, basis: str, *, unit: str = DAYS, ours: bool = True, kinds: tuple[str, ...] = tuple(Kind)
) -> TermRule:
    return TermRule(term=term, length=length, counted_in=unit, basis=basis, ours=ours, kinds=kinds)


def _set(term: str, basis: str, *, kinds: tuple[str, ...] = tuple(Kind)) -> TermRule:
    return TermRule(term=term, length=None, counted_in=SET_DATE, basis=basis, kinds=kinds)


def start(rule: TermRule, day0: str, calendar: Calendar, *, n: int = 0) -> Term:
    """Start the clock of `rule` on `day0` (ISO)."""
    if rule.length is None:
        raise ValueError(rule.term)
    return _dated(
        Term(
            n=n, term=rule.term, started_on=day0, length=rule.length, counted_in=rule.counted_in, raw_end=None,
            due_on="", safe_on="", provisional=False, basis=rule.basis, ours=rule.ours,
        ),
        calendar,
    )  # fmt: skip


def start_set(rule: TermRule, day0: str, due: str, calendar: Calendar, *, owed_by: str | None) -> Term:
    """Start the clock of a date that was set by name: `due` (ISO), owed by a unit or by us (None)."""
    return _dated(
        Term(
            n=0, term=rule.term, started_on=day0, length=None, counted_in=SET_DATE, raw_end=due,
            due_on=due, safe_on=due, provisional=False, basis=rule.basis, owed_by=owed_by,
        ),
        calendar,
    )  # fmt: skip


def pause(term: Term, days: int, calendar: Calendar) -> Term:
    """Leave `days` of a hearing out of the count (条例 art. 36)."""
    return _dated(replace(term, paused_days=(term.paused_days or 0) + days), calendar)


def extend(term: Term, days: int, calendar: Calendar, *, on: str, by: str, why: str) -> Term:
    """Put `days` calendar days on top of the unrolled end (条例 art. 34), and say who allowed it and why."""
    return _dated(replace(term, extended_days=days, extended_on=on, extended_by=by, extended_why=why), calendar)


def recompute(term: Term, calendar: Calendar, *, started_on: str | None = None) -> Term:
    """Return the clock with its dates under this calendar, as if it had started on `started_on`."""
    return _dated(replace(term, started_on=started_on or term.started_on), calendar)


def end_of(term: Term, calendar: Calendar) -> End:
    """Return where the clock ends under this calendar, with the days skipped.

    Raises Refused: the start lies beyond any calendar.
    """
    day0 = date.fromisoformat(term.started_on)
    if day0.year > LATEST_YEAR:
        raise Refused("bad_date", usage=True, text=term.started_on)
    if term.length is None:
        return calendar.end_on(date.fromisoformat(term.raw_end or term.due_on))
    if term.counted_in == WORKDAYS:
        end = calendar.end_of_workdays(day0, term.length)
        return calendar.end_of_days(end.due, term.extended_days) if term.extended_days else end
    return calendar.end_of_days(day0, term.length + (term.extended_days or 0) + (term.paused_days or 0))


def nearest_due(terms: Iterable[Term]) -> str | None:
    """Return the earliest due date among the running clocks of ours, or None."""
    return min((t.due_on for t in terms if t.running and t.ours), default=None)


def _dated(term: Term, calendar: Calendar) -> Term:
    end = end_of(term, calendar)
    raw = end.raw.isoformat() if end.raw else term.raw_end if term.length is None else None
    return replace(
        term, raw_end=raw, due_on=end.due.isoformat(), safe_on=end.safe.isoformat(), provisional=end.provisional
    )
