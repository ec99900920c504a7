"""What a form says of itself: who made it and who is to sign, from which state of the ledger it was made."""

from xinfang.tables.report import Made
from xinfang.words import paper

SEAL = 16  # characters of the hash that are printed


def signed(made: Made) -> str:
    """Return the line on which a form is signed."""
    return paper.SIGNED.format(by=made.by, on=made.on)


def foot(made: Made | None) -> str:
    """Return what the footer of a form says of the ledger it was made from."""
    return paper.MADE.format(head=made.head[:SEAL], by=made.by, on=made.on) if made else ""


def about(made: Made | None) -> str:
    """Return what the properties of a form's file say: the whole hash."""
    return paper.ABOUT.format(head=made.head, by=made.by, on=made.on) if made else ""
