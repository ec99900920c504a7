"""The indicators (指标) in words: what each is called, how it is worked out, what it counts and by which day."""

from collections.abc import Mapping
from dataclasses import dataclass

ALL = "指标"  # what is typed to see all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One indicator: its name, its formula in a sentence, what its numerator and denominator count, by which day.

    `against` heads the cases that speak against it, `more` is the command that lists what was counted.
    """

    name: str
    formula: str
    numerator: str
    denominator: str
    dated: str
    against: str = ""
    more: str = ""


_BY_RECEIPT = "收到日期在时段内"
_BY_END = "办结日期在时段内"
_ENDED_ALREADY = "其中到时段末（未到时段末的到今天）已经办结的"
_DECIDED = "在期限内办的按办的那天，逾期的按到期那天，落在时段内"

INDICATOR: Mapping[str, Told] = {
    "informed_in_time": Told(
        name="按期告知率",
        formula="按期告知率＝期限内告知的÷（期限内告知的＋逾期的）；还在期限内的、停止计算的不算，匿名的没有告知期限，作废的不算。",
        numerator="在告知期限内告知的次数",
        denominator="在期限内告知的，加上过了期限的（不管后来有没有告知）",
        dated=_DECIDED,
        against="逾期的",
    ),
    "handled_in_time": Told(
        name="按期办结率",
        formula="按期办结率＝按期答复或办结的÷（按期的＋逾期的）；看办理期限（含延期）和上级交办的期限，有一个逾期就算逾期；还在期限内的不算，作废、并案的不算。",
        numerator="各个期限都没有逾期的事项",
        denominator="已经答复、办结的事项，加上过了期限的事项",
        dated=_DECIDED,
        against="逾期的事项",
    ),
    "ended": Told(
        name="办结率",
        formula="办结率＝时段内收到的事项中已经办结的÷时段内收到的事项；不予受理、退回、终结都算办结，作废、并案的不算。",
        numerator=_ENDED_ALREADY,
        denominator="时段内收到的事项",
        dated=_BY_RECEIPT,
        against="没有办结的",
    ),
    "first_ended": Told(
        name="初信初访办结率",
        formula="初信初访办结率＝时段内收到的初信、初访中所属事项已经办结的÷时段内收到的初信、初访；来电和网上的不算，作废、并案的不算。",
        numerator=_ENDED_ALREADY,
        denominator="时段内收到的初信、初访（不含重信、重访）",
        dated=_BY_RECEIPT,
        against="没有办结的",
    ),
    "from_above_ended": Told(
        name="上级交转办结率",
        formula="上级交转办结率＝时段内收到上级来件的事项中已经办结的÷时段内收到上级来件的事项；来源不是本级的都算上级来件，作废、并案的不算。",
        numerator=_ENDED_ALREADY,
        denominator="时段内收到过上级来件的事项（同一事项几次来件算一件）",
        dated=_BY_RECEIPT,
        against="没有办结的",
    ),
    "settled": Told(
        name="案结事了率",
        formula="案结事了率＝已化解的÷时段内办结的事项；不予受理、退回、终结也在办结数里，作废、并案的不算。",
        numerator="其中已化解的",
        denominator="时段内办结的事项",
        dated=_BY_END,
        against="没有化解的",
    ),
    "repeated": Told(
        name="重信重访率",
        formula="重信重访率＝重信、重访的件数÷时段内的来信、来访件数；按信访件算，来电和网上的不算，作废的不算。",
        numerator="其中的重信、重访",
        denominator="时段内收到的来信、来访（一批来访算一件）",
        dated=_BY_RECEIPT,
        against="有重信重访的事项",
    ),
    "backlog_settled": Told(
        name="积案化解率",
        formula="积案化解率＝时段内办结并且化解的积案÷积案；积案是时段开始以前收到、到时段开始还没有办结的事项，作废、并案的不算。",
        numerator="其中时段内办结并且化解的",
        denominator="时段开始以前收到、到时段开始还没有办结的事项",
        dated="收到日期在时段以前，化解看办结日期是否在时段内",
        against="没有化解的积案",
    ),
    "received_by_leaders": Told(
        name="领导接访率",
        formula="领导接访率＝接访了的接访日÷时段内计划的接访日；计划按接访安排，从登记第一件起算；没有登记情况的、取消的都算没有接访，还没有到的不算。",
        numerator="其中已经接访的（当天没有人来也算）",
        denominator="时段内计划的、已经到了的接访日",
        dated="计划的日期在时段内",
        against="没有接访的接访日",
    ),
    "followed_up": Told(
        name="回访率",
        formula="回访率＝已经回访的÷时段内办结、应当回访的事项；当场办结、匿名和检举控告的不用回访，还在回访期限内的不算，作废、并案的不算。",
        numerator="其中已经回访的（晚了也算）",
        denominator="时段内办结、应当回访的事项",
        dated=_BY_END,
        against="过了期限没有回访的",
    ),
    "content": Told(
        name="满意率",
        formula="满意率＝满意和基本满意的评价÷作出的评价；每次回访对信访部门、对责任单位各有一项评价，两项都算，未评价的不算。",
        numerator="其中满意、基本满意的",
        denominator="时段内回访得到的评价（对信访部门和对责任单位各算一项）",
        dated="回访日期在时段内",
        against="有不满意的事项",
    ),
    "visitors": Told(
        name="来访人次总量",
        formula="来访人次总量＝时段内每批来访的人数相加；同一人来几次算几人次，作废的不算。",
        numerator="时段内来访的人数",
        denominator="",
        dated=_BY_RECEIPT,
        more="xinfang register visit",
    ),
    "growth": Told(
        name="同比",
        formula="同比＝（时段内的总件次－上年同期的总件次）÷上年同期的总件次；总件次是来信、来访批次、来电、网上信访相加，作废的不算，时段没有过完的只比到今天。",
        numerator="时段内的总件次",
        denominator="上年同期（{before}）的总件次",
        dated=_BY_RECEIPT,
        more="xinfang export 信访件.xlsx",
    ),
}
PARTS: Mapping[str, str] = {"content_office": "对信访部门", "content_unit": "对责任单位"}
NAMES: Mapping[str, str] = {told.name: code for code, told in INDICATOR.items()}

PERCENT = "{percent}%"
PERSONS = "{count} 人次"
TITLE = "{name}　{period}"
UNTIL = "截至 {today}"
RESULT = "结果：{value}"
RESULT_OF = "结果：{value}（{over} ÷ {under}）"
RESULT_AGAINST = "结果：{value}（{over}，上年同期 {under}）"
PART = "{name}：{value}（{over} ÷ {under}）"
NUMERATOR = "分子：{count}　{told}"
DENOMINATOR = "分母：{count}　{told}"
BASE = "基数：{count}　{told}"
TARGET = "目标：{target}"
NO_TARGET = "目标：没有定，可以在 config.yaml 的 targets 里写"
AT_LEAST, AT_MOST = "不低于 {target}", "不高于 {target}"
REACHED: Mapping[bool | None, str] = {True: "，已经达到", False: "，没有达到", None: "，还没有可算的"}
FORMULA = "算法：{formula}"
DATED = "日期：{dated}"
BASIS = "依据：{term}期限{length}，{basis}"
BASIS_LENGTH = " {length} {unit}"
AGAINST = "{told}（{count}）：{cases}"
REST = "，还有 {count} 件"
NONE_AGAINST = "{told}：没有"
SEE = "明细：{command}"
ASK_FOR = "xinfang explain {name}"
SEE_ALL = "例如 xinfang explain XF2026-0001 或 xinfang explain 2026-03-05，指标用 xinfang explain 指标 看。"
NO_PERIOD = "请去掉时段，或用 xinfang explain 指标 看有哪些指标。"
