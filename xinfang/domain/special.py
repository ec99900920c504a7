"""What single acts do beyond their row of the procedure: tasks, meetings, hearings, aid, the ways back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xinfang.domain import steps, terms
from xinfang.domain.asked import RIGHT_TO, handling
from xinfang.domain.codes import ENDED, OPEN, Reception, Refused, Status
from xinfang.domain.codes import Task as Tasks
from xinfang.domain.doings import Aid, Hearing, Meeting, Task
from xinfang.domain.model import Case, Row, State, Term
from xinfang.domain.procedure import Act, leads_to

Done = Callable[[Act, State, Mapping[str, Any], str, terms.Rules], State]
APPEALS = ("review", "reexamine")
# What no longer stands when an appeal opens an ended case.
OPEN_AGAIN = (
    "closed_on", "close_reason", "settled", "rated_office", "rated_unit", "followed_up_on", "archived_on",
    "archive_no", "retention",
)  # fmt: skip
# What no longer stands when a case is handled anew.
NO_LONGER = (
    *OPEN_AGAIN, "route", "replied_on", "served_on", "served_how", "opinion", "outcome", "agreement", "agreed_on",
    "performed_on", "review_on", "review_by", "reviewed_on", "review_opinion", "review_outcome", "review_served_on",
    "reexam_on", "reexam_by", "reexamined_on", "reexam_opinion", "reexam_outcome", "reexam_served_on",
)  # fmt: skip


def usual(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Move the case as the table says: stamp, set, meet, stop, start."""
    met = steps.stopped_terms(steps.met(state, act.meets, on, act.verb), act.stops, on)
    sets: Row = {column: said.get(word) for column, word in (act.sets or {}).items()}
    stamps: Row = dict.fromkeys(act.stamps, on)
    anew: Row = dict.fromkeys(OPEN_AGAIN) if act.verb in APPEALS else {}
    if state.case.status == Status.ROUTED and leads_to(act, state.case) not in (Status.ROUTED, Status.CLOSED):
        anew = {"route": None}
    case = replace(met.case, **sets, **stamps, **anew, **moved(act, state.case, on))
    if "unit" in sets or act.verb == "accept":
        met = steps.owed_by_nobody(met, on)
    owed_by = said.get("to") if act.verb in APPEALS else None
    return steps.started(replace(met, cases=(case,)), act.starts, on, said, rules, owed_by)


def moved(act: Act, case: Case, on: str) -> Row:
    """Return the columns that say where a case stands since an act, empty where it stays.

    Assigning an accepted case leaves it accepted, and yet is what the next act follows.
    """
    after = leads_to(act, case)
    follows = bool(act.stamps) and not act.anytime and after in OPEN
    return {"status": after, "status_on": on} if after != case.status or follows else {}


def _accepted(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Accept, with the shorter clock of simple handling where it was said; or go over to the ordinary way."""
    if act.flag:
        return steps.stopped_terms(state, ("simple",), on)
    quick = bool(said.get("simple"))
    after = usual(act if quick else replace(act, starts=("handle",)), state, said, on, rules)
    if state.case.status == Status.ASSIGNED:  # the unit goes on with it
        return after
    return replace(after, cases=(replace(after.case, unit=None),))


def _assigned(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Assign to a unit; or write down what the unit answered, which meets the date that it owes and no other."""
    if not act.flag:
        return usual(act, state, said, on, rules)
    owed = {t.n for t in state.running() if t.term == "assigned" and t.owed_by and t.started_on <= on}
    if not owed:
        raise Refused("nothing_assigned", case=state.case.no)
    clocks = (replace(t, met_on=on, met_by=act.verb) if t.n in owed else t for t in state.terms)
    return steps.with_next_due(replace(state, terms=tuple(clocks)))


def _forwarded(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Forward: who has it now has it for good, an assignment before it no longer holds."""
    after = usual(act, state, said, on, rules)
    return replace(after, cases=(replace(after.case, assigned_on=None),))


def _extended(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    running = handling(state)
    if running is None:
        raise Refused("nowhere_extend", case=state.case.no)
    longer = terms.extend(
        running, said["days"], rules.calendar, on=on, by=said["approver"], why=said["reason"]
    )  # fmt: skip
    return _with_clock(state, longer)


def _with_clock(state: State, term: Term) -> State:
    clocks = tuple(term if t.n == term.n else t for t in state.terms)
    return steps.with_next_due(replace(state, terms=clocks))


def _reopened(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Open an ended case again: its answer no longer stands, and the clock of where it goes on starts anew."""
    fresh: Row = dict.fromkeys(NO_LONGER)
    case = replace(state.case, **(fresh | moved(act, state.case, on)))
    if state.case.status == Status.RETURNED:  # what was sent to us is ours after all, with its dates
        return _as_it_came(replace(state, cases=(case,)), state.case.closed_on)
    of_the_end = {t.n for t in state.terms if not t.ours or t.term in ("follow_up", "performance")}
    after = steps.stopped(replace(state, cases=(case,)), on, of_the_end)
    if case.status == Status.ACCEPTED:  # whoever asked again is told by it that the matter is taken up
        return steps.started(steps.met(after, ("inform",), on, act.verb), ("handle",), on, {}, rules)
    waits = any(p.name for p in state.petitioners) and not any(t.term == "inform" for t in after.running())
    return steps.started(after, ("inform",) * waits, on, {}, rules)


def _as_it_came(state: State, returned_on: str | None) -> State:
    """Let the clocks of the petitions run on that giving the matter back had stopped."""
    back = {t.n for t in state.terms if t.petition and t.stopped_on == returned_on and t.term in ("inform", "assigned")}
    clocks = (replace(t, stopped_on=None) if t.n in back else t for t in state.terms)
    return steps.with_next_due(replace(state, terms=tuple(clocks)))


def _tasked(task: str) -> Done:
    """Return what an act does that asks somebody to do something, or tells that it was done."""

    def act_on(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
        if act.flag:
            return _done(state, task, said, on, act.verb)
        return with_task(act, state, task, said, on, rules)

    return act_on


def with_task(act: Act, state: State, task: str, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Return the state after an act that asks somebody to do something, with its clock where a date was set."""
    unit = said.get("to") or (state.case.unit if task == Tasks.SUPERVISION else None)
    after = usual(act, state, {**said, "to": unit}, on, rules)
    clocked = len(after.terms) > len(state.terms)
    asked = Task(
        n=len(state.tasks) + 1, task=task, on_date=on, asked_by=said.get("by_leader") or "", unit=unit,
        text=said.get("promise") or said["text"], due_on=said.get("due"),
        term=after.terms[-1].n if clocked else None, ground=said.get("violation"), advice=said.get("advice"),
    )  # fmt: skip
    return replace(after, tasks=(*after.tasks, asked))


def open_tasks(state: State, task: str) -> list[Task]:
    """Return the tasks of a kind that are not done yet, oldest first."""
    return [t for t in state.tasks if t.task == task and t.done_on is None]


def which_task(state: State, task: str, n: int | None) -> Task:
    """Return the task that is meant: the `n`-th of the case's open ones of this kind, the only or oldest one without.

    Raises Refused ``no_such_task``.
    """
    found = open_tasks(state, task)
    if not 1 <= (n or 1) <= len(found):
        raise Refused("no_such_task", case=state.case.no, task=task)
    return found[(n or 1) - 1]


def _done(state: State, task: str, said: Mapping[str, Any], on: str, by: str) -> State:
    """Tell that a task was done, or a promise kept or not; its clock is met, or stopped where it was not kept."""
    asked = which_task(state, task, said.get("task"))
    if on < asked.on_date:
        raise Refused("before_task", case=state.case.no, on=on, after=asked.on_date, task=task)
    kept = said.get("kept") if task == Tasks.PROMISE else None
    ended = replace(asked, done_on=on, kept=kept, result=said.get("text"))
    tasks = tuple(ended if t.n == asked.n else t for t in state.tasks)
    clocks = tuple(_ended(t, on, by, met=kept is not False) if t.n == asked.term else t for t in state.terms)
    return steps.with_next_due(replace(state, tasks=tasks, terms=clocks))


def _ended(term: Term, on: str, by: str, *, met: bool) -> Term:
    if not term.running:
        return term
    return replace(term, met_on=on, met_by=by) if met else replace(term, stopped_on=on)


def _met_the_leader(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Write down that a leader met the petitioner; what was promised is a task with its date."""
    if act.flag:
        return _done(state, Tasks.PROMISE, said, on, act.verb)
    if said.get("promise") and state.case.status in ENDED:
        raise Refused("ended_case", case=state.case.no, verb=act.verb, status=state.case.status)
    meeting = Meeting(
        n=len(state.meetings) + 1, on_date=on, leader=said["by_leader"], duty=said.get("duty"), place=said.get("place"),
        way=said.get("way") or Reception.RECEIVED, people=said.get("people") or 1, text=said["text"],
        unit=said.get("to"),
    )  # fmt: skip
    state = replace(state, meetings=(*state.meetings, meeting))
    return with_task(act, state, Tasks.PROMISE, said, on, rules) if said.get("promise") else state


def _mediated(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Write down a mediation; an agreement starts the joint right to have it confirmed (人民调解法 art. 33)."""
    if act.flag:
        kept = usual(act, state, said, on, rules)
        return kept if said["kept"] else steps.stopped_terms(state, ("performance",), on)
    if not said.get("agreement"):
        return state
    former = {t.n for t in state.terms if t.term in ("performance", "confirmation")}
    state = steps.stopped(state, on, former)
    case = replace(state.case, agreement=said["agreement"], agreed_on=on, performed_on=None)
    return steps.started(replace(state, cases=(case,)), act.starts, on, said, rules)


def _heard(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Write down a hearing; its days do not count in a re-examination that still runs (条例 art. 36)."""
    until = said.get("until") or on
    days = _days(on, until)
    hearing = Hearing(n=len(state.hearings) + 1, on_date=on, until=until, days=len(days), text=said["text"])
    after = replace(state, hearings=(*state.hearings, hearing))
    running = next((t for t in state.running() if t.term == "reexamination"), None)
    if running is None or on > running.due_on:
        return after
    counted = (h for h in state.hearings if running.started_on <= h.on_date <= running.due_on)
    heard = {day for h in counted for day in _days(h.on_date, h.until)}
    return _with_clock(after, terms.pause(running, len(days - heard), rules.calendar))


def _days(first: str, last: str) -> set[int]:
    """Return the days from the first to the last one, as ordinals."""
    return set(range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1))


def _appealed(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Take in a request for review or re-examination.

    Of our own opinion another organ decides; of another organ's opinion we do, in time from the day on which that was
    served. Raises Refused: it was served after the request, or too long before it without a reason.
    """
    if not act.flag:
        said = _own(act.verb, said, rules)
    elif RIGHT_TO[act.verb] in rules.terms:
        served = said["served"]
        if served > on:
            raise Refused("served_later", served=served, on=on)
        right = terms.start(rules.terms[RIGHT_TO[act.verb]], served, rules.calendar)
        if on > right.due_on and not said.get("reason"):
            raise Refused("appeal_too_late", case=state.case.no, verb=act.verb, due=right.due_on)
        former = {t.n for t in state.terms if t.term == right.term}
        state = steps.with_term(steps.stopped(state, on, former), right)
    return usual(act, state, said, on, rules)


def _own(verb: str, said: Mapping[str, Any], rules: terms.Rules) -> Mapping[str, Any]:
    """Return what was said of an appeal against our own opinion, or that of whom we named: another organ decides."""
    return {**said, "to": said.get("to") or {"review": rules.review_by, "reexamine": rules.reexam_by}[verb]}


def _delivered(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Serve an answer; the paper that holds it, where one was made, is served with it."""
    from xinfang.domain import papers

    paper = papers.SERVED_BY_DELIVER[state.case.status]
    made = [p for p in papers.unserved(state) if p.kind == paper and p.made_on > on]
    if made:
        raise Refused("before_paper", case=state.case.no, verb=act.verb, on=on, after=made[-1].made_on, no=made[-1].no)
    served = papers.served_with(state, (paper,), on, said["how"], said.get("signed_by"))
    return usual(act, served, said, on, rules)


def _aided(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    aid = Aid(
        n=len(state.aids) + 1, on_date=on, cents=said["sum"], source=said["from_whom"], text=said.get("text")
    )  # fmt: skip
    return replace(state, aids=(*state.aids, aid))


def _closed(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Close; there is nobody to ask after the end of what came without a name."""
    known = any(p.name for p in state.petitioners)
    return usual(act if known else replace(act, starts=()), state, said, on, rules)


def _archived(act: Act, state: State, said: Mapping[str, Any], on: str, rules: terms.Rules) -> State:
    """Archive: one case, one file, under its own number where none is told (一案一档)."""
    return usual(act, state, {**said, "archive_no": said.get("archive_no") or state.case.no}, on, rules)


SPECIAL: Mapping[str, Done] = {
    "accept": _accepted,
    "extend": _extended,
    "reopen": _reopened,
    "instruct": _tasked(Tasks.INSTRUCTION),
    "supervise": _tasked(Tasks.SUPERVISION),
    "meet": _met_the_leader,
    "mediate": _mediated,
    "hear": _heard,
    "aid": _aided,
    "close": _closed,
    "archive": _archived,
    "review": _appealed,
    "reexamine": _appealed,
    "forward": _forwarded,
    "assign": _assigned,
    "deliver": _delivered,
}
