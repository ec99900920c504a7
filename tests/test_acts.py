"""What may be done where: every act from every state, and every refusal as the clerk reads it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import xinfang
from xinfang.domain import acts, corrections, effects, joining, registration, terms
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import ENDED, OPEN, Kind, Refused, Role, Status
from xinfang.domain.model import Entry, State
from xinfang.domain.next_step import next_for_term, next_verbs, standing
from xinfang.domain.procedure import PROCEDURE, VERBS, rows
from xinfang.domain.registration import Intake
from xinfang.domain.terms import national_rules
from xinfang.words import labels
from xinfang.words import refusals as sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Office

DAY = "2026-03-05"
LATER = "2026-04-30"
CALENDAR = Calendar(years=frozenset(range(2020, 2031)))
NUMBER, OTHER = (registration.NewNumber(f"XF2026-000{n}", 2026, n) for n in (1, 2))


def on(day: str, line: str) -> str:
    """Return the line with another day."""
    return line.replace("--date 2026-03-05", f"--date {day}")


LOG = "log-visit --name 张三 --subject 宅基地与邻居争界 --date 2026-03-05"
SUGGEST = "log-letter --name 李四 --subject 建议修路 --kind suggestion --date 2026-03-05"
ACCUSE = "log-letter --name 王五 --subject 反映村会计 --kind accusation --date 2026-03-05"
ANOTHER = "log-visit --name 李四 --subject 另一件 --date 2026-03-05"
ACCEPT, REPLY = "accept 1 --date 2026-03-06", "reply 1 --opinion support --text 已确界 --date 2026-03-20"
DELIVER, CLOSE = "deliver 1 --how 当面签收 --date 2026-03-23", "close 1 --settled --date 2026-03-24"
EXTEND = "extend 1 --days 30 --approver 李镇长 --reason 重新测绘 --date 2026-04-20"
SERVED = (LOG, ACCEPT, REPLY, DELIVER)
UPHOLD, SIGNED = "reply 1 --opinion uphold --text 认定清楚 --date", "deliver 1 --how 当面签收 --date"
REVIEWED_OF_OLD = (*SERVED, "review 1 --date 2026-04-01", f"{UPHOLD} 2026-04-10", f"{SIGNED} 2026-04-13")
ENDED_FOR_GOOD = (
    *REVIEWED_OF_OLD, "reexamine 1 --date 2026-04-20", f"{UPHOLD} 2026-05-08", f"{SIGNED} 2026-05-11",
)  # fmt: skip
AGAIN = f"{LOG} --new-case"
STATES = frozenset(Status)
# What each act is told; after a "+" stands the yes or no that makes it another row of the procedure.
SAID: dict[str, dict[str, Any]] = {
    "accept+simple": {"simple": True},
    "accept+not-simple": {"simple": False},
    "decline": {"ground": "已进入诉讼程序，请向县人民法院提出"},
    "route": {"route": "2", "to": "县劳动人事争议仲裁委员会"},
    "forward": {"to": "县纪委"},
    "assign": {"to": "国土所"},
    "object": {"ground": "属于县人社局职责"},
    "note": {"text": "已到现场丈量"},
    "instruct": {"by_leader": "李镇长", "text": "请一周内核实", "to": "国土所", "due": LATER},
    "instruct+done": {"done": True, "text": "已核实"},
    "lead": {"leader": "张书记", "handler": "王干事", "text": "先测绘，再调解"},
    "meet": {"by_leader": "李镇长", "text": "听取意见", "promise": "月底前确界", "due": LATER},
    "meet+kept": {"kept": True},
    "meet+not-kept": {"kept": False},
    "mediate": {"text": "双方到场", "agreement": "退让滴水线40公分", "due": LATER},
    "mediate+kept": {"kept": True},
    "mediate+not-kept": {"kept": False},
    "hear": {"text": "听取双方陈述"},
    "urge": {"text": "期限将至，请抓紧反馈"},
    "supervise": {"violation": "delay", "text": "超期未反馈", "to": "国土所", "due": LATER},
    "supervise+done": {"done": True, "text": "已书面反馈"},
    "extend": {"days": 30, "approver": "李镇长", "reason": "需要重新测绘"},
    "reply": {"opinion": "support", "text": "经丈量确界，邻居已退让"},
    "deliver": {"how": "当面签收"},
    "close": {"settled": True, "reason": "信访人撤回"},
    "follow-up": {"office_rating": "content", "unit_rating": "mostly"},
    "archive": {"retention": "10年"},
    "aid": {"sum": 200000, "from_whom": "临时救助资金"},
    "reopen": {"reason": "协议没有履行"},
    "join+apart": {"apart": True, "reason": "不是同一件事"},
    "review+served": {"served": "2026-03-02"},
    "assign+done": {"done": True, "text": "已核实"},
    "reexamine+served": {"served": "2026-03-02"},
}
APPEALED = {"opinion": "uphold", "text": "认定事实清楚"}
# What must have been done for the yes or no to be about something.
FIRST = {
    "instruct+done": "instruct", "meet+kept": "meet", "meet+not-kept": "meet", "mediate+kept": "mediate",
    "mediate+not-kept": "mediate", "supervise+done": "supervise",
}  # fmt: skip
# How a claim that the county sent comes into each state.
ANSWERED = ("accept", "reply", "deliver")
REVIEWED = (*ANSWERED, "review", "reply", "deliver")
WAY_TO: dict[str, tuple[str, ...]] = {
    "registered": (),
    "accepted": ("accept",),
    "forwarded": ("forward",),
    "assigned": ("assign",),
    "routed": ("route",),
    "replied": ANSWERED[:2],
    "served": ANSWERED,
    "reviewing": REVIEWED[:4],
    "review_replied": REVIEWED[:5],
    "review_served": REVIEWED,
    "reexamining": (*REVIEWED, "reexamine"),
    "reexam_replied": (*REVIEWED, "reexamine", "reply"),
    "final": (*REVIEWED, "reexamine", "reply", "deliver"),
    "closed": ("close",),
    "declined": ("decline",),
    "returned": ("object",),
    "joined": ("join",),
    "void": ("void",),
}


def rules_of(role: str) -> terms.Rules:
    return terms.Rules(national_rules(role), CALENDAR, role)


def registered(number: registration.NewNumber | None, state: State, kind: str, role: str) -> Entry:
    intake = Intake(
        channel="visit", received_on=DAY, registered_on=DAY, subject="宅基地与邻居争界", names=("张三",), kind=kind,
        source="county",
    )  # fmt: skip
    return registration.register(number, state, intake, (), "经办人", rules_of(role))


def after(history: Sequence[tuple[int, Entry]]) -> State:
    state = State()
    for _, entry in history:
        state = effects.apply(state, entry)
    return state


@dataclass
class Matter:
    """A matter and all that was done in it, beside another one that it may be joined to."""

    history: list[tuple[int, Entry]]
    other: list[tuple[int, Entry]]
    role: str = Role.TOWNSHIP

    @property
    def state(self) -> State:
        return after(self.history)

    @property
    def status(self) -> str:
        return self.state.case.status

    def do(self, *steps: str) -> Matter:
        for step in steps:
            self.history.append((len(self.history) + 1, self._entry(step)))
        return self

    def again(self) -> Matter:
        """Let another petition come in."""
        entry = registered(None, self.state, self.state.case.kind, self.role)
        self.history.append((len(self.history) + 1, entry))
        return self

    def _entry(self, step: str) -> Entry:
        verb, rules = step.split("+", maxsplit=1)[0], rules_of(self.role)
        told = SAID.get(step, {})
        if verb == "undo":
            return acts.undo(self.history, DAY, "经办人")
        if verb == "void":
            return acts.void(self.state, None, "重复录入", DAY, "经办人")
        if verb == "correct":
            new = {"phone": "13900139000"}
            return corrections.correct(self.state, None, new, on=DAY, by="经办人", reason="", rules=rules)
        if verb == "join":
            one, other = self._joined() if step == "join" else self._apart(told["reason"])
            self.other.append((len(self.other) + 1, other))
            return one
        if verb == "reply" and self.status in (Status.REVIEWING, Status.REEXAMINING):
            told = APPEALED
        return acts.perform(verb, self.state, told, DAY, "经办人", DAY, rules)

    def _joined(self) -> tuple[Entry, Entry]:
        return joining.join(self.state, after(self.other), {}, DAY, "经办人", DAY, rules_of(self.role))

    def _apart(self, why: str) -> tuple[Entry, Entry]:
        return joining.apart(self.history, after(self.other), self.other, why, DAY, "经办人")


def matter(kind: str = "claim", *steps: str, role: str = Role.TOWNSHIP) -> Matter:
    """Return a matter of this kind that the county sent and that was registered today, with what was done in it."""
    one, other = ([(1, registered(number, State(), kind, role))] for number in (NUMBER, OTHER))
    return Matter(one, other, role).do(*steps)


def outcome_of(matter: Matter, step: str) -> str:
    try:
        return matter.do(step).status
    except Refused as refused:
        return refused.code


# What a cell of the table says: the state that follows ("." the same one), or why the act is refused.
SHORT = {
    "reg": "registered", "acc": "accepted", "fwd": "forwarded", "asg": "assigned", "rou": "routed", "rep": "replied",
    "ser": "served", "rvg": "reviewing", "rvr": "review_replied", "rvs": "review_served", "xmg": "reexamining",
    "xmr": "reexam_replied", "clo": "closed", "dec": "declined", "ret": "returned", "fin": "final", "joi": "joined",
    "voi": "void",
    "-": "not_now", "x": "ended_case", "J": "joined_case", "V": "void_case",
    "NR": "nowhere_extend", "NH": "nowhere_join", "TL": "simple_too_late", "NU": "nobody_to_urge",
    "NA": "nothing_assigned",
    "BA": "reply_before_accept", "RU": "unserved_review", "XU": "unserved_reexamine",
    "FO": "open_follow_up", "AO": "open_archive", "SO": "open_reopen", "FC": "final_case", "NJ": "not_joined",
    "UR": "undo_registration", "UJ": "undo_join",
}  # fmt: skip
# A claim in an office that decides (a township). Nothing is done on what has ended but asking after it, aid, the
# archive, an appeal against what was served, opening it again; and that not after 终结. An opinion that another organ
# served is reviewed where the matter is not ours in hand. Joined is what was not taken up yet.
CLAIM = """
                 reg acc fwd asg rou rep ser rvg rvr rvs xmg xmr clo dec ret fin joi voi
accept           acc -   acc acc acc -   -   -   -   -   -   -   x   x   x   FC  J   V
accept+simple    acc TL  acc acc acc -   -   -   -   -   -   -   x   x   x   FC  J   V
decline          dec -   -   dec -   -   -   -   -   -   -   -   x   x   x   FC  J   V
route            rou rou rou rou -   -   -   -   -   -   -   -   x   x   x   FC  J   V
forward          fwd -   .   fwd fwd -   -   -   -   -   -   -   x   x   x   FC  J   V
assign           asg .   asg .   asg -   -   -   -   -   -   -   x   x   x   FC  J   V
assign+done      NA  NA  NA  NA  NA  NA  NA  NA  NA  NA  NA  NA  x   x   x   FC  J   V
object           ret -   -   -   -   -   -   -   -   -   -   -   x   x   x   FC  J   V
note             .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
instruct         .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
instruct+done    .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
lead             .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
meet             .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
meet+kept        .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
meet+not-kept    .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
mediate          .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
mediate+kept     .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
mediate+not-kept .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
hear             -   .   -   -   -   -   -   .   -   -   .   -   x   x   x   FC  J   V
urge             NU  NU  .   .   .   NU  NU  NU  NU  NU  NU  NU  x   x   x   FC  J   V
supervise        .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
supervise+done   .   .   .   .   .   .   .   .   .   .   .   .   x   x   x   FC  J   V
extend           NR  .   NR  NR  NR  NR  NR  NR  NR  NR  NR  NR  x   x   x   FC  J   V
reply            BA  rep -   BA  -   -   -   rvr -   -   xmr -   x   x   x   FC  J   V
deliver          -   -   -   -   -   ser -   -   rvs -   -   fin x   x   x   FC  J   V
review           RU  RU  RU  RU  RU  RU  rvg -   -   -   -   -   RU  RU  RU  FC  J   V
review+served    rvg RU  rvg rvg RU  RU  rvg -   -   -   -   -   rvg RU  RU  FC  J   V
reexamine        XU  XU  XU  XU  XU  XU  XU  XU  XU  xmg -   -   XU  XU  XU  FC  J   V
reexamine+served xmg XU  xmg xmg XU  XU  XU  XU  XU  xmg -   -   xmg XU  XU  FC  J   V
close            clo clo clo clo clo clo clo clo clo clo clo clo x   x   x   FC  J   V
follow-up        FO  FO  FO  FO  FO  FO  FO  FO  FO  FO  FO  FO  .   x   x   .   J   V
archive          AO  AO  AO  AO  AO  AO  AO  AO  AO  AO  AO  AO  .   .   .   .   .   V
aid              .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   V
reopen           SO  SO  SO  SO  SO  SO  SO  SO  SO  SO  SO  SO  reg reg reg FC  J   V
join             joi NH  joi joi NH  NH  NH  NH  NH  NH  NH  NH  x   x   x   FC  J   V
join+apart       NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  NJ  reg NJ
correct          .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   V
void             voi voi voi voi voi voi voi voi voi voi voi voi voi voi voi voi J   V
undo             UR  reg reg reg reg acc rep ser rvg rvr rvs xmg reg reg reg xmr UJ  reg
"""


def cells(table: str) -> Iterator[tuple[str, str, str]]:
    """Yield act, state and outcome of a table's cells."""
    head, *lines = (line.split() for line in table.strip("\n").split("\n"))
    states = [SHORT[name] for name in head]
    for step, *outcomes in lines:
        for state, cell in zip(states, outcomes, strict=True):
            yield step, state, state if cell == "." else SHORT[cell]


def told(step: str, state: str, outcome: str) -> str:
    verb, _, flag = step.partition("+")
    return f"{labels.STATUS[state]}-{labels.ACT[verb]}{flag and '-' + flag}→{labels.STATUS.get(outcome, outcome)}"


@pytest.mark.parametrize(("step", "state", "outcome"), [pytest.param(*cell, id=told(*cell)) for cell in cells(CLAIM)])
def test_claim(step: str, state: str, outcome: str) -> None:
    prepared = (FIRST[step],) if step in FIRST else ()
    assert outcome_of(matter("claim", *prepared, *WAY_TO[state]), step) == outcome


def test_the_table_names_every_act_and_every_state() -> None:
    assert {(step.split("+")[0], state) for step, state, _ in cells(CLAIM)} == {
        (verb, state) for verb in (*VERBS, "correct", "void", "undo") for state in Status
    }


def test_the_table_names_every_yes_or_no_of_an_act() -> None:
    named = {tuple(step.split("+")) for step, _, _ in cells(CLAIM) if "+" in step}
    for act in PROCEDURE:
        assert not act.flag or any(verb == act.verb and act.flag in flag for verb, flag in named), act


@pytest.mark.parametrize("state", WAY_TO)
def test_the_way_to_a_state_leads_there(state: str) -> None:
    assert matter("claim", *WAY_TO[state]).status == state


# Where the other kinds of matter differ from a claim (条例 arts. 29, 30): no 60 days, no appeal; and of an accusation
# nothing is decided here at all.
OTHERS = [
    ("suggestion", (), "reply", "replied"),
    ("suggestion", (), "accept", "accepted"),
    ("suggestion", (), "accept+simple", "not_simple"),
    ("suggestion", (), "route", "kind_unfit"),
    ("suggestion", (), "object", "returned"),
    ("suggestion", (), "mediate", "registered"),
    ("suggestion", ("accept",), "extend", "kind_unfit"),
    ("suggestion", ("accept",), "hear", "kind_unfit"),
    ("suggestion", ("accept",), "accept+simple", "kind_unfit"),
    ("suggestion", ("assign",), "reply", "replied"),
    ("suggestion", ("reply",), "deliver", "served"),
    ("suggestion", ANSWERED, "review", "kind_unfit"),
    ("suggestion", ANSWERED, "reexamine", "kind_unfit"),
    ("suggestion", (*ANSWERED, "close"), "follow-up", "closed"),
    ("other", (), "reply", "replied"),
    ("other", ("accept",), "extend", "kind_unfit"),
    ("other", ANSWERED, "review", "kind_unfit"),
    ("other", ANSWERED, "close", "closed"),
    ("accusation", (), "accept", "accusation_accept"),
    ("accusation", (), "accept+simple", "accusation_accept"),
    ("accusation", (), "reply", "accusation_no_answer"),
    ("accusation", (), "deliver", "accusation_no_answer"),
    ("accusation", (), "extend", "accusation_no_answer"),
    ("accusation", (), "route", "accusation_no_answer"),
    ("accusation", (), "mediate", "accusation_no_answer"),
    ("accusation", (), "mediate+kept", "accusation_no_answer"),
    ("accusation", (), "hear", "accusation_no_answer"),
    ("accusation", (), "review", "accusation_no_answer"),
    ("accusation", (), "reexamine", "accusation_no_answer"),
    ("accusation", (), "forward", "forwarded"),
    ("accusation", (), "assign", "accusation_no_answer"),
    ("accusation", (), "decline", "declined"),
    ("accusation", (), "object", "returned"),
    ("accusation", (), "lead", "registered"),
    ("accusation", (), "instruct", "registered"),
    ("accusation", (), "join", "joined"),
    ("accusation", ("forward",), "accept", "accusation_accept"),
    ("accusation", ("forward",), "urge", "forwarded"),
    ("accusation", ("forward",), "supervise", "forwarded"),
    ("accusation", ("forward",), "close", "closed"),
    ("accusation", ("forward",), "note", "forwarded"),
    ("accusation", ("forward", "close"), "archive", "closed"),
    ("accusation", ("forward", "close"), "reopen", "registered"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "before", "step", "outcome"),
    [pytest.param(*row, id="-".join((labels.KIND[row[0]], *row[1], row[2], row[3]))) for row in OTHERS],
)
def test_other_kinds(kind: str, before: Sequence[str], step: str, outcome: str) -> None:
    assert outcome_of(matter(kind, *before), step) == outcome


# A village decides nothing: it mediates, passes up, settles on the spot, follows through. A petition bureau (art. 22)
# forwards, assigns, reviews; it handles no claim itself, but answers suggestions.
NOT_FOR = {
    "village": (
        "accept", "accept+simple", "decline", "route", "assign", "object", "hear", "supervise", "supervise+done",
        "extend", "reply", "deliver", "review", "review+served", "reexamine",
    ),
    "bureau": ("accept", "accept+simple", "object", "extend"),
}  # fmt: skip
OF_A_ROLE = [
    ("village", "claim", (), "mediate", "registered"),
    ("village", "claim", ("mediate",), "mediate+kept", "registered"),
    ("village", "claim", (), "forward", "forwarded"),
    ("village", "claim", (), "close", "closed"),
    ("village", "claim", (), "lead", "registered"),
    ("village", "claim", (), "instruct", "registered"),
    ("village", "claim", (), "meet", "registered"),
    ("village", "claim", (), "aid", "registered"),
    ("village", "claim", ("forward",), "urge", "forwarded"),
    ("village", "claim", ("forward",), "close", "closed"),
    ("village", "claim", ("close",), "follow-up", "closed"),
    ("village", "claim", ("close",), "archive", "closed"),
    ("village", "claim", ("close",), "reopen", "registered"),
    ("village", "claim", (), "join", "joined"),
    ("village", "accusation", (), "forward", "forwarded"),
    ("village", "accusation", (), "mediate", "accusation_no_answer"),
    ("village", "suggestion", (), "reply", "role_unfit"),
    ("bureau", "claim", (), "reply", "role_unfit"),
    ("bureau", "claim", ("assign",), "reply", "role_unfit"),
    ("bureau", "claim", (), "forward", "forwarded"),
    ("bureau", "claim", (), "assign", "assigned"),
    ("bureau", "claim", (), "decline", "declined"),
    ("bureau", "claim", (), "route", "routed"),
    ("bureau", "claim", ("assign",), "supervise", "assigned"),
    ("bureau", "claim", ("assign",), "urge", "assigned"),
    ("bureau", "claim", ("assign",), "close", "closed"),
    ("bureau", "suggestion", (), "reply", "replied"),
    ("bureau", "suggestion", ("reply",), "deliver", "served"),
    ("bureau", "other", (), "reply", "replied"),
    ("bureau", "accusation", (), "reply", "accusation_no_answer"),
    ("bureau", "claim", (), "review+served", "reviewing"),
    ("bureau", "claim", ("forward",), "review+served", "reviewing"),
    ("bureau", "claim", ("assign",), "review+served", "reviewing"),
    ("bureau", "claim", ("assign", "close"), "review+served", "reviewing"),
    ("bureau", "claim", ("review+served",), "reply", "review_replied"),
    ("bureau", "suggestion", (), "review+served", "kind_unfit"),
    ("bureau", "accusation", (), "review+served", "accusation_no_answer"),
    ("township", "claim", ("review+served",), "reply", "review_replied"),
    ("bureau", "accusation", (), "forward", "forwarded"),
]


def of_a_role(role: str, kind: str, before: Sequence[str], step: str, outcome: str) -> Any:
    return pytest.param(role, kind, before, step, outcome, id="-".join((role, kind, *before, step, outcome)))


@pytest.mark.parametrize(("role", "step"), [(role, step) for role, steps in NOT_FOR.items() for step in steps])
def test_what_an_office_of_this_role_does_not_do(role: str, step: str) -> None:
    assert outcome_of(matter("claim", role=role), step) == "role_unfit"


def test_the_table_of_the_roles_is_that_of_the_procedure() -> None:
    for role, steps in NOT_FOR.items():
        unfit = {verb for verb in VERBS if role not in rows(verb)[0].roles}
        assert {step.split("+")[0] for step in steps} == unfit


@pytest.mark.parametrize(
    ("role", "kind", "before", "step", "outcome"),
    [of_a_role(*row) for row in OF_A_ROLE],
)
def test_what_an_office_of_this_role_does(role: str, kind: str, before: Sequence[str], step: str, outcome: str) -> None:
    assert outcome_of(matter(kind, *before, role=role), step) == outcome


@pytest.mark.parametrize(("appeal", "answered"), [("reviewing", "review_replied"), ("reexamining", "reexam_replied")])
def test_a_bureau_answers_an_appeal_that_it_was_asked_to_decide(appeal: str, answered: str) -> None:  # 条例第35, 36条
    asked = matter("claim", *WAY_TO[appeal])
    asked.role = Role.BUREAU
    assert outcome_of(asked, "reply") == answered


def test_a_claim_that_was_accepted_once_is_reopened_as_accepted() -> None:
    assert outcome_of(matter("claim", "accept", "reply", "deliver", "close"), "reopen") == "accepted"


# ------------------------------------------------------------------------------------------- what leads on from there


def is_reached(kind: str, status: str) -> bool:
    """Return whether a matter of this kind comes into this state."""
    try:
        return matter(kind, *WAY_TO[status]).status == status
    except Refused:
        return False


STANDING = [(kind, status) for kind in Kind for status in Status if status != "void" and is_reached(kind, status)]
NEXT = [(role, kind, status) for role in Role for kind, status in STANDING]


def in_office(role: str, kind: str, *steps: str) -> Matter:
    """Return a matter that now stands in an office of this role, wherever it was brought so far."""
    stands = matter(kind, *steps)
    stands.role = role
    return stands


@pytest.mark.parametrize(("role", "kind", "status"), [pytest.param(*row, id="-".join(row)) for row in NEXT])
def test_every_next_step_that_is_offered_is_allowed(role: str, kind: str, status: str) -> None:
    steps = next_verbs(standing(in_office(role, kind, *WAY_TO[status]).state, role))
    assert steps or status in ENDED, "no open case is without a next legal step"
    for step in steps:
        assert outcome_of(in_office(role, kind, *WAY_TO[status]), step) in STATES, step


ASKED_AGAIN = [row for row in NEXT if row[2] in ENDED and row[2] != "joined"]


def again(role: str, kind: str, status: str) -> Any:
    return pytest.param(role, kind, status, id=f"{role}-{kind}-{status}")


@pytest.mark.parametrize(("role", "kind", "status"), [again(*row) for row in ASKED_AGAIN])
def test_every_answer_to_a_repeat_after_the_end_is_allowed(role: str, kind: str, status: str) -> None:
    steps = next_verbs(standing(in_office(role, kind, *WAY_TO[status]).again().state, role))
    assert steps, "the petitioner waits for an answer"
    for step in steps:
        assert outcome_of(in_office(role, kind, *WAY_TO[status]).again(), step) in STATES, step


# What was asked of others before the case went its way; and by which words a clock's next step is done.
TASKS = ("instruct", "meet", "supervise")
BY_SAYING = {
    "instruct": "instruct+done", "meet": "meet+kept", "supervise": "supervise+done", "mediate": "mediate+kept",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "status"), [pytest.param(*row, id="-".join(row)) for row in STANDING])
def test_what_a_running_clock_asks_for_can_be_done(kind: str, status: str) -> None:
    before = (*TASKS, *(("mediate",) if kind != "accusation" else ()), *WAY_TO[status])
    stands = matter(kind, *before)
    at = standing(stands.state, Role.TOWNSHIP)
    for clock in stands.state.running():
        if clock.ours or clock.term == "object":
            [step, *_] = next_for_term(clock.term, clock.owed_by, at)
            assert outcome_of(matter(kind, *before), BY_SAYING.get(step, step)) in STATES, (clock.term, step)


# ------------------------------------------------------------------------------------------------ yes and no, undoing

FLAGS = [
    ("instruct+done", "instruction", True, None),
    ("supervise+done", "supervision", True, None),
    ("meet+kept", "promise", True, True),
    ("meet+not-kept", "promise", False, False),
]


@pytest.mark.parametrize(("step", "task", "met", "kept"), FLAGS, ids=[row[0] for row in FLAGS])
def test_a_task_that_is_reported_on_is_done_and_its_clock_ends(
    step: str, task: str, kept: bool | None, *, met: bool
) -> None:
    done = matter("claim", FIRST[step], step).state
    [asked] = [t for t in done.tasks if t.task == task]
    clock = next(t for t in done.terms if t.n == asked.term)
    assert (clock.term, clock.due_on) == (task, LATER)
    assert (asked.done_on, asked.kept) == (DAY, kept)
    assert (clock.met_on, clock.stopped_on) == ((DAY, None) if met else (None, DAY))


def test_an_agreement_that_was_kept_is_performed_and_meets_its_date() -> None:
    done = matter("claim", "mediate", "mediate+kept").state
    assert done.case.performed_on == DAY
    assert [(t.met_on, t.running) for t in done.terms if t.term == "performance"] == [(DAY, False)]


def test_an_agreement_that_was_not_kept_is_not_performed() -> None:
    broken = matter("claim", "mediate", "mediate+not-kept").state
    assert broken.case.performed_on is None
    assert "performance" not in [t.term for t in broken.running()]


def test_an_agreement_that_was_not_kept_does_not_meet_its_date() -> None:
    [clock] = [t for t in matter("claim", "mediate", "mediate+not-kept").state.terms if t.term == "performance"]
    assert (clock.met_on, clock.stopped_on) == (None, DAY)


def test_a_new_agreement_takes_the_place_of_the_one_that_was_not_kept() -> None:
    anew = matter("claim", "mediate", "mediate+not-kept", "mediate").state
    assert [t.term for t in anew.running() if t.term in ("performance", "confirmation")] == [
        "performance", "confirmation",
    ]  # fmt: skip


def test_simple_handling_has_a_clock_beside_the_sixty_days() -> None:
    simple = matter("claim", "accept+simple").state
    assert {"handle", "simple"} <= {t.term for t in simple.running()}


def test_what_turns_out_not_simple_goes_on_in_the_ordinary_way() -> None:
    ordinary = matter("claim", "accept+simple", "accept+not-simple")
    assert ordinary.status == "accepted"
    running = [t.term for t in ordinary.state.running()]
    assert "handle" in running
    assert "simple" not in running


def test_what_is_not_handled_simply_needs_no_way_back() -> None:
    assert outcome_of(matter("claim", "accept"), "accept+not-simple") == "not_simple_now"


def test_a_repeat_is_not_handled_simply() -> None:
    assert outcome_of(matter("claim").again(), "accept+simple") == "not_simple"


@pytest.mark.parametrize("state", ["registered", "forwarded", "assigned"])
def test_a_case_taken_out_again_stands_where_it_stood(state: str) -> None:
    before = matter("claim", *WAY_TO[state])
    apart = matter("claim", *WAY_TO[state], "join", "join+apart")
    assert apart.state.case == before.state.case
    assert apart.state.terms == before.state.terms


def lawful() -> Iterator[tuple[str, str]]:
    """Yield every act with every state from which it leads somewhere, but not to the same unit on the same day."""
    for step, state, outcome in cells(CLAIM):
        same = step in ("forward", "assign") and outcome == state != "accepted"
        if outcome in STATES and step.split("+")[0] in VERBS and not step.startswith("join") and not same:
            yield step, state


@pytest.mark.parametrize(("step", "state"), [pytest.param(*row, id="-".join(row)) for row in lawful()])
def test_an_undone_act_leaves_nothing_but_its_entries(step: str, state: str) -> None:
    done = matter("claim", *((FIRST[step],) if step in FIRST else ()), *WAY_TO[state])
    former = done.state
    done.do(step)
    assert done.state != former
    assert done.do("undo").state == former
    assert [entry.act for _, entry in done.history][-2:] == [step.split("+", maxsplit=1)[0], "undo"]


def test_undo_goes_back_step_by_step() -> None:
    done = matter("claim", "accept", "reply", "deliver")
    assert [done.do("undo").status for _ in range(3)] == ["replied", "accepted", "registered"]


def test_ended_and_open_states_make_up_all_but_the_void() -> None:
    assert OPEN | ENDED | {Status.VOID} == set(Status)


@pytest.mark.parametrize("day", ["accepted_on", "forwarded_on", "replied_on", "served_on", "closed_on"])
def test_a_day_on_which_nothing_happened_cannot_be_corrected(office: Office, day: str) -> None:
    office.ok(LOG)
    assert office.run(["correct", "1", f"--{day.replace('_', '-')}", "2026-03-05"]).code == 1
    assert office.ok("list --open --json").json["count"] == 1


def test_a_day_on_which_something_happened_cannot_be_taken_away(office: Office) -> None:
    office.ok(LOG)
    office.ok(ACCEPT, today="2026-03-06")
    assert office.run(["correct", "1", "--accepted-on", ""], today="2026-03-06").code in (1, 2)
    assert office.ok("show 1 --json").json["accepted_on"] == "2026-03-06"


@pytest.mark.parametrize("fact", ["--settled", "--opinion support", "--how 当面签收"])
def test_what_was_never_said_cannot_be_corrected(office: Office, fact: str) -> None:
    office.ok(LOG)
    assert office.run(f"correct 1 {fact}").code == 1


def test_a_correction_keeps_to_the_rules_of_the_intake(office: Office) -> None:
    office.ok(f"{LOG} --name 李四 --name 王五")
    assert office.refused("correct 1 --people 2") == "人数 2 少于写出的 3 个姓名；请核对 --people。"


def test_a_repeat_that_is_answered_on_the_spot_leaves_no_clock_running(office: Office) -> None:
    office.ok(f"{LOG} --settled 已当面说明")
    terms = office.ok(f"{LOG} --case 1 --settled 再次说明 --json").json["terms"]
    assert not [term for term in terms if not term["met_on"]]


def test_a_matter_that_goes_on_to_another_unit_is_there_from_that_day_on(office: Office) -> None:
    office.ok(LOG)
    office.ok("assign 1 --to 国土所", today="2026-03-09")
    office.ok("assign 1 --to 环保站", today="2026-03-12")
    [waiting] = office.ok("today --json", today="2026-03-13").json["waiting"]
    assert (waiting["unit"], waiting["status_on"]) == ("环保站", "2026-03-12")
    assert office.run("assign 1 --to 水利站 --date 2026-03-10", today="2026-03-13").code == 1


def test_voiding_one_petition_says_which(office: Office) -> None:
    office.ok(LOG)
    office.ok(f"{LOG} --case 1")
    assert office.ok("void XF2026-0001-2 --reason 登错人").out.startswith("已作废 XF2026-0001-2（")


def test_a_correction_is_told_in_words(office: Office) -> None:
    office.ok(LOG)
    office.ok("close 1 --not-settled --reason 信访人撤回")
    office.ok("correct 1 --settled --opinion explain --reason 后来履行了")
    told = office.ok("show 1 --json").json["history"][-1]["text"]
    assert "是否化解：未化解 → 已化解" in told
    assert "处理意见：— → 解释说明" in told


@dataclass(frozen=True)
class Told:
    """A refusal as it is read: what was done before, what is asked, what the screen says."""

    code: str
    before: tuple[str, ...]
    asked: str
    sentence: str
    exit: int = 1
    role: str = Role.TOWNSHIP


REFUSALS = [
    Told("needs", (LOG,), "decline 1", "还缺少：理由；请补上 --ground。", 2),
    Told("needs", (LOG, ACCEPT), "extend 1", "还缺少：天数、批准人、原因；请补上 --days、--approver、--reason。", 2),
    Told("needs", (LOG,), "close 1", "还缺少：是否化解；请补上 --settled 或 --not-settled。", 2),
    Told("needs", (), "log-visit --name 张三", "还缺少：事由；请补上 --subject。", 2),
    Told("needs", (LOG,), "void 1", "还缺少：原因；请补上 --reason。", 2),
    Told(
        "void_case", (LOG, "void 1 --reason 重复录入"), "accept 1",
        "XF2026-0001 已经作废，不能再办；需要时请重新登记。",
    ),
    Told(
        "ended_case", (LOG, ACCEPT, REPLY, DELIVER, CLOSE), "note 1 --text 又来电",
        "XF2026-0001 已办结，不能再记事；确需继续办理，请先 xinfang reopen XF2026-0001 --reason 原因。",
    ),
    Told("open_reopen", (LOG,), "reopen 1 --reason 补充材料", "XF2026-0001 还没有办结，不用重新办理；请接着办。"),
    Told(
        "not_yet", (LOG,), "correct 1 --accepted-on 2026-03-05",
        "XF2026-0001 还没有受理日期，没有可以更正的；请用相应的命令办理，例如 accept、reply、close。",
    ),
    Told(
        "future_field", (LOG, ACCEPT), "correct 1 --accepted-on 2026-06-02",
        "受理日期 2026-06-02 还没有到；请核对后重新输入。",
    ),
    Told(
        "settled_after_accept", (LOG, ACCEPT), f"{LOG} --case 1 --settled 已当面说明",
        "XF2026-0001 已经受理，要书面答复后办结，不能当场办结；请去掉 --settled，登记后用 reply、deliver、close。",
    ),
    Told(
        "kind_differs", (LOG,), f"{LOG} --case 1 --kind accusation",
        "XF2026-0001 属于“申诉求决”，和这一件目的不同，不是同一事项；请用 --new-case 另行登记。",
    ),
    Told(
        "not_now", (LOG, ACCEPT), "deliver 1 --how 邮寄",
        "XF2026-0001 现在是“办理中”，不能送达；下一步可以：reply（答复）。",
    ),
    Told(
        "kind_unfit", (SUGGEST, ACCEPT), "extend 1 --days 10 --approver 李镇长 --reason 等待",
        "XF2026-0001 属于“建议意见”，不适用延期；目的登记错了请先 xinfang correct XF2026-0001 --kind。",
    ),
    Told(
        "accusation_accept", (ACCUSE,), "accept 1",
        "XF2026-0001 是检举控告，不按申诉求决受理（条例第三十条）；请 xinfang forward XF2026-0001 --to 纪检监察机关。",
    ),
    Told(
        "accusation_no_answer", (ACCUSE,), "reply 1 --opinion explain --text 已核实",
        "XF2026-0001 是检举控告，由有权机关按自己的规定处理，不能答复；请用 forward 转送，或 close --reason 办结。",
    ),
    Told(
        "accusation_settled", (), f"{ACCUSE} --settled 已说明",
        "检举控告不能当场办结（条例第三十条）；请去掉 --settled，登记后用 forward 转送纪检监察机关。",
    ),
    Told(
        "reply_before_accept", (LOG,), "reply 1 --opinion support --text 已确界",
        "XF2026-0001 还没有受理，不能出具处理意见（条例第三十二条）；请先 xinfang accept XF2026-0001。",
    ),
    Told("future", (LOG,), "accept 1 --date 明天", "2026-06-02 还没有到，不能登记为受理日期；请核对 --date。"),
    Told("received_in_future", (), on("2026-06-02", LOG), "收到日期 2026-06-02 还没有到；请核对 --date。"),
    Told(
        "before_event", (LOG, ACCEPT), "reply 1 --opinion support --text 已确界 --date 2026-03-05",
        "答复日期 2026-03-05 早于上一步“办理中”的 2026-03-06；请核对 --date，上一步有误请用 xinfang undo XF2026-0001。",
    ),
    Told(
        "before_opening", (LOG,), "accept 1 --date 2026-03-04",
        "受理日期 2026-03-04 早于收到日期 2026-03-05；请核对 --date，收到日期登记错了请先 xinfang correct 更正。",
    ),
    Told(
        "before_opening", SERVED, "note 1 --text 到现场丈量 --date 2026-03-04",
        "记事日期 2026-03-04 早于收到日期 2026-03-05；请核对 --date，收到日期登记错了请先 xinfang correct 更正。",
    ),
    Told(
        "due_before", (LOG,), "assign 1 --to 国土所 --date 2026-03-06 --due 2026-03-05",
        "期限 2026-03-05 早于 交办日期 2026-03-06；请核对 --due。",
    ),
    Told(
        "due_before_received", (), f"{LOG} --due 2026-03-04", "期限 2026-03-04 早于收到日期 2026-03-05；请核对 --due。"
    ),
    Told(
        "nowhere_extend", (LOG,), EXTEND,
        "XF2026-0001 没有正在计算的办理期限，不能延期；受理以后、答复以前才可以延期（条例第三十四条）。",
    ),
    Told(
        "extended_twice", (LOG, ACCEPT, EXTEND), EXTEND,
        "XF2026-0001 已在 2026-04-20 延期 30 日，只能延期一次（条例第三十四条）；请尽快答复，或记事说明情况。",
    ),
    Told(
        "extend_too_long", (LOG, ACCEPT), "extend 1 --days 31 --approver 李镇长 --reason 重新测绘 --date 2026-04-20",
        "延期 31 日不符合规定，最少 1 日、最多 30 日（条例第三十四条）；请改小 --days。",
    ),
    # 60 days from 2026-03-06 end on Tuesday 2026-05-05, a day off (劳动节); the first working day after it is the 6th.
    Told(
        "extend_too_late", (LOG, ACCEPT), "extend 1 --days 30 --approver 李镇长 --reason 重新测绘 --date 2026-05-07",
        "办理期限 2026-05-06 已经过去，不能再延期（条例第三十四条）；请尽快答复，或记事说明情况。",
    ),
    Told(
        "close_sent_back",
        (
            LOG, ACCEPT, "reply 1 --opinion support --text 属实", "deliver 1 --how 当面", "review 1",
            "reply 1 --opinion revoke --text 事实不清", "deliver 1 --how 当面",
        ),
        "close 1 --settled",
        "XF2026-0001 的答复已被撤销，不能就此办结；"
        "请先用 xinfang reopen XF2026-0001 --reason 原因 重新办理，或用 --reason 写明为何不用再答复。",
    ),
    Told(
        "close_without_answer", (LOG, ACCEPT), "close 1 --settled",
        "XF2026-0001 还没有送达的书面答复；先 reply 再 deliver，"
        "或用 --reason 写明为何不用答复（如撤回、匿名、已签协议）。",
    ),
    Told(
        "undo_registration", (LOG,), "undo 1",
        "XF2026-0001 最后一步是登记，编号不能收回，不能撤销；登记错了请用 xinfang correct 更正，或 xinfang void 作废。",
    ),
    Told(
        "no_such_petition", (LOG,), "void 1 --petition 2 --reason 登错人",
        "XF2026-0001 没有第 2 件可用的信访件；用 xinfang show XF2026-0001 查看。",
    ),
    Told(
        "too_many_representatives", (), f"{LOG} --people 9 --representative 赵甲、钱乙、孙丙、李丁、周戊、吴己",
        "代表有 6 人，最多 5 人（条例第二十条）；请让来访人推选代表后重新登记。",
    ),
    Told("no_heads", (), f"{LOG} --people 0", "人数 0 不对，至少 1 人；请核对 --people。"),
    Told(
        "fewer_heads_than_names", (), f"{LOG} --name 李四 --name 王五 --people 2",
        "人数 2 少于写出的 3 个姓名；请核对 --people。",
    ),
    Told(
        "nothing_to_correct", (LOG,), "correct 1 --subject 宅基地与邻居争界",
        "没有要更正的内容：填写的和 XF2026-0001 原来的一样；请用选项写出要改成什么，例如 --subject。",
    ),
    Told(
        "kind_after_accept", (LOG, ACCEPT), "correct 1 --kind accusation",
        "XF2026-0001 已经受理，不能改成检举控告；请先 xinfang undo XF2026-0001 撤销受理，再更正。",
    ),
    Told(
        "kind_under_appeal", (LOG, "review 1 --served 3月1日 --date 2026-03-06"), "correct 1 --kind suggestion",
        "XF2026-0001 已经申请复查，只能是申诉求决；目的登记错了请先 xinfang undo XF2026-0001 撤销复查申请，再更正。",
    ),
    Told(
        "days_out_of_order", (LOG, ACCEPT), "correct 1 --accepted-on 2026-03-04",
        "受理日期 2026-03-04 早于前一步的 2026-03-05；请核对后重新输入。",
    ),
    Told(
        "role_unfit", (LOG,), "accept 1", role="village",
        sentence="本单位是村（社区），不办理受理；下一步可以：mediate（调解）、forward（转送）。",
    ),
    Told(
        "role_unfit", (LOG, "assign 1 --to 国土所"), "reply 1 --opinion support --text 已确界", role="bureau",
        sentence="本单位是信访局（办），不办理答复；下一步可以：close（办结）、urge（催办）。",
    ),
    Told(
        "joined_case", (LOG, AGAIN, "join 2 --to 1"), "note 2 --text 又来电",
        "XF2026-0002 已经并入 XF2026-0001；请在 XF2026-0001 里办理，"
        "或用 xinfang join XF2026-0002 --apart --reason 原因 解除并案。",
    ),
    Told(
        "unserved_review", (LOG, ACCEPT, REPLY), "review 1",
        "XF2026-0001 还没有送达处理意见书，不能受理复查申请（条例第三十五条）；请先 reply 答复、deliver 送达，"
        "别的机关送达的用 --served 写明日期。",
    ),
    Told(
        "unserved_reexamine", SERVED, "reexamine 1",
        "XF2026-0001 还没有送达复查意见，不能受理复核申请（条例第三十六条）；请先办完复查并送达。",
    ),
    Told(
        "review_twice", (*REVIEWED_OF_OLD, "close 1 --settled --date 2026-04-14"), "review 1 --date 2026-04-15",
        "XF2026-0001 已在 2026-04-01 申请过复查，复查只有一次（条例第三十五条）；"
        "对复查意见不服的请用 xinfang reexamine XF2026-0001。",
    ),
    # Served on 03-23; 30 days end on Wednesday 04-22.
    Told(
        "appeal_too_late", SERVED, "review 1 --date 2026-04-23",
        "申请期限 2026-04-22 已经过去，不能受理复查申请（条例第三十五条、第三十六条）；"
        "确有正当理由的，用 --reason 写明。",
    ),
    # Served by another organ on 03-02: 30 days end on Wednesday 04-01.
    Told(
        "appeal_too_late", (on("2026-04-02", LOG),), "review 1 --served 2026-03-02 --date 2026-04-02",
        "申请期限 2026-04-01 已经过去，不能受理复查申请（条例第三十五条、第三十六条）；"
        "确有正当理由的，用 --reason 写明。",
    ),
    Told(
        "served_later", (LOG,), "review 1 --served 2026-03-10 --date 2026-03-09",
        "原意见送达日期 2026-03-10 晚于申请日期 2026-03-09；请核对 --served 和 --date。",
    ),
    Told(
        "final_case", ENDED_FOR_GOOD, "reopen 1 --reason 不服复核意见",
        "XF2026-0001 已经复核终结，同一事实和理由不再受理（条例第三十六条）；"
        "有新事实的请用 log-visit --new-case 另行登记。",
    ),
    Told(
        "final_case", ENDED_FOR_GOOD, "note 1 --text 又来电",
        "XF2026-0001 已经复核终结，同一事实和理由不再受理（条例第三十六条）；"
        "有新事实的请用 log-visit --new-case 另行登记。",
    ),
    Told(
        "final_case", ENDED_FOR_GOOD, "decline 1 --ground 同一事实和理由",
        "XF2026-0001 已经复核终结，同一事实和理由不再受理（条例第三十六条）；"
        "有新事实的请用 log-visit --new-case 另行登记。",
    ),
    Told("open_archive", (LOG,), "archive 1", "XF2026-0001 还没有办结，不能归档；请先 xinfang close XF2026-0001。"),
    Told(
        "open_follow_up", (LOG,), "follow-up 1",
        "XF2026-0001 还没有办结，不能登记回访；请先 xinfang close XF2026-0001，办理中的情况用 note 记。",
    ),
    Told(
        "second_leader", (LOG, "lead 1 --leader 张书记 --handler 王干事 --text 先调解"),
        "lead 1 --leader 李镇长 --handler 王干事 --text 再测绘",
        "XF2026-0001 已有领导包案，一件事只有一位包案领导；"
        "换人请用 xinfang correct XF2026-0001 --leader 姓名 --reason 原因。",
    ),
    Told(
        "object_own", (LOG,), "object 1 --ground 属于县人社局",
        "XF2026-0001 不是上级或其他单位转来的，或已经办过，不能提出异议；不归本单位管的请用 forward 转送或 decline。",
    ),
    # Received on Thursday 03-05; the fifth working day is Thursday 03-12.
    Told(
        "object_too_late", (f"{LOG} --source county",), "object 1 --ground 属于县人社局 --date 2026-03-13",
        "异议期限 2026-03-12 已经过去（收到之日起 5 个工作日，条例第二十三条）；"
        "请受理办理，或与来件单位协商后用 forward 转出。",
    ),
    Told(
        "not_simple", (LOG, f"{LOG} --case 1"), "accept 1 --simple",
        "XF2026-0001 有重复信访或不是申诉求决，不适用简易办理；请去掉 --simple 按普通程序受理。",
    ),
    Told(
        "not_simple_now", (LOG, ACCEPT), "accept 1 --not-simple",
        "XF2026-0001 现在不是简易办理，不用转换；请接着办。",
    ),
    Told(
        "simple_too_late", (LOG, ACCEPT), "accept 1 --simple",
        "XF2026-0001 已经受理，不能再改成简易办理；简易办理要在受理时写 --simple，请接着办。",
    ),
    Told(
        "nobody_to_urge", (LOG,), "urge 1",
        "XF2026-0001 还没有承办单位，没有可以催办的对象；请用 --to 写明单位，或先用 assign 交办。",
    ),
    Told(
        "archived_twice", (*SERVED, CLOSE, "archive 1 --retention 10年 --date 2026-04-30"), "archive 1",
        "XF2026-0001 已在 2026-04-30 归档；归档号写错了请用 xinfang correct XF2026-0001 --archive-no。",
    ),
    Told(
        "no_agreement", (LOG,), "mediate 1 --kept",
        "XF2026-0001 还没有登记调解协议；请先 xinfang mediate XF2026-0001 --agreement 协议内容 --text 调解情况。",
    ),
    Told(
        "opinion_unfit", (LOG, ACCEPT), "reply 1 --opinion uphold --text 维持",
        "处理意见“维持”用在这里不对；可选：支持、解释说明、不支持。",
    ),
    Told(
        "opinion_unfit", (*SERVED, "review 1 --date 2026-04-01"), "reply 1 --opinion support --text 支持",
        "处理意见“支持”用在这里不对；可选：维持、变更、撤销，责令重新处理。",
    ),
    Told(
        "hearing_backwards", (LOG, ACCEPT), "hear 1 --text 双方陈述 --date 2026-03-10 --until 2026-03-09",
        "听证结束日期 2026-03-09 早于开始日期 2026-03-10；请核对 --until 和 --date。",
    ),
    Told(
        "future", (LOG, ACCEPT), "hear 1 --text 双方陈述 --date 2026-06-01 --until 2026-06-02",
        "2026-06-02 还没有到，不能登记为听证日期；请核对 --date。",
    ),
    Told("no_sum", (LOG,), "aid 1 --sum 0 --source 临时救助资金", "救助金额要大于 0；请核对 --sum。"),
    Told(
        "bad_sum", (LOG,), "aid 1 --sum 两千 --source 临时救助资金",
        "金额“两千”看不懂；请写成 2000 或 2000.50（元）。", 2,
    ),
    Told(
        "no_such_task", (LOG,), "instruct 1 --done --text 已核实",
        "XF2026-0001 没有尚未完成的领导批示（或没有这个序号）；用 xinfang show XF2026-0001 查看。",
    ),
    Told(
        "before_task", (LOG, "instruct 1 --leader 李镇长 --text 核实 --date 2026-03-10"),
        "instruct 1 --done --text 已核实 --date 2026-03-09",
        "完成日期 2026-03-09 早于领导批示的 2026-03-10；请核对 --date。",
    ),
    Told("join_itself", (LOG,), "join 1 --to 1", "XF2026-0001 不能并入它自己；请核对两个编号。"),
    Told(
        "join_ended", (*SERVED, CLOSE, AGAIN), "join 2 --to 1",
        "XF2026-0001 不在办理中，不能并入；请用 xinfang show XF2026-0001 核对编号和状态。",
    ),
    Told(
        "join_kinds", (LOG, SUGGEST), "join 2 --to 1",
        "XF2026-0002 和 XF2026-0001 信访目的不同，不能并案；目的登记错了请先 xinfang correct 更正。",
    ),
    Told(
        "before_opening", (LOG, on("2026-03-09", AGAIN)), "join 1 --to 2 --date 2026-03-06",
        "并案日期 2026-03-06 早于收到日期 2026-03-09；请核对 --date，收到日期登记错了请先 xinfang correct 更正。",
    ),
    Told(
        "nowhere_join", (LOG, ACCEPT, AGAIN), "join 1 --to 2",
        "XF2026-0001 已经受理或答复，不能并入别的事项；请把另一件并入 XF2026-0001，"
        "即 xinfang join 另一件编号 --to XF2026-0001。",
    ),
    Told(
        "joined_case", (LOG, AGAIN, "join 2 --to 1"), "void 2 --reason 登错",
        "XF2026-0002 已经并入 XF2026-0001；请在 XF2026-0001 里办理，"
        "或用 xinfang join XF2026-0002 --apart --reason 原因 解除并案。",
    ),
    Told(
        "void_joined", (LOG, AGAIN, "join 2 --to 1"), "void 1 --reason 登错",
        "XF2026-0002 并入了 XF2026-0001，不能作废；请先用 xinfang join XF2026-0002 --apart --reason 原因 解除并案。",
    ),
    Told(
        "needs", (LOG,), "meet 1 --leader 李镇长 --text 听取意见 --due 2026-06-30",
        "还缺少：答应的事；请补上 --promise。", 2,
    ),
    Told(
        "needs", (LOG,), "mediate 1 --text 双方到场 --due 2026-06-30", "还缺少：调解协议；请补上 --agreement。", 2
    ),
    Told(
        "no_heads", (LOG,), "meet 1 --leader 李镇长 --text 听取意见 --people 0",
        "人数 0 不对，至少 1 人；请核对 --people。",
    ),
    Told("needs", (LOG,), "join 1", "还缺少：并入哪一件；请补上 --to。", 2),
    Told("needs", (LOG, AGAIN, "join 2 --to 1"), "join 2 --apart", "还缺少：原因；请补上 --reason。", 2),
    Told("needs", (LOG,), "lead 1", "还缺少：包案领导、承办人、内容；请补上 --leader、--handler、--text。", 2),
    Told("needs", (LOG,), "route 1", "还缺少：法定途径、单位；请补上 --item、--to。", 2),
    Told("needs", (LOG,), "supervise 1", "还缺少：督办情形、内容；请补上 --ground、--text。", 2),
    Told("needs", (LOG,), "aid 1", "还缺少：金额、资金来源；请补上 --sum、--source。", 2),
    Told(
        "not_joined", (LOG,), "join 1 --apart --reason 不是同一件事",
        "XF2026-0001 没有并入别的事项，不用解除；用 xinfang show XF2026-0001 查看。",
    ),
    Told(
        "nothing_assigned", (LOG, "assign 1 --to 国土所 --date 2026-03-06"), "assign 1 --done --text 已核实",
        "XF2026-0001 没有等待反馈的交办期限；请核对编号和 --date，平时的情况用 note 记。",
    ),
    Told(
        "join_chain", (LOG, AGAIN, ANOTHER, "join 2 --to 1"), "join 1 --to 3",
        "XF2026-0002 并入了 XF2026-0001，不能再并入 XF2026-0003；"
        "请先用 xinfang join XF2026-0002 --apart --reason 原因 解除并案，再分别并入 XF2026-0003。",
    ),
    Told(
        "kind_joined", (LOG, AGAIN, "join 2 --to 1"), "correct 1 --kind accusation",
        "XF2026-0002 并入了 XF2026-0001，不能改信访目的；"
        "请先用 xinfang join XF2026-0002 --apart --reason 原因 解除并案。",
    ),
    Told(
        "void_joined",
        (LOG, AGAIN, ANOTHER, "join 2 --to 1", "join 3 --to 1", "join 2 --apart --reason 不是同一件事"),
        "void 1 --reason 登错",
        "XF2026-0003 并入了 XF2026-0001，不能作废；"
        "请先用 xinfang join XF2026-0003 --apart --reason 原因 解除并案。",
    ),
    Told(
        "undo_joined", (LOG, ACCEPT, AGAIN, "join 2 --to 1"), "undo 1",
        "XF2026-0001 这一步以后有别的事项并入或移出，不能撤销；"
        "请先用 xinfang join 编号 --apart --reason 原因 解除并案。",
    ),
    Told(
        "before_paper",
        (LOG, ACCEPT, REPLY, "paper reply 1 --text 已查 --basis 民法典 --set 复查机关=县政府 --date 2026-03-25"),
        DELIVER,
        "送达日期 2026-03-23 早于文书 信处字〔2026〕1号 的制发日期 2026-03-25；"
        "请核对 --date，文书作废请用 xinfang paper --void。",
    ),
    Told(
        "undo_join", (LOG, AGAIN, "join 2 --to 1"), "undo 2",
        "XF2026-0002 最后一步牵涉两件事项，不能用 undo 撤销；"
        "请用 xinfang join XF2026-0002 --apart --reason 原因，或重新并案。",
    ),
]  # fmt: skip


@pytest.mark.parametrize("told", REFUSALS, ids=lambda told: f"{told.code}-{told.asked.split()[0]}")
def test_refusal_is_one_sentence_with_the_next_step(office: Office, told: Told) -> None:
    office.today = "2026-06-01"
    if told.role != Role.TOWNSHIP:
        office.home.mkdir()
        (office.home / "config.yaml").write_text(f"office: {{role: {told.role}}}\n", encoding="utf-8")
    for words in told.before:
        office.ok(words)
    written = office.entries()
    result = office.run(told.asked)
    assert (result.err, result.code) == (f"{told.sentence}\n", told.exit)
    assert result.out == ""
    assert office.entries() == written, "a refused act leaves nothing behind"


def codes_of(module: str) -> set[str]:
    """Return the codes that a module can raise; of f"accusation_{verb}" all that begin so."""
    path = Path(xinfang.__file__).parent / f"{module}.py"
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    asked = (call.args[0] for call in calls if ast.unparse(call.func) in ("Refused", "asked.refuse"))
    texts = [
        p.value for arg in asked for p in ast.walk(arg) if isinstance(p, ast.Constant) and isinstance(p.value, str)
    ]
    return {
        code
        for code in sentences.REFUSALS
        for text in texts
        if code == text or (text.endswith("_") and code.startswith(text))
    }


OF_THE_PROCEDURE = (
    "acts", "registration", "rules_of_place", "rules_of_words", "corrections", "corrected_clocks", "special", "joining",
)  # fmt: skip
OF_ITS_COMMANDS = {"bad_sum"}  # raised by what reads the words of its commands


def test_every_refusal_of_the_procedure_is_told_here() -> None:
    raised = set[str]().union(*(codes_of(f"domain/{module}") for module in OF_THE_PROCEDURE))
    assert raised | codes_of("commands/after") | OF_ITS_COMMANDS == {told.code for told in REFUSALS}
