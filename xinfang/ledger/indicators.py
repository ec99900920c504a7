"""Counting for the indicators: of each the rows that it is about, with the case and whether the row is a hit.

What all of them share:

* Void petitions and cases count nowhere. A case that was joined to another counts nowhere as a case, since its matter
  is counted there; its petitions stay petitions, and what was told its petitioners before stays told.
* Accusations count like all others: as numbers.
* "Ended" means any procedural end with its day: closed, declined, returned, final. It is seen on the last day of the
  period, or today where that is earlier: a case that ended later is not ended for this period.
* A clock is decided on the day it was met, if that was in time, else on its due day once that has gone by. Until then
  it is neither kept nor missed, and counts nowhere; nor does a clock that was stopped within its term.

In the questions ``WITHIN(c)`` stands for "of an office looked at", ``PAIR(c.no)`` for what names a case among them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain.codes import Channel, Rating, Source, Status
from xinfang.domain.indicators import BY_CODE, INDICATORS, Counted, Figure
from xinfang.domain.period import Period
from xinfang.ledger.reading import Ledger

BEGINNING, END = "0000-00-00", "9999-99-99"  # of an open period


def _listed(*codes: str) -> str:
    return "(" + ", ".join(f"'{code}'" for code in codes) + ")"


ASIDE = _listed(Status.VOID, Status.JOINED)
STANDS = f"c.status NOT IN {ASIDE}"
SET_ASIDE = f"SELECT PAIR(a.no) FROM cases a WHERE WITHIN(a) AND a.status IN {ASIDE}"  # in the words of an index
OF_A_CASE_THAT_STANDS = f"PAIR(t.case_no) NOT IN ({SET_ASIDE})"
NOT_VOID = f"PAIR(t.case_no) NOT IN ({SET_ASIDE} AND a.status = '{Status.VOID}')"
RECEIVED = "WITHIN(p) AND p.received_on BETWEEN :first AND :last AND p.void_reason IS NULL"
LETTERS_AND_VISITS = f"p.channel IN {_listed(Channel.LETTER, Channel.VISIT)}"
OF_ANY_CHANNEL = f"p.channel IN {_listed(*Channel)}"
ENDED = "coalesce(c.closed_on <= :end, 0)"
NOT_ENDED = (
    "SELECT PAIR(c.no) FROM cases c WHERE WITHIN(c) AND c.closed_on IS NULL "
    "UNION ALL SELECT PAIR(c.no) FROM cases c WHERE WITHIN(c) AND c.closed_on > :end"
)
IN_TIME = "coalesce(t.met_on <= t.due_on, 0)"
# A clock cannot be decided after its due day: whatever was decided since :first is due since then too.
DECIDED = (
    "WITHIN(t) AND t.due_on >= :first "
    "AND CASE WHEN t.met_on <= t.due_on THEN t.met_on ELSE t.due_on END BETWEEN :first AND :last "
    "AND (t.met_on IS NOT NULL OR t.due_on < :today)"
)
CONTENT = _listed(Rating.CONTENT, Rating.MOSTLY)

_RATED = (
    f"SELECT c.office, c.no, c.{{0}} IN {CONTENT} AS hit FROM cases c WHERE WITHIN(c) "
    f"AND c.followed_up_on BETWEEN :first AND :last AND c.{{0}} != '{Rating.NO_ANSWER}' AND {STANDS}"
)
ROWS: Mapping[str, str] = {
    # Inform clocks decided in the period. Each clock counts, a repeat after the end starts one of its own; the
    # anonymous have none. What joining stopped goes on as a clock of the other case, and counts there.
    "informed_in_time": (
        f"SELECT t.office, t.case_no AS no, {IN_TIME} AS hit FROM terms t "
        f"WHERE t.term = 'inform' AND t.stopped_on IS NULL AND {DECIDED} AND {NOT_VOID}"
    ),
    # Cases with a handling clock, or a date set by the higher level (not one that we set a unit), decided in the
    # period; a hit when none was missed. A clock that was stopped after its due day had been missed by then.
    "handled_in_time": (
        f"SELECT t.office, t.case_no AS no, min({IN_TIME}) AS hit FROM terms t "
        "WHERE t.term IN ('handle', 'assigned') AND t.owed_by IS NULL "
        f"AND (t.stopped_on IS NULL OR t.stopped_on > t.due_on) AND {DECIDED} AND {OF_A_CASE_THAT_STANDS} "
        "GROUP BY +t.office, +t.case_no"  # the signs keep SQLite from reading all clocks in the order of cases
    ),
    # Cases received in the period; a hit when ended.
    "ended": (
        f"SELECT c.office, c.no, {ENDED} AS hit FROM cases c "
        f"WHERE WITHIN(c) AND c.opened_on BETWEEN :first AND :last AND {STANDS}"
    ),
    # Letters and visits received in the period that are no repeats; a hit when their case is ended.
    "first_ended": (
        f"SELECT p.office, p.case_no AS no, PAIR(p.case_no) NOT IN ({NOT_ENDED}) AS hit FROM petitions p "
        f"WHERE {RECEIVED} AND {LETTERS_AND_VISITS} AND NOT p.repeat AND PAIR(p.case_no) NOT IN ({SET_ASIDE})"
    ),
    # Cases of which a petition came from a higher level in the period; a hit when ended.
    "from_above_ended": (
        f"SELECT c.office, c.no, {ENDED} AS hit FROM cases c WHERE {STANDS} AND (c.office, c.no) IN "
        f"(SELECT p.office, p.case_no FROM petitions p WHERE {RECEIVED} AND p.source != '{Source.OWN}')"
    ),
    # Cases ended in the period; a hit when settled.
    "settled": (
        "SELECT c.office, c.no, coalesce(c.settled, 0) AS hit FROM cases c "
        f"WHERE WITHIN(c) AND c.closed_on BETWEEN :first AND :last AND {STANDS}"
    ),
    # Letters and visits received in the period; a hit when a repeat. Those of joined cases are among them, as marked.
    "repeated": (
        f"SELECT p.office, p.case_no AS no, p.repeat AS hit FROM petitions p WHERE {RECEIVED} AND {LETTERS_AND_VISITS}"
    ),
    # Cases received before the period and not ended when it began; a hit when ended in it and settled.
    "backlog_settled": (
        f"SELECT c.office, c.no, {ENDED} AND coalesce(c.settled, 0) AS hit FROM cases c WHERE WITHIN(c) "
        f"AND coalesce(c.opened_on, '') < :first AND c.closed_on >= :first AND {STANDS} "
        "UNION ALL SELECT c.office, c.no, 0 FROM cases c WHERE WITHIN(c) "
        f"AND coalesce(c.opened_on, '') < :first AND c.closed_on IS NULL AND {STANDS}"
    ),
    # Reception days planned in the period, that have come; a hit when held. A cancelled one was planned and not held.
    # Days come round by the rules of the settings, so they are handed in, each with whether it was held.
    "received_by_leaders": "SELECT '' AS office, key AS no, value AS hit FROM json_each(:receptions)",
    # Follow-up clocks started by a closing in the period (none for the anonymous, for accusations, for what was
    # answered on the spot); a hit when followed up, also late. Neither while the clock still runs within its term.
    "followed_up": (
        "SELECT t.office, t.case_no AS no, t.met_on IS NOT NULL AS hit FROM terms t WHERE WITHIN(t) "
        "AND t.term = 'follow_up' AND t.due_on >= :first AND t.started_on BETWEEN :first AND :last "
        f"AND t.stopped_on IS NULL AND (t.met_on IS NOT NULL OR t.due_on < :today) AND {OF_A_CASE_THAT_STANDS}"
    ),
    # Answers given at a follow-up in the period, to the two questions; a hit when content or mostly content.
    "content_office": _RATED.format("rated_office"),
    "content_unit": _RATED.format("rated_unit"),
    # Visits received in the period; their hits are the heads that came.
    "visitors": (
        "SELECT p.office, p.case_no AS no, p.people AS hit FROM petitions p "
        f"WHERE {RECEIVED} AND p.channel = '{Channel.VISIT}'"
    ),
    # Petitions of any channel received in the period, each a hit; compared with the same days of the year before.
    "growth": f"SELECT p.office, p.case_no AS no, 1 AS hit FROM petitions p WHERE {RECEIVED} AND {OF_ANY_CHANNEL}",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: over which period, as it stands `today` (ISO).

    `receptions` are the reception days of the period that have come, by number (behind its office's code where
    several are looked at), each with whether it was held.
    """

    ledger: Ledger
    period: Period
    today: str
    receptions: Mapping[str, bool]


def count(asked: Asked, code: str) -> Counted:
    """Count an indicator, or a part of one."""
    known = BY_CODE.get(code)
    figure = known.figure if known else Figure.SHARE
    if known and known.parts:
        return _sum([count(asked, part) for part in known.parts])
    rows, hits = _count(asked, code)
    if figure == Figure.GROWTH:
        before = asked.period.a_year_before(asked.today)
        return Counted(hits, _count(replace(asked, period=before), code)[1] if before else None)
    return Counted(hits, None if figure == Figure.SUM else rows)


def counts(asked: Asked, counted: Mapping[str, Counted]) -> dict[str, Counted]:
    """Count all indicators but those that are `counted` already; return them all, in their order."""
    codes = (indicator.code for indicator in INDICATORS)
    return {code: counted[code] if code in counted else count(asked, code) for code in codes}


def count_by(asked: Asked, code: str, column: str) -> dict[str | None, tuple[int, int]]:
    """Return the hits and all rows of a share by a `column` of their cases; None where it is empty."""
    sql = (
        f"SELECT c.{column}, coalesce(sum(r.hit), 0), count(*) FROM ({_rows(asked, code)}) r "
        f"JOIN cases c ON c.office = r.office AND c.no = r.no GROUP BY c.{column}"
    )
    return {name: (hits, rows) for name, hits, rows in map(tuple, asked.ledger.rows(sql, _values(asked)))}


def behind(asked: Asked, code: str) -> list[str]:
    """Return the numbers of the cases (or reception days) whose rows speak against an indicator, in their order.

    Where several offices are looked at, the code of the office stands before each.
    They are the rows that are no hits, or those that are where less is better; none for a sum or a growth.
    """
    known = BY_CODE[code]
    if known.figure != Figure.SHARE:
        return []
    found: set[str] = set()
    for part in known.parts or (code,):
        sql = f"SELECT DISTINCT office, no FROM ({_rows(asked, part)}) WHERE hit = :against"
        values = _values(asked) | {"against": int(known.lower)}
        found |= {_told(asked, row) for row in asked.ledger.rows(sql, values)}
    return sorted(found, key=_in_order)


def _count(asked: Asked, code: str) -> tuple[int, int]:
    """Return how many rows there are, and the sum of their hits."""
    sql = f"SELECT count(*), coalesce(sum(hit), 0) FROM ({_rows(asked, code)})"
    rows, hits = asked.ledger.rows(sql, _values(asked))[0]
    return rows, hits


def _rows(asked: Asked, code: str) -> str:
    """Return the question for an indicator's rows, to the offices looked at."""
    several = asked.ledger.several
    sql = re.sub(r"WITHIN\((\w+)\)", lambda row: asked.ledger.within(row[1], ":scope"), ROWS[code])
    return re.sub(r"PAIR\((\w+)\.(\w+)\)", r"\1.office || ' ' || \1.\2" if several else r"\1.\2", sql)


def _told(asked: Asked, row: Any) -> str:
    return f"{row['office']} {row['no']}".strip() if asked.ledger.several else str(row["no"])


def _values(asked: Asked) -> dict[str, object]:
    first, last, today = asked.period.first or BEGINNING, asked.period.last or END, asked.today
    return {
        "scope": asked.ledger.scope, "first": first, "last": last, "end": min(last, today), "today": today,
        "receptions": json.dumps(dict(asked.receptions)),
    }  # fmt: skip


def _sum(parts: list[Counted]) -> Counted:
    return Counted(sum(part.numerator for part in parts), sum(part.denominator or 0 for part in parts))


def _in_order(no: str) -> list[tuple[int, str]]:
    """Return what sorts numbers as people do: XF2026-10000 after XF2026-9999."""
    return [(int(figures), rest) for rest, figures in re.findall(r"(\D*)(\d+)", no)]
