"""Help pages: examples first, then the options, aligned by the width of Chinese."""

from typing import Any

from rich.cells import cell_len

from xinfang.render.screen import width, wrap
from xinfang.words import help as words
from xinfang.words.options import ARGUMENT

INDENT = 2
LEFT = 26  # cells for the options' column


def program_page(group: Any) -> str:
    """Return the page of ``xinfang --help``: the commands by the clerk's day."""
    lines = [words.PROGRAM]
    for section, names in words.SECTIONS.items():
        lines += ["", section, *(_row(name, words.COMMAND[name][0], 14) for name in names)]
    lines += ["", words.OPTIONS]
    lines += [_row(*_option(p)) for p in group.params]
    lines.append(_row("-h, --help", words.SHOW_HELP))
    return "\n".join([*lines, "", words.MORE])


def command_page(ctx: Any, command: Any) -> str:
    """Return the page of one command."""
    what, *examples = words.COMMAND[command.name]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["xinfang", command.name, *(ARGUMENT[p.metavar][0] for p in arguments), f"[{words.OPTIONS}]"])
    lines = [what, "", words.EXAMPLES, *(f"  {example}" for example in examples), "", f"{words.USAGE}：{usage}"]
    if arguments:
        lines += ["", *(_row(*ARGUMENT[p.metavar]) for p in arguments)]
    lines += ["", words.OPTIONS]
    lines += [_row(*_option(p)) for p in command.params if p not in arguments and not p.hidden]
    return "\n".join([*lines, _row("-h, --help", words.SHOW_HELP)])


def _option(param: Any) -> tuple[str, str]:
    """Return an option with its metavar, and what it means."""
    flags = "／".join([*param.opts, *param.secondary_opts])
    return f"{flags} {param.metavar or ''}".strip(), param.help or ""


def _row(left: str, right: str, column: int = LEFT) -> str:
    """Return ``left   right`` on one line, or the right below where the left is too long; wrapped in its column."""
    below = "\n" + " " * (column + INDENT)
    gap = " " * (column - cell_len(left)) if cell_len(left) < column else below
    return " " * INDENT + left + gap + below.join(wrap(right, width() - column - INDENT))
