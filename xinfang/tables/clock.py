"""A clock as a document: the keys that other programs rely on."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xinfang.domain.model import Term


def term_document(term: "Term", *, closed: bool = False) -> dict[str, Any]:
    """Return a clock under the keys that other programs rely on; of a closed matter not who has it."""
    return {
        "term": term.term, "started_on": term.started_on, "due_on": term.due_on, "safe_on": term.safe_on,
        "met_on": term.met_on, "basis": term.basis, "provisional": term.provisional, "ours": term.ours,
        "stopped_on": term.stopped_on, "owed_by": None if closed else term.owed_by, "extended_days": term.extended_days,
        "paused_days": term.paused_days,
    }  # fmt: skip
