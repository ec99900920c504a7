"""Asking for a password at the terminal: it is never an option's value, and shows nowhere."""

from xinfang.commands.desk import Desk
from xinfang.disk import sealed
from xinfang.domain.codes import Refused
from xinfang.words import packages as words


def password(desk: Desk, label: str) -> str | None:
    """Return what was typed, None where nobody can be asked."""
    if not desk.asks:
        return None
    from xinfang.commands import ask

    return ask.secret(label)


def new_seal(desk: Desk, *, wanted: bool) -> sealed.Seal | None:
    """Return a seal with a password that was typed twice, or None where none is wanted.

    Raises Refused: ``seal_missing``, ``seal_asks``, ``seal_differs``.
    """
    if not wanted:
        return None
    sealed.judge()
    asked = password(desk, words.NEW_PASSWORD)
    if not asked:
        raise Refused("seal_asks", usage=True)
    if asked != password(desk, words.AGAIN):
        raise Refused("seal_differs", usage=True)
    return sealed.Seal(asked, desk.own.data)
