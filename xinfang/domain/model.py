"""The nouns of the field: the rows of a case, and the entry that records an act.

Every dataclass named in `TABLES` is one projection of the ledger: its fields are the columns, `KEYS` its key
within a case. Dates are ISO strings (``2026-03-05``) from here on: they compare as dates do, and are what
JSON and SQLite hold. `None` means "not known" or "has not happened".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from xinfang.domain.codes import Channel, Kind, Source, Status

if TYPE_CHECKING:
    from xinfang.domain.book_rows import Conference, Dispute, ReceptionDay, Round
    from xinfang.domain.doings import Aid, Hearing, Meeting, Paper, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A matter (信访事项). `year` and `serial` make its number; `next_due` is its nearest running date of ours."""

    no: str
    year: int = 0
    serial: int = 0
    status: str = Status.REGISTERED
    status_on: str = ""
    next_due: str | None = None
    kind: str = Kind.CLAIM
    category: str | None = None
    topic: str | None = None
    subject: str = ""
    channel: str = Channel.VISIT
    source: str = Source.OWN
    source_no: str | None = None
    petitioner: str = ""
    village_group: str | None = None
    opened_on: str = ""
    registered_on: str = ""
    first_receiver: str | None = None
    unit: str | None = None
    handler: str | None = None
    leader: str | None = None
    plan: str | None = None
    instruction: str | None = None
    accepted_on: str | None = None
    forwarded_on: str | None = None
    assigned_on: str | None = None
    route: str | None = None
    replied_on: str | None = None
    opinion: str | None = None
    outcome: str | None = None
    served_on: str | None = None
    served_how: str | None = None
    agreement: str | None = None
    agreed_on: str | None = None
    performed_on: str | None = None
    review_on: str | None = None
    review_by: str | None = None
    reviewed_on: str | None = None
    review_opinion: str | None = None
    review_outcome: str | None = None
    review_served_on: str | None = None
    reexam_on: str | None = None
    reexam_by: str | None = None
    reexamined_on: str | None = None
    reexam_opinion: str | None = None
    reexam_outcome: str | None = None
    reexam_served_on: str | None = None
    closed_on: str | None = None
    close_reason: str | None = None
    settled: bool | None = None
    rated_office: str | None = None
    rated_unit: str | None = None
    followed_up_on: str | None = None
    joined_to: str | None = None
    archived_on: str | None = None
    archive_no: str | None = None
    retention: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """One letter, visit, call or online message (信访件); `people` are the heads that came or signed."""

    n: int
    no: str
    channel: str
    received_on: str
    registered_on: str = ""
    repeat: bool = False
    people: int = 1
    petitioner: str = ""
    phone: str | None = None
    address: str | None = None
    village_group: str | None = None
    representatives: str | None = None
    subject: str = ""
    detail: str | None = None
    kind: str = Kind.CLAIM
    category: str | None = None
    source: str = Source.OWN
    source_no: str | None = None
    receiver: str | None = None
    answer: str | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Petitioner:
    """A person who brought a petition.

    `representative` speaks for the others (条例 art. 20); `only_speaks` when not among those who complain.
    """

    n: int
    petition: int
    name: str
    phone: str | None = None
    id_number: str | None = None
    representative: bool = False
    only_speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A running or ended clock (期限), with the length and basis under which it started.

    `raw_end` is the unrolled last calendar day (None for working days and set dates), `due_on` the last day on
    which the act is in time, `safe_on` the last working day on or before `raw_end`. `ours` is False for a right
    of the petitioner, which is shown but never overdue. `petition` is the one whose arrival started it, `met_by`
    the act that met it, `paused_days` the hearing days that do not count (条例 art. 36).
    """

    n: int
    term: str
    started_on: str
    length: int | None = None
    counted_in: str
    raw_end: str | None = None
    due_on: str
    safe_on: str
    provisional: bool
    basis: str
    ours: bool = True
    owed_by: str | None = None
    met_on: str | None = None
    stopped_on: str | None = None
    petition: int | None = None
    met_by: str | None = None
    extended_days: int | None = None
    extended_on: str | None = None
    extended_by: str | None = None
    extended_why: str | None = None
    paused_days: int | None = None

    @property
    def running(self) -> bool:
        """True while it is neither met nor stopped."""
        return self.met_on is None and self.stopped_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a petition, kept under its sha256 (hex)."""

    n: int
    petition: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was written down at an act: the words that belong to the case's story."""

    n: int
    act: str
    on_date: str
    by_whom: str
    text: str


# What belongs to one case, each row keyed by its number in it; and the books, whose rows have numbers of their own.
OF_A_CASE: Mapping[str, str] = {
    "petitions": "Petition", "petitioners": "Petitioner", "terms": "Term", "attachments": "Attachment",
    "notes": "Note", "tasks": "Task", "meetings": "Meeting", "hearings": "Hearing", "aids": "Aid", "papers": "Paper",
}  # fmt: skip
BOOKS: Mapping[str, str] = {
    "disputes": "Dispute", "rounds": "Round", "reception_days": "ReceptionDay", "conferences": "Conference",
}  # fmt: skip
TABLES = ("cases", *OF_A_CASE, *BOOKS)
KEYS: Mapping[str, str] = {name: "n" if name in OF_A_CASE else "no" for name in TABLES}

Row = dict[str, Any]
Effect = dict[str, list[Row]]


@cache
def row_type(table: str) -> type:
    """Return the dataclass of a projection; those that few cases have a row of are loaded when they are asked for."""
    name = {"cases": "Case", **OF_A_CASE, **BOOKS}[table]
    found: type | None = globals().get(name)
    if found is None:
        from xinfang.domain import book_rows, doings

        found = getattr(book_rows if table in BOOKS else doings, name)
    return found


@cache
def columns(table: str) -> tuple[str, ...]:
    """Return the column names of a projection, in their order."""
    return tuple(f.name for f in fields(row_type(table)))


@cache
def truths(table: str) -> frozenset[str]:
    """Return the columns of a projection that hold a yes or no (a ledger keeps them as 1 and 0)."""
    return frozenset(f.name for f in fields(row_type(table)) if f.type in (bool, bool | None))


@dataclass(frozen=True, slots=True)
class State:
    """Everything the ledger holds about one case, or one row of a book; empty for what does not exist yet."""

    cases: tuple[Case, ...] = ()
    petitions: tuple[Petition, ...] = ()
    petitioners: tuple[Petitioner, ...] = ()
    terms: tuple[Term, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Note, ...] = ()
    tasks: "tuple[Task, ...]" = ()
    meetings: "tuple[Meeting, ...]" = ()
    hearings: "tuple[Hearing, ...]" = ()
    aids: "tuple[Aid, ...]" = ()
    papers: "tuple[Paper, ...]" = ()
    disputes: "tuple[Dispute, ...]" = ()
    rounds: "tuple[Round, ...]" = ()
    reception_days: "tuple[ReceptionDay, ...]" = ()
    conferences: "tuple[Conference, ...]" = ()

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.cases[0]

    @property
    def no(self) -> str | None:
        """The number of the case, or of the row of a book; None for what does not exist yet."""
        rows: tuple[Any, ...] = (*self.cases, *(row for book in BOOKS for row in getattr(self, book)))
        return str(rows[0].no) if rows else None

    def running(self) -> Iterator[Term]:
        """Yield the clocks that are neither met nor stopped."""
        return (t for t in self.terms if t.running)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act as it goes into the ledger: what was said, and the rows that it set and dropped.

    `case` is the number of what it was done on: a case, or a row of a book. `on` is the day of the act, `by` who did
    it. `set` holds, per projection, the changed columns with the key of each row; `drop` the keys that are no more
    (only an undo drops).
    """

    act: str
    case: str | None
    on: str
    by: str
    said: Mapping[str, Any] = field(default_factory=dict)
    set: Effect = field(default_factory=dict)
    drop: Mapping[str, list[Any]] = field(default_factory=dict)
