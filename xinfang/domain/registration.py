"""Registering what arrives (条例 arts. 22, 23): the petition as told, its rules, the case that it opens or joins."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from xinfang.domain import effects, steps, terms
from xinfang.domain.codes import ENDED, MAX_REPRESENTATIVES, OPEN, Kind, Refused, Source, Status
from xinfang.domain.model import Attachment, Case, Entry, Petition, Petitioner, State
from xinfang.domain.steps import ALL_OF_OURS, latest_event


@dataclass(frozen=True, slots=True)
class NewNumber:
    """The next free number of a year, as the ledger gave it out under its write lock."""

    no: str
    year: int
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A petition as it was told at the desk, every value checked; `registered_on` is the day of writing it down.

    `names` is empty for an anonymous petition. `settled` is the answer given on the spot, or None. `repeat` and
    `kind` are None where they follow from the case (a further petition in it is a repeat, of its kind). `origin` says
    in which older register it stood, and what else stood there.
    """

    channel: str
    received_on: str
    registered_on: str
    subject: str
    names: tuple[str, ...] = ()
    phone: str | None = None
    id_number: str | None = None
    address: str | None = None
    village_group: str | None = None
    people: int | None = None
    representatives: tuple[str, ...] = ()
    detail: str | None = None
    category: str | None = None
    topic: str | None = None
    kind: str | None = None
    source: str = "own"
    source_no: str | None = None
    due: str | None = None
    receiver: str | None = None
    settled: str | None = None
    repeat: bool | None = None
    origin: str | None = None

    @property
    def heads(self) -> int:
        """How many people came or signed: as said, else as many as were named, at least one."""
        named = len({*self.names, *self.representatives})
        return self.people if self.people is not None else max(named, 1)


def register(
    number: NewNumber | None, state: State, intake: Intake, attached: Iterable[Attachment], by: str, rules: terms.Rules
) -> Entry:
    """Register a petition (条例 arts. 22, 23): into a new case under `number`, or as a repeat into the case of `state`.

    Raises Refused: the intake breaks a rule, or the case is void.
    """
    intake = replace(intake, kind=_kind(intake, state))
    judge_intake(intake, intake.registered_on)
    if state.cases and state.case.status == Status.VOID:
        raise Refused("void_case", case=state.case.no, verb=f"log-{intake.channel}")
    if state.cases and state.case.status == Status.JOINED:
        raise Refused("joined_case", case=state.case.no, into=state.case.joined_to)
    _judge_answer(state, intake)
    after = _with_petition(_new_case(number, intake) if number else state, intake, attached)
    after = _with_first_terms(after, intake, is_new=number is not None, rules=rules)
    if intake.settled is not None:
        after = _settled_on_the_spot(after, intake)
    text = " ".join(filter(None, (intake.detail, intake.settled, intake.origin)))
    said = {k: v for k, v in asdict(intake).items() if v not in (None, ())}
    after = steps.with_note(after, f"log-{intake.channel}", intake.received_on, by, text)
    return effects.entry(f"log-{intake.channel}", state, after, said, intake.received_on, by)


def _judge_answer(state: State, intake: Intake) -> None:
    """An answer on the spot ends a matter not accepted yet; it may not be dated before where the case stands."""
    if intake.settled is None or not state.cases or state.case.status in ENDED:
        return
    if state.case.status != Status.REGISTERED:
        raise Refused("settled_after_accept", case=state.case.no)
    after = latest_event(state, ALL_OF_OURS)
    if intake.received_on < after:
        case = state.case
        raise Refused(
            "before_event", case=case.no, verb="close", on=intake.received_on, after=after, status=case.status
        )


def _kind(intake: Intake, state: State) -> str:
    """Return of which kind a petition is: a repeat is of the kind of its case, else a claim unless it was said.

    Raises Refused ``kind_differs``: what was said is another matter than the case, and may have to be kept closed.
    """
    if not state.cases:
        return intake.kind or Kind.CLAIM
    if intake.kind not in (None, state.case.kind):
        raise Refused("kind_differs", case=state.case.no, kind=state.case.kind)
    return state.case.kind


def _new_case(number: NewNumber, intake: Intake) -> State:
    case = Case(
        no=number.no, year=number.year, serial=number.serial, status_on=intake.received_on,
        kind=intake.kind or Kind.CLAIM, category=intake.category, topic=intake.topic, subject=intake.subject,
        channel=intake.channel, source=intake.source, source_no=intake.source_no, village_group=intake.village_group,
        opened_on=intake.received_on, registered_on=intake.registered_on, first_receiver=intake.receiver,
        petitioner=_spokesmen(intake),
    )  # fmt: skip
    return State(cases=(case,))


def _with_petition(state: State, intake: Intake, attached: Iterable[Attachment]) -> State:
    n = max((p.n for p in state.petitions), default=0) + 1
    petition = Petition(
        n=n, no=f"{state.case.no}-{n}", channel=intake.channel, received_on=intake.received_on,
        registered_on=intake.registered_on, repeat=intake.repeat if intake.repeat is not None else n > 1,
        people=intake.heads, petitioner=_spokesmen(intake), phone=intake.phone, address=intake.address,
        village_group=intake.village_group, representatives="、".join(intake.representatives) or None,
        subject=intake.subject, detail=intake.detail, kind=intake.kind or Kind.CLAIM, category=intake.category,
        source=intake.source, source_no=intake.source_no, receiver=intake.receiver, answer=intake.settled,
    )  # fmt: skip
    count = len(state.attachments)
    kept = (replace(a, n=count + i, petition=n) for i, a in enumerate(attached, 1))
    return replace(
        state,
        petitions=(*state.petitions, petition),
        petitioners=(*state.petitioners, *_people(intake, n, max((p.n for p in state.petitioners), default=0))),
        attachments=(*state.attachments, *kept),
    )


def _people(intake: Intake, petition: int, count: int) -> Iterable[Petitioner]:
    """Yield who brought it; phone and ID number are the first one's."""
    speakers = [name for name in intake.representatives if name not in intake.names]
    for i, name in enumerate((*intake.names, *speakers)):
        yield Petitioner(
            n=count + i + 1, petition=petition, name=name, representative=name in intake.representatives,
            only_speaks=name not in intake.names and bool(intake.names),
            phone=intake.phone if i == 0 else None, id_number=intake.id_number if i == 0 else None,
        )  # fmt: skip
    if not intake.names and not speakers and (intake.phone or intake.id_number):
        yield Petitioner(n=count + 1, petition=petition, name="", phone=intake.phone, id_number=intake.id_number)


def _spokesmen(intake: Intake) -> str:
    names = intake.names or intake.representatives
    if not names:
        return ""
    return names[0] if intake.heads == 1 else f"{names[0]}等{intake.heads}人"


def _with_first_terms(state: State, intake: Intake, *, is_new: bool, rules: terms.Rules) -> State:
    """Start the first clocks: inform (not for the anonymous: arts. 22, 23), the higher level's date, objection.

    A repeat starts the inform clock only where the matter has ended: otherwise its petitioners are informed already
    or the first clock still runs. Objection is to what was forwarded to us (art. 23). An older register that is taken
    over need not tell when its petitioners were informed: the rules then know no such term.
    """
    named, n = bool(intake.names or intake.representatives), state.petitions[-1].n
    informs = "inform" in rules.terms and named and (is_new or state.case.status not in OPEN)
    if informs and not any(t.term == "inform" for t in state.running()):
        inform = terms.start(rules.terms["inform"], intake.received_on, rules.calendar)
        state = steps.with_next_due(steps.with_term(state, inform, petition=n))
    if intake.due:
        rule = rules.terms["assigned"]
        set_date = terms.start_set(rule, intake.received_on, intake.due, rules.calendar, owed_by=None)
        state = steps.with_next_due(steps.with_term(state, set_date, petition=n))
    objects = rules.terms.get("object") if is_new and intake.source != Source.OWN else None
    if objects and intake.settled is None:
        state = steps.with_term(state, terms.start(objects, intake.received_on, rules.calendar), petition=n)
    return state


def _settled_on_the_spot(state: State, intake: Intake) -> State:
    met = steps.met(state, ALL_OF_OURS, intake.received_on, "close")
    met = steps.stopped_terms(met, ("object",), intake.received_on)
    if state.case.status in ENDED:
        return met
    case = replace(
        met.case, status=Status.CLOSED, status_on=intake.received_on, closed_on=intake.received_on,
        settled=True, outcome=intake.settled, close_reason=None,
    )  # fmt: skip
    return replace(met, cases=(case,))


def judge_intake(intake: Intake, today: str) -> None:
    """Raise the first refusal among the `INTAKE_RULES`."""
    for rule in INTAKE_RULES:
        if refusal := rule(intake, today):
            raise refusal


def _intake_has_a_subject(intake: Intake, today: str) -> Refused | None:
    return None if intake.subject else Refused("needs", usage=True, verb=f"log-{intake.channel}", fields=["subject"])


def _intake_is_not_to_come(intake: Intake, today: str) -> Refused | None:
    return Refused("received_in_future", on=intake.received_on) if intake.received_on > today else None


def _at_most_five_speak(intake: Intake, today: str) -> Refused | None:
    """条例 art. 20: several petitioners name at most five representatives."""
    count = len(intake.representatives)
    return (
        Refused("too_many_representatives", count=count, most=MAX_REPRESENTATIVES)
        if count > MAX_REPRESENTATIVES
        else None
    )


def _heads_are_enough(intake: Intake, today: str) -> Refused | None:
    named = len({*intake.names, *intake.representatives})
    if intake.heads < 1:
        return Refused("no_heads", people=intake.heads)
    return Refused("fewer_heads_than_names", people=intake.heads, named=named) if intake.heads < named else None


def _intake_date_is_ahead(intake: Intake, today: str) -> Refused | None:
    if intake.due and intake.due < intake.received_on:
        return Refused("due_before_received", due=intake.due, on=intake.received_on)
    return None


def _accusation_is_not_settled_here(intake: Intake, today: str) -> Refused | None:
    if intake.settled is not None and intake.kind == Kind.ACCUSATION:
        return Refused("accusation_settled")
    return None


INTAKE_RULES: tuple[Callable[[Intake, str], Refused | None], ...] = (
    _intake_has_a_subject,
    _intake_is_not_to_come,
    _at_most_five_speak,
    _heads_are_enough,
    _intake_date_is_ahead,
    _accusation_is_not_settled_here,
)
