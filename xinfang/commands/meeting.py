"""The book of the office's meetings."""

from typing import TYPE_CHECKING

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.dispute import new_number
from xinfang.domain import conferences, effects
from xinfang.domain.model import State
from xinfang.words import screening as words

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk

app = typer.Typer()
STEPS = ("on_date", "subject", "chair", "attended", "place", "text")


@app.command("log-meeting")
def log_meeting(
    ctx: typer.Context, subject: o.About = None, chair: o.Chair = None, attended: o.Attended = None,
    place: o.Place = None, text: o.Decided = None, date: o.Day = None, by: o.By = None,
) -> None:  # fmt: skip
    """Register a meeting of the office: who sat together, about what, what was decided."""
    desk: Desk = ctx.obj
    desk.choose()
    given = {"subject": subject, "chair": chair, "place": place, "text": text, "on_date": date}
    said = {name: value for name, value in typed.read_all(given, desk.reading_of).items() if value is not None}
    said |= {"attended": typed.names("attended", attended)} if attended else {}
    draft = None
    if desk.asks and not all(said.get(name) for name in conferences.NEEDED):
        from xinfang.commands.asking.rows import row_values

        said, draft = row_values(
            desk, "meeting", words.ASKING_MEETING, STEPS, said, needed=lambda field, _: field in conferences.NEEDED,
            also=lambda told: conferences.judge(told, desk.today.isoformat()),
        )  # fmt: skip
    today = desk.today.isoformat()
    conferences.judge(said, today)
    desk.found()
    with desk.writing() as ledger:
        number = new_number(ledger, "conferences", said.get("on_date") or today)
        entry = conferences.log(number, said, today, desk.clerk(by))
        desk.record(ledger, entry)
    if draft:
        draft.drop()
    made = effects.apply(State(), entry).conferences[0]
    document = {"meeting": made.no, "on_date": made.on_date, "subject": made.subject}
    desk.show(document, [words.FOUND.format(no=made.no, on=made.on_date)])
