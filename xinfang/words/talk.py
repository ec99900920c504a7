"""What the program says when all goes well: headings, hints, questions."""

from collections.abc import Sequence

from xinfang.words import erasing, labels

DEMO_BANNER = "【演示台账】这里的人和事都是编的，可以随便试。"
NEW_OFFICE = "已建立办公文件夹：{path}（设置在 config.yaml，随时可改）"

SAVED = "已登记 {petition}"
SAVED_REPEAT = "已登记 {petition}，是 {case} 的第 {n} 件（重复）"
SAVED_SETTLED = "当场办结，已记入台账。"
DONE = "已{verb} {case}（{on}）"
ABOUT = "{case}　{petitioner}　{subject}（{status}）"
RIGHT_LINE = "{term}：{who}可以在 {due}{mark} 前（含当日）提出"
OTHERS_LINE = "{term}：由{who}在 {due}{mark} 前作出意见"
EXPLAIN_OTHERS = "这是{who}的期限，不算本单位逾期。"
RIGHT_OF = {
    "object": "不归本单位管的，", "review_request": "信访人", "reexamination_request": "信访人",
    "confirmation": "双方当事人",
}  # fmt: skip
TERM_LINE = "{term}期限：{due}{mark}（稳妥日 {safe}，{left}）"
NEXT = "下一步：{step}"
TYPE_NEXT = "要办就输入：xinfang {verb} {case}"
TYPE_FIRST = "要办就输入：xinfang {verb} {case}　看它：xinfang show {case}"
TYPE_PAPER = "先做文书：xinfang paper {paper} {case}"
TYPE_NEW = "有人来访就输入：xinfang log-visit（来信 log-letter，来电 log-call）"
NEXT_NONE = "无需再办"
LIKELY_SAME = "可能是同一事项：{cases}；确是重复请用 --case 编号 登记。"
UNDONE = "已撤销 {case} 的“{act}”（{on}）"
UNDONE_LINE = "撤销{on}的“{act}”"
ANSWERED = "当场答复"
TERMS = "期限"
HOW_IT_STANDS = "办理情况"
STORY = "经过"
DOINGS = {"tasks": "批示、督办、承诺", "meetings": "领导接访", "hearings": "听证", "aids": "救助"}
DOING_HEADS = {
    "on_date": "日期", "task": "事项", "asked_by": "提出人", "unit": "承办单位", "text": "内容", "due_on": "期限",
    "result": "完成情况", "leader": "领导", "way": "方式", "place": "地点", "until": "结束日期", "sum": "金额（元）",
    "from_whom": "资金来源",
}  # fmt: skip
JOINED = "{other} 并入本件"
APART = "不再并入 {other}"
PARTED = "{other} 不再并入本件"
STOPPED = "停止计算"
PASSED = "已过"
CHANGED = "{field}：{old} → {new}"
# What a category is about, where that is sure; the clerk can change it.
KIND_OF_CATEGORY = {"政策咨询": "other", "意见建议": "suggestion"}
ACCUSING = (
    "举报", "控告", "检举", "揭发", "干部作风", "以权谋私", "挪用", "贪污", "受贿", "索贿", "行贿", "侵吞", "冒领", "吃拿卡要",
    "优亲厚友", "滥用职权", "徇私", "违纪", "纪检监察",
)  # fmt: skip
SOUNDS_LIKE_ACCUSATION = (
    "提示：听起来像检举控告；如果是，请马上 xinfang correct {case} --kind accusation，内容才会保密。"
)
ID_WARNING = "提示：身份证号校验位不符，请再核对一遍（已照填保存）。"
ATTACHED = "附件 {count} 个已存入台账。"

TODAY_TITLE = "{office}　{day} 星期{weekday}"
OVERDUE = "已逾期"
DUE_TODAY = "今天到期"
DUE_SOON = "{days} 个工作日内到期"
DUE_WITHIN = "{days} 天内到期"
WAITING = "等待其他单位"
NO_CLOCK = "没有期限、等待处理"
UNDATED = "没有写期限的批示、督办、承诺"
LATER = "其他在办，期限还早"
ALL_QUIET = "没有逾期，也没有临近到期的。"
ALL_OFFICES = ("全部", "all")  # as they may be typed
OFFICE_CHOICE = "{code}（{name}）"
FILES_ELSEWHERE = "附件和文书的文件在{office}，不在这里。"
WORDS_ELSEWHERE = "检举控告的内容保密；没有随数据包送来的，请向{office}了解。"
SEVERAL = "{first}等 {count} 个单位"
MORE = "还有 {count} 条{lists}，用 {command} 看全部。"
UNSEEN, LIST = "（其中{lists}）", "“{title}”{count}"
MORE_ALL = "{title}还有 {count} 条，加 --all 看全部。"
MORE_ROWS = "还有 {count} 条；加 --all 看全部，或用 xinfang export 导出。"
TOTAL = "共 {count} 条"
NO_SCHEDULE = "{year} 年放假安排还没有录入，带“暂定”的日期以后可能变动。"

RATINGS = "信访部门{office}\n责任单位{unit}"
REMIND_SCHEDULE = "提醒：{year} 年放假安排还没有录入；通知公布后请用 xinfang calendar import 粘贴。"

LATE_BY = "逾期{days}天"
DUE_NOW = "今天"
DAYS_LEFT = "还有{days}天"

WHY_OPENED = "为什么要看（记入查阅登记簿，不写检举的内容）"
FOUND = "找到 {count} 件"
FOUND_MANY = "找到 {count} 件以上，请多输几个字"
CATCHING_UP = "正在整理新进来的事项，好让查找找得到……"
NOT_FOUND = "没有找到“{words}”；试试少输几个字，或电话后四位。"
EXPORTED = "已导出 {path}：{parts}"
WRITTEN = "已写好 {path}"
SEALED = "已加密码：用 WPS、Excel 双击打开时输入；密码请另外告诉对方，不要和文件放在一起。忘了密码谁也打不开。"
FORMER = "(原)"
FORMER_KEPT = "原来的同名文件已另存为 {path}"
PART = "{title} {count} 行"
MASKED_NOTE = "电话和身份证号已遮盖，需要完整号码请加 --unmask。"
CLOSED_NOTE = "检举控告只列编号，内容保密。"

CHECK_OK = "台账完好：{entries} 条记录，{cases} 件事项，{petitions} 件信访。"
CHECK_HEAD = "末条指纹：{head}"
CHECK_STANDS = "指纹 {head} 是第 {seq} 条记录（{act}，{written} 写入），之后又有 {since} 条。"
CHECK_STANDS_OF = "指纹 {head} 是【{office}】第 {seq} 条记录（{act}，{written} 写入），之后又有 {since} 条。"
CHECK_BAD = "台账有 {count} 处问题："
PROBLEM = {
    **erasing.PROBLEM,
    "rebuild": "{table} {key} 与登记记录不一致（{columns}）；请运行 xinfang check --repair 按登记记录重建。",
    "rebuild_missing": "少了{table} {key}；请运行 xinfang check --repair 按登记记录重建。",
    "rebuild_extra": "多出{table} {key}；请运行 xinfang check --repair 按登记记录重建。",
    "chain": "第 {seq} 条记录（{act}，{on}）被改动过；请用 xinfang restore 与备份核对。",
    "link": "第 {seq} 条记录（{act}，{on}）接不上第 {before} 条，两条中有一条被换过；请用 xinfang restore 与备份核对。",
    "misplaced": "多出一条编为第 {seq} 条的记录（{act}，{on}）；请用 xinfang restore 与备份核对。",
    "gap": "缺少第 {entries} 条记录；请用 xinfang restore 与备份核对。",
    "merged": "第 {entries} 条记录和 {on} 合并时的指纹不一致，其中有被换过的；请与该单位核对，或用 xinfang restore 恢复。",
    "beyond": "多出第 {entries} 条记录，不是合并进来的；请与该单位核对，或用 xinfang restore 恢复。",
    "stranger": "多出代号“{office}”的 {last} 条记录，没有合并过这个单位；请用 xinfang restore 与备份核对。",
    "withheld": "保密件的替代内容和合并时不一致，在第 {entries} 条记录之中；请与该单位核对，或用 xinfang restore 恢复。",
    "head": "台账里没有指纹为 {head} 的记录，末尾可能被截去，或整本被换过；请用 xinfang restore 与备份核对。",
    "numbers": "{year} 年的编号缺少 {missing}；请用 xinfang restore 与备份核对。",
    "paper_numbers": "{paper} {year} 年的文号缺少 {missing}；请用 xinfang restore 与备份核对。",
    "foreign_key": "{table} 第 {row} 行找不到所属的事项；请运行 xinfang check --repair。",
    "integrity": "数据库文件有损坏（{text}）；请用 xinfang restore 恢复。",
    "file_missing": "附件“{name}”（{case}）不见了；请用 xinfang restore 放回。",
    "paper_missing": "文书“{no}”（{case}）的文件不见了；请用 xinfang restore 放回“{folder}”文件夹，或作废后重新制作。",
    "file_changed": "附件“{name}”（{case}）被改动过；请用 xinfang restore 放回。",
    "copy_damaged": "备份 {copy} 坏了，不能用来恢复；请删去 data/backups 里的这个文件夹，再运行 xinfang backup。",
    "copy_lacks": "备份 {copy} 的附件、文书少了 {count} 个（data/backups/files）；请运行 xinfang backup 另备一份，要恢复时先用别的备份。",
    "copy_stranger": "备份 {copy} 里有台账没有的记录：台账末尾可能被截去，或换成了另一本；请用 xinfang restore {copy} 与这份备份核对。",
    "unprojectable": "登记记录读不出来（{text}）；请用 xinfang restore 恢复。",
    "senseless": "登记记录里有不合规矩的内容，没有核对完（{text}）；请用 xinfang restore 与备份核对。",
    "triggers": "登记记录的防改保护 {table} 不见了或被改动过；请运行 xinfang check --repair。",
    "indexes": "查询用的索引 {table} 不见了或被改动过；请运行 xinfang check --repair 重建。",
    "search": "查找索引与台账不一致（{key}）；请运行 xinfang check --repair 重建。",
    "shape": "{table} 这张表的样式被改动过；请运行 xinfang check --repair 重建，entry 表的请用 xinfang restore 恢复。",
    "strange": "台账文件里多出不是本程序做的东西（{kind} {name}）；请运行 xinfang check --repair 去掉。",
    "version": "台账文件的版本号被改动过；请运行 xinfang check --repair。",
    "more": "还有 {count} 处同样的问题没有列出。",
}
ENTRIES = "{first} 到 {last}"
# What is told beside the problems, and is none.
NOTED = {
    "clock": "第 {seq} 条记录写于 {at}，前一条写于 {former}：电脑时间当时对不上，请核对这两条的日期。",
    "drafts": "有 {count} 个没有写完的临时文件夹（.xinfang- 开头）：程序中断留下的，或别的窗口正在写；过一天再写文件时会自动清掉。",
    "unnamed": "data/files 里有 {count} 个文件不属于任何信访件：登记中断留下的，不影响台账。",
}
CHECK_NOTED = "另外请留意："
PROBLEM_OF = "【{office}】{problem}"
OPEN_TO_ALL = "这台电脑上的其他账户也能打开：{folders}；请运行 xinfang check --repair 收回（U 盘上收不回，台账请不要放在 U 盘上）。"
LOST_SETTINGS = (
    "注意：办公文件夹里的 config.yaml 不见了，现在用的是默认设置；请放回去，备份里有的可以用 xinfang restore 放回。"
)
REPAIRED = "已按登记记录重建查询表和查找索引。"

DEMO_MADE = "演示台账已建好：{path}（{cases} 件事项，{petitions} 件信访）"
DEMO_STEP = "—— {command} ——"
DEMO_FILE = "信访登记簿.xlsx"
INIT_NEXT = "用记事本打开 config.yaml 填上单位、代号、村组、承办单位，然后输入 xinfang log-visit 登记第一件，以前的登记簿用 xinfang import 导入。"
DEMO_END = "自己试试：cd {path}，然后输入 xinfang；试坏了就回到上一级文件夹，再运行 xinfang demo 重新做一份。"

EXPLAIN_DAY0 = "起算：{on}（{event}，当日不计入，第二天为第 1 天）"
COUNTED = {"日": "日", "工作日": "个工作日"}
EXPLAIN_LENGTH = "期限：{length}{counted}，依据{basis}"
EXPLAIN_SET = "期限：指定为 {due}，依据：{basis}"
EXPLAIN_EXTENDED = "延期：{on} 经 {by} 批准延长 {days} 日，原因：{why}"
EXPLAIN_PAUSED = "不计入：听证 {days} 日（条例第三十六条）"
EXPLAIN_RAW = "未顺延的末日：{raw}（星期{weekday}）"
EXPLAIN_SKIPPED = "顺延跳过：{days}（民法典第二百零三条）"
EXPLAIN_NOT_COUNTED = "不计入：{days}"
EXPLAIN_NO_SKIP = "末日是工作日，不顺延"
EXPLAIN_DUE = "到期：{due}{mark}，稳妥日 {safe}（末日前最后一个工作日）"
EXPLAIN_MET = "完成：{on}，{verdict}"
EXPLAIN_STOPPED = "停止计算：{on}"
THIS_YEAR = "本年"
EXPLAIN_HANDS = "经手：{hands}"
EXPLAIN_RUNNING = "还在计算：{left}"
EXPLAIN_NOTE = "说明：{note}"
EXPLAIN_RIGHT = {
    "object": "到期没有提出异议的，由本单位办理。", "review_request": "这是信访人的权利，不算本单位逾期。",
    "reexamination_request": "这是信访人申请复核的权利，不算本单位逾期。",
    "confirmation": "这是双方当事人共同的权利，不算本单位逾期。",
}  # fmt: skip
IN_TIME = "在期限内"
TOO_LATE = "逾期 {days} 天"
MARK_PROVISIONAL = f"（{labels.PROVISIONAL}）"
EVENT = {
    "inform": "收到", "object": "收到转来的件", "handle": "受理", "simple": "受理并简易办理", "assigned": "交办",
    "review_request": "送达答复", "review": "收到复查申请", "reexamination_request": "送达复查意见",
    "reexamination": "收到复核申请", "confirmation": "调解协议生效", "performance": "签订协议",
    "instruction": "领导批示", "supervision": "督办", "promise": "领导接访", "follow_up": "办结",
}  # fmt: skip
WEEKEND = "周末"
WEEKDAY = "一二三四五六日"
DAY_IS_WORKDAY = "{on} 星期{weekday}，是工作日{why}。"
DAY_IS_OFF = "{on} 星期{weekday}，不上班（{why}）。"
MAKE_UP = "（调休上班）"
DAY_TERM = "这一天为起算日：{length}{counted_in}{term}期限到 {due}{mark}，稳妥日 {safe}（{basis}）"

CALENDAR_KNOWN = "已知放假安排："
CALENDAR_MOVED = "{case} {term}期限：{old} → {new}"
CALENDAR_SAME = "正在计算的期限都没有变动。"


def left(days: int) -> str:
    """Return how many days are left, or by how many it is late, in words."""
    if days < 0:
        return LATE_BY.format(days=-days)
    return DUE_NOW if days == 0 else DAYS_LEFT.format(days=days)


CLOCK_DOUBTED = "电脑现在是 {at}，{last}，对不上；请先校准电脑的日期和时间，再核对刚才写下的日期和期限（更正用 correct，作废用 void）。"
LAST_WAS = "上一条记录写于 {last}"
NOT_IN_FORCE = "那时《信访工作条例》还没有施行"
CLOCK_SAID = "（电脑时间当时是 {at}，与上一条记录的 {last} 对不上）"


def clock_doubted(at: str, last: str | None) -> str:
    """Return that the computer's clock seems wrong: `at` is what it tells, `last` the last entry's moment (ISO)."""
    before = LAST_WAS.format(last=moment(last)) if last else NOT_IN_FORCE
    return CLOCK_DOUBTED.format(at=moment(at), last=before)


def moment(at: str) -> str:
    """Return a moment (ISO) as people write it, to the minute."""
    return at[:16].replace("T", " ")


ALL_CATEGORIES = "大类有：{topics}；全部分类见 config.yaml。"

PROCEDURE_HEADS = (
    "做什么",
    "命令",
    "什么时候可以做",
    "做了以后",
    "办完的期限",
    "停止的期限",
    "开始的期限",
    "要写明",
    "依据",
)
UNCHANGED = "不变"
SOME_UNCHANGED = "（{states}的不变）"
ONLY = "（只限{only}）"
ANY_OPEN = "没有办结的都可以"
FORMER_STATE = "并案以前的状态"
ARTICLES = "条例第{articles}条"
FIRST_STATE = "受理过的办理中，没有受理过的已登记"


MOST_NAMED = 20  # of a list within a sentence
SOME = "{first} 等 {count} 个"


def some(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return names one after the other; of many the first, and how many they are."""
    told = "、".join(names[:most])
    return told if len(names) <= most else SOME.format(first=told, count=len(names))


def first(lines: Sequence[str], most: int) -> list[str]:
    """Return the first of many lines (-1: all), and behind them how many more there are."""
    if most < 0 or len(lines) <= most:
        return list(lines)
    return [*lines[:most], MORE_ALL.format(title="", count=len(lines) - most)]
