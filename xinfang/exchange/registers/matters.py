"""Which rows are about one matter: told by numbers, by the register's own word, or by who came with what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from xinfang.exchange.registers.told import Told
from xinfang.ledger.find import alike
from xinfang.ledger.grams import fold

# The number of a petition in a matter: that of the matter, and its place there (XF2026-0001-2).
IN_A_MATTER = re.compile(r"(.*\d{4}\D?\d{3,})-\d{1,3}")
AND_OTHERS = re.compile(r"等\d+人$")
MOST_TRIED = 50  # matters of one name or phone that are looked at, the latest first
Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Matter:
    """The rows about one matter, by the day of their receipt; `into` is the case where the ledger has it already."""

    tolds: list[Told] = field(default_factory=list)
    into: str | None = None
    subject: str = ""
    kind: str = ""
    phone: str | None = None
    group: str | None = None

    def is_open_to(self, told: Told) -> bool:
        """Return whether nothing speaks against a row's being about this: another phone, group or kind."""
        apart = [(self.phone, told.phone), (self.group, told.village_group), (self.kind, told.kind)]
        return all(one == other or not (one and other) for one, other in apart)


class Index:
    """The matters that were met so far, found by number, phone and name."""

    def __init__(self, people: Iterable[Any] = ()) -> None:
        self.by_number: dict[tuple[str, str], Matter] = {}
        self.by_phone: dict[str, list[Matter]] = defaultdict(list)
        self.by_name: dict[str, list[Matter]] = defaultdict(list)
        self.of_the_ledger: dict[str, Matter] = {}
        for person in people:
            matter = self.in_ledger(person["case"])
            matter.subject, matter.kind = person["subject"], person["kind"]
            matter.phone, matter.group = matter.phone or person["phone"], matter.group or person["village_group"]
            self._note(matter, person["phone"], (person["name"],))

    def in_ledger(self, case: str) -> Matter:
        """Return the matter that stands for a case of the ledger."""
        return self.of_the_ledger.setdefault(case, Matter(into=case))

    def _note(self, matter: Matter, phone: str | None, names: Iterable[str]) -> None:
        for table, key in ((self.by_phone, phone), *((self.by_name, name) for name in names)):
            if key and (not table[key] or table[key][-1] is not matter):
                table[key].append(matter)

    def take(self, told: Told) -> Matter:
        """Put a row into its matter, a new one where none fits."""
        matter = self._by_number(told) or self._by_likeness(told)
        if matter is None:
            matter = Matter(subject=told.subject, kind=told.kind, phone=told.phone, group=told.village_group)
            if told.repeat:
                told.warn("no_earlier")
        matter.tolds.append(told)
        self.remember(told, matter)
        return matter

    def remember(self, told: Told, matter: Matter) -> None:
        """Let later rows find this row's matter."""
        if told.number:
            of_a_matter = IN_A_MATTER.fullmatch(told.number)
            for number in {told.number, of_a_matter[1] if of_a_matter else told.number}:
                self.by_number[told.sheet, number] = matter
                self.by_number["", number] = matter
        self._note(matter, told.phone, (*told.names, *told.representatives))

    def _by_number(self, told: Told) -> Matter | None:
        if told.earlier:
            found = self.by_number.get((told.sheet, told.earlier)) or self.by_number.get(("", told.earlier))
            if found:
                return found
        of_a_matter = IN_A_MATTER.fullmatch(told.number)
        return self.by_number.get(("", of_a_matter[1])) if of_a_matter else None

    def _by_likeness(self, told: Told) -> Matter | None:
        """Return the latest matter of the same phone or name with a subject that is alike.

        Where the register says that it is a repeat, the same phone is enough; where it says that it is the first,
        nothing is.
        """
        if told.repeat is False:
            return None
        near = self.by_phone.get(told.phone or "", ())[-MOST_TRIED:]
        for matter in reversed(near):
            if matter.is_open_to(told) and (told.repeat or alike(told.subject, matter.subject)):
                return matter
        for name in told.names:
            for matter in reversed(self.by_name.get(name, ())[-MOST_TRIED:]):
                if matter.is_open_to(told) and alike(told.subject, matter.subject):
                    return matter
        return None


class Known:
    """The petitions that the ledger holds already: a row that is one of them is not taken again."""

    def __init__(self, petitions: Iterable[Any]) -> None:
        self.cases: dict[Key, str] = {}
        self.left: Counter[Key] = Counter()
        self.by_number: dict[tuple[str, str], str] = {}
        for row in petitions:
            name = AND_OTHERS.sub("", row["petitioner"])
            key = _key(row["channel"], row["received_on"], name, row["subject"], row["detail"])
            self.cases[key] = row["case_no"]
            self.left[key] += 1
            self.by_number[row["no"], row["received_on"]] = row["case_no"]

    def case_of(self, told: Told) -> str | None:
        """Return the case that holds a row already; each petition of the ledger stands for one row only."""
        if not self.cases:
            return None
        name = (*told.names, *told.representatives, "")[0]
        key = _key(told.channel, told.received_on, name, told.subject, told.detail)
        if self.left[key]:
            self.left[key] -= 1
            return self.cases[key]
        return self.by_number.get((told.number, told.received_on))


def _key(channel: str, received_on: str, name: str, subject: str, detail: str | None) -> Key:
    return channel, received_on, fold(name), re.sub(r"[\s：:]+", "", fold(subject + (detail or "")))


def matters(tolds: list[Told], index: Index, known: Known) -> Iterator[tuple[Matter, Told, str | None]]:
    """Yield each row, by the day of its receipt, with its matter and, where the ledger holds it already, its case."""
    for told in sorted(tolds, key=lambda told: (told.received_on, told.repeat is True)):
        case = known.case_of(told)
        if case is None:
            yield index.take(told), told, None
        else:
            matter = index.in_ledger(case)
            index.remember(told, matter)
            yield matter, told, case
