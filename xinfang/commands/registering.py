"""One petition that was told is judged, given its case, written down and shown."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.kinds import accuses
from xinfang.commands.leading import lead_on
from xinfang.domain import effects, registration
from xinfang.domain.codes import Kind
from xinfang.domain.model import Attachment, State
from xinfang.domain.registration import Intake, judge_intake
from xinfang.tables.told import registered, term_line
from xinfang.words import screening, talk

if TYPE_CHECKING:
    from xinfang.ledger.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A petition as it was said at the desk: its `values` by field, and how it is to be registered.

    `case` is the number of its case where that was said, `is_new` that it has none; `seen` are cases that were looked
    at and are not it.
    """

    channel: str
    values: Mapping[str, Any]
    by: str
    anonymous: bool = False
    case: str | None = None
    is_new: bool = False
    attach: Sequence[str] = ()
    dispute: str | None = None
    seen: Collection[str] = ()


def intake(desk: Desk, channel: str, values: Mapping[str, Any]) -> Intake:
    """Build the petition from checked values; what was not said is today, our own, the clerk."""
    fields = Intake.__dataclass_fields__.keys() | {"answer"}
    said = {name: value for name, value in values.items() if value is not None and name in fields}
    answer = said.pop("answer", None)
    topics = desk.office.topics()
    return Intake(
        channel=channel,
        registered_on=desk.today.isoformat(),
        topic=topics.get(said.get("category", "")),
        settled=answer,
        **({"received_on": desk.today.isoformat(), "subject": "", "receiver": desk.office.clerk} | said),
    )


def foreseen(desk: Desk, told: Intake, state: State, by: str) -> Iterator[str]:
    """Yield what will hold once this is registered: the clocks that it starts.

    Raises Refused as `register` does.
    """
    number = None if state.cases else registration.NewNumber("", int(told.received_on[:4]), 0)
    entry = registration.register(number, state, _in_its_case(told, state), (), by, desk.office.rules())
    after = effects.apply(state, entry)
    yield from (term_line(term, desk.today) for term in after.running())


def register(desk: Desk, told: Told) -> State:
    """Judge, choose the case, keep the files, record, show; returns how the case stands."""
    petition, case = intake(desk, told.channel, told.values), told.case
    judge_intake(petition, petition.registered_on)
    likely = [] if case or told.is_new else [no for no in _likely(desk, petition) if no not in told.seen]
    if likely and desk.asks:
        from xinfang.commands.asking.acts import same_matter

        case, likely = same_matter(desk, likely, petition.subject), []
        petition = replace(petition, kind=None) if case else petition  # it is of the kind of its case
    after = _recorded(desk, petition, case, told)
    _tell(desk, petition, after, likely, told.dispute)
    return after


def _recorded(desk: Desk, petition: Intake, case: str | None, told: Told) -> State:
    """Write it down, with its files before it; returns how the case stands."""
    rules = desk.office.rules()  # a faulty schedule is told before anything is made
    desk.found()
    files = _keep(desk, told.attach)
    with desk.writing() as ledger:
        state = ledger.state(case) if case else State()
        petition = _in_its_case(petition, state)
        number = None if case else _number(desk, ledger, petition.received_on)
        entry = registration.register(number, state, petition, files, told.by, rules)
        desk.record(ledger, entry)
        if told.dispute:
            from xinfang.commands.row import link

            link(desk, ledger, told.dispute, entry, told.by)
        return effects.apply(state, entry)


def _tell(desk: Desk, told: Intake, after: State, likely: list[str], dispute: str | None) -> None:
    """Show what was registered, with what to look at twice beside it."""
    if told.id_number and not typed.is_id_number(told.id_number):
        desk.remark(talk.ID_WARNING)
    petition = after.petitions[-1]
    heard = petition.category, petition.subject, petition.detail
    if after.case.kind != Kind.ACCUSATION and accuses(desk.office, *heard):
        desk.remark(talk.SOUNDS_LIKE_ACCUSATION.format(case=after.case.no))
    document, lines = registered(after, likely, desk.today, desk.office.role)
    if dispute:
        document["dispute"] = dispute
        lines.insert(1, screening.LINKED.format(no=dispute, case=after.case.no))
    desk.show(document, lines)
    lead_on(desk, after)


def _likely(desk: Desk, told: Intake) -> list[str]:
    from xinfang.ledger.find import likely_same

    if not desk.office.database.exists():
        return []  # the first one ever
    with desk.reading() as ledger:
        return likely_same(ledger, told.names, told.phone, told.id_number, told.subject, told.kind)


def _in_its_case(told: Intake, state: State) -> Intake:
    """A repeat is about its case's matter: what was not said of it is what the case says."""
    if not state.cases:
        return told
    return replace(told, category=told.category or state.case.category, topic=told.topic or state.case.topic)


def _number(desk: Desk, ledger: "Book", received_on: str) -> registration.NewNumber:
    year = int(received_on[:4])
    serial = ledger.next_serial(year)
    return registration.NewNumber(desk.office.number.format(year=year, serial=serial), year, serial)


def judge_files(attach: Sequence[str]) -> None:
    """Refuse an attachment that cannot be read before anything is made or asked."""
    if attach:
        from xinfang.ledger.files import judge

        for name in attach:
            judge(Path(name))


def _keep(desk: Desk, attach: Sequence[str]) -> list[Attachment]:
    """Copy the attachments in before anything is written down: a crash leaves at most a file too many."""
    if not attach:
        return []
    from xinfang.ledger.files import keep

    return [keep(desk.office.files, Path(name)) for name in attach]
