"""A period as it stands under a title."""

from xinfang.domain.period import ALWAYS, Period
from xinfang.words import books


def period_words(period: Period) -> str:
    """Return a period as it stands under a title."""
    if period == ALWAYS:
        return books.PERIOD_ALL
    if period.first and period.last:
        return books.PERIOD.format(first=period.first, last=period.last)
    return (books.PERIOD_FROM if period.first else books.PERIOD_TO).format(first=period.first, last=period.last)
