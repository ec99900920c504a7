"""Counting petitions and cases. A counter is a condition: its count is the sum of it, its list the rows that meet it.

Petitions (信访件) that are void count nowhere. Cases (信访事项) that are void or were joined to another count nowhere,
but the petitions of a joined case do, under the unit and the end of the case that it was joined to. Accusations count
like all others.

A case enters on the day it was received (or registered), and leaves on the day it ended: closed, declined, returned,
final. One that was reopened has not ended. So for every period and every group: carried in + opened - closed = carried
out, and what is carried out of a month is carried into the next.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xinfang.domain.codes import COLLECTIVE_FROM, Channel
from xinfang.domain.period import Period
from xinfang.ledger.indicators import STANDS
from xinfang.ledger.reading import Ledger

PETITIONS: Mapping[str, str] = {
    "petitions": "1",
    "letters": f"p.channel = '{Channel.LETTER}'",
    "visits": f"p.channel = '{Channel.VISIT}'",
    "visit_people": f"(p.channel = '{Channel.VISIT}') * p.people",
    "calls": f"p.channel = '{Channel.CALL}'",
    "online": f"p.channel = '{Channel.ONLINE}'",
    "first": "NOT p.repeat",
    "repeat": "p.repeat",
    "collective_visits": f"p.channel = '{Channel.VISIT}' AND p.people >= {COLLECTIVE_FROM}",
}
# A clock of ours that was not met by its due day; it is overdue from that day until it is met or stopped.
MISSED = "t.ours AND (t.met_on IS NULL OR t.met_on > t.due_on) AND (t.stopped_on IS NULL OR t.stopped_on > t.due_on)"
_MISSED_AT_THE_END = (
    f"{MISSED} AND t.due_on <= :last AND t.due_on < :today AND (t.met_on IS NULL OR t.met_on > :last) "
    "AND (t.stopped_on IS NULL OR t.stopped_on > :last)"
)
ENTERED: Mapping[str, str] = {"received": "c.opened_on", "registered": "c.registered_on", "closed": "c.opened_on"}
LEFT: Mapping[str, str] = {  # what had ended when it was registered leaves on that day: it was never open in the books
    "received": "c.closed_on", "registered": "max(c.closed_on, c.registered_on)", "closed": "c.closed_on",
}  # fmt: skip
# The petitions with the case that tells of their end: their own, or the one that it was joined to.
WITH_THEIR_CASE = (
    "petitions p JOIN cases o ON o.office = p.office AND o.no = p.case_no "
    "JOIN cases c ON c.office = p.office AND c.no = coalesce(o.joined_to, o.no)"
)
GROUPS = ("office", "category", "group", "source", "kind", "channel", "unit")  # by what can be counted
OPEN_ENDED = "9999-99-99"
Tally = dict[tuple[str | None, ...], "Counter[str]"]


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted: over which closed period, as it stands `today` (ISO), by the day that `dated` names.

    Petitions are dated by their own day (received, registered) or by the end of their case (closed).
    """

    ledger: Ledger
    period: Period
    today: str
    dated: str = "received"

    @property
    def values(self) -> dict[str, object]:
        """What is bound to the slots of every question."""
        first, last = self.period.first, self.period.last
        return {"scope": self.ledger.scope, "first": first, "last": last, "today": self.today}

    def case_counters(self) -> dict[str, str]:
        """Return the conditions of the counters of cases."""
        entered, left = ENTERED[self.dated], LEFT[self.dated]
        ended = f"coalesce({left} BETWEEN :first AND :last, 0)"
        stays = f"{entered} <= :last AND ({left} IS NULL OR {left} > :last)"
        missed = (
            "SELECT d.rowid FROM terms t CROSS JOIN cases d ON d.office = t.office AND d.no = t.case_no "
            f"WHERE {self.within('t')} AND {_MISSED_AT_THE_END}"
        )
        return {
            "carried_in": f"{entered} < :first AND ({left} IS NULL OR {left} >= :first)",
            "cases_opened": f"{entered} BETWEEN :first AND :last",
            "cases_closed": ended,
            "cases_settled": f"{ended} AND coalesce(c.settled, 0)",
            "carried_out": stays,
            "overdue": f"{stays} AND c.rowid IN ({missed})",
        }

    def within(self, row: str) -> str:
        """Return the condition that a row is of an office looked at."""
        return self.ledger.within(row, ":scope")

    def petitions(self, *, joined: bool = False) -> str:
        """Return where the petitions of the period are found, with their case (`c`) where it is asked for."""
        source = WITH_THEIR_CASE if joined or self.dated == "closed" else "petitions p"
        closed = f"CASE WHEN {STANDS} THEN c.closed_on END"
        day = {"received": "p.received_on", "registered": "p.registered_on", "closed": closed}[self.dated]
        within = f"{self.within('p')} AND {day} BETWEEN :first AND :last"
        return f"{source} WHERE {within} AND p.void_reason IS NULL"

    def cases(self) -> str:
        """Return where the cases are found that were open at any time in the period."""
        entered, left = ENTERED[self.dated], LEFT[self.dated]
        alive = f"+{entered} <= :last AND ({left} IS NULL OR +{left} >= :first)"
        return f"cases c WHERE {self.within('c')} AND {alive} AND {STANDS}"


def flow(asked: Counting) -> "Counter[str]":
    """Return what adds up over time: the counters of petitions, and the cases opened, closed, settled."""
    return came(asked) + went(asked)


def came(asked: Counting) -> "Counter[str]":
    """Return the counters of petitions."""
    return petitions_by(asked, ())[()]


def went(asked: Counting) -> "Counter[str]":
    """Return how many cases were opened, closed, settled."""
    standing = f"cases c WHERE {asked.within('c')} AND {STANDS} AND"
    opened, closed = (f"{day[asked.dated]} BETWEEN :first AND :last" for day in (ENTERED, LEFT))
    counters = {"cases_closed": "1", "cases_settled": "c.settled"}
    found = _grouped(asked, {"cases_opened": "1"}, [], f"{standing} {opened}")[()]
    return found + _grouped(asked, counters, [], f"{standing} {closed}")[()]


def carried_in(asked: Counting) -> int:
    """Return how many cases were open when the period began."""
    entered, left = ENTERED[asked.dated], LEFT[asked.dated]
    before = f"coalesce({entered}, '') < :first"  # told so, the index of the open cases answers, or that of their ends
    source = f"SELECT count(*) FROM cases c WHERE {asked.within('c')} AND {STANDS} AND {before}"
    sql = f"SELECT ({source} AND {left} >= :first) + ({source} AND c.closed_on IS NULL)"
    return int(asked.ledger.one(sql, asked.values))


def overdue(asked: Counting, days: Iterable[str]) -> list[int]:
    """Return how many of the cases open at the end of each day (none after the period) had missed a clock by then."""
    entered, left = ENTERED[asked.dated], LEFT[asked.dated]
    ends = ", ".join(f"coalesce({day}, '{OPEN_ENDED}')" for day in ("t.met_on", "t.stopped_on", left))
    sql = (
        f"SELECT c.rowid, max(t.due_on, {entered}), min({ends}) FROM terms t CROSS JOIN cases c ON c.office = t.office "
        f"AND c.no = t.case_no WHERE {asked.within('t')} AND {MISSED} AND t.due_on <= :last AND t.due_on < :today "
        f"AND {STANDS}"
    )
    late = [tuple(row) for row in asked.ledger.rows(sql, asked.values)]
    return [len({case for case, since, until in late if since <= day < until}) for day in days]


def petitions_by(asked: Counting, groups: tuple[str, ...]) -> Tally:
    """Return the counters of petitions for each combination of values of some of the `GROUPS`."""
    names = _columns(groups, "p")
    return _grouped(asked, PETITIONS, names, asked.petitions(joined="unit" in groups))


def cases_by(asked: Counting, groups: tuple[str, ...]) -> Tally:
    """Return the counters of cases for each combination of values of some of the `GROUPS`."""
    return _grouped(asked, asked.case_counters(), _columns(groups, "c"), asked.cases())


def listed(
    asked: Counting, counter: str, group: str | None = None, values: Iterable[str | None] = ()
) -> list[sqlite3.Row]:
    """Return the petitions or cases behind a count, of the rows with one of these `values` where a group is named."""
    row = "p" if counter in PETITIONS else "c"
    wanted = {"wanted": json.dumps([value or "" for value in values])}
    one_of = "(SELECT value FROM json_each(:wanted))"
    told = f"coalesce({_columns((group,), row)[0]}, '') IN {one_of}" if group else "1"
    if row == "p":
        condition, source = PETITIONS[counter], asked.petitions(joined=True)
        sql = (
            "SELECT p.*, p.no AS petition, p.case_no AS 'case', o.kind AS case_kind, c.status, c.unit, c.closed_on "
            f"FROM {source} AND {condition} AND {told} ORDER BY p.office, o.year, o.serial, p.n"
        )
    else:
        sql = (
            f"SELECT c.*, c.no AS 'case' FROM {asked.cases()} AND {asked.case_counters()[counter]} AND {told} "
            "ORDER BY c.office, c.year, c.serial"
        )
    return asked.ledger.rows(sql, asked.values | (wanted if group else {}))


def first_day(ledger: Ledger) -> str | None:
    """Return the day on which the first petition was received, None for an empty ledger."""
    sql = f"SELECT min(opened_on) FROM cases WHERE {ledger.within()}"
    found = ledger.one(sql, (ledger.scope,))
    return str(found) if found else None


def _columns(groups: tuple[str, ...], row: str) -> list[str]:
    own = {"group": f"{row}.village_group", "unit": "c.unit"}
    return [own.get(group, f"{row}.{group}") for group in groups]


def _grouped(asked: Counting, counters: Mapping[str, str], names: list[str], source: str) -> Tally:
    sums = (f"coalesce(sum({condition}), 0)" for condition in counters.values())
    by = f" GROUP BY {', '.join(names)}" if names else ""
    sql = f"SELECT {', '.join([*names, *sums])} FROM {source}{by}"
    width, asked_for = len(names), tuple(counters)
    rows = map(tuple, asked.ledger.rows(sql, asked.values))
    return {row[:width]: Counter(dict(zip(asked_for, row[width:], strict=True))) for row in rows}
