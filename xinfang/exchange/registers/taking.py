"""A register that was read goes into the ledger: what is new in it, matter by matter, each petition an entry."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xinfang.domain.codes import ENDED, Refused
from xinfang.domain.model import Entry, State
from xinfang.domain.registration import NewNumber
from xinfang.exchange.registers.entries import Scribe
from xinfang.exchange.registers.importing import Register
from xinfang.exchange.registers.matters import Index, Known, Matter, matters
from xinfang.exchange.registers.told import Told
from xinfang.ledger import given, imported
from xinfang.ledger.cases import Cases
from xinfang.ledger.cast import Cast
from xinfang.words.refusals import sentence

NOTHING = State()


@dataclass
class Counts:
    """What came in: petitions, the new matters among them, how many of these are closed."""

    imported: int = 0
    cases: int = 0
    closed: int = 0


class Taking:
    """Takes a register into a ledger (None where there is none yet); `number` writes a case number of the office."""

    def __init__(
        self, register: Register, scribe: Scribe, ledger: Cases | None, number: Callable[[int, int], str]
    ) -> None:
        self.register, self.scribe, self.ledger, self.number = register, scribe, ledger, number
        self.counts = Counts()
        self.serials: Counter[int] = Counter()
        self.taken: list[Told] = []

    def entries(self) -> Iterator[Entry | Cast]:
        """Yield the entries of what is new, matter by matter; what is not taken is noted in the register."""
        for matter in self._new_matters():
            state = self._state(matter)
            for told, entry in self.scribe.entries(matter, self._next, state):
                if isinstance(entry, Refused):
                    self.register.skip(told, "refused", sentence=sentence(entry))
                    continue
                self._count(told, entry)
                yield entry

    def _new_matters(self) -> list[Matter]:
        """Return the matters of which there is something new, by the day of their first row."""
        tolds = self.register.tolds
        index, known = Index(), Known(())
        if self.ledger and tolds:
            days = [told.received_on for told in tolds]
            index = Index(imported.people(self.ledger))
            known = Known(imported.petitions(self.ledger, min(days), max(days)))
        found: dict[int, Matter] = {}
        for matter, told, case in matters(tolds, index, known):
            if case:
                self.register.skip(told, "known", case=case)
            else:
                found[id(matter)] = matter
        return list(found.values())

    def _state(self, matter: Matter) -> State:
        if matter.into is None or self.ledger is None:
            return NOTHING
        state = self.ledger.state(matter.into)
        if state.case.status not in ENDED:
            for told in matter.tolds:
                if told.end.ended:
                    told.warn("still_open", case=matter.into)
        return state

    def _next(self, year: int) -> NewNumber:
        if year not in self.serials and self.ledger:
            self.serials[year] = given.last(self.ledger, "cases", year)
        serial = self.serials[year] + 1
        return NewNumber(self.number(year, serial), year, serial)

    def _count(self, told: Told, entry: Entry | Cast) -> None:
        self.taken.append(told)
        self.counts.imported += 1
        case = entry.opened() if isinstance(entry, Cast) else entry.set.get("cases", [{}])[0]
        if "serial" in case:
            self.serials[case["year"]] += 1
            self.counts.cases += 1
        self.counts.closed += "status" in case and case["status"] in ENDED
