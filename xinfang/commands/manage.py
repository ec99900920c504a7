"""Keeping the office: making its folder, checking the ledger, and the demonstration."""

from datetime import date
from pathlib import Path
from typing import Any

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk, user_folder
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry
from xinfang.ledger import check as checks
from xinfang.ledger import find, outside, shelf
from xinfang.ledger.offices import merged
from xinfang.office import folder
from xinfang.words import backups as words
from xinfang.words import labels, papers, talk

app = typer.Typer()
DEMO_FOLDER = "xinfang-demo"
HEAD_SHOWN = 16


@app.command("init")
def init(ctx: typer.Context) -> None:
    """Make the office folder with its commented settings and an empty ledger."""
    desk: Desk = ctx.obj
    home = Path(desk.home).expanduser().absolute() if desk.home else desk.folder or user_folder()
    if folder.is_office(home):
        raise Refused("home_exists", path=home)
    desk.choose(home)
    folder.make(home)
    with desk.writing():
        pass  # an empty ledger: from now on a missing one is a lost one
    desk.show({"home": str(home)}, [talk.NEW_OFFICE.format(path=home), talk.INIT_NEXT])


@app.command("check")
def check(ctx: typer.Context, head: o.Head = None, repair: o.Repair = False) -> None:
    """Check the ledger whole: chain, tables against entries, keys, files; mend what can be made anew."""
    desk: Desk = ctx.obj
    if repair:
        with desk.reading():
            pass
        with desk.writing() as ledger:
            checks.repair(ledger)
            by = desk.office.clerk
            desk.record(ledger, Entry(act="repair", case=None, on=desk.today.isoformat(), by=by))
        desk.remark(talk.REPAIRED)
        folder.close_to_all(_open_to_all(desk))
    with desk.reading() as ledger:
        copies = shelf.copies(desk.own.backups)
        found = checks.findings(checks.Checked(ledger, desk.office.files, head, desk.office.home, copies))
        counts = checks.counts(ledger)
        others = {code: office.member.name for code, office in merged(ledger).items()}
    problems = [{"code": f.code, "message": _message(f, others)} for f in found]
    made, line = _backups(desk, copies)
    desk.show({"ok": not problems, "problems": problems, **counts, "backup": made}, [*_told(problems, counts), line])
    if wide := _open_to_all(desk):
        desk.remark(talk.OPEN_TO_ALL.format(folders="、".join(path.name for path in wide)))
    if problems:
        raise typer.Exit(1)


def _backups(desk: Desk, copies: list[shelf.Copy]) -> tuple[dict[str, Any], str]:
    """Return how many sound copies there are here, the newest one's moment, the day of the last one outside."""
    sound, away = [copy for copy in copies if not copy.damage], outside.last(desk.own.backups)
    newest = sound[0].made_at if sound else None
    document = {"copies": len(sound), "newest": newest, "outside": away.isoformat() if away else None}
    days = (desk.today - date.fromisoformat(sound[0].day)).days if sound else 0
    here = (words.NEWEST if days else words.NEWEST_TODAY) if sound else words.NONE
    told = here.format(day=sound[0].day if sound else "", days=days, count=len(sound))
    return document, told + (words.OUTSIDE.format(day=away) if away else words.NONE_OUTSIDE)


def _open_to_all(desk: Desk) -> list[Path]:
    """Return the folders of ledger, attachments and papers that are not the owner's only."""
    return folder.open_to_all(desk.own.home, (folder.DATA, papers.FOLDER))


def _message(finding: checks.Finding, others: dict[str, str]) -> str:
    """Return a finding as a sentence; of another office with its name."""
    sentence = talk.PROBLEM[finding.code].format(**_read(finding.values))
    other = others.get(finding.values.get("office", ""))
    return talk.PROBLEM_OF.format(office=other, problem=sentence) if other else sentence


def _read(values: dict[str, Any]) -> dict[str, Any]:
    tables = {"act": labels.ACT, "paper": papers.NAME}
    return values | {name: table.get(values[name], values[name]) for name, table in tables.items() if name in values}


def _told(problems: list[dict[str, str]], counts: dict[str, Any]) -> list[str]:
    head = talk.CHECK_HEAD.format(head=counts["head"][:HEAD_SHOWN])
    if not problems:
        return [talk.CHECK_OK.format(**counts), head]
    return [talk.CHECK_BAD.format(count=len(problems)), *(f"  {p['message']}" for p in problems), head]


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Make a sample office and walk through the main job: the morning list, a case, a register, an export."""
    from xinfang.demo import build

    desk: Desk = ctx.obj
    home = Path(desk.home or DEMO_FOLDER).expanduser().absolute()
    folder.clear_demo(home)
    folder.make(home, settings=build.settings())
    build.build(home, desk.today)
    _walk(desk, home)


def _walk(desk: Desk, home: Path) -> None:
    """Run the main commands on the sample office, each after its line."""
    from xinfang.commands import run

    desk.home = str(home)
    desk.__dict__.pop("folder", None)
    with desk.reading() as ledger:
        counts = checks.counts(ledger)
        case = find.latest_late(ledger, desk.today.isoformat())
    path = home / talk.DEMO_FILE
    desk.remark(talk.DEMO_MADE.format(path=home, **counts))
    for arguments in (["today"], ["show", case], ["register", "visit", "上月"], ["export", str(path), "今年"]):
        told = " ".join(["xinfang", *(Path(a).name if a == str(path) else a for a in arguments)])
        desk.remark("\n" + talk.DEMO_STEP.format(command=told))
        run(["--home", str(home), "--no-input", *arguments])
    desk.remark("\n" + talk.DEMO_END.format(path=home))
