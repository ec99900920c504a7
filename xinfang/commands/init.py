"""The first day: the office folder with its settings, an empty ledger, the templates, the register kept so far."""

from pathlib import Path
from typing import Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.config import entries, judge_code
from xinfang.commands.desk import Desk, user_folder
from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.domain.paper_forms import FORMS
from xinfang.office import folder, keys
from xinfang.office.office import CONFIG
from xinfang.words import first_day as words
from xinfang.words import papers, talk

app = typer.Typer()


@app.command("init")
def init(
    ctx: typer.Context, name: o.OfficeName = None, role: o.OfficeRole = None, clerk: o.Clerk = None,
    groups: o.Groups = None, leaders: o.Leaders = None, units: o.Units = None, code: o.OfficeCode = None,
) -> None:  # fmt: skip
    """Make the office folder: asked step by step at a terminal, else from the options, else with the usual settings."""
    desk: Desk = ctx.obj
    home = Path(desk.home).expanduser().absolute() if desk.home else desk.folder or user_folder()
    told = {"office_name": name, "role": role, "clerk": clerk, "groups": groups}
    told |= {"leaders": leaders, "units": units, "code": code}
    _judge_place(home, may_fill=desk.asks or any(told.values()))
    desk.choose(home)
    values = _values(desk, {field: text for field, text in told.items() if text})
    _make(desk, home, values)
    if not values:
        desk.show({"home": str(home)}, [talk.NEW_OFFICE.format(path=home), talk.INIT_NEXT])
        return
    _show(desk, home)


def _judge_place(home: Path, *, may_fill: bool) -> None:
    """Refuse a folder that has an office already; one whose settings nobody has touched yet may be filled in.

    Raises Refused: ``home_exists``, ``init_in_demo``.
    """
    if not folder.is_office(home) or (may_fill and folder.unedited(home)):
        return
    if folder.is_demo(home):
        raise Refused("init_in_demo", path=home)
    raise Refused("home_exists", path=home)


def _values(desk: Desk, told: dict[str, str]) -> dict[str, Any]:
    """Return the answers, asked for where somebody is there to answer; none where nothing was said.

    Raises Refused as `typed.read`, `judge` and `judge_code` do; KeyboardInterrupt: the clerk left.
    """
    if not (desk.asks or told):
        return {}
    from xinfang.commands.asking.office import code_of, judge, office_values

    given = {name: value for name, value in typed.read_all(told, desk.reading_of).items() if value not in (None, ())}
    judge(given)
    if "code" in given:
        judge_code(desk, given["code"])
    if not desk.asks:
        return {"code": code_of(given), **given} if "office_name" in given and not entries(desk) else given
    try:
        return office_values(desk, given, has_entries=bool(entries(desk)))
    except KeyboardInterrupt:
        desk.remark(words.NOTHING_MADE)
        raise


def _make(desk: Desk, home: Path, values: dict[str, Any]) -> None:
    """Write the settings, an empty ledger (from now on a missing one is a lost one) and, for answers, the templates."""
    settings = keys.written(home)
    if values:
        from xinfang.commands.asking.office import KEYS

        for name, value in values.items():
            settings = keys.changed(settings, KEYS[name], value)
    folder.make(home, settings=settings)
    if (home / CONFIG).read_bytes() != settings:
        aside.write(home / CONFIG, settings)
    desk.read_again()
    with desk.writing():
        pass
    if values:
        from xinfang.exchange.registers import template
        from xinfang.papers import store

        store.ensure(home, FORMS)
        aside.write(home / words.SHEET, template.made(desk.office))


def _show(desk: Desk, home: Path) -> None:
    """Tell what was made, take in the register kept so far where there is one, and say what to type next."""
    found_again = folder.find(None, user_folder()) == home
    ready = words.READY if found_again else words.READY_ELSEWHERE.format(path=home)
    made = talk.NEW_OFFICE.format(path=home)
    templates = words.TEMPLATES.format(count=len(FORMS), folder=papers.TEMPLATES, sheet=words.SHEET)
    if desk.asks:
        desk.remark(f"{made}\n{templates}")
        _offer_import(desk)
        desk.remark(ready)
    else:
        desk.show({"home": str(home), **_settings(desk)}, [made, templates, ready])


def _settings(desk: Desk) -> dict[str, Any]:
    """Return what was set, under the keys of ``init --json``."""
    own = desk.own
    named = {"name": own.name, "role": own.role, "clerk": own.clerk, "code": own.code}
    return named | {"groups": own.groups, "leaders": own.leaders, "units": own.units}


def _offer_import(desk: Desk) -> None:
    """Ask for the register kept so far, show what would come of it, and take it in; a wrong file is asked again."""
    from xinfang.commands import ask
    from xinfang.commands.imports import take_in
    from xinfang.words.asking import NONE
    from xinfang.words.refusals import sentence

    try:
        while (file := str(ask.checked(words.REGISTER_QUESTION, str.strip))) and file.lower() not in NONE:
            try:
                take_in(desk, file)
            except Refused as refused:
                ask.say(sentence(refused))
            else:
                return
    except KeyboardInterrupt:
        desk.remark(words.NOT_IMPORTED)
