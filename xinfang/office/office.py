"""One office: its folder and its settings, as plain values that a short command can load at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xinfang.domain.codes import Role
from xinfang.words import labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xinfang.domain.calendar import Calendar
    from xinfang.domain.receptions import Plan, Reminder
    from xinfang.domain.screening import Duty
    from xinfang.domain.terms import Rules, TermRule


CONFIG = "config.yaml"


@dataclass(frozen=True, kw_only=True)
class Office:
    """One office; `home` is its folder. `term_changes` holds, per term, what the office sets otherwise than the law.

    `province` tells of the provincial regulation that is among them: its ``code``, ``name``, ``regulation``, ``note``.
    `target_changes` holds, per code of an indicator, the office's own target in hundredths of a percent.
    `organ` is the name under which papers are signed (the office's own where it is empty), `short` stands in their
    numbers.
    """

    home: Path
    name: str = labels.OFFICE
    code: str = "XF"
    role: str = Role.TOWNSHIP
    clerk: str = labels.CLERK
    phone: str | None = None
    number: str = "XF{year}-{serial:04d}"
    organ: str = ""
    superior: str = ""
    short: str = ""
    paper_number: str = labels.PAPER_NUMBER
    remind_workdays: int = 5
    retention: tuple[str, ...] = labels.RETENTION
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    term_changes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    province: Mapping[str, str] = field(default_factory=dict)
    target_changes: Mapping[str, int] = field(default_factory=dict)
    screening: tuple[Mapping[str, Any], ...] = ()
    receptions: tuple[Mapping[str, Any], ...] = ()
    reception_reminders: tuple[Mapping[str, Any], ...] | None = None
    demo: bool = False

    @property
    def data(self) -> Path:
        """The folder of the ledger."""
        return self.home / "data"

    @property
    def database(self) -> Path:
        """The ledger's file."""
        return self.data / "xinfang.db"

    @property
    def files(self) -> Path:
        """The folder of the attachments."""
        return self.data / "files"

    @property
    def backups(self) -> Path:
        """The office's own shelf of copies."""
        return self.data / "backups"

    def terms(self) -> dict[str, TermRule]:
        """Return the terms: the national ones of the office's role, the province's and the office's own over them."""
        from dataclasses import replace

        from xinfang.domain.terms import national_rules

        rules = national_rules(self.role)
        changed = {name: changes for name, changes in self.term_changes.items() if name in rules}
        return rules | {name: replace(rules[name], **changes) for name, changes in changed.items()}

    def targets(self) -> dict[str, int]:
        """Return the targets of the indicators that have one, by code, in hundredths of a percent."""
        from xinfang.domain.indicators import INDICATORS

        usual = {indicator.code: indicator.target for indicator in INDICATORS if indicator.target is not None}
        return usual | dict(self.target_changes)

    def calendar(self) -> Calendar:
        """Return the working days: the published schedules with the office's own over them.

        Raises Refused: the office's schedule file has faults.
        """
        from xinfang.office.holidays import load

        return load(self.home)

    def rules(self) -> Rules:
        """Return what acts need to know of this office."""
        from xinfang.domain.terms import Rules

        named = {"review_by": self.superior} if self.superior else {}
        return Rules(self.terms(), self.calendar(), self.role, **named)

    def rota(self) -> tuple[Duty, ...]:
        """Return who screens which area for disputes, how often."""
        from xinfang.domain.screening import Duty

        return tuple(Duty(**item) for item in self.screening)

    def plans(self) -> tuple[Plan, ...]:
        """Return the rules by which reception days are planned."""
        from xinfang.domain.receptions import Plan

        return tuple(Plan(**item) for item in self.receptions)

    def reminders(self) -> tuple[Reminder, ...]:
        """Return what is to be done about a reception day, and when: the office's own list, else the usual one."""
        from xinfang.domain.receptions import Reminder
        from xinfang.words.receptions import REMINDERS

        own = self.reception_reminders
        return tuple(Reminder(**item) for item in (REMINDERS if own is None else own))

    def topics(self) -> dict[str, str]:
        """Return every category with the main topic that it belongs to; a main topic belongs to itself."""
        leaves = {leaf: topic for topic, group in self.categories.items() for leaf in group}
        return {topic: topic for topic in self.categories} | leaves
