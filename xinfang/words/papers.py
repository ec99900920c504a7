"""Papers (文书): their names, what each is for, and the Chinese names of what may stand in their templates."""

from collections.abc import Mapping

NAME: Mapping[str, str] = {
    "receipt": "登记回执",
    "submit": "呈批单",
    "accept": "受理告知书",
    "decline": "不予受理告知书",
    "refuse": "不再受理告知书",
    "route": "法定途径告知书",
    "forward": "转送函",
    "whereabouts": "转送（交办）告知书",
    "assign": "交办单",
    "object": "异议函",
    "extend": "延期告知书",
    "reply": "处理意见书",
    "review": "复查申请受理通知书",
    "review-opinion": "复查意见书",
    "reexamine": "复核申请受理通知书",
    "reexam-opinion": "复核意见书",
    "service": "送达回证",
    "urge": "催办单",
    "supervise": "督办函",
    "mediation": "调解协议书",
    "report": "办结报告",
    "archive": "卷内目录",
}
# Other names that people use.
ALSO: Mapping[str, str] = {
    "转办单": "forward", "转送单": "forward", "转送": "forward", "转送告知书": "whereabouts", "交办告知书": "whereabouts",
    "转送(交办)告知书": "whereabouts", "去向告知书": "whereabouts", "交办函": "assign", "退回函": "object", "异议（退回）函": "object",
    "异议(退回)函": "object", "延长办理期限告知书": "extend", "答复意见书": "reply", "催办函": "urge", "督办单": "supervise",
    "人民调解协议书": "mediation", "呈批表": "submit", "回执": "receipt", "回证": "service", "目录": "archive",
}  # fmt: skip
# What stands for the kind in its number.
SHORT: Mapping[str, str] = {
    "receipt": "登", "submit": "呈", "accept": "受", "decline": "不受", "refuse": "不再受", "route": "导", "forward": "转",
    "whereabouts": "转告",     "assign": "交", "object": "异", "extend": "延", "reply": "处", "review": "查受", "review-opinion": "查",
    "reexamine": "核受", "reexam-opinion": "核", "service": "送", "urge": "催", "supervise": "督", "mediation": "调",
    "report": "报", "archive": "卷",
}  # fmt: skip
PURPOSE: Mapping[str, str] = {
    "receipt": "交给信访人：已经登记、何时告知",
    "submit": "呈领导批示，写明期限、拟办意见",
    "accept": "告知信访人已经受理、何时办结",
    "decline": "告知信访人不予受理的理由和去向",
    "refuse": "已经办结或终结，告知不再受理",
    "route": "告知信访人走哪一条法定途径",
    "forward": "转送有权处理的单位，下附回执",
    "whereabouts": "告知信访人已经转送或交办哪个单位",
    "assign": "交给承办单位，定期限，要求报告",
    "object": "对不归本单位管的件提出异议，请来件单位核实",
    "extend": "告知信访人延长办理期限和原因",
    "reply": "书面处理意见，告知复查途径",
    "review": "告知信访人复查申请已经受理",
    "review-opinion": "复查的书面意见，告知复核途径",
    "reexamine": "告知信访人复核申请已经受理",
    "reexam-opinion": "复核的书面意见，终结",
    "service": "送达文书，由受送达人签收",
    "urge": "催承办单位抓紧办理",
    "supervise": "正式督办：情形、要求、反馈期限",
    "mediation": "调解达成的协议，当事人签字",
    "report": "向来件单位报告办理结果",
    "archive": "归档案卷的文件目录",
}
# By which article of the regulation a paper is made; a petition bureau informs under art. 22, any other organ under 23.
REGULATION = "《信访工作条例》{articles}"
INFORMS, INFORMS_A_BUREAU = "第二十三条", "第二十二条"
ARTICLE: Mapping[str, str] = {
    "receipt": INFORMS, "accept": INFORMS, "decline": INFORMS, "forward": INFORMS,
    "whereabouts": INFORMS, "object": INFORMS, "assign": INFORMS, "extend": "第三十四条", "reply": "第三十二条", "review": "第三十五条",
    "review-opinion": "第三十五条", "reexamine": "第三十六条", "reexam-opinion": "第三十六条", "supervise": "第四十条",
}  # fmt: skip
ON_A_SUGGESTION, ON_AN_ACCUSATION, SETTLED_FOR_GOOD = "第二十九条", "第三十条", "第三十六条"
ROUTE_BASE, ROUTE_AT = "第三十一条", "第三十一条第（{item}）项"
ROUTE_ITEM: Mapping[str, str] = {"1": "一", "2": "二", "3": "三", "4": "四", "5": "五", "6": "六"}
BETWEEN_ARTICLES = "、"
SHORT_LAW = "条例{article}"
# What the petitioner may still do while this term runs.
MAY_STILL: Mapping[str, str] = {"review_request": "申请复查", "reexamination_request": "申请复核"}

# What may stand in a template: its Chinese name, and what it is. The order is that of `--fields`.
VARIABLE: Mapping[str, tuple[str, str]] = {
    "no": ("文号", "这份文书的文号"),
    "organ": ("单位", "落款的单位，见 config.yaml 的 organ"),
    "made_on": ("日期", "制发日期"),
    "clerk": ("经办人", "谁制作的"),
    "addressee": ("受送达人", "文书给谁；调解协议书和送达回证写出全部信访人的姓名"),
    "case": ("事项编号", "信访事项的编号"),
    "petitioner": ("信访人", "姓名；几个人的写“张三等3人”"),
    "you": ("称呼", "您；几个人的是“你们”"),
    "representatives": ("代表", "信访人的代表"),
    "people": ("人数", "来访或者联名的人数"),
    "phone": ("电话", "信访人的电话"),
    "address": ("住址", "信访人的住址或村组"),
    "channel": ("信访形式", "来信、来访、来电、网上信访"),
    "received_on": ("收到日期", "第一次收到的日期"),
    "receiver": ("接待人", "首接人"),
    "kind": ("信访目的", "申诉求决、建议意见、检举控告、咨询及其他"),
    "category": ("内容分类", "内容的分类"),
    "subject": ("事由", "一句话的事由"),
    "detail": ("反映内容", "详细情况，没有时是事由"),
    "source": ("来源", "本级，或哪一级转来"),
    "source_no": ("来文号", "上级来文的文号"),
    "status": ("状态", "现在办到哪一步"),
    "article": ("依据条款", "制作这份文书所依据的条例条款"),
    "unit": ("承办单位", "现在由哪个单位承办"),
    "handler": ("承办人", "承办单位的经办人"),
    "leader": ("包案领导", "包案的领导"),
    "instruction": ("领导批示", "领导的批示"),
    "inform_due": ("告知期限", "告知信访人的最后一天"),
    "inform_safe": ("告知稳妥日", "告知期限之前最后一个工作日"),
    "accepted_on": ("受理日期", "受理的日期"),
    "handle_length": ("办理天数", "办理期限有多长，例如 60日"),
    "handle_due": ("办理期限", "办结的最后一天"),
    "handle_safe": ("办理稳妥日", "办理期限之前最后一个工作日"),
    "handle_basis": ("办理依据", "办理期限的依据"),
    "ground": ("理由", "不予受理、不再受理、提出异议的理由"),
    "where": ("去向", "应该向哪里提出"),
    "route": ("法定途径", "仲裁、行政复议等"),
    "forwarded_on": ("转送日期", "转送、引导的日期"),
    "assigned_on": ("交办日期", "交办的日期"),
    "report_due": ("反馈期限", "要求报告结果的日期"),
    "report_safe": ("反馈稳妥日", "反馈期限之前最后一个工作日"),
    "request": ("办理要求", "对承办单位的要求"),
    "extended_on": ("批准日期", "批准延期的日期"),
    "old_due": ("原办理期限", "延期以前的期限"),
    "days": ("延长天数", "延长了几日"),
    "new_due": ("新办理期限", "延期以后的期限"),
    "reason": ("延期原因", "为什么延期"),
    "approver": ("批准人", "谁批准延期"),
    "first_organ": ("原办理单位", "哪个单位出具的处理意见"),
    "replied_on": ("答复日期", "出具处理意见的日期"),
    "facts": ("事实和理由", "查明的事实和理由"),
    "basis": ("法律依据", "法律、法规、政策的名称和条款"),
    "opinion": ("处理意见", "支持、解释说明、不支持"),
    "outcome": ("处理结果", "处理意见的内容"),
    "review_organ": ("复查机关", "向哪个机关申请复查，或者由哪个机关复查；没有时是 config.yaml 的 superior"),
    "review_days": ("申请复查天数", "多少日内可以申请复查，例如 30日"),
    "served_on": ("送达日期", "处理意见书送达的日期"),
    "review_on": ("复查申请日期", "收到复查申请的日期"),
    "review_length": ("复查天数", "复查期限有多长，例如 30日"),
    "review_due": ("复查期限", "作出复查意见的最后一天"),
    "reviewed_on": ("复查日期", "作出复查意见的日期"),
    "review_opinion": ("复查意见", "维持、变更、撤销"),
    "review_outcome": ("复查结论", "复查意见的内容"),
    "reexam_organ": ("复核机关", "向哪个机关申请复核；没有时是 config.yaml 的 superior"),
    "reexam_days": ("申请复核天数", "多少日内可以申请复核，例如 30日"),
    "reexam_on": ("复核申请日期", "收到复核申请的日期"),
    "reexam_length": ("复核天数", "复核期限有多长，例如 30日"),
    "reexam_due": ("复核期限", "作出复核意见的最后一天"),
    "reexam_opinion": ("复核意见", "维持、变更、撤销，是复核的意见"),
    "reexam_outcome": ("复核结论", "复核意见的内容"),
    "violation": ("督办情形", "为什么督办"),
    "supervision": ("督办内容", "要办什么"),
    "advice": ("督办建议", "改进工作、完善政策、追究责任"),
    "supervision_due": ("督办期限", "反馈督办结果的日期"),
    "supervision_safe": ("督办稳妥日", "督办期限之前最后一个工作日"),
    "other_party": ("对方当事人", "纠纷的另一方：姓名、住址"),
    "agreement": ("协议内容", "双方同意的内容"),
    "agreed_on": ("签订日期", "签订协议的日期"),
    "performance": ("履行方式", "怎么履行、什么时候履行"),
    "performance_due": ("履行期限", "履行协议的最后一天"),
    "mediator": ("调解员", "谁主持调解"),
    "confirmation_days": ("司法确认天数", "多少日内可以共同申请司法确认，例如 30日"),
    "closed_on": ("办结日期", "办结的日期"),
    "settled": ("是否化解", "已化解、未化解"),
    "result": ("办理结果", "办理的结果"),
    "proposal": ("拟办意见", "请领导定的办法"),
    "remark": ("说明", "其他要写的话"),
    "archived_on": ("归档日期", "归档的日期"),
    "archive_no": ("归档号", "案卷的编号"),
    "retention": ("保管期限", "案卷保管多久"),
    "terms": ("期限列表", "正在计算的期限，每行有 名称、到期日、稳妥日、依据"),
    "documents": ("送达文书", "要送达的文书，每行有 文种、文号、日期"),
    "files": ("卷内文件", "案卷里的文件，每行有 序号、日期、名称、文号、备注"),
    "attached": ("附件", "信访人交来的材料"),
}
# The columns of what is a list.
ROW: Mapping[str, str] = {
    "name": "名称", "due": "到期日", "safe": "稳妥日", "basis": "依据", "paper": "文种", "no": "文号", "on": "日期",
    "place": "序号", "remark": "备注",
}  # fmt: skip
# Which option gives what the record does not hold; anything else by ``--set``.
OPTION_OF: Mapping[str, str] = {"addressee": "--to", "documents": "--to", "where": "--where"}
TEXT_OPTION, BASIS_OPTION = "--text", "--basis"
BY_SET = "--set {name}=内容"
MISSING = "{name}（{option}）"
TOLD_WHERE = "请.{0,8}向.+"  # a ground that says where to go

DAY = "{year}年{month}月{day}日"
PROVISIONAL_DUE = "{due}（{mark}）"
LENGTH = "{count}{unit}"
ONE, SEVERAL = "您", "你们"
ALL_NAMES, AND_OTHERS = "{names}", "{names}等{people}人"
NONE_ATTACHED = "无"
PIECES = "{names}，共 {count} 件"
FILE_OF_PETITION = "{channel}登记"
STOP, ENDS = "。", "。；！？：，、.!?;:…”）)"
VOIDED = "{mark}：{reason}"
VOIDED_SHORT = "（{mark}）{reason}"
BRACKETS, OTHER_BRACKETS = "〔〕", "[]()（）【】［］"
WRITTEN = "{{{{ {name} }}}}"
FIXED_HINT = "由程序填写，不能另写"

FOLDER, TEMPLATES = "文书", "文书模板"
FILE_NAME = "〔{year}〕{serial}号 {paper} {case}.docx"
FORMER = "{stem}(原{count}).docx"
STYLE: Mapping[str, str] = {
    "title": "公文标题", "number": "公文文号", "addressee": "主送单位", "body": "公文正文", "heading": "正文小标题",
    "signature": "公文落款", "cell": "表格文字", "note": "附注说明", "cut": "裁切线样式", "cover": "小标题居中",
    "small": "表格小字", "caption": "表格标题",
}  # fmt: skip
TITLE_FONT, TITLE_ELSE = "方正小标宋简体", "宋体"
BODY_FONT, BODY_ELSE = "仿宋_GB2312", "仿宋"
HEADING_FONT = "黑体"
CUT_LINE = "— — — — — — — — —（裁 切 线）— — — — — — — — —"
PAGE_LEFT, PAGE_RIGHT = "— ", " —"

MADE = "已制作 {paper} {no}（{case}，{on}）"
LIES = "文件：{path}"
THEN = "请核对内容，签字盖章。送达以后登记：xinfang paper --served {no} {case} --how 当面签收 --signed-by 姓名"
THEN_INSIDE = "请核对内容，签字盖章。"
THEN_DELIVER = "请核对内容，签字盖章。送达以后登记：xinfang deliver {case} --how 当面签收，申请的期限从那天起算"
AGAIN = "提示：以前制作过同种文书 {no}（{on}）；不再用的请作废：xinfang paper --void {no} --reason 原因"
PROVISIONAL_REMARK = "提示：文书里有暂定的日期，新一年放假安排公布以后可能变动。"
KEPT_ASIDE = "提示：同名的旧文件已另存为 {path}"
SERVED = "已登记 {paper} {no} 送达：{on}，{how}"
STILL_SERVED = (
    "提示：{case} 在 {on} 的送达登记没有改动，申请的期限照样计算；送达登记错了请用 xinfang undo {case} 撤销送达。"
)
VOID = "已作废 {paper} {no}；文号保留，不再使用。"
KINDS_TITLE = "可以制作的文书"
KINDS_HEADS: Mapping[str, str] = {
    "kind": "代号",
    "name": "文种",
    "purpose": "用途",
    "article": "依据",
    "roles": "适用单位",
}
EVERYONE = "各单位"
KINDS_NOTE = "制作：xinfang paper 文种 编号。模板在办公文件夹的“文书模板”里，可以用 WPS 修改。"
FIELDS_TITLE = "“{paper}”模板里可以写的内容"
FIELDS_HEADS: Mapping[str, str] = {"name": "写法", "meaning": "内容", "needed": "要求", "option": "补充"}
NEEDED, USED = "必须有", "已用到"
FIELDS_NOTE = "模板里还可以自己加名称，制作时用 --set 名称=内容 填写。"
TEMPLATES_MADE = "文书模板在 {folder}：新做 {made} 个，原有 {kept} 个没有改动。"

BROKEN: Mapping[str, str] = {
    "unreadable": "打不开，不是完整的 Word 文档（.docx）",
    "too_big": "太大，不像文书模板",
    "unclosed": "这一段的花括号没有配对：“{text}”",
    "syntax": "这一段的写法不对：“{text}”",
    "unknown": "认不出“{text}”（{hint}）",
    "forbidden": "用了不允许的写法：“{text}”",
    "failed": "填写时出错",
}
NO_HINT = "模板里能写什么用 xinfang paper --fields {paper} 看"
