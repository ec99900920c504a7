"""The small tables of a report in words, all made from its figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from xinfang.tables.figures import Counts, Figures, Group
from xinfang.tables.report import TOTAL, Cell, Column, Table
from xinfang.tables.statistics import growth_words, share_words
from xinfang.words import labels
from xinfang.words import reports as words
from xinfang.words.fields import FIELD

NOTICE_WIDTHS: Mapping[str, int] = {"name": 32, "share": 18}  # in half-width characters


def columns(heads: Mapping[str, str], first: int, other: int) -> tuple[Column, ...]:
    """Return columns of which the first holds names, the others figures or short words."""
    wide = iter([first])
    return tuple(Column(key, label, next(wide, other), Cell.NUMBER) for key, label in heads.items())


def basics(f: Figures) -> Table:
    """Return the totals beside those of the year and of the period before."""
    heads = dict(words.BASIC_HEADS)
    if f.before is None:
        heads = {key: label for key, label in heads.items() if key not in ("before", "in_turn")}
    rows = [_basic(label, name, f) for name, label in words.BASICS.items()]
    return Table("basics", words.BASIC, columns(heads, 30, 18), rows, len(rows))


def _basic(label: str, name: str, f: Figures) -> dict[str, Any]:
    def of(counts: Counts | None) -> Any:
        return getattr(counts, name) if counts else labels.DASH

    now = getattr(f.now, name)
    return {
        "item": label, "now": now, "year_before": of(f.year_before), "before": of(f.before),
        "same": growth_words(now, getattr(f.year_before, name)) if f.year_before else labels.DASH,
        "in_turn": growth_words(now, getattr(f.before, name)) if f.before else labels.DASH,
    }  # fmt: skip


def topics(f: Figures) -> Table:
    """Return the main contents with their shares, beside the year before."""
    rows = [_topic(group, f) for group in f.topics]
    return Table("topics", words.TOPICS, columns(words.TOPIC_HEADS, 30, 20), rows, len(rows))


def _topic(group: Group, f: Figures) -> dict[str, Any]:
    before = group.year_before.petitions if group.year_before else None
    return {
        "name": group.name,
        "now": group.now.petitions,
        "share": share_words(group.now.petitions, f.now.petitions),
        "year_before": labels.DASH if before is None else before,
        "same": labels.DASH if before is None else growth_words(group.now.petitions, before),
    }


def by_group(f: Figures) -> Table:
    """Return what each village group brought, and how it was handled."""
    return _notice("groups", words.BY_GROUP, words.GROUP, f.groups)


def by_unit(f: Figures) -> Table:
    """Return what each unit had to handle, and how it did; those that had nothing are left out."""
    busy = [group for group in f.units if group.now != Counts() or group.in_time != (0, 0)]
    return _notice("units", words.BY_UNIT, words.UNIT, busy)


def by_office(f: Figures) -> tuple[Table, ...]:
    """Return, where several offices are looked at, what each of them had, and how it was handled."""
    return (_notice("offices", words.BY_OFFICE, FIELD["office_name"], f.offices),) * bool(f.offices)


def _notice(name: str, title: str, named: str, groups: Sequence[Group]) -> Table:
    """Return groups in the order of the settings with how their matters were handled, and the sum of all."""
    rows = [{"name": group.name} | _handled(group.now, group.in_time) for group in groups]
    together = sum((group.now for group in groups), Counts())
    in_time, decided = (sum(group.in_time[part] for group in groups) for part in (0, 1))
    rows.append({"name": words.ALL_TOGETHER, TOTAL: True} | _handled(together, (in_time, decided)))
    heads = {"name": named, **words.NOTICE_HEADS}
    made = tuple(Column(key, label, NOTICE_WIDTHS.get(key, 13), Cell.NUMBER) for key, label in heads.items())
    return Table(name, title, made, rows, len(rows))


def _handled(now: Counts, in_time: tuple[int, int]) -> dict[str, Any]:
    return {
        "petitions": now.petitions, "repeat": now.repeat, "carried_in": now.carried_in, "opened": now.cases_opened,
        "closed": now.cases_closed, "carried_out": now.carried_out, "overdue": now.overdue, "in_time": in_time[0],
        "decided": in_time[1], "share": share_words(*in_time),
    }  # fmt: skip
