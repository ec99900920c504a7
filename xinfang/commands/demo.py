"""The demonstration: an office of its own to try everything in."""

from pathlib import Path

import typer

from xinfang.commands.desk import Desk
from xinfang.ledger import find
from xinfang.ledger.check import counts
from xinfang.office import folder
from xinfang.words import talk

app = typer.Typer()
DEMO_FOLDER = "xinfang-demo"


@app.command("demo")
def demo(ctx: typer.Context) -> None:
    """Make a sample office and walk through the main job: the morning list, a case, a register, an export."""
    from xinfang.demo import build

    desk: Desk = ctx.obj
    home = Path(desk.home or DEMO_FOLDER).expanduser().absolute()
    folder.clear_demo(home)
    folder.make(home, settings=build.settings())
    build.build(home, desk.today)
    _walk(desk, home)


def _walk(desk: Desk, home: Path) -> None:
    """Run the main commands on the sample office, each after its line."""
    from xinfang.commands import run

    desk.home = str(home)
    desk.__dict__.pop("folder", None)
    with desk.reading() as ledger:
        numbers = counts(ledger)
        case = find.latest_late(ledger, desk.today.isoformat())
    path = home / talk.DEMO_FILE
    desk.remark(talk.DEMO_MADE.format(path=home, **numbers))
    for arguments in (["today"], ["show", case], ["register", "visit", "上月"], ["export", str(path), "今年"]):
        told = " ".join(["xinfang", *(Path(a).name if a == str(path) else a for a in arguments)])
        desk.remark("\n" + talk.DEMO_STEP.format(command=told))
        run(["--home", str(home), "--no-input", *arguments])
    desk.remark("\n" + talk.DEMO_END.format(path=home))
