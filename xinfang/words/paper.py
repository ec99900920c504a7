"""What stands around the tables of a file: the lines above, the page footer, the marks on what was cut."""

UNIT = "填报单位：{office}"
PERIOD = "时段：{period}"
PAGE = "第 {page} 页　共 {pages} 页"
CUT = "……（文字太长，到此截断；全文请看台账）"
EMPTY = "没有"
