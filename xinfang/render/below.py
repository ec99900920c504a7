"""What a form says of itself: who made it and who is to sign, from which state of the ledger it was made."""

from xinfang.tables.report import HEAD_SHOWN, Made
from xinfang.words import paper


def signed(made: Made) -> str:
    """Return the line on which a form is signed."""
    return paper.SIGNED.format(by=made.by, on=made.on)


def foot(made: Made | None, head: str = "") -> str:
    """Return what the footer of a file says of the ledger it was made from: of a form by whom, of others its `head`."""
    if made:
        return paper.MADE.format(head=made.head[:HEAD_SHOWN], by=made.by, on=made.on)
    return paper.HEAD.format(head=head[:HEAD_SHOWN]) if head else ""


def about(made: Made | None, head: str = "") -> str:
    """Return what the properties of a file say: the whole hash."""
    if made:
        return paper.ABOUT.format(head=made.head, by=made.by, on=made.on)
    return paper.HEAD.format(head=head) if head else ""
