"""Packages for the higher level, and merging them: what is said, asked and refused."""

from collections.abc import Mapping

from xinfang.words import talk

REGISTERS = talk.DEMO_FILE
DEFAULT_FILE = "{office}-{day}.zip"
PACKED = "数据包已做好：{path}（{entries} 条记录，{cases} 件事项，{petitions} 件信访）"
PACKED_SEALED = "已加密：打开和合并时都要输入密码；密码请另外告诉上级，不要和数据包放在一起。"
PACKED_CLOSED = "检举控告 {count} 件只带编号、日期和期限，内容没有放进去。"
PACKED_OPEN = "检举控告 {count} 件带了内容（已记录）；请按保密规定传送。"
PACKED_HEAD = "末条指纹：{head}（可以电话告诉上级核对）"
NEW_PASSWORD, AGAIN, PASSWORD = "设一个密码", "再输一遍", "“{file}”的密码"
MERGED = "已合并 {file}：{offices}"
MERGED_OFFICE = "{name} 新增 {added} 条，共 {entries} 条"
NOTHING_NEW = "{file} 里没有新的记录（以前已经合并过）。"
SUMMARY = "合并 {merged} 个数据包，没有新内容 {same} 个，没有合并 {refused} 个。"
LIST = "汇总的单位"
LIST_HEADS: Mapping[str, str] = {
    "name": "单位", "office": "代号", "role": "性质", "entries": "记录", "last_on": "数据截至", "merged_on": "合并日期",
    "head": "末条指纹",
}  # fmt: skip
LIST_EMPTY = "还没有合并过其他单位的数据包；用 xinfang merge 文件 或 xinfang merge 文件夹 合并。"
LIST_HOW = "查看：xinfang list --office 单位，或 --office 全部。"

UNREADABLE = {"json": "不是完整的 JSON", "names": "栏目不对", "text": "有无法保存的字符", "said": "办理内容不对"}
REFUSALS: Mapping[str, str] = {
    "not_a_package": "“{file}”不是 xinfang 的数据包；请核对文件，数据包用 xinfang package 制作。",
    "package_newer": "“{file}”是更新版本的程序做的；请先升级 xinfang 再合并。",
    "package_manifest": "“{file}”的清单（manifest.json）读不懂或内容不对；请让该单位重新制作。",
    "package_members": "“{file}”里的文件不对（{name}）：多了、少了、重复或大小不正常；请让该单位重新制作。",
    "package_changed": "“{file}”里的 {name} 和清单不一致，可能传坏了或被改动过；请让该单位重新发送。",
    "package_line": "“{file}”第 {seq} 条记录读不懂（{what}）；请让该单位用最新版本的 xinfang 重新制作。",
    "package_chain": "“{file}”第 {seq} 条记录被改动过或前面有缺失（{office}）；没有合并，请与该单位核对。",
    "package_fork": "“{file}”第 {seq} 条记录和以前合并的不一样（{office}）；没有合并，请与该单位核对两次的台账。",
    "package_cut": "“{file}”第 {seq} 条记录以后和清单不一致（{office}）；可能不完整，请让该单位重新发送。",
    "package_rows": "“{file}”里的记录互相矛盾，写不进台账；没有合并，请与该单位核对。",
    "package_same_code": "“{file}”（{office}）和以前合并的另一本台账用了同一个代号“{code_of}”；没有合并，请其中一个单位另建办公文件夹、"
    "写上自己的代号，再把导出的登记簿导入进去。",
    "package_own": "“{file}”里有本单位（{office}）的记录，不能合并到自己；要是两个单位用了同一个代号，请其中一个另建办公文件夹、"
    "写上自己的代号，再把导出的登记簿导入进去。",
    "package_sealed": "“{file}”加了密，要在终端里输入密码；请直接运行 xinfang merge，不加 --json、--no-input。",
    "package_password": "密码不对，或“{file}”已损坏；请核对密码后重试。",
    "no_packages": "{path} 里没有数据包（.zip）；请核对文件夹。",
    "seal_asks": "--seal 要在终端里设密码；请不加 --json、--no-input 运行。",
    "seal_missing": "加密要先安装一个组件；请运行 pip install 'xinfang[seal]'。",
    "seal_differs": "两次输入的密码不一样；请重新运行。",
    "bad_package_ending": "数据包不会写成“{ending}”文件；文件名请用 .zip 结尾。",
}
