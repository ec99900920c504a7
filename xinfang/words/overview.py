"""The overview (``xinfang --help``): the daily lines, and what each command is called in few words."""

from collections.abc import Mapping

from xinfang.words.labels import ACT

PROGRAM = "信访台账：登记来信来访来电，盯住期限，办完归档。"
DAILY = "每天用的"
# What a newcomer needs: what is typed, and what for.
DAY: Mapping[str, str] = {
    "xinfang": "看今天要办的：逾期的、快到期的、等着别人的",
    "xinfang log-visit": "有人来访，一问一答登记；来信 log-letter，来电 log-call",
    "xinfang accept 12": "办 12 号：受理；以后答复 reply、送达 deliver、办结 close",
    "xinfang show 12": "看 12 号办到哪里、下一步办什么",
    "xinfang report month": "月底出上报的报表",
}
OTHER_OPTIONS = "其他选项"
# Of a long page, what is mostly said, beside what its examples say.
MOSTLY = ("--name", "--phone", "--group", "--people", "--date", "--subject", "--category", "--kind", "--case")
EVERYWHERE = "每个命令都可以加"
MORE = "看某个命令怎么用：xinfang 命令 --help，例如 xinfang accept --help"

# The clerk's day, in its order.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "登记": ("log-letter", "log-visit", "log-call", "log-online", "log-dispute", "log-meeting", "reception"),
    "办理": (
        "accept", "decline", "forward", "assign", "object", "route", "note", "instruct", "lead", "meet", "mediate",
        "hear", "urge", "supervise", "extend", "reply", "deliver", "close", "follow-up", "aid", "review", "reexamine",
        "reopen", "join", "archive", "correct", "void", "undo",
    ),
    "查看": ("today", "overdue", "show", "list", "register", "search", "stats", "explain"),
    "文书与上报": ("paper", "report", "export", "package", "merge"),
    "管理": ("init", "config", "import", "calendar", "backup", "restore", "check", "erase", "manual", "demo", "completion"),
}  # fmt: skip
# What a command is called where its act has no name of its own, or a longer one.
SHORT: Mapping[str, str] = {
    "log-letter": "来信", "log-visit": "来访", "log-call": "来电", "log-online": "网上", "log-dispute": "矛盾纠纷",
    "log-meeting": "会议", "reception": "领导接访日", "instruct": "批示", "today": "今天要办的",
    "overdue": "逾期、到期", "show": "看一件", "list": "按条件列出", "register": "登记簿", "search": "查找",
    "stats": "统计", "explain": "怎么算出来的", "paper": "做文书", "report": "月报季报年报", "export": "导出登记簿",
    "package": "打数据包", "merge": "合并数据包", "init": "建办公文件夹", "config": "设置", "calendar": "放假安排", "backup": "备份",
    "check": "核对台账", "manual": "使用手册", "demo": "演示台账",
    "completion": "按 Tab 补全",
}  # fmt: skip

# What a newcomer tries in place of a command.
ALSO: Mapping[str, tuple[str, ...]] = {
    "void": ("删除", "delete", "remove"), "correct": ("修改", "改", "edit"), "undo": ("后退", "回退"),
    "today": ("待办", "今日", "首页"), "show": ("查看", "详情", "view"), "search": ("查询", "搜索", "find"),
    "list": ("列表", "全部"), "export": ("打印", "print", "excel"), "log-visit": ("登记", "接待", "add", "new"),
    "paper": ("文书", "word"), "report": ("报表", "上报"), "note": ("记录",), "check": ("检查",), "restore": ("还原",),
}  # fmt: skip


def short(command: str) -> str:
    """Return what a command is called in few words."""
    return SHORT.get(command) or ACT[command]
