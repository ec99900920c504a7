"""The registers beside those of petitions and cases: disputes, receptions, meetings, assignments, openings."""

from collections.abc import Callable, Mapping
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.domain.codes import Task as Tasks
from xinfang.ledger import books as found
from xinfang.ledger.find import Wanted
from xinfang.ledger.reading import Ledger
from xinfang.tables import openings
from xinfang.tables.closed import Sight
from xinfang.tables.offices import marked
from xinfang.tables.receptions import promises
from xinfang.tables.report import Cell
from xinfang.words import books, labels, receptions, screening, talk
from xinfang.words.fields import option

# Of the columns that only these registers have: width on paper in half-width characters, and what they hold.
SHAPES: Mapping[str, tuple[int, Cell]] = {
    "dispute": (13, Cell.ID), "meeting": (13, Cell.ID), "found_on": (11, Cell.DAY), "on_date": (11, Cell.DAY),
    "assigned_on": (11, Cell.DAY), "area": (10, Cell.TEXT), "finder": (8, Cell.TEXT), "parties": (14, Cell.TEXT),
    "team": (12, Cell.TEXT), "person": (8, Cell.TEXT), "plan": (18, Cell.TEXT), "follow_up": (14, Cell.TEXT),
    "place": (12, Cell.TEXT), "duty": (8, Cell.TEXT), "text": (28, Cell.TEXT), "chair": (8, Cell.TEXT),
    "attended": (20, Cell.TEXT), "matter": (28, Cell.TEXT), "source_no": (12, Cell.ID),
    "urges": (20, Cell.TEXT), "late": (8, Cell.TEXT), "opened_by": (10, Cell.TEXT), "looked_at": (24, Cell.TEXT),
    "opened_for": (28, Cell.TEXT),
}  # fmt: skip
SHRINKING = frozenset(
    {"parties", "team", "plan", "follow_up", "text", "attended", "urges", "place", "looked_at", "opened_for"}
)
FILTERS = ("channel", "status", "kind", "category", "group", "unit", "source")
# Which filters a register knows; the others are refused, not passed over.
FITTING: Mapping[str, tuple[str, ...]] = {
    "suggestion": ("channel", "status", "category", "group", "unit", "source", "only_open"),
    "dispute": ("category", "group", "only_open"), "meeting": (), "reception": ("category", "group", "unit"),
    "supervision": ("category", "group", "unit"), "opened": (),
}  # fmt: skip
DATED: Mapping[str, tuple[str, ...]] = {
    "suggestion": ("received", "registered", "closed"),
    "dispute": ("received", "registered", "closed"), "meeting": ("received", "registered"), "reception": ("received",),
    "supervision": ("received", "closed"), "opened": ("received",),
}  # fmt: skip
Row = dict[str, Any]


def rows(ledger: Ledger, book: str, wanted: Wanted, sight: Sight, today: str) -> list[Row]:
    """Return the rows of a register in the words of the office."""
    return MADE[book](ledger, wanted, sight, today)


def judge(book: str, wanted: Wanted) -> None:
    """Refuse a filter that a register does not know.

    Raises Refused ``filter_unfit``.
    """
    if unfit := unfit_filters(book, wanted):
        options = [option("village_group" if name == "group" else name) for name in unfit]
        fields = [books.FILTER[name] for name in unfit]
        raise Refused("filter_unfit", usage=True, book=books.BOOKS[book], fields=fields, options=options)


def unfit_filters(book: str, wanted: Wanted) -> list[str]:
    """Return the filters that were asked for and that a register does not know."""
    if book not in FITTING:
        return []
    asked = [name for name in FILTERS if getattr(wanted, name) is not None]
    unfit = [name for name in (*asked, *["only_open"] * wanted.only_open) if name not in FITTING[book]]
    return [*unfit, *["dated"] * (wanted.dated not in DATED[book])]


def beside(ledger: Ledger, words: str) -> list[Row]:
    """Return the disputes and meetings that hold every word, as lines of the list of cases that a search shows."""
    return [_in_the_list(dict(row)) for row in found.search(ledger, words)]


def _in_the_list(row: Row) -> Row:
    is_dispute = "parties" in row
    return {
        "office": row["office"],
        "case": row["no"],
        "opened_on": row["found_on"] if is_dispute else row["on_date"],
        "petitioner": (row["parties"] or None) if is_dispute else row["chair"],
        "subject": row["subject"],
        "category": row.get("category"),
        "status": row["status"] if is_dispute else ("void" if row["void_reason"] is not None else None),
        "kind": None,
        "unit": row.get("team"),
        "closed_on": row.get("ended_on"),
        "next_due": row["due_on"] if is_dispute and row["ended_on"] is None else None,
        "settled": row.get("settled"),
    }


def _disputes(ledger: Ledger, wanted: Wanted, sight: Sight, today: str) -> list[Row]:
    return [marked(ledger, row, _dispute(dict(row))) for row in found.disputes(ledger, wanted)]


def _dispute(row: Row) -> Row:
    """Return a dispute, or a zero report, as a line of the register."""
    if row["void_reason"] is not None:
        return {"dispute": row["no"], "subject": screening.VOIDED.format(reason=row["void_reason"])}
    if "done_on" in row:
        told = "：".join(filter(None, (screening.ZERO, row["text"])))
        return {
            "dispute": row["no"], "found_on": row["done_on"], "area": row["area"], "finder": row["by_whom"],
            "people": 0, "subject": told,
        }  # fmt: skip
    return row | {
        "dispute": row["no"],
        "area": row["village_group"] or row["area"],
        "subject": "：".join(filter(None, (row["subject"], row["detail"]))),
        "due": row["due_on"],
        "result": _result(row),
        "follow_up": " ".join(filter(None, (row["followed_up_on"], row["follow_up"]))) or None,
    }


def _result(row: Row) -> str | None:
    """Return what became of a dispute: settled or not, and how; which case it became."""
    settled = labels.SETTLED[bool(row["settled"])] if row["settled"] is not None else None
    became = screening.BECAME.format(case=row["case_no"]) if row["case_no"] else None
    return "：".join(filter(None, (settled, row["result"], became))) or None


def _conferences(ledger: Ledger, wanted: Wanted, sight: Sight, today: str) -> list[Row]:
    return [marked(ledger, row, _conference(dict(row))) for row in found.conferences(ledger, wanted)]


def _conference(row: Row) -> Row:
    if row["void_reason"] is not None:
        return {"meeting": row["no"], "subject": screening.VOIDED.format(reason=row["void_reason"])}
    return row | {"meeting": row["no"]}


def _receptions(ledger: Ledger, wanted: Wanted, sight: Sight, today: str) -> list[Row]:
    return [marked(ledger, row, _reception(dict(row), sight)) for row in found.meetings(ledger, wanted)]


def _reception(row: Row, sight: Sight) -> Row:
    """Return who met which leader about what; of an accusation its number only, of a day without visitors that."""
    if row["case"] is None:
        return row | {"petitioner": receptions.NOBODY}
    if sight.closes(row["kind"]):
        return {"matter": books.NUMBER_ONLY.format(case=row["case"], mark=labels.CONFIDENTIAL)}
    result = (labels.STATUS[row["status"]], promises(row["promises"]), row["outcome"] or row["close_reason"])
    return row | {
        "petitioner": row["petitioner"] or labels.ANONYMOUS,
        "matter": row["subject"],
        "result": "\n".join(filter(None, result)),
    }


def _assigned(ledger: Ledger, wanted: Wanted, sight: Sight, today: str) -> list[Row]:
    return [marked(ledger, row, _assignment(dict(row), sight, today)) for row in found.assigned(ledger, wanted)]


def _assignment(row: Row, sight: Sight, today: str) -> Row:
    """Return what was assigned: by whom, until when, urged how often, answered when, late or not."""
    if sight.closes(row["kind"]):
        return {"case": row["case"], "subject": labels.CONFIDENTIAL}
    result = row["outcome"] if row["task"] is None and row["done_on"] else row["result"]
    return {
        "case": row["case"],
        "source": _source(row),
        "source_no": row["source_no"],
        "assigned_on": row["on_date"],
        "due": row["due_on"],
        "subject": "：".join(filter(None, (row["subject"], row["text"]))),
        "unit": row["unit"] or row["handled_by"],
        "urges": row["urges"],
        "answered_on": row["done_on"],
        "result": result or (talk.STOPPED if row["stopped_on"] and not row["done_on"] else None),
        "late": _late(row, today),
    }


def _source(row: Row) -> str:
    if row["task"] == Tasks.INSTRUCTION:
        return books.ASSIGNED_BY.format(leader=row["asked_by"])
    return labels.TASK[row["task"]] if row["task"] else labels.SOURCE[row["source"]]


def _late(row: Row, today: str) -> str | None:
    """Return whether it was answered after its date, or is not answered though that has passed."""
    if not row["due_on"]:
        return None
    ended = row["done_on"] or row["stopped_on"] or today
    return books.LATE_YES if ended > row["due_on"] else books.LATE_NO


MADE: Mapping[str, Callable[[Ledger, Wanted, Sight, str], list[Row]]] = {
    "dispute": _disputes,
    "meeting": _conferences,
    "reception": _receptions,
    "supervision": _assigned,
    "opened": openings.rows,
}
