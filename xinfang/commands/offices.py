"""Which offices a command looks at: the own one, one that was merged, or all of them (``--office``)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xinfang.domain.codes import Refused
from xinfang.ledger.offices import merged
from xinfang.ledger.reading import Ledger, Member
from xinfang.office.office import Office
from xinfang.words import talk

if TYPE_CHECKING:
    from xinfang.tables.report import Report

MOST_TOLD = 10


def known(ledger: Ledger, own: Office) -> Mapping[str, Member]:
    """Return the offices that the ledger holds: the own one first, then those that were merged."""
    others = {code: office.member for code, office in merged(ledger).items()}
    return {own.code: Member(own.code, own.name, own.role)} | others


def chosen(ledger: Ledger, own: Office, text: str) -> Mapping[str, Member]:
    """Return the offices that were named by code, by name or a part of it, or as all; `ledger` looks at the own one.

    Raises Refused ``no_such_office``.
    """
    members, asked = known(ledger, own), text.strip()
    if asked in talk.ALL_OFFICES:
        return members
    found = [m for m in members.values() if asked.casefold() in (m.code.casefold(), m.name.casefold())]
    found = found or [m for m in members.values() if asked and asked in m.name]
    if len(found) != 1:
        choices = [talk.OFFICE_CHOICE.format(code=m.code, name=m.name) for m in found or members.values()]
        raise Refused("no_such_office", usage=True, text=text, choices=[*choices[:MOST_TOLD], talk.ALL_OFFICES[0]])
    return {found[0].code: found[0]}


def seen(own: Office, members: Mapping[str, Member]) -> Office:
    """Return the office as which a command shows what it finds; of others it is not known what they plan."""
    if list(members) == [own.code]:
        return own
    if len(members) > 1:
        return replace(own, name=talk.SEVERAL.format(first=own.name, count=len(members)))
    [other] = members.values()
    return replace(
        own, code=other.code, name=other.name, role=other.role, screening=(), receptions=(), reception_reminders=()
    )


def told(own: Office, office: Office, document: dict[str, Any], report: "Report") -> tuple[dict[str, Any], "Report"]:
    """Return the card of a case or a row with whose it is, and that the files of another office are not here."""
    title = f"{office.name}　{report.title}"
    files = document.get("papers") or any(p.get("attachments") for p in document.get("petitions", ()))
    notes = [talk.FILES_ELSEWHERE.format(office=office.name)] * bool(files and office is not own)
    notes += [talk.WORDS_ELSEWHERE.format(office=office.name)] * bool(document.get("confidential"))
    return {"office": office.code, **document}, replace(report, title=title, notes=(*notes, *report.notes))
