"""Asking at the terminal for what was not said: choices by arrow or number, answers checked as options are.

Ctrl-C ends the command at once; nothing is saved before the card was looked over.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import questionary

from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.domain.asked import Asked
from xinfang.domain.codes import COLLECTIVE_FROM, Channel, Kind, Refused, Source, Status
from xinfang.domain.model import State
from xinfang.domain.procedure import Act
from xinfang.domain.registration import Intake, judge_intake
from xinfang.domain.rules import judge_place
from xinfang.domain.rules_of_words import end_has_its_ground
from xinfang.ledger.find import alike
from xinfang.render import screen, styles
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
    "source",
    "source_no",
    "due",
    "answer",
)
JUDGED = ("names", "people", "representatives", "received_on", "due", "kind")
ON_THE_CARD = ("channel", *INTAKE, "id_number", "address", "receiver")
ON_PAPER = (Channel.LETTER, Channel.ONLINE)  # what a higher level sends on
OFFERED = ("people", "received_on")  # what Enter alone answers
WITHOUT_HEADS = (Channel.CALL, Channel.ONLINE)
NEEDED = ("subject",)
OF_NAMES = ("names", "representatives", "parties", "attended")
OF_PEOPLE = ("names", "representatives", "parties")
Also = Callable[[Any], None] | None
APPEALED = (Status.REVIEWING, Status.REEXAMINING)
SHORTCUTS = 9  # choices that one key can pick
STYLE = questionary.Style(list(styles.PROMPT.items()))


def intake_values(desk: Desk, channel: str, given: Mapping[str, Any], *, anonymous: bool) -> dict[str, Any]:
    """Ask what was not given of a petition, show the card, and return the values once it is approved.

    Raises KeyboardInterrupt: the clerk left, nothing is to be saved.
    """
    values = dict(given)
    desk.remark(talk.ASKING.format(channel=labels.CHANNEL[channel]))
    skipped = {"people"} if channel in WITHOUT_HEADS else set()
    skipped |= {"names"} if anonymous else set()
    for field in INTAKE:
        if not values.get(field) and field not in skipped and _is_asked(field, channel, values):
            values[field] = _ask(desk, field, values, also=_judge_so_far(desk, channel, field, values))
    while True:
        _card(channel, values)
        answer = _select(talk.SAVE_QUESTION, list(talk.SAVE_CHOICES), talk.SAVE_CHOICES[0])
        if answer == talk.SAVE_CHOICES[0]:
            return values
        if answer == talk.SAVE_CHOICES[2]:
            raise KeyboardInterrupt
        fields = {labels.FIELD[field]: field for field in INTAKE if field not in skipped}
        field = fields[_select(talk.WHICH_FIELD, list(fields), None)]
        values[field] = _ask(desk, field, values, also=_judge_so_far(desk, channel, field, values))


def _is_asked(field: str, channel: str, values: Mapping[str, Any]) -> bool:
    """Return whether a field is asked of this petition: representatives only where many came (条例 art. 20)."""
    if field == "representatives":
        return (values.get("people") or 1) >= COLLECTIVE_FROM
    if field == "source":
        return channel in ON_PAPER
    return field not in ("source_no", "due") or values.get("source") not in (None, Source.OWN)


def _judge_so_far(desk: Desk, channel: str, field: str, values: Mapping[str, Any]) -> Callable[[Any], None]:
    """Return a check of an answer together with what was told before: a rule is told at the question that breaks it."""

    def judge(answer: Any) -> None:
        told = {name: value for name, value in {**values, field: answer}.items() if value and name in JUDGED}
        today = desk.today.isoformat()
        judge_intake(
            Intake(channel=channel, registered_on=today, **({"received_on": today, "subject": "…"} | told)), today
        )

    return judge


def act_values(desk: Desk, act: Act, state: State, said: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for what an act needs and was not said."""
    values = dict(said)
    today = desk.today.isoformat()
    judge_place(Asked(act, state, values, today, today, desk.office.role))
    desk.remark(about(state.case))
    for field in act.needs:
        if values.get(field) in (None, ""):
            asked = "review_opinion" if field == "opinion" and state.case.status in APPEALED else field
            values[field] = _ask(desk, asked, values, needed=True)
    if end_has_its_ground(Asked(act, state, values, today, today, desk.office.role)):
        values["reason"] = _ask(desk, "reason", values, needed=True)
    return values


def same_matter(desk: Desk, likely: Sequence[str], subject: str) -> str | None:
    """Show the cases that may be the same matter; returns the one it is, or None for a new matter.

    Enter alone takes the first one only where the subjects are alike: the same person may come with something else.
    """
    with desk.reading_cases() as ledger:
        cases = [ledger.state(no).case for no in likely[:5]]
    told = {f"{c.opened_on}　{about(c)}": c.no for c in cases}
    choices = [*(visible(text) for text in told), talk.NOT_THE_SAME]
    default = choices[0] if alike(subject, cases[0].subject) else talk.NOT_THE_SAME
    answer = _select(talk.SAME_QUESTION, choices, default)
    return next((no for text, no in told.items() if visible(text) == answer), None)


def save() -> None:
    """Ask whether what was shown is to be saved.

    Raises KeyboardInterrupt: the clerk said no.
    """
    yes, _, no = talk.SAVE_CHOICES
    if _select(talk.SAVE_QUESTION, [yes, no], yes) == no:
        raise KeyboardInterrupt


def one_line(desk: Desk, field: str) -> str:
    """Ask for one line that is needed."""
    return str(_ask(desk, field, {}, needed=True))


def answer(desk: Desk, field: str, values: Mapping[str, Any], *, needed: bool = False) -> Any:
    """Ask for one field; its answer is read and checked as its option would be."""
    return _ask(desk, field, values, needed=needed)


def choose(label: str, choices: list[str], default: str | None) -> str:
    """Ask which of the choices it is."""
    return _select(label, choices, default)


def show_card(report: Report) -> None:
    """Show what is about to be saved, on the stream on which the question follows."""
    print(*screen.lines(report), sep="\n")  # noqa: T201


def line(label: str) -> str:
    """Ask for one line under a label of its own."""

    def check(answer: str) -> bool | str:
        try:
            return bool(typed.text("text", answer)) or talk.NEEDED
        except Refused as refused:
            return visible(sentence(refused))

    question = questionary.text(label + talk.NEEDED_MARK, validate=check, style=STYLE, qmark=styles.QUESTION)
    return typed.text("text", str(question.unsafe_ask()))


def secret(label: str) -> str:
    """Ask for what is not to be seen while it is typed."""
    return str(questionary.password(label, style=STYLE, qmark=styles.QUESTION).unsafe_ask())


def _ask(
    desk: Desk,
    field: str,
    values: Mapping[str, Any],
    *,
    needed: bool = False,
    also: Also = None,
) -> Any:
    """Ask for one field; `also` may refuse a value that could be read."""
    if field == "settled":
        return _select(labels.FIELD[field], list(labels.SETTLED.values()), labels.SETTLED[True]) == labels.SETTLED[True]
    if table := CHOICES.get(field) or (_retentions(desk) if field == "retention" else None):
        answer = _select(
            labels.FIELD[field], list(table.values()), table.get(values.get(field) or FIRST.get(field, ""))
        )
        return next(code for code, label in table.items() if label == answer)
    offered = _offered(desk, field, values)
    return _text(desk, field, values, offered, needed=needed or field in NEEDED, also=also)


def _retentions(desk: Desk) -> Mapping[str, str]:
    return {name: name for name in desk.office.retention}


def _value(desk: Desk, field: str, answer: str) -> Any:
    """Return the value of an answer, read as an option would be."""
    return typed.names(field, [answer]) if field in OF_NAMES else typed.read(field, answer, desk.reading_of)


def _offered(desk: Desk, field: str, values: Mapping[str, Any]) -> str:
    """Return what Enter alone answers, for a field that has such an answer and none yet."""
    if field not in OFFERED or values.get(field):
        return ""
    if field == "people":
        named = (name for field in OF_PEOPLE for name in values.get(field, ()))
        return str(max(len(set(named)), 1))
    return desk.today.isoformat()


def _text(desk: Desk, field: str, values: Mapping[str, Any], offered: str, *, needed: bool, also: Also) -> Any:
    """Ask for a line; where the office has usual answers, typing a part of one offers it."""
    label = talk.QUESTION.get(field, labels.FIELD[field]) + talk.NEEDED_MARK * needed
    label += talk.ENTER_FOR.format(value=offered) if offered else ""
    former = values.get(field)
    default = "、".join(former) if isinstance(former, tuple) else str(former or "")
    check = _check(desk, field, offered, needed=needed, also=also)
    settings: dict[str, Any] = {"validate": check, "style": STYLE, "qmark": styles.QUESTION}
    known = list(KNOWN[field](desk)) if field in KNOWN else []
    if known:
        question = questionary.autocomplete(
            label, default=default, choices=known, match_middle=True, ignore_case=True, **settings
        )
    else:
        question = questionary.text(label, default=default, **settings)
    return _value(desk, field, str(question.unsafe_ask()).strip() or offered)


def _check(desk: Desk, field: str, offered: str, *, needed: bool, also: Also) -> Callable[[str], bool | str]:
    def check(answer: str) -> bool | str:
        answer = answer.strip() or offered
        if not answer:
            return not needed or talk.NEEDED
        try:
            value = _value(desk, field, answer)
            if also:
                also(value)
        except Refused as refused:
            return visible(sentence(refused))
        return True

    return check


def _select(label: str, choices: list[str], default: str | None) -> str:
    question = questionary.select(
        label, choices=choices, default=default, style=STYLE, qmark=styles.QUESTION, pointer=styles.POINTER,
        instruction=talk.SELECT_HOW, use_shortcuts=len(choices) <= SHORTCUTS
    )  # fmt: skip
    return str(question.unsafe_ask())


def _card(channel: str, values: Mapping[str, Any]) -> None:
    """Show what is about to be saved."""
    shown = {**values, "channel": channel, "names": values.get("names") or (labels.ANONYMOUS,)}
    rows = [
        {"field": labels.FIELD[field], "value": _shown(field, shown[field])}
        for field in ON_THE_CARD
        if shown.get(field)
    ]
    columns = (Column("field", "", 10), Column("value", "", 60))
    report = Report(talk.CARD, "", "", (Table("card", "", columns, rows, len(rows)),))
    print(*screen.lines(report), sep="\n")  # noqa: T201 - the question follows on the same stream


def _shown(field: str, value: Any) -> str:
    table = {"kind": labels.KIND, "channel": labels.CHANNEL, "source": labels.SOURCE}.get(field, {})
    return "、".join(value) if isinstance(value, tuple) else table.get(value, str(value))


CHOICES: Mapping[str, Mapping[str, str]] = {
    "kind": labels.KIND, "opinion": labels.OPINION, "review_opinion": labels.REVIEW_OPINION, "source": labels.SOURCE,
    "route": labels.ROUTE, "violation": labels.VIOLATION, "office_rating": labels.RATING, "unit_rating": labels.RATING,
}  # fmt: skip
FIRST: Mapping[str, str] = {"kind": Kind.CLAIM, "source": Source.OWN}
KNOWN: Mapping[str, Callable[[Desk], Sequence[str]]] = {
    "category": lambda desk: list(desk.office.topics()),
    "village_group": lambda desk: desk.office.groups,
    "to": lambda desk: desk.office.units,
    "approver": lambda desk: desk.office.leaders,
    "by_leader": lambda desk: desk.office.leaders,
    "leader": lambda desk: desk.office.leaders,
    "responsible": lambda desk: desk.office.leaders,
    "chair": lambda desk: desk.office.leaders,
    "how": lambda _desk: talk.WAYS_TO_SERVE,
}
