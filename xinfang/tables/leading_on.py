"""The next steps of a case in words."""

from xinfang.domain.next_step import Standing, next_verbs
from xinfang.words import labels, talk


def step(verbs: tuple[str, ...]) -> str:
    """Return the usual one of the next acts as a command with its meaning, or an empty string."""
    return f"{verbs[0]} {labels.ACT[verbs[0]]}" if verbs else ""


def steps(at: Standing) -> str:
    """Return all legal next steps."""
    return "、".join(f"{labels.ACT[verb]}（{verb}）" for verb in next_verbs(at)) or talk.NEXT_NONE
