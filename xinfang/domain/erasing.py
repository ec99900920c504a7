"""Erasing the personal data of a case whose retention has run out: what stays of it, and when it may be done.

What is counted stays (days, numbers, codes, heads, categories, village groups, units), so that no figure changes. Who
it was, what it was about and what was done about it goes: a column that is not named here goes.
"""

import re
from collections.abc import Collection, Mapping

from xinfang.domain.codes import Refused, Status
from xinfang.domain.confidential import CLOSED, Bare, columns
from xinfang.domain.model import Case

ACT = "erase"
_MORE: Mapping[str, frozenset[str]] = columns(  # than what may be told of an accusation
    cases="category topic village_group unit archive_no retention",
    petitions="category village_group",
    petitioners="n petition representative only_speaks",
    terms="owed_by",
    tasks="unit ground advice",
    meetings="unit",
    notes="n act on_date by_whom",
    aids="n on_date cents",
    disputes="no year serial status found_on registered_on area village_group people category topic due_on ended_on "
    "settled followed_up_on case_no",
)
STAYS = Bare(
    open={
        table: CLOSED.open.get(table, frozenset()) | _MORE.get(table, frozenset()) for table in {**CLOSED.open, **_MORE}
    },
    marked=columns(
        cases="subject petitioner",
        petitions="subject petitioner void_reason",
        petitioners="name",
        terms="extended_by extended_why",
        tasks="asked_by text result",
        meetings="leader text",
        hearings="text",
        notes="text",
        aids="source text",
        papers="addressee void_reason",
        disputes="finder parties subject team plan result void_reason",
    ),
)


def runs_out(retention: str | None, last_on: str) -> str | None:
    """Return the day (ISO) from which an archived case need not be kept; None where it is kept for ever.

    The years of its retention are counted from 1 January after the year of `last_on`: the day on which it ended or, if
    that is later, the last petition of it was received.
    """
    years = re.search(r"\d{1,3}(?=\s*年)", retention or "")
    return f"{int(last_on[:4]) + 1 + int(years[0])}-01-01" if years else None


def judge(case: Case, last_on: str, today: str, running: Collection[str]) -> None:
    """Refuse what must still be kept; `running` are the terms of which a clock of ours still runs.

    Raises Refused: the case is void, has not ended or is not archived, is kept for ever, its retention still runs, or
    something is still to be done that nobody could do any more.
    """
    if case.status == Status.VOID:
        raise Refused("void_case", case=case.no)
    if not (case.closed_on and case.archived_on):
        raise Refused("erase_unfiled", case=case.no)
    day = runs_out(case.retention, last_on)
    if day is None:
        raise Refused("erase_for_ever", case=case.no, retention=case.retention)
    if day > today:
        raise Refused("erase_early", case=case.no, retention=case.retention, day=day)
    if running:
        raise Refused("erase_running", case=case.no, terms=sorted(running))
