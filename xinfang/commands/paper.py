"""Word papers: made from the record, their service and voiding recorded, their templates laid out."""

from collections.abc import Sequence

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.paper_make import make
from xinfang.commands.paper_mark import serve, void_paper, which
from xinfang.domain.codes import Refused
from xinfang.domain.paper_forms import FORMS, Form
from xinfang.papers import store
from xinfang.papers.values import known, known_by_use
from xinfang.tables.closed import Sight
from xinfang.tables.forms import fields_report, kinds_report
from xinfang.words import papers as words

app = typer.Typer()
# What a number stands for is not changed on paper alone, and a list is no text.
FIXED = ("no", "case", "made_on", "terms", "documents", "files")


@app.command("paper")
def paper(
    ctx: typer.Context, kind: o.PaperKind = None, case: o.PaperCase = None, to: o.PaperTo = None,
    text: o.PaperText = None, basis: o.Basis = None, where: o.Where = None, sets: o.SetValues = None,
    date: o.Day = None, by: o.By = None, served: o.PaperServed = None, how: o.How = None, signed_by: o.SignedBy = None,
    void: o.VoidPaper = None, reason: o.Reason = None, kinds: o.Kinds = False, templates: o.Templates = False,
    fields: o.Fields = None, with_confidential: o.WithConfidential = False,
) -> None:  # fmt: skip
    """Make a paper from the record, or record that one was served or is void."""
    desk: Desk = ctx.obj
    _one_at_a_time({"--served": served, "--void": void, "--templates": templates, "--fields": fields, "--list": kinds})
    if templates:
        _show_templates(desk)
    elif fields is not None:
        form = FORMS[which(fields)]
        desk.show_report(*fields_report(form, *known_by_use(form)))
    elif served is not None:
        serve(desk, served, case or kind, date, how, signed_by, reason, by)
    elif void is not None:
        void_paper(desk, void, case or kind, date, reason, by)
    elif kind is None or kinds:
        desk.show_report(*kinds_report(_role(desk)))
    else:
        form = FORMS[which(kind)]
        given = _given(form, {"addressee": to, form.text: text, form.basis: basis, "where": where}, sets or ())
        make(desk, form, case, given, date, by, Sight(confidential=with_confidential, reason=reason))


def _one_at_a_time(asked: dict[str, object]) -> None:
    given = [flag for flag, value in asked.items() if value]
    if len(given) > 1:
        raise Refused("paper_both", usage=True, one=given[0], other=given[1])


def _role(desk: Desk) -> str | None:
    """Return what the office is, where there is one."""
    return desk.office.role if desk.folder is not None else None


def _given(form: Form, options: dict[str, str | None], sets: Sequence[str]) -> dict[str, str]:
    """Return the words given for the paper, by key; what is no key stays a name that the template may use.

    Raises Refused ``bad_set``, ``bad_name``.
    """
    keys = {words.VARIABLE[key][0]: key for key in known(form)}
    given = {key: typed.text("text", value) for key, value in options.items() if value}
    for told in sets:
        name, equals, value = told.replace("＝", "=", 1).partition("=")
        if not equals or not name.strip():
            raise Refused("bad_set", usage=True, text=told)
        key = keys.get(name.strip(), name.strip())
        if key in FIXED:
            raise Refused("bad_name", usage=True, paper=form.code, text=name.strip(), hint=words.FIXED_HINT)
        given[key] = typed.text("text", value)
    return given


def _show_templates(desk: Desk) -> None:
    """Make the templates that are not in the office folder yet."""
    office = desk.office
    if not office.home.is_dir():
        raise Refused("no_office")
    made, kept = store.ensure(office.home, FORMS)
    folder = office.home / words.TEMPLATES
    told = words.TEMPLATES_MADE.format(folder=folder, made=len(made), kept=len(kept))
    desk.show({"folder": str(folder), "made": made, "kept": kept}, [told])
