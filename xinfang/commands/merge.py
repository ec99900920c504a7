"""Merging the packages of other offices into the one ledger, and what was merged so far."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.tables import merged
from xinfang.words import packages as words
from xinfang.words import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xinfang.exchange.packages.merge import Added

app = typer.Typer()


@dataclass
class Outcome:
    """What became of each package: what it brought, or why it was refused."""

    merged: dict[str, list["Added"]] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return it under the keys of ``merge --json``."""
        from xinfang.words.refusals import sentence

        return {
            "merged": [{"file": f, "offices": [asdict(a) for a in added]} for f, added in self.merged.items()],
            "refused": [{"file": f, "message": sentence(why)} for f, why in self.refused.items()],
        }

    def lines(self) -> "Iterator[str]":
        """Yield it in words; the refusals are said beside it."""
        same = 0
        for file, added in self.merged.items():
            new = [words.MERGED_OFFICE.format(name=a.name, added=a.added, entries=a.entries) for a in added if a.added]
            same += not new
            yield words.MERGED.format(file=file, offices="、".join(new)) if new else words.NOTHING_NEW.format(file=file)
        if len(self.merged) + len(self.refused) > 1:
            yield words.SUMMARY.format(merged=len(self.merged) - same, same=same, refused=len(self.refused))


@app.command("merge")
def merge(ctx: typer.Context, files: o.Packages = None, listed: o.MergedList = False, show_all: o.All = False) -> None:
    """Merge packages; without any, show the offices that were merged."""
    desk: Desk = ctx.obj
    if listed or not files:
        _show(desk, whole=show_all)
        return
    from xinfang.exchange.packages.merge import packages_in

    found = packages_in([Path(file).expanduser().resolve() for file in files])
    desk.found()
    outcome = _merge(desk, found)
    if desk.json or outcome.merged:
        desk.show(outcome.document(), talk.first(list(outcome.lines()), desk.limit(whole=show_all)))
    if outcome.refused:
        from xinfang.words.refusals import sentence

        for told in talk.first([sentence(why) for why in outcome.refused.values()], desk.limit(whole=show_all)):
            desk.remark(told)
        raise typer.Exit(1)


def _merge(desk: Desk, found: list[Path]) -> Outcome:
    """Merge each package or refuse it, all in one transaction; a refused one leaves nothing, the others stay."""
    from xinfang.commands.password import password
    from xinfang.exchange.packages.merge import merge as merge_one
    from xinfang.exchange.packages.opened import is_sealed

    outcome, on = Outcome(), desk.today.isoformat()
    secrets = {path: password(desk, words.PASSWORD.format(file=path.name)) for path in found if is_sealed(path)}
    with desk.writing() as ledger:
        for path in found:
            try:
                outcome.merged[str(path)], entry = merge_one(ledger, path, secrets.get(path), on, desk.own.clerk)
            except Refused as refused:
                outcome.refused[str(path)] = refused
                continue
            if entry:
                desk.record(ledger, entry)
    return outcome


def _show(desk: Desk, *, whole: bool) -> None:
    with desk.reading() as ledger:
        found = merged.rows(ledger)
    report = merged.report(found, desk.office.name)
    desk.show_report({"offices": found, "count": len(found)}, report, whole=whole)
