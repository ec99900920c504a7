"""The books beside the cases (排查, 零报告, 会议, 接访日): how their rows are numbered, corrected, voided."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from xinfang.domain import effects
from xinfang.domain.codes import Refused
from xinfang.domain.model import Entry, State

# What a row's number begins with, and the table that holds it.
MARKS: Mapping[str, str] = {"PC": "disputes", "LB": "rounds", "HY": "conferences", "JF": "reception_days"}
NUMBERED = re.compile(r"(PC|LB|HY)(?:(\d{4})-)?(\d{1,9})|(JF)(\d.*)")


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A row's number as it was typed: of which table, of which year (None: not said), which; or of which `day`."""

    table: str
    year: int | None
    serial: int | None
    day: str | None = None


def is_row(typed: str) -> bool:
    """Return whether what was typed is the number of a book's row, and not of a case."""
    return parse(typed) is not None


def parse(typed: str) -> RowNumber | None:
    """Return a row's number as typed (``PC12``, ``pc2026-0012``, ``JF2026-12-07``), or None."""
    found = NUMBERED.fullmatch(unicodedata.normalize("NFKC", typed).strip().upper())
    if found is None:
        return None
    if found[4]:
        return RowNumber(MARKS[found[4]], None, None, found[5])
    return RowNumber(MARKS[found[1]], int(found[2]) if found[2] else None, int(found[3]))


def numbered(table: str, year: int, serial: int) -> str:
    """Return the number of a row: its book's mark, the year, the serial."""
    mark = next(mark for mark, book in MARKS.items() if book == table)
    return f"{mark}{year}-{serial:04d}"


def the_row(state: State) -> Any:
    """Return the row of a book that a state holds."""
    return next(row for book in MARKS.values() for row in getattr(state, book))


def with_row(state: State, **changes: Any) -> State:
    """Return the state with these columns of its row set."""
    book = next(book for book in MARKS.values() if getattr(state, book))
    return replace(state, **{book: (replace(the_row(state), **changes),)})


def void(state: State, reason: str, on: str, by: str) -> Entry:
    """Mark a row as entered by mistake; its number stays taken.

    Raises Refused: it is void already, became a case, cannot be voided, or no reason was given.
    """
    row = the_row(state)
    if not hasattr(row, "void_reason"):
        raise Refused("row_unfit", case=row.no, verb="void")
    if row.void_reason is not None:
        raise Refused("row_void", case=row.no)
    if getattr(row, "case_no", None):
        raise Refused("dispute_is_case", case=row.no, into=row.case_no)
    if not reason:
        raise Refused("needs", usage=True, verb="void", fields=["reason"])
    status = {"status": "void"} if hasattr(row, "status") else {}
    after = with_row(state, void_reason=reason, **status)
    return effects.entry("void", state, after, {"reason": reason}, on, by)


def changed(row: Any, new: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return what a correction changes: field → former and new value; `fields` maps what can be said to columns.

    Raises Refused: the row is void, a field is none of its own, or nothing would change.
    """
    if row.void_reason is not None:
        raise Refused("row_void", case=row.no)
    if unfit := [name for name in new if name not in fields]:
        raise Refused("field_unfit", case=row.no, fields=unfit)
    differs = {n: [getattr(row, fields[n]), v] for n, v in new.items() if getattr(row, fields[n]) != v}
    if not differs:
        raise Refused("nothing_to_correct", case=row.no)
    return differs


def corrected(state: State, told: Mapping[str, list[Any]], after: State, reason: str, on: str, by: str) -> Entry:
    """Return the entry of a correction."""
    return effects.entry("correct", state, after, {"fields": dict(told), "reason": reason}, on, by)
