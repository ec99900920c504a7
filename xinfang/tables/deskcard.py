"""The card beside the desk: what an office of this kind types every day, and its own terms."""

from xinfang.domain.procedure import PROCEDURE
from xinfang.domain.rules_of_words import MAX_EXTENSION
from xinfang.office.office import Office
from xinfang.tables.report import DeskCard, Length
from xinfang.words import deskcard as words
from xinfang.words import labels


def desk_card(office: Office) -> DeskCard:
    """Return the card of an office: without acts that its kind of office does not do, with the terms it goes by."""
    refused = {act.verb for act in PROCEDURE} - {act.verb for act in PROCEDURE if office.role in act.roles}
    sections = (
        (title, tuple((what, typed) for what, typed in rows.items() if not refused & set(typed.split()[1:2])))
        for title, rows in words.SECTIONS.items()
    )
    return DeskCard(office.name, tuple(sections), _lengths(office))


def _lengths(office: Office) -> tuple[Length, ...]:
    rules = office.terms()
    return tuple(
        Length(labels.TERM[term], rule.length, words.DAYS[rule.counted_in], (since, *_more(term)))
        for term, since in words.SINCE.items()
        if (rule := rules.get(term)) and rule.length
    )


def _more(term: str) -> tuple[str, ...]:
    return (words.MAY_EXTEND.format(days=MAX_EXTENSION),) if term == "handle" else ()
