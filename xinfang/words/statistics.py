"""Statistics (统计): what each number is called, over which table it stands, and what is told below."""

from collections.abc import Mapping

TITLE = "信访统计"
PETITIONS: Mapping[str, str] = {
    "petitions": "总件次", "letters": "来信", "visits": "来访批次", "visit_people": "来访人次", "calls": "来电",
    "online": "网上", "first": "初次", "repeat": "重复", "collective_visits": "集体访",
}  # fmt: skip
CASES: Mapping[str, str] = {
    "carried_in": "上期结转", "cases_opened": "本期新收", "cases_closed": "本期办结", "cases_settled": "其中化解",
    "carried_out": "期末未结", "overdue": "其中逾期",
}  # fmt: skip
SHORT_CASES: Mapping[str, str] = {
    "carried_in": "结转", "cases_opened": "新收", "cases_closed": "办结", "cases_settled": "化解", "carried_out": "未结",
    "overdue": "逾期",
}  # fmt: skip
COUNTERS: Mapping[str, str] = {**PETITIONS, **CASES}
SHORT_PETITIONS: Mapping[str, str] = {
    "petitions": "总件次", "letters": "来信", "visits": "批次", "visit_people": "人次", "calls": "来电", "online": "网上",
    "first": "初次", "repeat": "重复", "collective_visits": "集访",
}  # fmt: skip
PETITIONS_COMPARED: Mapping[str, str] = {"petitions_last_year": "同期", "petitions_growth": "同比"}
CASES_COMPARED: Mapping[str, str] = {
    "year_to_date": "本年累计", "cases_last_year": "上年同期", "cases_growth": "同比",
}  # fmt: skip
# What people may type for a counter, besides its name.
SHORT: Mapping[str, str] = {
    "件次": "petitions", "来访": "visits", "网上信访": "online", "集体访批次": "collective_visits",
    **{label: key for heads in (SHORT_PETITIONS, SHORT_CASES) for key, label in heads.items()},
}  # fmt: skip
SPANS: Mapping[str, str] = {
    "now": "本期", "year_to_date": "本年累计", "last_year": "上年同期", "previous": "上期",
}  # fmt: skip
GROWTH: Mapping[str, str] = {"last_year": "同比", "previous": "环比"}
GROUPS: Mapping[str, str] = {
    "category": "内容分类", "group": "村组", "channel": "信访形式", "source": "来源", "unit": "承办单位", "kind": "信访目的",
    "office": "单位", "month": "月份",
}  # fmt: skip
ITEM = "项目"
SHARE = "占比"
SUM = "合计"
NOT_IN_SETTINGS = "未分类"
LEAF = "　{name}"
ITSELF = "{topic}未细分"
OF_PETITIONS = "信访件（件次，按{dated}）"
OF_CASES = "信访事项（件，按{dated}）"
PETITIONS_BY = "信访件按{group}（件次，按{dated}）"
CASES_BY = "信访事项按{group}（件，按{dated}）"
BY_MONTH = "按月（总件次数信访件，按{petitions}；其余数信访事项，按{cases}）"
DATED_CASES: Mapping[str, str] = {
    "received": "收到、办结日期", "registered": "登记、办结日期", "closed": "收到、办结日期",
}  # fmt: skip
INDICATORS = "指标"
INDICATOR_HEADS: Mapping[str, str] = {
    "name": "指标", "shown": "结果", "numerator": "分子", "denominator": "分母", "asked": "目标", "met": "达标",
}  # fmt: skip
INDICATOR_MORE: Mapping[str, str] = {"formula": "算法"}
MET: Mapping[bool | None, str] = {True: "是", False: "否", None: ""}
BASES = "上年同期：{last_year}"
BASES_TOO = "上年同期：{last_year}；上期：{previous}"
NOTE_SUM = "总件次＝来信＋来访批次＋来电＋网上，人次另计；上期结转＋本期新收－本期办结＝期末未结。"
NOTE_BY = "看一张表：加 --by category（内容分类）、group（村组）、unit（承办单位）、month（月份）等。"
NOTE_CELL = "看一个数是哪几件：加 --cell 行:列，照表上的名称写，例如 --cell 期末未结 或 --cell 宅基地:来信。"
NOTE_CELL_BY = "看一个数是哪几件：再加 --cell 行:列，照表上的名称写，例如 --cell 合计:期末未结。"
PETITION_HEADS: Mapping[str, str] = {
    "petition": "编号", "received_on": "收到日期", "channel": "信访形式", "petitioner": "信访人", "people": "人数",
    "subject": "事由",
}  # fmt: skip
MONTH = "{month}月"
COLON = "："  # as it is typed between a row and a column
CELL_PEOPLE = "{people} 人次，共 {count} 批"
MORE_ROWS = "内容分类还有 {count} 条；加 --by category 看全部。"
