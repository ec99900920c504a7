"""What becomes of a matter, as data: the steps that the office takes, and how long each takes.

A fate is chosen for each matter when it arrives. A stage is a matter that is placed so that on the last morning it
stands where the demonstration wants it: overdue, due today, due soon, waiting.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a matter: `least` to `most` working days after the step before.

    `verb` is an act of the procedure, or ``log``, ``again`` (a repeat), ``correct``, ``undo``, ``void``. `said` holds
    its words with ``{places}`` for what is known of the matter. `due` sets a date so many working days ahead.
    `late` counts the days from the end of the running term instead.
    """

    verb: str
    least: int = 0
    most: int = 0
    said: Mapping[str, Any] = field(default_factory=dict)
    due: tuple[int, int] | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """A way that a matter may go, and how often. `needs` is what its theme must tell, `old` keeps it to long ago."""

    weight: int
    steps: tuple[Step, ...]
    needs: str = "subject"
    old: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """So many matters whose `clock` ends within `due` working days of the last morning.

    `clock` is a term, ``assigned`` where a unit owes the date, ``above`` where the higher level set it for us, or None:
    then, as for a set date, the matter came in `back` working days ago. `paper` names a file that came with it.
    """

    count: int
    steps: tuple[Step, ...] = ()
    clock: str | None = None
    due: tuple[int, int] = (0, 0)
    back: tuple[int, int] = (14, 20)
    anonymous: bool = False
    paper: str = ""

    @property
    def runs(self) -> bool:
        """Whether the clock is a term that starts on a day of its own, not a date that was set."""
        return self.clock in ("inform", "handle")


def _reply(least: int, most: int, *, late: bool = False) -> Step:
    return Step("reply", least, most, {"opinion": "{opinion}", "text": "{answer}"}, late=late)


def _close(least: int, most: int, reason: str, *, settled: bool = True) -> Step:
    return Step("close", least, most, {"settled": settled, "reason": reason})


LOG = Step("log")
ACCEPT = Step("accept", 1, 4)
AT_ONCE = Step("accept")
LOOK = Step("note", 3, 9, {"text": "{work}"})
REPLY = _reply(5, 20)
DELIVER = Step("deliver", 1, 4, {"how": "{how}"})
CLOSE = Step("close", 0, 5, {"settled": True, "text": "{thanks}"})
END = (DELIVER, CLOSE)
FORWARD = Step("forward", 1, 4, {"to": "{unit}"})
FORWARD_DUE = Step("forward", 1, 4, {"to": "{unit}"}, due=(12, 20))
REPORTED = _close(8, 25, "{unit}已调查处理并书面答复信访人：{answer}")
MISSENT = (Step("forward", 1, 3, {"to": "{wrong}"}), Step("undo"))
WITHDRAWN = _close(3, 12, "信访人书面申请撤回，双方已自行协商解决")
UNSETTLED = {"settled": False, "text": "信访人不同意处理意见，已告知可自收到之日起30日内向县人民政府申请复查"}
EXTEND = {"approver": "{head}", "reason": "{delay}"}
REOPEN = Step("reopen", 5, 20, {"reason": "信访人提交新的书证，经{head}同意重新核实"})
RETURNED = Step("note", 3, 6, {"text": "{unit}来电说明此事需由镇里牵头，材料已退回"})

REVIEW = (
    Step("review", 3, 12, {"to": "县人民政府"}),
    Step("reply", 10, 18, {"opinion": "uphold", "text": "原处理意见事实清楚、依据充分，予以维持"}),
    DELIVER,
)
REEXAMINATION = (
    Step("reexamine", 3, 12, {"to": "市人民政府"}),
    Step("hear", 5, 9, {"text": "双方到场陈述，查看现场照片和档案"}),
    Step("reply", 3, 8, {"opinion": "uphold", "text": "原处理意见和复查意见事实清楚，予以维持"}),
    DELIVER,
    Step("again", 8, 30),
    Step("decline", 1, 5, {"ground": "已经复核终结，同一事实和理由不再受理"}),
)
AGAIN = Step("again", 2, 10)
REFUSED_AGAIN = "同一事项已作出处理意见并送达，不服的请自收到之日起30日内向县人民政府申请复查，本办不重复受理"
REPEAT_AFTER_END = (Step("again", 2, 7), Step("decline", 1, 5, {"ground": REFUSED_AGAIN}))
LEAD = (
    Step("instruct", 0, 2, {"by_leader": "{leader}", "text": "{instruction}"}, due=(4, 8)),
    Step("lead", 0, 1, {"leader": "{leader}", "handler": "{person}", "text": "{plan}"}),
    Step("instruct", 1, 3, {"done": True, "text": "已与信访人和{unit}见面核实，按方案办理"}),
)
MEET = Step(
    "meet",
    2,
    6,
    {"by_leader": "{leader}", "place": "镇信访接待室", "text": "当面听取诉求，要求{unit}抓紧核实并上门答复"},
)
URGE = Step("urge", 3, 8, {"to": "{unit}", "text": "期限将至，请抓紧办理并反馈"})
AID = Step("aid", 2, 8, {"sum": 200000, "from_whom": "临时救助资金", "text": "家庭困难，按规定给予一次性救助"})
COURT = Step("route", 2, 6, {"route": "1", "to": "县人民法院"})
TOLD_WHERE = _close(1, 5, "已告知法定途径：{decline}", settled=False)
AGREED = (
    Step("mediate", 2, 10, {"text": "组织双方到场调解", "agreement": "{agreed}"}),
    Step("mediate", 2, 8, {"kept": True, "text": "双方已按协议履行"}),
)
MEND = Step("correct", 0, 1, {"phone": "{right_phone}", "reason": "{wrong_phone}"})
ASK = Step("follow-up", 3, 15, {"office_rating": "{content}", "unit_rating": "{content}"})
FILE = Step("archive", 1, 10, {"retention": "10年", "archive_no": "信档{no}"})

FATES: Mapping[str, tuple[Fate, ...]] = {
    "claim": (
        Fate(44, (ACCEPT, LOOK, REPLY, *END)),
        Fate(8, (ACCEPT, Step("assign", said={"to": "{unit}"}, due=(14, 22)), LOOK, REPLY, *END)),
        Fate(9, (Step("assign", 1, 4, {"to": "{unit}"}, due=(14, 22)), LOOK, REPORTED)),
        Fate(8, (FORWARD, REPORTED)),
        Fate(5, (FORWARD_DUE, REPORTED)),
        Fate(16, (ACCEPT, LOOK, *AGREED, CLOSE), needs="agreed"),
        Fate(35, (Step("decline", 2, 7, {"ground": "{decline}"}),), needs="decline"),
        Fate(2, (ACCEPT, LOOK, Step("extend", 22, 30, {"days": 30, **EXTEND}), REPLY, *END)),
        Fate(1, (ACCEPT, LOOK, Step("extend", 22, 30, {"days": 15, **EXTEND}), _reply(3, 8), *END)),
        Fate(3, (ACCEPT, LOOK, REPLY, DELIVER, Step("close", 1, 6, UNSETTLED))),
        Fate(2, (ACCEPT, LOOK, REPLY, DELIVER, *REVIEW, Step("close", 1, 6, {"settled": False}))),
        Fate(3, (ACCEPT, LOOK, REPLY, DELIVER, *REVIEW, *REEXAMINATION), old=True),
        Fate(14, (ACCEPT, MEET, LOOK, REPLY, *END)),
        Fate(3, (FORWARD_DUE, URGE, REPORTED)),
        Fate(2, (ACCEPT, LOOK, AID, REPLY, *END)),
        Fate(6, (COURT, TOLD_WHERE), needs="decline"),
        Fate(3, (ACCEPT, LOOK, _reply(1, 7, late=True), *END), old=True),
        Fate(1, (Step("accept", 1, 3, late=True), LOOK, REPLY, *END), old=True),
        Fate(2, (*MISSENT, ACCEPT, LOOK, REPLY, *END)),
        Fate(2, (FORWARD, RETURNED, Step("accept", 0, 2), LOOK, REPLY, *END)),
        Fate(3, (ACCEPT, LOOK, REPLY, *END, REOPEN, LOOK, REPLY, *END), old=True),
        Fate(2, (ACCEPT, WITHDRAWN)),
    ),
    "suggestion": (
        Fate(6, (_reply(3, 8), *END)),
        Fate(3, (ACCEPT, LOOK, REPLY, *END)),
        Fate(2, (FORWARD, _close(8, 20, "{unit}已采纳或说明，并告知建议人：{answer}"))),
    ),
    "other": (
        Fate(6, (_reply(1, 5), *END)),
        Fate(2, (FORWARD, _close(3, 10, "{unit}已当面解答：{answer}"))),
    ),
    "accusation": (Fate(1, (FORWARD, _close(3, 15, "已移送{unit}并书面告知信访人去向，信访人无异议"))),),
    "anonymous": (
        Fate(3, (LOOK, _close(2, 8, "匿名反映，无法告知；{answer}"))),
        Fate(2, (FORWARD, _close(8, 20, "匿名反映，无法告知；{unit}已处理：{answer}"))),
    ),
    "anonymous accusation": (
        Fate(1, (FORWARD, _close(3, 15, "匿名件，已移送{unit}，由其按规定处理", settled=False))),
    ),
    "spot": (Fate(1, ()),),
    "mistake": (Fate(1, (Step("void", 0, 1, {"reason": "{mistake}"}),)),),
}  # fmt: skip

_ASSIGN_UNTIL = Step("assign", 1, 2, {"to": "{unit}", "due": "{due}"})
_FORWARD_UNTIL = Step("forward", 1, 2, {"to": "{unit}", "due": "{due}"})
_SOON = Step("accept", 1, 2)
_ANSWERED = (_SOON, LOOK, _reply(6, 12))
_URGED = Step("urge", 4, 6, {"to": "{unit}", "text": "电话催办，答复材料正在整理"})

STAGES: tuple[Stage, ...] = (
    Stage(count=2, clock="inform", due=(-6, -1)),
    Stage(count=1, clock="handle", due=(-8, -1), steps=(AT_ONCE, LOOK), paper="来信.txt"),
    Stage(count=1, clock="assigned", due=(-5, -1), steps=(_ASSIGN_UNTIL, _URGED)),
    Stage(count=1, clock="inform", due=(0, 0)),
    Stage(count=1, clock="assigned", due=(0, 0), steps=(_FORWARD_UNTIL,)),
    Stage(count=2, clock="inform", due=(1, 5)),
    Stage(count=2, clock="handle", due=(1, 5), steps=(AT_ONCE, LOOK)),
    Stage(count=1, clock="assigned", due=(2, 5), steps=(_ASSIGN_UNTIL,)),
    Stage(count=1, clock="above", due=(1, 4), steps=(AT_ONCE, *LEAD, LOOK), paper="转办单.txt"),
    Stage(count=3, back=(6, 25), steps=(Step("forward", 1, 4, {"to": "{unit}"}),)),
    Stage(count=3, back=(26, 34), steps=(*_ANSWERED, Step("deliver", 1, 2, {"how": "{how}"}))),
    Stage(count=1, back=(26, 34), steps=_ANSWERED, paper="来信.txt"),
    Stage(count=3, back=(2, 7), anonymous=True),
)  # fmt: skip
