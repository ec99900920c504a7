"""Every sentence that the installer says."""

NAME = "信访台账"

DAMAGED = "安装文件不完整或已损坏（{what}）。请把压缩包重新拷贝一次，全部解压到一个新文件夹，再运行 install.py。"
NOT_UNPACKED = "这里只有 install.py，没有别的安装文件。请先把压缩包全部解压到一个文件夹，再运行解压出来的 install.py。"
NO_WHEELS = (
    "安装包里没有适合这台电脑（{target}）的组件。支持 Windows 64 位、Linux x86_64 和 aarch64，Python 3.11 至 3.14。"
)
OLD_SYSTEM = "这个系统的基础库 glibc 是 {version}，信访台账需要 2.28 以上（统信 UOS 20、麒麟 V10、Debian 10 都可以）。请在较新的系统上安装。"
WITH_SUDO = "请不要用 sudo 运行：信访台账只装在使用者自己的账户里，不需要管理员权限。请去掉 sudo 再运行一次。"
NO_ROOM = (
    "磁盘空间不够：{folder} 所在的磁盘还剩 {free} MB，需要 {needed} MB。请清理一些文件再运行一次；原来的版本没有改动。"
)
CANNOT_WRITE = "写不进 {path}（{reason}）。请检查磁盘空间和文件夹权限，再运行一次；原来的版本没有改动。"
CANNOT_REMOVE = "删不掉 {path}（{reason}）。请关掉正在使用信访台账的窗口，再卸载一次；台账和设置没有动。"
BUSY = "另一个安装程序正在运行。请等它结束再试。"
OLDER = "已经装了较新的 {former}，这个压缩包是 {version}，没有安装。确实要换回旧版，请加 --older 再运行一次。"
FOREIGN = (
    "{path} 已经存在，而且不是本安装程序放的。请先改名或删除（用 pipx 装的运行 pipx uninstall xinfang），再运行一次。"
)
NO_PLACE = "安装文件夹的名字里有换行之类的控制字符，装不了。请用 --prefix 指定另一个文件夹，再运行一次。"
TAKEN = "{path} 已经存在，而且不是本安装程序放的；装进去会和它混在一起。请用 --prefix 指定一个空文件夹，再运行一次。"
NO_BACKUP = (
    "换新版之前备份台账没有成功，所以没有换：\n{said}\n请先处理；确实不备份也要换，请加 --no-backup 再运行一次。"
)
SELF_CHECK = "新版自检没有通过（xinfang {command}），没有启用；原来的版本没有改动。\n{said}\n请换一个压缩包再试，或把以上文字交给提供压缩包的人。"
UNSPEAKABLE = "Python 的位置 {path} 里有这台电脑的命令行不认识的字。请把 Python 装到默认位置，再运行一次。"
BAD_ARGUMENTS = "不认识的用法：{error}。用 --help 查看说明。"
NOT_INSTALLED = "没有找到已安装的信访台账，不需要卸载。"
CANCELLED = "已停止，没有改动。"
INTERRUPTED = "已中断；原来的版本没有改动。再运行一次 install.py 就行。"

ABOUT = "安装、更新、卸载信访台账。不联网，不改动系统自带的 Python，不需要管理员权限。"
OPTION = {
    "uninstall": "卸载程序；台账和设置都留着",
    "yes": "不提问，直接做",
    "prefix": "装到这个文件夹（平时不用）",
    "older": "允许换回旧版",
    "no_backup": "换版本之前不备份台账",
    "no_entry": "不放桌面和开始菜单图标",
    "help": "显示本说明",
}

VERIFIED = "安装文件核对无误（{count} 个）。"
WILL_INSTALL = "将把信访台账 {version} 装到 {root}。"
WILL_UPGRADE = "将把信访台账从 {former} 更新到 {version}（{root}）。台账和设置不动。"
WILL_REPAIR = "已经装了 {version}，将重新安装一遍（{root}）。台账和设置不动。"
WILL_UNINSTALL = "将卸载信访台账（{root}）。台账和设置都留着。"
GO_ON = "继续吗？直接回车继续，输入 n 停止："
BACKED_UP = "换新版之前已备份台账（{office}）。"
UNPACKING = "正在解开组件……"
CHECKING = "正在自检（做一份演示台账并核对）……"
DONE = "安装完成：xinfang {version}。"
ON_PATH = "已把 {folder} 加进命令搜索路径（改了：{files}）。"
ENTRY = "{where}里有“{name}”，打开就是今天要办的。"
DESKTOP, MENU = "桌面", "开始菜单"
NOT_CONNECTED = "程序已经启用，但图标或命令搜索路径没有放全（{path}：{reason}）。可以这样打开：{launcher}"
NEXT = "现在可以：双击“信访台账”，或关掉这个窗口、打开新的终端，输入 xinfang。第一次用：xinfang init 建立自己的台账，xinfang demo 先试一试。"
UNINSTALL_WITH = "以后要卸载：{command}"
UNINSTALLED = "已卸载信访台账。"
KEPT = "台账和设置都留着，在：{office}"
KEPT_ELSEWHERE = "您自己建的办公文件夹都没有动。"

WINDOW = "{name}：可以接着输入命令，例如 xinfang log-visit；输入 exit 关闭。"
NO_PYTHON = "找不到安装时用的 Python：{python}。请重新运行安装包里的 install.py。"
COMMENT = "信访登记与期限管理"
