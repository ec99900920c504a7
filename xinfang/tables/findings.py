"""What the figures of a period say: one small function a sentence, all over the same value; none invents anything."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from xinfang.domain.indicators import BY_CODE, WHOLE, Counted, value
from xinfang.tables.comparing import A_YEAR_BEFORE, Base, changed
from xinfang.tables.figures import Counts, Figures, Group, Rate
from xinfang.tables.indicators import shown, target_words
from xinfang.tables.statistics import share_words
from xinfang.words import findings as words
from xinfang.words import labels

Finding = Callable[[Figures], str]

PARAGRAPH = "\n"  # what follows stands in a paragraph of its own
MOST = 3  # groups that are named
LEAST = 2  # petitions by which a content has risen or fallen
OF_THE_RECEIVED = ("ended", "first_ended", "from_above_ended", "backlog_settled")  # what has time left counts too


def total(f: Figures) -> str:
    """How many petitions came, against the year and the period before."""
    pattern = words.TOTAL if f.now.petitions else words.NO_TOTAL
    told = [pattern.format(period=f.period, count=f.now.petitions), *_compared(f, "petitions", words.TIMES)]
    return _sentence(told)


def to_date(f: Figures) -> str:
    """How many came since the year began, against the same months of the year before; not where that is the period."""
    if f.to_date is None:
        return ""
    count, before = f.to_date.now.petitions, f.to_date.year_before
    told = words.TO_DATE.format(period=f.to_date.name, count=count)
    return _sentence([told, changed(count, before.petitions if before else None, A_YEAR_BEFORE, words.TIMES)])


def channels(f: Figures) -> str:
    """How they came, each channel with its share."""
    now = f.now
    if not now.petitions:
        return ""
    parts = {name: getattr(now, name) for name in ("letters", "visits", "calls", "online")}
    shares = {f"{name}_share": share_words(count, now.petitions) for name, count in parts.items()}
    return words.CHANNELS.format(people=now.visit_people, **parts, **shares)


def visits(f: Figures) -> str:
    """How many visits and heads, against the year before."""
    if not f.now.visits:
        return _sentence([words.NO_VISITS, *_compared(f, "visits", words.BATCHES)])
    batches = [words.VISITS.format(count=f.now.visits), *_compared(f, "visits", words.BATCHES)]
    people = [words.VISIT_PEOPLE.format(count=f.now.visit_people), *_compared(f, "visit_people", words.PERSONS)]
    return words.SEMICOLON.join(map(words.COMMA.join, (batches, people))) + words.STOP


def collective(f: Figures) -> str:
    """How many visits were collective."""
    count = f.now.collective_visits
    told = words.COLLECTIVE.format(count=count) if count else words.NO_COLLECTIVE
    return _sentence([told, *_compared(f, "collective_visits", words.BATCHES)])


def repeats(f: Figures) -> str:
    """How many came for the first time, how many again."""
    if not f.now.petitions:
        return ""
    before = f.year_before
    base = (
        words.REPEATS_BASE.format(repeat=before.repeat, share=share_words(before.repeat, before.petitions))
        if before
        else ""
    )
    return words.REPEATS.format(
        first=f.now.first, repeat=f.now.repeat, share=share_words(f.now.repeat, f.now.petitions), base=base
    )


def matters(f: Figures) -> str:
    """How the cases went: carried in, opened, closed, carried out."""
    now = f.now
    if not (now.carried_in or now.cases_opened or now.cases_closed or now.carried_out):
        return words.NO_MATTERS
    return words.MATTERS.format(
        carried_in=now.carried_in, opened=now.cases_opened, closed=now.cases_closed, carried_out=now.carried_out,
        overdue=now.overdue,
    )  # fmt: skip


def topics(f: Figures) -> str:
    """Which contents lead, in the order of their number."""
    return _leading(f.topics, words.TOPICS, f.now.petitions)


def places(f: Figures) -> str:
    """Which village groups lead."""
    return _leading(f.groups, words.PLACES, f.now.petitions)


def leading_units(f: Figures) -> str:
    """Which units had most cases of the period: those open when it began, and those that came."""
    had = [(group.now.carried_in + group.now.cases_opened, group.name) for group in f.units]
    first = sorted((pair for pair in had if pair[0] and pair[1] != labels.UNKNOWN), key=lambda pair: -pair[0])[:MOST]
    told = [words.UNITS_RANKED.format(name=name, count=count) for count, name in first]
    return words.UNITS.format(told=words.LIST.join(told)) if told else ""


def risen(f: Figures) -> str:
    """Which contents were told of more often than a year before."""
    return _moved(f.categories, words.RISEN, words.MORE, 1)


def fallen(f: Figures) -> str:
    """Which contents were told of less often than a year before."""
    return _moved(f.categories, words.FALLEN, words.LESS, -1)


def from_above(f: Figures) -> str:
    """How many a higher level sent."""
    sent = [group for group in f.sources if group.name != labels.SOURCE["own"]]
    count = sum(group.now.petitions for group in sent)
    before = [group.year_before for group in sent]
    base = sum(counts.petitions for counts in before if counts) if f.year_before else None
    if not f.now.petitions:
        return ""
    pattern = words.FROM_ABOVE if count else words.NONE_FROM_ABOVE
    told = pattern.format(count=count, share=share_words(count, f.now.petitions))
    return _sentence([told, changed(count, base, A_YEAR_BEFORE, words.TIMES)])


def unclassified(f: Figures) -> str:
    """How many petitions have no category."""
    count = sum(group.now.petitions for group in f.topics if group.name == labels.UNKNOWN)
    return words.UNCLASSIFIED.format(count=count) if count else ""


def informed(f: Figures) -> str:
    """How many were told in time what became of their petition."""
    return _in_time(f.rates["informed_in_time"], words.INFORMED)


def handled(f: Figures) -> str:
    """How many cases were answered in time."""
    return _in_time(f.rates["handled_in_time"], words.HANDLED)


def late(f: Figures) -> str:
    """How many clocks ran out before they were met."""
    if not f.late.all:
        return words.NONE_LATE
    return words.LATE.format(all=f.late.all, ended=f.late.ended, still=f.late.still)


def rounds(f: Figures) -> str:
    """How many rounds of screening were due and done."""
    return (words.ROUNDS if f.screened.rounds else words.NO_ROUNDS).format(**asdict(f.screened))


def disputes(f: Figures) -> str:
    """What became of the disputes."""
    s = f.screened
    return words.DISPUTES.format(**asdict(s)) if s.carried_in or s.found else words.NO_DISPUTES


def receptions(f: Figures) -> str:
    """How many reception days were planned and held."""
    return words.RECEIVED.format(**asdict(f.received)) if f.received.planned else words.NOT_PLANNED


def met(f: Figures) -> str:
    """How many petitioners leaders met."""
    r = f.received
    return words.MET.format(**asdict(r)) if r.batches or r.appointed or r.visited else words.MET_NOBODY


def handed(f: Figures) -> str:
    """What was forwarded, assigned, urged and supervised (条例 art. 41 (2))."""
    h = f.handed
    if not (h.forwarded or h.assigned or h.urged or h.supervised):
        return words.NONE_HANDED
    return words.HANDED.format(
        forwarded=h.forwarded, assigned=h.assigned, urged=h.urged, supervised=h.supervised, done=h.supervised_done
    )


def advised(f: Figures) -> str:
    """What was suggested to units and organs (条例 art. 41 (3))."""
    told = [words.ADVISED_KIND.format(kind=labels.ADVICE[k], count=count) for k, count in f.handed.advised.items()]
    return words.ADVISED.format(told=words.LIST.join(told), answered=f.handed.answered) if told else words.NONE_ADVISED


def problems(f: Figures) -> str:
    """What fell short, as far as the ledger knows: targets, terms, rounds, reception days."""
    missed = [_missed(rate) for rate in f.rates.values() if rate.met is False]
    counted = (
        (words.MATTERS_LATE, f.now.overdue),
        (words.DISPUTES_LATE, f.screened.late),
        (words.ROUNDS_MISSED, f.screened.rounds - f.screened.done),
        (words.NOT_HELD, f.received.planned - f.received.held),
    )
    told = [*missed, *(pattern.format(count=count) for pattern, count in counted if count)]
    return PARAGRAPH.join(told) or words.NO_PROBLEMS


def due_next(f: Figures) -> str:
    """What runs out in the period to come; nothing where that is past already."""
    if f.next is None:
        return ""
    pattern = words.DUE_NEXT if f.next.clocks else words.NONE_DUE_NEXT
    told = pattern.format(**asdict(f.next))
    return told + words.DUTIES_NEXT.format(**asdict(f.next)) * bool(f.next.days or f.next.rounds)


def examples(f: Figures) -> str:
    """Matters that were settled, each in one sentence, without names."""
    told = [
        words.EXAMPLE.format(
            petitioner=e.petitioner, subject=e.subject, category=e.category, unit=e.unit or words.OURSELVES, days=e.days
        )
        for e in f.examples
    ]  # fmt: skip
    return PARAGRAPH.join([*told, words.CHECK_EXAMPLES]) if told else words.NO_EXAMPLES


def _sentence(parts: Iterable[str]) -> str:
    return words.COMMA.join(filter(None, parts)) + words.STOP


def _compared(f: Figures, name: str, unit: str) -> list[str]:
    """Return how a total compares with the year before and, where it is told of, with the period before."""
    now = getattr(f.now, name)
    bases: tuple[tuple[Counts | None, Base], ...] = (
        (f.year_before, A_YEAR_BEFORE), (f.before, Base(words.IN_TURN, f.before_name)),
    )  # fmt: skip
    return [changed(now, getattr(counts, name), base, unit) for counts, base in bases if counts]


def _leading(groups: Sequence[Group], pattern: str, whole: int) -> str:
    known = [group for group in groups if group.now.petitions and group.name != labels.UNKNOWN]
    first = sorted(known, key=lambda group: -group.now.petitions)[:MOST]
    told = [
        words.RANKED.format(name=g.name, count=g.now.petitions, share=share_words(g.now.petitions, whole))
        for g in first
    ]
    return pattern.format(told=words.LIST.join(told)) if told else ""


def _moved(groups: Sequence[Group], pattern: str, each: str, way: int) -> str:
    """Tell of the groups that moved most one way (1: more, -1: fewer) since the year before."""
    moves = [
        (way * (g.now.petitions - g.year_before.petitions), g, g.year_before.petitions)
        for g in groups if g.year_before and g.name != labels.UNKNOWN
    ]  # fmt: skip
    most = sorted((move for move in moves if move[0] >= LEAST), key=lambda move: -move[0])[:MOST]
    told = [each.format(name=g.name, count=g.now.petitions, base=base, change=change) for change, g, base in most]
    return pattern.format(told=words.LIST.join(told)) if told else ""


def _rate(pattern: str, rate: Rate, **more: str) -> str:
    indicator = BY_CODE[rate.code]
    told = shown(indicator, value(indicator, Counted(rate.numerator, rate.denominator)))
    return pattern.format(name=rate.name, share=told, count=rate.numerator, all=rate.denominator, **more)


def _in_time(rate: Rate, pattern: str) -> str:
    if not rate.denominator:
        return words.NONE_DUE[rate.code]
    return _rate(pattern, rate, target="" if rate.met is None else words.TARGET[rate.met].format(target=_target(rate)))


def _missed(rate: Rate) -> str:
    return _rate(words.MISSED, rate, target=_target(rate), still=words.STILL_RUNNING * (rate.code in OF_THE_RECEIVED))


def _target(rate: Rate) -> str:
    return target_words(BY_CODE[rate.code], (rate.target or 0) / WHOLE)
