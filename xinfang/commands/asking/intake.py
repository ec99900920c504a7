"""What is asked of a petition, in the order in which people tell it; what is sure stands on the card."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from xinfang.commands import typed
from xinfang.commands.asking.conversation import Conversation
from xinfang.commands.asking.drafts import offered
from xinfang.commands.asking.fields import EMPTY, Field, Form, Values, known, of_codes
from xinfang.commands.asking.former import Former
from xinfang.commands.desk import Desk
from xinfang.commands.kinds import accuses, proposed
from xinfang.commands.pinyin import get_ready
from xinfang.commands.registering import Told, foreseen, intake, register
from xinfang.domain.codes import COLLECTIVE_FROM, Channel, Kind, Source
from xinfang.domain.model import State
from xinfang.domain.registration import Intake, judge_intake
from xinfang.words import asking as words
from xinfang.words import labels

JUDGED = ("names", "people", "representatives", "received_on", "due", "kind")
ON_PAPER = (Channel.LETTER, Channel.ONLINE)  # what a higher level sends on
WITHOUT_HEADS = (Channel.CALL, Channel.ONLINE)
RECEIPT = "receipt"


def guided(desk: Desk, told: Told, *, brief: bool) -> None:
    """Ask what was not told of a petition, show the card, register it once it is approved.

    With `brief` only what cannot be done without is asked.
    Raises KeyboardInterrupt: the clerk left, nothing was saved.
    """
    get_ready()
    former = Former(desk, told.values.get("kind"), told.case, wanted=not told.is_new)
    given = {**told.values, "case": told.case}
    given |= former.brings(given)
    bare = not any(value not in EMPTY for value in given.values()) and not told.anonymous
    draft = None if brief or told.attach or told.dispute else offered(desk, told.channel, bare=bare)
    values = Conversation(desk, _form(desk, told, former, brief=brief), given, draft).approved()
    after = register(desk, replace(told, values=values, case=values.get("case"), seen=former.seen))
    if draft:
        draft.drop()
    if after.case.kind != Kind.ACCUSATION:
        _receipt(desk, after.case.no, wanted=RECEIPT in values)
    elif RECEIPT in values:
        desk.remark(words.RECEIPT_CLOSED.format(case=after.case.no))


def _receipt(desk: Desk, case: str, *, wanted: bool) -> None:
    """Make the receipt for who came, or say how."""
    if not wanted:
        desk.remark(words.RECEIPT_HINT.format(case=case))
        return
    from xinfang.commands.paper_make import make
    from xinfang.domain.paper_forms import FORMS
    from xinfang.tables.closed import Sight

    make(desk, FORMS[RECEIPT], case, {}, None, None, Sight())


def _form(desk: Desk, told: Told, former: Former, *, brief: bool) -> Form:
    fields = (*_who(desk, told, former), *_what(desk, former), *_whence(desk, told.channel))
    if brief:
        kept = ("names", "case", "subject", "kind")
        fields = tuple(f if f.name in kept else replace(f, asked=lambda _: False) for f in fields)
    greeting = words.ASKING.format(channel=labels.CHANNEL[told.channel])
    return Form(
        greeting="" if brief else greeting, fields=fields, usual=partial(_usual, desk),
        so_far=partial(_so_far, desk, told.channel, former), whole=partial(_whole, desk, told, former),
        extra={words.RECEIPT_KEY: RECEIPT},
    )  # fmt: skip


def _whole(desk: Desk, told: Told, former: Former, values: Values) -> Iterator[str]:
    """Judge what was told of a petition as it would be registered; yield the terms that it starts.

    Raises Refused.
    """
    state = former.state(values["case"]) if values.get("case") else State()
    yield from foreseen(desk, intake(desk, told.channel, values), state, told.by)


def _who(desk: Desk, told: Told, former: Former) -> tuple[Field, ...]:
    """Return who came, from where, how many; and what they came with before."""
    counted = told.channel not in WITHOUT_HEADS
    return (
        Field(
            name="names", question=words.WHO, blank=labels.ANONYMOUS, asked=lambda _: not told.anonymous, brings=_heads
        ),
        _same(former, "case", former.of_name),
        Field(name="phone"),
        _same(former, "case_by_phone", former.of_phone),
        Field(name="village_group", question=words.FROM_WHERE, choices=lambda _: known(desk, "village_group")),
        Field(
            name="people", asked=lambda _: counted, needed=lambda _: counted, enter=lambda now: str(_named(now)),
        ),
        Field(
            name="representatives", question=words.WHO_SPEAKS,
            asked=lambda now: (now.get("people") or 1) >= COLLECTIVE_FROM,
        ),
    )  # fmt: skip


def _same(former: Former, name: str, found: Callable[[Values], list[str]]) -> Field:
    """Return the question whether it is one of the matters that were found."""
    return Field(
        name=name, title=words.REPEAT_OF, question=words.SAME_QUESTION, asked=lambda told: bool(found(told)),
        choices=lambda told: former.choices(found(told)), enter=lambda _: words.NOT_THE_SAME, brings=former.brings,
        on_card=lambda told: name == "case" and bool(told.get(name)),
    )  # fmt: skip


def _what(desk: Desk, former: Former) -> tuple[Field, ...]:
    """Return what it is about, and of which kind."""
    return (
        Field(name="subject", question=words.ABOUT_WHAT, needed=lambda _: True, enter=former.subject),
        Field(name="category", choices=lambda _: known(desk, "category")),
        Field(
            name="kind", asked=lambda told: not told.get("case") and accuses(desk.office, *_words(told)),
            enter=lambda told: labels.KIND[proposed(desk.office, *_words(told))], choices=lambda _: of_codes("kind"),
        ),
    )  # fmt: skip


def _whence(desk: Desk, channel: str) -> tuple[Field, ...]:
    """Return where it came from, and what is told only now and then."""

    def sent(told: Values) -> bool:
        return told.get("source") not in (None, Source.OWN)

    def never(_: Values) -> bool:
        return False

    return (
        Field(
            name="source", asked=lambda _: channel in ON_PAPER, enter=lambda _: labels.SOURCE[Source.OWN],
            choices=lambda _: of_codes("source"),
        ),
        Field(name="source_no", asked=sent),
        Field(name="due", title=words.DUE_OF_SOURCE, asked=sent),
        Field(name="received_on", asked=never, enter=lambda _: desk.today.isoformat()),
        *(Field(name=name, asked=never) for name in ("detail", "answer", "id_number", "address", "receiver")),
    )  # fmt: skip


def _heads(told: Values) -> dict[str, Any]:
    """Return the names and how many they stand for, where that was told in one: 张三等5人; none for 匿名."""
    if told["names"] == (labels.ANONYMOUS,):
        return {"names": ()}
    names, people = typed.heads(told["names"])
    return {"names": names, "people": people} if people else {}


def _named(told: Values) -> int:
    return max(len({*told.get("names", ()), *told.get("representatives", ())}), 1)


def _words(told: Values) -> tuple[str | None, ...]:
    return told.get("category"), told.get("subject"), told.get("detail")


def _usual(desk: Desk, told: Values) -> dict[str, Any]:
    """Return what holds where nothing else was answered; a repeat is of the kind of its case."""
    usual = {"source": Source.OWN.value, "received_on": desk.today.isoformat(), "people": _named(told)}
    return usual if told.get("case") else {**usual, "kind": proposed(desk.office, *_words(told))}


def _so_far(desk: Desk, channel: str, former: Former, told: Values) -> None:
    """Judge an answer with what was told before: a rule is told at the question that breaks it.

    Raises Refused.
    """
    former.judge(told)
    today = desk.today.isoformat()
    said = {name: told[name] for name in JUDGED if told.get(name) not in EMPTY}
    judge_intake(Intake(channel=channel, registered_on=today, **({"received_on": today, "subject": "…"} | said)), today)
