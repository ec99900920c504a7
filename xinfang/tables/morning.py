"""The morning list: what is overdue, due today, due soon, with others, and what no clock drives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from xinfang.domain.codes import ENDED, OPEN, Status
from xinfang.domain.next_step import Standing, is_sent_back, next_for_term, next_verbs
from xinfang.ledger import clocks
from xinfang.ledger.reading import Ledger
from xinfang.tables.closed import Sight
from xinfang.tables.leading_on import step
from xinfang.tables.offices import headed, marked
from xinfang.tables.report import Cell, Column, Table
from xinfang.words import books, labels, talk

WITH_OTHERS = (Status.FORWARDED, Status.ASSIGNED, Status.ROUTED)
WITH_US = tuple(status for status in Status if status in OPEN and status not in WITH_OTHERS)

SHAPES = {
    "case": (13, Cell.ID), "term": (8, Cell.TEXT), "due_on": (10, Cell.DAY), "left": (11, Cell.TEXT),
    "status": (8, Cell.TEXT), "status_on": (10, Cell.DAY), "petitioner": (12, Cell.TEXT), "subject": (40, Cell.TEXT),
    "task": (14, Cell.TEXT), "on_date": (10, Cell.DAY), "unit": (12, Cell.TEXT), "next_step": (12, Cell.TEXT),
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
    role: str
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
        return self._open("unclocked", talk.NO_CLOCK, books.UNCLOCKED_HEADS, WITH_US, clocked=clocks.NO_CLOCK)

    def undated(self) -> Table:
        """Return the instructions, supervisions and promises that nobody set a date for and that are not done yet."""
        rows = [self._task_row(row) for row in clocks.undated_tasks(self.ledger, self.limit)]
        count = len(rows) if len(rows) != self.limit else clocks.count_undated(self.ledger)
        return self._table("undated", talk.UNDATED, books.TASK_HEADS, rows, count)

    def later(self, last: date) -> Table:
        """Return the open cases with us whose nearest date comes after `last`."""
        after = clocks.Clocked(last.isoformat())
        return self._open("later", talk.LATER, books.LATER_HEADS, WITH_US, clocked=after)

    def _day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def _clocks(self, name: str, title: str, first: str | None, last: str) -> Table:
        rows = [self._clock_row(row) for row in clocks.clocks(self.ledger, first, last, self.limit)]
        count = len(rows) if len(rows) != self.limit else clocks.count_clocks(self.ledger, first, last)
        return self._table(name, title, books.CLOCK_HEADS, rows, count)

    def _open(
        self,
        name: str,
        title: str,
        heads: Mapping[str, str],
        statuses: tuple[Status, ...],
        *,
        clocked: clocks.Clocked | None = None,
    ) -> Table:
        found = clocks.open_cases(self.ledger, statuses, self.limit, clocked)
        rows = [self._open_row(row) for row in found]
        count = len(rows) if len(rows) != self.limit else clocks.count_open(self.ledger, statuses, clocked)
        return self._table(name, title, heads, rows, count)

    def _table(self, name: str, title: str, heads: Mapping[str, str], rows: list[dict[str, Any]], count: int) -> Table:
        return Table(name, title, headed(self.ledger, columns(heads)), rows, count)

    def _clock_row(self, row: Any) -> dict[str, Any]:
        days_left = (date.fromisoformat(row["due_on"]) - self.today).days
        made = {
            "case": row["case"],
            "term": row["term"],
            "due_on": row["due_on"],
            "safe_on": row["safe_on"],
            "days_left": days_left,
            "provisional": bool(row["provisional"]),
            "next_step": self._step_for(row),
            "basis": row["basis"],
            **self._who_and_what(row, row["owed_by"] or row["unit"]),
        }
        return marked(self.ledger, row, made)

    def _open_row(self, row: Any) -> dict[str, Any]:
        made = {
            "case": row["case"],
            "status": row["status"],
            "status_on": row["status_on"],
            "due_on": row["next_due"],
            "next_step": step(next_verbs(self._standing(row))),
            **self._who_and_what(row, row["unit"]),
        }
        return marked(self.ledger, row, made)

    def _step_for(self, row: Any) -> str:
        """Return what meets a clock, as it is typed."""
        steps = next_for_term(row["term"], row["owed_by"], self._standing(row))
        return labels.TERM_STEP.get(row["term"]) or step(steps)

    def _task_row(self, row: Any) -> dict[str, Any]:
        closed = self.sight.closes(row["kind"])
        made = {
            "case": row["case"],
            "task": row["task"],
            "on_date": row["on_date"],
            "unit": None if closed else row["asked"],
            "subject": labels.CONFIDENTIAL if closed else row["text"],
            "next_step": labels.TERM_STEP[row["task"]],
        }
        return marked(self.ledger, row, made)

    def _standing(self, row: Any) -> Standing:
        """Return where a row's case stands; a clock that runs after the end was started by who asked again."""
        member = self.ledger.members.get(row["office"])
        return Standing(
            status=row["status"], kind=row["kind"], role=member.role if member else self.role,
            asked_again=row["status"] in ENDED,
            sent_back=is_sent_back(row["review_opinion"], row["reexam_opinion"]),
        )  # fmt: skip

    def _who_and_what(self, row: Any, unit: str | None) -> dict[str, str | None]:
        if self.sight.closes(row["kind"]):
            return {"subject": labels.CONFIDENTIAL, "petitioner": labels.CONFIDENTIAL, "unit": None}
        return {"subject": row["subject"], "petitioner": row["petitioner"] or labels.ANONYMOUS, "unit": unit}


def counted(table: Table) -> Table:
    """Return the table with the number of its rows in its title."""
    return replace(table, title=f"{table.title}（{table.count}）")


HEAD, FEW = 3, 3  # lines above the rows of a list; rows that each list has while there is room


def fitted(tables: Sequence[Table], lines: int) -> tuple[Table, ...]:
    """Return the lists with as many rows as so many lines hold; the first lists are the most urgent.

    Each in turn gets half of what is left, or a few rows; what remains goes to the first that has more. Those without
    room get none.
    """
    every, given = [list(table.rows) for table in tables], [0] * len(tables)
    for place, rows in enumerate(every):
        room = lines - HEAD
        if rows and room > 0:
            given[place] = min(len(rows), max(FEW, room // 2), room)
            lines = room - given[place]
    for place, rows in enumerate(every):
        more = min(len(rows) - given[place], lines) if given[place] else 0
        given[place], lines = given[place] + more, lines - more
    return tuple(replace(table, rows=rows[:count]) for table, rows, count in zip(tables, every, given, strict=True))
