"""Asking at the terminal for what was not said: choices by arrow or number, answers checked as options are.

Ctrl-C ends the command at once; nothing is saved before the card was looked over.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import questionary

from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.domain.codes import COLLECTIVE_FROM, Channel, Kind, Refused, Status
from xinfang.domain.model import State
from xinfang.domain.procedure import Act
from xinfang.render import screen
from xinfang.render.safe import visible
from xinfang.tables.report import Column, Report, Table
from xinfang.tables.told import about
from xinfang.words import labels, talk
from xinfang.words.refusals import sentence

# What is asked at intake, in the order in which people tell it.
INTAKE = (
    "names",
    "phone",
    "village_group",
    "people",
    "representatives",
    "subject",
    "detail",
    "category",
    "kind",
    "received_on",
    "answer",
)
WITHOUT_HEADS = (Channel.CALL, Channel.ONLINE)
NEEDED = ("subject",)
OF_NAMES = ("names", "representatives")
SHORTCUTS = 9  # choices that one key can pick
STYLE = questionary.Style([("qmark", "fg:ansigreen bold"), ("question", "bold"), ("answer", "fg:ansicyan")])


def intake_values(desk: Desk, channel: str, given: Mapping[str, Any], *, anonymous: bool) -> dict[str, Any]:
    """Ask what was not given of a petition, show the card, and return the values once it is approved.

    Raises KeyboardInterrupt: the clerk left, nothing is to be saved.
    """
    values = dict(given)
    desk.remark(talk.ASKING.format(channel=labels.CHANNEL[channel]))
    skipped = {"people"} if channel in WITHOUT_HEADS else set()
    skipped |= {"names"} if anonymous else set()
    for field in INTAKE:
        if not values.get(field) and field not in skipped and _is_asked(field, values):
            values[field] = _ask(desk, field, values)
    while True:
        _card(channel, values)
        answer = _select(talk.SAVE_QUESTION, list(talk.SAVE_CHOICES), talk.SAVE_CHOICES[0])
        if answer == talk.SAVE_CHOICES[0]:
            return values
        if answer == talk.SAVE_CHOICES[2]:
            raise KeyboardInterrupt
        fields = {labels.FIELD[field]: field for field in INTAKE if field not in skipped}
        field = fields[_select(talk.WHICH_FIELD, list(fields), None)]
        values[field] = _ask(desk, field, values)


def _is_asked(field: str, values: Mapping[str, Any]) -> bool:
    """Return whether a field is asked of this petition: representatives only where many came (条例 art. 20)."""
    return field != "representatives" or (values.get("people") or 1) >= COLLECTIVE_FROM


def act_values(desk: Desk, act: Act, state: State, said: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for what an act needs and was not said."""
    values = dict(said)
    if state.case.status not in act.way:
        return values  # it will be refused: no need to ask
    desk.remark(visible(about(state.case)))
    for field in act.needs:
        if values.get(field) in (None, ""):
            values[field] = _ask(desk, field, values, needed=True)
    if act.verb == "close" and state.case.status != Status.SERVED and not values.get("reason"):
        values["reason"] = _ask(desk, "reason", values, needed=True)
    return values


def same_matter(desk: Desk, likely: Sequence[str]) -> str | None:
    """Show the cases that may be the same matter; returns the one it is, or None for a new matter."""
    with desk.reading_cases() as ledger:
        cases = [ledger.state(no).case for no in likely[:5]]
    told = {f"{c.opened_on}　{about(c)}": c.no for c in cases}
    choices = [*(visible(text) for text in told), talk.NOT_THE_SAME]
    answer = _select(talk.SAME_QUESTION, choices, choices[0])
    return next((no for text, no in told.items() if visible(text) == answer), None)


def one_line(desk: Desk, field: str) -> str:
    """Ask for one line that is needed."""
    return str(_ask(desk, field, {}, needed=True))


def _ask(desk: Desk, field: str, values: Mapping[str, Any], *, needed: bool = False) -> Any:
    if field == "settled":
        return _select(labels.FIELD[field], list(labels.SETTLED.values()), labels.SETTLED[True]) == labels.SETTLED[True]
    if table := CHOICES.get(field):
        first = values.get(field) or (Kind.CLAIM if field == "kind" else None)
        answer = _select(labels.FIELD[field], list(table.values()), table.get(first or ""))
        return next(code for code, label in table.items() if label == answer)
    known = list(KNOWN[field](desk)) if field in KNOWN else []
    typed_answer = _text(desk, field, _default(desk, field, values), known, needed=needed or field in NEEDED)
    return _value(desk, field, typed_answer)


def _value(desk: Desk, field: str, answer: str) -> Any:
    return (
        typed.names(field, [answer])
        if field in ("names", "representatives")
        else typed.read(field, answer, desk.reading_of)
    )


def _default(desk: Desk, field: str, values: Mapping[str, Any]) -> str:
    if field == "people" and not values.get("people"):
        return str(max(len({*values.get("names", ()), *values.get("representatives", ())}), 1))
    if field == "received_on" and not values.get(field):
        return desk.today.isoformat()
    value = values.get(field)
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _text(desk: Desk, field: str, default: str, known: list[str], *, needed: bool) -> str:
    """Ask for a line; where the office has usual answers, typing a part of one offers it."""
    label = talk.QUESTION.get(field, labels.FIELD[field]) + talk.NEEDED_MARK * needed
    settings: dict[str, Any] = {"validate": _check(desk, field, needed), "style": STYLE, "qmark": "●"}
    if known:
        question = questionary.autocomplete(
            label, default=default, choices=known, match_middle=True, ignore_case=True, **settings
        )
    else:
        question = questionary.text(label, default=default, **settings)
    return str(question.unsafe_ask()).strip()


def _check(desk: Desk, field: str, needed: bool) -> Callable[[str], bool | str]:
    def check(answer: str) -> bool | str:
        if not answer.strip():
            return not needed or talk.NEEDED
        try:
            _value(desk, field, answer)
        except Refused as refused:
            return sentence(refused)
        return True

    return check


def _select(label: str, choices: list[str], default: str | None) -> str:
    question = questionary.select(
        label, choices=choices, default=default, style=STYLE, qmark="●", instruction=talk.SELECT_HOW,
        use_shortcuts=len(choices) <= SHORTCUTS
    )  # fmt: skip
    return str(question.unsafe_ask())


def _card(channel: str, values: Mapping[str, Any]) -> None:
    """Show what is about to be saved."""
    shown = {**values, "channel": channel}
    rows = [
        {"field": labels.FIELD[field], "value": _shown(field, shown[field])}
        for field in ("channel", *INTAKE)
        if shown.get(field)
    ]
    columns = (Column("field", "", 10), Column("value", "", 60))
    report = Report(talk.CARD, "", "", (Table("card", "", columns, rows, len(rows)),))
    print(*screen.lines(report), sep="\n")  # noqa: T201 - the question follows on the same stream


def _shown(field: str, value: Any) -> str:
    table = {"kind": labels.KIND, "channel": labels.CHANNEL}.get(field, {})
    return "、".join(value) if isinstance(value, tuple) else table.get(value, str(value))


CHOICES: Mapping[str, Mapping[str, str]] = {"kind": labels.KIND, "opinion": labels.OPINION}
KNOWN: Mapping[str, Callable[[Desk], Sequence[str]]] = {
    "category": lambda desk: list(desk.office.topics()),
    "village_group": lambda desk: desk.office.groups,
    "to": lambda desk: desk.office.units,
    "approver": lambda desk: desk.office.leaders,
    "how": lambda _desk: talk.WAYS_TO_SERVE,
}
