"""The rows of the books: which one is meant, and what the morning asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xinfang.domain.codes import Refused, Status

if TYPE_CHECKING:
    import sqlite3

    from xinfang.domain.books import RowNumber
    from xinfang.ledger.reading import Ledger

FINDS = "area = ? AND void_reason IS NULL"


def resolve(ledger: Ledger, asked: RowNumber, text: str, year: int) -> str:
    """Return the number of the row that was named; a bare serial means this `year`'s where there is one.

    Raises Refused: ``no_such_row``, ``ambiguous_case``.
    """
    sql = f"SELECT no, year FROM {asked.table} WHERE office = ? AND serial = ? AND year = coalesce(?, year)"
    found = ledger.rows(f"{sql} ORDER BY year DESC", (ledger.office, asked.serial, asked.year))
    numbers = [row["no"] for row in found if row["year"] == year] or [row["no"] for row in found]
    if not numbers:
        from xinfang.domain.books import numbered

        raise Refused("no_such_row", text=numbered(asked.table, asked.year or year, asked.serial or 0))
    if len(numbers) > 1:
        raise Refused("ambiguous_case", text=text, cases=numbers)
    return str(numbers[0])


def open_disputes(ledger: Ledger, first: str, last: str) -> list[sqlite3.Row]:
    """Return the open disputes that are to be settled from `first` to `last`, the most pressing first."""
    sql = (
        f"SELECT * FROM disputes WHERE {ledger.within()} AND ended_on IS NULL AND void_reason IS NULL "
        "AND due_on BETWEEN ? AND ? ORDER BY due_on, office, no"
    )
    return ledger.rows(sql, (ledger.scope, first, last))


def of_case(ledger: Ledger, case: str) -> list[str]:
    """Return the numbers of the disputes that became this case."""
    sql = "SELECT no FROM disputes WHERE office = ? AND case_no = ? ORDER BY year, serial"
    return [row["no"] for row in ledger.rows(sql, (ledger.office, case))]


def once_of_case(ledger: Ledger, case: str) -> list[str]:
    """Return the numbers of the disputes that became this case at any time, also where that was taken back."""
    sql = (
        "SELECT DISTINCT d.no FROM disputes d JOIN entry e ON e.office = d.office AND e.case_no = d.no "
        "WHERE d.office = ? AND e.act = 'became' AND json_extract(e.data, '$.said.case_no') = ? "
        "ORDER BY d.year, d.serial"
    )
    return [row["no"] for row in ledger.rows(sql, (ledger.office, case))]


def screened(ledger: Ledger, area: str) -> dict[str, list[str]]:
    """Return the days on which something was found in an area, and those of its zero reports."""
    found = ledger.rows(f"SELECT found_on FROM disputes WHERE office = ? AND {FINDS}", (ledger.office, area))
    nothing = ledger.rows(f"SELECT done_on FROM rounds WHERE office = ? AND {FINDS}", (ledger.office, area))
    return {"found": [row[0] for row in found], "nothing": [row[0] for row in nothing]}


def zero_reports(ledger: Ledger, area: str, day: str) -> list[str]:
    """Return the numbers of the zero reports that stand for the round of an area in which a day lies."""
    sql = f"SELECT no FROM rounds WHERE office = ? AND {FINDS} AND ? BETWEEN first AND last ORDER BY year, serial"
    return [row["no"] for row in ledger.rows(sql, (ledger.office, area, day))]


def first_day(ledger: Ledger) -> str | None:
    """Return the day on which the first entry was written, None for an empty ledger."""
    found = ledger.one("SELECT written_at FROM entry WHERE office = ? ORDER BY seq LIMIT 1", (ledger.office,))
    return str(found)[:10] if found else None


def any_reception(ledger: Ledger) -> bool:
    """Return whether anything was written down of a reception day."""
    return bool(ledger.one(f"SELECT EXISTS (SELECT 1 FROM reception_days WHERE {ledger.within()})", (ledger.scope,)))


def reception_days(ledger: Ledger, first: str, last: str) -> dict[str, sqlite3.Row]:
    """Return what the ledger holds of the reception days from `first` to `last`, by day."""
    sql = "SELECT * FROM reception_days WHERE office = ? AND planned_on BETWEEN ? AND ? ORDER BY planned_on"
    return {row["planned_on"]: row for row in ledger.rows(sql, (ledger.office, first, last))}


def met_on(ledger: Ledger, first: str, last: str) -> dict[str, int]:
    """Return how many times leaders met petitioners on each day from `first` to `last`, reception by reception."""
    sql = (
        "SELECT m.on_date, count(*) AS met FROM meetings m JOIN cases c ON c.office = m.office AND c.no = m.case_no "
        "WHERE m.office = ? AND c.status != ? AND m.way = 'received' AND m.on_date BETWEEN ? AND ? GROUP BY m.on_date"
    )
    return {row["on_date"]: row["met"] for row in ledger.rows(sql, (ledger.office, Status.VOID, first, last))}
