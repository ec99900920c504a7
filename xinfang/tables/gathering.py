"""Gathering the figures of a report from the statistics, the indicators and the books; nothing is counted here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from xinfang.domain.indicators import INDICATORS, Counted, is_met
from xinfang.domain.period import Period
from xinfang.domain.screening import rounds
from xinfang.ledger import handed as handing
from xinfang.ledger import indicators as counting
from xinfang.ledger.clocks import count_clocks
from xinfang.ledger.reading import Ledger
from xinfang.ledger.statistics import first_day
from xinfang.office.office import Office
from xinfang.tables.counts import Statistics
from xinfang.tables.duties import reception_days
from xinfang.tables.examples import examples
from xinfang.tables.figures import Counts, Figures, Group, Handed, Late, Next, Rate, counts
from xinfang.tables.late import table as late_table
from xinfang.tables.period import period_words
from xinfang.tables.received import received
from xinfang.tables.report import Table
from xinfang.tables.screened import by_area, total
from xinfang.tables.spans import Span
from xinfang.tables.statistics import indicator_table
from xinfang.words import labels
from xinfang.words import reports as words
from xinfang.words.indicators import INDICATOR

IN_TIME = "handled_in_time"
WHOLE_FROM = 10  # a base period of which the ledger lacks less than this part is taken for whole
REACH = timedelta(days=100)  # the longest round of screening
COLUMN = {"group": "village_group", "unit": "unit", "office": "office"}


class Gathering:
    """All that a report over a span is made from, as it stands `today`."""

    def __init__(self, ledger: Ledger, office: Office, span: Span, today: date) -> None:
        self.ledger, self.office, self.span, self.today = ledger, office, span, today.isoformat()
        self.period = span.period
        self.began = first_day(ledger) or self.today
        self.now = Statistics(ledger, office, self.period, self.today)
        self.last_year = self._over(self.now.last_year) if span.kind != "week" else None
        self.previous = self._over(self.now.previous) if span.kind != "year" else None

    @property
    def end(self) -> str:
        """The last day of the span, today where that is earlier (ISO)."""
        return min(self.period.last or self.today, self.today)

    @property
    def words(self) -> str:
        """Its days in words."""
        return period_words(self.period)

    @property
    def runs(self) -> bool:
        """Whether its last day is not over yet; it is then held against the same days of the bases only."""
        return (self.period.last or "") >= self.today

    def remarks(self) -> list[str]:
        """Return what is to be known before the figures are read: a span that still runs, a base that is not whole."""
        runs = [words.STILL_RUNS.format(today=self.today)] * self.runs
        without = self.last_year is None and self.span.kind != "week"  # a week is held against the week before only
        return runs + [words.NO_BASE.format(day=self.began)] * without

    def _over(self, period: Period | None) -> Statistics | None:
        """Return the statistics over a base period; None where the ledger did not reach back so far."""
        if period is None or not period.first or not period.last:
            return None
        first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
        if self.began > (first + (last - first) / WHOLE_FROM).isoformat():
            return None
        return Statistics(self.ledger, self.office, period, self.today)

    def figures(self) -> Figures:
        """Return the figures that the sentences, the extracts and the sheets are made from."""
        return Figures(
            period=self.span.name, before_name=self._before_name(), now=counts(self.now.totals),
            year_before=_totals(self.last_year), before=_totals(self.previous), to_date=self._to_date(),
            topics=self.groups("topic"), categories=self.groups("category"),
            groups=self.groups("group", self.office.groups), units=self.groups("unit"), sources=self.groups("source"),
            kinds=self.groups("kind"),
            offices=self.groups("office", self.ledger.offices) if self.ledger.several else (),
            rates={rate.code: rate for rate in self.rates()},
            screened=total(by_area(self.ledger, self.office, self.period, self.today).values()),
            received=received(self.ledger, self.office, self.period, self.today), late=_late(self.late()),
            handed=self._handed(), next=self._next(), examples=examples(self.ledger, self.period.first or "", self.end),
        )  # fmt: skip

    def _before_name(self) -> str:
        name = words.BEFORE[self.span.kind]
        return words.SAME_DAYS.format(name=name) if self.runs else name

    def _to_date(self) -> Group | None:
        period = self.span.year_to_date
        if period is None:
            return None
        found = Statistics(self.ledger, self.office, period, self.today)
        name = words.TO_DATE.format(year=self.span.first.year, month=self.span.last.month)
        return Group(name, counts(found.totals), _totals(self._over(found.last_year)))

    def groups(self, by: str, known: Iterable[str] = ()) -> tuple[Group, ...]:
        """Return the rows of a cross-table, in the order of the settings; the `known` ones though they hold nothing."""
        rows = self._rows(self.now, by)
        before = self._rows(self.last_year, by) if self.last_year else {}
        found = rows.keys() | before.keys()
        ordered = [name for name in self._order(by) if name in found]
        blank = [labels.UNKNOWN] * (labels.UNKNOWN in found)
        names = dict.fromkeys([*known, *ordered, *(name for name in (*rows, *before) if name not in blank), *blank])
        in_time = self._in_time(by)
        return tuple(
            Group(
                name=self.now.said(by, name),
                now=counts(rows.get(name, {})),
                year_before=counts(before.get(name, {})) if self.last_year else None,
                in_time=in_time.get(name, (0, 0)),
                topic=self.now.topic(None if name == labels.UNKNOWN else name) if by == "category" else "",
            )
            for name in names
        )

    def _order(self, by: str) -> Iterable[str]:
        office = self.office
        return {"topic": office.categories, "category": office.topics(), "unit": office.units}.get(by, ())

    @staticmethod
    def _rows(found: Statistics, by: str) -> Mapping[str, Mapping[str, Any]]:
        return {row[by]: row for row in (found.topic_rows() if by == "topic" else found.rows(by))}

    def _in_time(self, by: str) -> Mapping[str, tuple[int, int]]:
        if by not in COLUMN:
            return {}
        found = counting.count_by(self.asked(self.period), IN_TIME, COLUMN[by])
        return {labels.UNKNOWN if name is None else name: hits for name, hits in found.items()}

    def asked(self, period: Period) -> counting.Asked:
        """Return a question for an indicator over a period; of reception days it knows nothing."""
        return counting.Asked(self.ledger, period, self.today, {})

    def rates(self) -> list[Rate]:
        """Return all indicators with what they were counted from."""
        targets, made = self.office.targets(), []
        for indicator, row in zip(INDICATORS, self.now.indicators, strict=True):
            counted, target = Counted(row["numerator"], row["denominator"]), targets.get(indicator.code)
            made.append(
                Rate(
                    code=indicator.code, name=row["name"], numerator=counted.numerator,
                    denominator=counted.denominator, target=target, met=is_met(indicator, counted, target),
                )
            )  # fmt: skip
        return made

    def indicators(self, *more: str) -> Table:
        """Return the table of the indicators; without a whole year before there is no growth."""
        table = indicator_table(self.now, more)
        rows = [row for row in table.rows if self.last_year or row["name"] != INDICATOR["growth"].name]
        return replace(table, title=words.RATES, rows=rows, count=len(rows))

    def late(self) -> Table:
        """Return the late list."""
        return late_table(self.ledger, self.period, self.today)

    def supervised(self) -> list[Any]:
        """Return the formal supervisions of the period."""
        return handing.supervised(self.ledger, self.period.first or "", self.end)

    def _handed(self) -> Handed:
        first = self.period.first or ""
        sent, assigned = handing.forwarded(self.ledger, first, self.end)
        supervised = self.supervised()
        advised = [row for row in supervised if row["advice"]]
        kinds = {kind: sum(row["advice"] == kind for row in advised) for kind in labels.ADVICE}
        return Handed(
            forwarded=sent, assigned=assigned, urged=handing.urged(self.ledger, first, self.end),
            supervised=len(supervised), supervised_done=sum(row["answered_on"] is not None for row in supervised),
            advised={kind: count for kind, count in kinds.items() if count},
            answered=sum(row["answered_on"] is not None for row in advised),
        )  # fmt: skip

    def _next(self) -> Next | None:
        """Return what the period to come still brings; None where it is over."""
        span = self.span.shifted(1)
        if span.last.isoformat() < self.today:
            return None
        first = max(span.first, date.fromisoformat(self.today))
        turns = (turn for duty in self.office.rota() for turn in rounds(duty.every, first - REACH, span.last))
        return Next(
            next=span.name,
            clocks=count_clocks(self.ledger, first.isoformat(), span.last.isoformat()),
            days=len(reception_days(self.ledger, self.office, first, span.last)),
            rounds=sum(first.isoformat() <= (turn.last or "") <= span.last.isoformat() for turn in turns),
        )


def _totals(found: Statistics | None) -> Counts | None:
    return counts(found.totals) if found else None


def _late(table: Table) -> Late:
    rows = list(table.rows)
    ended = sum(row["ended_on"] is not None for row in rows)
    return Late(ended=ended, still=len(rows) - ended)
