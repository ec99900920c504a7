"""Restoring the ledger: which copies are at hand, what would come of one, and doing it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import clock
from xinfang.commands import options as o
from xinfang.commands.check import problems, verdict
from xinfang.commands.desk import Desk, user_folder
from xinfang.domain.codes import Refused
from xinfang.ledger.at_hand import AtHand, at_hand
from xinfang.ledger.restoration import BACKUPS, restoration
from xinfang.office import folder, kept
from xinfang.office.office import CONFIG
from xinfang.render import screen
from xinfang.tables import restoring as tables
from xinfang.tables.report import Report
from xinfang.words import labels, talk
from xinfang.words import restoring as words
from xinfang.words.erasing import ERASED_MARK

if TYPE_CHECKING:
    from xinfang.ledger.restoration import Restored

app = typer.Typer()
NOTHING_DONE: dict[str, Any] = {"restored": False, "replaced": None, "given": [], "last_case": None, "check": None}


@app.command("restore")
def restore(ctx: typer.Context, copy: o.CopyName = None, place: o.CopiesFrom = None, yes: o.Yes = False) -> None:
    """Show the copies at hand, or what would come of one of them, or restore it; it works where nothing else does."""
    desk: Desk = ctx.obj
    home = desk.folder or user_folder()
    if folder.is_demo(home):
        desk.remark(talk.DEMO_BANNER)
    found = at_hand(home / "data" / BACKUPS, Path(place).expanduser().absolute() if place else None)
    where = words.WHERE.format(path=tables.quoted(place)) if place else ""
    if copy is None:
        rows = [tables.row(one) for one in found]
        desk.show_report({"home": str(home), "copies": rows, "count": len(rows)}, tables.listed(found, where))
        return
    one = _chosen(found, copy)
    with restoration(one, home, ERASED_MARK, folder.unedited(home)) as asked:
        document = {"home": str(home), **tables.document(one, asked.compared, asked.files, exists=asked.exists)}
        card = tables.card(document)
        if yes or _wants(desk, card, exists=asked.exists):
            done = asked.carry_out(desk.today.isoformat(), _clerk(home, one), clock.now())
            desk.saved = True
            _show(desk, document, done, card if yes else None)
            _judge_settings(desk, home, one)
        else:
            to_do = words.TO_DO.format(name=tables.quoted(one.name), where=where)
            desk.show(document | NOTHING_DONE, [to_do], under=card)


def _chosen(found: list[AtHand], text: str) -> AtHand:
    """Return the newest copy whose name begins so.

    Raises Refused: ``no_such_copy``; ``copy_damaged``, with the next older one that is sound.
    """
    fitting = [one for one in found if one.name.startswith(text)]
    if not fitting:
        raise Refused("no_such_copy", usage=True, text=text)
    one = fitting[0]
    if not one.sound:
        older = next((other for other in found[found.index(one) :] if other.sound), None)
        hint = words.OLDER.format(name=tables.quoted(older.name)) if older else words.NO_SOUND
        raise Refused("copy_damaged", copy=one.name, hint=hint)
    return one


def _wants(desk: Desk, card: Report, *, exists: bool) -> bool:
    """Ask whether it is to be done; where nothing is asked, it is not.

    Raises KeyboardInterrupt: the clerk said no.
    """
    if not desk.asks:
        return False
    from xinfang.commands.ask import choose

    print(*screen.lines(card), sep="\n")  # noqa: T201 - the question follows on the same stream
    yes, no = words.CHOICES
    if choose(words.QUESTION.format(kept=words.SET_ASIDE * exists), [yes, no], no) != yes:
        raise KeyboardInterrupt
    return True


def _clerk(home: Path, one: AtHand) -> str:
    """Return who acts: the clerk of the settings, of the folder or else of the copy, where they can be read."""
    for settings in (home, one.copy.folder):
        try:
            if (settings / CONFIG).exists():
                return kept.load(settings).clerk
        except Refused:
            continue
    return labels.CLERK


def _show(desk: Desk, document: dict[str, Any], done: "Restored", card: Report | None) -> None:
    """Show what was done, and what `check` says of it."""
    found, given = problems(done.findings, {}), done.said["given"]
    replaced = str(done.replaced) if done.replaced else None
    lines = [words.DONE.format(path=document["home"])]
    lines += [words.REPLACED.format(path=replaced)] if replaced else []
    lines += [words.GIVEN.format(numbers=tables.numbers(given))] if given else []
    lines += [words.LAST.format(last=done.last)] if done.last and not document["lost"]["certain"] else []
    check = {"ok": not found, "problems": found, **done.counts}
    told = {"restored": True, "replaced": replaced, "given": given, "last_case": done.last, "check": check}
    desk.show(document | told, [*lines, *verdict(found, done.counts)], under=card)


def _judge_settings(desk: Desk, home: Path, one: AtHand) -> None:
    """Say where the settings do not fit the restored ledger; they are the clerk's, and stay. Without any, make some."""
    folder.make(home)
    try:
        code = kept.load(home).code
    except Refused as refused:
        from xinfang.words.refusals import sentence

        desk.remark(sentence(refused))
        return
    if code != one.copy.office:
        desk.remark(words.OTHER_CODE.format(set=code, known=one.copy.office))
