"""Reception days of the leaders: the plan, the notice to post, what became of a day."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.domain import effects, receptions
from xinfang.domain.book_rows import ReceptionDay
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day
from xinfang.domain.model import State
from xinfang.domain.receptions import PLANNED
from xinfang.ledger import rows
from xinfang.tables import duties
from xinfang.tables import receptions as tables
from xinfang.tables.closed import Sight
from xinfang.words import receptions as words

if TYPE_CHECKING:
    from xinfang.domain.model import Entry
    from xinfang.ledger.reading import Ledger

app = typer.Typer()


@app.command("reception")
def reception(
    ctx: typer.Context, day: o.ReceptionOn = None, notice: o.PostNotice = False, held: o.Held = False,
    nobody: o.Nobody = False, cancelled: o.Cancelled = False, done: o.SeenTo = None, leader: o.Receives = None,
    duty: o.Duty = None, place: o.Place = None, time: o.Hours = None, text: o.Said = None, reason: o.Reason = None,
    file: o.PosterFile = None, by: o.By = None,
) -> None:  # fmt: skip
    """Show the reception days, or one of them; post its notice, change it, write down what became of it."""
    desk: Desk = ctx.obj
    given = {"leader": leader, "duty": duty, "place": place, "hours": time, "text": text, "reason": reason}
    said = {n: v for n, v in typed.read_all(given, desk.reading_of).items() if v is not None}
    said |= {"nobody": True} if nobody else {}
    verbs = _verbs(notice=notice, held=held or nobody, cancelled=cancelled, done=bool(done), said=said)
    if day is None:
        if verbs or said:
            raise Refused("reception_needs_day", usage=True)
        _show_plan(desk)
    elif not verbs:
        show_day(desk, day)
    else:
        _act(desk, day, verbs, said, done or [], file, desk.clerk(by))


def _verbs(*, notice: bool, held: bool, cancelled: bool, done: bool, said: dict[str, Any]) -> tuple[str, ...]:
    """Return the acts that were asked for: one thing at a time, a change of the plan besides.

    Raises Refused ``reception_one_thing``.
    """
    asked = {"reception-notice": notice, "reception-held": held, "reception-cancel": cancelled, "reception-done": done}
    verbs = tuple(verb for verb, is_asked in asked.items() if is_asked)
    if len(verbs) > 1:
        raise Refused("reception_one_thing", usage=True)
    changes = ("reception-change",) if any(said.get(name) for name in PLANNED) else ()
    return (*changes, *verbs)


def typed_day(desk: Desk, text: str) -> str:
    """Return the day that was typed, ISO: without a year the nearest one.

    Raises Refused ``bad_date``.
    """
    found = []
    with suppress(Refused):
        found.append(parse_day(text, desk.today, ahead=True))
    with suppress(Refused):
        found.append(parse_day(text, desk.today))
    if not found:
        found.append(parse_day(text, desk.today))  # refuses
    return min(found, key=lambda day: abs((day - desk.today).days)).isoformat()


def show_day(desk: Desk, text: str) -> None:
    """Show one reception day: the plan, who came, what was said and promised."""
    with desk.reading() as ledger:
        day, _ = _find(desk, ledger, text, leader=None)
        document, report = tables.of_day(ledger, desk.office, day, desk.today, Sight())
    desk.show_report(document, report)


def _show_plan(desk: Desk) -> None:
    with desk.reading() as ledger:
        document, report = tables.plan(ledger, desk.office, desk.today)
    desk.show_report(document, tables.in_words(report))


def _find(desk: Desk, ledger: "Ledger", text: str, leader: str | None) -> tuple[ReceptionDay, bool]:
    """Return the reception day that was meant, and whether the ledger has no row of it yet.

    A day off that was planned means the day to which it moved; a day that was not planned needs a leader.
    Raises Refused ``no_reception``.
    """
    day = typed_day(desk, text)
    on = date.fromisoformat(day)
    known = duties.reception_days(ledger, desk.office, on, on)
    kept = rows.reception_days(ledger, day, day)
    if day in known:
        return known[day], day not in kept
    moved = desk.office.calendar().on_or_after(on).isoformat()
    if moved != day and moved in (found := _around(desk, ledger, on, moved)):
        desk.remark(words.MOVED.format(asked=day, day=moved))
        return found[moved], moved not in rows.reception_days(ledger, moved, moved)
    if leader:
        return ReceptionDay(no=f"JF{day}", planned_on=day, leader=leader), True
    raise Refused("no_reception", day=day)


def _around(desk: Desk, ledger: "Ledger", on: date, moved: str) -> dict[str, ReceptionDay]:
    return duties.reception_days(ledger, desk.office, on, date.fromisoformat(moved) + timedelta(days=1))


def _act(
    desk: Desk, text: str, verbs: Sequence[str], said: dict[str, Any], done: list[str], file: str | None, by: str
) -> None:
    """Judge, write the notice where one is asked for, record, show; a change comes before what else is asked."""
    with desk.reading() as ledger:
        day, _ = _find(desk, ledger, text, said.get("leader"))
    with desk.writing() as ledger:
        day, is_new = _find_again(desk, ledger, day)
        met = rows.met_on(ledger, day.planned_on, day.planned_on).get(day.planned_on, 0)
        was_posted, entries = day.noticed_on is not None, []
        for verb in verbs:
            told = _said(desk, verb, said, done)
            today = desk.today.isoformat()
            entry = receptions.perform(verb, day, told, today, by, is_new=is_new, met=met)
            day, is_new = _after(day, entry, is_new=is_new), False
            entries.append(entry)
        path = _post(desk, day, file) if "reception-notice" in verbs else None
        for entry in entries:
            desk.record(ledger, entry)
    post_again = was_posted and day.noticed_on is None
    _tell(desk, day, entries[-1].act, path, post_again=post_again)


def _find_again(desk: Desk, ledger: "Ledger", day: ReceptionDay) -> tuple[ReceptionDay, bool]:
    """Return the day as it stands now that the lock is held."""
    row = rows.reception_days(ledger, day.planned_on, day.planned_on).get(day.planned_on)
    return (duties.reception_day(row), False) if row else (day, True)


def _after(day: ReceptionDay, entry: "Entry", *, is_new: bool) -> ReceptionDay:
    before = State() if is_new else State(reception_days=(day,))
    return effects.apply(before, entry).reception_days[0]


def _said(desk: Desk, verb: str, said: dict[str, Any], done: list[str]) -> dict[str, Any]:
    """Return the words that belong to an act; a notice sees to the reminders that name it."""
    reminders = [reminder.what for reminder in desk.office.reminders()]
    of_the_notice = [what for what in reminders if words.NOTICE_MARK in what]
    if verb == "reception-notice":
        return {"done": of_the_notice}
    if verb == "reception-done":
        return {"done": [_reminder(typed.text("text", text), reminders) for text in done]}
    names = {"reception-held": ("text", "nobody"), "reception-cancel": ("reason",)}.get(verb, PLANNED)
    told = {name: said[name] for name in names if said.get(name)}
    return told | ({"again": of_the_notice} if verb == "reception-change" else {})


def _reminder(text: str, known: list[str]) -> str:
    """Return the reminder that was named, by its whole text or a part of it.

    Raises Refused ``no_such_reminder``.
    """
    found = [what for what in known if text == what] or [what for what in known if text and text in what]
    if len(found) != 1:
        raise Refused("no_such_reminder", usage=True, text=text, choices=known)
    return found[0]


def _post(desk: Desk, day: ReceptionDay, file: str | None) -> Path:
    """Write the notice; a file that was there before is replaced.

    Raises Refused: the file is to be of another kind, or cannot be written.
    """
    from xinfang.render import notice
    from xinfang.tables.notice import sheet

    default = desk.office.home / words.SHEET_FOLDER / words.SHEET_FILE.format(day=day.planned_on)
    path = Path(file).expanduser().resolve() if file else default
    if path.suffix.lower() != ".html":
        raise Refused("bad_notice_ending", usage=True, ending=path.suffix)
    if not file:
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Refused("unwritable", path=path.parent) from error
    notice.write(sheet(day, desk.office, desk.today), path)
    return path


def _tell(desk: Desk, day: ReceptionDay, act: str, path: Path | None, *, post_again: bool) -> None:
    with desk.reading() as ledger:
        met = rows.met_on(ledger, day.planned_on, day.planned_on)
    state = duties.state_of(day, met, desk.today.isoformat())
    document = {"reception": day.no, "day": day.planned_on, "act": act, "state": state, "leader": day.leader}
    lines = [words.TOLD[act].format(day=day.planned_on)]
    if path:
        document["file"] = str(path)
        lines.append(words.POSTED.format(path=path))
    lines += [words.POST_AGAIN.format(day=day.planned_on[5:])] * post_again
    desk.show(document, lines)
