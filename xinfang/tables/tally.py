"""What the petitions of a register add up to: 件 or 批, and 人次, which stand apart."""

from collections.abc import Mapping
from typing import Any

from xinfang.tables.report import TOTAL, Tally
from xinfang.words import books, labels


class Petitions(Tally):
    """Counts what came and how many people; void ones count for nothing, closed ones do without their people."""

    many = books.PETITIONS

    def __init__(self) -> None:
        self.count = self.people = self.void = self.closed = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Take a petition into account; the day on which it came stands in every row but void and closed ones."""
        if row["received_on"]:
            self.count += 1
            self.people += row.get("people") or 0
        elif row["subject"] == labels.CONFIDENTIAL:
            self.count += 1
            self.closed += 1
        else:
            self.void += 1

    def totals(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """Return the one row that tells it."""
        apart = [books.CLOSED_APART.format(count=self.closed)] * bool(self.closed)
        apart += [books.VOID_APART.format(count=self.void)] * bool(self.void)
        count = self.many.format(count=self.count)
        told = {"petition": name, "received_on": count, "people": self.people, "subject": "；".join(apart) or None}
        return (told | {TOTAL: True},)


class Visits(Petitions):
    """Counts visits: so many came, so many people each time."""

    many = books.VISITS
