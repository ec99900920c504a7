"""Words of the reports upward (月报、季报、年报、周报、通报): their sheets, headings and every sentence in them."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {"week": "周报", "month": "月报", "quarter": "季报", "year": "年报"}
SPANS: Mapping[str, str] = {"week": "周", "month": "月", "quarter": "季度", "year": "年度"}
PRESENT: Mapping[str, str] = {"week": "本周", "month": "本月", "quarter": "本季度", "year": "今年"}
LAST_WHOLE = "没有写时段，写的是 {name}；要{present}的：xinfang report {kind} {present}"
EXAMPLES: Mapping[str, str] = {"week": "上周", "month": "2026-10", "quarter": "2026Q3", "year": "2026"}
# What the files are called.
FILES: Mapping[str, str] = {
    "sheets": "信访报表_{period}_{office}.xlsx", "analysis": "信访形势分析_{period}_{office}.docx",
    "notice": "信访工作通报_{period}_{office}.docx", "year": "信访情况年度报告_{period}_{office}.docx",
    "week": "信访周报_{period}_{office}.docx",
}  # fmt: skip
WRITTEN = "已写好：{path}"
GLANCE_MONTHS: Mapping[str, str] = {
    "month": "月份", "petitions": "件次", "visit_people": "来访人次", "decided": "应办结", "in_time": "按期办结",
}  # fmt: skip
GLANCE_TOPICS: Mapping[str, str] = {"name": "大类", "petitions": "件次", "share": "占比"}

ALL_TOGETHER = "合计"
# Of each kind of report: what the period itself is called, the one before.
NAMED: Mapping[str, str] = {
    "week": "{year}年{month}月{day}日至{last_month}月{last_day}日", "month": "{year}年{month}月",
    "quarter": "{year}年第{quarter}季度", "year": "{year}年",
}  # fmt: skip
BEFORE: Mapping[str, str] = {"week": "上周", "month": "上月", "quarter": "上季度", "year": "上年"}
SAME_DAYS = "{name}同期"
TO_DATE = "{year}年1至{month}月"
QUARTERS = "一二三四"

LATE = "超期情况表"
LATE_HEADS: Mapping[str, str] = {
    "case": "编号", "subject": "事由", "term": "期限种类", "due_on": "到期日", "ended_on": "完成日", "days": "超期天数",
    "unit": "承办单位", "state": "期末情况",
}  # fmt: skip
LATE_STATE = {True: "已办（逾期）", False: "仍未办"}

SCREENED = "矛盾纠纷排查情况统计表"
SCREENED_UNIT = "轮次、件、人"
SCREENED_HEADS: Mapping[str, str] = {
    "area": "排查区域", "rounds": "应排查轮数", "done": "已排查轮数", "nothing": "零报告", "carried_in": "上期结转",
    "found": "本期排出", "people": "涉及人数", "settled": "已化解", "unsettled": "未化解", "became": "转信访事项",
    "carried_out": "期末在调处", "late": "其中超时限",
}  # fmt: skip

RECEIVED = "领导接访情况表"
RECEIVED_HEADS: Mapping[str, str] = {
    "on_date": "日期", "leader": "领导", "duty": "职务", "way": "方式", "people": "人次", "case": "编号",
    "subject": "主要问题", "text": "接待意见", "unit": "责任单位", "status": "办理情况",
}  # fmt: skip

BASIC = "信访基本情况"
BASIC_HEADS: Mapping[str, str] = {
    "item": "项目", "now": "本期", "year_before": "上年同期", "same": "同比", "before": "上期", "in_turn": "环比",
}  # fmt: skip
BASICS: Mapping[str, str] = {
    "letters": "来信（件）", "visits": "来访（批）", "visit_people": "来访（人次）", "calls": "来电（件）", "online": "网上信访（件）",
    "petitions": "合计（件次）", "first": "其中：初次", "repeat": "其中：重复", "collective_visits": "集体访（批）",
    "cases_opened": "新收事项（件）", "cases_closed": "办结事项（件）", "carried_out": "期末未结（件）",
}  # fmt: skip
RATES = "指标完成情况"
TOPICS = "内容分类（大类）"
TOPIC_HEADS: Mapping[str, str] = {
    "name": "大类", "now": "本期（件次）", "share": "占比", "year_before": "上年同期", "same": "同比",
}  # fmt: skip
BY_GROUP, GROUP = "各村组信访办理情况", "村组"
BY_OFFICE = "各单位信访办理情况"
BY_UNIT, UNIT = "各承办单位信访办理情况", "承办单位"
NOTICE_HEADS: Mapping[str, str] = {
    "petitions": "收到件次", "repeat": "重复", "carried_in": "上期结转", "opened": "新收事项", "closed": "办结",
    "carried_out": "期末未结", "overdue": "其中逾期", "in_time": "按期办结", "decided": "应办结", "share": "按期办结率",
}  # fmt: skip

PETITIONS_TOLD = "信访"
ZERO = "{period}没有{what}，零报告。"
STILL_RUNS = "时段还没有过完，数字截至 {today}；和上年、上期只比同样几天。"
NO_BASE = "台账从 {day} 起登记，没有上年同期的完整数据，上年同期和同比不填。"
WORKBOOK = "信访报表（{period}）"
STATEMENT_TITLE = "信访统计表"
STATEMENT_UNIT = "信访件（件次）、信访事项（件）"
STATEMENT: Mapping[str, str] = {
    "letters": "来信（件）", "visits": "来访（批次）", "visit_people": "　　来访（人次）", "calls": "来电（件）",
    "online": "网上信访（件）", "petitions": "合计（件次）", "first": "其中：初次（件次）", "repeat": "　　　重复（件次）",
    "collective_visits": "　　　集体访（批次）",
}  # fmt: skip
STATEMENT_HEADS: Mapping[str, str] = {
    "item": "项目", "now": "本期信访件", "to_date": "本年累计", "year_before": "上年同期", "same": "同比", "before": "上期",
    "in_turn": "环比",
}  # fmt: skip
CASE_HEADS: Mapping[str, str] = {
    "carried_in": "事项上期结转", "cases_opened": "事项本期新收", "cases_closed": "事项本期办结", "cases_settled": "其中化解",
    "carried_out": "事项期末未结", "overdue": "其中逾期",
}  # fmt: skip
STATEMENT_NOTES = (
    "信访件按收到日期统计，一次来信、一批来访、一个来电、一条网上信访各算一件次；人次另计，不加进件次。作废的不算，检举控告只计数。",
    "信访事项按收到、办结日期统计，按首次信访的形式归入各行：上期结转＋本期新收－本期办结＝期末未结。",
    "同比＝（本期－上年同期）÷上年同期，环比＝（本期－上期）÷上期，四舍五入；基数是 0 的写“—”。",
)
BY_CATEGORY_SHEET, CATEGORY, LEAF = "内容分类统计表", "内容分类", "　　{name}"
BY_GROUP_SHEET, BY_UNIT_SHEET = "村组统计表", "承办单位统计表"
BY_OFFICE_SHEET = "各单位统计表"
BY_SOURCE_SHEET, SOURCE = "来源统计表", "来源"
BY_KIND_SHEET, KIND = "信访目的统计表", "信访目的"
CROSS_HEADS: Mapping[str, str] = {
    "petitions": "总件次", "letters": "来信", "visits": "来访批次", "visit_people": "来访人次", "calls": "来电",
    "online": "网上", "first": "初次", "repeat": "重复", "year_before": "上年同期", "same": "同比",
    "carried_in": "事项上期结转", "cases_opened": "事项本期新收", "cases_closed": "事项本期办结",
    "carried_out": "事项期末未结", "overdue": "其中逾期",
}  # fmt: skip
CROSS_NOTES = ("信访件按收到日期统计，合计＝来信＋来访批次＋来电＋网上，人次另计；信访事项按收到、办结日期统计。",)
TREND = "信访趋势"
MONTHS = "各月信访量"
TREND_HEADS: Mapping[str, str] = {
    "month": "月份", "letters": "来信", "visits": "来访批次", "calls": "来电", "online": "网上", "petitions": "总件次",
    "visit_people": "来访人次", "in_time": "按期办结", "decided": "应办结", "rate": "按期办结率（%）",
}  # fmt: skip
TREND_NOTES = ("信访件按收到日期统计；应办结的是当月到期或办结的事项，按期办结率＝按期办结÷应办结，没有应办结的不填。",)
TREND_CHART, IN_TIME_CHART = "各月信访量（件次）", "各月按期办结率（%）"
TOPIC_CHART_SHEET, TOPIC_CHART = "内容分类对比", "各大类信访量（件次）"
TIMES = "件次"
CALLS, CALLS_UNIT = "来电接听情况一览表", "件"
LATE_NOTE = "列时段里超过期限的，时段里补办了的也列；仍未办的，超期天数算到时段结束的第二天。"
RECEIVED_UNIT, LATE_UNIT, RATE_UNIT = "批、人次", "次", "见各指标"
RECEIVED_NOTE = (
    "计划接访日 {planned} 天，已接访 {held} 天（其中无人来访 {nobody} 天），取消 {cancelled} 天，没有登记 {untold} 天；"
    "接待来访 {batches} 批 {people} 人次，约访 {appointed} 批，下访 {visited} 批。"
)
NO_CALLS, NO_RECEPTIONS, NO_LATE, NO_DISPUTES = "来电", "领导接访", "超期", "排出矛盾纠纷"
SCREENED_NOTE = "按排查日期、结束日期统计：上期结转＋本期排出－已化解－未化解－转信访事项＝期末在调处；应排查轮数是时段里到期的轮次。"

ANALYSIS = "{period}信访形势分析"
ANALYSIS_HEADINGS = (
    "一、总体情况", "二、主要特点", "三、办理情况", "四、矛盾纠纷排查化解", "五、领导接访", "六、典型事项", "七、存在的问题",
    "八、下步打算",
)  # fmt: skip
YEARLY = "{period}信访情况年度报告"
YEARLY_HEADINGS = (
    "一、信访事项的数据统计、信访事项涉及领域以及被投诉较多的机关、单位",
    "二、转送、交办、督办情况",
    "三、提出改进工作、完善政策、追究责任建议以及被采纳情况",
    "四、其他应当报告的事项",
)
NOTICE = "关于{period}信访工作情况的通报"
NOTICE_HEADINGS = ("一、总体情况", "二、各村组情况", "三、各承办单位情况", "四、存在的问题和工作要求")
WEEKLY = "信访周报（{period}）"
ADVICE_TITLE = "提出的建议和反馈"
ADVICE_HEADS: Mapping[str, str] = {
    "on_date": "日期", "kind": "建议", "unit": "单位", "text": "内容", "result": "反馈",
}  # fmt: skip
NO_ANSWER = "还没有反馈"
