"""What is asked of a new office: six questions; its code, made from its name, stands beside them on the card."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from xinfang.commands.asking.conversation import Conversation
from xinfang.commands.asking.fields import EMPTY, Field, Form, Values, of_codes
from xinfang.commands.desk import Desk
from xinfang.commands.pinyin import initials
from xinfang.domain.codes import Role
from xinfang.office import keys
from xinfang.office.office import Office
from xinfang.words import first_day as words
from xinfang.words import labels
from xinfang.words.settings import OFFICE, TOP

# What is asked → the setting that it becomes.
KEYS: Mapping[str, str] = {
    "office_name": "office.name", "role": "office.role", "clerk": "office.clerk", "groups": "groups",
    "leaders": "leaders", "units": "units", "code": "office.code",
}  # fmt: skip
LABEL = {name: {**OFFICE, **TOP}[key.rpartition(".")[2]] for name, key in KEYS.items()}
LONGEST_CODE = 12


def office_values(desk: Desk, given: Values, *, has_entries: bool) -> dict[str, Any]:
    """Ask what was not given, show the card, and return the values once it is approved.

    Where the ledger `has_entries` its code stays. Raises KeyboardInterrupt: the clerk left, nothing is to be made.
    """
    fields = tuple(_field(name) for name in KEYS if name != "code" or not has_entries)
    form = Form(
        greeting=words.GREETING.format(path=desk.office.home),
        fields=fields,
        usual=lambda told: _usual(told) if has_entries else {**_usual(told), "code": code_of(told)},
        so_far=judge,
    )
    return Conversation(desk, form, given).approved()


def judge(values: Values) -> None:
    """Refuse what the settings would not take.

    Raises Refused ``bad_setting``.
    """
    for name, value in values.items():
        if value not in EMPTY:
            keys.judge(KEYS[name], value)


def code_of(values: Values) -> str:
    """Return a code for an office: the initials of its name (柳林镇信访办 → LLZ), the usual one for none."""
    name = values.get("office_name") or ""
    letters = re.sub("[^A-Z0-9]", "", initials(re.sub(words.CALLED_SO, "", name)).upper())
    return letters[:LONGEST_CODE] or Office.code


def _usual(values: Values) -> dict[str, str]:
    name = values.get("office_name", "")
    return {"office_name": labels.OFFICE, "role": _likely_role(name), "clerk": labels.CLERK}


def _likely_role(name: str) -> str:
    """Return what an office of this name is likely to be."""
    return next((role for role, pattern in words.LIKELY.items() if re.search(pattern, name)), Role.TOWNSHIP)


def _field(name: str) -> Field:
    """Return the question; Enter alone answers what is usual."""
    return Field(
        name=name, title=LABEL[name], question=words.QUESTION.get(name, ""),
        asked=lambda _: name in words.QUESTION,
        enter=partial(_enter, name),
        choices=lambda _: of_codes("role") if name == "role" else None,
    )  # fmt: skip


def _enter(name: str, values: Values) -> str:
    usual = _usual(values).get(name, "")
    return labels.ROLE[usual] if name == "role" else usual
