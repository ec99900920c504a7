"""Words of the reception days: the plan, its reminders, the notice that is posted."""

from collections.abc import Mapping

# What is usual; an office sets its own in config.yaml.
REMINDERS = ({"days": 10, "what": "拟定接访安排并上报"}, {"days": 5, "what": "张贴接访公告"})
NOTICE_MARK = "公告"  # a reminder that names the notice is seen to when it is posted

TITLE = "领导接访"
TODAY = "领导接访"
IS_TODAY = "今天是接访日"
UNTOLD = "接访情况还没有登记"
PLANNED_HEADS: Mapping[str, str] = {
    "day": "日期", "weekday": "星期", "leader": "领导", "duty": "职务", "place": "地点", "state": "情况",
}  # fmt: skip
TODAY_HEADS: Mapping[str, str] = {
    "day": "接访日", "stands": "还有几天", "leader": "领导", "what": "事项", "next_step": "下一步",
}  # fmt: skip
STATE = {
    "planned": "待公告", "noticed": "已公告", "held": "已接访", "nobody": "无人来访", "cancelled": "已取消",
    "untold": "待登记",
}  # fmt: skip
COMING, RECENT = "往后 {days} 天的接访日", "最近的接访日"
NO_PLAN = "config.yaml 里没有写接访安排（receptions），也没有登记过接访日。"
PAST = "已过{days}天"
CARD: Mapping[str, str] = {
    "leader": "领导", "duty": "职务", "place": "地点", "hours": "时间", "noticed_on": "公告日期", "told": "接访情况",
    "cancelled_why": "取消原因",
}  # fmt: skip
DAY_TITLE = "接访日 {day} 星期{weekday}{mark}　{state}"
CAME = "来访人和意见"
CAME_HEADS: Mapping[str, str] = {
    "case": "编号", "petitioner": "来访人", "subject": "主要问题", "leader": "领导", "text": "接待意见",
    "promises": "答应的事",
}  # fmt: skip
PROMISE = "{text}（{state}）"
PROMISE_STATE = {"1": "已兑现", "0": "没有兑现"}
PROMISE_OPEN, PROMISE_DUE = "还没有兑现", "期限 {due}"
NOBODY = "无人来访"
REMINDERS_TITLE = "要办的事"
REMINDER_HEADS: Mapping[str, str] = {"on": "日期", "what": "事项", "seen_to": "办理情况"}
SEEN_TO: Mapping[bool, str] = {True: "已办", False: "未办"}
STEPS = {
    "planned": "reception {day} --notice", "noticed": "", "held": "", "nobody": "", "cancelled": "",
    "untold": "reception {day} --held",
}  # fmt: skip
TODAY_STEP = "meet 领导接访"
DONE_STEP = "reception {day} --done {what}"

POSTED = "接访公告已写好：{path}；打印张贴后就行。"
TOLD: Mapping[str, str] = {
    "reception-notice": "已记下 {day} 接访公告", "reception-change": "已调整 {day} 的接访安排",
    "reception-held": "已登记 {day} 的接访情况", "reception-cancel": "已取消 {day} 的接访",
    "reception-done": "已记下 {day} 的接访准备",
}  # fmt: skip
POST_AGAIN = "安排变了，请重新出公告：xinfang reception {day} --notice"
MOVED = "{asked} 不上班，接访顺延到 {day}。"

SHEET_TITLE = "领导接访公告"
SHEET_INTRO = "为方便群众反映诉求，现将领导接访安排公告如下："
SHEET_HEADS: Mapping[str, str] = {
    "day": "接访日期", "hours": "接访时间", "place": "接访地点", "leader": "接访领导", "duty": "职　　务", "phone": "联系电话",
}  # fmt: skip
SHEET_DAY = "{day}（星期{weekday}）"
SHEET_FILE = "领导接访公告 {day}.html"
SHEET_FOLDER = "公告"
