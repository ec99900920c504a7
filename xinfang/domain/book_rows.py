"""The rows of the books beside the cases: disputes, rounds of screening, reception days, meetings of the office."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute that the office found itself (排查), with the five ones (五个一).

    They are the dispute, the team, who is responsible (leader or person), the plan, the date. `area` is the area of
    screening in which it was found, `case_no` the case that it became.
    """

    no: str
    year: int = 0
    serial: int = 0
    status: str = "open"
    found_on: str
    registered_on: str
    area: str | None = None
    village_group: str | None = None
    finder: str
    parties: str = ""
    people: int = 1
    category: str | None = None
    topic: str | None = None
    subject: str
    detail: str | None = None
    team: str
    leader: str | None = None
    person: str | None = None
    plan: str
    due_on: str
    ended_on: str | None = None
    settled: bool | None = None
    result: str | None = None
    followed_up_on: str | None = None
    follow_up: str | None = None
    case_no: str | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A zero report (零报告): nothing was found in one round of screening of an area, `first` to `last`.

    A round in which something was found is told by its disputes.
    """

    no: str
    year: int = 0
    serial: int = 0
    area: str
    every: str
    first: str
    last: str
    done_on: str
    registered_on: str
    by_whom: str
    text: str | None = None
    void_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionDay:
    """A leaders' reception day (接访日): planned by rule, its notice posted, held or not.

    It has a row once something was done about it. `done` holds the reminders that were seen to, one a line.
    """

    no: str
    planned_on: str
    leader: str
    duty: str | None = None
    place: str | None = None
    hours: str | None = None
    noticed_on: str | None = None
    held_on: str | None = None
    nobody_came: bool | None = None
    cancelled_why: str | None = None
    told: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A meeting (会议) of the office about its work: who sat together, what was talked over, what was decided."""

    no: str
    year: int = 0
    serial: int = 0
    on_date: str
    registered_on: str
    place: str | None = None
    chair: str
    attended: str
    subject: str
    text: str
    void_reason: str | None = None
