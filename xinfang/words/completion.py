"""The words about completing with Tab."""

from collections.abc import Mapping

SHELLS: Mapping[str, str] = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "PowerShell"}
ENDINGS: Mapping[str, str] = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}
TOLD = (
    "按 Tab 键补全：打几个字母按 Tab，命令、选项、编号、分类、村组、单位就接着写出来，按两下列出全部。",
    "安装：xinfang completion --install（一次就行）；要给别的终端装，写上 bash、zsh、fish 或 powershell。",
    "试试：xinfang log-v 按 Tab；xinfang show 1 按两下 Tab；xinfang list --category zjd 按 Tab。",
)
MARK = "xinfang：按 Tab 补全"
INSTALLED = "已装好 {shell} 的 Tab 补全：{script}"
THERE = "{shell} 的 Tab 补全早已装好，没有改动：{script}"
LOADED = "{start} 的末尾有一行，打开终端时读它。"
POLICY = "PowerShell 不让运行脚本的，先输入一次 Set-ExecutionPolicy -Scope CurrentUser RemoteSigned。"
NEXT = "关掉这个窗口，再打开一个就可以用。"
UNDO = "不要了：删去 {script}。"
UNDO_START = "不要了：删去 {script}，再删去 {start} 里带“xinfang：按 Tab 补全”的那一行。"
REFUSALS: Mapping[str, str] = {
    "which_shell": "看不出现在用的是哪种终端；请写明是哪种，例如 xinfang completion --install bash，可以写 {shells}。",
    "no_profile": "这台电脑上没有找到 PowerShell，没有安装；请用 xinfang completion --install 给现在用的终端安装。",
}
