"""A petition as an old register tells it."""

from dataclasses import dataclass, field
from typing import Any

from xinfang.domain.codes import Kind, Source
from xinfang.exchange.registers.ending import End


@dataclass(slots=True, eq=False)
class Told:
    """A petition as an old register tells it: days are ISO, codes are ours, `more` is what has no field here.

    `over` says that its matter had ended before it came, and is told as ended still.
    """

    sheet: str
    row: int
    number: str
    channel: str
    received_on: str
    registered_on: str
    subject: str
    file: str = ""
    names: tuple[str, ...] = ()
    people: int | None = None
    representatives: tuple[str, ...] = ()
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None
    village_group: str | None = None
    detail: str | None = None
    category: str | None = None
    topic: str | None = None
    kind: str = Kind.CLAIM
    source: str = Source.OWN
    source_no: str | None = None
    receiver: str | None = None
    repeat: bool | None = None
    earlier: str = ""
    days: dict[str, str] = field(default_factory=dict)
    due: str | None = None
    handling: str | None = None
    unit: str | None = None
    end: End = field(default_factory=End)
    over: bool = False
    more: list[str] = field(default_factory=list)
    warnings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def warn(self, code: str, **values: Any) -> None:
        """Note what should be looked at: `code` names its sentence in the words."""
        self.warnings.append((code, values))
