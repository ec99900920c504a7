"""Which petitions or cases are wanted: periods and filters, the same on every command that lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day, parse_period
from xinfang.domain.period import ALWAYS, Period

if TYPE_CHECKING:
    from xinfang.commands.desk import Desk
    from xinfang.ledger.find import Wanted


def period_of(
    desk: Desk, period: str | None, month: str | None, quarter: str | None, year: str | None,
    first: str | None, last: str | None,
) -> Period:  # fmt: skip
    """Return the period that was named: one of a word, a month, a quarter, a year, or from/to; else all time.

    Raises Refused: ``bad_period``, ``period_backwards``, ``both_given``.
    """
    named = {"时段": period, "--month": month, "--quarter": quarter, "--year": year}
    given = [(flag, text) for flag, text in named.items() if text]
    if first or last:
        given.append(("--from/--to", ""))
    if len(given) > 1:
        raise Refused("both_given", usage=True, one=given[0][0], other=given[1][0])
    if first or last:
        return _from_to(desk, first, last)
    return parse_period(given[0][1], desk.today) if given else ALWAYS


def _from_to(desk: Desk, first: str | None, last: str | None) -> Period:
    days = [parse_day(text, desk.today).isoformat() if text else None for text in (first, last)]
    if days[0] and days[1] and days[0] > days[1]:
        raise Refused("period_backwards", usage=True, first=days[0], last=days[1])
    return Period(*days)


def wanted_of(desk: Desk, period: Period, *, only_open: bool = False, **filters: str | None) -> Wanted:
    """Return the checked filters.

    Raises Refused: a filter names no known state, kind, category …
    """
    from xinfang.commands import typed
    from xinfang.ledger.find import Wanted

    values = typed.read_all(filters, desk.reading_of)
    return Wanted(period=period, only_open=only_open, **{name: value for name, value in values.items() if value})
