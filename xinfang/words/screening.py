"""Words of the books: disputes found by screening, zero reports, the office's meetings."""

from collections.abc import Mapping

ROW = {"disputes": "矛盾纠纷", "rounds": "零报告", "conferences": "会议记录", "reception_days": "接访日"}
STAGE = {"open": "化解中", "settled": "已化解", "unsettled": "未化解", "case": "已转信访事项", "void": "已作废"}
EVERY = {"weekly": "每周", "half-monthly": "每半月", "monthly": "每月", "quarterly": "每季"}
# What stands on a row's card, in its order, and what it is called.
CARD: Mapping[str, Mapping[str, str]] = {
    "disputes": {
        "subject": "事由", "detail": "简要情况", "found_on": "排查日期", "area": "排查区域", "village_group": "村组",
        "finder": "排查人", "parties": "当事人", "people": "涉及人数", "category": "类型", "team": "调处班子",
        "leader": "责任领导", "person": "责任人", "plan": "化解方案", "due_on": "化解时限", "ended_on": "结束日期",
        "result": "结果", "followed_up_on": "回访日期", "follow_up": "回访", "case_no": "转为事项",
        "void_reason": "作废原因",
    },
    "rounds": {
        "area": "排查区域", "every": "多久一轮", "first": "本轮开始", "last": "本轮结束", "done_on": "报告日期",
        "by_whom": "排查人", "text": "说明", "void_reason": "作废原因",
    },
    "conferences": {
        "on_date": "日期", "place": "地点", "chair": "主持人", "attended": "参加人", "subject": "议题",
        "text": "议定事项", "void_reason": "作废原因",
    },
}  # fmt: skip

FOUND = "已登记 {no}（{on}）"
ABOUT = "{no}　{parties}　{subject}（{status}）"
ABOUT_SHORT = "{no}　{subject}"
DUE = "化解时限：{due}（{left}）"
COUNTED_INTO = "计入 {area} {first} 至 {last} 的排查"
NOTHING = "已记 {no}：{area} {first} 至 {last} 没有发现矛盾纠纷（零报告）"
OVERTAKEN = "这一轮后来排查出 {no}"
OVERTAKEN_TOLD = "零报告 {zero} 已作废：{why}"
NOT_IN_ROTA = "config.yaml 里没有写排查安排（screening），按每月一轮记。"
DID = "已{verb} {no}（{on}）"
UNDID = "已撤销 {no} 的“{act}”（{on}）"
LINKED = "{no} 已转为 {case}，以后在 {case} 里办理。"
CAME_BACK = "{no} 回到矛盾纠纷排查，在 {no} 里继续化解。"
STEP_OPEN = "办结（close）、记事（note）、转为信访事项（log-visit --dispute）"
STEP_ENDED = "回访（follow-up）"
STEP_CASE = "在 {case} 里办理"

DISPUTES_LATE = "矛盾纠纷：过了化解时限"
DISPUTES_SOON = "矛盾纠纷：{days} 个工作日内到化解时限"
ROUNDS = "矛盾纠纷排查"
LEFT = "剩余"
DISPUTE_HEADS: Mapping[str, str] = {
    "dispute": "编号", "due_on": "化解时限", "left": LEFT, "person": "责任人", "subject": "事由", "next_step": "下一步",
}  # fmt: skip
ROUND_HEADS: Mapping[str, str] = {
    "area": "区域", "person": "责任人", "first": "本轮开始", "last": "本轮结束", "stands": LEFT, "next_step": "下一步",
}  # fmt: skip
MISSED = "漏 {count} 轮"
ROUND_STEP = "log-dispute"
ZERO = "零报告：没有发现矛盾纠纷"
VOIDED = "（作废）{reason}"
BECAME = "转为 {case}"
FROM_DISPUTE = "由 {no} 转来（矛盾纠纷排查）"

ASKING_DISPUTE = "登记排查出的矛盾纠纷：带 * 的要填（五个一），其他的直接回车。↑ 或 < 回上一题；Ctrl-C 先放下。"
ASKING_MEETING = "登记会议：带 * 的要填，其他的直接回车。↑ 或 < 回上一题；Ctrl-C 先放下。"
