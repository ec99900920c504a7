"""What is said of an act: what must be told, what fits, in which order the days lie.

A rule takes what is asked and returns the refusal, or None.
"""

from xinfang.domain.asked import RIGHT_TO, UNSERVED, Asked, appealed, handling
from xinfang.domain.codes import ENDED, Opinion, Refused, ReviewOpinion, Status
from xinfang.domain.next_step import is_asked_again, is_sent_back
from xinfang.domain.steps import latest_event

MAX_EXTENSION = 30  # 日, 条例 art. 34


def says_what_is_needed(asked: Asked) -> Refused | None:
    """What the act needs was said."""
    missing = [name for name in asked.act.needs if asked.said.get(name) in (None, "")]
    if not missing:
        return None
    return Refused("needs", usage=True, verb=asked.act.verb, fields=missing)


def day_is_not_to_come(asked: Asked) -> Refused | None:
    """Nothing is done before its day."""
    return asked.refuse("future", on=asked.on) if asked.on > asked.today else None


def opinion_fits(asked: Asked) -> Refused | None:
    """条例 arts. 32, 35, 36: a handling opinion supports or not; a review upholds, changes or sets aside."""
    said = asked.said.get("opinion")
    if asked.act.verb != "reply":
        return None
    fitting = ReviewOpinion if appealed(asked) else Opinion
    return None if said in tuple(fitting) else asked.refuse("opinion_unfit", opinion=said, opinions=list(fitting))


def appeal_is_in_time(asked: Asked) -> Refused | None:
    """条例 arts. 35, 36: within 30 日 of being served; later only for a reason that is written down."""
    if asked.act.verb not in UNSERVED or asked.said.get("reason"):
        return None
    clock = next((t for t in reversed(asked.state.terms) if t.term == RIGHT_TO[asked.act.verb]), None)
    return asked.refuse("appeal_too_late", due=clock.due_on) if clock and asked.on > clock.due_on else None


def hearing_has_its_days(asked: Asked) -> Refused | None:
    """A hearing ends after it began, and is written down when it is over."""
    until = asked.said.get("until")
    if asked.act.verb != "hear" or not until:
        return None
    if until < asked.on:
        return asked.refuse("hearing_backwards", until=until, on=asked.on)
    return asked.refuse("future", on=until) if until > asked.today else None


def date_has_its_task(asked: Asked) -> Refused | None:
    """A date belongs to what was promised or agreed: alone it would be lost."""
    of = {"meet": "promise", "mediate": "agreement"}.get(asked.act.verb)
    if of is None or asked.act.flag or not asked.said.get("due") or asked.said.get(of):
        return None
    return Refused("needs", usage=True, verb=asked.act.verb, fields=[of])


def somebody_came(asked: Asked) -> Refused | None:
    """Whom a leader met came."""
    people = asked.said.get("people")
    return Refused("no_heads", people=people) if people is not None and people < 1 else None


def sum_is_positive(asked: Asked) -> Refused | None:
    """Aid is a sum."""
    return asked.refuse("no_sum") if asked.act.verb == "aid" and asked.said["sum"] <= 0 else None


def day_follows_the_event(asked: Asked) -> Refused | None:
    """An act follows what it is about."""
    case = asked.state.case
    if asked.on < case.opened_on:
        return asked.refuse("before_opening", on=asked.on, after=case.opened_on)
    after = _what_it_follows(asked)
    return asked.refuse("before_event", on=asked.on, after=after, status=case.status) if asked.on < after else None


def _what_it_follows(asked: Asked) -> str:
    """Return the day that an act must follow; what may be told at any time follows its own beginning only."""
    if not asked.act.anytime:
        return latest_event(asked.state, (*asked.act.meets, *asked.act.stops))
    return (asked.state.case.agreed_on or "") if asked.act.verb == "mediate" and asked.act.flag else ""


def set_date_is_ahead(asked: Asked) -> Refused | None:
    """A date that is set lies ahead."""
    due = asked.said.get("due")
    return asked.refuse("due_before", due=due, on=asked.on) if due and due < asked.on else None


def extension_is_the_first(asked: Asked) -> Refused | None:
    """条例 art. 34: a term is extended once."""
    if asked.act.verb != "extend":
        return None
    term = handling(asked.state)
    if term is None:
        return asked.refuse("nowhere_extend")
    twice = asked.refuse("extended_twice", on=term.extended_on, days=term.extended_days)
    return twice if term.extended_days else None


def extension_is_short(asked: Asked) -> Refused | None:
    """条例 art. 34: at most 30 日; judged as soon as the days are told."""
    days = asked.said.get("days")
    if asked.act.verb != "extend" or days is None or 1 <= days <= MAX_EXTENSION:
        return None
    return asked.refuse("extend_too_long", days=days, most=MAX_EXTENSION)


def extension_is_in_time(asked: Asked) -> Refused | None:
    """条例 art. 34: while the term runs."""
    term = handling(asked.state) if asked.act.verb == "extend" else None
    return asked.refuse("extend_too_late", due=term.due_on) if term and asked.on > term.due_on else None


def end_has_its_ground(asked: Asked) -> Refused | None:
    """A case ends with an answer that was served, an agreement that was kept, or a ground that is written down."""
    case = asked.state.case
    sent_back = is_sent_back(case.review_opinion, case.reexam_opinion)
    answered = not sent_back and (case.status in (Status.SERVED, Status.REVIEW_SERVED) or case.performed_on)
    if asked.act.verb != "close" or answered or asked.said.get("reason"):
        return None
    set_aside = sent_back and case.status == Status.REVIEW_SERVED
    return asked.refuse("close_sent_back" if set_aside else "close_without_answer")


def refusing_an_ended_case_answers_a_repeat(asked: Asked) -> Refused | None:
    """After the end there is nothing to decline but a repeat."""
    status = asked.state.case.status
    if asked.act.verb != "decline" or status not in ENDED or is_asked_again(asked.state):
        return None
    return asked.refuse("final_case") if status == Status.FINAL else asked.refuse("ended_case", status=status)
