"""Looking things up: the rows of registers and lists, search, and what may be the same matter."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from xinfang.domain.codes import OPEN, Kind, Status
from xinfang.domain.erasing import ACT as ERASE
from xinfang.domain.period import ALWAYS, Period
from xinfang.ledger.clocks import RUNNING
from xinfang.ledger.grams import fold, line_grams
from xinfang.ledger.reading import Ledger

# 办结期限 of a register: the handling term, else the date that the higher level set.
SHOWN_DUE = (
    "(SELECT t.due_on FROM terms t WHERE t.office = c.office AND t.case_no = c.no "
    "AND t.term IN ('handle', 'assigned') AND t.owed_by IS NULL ORDER BY t.term = 'handle' DESC, t.n DESC LIMIT 1)"
)
ALL_TERMS = (
    "(SELECT group_concat(t.term || ' ' || t.due_on || ' ' || coalesce(t.met_on, '') || ' ' || t.provisional, '|') "
    "FROM terms t WHERE t.office = c.office AND t.case_no = c.no AND t.stopped_on IS NULL)"
)
ALIKE = 0.3  # share of common two-character pieces from which two subjects count as alike
MOST_WORDS = 100  # of a search; more would not fit one question to the index
MOST_LIKELY = 20  # cases that are named as perhaps the same
MOST_COUNTED = 1000  # hits of a search; beyond, "more than" is enough
# What a period is about, in the rows of petitions (p) and of cases (c).
DAYS = {
    "p": {"received": "p.received_on", "registered": "p.registered_on", "closed": "c.closed_on"},
    "c": {"received": "c.opened_on", "registered": "c.registered_on", "closed": "c.closed_on"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which petitions or cases are wanted; None is "any". `dated` names the day that the period is about."""

    period: Period = ALWAYS
    dated: str = "received"
    channel: str | None = None
    status: str | None = None
    kind: str | None = None
    category: str | None = None
    group: str | None = None
    unit: str | None = None
    source: str | None = None
    only_open: bool = False


def petitions(ledger: Ledger, wanted: Wanted, last: int = -1) -> tuple[int, Iterator[sqlite3.Row]]:
    """Return how many petitions are wanted, void ones too, and the `last` rows (-1: all) in the order of numbers."""
    where, values = _where(ledger, wanted, "p")
    source = f"FROM petitions p JOIN cases c ON c.office = p.office AND c.no = p.case_no WHERE {where}"
    sql = (
        "SELECT p.*, p.no AS petition, c.no AS 'case', c.status, c.unit, c.instruction, c.forwarded_on, c.assigned_on, "
        "c.replied_on, c.closed_on, c.accepted_on, c.outcome, c.close_reason, c.archive_no, c.kind AS case_kind, "
        f"c.opinion, {SHOWN_DUE} AS due {source} ORDER BY "
    )
    count = ledger.one(f"SELECT count(*) {source}", values)
    return count, _in_order(ledger, sql, ("c.year", "c.serial", "p.n"), values, last)


def papers(ledger: Ledger, wanted: Wanted, last: int = -1) -> tuple[int, Iterator[sqlite3.Row]]:
    """Return how many papers were made in the period, void ones too, and the `last` rows (-1: all) as they were made.

    The period is about the day of making; the other filters about the case.
    """
    where, values = _where(ledger, wanted, "c", day="p.made_on")
    source = f"FROM papers p JOIN cases c ON c.office = p.office AND c.no = p.case_no WHERE {where}"
    sql = f"SELECT p.*, p.kind AS paper, c.no AS 'case', c.kind AS case_kind {source} ORDER BY "
    count = ledger.one(f"SELECT count(*) {source}", values)
    return count, _in_order(ledger, sql, ("p.made_on", "p.kind", "p.year", "p.serial"), values, last)


def case_of_paper(ledger: Ledger, no: str) -> list[str]:
    """Return the numbers of the cases that hold a paper of this number."""
    rows = ledger.rows("SELECT DISTINCT case_no FROM papers WHERE office = ? AND no = ?", (ledger.office, no))
    return [row["case_no"] for row in rows]


def _in_order(
    ledger: Ledger, sql: str, keys: tuple[str, ...], values: list[object], last: int
) -> Iterator[sqlite3.Row]:
    """Yield the rows in the order of the keys, office by office: all as they are read, or only the last ones."""
    keys = ("c.office", *keys) if ledger.several else keys
    if last < 0:
        return iter(ledger.conn.execute(sql + ", ".join(keys), values))
    descending = ", ".join(f"{key} DESC" for key in keys)
    return reversed(ledger.rows(f"{sql}{descending} LIMIT ?", (*values, last)))


def cases(ledger: Ledger, wanted: Wanted, last: int = -1) -> tuple[int, Iterator[sqlite3.Row]]:
    """Return how many cases are wanted, and the `last` rows (-1: all) with their clocks in the order of numbers."""
    where, values = _where(ledger, wanted, "c")
    sql = f"SELECT c.*, c.no AS 'case', {ALL_TERMS} AS terms FROM cases c WHERE {where} ORDER BY "
    count = ledger.one(f"SELECT count(*) FROM cases c WHERE {where}", values)
    return count, _in_order(ledger, sql, ("c.year", "c.serial"), values, last)


def newest_cases(ledger: Ledger, wanted: Wanted, limit: int) -> tuple[int, list[sqlite3.Row]]:
    """Return how many cases are wanted and the newest of them (-1: all)."""
    where, values = _where(ledger, wanted, "c")
    newest = "c.opened_on DESC, c.office, " if ledger.several else ""  # their numbers do not tell which is newer
    sql = f"SELECT c.*, c.no AS 'case' FROM cases c WHERE {where} ORDER BY {newest}c.year DESC, c.serial DESC LIMIT ?"
    count = ledger.one(f"SELECT count(*) FROM cases c WHERE {where}", values)
    return count, ledger.rows(sql, (*values, limit))


def _where(ledger: Ledger, wanted: Wanted, row: str, *, day: str | None = None) -> tuple[str, list[object]]:
    """Return the condition on the rows of petitions (p) or cases (c), and its values."""
    day = day or DAYS[row][wanted.dated]
    parts, values = [ledger.within("c")], [ledger.scope]
    for clause, value in (
        (f"{day} >= ?", wanted.period.first),
        (f"{day} <= ?", wanted.period.last),
        (f"{row}.channel = ?", wanted.channel),
        ("c.status = ?", wanted.status),
        ("c.kind = ?", wanted.kind),
        (f"({row}.category = ? OR c.topic = ?)", wanted.category),
        (f"{row}.village_group = ?", wanted.group),
        ("c.unit = ?", wanted.unit),
        (f"{row}.source = ?", wanted.source),
    ):
        if value is not None:
            parts.append(clause)
            values += [value] * clause.count("?")
    if wanted.only_open:
        parts.append(f"c.closed_on IS NULL AND c.status IN ({', '.join('?' for _ in OPEN)})")
        values += sorted(OPEN)
    return " AND ".join(parts), list(values)


def search(ledger: Ledger, words: str, limit: int) -> tuple[int, list[sqlite3.Row]]:
    """Return how many cases hold every word (of any length, blanks between words), and the last registered of them.

    Beyond `MOST_COUNTED` the count says only that there are more; with -1 for `limit` all are returned, and counted.
    """
    terms = terms_of(words)
    if not terms:
        return 0, []
    holds = " AND ".join("instr(s.text, ?) > 0" for _ in terms)
    source = (
        "FROM search_index i JOIN search_text s ON s.id = i.rowid JOIN cases c ON c.office = s.office AND c.no = s.no "
        f"WHERE search_index MATCH ? AND {ledger.within('s')} AND {holds} ORDER BY i.rowid DESC LIMIT ?"
    )
    values = (_match(terms), ledger.scope, *terms)
    rows = ledger.rows(f"SELECT c.*, c.no AS 'case' {source}", (*values, limit))
    if len(rows) != limit:
        return len(rows), rows
    return ledger.one(f"SELECT count(*) FROM (SELECT 1 {source})", (*values, MOST_COUNTED + 1)), rows


def terms_of(words: str) -> list[str]:
    """Return the words that are looked for, folded."""
    return list(dict.fromkeys(filter(None, map(fold, words.split()))))[:MOST_WORDS]


def _match(terms: Iterable[str]) -> str:
    """Return the question to the index: all pairs of each term, or a token that begins with a single character."""
    asked: dict[str, None] = {}
    for term in terms:
        *pairs, last = line_grams(term)
        asked |= dict.fromkeys(pairs or [f"{last}*"])
    return " AND ".join(list(asked)[:MOST_WORDS])


def likely_same(
    ledger: Ledger,
    names: Iterable[str],
    phone: str | None,
    id_number: str | None,
    subject: str | None,
    kind: str | None = None,
) -> list[str]:
    """Return the numbers of cases that may be the same matter, the newest first.

    The same phone or ID number is enough; the same name only with a subject that is alike, where one is told yet
    (`subject` is not None). An accusation is named only
    where an accusation comes in: what it is about must not show in the answer to another matter (条例 art. 30).
    """
    sql = (
        "SELECT DISTINCT coalesce(c.joined_to, c.no) AS no, c.subject, c.year, c.serial, "
        "(p.phone = ? OR p.id_number = ?) AS same_person "
        "FROM petitioners p JOIN cases c ON c.office = p.office AND c.no = p.case_no "
        "JOIN petitions q ON q.office = p.office AND q.case_no = p.case_no AND q.n = p.petition "
        "WHERE p.office = ? AND c.status != ? AND (c.kind = ?) = ? AND q.void_reason IS NULL AND {}"
    )
    head = (phone, id_number, ledger.office, Status.VOID, Kind.ACCUSATION, kind == Kind.ACCUSATION)
    found: dict[tuple[int, int], str] = {}
    for clause, value in (("p.phone = ?", phone), ("p.id_number = ?", id_number), *(("p.name = ?", n) for n in names)):
        for row in ledger.rows(sql.format(clause), (*head, value)) if value else ():
            if row["same_person"] or subject is None or alike(subject, row["subject"]):
                found[row["year"], row["serial"]] = row["no"]
    return list(dict.fromkeys(found[key] for key in sorted(found, reverse=True)))[:MOST_LIKELY]


def alike(one: str, other: str) -> bool:
    """Return whether two subjects share enough two-character pieces to be about the same thing."""
    first, second = pieces(one), pieces(other)
    if not first or not second:
        return False
    return len(first & second) / min(len(first), len(second)) >= ALIKE


@lru_cache(maxsize=100_000)  # an import asks again and again of the same subjects
def pieces(text: str) -> frozenset[str]:
    """Return the two-character pieces of a text, by which likeness is told."""
    return frozenset(line_grams(fold(text)))


def cases_with_clocks(ledger: Ledger) -> list[str]:
    """Return the numbers of the cases in which a clock runs, the petitioners' rights among them; of none erased."""
    sql = (
        "SELECT DISTINCT t.case_no FROM terms t WHERE t.office = ? AND t.met_on IS NULL AND t.stopped_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.office = t.office AND e.case_no = t.case_no "
        f"AND e.act = '{ERASE}') ORDER BY t.case_no"
    )
    return [row[0] for row in ledger.rows(sql, (ledger.office,))]


def latest_late(ledger: Ledger, today: str) -> str:
    """Return the case whose clock ran out last before `today`, else the newest case."""
    where = f"t.office = ? AND t.due_on < ? AND {RUNNING}"
    sql = f"SELECT t.case_no FROM terms t WHERE {where} ORDER BY t.due_on DESC LIMIT 1"
    return str(
        ledger.one(sql, (ledger.office, today))
        or ledger.one("SELECT max(no) FROM cases WHERE office = ?", (ledger.office,))
    )
