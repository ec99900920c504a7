"""The procedure as a table for the manual: printed from the code, so that a lawyer can check what the program does."""

from collections.abc import Iterator

from xinfang.domain.codes import Kind
from xinfang.domain.procedure import PROCEDURE, Act
from xinfang.words import labels, talk


def procedure_lines() -> Iterator[str]:
    """Yield the table of all acts as Markdown."""
    yield "| " + " | ".join(talk.PROCEDURE_HEADS) + " |"
    yield "|" + "---|" * len(talk.PROCEDURE_HEADS)
    for act in PROCEDURE:
        yield "| " + " | ".join(_cells(act)) + " |"


def _cells(act: Act) -> tuple[str, ...]:
    kinds = (
        ""
        if len(act.kinds) == len(Kind)
        else talk.ONLY_KINDS.format(kinds="、".join(labels.KIND[k] for k in act.kinds))
    )
    return (
        labels.ACT[act.verb] + kinds,
        f"`{act.verb}`",
        "、".join(labels.STATUS[s] for s in act.way),
        _after(act),
        "、".join(labels.TERM[t] for t in act.meets) or labels.DASH,
        "、".join(labels.TERM[t] for t in act.starts) or labels.DASH,
        "、".join(labels.FIELD[n] for n in act.needs) or labels.DASH,
        talk.ARTICLES.format(articles=act.article.replace(", ", "、")) if act.article else labels.DASH,
    )


def _after(act: Act) -> str:
    if act.verb == "reopen":
        return talk.FIRST_STATE
    moves = {labels.STATUS[after] for before, after in act.way.items() if before != after}
    stays = [labels.STATUS[before] for before, after in act.way.items() if before == after and after not in moves]
    if not moves:
        return talk.UNCHANGED
    told = "、".join(sorted(moves))
    others = "、".join(state for state in stays if state != told)
    return told + (talk.SOME_UNCHANGED.format(states=others) if others else "")
