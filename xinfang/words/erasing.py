"""Erasing personal data after its retention: what is said, asked and refused."""

from collections.abc import Mapping

ERASED_MARK = "已清除"
DUE = "保管期满、可以清除个人信息的事项"
DUE_HEADS: Mapping[str, str] = {
    "case": "编号", "closed_on": "办结日期", "retention": "保管期限", "runs_out": "期满日", "with_it": "一并清除",
    "subject": "事由",
}  # fmt: skip
DUE_HOW = "清除：xinfang erase 编号 --approver 批准人 --reason 依据；全部清除用 --all-due 代替编号。"
WAITING = "{case} 的{terms}还没有办，办了才能清除。"
NONE_DUE = "现在没有。保管期限从办结的第二年 1 月 1 日起算，永久的不清除。"
GOES = "将清除 {count} 件事项（{numbers}）的姓名、电话、身份证号、住址、事由、内容、办理情况，以及附件和文书的文件。"
STAYS = "留下编号、日期、分类、村组、人数、来源、期限和是否化解，统计数字不变。"
FINAL = "清除后不能恢复、不能撤销。"
QUESTION, CHOICES = "确定清除吗？", ("不清除", "清除")
DONE = "已清除 {numbers} 的个人信息：{entries} 条记录、{files} 个文件；批准人 {approver}。"
ELSEWHERE = "已经交出去的数据包、导出的文件、打印的材料、电脑外面的备份，本程序够不着，请按规定另行处理。"
OUTSIDE = "最近一次做在电脑外面的备份（{day}）里也还有。"
HELD = "清除以前在这台电脑上做的 {count} 份备份（{first} 至 {last}）里还有；每月都做备份的，最迟到 {day} 不再保留。"
REPLACED = "恢复台账时换下的文件里还有：data/backups 里的 {folders}；核对无误以后请删除。"
WENT_ON = "上次清除没有做完的，已接着做完。"
REFUSALS: Mapping[str, str] = {
    "erased": "{case} 的个人信息已经清除，不能再办；同一件事再来的请用 --new-case 另行登记。",
    "erase_unfiled": "{case} 还没有办结归档，不能清除个人信息；请先办结，再 xinfang archive {case} --retention 10年。",
    "erase_for_ever": "{case} 的保管期限是“{retention}”，不能清除个人信息；期限定错了请先 xinfang correct {case} --retention。",
    "erase_early": "{case} 的保管期限（{retention}）要到 {day} 才满，现在不能清除个人信息；到时再办。",
    "erase_running": "{case} 的{terms}还没有办，不能清除个人信息；请先办完，例如 xinfang follow-up {case}。",
    "erase_confirm": "清除个人信息不能恢复；核对以后请加 --yes，或在终端里运行并回答。",
    "erase_which": "编号和 --all-due 只能用一个；请去掉其中一个。",
    "erase_file": "文件 {path} 删不掉，可能正在 WPS 里打开；请关掉它，再运行一次 xinfang erase。",
}
PROBLEM: Mapping[str, str] = {
    "unerased": "第 {seq} 条记录应当已经清除个人信息，内容却还在；请与备份核对。",
    "unswept": "上次清除个人信息没有做完，文件或空页里可能还有内容；请运行 xinfang erase 接着做完。",
}
