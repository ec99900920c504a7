"""While a case is handled: leaders, tasks, mediation, hearing, urging, formal supervision."""

import typer

from xinfang.commands import options as o
from xinfang.commands.perform import perform

app = typer.Typer()


@app.command("instruct")
def instruct(
    ctx: typer.Context, case: o.CaseNo, leader: o.LeaderOf = None, text: o.Said = None, to: o.To = None,
    due: o.Due = None, done: o.Done = None, task: o.TaskN = None, date: o.Day = None, by: o.By = None,
) -> None:  # fmt: skip
    """Write down a leader's instruction as a task with its date; or that it was carried out."""
    perform(ctx, "instruct", case, date, by, by_leader=leader or by, text=text, to=to, due=due, done=done, task=task)


@app.command("lead")
def lead(
    ctx: typer.Context, case: o.CaseNo, leader: o.LeaderOf = None, handler: o.Handler = None, text: o.Plan = None,
    date: o.Day = None, by: o.By = None,
) -> None:  # fmt: skip
    """Name the one leader who answers for a case, who handles it, and the plan."""
    perform(ctx, "lead", case, date, by, leader=leader, handler=handler, text=text)


@app.command("meet")
def meet(
    ctx: typer.Context, case: o.CaseNo, leader: o.LeaderOf = None, duty: o.Duty = None, text: o.Said = None,
    place: o.Place = None, how: o.WayToMeet = None, people: o.People = None, to: o.To = None,
    promise: o.Promise = None, due: o.Due = None, kept: o.Kept = None, task: o.TaskN = None, date: o.Day = None,
    by: o.By = None,
) -> None:  # fmt: skip
    """Write down that a leader met the petitioner, and what was promised; or whether the promise was kept."""
    perform(
        ctx, "meet", case, date, by, by_leader=leader or by, duty=duty, text=text, place=place, way=how,
        people=people, to=to, promise=promise, due=due, kept=kept, task=task,
    )  # fmt: skip


@app.command("mediate")
def mediate(
    ctx: typer.Context, case: o.CaseNo, text: o.Said = None, agreement: o.Agreement = None, due: o.PerformBy = None,
    kept: o.Kept = None, date: o.Day = None, by: o.By = None,
) -> None:  # fmt: skip
    """Write down a mediation, the agreement and its date of performance; or whether it was performed."""
    perform(ctx, "mediate", case, date, by, text=text, agreement=agreement, due=due, kept=kept)


@app.command("hear")
def hear(
    ctx: typer.Context,
    case: o.CaseNo,
    text: o.Said = None,
    until: o.Until = None,
    date: o.Day = None,
    by: o.By = None,
) -> None:
    """Write down a hearing; its days do not count in a re-examination (条例 art. 36)."""
    perform(ctx, "hear", case, date, by, text=text, until=until)


@app.command("urge")
def urge(
    ctx: typer.Context, case: o.CaseNo, to: o.To = None, text: o.Said = None, date: o.Day = None, by: o.By = None
) -> None:
    """Remind the unit that has the matter."""
    perform(ctx, "urge", case, date, by, to=to, text=text)


@app.command("supervise")
def supervise(
    ctx: typer.Context, case: o.CaseNo, violation: o.ViolationOf = None, text: o.Said = None, to: o.To = None,
    advice: o.AdviceOf = None, due: o.Due = None, done: o.Done = None, task: o.TaskN = None, date: o.Day = None,
    by: o.By = None,
) -> None:  # fmt: skip
    """Supervise a slow unit formally, with a suggestion (条例 art. 40); or write down what it answered."""
    perform(
        ctx, "supervise", case, date, by, violation=violation, text=text, to=to, advice=advice, due=due, done=done,
        task=task,
    )  # fmt: skip
