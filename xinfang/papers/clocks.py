"""What the clocks of a case put into papers: when what is due, the extension, the supervision."""

from dataclasses import replace

from xinfang.domain import paper_forms, terms
from xinfang.domain.model import Term
from xinfang.papers.wanted import Values, Wanted, clock, day, due, length, safe
from xinfang.words import labels
from xinfang.words import papers as words


def of_the_clocks(wanted: Wanted) -> Values:
    """Return when what is due, inside with its safe date."""
    state = wanted.state
    inform, handle = clock(state, "inform"), clock(state, "handle")
    if handle and wanted.form.code == "accept":
        handle = _unextended(wanted, handle)  # what was told on acceptance; the extension has a paper of its own
    assigned = next((t for t in reversed(state.terms) if t.term == "assigned" and t.owed_by), None)
    listed = [t for t in state.running() if t.ours]
    row = words.ROW
    return {
        "inform_due": due(inform), "inform_safe": safe(inform), "handle_due": due(handle),
        "handle_safe": safe(handle), "handle_length": length(handle),
        "handle_basis": handle.basis if handle else None,
        "report_due": due(assigned), "report_safe": safe(assigned),
        "performance_due": due(clock(state, "performance")),
        "performance": due(clock(state, "performance")),
        "terms": [
            {row["name"]: labels.TERM[t.term], row["due"]: due(t), row["safe"]: safe(t), row["basis"]: t.basis}
            for t in listed
        ],
    }  # fmt: skip


def of_the_extension(wanted: Wanted) -> Values:
    """Return what tells of the extension, none where there was none."""
    running = paper_forms.extended(wanted.state)
    if running is None:
        return {}
    before = _unextended(wanted, running)
    return {
        "extended_on": day(running.extended_on), "old_due": due(before), "new_due": due(running),
        "days": words.LENGTH.format(count=running.extended_days, unit=terms.DAYS), "reason": running.extended_why,
        "approver": running.extended_by,
    }  # fmt: skip


def _unextended(wanted: Wanted, running: Term) -> Term:
    return terms.recompute(replace(running, extended_days=None), wanted.office.calendar())


def of_the_supervision(wanted: Wanted) -> Values:
    """Return what is supervised, and by when it is to be reported."""
    task = paper_forms.supervised(wanted.state)
    if task is None:
        return {}
    running = next((t for t in wanted.state.terms if t.n == task.term), None)
    return {
        "violation": labels.VIOLATION.get(task.ground or ""), "supervision": task.text,
        "advice": labels.ADVICE.get(task.advice or ""), "supervision_due": due(running) or day(task.due_on),
        "supervision_safe": safe(running) or day(task.due_on),
    }  # fmt: skip
