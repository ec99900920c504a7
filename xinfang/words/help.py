"""Help pages: what each command is for, with real examples first; `options` tells what its options mean."""

from collections.abc import Mapping

USAGE = "用法"
EXAMPLES = "例如"
OPTIONS = "选项"
SHOW_HELP = "显示这一页"
HELP = ("帮助", "/?", "?", "？")  # what is typed in place of ``help``
PERIODS = ("本月", "上月", "本季度", "上季度", "今年", "去年")  # offered where a period may stand
NAMED = "{name}（{short}）"
SEE_HELP = "用 xinfang --help 看有哪些命令。"
SEE_OPTIONS = "用 {page} 看有哪些选项。"

# Of each command: what it does, examples.
COMMAND: Mapping[str, tuple[str, ...]] = {
    "log-letter": (
        "登记来信",
        "xinfang log-letter",
        "xinfang log-letter --name 王秀英 --subject 村内路灯不亮 --date 昨天",
    ),
    "log-visit": (
        "登记来访",
        "xinfang log-visit",
        "xinfang log-visit 张三 19900001234 zjd 与邻居争宅基地的地界",
        "xinfang log-visit --name 张三 --phone 13800138000 --subject 宅基地与邻居争界",
        "xinfang log-visit --name 张三 --subject 咨询低保条件 --settled 已当面说明",
        "xinfang log-visit --dispute PC12",
    ),
    "log-call": (
        "登记来电",
        "xinfang log-call",
        "xinfang log-call --anonymous --subject 养猪场夜间排污 --category 养殖污染",
    ),
    "log-online": (
        "登记网上信访",
        "xinfang log-online",
        "xinfang log-online --name 李四 --subject 欠薪 --source county --due 12月31日",
    ),
    "log-dispute": (
        "登记排查出的矛盾纠纷（五个一），或报没有发现",
        "xinfang log-dispute",
        "xinfang log-dispute --group 一村三组 --subject 两户争地界 --party 张三 --team 镇调委会 --person 李主任 --plan 先丈量再调解 --due 12月20日",
        "xinfang log-dispute --nothing --area 全镇",
    ),
    "log-meeting": (
        "登记会议",
        "xinfang log-meeting",
        "xinfang log-meeting --subject 信访工作例会 --chair 李镇长 --attended 王干事、周敏 --text 每周五碰头一次",
    ),
    "reception": (
        "领导接访日：安排、公告、接访情况",
        "xinfang reception",
        "xinfang reception 12月7日 --notice",
        'xinfang reception 12月7日 --held --text "接访 3 批"',
        "xinfang reception 12月7日 --held --nobody",
        'xinfang reception 12月7日 --cancelled --reason "防汛值守"',
    ),
    "accept": ("受理，开始计算办理期限", "xinfang accept 12 --date 昨天", "xinfang accept 12 --simple"),
    "object": (
        "提出异议，退回不归本单位管的来件",
        'xinfang object 12 --ground "属于县人社局职责"',
        'xinfang object 12 --date 昨天 --ground "应由县自然资源局办理"',
    ),
    "route": (
        "导入法定途径（条例第三十一条第一至五项）",
        "xinfang route 12 --item 2 --to 县劳动人事争议仲裁委员会",
        'xinfang route 12 --item 4 --to 县司法局 --text "告知可以申请行政复议"',
    ),
    "instruct": (
        "领导批示，成为有期限的任务",
        "xinfang instruct 12 --leader 李镇长 --text 请国土所一周内核实 --due 12月10日",
        'xinfang instruct 12 --done --text "已核实并答复"',
    ),
    "lead": (
        "确定包案领导、责任人和方案",
        'xinfang lead 12 --leader 张书记 --handler 王干事 --text "先测绘，再调解"',
        "xinfang lead 12 --leader 李镇长 --handler 周敏 --text 每周过问一次",
    ),
    "meet": (
        "领导接访、约访、下访；答应的事和兑现",
        "xinfang meet 12 --leader 李镇长 --text 听取意见 --promise 月底前修好路灯",
        "xinfang meet 12 --kept",
    ),
    "mediate": (
        "调解，签订协议和履行",
        "xinfang mediate 12 --text 双方到场 --agreement 退让40公分 --due 12月20日",
        "xinfang mediate 12 --kept",
    ),
    "hear": (
        "听证（复核时听证的天数不计入）",
        'xinfang hear 12 --date 12月1日 --until 12月3日 --text "听证结论"',
        'xinfang hear 12 --text "双方陈述，村委会到场"',
    ),
    "urge": ("催办承办单位", "xinfang urge 12", 'xinfang urge 12 --to 国土所 --text "期限将至，请抓紧反馈"'),
    "supervise": (
        "督办（条例第四十条），可提出建议；记下反馈",
        "xinfang supervise 12 --ground delay --text 超期未反馈 --due 12月15日",
        'xinfang supervise 12 --done --text "已书面反馈整改情况"',
    ),
    "review": ("受理复查申请", "xinfang review 12 --date 12月1日 --to 县信访局", "xinfang review 12 --served 11月20日"),
    "reexamine": ("受理复核申请", "xinfang reexamine 12 --to 市信访局", "xinfang reexamine 12 --date 昨天"),
    "follow-up": (
        "办结后回访，记两项满意度",
        "xinfang follow-up 12 --office-rating 满意 --unit-rating 基本满意",
        "xinfang follow-up 12 --office-rating 满意 --unit-rating 不满意",
    ),
    "aid": (
        "救助",
        'xinfang aid 12 --sum 2000 --source 临时救助资金 --text "住院自付部分"',
        "xinfang aid 12 --sum 500元 --source 民政临时救助 --date 昨天",
    ),
    "join": ("并案；解除并案", "xinfang join 12 --to 8", 'xinfang join 12 --apart --reason "不是同一件事"'),
    "archive": (
        "归档",
        "xinfang archive 12 --retention 10年",
        "xinfang archive 12 --retention 永久 --archive-no 2026-015",
    ),
    "decline": (
        "不予受理，写明理由和去向",
        'xinfang decline 12 --ground "已进入诉讼程序，请向县人民法院提出"',
        'xinfang decline 12 --ground "已申请行政复议，请等待县政府决定" --date 昨天',
    ),
    "forward": (
        "转送有权处理的单位",
        "xinfang forward 12 --to 县自然资源局",
        "xinfang forward 12 --to 派出所 --due 12月10日",
    ),
    "assign": (
        "交办承办单位，可定反馈日期；记下反馈",
        "xinfang assign 12 --to 国土所 --due 12月10日",
        'xinfang assign 12 --done --text "已书面反馈：丈量完毕"',
    ),
    "reply": (
        "出具书面处理意见",
        'xinfang reply 12 --opinion support --text "经丈量确界，邻居已退让"',
        "xinfang reply 12 --opinion explain --text 补贴按上年面积发放 --date 昨天",
    ),
    "deliver": (
        "答复送达信访人，开始计算申请复查的期限",
        "xinfang deliver 12 --how 当面签收",
        "xinfang deliver 12 --how 挂号邮寄 --date 3天前",
    ),
    "extend": (
        "延长办理期限（一次，最多 30 日）",
        'xinfang extend 12 --days 30 --approver 李镇长 --reason "需要重新测绘"',
        'xinfang extend 12 --days 15 --approver 张书记 --reason "等待鉴定结论"',
    ),
    "note": (
        "记一笔办理经过",
        'xinfang note 12 --text "已和村委会到现场丈量"',
        'xinfang note 12 --date 昨天 --text "电话联系信访人，约下周一到场"',
    ),
    "close": ("办结", "xinfang close 12 --settled", 'xinfang close 12 --not-settled --reason "信访人撤回"'),
    "reopen": (
        "办结后重新办理",
        'xinfang reopen 12 --reason "协议没有履行"',
        'xinfang reopen 12 --reason "回访时反映路灯又坏了" --date 昨天',
    ),
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
    "undo": (
        "撤销最后一步",
        "xinfang undo 12",
        "xinfang undo 12 --text 选错了编号",
    ),
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
        "看登记簿：letter 来信、visit 来访、call 来电、online 网上、case 台账，还有建议、督办、接访、排查、会议、文书、查阅",
        "xinfang register visit 本月",
        "xinfang register 来信 --month 2026-03",
        "xinfang register dispute 本月",
        "xinfang register opened 今年",
    ),
    "search": ("查找：姓名、电话尾号、地名、事由里的字", "xinfang search 宅基地", "xinfang search 张三 三组"),
    "stats": (
        "统计：件次、人次、结转和办结、分类、指标，带同比环比；没有写时段的是今年",
        "xinfang stats 上月",
        "xinfang stats --year 2026 --by category",
        "xinfang stats 2026Q1 --by group --file 一季度按村组.xlsx",
        "xinfang stats --cell 期末未结",
        "xinfang stats 本月 --cell 来访批次:上年同期",
    ),
    "explain": (
        "说明期限、指标是怎么算出来的",
        "xinfang explain 12",
        "xinfang explain 2026-09-28",
        "xinfang explain 按期办结率 上月",
        "xinfang explain 指标",
    ),
    "report": (
        "出月报、季报、年报、周报：Excel 报表和 Word 形势分析",
        "xinfang report month",
        "xinfang report month 2026-10 --to 月报",
        "xinfang report quarter 上季度",
        "xinfang report year 去年",
        "xinfang report week",
    ),
    "export": (
        "导出登记簿：.xlsx、.csv、.json、.html、.db",
        "xinfang export 登记簿.xlsx --month 上月",
        "xinfang export 来访.xlsx --book visit --month 上月 --print",
        "xinfang export 来访.csv --book visit --year 2026",
        "xinfang export 登记簿.xlsx --month 上月 --seal",
    ),
    "package": (
        "把台账打成数据包，交给上级",
        "xinfang package",
        "xinfang package 柳村.zip --seal",
    ),
    "merge": (
        "合并其他单位的数据包，看汇总了哪些单位",
        "xinfang merge 柳村.zip 东村.zip",
        "xinfang merge 收到的数据包",
        "xinfang merge --list",
    ),
    "paper": (
        "制作文书（Word），登记送达和作废",
        "xinfang paper",
        "xinfang paper 受理告知书 12",
        "xinfang paper --served 受理告知书 12 --how 当面签收 --signed-by 张三",
        "xinfang paper reply 12 --text 经现场丈量属实 --basis 《土地管理法》",
        "xinfang paper --void 柳林信受字〔2026〕1号 --reason 写错日期",
    ),
    "init": (
        "建立自己的台账：一问一答，写好设置和模板",
        "xinfang init",
        "xinfang --home D:\\信访 init",
        "xinfang init --no-input --name 柳林镇信访办 --role 乡镇 --clerk 王干事 --groups 一组-八组",
    ),
    "import": (
        "导入以前的登记簿（Excel、WPS、csv）",
        "xinfang import 来访登记簿.xlsx --dry-run",
        "xinfang import 来访登记簿.xlsx",
        "xinfang import 2024年信访台账.xls --channel 来访 --map 群众反映=事由",
        "xinfang import --template 录入模板.xlsx",
        "xinfang import --undo 1",
    ),
    "calendar": (
        "看放假安排；录入新一年的通知，重算期限",
        "xinfang calendar",
        "xinfang calendar 2026",
        "xinfang calendar import 通知.txt",
        "xinfang calendar --refresh",
    ),
    "backup": ("备份台账、附件和文书；备份到 U 盘", "xinfang backup", "xinfang backup --to E:\\"),
    "restore": (
        "从备份恢复台账：先列出手边的备份，再看恢复以后会怎样，最后恢复",
        "xinfang restore",
        "xinfang restore 2026-11-22",
        "xinfang restore 2026-11-22 --from E:\\ --yes",
    ),
    "check": (
        "核对台账是否完好、有没有被改动",
        "xinfang check",
        "xinfang check --head 3f9a1c0b77de4521",
        "xinfang check --repair",
    ),
    "erase": (
        "保管期满的事项，清除个人信息（不能恢复），统计不变",
        "xinfang erase",
        "xinfang erase XF2015-0012 --approver 李镇长 --reason 保管期满",
        'xinfang erase --all-due --approver 李镇长 --reason "保管期满，经鉴定"',
    ),
    "config": (
        "看设置、改设置：单位、村组、期限、目标",
        "xinfang config",
        "xinfang config office.name 柳林镇信访办",
        "xinfang config groups --add 九组",
        "xinfang config terms.handle.length 30",
    ),
    "manual": ("使用手册和贴在桌边的一页卡片，写成网页并打开", "xinfang manual", "xinfang manual --to 月报"),
    "completion": (
        "按 Tab 键补全：命令、选项、编号、分类接着写出来",
        "xinfang completion",
        "xinfang completion --install",
        "xinfang completion --install bash",
    ),
    "demo": ("做一份演示台账，可以随便试", "xinfang demo", "xinfang --home D:\\练习 demo"),
}
