"""The papers of a case as a table."""

from typing import TYPE_CHECKING, Any

from xinfang.tables.report import Cell, Column, Table
from xinfang.words import books, labels
from xinfang.words import papers as words
from xinfang.words.fields import FIELD

if TYPE_CHECKING:
    from xinfang.domain.doings import Paper

OF_A_CASE = ("no", "paper", "addressee", "made_on", "served_on", "served_how", "signed_by")


def paper_document(paper: "Paper") -> dict[str, Any]:
    """Return a paper under the keys of ``show --json``."""
    return {
        "no": paper.no, "kind": paper.kind, "made_on": paper.made_on, "addressee": paper.addressee,
        "served_on": paper.served_on, "served_how": paper.served_how, "signed_by": paper.signed_by,
        "void_reason": paper.void_reason, "file": paper.file,
    }  # fmt: skip


def papers_table(documents: list[dict[str, Any]]) -> Table:
    """Return the papers of a case as a table of its card."""
    days = ("made_on", "served_on")
    columns = tuple(
        Column(key, books.HEADS["paper"][key], 16, Cell.DAY if key in days else Cell.TEXT, shrinks=key == "addressee")
        for key in OF_A_CASE
    )
    rows = [d | {"paper": words.NAME.get(d["kind"], d["kind"]), "addressee": _to(d)} for d in documents]
    rows = [{key: row[key] for key in OF_A_CASE} for row in rows]
    return Table("papers", FIELD["papers"], columns, rows, len(rows))


def _to(document: dict[str, Any]) -> str | None:
    if document["void_reason"]:
        return words.VOIDED_SHORT.format(mark=labels.VOID_MARK, reason=document["void_reason"])
    to: str | None = document["addressee"]
    return to
