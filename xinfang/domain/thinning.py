"""Which copies of the ledger are kept as time goes by: the newest of each of the last days, weeks and months."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 7, 4, 12  # so many of each that have a copy: days on which nobody works do not count


def kept(made: Iterable[datetime], today: date) -> set[datetime]:
    """Return which of the copies that were made at these moments are kept.

    What is dated after `today` is kept: then a clock is wrong, and nobody knows yet which.
    """
    moments = sorted(made, reverse=True)
    past = [moment for moment in moments if moment.date() <= today]
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    newest = {moment for most, span in spans for moment in _newest(past, span)[:most]}
    return newest | {moment for moment in moments if moment.date() > today}


def gone_by(today: date) -> date:
    """Return the day by which no copy of today or before is kept any longer, where one is made in every month."""
    months = today.year * 12 + today.month - 1 + MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _newest(moments: list[datetime], span: Callable[[datetime], object]) -> list[datetime]:
    """Return the newest moment of each span, the newest span first; `moments` run from the newest back."""
    found: dict[object, datetime] = {}
    for moment in moments:
        found.setdefault(span(moment), moment)
    return list(found.values())
