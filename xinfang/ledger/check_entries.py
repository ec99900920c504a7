"""What `check` finds of the entries: that each stands whole in its chain, and that the heads known elsewhere are there.

Whoever can write the file can put anything into it. So nothing is taken for granted here, not even that a text is one.
"""

from collections.abc import Iterator
from typing import Any

from xinfang.ledger import chain, erase
from xinfang.ledger.connect import START
from xinfang.ledger.finding import Checked, Finding
from xinfang.ledger.handover import withheld_of
from xinfang.ledger.offices import merges
from xinfang.ledger.reading import Ledger


def chains(checked: Checked) -> Iterator[Finding]:
    """Each entry has its place, carries the hash of the one before it, and covers its own data."""
    known: dict[str, tuple[int, tuple[str, ...]]] = {}
    for row in checked.ledger.conn.execute("SELECT * FROM entry ORDER BY office, seq"):
        seq, before = known.get(row["office"], (0, (START,)))
        own = _sealed(row)
        told = {"office": row["office"], "seq": row["seq"], "act": row["act"], "on": row["on_date"]}
        if type(row["seq"]) is not int or row["seq"] <= seq:
            yield Finding("misplaced", told)
            continue
        if row["seq"] > seq + 1:
            yield Finding("gap", {"office": row["office"], "first": seq + 1, "last": row["seq"] - 1})
        if own != row["hash"] or not _covers(row):
            yield Finding("chain", told)
        elif row["seq"] == seq + 1 and row["prev"] not in before:
            yield Finding("link", told | {"before": seq})
        # Where only its hash was changed, the next entry still tells what it was.
        known[row["office"]] = (row["seq"], (row["hash"], own))


def _sealed(row: Any) -> str:
    """Return the hash that an entry should carry, empty where it holds what no entry can."""
    try:
        return chain.seal(row)
    except (TypeError, ValueError):
        return ""


def _covers(row: Any) -> bool:
    try:
        return chain.covers(row)
    except (TypeError, ValueError):
        return False


def merged_chains(checked: Checked) -> Iterator[Finding]:
    """The entries of every other office end where their last merge says, with the head that it wrote down.

    Else they were forged after they came: their own chain may hold, the own office's entries tell.
    """
    ledger = checked.ledger
    known, first = {ledger.office}, dict[str, int]()
    for made in merges(ledger):
        code = made.member.code
        sql = "SELECT hash FROM entry WHERE office = ? AND seq = ?"
        if ledger.one(sql, (code, made.entries)) != made.head:
            told = {"first": first.get(code, 0) + 1, "last": made.entries, "on": made.merged_on}
            yield Finding("merged", {"office": code, **told})
        known.add(code)
        first[code] = made.entries
    for row in ledger.rows("SELECT office, max(seq) AS last FROM entry GROUP BY office"):
        if row["office"] not in known:
            yield Finding("stranger", {"office": row["office"], "last": row["last"]})
        elif row["last"] > first.get(row["office"], row["last"]):
            yield Finding("beyond", {"office": row["office"], "first": first[row["office"]] + 1, "last": row["last"]})


def withheld(checked: Checked) -> Iterator[Finding]:
    """Where another office kept data back, what stands for it is what was merged.

    One digest covers all of it, so that of the entries that hold such data any may be meant.
    """
    ledger = checked.ledger
    for code, digest in {made.member.code: made.withheld for made in merges(ledger)}.items():
        if withheld_of(ledger, code) != digest:
            rows = ledger.rows(
                "SELECT seq FROM entry WHERE office = ? AND salt = ? ORDER BY seq", (code, chain.WITHHELD)
            )
            yield Finding("withheld", {"office": code, "entries": [row["seq"] for row in rows]})


def own_data(checked: Checked) -> Iterator[Finding]:
    """Own data was kept back where an erasure tells of it, as it tells, and nowhere else; and its files are gone."""
    ledger, told = checked.ledger, erase.stands(checked.ledger)
    sql = "SELECT office, seq, act, on_date AS 'on', data FROM entry WHERE office = ? AND salt = ? ORDER BY seq"
    for row in ledger.rows(sql, (ledger.office, chain.WITHHELD)):
        if told.pop(row["seq"], None) != chain.digest(chain.WITHHELD, row["data"]):
            yield Finding("chain", {name: row[name] for name in ("office", "seq", "act", "on")})
    for seq in told:
        yield Finding("unerased", {"seq": seq})
    if erase.is_unswept(ledger.conn):
        yield Finding("unswept", {})


def heads(checked: Checked) -> Iterator[Finding]:
    """The heads that were written on paper are entries of this ledger: its tail was not cut off."""
    for head in checked.heads:
        if standing(checked.ledger, head) is None:
            yield Finding("head", {"head": head})


def standing(ledger: Ledger, head: str) -> dict[str, Any] | None:
    """Return which entry a head is, or its beginning: office, seq, act, day, moment of writing, entries since."""
    sql = (
        "SELECT e.office, e.seq, e.act, e.on_date AS 'on', e.written_at, e.hash AS head, "
        "(SELECT count(*) FROM entry AS l WHERE l.office = e.office AND l.seq > e.seq) AS since "
        "FROM entry AS e WHERE substr(e.hash, 1, ?) = ? ORDER BY e.office != ?"
    )
    rows = ledger.rows(sql, (len(head), head, ledger.office))
    return dict(rows[0]) if rows else None
