"""What the command line's parser says about a wrong call, as our own refusals in Chinese."""

from typing import Any

from xinfang.domain.codes import Refused
from xinfang.words import help as words
from xinfang.words.options import ARGUMENT


def as_refusal(error: Any) -> Refused:
    """Return the refusal for a parser's error, told apart by its class: the parser is part of typer and has no face."""
    ctx = getattr(error, "ctx", None)
    command = ctx.info_name if ctx is not None and ctx.parent is not None else ""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return Refused("no_such_option", usage=True, text=error.option_name, hint=_near_options(error, command))
    if kind == "BadOptionUsage" and "not take a value" in error.message:
        return Refused("option_takes_none", usage=True, text=error.option_name)
    if kind == "BadOptionUsage":
        return Refused("option_needs_value", usage=True, text=error.option_name)
    if kind == "MissingParameter":
        return Refused("missing_argument", usage=True, text=_argument(error.param), command=command)
    if "unexpected extra argument" in str(getattr(error, "message", "")):
        return Refused("extra_argument", usage=True, command=command)
    return Refused("bad_usage", usage=True, command=command)


def _near_options(error: Any, command: str) -> str:
    from difflib import get_close_matches

    known = [flag for param in error.ctx.command.params for flag in (*param.opts, *param.secondary_opts)]
    if near := get_close_matches(error.option_name, known, n=2, cutoff=0.6):
        return words.DID_YOU_MEAN.format(near=" 或 ".join(near))
    return words.SEE_OPTIONS.format(command=command) if command else words.SEE_HELP


def _argument(param: Any) -> str:
    return ARGUMENT[param.metavar][0] if param is not None and param.metavar in ARGUMENT else ""
