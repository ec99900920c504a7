"""Help pages: what each command is for, with real examples first, and what each option means."""

from collections.abc import Mapping

PROGRAM = "信访台账：登记来信来访来电，盯住期限，办完归档。直接输入 xinfang 看今天要办的。"
USAGE = "用法"
EXAMPLES = "例如"
OPTIONS = "选项"
SHOW_HELP = "显示这一页"
MORE = "看某个命令怎么用：xinfang 命令 --help"
DID_YOU_MEAN = "是不是 {near}？"
SEE_HELP = "用 xinfang --help 看有哪些命令。"
SEE_OPTIONS = "用 xinfang {command} --help 看有哪些选项。"

# The clerk's day, in its order.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "登记": ("log-letter", "log-visit", "log-call", "log-online"),
    "办理": (
        "accept", "decline", "forward", "assign", "reply", "deliver", "extend", "note", "close", "reopen",
        "correct", "void", "undo",
    ),
    "查看": ("today", "overdue", "show", "list", "register", "search", "explain"),
    "上报": ("export",),
    "管理": ("init", "calendar", "check", "demo"),
}  # fmt: skip

# Of each command: what it does, examples.
COMMAND: Mapping[str, tuple[str, ...]] = {
    "log-letter": (
        "登记来信",
        "xinfang log-letter",
        'xinfang log-letter --name 王秀英 --subject "反映村内路灯不亮" --category 道路修建 --date 昨天',
    ),
    "log-visit": (
        "登记来访",
        "xinfang log-visit",
        'xinfang log-visit --name 张三 --phone 13800138000 --group 三组 --subject "宅基地与邻居争界" --category 宅基地',
        'xinfang log-visit --name 张三 --subject "咨询低保条件" --kind other --settled "已当面说明申请条件"',
    ),
    "log-call": (
        "登记来电",
        "xinfang log-call",
        'xinfang log-call --anonymous --subject "反映养猪场夜间排污" --category 养殖污染',
    ),
    "log-online": (
        "登记网上信访",
        "xinfang log-online",
        'xinfang log-online --name 李四 --subject "拖欠工资" --source county --source-no "〔2026〕12号" --due 12月1日',
    ),
    "accept": ("受理，开始计算办理期限", "xinfang accept 12", "xinfang accept XF2026-0012 --date 昨天"),
    "decline": ("不予受理，写明理由和去向", 'xinfang decline 12 --ground "已进入诉讼程序，请向县人民法院提出"'),
    "forward": (
        "转送有权处理的单位",
        "xinfang forward 12 --to 县自然资源局",
        "xinfang forward 12 --to 派出所 --due 12月10日",
    ),
    "assign": ("交办承办单位，可定反馈日期", "xinfang assign 12 --to 国土所 --due 12月10日"),
    "reply": ("出具书面处理意见", 'xinfang reply 12 --opinion support --text "经丈量确界，邻居已退让"'),
    "deliver": (
        "答复送达信访人，开始计算申请复查的期限",
        "xinfang deliver 12 --how 当面签收",
        "xinfang deliver 12 --how 挂号邮寄 --date 3天前",
    ),
    "extend": (
        "延长办理期限（一次，最多 30 日）",
        'xinfang extend 12 --days 30 --approver 李镇长 --reason "需要重新测绘"',
    ),
    "note": ("记一笔办理经过", 'xinfang note 12 --text "已和村委会到现场丈量"'),
    "close": ("办结", "xinfang close 12 --settled", 'xinfang close 12 --not-settled --reason "信访人撤回"'),
    "reopen": ("办结后重新办理", 'xinfang reopen 12 --reason "协议没有履行"'),
    "correct": (
        "更正写错的内容，旧内容仍留在经过里",
        "xinfang correct 12 --phone 13900139000",
        "xinfang correct 12 --petition 2 --date 3月5日",
    ),
    "void": (
        "作废登记错的事项或信访件，编号保留",
        "xinfang void 12 --reason 重复录入",
        "xinfang void XF2026-0012-2 --reason 登错人",
    ),
    "undo": ("撤销最后一步", "xinfang undo 12"),
    "today": ("今天要办的：逾期、到期、等待中的", "xinfang", "xinfang today --json"),
    "overdue": ("逾期和快到期的", "xinfang overdue", "xinfang overdue --within 7"),
    "show": ("看一件事项的全部情况", "xinfang show 12", "xinfang show 12 --unmask"),
    "list": (
        "按条件列出事项",
        "xinfang list --open",
        "xinfang list 本月 --category 宅基地",
        "xinfang list --group 三组 --year 2026",
    ),
    "register": (
        "看登记簿：letter 来信、visit 来访、call 来电、online 网上、case 台账",
        "xinfang register visit 本月",
        "xinfang register 来信 --month 2026-03",
    ),
    "search": ("查找：姓名、电话尾号、地名、事由里的字", "xinfang search 宅基地", "xinfang search 张三 三组"),
    "explain": ("说明期限是怎么算出来的", "xinfang explain 12", "xinfang explain 2026-09-28"),
    "export": (
        "导出登记簿：.xlsx、.csv、.json、.html",
        "xinfang export 登记簿.xlsx --month 上月",
        "xinfang export 来访.csv --book visit --year 2026",
    ),
    "init": ("建立办公文件夹", "xinfang init", "xinfang --home D:\\信访 init"),
    "calendar": ("看放假安排；有新安排后重算期限", "xinfang calendar", "xinfang calendar --refresh"),
    "check": ("核对台账是否完好", "xinfang check", "xinfang check --head 末条指纹"),
    "demo": ("做一份演示台账，可以随便试", "xinfang demo"),
}

OPTION: Mapping[str, tuple[str, str]] = {
    "home": ("文件夹", "办公文件夹，不写就自动寻找"),
    "json": ("", "输出 JSON，供其他程序使用"),
    "no_input": ("", "不提问，缺什么直接报出来"),
    "version": ("", "显示版本"),
    "names": ("姓名", "信访人，可写多次"),
    "anonymous": ("", "匿名"),
    "phone": ("号码", "电话"),
    "id_number": ("号码", "身份证号（可不填）"),
    "address": ("地址", "住址"),
    "village_group": ("村组", "村民小组"),
    "people": ("人数", "来了几人、几人联名"),
    "representatives": ("姓名", "代表，可写多次，最多 5 人"),
    "date": ("日期", "哪一天的事，默认今天：2026-03-05、3月5日、昨天、上周五"),
    "subject": ("事由", "一句话写明反映什么"),
    "detail": ("内容", "详细情况；写 - 从标准输入读"),
    "category": ("分类", "内容分类，见 config.yaml"),
    "kind": ("目的", "claim 申诉求决、suggestion 建议意见、accusation 检举控告、other 咨询及其他"),
    "source": ("来源", "own 本级、township 乡镇、county 县、city 市、province 省、state 国家"),
    "source_no": ("文号", "上级来文号"),
    "due": ("日期", "要求的期限"),
    "receiver": ("姓名", "接待人（首接人），默认是经办人"),
    "case": ("编号", "是这一件的重复来信来访"),
    "new_case": ("", "确认是新事项，不查重复"),
    "attach": ("文件", "附件，复制进台账，可写多次"),
    "settled_text": ("答复", "当场答复，登记后直接办结"),
    "by": ("姓名", "经办人，默认见 config.yaml"),
    "text": ("内容", "写明情况"),
    "to": ("单位", "转到、交给哪个单位"),
    "ground": ("理由", "不予受理的理由和应去的地方"),
    "opinion": ("意见", "support 支持、explain 解释说明、decline 不支持"),
    "how": ("方式", "送达方式：当面签收、邮寄、留置……"),
    "days": ("天数", "延长几日，最多 30"),
    "approver": ("姓名", "批准人"),
    "reason": ("原因", "写明原因"),
    "settled": ("", "已化解（案结事了）／未化解"),
    "petition": ("序号", "第几件信访件，默认第一件"),
    "channel": ("形式", "letter 来信、visit 来访、call 来电、online 网上"),
    "unmask": ("", "显示完整的电话和身份证号"),
    "with_confidential": ("", "显示检举控告的内容（每次都会记录）"),
    "within": ("天数", "往后看几天（按日历天）"),
    "month": ("月份", "2026-03、3月、本月、上月"),
    "quarter": ("季度", "2026Q1、本季度、上季度"),
    "year": ("年份", "2026、今年、去年"),
    "first": ("日期", "从哪一天起"),
    "last": ("日期", "到哪一天止"),
    "dated": ("日期", "时段按哪个日期算：received 收到（默认）、registered 登记、closed 办结"),
    "status": ("状态", "只看这个状态，如 办理中、已办结"),
    "group": ("村组", "只看这个村组"),
    "unit": ("单位", "只看这个承办单位"),
    "open": ("", "只看没有办结的"),
    "all": ("", "全部列出，不省略"),
    "book": ("登记簿", "只要这一本，可写多次：letter、visit、call、online、case"),
    "head": ("指纹", "核对末条指纹，看末尾是否被截去"),
    "repair": ("", "按登记记录重建查询表"),
    "refresh": ("", "按现有放假安排重算正在计算的期限"),
    "handler": ("姓名", "承办人"),
    "leader": ("姓名", "包案领导"),
    "instruction": ("批示", "领导批示"),
    "outcome": ("结果", "办理结果"),
    "satisfaction": ("评价", "满意度"),
    "archive_no": ("号", "归档号"),
    "accepted_on": ("日期", "受理日期"),
    "forwarded_on": ("日期", "转出日期"),
    "replied_on": ("日期", "答复日期"),
    "served_on": ("日期", "送达日期"),
    "closed_on": ("日期", "办结日期"),
}
ARGUMENT: Mapping[str, tuple[str, str]] = {
    "CASE": ("编号", "事项编号，可以只写末尾几位"),
    "BOOK": ("登记簿", "letter、visit、call、online、case 或中文名"),
    "PERIOD": ("时段", "本月、上月、2026-03、2026Q1、2026"),
    "WORDS": ("文字", "要找的字，几个词用空格隔开"),
    "FILE": ("文件", "写到哪里，按结尾决定格式"),
    "WHAT": ("编号或日期", "事项编号，或某一天"),
}
