"""Registering what arrives: letters, visits, calls, online messages; into a new case or as a repeat into its own."""

import sys
from typing import Any

import typer

from xinfang.commands import options as o
from xinfang.commands import typed
from xinfang.commands.desk import Desk
from xinfang.commands.registering import Told, judge_files, register
from xinfang.domain.codes import Refused
from xinfang.words import labels

app = typer.Typer()


@app.command("log-letter")
@app.command("log-visit")
@app.command("log-call")
@app.command("log-online")
def log(
    ctx: typer.Context,
    said: o.SaidAtOnce = None,
    name: o.Names = None,
    anonymous: o.Anonymous = False,
    phone: o.Phone = None,
    id_number: o.IdNumber = None,
    address: o.Address = None,
    group: o.VillageGroup = None,
    people: o.People = None,
    representative: o.Representatives = None,
    date: o.Day = None,
    subject: o.Subject = None,
    detail: o.Detail = None,
    category: o.Category = None,
    kind: o.KindOf = None,
    source: o.SourceOf = None,
    source_no: o.SourceNo = None,
    due: o.Due = None,
    receiver: o.Receiver = None,
    case: o.OfCase = None,
    new_case: o.NewCase = False,
    attach: o.Attach = None,
    settled: o.SettledText = None,
    dispute: o.OfDispute = None,
    by: o.By = None,
) -> None:
    """Register one petition; the channel is in the command's name."""
    desk: Desk = ctx.obj
    if anonymous and name:
        raise Refused("both_given", usage=True, one="--anonymous", other="--name")
    if case and new_case:
        raise Refused("both_given", usage=True, one="--case", other="--new-case")
    desk.choose()
    judge_files(attach or ())
    given: dict[str, Any] = {
        "phone": phone, "id_number": id_number, "address": address, "village_group": group, "people": people,
        "received_on": date, "subject": subject, "detail": _from_stdin(detail), "category": category, "kind": kind,
        "source": source, "source_no": source_no, "receiver": receiver, "answer": settled,
    }  # fmt: skip
    if said:
        from xinfang.commands.shape import understood

        given, name = understood(desk, said, given, name, anonymous=anonymous)
    if name == [labels.ANONYMOUS]:
        name, anonymous = None, True
    values = typed.read_all(given, desk.reading_of)
    values["due"] = typed.due(due, values.get("received_on"), desk.reading_of)
    values["names"], several = typed.heads(typed.names("names", name))
    values["people"] = several if values.get("people") is None else values["people"]
    values["representatives"] = typed.names("representatives", representative)
    if dispute:
        from xinfang.commands.row import of_dispute

        dispute, values = of_dispute(desk, dispute, values, anonymous=anonymous)
    told = Told(
        channel=str(ctx.info_name).removeprefix("log-"), values=values, anonymous=anonymous, case=_known(desk, case),
        is_new=new_case, attach=attach or [], by=desk.clerk(by), dispute=dispute,
    )  # fmt: skip
    if desk.asks and (said or not (values.get("subject") and (values["names"] or anonymous))):
        from xinfang.commands.asking.intake import guided

        guided(desk, told, brief=bool(said))
        return
    if not (values["names"] or values["representatives"] or anonymous):
        raise Refused("nobody", usage=True)
    register(desk, told)


def _known(desk: Desk, case: str | None) -> str | None:
    if not case:
        return None
    with desk.reading() as ledger:
        return ledger.resolve(case, desk.today.year)


def _from_stdin(detail: str | None) -> str | None:
    """Return the detail, for ``-`` read from standard input: as UTF-8, else as GB18030 (what an old program wrote)."""
    if detail != "-":
        return detail
    raw = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
