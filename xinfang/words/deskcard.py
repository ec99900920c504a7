"""The card beside the desk: one page with what is typed every day, and what the days are."""

from collections.abc import Mapping

from xinfang.words.help import COMMAND

TITLE = "信访台账　桌边卡片"
FILE = "桌边卡片.html"
INTRO = (
    "打一行，按回车。12 就是今年的 0012 号；人名、单位换成自己的；后面加 --help 看怎么用。",
    "问着填的：打序号或拼音首字母（宅基地打 zjd），回上一题打 <，停下按 Ctrl-C，填好的留着。",
)
# What is to be done, and what is typed, in the order of the clerk's day: the help pages' examples, or shorter ones.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "早上": {
        "今天要办的": COMMAND["today"][1],
        "往后多看几天": "xinfang overdue --within 15",
    },
    "来了一件，先登记": {
        "来访": COMMAND["log-visit"][1],
        "来信": COMMAND["log-letter"][1],
        "来电": COMMAND["log-call"][1],
        "网上": COMMAND["log-online"][1],
        "排查出纠纷": COMMAND["log-dispute"][1],
    },
    "归不归我们管": {
        "受理": "xinfang accept 12",
        "转送": "xinfang forward 12 --to 县交通局",
        "交办": COMMAND["assign"][1],
        "不予受理": "xinfang decline 12 --ground 理由和去处",
        "上级转错了": "xinfang object 12 --ground 理由",
    },
    "办理": {
        "记一笔": "xinfang note 12 --text 到现场看了",
        "调解": "xinfang mediate 12 --text 双方到场",
        "催办": COMMAND["urge"][1],
        "延期": "xinfang extend 12 --days 30 --approver 批准人 --reason 原因",
        "答复": "xinfang reply 12",
        "送达": COMMAND["deliver"][1],
        "办结": COMMAND["close"][1],
        "回访": "xinfang follow-up 12",
    },
    "查一查": {
        "找一件": COMMAND["search"][1],
        "看一件": COMMAND["show"][1],
        "看登记簿": "xinfang register 来访 本月",
        "期限怎么算": COMMAND["explain"][1],
    },
    "写错了": {
        "改内容": COMMAND["correct"][1],
        "撤销一步": COMMAND["undo"][1],
        "整件登错": COMMAND["void"][1],
    },
    "打印和上报": {
        "告知书": COMMAND["paper"][2],
        "月报": COMMAND["report"][1],
        "登记簿": COMMAND["export"][1],
        "装订成册": "xinfang export 来访.xlsx --book visit --print",
        "数据包": COMMAND["package"][1],
    },
    "每周五：插上 U 盘备份": {
        "备份": COMMAND["backup"][2],
    },
    "出了毛病": {
        "核对台账": COMMAND["check"][1],
        "有哪些备份": COMMAND["restore"][1],
        "看手册": COMMAND["manual"][1],
    },
}
TROUBLE = "屏幕上说了怎么办的，照着做。说台账坏了、被改动了：先不要登记，不要删文件，再问人。"
ASK = ("上级信访部门", "管电脑的人")
TERMS = "期限是几天"
DAYS = {"日": "日", "工作日": "个工作日"}
# From which event a clock runs.
SINCE: Mapping[str, str] = {
    "inform": "从收到起",
    "object": "从收到转来的起",
    "handle": "从受理起",
    "review_request": "从送达答复起",
    "review": "从收到申请起",
    "reexamination_request": "从送达复查意见起",
    "reexamination": "从收到申请起",
    "follow_up": "从办结起",
}
MAY_EXTEND = "可延一次，最多 {days} 日"
NOTES = (
    "当天不算，第二天是第 1 天。",
    "最后一天碰上周末、放假，顺延到后面第一个工作日。",
    "稳妥日：最后一天以前（含当天）的最后一个工作日，按它办最保险。",
)
