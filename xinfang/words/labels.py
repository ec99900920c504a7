"""The standard terms: what a code is called at the prompt, on the screen, in Excel and on paper."""

from collections.abc import Mapping

CHANNEL = {"letter": "来信", "visit": "来访", "call": "来电", "online": "网上信访"}
KIND = {"claim": "申诉求决", "suggestion": "建议意见", "accusation": "检举控告", "other": "咨询及其他"}
SOURCE = {
    "own": "本级",
    "township": "乡镇（街道）转来",
    "county": "县级转来",
    "city": "市级转来",
    "province": "省级转来",
    "state": "国家级转来",
}
OPINION = {"support": "支持", "explain": "解释说明", "decline": "不支持"}
REVIEW_OPINION = {"uphold": "维持", "change": "变更", "revoke": "撤销，责令重新处理"}
OPINIONS = OPINION | REVIEW_OPINION
ROUTE = {
    "1": "诉讼、检察监督、公安程序",
    "2": "仲裁",
    "3": "党员申诉、复审",
    "4": "行政复议、裁决、确认、许可、处罚",
    "5": "履行法定职责、查处违法行为",
}
VIOLATION = {
    "irregular": "违反规定受理、办理",
    "delay": "推诿、敷衍、拖延、弄虚作假",
    "defiance": "拒不执行处理意见",
}
ADVICE = {"improve": "改进工作", "policy": "完善政策", "accountability": "追究责任"}
TASK = {"instruction": "领导批示", "supervision": "督办", "promise": "接访时答应的事"}
WAY_TO_MEET = {"received": "接访", "appointed": "约访", "went": "下访"}
RETENTION = ("永久", "30年", "10年")
RATING = {"content": "满意", "mostly": "基本满意", "discontent": "不满意", "no_answer": "未评价"}
ROLE = {"village": "村（社区）", "township": "乡镇（街道）", "bureau": "信访局（办）"}
STATUS = {
    "registered": "已登记",
    "accepted": "办理中",
    "forwarded": "已转送",
    "assigned": "已交办",
    "routed": "法定途径",
    "replied": "待送达",
    "served": "已送达",
    "reviewing": "复查中",
    "review_replied": "复查待送达",
    "review_served": "复查已送达",
    "reexamining": "复核中",
    "reexam_replied": "复核待送达",
    "closed": "已办结",
    "declined": "不予受理",
    "returned": "已退回",
    "final": "已终结",
    "joined": "已并案",
    "void": "已作废",
}
TERM = {
    "inform": "告知",
    "object": "异议",
    "handle": "办理",
    "simple": "简易办理",
    "assigned": "交办",
    "review_request": "申请复查",
    "review": "复查",
    "reexamination_request": "申请复核",
    "reexamination": "复核",
    "confirmation": "司法确认",
    "performance": "履行协议",
    "instruction": "落实批示",
    "supervision": "督办反馈",
    "promise": "兑现承诺",
    "follow_up": "回访",
}
ROWS = {  # what a table of the ledger holds
    "cases": "信访事项", "petitions": "信访件", "petitioners": "信访人", "terms": "期限", "attachments": "附件",
    "notes": "经过", "tasks": "任务", "meetings": "领导会见", "hearings": "听证", "aids": "救助", "papers": "文书",
    "disputes": "矛盾纠纷", "rounds": "零报告", "reception_days": "接访日", "conferences": "会议",
}  # fmt: skip
INSIDE = {"table": "表", "view": "视图", "index": "索引", "trigger": "触发器", "meta": "设置项"}  # of the ledger's file
ACT = {
    "log-letter": "登记来信",
    "log-visit": "登记来访",
    "log-call": "登记来电",
    "log-online": "登记网上信访",
    "accept": "受理",
    "decline": "不予受理",
    "forward": "转送",
    "assign": "交办",
    "reply": "答复",
    "deliver": "送达",
    "extend": "延期",
    "note": "记事",
    "close": "办结",
    "reopen": "重新办理",
    "object": "提出异议",
    "route": "法定途径",
    "instruct": "领导批示",
    "lead": "包案",
    "meet": "领导接访",
    "mediate": "调解",
    "hear": "听证",
    "urge": "催办",
    "supervise": "督办",
    "review": "复查",
    "reexamine": "复核",
    "follow-up": "回访",
    "aid": "救助",
    "join": "并案",
    "joined": "并入",
    "apart": "解除并案",
    "parted": "移出并案",
    "archive": "归档",
    "paper": "制发文书",
    "paper-served": "文书送达",
    "paper-void": "文书作废",
    "log-dispute": "登记矛盾纠纷",
    "zero-report": "零报告",
    "became": "转为信访事项",
    "came-back": "转回矛盾纠纷排查",
    "log-meeting": "登记会议",
    "reception-notice": "出接访公告",
    "reception-change": "调整接访安排",
    "reception-held": "登记接访情况",
    "reception-cancel": "取消接访",
    "reception-done": "办接访准备",
    "correct": "更正",
    "void": "作废",
    "undo": "撤销",
    "calendar": "重算期限",
    "disclose": "查看保密件",
    "restore": "恢复",
    "repair": "重建查询表",
    "merge": "合并数据包",
    "package": "打数据包",
    "import": "导入登记簿",
    "erase": "清除个人信息",
}
# Where the name of an act stands as a verb in a sentence.
ACT_TOLD = ACT | {
    "route": "导入法定途径",
    "decline": "决定不予受理", "review": "受理复查申请", "reexamine": "受理复核申请", "instruct": "记下领导批示",
    "lead": "确定包案领导", "meet": "记下领导接访", "mediate": "记下调解", "hear": "记下听证", "aid": "记下救助",
    "follow-up": "回访", "explain": "说明期限",
}  # fmt: skip
REFUSED_AGAIN = "答复不再受理"
# Where what was said makes another act of it (the row of the procedure with a flag).
ACT_DONE = {
    ("accept", "simple"): {True: "受理（简易办理）", False: "转为普通程序"},
    ("review", "served"): {True: "复查别的机关的意见"},
    ("reexamine", "served"): {True: "复核别的机关的意见"},
    ("assign", "done"): {True: "记下承办单位的反馈"},
    ("instruct", "done"): {True: "记下批示的落实情况"},
    ("supervise", "done"): {True: "记下督办反馈"},
    ("meet", "kept"): {True: "记下承诺的兑现", False: "记下承诺没有兑现"},
    ("join", "apart"): {True: "解除并案"},
    ("mediate", "kept"): {True: "记下协议的履行", False: "记下协议没有履行"},
}  # fmt: skip
# What meets a clock, as it is typed.
TERM_STEP = {
    "instruction": "instruct --done", "supervision": "supervise --done", "promise": "meet --kept",
    "performance": "mediate --kept",
}  # fmt: skip
STATUS_TOLD = STATUS | {"declined": "已决定不予受理"}
DATED = {"received": "收到日期", "registered": "登记日期", "closed": "办结日期"}
SIMPLE = {True: "简易办理", False: "转为普通程序"}
KEPT: Mapping[bool | None, str] = {True: "已兑现", False: "没有兑现"}
DONE = {True: "已完成"}
YES_NO = {True: "是", False: "否"}
REPEAT: Mapping[str, tuple[str, str]] = {
    "letter": ("初信", "重信"),
    "visit": ("初访", "重访"),
    "call": ("初电", "重电"),
    "online": ("初件", "重件"),
}
COLLECTIVE = {True: "集体访", False: "个体访"}
SETTLED: Mapping[bool | None, str] = {True: "已化解", False: "未化解"}
DEMO = "（演示）"  # on whatever a demonstration makes
OFFICE, CLERK = "信访办公室", "经办人"  # until the settings name them
PAPER_NUMBER = "{office}信{kind}字〔{year}〕{serial}号"
ANONYMOUS = "匿名"
SOMEBODY, LIST, TELLS = "某", "、", "反映"  # a subject often begins with what its petitioner does
NUMBER_LEFT_OUT = "×××"
CONFIDENTIAL = "保密"
VOID_MARK = "作废"
PROVISIONAL = "暂定"
UNKNOWN = "未填"
DASH = "—"
