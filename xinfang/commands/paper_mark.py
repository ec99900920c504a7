"""What happens to a paper after it was made: it is served, or marked void; and which paper is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xinfang.commands import typed
from xinfang.domain import papers
from xinfang.domain.codes import Refused
from xinfang.ledger import find
from xinfang.words import papers as words

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk
    from xinfang.domain.doings import Paper
    from xinfang.domain.model import State

WIDE_BRACKETS = str.maketrans(words.OTHER_BRACKETS, words.BRACKETS * (len(words.OTHER_BRACKETS) // 2))


def which(text: str) -> str:
    """Return the kind of paper that was named: by its code, its name or the beginning of it, or a common other name.

    Raises Refused ``bad_choice``.
    """
    cleaned = typed.text("paper", text)
    return words.ALSO.get(cleaned) or typed.choice("paper", cleaned, words.NAME)


def serve(
    desk: Desk, text: str, case: str | None, date: str | None, how: str | None, signed_by: str | None,
    reason: str | None, by: str | None,
) -> None:  # fmt: skip
    """Record that a paper was served, on which day, in which way, who signed for it."""
    why = typed.text("reason", reason or "")
    way = _said(desk, "how", how, "paper-served")
    who = typed.text("signed_by", signed_by or "") or None
    on = str(typed.read("date", date or desk.today.isoformat(), desk.reading_of))
    no = _case_of(desk, text, case)
    with desk.writing_to(no) as (ledger, state):
        found = _meant(state, text, again=bool(why))
        desk.record(ledger, papers.serve(state, found, on, way, who, why, desk.clerk(by), desk.today.isoformat()))
    told = words.SERVED.format(paper=words.NAME[found.kind], no=found.no, on=on, how=way)
    about = {"case": no, "paper": found.no, "kind": found.kind}
    desk.show(about | {"served_on": on, "served_how": way, "signed_by": who}, [told])


def void_paper(
    desk: Desk, text: str, case: str | None, date: str | None, reason: str | None, by: str | None
) -> None:  # fmt: skip
    """Mark a paper as void; its number is never used again."""
    why = _said(desk, "reason", reason, "paper-void")
    on = str(typed.read("date", date or desk.today.isoformat(), desk.reading_of))
    if on > desk.today.isoformat():
        raise Refused("future_field", field="date", on=on)
    no = _case_of(desk, text, case)
    with desk.writing_to(no) as (ledger, state):
        found = _meant(state, text, again=True)
        desk.record(ledger, papers.void(state, found, why, on, desk.clerk(by)))
    told = words.VOID.format(paper=words.NAME[found.kind], no=found.no)
    warnings = _still_served(no, found)
    about = {"case": no, "paper": found.no, "kind": found.kind, "void_reason": why, "warnings": warnings}
    desk.show(about, [told])
    if not desk.json:
        for warning in warnings:
            desk.remark(warning)


def _still_served(case: str, paper: Paper) -> list[str]:
    """Return that the case still counts as served, where an opinion is voided that was served by the act."""
    if paper.kind not in papers.SERVED_ON or paper.served_on is None:
        return []
    return [words.STILL_SERVED.format(case=case, on=paper.served_on)]


def _said(desk: Desk, field: str, text: str | None, verb: str) -> str:
    """Return what must be said, asked for at a terminal.

    Raises Refused ``needs``.
    """
    said = typed.text(field, text or "")
    if not said and desk.asks:
        from xinfang.commands.ask import one_line

        said = one_line(desk, field)
    if not said:
        raise Refused("needs", usage=True, verb=verb, fields=[field])
    return said


def _case_of(desk: Desk, text: str, case: str | None) -> str:
    """Return the case that was named, or that holds the paper of this number.

    Raises Refused ``no_such_paper``.
    """
    with desk.reading() as ledger:
        if case is not None:
            return ledger.resolve(case, desk.today.year)
        for no in dict.fromkeys((text.strip(), _plain(text))):
            if found := find.case_of_paper(ledger, no):
                return found[0]
    raise Refused("no_such_paper", text=text)


def _meant(state: State, text: str, *, again: bool) -> Paper:
    """Return the paper of a case that was named: by its number or the end of it, or the newest one of a kind.

    Of a kind the unserved ones come first; the others only where that is done `again`.
    Raises Refused: ``no_such_paper``, ``nothing_unserved``.
    """
    plain = _plain(text)
    numbered = [p for p in state.papers if _plain(p.no) == plain] or [
        p for p in state.papers if _plain(p.no).endswith(plain)
    ]
    if len(numbered) == 1:
        return numbered[0]
    try:
        kind = which(text)
    except Refused:
        raise Refused("no_such_paper", text=text) from None
    standing = [p for p in state.papers if p.kind == kind and p.void_reason is None]
    fitting = [p for p in standing if p.served_on is None] or standing * (again or kind in papers.SERVED_ON)
    if not fitting:
        raise Refused("nothing_unserved", case=state.case.no, paper=kind)
    return fitting[-1]


def _plain(no: str) -> str:
    """Return a number with whatever brackets were typed as those of official numbers, without blanks."""
    return "".join(no.split()).translate(WIDE_BRACKETS)
