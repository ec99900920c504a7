"""What the other papers of a case put into one: which are served with it, which lie in the archived file."""

from collections.abc import Iterable, Iterator

from xinfang.domain import paper_forms
from xinfang.domain.model import State
from xinfang.papers.wanted import Values, Wanted, day
from xinfang.words import labels
from xinfang.words import papers as words
from xinfang.words.fields import FIELD


def of_other_papers(wanted: Wanted) -> Values:
    """Return the papers that are served with this one, and what lies in the file."""
    row = words.ROW
    served = [
        {row["paper"]: words.NAME.get(p.kind, p.kind), row["no"]: p.no, row["on"]: day(p.made_on)}
        for p in paper_forms.to_serve(wanted.state, wanted.given.get("addressee"))
    ]
    return {"documents": served, "files": list(_files(wanted.state))}


def _files(state: State) -> Iterator[dict[str, str]]:
    """Yield what lies in the archived file, in the order of its dates."""
    row = words.ROW
    for place, (on, name, no, remark) in enumerate(sorted(_pieces(state), key=lambda piece: piece[0]), 1):
        told = (str(place), day(on), name, no, remark)
        yield dict(zip((row["place"], row["on"], row["name"], row["no"], row["remark"]), told, strict=True))


def _pieces(state: State) -> Iterable[tuple[str, str, str, str]]:
    """Yield date, name, number and remark of each petition, its attachments, and each paper."""
    for p in state.petitions:
        name = words.FILE_OF_PETITION.format(channel=labels.CHANNEL[p.channel])
        yield p.received_on, name, p.no, _void(p.void_reason)
        of_it = (a for a in state.attachments if a.petition == p.n)
        yield from ((p.received_on, a.name, "", FIELD["attachments"]) for a in of_it)
    for paper in state.papers:
        yield paper.made_on, words.NAME.get(paper.kind, paper.kind), paper.no, _void(paper.void_reason)


def _void(reason: str | None) -> str:
    return words.VOIDED.format(mark=labels.VOID_MARK, reason=reason) if reason else ""
