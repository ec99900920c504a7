"""Checking the ledger: what was changed, cut off or lost, and which entry a head on paper is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from xinfang.commands import machine
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry
from xinfang.ledger import check as checks
from xinfang.ledger import erase, outside, shelf
from xinfang.ledger.backup import examined
from xinfang.ledger.check_entries import standing
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.reading import Member
from xinfang.ledger.remarks import last_written, remarks
from xinfang.office import folder
from xinfang.tables.report import HEAD_SHOWN
from xinfang.words import backups as words
from xinfang.words import labels, papers, talk
from xinfang.words.fields import FIELD
from xinfang.words.refusals import sentence

app = typer.Typer()
NOT_COUNTED: dict[str, Any] = {"entries": None, "cases": None, "petitions": None, "head": None}
WHOLE = 64  # characters of a head
MISREAD = str.maketrans("oil", "011")  # letters that no head has, for the figures that they look like


@app.command("check")
def check(ctx: typer.Context, head: o.Heads = None, repair: o.Repair = False) -> None:
    """Check the ledger whole: chain, tables against entries, keys, files; mend what can be made anew; the computer too.

    Raises Refused where there is no ledger that could be checked; the computer is looked at all the same.
    """
    desk: Desk = ctx.obj
    heads = tuple(_read(text) for text in head or ())
    try:
        document, lines, at = _checked(desk, heads, repair=repair)
    except Refused as refused:
        told = machine.looked(machine.seen(desk))
        problem = {"code": refused.code, "message": sentence(refused)}
        desk.show({"ok": False, "problems": [problem], **NOT_COUNTED, "machine": told}, machine.lines(told))
        raise
    told = machine.looked(at)
    desk.show(document | {"machine": told}, [*lines, *machine.lines(told)])
    if wide := _open_to_all(desk):
        desk.remark(talk.OPEN_TO_ALL.format(folders="、".join(path.name for path in wide)))
    if not document["ok"]:
        raise typer.Exit(1)


def _checked(desk: Desk, heads: tuple[str, ...], *, repair: bool) -> tuple[dict[str, Any], list[str], machine.Seen]:
    """Check the ledger; returns the document, its lines, and what the computer is looked at by."""
    if repair:
        _repair(desk)
    with desk.reading() as ledger:
        copies = examined(desk.own.backups)
        looked_at = Checked(ledger, desk.office.files, heads, desk.office.home, copies)
        found, noted = checks.findings(looked_at), remarks(looked_at)
        counts, names = checks.counts(ledger), checks.names(ledger)
        stands = [told for told in (standing(ledger, typed) for typed in heads) if told]
        last, due = last_written(ledger), outside.is_due(ledger, outside.last(desk.own.backups), desk.today)
    wrong, beside = problems(found, names), problems(noted, names)
    made, line = _backups(desk, copies)
    document = {"ok": not wrong, "problems": wrong, "remarks": beside, **counts, "heads": stands, "backup": made}
    lines = verdict(wrong, counts, [_stands(told, names, desk.own.code) for told in stands])
    return document, [*lines, *_noted(beside)], machine.seen(desk, last=last, backup=line, due=due)


def problems(found: Sequence[Finding], names: Mapping[str, Member]) -> list[dict[str, str]]:
    """Return findings under the keys of ``check --json``; `names` are the merged offices by code."""
    return [{"code": f.code, "message": _message(f, names)} for f in found]


def verdict(problems: list[dict[str, str]], counts: Mapping[str, Any], stands: Sequence[str] = ()) -> list[str]:
    """Return in words what `check` found, and how the ledger stands."""
    head = talk.CHECK_HEAD.format(head=counts["head"][:HEAD_SHOWN])
    if not problems:
        return [talk.CHECK_OK.format(**counts), *stands, head]
    return [talk.CHECK_BAD.format(count=len(problems)), *(f"  {p['message']}" for p in problems), *stands, head]


def _read(typed: str) -> str:
    """Return a head as it stands in the ledger, however it was copied: with blanks, in capitals, full-width.

    Raises Refused ``bad_head``.
    """
    plain = unicodedata.normalize("NFKC", typed).casefold()
    head = re.sub("[^0-9a-z]", "", plain).translate(MISREAD)
    if not re.fullmatch(f"[0-9a-f]{{{HEAD_SHOWN},{WHOLE}}}", head):
        raise Refused("bad_head", usage=True, text=typed)
    return head


def _repair(desk: Desk) -> None:
    with desk.reading():
        pass  # there is a ledger at all
    with desk.writing(mending=True) as ledger:
        checks.repair(ledger)
        by = desk.office.clerk
        desk.record(ledger, Entry(act="repair", case=None, on=desk.today.isoformat(), by=by))
    erase.sweep(desk.own.database)
    desk.remark(talk.REPAIRED)
    folder.close_to_all(_open_to_all(desk))


def _backups(desk: Desk, copies: list[shelf.Copy]) -> tuple[dict[str, Any], str]:
    """Return how many sound copies there are here, the newest one's moment, the day of the last one outside."""
    sound, away = [copy for copy in copies if not copy.damage], outside.last(desk.own.backups)
    newest = sound[0].made_at if sound else None
    document = {"copies": len(sound), "newest": newest, "outside": away.isoformat() if away else None}
    days = (desk.today - date.fromisoformat(sound[0].day)).days if sound else 0
    dated = words.NEWEST if days > 0 else words.NEWEST_AHEAD if days else words.NEWEST_TODAY
    here = dated if sound else words.NONE
    told = here.format(day=sound[0].day if sound else "", days=days, count=len(sound))
    return document, told + (words.OUTSIDE.format(day=away) if away else words.NONE_OUTSIDE)


def _open_to_all(desk: Desk) -> list[Path]:
    """Return the folders of ledger, attachments and papers that are not the owner's only."""
    return folder.open_to_all(desk.own.home, (folder.DATA, papers.FOLDER))


def _message(finding: Finding, names: Mapping[str, Member]) -> str:
    """Return a finding as a sentence; of another office with its name."""
    sentence = (talk.PROBLEM | talk.NOTED)[finding.code].format(**_in_words(finding.values))
    other = names.get(finding.values.get("office", ""))
    return talk.PROBLEM_OF.format(office=other.name, problem=sentence) if other else sentence


def _in_words(values: dict[str, Any]) -> dict[str, Any]:
    tables = {"act": labels.ACT, "paper": papers.NAME, "kind": labels.INSIDE, "table": labels.ROWS}
    told = {name: table.get(values[name], values[name]) for name, table in tables.items() if name in values}
    told |= {name: talk.moment(values[name]) for name in ("at", "former") if name in values}
    if "columns" in values:
        told["columns"] = "、".join(FIELD.get(name, name) for name in values["columns"])
    if "entries" in values:
        told["entries"] = "、".join(map(str, values["entries"]))
    elif "first" in values:
        first, last = values["first"], values["last"]
        told["entries"] = first if first == last else talk.ENTRIES.format(first=first, last=last)
    return values | told


def _stands(told: dict[str, Any], names: dict[str, Member], own: str) -> str:
    """Return which entry a head on paper is."""
    place = {"head": told["head"][:HEAD_SHOWN], "act": labels.ACT.get(told["act"], told["act"])}
    place |= {"seq": told["seq"], "written": told["written_at"][:16].replace("T", " "), "since": told["since"]}
    if told["office"] == own:
        return talk.CHECK_STANDS.format(**place)
    other = names.get(told["office"])
    return talk.CHECK_STANDS_OF.format(office=other.name if other else told["office"], **place)


def _noted(remarks: list[dict[str, str]]) -> list[str]:
    return [talk.CHECK_NOTED, *(f"  {remark['message']}" for remark in remarks)] if remarks else []
