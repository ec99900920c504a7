"""What a shell offers when Tab is pressed, by the protocol of typer; whatever is the matter, it is silent.

Shells read what they are offered as code of their own, so nothing reaches them but letters, digits and their like.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stderr, suppress
from datetime import timedelta
from typing import Any

from typer._click.shell_completion import CompletionItem, get_completion_class
from typer._completion_classes import completion_init

from xinfang.commands.desk import Desk
from xinfang.commands.pinyin import fitting
from xinfang.words import help as words
from xinfang.words import labels, overview
from xinfang.words.books import BOOKS
from xinfang.words.completion import SHELLS
from xinfang.words.options import ARGUMENT, OPTION
from xinfang.words.papers import NAME
from xinfang.words.reports import KINDS
from xinfang.words.statistics import GROUPS

ASKED_BY = "_XINFANG_COMPLETE"  # set by the shell's script: how, and for which shell
MOST = 20
NO_WORD = re.compile(r"[^\w，。、（）；-]+")
CASES = ("CASE", "CASES", "OF_CASE", "case", "into")
CODES: Mapping[str, Mapping[str, str]] = {
    "kind": labels.KIND, "source": labels.SOURCE, "opinion": labels.OPINIONS, "channel": labels.CHANNEL,
    "import_channel": labels.CHANNEL, "status": labels.STATUS, "dated": labels.DATED, "route": labels.ROUTE,
    "violation": labels.VIOLATION, "advice": labels.ADVICE, "way": labels.WAY_TO_MEET, "REPORT": KINDS,
    "SHELL": SHELLS, "BOOK": BOOKS, "book": BOOKS, "PAPER": NAME, "fields": NAME, "group_by": GROUPS,
}  # fmt: skip
OF_THE_OFFICE: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "category": lambda office: office.topics(),
    "village_group": lambda office: office.groups,
    "group": lambda office: office.groups,
    "unit": lambda office: office.units,
    "to": lambda office: office.units,
    "leader": lambda office: office.leaders,
    "by_leader": lambda office: office.leaders,
    "responsible": lambda office: office.leaders,
    "receives": lambda office: office.leaders,
    "approver": lambda office: office.leaders,
    "retention": lambda office: office.retention,
    "area": lambda office: [duty.area for duty in office.rota()],
    "office_rating": lambda _: labels.RATING.values(),
    "unit_rating": lambda _: labels.RATING.values(),
}


def complete(command: Any) -> int:
    """Answer a shell that asks what could stand next; returns the exit code, by which fish tells files from words."""
    shell = os.environ[ASKED_BY].partition("_")[2]
    answer, code = "", 1
    with suppress(Exception), redirect_stderr(io.StringIO()):
        completion_init()
        asked = get_completion_class(shell)
        if asked is not None:
            try:
                answer, code = asked(command, {"obj": Desk()}, "xinfang", ASKED_BY).complete(), 0
            except SystemExit as ended:
                code = int(ended.code or 0)
    sys.stdout.write(f"{answer}\n" if answer else "")
    return code


def commands(incomplete: str) -> list[CompletionItem]:
    """Return the commands that begin so, else those that are called so in Chinese or by its letters."""
    known = {name: overview.short(name) for names in overview.SECTIONS.values() for name in names}
    return _offered(known, incomplete)


def options(params: Iterable[Any], incomplete: str) -> list[CompletionItem]:
    """Return the options that begin so, with what they mean."""
    known = {f: p.help for p in params if not p.hidden for f in (*p.opts, *p.secondary_opts) if f.startswith("-")}
    return _offered({**known, "--help": words.SHOW_HELP}, incomplete)


def values(ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
    """Return what may stand for an option or an argument; nothing where that is free, or a file."""
    meanings = ARGUMENT if param.param_type_name == "argument" else OPTION
    key = param.metavar
    if meanings is OPTION:
        key = next((name for name, told in OPTION.items() if told == (param.metavar, param.help)), "")
    desk: Desk = ctx.obj
    if key in CASES:
        return _cases(desk, incomplete)
    if key in CODES:
        return _offered(CODES[key], incomplete)
    if key in OF_THE_OFFICE:
        return _offered(dict.fromkeys(OF_THE_OFFICE[key](desk.own), ""), incomplete)
    return _offered(dict.fromkeys(_days(desk).get(key, ()), ""), incomplete)


def _days(desk: Desk) -> Mapping[str, Iterable[str]]:
    today = desk.today
    months = [f"{today.year - (today.month <= n)}-{(today.month - n - 1) % 12 + 1:02d}" for n in range(12)]
    days = [(today - timedelta(days=n)).isoformat() for n in range(7)]
    years = [str(today.year - n) for n in range(5)]
    return {"PERIOD": (*words.PERIODS, *months), "month": months, "date": days, "year": years}


def _cases(desk: Desk, incomplete: str) -> list[CompletionItem]:
    """Return the cases whose number or serial begins so, open ones first; of an accusation the number alone."""
    from xinfang.ledger.nearby import beginning, peeking

    with peeking(desk.own.database, desk.own.code) as ledger:
        found = beginning(ledger, incomplete, desk.today.year, MOST)
    return [CompletionItem(no, help=_plain(subject or labels.CONFIDENTIAL)) for no, subject in found]


def _offered(known: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Return what begins so; else what that is a part or the letters of, by name or by what it means."""
    found = [name for name in known if name.startswith(incomplete)]
    if not found:
        near = fitting(incomplete, [*known, *filter(None, known.values())])
        found = [name for word in near for name, meaning in known.items() if word in (name, meaning)]
    plain = [name for name in dict.fromkeys(found) if not NO_WORD.search(name)]
    return [CompletionItem(name, help=_plain(known[name])) for name in plain]


def _plain(text: str) -> str:
    return NO_WORD.sub(" ", text).strip()
