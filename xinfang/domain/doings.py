"""What may be done in a case beside its procedure: tasks, meetings, hearings, aid, papers; loaded where one is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that somebody was asked to do in a case, with a date where one was set.

    `task` is one of `codes.Task`; `asked_by` the leader or office that asked, `unit` who is to do it. `term` is the
    number of the clock that its date started. `advice` is what was suggested (条例 art. 40), `ground` why.
    """

    n: int
    task: str
    on_date: str
    asked_by: str
    unit: str | None = None
    text: str
    due_on: str | None = None
    term: int | None = None
    ground: str | None = None
    advice: str | None = None
    done_on: str | None = None
    kept: bool | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A leader met the petitioners of a case (领导接访): where, who, what was said; a promise is a `Task`."""

    n: int
    on_date: str
    leader: str
    duty: str | None = None
    place: str | None = None
    way: str
    people: int = 1
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """Help given in money (救助): `cents` is the sum in 分, `source` where it came from."""

    n: int
    on_date: str
    cents: int
    source: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A hearing (听证) from `on_date` to `until`; its `days` do not count in a re-examination (条例 art. 36)."""

    n: int
    on_date: str
    until: str
    days: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper (文书) made from the record: `no` is its 文号, unique per kind and year, never used again.

    `file` is its place under the office folder, empty where it was erased. `served_on`, `served_how` and `signed_by`
    tell of its service.
    """

    n: int
    kind: str
    year: int
    serial: int
    no: str
    made_on: str
    addressee: str | None = None
    file: str = ""
    served_on: str | None = None
    served_how: str | None = None
    signed_by: str | None = None
    void_reason: str | None = None
