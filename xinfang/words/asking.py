"""What is asked at the terminal, and the hints beside it."""

from collections.abc import Mapping

ASKING = "登记{channel}：* 要填，其他直接回车；↑ 或 < 回上一题；Ctrl-C 先放下，下次接着填。"
FIRST_QUESTION = "这已经是第一题。"
COMMAND_HERE = "这里正在问问题，命令等问完再输入；不办了请先按 Ctrl-C。"
NEEDED_MARK = " *"
ENTER_FOR = "（直接回车：{value}）"
MORE_CHOICES = "还有 {count} 项，输入几个字或拼音首字母找"

WHO = "信访人（几个人用顿号隔开，匿名直接回车）"
SEVERAL_HEADS = "(.+)等([0-9]{1,6})人"  # as people write it; the program reads it
FROM_WHERE = "住址或村组"
WHO_SPEAKS = "代表（最多 5 人，用顿号隔开）"
ABOUT_WHAT = "事由（一句话）"
DUE_OF_SOURCE = "交办期限"
REPEAT_OF = "哪件的重复"
SAME_QUESTION = "以前来过，是不是同一件事"
NOT_THE_SAME = "都不是，登记为新事项"
MATTER = "{no}　{on}　{subject}（{status}）"

CARD = "请核对"
COULD_BE_TOLD = "没有填的：{field}"
DAY_IN_FULL = "{day} 星期{weekday}"
IS_TODAY = "（今天）"
OF_TOPIC = "（{topic}）"
SAVE_QUESTION = "保存吗？"
SAVES = ("保存", "是", "是的", "好", "好的", "对", "可以", "y", "yes", "ok")  # typed where Enter would do
NONE = ("没有", "无", "不", "不导", "不要", "否", "n", "no", "0")
CHANGE_QUESTION = "改哪一项？"
SAVE_CHOICES = ("保存", "不保存")
CARD_KEYS = "{saves}序号改那一项　< 回上一题　0 不要了{leaves}"
ENTER_SAVES = "回车保存　"
LEAVES = "　Ctrl-C 先放下"
RECEIPT_KEY = "h"
EXTRA: Mapping[str, str] = {"receipt": f"{RECEIPT_KEY} 保存并出回执　"}
RECEIPT_CLOSED = "检举控告保密，没有出回执；确实要出：xinfang paper 回执 {case} --with-confidential --reason 原因"
RECEIPT_HINT = "要给来人回执：xinfang paper 回执 {case}"

DRAFT_FOUND = "上次登记到一半：{what}"
DRAFT_QUESTION = "接着填吗？"
DRAFT_CHOICES = ("接着填", "丢掉，重新登记", "先登记别的，草稿留着")
DRAFT_KEPT = "填到一半的留着，下次登记时可以接着填。"
UNDERSTOOD = "看作：{told}"

GROUND_OF_END = "原因（为何不用书面答复，如撤回、匿名、已签协议）"
WAYS_TO_SERVE = ("当面签收", "挂号邮寄", "留置送达", "委托送达", "转交送达", "公告送达")
