"""What screening for disputes came to in a period (矛盾纠纷排查情况统计表), area by area; every line closes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from xinfang.domain import screening
from xinfang.domain.disputes import Stage
from xinfang.domain.period import Period
from xinfang.ledger import books, rows
from xinfang.ledger.find import Wanted
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables.offices import apart
from xinfang.tables.report import TOTAL, Cell, Table, columns
from xinfang.words import labels
from xinfang.words import reports as words

SHAPES: Mapping[str, tuple[int, Cell]] = {
    "area": (16, Cell.TEXT), **{key: (10, Cell.NUMBER) for key in words.SCREENED_HEADS if key != "area"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What screening came to: carried_in + found − settled − unsettled − became = carried_out.

    `rounds` were due by the rota, `done` of them were; `nothing` are zero reports. `late` disputes of those carried
    out have passed their date.
    """

    rounds: int = 0
    done: int = 0
    nothing: int = 0
    carried_in: int = 0
    found: int = 0
    people: int = 0
    settled: int = 0
    unsettled: int = 0
    became: int = 0
    carried_out: int = 0
    late: int = 0

    def __add__(self, other: "Screened") -> "Screened":
        """Return both together."""
        return Screened(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def by_area(ledger: Ledger, office: Office, period: Period, today: str) -> dict[str, Screened]:
    """Return what screening came to in a whole period, by area: those of the rota in its order, then the others.

    Where several offices are looked at, the name of each stands before its areas.
    """
    made: dict[str, Screened] = {}
    for alone, plans in apart(ledger, office):
        whose = f"{ledger.members[alone.office].name} " if ledger.several else ""
        for area, screened in _by_area(alone, plans, period, today).items():
            made[whose + area] = made.get(whose + area, Screened()) + screened
    return made


def _by_area(ledger: Ledger, office: Office, period: Period, today: str) -> dict[str, Screened]:
    end = min(period.last or today, today)
    span = Period(period.first, end)
    found = books.disputes(ledger, Wanted())
    disputes = [row for row in found if "found_on" in row.keys() and row["void_reason"] is None]  # noqa: SIM118
    zeros = [row for row in found if "done_on" in row.keys() and row["void_reason"] is None]  # noqa: SIM118
    since = rows.first_day(ledger) or today
    made = {duty.area: _rounds(ledger, duty, span, since) for duty in office.rota()}
    for row in zeros:
        if span.holds(row["done_on"]):
            made[row["area"]] = made.get(row["area"], Screened()) + Screened(nothing=1)
    for row in disputes:
        area = row["area"] or labels.UNKNOWN
        made[area] = made.get(area, Screened()) + _dispute(row, span, end)
    return made


def _rounds(ledger: Ledger, duty: screening.Duty, span: Period, since: str) -> Screened:
    """Count the rounds of a duty that ended in the period, of those that began while the ledger was in use."""
    begun = date.fromisoformat(max(duty.since or since, since))
    ended = [turn for turn in screening.rounds(duty.every, begun, _day(span.last)) if span.holds(turn.last)]
    days = [day for told in rows.screened(ledger, duty.area).values() for day in told]
    return Screened(rounds=len(ended), done=sum(any(turn.holds(day) for day in days) for turn in ended))


def _day(iso: str | None) -> date:
    return date.fromisoformat(iso or "")


def _dispute(row: Any, span: Period, end: str) -> Screened:
    """Count one dispute for a period that ends on `end`."""
    first, ended = span.first or "", row["ended_on"]
    if row["found_on"] > end or (ended and ended < first):
        return Screened()
    came = row["found_on"] >= first
    goes_on = not ended or ended > end
    became = row["status"] == Stage.CASE
    return Screened(
        carried_in=not came, found=came, people=row["people"] * came, became=not goes_on and became,
        settled=not goes_on and not became and bool(row["settled"]),
        unsettled=not goes_on and not became and not row["settled"],
        carried_out=goes_on, late=goes_on and row["due_on"] < end,
    )  # fmt: skip


def total(made: Iterable[Screened]) -> Screened:
    """Return all areas together."""
    return sum(made, Screened())


def table(made: Mapping[str, Screened]) -> Table:
    """Return the areas as a table, with their sum."""
    lines = [{"area": area} | asdict(screened) for area, screened in made.items()]
    lines.append({"area": words.ALL_TOGETHER, TOTAL: True} | asdict(total(made.values())))
    heads = columns(words.SCREENED_HEADS, SHAPES, ())
    return Table("screening", words.SCREENED, heads, lines, len(lines), unit=words.SCREENED_UNIT)
