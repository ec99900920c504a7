"""The desk at which a command works: which office, which day, who asks, and how the answer is shown."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xinfang.commands import clock
from xinfang.domain.codes import Refused
from xinfang.office import folder, kept
from xinfang.words import talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from xinfang.commands.typed import Reading
    from xinfang.domain.model import Entry, State
    from xinfang.ledger.book import Book
    from xinfang.ledger.cases import Cases
    from xinfang.ledger.reading import Ledger, Member
    from xinfang.office.office import Office
    from xinfang.tables.report import Report


MOST_SHOWN = 30  # rows of a list that a screen shows before it tells how many there are


class Desk:
    """One call of the program. `home`, `json`, `no_input` and `looks_at` are the options that every command has."""

    def __init__(self) -> None:
        self.home: str | None = None
        self.json = False
        self.no_input = False
        self.looks_at: str | None = None  # which offices, as typed; None is the own one
        self.saved = False  # whether something was written that stays, whatever happens after

    @cached_property
    def today(self) -> date:
        """Today."""
        return clock.today()

    @cached_property
    def folder(self) -> Path | None:
        """The office folder, or None where there is none."""
        return folder.find(self.home, user_folder())

    @cached_property
    def office(self) -> Office:
        """The office that is looked at: the own one, unless another or several were asked for.

        Raises Refused as `own` does.
        """
        if self.looks_at is None:
            return self.own
        from xinfang.commands.offices import seen

        return seen(self.own, self.members)

    @cached_property
    def own(self) -> Office:
        """The office of the folder.

        Raises Refused ``no_office``, ``bad_settings``.
        """
        if self.folder is None:
            raise Refused("no_office")
        office = kept.load(self.folder)
        if office.demo:
            self.remark(talk.DEMO_BANNER)
        if folder.lost_settings(self.folder):
            self.remark(talk.LOST_SETTINGS)
        return office

    def look_at(self, office: str) -> None:
        """Look from here on at this one of the offices that were asked for."""
        if self.members:
            self.members = {office: self.members[office]}
            self.__dict__.pop("office", None)

    @cached_property
    def members(self) -> Mapping[str, Member]:
        """The offices that were asked for, by code; empty where none was.

        Raises Refused ``no_such_office``.
        """
        if self.looks_at is None:
            return {}
        from xinfang.commands.offices import chosen

        with self._reading_own() as ledger:
            return chosen(ledger, self.own, self.looks_at)

    @property
    def reading_of(self) -> Reading:
        """What the readers of typed words need."""
        from xinfang.commands.typed import Reading

        return Reading(self.office, self.today)

    @property
    def asks(self) -> bool:
        """Whether questions may be put: a person at a terminal who did not forbid it."""
        return not self.json and not self.no_input and sys.stdin.isatty() and sys.stdout.isatty()

    def day(self, date: str | None) -> str:
        """Return the day of an act (ISO): as said, else today."""
        from xinfang.commands.typed import read

        return str(read("date", date or self.today.isoformat(), self.reading_of))

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger to look something up, in the offices that are looked at."""
        from xinfang.ledger.reading import Ledger

        members = self.members
        with self._reading_own() as ledger:
            yield Ledger(ledger.conn, self.office.code, tuple(members), members)

    @contextmanager
    def _reading_own(self) -> Iterator[Ledger]:
        from xinfang.ledger.reading import reading

        self._judge_lost()
        with reading(self.own.database, self.own.code) as ledger:
            ledger.judge_code()
            yield ledger

    def _judge_lost(self) -> None:
        """Refuse to go on where there is no ledger and there was one, whose numbers must not begin anew.

        Raises Refused ``lost_ledger``.
        """
        if not self.own.database.exists() and folder.has_copies(self.own.home):
            raise Refused("lost_ledger", path=self.own.home)

    @contextmanager
    def searching(self) -> Iterator[Ledger]:
        """Open the ledger to search it; what an import or a merge left to be taken in is taken in first."""
        from xinfang.ledger import searching

        with self.reading() as ledger:
            if not searching.is_behind(ledger.conn):
                yield ledger
                return
        self.remark(talk.CATCHING_UP)
        with self.writing() as book:
            searching.catch_up(book.conn)
        with self.reading() as ledger:
            yield ledger

    @contextmanager
    def reading_cases(self) -> Iterator[Cases]:
        """Open the ledger to look at whole cases."""
        from xinfang.ledger.cases import Cases

        with self.reading() as ledger:
            yield Cases(ledger.conn, ledger.office, ledger.offices, ledger.members)

    @contextmanager
    def writing(self, *, mending: bool = False) -> Iterator[Book]:
        """Hold the ledger to write, or to mend it; what the block wrote is kept when it ends well, or not at all.

        Raises Refused ``lost_ledger``.
        """
        from xinfang.ledger.book import writing

        self._judge_lost()
        with writing(self.own.database, self.own.code, mending=mending) as ledger:
            ledger.judge_code()
            yield ledger
        self.saved = True
        if ledger.doubt:
            self.remark(talk.clock_doubted(*ledger.doubt))
        kept.keep(self.own)

    @contextmanager
    def writing_to(self, case: str) -> Iterator[tuple[Book, State]]:
        """Hold the ledger to write on one case, named by its number or tail."""
        with self.reading() as ledger:
            no = ledger.resolve(case, self.today.year)
        with self.writing() as ledger:
            yield ledger, ledger.state(no)

    def choose(self, home: Path | None = None) -> None:
        """Take this folder; without one the user's own application folder, where no office is found."""
        self.__dict__["folder"] = home or self.folder or user_folder()

    def read_again(self) -> None:
        """Forget the settings that were read: they were changed."""
        for name in ("own", "office"):
            self.__dict__.pop(name, None)

    def found(self) -> None:
        """Make the office folder where there is none yet, and say so."""
        if not folder.is_office(self.office.home):
            folder.make(self.office.home)
            self.remark(talk.NEW_OFFICE.format(path=self.office.home))

    def clerk(self, by: str | None) -> str:
        """Return who acts: as said, else the office's clerk."""
        from xinfang.commands.typed import text

        return text("by", by or "") or self.office.clerk

    def record(self, ledger: Book, entry: Entry) -> int:
        """Write an entry; returns its place in the chain."""
        return ledger.record(entry, clock.now())

    def show(self, document: Any, lines: Iterable[str], *, under: Report | None = None) -> None:
        """Show the answer: the document as JSON where it was asked for, else the lines, if need be under a report."""
        from xinfang.render.terminal import told

        shown = told(list(lines), sys.stdout)
        if under is not None and not self.json:
            from xinfang.render import screen

            shown[:0] = screen.lines(under)
        self._write(document, shown)

    def limit(self, *, whole: bool) -> int:
        """Return how many rows of a list are shown, also in a pipe: a large ledger is answered at once; -1 for all."""
        return -1 if whole or self.json else MOST_SHOWN

    def show_report(self, document: Any, report: Report, *, whole: bool = True) -> None:
        """Show a report, or its document as JSON; where offices were asked for, with whose it is.

        Of a command that has ``--all``, without it, the report is not shown `whole` but with its long tables cut.
        """
        from xinfang.render import screen
        from xinfang.tables.onscreen import in_words, shortened

        if self.members and self.office.name not in report.title:
            report = replace(report, period="　".join(filter(None, (report.period, self.office.name))))
        report = shortened(in_words(report, self.today), self.limit(whole=whole))
        self._write(document, () if self.json else screen.lines(report))

    def show_card(self, document: Any, report: Report, *, whole: bool = True) -> None:
        """Show the card of one case or row; where offices were asked for, with the name of the office that has it."""
        if self.members:
            from xinfang.commands.offices import told

            document, report = told(self.own, self.office, document, report)
        self.show_report(document, report, whole=whole)

    def _write(self, document: Any, lines: Iterable[str]) -> None:
        if self.json:
            from xinfang.render.jsonfile import dumps

            lines = [dumps(document, plain=not _takes_all())]
        sys.stdout.write("\n".join(lines) + "\n")

    def remark(self, sentence: str) -> None:
        """Say something beside the answer (on stderr)."""
        from xinfang.render.terminal import said

        sys.stderr.write(said(sentence, sys.stderr) + "\n")


def _takes_all() -> bool:
    """Return whether the output can hold every character; a GBK console cannot."""
    return (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def user_folder() -> Path:
    """Return the user's own application folder."""
    from pathlib import Path

    from typer import get_app_dir

    return Path(get_app_dir("xinfang"))
