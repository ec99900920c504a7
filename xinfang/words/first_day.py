"""The first day: what is asked of a new office, what was made, what comes next."""

from collections.abc import Mapping

GREETING = (
    "建立自己的台账：六个问题，不会填的直接回车，以后都能改。↑ 或 < 回上一题；Ctrl-C 退出，什么都不建。\n"
    "办公文件夹放在 {path}；要放在别处，请按 Ctrl-C，再用 xinfang --home 文件夹 init。"
)
QUESTION: Mapping[str, str] = {
    "office_name": "单位名称，例如 柳林镇信访办",
    "role": "单位性质",
    "clerk": "平时谁登记，例如 王干事",
    "groups": "村组，例如 一组、二组 或 一组-八组",
    "leaders": "领导，例如 张书记、李镇长",
    "units": "常转送、交办的单位，例如 国土所、派出所",
}
CALLED_SO = r"[（(].*|(?:人民政府)?(?:信访.*|综治.*|便民.*)$"  # of a name, what every office has
LIKELY: Mapping[str, str] = {"village": "村|社区|居委会", "bureau": "[县市区州旗省]信访|信访局"}
NOTHING_MADE = "没有建立办公文件夹，什么都没有写。"
TEMPLATES = "文书模板 {count} 种在“{folder}”，空白登记表是“{sheet}”，都可以用 WPS 改。"
SHEET = "录入模板.xlsx"
REGISTER_QUESTION = "现在有 Excel 登记簿要导进来吗？把文件拖进窗口，或写文件名；没有就直接回车"
NOT_IMPORTED = "没有导入；以后用 xinfang import 文件名 导入。"
READY = "好了。现在输入 xinfang。"
READY_ELSEWHERE = "好了。先输入 cd {path}，再输入 xinfang。"

REFUSALS: Mapping[str, str] = {
    "init_in_demo": "这里是演示台账（{path}）；请先用 cd .. 回到上一级文件夹，再运行 xinfang init 建自己的。",
}
