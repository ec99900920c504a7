"""The settings by their keys: shown, and changed in the file without touching anything else in it."""

from collections.abc import Sequence

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.domain.listed import listed
from xinfang.ledger.check import counts
from xinfang.office import editing, folder, keys
from xinfang.office.keys import Setting
from xinfang.office.office import CONFIG
from xinfang.office.settings import read
from xinfang.tables import settings as tables
from xinfang.words import labels
from xinfang.words import settings as words

app = typer.Typer()


@app.command("config")
def config(
    ctx: typer.Context, key: o.SettingKey = None, value: o.SettingValue = None, add: o.AddItem = None,
    remove: o.RemoveItem = None, unset: o.Unset = False,
) -> None:  # fmt: skip
    """Show the settings, or change one of them."""
    desk: Desk = ctx.obj
    if bool(value) + bool(add or remove) + unset > 1:
        raise Refused("setting_one_thing", usage=True)
    known = keys.settings(desk.own)
    if not (value or add or remove or unset):
        found = keys.meant(key, known) if key else known
        desk.show_report(tables.document(found), tables.report(found, whole=not key))
        return
    one = _one(key or "", known)
    _change(desk, one, None if unset else _wanted(one, value or (), add or (), remove or ()))


def _one(key: str, known: Sequence[Setting]) -> Setting:
    """Return the one setting that is to be changed; a topic of its own may be new.

    Raises Refused: ``no_such_setting``, ``setting_is_section``, ``setting_is_table``.
    """
    if key.startswith(f"{keys.TOPIC}.") and key not in {one.key for one in known}:
        return Setting(key, keys.path_of(key)[1], [], usual=True)
    found = keys.meant(key, known)
    if len(found) > 1:
        raise Refused("setting_is_section", usage=True, text=key, example=found[0].key)
    if found[0].key in keys.TABLES:
        raise Refused("setting_is_table", usage=True, key=key)
    return found[0]


def _wanted(one: Setting, value: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> editing.Value:
    """Return what a setting is to hold.

    Raises Refused: ``setting_is_no_list``, ``setting_no_item``, ``bad_choice``.
    """
    if not keys.is_list(one.key):
        if add or remove:
            raise Refused("setting_is_no_list", usage=True, key=one.key)
        said = " ".join(" ".join(value).split())
        return typed.choice("role", said, labels.ROLE) if one.key == "office.role" else said
    if value:
        return listed(value)
    for item in (gone := listed(remove)):
        if item not in one.value:
            raise Refused("setting_no_item", usage=True, key=one.key, text=item, items=one.value)
    return tuple(dict.fromkeys([*(item for item in one.value if item not in gone), *listed(add)]))


def _change(desk: Desk, one: Setting, value: editing.Value | None) -> None:
    """Write a setting into the file, None for the usual one; what the file says then is read before it is written."""
    home = desk.own.home
    if folder.lost_settings(home):
        raise Refused("setting_no_file", path=home)
    if one.key == "office.code":
        judge_code(desk, value)
    former = keys.written(home)
    new = keys.changed(former, one.key, keys.shipped(one.key) if value is None else value)
    desk.found()
    if new != former:
        aside.write((home / CONFIG).resolve(), new)  # a link stays one
    _show_change(desk, one, changed=new != former)


def _show_change(desk: Desk, one: Setting, *, changed: bool) -> None:
    """Show what a setting was, and what the file says now."""
    home = desk.own.home
    now = next((s for s in keys.settings(read(home)) if s.key == one.key), one._replace(value=[]))
    document = {"key": one.key, "label": one.label, "value": now.value, "former": one.value, "default": now.usual}
    told = {"key": one.key, "label": one.label, "value": tables.told(now), "former": tables.told(one)}
    done = words.DONE_LIST if keys.is_list(one.key) else words.DONE
    lines = [(done if changed else words.SAME).format(**told)]
    lines += [words.CLOCKS_STAY] * (changed and one.key.startswith(("terms.", "province")))
    desk.show(document | {"file": str(home / CONFIG)}, lines)


def judge_code(desk: Desk, value: editing.Value | None) -> None:
    """Refuse another code once entries carry the present one.

    Raises Refused ``setting_code``.
    """
    if value != desk.own.code and (count := entries(desk)):
        raise Refused("setting_code", count=count, known=desk.own.code)


def entries(desk: Desk) -> int:
    """Return how many entries the ledger holds, none where there is no ledger."""
    if not desk.own.database.exists():
        return 0
    with desk.reading() as ledger:
        return int(counts(ledger)["entries"])
