"""Statistics over a period: totals, months, groups, the periods they are compared with, and the indicators.

Petitions (信访件) and cases (信访事项) are counted side by side and never added up; every row carries all counters,
under the keys of `words.statistics.COUNTERS`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from xinfang.domain import indicators as known
from xinfang.domain.indicators import BY_CODE, Counted
from xinfang.domain.period import Period, shifted
from xinfang.ledger import statistics as counting
from xinfang.ledger.reading import Ledger
from xinfang.ledger.statistics import Counting, Tally
from xinfang.office.office import Office
from xinfang.tables import indicators
from xinfang.words import labels
from xinfang.words import statistics as words

Row = dict[str, Any]
Value = str | None  # of a group: a category, a code …, None where nothing was filled in
ADDED = (*words.PETITIONS, "cases_opened", "cases_closed", "cases_settled")  # the counters that add up over time
OF_BOTH = ("group", "source", "kind", "channel")  # what petitions and cases tell of themselves, beside the category
NAMES: Mapping[str, Mapping[str, str]] = {"source": labels.SOURCE, "channel": labels.CHANNEL, "kind": labels.KIND}


class Statistics:
    """What is counted over one period, each part when it is first asked for.

    `period` is closed on both sides: an open one begins with the ledger's first day and ends `today` (ISO). `dated` is
    the day that puts a petition or a case into a period: ``received``, ``registered`` or ``closed``.
    """

    def __init__(self, ledger: Ledger, office: Office, period: Period, today: str, dated: str = "received") -> None:
        self.ledger, self.office, self.given, self.today, self.dated = ledger, office, period, today, dated
        last = period.last or max(today, period.first or today)
        self._added: dict[Period, Row] = {}
        self.period = Period(period.first or min(counting.first_day(ledger) or today, last), last)

    def over(self, period: Period) -> Counting:
        """Return the same question to the ledger over another period."""
        return Counting(self.ledger, period, self.today, self.dated)

    @property
    def first(self) -> str:
        """The first day of the period."""
        return self.period.first or ""

    @cached_property
    def last_year(self) -> Period | None:
        """The same days of the year before, as far as the period has gone by; None for one without a beginning."""
        return self.period.a_year_before(self.today) if self.given.first else None

    @cached_property
    def previous(self) -> Period | None:
        """The period before, as far as this one has gone by; None where it is the same as `last_year`."""
        found = self.period.before(self.today) if self.given.first else None
        return None if found == self.last_year else found

    @cached_property
    def year_to_date(self) -> Period:
        """The days from New Year to the end of the period."""
        return Period(f"{(self.period.last or '')[:4]}-01-01", self.period.last)

    def added(self, period: Period | None) -> Row | None:
        """Return what adds up over time in a period (the counters `ADDED`), None without one."""
        if period is None:
            return None
        if period not in self._added:
            counts = self.totals if period == self.period else counting.flow(self.over(period))
            self._added[period] = _row(counts, ADDED)
        return self._added[period]

    @cached_property
    def totals(self) -> Row:
        """All counters over the whole period."""
        rows = self.months
        stands = {key: rows[-1][key] for key in ("carried_out", "overdue")} | {"carried_in": rows[0]["carried_in"]}
        summed = {key: sum(row[key] for row in rows) for key in ADDED}
        return _row(summed | stands, words.COUNTERS)

    @cached_property
    def months(self) -> list[Row]:
        """All counters of each month of the period, its days under ``from`` and ``to``; of months to come none."""
        rows: list[Row] = []
        stands = counting.carried_in(self.asked)
        for month, came in zip(self.period.months(), self._categories, strict=True):
            asked = self.over(month)
            flow = sum(came.values(), Counter()) + counting.went(asked)
            told = {"carried_in": stands, "carried_out": stands + flow["cases_opened"] - flow["cases_closed"]}
            stands = told["carried_out"]
            days = {"month": (month.first or "")[:7], "from": month.first, "to": month.last}
            rows.append(days | _row({**flow, **told}, words.COUNTERS))
        while len(rows) > 1 and rows[-1]["from"] > self.today and not any(rows[-1][key] for key in ADDED):
            rows.pop()
        late = counting.overdue(self.asked, [row["to"] for row in rows])
        return [row | {"overdue": count} for row, count in zip(rows, late, strict=True)]

    @cached_property
    def months_compared(self) -> list[Row]:
        """The months, each with the cases opened since New Year and what came in the same days of the year before.

        These stand under ``year_to_date`` and ``last_year`` (the counters `ADDED`, None where there is no base).
        """
        rows: list[Row] = []
        so_far = self._opened_before()
        for row in self.months:
            so_far = row["cases_opened"] + (0 if row["from"].endswith("-01-01") else so_far)
            month = Period(row["from"], row["to"])
            begun = bool(self.given.first) and row["from"] <= self.today
            rows.append(row | {"year_to_date": so_far, "last_year": self._base(month) if begun else None})
        return rows

    def _opened_before(self) -> int:
        """Return how many cases were opened from New Year to the day before the period."""
        new_year = f"{self.first[:4]}-01-01"
        if self.first == new_year:
            return 0
        return counting.flow(self.over(Period(new_year, shifted(self.first, -1))))["cases_opened"]

    def _base(self, month: Period) -> Row | None:
        return self.added(month.a_year_before(self.today))

    @cached_property
    def asked(self) -> Counting:
        """The question to the ledger over the whole period."""
        return self.over(self.period)

    @cached_property
    def _categories(self) -> list[Tally]:
        """The petitions of each month by category: one pass over the period for the months and the categories."""
        return [counting.petitions_by(self.over(month), ("category",)) for month in self.period.months()]

    @cached_property
    def _petitions(self) -> Tally:
        return counting.petitions_by(self.asked, OF_BOTH)

    @cached_property
    def _cases(self) -> Tally:
        return counting.cases_by(self.asked, ("category", *OF_BOTH))

    def tally(self, group: str) -> dict[Value, "Counter[str]"]:
        """Return all counters for each value of a group (one of `words.GROUPS` but the month), in the settings' order.

        A value for which nothing was counted is not among them.
        """
        found: dict[Value, Counter[str]] = {}
        for part in (self._petitions_by(group), self._cases_by(group)):
            for value, counts in part.items():
                found.setdefault(value, Counter()).update(counts)
        places: dict[Value, int] = {value: place for place, value in enumerate(self._order(group))}
        told = sorted((v for v in found if any(found[v].values())), key=lambda v: _place(v, places, found))
        return {value: found[value] for value in told}

    def _petitions_by(self, group: str) -> dict[Value, "Counter[str]"]:
        if group == "category":
            return _part(self._categories, 0)
        if group in OF_BOTH:
            return _part([self._petitions], OF_BOTH.index(group))
        return _part([counting.petitions_by(self.asked, (group,))], 0)

    def _cases_by(self, group: str) -> dict[Value, "Counter[str]"]:
        groups = ("category", *OF_BOTH)
        if group in groups:
            return _part([self._cases], groups.index(group))
        return _part([counting.cases_by(self.asked, (group,))], 0)

    def _order(self, group: str) -> Iterable[str]:
        """Return the values of a group that the settings or the law know, in their order."""
        own: Mapping[str, Iterable[str]] = {
            "category": self.office.topics(), "group": self.office.groups, "unit": self.office.units,
            "office": self.ledger.offices, **NAMES,
        }  # fmt: skip
        return own[group]

    def rows(self, group: str) -> list[Row]:
        """Return the rows of a group, each with its name or code.

        A category carries its main topic (``topic``) too, a month its bases (see `months_compared`).
        """
        if group == "month":
            return self.months_compared
        return [
            {group: labels.UNKNOWN if value is None else value}
            | ({"topic": self.topic(value)} if group == "category" else {})
            | _row(counts, words.COUNTERS)
            for value, counts in self.tally(group).items()
        ]

    def topic_rows(self) -> list[Row]:
        """Return the rows of the main topics (大类): each the sum of its categories."""
        found = self._by_topic(self.tally("category"))
        return [{"topic": topic} | _row(counts, words.COUNTERS) for topic, counts in found.items()]

    def petitions_by_topic(self) -> dict[str, "Counter[str]"]:
        """Return the petitions of the main topics, without looking at the cases."""
        return self._by_topic(_part(self._categories, 0))

    def _by_topic(self, tally: Mapping[Value, "Counter[str]"]) -> dict[str, "Counter[str]"]:
        found: dict[str, Counter[str]] = {}
        for value, counts in tally.items():
            found.setdefault(self.topic(value), Counter()).update(counts)
        return found

    def topic(self, category: Value) -> str:
        """Return the main topic of a category: 未分类 for one that the settings do not know any more, 未填 for none."""
        if category is None:
            return labels.UNKNOWN
        return self.office.topics().get(category, words.NOT_IN_SETTINGS)

    def said(self, group: str, name: str) -> str:
        """Return what a row of a group is called on a screen and in a file: codes become words.

        Of a main topic that was filled in itself, that no category was.
        """
        if group == "category" and name in self.office.categories:
            return words.ITSELF.format(topic=name)
        if group == "office" and name in self.ledger.members:
            return self.ledger.members[name].name
        return NAMES.get(group, {}).get(name, name)

    @cached_property
    def indicators(self) -> list[Row]:
        """All indicators over the period, by their own days; what the totals tell is not counted again."""
        counted = self._counted() if self.dated == "received" else {}
        return indicators.summary(self.ledger, self.office, self.period, self.today, counted)

    def _counted(self) -> dict[str, Counted]:
        base = self.added(self.last_year)
        return {
            "settled": Counted(self.totals["cases_settled"], self.totals["cases_closed"]),
            "visitors": Counted(self.totals["visit_people"], None),
            **({"growth": Counted(self.totals["petitions"], base["petitions"])} if base else {}),
        }


def growth(now: int, base: int) -> float | None:
    """Return the growth against a base figure, 0.084 for 8.4 %, rounded half away from none; None against 0."""
    return known.value(BY_CODE["growth"], Counted(now, base))


def _row(counts: Mapping[str, Any], keys: Iterable[str]) -> Row:
    return {key: counts.get(key, 0) for key in keys}


def _part(tallies: Iterable[Tally], place: int) -> dict[Value, "Counter[str]"]:
    """Return what was counted by one of the values that were told apart."""
    found: dict[Value, Counter[str]] = {}
    for values, counts in (pair for tally in tallies for pair in tally.items()):
        found.setdefault(values[place], Counter()).update(counts)
    return found


def _place(value: Value, places: Mapping[Value, int], found: Mapping[Value, "Counter[str]"]) -> tuple[Any, ...]:
    """Return what sorts values: as the settings have them, then the most frequent ones, last what is blank."""
    known_place = places.get(value, len(places))
    return (value is None, known_place, -found[value]["petitions"], value or "")
