"""The indicators of the office's work: what each measures itself by, and how a count becomes a figure.

An indicator counts rows: all of them are its denominator, those that are hits its numerator. Which rows these are, by
which day and in whose eyes, is told in `ledger.indicators`, where they are counted, and in `words.indicators`.
Everything here is whole numbers: a target is compared with the count itself, never with its rounded figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 10_000  # a target is kept in hundredths of a percent: 98 % is 9800, 0.5 % is 50


class Figure(StrEnum):
    """What comes of a count: a share of the rows, the sum itself, or the growth against a base figure."""

    SHARE = "share"
    SUM = "sum"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator. `target` is in hundredths of a percent, `lower` says that it is met from below.

    `places` are the decimals of the percentage, `terms` the clocks whose rules stand behind it, `parts` the indicators
    whose counts add up to its own.
    """

    code: str
    target: int | None = None
    lower: bool = False
    places: int = 1
    figure: Figure = Figure.SHARE
    terms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


INDICATORS: tuple[Indicator, ...] = (
    Indicator(code="informed_in_time", target=10_000, terms=("inform",)),
    Indicator(code="handled_in_time", target=10_000, terms=("handle", "assigned")),
    Indicator(code="ended"),
    Indicator(code="first_ended", target=9_800),
    Indicator(code="from_above_ended", target=10_000),
    Indicator(code="settled", target=9_500),
    Indicator(code="repeated", target=50, lower=True, places=2),
    Indicator(code="backlog_settled", target=8_500),
    Indicator(code="received_by_leaders", target=10_000),
    Indicator(code="followed_up", target=10_000, terms=("follow_up",)),
    Indicator(code="content", parts=("content_office", "content_unit")),
    Indicator(code="visitors", figure=Figure.SUM),
    Indicator(code="growth", figure=Figure.GROWTH),
)
BY_CODE: Mapping[str, Indicator] = {indicator.code: indicator for indicator in INDICATORS}
SHARES = tuple(indicator.code for indicator in INDICATORS if indicator.figure == Figure.SHARE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: the hits, and all rows; for a growth now and before. A sum has no denominator (None)."""

    numerator: int
    denominator: int | None


def value(indicator: Indicator, counted: Counted) -> int | float | None:
    """Return the figure: 0.966 for 96.6 %, a sum as it is; None where there is nothing to divide by.

    A share is rounded half up at the indicator's decimals of a percent, a growth half away from no change.
    """
    over, under = counted.numerator, counted.denominator
    if indicator.figure == Figure.SUM:
        return over
    if not under:
        return None
    scale = int(100 * 10**indicator.places)
    if indicator.figure == Figure.GROWTH:
        change = over - under
        return (1 if change >= 0 else -1) * half_up(abs(change) * scale, under) / scale
    return half_up(over * scale, under) / scale


def half_up(over: int, under: int) -> int:
    """Return the quotient of two numbers that are not negative, to the nearest whole one, a half upwards."""
    return (2 * over + under) // (2 * under)


def is_met(indicator: Indicator, counted: Counted, target: int | None) -> bool | None:
    """Return whether the count itself reaches the target; None where there is no target, or nothing was counted."""
    if indicator.figure != Figure.SHARE or target is None or not counted.denominator:
        return None
    reached, asked = counted.numerator * WHOLE, target * counted.denominator
    return reached <= asked if indicator.lower else reached >= asked
