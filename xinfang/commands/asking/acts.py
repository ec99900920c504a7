"""What an act on a case, or on a dispute, needs and was not said."""

from collections.abc import Iterable, Sequence
from typing import Any

from xinfang.commands import ask
from xinfang.commands.asking.choices import Choices
from xinfang.commands.asking.conversation import Conversation
from xinfang.commands.asking.fields import Field, Form, Values, known
from xinfang.commands.desk import Desk
from xinfang.domain.asked import Asked
from xinfang.domain.codes import Status
from xinfang.domain.model import State
from xinfang.domain.procedure import Act
from xinfang.domain.rules import judge_place
from xinfang.domain.rules_of_words import end_has_its_ground, extension_is_short
from xinfang.ledger.find import alike
from xinfang.tables.told import about
from xinfang.words import asking as words

APPEALED = (Status.REVIEWING, Status.REEXAMINING)


def act_values(desk: Desk, act: Act, state: State, said: Values) -> dict[str, Any]:
    """Ask for what an act needs and was not said, once it is sure that it fits where the case stands.

    Raises Refused as `judge_place` does.
    """
    today = desk.today.isoformat()

    def asked(told: Values) -> Asked:
        return Asked(act, state, told, today, today, desk.office.role)

    def so_far(told: Values) -> None:
        if refusal := extension_is_short(asked(told)):
            raise refusal

    judge_place(asked(said))
    desk.remark(about(state.case))
    appealed = "review_opinion" if state.case.status in APPEALED else "opinion"
    fields = [_needed(desk, name, appealed if name == "opinion" else name) for name in act.needs]
    ground = Field(
        name="reason", question=words.GROUND_OF_END, asked=lambda told: bool(end_has_its_ground(asked(told))),
        needed=lambda _: True,
    )  # fmt: skip
    form = Form(greeting="", fields=(*fields, ground), so_far=so_far)
    return {**said, **Conversation(desk, form, said).answers()}


def needed_values(desk: Desk, names: Iterable[str], said: Values) -> dict[str, Any]:
    """Ask for what is needed and was not said."""
    form = Form(greeting="", fields=tuple(_needed(desk, name, name) for name in names))
    return {**said, **Conversation(desk, form, said).answers()}


def same_matter(desk: Desk, likely: Sequence[str], subject: str) -> str | None:
    """Show the cases that may be the same matter; returns the one it is, or None for a new matter.

    Enter alone takes the first one only where the subjects are alike: the same person may come with something else.
    """
    with desk.reading_cases() as ledger:
        cases = [ledger.state(no).case for no in likely]
    told = {f"{case.opened_on}　{about(case)}": case.no for case in cases}
    enter = next(iter(told)) if alike(subject, cases[0].subject) else words.NOT_THE_SAME
    return ask.picked(words.SAME_QUESTION, Choices({**told, words.NOT_THE_SAME: ""}), enter=enter) or None


def _needed(desk: Desk, name: str, coded: str) -> Field:
    """Return a field that must be answered; `coded` names the codes that it may hold."""
    return Field(name=name, needed=lambda _: True, choices=lambda _: known(desk, coded))
