"""The settings by their keys: what each is called, and what is said when one is changed."""

from collections.abc import Mapping

TITLE = "设置"
SECTION: Mapping[str, str] = {
    "office": "单位", "": "登记和名单", "terms": "期限", "targets": "指标目标（%）", "categories": "内容分类",
    "tables": "排查和接访（请用记事本改）",
}  # fmt: skip
HEADS: Mapping[str, str] = {"key": "名称", "label": "含义", "mark": "", "value": "现在"}
USUAL = "默认"
OFFICE: Mapping[str, str] = {
    "name": "单位名称", "code": "单位代号", "role": "单位性质", "clerk": "经办人", "phone": "联系电话",
    "organ": "落款单位", "short": "文号简称", "superior": "上一级机关",
}  # fmt: skip
TOP: Mapping[str, str] = {
    "number": "编号样式", "paper_number": "文号样式", "remind_workdays": "提前提醒（工作日）", "retention": "保管期限",
    "groups": "村组", "units": "承办单位", "leaders": "领导", "province": "省级规定",
}  # fmt: skip
TABLE: Mapping[str, str] = {
    "screening": "排查安排", "receptions": "接访日", "reception_reminders": "接访提醒",
}  # fmt: skip
PART: Mapping[str, str] = {"length": "长度", "unit": "计算单位", "basis": "依据"}
OF_A_TERM = "{term}期限{part}"
TERM_TOLD = "{length}{unit}　{basis}"
TARGET = "{name}目标"
ITEMS = "{count} 项"
NOTHING = "（没有写）"
HOW = "改一项：xinfang config office.name 柳林镇信访办；名单添减：xinfang config groups --add 九组；恢复默认：--unset。"
DONE = "已改 {label}（{key}）：{former} → {value}"
DONE_LIST = "已改 {label}（{key}），现在是：{value}"
SAME = "{label}（{key}）本来就是 {value}，没有改动。"
CLOCKS_STAY = "已经开始计算的期限不变；新开始的按新的算。"
SEE_ALL = "用 xinfang config 看有哪些。"

REFUSALS: Mapping[str, str] = {
    "no_such_setting": "没有“{text}”这项设置；{hint}",
    "bad_setting": "{key} 没有改：{fault}请改正后再试。",
    "setting_by_hand": "{key} 在文件里的写法不能代为修改，没有改动；请用记事本打开 config.yaml 改。",
    "setting_is_section": "{text} 里有好几项，没有改；请写明是哪一项，例如 {example}。",
    "setting_is_table": "{key} 每项有好几样内容，不能用命令改；请用记事本打开 config.yaml 改。",
    "setting_is_no_list": "{key} 只有一个值，不能用 --add、--remove；请直接写新的值。",
    "setting_one_thing": "新的值、--add（--remove）和 --unset 一次只能用一样；请分开做。",
    "setting_no_item": "{key} 里没有“{text}”，没有改；现在有：{items}。请核对。",
    "setting_code": "台账里已经有 {count} 条记录，都记在代号 {known} 名下，不能再改代号；要换代号请另建办公文件夹。",
    "setting_no_file": "办公文件夹 {path} 里的 config.yaml 不见了，没有改；请先放回去，备份里有的可以用 xinfang restore 放回。",
}  # fmt: skip
