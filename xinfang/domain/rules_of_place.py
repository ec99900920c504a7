"""Where an act has its place: by kind and office, by where the case stands, by what was done before.

No further word could change the answer of these rules. A rule takes what is asked and returns the refusal, or None.
"""

from xinfang.domain.asked import UNSERVED, Asked, appealed, leading_on
from xinfang.domain.codes import ENDED, OPEN, Kind, Refused, Role, Status
from xinfang.domain.next_step import is_sent_back

SPOKEN_OF = ("extend", "join")  # what has a sentence of its own where it has no place
STILL_OPEN = ("reopen", "archive", "follow-up")  # what follows the end


def not_void(asked: Asked) -> Refused | None:
    """A void case is not acted on."""
    return asked.refuse("void_case") if asked.state.case.status == Status.VOID else None


def fits_the_kind(asked: Asked) -> Refused | None:
    """条例 arts. 29-31: what fits a claim need not fit an accusation or a suggestion."""
    kind = asked.state.case.kind
    if kind in asked.act.kinds:
        return None
    if kind == Kind.ACCUSATION:
        return asked.refuse(f"accusation_{asked.act.verb}" if asked.act.verb == "accept" else "accusation_no_answer")
    return asked.refuse("kind_unfit", kind=kind)


def fits_the_role(asked: Asked) -> Refused | None:
    """条例 arts. 22, 23: a village decides nothing, a petition bureau forwards and assigns instead of handling."""
    act, case = asked.act, asked.state.case
    if asked.role not in act.roles:
        return asked.refuse("role_unfit", role=asked.role, next=leading_on(asked)[:2])
    answers = asked.role == Role.BUREAU and act.verb == "reply" and case.kind == Kind.CLAIM and not appealed(asked)
    if answers and case.status in act.way:
        return asked.refuse("role_unfit", role=asked.role, next=leading_on(asked)[:2])
    return None


def is_not_joined(asked: Asked) -> Refused | None:
    """A case that was joined to another is acted on there."""
    case = asked.state.case
    if case.status != Status.JOINED or case.status in asked.act.way:
        return None
    return asked.refuse("joined_case", into=case.joined_to)


def follows_its_answer(asked: Asked) -> Refused | None:
    """条例 arts. 35, 36: review and re-examination are of an opinion that was served."""
    case, verb = asked.state.case, asked.act.verb
    taken_in = case.review_on if verb == "review" else None
    if verb not in UNSERVED or getattr(case, UNSERVED[verb]) or taken_in or asked.act.flag:
        return None
    return asked.refuse(f"unserved_{verb}")


def is_not_over(asked: Asked) -> Refused | None:
    """An ended case is reopened first."""
    status = asked.state.case.status
    if status in asked.act.way or status not in ENDED:
        return None
    return asked.refuse("final_case") if status == Status.FINAL else asked.refuse("ended_case", status=status)


def has_its_place(asked: Asked) -> Refused | None:
    """Every act has its states in the procedure."""
    case, verb = asked.state.case, asked.act.verb
    if case.status in asked.act.way:
        return None
    if verb in STILL_OPEN:
        word = verb.replace("-", "_")
        return asked.refuse(f"open_{word}")
    if verb in SPOKEN_OF:
        return asked.refuse(f"nowhere_{verb}")
    return asked.refuse("not_now", status=case.status, next=leading_on(asked)[:1])


def claim_is_accepted_first(asked: Asked) -> Refused | None:
    """条例 arts. 31(6), 32, 34: a handling opinion on a claim follows its acceptance, from which the 60 日 run."""
    case = asked.state.case
    if asked.act.verb == "reply" and case.kind == Kind.CLAIM and not case.accepted_on and not appealed(asked):
        return asked.refuse("reply_before_accept")
    return None


def reviewed_once(asked: Asked) -> Refused | None:
    """条例 art. 35: review is asked for once."""
    review_on = asked.state.case.review_on
    return asked.refuse("review_twice", on=review_on) if asked.act.verb == "review" and review_on else None


def final_is_not_reopened(asked: Asked) -> Refused | None:
    """条例 art. 36: after re-examination the same facts and reasons are not taken again, unless it was set aside."""
    case = asked.state.case
    if asked.act.verb != "reopen" or is_sent_back(case.review_opinion, case.reexam_opinion):
        return None
    if case.status == Status.FINAL:
        return asked.refuse("final_case")
    return asked.refuse("open_reopen") if case.status in OPEN else None


def one_leader(asked: Asked) -> Refused | None:
    """Exactly one leader answers for a case."""
    return asked.refuse("second_leader") if asked.act.verb == "lead" and asked.state.case.leader else None


def was_sent_to_us(asked: Asked) -> Refused | None:
    """条例 art. 23: an objection is against what another organ forwarded or assigned to us, within 5 工作日."""
    if asked.act.verb != "object" or asked.state.case.status not in asked.act.way:
        return None
    clock = next((t for t in asked.state.running() if t.term == "object"), None)
    if clock is None:
        return asked.refuse("object_own")
    return asked.refuse("object_too_late", due=clock.due_on) if asked.on > clock.due_on else None


def is_simple(asked: Asked) -> Refused | None:
    """Simple handling is for what comes for the first time; the way back needs a simple clock that runs."""
    if asked.act.verb != "accept" or asked.said.get("simple") is None:
        return None
    state = asked.state
    runs = any(t.term == "simple" for t in state.running())
    if asked.act.flag and asked.said["simple"]:
        return asked.refuse("simple_too_late")
    if asked.act.flag:
        return None if runs else asked.refuse("not_simple_now")
    if asked.said["simple"] and (state.case.kind != Kind.CLAIM or any(p.repeat for p in state.petitions)):
        return asked.refuse("not_simple")
    return None


def has_somebody_to_urge(asked: Asked) -> Refused | None:
    """Urging and supervising are of a unit that has the matter."""
    if asked.act.flag:
        return None
    told = asked.said.get("to") or asked.state.case.unit or any(t.owed_by and t.ours for t in asked.state.running())
    return asked.refuse("nobody_to_urge") if asked.act.verb in ("urge", "supervise") and not told else None


def archived_once(asked: Asked) -> Refused | None:
    """A case is archived once."""
    archived_on = asked.state.case.archived_on
    return asked.refuse("archived_twice", on=archived_on) if asked.act.verb == "archive" and archived_on else None


def agreement_is_there(asked: Asked) -> Refused | None:
    """What is performed was agreed before."""
    if asked.act.verb != "mediate" or not asked.act.flag or asked.state.case.agreed_on:
        return None
    return asked.refuse("no_agreement")
