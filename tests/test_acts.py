"""What may be done where: every act from every state, and every refusal as the clerk reads it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import xinfang
from xinfang.domain import acts, corrections, effects, registration, terms
from xinfang.domain.calendar import Calendar
from xinfang.domain.codes import OPEN, Kind, Refused, Role, Status
from xinfang.domain.model import Entry, State
from xinfang.domain.next_step import ENDED, next_verbs
from xinfang.domain.procedure import PROCEDURE
from xinfang.domain.registration import Intake
from xinfang.domain.terms import national_rules
from xinfang.words import labels
from xinfang.words import refusals as sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conftest import Office

DAY = "2026-03-05"
RULES = terms.Rules(national_rules(Role.TOWNSHIP), Calendar(years=frozenset(range(2020, 2031))))
NUMBER = registration.NewNumber("XF2026-0001", 2026, 1)
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界 --date 2026-03-05"
SUGGEST = "log-letter --name 李四 --subject 建议修路 --kind suggestion --date 2026-03-05"
ACCUSE = "log-letter --name 王五 --subject 反映村会计 --kind accusation --date 2026-03-05"
ACCEPT, REPLY = "accept 1 --date 2026-03-06", "reply 1 --opinion support --text 已确界 --date 2026-03-20"
DELIVER, CLOSE = "deliver 1 --how 当面签收 --date 2026-03-23", "close 1 --settled --date 2026-03-24"
EXTEND = "extend 1 --days 30 --approver 李镇长 --reason 重新测绘 --date 2026-04-20"
STATES = frozenset(Status)
# What each act is told.
SAID: dict[str, dict[str, Any]] = {
    "decline": {"ground": "已进入诉讼程序，请向县人民法院提出"},
    "forward": {"to": "县纪委"},
    "assign": {"to": "国土所"},
    "reply": {"opinion": "support", "text": "经丈量确界，邻居已退让"},
    "deliver": {"how": "当面签收"},
    "extend": {"days": 30, "approver": "李镇长", "reason": "需要重新测绘"},
    "note": {"text": "已到现场丈量"},
    "close": {"settled": True, "reason": "信访人撤回"},
    "reopen": {"reason": "协议没有履行"},
}
# How a claim comes into each state.
WAY_TO: dict[str, tuple[str, ...]] = {
    "registered": (),
    "accepted": ("accept",),
    "forwarded": ("forward",),
    "assigned": ("assign",),
    "replied": ("accept", "reply"),
    "served": ("accept", "reply", "deliver"),
    "closed": ("close",),
    "declined": ("decline",),
    "void": ("void",),
}


@dataclass
class Matter:
    """A matter and all that was done in it."""

    history: list[tuple[int, Entry]]

    @property
    def state(self) -> State:
        state = State()
        for _, entry in self.history:
            state = effects.apply(state, entry)
        return state

    @property
    def status(self) -> str:
        return self.state.case.status

    def do(self, *verbs: str) -> Matter:
        for verb in verbs:
            self.history.append((len(self.history) + 1, self._entry(verb)))
        return self

    def _entry(self, verb: str) -> Entry:
        if verb == "undo":
            return acts.undo(self.history, DAY, "经办人")
        if verb == "void":
            return acts.void(self.state, None, "重复录入", DAY, "经办人")
        if verb == "correct":
            new = {"phone": "13900139000"}
            return corrections.correct(self.state, None, new, on=DAY, by="经办人", reason="", rules=RULES)
        return acts.perform(verb, self.state, SAID.get(verb, {}), DAY, "经办人", DAY, RULES)


def matter(kind: str = "claim", *verbs: str) -> Matter:
    """Return a matter of this kind, registered today, in which these acts were done."""
    intake = Intake(
        channel="visit", received_on=DAY, registered_on=DAY, subject="宅基地与邻居争界", names=("张三",), kind=kind
    )
    return Matter([(1, registration.register(NUMBER, State(), intake, (), "经办人", RULES))]).do(*verbs)


# An act's row says, per state, which state follows, or by which code it is refused there.
CLAIM = """
         registered          accepted   forwarded          assigned           replied            served             closed             declined           void
accept   accepted            not_now    accepted           accepted           not_now            not_now            ended_case         ended_case         void_case
decline  declined            not_now    not_now            declined           not_now            not_now            ended_case         ended_case         void_case
forward  forwarded           not_now    forwarded          forwarded          not_now            not_now            ended_case         ended_case         void_case
assign   assigned            accepted   assigned           assigned           not_now            not_now            ended_case         ended_case         void_case
reply    reply_before_accept replied    not_now            reply_before_accept not_now            not_now            ended_case         ended_case         void_case
deliver  not_now             not_now    not_now            not_now            served             not_now            ended_case         ended_case         void_case
extend   extend_not_running  accepted   extend_not_running extend_not_running extend_not_running extend_not_running ended_case         ended_case         void_case
note     registered          accepted   forwarded          assigned           replied            served             ended_case         ended_case         void_case
close    closed              closed     closed             closed             closed             closed             ended_case         ended_case         void_case
reopen   still_open          still_open still_open         still_open         still_open         still_open         registered         registered         void_case
correct  registered          accepted   forwarded          assigned           replied            served             closed             declined           void_case
void     void                void       void               void               void               void               void               void               void_case
undo     undo_registration   registered registered         registered         accepted           replied            registered         registered         registered
"""  # noqa: E501 - a table


def cells(table: str) -> Iterator[tuple[str, str, str]]:
    """Yield act, state and outcome of a table's cells."""
    head, *rows = (line.split() for line in table.strip().split("\n"))
    for verb, *outcomes in rows:
        yield from ((verb, state, outcome) for state, outcome in zip(head, outcomes, strict=True))


def told(verb: str, state: str, outcome: str) -> str:
    return f"{labels.STATUS[state]}-{labels.ACT[verb]}→{labels.STATUS.get(outcome, outcome)}"


def outcome_of(matter: Matter, verb: str) -> str:
    try:
        return matter.do(verb).status
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize(("verb", "state", "outcome"), [pytest.param(*cell, id=told(*cell)) for cell in cells(CLAIM)])
def test_claim(verb: str, state: str, outcome: str) -> None:
    assert outcome_of(matter("claim", *WAY_TO[state]), verb) == outcome


def test_the_table_names_every_act_and_every_state() -> None:
    assert {(verb, state) for verb, state, _ in cells(CLAIM)} == {
        (verb, state) for verb in (*PROCEDURE, "correct", "void", "undo") for state in Status
    }


# Where the other kinds of matter differ from a claim (条例 arts. 29, 30).
OTHERS = [
    ("suggestion", (), "reply", "replied"),
    ("suggestion", (), "accept", "accepted"),
    ("suggestion", ("accept",), "extend", "kind_unfit"),
    ("suggestion", ("reply",), "deliver", "served"),
    ("other", (), "reply", "replied"),
    ("other", ("accept",), "extend", "kind_unfit"),
    ("other", ("accept", "reply", "deliver"), "close", "closed"),
    ("accusation", (), "accept", "accusation_accept"),
    ("accusation", (), "reply", "accusation_no_answer"),
    ("accusation", (), "extend", "accusation_no_answer"),
    ("accusation", (), "forward", "forwarded"),
    ("accusation", (), "assign", "assigned"),
    ("accusation", (), "decline", "declined"),
    ("accusation", ("assign",), "reply", "accusation_no_answer"),
    ("accusation", ("forward",), "accept", "accusation_accept"),
    ("accusation", ("forward",), "close", "closed"),
    ("accusation", ("forward",), "note", "forwarded"),
    ("accusation", ("forward", "close"), "reopen", "registered"),
]


@pytest.mark.parametrize(
    ("kind", "before", "verb", "outcome"),
    [pytest.param(*row, id="-".join((labels.KIND[row[0]], *row[1], row[2], row[3]))) for row in OTHERS],
)
def test_other_kinds(kind: str, before: Sequence[str], verb: str, outcome: str) -> None:
    assert outcome_of(matter(kind, *before), verb) == outcome


def test_a_claim_that_was_accepted_once_is_reopened_as_accepted() -> None:
    assert outcome_of(matter("claim", "accept", "reply", "deliver", "close"), "reopen") == "accepted"


def states_of(kind: str) -> list[str]:
    """Return the open states that a matter of this kind can come into."""
    return [s for s in OPEN if all(kind in PROCEDURE[verb].kinds for verb in WAY_TO[s])]


NEXT = [(kind, status) for kind in Kind for status in sorted(states_of(kind))]


@pytest.mark.parametrize(
    ("kind", "status"),
    [pytest.param(*pair, id="-".join(pair)) for pair in NEXT],
)
def test_every_next_step_that_is_offered_is_allowed(kind: str, status: str) -> None:
    steps = next_verbs(status, kind)
    assert steps, "no open case is without a next legal step"
    for step in steps:
        assert outcome_of(matter(kind, *WAY_TO[status]), step) in STATES


@pytest.mark.parametrize("verb", [verb for verb in PROCEDURE if PROCEDURE[verb].way.keys() & OPEN])
def test_an_undone_act_leaves_nothing_but_its_entries(verb: str) -> None:
    before = next(state for state in WAY_TO if outcome_of(matter("claim", *WAY_TO[state]), verb) in STATES)
    done = matter("claim", *WAY_TO[before])
    former = done.state
    done.do(verb)
    assert done.state != former
    assert done.do("undo").state == former
    assert [entry.act for _, entry in done.history][-2:] == [verb, "undo"]


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
    Told("still_open", (LOG,), "reopen 1 --reason 补充材料", "XF2026-0001 还没有办结，不用重新办理；请接着办。"),
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
    Told("received_in_future", (), f"{LOG} --date 2026-06-02", "收到日期 2026-06-02 还没有到；请核对 --date。"),
    Told(
        "before_event", (LOG,), "accept 1 --date 2026-03-04",
        "受理日期 2026-03-04 早于上一步“已登记”的 2026-03-05；请核对 --date，上一步有误请用 xinfang undo XF2026-0001。",
    ),
    Told(
        "due_before", (LOG,), "assign 1 --to 国土所 --date 2026-03-06 --due 2026-03-05",
        "期限 2026-03-05 早于 交办日期 2026-03-06；请核对 --due。",
    ),
    Told(
        "due_before_received", (), f"{LOG} --due 2026-03-04", "期限 2026-03-04 早于收到日期 2026-03-05；请核对 --due。"
    ),
    Told(
        "extend_not_running", (LOG,), EXTEND,
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
        "days_out_of_order", (LOG, ACCEPT), "correct 1 --accepted-on 2026-03-04",
        "受理日期 2026-03-04 早于前一步的 2026-03-05；请核对后重新输入。",
    ),
]  # fmt: skip


@pytest.mark.parametrize("told", REFUSALS, ids=lambda told: f"{told.code}-{told.asked.split()[0]}")
def test_refusal_is_one_sentence_with_the_next_step(office: Office, told: Told) -> None:
    office.today = "2026-06-01"
    for words in told.before:
        office.ok(words)
    written = office.entries()
    result = office.run(told.asked)
    assert (result.err, result.code) == (f"{told.sentence}\n", told.exit)
    assert result.out == ""
    assert office.entries() == written, "a refused act leaves nothing behind"


def codes_of(module: str) -> set[str]:
    """Return the codes that a module of the domain can raise; of f"accusation_{verb}" all that begin so."""
    path = Path(xinfang.__file__).parent / "domain" / f"{module}.py"
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


def test_every_refusal_of_the_procedure_is_told_here() -> None:
    raised = codes_of("acts") | codes_of("registration") | codes_of("rules") | codes_of("corrections")
    assert raised == {told.code for told in REFUSALS}
