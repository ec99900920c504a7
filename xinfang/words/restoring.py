"""Restoring the ledger from a copy: what is at hand, what would come of it, what was done."""

from collections.abc import Mapping

LIST = "手边的备份"
LIST_HEADS: Mapping[str, str] = {
    "name": "备份", "made_at": "做于", "entries": "记录", "cases": "事项", "head": "末条指纹", "state": "状态",
}  # fmt: skip
STATE = {True: "完好", False: "已损坏"}
NONE = "手边没有备份；备份在 U 盘上的请用 xinfang restore --from U盘文件夹。"
HOW = "先看恢复以后会怎样：xinfang restore {name}{where}；这一步什么也不会改。"
WHERE = " --from {path}"
NO_SOUND = "手边没有完好的备份；请找别的 U 盘，用 xinfang restore --from 文件夹。"

COMPARE = "从备份 {name} 恢复"
FACTS: Mapping[str, str] = {
    "copy": "备份里", "ledger": "现在的台账", "carried": "会保留", "regained": "会找回", "lost": "会丢失",
    "back": "文件", "left": "不改动", "gone": "放不回",
}  # fmt: skip
COPY = "{entries} 条记录、{cases} 件事项，到 {made_at} 为止"
LEDGER = "读得出 {entries} 条记录"
NO_LEDGER = "没有"
NO_ENTRIES = "一条记录也读不出来"
SPAN, SPAN_OF_A_DAY = "{entries} 条（{first} 至 {last}）", "{entries} 条（{first}）"
CARRIED = "备份以后的记录 {span}，都接在后面"
NOTHING_AFTER = "备份以后没有读得出来的记录"
REGAINED = "台账里缺少或被改动的记录 {span}"
NOTHING_MISSING = "备份里的记录台账里都有；xinfang check 说台账完好的，不用恢复"
LOST = "{span}，和备份接不上，不能放进去"
UNREAD = "{count} 条读不出来"
NOTHING_LOST = "读得出来的记录都在"
UNCERTAIN = "此后有没有登记过别的，已无法知道；请按纸质材料核对、补登"
CASES = "：{cases}"
MORE_CASES = "等 {count} 件"
BACK = "放回 {count} 个：{paths}"
LEFT = "{count} 个和备份里的不同，保持原样：{paths}"
GONE = "{count} 个备份里也没有或已损坏：{paths}"
MORE_PATHS = "等"
TO_DO = "确定恢复：xinfang restore {name}{where} --yes"
QUESTION = "恢复吗？{kept}"
SET_ASIDE = "原来的台账文件不会删除，另存在 data/backups 里。"
CHOICES = ("恢复", "不恢复")

DONE = "已恢复到 {path}。"
REPLACED = "原来的台账文件在 {path}，核对无误以前请不要删除。"
GIVEN = "丢失的编号不会再用：{numbers}；请按纸质材料补登（会给新编号）。"
LAST = "编号到 {last} 为止；备份以后给过的编号无法知道，会重新用到：补登时请写明材料上原来的编号。"
SERIALS = "{year} 年{what} {first} 至 {last} 号"
BOOK: Mapping[str, str] = {"cases": "事项", "disputes": "矛盾纠纷", "rounds": "零报告", "conferences": "会议"}
OTHER_CODE = "config.yaml 里的 code 是“{set}”，台账的是“{known}”；请打开 config.yaml 把 code 改成“{known}”。"

REFUSALS: Mapping[str, str] = {
    "no_copies": "{path} 里没有台账备份；请核对文件夹，或把 U 盘上的 xinfang 文件夹写在 --from 后面。",
    "no_such_copy": "没有名为“{text}”的备份；用 xinfang restore 看手边有哪些，U 盘上的用 xinfang restore --from U盘文件夹。",
    "copy_damaged": "备份 {copy} 已损坏，不能用来恢复，什么也没有改；{hint}",
    "copy_of_other": "这份备份是代号“{office}”的单位的，台账是“{known}”的；请核对 --from，或用 --home 另选一个文件夹。",
    "lost_ledger": "办公文件夹 {path} 的台账不见了，那里还有备份；请用 xinfang restore 恢复，不要从头登记。",
    "restore_unsound": "恢复出来的台账没有通过核对（{found}），什么也没有改；请换一份更早的备份，用 xinfang restore 查看。",
}
OLDER = "可以改用 xinfang restore {name}。"
