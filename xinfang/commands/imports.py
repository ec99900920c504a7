"""Taking in an old register: looked at first, then written in one transaction; and taking an import back."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import clock, dragged, typed
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain import acts
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry
from xinfang.exchange.registers import importing, remembered, understood
from xinfang.exchange.registers.entries import Scribe
from xinfang.exchange.registers.importing import Asked, Register
from xinfang.exchange.registers.taking import Taking
from xinfang.ledger import imported
from xinfang.words import imports as words
from xinfang.words import talk

if TYPE_CHECKING:
    from xinfang.ledger.book import Book
    from xinfang.ledger.cases import Cases

app = typer.Typer()
YEARS = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class Job:
    """An import as it was asked for: the file, how it is read, whether a bad row keeps all out, who imports."""

    path: Path
    asked: Asked
    whole: bool
    every: bool
    by: str


@app.command("import")
def import_(
    ctx: typer.Context, file: o.Register = None, dry_run: o.DryRun = False, channel: o.ImportChannel = None,
    maps: o.Maps = None, year: o.ImportYear = None, whole: o.Whole = False, template: o.Template = False,
    undo: o.ImportUndo = None, every: o.All = False, by: o.By = None,
) -> None:  # fmt: skip
    """Take in an old register, write an empty one to be filled in, or take an import back."""
    desk: Desk = ctx.obj
    if undo and (file or template):
        raise Refused("import_one_thing", usage=True)
    desk.choose()
    if undo:
        _undo(desk, undo, desk.clerk(by))
    elif not file:
        raise Refused("import_no_file", usage=True)
    elif template:
        _write_template(desk, Path(file))
    else:
        _import(desk, _job(desk, file, channel, year, maps or [], whole=whole, every=every, by=by), dry_run=dry_run)


def take_in(desk: Desk, file: str) -> None:
    """Show what would come in from a file, ask, and take it in; as the command does it without options.

    Raises Refused as `importing.read` and `_take` do; KeyboardInterrupt: the clerk said no.
    """
    _import(desk, _job(desk, file, None, None, [], whole=False, every=False, by=None), dry_run=False)


def _job(
    desk: Desk, file: str, channel: str | None, year: str | None, maps: list[str], *,
    whole: bool, every: bool, by: str | None,
) -> Job:  # fmt: skip
    if year and not (year.isdecimal() and int(year) in YEARS):
        raise Refused("import_year", usage=True, text=year)
    asked = Asked(
        today=desk.today.isoformat(), channel=typed.read("channel", channel, desk.reading_of) if channel else None,
        year=int(year) if year else None, maps=remembered.read(maps), remembered=remembered.load(desk.office.data),
        topics=desk.office.topics(), groups=desk.office.groups,
    )  # fmt: skip
    return Job(dragged.path(file), asked, whole, every, desk.clerk(by))


def _import(desk: Desk, job: Job, *, dry_run: bool) -> None:
    """Read the file; show what would come in, or take it in and show what did."""
    register = importing.read(job.path, job.asked, _watched)
    if dry_run or desk.asks:
        with _looking(desk) as ledger:
            taking = _taking(desk, job, register, ledger)
            for _ in taking.entries():
                pass
        if dry_run:
            look = words.LOOK_ONLY if taking.counts.imported else words.NOTHING_NEW
            _show(desk, job, register, taking, [_told(words.WOULD, register, taking), look], whole=True)
            return
        if not _approved(desk, job, register, taking):
            return
        register = importing.read(job.path, job.asked, _watched)
    _take(desk, job, register, lists=not desk.asks)


def _taking(desk: Desk, job: Job, register: Register, ledger: "Cases | None") -> Taking:
    scribe = Scribe(desk.office.rules(), job.asked.today, job.by)
    pattern = desk.office.number
    return Taking(register, scribe, ledger, lambda year, serial: pattern.format(year=year, serial=serial))


@contextmanager
def _looking(desk: Desk) -> "Iterator[Cases | None]":
    """Lend the ledger for looking, None where there is none yet."""
    if not desk.office.database.exists():
        yield None
        return
    with desk.reading_cases() as ledger:
        yield ledger


def _approved(desk: Desk, job: Job, register: Register, taking: Taking) -> bool:
    """Show what would come in, and ask; with nothing new there is nothing to ask."""
    nothing = not taking.counts.imported
    notes = [_told(words.WOULD, register, taking), *[words.NOTHING_NEW] * nothing]
    _show(desk, job, register, taking, notes, whole=True)
    if not nothing:
        from xinfang.commands.ask import save

        save()
    return not nothing


def _take(desk: Desk, job: Job, register: Register, *, lists: bool) -> None:
    """Write what is new in one transaction; where nothing is, nothing is written. `lists` shows what was left out too.

    Raises Refused: ``import_whole``, ``import_none``.
    """
    from xinfang.ledger.bulk import record_many

    desk.office.rules()  # a faulty schedule is told before anything is made
    desk.found()
    with desk.writing() as ledger:
        taking = _taking(desk, job, register, ledger)
        record_many(ledger, taking.entries(), clock.now())
        faults = sum(code not in ("known", "total", "void") for _, _, code, _ in register.skipped)
        if faults and job.whole:
            raise Refused("import_whole", count=faults)
        number = _recorded(desk, job, ledger, taking) if taking.taken else None
    if job.asked.maps:
        remembered.keep(desk.office.data, job.asked.maps)
    notes = [_told(words.DONE, register, taking)]
    notes += [words.FIX_AND_AGAIN] * bool(faults) + ([words.TO_UNDO.format(number=number)] if number else [])
    _show(desk, job, register, taking, notes, lists=lists, number=number)
    if faults and not taking.taken:
        raise Refused("import_none", count=faults)


def _recorded(desk: Desk, job: Job, ledger: "Book", taking: Taking) -> int:
    """Write that a register was imported, behind its petitions; returns the number of the import."""
    said = {"file": job.path.name, "petitions": taking.counts.imported, "cases": taking.counts.cases}
    desk.record(ledger, Entry(act="import", case=None, on=job.asked.today, by=job.by, said=said))
    return len(imported.imports(ledger))


def _told(sentence: str, register: Register, taking: Taking) -> str:
    document = understood.document(register, taking, None)
    return sentence.format(**document | {"skipped": len(document["skipped"])})


def _show(
    desk: Desk, job: Job, register: Register, taking: Taking, notes: list[str], *, whole: bool = False,
    lists: bool = True, number: int | None = None,
) -> None:  # fmt: skip
    document = understood.document(register, taking, number)
    if used := _used(register, job.asked.remembered):
        notes = [words.REMEMBERED.format(maps="、".join(used)), *notes]
    report = understood.report(register, taking, job.path.name, notes, whole=whole, every=job.every)
    report = report if lists else replace(report, tables=())
    desk.show_report(document, report)


def _used(register: Register, maps: Mapping[str, str]) -> list[str]:
    """Return what was remembered of former imports and used in this one."""
    from xinfang.exchange.registers.headings import plain

    heads = {plain(text) for page in register.pages for text in page.heads.texts}
    return [f"{heading}={words.FIELD[field]}" for heading, field in maps.items() if heading in heads]


def _watched(rows: Iterable[Any], count: int) -> Iterable[Any]:
    """Show on a terminal how far the reading of a long sheet has come."""
    if count < LONG or not sys.stderr.isatty():
        return rows
    from rich.console import Console
    from rich.progress import track

    return track(rows, words.PROGRESS, total=count, console=Console(stderr=True), transient=True)


LONG = 3_000  # rows from which it is told how far the reading has come


def _write_template(desk: Desk, path: Path) -> None:
    """Write an empty register to be filled in."""
    from xinfang.disk import aside
    from xinfang.exchange.registers import template

    if path.suffix.lower() != ".xlsx":
        raise Refused("import_template_ending", usage=True)
    aside.write(path.expanduser().absolute(), template.made(desk.office))
    desk.show({"file": str(path)}, [words.TEMPLATE_MADE.format(path=path)])


def _undo(desk: Desk, text: str, by: str) -> None:
    """Void what an import brought, but for the cases in which something was done since.

    Raises Refused ``import_no_such``.
    """
    today = desk.today.isoformat()
    with desk.reading() as looked_at:
        made = next((i for i in imported.imports(looked_at) if str(i.number) == text.strip()), None)
    if made is None:
        raise Refused("import_no_such", number=text)
    reason, voided, kept = words.UNDO_REASON.format(number=made.number), 0, set[str]()
    with desk.writing() as ledger:
        touched = imported.acted_on_since(ledger, made)
        for entry in reversed(imported.entries_of(ledger, made)):
            no, petition = str(entry.case), entry.set["petitions"][0]["n"]
            if no in touched:
                kept |= {no} if imported.stands(ledger, no, petition) else set()
            else:
                desk.record(ledger, acts.void(ledger.state(no), petition, reason, today, by))
                voided += 1
    lines = [words.UNDONE_TITLE.format(number=made.number, count=voided)]
    lines += [words.UNDONE_KEPT.format(cases=talk.some(sorted(kept)))] * bool(kept)
    desk.show({"import": made.number, "voided": voided, "kept": sorted(kept)}, lines)
