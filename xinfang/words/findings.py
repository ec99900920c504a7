"""The sentences of the reports upward; what is counted is filled in, beside it what it is held against."""

from collections.abc import Mapping

# How a figure compares with its base: risen, fallen, equal, a base of nothing; `tiny` is what rounds to 0.0 %.
CHANGED: Mapping[str, str] = {
    "up": "{name}上升 {percent}（{base_name} {base} {unit}）",
    "down": "{name}下降 {percent}（{base_name} {base} {unit}）",
    "equal": "与{base_name}持平（{base} {unit}）",
    "nothing": "{base_name} 0 {unit}",
}
SAME, LAST_YEAR, IN_TURN = "同比", "上年同期", "环比"
TINY = "不到 0.1%"
COMMA, SEMICOLON, STOP, LIST = "，", "；", "。", "、"
CASES, TIMES, BATCHES, PERSONS = "件", "件次", "批", "人次"

TOTAL = "{period}共收到信访 {count} 件次"
NO_TOTAL = "{period}没有收到信访（零报告）"
CHANNELS = (
    "其中来信 {letters} 件（占 {letters_share}）、来访 {visits} 批 {people} 人次（占 {visits_share}）、"
    "来电 {calls} 件（占 {calls_share}）、网上信访 {online} 件（占 {online_share}）；占比按件次算，一批来访算一件次。"
)
VISITS = "来访 {count} 批"
VISIT_PEOPLE = "来访 {count} 人次"
NO_VISITS = "没有来访"
COLLECTIVE = "集体访（5 人以上）{count} 批"
NO_COLLECTIVE = "没有集体访"
REPEATS = "初次信访 {first} 件次，重复信访 {repeat} 件次，重复信访占 {share}{base}。"
REPEATS_BASE = "（上年同期 {repeat} 件次，占 {share}）"
MATTERS = (
    "信访事项：上期结转 {carried_in} 件，本期新收 {opened} 件，办结 {closed} 件，期末未办结 {carried_out} 件，"
    "其中逾期 {overdue} 件。"
)
NO_MATTERS = "信访事项：没有结转，没有新收，没有未办结的。"
TO_DATE = "{period}累计收到 {count} 件次"

TOPICS = "从内容看，居前的是{told}。"
PLACES = "从地域看，居前的是{told}。"
RANKED = "{name} {count} 件次（占 {share}）"
RISEN = "与上年同期相比，增加较多的有{told}。"
FALLEN = "与上年同期相比，减少较多的有{told}。"
UNITS = "承办事项较多的单位是{told}；台账没有单独登记被投诉的机关、单位，按承办单位统计。"
UNITS_RANKED = "{name} {count} 件"
MORE = "{name}（{count} 件次，上年同期 {base} 件次，增加 {change} 件次）"
LESS = "{name}（{count} 件次，上年同期 {base} 件次，减少 {change} 件次）"
FROM_ABOVE = "上级交办、转送来的 {count} 件次，占 {share}"
NONE_FROM_ABOVE = "没有上级交办、转送来的"
UNCLASSIFIED = "还有 {count} 件次没有填内容分类。"

INFORMED = "到期应当告知的 {all} 件次，按期告知 {count} 件次，按期告知率 {share}{target}。"
HANDLED = "到期应当办结的事项 {all} 件，按期办结 {count} 件，按期办结率 {share}{target}。"
NONE_DUE: Mapping[str, str] = {
    "informed_in_time": "没有到期应当告知的。", "handled_in_time": "没有到期应当办结的事项。",
}  # fmt: skip
TARGET: Mapping[bool, str] = {True: "，达到{target} 的目标", False: "，没有达到{target} 的目标"}
LATE = "超期 {all} 次，其中已经办了的 {ended} 次，期末仍未办的 {still} 次。"
NONE_LATE = "没有超期。"

ROUNDS = "矛盾纠纷应排查 {rounds} 轮次，已排查 {done} 轮次，零报告 {nothing} 次。"
NO_ROUNDS = "本期没有到期的矛盾纠纷排查轮次，零报告 {nothing} 次。"
DISPUTES = (
    "上期结转矛盾纠纷 {carried_in} 件，本期排出 {found} 件、涉及 {people} 人；化解 {settled} 件，未化解 {unsettled} 件，"
    "转为信访事项 {became} 件，期末在调处 {carried_out} 件，其中超过时限 {late} 件。"
)
NO_DISPUTES = "没有结转，也没有排出矛盾纠纷。"
RECEIVED = (
    "计划接访日 {planned} 天，已接访 {held} 天，其中无人来访 {nobody} 天；取消 {cancelled} 天，没有登记 {untold} 天。"
)
NOT_PLANNED = "本期没有接访日。"
MET = "领导接待来访 {batches} 批 {people} 人次，另有约访 {appointed} 批、下访 {visited} 批。"
MET_NOBODY = "领导没有接待来访。"

HANDED = (
    "转送信访事项 {forwarded} 件，交办 {assigned} 件，催办 {urged} 次，督办 {supervised} 件次（已反馈 {done} 件次）。"
)
NONE_HANDED = "没有转送、交办、催办、督办。"
ADVISED = "提出{told}，其中已经反馈的 {answered} 条；是否采纳见反馈内容。"
ADVISED_KIND = "{kind}建议 {count} 条"
NONE_ADVISED = "没有提出改进工作、完善政策、追究责任的建议。"

MISSED = "{name} {share}（{count}/{all}），没有达到{target} 的目标{still}。"
STILL_RUNNING = "（没有办结的也包括还在期限内的）"
MATTERS_LATE = "期末逾期未办结的信访事项 {count} 件。"
DISPUTES_LATE = "超过化解时限的矛盾纠纷 {count} 件。"
ROUNDS_MISSED = "矛盾纠纷排查漏 {count} 轮次。"
NOT_HELD = "接访日没有接访的 {count} 天。"
NO_PROBLEMS = "按台账数据，各项指标没有未达标的，没有逾期未办结的事项，排查和接访没有漏下的。"

DUE_NEXT = "{next}从填报之日起有 {clocks} 项期限到期，要逐件落实到人。"
NONE_DUE_NEXT = "{next}从填报之日起没有要到期的期限。"
DUTIES_NEXT = "还有接访日 {days} 天，应完成矛盾纠纷排查 {rounds} 轮次。"
BY_HAND = "（台账里没有的情况，请在这里填写。）"
EXAMPLE = "{petitioner}反映“{subject}”（{category}），由{unit}办理，{days} 天办结并化解。"
OURSELVES = "本单位"
NO_EXAMPLES = "本期没有可选的典型事项。"
CHECK_EXAMPLES = "（典型事项由台账选出，姓名已略去；报出前请核对事由里还有没有别人的姓名。）"
