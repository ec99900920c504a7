"""The options of the commands, once: each with its name, its metavar and its meaning.

All values arrive as text and are checked by `typed`, so that an option and an answer at a prompt are judged alike.
"""

from typing import Annotated, Any

from typer import Argument, Option

from xinfang.words.help import OPTION


def _option(name: str, *flags: str, key: str | None = None) -> Any:
    metavar, meaning = OPTION[key or name]
    return Option(*(flags or ("--" + name.replace("_", "-"),)), metavar=metavar or None, help=meaning)


Text = str | None
Texts = list[str] | None

Names = Annotated[Texts, _option("names", "--name")]
Anonymous = Annotated[bool, _option("anonymous")]
Phone = Annotated[Text, _option("phone")]
IdNumber = Annotated[Text, _option("id_number")]
Address = Annotated[Text, _option("address")]
VillageGroup = Annotated[Text, _option("village_group", "--group")]
People = Annotated[Text, _option("people")]
Representatives = Annotated[Texts, _option("representatives", "--representative")]
Day = Annotated[Text, _option("date")]
Subject = Annotated[Text, _option("subject")]
Detail = Annotated[Text, _option("detail")]
Category = Annotated[Text, _option("category")]
KindOf = Annotated[Text, _option("kind")]
SourceOf = Annotated[Text, _option("source")]
SourceNo = Annotated[Text, _option("source_no")]
Due = Annotated[Text, _option("due")]
Receiver = Annotated[Text, _option("receiver")]
OfCase = Annotated[Text, _option("case")]
NewCase = Annotated[bool, _option("new_case")]
Attach = Annotated[Texts, _option("attach")]
SettledText = Annotated[Text, _option("settled_text", "--settled")]
By = Annotated[Text, _option("by")]

CaseNo = Annotated[str, Argument(metavar="CASE", show_default=False)]
Said = Annotated[Text, _option("text")]
To = Annotated[Text, _option("to")]
Ground = Annotated[Text, _option("ground")]
OpinionOf = Annotated[Text, _option("opinion")]
How = Annotated[Text, _option("how")]
Days = Annotated[Text, _option("days")]
Approver = Annotated[Text, _option("approver")]
Reason = Annotated[Text, _option("reason")]
Settled = Annotated[bool | None, _option("settled", "--settled/--not-settled")]
PetitionN = Annotated[Text, _option("petition")]
ChannelOf = Annotated[Text, _option("channel")]

Unmask = Annotated[bool, _option("unmask")]
WithConfidential = Annotated[bool, _option("with_confidential")]
Within = Annotated[Text, _option("within")]
PeriodArg = Annotated[Text, Argument(metavar="PERIOD", show_default=False)]
Month = Annotated[Text, _option("month")]
Quarter = Annotated[Text, _option("quarter")]
Year = Annotated[Text, _option("year")]
First = Annotated[Text, _option("first", "--from")]
Last = Annotated[Text, _option("last", "--to")]
Dated = Annotated[Text, _option("dated")]
StatusOf = Annotated[Text, _option("status")]
GroupOf = Annotated[Text, _option("group")]
UnitOf = Annotated[Text, _option("unit")]
OnlyOpen = Annotated[bool, _option("open")]
All = Annotated[bool, _option("all")]
Book = Annotated[str, Argument(metavar="BOOK", show_default=False)]
Books = Annotated[Texts, _option("book")]
Words = Annotated[list[str], Argument(metavar="WORDS", show_default=False)]
File = Annotated[str, Argument(metavar="FILE", show_default=False)]
What = Annotated[str, Argument(metavar="WHAT", show_default=False)]
Head = Annotated[Text, _option("head")]
Repair = Annotated[bool, _option("repair")]
Refresh = Annotated[bool, _option("refresh")]
Handler = Annotated[Text, _option("handler")]
Leader = Annotated[Text, _option("leader")]
Instruction = Annotated[Text, _option("instruction")]
Outcome = Annotated[Text, _option("outcome")]
Satisfaction = Annotated[Text, _option("satisfaction")]
ArchiveNo = Annotated[Text, _option("archive_no")]
AcceptedOn = Annotated[Text, _option("accepted_on")]
ForwardedOn = Annotated[Text, _option("forwarded_on")]
RepliedOn = Annotated[Text, _option("replied_on")]
ServedOn = Annotated[Text, _option("served_on")]
ClosedOn = Annotated[Text, _option("closed_on")]
