"""What stands around the tables of a file: the lines above, the page footer, the marks on what was cut."""

UNIT = "填报单位：{office}"
PERIOD = "时段：{period}"
# The table of a file to be browsed that tells of its others.
TOLD, TOLD_HEADS = "说明", ("项目", "内容")
TOLD_OF = {"title": "标题", "office": "单位", "period": "时段", "written": "导出时间", "head": "台账末条指纹"}
TOLD_NOTE = "注意"
MONTH = "月份"
PAGE = "第 {page} 页　共 {pages} 页"
CUT = "……（文字太长，到此截断；全文请看台账）"
EMPTY = "没有"
SUBTOTAL = "本页小计"
TOTAL = "合计"
GOES_ON = "（接上）"
SIGNED = "填报人：{by}　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　填报日期：{on}"
COUNTED_IN = "计量单位：{unit}"
HEAD = "台账末条指纹 {head}"
MADE = "台账末条指纹 {head}　{by} {on} 制"
ABOUT = "台账末条指纹：{head}；制表：{by}；日期：{on}"
