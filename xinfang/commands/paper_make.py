"""Making one paper: judge, ask what is missing, fill the template, lay the file, record."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xinfang.commands import opening, typed
from xinfang.commands.row import judge_is_case
from xinfang.domain import papers
from xinfang.domain.codes import Refused
from xinfang.domain.doings import Paper
from xinfang.papers import place, store
from xinfang.papers.matter import parties
from xinfang.papers.values import in_chinese, known, missing, values
from xinfang.papers.wanted import Values, Wanted
from xinfang.tables.closed import Sight
from xinfang.words import labels
from xinfang.words import papers as words

if TYPE_CHECKING:
    from pathlib import Path

    from xinfang.commands.desk import Desk
    from xinfang.domain.model import Entry
    from xinfang.domain.paper_forms import Form
    from xinfang.ledger.book import Book
    from xinfang.papers.fill import Template


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made: its entry and row, where it lies, under which name a former file of that name was kept."""

    entry: Entry
    paper: Paper
    path: Path
    kept: Path | None
    provisional: bool


def make(
    desk: Desk, form: Form, case: str | None, given: dict[str, str], date: str | None, by: str | None,
    sight: Sight,
) -> None:  # fmt: skip
    """Make one paper: judge, ask what is missing, fill the template, lay the file, record."""
    if case is None:
        raise Refused("paper_case", usage=True, kind=words.NAME[form.code])
    judge_is_case(case, "paper")
    on = str(typed.read("date", date or desk.today.isoformat(), desk.reading_of))
    with desk.reading_cases() as ledger:
        state = ledger.state(ledger.resolve(case, desk.today.year))
    closed = Sight().closes(state.case.kind)
    if sight.closes(state.case.kind):
        raise Refused("paper_closed", case=state.case.no, paper=form.code)
    wanted = Wanted(form, state, desk.office, on, desk.clerk(by), given)
    _judge_place(desk, wanted)
    wanted = _with_what_is_missing(desk, wanted)
    template = _template(desk, wanted)
    if closed:
        opening.disclose(desk, sight, {"what": "paper", "about": words.NAME[form.code]}, case=state.case.no)
    _show_made(desk, wanted, _written(desk, wanted, template))


def _judge_place(desk: Desk, wanted: Wanted) -> None:
    papers.judge(wanted.form, wanted.state, desk.office.role, wanted.made_on, desk.today.isoformat())


def _with_what_is_missing(desk: Desk, wanted: Wanted) -> Wanted:
    """Return what is wanted with everything that must be said, asked for at a terminal.

    Raises Refused ``paper_missing`` with all of it, each with its option.
    """
    lacking = missing(wanted, values(wanted))
    if lacking and desk.asks:
        from xinfang.commands.ask import line

        answers = {key: line(words.VARIABLE[key][0]) for key in lacking}
        return replace(wanted, given={**wanted.given, **answers})
    _judge_missing(wanted, lacking)
    return wanted


def _judge_missing(wanted: Wanted, lacking: list[str]) -> None:
    if lacking:
        told = [_option(wanted.form, key) for key in lacking]
        raise Refused("paper_missing", usage=True, paper=wanted.form.code, missing=told)


def _option(form: Form, key: str) -> str:
    """Return what is missing with the option that gives it."""
    name = words.VARIABLE[key][0]
    option = words.OPTION_OF.get(key) or words.BY_SET.format(name=name)
    option = {form.text: words.TEXT_OPTION, form.basis: words.BASIS_OPTION}.get(key, option)
    return words.MISSING.format(name=name, option=option)


def _template(desk: Desk, wanted: Wanted) -> Template:
    """Open the template, and refuse a ``--set`` that neither the program nor it knows."""
    from xinfang.papers.fill import Template, hint

    kind = wanted.form.code
    content = store.read(desk.office.home, kind)
    template = Template(content, store.template(desk.office.home, kind).name, kind)
    names = template.names() | {words.VARIABLE[key][0] for key in known(wanted.form)}
    for name in wanted.given:
        if name not in words.VARIABLE and name not in names:
            raise Refused("bad_name", usage=True, paper=kind, text=name, hint=hint(name, names, kind))
    return template


def _written(desk: Desk, wanted: Wanted, template: Template) -> Made:
    """Take a number, lay the file, record the entry, all under the lock: a number is used only with its paper.

    The file is there before the entry is kept; where the entry is not kept, it goes again.
    """
    from xinfang.papers.fill import says
    from xinfang.render.below import about

    with ExitStack() as unless_kept:
        with desk.writing_to(wanted.state.case.no) as (ledger, state):
            now = replace(wanted, state=state)
            _judge_place(desk, now)
            number = _number(ledger, desk, now)
            told = values(now, number.no)
            _judge_missing(now, missing(now, told))
            content = template.fill(in_chinese(told), about(None, ledger.head()))
            path = place.path_of(desk.office.home, now.form.code, number, state.case.no)
            kept = place.lay(path, content)
            unless_kept.callback(path.unlink, missing_ok=True)
            entry = _entry(desk, now, number, told, path)
            desk.record(ledger, entry)
        unless_kept.pop_all()
    made = Paper(**entry.set["papers"][-1])
    return Made(entry, made, path, kept, says(content, labels.PROVISIONAL))


def _number(ledger: Book, desk: Desk, wanted: Wanted) -> papers.PaperNumber:
    office, year = desk.office, int(wanted.made_on[:4])
    serial = ledger.next_paper(wanted.form.code, year)
    short = words.SHORT[wanted.form.code]
    no = office.paper_number.format(office=office.short, kind=short, year=year, serial=serial)
    return papers.PaperNumber(no, year, serial)


def _entry(desk: Desk, wanted: Wanted, number: papers.PaperNumber, told: Values, path: Path) -> Entry:
    given = {words.VARIABLE[key][0] if key in words.VARIABLE else key: value for key, value in wanted.given.items()}
    file = path.relative_to(desk.office.home).as_posix()
    case = wanted.state.case
    to = case.petitioner if told["addressee"] == parties(wanted.state) else told["addressee"]
    return papers.make(wanted.form, wanted.state, number, to, given, file, wanted.made_on, wanted.by)


def _show_made(desk: Desk, wanted: Wanted, made: Made) -> None:
    """Tell the number, the file, and what to do next; what to look at twice is told beside it."""
    paper, case = made.paper, wanted.state.case
    warnings = list(_warnings(wanted, made))
    document = {
        "case": case.no, "paper": paper.no, "kind": paper.kind, "file": str(made.path), "made_on": paper.made_on,
        "addressee": paper.addressee, "warnings": warnings,
    }  # fmt: skip
    then = _then(wanted)
    lines = (words.MADE.format(paper=words.NAME[paper.kind], no=paper.no, case=case.no, on=paper.made_on),
             words.LIES.format(path=made.path), then.format(no=paper.no, case=case.no))  # fmt: skip
    desk.show(document, lines)
    if not desk.json:
        for warning in warnings:
            desk.remark(warning)


def _then(wanted: Wanted) -> str:
    """Return what to do next; the service of an opinion is an act, which may be behind us."""
    form = wanted.form
    if form.code in papers.SERVED_ON:
        waits = papers.SERVED_BY_DELIVER.get(wanted.state.case.status) == form.code
        return words.THEN_DELIVER if waits else words.THEN_INSIDE
    return words.THEN if form.to and not form.inner else words.THEN_INSIDE


def _warnings(wanted: Wanted, made: Made) -> list[str]:
    former = papers.former(wanted.state, wanted.form.code)
    return [
        *([words.AGAIN.format(no=former.no, on=former.made_on)] if former else []),
        *([words.PROVISIONAL_REMARK] if made.provisional else []),
        *([words.KEPT_ASIDE.format(path=made.kept)] if made.kept else []),
    ]
