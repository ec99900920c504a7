"""The command line's frame: commands built when they are called, options that every command has, Chinese help."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from typer import echo
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info

from xinfang.commands.slips import BLANK, as_command, mended
from xinfang.domain.codes import Refused
from xinfang.words import help as words
from xinfang.words import overview
from xinfang.words.options import OPTION

# The module of this package that holds each command; only the one that is called is imported.
ROOMS = {
    "log": ("log-letter", "log-visit", "log-call", "log-online"),
    "act": (
        *("accept", "decline", "forward", "assign", "object", "route", "note", "extend", "reply", "deliver"),
        *("close", "reopen"),
    ),
    "handle": ("instruct", "lead", "meet", "mediate", "hear", "urge", "supervise"),
    "after": ("review", "reexamine", "follow-up", "aid", "join", "archive"),
    "dispute": ("log-dispute",),
    "meeting": ("log-meeting",),
    "reception": ("reception",),
    "mend": ("correct", "void", "undo"),
    "morning": ("today", "overdue"),
    "show": ("show",),
    "explain": ("explain",),
    "look": ("list", "register", "search"),
    "stats": ("stats",),
    "export": ("export",),
    "report": ("report",),
    "schedule": ("calendar",),
    "imports": ("import",),
    "package": ("package",),
    "merge": ("merge",),
    "erase": ("erase",),
    "restore": ("restore",),
    "check": ("check",),
    "completion": ("completion",),
    "init": ("init",),
    "demo": ("demo",),
    "config": ("config",),
    "manual": ("manual",),
    "backup": ("backup",),
    "paper": ("paper",),
}
ROOM_OF = {name: room for room, names in ROOMS.items() for name in names}
# Other names by which a command is called; the pages tell the first one.
ALIASES = {"doctor": "check"}
ASKING_FOR_HELP = ("help", *words.HELP)
# The commands that may look at other offices than the own one.
LOOKING = frozenset(("today", "overdue", "show", "list", "register", "search", "stats", "explain", "export", "report"))


class Command(TyperCommand):
    """A command with the options that all commands share, and a Chinese help page."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        settings["params"] = [*(settings.get("params") or []), *common_options(looking=name in LOOKING)]
        super().__init__(name, **settings)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take the line apart, its slips mended.

        Raises Refused as `mended` does.
        """
        return super().parse_args(ctx, mended(ctx, self.params, args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises Refused ``office_looks``: other offices' matters are only looked at here.
        """
        if ctx.obj.looks_at is not None and self.name not in LOOKING:
            raise Refused("office_looks", usage=True, command=self.name)
        return super().invoke(ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ARG002 - the parser's interface
        """Return the options that may stand next."""
        from xinfang.commands.completing import options

        return options(self.params, incomplete) if incomplete.startswith("-") else []

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        from xinfang.commands.pages import command_page

        return command_page(ctx, self)


class Group(TyperGroup):
    """All commands by name; each is made when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        settings["params"] = [*common_options(looking=True), *(settings.get("params") or [])]
        super().__init__(**settings)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take what stands before the command apart, its slips mended.

        Raises Refused as `mended` does.
        """
        return super().parse_args(ctx, mended(ctx, self.params, args))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the parser's interface
        """Return the names in the order of the clerk's day."""
        return [name for names in overview.SECTIONS.values() for name in names]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of this name, or None."""
        if cmd_name not in ROOM_OF:
            return None
        app = import_module(f"xinfang.commands.{ROOM_OF[cmd_name]}").app
        info = next(info for info in app.registered_commands if info.name == cmd_name)
        info.cls = Command
        info.context_settings = {"help_option_names": ["-h", "--help"], "obj": ctx.obj}
        command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
        if ctx.resilient_parsing:  # a shell asks what could stand next
            from xinfang.commands.completing import values

            for param in command.params:
                param._custom_shell_complete = values  # noqa: SLF001 - typer takes it from each option's declaration
        return command

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ARG002 - the parser's interface
        """Return the commands, or the options before them, that may stand next."""
        from xinfang.commands.completing import commands, options

        return options(self.params, incomplete) if incomplete.startswith("-") else commands(incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was typed; ``help`` before one, or alone, is ``--help``.

        Raises Refused ``no_such_command`` with the nearest ones.
        """
        if args[0] in ASKING_FOR_HELP:
            if ctx.resilient_parsing:
                return None, None, []
            if not args[1:] or args[1] in ASKING_FOR_HELP:
                echo(self.get_help(ctx))
                ctx.exit()
            args = [args[1], "--help"]
        name, *parted = args[0].split(BLANK)
        name = ALIASES.get(as_command(name), as_command(name))
        if name not in ROOM_OF:
            raise Refused("no_such_command", usage=True, text=args[0], among=_known(), hint=words.SEE_HELP)
        return super().resolve_command(ctx, [name, *parted, *args[1:]])

    def get_help(self, ctx: Any) -> str:  # noqa: ARG002 - the parser's interface
        """Return the help page."""
        from xinfang.commands.pages import program_page

        return program_page(self)


def common_options(*, looking: bool) -> list[TyperOption]:
    """Return the options that stand before or after any command; they are kept in the desk (``ctx.obj``).

    Which offices are looked at is told on the help pages of commands that look.
    """
    return [
        TyperOption(
            param_decls=[*([name] if flag != name else []), f"--{flag}".replace("_", "-")],
            is_flag=not OPTION[flag][0],
            metavar=OPTION[flag][0] or None,
            help=OPTION[flag][1],
            hidden=name == "looks_at" and not looking,
            expose_value=False,
            callback=_keep,
        )
        for name, flag in (("home", "home"), ("json", "json"), ("no_input", "no_input"), ("looks_at", "office"))
    ]


def _keep(ctx: Any, param: Any, value: Any) -> None:
    if value:
        setattr(ctx.obj, param.name, value)


def _known() -> dict[str, Sequence[str]]:
    """Return the commands as they are told, each with the words by which it may be meant."""
    aliases = {meant: alias for alias, meant in ALIASES.items()}
    return {
        words.NAMED.format(name=name, short=overview.short(name)): (
            *(name, aliases.get(name, name), overview.short(name), words.COMMAND[name][0]),
            *overview.ALSO.get(name, ()),
        )
        for name in ROOM_OF
    }
