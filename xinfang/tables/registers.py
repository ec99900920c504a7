"""The registers (登记簿) and lists: rows of the ledger in the columns that the office prints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from xinfang.domain.codes import COLLECTIVE_FROM, Channel, Kind, Refused, Status
from xinfang.ledger import find
from xinfang.ledger.reading import Ledger
from xinfang.office.office import Office
from xinfang.tables import books as more
from xinfang.tables.closed import Sight, closed_row
from xinfang.tables.offices import headed, marked
from xinfang.tables.period import period_words
from xinfang.tables.report import Cell, Column, Report, Table, Tally
from xinfang.tables.report import columns as columns_of
from xinfang.tables.tally import Petitions, Visits
from xinfang.words import books, labels, papers, talk

AT_HAND = ("letter", "visit", "call", "online", "case")  # an export has them even where they are empty
# Of every column: its width on paper in half-width characters, and what it holds.
SHAPES: Mapping[str, tuple[int, Cell]] = {
    "petition": (15, Cell.ID), "case": (13, Cell.ID), "received_on": (11, Cell.DAY), "registered_on": (11, Cell.DAY),
    "opened_on": (11, Cell.DAY), "forwarded_on": (11, Cell.DAY), "closed_on": (11, Cell.DAY),
    "answered_on": (11, Cell.DAY), "due": (11, Cell.DAY), "due_on": (11, Cell.DAY), "petitioner": (13, Cell.TEXT),
    "home": (14, Cell.TEXT),
    "phone": (12, Cell.ID), "people": (6, Cell.NUMBER), "repeat": (6, Cell.TEXT), "collective": (7, Cell.TEXT),
    "representatives": (9, Cell.TEXT), "subject": (28, Cell.TEXT), "category": (10, Cell.TEXT),
    "kind": (10, Cell.TEXT), "channel": (10, Cell.TEXT),
    "instruction": (10, Cell.TEXT), "handling": (10, Cell.TEXT), "unit": (11, Cell.TEXT), "handler": (8, Cell.TEXT),
    "result": (22, Cell.TEXT), "archive_no": (11, Cell.ID), "receiver": (8, Cell.TEXT), "answered_by": (8, Cell.TEXT),
    "signature": (18, Cell.SIGN), "source": (12, Cell.TEXT), "leader": (8, Cell.TEXT), "status": (9, Cell.TEXT),
    "adopted": (20, Cell.TEXT), "terms": (28, Cell.TEXT), "settled": (8, Cell.TEXT), "ratings": (12, Cell.TEXT),
    **more.SHAPES,
    "no": (24, Cell.ID), "paper": (16, Cell.TEXT), "addressee": (16, Cell.TEXT), "made_on": (11, Cell.DAY),
    "served_on": (11, Cell.DAY), "served_how": (10, Cell.TEXT), "signed_by": (10, Cell.TEXT),
}  # fmt: skip
COUNTED = {"letter": Petitions, "visit": Visits, "call": Petitions, "online": Petitions}  # 合计 stands at their end
WITHOUT_NOTES = ("dispute", "meeting", "opened")  # nothing is masked or closed in them
ASKED_FOR = ("opened",)  # it is the office's own, so that it stands in no export of all and in no package
EXTRA = ("category", "unit")  # of a list: what a narrow screen leaves out
SHRINKING = more.SHRINKING | {
    "subject", "home", "result", "instruction", "terms", "representatives", "petitioner", "unit", "category", "adopted",
    "addressee", "served_how", "signed_by",
}  # fmt: skip


def columns(heads: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns under these headings, in their order."""
    return columns_of(heads, SHAPES, SHRINKING)


def which(text: str) -> str:
    """Return the register that was named in English or Chinese.

    Raises Refused ``no_such_book``.
    """
    titles = {title: name for name, title in books.BOOKS.items()}
    name = (titles | dict(books.SHORT)).get(text.strip(), text.strip().lower())
    if name not in books.BOOKS:
        raise Refused("no_such_book", usage=True, text=text, choices=[f"{n}（{t}）" for n, t in books.BOOKS.items()])
    return name


def register(ledger: Ledger, book: str, wanted: find.Wanted, sight: Sight, today: str, last: int = -1) -> Table:
    """Return one register as a table, or its last rows; they are read from the ledger as they are asked for."""
    made: Iterator[dict[str, Any]]
    more.judge(book, wanted)
    if book in more.MADE:
        whole = more.rows(ledger, book, wanted, sight, today)
        count, made = len(whole), iter(whole[max(len(whole) - last, 0) if last >= 0 else 0 :])
    elif book == "suggestion":
        count, rows = find.petitions(ledger, replace(wanted, kind=Kind.SUGGESTION), last)
        made = (marked(ledger, row, _suggestion_row(row, sight)) for row in rows)
    elif book == "case":
        count, rows = find.cases(ledger, wanted, last)
        made = (marked(ledger, row, _case_row(row, sight)) for row in rows)
    elif book == "paper":
        count, rows = find.papers(ledger, wanted, last)
        made = (marked(ledger, row, _paper_row(row, sight)) for row in rows)
    else:
        count, rows = find.petitions(ledger, replace(wanted, channel=book), last)
        made = (marked(ledger, row, _petition_row(row, sight)) for row in rows)
    heads = headed(ledger, columns(books.HEADS[book]))
    return Table(book, books.BOOKS[book], heads, _in_columns(heads, made), count, COUNTED.get(book, Tally))


def registers(
    ledger: Ledger, office: Office, names: tuple[str, ...], wanted: find.Wanted, sight: Sight, today: str,
    last: int = -1,
) -> Report:  # fmt: skip
    """Return some registers, one table each, as one report; of each all rows or the last ones."""
    tables = tuple(register(ledger, name, wanted, sight, today, last) for name in names)
    title = tables[0].title if len(tables) == 1 else books.EXPORT_TITLE
    remarks = () if set(names) <= set(WITHOUT_NOTES) else notes(sight)
    return Report(title, period_words(wanted.period), office.name, tables, remarks)


def all_registers(ledger: Ledger, office: Office, wanted: find.Wanted, sight: Sight, today: str) -> Report:
    """Return the registers of an export of all: the usual ones, and of the others those that hold something wanted."""
    kept = [name for name in books.BOOKS if name not in ASKED_FOR]
    names = tuple(name for name in kept if name in AT_HAND or not more.unfit_filters(name, wanted))
    report = registers(ledger, office, names, wanted, sight, today)
    return replace(report, tables=tuple(t for t in report.tables if t.count or t.name in AT_HAND))


def listing(ledger: Ledger, office: Office, wanted: find.Wanted, sight: Sight, limit: int) -> Report:
    """Return the list of cases, the newest first."""
    count, rows = find.newest_cases(ledger, wanted, limit)
    return case_list(ledger, office, books.LIST, period_words(wanted.period), count, rows, sight)


def case_list(
    ledger: Ledger, office: Office, title: str, period: str, count: int, rows: Iterable[Any], sight: Sight
) -> Report:
    """Return cases as a list of raw rows, in the short columns that fit a screen."""
    made = [marked(ledger, row, _list_row(row, sight)) for row in rows]
    heads = tuple(replace(column, extra=column.key in EXTRA) for column in columns(books.LIST_HEADS))
    table = Table("cases", title, headed(ledger, heads), made, count)
    return Report(title, period, office.name, (table,))


def notes(sight: Sight) -> tuple[str, ...]:
    """Return the remarks on what is kept back."""
    return (talk.MASKED_NOTE,) * (not sight.unmask) + (talk.CLOSED_NOTE,) * (not sight.confidential)


def _in_columns(heads: tuple[Column, ...], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows with the keys of their columns, and the code of an office beside its name."""
    keys = [key for head in heads for key in (("office", head.key) if head.key == "office_name" else (head.key,))]
    return ({key: row.get(key) for key in keys} for row in rows)


def _petition_row(row: Any, sight: Sight) -> dict[str, Any]:
    """Return a petition in the words of the registers."""
    if sight.closes(row["kind"]) or sight.closes(row["case_kind"]):
        mark = f"（{labels.VOID_MARK}）" if row["void_reason"] else ""
        return closed_row(dict(row), "petition", "subject") | {"subject": mark + labels.CONFIDENTIAL}
    if row["void_reason"]:
        return {"petition": row["petition"], "subject": f"（{labels.VOID_MARK}）{row['void_reason']}"}
    repeat = bool(row["repeat"])
    return {
        "petition": row["petition"],
        "received_on": row["received_on"],
        "petitioner": row["petitioner"] or labels.ANONYMOUS,
        "home": _home(row["village_group"], row["address"]),
        "phone": sight.phone(row["phone"]),
        "people": row["people"],
        "repeat": labels.REPEAT[row["channel"]][repeat],
        "collective": labels.COLLECTIVE[row["people"] >= COLLECTIVE_FROM] if row["channel"] == Channel.VISIT else None,
        "representatives": row["representatives"],
        "subject": row["subject"] + (f"：{row['detail']}" if row["detail"] else ""),
        "category": row["category"] or labels.UNKNOWN,
        "kind": labels.KIND[row["kind"]],
        "receiver": row["receiver"],
        "instruction": row["instruction"],
        "handling": books.HANDLING[_handling(row)],
        "unit": row["unit"],
        "forwarded_on": _since(row, "forwarded_on"),
        "due": _since(row, "due"),
        **_answer(row),
        "archive_no": row["archive_no"],
        "signature": None,
    }


def _since(row: Any, day: str) -> str | None:
    """Return a day of the case that lies after the petition came; what was before is not about a repeat."""
    return row[day] if row[day] and row[day] >= row["received_on"] else None


def _suggestion_row(row: Any, sight: Sight) -> dict[str, Any]:
    """Return a suggestion with what became of it."""
    made = _petition_row(row, sight)
    if not made.get("answered_on"):
        return made
    adopted, outcome = books.ADOPTED.get(row["opinion"]), made.get("result")
    told = books.ADOPTED_SO.format(adopted=adopted, outcome=outcome) if adopted and outcome else adopted or outcome
    return made | {"adopted": told}


def _answer(row: Any) -> dict[str, Any]:
    """Return what a petition was answered, by whom and when; an answer that was given before it came is not its own."""
    if row["answer"]:
        return {"result": row["answer"], "answered_by": row["receiver"], "answered_on": row["received_on"]}
    answered_on = row["replied_on"] or row["closed_on"]
    if not answered_on or answered_on < row["received_on"]:
        return {}
    return {"result": row["outcome"] or row["close_reason"], "answered_by": row["unit"], "answered_on": answered_on}


def _home(group: str | None, address: str | None) -> str | None:
    """Return where a petitioner lives: the group first, unless the address names it."""
    return address if group and address and group in address else "".join(filter(None, (group, address))) or None


def _handling(row: Any) -> str:
    """Return what was done with a petition: 处理方式 of the letter register, 接待意见 of the visit register."""
    if row["answer"]:
        return "answered"
    began = row["closed_on"] or row["accepted_on"] or row["forwarded_on"]
    if row["repeat"] and row["status"] != Status.VOID and began and began < row["received_on"]:
        return "repeat"
    return _handling_of_the_case(row)


def _handling_of_the_case(row: Any) -> str:
    if row["status"] in (Status.DECLINED, Status.RETURNED, Status.ROUTED, Status.JOINED, Status.VOID):
        return str(row["status"])
    if row["accepted_on"]:
        return "accepted"
    if row["forwarded_on"]:
        return "assigned" if row["assigned_on"] == row["forwarded_on"] else "forwarded"
    return "registered"


def _paper_row(row: Any, sight: Sight) -> dict[str, Any]:
    """Return a paper in the words of its register; one on a closed matter keeps its number only."""
    made = {key: row[key] for key in books.HEADS["paper"]}
    if sight.closes(row["case_kind"]):
        return closed_row(made, "no", "addressee")
    made["paper"] = papers.NAME.get(row["paper"], row["paper"])
    if row["void_reason"]:
        made["addressee"] = papers.VOIDED_SHORT.format(mark=labels.VOID_MARK, reason=row["void_reason"])
    return made


def _case_row(row: Any, sight: Sight) -> dict[str, Any]:
    """Return a case in the words of the case book and of the lists."""
    if sight.closes(row["kind"]):
        return closed_row(dict(row), "case", "subject")
    made = dict(row)
    return made | {
        "petitioner": row["petitioner"] or labels.ANONYMOUS,
        "category": row["category"] or labels.UNKNOWN,
        "source": " ".join(filter(None, (labels.SOURCE[row["source"]], row["source_no"]))),
        "status": labels.STATUS[row["status"]],
        "terms": _terms(made.get("terms")),
        "settled": labels.SETTLED.get(truth(row["settled"])),
        "ratings": _ratings(row["rated_office"], row["rated_unit"]),
    }


def _ratings(office: str | None, unit: str | None) -> str | None:
    """Return both ratings in one cell: of the petition office, of the responsible unit."""
    if not office and not unit:
        return None
    return talk.RATINGS.format(office=labels.RATING.get(office or "", ""), unit=labels.RATING.get(unit or "", ""))


def _list_row(row: Any, sight: Sight) -> dict[str, Any]:
    """Return a case in the keys of `list` and `search`; codes stay codes."""
    kept = ("case", "opened_on", "petitioner", "subject", "category", "status", "kind", "unit", "closed_on")
    made = {key: row[key] for key in kept} | {"due_on": row["next_due"], "settled": truth(row["settled"])}
    if sight.closes(row["kind"]):
        return closed_row(made, "case", "subject")
    return made


def truth(value: int | None) -> bool | None:
    """Return what SQLite keeps as 1, 0 or null."""
    return None if value is None else bool(value)


def _terms(packed: str | None) -> str | None:
    """Return all clocks of a case in one cell: name, due date, the day on which it ended."""
    if not packed:
        return None
    lines = []
    for clock in packed.split("|"):
        name, due, ended, provisional = clock.split(" ")
        mark = talk.MARK_PROVISIONAL if provisional == "1" else ""
        lines.append(f"{labels.TERM[name]} {due}{mark}" + (f" √{ended[5:]}" if ended else ""))
    return "\n".join(lines)


def with_rows(report: Report, rows: list[Mapping[str, Any]], remarks: tuple[str, ...]) -> Report:
    """Return a report of one table with these rows and remarks."""
    return replace(report, tables=(replace(report.tables[0], rows=rows),), notes=remarks)
