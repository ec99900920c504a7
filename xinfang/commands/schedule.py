"""The holiday schedules: which are known, one year's days, and the yearly notice put in."""

import sys
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import typer

from xinfang.commands import options as o
from xinfang.commands.desk import Desk
from xinfang.commands.slips import page_of
from xinfang.domain import acts
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_period
from xinfang.domain.model import Entry
from xinfang.domain.notice import Notice
from xinfang.ledger import find
from xinfang.office import holidays
from xinfang.words import labels, talk
from xinfang.words import notice as words

app = typer.Typer()
IMPORT = "import"
YEAR_FORM = ("01-01", "12-31")


@dataclass
class Recomputed:
    """What a new schedule did to the running clocks: the dates that moved, how many did not, how many are now sure."""

    moved: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    settled: int = 0

    def add(self, case: str, running: int, entry: Entry | None) -> None:
        """Count one case's running clocks; `entry` says which of them changed."""
        moved = entry.said["moved"] if entry else []
        self.moved += [{"case": case, **change} for change in moved]
        self.unchanged += running - len(moved)
        rows = entry.set.get("terms", []) if entry else []
        self.settled += sum(row.get("provisional") is False for row in rows)

    def document(self, *, saved: bool) -> dict[str, Any]:
        """Return it for other programs."""
        return {"moved": self.moved, "unchanged": self.unchanged, "settled": self.settled, "saved": saved}

    def lines(self, most: int) -> list[str]:
        """Return it in words, with so many of the moved dates (-1: all)."""
        moved = [talk.CALENDAR_MOVED.format(**m | {"term": labels.TERM[m["term"]]}) for m in self.moved]
        lines = talk.first(moved, most)
        lines.append(words.OTHERS_SAME.format(count=self.unchanged) if lines else talk.CALENDAR_SAME)
        return [*lines, words.SETTLED.format(count=self.settled)] if self.settled else lines


@app.command("calendar")
def calendar(
    ctx: typer.Context, what: o.CalendarWhat = None, file: o.NoticeFile = None, year: o.Year = None,
    dry_run: o.DryRun = False, refresh: o.Refresh = False, show_all: o.All = False, by: o.By = None,
) -> None:  # fmt: skip
    """Show which years' holiday schedules are known, or one year; put in a notice; recompute running terms."""
    desk: Desk = ctx.obj
    if what == IMPORT:
        _import(desk, file, _year(desk, year) if year else None, by, dry_run=dry_run, whole=show_all)
        return
    if file:
        raise Refused("extra_argument", usage=True, page=page_of(ctx))
    if named := what or year:
        _show_year(desk, _year(desk, named))
    else:
        _show_known(desk, refresh, by, whole=show_all)


def _year(desk: Desk, text: str) -> int:
    """Return the year that was named.

    Raises Refused ``calendar_what``.
    """
    try:
        period = parse_period(text, desk.today)
    except Refused:
        raise Refused("calendar_what", usage=True, text=text) from None
    first, last = str(period.first), str(period.last)
    if (first[5:], last[5:]) != YEAR_FORM:
        raise Refused("calendar_what", usage=True, text=text)
    return int(first[:4])


def _show_known(desk: Desk, refresh: bool, by: str | None, *, whole: bool) -> None:
    """Show the known years and where each comes from; recompute where it was asked for."""
    sources = holidays.sources(desk.office.home)
    after = _recompute(desk, desk.clerk(by)) if refresh else Recomputed()
    lines = [talk.CALENDAR_KNOWN, *_known_lines(sources)]
    if desk.today.year + 1 not in sources:
        lines.append(talk.NO_SCHEDULE.format(year=desk.today.year + 1))
    lines += after.lines(desk.limit(whole=whole)) if refresh else []
    told = [
        {"year": year, "built_in": source is None, "notice": source or ""} for year, source in sorted(sources.items())
    ]
    desk.show({"years": sorted(sources), "sources": told, "moved": after.moved}, lines)


def _known_lines(sources: dict[int, str | None]) -> list[str]:
    """Return the known years, neighbours from one source on one line."""
    runs = groupby(enumerate(sorted(sources)), key=lambda pair: (sources[pair[1]], pair[1] - pair[0]))
    spans = [(source, [year for _, year in run]) for (source, _), run in runs]
    return [words.KNOWN.format(years=words.years(span[0], span[-1]), source=_told(source)) for source, span in spans]


def _told(source: str | None) -> str:
    return words.BUILT_IN if source is None else source or words.BY_HAND


def _show_year(desk: Desk, year: int) -> None:
    """Show one year's days off and make-up workdays.

    Raises Refused ``calendar_unknown``.
    """
    known = desk.office.calendar()
    if year not in known.years:
        raise Refused("calendar_unknown", year=year)
    off = {day: name for day, name in known.off.items() if day.year == year}
    source = holidays.sources(desk.office.home)[year]
    told = Notice(year, source or "", off, frozenset(day for day in known.work if day.year == year))
    desk.show(_document(told) | {"built_in": source is None}, _lines(told, _told(source)))


def _import(desk: Desk, file: str | None, year: int | None, by: str | None, *, dry_run: bool, whole: bool) -> None:
    """Read a notice, show what was understood, store it, recompute the running terms under it."""
    from xinfang.commands.pasted import notice_from

    told = notice_from(desk, file, year)
    document, lines = _document(told), _lines(told, told.number or words.BY_HAND)
    if dry_run:
        desk.show(document | Recomputed().document(saved=False), [*lines, words.NOT_STORED])
        return
    desk.choose()
    if desk.asks:
        _approved(lines)
        lines = []
    stored = _store(desk, told)
    after = _recompute(desk, desk.clerk(by)) if desk.office.database.exists() else Recomputed()
    desk.show(document | after.document(saved=True), [*lines, stored, *after.lines(desk.limit(whole=whole))])


def _approved(lines: list[str]) -> None:
    """Show what was understood, and ask whether it is to be stored."""
    from xinfang.commands.ask import save
    from xinfang.render.terminal import told

    print(*told(lines, sys.stdout), sep="\n")  # noqa: T201 - the question follows on the same stream
    save()


def _store(desk: Desk, told: Notice) -> str:
    """Write the year into the office's schedule, aside and then in its place; returns what was done, in words.

    Raises Refused: ``bad_settings``, ``unreadable``, ``schedule_form``, ``unwritable``, ``disk_full``.
    """
    from xinfang.disk import aside
    from xinfang.office.schedule import with_year

    desk.found()
    holidays.own(desk.office.home)  # what stands there can be read
    path = desk.office.home / holidays.FILE
    former = path.read_bytes() if path.exists() else b""
    after = with_year(former, told, path)
    if after == former:
        return words.STORED_BEFORE.format(path=path.name)
    aside.write(path, after)
    desk.saved = True
    holidays.keep(desk.office.home)
    return words.STORED.format(path=path)


def _recompute(desk: Desk, by: str) -> Recomputed:
    """Recompute all running clocks in one transaction; returns every date that changed."""
    after = Recomputed()
    rules = desk.office.rules()
    with desk.reading():
        pass  # there is a ledger at all
    with desk.writing() as ledger:
        for no in find.cases_with_clocks(ledger):
            state = ledger.state(no)
            entry = acts.recompute(state, rules.calendar, desk.today.isoformat(), by)
            if entry:
                desk.record(ledger, entry)
            after.add(no, sum(t.running for t in state.terms), entry)
    return after


def _document(told: Notice) -> dict[str, Any]:
    off = [{"name": name, "days": [day.isoformat() for day in days]} for name, days in told.holidays().items()]
    return {"year": told.year, "notice": told.number, "off": off, "work": [d.isoformat() for d in sorted(told.work)]}


def _lines(told: Notice, source: str) -> list[str]:
    """Return a year's schedule in words."""
    lines = [words.YEAR_TITLE.format(year=told.year, source=source)]
    for name, days in told.holidays().items():
        lines.append(words.OFF_LINE.format(name=name, days=words.days(days, told.year), count=len(days)))
    return [*lines, *words.work_lines(told.work, told.year)]
