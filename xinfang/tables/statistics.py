"""Statistics as they are read: the document of ``stats --json``, the tables of a screen and of a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain.indicators import BY_CODE, INDICATORS, WHOLE, Counted, Indicator, half_up, is_met, value
from xinfang.domain.period import Period
from xinfang.ledger.reading import Ledger
from xinfang.tables import indicators
from xinfang.tables.counts import ADDED, Row, Statistics, growth
from xinfang.tables.period import period_words
from xinfang.tables.report import TOTAL, Cell, Column, Report, Table
from xinfang.words import labels
from xinfang.words import statistics as words
from xinfang.words.indicators import UNTIL

BLOCK = "■"  # survives a GBK console
LONGEST = 10  # blocks of a bar
MOST_ON_SCREEN = 8  # rows of a table among others
SHARE = Indicator(code="")
BARS = Column("bar", "", LONGEST)


def document(found: Statistics) -> dict[str, Any]:
    """Return all statistics over a period, under the keys that other programs rely on."""
    return {
        "period": period_words(found.period),
        "from": found.period.first,
        "to": found.period.last,
        "today": found.today,
        "dated": found.dated,
        "totals": found.totals,
        "year_to_date": found.added(found.year_to_date),
        "last_year": _compared(found, found.last_year),
        "previous": _compared(found, found.previous),
        "by_topic": found.topic_rows(),
        **{f"by_{group}": found.rows(group) for group in groups_of(found.ledger)},
        "indicators": found.indicators,
    }


def _compared(found: Statistics, period: Period | None) -> dict[str, Any] | None:
    base = found.added(period)
    if period is None or base is None:
        return None
    grown = {key: growth(found.totals[key], base[key]) for key in ADDED}
    return {"period": period_words(period), "from": period.first, "to": period.last, "totals": base, "growth": grown}


def groups_of(ledger: Ledger) -> dict[str, str]:
    """Return by what can be counted, with what it is called; by office too, where several are looked at."""
    return {group: label for group, label in words.GROUPS.items() if group != "office" or ledger.several}


def report(found: Statistics, by: str | None = None) -> Report:
    """Return all tables for a file, or those `by` one group (of `groups_of`)."""
    if by:
        return _report(found, tables_by(found, by))
    groups = (table for group in groups_of(found.ledger) for table in tables_by(found, group))
    return _report(found, (*summary(found), *groups, indicator_table(found, ("formula",))))


def on_screen(found: Statistics, by: str | None) -> Report:
    """Return the most important tables, short, with bars; or the tables `by` one group (of `groups_of`), whole."""
    if by:
        return _report(found, tables_by(found, by), (words.NOTE_CELL_BY,))
    months = (_months(found),) if len(found.months) > 1 else ()
    topics = _topics(found)
    *rows, total = topics.rows
    shown = replace(topics, rows=[*rows[:MOST_ON_SCREEN], total])
    more = (words.MORE_ROWS.format(count=len(rows) - MOST_ON_SCREEN),) if len(rows) > MOST_ON_SCREEN else ()
    return _report(
        found, (*summary(found), *months, shown, indicator_table(found)), (*more, words.NOTE_BY, words.NOTE_CELL)
    )


def _report(found: Statistics, tables: tuple[Table, ...], notes: Iterable[str] = ()) -> Report:
    period, gone = period_words(found.period), (found.period.last or "") < found.today
    told = period if gone else f"{period}（{UNTIL.format(today=found.today)}）"
    bases = {span: period_words(base) for span, base in _bases(found).items()}
    compared = words.BASES_TOO if "previous" in bases else words.BASES
    remarks = (compared.format(**bases),) if bases else ()
    return Report(words.TITLE, told, found.office.name, tables, (*remarks, words.NOTE_SUM, *notes))


def _bases(found: Statistics) -> dict[str, Period]:
    """Return the periods that are compared with: of the year before, and the one before where it is another."""
    told = {"last_year": found.last_year, "previous": found.previous}
    return {span: period for span, period in told.items() if period}


def spans(found: Statistics) -> dict[str, Period]:
    """Return the periods that stand beside each other in the summary, by the keys of `words.SPANS`."""
    to_date = {} if found.year_to_date == found.period else {"year_to_date": found.year_to_date}
    return {"now": found.period} | to_date | _bases(found)


def summary(found: Statistics) -> tuple[Table, Table]:
    """Return the two summaries, of petitions and of cases: a row for each counter beside its base figures."""
    values = {span: found.added(period) or {} for span, period in spans(found).items()}
    values["now"] = found.totals
    columns = [Column("item", words.ITEM, 14)]
    for span in values:
        columns.append(_number(span, words.SPANS[span]))
        columns += [_number(f"{span}_growth", words.GROWTH[span])] if span in words.GROWTH else []
    dated = labels.DATED[found.dated], words.DATED_CASES[found.dated]
    titles = words.OF_PETITIONS.format(dated=dated[0]), words.OF_CASES.format(dated=dated[1])
    counters = words.PETITIONS, words.CASES
    made = [[_summary_row(key, label, values) for key, label in told.items()] for told in counters]
    return (
        Table("petitions", titles[0], tuple(columns), made[0], len(made[0])),
        Table("cases", titles[1], tuple(columns), made[1], len(made[1])),
    )


def _summary_row(key: str, label: str, values: Mapping[str, Row]) -> Row:
    row: Row = {"item": label}
    for span, counts in values.items():
        row[span] = counts.get(key)
        if span in words.GROWTH and key in ADDED:
            row[f"{span}_growth"] = growth_words(values["now"][key], counts[key])
    return row | ({TOTAL: True} if key in ("petitions", "carried_out") else {})


def growth_words(now: int, base: int) -> str:
    """Return a growth as people read it: +8.4%, or — against nothing."""
    return indicators.shown(BY_CODE["growth"], growth(now, base))


def tables_by(found: Statistics, group: str) -> tuple[Table, Table]:
    """Return the petitions and the cases by a group (of `words.GROUPS`): its rows, last their total."""
    of_months = group == "month"
    rows = [*(_month_rows(found) if of_months else _group_rows(found, group)), _total(found)]
    count, label = sum(TOTAL not in row for row in rows), words.GROUPS[group]
    petitions, cases = (
        ({**words.SHORT_PETITIONS, **words.PETITIONS_COMPARED}, {**words.SHORT_CASES, **words.CASES_COMPARED})
        if of_months
        else (words.PETITIONS, words.CASES)
    )
    head = Column("name", label, 20, shrinks=True)
    title = words.PETITIONS_BY.format(group=label, dated=labels.DATED[found.dated])
    other = words.CASES_BY.format(group=label, dated=words.DATED_CASES[found.dated])
    return (
        Table(f"petitions_by_{group}", title, (head, *_numbers(petitions)), rows, count),
        Table(f"cases_by_{group}", other, (head, *_numbers(cases)), rows, count),
    )


def _total(found: Statistics) -> Row:
    row = {"name": words.SUM, TOTAL: True} | found.totals
    return row | _against(found.totals, found.added(found.last_year))


def _against(counts: Row, base: Row | None) -> Row:
    """Return what stands beside petitions and cases opened: the same of the year before, and the growth."""
    if base is None:
        return {}
    told: Row = {}
    for name, counter in (("petitions", "petitions"), ("cases", "cases_opened")):
        told[f"{name}_last_year"] = base[counter]
        told[f"{name}_growth"] = growth_words(counts[counter], base[counter])
    return told


def _month_rows(found: Statistics) -> Iterator[Row]:
    for row in found.months_compared:
        yield {"name": row["month"]} | row | _against(row, row["last_year"])


def _group_rows(found: Statistics, group: str) -> Iterator[Row]:
    """Yield the rows of a group; of the categories below each main topic that has more than itself."""
    if group != "category":
        yield from (row | {"name": found.said(group, row[group])} for row in found.rows(group))
        return
    rows = found.rows("category")
    for topic in found.topic_rows():
        leaves = [row for row in rows if row["topic"] == topic["topic"]]
        if [row["category"] for row in leaves] == [topic["topic"]]:
            yield leaves[0] | {"name": topic["topic"]}
            continue
        yield topic | {"name": topic["topic"], TOTAL: True}
        yield from (row | {"name": words.LEAF.format(name=found.said("category", row["category"]))} for row in leaves)


def _topics(found: Statistics) -> Table:
    """Return the petitions by main topic, the most frequent first, with bars: the view of a screen."""
    whole = found.totals["petitions"]
    topics = found.petitions_by_topic().items()
    ordered = sorted(topics, key=lambda topic: (-topic[1]["petitions"], topic[0] == labels.UNKNOWN))
    most = ordered[0][1]["petitions"] if ordered else 0
    made = [
        {"name": topic, "share": share_words(row["petitions"], whole), "bar": bar(row["petitions"], most), **row}
        for topic, row in ordered
    ]
    heads = {"petitions": words.PETITIONS["petitions"], "share": words.SHARE} | {
        key: words.PETITIONS[key] for key in ("letters", "visits", "visit_people", "calls", "online")
    }
    columns = (Column("name", words.GROUPS["category"], 20, shrinks=True), *_numbers(heads), BARS)
    title = words.PETITIONS_BY.format(group=words.GROUPS["category"], dated=labels.DATED[found.dated])
    total = {"name": words.SUM, TOTAL: True, "share": share_words(whole, whole)} | found.totals
    return Table("topics", title, columns, [*made, total], len(made))


def _months(found: Statistics) -> Table:
    """Return the months with bars: the view of a screen."""
    most = max([1, *(row["petitions"] for row in found.months)])
    rows = [row | {"name": row["month"], "bar": bar(row["petitions"], most)} for row in found.months]
    shown = ("carried_in", "cases_opened", "cases_closed", "carried_out", "overdue")
    heads = {"petitions": words.PETITIONS["petitions"]} | {key: words.CASES[key] for key in shown}
    columns = (Column("name", words.GROUPS["month"], 10), *_numbers(heads), BARS)
    total = {"name": words.SUM, TOTAL: True} | found.totals
    title = words.BY_MONTH.format(petitions=labels.DATED[found.dated], cases=words.DATED_CASES[found.dated])
    return Table("months", title, columns, [*rows, total], len(rows))


def indicator_table(found: Statistics, more: tuple[str, ...] = ()) -> Table:
    """Return the indicators with what was counted and their targets; `more` columns of `words.INDICATOR_MORE`."""
    rows = [_indicator(indicator, row) for indicator, row in zip(INDICATORS, found.indicators, strict=True)]
    heads = words.INDICATOR_HEADS
    columns = (Column("name", heads["name"], 16), *(_number(key, heads[key]) for key in list(heads)[1:]))
    told = tuple(Column(key, words.INDICATOR_MORE[key], 60, shrinks=True) for key in more)
    return Table("indicators", words.INDICATORS, columns + told, rows, len(rows))


def _indicator(indicator: Indicator, row: Row) -> Row:
    target = row["target"]
    met = is_met(indicator, Counted(row["numerator"], row["denominator"]), target and round(target * WHOLE))
    asked = "" if target is None else indicators.target_words(indicator, target)
    return row | {"shown": indicators.shown(indicator, row["value"]), "asked": asked, "met": words.MET[met]}


def share_words(part: int, whole: int) -> str:
    """Return a share as people read it: 46.5%, rounded half up, or — of nothing."""
    return indicators.shown(SHARE, value(SHARE, Counted(part, whole)))


def bar(count: int, most: int) -> str:
    """Return a bar for a count beside the largest one; any count has a block at least."""
    return BLOCK * (max(1, half_up(count * LONGEST, most)) if count else 0)


def _numbers(heads: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(_number(key, label) for key, label in heads.items())


def _number(key: str, label: str) -> Column:
    return Column(key, label, 9, Cell.NUMBER)
