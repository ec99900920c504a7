"""What `check` (`doctor`) says of the computer: each look in good order, with a remark, or where something cannot work."""

from collections.abc import Mapping

TITLE = "这台电脑"
MARK: Mapping[str, str] = {"ok": "√ ", "remark": "! 请留意：", "stop": "× 用不了："}
# Of each look: what is told in good order, with a remark and its next step, where it cannot work.
TOLD: Mapping[str, Mapping[str, str]] = {
    "version": {"ok": "xinfang {version}"},
    "python": {"ok": "Python {version}"},
    "sqlite": {
        "ok": "SQLite {version}",
        "stop": "SQLite {version} 太旧，不能查找；请换一个 Python（3.11 以上、带新的 SQLite）重新安装。",
    },
    "settings": {
        "ok": "设置 {path}",
        "remark": "还没有设置文件（{path}）；还没有建台账的，运行 xinfang init。",
        "stop": "设置读不出来（{path}）；请照最后几行说的改。",
    },
    "folder": {
        "ok": "办公文件夹可以写入",
        "stop": "不能写入 {path}，登记不了；请检查文件夹权限，U 盘看看有没有写保护。",
    },
    "disk": {
        "ok": "磁盘还有 {free} MB",
        "remark": "{path} 所在的磁盘只剩 {free} MB，建议留出 {wanted} MB；请清理磁盘，不要删办公文件夹里的东西。",
        "stop": "{path} 所在的磁盘只剩 {free} MB，登记不了；请马上清理磁盘，不要删办公文件夹里的东西。",
    },
    "backup": {
        "ok": "{told}",
        "remark": "{told}请插好 U 盘，运行 xinfang backup --to 盘符。",
    },
    "clock": {
        "ok": "电脑时间 {at}",
        "remark": "电脑时间 {at}，和台账对不上（{last}）；请先校准日期和时间再登记。",
    },
    "calendar": {
        "ok": "放假安排到 {year} 年",
        "remark": "{year} 年放假安排还没有，落在那一年的期限是暂定的；通知公布后运行 xinfang calendar import。",
        "stop": "放假安排读不出来：{fault}",
    },
    "encoding": {
        "ok": "屏幕编码 {encoding}，汉字都能显示",
        "remark": "屏幕编码 {encoding}，姓名里的生僻字会显示成问号，台账里不会丢；要看清楚，请先输入 chcp 65001 再打开。",
        "blind": "屏幕编码 {encoding} 显示不了汉字；Windows 请先输入 chcp 65001，Linux 请把语言设成 zh_CN.UTF-8。",
    },
    "fonts": {
        "ok": "中文字体有 {count} 种（系统登记的；黑窗口用的是哪一种看不出来）",
        "remark": "没有找到{missing}，做好的文书、打印的报表会换成别的字体；请安装，或在有的电脑上打印。",
    },
    "width": {
        "ok": "窗口宽 {cells} 列",
        "remark": "窗口只有 {cells} 列宽，长表会折成几行；请把窗口拉宽到 80 列以上，或把字调小。",
    },
}  # fmt: skip
