"""The morning list: what is overdue, due today, due soon, with others, and what no clock drives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from xinfang.domain.codes import Status
from xinfang.domain.next_step import next_verbs
from xinfang.ledger import clocks
from xinfang.ledger.reading import Ledger
from xinfang.tables.closed import Sight
from xinfang.tables.report import Cell, Column, Table
from xinfang.words import books, labels, talk

WITH_OTHERS = (Status.FORWARDED, Status.ASSIGNED)
TO_BE_ENDED = (Status.REPLIED, Status.SERVED)
NOT_BEGUN = (Status.REGISTERED, Status.ACCEPTED)

SHAPES = {
    "case": (13, Cell.ID), "term": (8, Cell.TEXT), "due_on": (10, Cell.DAY), "left": (11, Cell.TEXT),
    "status": (8, Cell.TEXT), "status_on": (10, Cell.DAY), "petitioner": (12, Cell.TEXT), "subject": (40, Cell.TEXT),
    "unit": (12, Cell.TEXT), "next_step": (12, Cell.TEXT),
}  # fmt: skip
SHRINKING = ("subject", "petitioner", "unit")


def columns(heads: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of a morning list under these headings."""
    return tuple(Column(key, label, *SHAPES[key], shrinks=key in SHRINKING) for key, label in heads.items())


@dataclass(frozen=True, slots=True)
class Morning:
    """A day's view of the ledger; `limit` shortens every list (-1: whole)."""

    ledger: Ledger
    today: date
    sight: Sight
    limit: int = -1

    def overdue(self) -> Table:
        """Return the clocks of ours that have run out, the latest of them last."""
        return self._clocks("overdue", talk.OVERDUE, None, self._day(-1))

    def due(self, last: date, title: str, *, first: date | None = None) -> Table:
        """Return the clocks of ours that run out from `first` (today) to `last`."""
        return self._clocks("due", title, (first or self.today).isoformat(), last.isoformat())

    def with_others(self) -> Table:
        """Return the cases that other units have."""
        return self._open("waiting", talk.WAITING, books.WAITING_HEADS, WITH_OTHERS)

    def unclocked(self) -> Table:
        """Return the open cases that wait for us without a clock: answers to serve, cases to close, the anonymous."""
        statuses = (*TO_BE_ENDED, *NOT_BEGUN)
        return self._open("unclocked", talk.NO_CLOCK, books.UNCLOCKED_HEADS, statuses, unclocked=True)

    def _day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def _clocks(self, name: str, title: str, first: str | None, last: str) -> Table:
        rows = [self._clock_row(row) for row in clocks.clocks(self.ledger, first, last, self.limit)]
        count = len(rows) if len(rows) != self.limit else clocks.count_clocks(self.ledger, first, last)
        return Table(name, title, columns(books.CLOCK_HEADS), rows, count)

    def _open(
        self, name: str, title: str, heads: Mapping[str, str], statuses: tuple[Status, ...], *, unclocked: bool = False
    ) -> Table:
        found = clocks.open_cases(self.ledger, statuses, self.limit, unclocked=unclocked)
        rows = [self._open_row(row) for row in found]
        count = len(rows) if len(rows) != self.limit else clocks.count_open(self.ledger, statuses, unclocked=unclocked)
        return Table(name, title, columns(heads), rows, count)

    def _clock_row(self, row: Any) -> dict[str, Any]:
        days_left = (date.fromisoformat(row["due_on"]) - self.today).days
        return {
            "case": row["case"],
            "term": row["term"],
            "due_on": row["due_on"],
            "safe_on": row["safe_on"],
            "days_left": days_left,
            "provisional": bool(row["provisional"]),
            "next_step": next_step(row["status"], row["kind"], asked_again=True),
            "basis": row["basis"],
            **self._who_and_what(row, row["owed_by"] or row["unit"]),
        }

    def _open_row(self, row: Any) -> dict[str, Any]:
        return {
            "case": row["case"],
            "status": row["status"],
            "status_on": row["status_on"],
            "due_on": row["next_due"],
            "next_step": next_step(row["status"], row["kind"]),
            **self._who_and_what(row, row["unit"]),
        }

    def _who_and_what(self, row: Any, unit: str | None) -> dict[str, str | None]:
        if self.sight.closes(row["kind"]):
            return {"subject": labels.CONFIDENTIAL, "petitioner": labels.CONFIDENTIAL, "unit": None}
        return {"subject": row["subject"], "petitioner": row["petitioner"] or labels.ANONYMOUS, "unit": unit}


def next_step(status: str, kind: str, *, asked_again: bool = False) -> str:
    """Return the next legal step of a case as a command with its meaning, or an empty string."""
    verbs = next_verbs(status, kind, asked_again=asked_again)
    return f"{verbs[0]} {labels.ACT[verbs[0]]}" if verbs else ""


def next_steps(status: str, kind: str, *, asked_again: bool = False) -> str:
    """Return all legal next steps."""
    verbs = next_verbs(status, kind, asked_again=asked_again)
    return "、".join(f"{labels.ACT[verb]}（{verb}）" for verb in verbs) or talk.NEXT_NONE


def counted(table: Table) -> Table:
    """Return the table with the number of its rows in its title."""
    return replace(table, title=f"{table.title}（{table.count}）")
