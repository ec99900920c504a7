"""The manual and the card beside the desk, written as web pages that any browser opens."""

from pathlib import Path

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.office.folder import is_office
from xinfang.office.office import Office
from xinfang.words import deskcard as card_words
from xinfang.words import manual as words
from xinfang.words import talk

app = typer.Typer()


@app.command("manual")
def manual(ctx: typer.Context, folder: o.ToFolder = None) -> None:
    """Write the manual and the card of this office, into its folder unless another was named; open it at a terminal."""
    from xinfang.render import deskcard, manual
    from xinfang.tables.deskcard import desk_card

    desk: Desk = ctx.obj
    home = desk.folder if desk.folder and is_office(desk.folder) else None
    to = typed.folder(folder) if folder or not home else home
    book, card = to / words.FILE, to / card_words.FILE
    manual.write(book)
    deskcard.write(desk_card(desk.own if home else Office(home=to)), card)
    lines = [talk.WRITTEN.format(path=path) for path in (book, card)]
    desk.show({"files": [str(book), str(card)]}, [*lines, words.OPEN])
    _open(desk, book)


def _open(desk: Desk, page: Path) -> None:
    if desk.asks:
        import webbrowser

        webbrowser.open(page.as_uri())
