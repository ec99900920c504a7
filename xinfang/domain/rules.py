"""What the office must not be able to do by accident: a list of rules, each of which may refuse.

The first refusal answers (see `judge`).
"""

from collections.abc import Callable

from xinfang.domain import rules_of_place, rules_of_words
from xinfang.domain.asked import Asked
from xinfang.domain.codes import Refused


def judge(asked: Asked) -> None:
    """Raise the first refusal among the `RULES`."""
    for rule in RULES:
        if refusal := rule(asked):
            raise refusal


def judge_place(asked: Asked) -> None:
    """Raise the first refusal that no further word could change: the act does not fit where the case stands."""
    for rule in RULES[: RULES.index(rules_of_words.says_what_is_needed)]:
        if refusal := rule(asked):
            raise refusal


RULES: tuple[Callable[[Asked], Refused | None], ...] = (
    rules_of_place.not_void,
    rules_of_place.is_not_joined,
    rules_of_place.fits_the_kind,
    rules_of_place.fits_the_role,
    rules_of_place.follows_its_answer,
    rules_of_place.is_not_over,
    rules_of_place.has_its_place,
    rules_of_place.final_is_not_reopened,
    rules_of_words.refusing_an_ended_case_answers_a_repeat,
    rules_of_place.claim_is_accepted_first,
    rules_of_place.reviewed_once,
    rules_of_place.one_leader,
    rules_of_place.archived_once,
    rules_of_place.agreement_is_there,
    rules_of_words.extension_is_the_first,
    rules_of_words.says_what_is_needed,
    rules_of_place.has_somebody_to_urge,
    rules_of_place.was_sent_to_us,
    rules_of_place.is_simple,
    rules_of_words.opinion_fits,
    rules_of_words.sum_is_positive,
    rules_of_words.somebody_came,
    rules_of_words.date_has_its_task,
    rules_of_words.day_is_not_to_come,
    rules_of_words.day_follows_the_event,
    rules_of_words.appeal_is_in_time,
    rules_of_words.hearing_has_its_days,
    rules_of_words.set_date_is_ahead,
    rules_of_words.extension_is_short,
    rules_of_words.extension_is_in_time,
    rules_of_words.end_has_its_ground,
)
