"""Whether and how a matter ended, by the words of an old register."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from xinfang.exchange.registers import cells
from xinfang.words import imports as words


@dataclass(frozen=True, slots=True)
class End:
    """How a matter ended: on which day, with which result; `ended` is False while it is open.

    `told` says that the register gives the day itself; `settled` is None where it does not say.
    """

    ended: bool = False
    on: str = ""
    told: bool = False
    settled: bool | None = None
    result: str = ""
    warnings: tuple[tuple[str, dict[str, Any]], ...] = ()


def end_of(
    way: str | None, days: Mapping[str, str], said: Mapping[str, str], received_on: str, today: str
) -> End:  # fmt: skip
    """Return how a row says that its matter ended.

    A day of ending is the surest sign, then the column of states, then the words of the result. What does not say
    clearly that it ended stays open.
    """
    result, status = said["result"], said["status"]
    ended, clear = _has_ended(way, days, result, status, said["settled"])
    if not ended:
        return End(result=result, warnings=() if clear else (("unclear_end", {}),))
    on = days.get("closed_on") or days.get("answered_on")
    guessed = on or _day_in(result, received_on, today) or max(days.values(), default=received_on)
    warnings = () if on or way == "spot" else (("no_end_day", {"on": guessed}),)
    settled = _settled(said["settled"] or said["rating"] or f"{status} {result}")
    if settled is None and way == "spot":
        settled = True
    return End(True, guessed, bool(on), settled, result, warnings)


def _has_ended(way: str | None, days: Mapping[str, str], result: str, status: str, settled: str) -> tuple[bool, bool]:
    """Return whether it ended, and whether the register says so or the contrary clearly."""
    if "closed_on" in days:
        return True, True
    if status:
        return _says_so(status), True
    if way in ("declined", "spot") or _settled(settled):
        return True, True
    if re.search(words.STILL_OPEN, result):
        return False, True
    if re.search(words.ENDED, result) or "answered_on" in days:
        return True, True
    return False, not result


@lru_cache(maxsize=1_000)
def _says_so(status: str) -> bool:
    return bool(re.search(words.ENDED, status)) and not re.search(words.STILL_OPEN, status)


@lru_cache(maxsize=10_000)
def _settled(written: str) -> bool | None:
    if re.search(words.NOT_SETTLED, written):
        return False
    return True if re.search(words.SETTLED, written) else None


def _day_in(result: str, received_on: str, today: str) -> str | None:
    """Return a day that the words of a result name, from the receipt to today; without a year it is the next one."""
    found = cells.A_DAY.search(result)
    try:
        told = cells.day(found[0], "closed_on") if found else None
        if told is None:
            return None
        year, month, on = told
        if year is None:
            year = int(received_on[:4])
            year += f"{year}-{month:02d}-{on:02d}" < received_on
        day = date(year, month, on).isoformat()
    except (cells.NotTaken, ValueError):
        return None
    return day if received_on <= day <= today else None
