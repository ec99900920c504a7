"""The commands: read what was typed, judge it, record it, show it. `main` is the program."""

import gc
import os
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from xinfang import __version__
from xinfang.commands.desk import Desk
from xinfang.commands.frame import Group
from xinfang.domain.codes import Refused
from xinfang.render.styles import teach_console
from xinfang.words.options import OPTION

INTERRUPTED = 130
app = typer.Typer(cls=Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
def start(
    ctx: typer.Context, version: Annotated[bool, typer.Option("--version", help=OPTION["version"][1])] = False
) -> None:
    """Show the version, or without a command the morning list."""
    if version:
        typer.echo(f"xinfang {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from xinfang.commands.morning import today

        today(ctx)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and end the process: 0 done, 1 refused or failed, 2 usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    teach_console()
    warnings.simplefilter("ignore")  # what libraries warn of, and what fails as it is let go, is told with its values
    sys.unraisablehook = lambda _: None
    code = run(list(sys.argv[1:] if arguments is None else arguments))
    gc.freeze()  # nothing is left to collect: the process ends here
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. What went wrong is said in one sentence on stderr.

    After the day's first that wrote something, a copy of the ledger is made.
    """
    os.umask(0o077)  # the ledger and what is made of it are for their owner's eyes
    desk = Desk()
    code = _run(arguments, desk)
    if desk.saved:
        from xinfang.commands.backup import daily

        daily(desk)
    return code


def _run(arguments: list[str], desk: Desk) -> int:
    command = typer.main.get_command(app)
    if "_XINFANG_COMPLETE" in os.environ:
        from xinfang.commands.completing import complete

        return complete(command)
    try:
        _judge_bytes(arguments)
        code = command.main(arguments, prog_name="xinfang", standalone_mode=False, obj=desk)
        sys.stdout.flush()
    except Refused as refused:
        return _tell(refused)
    except (TyperException, typer.Abort) as error:
        from xinfang.commands.usage import as_refusal

        return _tell(as_refusal(error))
    except Exception as error:  # noqa: BLE001 - the last net: a sentence instead of a traceback
        return _tell_internal(error, saved=desk.saved)
    if code == INTERRUPTED:
        _tell(Refused("cancelled_after" if desk.saved else "cancelled"))
    return code if isinstance(code, int) else 0


def _judge_bytes(arguments: list[str]) -> None:
    """Refuse bytes of another encoding: they come as characters that no text and no ledger can hold."""
    for argument in arguments:
        if any("\ud800" <= char <= "\udfff" for char in argument):
            raise Refused("not_text", usage=True)


def _tell(refused: Refused) -> int:
    from xinfang.commands.nearest import pointed
    from xinfang.render.terminal import said
    from xinfang.words.refusals import sentence

    sys.stderr.write(said(sentence(pointed(refused)), sys.stderr) + "\n")
    return 2 if refused.usage else 1


def _tell_internal(error: Exception, *, saved: bool) -> int:
    """Say that the program failed: no traceback and nothing personal; developers set ``XINFANG_DEBUG``."""
    if os.environ.get("XINFANG_DEBUG"):
        _tell_places(error)
    return _tell(Refused("internal_after" if saved else "internal", kind=type(error).__name__))


def _tell_places(error: BaseException | None) -> None:
    """Say where in the code it failed and by what kind of error: their words and values may be somebody's matter."""
    from traceback import extract_tb

    while error:
        places = [f"  {place.filename}:{place.lineno} {place.name}" for place in extract_tb(error.__traceback__)]
        sys.stderr.write("\n".join([type(error).__name__, *places]) + "\n")
        error = error.__cause__ or error.__context__
