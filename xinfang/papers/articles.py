"""Under which articles of the regulation a paper is made."""

from collections.abc import Iterator

from xinfang.domain.codes import Kind, Role, Status
from xinfang.domain.model import State
from xinfang.domain.paper_forms import Form
from xinfang.words import papers as words


def article(form: Form, state: State, role: str) -> str:
    """Return the articles of the regulation under which this paper is made, for this matter and office."""
    told = words.BETWEEN_ARTICLES.join(_articles(form.code, state, role))
    return words.REGULATION.format(articles=told) if told else ""


def _articles(code: str, state: State, role: str) -> Iterator[str]:
    case = state.case
    base = words.ARTICLE.get(code, "")
    informs = words.INFORMS_A_BUREAU if role == Role.BUREAU else words.INFORMS
    if code == "reply" and case.kind != Kind.CLAIM:
        yield words.ON_A_SUGGESTION if case.kind == Kind.SUGGESTION else informs
    elif base:
        yield informs if base == words.INFORMS else base
    if code in ("forward", "whereabouts") and case.kind == Kind.ACCUSATION:
        yield words.ON_AN_ACCUSATION
    if code == "refuse" and case.status == Status.FINAL:
        yield words.SETTLED_FOR_GOOD
    if code == "route" or (code == "accept" and case.kind == Kind.CLAIM):
        yield words.ROUTE_AT.format(item=words.ROUTE_ITEM["6" if code == "accept" else case.route or "6"])
