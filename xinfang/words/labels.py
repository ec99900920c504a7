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
STATUS = {
    "registered": "已登记",
    "accepted": "办理中",
    "forwarded": "已转送",
    "assigned": "已交办",
    "replied": "待送达",
    "served": "已送达",
    "closed": "已办结",
    "declined": "不予受理",
    "void": "已作废",
}
TERM = {"inform": "告知", "handle": "办理", "assigned": "交办", "review_request": "申请复查"}
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
    "correct": "更正",
    "void": "作废",
    "undo": "撤销",
    "calendar": "重算期限",
    "disclose": "查看保密件",
    "repair": "重建查询表",
}
# Where the name of an act stands as a verb in a sentence.
ACT_TOLD = ACT | {"decline": "决定不予受理"}
STATUS_TOLD = STATUS | {"declined": "已决定不予受理"}
DATED = {"received": "收到日期", "registered": "登记日期", "closed": "办结日期"}
FIELD = {
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
    "instruction": "领导批示",
    "outcome": "办理结果",
    "opinion": "处理意见",
    "served_how": "送达方式",
    "close_reason": "办结原因",
    "satisfaction": "满意度",
    "archive_no": "归档号",
    "opened_on": "收到日期",
    "accepted_on": "受理日期",
    "forwarded_on": "转出日期",
    "assigned_on": "交办日期",
    "replied_on": "答复日期",
    "served_on": "送达日期",
    "closed_on": "办结日期",
    "status": "状态",
    "text": "内容",
    "to": "去向单位",
    "ground": "理由",
    "reason": "原因",
    "approver": "批准人",
    "days": "天数",
    "within": "天数",
    "how": "送达方式",
    "by": "经办人",
    "date": "日期",
    "dated": "统计日期",
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
    "what": "查看内容",
    "confidential": "保密",
}
OPTION = {
    "names": "--name", "village_group": "--group", "received_on": "--date", "representatives": "--representative",
    "settled": "--settled 或 --not-settled", "id_number": "--id-number", "source_no": "--source-no",
}  # fmt: skip
YES_NO = {True: "是", False: "否"}
REPEAT: Mapping[str, tuple[str, str]] = {
    "letter": ("初信", "重信"),
    "visit": ("初访", "重访"),
    "call": ("初电", "重电"),
    "online": ("初件", "重件"),
}
COLLECTIVE = {True: "集体访", False: "个体访"}
SETTLED: Mapping[bool | None, str] = {True: "已化解", False: "未化解"}
OFFICE, CLERK = "信访办公室", "经办人"  # until the settings name them
ANONYMOUS = "匿名"
CONFIDENTIAL = "保密"
VOID_MARK = "作废"
PROVISIONAL = "暂定"
UNKNOWN = "未填"
DASH = "—"


def option(field: str) -> str:
    """Return the option under which a field is given on the command line."""
    return OPTION.get(field, "--" + field.replace("_", "-"))
