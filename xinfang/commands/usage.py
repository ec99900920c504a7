"""What the command line's parser says about a wrong call, as our own refusals in Chinese."""

from typing import Any

from xinfang.commands.slips import page_of
from xinfang.domain.codes import Refused
from xinfang.words import help as words
from xinfang.words.options import ARGUMENT


def as_refusal(error: Any) -> Refused:
    """Return the refusal for a parser's error, told apart by its class: the parser is part of typer and has no face."""
    ctx = error.ctx
    command = ctx.info_name if ctx.parent is not None else ""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return Refused("no_such_option", usage=True, text=error.option_name, **_options_near(error))
    if kind == "MissingParameter":
        return Refused("missing_argument", usage=True, text=_argument(error.param), example=words.COMMAND[command][1])
    if "unexpected extra argument" in str(getattr(error, "message", "")):
        return Refused("extra_argument", usage=True, page=page_of(ctx))
    return Refused("bad_usage", usage=True, page=page_of(ctx))


def _options_near(error: Any) -> dict[str, Any]:
    """Return what was typed without its dashes, among which options it is, and where they can be read."""
    hint = words.SEE_OPTIONS.format(page=page_of(error.ctx))
    options = (p for p in error.ctx.command.params if p.param_type_name == "option" and not p.hidden)
    among = {
        flag: (flag.strip("-"), *filter(None, (param.metavar, param.help)))
        for param in options
        for flag in (*param.opts, *param.secondary_opts)
    }
    return {"meant": error.option_name.strip("-"), "among": among, "hint": hint}


def _argument(param: Any) -> str:
    return ARGUMENT[param.metavar][0] if param is not None and param.metavar in ARGUMENT else ""
