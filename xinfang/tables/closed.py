"""What is kept back unless it is asked for: phones and ID numbers masked, accusations closed (条例 arts. 30, 46)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinfang.domain.codes import Kind
from xinfang.words import labels

PHONE_TAIL = 4
ID_TAIL, ID_LENGTH = 2, 15  # the old numbers have 15 places


@dataclass(frozen=True, slots=True)
class Sight:
    """What this reader asked to see: whole numbers (`unmask`), the words of accusations (`confidential`) and why."""

    unmask: bool = False
    confidential: bool = False
    reason: str | None = None

    def phone(self, number: str | None) -> str | None:
        """Return a phone number, its middle hidden unless asked for."""
        if not number or self.unmask:
            return number
        kept = 3 if len(number) > 2 * PHONE_TAIL else 0
        tail = PHONE_TAIL if len(number) >= 2 * PHONE_TAIL - 1 else 1
        return number[:kept] + "*" * max(len(number) - kept - tail, 3) + number[-tail:]

    def id_number(self, number: str | None) -> str | None:
        """Return an ID number, all but its region and its last figures hidden unless asked for."""
        if not number or self.unmask:
            return number
        if len(number) < ID_LENGTH:
            return "*" * len(number)
        return number[:4] + "*" * (len(number) - 4 - ID_TAIL) + number[-ID_TAIL:]

    def closes(self, kind: str) -> bool:
        """Return whether a matter of this kind is shown as a number only."""
        return kind == Kind.ACCUSATION and not self.confidential


def closed_row(row: Mapping[str, Any], number: str, subject: str) -> dict[str, Any]:
    """Return the row of a closed matter: its number, and 保密 in place of the subject."""
    return dict.fromkeys(row) | {number: row[number], subject: labels.CONFIDENTIAL}
