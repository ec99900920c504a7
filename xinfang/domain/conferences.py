"""The office's meetings (会议): who sat together, about what, what was decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from xinfang.domain import books, effects
from xinfang.domain.book_rows import Conference
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry, State

if TYPE_CHECKING:
    from xinfang.domain.registration import NewNumber

NEEDED = ("subject", "chair", "attended", "text")
FIELDS: Mapping[str, str] = {
    "on_date": "on_date", "place": "place", "chair": "chair", "attended": "attended", "subject": "subject",
    "text": "text",
}  # fmt: skip


def log(number: "NewNumber", said: Mapping[str, Any], today: str, by: str) -> Entry:
    """Write down a meeting under its number.

    Raises Refused: something needed was not said, or the day is still to come.
    """
    judge(said, today)
    day = said.get("on_date") or today
    conference = Conference(
        no=number.no, year=number.year, serial=number.serial, on_date=day, registered_on=today,
        place=said.get("place"), chair=said["chair"], attended="、".join(said["attended"]), subject=said["subject"],
        text=said["text"],
    )  # fmt: skip
    return effects.entry("log-meeting", State(), State(conferences=(conference,)), said, day, by)


def judge(said: Mapping[str, Any], today: str) -> None:
    """Raise Refused where something needed is missing or the day is still to come."""
    if missing := [name for name in NEEDED if said.get(name) in (None, "", ())]:
        raise Refused("needs", usage=True, verb="log-meeting", fields=missing)
    if (said.get("on_date") or today) > today:
        raise Refused("future_field", field="on_date", on=said["on_date"])


def correct(state: State, new: Mapping[str, Any], reason: str, today: str, by: str) -> Entry:
    """Set fields of a meeting to other values.

    Raises Refused: it is void, nothing would change, or something needed would be empty.
    """
    conference = state.conferences[0]
    changes = books.changed(conference, new, FIELDS)
    after = replace(conference, **{FIELDS[name]: value for name, value in new.items()})
    if "on_date" in new and not new["on_date"]:
        raise Refused("needs", usage=True, verb="correct", fields=["on_date"])
    judge({name: getattr(after, column) for name, column in FIELDS.items()}, today)
    return books.corrected(state, changes, State(conferences=(after,)), reason, today, by)
