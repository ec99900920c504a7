"""The paper that is wanted, and how papers write a day, a date that is due, a length of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.model import Petition, State, Term
from xinfang.domain.paper_forms import Form
from xinfang.domain.terms import TermRule
from xinfang.office.office import Office
from xinfang.words import labels
from xinfang.words import papers as words

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that is wanted: its kind, the case, the day, by whom, and the words given beside the record."""

    form: Form
    state: State
    office: Office
    made_on: str
    by: str
    given: Mapping[str, str]


def day(iso: str | None) -> str:
    """Return a date as papers write it: 2026年3月5日."""
    if not iso:
        return ""
    year, month, number = (int(part) for part in iso.split("-"))
    return words.DAY.format(year=year, month=month, day=number)


def due(term: Term | None) -> str | None:
    """Return the last day of a clock as papers write it, marked where it may still move."""
    if term is None:
        return None
    told = day(term.due_on)
    return words.PROVISIONAL_DUE.format(due=told, mark=labels.PROVISIONAL) if term.provisional else told


def safe(term: Term | None) -> str | None:
    """Return the safe date of a clock as papers write it."""
    return day(term.safe_on) if term else None


def clock(state: State, *names: str) -> Term | None:
    """Return the last clock of these names that was not stopped, else the last one."""
    found = [t for t in state.terms if t.term in names]
    return next((t for t in reversed(found) if t.stopped_on is None), found[-1] if found else None)


def length(term: Term | TermRule | None) -> str | None:
    """Return how long a clock runs, as papers write it."""
    if term is None or term.length is None:
        return None
    return words.LENGTH.format(count=term.length, unit=term.counted_in)


def first(state: State) -> Petition:
    """Return the petition that the case began with, as far as it stands."""
    return next((p for p in state.petitions if p.void_reason is None), state.petitions[0])
