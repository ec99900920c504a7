"""Copies of the ledger: what is said of them, and why one was not made."""

from collections.abc import Mapping

SHELF = "xinfang-{office}"
COPYING = "正在备份到 {path}……"
COPIED = "已备份到 {path}"
HOLDS = "{entries} 条记录，{cases} 件事项，{petitions} 件信访，附件、文书 {files} 个。"
LOST = (
    "注意：有 {count} 个文件不见了、被改动过或读不出来，这一份备份可能缺少它们；请用 xinfang check 看是哪些附件、文书。"
)
LOST_BESIDE = "读不出来的：{paths}"
SAME_DISK = "注意：{path} 和台账在同一个磁盘上，磁盘坏了会一起丢，不算备份到电脑外面；请另外备份到 U 盘。"
DAILY_FAILED = "今天的自动备份没有做成（{kind}）；刚才的已经保存，请运行 xinfang backup 再试。"
DAILY_STOPPED = "今天的自动备份被打断，没有做成；刚才的已经保存，下次登记时会再做。"
REMIND_FIRST = "提醒：台账还没有备份到 U 盘；请插好后运行 xinfang backup --to 盘符。"
REMIND_AGAIN = "提醒：已有 {days} 天没有备份到 U 盘；请插好后运行 xinfang backup --to 盘符。"
NEWEST = "最近的备份：{day}（{days} 天前），电脑里共 {count} 份；"
NEWEST_AHEAD = "最近的备份：{day}（比今天还晚，请核对电脑的日期），电脑里共 {count} 份；"
NEWEST_TODAY = "最近的备份：今天，电脑里共 {count} 份；"
NONE = "电脑里还没有备份；"
OUTSIDE = "电脑外面的：{day}。"
NONE_OUTSIDE = "电脑外面的：还没有。"

REFUSALS: Mapping[str, str] = {
    "backup_busy": "台账正在写，或者正在做另一份备份，这一份没有做成；请稍等几秒再试。",
    "backup_damaged": "台账有损坏，备份没有做成，以前的备份都还在；请运行 xinfang check 看坏在哪里，需要时用 xinfang restore 恢复。",
    "backup_spoilt": "备份写到 {path} 后读出来不对，没有做成；请换一个 U 盘或磁盘再试，台账没有改动。",
    "backup_stranger": "备份 {copy}（在 {path}）里有台账没有的记录：台账可能被截短或换过，或者那里放的是别的单位的备份；没有备份，以前的备份都还在，请运行 xinfang check 核对。",
    "backup_full": "{path} 所在的磁盘满了，备份没有做成；请清理出空间再试，台账和以前的备份没有改动。",
    "backup_too_large": "{path} 放不下这么大的文件，备份没有做成；请把 U 盘格式化成 exFAT 或换一个，台账和以前的备份没有改动。",
    "backup_unwritable": "不能写入 {path}，备份没有做成；请检查 U 盘是否插好、有没有写保护，再试，台账和以前的备份没有改动。",
    "backup_no_folder": "没有 {path} 这个文件夹，备份没有做成；请检查 U 盘是否插好、盘符对不对，再试。",
    "backup_inside": "{path} 在办公文件夹里，电脑坏了会一起丢；请换成 U 盘上的文件夹，电脑里的备份不加 --to 就会做。",
}  # fmt: skip
