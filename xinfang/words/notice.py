"""The yearly holiday notice: what is said when it is read and stored, and what is refused about it."""

from collections.abc import Iterable, Mapping
from datetime import date

WEEK = "一二三四五六日"
BUILT_IN = "程序自带"
BY_HAND = "本单位录入"
KNOWN = "  {years}　{source}"
ONE_YEAR = "{year} 年"
SOME_YEARS = "{first} 年至 {last} 年"
YEAR_TITLE = "{year} 年放假安排（{source}）"
OFF_LINE = "  {name}：{days}，共 {count} 天"
WORK_LINE, WORK_MORE, IN_A_LINE = "  调休上班：{days}", "            {days}", 3
NO_WORK = "  没有调休上班日"
STORED = "已存入 {path}"
STORED_BEFORE = "{path} 里已经是这样，没有改动。"
NOT_STORED = "只是看一看，没有保存。"
SETTLED = "{count} 个期限不再是“暂定”。"
OTHERS_SAME = "其余 {count} 个正在计算的期限没有变动。"
PASTE = "请粘贴放假安排的通知全文，然后连按回车，直到列出日期："

REFUSALS: Mapping[str, str] = {
    "notice_empty": "没有看到放假安排；请把通知全文粘贴进来，从标题到“国庆节”那一条。",
    "notice_amends": "这是调整、延长假期的通知，不是全年的安排；请用记事本改 holidays.yaml 里这一年的日期，再运行 xinfang calendar --refresh。",
    "notice_no_year": "看不出是哪一年的通知；请连标题一起粘贴，或用 --year 写明年份，例如 --year 2027。",
    "notice_other_year": "通知是 {stated} 年的，--year 写的是 {given} 年；请核对。",
    "notice_unreadable": "通知里{holiday}这一条看不懂（{text}）；请与原文核对后再试。",
    "notice_no_day": "通知里{holiday}的“{text}”没有这一天；请与原文核对后再试。",
    "notice_weekday": "通知里{holiday}写的“{text}”对不上：{day} 是星期{found}；请与原文核对后再试。",
    "notice_count": "通知里{holiday}写的是 {stated} 天，按日期数是 {found} 天；请与原文核对后再试。",
    "notice_backwards": "通知里{holiday}的“{text}”止日在起日之前；请与原文核对后再试。",
    "notice_twice": "通知里{holiday}写了两次，日期不一样；请只粘贴一份通知。",
    "notice_missing": "{year} 年的通知里没有{holidays}；请把全文都粘贴进来。",
    "notice_far": "{day} 不属于 {year} 年的放假安排；请核对年份。",
    "notice_first_day": "{day} {holiday}应当放假，通知里却没有；请与原文核对后再试。",
    "notice_season": "通知里{holiday}写在 {day}，不是它的时节；请与原文核对后再试。",
    "notice_both": "{day} 既列为{holiday}放假，又列为上班；请与原文核对后再试。",
    "notice_work": "{day} 星期{weekday}本来就上班，却列为调休上班；请与原文核对后再试。",
    "notice_bad_list": "这个 JSON 里没有放假安排；请给出 days 列表，每一项有 name、date、isOffDay。",
    "notice_bad_item": "放假安排的第 {place} 项看不懂；每一项要有 name（节日名）、date（2027-01-01）、isOffDay（true 或 false），请改好后再试。",
    "notice_bad_json": "第 {line} 行的 JSON 写法不对；请改好，或直接粘贴通知的文字。",
    "notice_not_text": "“{path}”不是文本文件；请打开它，把通知的文字复制出来粘贴，或存成 .txt 文件。",
    "notice_no_file": "还缺少通知；请写上文件名，或用 - 从标准输入读，例如 xinfang calendar import 通知.txt。",
    "calendar_what": "“{text}”不是年份；看某一年请写 xinfang calendar 2026，录入通知请写 xinfang calendar import。",
    "calendar_unknown": "{year} 年放假安排还没有录入；通知公布后请用 xinfang calendar import 录入。",
    "schedule_form": "{path} 整个写在一对大括号里，不能自动添加；请先把它改名，导入后再把原来的年份抄进来。",
}


def day(on: date, year: int) -> str:
    """Return a day as a notice tells it, with the year only where it is not `year`: ``1月1日（周四）``."""
    former = f"{on.year}年" if on.year != year else ""
    return f"{former}{on.month}月{on.day}日（周{WEEK[on.weekday()]}）"


def days(listed: Iterable[date], year: int) -> str:
    """Return days as a notice tells them, neighbours as a span: ``1月1日（周四）至1月3日（周六）、1月5日（周一）``."""
    spans: list[list[date]] = []
    for on in sorted(listed):
        if spans and (on - spans[-1][-1]).days == 1:
            spans[-1].append(on)
        else:
            spans.append([on])
    told = (day(s[0], year) if len(s) == 1 else f"{day(s[0], year)}至{day(s[-1], year)}" for s in spans)
    return "、".join(told)


def work_lines(work: Iterable[date], year: int) -> list[str]:
    """Return the make-up workdays, so many a line that they fit the screen."""
    told = [day(on, year) for on in sorted(work)]
    rows = ["、".join(told[n : n + IN_A_LINE]) for n in range(0, len(told), IN_A_LINE)]
    return [(WORK_MORE if n else WORK_LINE).format(days=row) for n, row in enumerate(rows)] or [NO_WORK]


def years(first: int, last: int) -> str:
    """Return a span of years in words."""
    return ONE_YEAR.format(year=first) if first == last else SOME_YEARS.format(first=first, last=last)
