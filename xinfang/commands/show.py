"""One case: all of it."""

from typing import TYPE_CHECKING

import typer

from xinfang.commands import opening
from xinfang.commands import options as o
from xinfang.commands.leading import lead_on
from xinfang.domain.books import is_row
from xinfang.tables import card as cards
from xinfang.tables import oncard
from xinfang.tables.closed import Sight

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk

app = typer.Typer()


@app.command("show")
def show(
    ctx: typer.Context, case: o.CaseNo, unmask: o.Unmask = False, with_confidential: o.WithConfidential = False,
    reason: o.OpenReason = None, show_all: o.All = False,
) -> None:  # fmt: skip
    """Show a case whole: its card, its petitions, its clocks, its story."""
    desk: Desk = ctx.obj
    if is_row(case):
        from xinfang.commands import row

        row.show(desk, case, whole=show_all)
        return
    sight = Sight(unmask, with_confidential, reason)
    with desk.reading_cases() as offices:
        ledger, no = offices.holding(case, desk.today.year)
        closed = Sight().closes(ledger.state(no).case.kind)
    desk.look_at(ledger.office)
    if closed:
        opening.disclose(desk, sight, {"what": "show"}, case=no)
    with desk.reading_cases() as ledger:
        document = cards.document(ledger, no, sight, desk.office.role)
        state = ledger.state(no)
    desk.show_card(document, oncard.report(document, desk.office.name, desk.today), whole=show_all)
    if ledger.office == desk.own.code:
        lead_on(desk, state)
