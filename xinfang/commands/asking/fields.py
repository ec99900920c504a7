"""What is asked, as data: a field is one question, a form is what is asked of one thing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from xinfang.commands import typed
from xinfang.commands.asking.choices import Choices
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.words import asking as words
from xinfang.words import labels
from xinfang.words.fields import FIELD, option

Values = Mapping[str, Any]
OF_NAMES = ("names", "representatives", "parties", "attended")
EMPTY = (None, "", ())


def _never(_: Values) -> bool:
    return False


def _always(_: Values) -> bool:
    return True


def _nothing(_: Values) -> Any:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. Each function is given what was answered so far.

    `needed` says whether it must be answered, `asked` whether it is asked at all: what is not stands on the card, where
    it can be given. `enter` is what Enter alone answers, as it would be typed; `choices` what there is to choose from;
    `brings` what else follows from the answer.
    """

    name: str
    title: str = ""  # on the card; empty for the field's label
    blank: str = ""  # what the card shows where nothing was answered
    on_card: Callable[[Values], bool] = _always
    question: str = ""  # empty for the title
    needed: Callable[[Values], bool] = _never
    asked: Callable[[Values], bool] = _always
    enter: Callable[[Values], str] = _nothing
    choices: Callable[[Values], Choices | None] = _nothing
    brings: Callable[[Values], Mapping[str, Any]] = _nothing

    def label(self) -> str:
        """Return what the field is called on the card."""
        return self.title or FIELD[self.name]

    def read(self, desk: Desk, answer: str) -> Any:
        """Return the value of an answer, read as an option would be.

        Raises Refused as `typed.read` does.
        """
        return (
            typed.names(self.name, [answer])
            if self.name in OF_NAMES
            else typed.read(self.name, answer, desk.reading_of)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked, in its order.

    `usual` returns what holds where nothing was answered, `so_far` refuses an answer that does not go with the others,
    and `whole` judges them all together and returns what is told below the card. `extra` names keys of the card that
    save and do something more: what is typed, and the value that it sets.
    """

    greeting: str
    fields: tuple[Field, ...]
    usual: Callable[[Values], Mapping[str, Any]] = _nothing
    so_far: Callable[[Values], object] = _nothing
    whole: Callable[[Values], Iterable[str]] = _nothing
    extra: Mapping[str, str] = field(default_factory=dict)

    def asked(self, refused: Refused) -> Refused:
        """Return a refusal that tells the questions of this form instead of their options."""
        questions = {option(asked.name): asked.label() for asked in self.fields}
        return Refused(refused.code, usage=refused.usage, **refused.values, questions=questions)


def text_of(name: str, value: Any) -> str:
    """Return a value as it would be typed."""
    if value in EMPTY:
        return ""
    table: Mapping[Any, str] = CODED.get(name, {})
    return labels.LIST.join(value) if isinstance(value, tuple) else table.get(value, str(value))


CODED: Mapping[str, Mapping[Any, str]] = {
    "kind": labels.KIND, "opinion": labels.OPINION, "review_opinion": labels.REVIEW_OPINION, "source": labels.SOURCE,
    "route": labels.ROUTE, "violation": labels.VIOLATION, "office_rating": labels.RATING, "unit_rating": labels.RATING,
    "settled": labels.SETTLED, "simple": labels.SIMPLE, "role": labels.ROLE,
}  # fmt: skip


def of_codes(name: str) -> Choices:
    """Return the choices of a field that holds a code."""
    return Choices({label: label for label in CODED[name].values()})


def known(desk: Desk, name: str) -> Choices | None:
    """Return what the office knows to choose from under a field's name, None where nothing."""
    if name in CODED:
        return of_codes(name)
    if name == "category" and desk.office.categories:
        heads = {topic: (*leaves, topic) for topic, leaves in desk.office.categories.items()}
        return Choices({leaf: leaf for leaf in desk.office.topics()}, heads=heads)
    if name == "retention":
        return Choices({years: years for years in desk.office.retention})
    listed = KNOWN[name](desk) if name in KNOWN else ()
    return Choices({choice: choice for choice in listed}, is_open=True) if listed else None


KNOWN: Mapping[str, Callable[[Desk], Iterable[str]]] = {
    "village_group": lambda desk: desk.office.groups,
    "to": lambda desk: desk.office.units,
    **dict.fromkeys(("approver", "by_leader", "leader", "responsible", "chair"), lambda desk: desk.office.leaders),
    "how": lambda _desk: words.WAYS_TO_SERVE,
}
