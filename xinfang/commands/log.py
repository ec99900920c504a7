"""Registering what arrives: letters, visits, calls, online messages; into a new case or as a repeat into its own."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.domain import effects, registration
from xinfang.domain.codes import Kind, Refused
from xinfang.domain.model import Attachment, State
from xinfang.domain.registration import Intake, judge_intake
from xinfang.tables.told import registered
from xinfang.words import screening, talk

if TYPE_CHECKING:
    from xinfang.ledger.book import Book

app = typer.Typer()


@app.command("log-letter")
@app.command("log-visit")
@app.command("log-call")
@app.command("log-online")
def log(
    ctx: typer.Context,
    name: o.Names = None,
    anonymous: o.Anonymous = False,
    phone: o.Phone = None,
    id_number: o.IdNumber = None,
    address: o.Address = None,
    group: o.VillageGroup = None,
    people: o.People = None,
    representative: o.Representatives = None,
    date: o.Day = None,
    subject: o.Subject = None,
    detail: o.Detail = None,
    category: o.Category = None,
    kind: o.KindOf = None,
    source: o.SourceOf = None,
    source_no: o.SourceNo = None,
    due: o.Due = None,
    receiver: o.Receiver = None,
    case: o.OfCase = None,
    new_case: o.NewCase = False,
    attach: o.Attach = None,
    settled: o.SettledText = None,
    dispute: o.OfDispute = None,
    by: o.By = None,
) -> None:
    """Register one petition; the channel is in the command's name."""
    desk: Desk = ctx.obj
    if anonymous and name:
        raise Refused("both_given", usage=True, one="--anonymous", other="--name")
    if case and new_case:
        raise Refused("both_given", usage=True, one="--case", other="--new-case")
    desk.choose()
    given: dict[str, Any] = {
        "phone": phone, "id_number": id_number, "address": address, "village_group": group, "people": people,
        "received_on": date, "subject": subject, "detail": _from_stdin(detail), "category": category, "kind": kind,
        "source": source, "source_no": source_no, "receiver": receiver, "answer": settled,
    }  # fmt: skip
    values = typed.read_all(given, desk.reading_of)
    values["due"] = typed.due(due, values.get("received_on"), desk.reading_of)
    values["names"] = typed.names("names", name)
    values["representatives"] = typed.names("representatives", representative)
    if dispute:
        from xinfang.commands.row import of_dispute

        dispute, values = of_dispute(desk, dispute, values, anonymous=anonymous)
    channel = str(ctx.info_name).removeprefix("log-")
    if desk.asks and not (values.get("subject") and (values["names"] or anonymous)):
        from xinfang.commands.ask import intake_values

        values = intake_values(desk, channel, values, anonymous=anonymous)
    elif not (values["names"] or values["representatives"] or anonymous):
        raise Refused("nobody", usage=True)
    _register(desk, _intake(desk, channel, values), case, new_case, attach or [], desk.clerk(by), dispute)


def _from_stdin(detail: str | None) -> str | None:
    """Return the detail, for ``-`` read from standard input: as UTF-8, else as GB18030 (what an old program wrote)."""
    if detail != "-":
        return detail
    raw = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _intake(desk: Desk, channel: str, values: dict[str, Any]) -> Intake:
    """Build the petition from checked values; what was not said is today, our own, the clerk."""
    said = {name: value for name, value in values.items() if value is not None}
    answer = said.pop("answer", None)
    topics = desk.office.topics()
    return Intake(
        channel=channel,
        registered_on=desk.today.isoformat(),
        topic=topics.get(said.get("category", "")),
        settled=answer,
        **({"received_on": desk.today.isoformat(), "subject": "", "receiver": desk.office.clerk} | said),
    )


def _register(
    desk: Desk, intake: Intake, case: str | None, new_case: bool, attach: list[str], by: str, dispute: str | None = None
) -> None:
    """Judge, choose the case, keep the files, record, show."""
    judge_intake(intake, intake.registered_on)
    _judge_files(attach)
    known = _known_case(desk, case, intake)
    likely = [] if known or new_case else _likely(desk, intake)
    if likely and desk.asks:
        from xinfang.commands.ask import same_matter

        known, likely = same_matter(desk, likely, intake.subject), []
        intake = replace(intake, kind=None) if known else intake  # it is of the kind of its case
    rules = desk.office.rules()  # a faulty schedule is told before anything is made
    desk.found()
    files = _keep(desk, attach)
    with desk.writing() as ledger:
        state = ledger.state(known) if known else State()
        if known:
            intake = _in_its_case(intake, state)
        number = None if known else _number(desk, ledger, intake.received_on)
        entry = registration.register(number, state, intake, files, by, rules)
        desk.record(ledger, entry)
        if dispute:
            from xinfang.commands.row import link

            link(desk, ledger, dispute, entry, by)
        after = effects.apply(state, entry)
    _tell(desk, intake, after, likely, dispute)


def _tell(desk: Desk, intake: Intake, after: State, likely: list[str], dispute: str | None) -> None:
    """Show what was registered, with what to look at twice beside it."""
    if intake.id_number and not typed.is_id_number(intake.id_number):
        desk.remark(talk.ID_WARNING)
    if _sounds_like_an_accusation(after):
        desk.remark(talk.SOUNDS_LIKE_ACCUSATION.format(case=after.case.no))
    document, lines = registered(after, likely, desk.today, desk.office.role)
    if dispute:
        document["dispute"] = dispute
        lines.insert(1, screening.LINKED.format(no=dispute, case=after.case.no))
    desk.show(document, lines)


def _sounds_like_an_accusation(state: State) -> bool:
    """Return whether what was taken for another matter tells of somebody's wrongs: it may have to be kept closed."""
    told = state.petitions[-1]
    wrongs = told.category in talk.ACCUSING or any(word in told.subject for word in talk.ACCUSING)
    return state.case.kind != Kind.ACCUSATION and wrongs


def _known_case(desk: Desk, case: str | None, intake: Intake) -> str | None:
    if not case:
        return None
    with desk.reading() as ledger:
        return ledger.resolve(case, desk.today.year)


def _likely(desk: Desk, intake: Intake) -> list[str]:
    from xinfang.ledger.find import likely_same

    if not desk.office.database.exists():
        return []  # the first one ever
    with desk.reading() as ledger:
        return likely_same(ledger, intake.names, intake.phone, intake.id_number, intake.subject, intake.kind)


def _in_its_case(intake: Intake, state: State) -> Intake:
    """A repeat is about its case's matter: what was not said of it is what the case says."""
    return replace(intake, category=intake.category or state.case.category, topic=intake.topic or state.case.topic)


def _number(desk: Desk, ledger: "Book", received_on: str) -> registration.NewNumber:
    year = int(received_on[:4])
    serial = ledger.next_serial(year)
    return registration.NewNumber(desk.office.number.format(year=year, serial=serial), year, serial)


def _judge_files(attach: list[str]) -> None:
    """Refuse an attachment that cannot be read before anything is made or asked."""
    if attach:
        from xinfang.ledger.files import judge

        for name in attach:
            judge(Path(name))


def _keep(desk: Desk, attach: list[str]) -> list[Attachment]:
    """Copy the attachments in before anything is written down: a crash leaves at most a file too many."""
    if not attach:
        return []
    from xinfang.ledger.files import keep

    return [keep(desk.office.files, Path(name)) for name in attach]
