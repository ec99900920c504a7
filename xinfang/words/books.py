"""The registers (登记簿) and lists: their titles and column headings, exactly as the office prints them."""

from collections.abc import Mapping

BOOKS: Mapping[str, str] = {
    "letter": "来信登记簿",
    "visit": "来访登记簿",
    "call": "来电登记簿",
    "online": "网上信访登记簿",
    "case": "信访事项台账",
    "suggestion": "建议意见登记簿",
    "supervision": "督办(交办)台账",
    "reception": "领导接访登记",
    "dispute": "矛盾纠纷排查台账",
    "meeting": "会议记录簿",
    "paper": "文书登记簿",
    "opened": "查阅登记簿",
}
# What people may type for a register, besides its English name and its title.
SHORT: Mapping[str, str] = {
    "来信": "letter",
    "来访": "visit",
    "来电": "call",
    "网上": "online",
    "网上信访": "online",
    "事项": "case",
    "台账": "case",
    "建议": "suggestion",
    "建议意见": "suggestion",
    "督办": "supervision",
    "交办": "supervision",
    "督办台账": "supervision",
    "接访": "reception",
    "领导接访": "reception",
    "排查": "dispute",
    "纠纷": "dispute",
    "矛盾纠纷": "dispute",
    "会议": "meeting",
    "会议记录": "meeting",
    "文书": "paper",
    "查阅": "opened",
    "查阅登记": "opened",
}

HEADS: Mapping[str, Mapping[str, str]] = {
    "letter": {
        "petition": "编号", "received_on": "收信日期", "petitioner": "写信人", "home": "住址(村组)", "phone": "电话",
        "people": "人数(联名)", "repeat": "初信/重信", "subject": "事由摘要", "category": "内容分类",
        "instruction": "领导批示", "handling": "处理方式", "unit": "承办单位", "forwarded_on": "转出日期",
        "due": "办结期限", "result": "办理结果", "answered_on": "回复日期", "archive_no": "归档号",
    },
    "visit": {
        "petition": "编号", "received_on": "来访日期", "petitioner": "来访人", "home": "住址(村组)", "phone": "电话",
        "people": "人数", "collective": "个体/集体", "representatives": "代表", "repeat": "初访/重访",
        "subject": "反映问题及诉求", "category": "内容分类", "receiver": "接待人", "handling": "接待意见",
        "unit": "承办单位", "due": "办结期限", "result": "办理结果", "signature": "信访人签名",
    },
    "call": {
        "petition": "编号", "received_on": "来电时间", "petitioner": "来电人", "phone": "号码", "kind": "目的",
        "category": "内容分类", "subject": "反映内容", "result": "处理结果", "answered_by": "答复人",
        "answered_on": "答复日期",
    },
    "online": {
        "petition": "编号", "received_on": "收件日期", "petitioner": "信访人", "home": "住址(村组)", "phone": "电话",
        "people": "人数", "repeat": "初件/重件", "subject": "事由摘要", "category": "内容分类", "handling": "处理方式",
        "unit": "承办单位", "due": "办结期限", "result": "办理结果", "answered_on": "回复日期",
    },
    "case": {
        "case": "编号", "registered_on": "登记日期", "petitioner": "信访人", "subject": "事由", "category": "分类",
        "source": "来源", "leader": "包案领导", "unit": "承办单位", "handler": "承办人", "status": "状态",
        "terms": "各期限", "closed_on": "办结日期", "settled": "化解", "ratings": "满意度",
    },
    "suggestion": {
        "petition": "编号", "received_on": "收到日期", "petitioner": "建议人", "home": "住址(村组)", "phone": "电话",
        "subject": "建议内容", "category": "内容分类", "unit": "承办单位", "adopted": "采纳情况",
        "answered_on": "答复日期",
    },
    "supervision": {
        "case": "编号", "source": "来源机关", "source_no": "文号", "assigned_on": "交办日期", "due": "期限",
        "subject": "事项", "unit": "承办单位", "urges": "催办记录", "answered_on": "反馈日期", "result": "结果",
        "late": "是否逾期",
    },
    "reception": {
        "on_date": "日期", "place": "地点", "leader": "领导", "duty": "职务", "petitioner": "来访人",
        "matter": "主要问题", "text": "接待意见", "unit": "责任单位", "result": "办理结果",
    },
    "dispute": {
        "dispute": "编号", "found_on": "排查日期", "area": "区域(村组)", "finder": "排查人", "parties": "当事人",
        "category": "类型", "subject": "简要情况", "people": "涉及人数", "team": "调处班子", "leader": "责任领导",
        "person": "责任人", "plan": "方案", "due": "化解时限", "result": "结果", "follow_up": "回访",
    },
    "meeting": {
        "meeting": "编号", "on_date": "日期", "place": "地点", "chair": "主持人", "attended": "参加人",
        "subject": "议题", "text": "议定事项",
    },
    "paper": {
        "no": "文号", "paper": "文种", "case": "事项编号", "addressee": "受送达人", "made_on": "制发日期",
        "served_on": "送达日期", "served_how": "送达方式", "signed_by": "签收",
    },
    "opened": {
        "on_date": "日期", "opened_by": "查阅人", "case": "事项编号", "looked_at": "查阅内容", "opened_for": "原因",
    },
}  # fmt: skip

LIST = "信访事项"
LIST_HEADS: Mapping[str, str] = {
    "case": "编号", "opened_on": "收到日期", "petitioner": "信访人", "subject": "事由", "category": "内容分类",
    "status": "状态", "due_on": "期限", "unit": "承办单位",
}  # fmt: skip
CLOCK_HEADS: Mapping[str, str] = {
    "case": "编号", "term": "期限", "due_on": "到期", "left": "剩余", "petitioner": "信访人", "subject": "事由",
    "next_step": "下一步",
}  # fmt: skip
WAITING_HEADS: Mapping[str, str] = {
    "case": "编号", "status_on": "自何日起", "unit": "承办单位", "petitioner": "信访人", "subject": "事由",
    "next_step": "下一步",
}  # fmt: skip
UNCLOCKED_HEADS: Mapping[str, str] = {
    "case": "编号", "status": "状态", "status_on": "自何日起", "petitioner": "信访人", "subject": "事由",
    "next_step": "下一步",
}  # fmt: skip
TASK_HEADS: Mapping[str, str] = {
    "case": "编号", "on_date": "日期", "task": "事项", "unit": "承办单位", "subject": "内容", "next_step": "下一步",
}  # fmt: skip
LATER_HEADS: Mapping[str, str] = {
    "case": "编号", "status": "状态", "due_on": "最近期限", "petitioner": "信访人", "subject": "事由",
    "next_step": "下一步",
}  # fmt: skip
HANDLING = {
    "answered": "当场答复", "accepted": "受理", "assigned": "交办", "forwarded": "转送", "declined": "不予受理",
    "repeat": "并入原事项", "returned": "退回", "routed": "导入法定途径", "joined": "并案", "void": "作废", "registered": "",
}  # fmt: skip
FILTER = {
    "channel": "信访形式", "status": "状态", "kind": "信访目的", "category": "内容分类", "group": "村组", "unit": "承办单位",
    "source": "来源", "only_open": "是否办结", "dated": "这个日期",
}  # fmt: skip
ADOPTED = {"support": "采纳", "explain": "解释说明", "decline": "未采纳"}
ADOPTED_SO = "{adopted}：{outcome}"
ASSIGNED_BY = "{leader}批示"
NUMBER_ONLY = "{case}　{mark}"
# What was looked at when accusations were opened, by command.
OPENED: Mapping[str, str] = {
    "list": "事项清单", "register": "登记簿", "search": "查找", "export": "导出", "show": "全部内容",
    "paper": "制作文书", "package": "数据包", "correct": "改变信访目的，内容公开",
}  # fmt: skip
LOOKED_AT = "　"
LATE_YES, LATE_NO = "是", "否"
PERIOD = "{first} 至 {last}"
PERIOD_ALL = "全部"
PERIOD_FROM = "{first} 起"
PERIOD_TO = "截至 {last}"
EXPORT_TITLE = "信访登记簿"
# What a register adds up to. A visit is counted as one however many come; their heads stand apart.
PETITIONS = "{count} 件"
VISITS = "{count} 批次"
CLOSED_APART = "含保密 {count} 件，人数未计"
VOID_APART = "作废 {count} 件未计"
