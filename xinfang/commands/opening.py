"""Opening accusations: who looks at what, and why, is written down before a word of it is shown (条例 arts. 30, 46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xinfang.commands import typed
from xinfang.domain.codes import Refused
from xinfang.words import talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xinfang.commands.desk import Desk
    from xinfang.domain.model import Entry
    from xinfang.tables.closed import Sight


def disclose(desk: Desk, sight: Sight, said: Mapping[str, str], *, case: str | None = None) -> None:
    """Record that accusations are opened, before they are: all of a list, or one case; `said` tells what is looked at.

    Where other offices' are, their names and the case stand in what is said: the entry is the own office's.
    Raises Refused: ``opening_reason``; ``reason_idle`` where there is a reason and nothing is opened (both usage).
    """
    if not sight.confidential:
        if sight.reason:
            raise Refused("reason_idle", usage=True)
        return
    why = reason(desk, sight.reason)
    with desk.reading():
        pass  # there is a ledger at all
    if desk.office is not desk.own:
        said, case = {**said, "office": " ".join(filter(None, (desk.office.name, case)))}, None
    with desk.writing() as ledger:
        desk.record(ledger, entry(desk, {**said, "reason": why}, case))


def reason(desk: Desk, text: str | None) -> str:
    """Return why accusations are opened: as said, else asked.

    Raises Refused ``opening_reason``: nobody can be asked.
    """
    why = typed.text("reason", text or "")
    if not why and desk.asks:
        from xinfang.commands.ask import line

        why = line(talk.WHY_OPENED)
    if not why:
        raise Refused("opening_reason", usage=True)
    return why


def entry(desk: Desk, said: Mapping[str, str], case: str | None) -> Entry:
    """Return the entry that accusations were opened: what was looked at and why, of one case or of a list."""
    from xinfang.domain.model import Entry

    return Entry(act="disclose", case=case, on=desk.today.isoformat(), by=desk.own.clerk, said=said)


def judge_book(desk: Desk, names: Iterable[str]) -> None:
    """Refuse to show the book of openings of other offices: each keeps its own.

    Raises Refused ``opened_own``.
    """
    if "opened" in names and desk.looks_at is not None:
        raise Refused("opened_own", usage=True)
