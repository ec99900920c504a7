"""Asking for a password at the terminal: it is never an option's value, and shows nowhere."""

from xinfang.commands.desk import Desk


def password(desk: Desk, label: str) -> str | None:
    """Return what was typed, None where nobody can be asked."""
    if not desk.asks:
        return None
    import questionary

    return str(questionary.password(label, qmark="●").unsafe_ask())
