"""Old registers: the headings and words by which they are understood, and what is said of an import."""

from collections.abc import Mapping

# What a column may hold: the name under which it is told, and for `--map`.
FIELD: Mapping[str, str] = {
    "number": "编号", "serial": "序号", "received_on": "收到日期", "registered_on": "登记日期", "channel": "信访形式",
    "petitioner": "信访人", "phone": "电话", "id_number": "身份证号", "home": "住址", "village_group": "村组",
    "people": "人数", "representatives": "代表", "repeat": "初重", "earlier": "原编号", "subject": "事由",
    "detail": "详细情况", "category": "内容分类", "kind": "信访目的", "source": "来源", "source_no": "来文号",
    "receiver": "接待人", "accepted_on": "受理日期", "handling": "处理方式", "unit": "承办单位",
    "forwarded_on": "转出日期", "due": "办结期限", "result": "办理结果", "answered_on": "答复日期",
    "status": "状态", "closed_on": "办结日期", "settled": "化解", "handler": "承办人", "answered_by": "答复人",
    "leader": "包案领导", "instruction": "领导批示", "archive_no": "归档号", "rating": "满意度", "remark": "备注",
    "nothing": "不要",
}  # fmt: skip

_WHO = "来信|写信|来访|来电|来人|上访|信访|反映|投诉|举报|当事|申请|诉求|建议|咨询|求助|联系|报告"
_WHAT = "来信|来访|来电|信访|反映|投诉|举报|主要|诉求|基本|咨询|具体|建议|群众|当事|简要"
_TEXT = "事由|问题|内容|诉求|事项|案由|摘要|概要|简述|要求|主题|标题|概况"
_DONE = "办理|处理|处置|答复|调处|办结|解决|落实|回复|反馈|查处|调解|完成|化解|最终"
# Headings without blanks and brackets; the first pattern that fits the whole heading tells the field.
HEADINGS: tuple[tuple[str, str], ...] = (
    ("nothing", r".*(签名|签字|盖章|是否逾期|各期限|个体|个访|集体访).*|(承办|办公|单位|责任).*电话"),
    ("earlier", r"(原|初次|首次|关联|前次|上次|重复)(信访|来访|来信)?件?(编号|件号|登记号|信访号|序号)"),
    ("archive_no", r"(归档|档案|案卷|卷宗)(编)?号|卷号|档号"),
    ("source_no", r"(来文|交办|转办|转送|上级|收文|来件|信访件?)?(文号|文件号|来文号|函号)"),
    ("id_number", r".{0,6}身份证件?(号码?)?|证件号码?|公民身份号码"),
    ("phone", r".{0,6}(电话|手机|联系方式)(号码?)?|(来电|联系)?号码"),
    ("number", r"(信访|登记|事项|信访件|信访事项|案件|受理|来信|来访|来电|档案|件|流水)?(编号|件号|登记号)|信访号|流水号"),
    ("serial", r"序号|顺序号|号|no\.?"),
    ("answered_by", r"(答复|回复|反馈)人员?"),
    ("receiver", r"(首接|接待|接访|受理|登记|接听|接电|记录|收信|经手|值班|接收|录入|收件)(人员?|领导|干部)(姓名)?"),
    ("handler", r"(承办|责任|办理|经办|负责|处理|包案|跟踪)(人员?|干部)(姓名)?"),
    ("leader", r"(包案|责任|分管|包保)领导(姓名)?"),
    ("instruction", r"(领导)?(批示|批阅|阅示|签批)(意见|内容|情况)?|领导意见"),
    ("representatives", r"(来访|信访|群众|推选)?代表(姓名|人)?"),
    ("repeat", r"初.{0,3}重.{0,3}|是否(为)?(重|初).*|重(复|信|访).{0,6}|初次与否|来访次数|信访次数"),
    ("people", r"(来访|来信|上访|联名|涉及|参与|信访)?(人数|人次)(联名)?"),
    ("petitioner", rf"({_WHO})(人员?|者|群众)(或单位|单位|及单位)?(的)?(姓名|名称)?|(信访|来访|来信|来电)?人?姓名|群众姓名"),
    ("closed_on", r"(办结|结案|办理完成|完成|办理|处理|解决|化解|息访|办毕|销号|实际办结)(日期|时间)"),
    ("due", r"(要求|限定|规定|应)?(办结|办理|答复|反馈|限办|回复|交办|处理|完成)?(期限|时限|限期|截止(日期|时间)?|到期(日期?|时间)?)"),
    ("due", r"限(办|期)?(日期|时间)|(要求|限定|规定|应)(办结|答复|反馈|回复|完成)(日期|时间)"),
    ("forwarded_on", r"(转出|转办|转送|交办|转交|送出|批转|派单|流转|下转|发出)(日期|时间)"),
    ("answered_on", r"(回复|答复|反馈|回告|回函|报结)(日期|时间)"),
    ("accepted_on", r"受理(日期|时间)"),
    ("registered_on", r"(登记|录入|建档|登录)(日期|时间)"),
    ("received_on", rf"({_WHO}|收信|收件|收到|接收|收文|接访|接待|来信来访|走访|接听|接电)(的)?(日期|时间)|日期|时间|年月日"),
    ("kind", r"(信访|诉求|来访|来电)?目的"),
    ("channel", r"(信访|来访|反映|登记|诉求|来源)?(形式|渠道|途径)|(信访|来访|反映)方式"),
    ("category", rf"({_WHAT}|所属|业务|事项)*(的)?(问题|内容|事项)?(分类|类别|类型|种类|性质|领域)|性质|归类|所属系统"),
    ("status", r"(办理|当前|事项|信访件?|处理|办结)?(状态|进度)|是否(已)?(办结|结案|完成)|办结(情况|与否|否)"),
    ("settled", r"(是否)?(已)?(化解|息诉?罢?访|案结事了)(情况|与否|状态)?"),
    ("rating", r"(群众|信访人)?(是否)?满意(度|情况|与否)?|满意度评价"),
    ("source", r"(信访件?|件|案件|问题)?来源(机关|单位|部门)?|来文(单位|机关)|(转来|来件)(单位|机关)"),
    ("unit", r"(承办|责任|办理|主办|交办|转办|转送|处理|受理|牵头|负责)(单位|部门|科室|站所|机构|机关)|承办|转送何处|去向"),
    ("handling", r"(处理|办理|接待|拟办|处置|受理)(方式|意见|方法|形式|去向)|受理情况|转办情况|拟办"),
    ("result", rf"(({_DONE})的?)*(结果|情况|意见及结果|结论|进展)(及.{{0,4}})?|(答复|回复|反馈)(内容|意见)|结果"),
    ("detail", r"(详细|具体)(情况|内容|经过)|情况说明|事情经过"),
    ("subject", rf"(({_WHAT})(人|者)?的?)*({_TEXT})([及和与或、/]?(主要|基本|具体)?({_TEXT}))*"),
    ("home", r".{0,4}(住址|地址|住所|所在地).{0,4}|单位或住址"),
    ("village_group", r"(所在|居住|所属)?(村民小组|村组?|村居|村社|社区|村名|村别|组别).{0,2}"),
    ("remark", r"备注|附注|备考|说明|其他"),
)  # fmt: skip
KEPT_IN_WORDS = ("instruction", "leader", "handler", "answered_by", "archive_no", "rating", "remark")

# Which channel a title, a sheet's name or a cell speaks of.
CHANNELS: Mapping[str, str] = {
    "letter": r"来信|信件|信函|收信", "visit": r"来访|接访|上访|走访|接待", "call": r"来电|电话|热线",
    "online": r"网上|网络|网信|在线|邮箱|信箱|微信|小程序",
}  # fmt: skip
OTHER_BOOKS = r"督办|催办|排查|会议|文书|接访安排|填写说明"
SUGGESTIONS = r"建议"
YEAR = r"((?:19|20)\d\d)\s*年?"
NOT_A_ROW = (
    r"(示例$|合计|小计|总计|累计|共计|本页|过次页|承前页|接下页|接上页|本月(合|小|总|累)计|全年(合|小|总|累)计|第\d+页|共\d+[页条件]|"
    r"(填表|制表|审核|经办|登记|负责|填报|审批|录入)(人|单位|日期|时间|领导)[:]|单位负责人|注[:]|说明[:]|备注[:]|填报单位|例[:])"
)
EMPTY = ("无", "没有", "未留", "未提供", "不详", "不明", "略", "空", "未填")
NAMELESS = r"匿名.*|无名.*|未署名|不署名|未留姓名|群众|某群众"
AND_OTHERS = r"(.{1,40}?)等(\d{1,6})?(余|多)?(人|名|户)?(村民|群众|业主)?"
PEOPLE = r"(?:约|共)?(\d{1,6})(?:余|多)?(?:人|名|人次|位)?(?:左右)?"
GROUP = r"(.{0,10}?[一二三四五六七八九十百零〇\d甲乙丙丁东西南北中上下前后新老]+(?:村民小)?组)(.*)"

# What is told of the way of a matter, in the words of a cell.
SPOT = r"当场|当面(答复|解释|化解)|现场(答复|解决|化解|解释)"
DECLINED = r"不予受理|不再受理|不受理"
ACCEPTED = r"已?受理|立案|自办|直接办理|本级办理|直办|办理中|在办"
ASSIGNED = r"已?交办|督办"
FORWARDED = r"已?转(送|办|交|至|给|到|出)?|移送|移交|批转|分流|导入法定途径|法定途径"
UNDER_WAY = r"正在|办理中|在办|处理中|调查中|核实中|协调中"
ANSWERED = r"待送达|已送达|复查|复核"
TO_A_UNIT = (
    r"已?(?:转送|转办|转交|移交|移送|交办|转|交)(?:给|至|到|由)?(.{2,14}?)(?:办理|处理|调查|核实|答复|调处|研究).*"
)
VOID = r".{0,2}作废"
STILL_OPEN = (
    r"未(办|结|答|解|化|处|完|回|息|达)|尚未|没有(办结|解决|答复)|正在|办理中|在办|处理中|调查中|核实中|待|跟踪|继续|协调中|推进|"
    r"^已?转|^已?交|已登记|已送达|复查|复核|法定途径|^否$"
)
ENDED = (
    r"办结|结案|已?答复|已?回复|解决|处理完|办理完|已办理|已处理|完成|办毕|化解|息诉|息访|满意|达成|调解成功|和解|兑现|"
    r"撤诉|撤回|撤访|不予受理|不再受理|退回|终结|归档|并案|^是$|^√$"
)
SETTLED = r"化解|息诉|息访|案结事了|满意|达成|和解|调解成功|撤诉|撤回|^是$|^√$"
NOT_SETTLED = r"未(能|曾)?(化解|达成|解决|息|和解)|不满|不服|不接受|没有(化解|解决|达成)|^未$|^否$"
REPEATED, FIRST_TIME = r"重|再|^是$|复访|[2-9二三四五六七八九]次|多次", r"初|首|第一次|^否$|^1次?$|新"
KINDS: Mapping[str, str] = {
    "accusation": r"检举|控告|举报", "suggestion": r"建议|意见", "claim": r"申诉|求决|诉求|投诉|求助", "other": r"咨询|其他",
}  # fmt: skip
ACCUSING_CATEGORIES = r"纪检|监察|干部作风|以权谋私|挪用资金|检举|控告|违纪|腐败"
ACCUSING = r"检举|控告"
ASKS = "咨询"
SOURCES: Mapping[str, str] = {
    "state": r"国家|中央|国信", "province": r"省|自治区", "city": r"市", "county": r"县|区|旗", "township": r"乡|镇|街道",
    "own": r"本级|自收|直接|群众|本人|自办|村",
}  # fmt: skip
OWN = r"本(级|镇|乡|村|单位|办|街道|县|区|市)|自收|直接|群众|本人"

# What stands in the ledger of an imported row.
ORIGIN = "{file} {row}"
ORIGIN_NUMBER = "原编号 {number}"
ORIGIN_MORE = "{field}：{text}"
ENDS_OF_SENTENCES = r"[。；;！!？?\n，,：:]"
SENT_ON = r"转|交办"
LONGEST_WAY = 6  # characters of a way that is a word (导入法定途径); what is longer is kept whole
BETWEEN, BETWEEN_NAMES = "；", "、"
NO_RESULT = "原登记簿记为办结"
DECLINED_SO = "原登记簿记为不予受理"
DUE_BASIS = "原登记簿写明的期限"
IMPORTED_FROM = "（导入自 {origin}）"

# Why a row is not taken.
NOT_TAKEN: Mapping[str, str] = {
    "no_date": "没有收到日期；请在表里补上。",
    "bad_day": "{field}“{text}”看不懂；请改成 2025-03-06 这样的形式。",
    "no_such_day": "{field}“{text}”没有这一天；请与原件核对。",
    "cut_day": "{field} {text} 分不清是几日（Excel 把 3.10 存成了 3.1）；请改成 3月10日 这样的形式。",
    "no_year": "{field}“{text}”没有写年份；请加 --year 年份，例如 --year 2025。",
    "future": "{field} {text} 还没有到；请与原件核对。",
    "before_received": "{field} {text} 早于收到日期 {received}；请与原件核对。",
    "out_of_order": "{field} {text} 早于{other} {after}；请与原件核对。",
    "no_subject": "没有写事由；请在表里补上。",
    "no_channel": "看不出是来信、来访、来电还是网上；请加 --channel。",
    "bad_channel": "信访形式“{text}”看不懂；请写来信、来访、来电或网上。",
    "too_long": "{field}有 {count} 个字，最多 {most} 个字；请缩短。",
    "void": "这一件已经作废。",
    "closed": "这一件保密，没有内容可以导入；导出时要加 --with-confidential。",
    "total": "合计、签名、说明等，不是信访件。",
    "known": "台账里已经有（{case}）。",
    "refused": "{sentence}",
}
# What was taken, and should be looked at.
WARNED: Mapping[str, str] = {
    "spoiled_id": "身份证号被 Excel 改坏了（末几位成了 0），没有导入；请核对后用 correct 补上。",
    "odd_id": "身份证号位数或校验位不符，已照原样导入。",
    "bad_phone": "电话看不懂，没有导入；请核对后用 correct 补上。",
    "more_phones": "电话有 {count} 个，导入第一个，其余记在来源里。",
    "category": "内容分类“{text}”不在设置里，已照原样保留；{near}",
    "bad_people": "人数“{text}”看不懂，按写出的姓名计。",
    "fewer_people": "人数 {people} 少于写出的 {named} 个姓名，按姓名计。",
    "nameless": "没有信访人姓名，按匿名登记。",
    "accusation": "看起来是检举控告，按检举控告登记，内容保密；不是的请用 correct 更正。",
    "sounds_so": "听起来像检举控告，按申诉求决登记；如果是，请马上用 correct 更正。",
    "no_end_day": "写了已办结，没有办结日期，按 {on} 办结。",
    "unclear_end": "从办理结果看不出是否办结，按没有办结登记。",
    "no_accept_day": "没有受理日期，办理期限从收到当天（{on}）起算。",
    "no_earlier": "写了是重复件，没有找到原来的那一件，单独登记。",
    "still_open": "登记簿写已办结，台账里 {case} 还没有办结；请核对后办结。",
    "cleaned": "去掉了看不见的控制字符。",
    "odd_kind": "信访目的“{text}”看不懂，按申诉求决登记。",
    "odd_source": "来源“{text}”看不出是哪一级，按本级登记，原文记在来源里。",
}  # fmt: skip
SEE_SETTINGS = "可以写进 config.yaml。"

KNOWN_TOO = "台账里已经有；加 --all 看各是哪一件。"

TITLE = "导入 {file}"
HEADS_TITLE = "{sheet}：第 {row} 行是表头"
HEAD_COLUMNS = {"column": "列", "heading": "表头", "field": "当作"}
FIRST_TITLE = "头 {count} 件"
LIST_TITLE = {"skipped": "没有导入的", "warnings": "请核对"}
ROW_COLUMNS = {"row": "行", "reason": "原因"}
MESSAGE_COLUMNS = {"row": "行", "message": "提醒"}
FIRST_COLUMNS = {
    "row": "行", "received_on": "收到日期", "channel": "形式", "petitioner": "信访人", "subject": "事由", "category": "分类",
    "unit": "承办单位", "closed_on": "办结日期",
}  # fmt: skip
UNUSED = "没有读入"
OTHER_SHEET = "工作表“{sheet}”不是来信来访登记簿，没有读入。"
COMPLETED = "工作表“{sheet}”和别的表编号相同，{count} 行用来补充状态、办结日期等。"
REMEMBERED = "按上次的 --map：{maps}。"
WOULD = "读到 {read} 行，可以导入 {imported} 件（新事项 {cases}，其中已办结 {closed}；重复件 {repeats}），不导入 {skipped} 行。"
DONE = "读到 {read} 行，已导入 {imported} 件（新事项 {cases}，其中已办结 {closed}；重复件 {repeats}），没有导入 {skipped} 行。"
TO_UNDO = "导入错了可以整批作废：xinfang import --undo {number}"
FIX_AND_AGAIN = "没有导入的在表里改好以后，把整张表再导入一次，已经导入的不会重复。"
LOOK_ONLY = "只是看一看，没有保存；看好了，去掉 --dry-run 再运行一次就导入。"
NOTHING_NEW = "没有可以导入的。"
ROWS = "{rows} 等 {count} 行"
ROW, SHEET_ROW = "第{row}行", "“{sheet}”第{row}行"
PROGRESS = "读入"
TEMPLATE_MADE = "录入模板已写好：{path}；填好以后用 xinfang import 文件名 导入，灰色的示例行不会导入。"
UNDONE_TITLE = "已作废第 {number} 次导入的 {count} 件；编号保留。"
UNDONE_KEPT = "{cases} 导入以后另有办理，没有作废；需要时请逐件 xinfang void。"
UNDO_REASON = "导入有误（第 {number} 次导入）"

REFUSALS: Mapping[str, str] = {
    "import_unreadable": "“{path}”不是能读的 Excel、WPS 表格或 csv 文件；请用 WPS 打开，另存为 .xlsx 再导入。",
    "import_web_page": "“{path}”其实是网页格式的表格；请用 WPS 打开，另存为 .xlsx 再导入。",
    "import_password": "“{path}”有打开密码；请先在 WPS 里取消密码，另存后再导入。",
    "import_too_big": "“{path}”太大或展开后太大，不像登记簿；请把登记簿单独复制到一个新文件里再导入。",
    "import_no_heads": "“{path}”里没有找到登记簿的表头；表头要有日期、姓名、事由，叫法特别的请用 --map 表头=字段 写明，字段有：{fields}。",
    "import_map": "--map“{text}”看不懂；请写成 表头=字段，字段有：{fields}。",
    "import_map_head": "表里没有“{text}”这一列；请核对 --map，表头有：{heads}。",
    "import_year": "--year“{text}”不是年份；请写成 --year 2025。",
    "import_none": "一行也不能导入（{count} 行有问题）；请按列出的原因在表里改好，再导入一次。",
    "import_whole": "有 {count} 行不能导入，写了 --whole，所以一行也没有导入；请改好后再导入，或去掉 --whole。",
    "import_no_file": "还没有写要导入的文件；例如 xinfang import 来访登记簿.xlsx --dry-run。",
    "import_no_such": "没有第 {number} 次导入；导入时最后一行写着是第几次。",
    "import_one_thing": "一次只能做一样；请从文件、--template、--undo 里留下一个。",
    "import_template_ending": "录入模板是 Excel 文件，文件名请用 .xlsx 结尾。",
}

# The template: per column its heading, width, example, and what is said beside the cell.
TEMPLATE_SHEET = "信访登记"
TEMPLATE_TITLE = "信访登记录入模板"
TEMPLATE_HOW = (
    "一行写一件，收到日期、信访人、反映问题及诉求要写；灰色一行是示例，不会导入。填好以后运行 xinfang import 文件名 --dry-run 先看一看，"
    "再去掉 --dry-run 导入；同一件导入两次不会重复。"
)
TEMPLATE_STATES = ("未办结", "已办结")
TEMPLATE_NO_DAY = "请写成 2026-03-05 这样的日期。"
TEMPLATE_NOT_LISTED = "不在列表里，可以保留；导入时会提醒核对。"
TEMPLATE: Mapping[str, tuple[str, int, str, str]] = {
    "number": ("编号", 8, "示例", "本子上的号，可以不写。"),
    "channel": ("信访形式", 9, "来访", "来信、来访、来电、网上，不写就按导入时的 --channel。"),
    "received_on": ("收到日期", 11, "2026-03-05", "哪一天来的、收到的，例如 2026-03-05。"),
    "petitioner": ("信访人", 12, "张三", "几个人用顿号隔开；没有留姓名写“匿名”。"),
    "phone": ("电话", 13, "13800138000", "几个号码用顿号隔开，第一个存为电话。"),
    "group": ("村组", 10, "三组", "村民小组，可以从列表里选。"),
    "address": ("住址", 14, "河边 12 号", "门牌、地名，可以不写。"),
    "people": ("人数", 6, "1", "来了几人、几人联名，不写就按姓名计。"),
    "representatives": ("代表", 10, "", "集体访的代表，最多 5 人。"),
    "subject": ("反映问题及诉求", 34, "与邻居宅基地争界，要求丈量", "一句话写明什么事、要求什么。"),
    "category": ("内容分类", 11, "宅基地", "从列表里选；分类在 config.yaml 里改。"),
    "kind": ("信访目的", 11, "申诉求决", "不写就是申诉求决；检举控告一定要选，内容才会保密。"),
    "source": ("来源", 10, "本级", "群众自己来的是本级；上级转来的选哪一级。"),
    "receiver": ("接待人", 9, "王干事", "谁接待的、谁收的。"),
    "unit": ("承办单位", 11, "国土所", "转给、交给了哪个单位，没有就不写。"),
    "due": ("办结期限", 11, "2026-04-10", "上级或者本单位定的日期，没有就不写。"),
    "result": ("办理结果", 20, "", "怎么答复的、办得怎么样。"),
    "status": ("状态", 9, "未办结", "已办结的选“已办结”，并写办结日期。"),
    "closed_on": ("办结日期", 11, "", "哪一天办结的。"),
}
