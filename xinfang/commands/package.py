"""A package for the higher level: all that the ledger holds, in one file."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import opening
from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.export import keep_former
from xinfang.commands.offices import known
from xinfang.commands.password import new_seal
from xinfang.disk.sealed import written
from xinfang.domain.codes import Refused
from xinfang.exchange.packages import package as making
from xinfang.exchange.packages import seal
from xinfang.ledger.find import Wanted
from xinfang.ledger.handover import closed_cases
from xinfang.ledger.reading import Ledger
from xinfang.render.safe import file_name
from xinfang.tables import registers
from xinfang.tables.closed import Sight
from xinfang.tables.report import HEAD_SHOWN
from xinfang.words import packages as words

if TYPE_CHECKING:
    from xinfang.exchange.packages.manifest import Manifest
    from xinfang.ledger.book import Book

app = typer.Typer()


@app.command("package")
def package(
    ctx: typer.Context, file: o.PackageFile = None, with_confidential: o.WithConfidential = False,
    reason: o.OpenReason = None, sealed: o.Seal = False,
) -> None:  # fmt: skip
    """Pack the ledger for the higher level; its making is an entry, the last one in the package."""
    desk: Desk = ctx.obj
    path = _path(desk, file)
    with_password = new_seal(desk, wanted=sealed)
    with desk.reading():
        pass  # there is a ledger at all
    opening.disclose(desk, Sight(confidential=with_confidential, reason=reason), {"what": "package"})
    keep_former(desk, path)
    with written(path, with_password, seal.seal) as draft, desk.writing() as ledger:
        manifest, closed = _write(desk, ledger, draft, with_confidential=with_confidential)
    desk.show(*_told(path, manifest, closed, sealed=sealed))


def _path(desk: Desk, file: str | None) -> Path:
    """Return where the package goes: as said, else named after office and day, in the current folder.

    Raises Refused ``bad_package_ending``.
    """
    default = words.DEFAULT_FILE.format(office=file_name(desk.own.name), day=desk.today.isoformat())
    path = Path(file or default).expanduser().resolve()
    if path.suffix.lower() != ".zip":
        raise Refused("bad_package_ending", usage=True, ending=path.suffix)
    return path


def _write(desk: Desk, ledger: "Book", draft: Path, *, with_confidential: bool) -> tuple["Manifest", int]:
    """Record the making of the package, and write it; returns what it says and how many accusations there are."""
    members = known(ledger, desk.own)
    asked = making.Asked(desk.today.isoformat(), desk.own.clerk, with_confidential, members)
    desk.record(ledger, making.entry(ledger, asked))
    wide = Ledger(ledger.conn, ledger.office, tuple(members), members)
    sight = Sight(confidential=with_confidential)
    report = registers.all_registers(wide, desk.own, Wanted(), sight, asked.on)
    report = replace(report, head=ledger.head())
    return making.write(ledger, asked, report, draft), len(closed_cases(ledger))


def _told(path: Path, manifest: "Manifest", closed: int, *, sealed: bool) -> tuple[dict[str, Any], list[str]]:
    own = next(told for told in manifest.offices if told.office == manifest.office)
    counts = {n: sum(getattr(o, n) for o in manifest.offices) for n in ("entries", "cases", "petitions")}
    document = {
        "file": str(path), **counts, "offices": [o.office for o in manifest.offices], "head": own.head,
        "with_confidential": manifest.with_confidential, "sealed": sealed,
    }  # fmt: skip
    lines = [words.PACKED.format(path=path, **counts)]
    about = words.PACKED_OPEN if manifest.with_confidential else words.PACKED_CLOSED
    lines += [about.format(count=closed)] * bool(closed)
    lines += [words.PACKED_SEALED] * sealed
    return document, [*lines, words.PACKED_HEAD.format(head=own.head[:HEAD_SHOWN])]
