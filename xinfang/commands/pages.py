"""Help pages: examples first, then the options, aligned by the width of Chinese."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size

from xinfang.render.screen import wrap
from xinfang.render.styles import styled
from xinfang.render.terminal import width
from xinfang.words import help as words
from xinfang.words import overview
from xinfang.words.options import ARGUMENT

INDENT = 2
NAME, CELL, MOST = 11, 26, 80  # cells of a command, with its short name, and of a line of them however wide the screen
MANY = 16  # options of a page; beyond, those that are seldom used stand apart
LEFT = 26  # cells for the options' column
FURTHER = 6  # cells before the rest of a long example


def program_page(group: Any) -> str:
    """Return the page of ``xinfang --help``: the daily lines, the commands by the clerk's day, the common options."""
    lines = [*wrap(overview.PROGRAM, width()), "", _heading(overview.DAILY)]
    lines += [_row(typed, what, 22) for typed, what in overview.DAY.items()]
    for section, names in overview.SECTIONS.items():
        lines += ["", _heading(section), *_side_by_side(names)]
    lines += ["", _heading(overview.EVERYWHERE), *(_row(*_option(p)) for p in group.params)]
    lines.append(_row("-h, --help", words.SHOW_HELP))
    return "\n".join([*lines, "", *wrap(overview.MORE, width())])


def _side_by_side(names: Sequence[str]) -> Iterator[str]:
    """Yield the commands with their short names, as many in a line as it holds."""
    cells = [f"{name:{NAME}} {overview.short(name)}" for name in names]
    count = max(1, min(width(), MOST) // CELL)
    for first in range(0, len(cells), count):
        line = "".join(set_cell_size(cell, CELL) for cell in cells[first : first + count])
        yield (" " * INDENT + line).rstrip()


def _heading(text: str) -> str:
    return styled(text, "title")


def command_page(ctx: Any, command: Any) -> str:
    """Return the page of one command."""
    what, *examples = words.COMMAND[command.name]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["xinfang", command.name, *(ARGUMENT[p.metavar][0] for p in arguments), f"[{words.OPTIONS}]"])
    lines = [
        *wrap(what, width()),
        "",
        _heading(words.EXAMPLES),
        *(line for example in examples for line in _example(example)),
        "",
        *wrap(f"{words.USAGE}：{usage}", width()),
    ]
    if arguments:
        lines += ["", *(_row(*ARGUMENT[p.metavar]) for p in arguments)]
    first, rest = _parted([p for p in command.params if p not in arguments and not p.hidden], examples)
    lines += ["", _heading(words.OPTIONS), *(_row(*_option(p)) for p in first)]
    lines += ["", _heading(overview.OTHER_OPTIONS), *(_row(*_option(p)) for p in rest)] if rest else []
    return "\n".join([*lines, _row("-h, --help", words.SHOW_HELP)])


def _parted(options: Sequence[Any], examples: Sequence[str]) -> tuple[list[Any], list[Any]]:
    """Return the options that are mostly used and the others, where there are many; else all of them, and none."""
    used = {*overview.MOSTLY, *(word for example in examples for word in example.split())}
    first = [p for p in options if used.intersection((*p.opts, *p.secondary_opts))]
    return (first, [p for p in options if p not in first]) if first and len(options) > MANY else (list(options), [])


def _example(typed: str) -> Iterator[str]:
    """Yield what is typed as one line; where the screen is too narrow, the rest of it further in."""
    for place, piece in enumerate(wrap(typed, width() - FURTHER)):
        yield " " * (FURTHER if place else INDENT) + piece


def _option(param: Any) -> tuple[str, str]:
    """Return an option with its metavar, and what it means."""
    flags = "／".join([*param.opts, *param.secondary_opts])
    return f"{flags} {param.metavar or ''}".strip(), param.help or ""


def _row(left: str, right: str, column: int = LEFT) -> str:
    """Return ``left   right`` on one line, or the right below where the left is too long; wrapped in its column."""
    below = "\n" + " " * (column + INDENT)
    gap = " " * (column - cell_len(left)) if cell_len(left) < column else below
    return " " * INDENT + left + gap + below.join(wrap(right, width() - column - INDENT))
