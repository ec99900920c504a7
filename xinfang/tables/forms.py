"""The kinds of papers as tables: which there are, what a template may hold."""

from typing import Any

from xinfang.domain.codes import Role
from xinfang.domain.paper_forms import FORMS, Form
from xinfang.domain.procedure import EVERY_ROLE
from xinfang.tables.report import Column, Report, Table
from xinfang.words import labels
from xinfang.words import papers as words

KIND_WIDTHS = {"kind": 16, "name": 22, "purpose": 50, "article": 16, "roles": 24}
FIELD_WIDTHS = {"name": 22, "meaning": 40, "needed": 8, "option": 26}


def kinds_report(role: str | None) -> tuple[dict[str, Any], Report]:
    """Return the kinds of papers that an office of this role makes (None: all kinds), each with what it is for."""
    rows = [_kind(form, role) for form in FORMS.values() if role is None or role in form.roles]
    columns = tuple(
        Column(key, label, KIND_WIDTHS[key], shrinks=key in ("purpose", "roles"), extra=key in ("article", "roles"))
        for key, label in words.KINDS_HEADS.items()
    )
    table = Table("papers", words.KINDS_TITLE, columns, rows, len(rows))
    return {"papers": rows}, Report(words.KINDS_TITLE, "", "", (table,), (words.KINDS_NOTE,))


def _kind(form: Form, role: str | None) -> dict[str, Any]:
    everyone = form.roles == EVERY_ROLE
    roles = words.EVERYONE if everyone else "、".join(labels.ROLE[role] for role in form.roles)
    article = words.ROUTE_BASE if form.code == "route" else words.ARTICLE.get(form.code)
    if article == words.INFORMS and role == Role.BUREAU:
        article = words.INFORMS_A_BUREAU
    return {
        "kind": form.code, "name": words.NAME[form.code], "purpose": words.PURPOSE[form.code],
        "article": words.SHORT_LAW.format(article=article) if article else None, "roles": roles,
    }  # fmt: skip


def fields_report(form: Form, used: list[str], others: list[str]) -> tuple[dict[str, Any], Report]:
    """Return what the template of a kind may hold, what of it is needed or used, and which option gives it."""
    rows = [_field(form, key, words.USED) for key in used] + [_field(form, key, "") for key in others]
    columns = tuple(
        Column(key, label, FIELD_WIDTHS[key], shrinks=key == "meaning") for key, label in words.FIELDS_HEADS.items()
    )
    title = words.FIELDS_TITLE.format(paper=words.NAME[form.code])
    table = Table("fields", title, columns, rows, len(rows))
    return {"kind": form.code, "fields": rows}, Report(title, "", "", (table,), (words.FIELDS_NOTE,))


def _field(form: Form, key: str, use: str) -> dict[str, Any]:
    name, meaning = words.VARIABLE[key]
    options = {**words.OPTION_OF, form.text: words.TEXT_OPTION, form.basis: words.BASIS_OPTION}
    needed = words.NEEDED if key in form.needs else use
    return {
        "name": words.WRITTEN.format(name=name),
        "meaning": meaning,
        "needed": needed,
        "option": options.get(key, ""),
    }
