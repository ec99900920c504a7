"""What is asked of a row of a book: a dispute, a meeting; the same conversation, card and draft as at intake."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from xinfang.commands.asking.conversation import Conversation
from xinfang.commands.asking.drafts import Draft, offered
from xinfang.commands.asking.fields import EMPTY, Field, Form, Values, known
from xinfang.commands.desk import Desk

ON_THE_DAY = ("found_on", "on_date")  # what is today unless it is changed on the card


def row_values(
    desk: Desk, name: str, greeting: str, steps: Iterable[str], given: Values, *,
    needed: Callable[[str, Values], bool], also: Callable[[Values], object],
) -> tuple[dict[str, Any], Draft | None]:  # fmt: skip
    """Ask what was not given, show the card, and return the values once it is approved, with the draft to drop then.

    `also` judges them all together; what it refuses is set right before anything can be saved.
    Raises KeyboardInterrupt: the clerk left, nothing is to be saved.
    """
    fields = tuple(_field(desk, step, needed) for step in steps)

    def usual(told: Values) -> dict[str, Any]:
        days = {field.name: desk.today.isoformat() for field in fields if field.name in ON_THE_DAY}
        return days | ({"people": _heads(told)} if any(field.name == "people" for field in fields) else {})

    def whole(told: Values) -> Iterator[str]:
        also(told)
        yield from ()

    bare = not any(value not in EMPTY for value in given.values())
    draft = offered(desk, name, bare=bare)
    form = Form(greeting=greeting, fields=fields, usual=usual, whole=whole)
    return Conversation(desk, form, given, draft).approved(), draft


def _heads(told: Values) -> int:
    return max(len(told.get("parties", ())), 1)


def _field(desk: Desk, step: str, needed: Callable[[str, Values], bool]) -> Field:
    return Field(
        name=step, needed=lambda told: needed(step, told), asked=lambda _: step not in ON_THE_DAY,
        choices=lambda _: known(desk, step),
        enter=lambda told: str(_heads(told)) if step == "people" else "",
    )  # fmt: skip
