"""The matters with which a petitioner came before: found by the name, and by the phone, as soon as they are told.

It is a list of matters, of which one may be the same; never one of persons. Accusations are not in it where something
else comes in (条例 art. 30).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from xinfang.commands.asking.choices import Choices
from xinfang.commands.asking.fields import Values
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.domain.model import Case, State
from xinfang.tables.closed import Sight
from xinfang.words import asking as words
from xinfang.words import labels


class Former:
    """The former matters of whoever is registered; `seen` are those that were shown and are not asked about again.

    `kind` is that of the new matter where it was said, `given` the case where that was said; `wanted` is false where it
    was said that this is a new one.
    """

    def __init__(self, desk: Desk, kind: str | None, given: str | None, *, wanted: bool) -> None:
        self.desk, self.kind, self.given, self.wanted = desk, kind, given, wanted
        self.seen: set[str] = set()
        self._found: dict[object, list[str]] = {}
        self._states: dict[str, State] = {}

    def of_name(self, told: Values) -> list[str]:
        """Return the matters with which somebody of this name came before."""
        return self._look(told.get("names", ()), None)

    def of_phone(self, told: Values) -> list[str]:
        """Return the matters of this phone that the name did not find."""
        if told.get("case"):
            return []
        return [no for no in self._look((), told.get("phone")) if no not in self.of_name(told)]

    def choices(self, found: Iterable[str]) -> Choices:
        """Return the matters to choose from, and that it is none of them."""
        self.seen |= set(found)
        return Choices({**{self._told(self.state(no).case): no for no in found}, words.NOT_THE_SAME: ""})

    def brings(self, told: Values) -> dict[str, Any]:
        """Return what a repeat takes over from its case; the subject is offered."""
        no = told.get("case_by_phone") or told.get("case")
        if not no:
            return {}
        last = self.state(no).petitions[-1]
        taken = {"phone": last.phone, "village_group": last.village_group, "category": self.state(no).case.category}
        return {"case": no} | {name: value for name, value in taken.items() if value and not told.get(name)}

    def subject(self, told: Values) -> str:
        """Return the subject of the case that is taken up again."""
        return self.state(told["case"]).case.subject if told.get("case") else ""

    def judge(self, told: Values) -> None:
        """Refuse a case that was not offered: what a draft names may be gone, or be an accusation by now.

        One that was offered stays, whatever becomes of the name: somebody else may come about the same matter.

        Raises Refused ``no_such_case``.
        """
        no = told.get("case_by_phone") or told.get("case")
        anew = {**told, "case": None}
        if not no or no in (self.given, *self.seen):
            return
        if no not in (*self.of_name(anew), *self.of_phone(anew)):
            raise Refused("no_such_case", text=no)
        self.seen.add(no)

    def state(self, no: str) -> State:
        """Return everything about a case."""
        if no not in self._states:
            with self.desk.reading_cases() as ledger:
                self._states[no] = ledger.state(no)
        return self._states[no]

    def _look(self, names: tuple[str, ...], phone: str | None) -> list[str]:
        from xinfang.ledger.find import likely_same

        asked = (names, phone)
        if not self.wanted or not any(asked) or not self.desk.office.database.exists():
            return []
        if asked not in self._found:
            with self.desk.reading() as ledger:
                found = likely_same(ledger, names, phone, None, None, self.kind)
            self._found[asked] = found
        return self._found[asked]

    def _told(self, case: Case) -> str:
        """Return a matter in one line; of an accusation its number."""
        closed = Sight().closes(case.kind)
        told: Mapping[str, str] = {
            "no": case.no, "on": case.opened_on, "subject": labels.CONFIDENTIAL if closed else case.subject,
            "status": labels.STATUS[case.status],
        }  # fmt: skip
        return words.MATTER.format(**told)
