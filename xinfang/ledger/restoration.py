"""One copy restored into an office folder: compared first; when that is asked built aside, verified, put in place."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from xinfang.disk.aside import OWNER_FOLDER, drafting, spoken
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry
from xinfang.ledger import check, erase, shelf
from xinfang.ledger.at_hand import AtHand
from xinfang.ledger.connect import open_ledger
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.given import RESTORE
from xinfang.ledger.putting_back import Wanted, put_back, wanted
from xinfang.ledger.reading import Ledger
from xinfang.ledger.salvage import Held, held
from xinfang.ledger.sides import Compared, Sides, build, sides
from xinfang.ledger.swap import swap

DATABASE, BACKUPS, FILES = "xinfang.db", "backups", "files"
FATAL = frozenset(("integrity", "foreign_key", "chain", "link", "gap", "senseless", "unprojectable", "rebuild"))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: how the ledger stands now, what the act says, where the former files went (None without any).

    `last` is the number of the own office's last case.
    """

    findings: list[Finding]
    counts: dict[str, Any]
    said: dict[str, Any]
    replaced: Path | None
    last: str | None


@dataclass
class Restoration:
    """A copy about to be restored into the folder `home`; made by `restoration`, while the ledger is held."""

    one: AtHand
    home: Path
    there: Held | None
    both: Sides
    unedited: Collection[str]
    compared: Compared = field(init=False)
    files: Wanted = field(init=False)

    def __post_init__(self) -> None:
        self.compared = self.both.compared()
        self.files = wanted(self.one.copy, self.home, self.both.erased_files(), self.unedited)

    @property
    def exists(self) -> bool:
        """Whether there is a ledger now, be it damaged."""
        return self.there is not None

    def carry_out(self, on: str, by: str, at: str) -> Restored:
        """Restore: the files first, then the ledger, which comes to its place whole.

        Raises Refused: ``restore_unsound``, or as `spoken` says.
        """
        data = self.home / "data"
        with spoken(data):
            (data / BACKUPS).mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
            replaced = _free(data / BACKUPS / (shelf.REPLACED + at.replace(":", "").replace("T", "_")))
            with drafting(data) as folder:
                new = folder / DATABASE
                with _sensible():
                    said = build(self.both, new, Entry(act=RESTORE, case=None, on=on, by=by, said=self._said()), at)
                put_back(self.files, self.home, replaced)
                findings, counts, last = self._judged(new)
                if not self.exists and (data / DATABASE).exists():
                    raise Refused("locked", path=data)  # somebody has made a new one meanwhile
                self._let_go()
                swap(new, data / DATABASE, replaced)
            findings = [finding for finding in findings if finding.code != "unswept" or not _swept(data / DATABASE)]
            return Restored(findings, counts, said, replaced if replaced.exists() else None, last)

    def _said(self) -> dict[str, Any]:
        told, copy = self.compared, self.one.copy
        return {
            "copy": {"made_at": copy.made_at, "head": copy.head, "entries": copy.entries}, "head": told.head,
            "carried": told.carried.entries, "lost": told.lost.entries + told.unread,
        }  # fmt: skip

    def _judged(self, new: Path) -> tuple[list[Finding], dict[str, Any], str | None]:
        """Return what `check` finds of the new ledger and its files, how it stands, and its last case.

        Raises Refused ``restore_unsound``.
        """
        with closing(open_ledger(new, to_write=False)) as conn:
            ledger = Ledger(conn, self.both.office)
            findings = check.findings(Checked(ledger, self.home / "data" / FILES, home=self.home))
            if fatal := sorted({finding.code for finding in findings} & FATAL):
                raise Refused("restore_unsound", found=fatal)
            last = ledger.one("SELECT no FROM cases WHERE office = ? ORDER BY year DESC, serial DESC", (ledger.office,))
            return findings, check.counts(ledger), last

    def _let_go(self) -> None:
        """Let go of the former ledger where a file that is open cannot be replaced."""
        if os.name == "nt" and self.there:  # pragma: no cover - only there
            self.there.conn.close()
            self.there.file.close()


@contextmanager
def restoration(one: AtHand, home: Path, mark: str, unedited: Collection[str]) -> Iterator[Restoration]:
    """Hold the present ledger against a copy; nothing is changed until the restoration is carried out.

    `mark` stands where something was erased, `unedited` are settings in the folder that nobody wrote yet.
    Raises Refused as `held` and `sides` do.
    """
    data = home / "data"
    with held(data / DATABASE) as there, _scratch(data, there) as scratch, ExitStack() as stack:
        with _sensible():
            both = stack.enter_context(sides(there, one.database, one.copy.office, mark, scratch))
            made = Restoration(one, home, there, both, unedited)
        yield made


@contextmanager
def _sensible() -> Iterator[None]:
    """Refuse entries that make no sense: whoever knows the format can write any, and chain them.

    Raises Refused ``restore_unsound``.
    """
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, sqlite3.IntegrityError) as error:
        raise Refused("restore_unsound", found=["senseless"]) from error


@contextmanager
def _scratch(data: Path, there: Held | None) -> Iterator[Path | None]:
    """Lend a place for the entries of the ledger that can be read; without a ledger none is needed."""
    if there is None:
        yield None
        return
    with spoken(data), drafting(data) as folder:
        yield folder / DATABASE


def _free(path: Path) -> Path:
    """Return the path, or where it is taken the first that is free with a number behind it."""
    more = (path.with_name(f"{path.name}-{n}") for n in count(2))
    return next(free for free in chain([path], more) if not free.exists())


def _swept(ledger: Path) -> bool:
    """Delete what was erased and came back; returns whether nothing of it is left. If some is, `check` tells of it."""
    try:
        erase.sweep(ledger)
    except Refused:
        return False
    return True
