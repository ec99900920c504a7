"""The command line as it is, for tests that walk all of it: a new command or option is walked without a line more."""

from collections.abc import Mapping
from typing import Any

from xinfang.commands.desk import Desk
from xinfang.commands.frame import ROOM_OF, Group


def commands() -> dict[str, Any]:
    """Return every command with its parameters, by name."""
    group = Group(name="xinfang")
    with group.make_context("xinfang", [], obj=Desk(), resilient_parsing=True) as ctx:
        return {name: group.get_command(ctx, name) for name in ROOM_OF}


def arguments(command: Any, told: Mapping[str, str]) -> list[str]:
    """Return the arguments that a command cannot do without, as they are `told` by metavar."""
    return [told[p.metavar] for p in command.params if p.param_type_name == "argument" and p.required]
