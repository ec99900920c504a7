"""The figures of a report upward: one value that every sentence, table and chart of it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from xinfang.tables.received import Received
from xinfang.tables.screened import Screened


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The totals of a period, as `stats --json` has them; carried_in + cases_opened − cases_closed = carried_out."""

    petitions: int = 0
    letters: int = 0
    visits: int = 0
    visit_people: int = 0
    calls: int = 0
    online: int = 0
    first: int = 0
    repeat: int = 0
    collective_visits: int = 0
    cases_opened: int = 0
    cases_closed: int = 0
    cases_settled: int = 0
    carried_in: int = 0
    carried_out: int = 0
    overdue: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in COUNTED})


COUNTED = tuple(field.name for field in fields(Counts))


def counts(row: Mapping[str, Any]) -> Counts:
    """Return the totals that a row of the statistics holds."""
    return Counts(**{name: row.get(name, 0) for name in COUNTED})


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a cross-table: its name, its totals now and a year before (None: unknown).

    `in_time` are the cases answered in time, and all that were to be answered; `topic` is a category's main topic.
    """

    name: str
    now: Counts
    year_before: Counts | None = None
    in_time: tuple[int, int] = (0, 0)
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """An indicator with what it was counted from; `target` is in hundredths of a percent, `met` None without one."""

    code: str
    name: str
    numerator: int
    denominator: int | None
    target: int | None = None
    met: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The late list in numbers: clocks that were overdue in the period, those ended since, the others still open."""

    ended: int = 0
    still: int = 0

    @property
    def all(self) -> int:
        """All clocks that were overdue on some day of the period."""
        return self.ended + self.still


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was handed on and pressed for: cases forwarded and assigned, urgings, formal supervisions and their end.

    `advised` counts the suggestions of art. 40 by kind, `answered` those of them that came back with an answer.
    """

    forwarded: int = 0
    assigned: int = 0
    urged: int = 0
    supervised: int = 0
    supervised_done: int = 0
    advised: Mapping[str, int] = field(default_factory=dict)
    answered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A matter that may stand for others: what it was about, masked; who settled it, in how many days."""

    subject: str
    petitioner: str
    category: str
    unit: str | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The period to come, from the day of the report on: the clocks that run out, reception days, rounds that end."""

    next: str
    clocks: int = 0
    days: int = 0
    rounds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that is told of a period.

    `period` and `before_name` are what it and the period before are called; `year_before` and `before` are None where
    the ledger did not reach back so far. `to_date` (the year up to the period's end) and `next` are None where there
    is nothing to be told of them. `categories` are the second level below the main `topics`.
    """

    period: str
    before_name: str = ""
    now: Counts
    year_before: Counts | None = None
    before: Counts | None = None
    to_date: Group | None = None
    topics: tuple[Group, ...] = ()
    categories: tuple[Group, ...] = ()
    groups: tuple[Group, ...] = ()
    units: tuple[Group, ...] = ()
    offices: tuple[Group, ...] = ()  # where several are looked at
    sources: tuple[Group, ...] = ()
    kinds: tuple[Group, ...] = ()
    rates: Mapping[str, Rate] = field(default_factory=dict)
    screened: Screened = field(default_factory=Screened)
    received: Received = field(default_factory=Received)
    late: Late = field(default_factory=Late)
    handed: Handed = field(default_factory=Handed)
    next: Next | None = None
    examples: tuple[Example, ...] = ()
