"""The standard terms: what a code or a field is called at the prompt, on the screen, in Excel and on paper."""

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
FIELD = {
    "shell": "终端",
    "role": "单位性质",
    "case": "编号",
    "petition": "信访件",
    "channel": "信访形式",
    "received_on": "收到日期",
    "registered_on": "登记日期",
    "repeat": "是否重复",
    "names": "信访人",
    "petitioner": "信访人",
    "phone": "电话",
    "id_number": "身份证号",
    "address": "住址",
    "village_group": "村组",
    "people": "人数",
    "representatives": "代表",
    "subject": "事由",
    "detail": "详细情况",
    "category": "内容分类",
    "kind": "信访目的",
    "source": "来源",
    "source_no": "来文号",
    "due": "期限",
    "receiver": "接待人",
    "settled": "是否化解",
    "first_receiver": "首接人",
    "unit": "承办单位",
    "handler": "承办人",
    "leader": "包案领导",
    "by_leader": "领导",
    "instruction": "领导批示",
    "outcome": "办理结果",
    "opinion": "处理意见",
    "served_how": "送达方式",
    "close_reason": "办结原因",
    "plan": "化解方案",
    "route": "法定途径",
    "agreement": "调解协议",
    "agreed_on": "签订日期",
    "performed_on": "履行日期",
    "served": "原意见送达日期",
    "review_on": "申请复查日期",
    "review_by": "复查机关",
    "reviewed_on": "复查日期",
    "review_opinion": "复查意见",
    "review_outcome": "复查结论",
    "review_served_on": "复查送达日期",
    "reexam_on": "申请复核日期",
    "reexam_by": "复核机关",
    "reexamined_on": "复核日期",
    "reexam_opinion": "复核意见",
    "reexam_outcome": "复核结论",
    "reexam_served_on": "复核送达日期",
    "rated_office": "对信访部门评价",
    "rated_unit": "对责任单位评价",
    "office_rating": "对信访部门评价",
    "unit_rating": "对责任单位评价",
    "followed_up_on": "回访日期",
    "joined_to": "并入事项",
    "into": "并入哪一件",
    "apart": "解除并案",
    "archived_on": "归档日期",
    "archive_no": "归档号",
    "retention": "保管期限",
    "simple": "简易办理",
    "violation": "督办情形",
    "advice": "建议",
    "task": "第几项",
    "done": "是否完成",
    "kept": "是否兑现",
    "duty": "职务",
    "place": "地点",
    "way": "接访方式",
    "promise": "答应的事",
    "until": "结束日期",
    "sum": "金额",
    "from_whom": "资金来源",
    "tasks": "交办事项",
    "papers": "文书",
    "paper": "文种",
    "no": "文号",
    "addressee": "受送达人",
    "made_on": "制发日期",
    "signed_by": "签收人",
    "void_reason": "作废原因",
    "opened_on": "收到日期",
    "accepted_on": "受理日期",
    "forwarded_on": "转出日期",
    "assigned_on": "交办日期",
    "replied_on": "答复日期",
    "served_on": "送达日期",
    "closed_on": "办结日期",
    "status": "状态",
    "text": "内容",
    "to": "单位",
    "ground": "理由",
    "reason": "原因",
    "approver": "批准人",
    "days": "天数",
    "within": "天数",
    "how": "送达方式",
    "by": "经办人",
    "date": "日期",
    "dated": "统计日期",
    "group_by": "统计表",
    "answer": "当场答复",
    "attachments": "附件",
    "term": "期限种类",
    "due_on": "到期日",
    "safe_on": "稳妥日",
    "left": "剩余",
    "next_step": "下一步",
    "met_on": "完成日",
    "started_on": "起算日",
    "basis": "依据",
    "act": "办理",
    "confidential": "保密",
    "area": "排查区域",
    "found_on": "排查日期",
    "finder": "排查人",
    "parties": "当事人",
    "team": "调处班子",
    "accountable": "责任领导或责任人",
    "responsible": "责任领导",
    "person": "责任人",
    "settle_by": "化解时限",
    "ended_on": "结束日期",
    "result": "结果",
    "dispute": "矛盾纠纷",
    "chair": "主持人",
    "attended": "参加人",
    "on_date": "会议日期",
    "hours": "接访时间",
    "nobody": "无人来访",
    "report": "报告种类",
    "office_name": "单位",
}
OPTION = {
    "into": "--to", "by_leader": "--leader", "route": "--item", "from_whom": "--source", "violation": "--ground",
    "only_open": "--open", "parties": "--party", "accountable": "--leader 或 --person", "responsible": "--leader",
    "settle_by": "--due", "found_on": "--date", "on_date": "--date", "result": "--text", "hours": "--time",
    "ended_on": "--closed-on",
    "names": "--name", "village_group": "--group", "received_on": "--date", "representatives": "--representative",
    "settled": "--settled 或 --not-settled", "id_number": "--id-number", "source_no": "--source-no",
}  # fmt: skip
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


def option(field: str) -> str:
    """Return the option under which a field is given on the command line."""
    return OPTION.get(field, "--" + field.replace("_", "-"))
