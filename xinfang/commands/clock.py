"""The one place where the clock is read. ``$XINFANG_TODAY`` sets the day, for tests and demonstrations."""

import os
from datetime import date, datetime

from xinfang.domain.codes import Refused


def today() -> date:
    """Return today.

    Raises Refused ``bad_date``: ``$XINFANG_TODAY`` is not an ISO date.
    """
    if fixed := os.environ.get("XINFANG_TODAY"):
        try:
            return date.fromisoformat(fixed)
        except ValueError:
            raise Refused("bad_date", usage=True, text=fixed) from None
    return datetime.now().astimezone().date()


def now() -> str:
    """Return the moment of writing (local time, ISO, to the second), on the day that `today` tells."""
    return f"{today().isoformat()}T{datetime.now().astimezone():%H:%M:%S}"
