"""The procedure as a table for the reference: from the code, so that a lawyer can check what the program does."""

from collections.abc import Iterator

from xinfang.domain.codes import ENDED, OPEN, Kind, Role
from xinfang.domain.procedure import PROCEDURE, Act
from xinfang.words import labels, talk
from xinfang.words.fields import FIELD


def procedure_lines() -> Iterator[str]:
    """Yield the table of all acts as Markdown."""
    yield "| " + " | ".join(talk.PROCEDURE_HEADS) + " |"
    yield "|" + "---|" * len(talk.PROCEDURE_HEADS)
    for act in PROCEDURE:
        yield "| " + " | ".join(_cells(act)) + " |"


def _cells(act: Act) -> tuple[str, ...]:
    return (
        _name(act) + _only(act),
        f"`{act.verb}`",
        _places(act),
        _after(act),
        _terms(act.meets),
        _terms(act.stops),
        _terms(act.starts),
        "、".join(FIELD[n] for n in act.needs) or labels.DASH,
        talk.ARTICLES.format(articles=act.article.replace(", ", "、")) if act.article else labels.DASH,
    )


def _name(act: Act) -> str:
    """Return what an act is called; what was said may make another act of it."""
    told = labels.ACT_DONE.get((act.verb, act.flag), {})
    if act.verb == "decline" and act.way.keys() <= ENDED:
        return labels.REFUSED_AGAIN
    if act.flag == "simple":
        return told[False]
    return " / ".join(told.values()) or labels.ACT[act.verb]


def _only(act: Act) -> str:
    """Return for which matters and offices only."""
    kinds = [labels.KIND[k] for k in act.kinds] if len(act.kinds) < len(Kind) else []
    roles = [labels.ROLE[r] for r in act.roles] if len(act.roles) < len(Role) else []
    return talk.ONLY.format(only="、".join((*kinds, *roles))) if kinds or roles else ""


def _places(act: Act) -> str:
    """Return where an act is allowed, the open states together in one word."""
    told = []
    if act.way.keys() >= OPEN:
        told.append(talk.ANY_OPEN)
    rest = [labels.STATUS[s] for s in act.way if told == [] or s not in OPEN]
    return "、".join(told + rest)


def _terms(names: tuple[str, ...]) -> str:
    return "、".join(labels.TERM[t] for t in names) or labels.DASH


def _after(act: Act) -> str:
    if act.verb == "reopen":
        return talk.FIRST_STATE
    if act.flag == "apart":
        return talk.FORMER_STATE
    moves = {labels.STATUS[after] for before, after in act.way.items() if before != after}
    stays = [labels.STATUS[before] for before, after in act.way.items() if before == after and after not in moves]
    if not moves:
        return talk.UNCHANGED
    told = "、".join(sorted(moves))
    others = "、".join(state for state in stays if state != told)
    return told + (talk.SOME_UNCHANGED.format(states=others) if others else "")
