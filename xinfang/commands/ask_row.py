"""Asking step by step for a row of a book: a dispute, a meeting; the same questions, checks and card as at intake."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from xinfang.commands import ask
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.tables.report import Column, Report, Table
from xinfang.words import labels, talk
from xinfang.words.refusals import sentence

OFFERED = ("found_on", "on_date")  # what Enter alone answers with today


def row_values(
    desk: Desk,
    greeting: str,
    steps: Iterable[str],
    given: Mapping[str, Any],
    *,
    needed: Callable[[str, Mapping[str, Any]], bool],
    also: Callable[[Mapping[str, Any]], None],
) -> dict[str, Any]:
    """Ask what was not given, show the card, and return the values once it is approved.

    `also` judges them all together; what it refuses is set right before anything can be saved.
    Raises KeyboardInterrupt: the clerk left, nothing is to be saved.
    """
    values, fields = dict(given), tuple(steps)
    desk.remark(greeting)
    for field in fields:
        if not values.get(field):
            _answered(desk, field, values, needed=needed(field, values))
    while not _approved(desk, fields, values, also):
        labelled = {labels.FIELD[field]: field for field in fields}
        field = labelled[ask.choose(talk.WHICH_FIELD, list(labelled), None)]
        _answered(desk, field, values, needed=needed(field, values))
    return values


def _approved(
    desk: Desk, fields: Iterable[str], values: Mapping[str, Any], also: Callable[[Mapping[str, Any]], None]
) -> bool:
    """Show the card and ask whether it is to be saved, where the rules allow it; False to change a field first.

    Raises KeyboardInterrupt: the clerk left.
    """
    _card(fields, values)
    wrong = _refusal(also, values)
    if wrong:
        desk.remark(sentence(wrong))
    answer = ask.choose(talk.SAVE_QUESTION, list(talk.SAVE_CHOICES[bool(wrong) :]), talk.SAVE_CHOICES[bool(wrong)])
    if answer == talk.SAVE_CHOICES[2]:
        raise KeyboardInterrupt
    return answer == talk.SAVE_CHOICES[0]


def _refusal(also: Callable[[Mapping[str, Any]], None], values: Mapping[str, Any]) -> Refused | None:
    """Return what is wrong with the values taken together, so that it can be set right before they are saved."""
    try:
        also(values)
    except Refused as refused:
        return refused
    return None


def needed_values(desk: Desk, fields: Iterable[str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for what an act needs and was not said."""
    values = dict(given)
    for field in fields:
        if values.get(field) in (None, ""):
            values[field] = ask.answer(desk, field, values, needed=True)
    return values


def _answered(desk: Desk, field: str, values: dict[str, Any], *, needed: bool) -> None:
    """Put the answer to a question among the values; nothing answered, nothing there."""
    answer = ask.answer(desk, field, values, needed=needed)
    if answer in (None, "", ()):
        answer = desk.today.isoformat() if field in OFFERED else None
    values.pop(field, None)
    if answer is not None:
        values[field] = answer


def _card(fields: Iterable[str], values: Mapping[str, Any]) -> None:
    """Show what is about to be saved."""
    rows = [{"field": labels.FIELD[f], "value": _shown(values[f])} for f in fields if values.get(f)]
    columns = (Column("field", "", 10), Column("value", "", 60))
    ask.show_card(Report(talk.CARD, "", "", (Table("card", "", columns, rows, len(rows)),)))


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)
