"""Every refusal and failure as one sentence: what is the matter, and what to do instead."""

import re
from collections.abc import Mapping
from typing import Any

from xinfang.domain.codes import Refused
from xinfang.words import (
    backups,
    completion,
    erasing,
    first_day,
    imports,
    labels,
    notice,
    packages,
    papers,
    restoring,
    settings,
    talk,
)  # fmt: skip
from xinfang.words.fields import FIELD, option

# Characters of what is told back: who pasted a book by mistake is not given it again. Faults are cut where they are found.
MOST_LISTED = 50  # of what may be chosen
MOST_QUOTED, LONGEST_QUOTED = {"text": 60, "faults": 100_000}, 400
DID_YOU_MEAN = "是不是 {near}？"
CHOOSE = "可选：{choices}。"
SEE_CASES = "用 xinfang search 查找，或 xinfang list 看全部。"
UNTIL = "，这一年登记到 {last}"
REFUSALS: Mapping[str, str] = {
    # what was typed
    "bad_date": "看不懂日期“{text}”；请写成 2026-03-05、3月5日、昨天 或 上周五 这样的形式。",
    "no_such_date": "没有“{text}”这一天；请核对后重新输入。",
    "which_year": "“{text}”今年还没有到；是去年的请写上年份，例如 去年{text} 或 2025-06-20。",
    "which_year_ahead": "“{text}”今年已经过去；请写上年份，例如 明年{text} 或 2026-05-20。",
    "bad_period": "看不懂时段“{text}”；请写成 2026-03、2026Q1、2026、本月 或 上月 这样的形式。",
    "period_backwards": "时段的起日 {first} 在止日 {last} 之后；请把 --from 和 --to 对调。",
    "bad_choice": "{field}没有“{text}”这一项；{hint}",
    "bad_category": "内容分类里没有“{text}”；{hint}",
    "unanswered": "这一项要填写，有序号的输入序号；不想办了请按 Ctrl-C。",
    "no_such_choice": "没有“{text}”这一项；请输入序号、名称里的字，或拼音首字母。",
    "which_field": "对得上好几项：{fields}；请输入序号。",
    "word_unclear": "看不准“{text}”是哪一项；请用 {choices} 写明。",
    "word_fits": "“{text}”对得上好几项：{choices}；请多写几个字。",
    "not_text": "命令或文件名里有无法识别的字符；请重新输入，文件请先改名。",
    "no_such_office": "台账里没有“{text}”这个单位，或对得上好几个；{hint}",
    "which_office": "“{text}”在几个单位都有：{offices}；请用 --office 写明看哪个单位的。",
    "office_looks": "汇总进来的单位只能查看，不能在这里办理（{command}）；请去掉 --office，或到该单位办理。",
    "no_words": "还没有写要找的字；例如 xinfang search 宅基地。",
    "option_takes_none": "选项 {text} 后面不用写内容；请去掉等号和后面的部分。",
    "bad_number": "{field}“{text}”不是整数；请填数字，例如 3。",
    "bad_phone": "这不像电话号码；请填手机号或带区号的座机号，不清楚可以不填。",
    "bad_text": "{field}里第 {place} 个字是无法保存的控制字符；请删去后重新输入，或把原件用 --attach 附上。",
    "too_long": "{field}有 {count} 个字，最多 {most} 个字；请写摘要，并把原文存成文件用 --attach 附上。",
    "both_given": "{one} 和 {other} 只能用一个；请去掉其中一个。",
    "tampered_file": "台账文件的防改保护被动过（{what}），没有写入；请先运行 xinfang check 看是哪里。",
    "tampered_last": "台账的最后一条记录（第 {seq} 条）被改动过，没有写入；请先运行 xinfang check 看是哪里。",
    "tampered_case": "{case} 的内容和登记记录对不上，没有写入；请先运行 xinfang check 看是哪里。",
    "misshapen": "台账文件 {path} 里的表不全；请运行 xinfang check --repair 重建，不行就用 xinfang restore 恢复。",
    "bad_head": "“{text}”不像指纹；请把纸上的 16 位照抄下来，数字 0–9 和字母 a–f，大小写、空格不论。",
    "needs": "还缺少：{fields}；请补上 {options}。",
    "nobody": "还缺少信访人；请用 --name 写明姓名，没有留姓名的加 --anonymous。",
    # cases
    "no_such_case": "没有编号为“{text}”的信访事项{until}；{hint}",
    "ambiguous_case": "“{text}”对得上好几件：{cases}；请多写几位。",
    "no_such_petition": "{case} 没有第 {petition} 件可用的信访件；用 xinfang show {case} 查看。",
    "cell_is_indicator": "“{text}”是指标；怎么算的、是哪几件，请用 xinfang explain {text}，后面写时段。",
    "no_such_cell": "统计里没有“{text}”这个数；请照表上的名称写成 行:列，例如 期末未结、来访批次:上年同期、宅基地:来信、3月:本期新收。",
    "cell_of_which": "“{text}”在几张表里都有（{groups}）；请加 --by 写明是哪一张，例如 --by group。",
    "other_span": "“{text}”不是一个完整的{kind}；请写 {example} 这样的时段，或者不写（就是上一个完整的）。",
    "span_to_come": "{name}还没有开始，出不了报告；请换一个时段。",
    "no_folder": "没有 {path} 这个文件夹；请先建好，或用 --to 换一个。",
    "no_such_book": "没有“{text}”这本登记簿；{hint}",
    "explain_what": "“{text}”不是事项编号、日期或指标；{hint}",
    "explain_period": "“{text}”不是指标，只有指标可以带时段；{hint}",
    # the procedure
    "void_case": "{case} 已经作废，不能再办；需要时请重新登记。",
    "ended_case": "{case} {status}，不能再{verb}；确需继续办理，请先 xinfang reopen {case} --reason 原因。",
    "open_reopen": "{case} 还没有办结，不用重新办理；请接着办。",
    "not_now": "{case} 现在是“{status}”，不能{verb}；下一步可以：{next}。",
    "kind_unfit": "{case} 属于“{kind}”，不适用{verb}；目的登记错了请先 xinfang correct {case} --kind。",
    "accusation_accept": "{case} 是检举控告，不按申诉求决受理（条例第三十条）；请 xinfang forward {case} --to 纪检监察机关。",
    "accusation_no_answer": "{case} 是检举控告，由有权机关按自己的规定处理，不能{verb}；请用 forward 转送，或 close --reason 办结。",
    "accusation_settled": "检举控告不能当场办结（条例第三十条）；请去掉 --settled，登记后用 forward 转送纪检监察机关。",
    "reply_before_accept": "{case} 还没有受理，不能出具处理意见（条例第三十二条）；请先 xinfang accept {case}。",
    "future": "{on} 还没有到，不能登记为{act}日期；请核对 --date。",
    "future_field": "{field} {on} 还没有到；请核对后重新输入。",
    "settled_after_accept": "{case} 已经受理，要书面答复后办结，不能当场办结；请去掉 --settled，登记后用 reply、deliver、close。",
    "other_office": "台账属于代号“{known}”的单位，config.yaml 里的 code 是“{set}”；请把 code 改回“{known}”。",
    "not_yet": "{case} 还没有{field}，没有可以更正的；请用相应的命令办理，例如 accept、reply、close。",
    "kind_differs": "{case} 属于“{kind}”，和这一件目的不同，不是同一事项；请用 --new-case 另行登记。",
    "received_in_future": "收到日期 {on} 还没有到；请核对 --date。",
    "before_event": "{act}日期 {on} 早于上一步“{status}”的 {after}；请核对 --date，上一步有误请用 xinfang undo {case}。",
    "before_opening": "{act}日期 {on} 早于收到日期 {after}；请核对 --date，收到日期登记错了请先 xinfang correct 更正。",
    "due_before": "期限 {due} 早于 {act}日期 {on}；请核对 --due。",
    "due_before_received": "期限 {due} 早于收到日期 {on}；请核对 --due。",
    "nowhere_extend": "{case} 没有正在计算的办理期限，不能延期；受理以后、答复以前才可以延期（条例第三十四条）。",
    "extended_twice": "{case} 已在 {on} 延期 {days} 日，只能延期一次（条例第三十四条）；请尽快答复，或记事说明情况。",
    "extend_too_long": "延期 {days} 日不符合规定，最少 1 日、最多 {most} 日（条例第三十四条）；请改小 --days。",
    "extend_too_late": "办理期限 {due} 已经过去，不能再延期（条例第三十四条）；请尽快答复，或记事说明情况。",
    "close_sent_back": "{case} 的答复已被撤销，不能就此办结；请先用 xinfang reopen {case} --reason 原因 重新办理，或用 --reason 写明为何不用再答复。",
    "close_without_answer": "{case} 还没有送达的书面答复；先 reply 再 deliver，或用 --reason 写明为何不用答复（如撤回、匿名、已签协议）。",
    "undo_registration": "{case} 最后一步是登记，编号不能收回，不能撤销；登记错了请用 xinfang correct 更正，或 xinfang void 作废。",
    "too_many_representatives": "代表有 {count} 人，最多 {most} 人（条例第二十条）；请让来访人推选代表后重新登记。",
    "no_heads": "人数 {people} 不对，至少 1 人；请核对 --people。",
    "fewer_heads_than_names": "人数 {people} 少于写出的 {named} 个姓名；请核对 --people。",
    "nothing_to_correct": "没有要更正的内容：填写的和 {case} 原来的一样；请用选项写出要改成什么，例如 --subject。",
    "kind_after_accept": "{case} 已经受理，不能改成检举控告；请先 xinfang undo {case} 撤销受理，再更正。",
    "kind_opens": "{case} 是检举控告，改了目的内容就会公开；确实登记错了请加 --with-confidential，并用 --reason 写明原因（会记录）。",
    "nothing_assigned": "{case} 没有等待反馈的交办期限；请核对编号和 --date，平时的情况用 note 记。",
    "kind_joined": "{joined} 并入了 {case}，不能改信访目的；请先用 xinfang join {first} --apart --reason 原因 解除并案。",
    "kind_under_appeal": "{case} 已经申请复查，只能是申诉求决；目的登记错了请先 xinfang undo {case} 撤销复查申请，再更正。",
    "days_out_of_order": "{field} {on} 早于前一步的 {after}；请核对后重新输入。",
    "role_unfit": "本单位是{role}，不办理{verb}；下一步可以：{next}。",
    "joined_case": "{case} 已经并入 {into}；请在 {into} 里办理，或用 xinfang join {case} --apart --reason 原因 解除并案。",
    "unserved_review": "{case} 还没有送达处理意见书，不能受理复查申请（条例第三十五条）；请先 reply 答复、deliver 送达，别的机关送达的用 --served 写明日期。",
    "unserved_reexamine": "{case} 还没有送达复查意见，不能受理复核申请（条例第三十六条）；请先办完复查并送达。",
    "review_twice": "{case} 已在 {on} 申请过复查，复查只有一次（条例第三十五条）；对复查意见不服的请用 xinfang reexamine {case}。",
    "appeal_too_late": "申请期限 {due} 已经过去，不能{verb}（条例第三十五条、第三十六条）；确有正当理由的，用 --reason 写明。",
    "final_case": "{case} 已经复核终结，同一事实和理由不再受理（条例第三十六条）；有新事实的请用 log-visit --new-case 另行登记。",
    "open_archive": "{case} 还没有办结，不能归档；请先 xinfang close {case}。",
    "open_follow_up": "{case} 还没有办结，不能登记回访；请先 xinfang close {case}，办理中的情况用 note 记。",
    "second_leader": "{case} 已有领导包案，一件事只有一位包案领导；换人请用 xinfang correct {case} --leader 姓名 --reason 原因。",
    "object_own": "{case} 不是上级或其他单位转来的，或已经办过，不能提出异议；不归本单位管的请用 forward 转送或 decline。",
    "object_too_late": "异议期限 {due} 已经过去（收到之日起 5 个工作日，条例第二十三条）；请受理办理，或与来件单位协商后用 forward 转出。",
    "not_simple": "{case} 有重复信访或不是申诉求决，不适用简易办理；请去掉 --simple 按普通程序受理。",
    "not_simple_now": "{case} 现在不是简易办理，不用转换；请接着办。",
    "nobody_to_urge": "{case} 还没有承办单位，没有可以{verb}的对象；请用 --to 写明单位，或先用 assign 交办。",
    "archived_twice": "{case} 已在 {on} 归档；归档号写错了请用 xinfang correct {case} --archive-no。",
    "no_agreement": "{case} 还没有登记调解协议；请先 xinfang mediate {case} --agreement 协议内容 --text 调解情况。",
    "opinion_unfit": "处理意见“{opinion}”用在这里不对；可选：{opinions}。",
    "hearing_backwards": "听证结束日期 {until} 早于开始日期 {on}；请核对 --until 和 --date。",
    "no_sum": "救助金额要大于 0；请核对 --sum。",
    "bad_sum": "金额“{text}”看不懂；请写成 2000 或 2000.50（元）。",
    "no_such_task": "{case} 没有尚未完成的{task}（或没有这个序号）；用 xinfang show {case} 查看。",
    "before_task": "完成日期 {on} 早于{task}的 {after}；请核对 --date。",
    "join_itself": "{case} 不能并入它自己；请核对两个编号。",
    "join_ended": "{into} 不在办理中，不能并入；请用 xinfang show {into} 核对编号和状态。",
    "nowhere_join": "{case} 已经受理或答复，不能并入别的事项；请把另一件并入 {case}，即 xinfang join 另一件编号 --to {case}。",
    "void_joined": "{joined} 并入了 {case}，不能作废；请先用 xinfang join {first} --apart --reason 原因 解除并案。",
    "served_later": "原意见送达日期 {served} 晚于申请日期 {on}；请核对 --served 和 --date。",
    "simple_too_late": "{case} 已经受理，不能再改成简易办理；简易办理要在受理时写 --simple，请接着办。",
    "join_kinds": "{case} 和 {into} 信访目的不同，不能并案；目的登记错了请先 xinfang correct 更正。",
    "not_joined": "{case} 没有并入别的事项，不用解除；用 xinfang show {case} 查看。",
    "undo_joined": "{case} 这一步以后有别的事项并入或移出，不能撤销；请先用 xinfang join 编号 --apart --reason 原因 解除并案。",
    "join_chain": "{joined} 并入了 {case}，不能再并入 {into}；请先用 xinfang join {first} --apart --reason 原因 解除并案，再分别并入 {into}。",
    "before_paper": "{act}日期 {on} 早于文书 {no} 的制发日期 {after}；请核对 --date，文书作废请用 xinfang paper --void。",
    "undo_join": "{case} 最后一步牵涉两件事项，不能用 undo 撤销；请用 xinfang join {case} --apart --reason 原因，或重新并案。",
    # the books
    "no_such_row": "没有编号为 {text} 的记录；用 xinfang register dispute（矛盾纠纷）或 xinfang register meeting（会议）查看编号。",
    "row_void": "{case} 已经作废；需要时请重新登记。",
    "row_unfit": "{case} 不是信访事项，不能{verb}；矛盾纠纷可以用 show、note、close、follow-up、correct、void、undo，会议可以用 show、correct、void、undo，零报告可以用 show、void，接访日用 reception。",
    "field_unfit": "{case} 没有{fields}这样的内容；请去掉相应的选项，用 xinfang show {case} 看有哪些内容。",
    "dispute_is_case": "{case} 已经转为信访事项 {into}；请在 {into} 里办理。",
    "dispute_ended": "{case} 已在 {on} 办结；结果写错了请用 xinfang correct {case} 更正，又起争执的请另行登记。",
    "dispute_open": "{case} 还没有办结，不能登记回访；请先 xinfang close {case} --settled --text 结果，平时的情况用 note 记。",
    "undo_became": "{case} 已经转为信访事项 {into}，登记不能撤销；转错了请用 xinfang void {into} --reason 原因 作废，{case} 随之转回。",
    "undo_came_back": "{case} 因 {into} 作废而转回，不能单独撤销；要恢复请用 xinfang undo {into} 撤销作废，或继续在 {case} 里化解。",
    "undo_void_dispute": "{dispute} 在 {case} 作废后转回，已经另有办理，不能撤销作废；请在 {dispute} 里继续，需要时重新登记（log-visit --dispute）。",
    "kind_of_dispute": "{case} 由矛盾纠纷 {dispute} 转来，当事人是公开的，不能改成检举控告（条例第三十条）；请把 {case} 作废后另行登记。",
    "round_stays": "{case} 是零报告，不能{verb}；登记错了请用 xinfang void {case} --reason 原因 作废，再用 xinfang log-dispute --nothing 重报。",
    "dispute_accusation": "检举控告要单独登记，不能由矛盾纠纷转来（条例第三十条）；请去掉 --dispute。",
    "round_found": "{area} {first} 至 {last} 这一轮在 {on} 排查出矛盾纠纷（{count} 件），不能再报没有发现；登记有误请先用 xinfang correct 或 void 更正。",
    "round_twice": "{area} {first} 至 {last} 这一轮已在 {on} 报过零报告；不用再报，补报以前的请用 --date 写明哪一天。",
    "no_such_area": "排查安排里没有“{text}”；{hint}",
    "nothing_takes_none": "--nothing 是没有发现矛盾纠纷，不能同时写{fields}；请去掉其中一边。",
    "no_reception": "{day} 不是接访日；用 xinfang reception 看接访安排，临时加的请加 --leader 写明哪位领导。",
    "reception_cancelled": "{on} 的接访已经取消；要恢复请用 xinfang undo {case}。",
    "reception_over": "{on} 的接访已经过去，不能再出公告或调整；请用 --held 登记情况，没有接访的用 --cancelled --reason 原因。",
    "reception_to_come": "{on} 还没有到，不能登记接访情况；请到当天再登记。",
    "reception_held": "{on} 的接访情况已经登记过；登记错了请用 xinfang undo {case}。",
    "reception_met": "{on} 已有 {count} 人次见过领导，不能登记无人来访；请去掉 --nobody。",
    "reception_one_thing": "一次只能登记一项；请从 --notice、--held、--cancelled、--done 里留下一个。",
    "reception_needs_day": "还没有写是哪一天的接访；例如 xinfang reception 12月7日 --held。",
    "no_such_reminder": "没有“{text}”这一项要办的准备；{hint}",
    "bad_notice_ending": "公告写成网页，不会写“{ending}”文件；文件名请用 .html 结尾，或去掉 --file。",
    "filter_unfit": "{book}不能按{fields}筛选；请去掉 {options}。",
    # papers
    "paper_role": "本单位是{role}，不制作{paper}；可以制作：{papers}。",
    "paper_not_yet": "{case} 还没有{verb}，不能制作{paper}；请先用 xinfang {command} 办理，再制作。",
    "paper_too_early": "{paper}的日期 {on} 早于 {case} 办这一步的 {after}；请核对 --date。",
    "paper_missing": "制作{paper}还缺少：{missing}；请用括号里的选项补上。",
    "paper_closed": "{case} 是检举控告，内容保密；确需制作{paper}请加 --with-confidential --reason 原因，会记录下来。",
    "opening_reason": "检举控告的内容每看一次都要记下原因；请加 --reason 写明为什么看。",
    "reason_idle": "--reason 是看检举控告内容的原因，这里没有要看；请加 --with-confidential，或去掉 --reason。",
    "opened_own": "查阅登记簿只有本单位的；请去掉 --office，别的单位的请在该单位查看。",
    "paper_void": "文书 {no} 已经作废；请重新制作，或核对文号。",
    "paper_served": "文书 {no} 已在 {on} 登记送达；登记错了请加 --reason 原因 重新登记。",
    "served_too_early": "送达日期 {on} 早于文书 {no} 的制发日期 {after}；请核对 --date。",
    "serve_by_deliver": "{paper}的送达关系到申请期限的起算；请用 xinfang deliver {case} --how 送达方式 登记。",
    "served_by_deliver": "{paper}已在 {on} 登记送达；登记错了请用 xinfang correct {case} --served-on 日期 更正。",
    "opinion_served": "{paper}已在 {on} 登记送达；登记错了请用 xinfang undo {case} 撤销送达，再重新登记。",
    "paper_of_others": "{case} 的{field}是{organ}，{paper}由该机关制作；本单位可以制作呈批单（xinfang paper submit），办结后制作办结报告（xinfang paper report）。",
    "still_may_appeal": "{case} 的信访人在 {due} 前还可以{right}，不能制作不再受理告知书；请告知其{right}，或用 xinfang reopen {case} --reason 原因 重新办理。",
    "no_such_paper": "没有找到文书“{text}”；请写全文号，或写文种和事项编号，用 xinfang register paper 查看。",
    "nothing_unserved": "{case} 没有待送达的{paper}；请核对，或写明文号。",
    "bad_set": "--set“{text}”看不懂；请写成 名称=内容，例如 --set 复查机关=县人民政府。",
    "bad_name": "{paper}模板里没有“{text}”（{hint}）；请核对 --set。",
    "bad_template": "文书模板“{file}”{fault}；请用 WPS 改好，或把它改名，再做时会重新生成。",
    "paper_case": "还缺少事项编号；例如 xinfang paper {kind} 12。",
    "paper_both": "{one} 和 {other} 不能一起用；请一次只做一样。",
    # files and folders
    "no_office": "这里还没有信访台账；第一次用请输入 xinfang init 建立（问六个问题），换了电脑、有备份的用 xinfang restore 恢复，想先试试用 xinfang demo 看演示。",
    "no_ledger": "办公文件夹 {path} 里还没有台账；用 xinfang log-visit 登记第一件，原来有台账的用 xinfang restore 恢复。",
    "bad_settings": "设置有 {count} 处要改：\n{faults}\n请用记事本打开 {path} 改好后再试。",
    "no_such_file": "找不到文件“{path}”；请核对文件名和所在文件夹。",
    "not_a_file": "“{path}”不是文件；请给出一个文件。",
    "bad_ending": "不会写“{ending}”文件；文件名请用 .xlsx、.csv、.json、.html 或 .db 结尾。",
    "demo_in_the_way": "文件夹 {path} 里有别的东西，不在这里做演示；请用 --home 换一个新文件夹。",
    "home_exists": "{path} 已经是一个办公文件夹；直接输入 xinfang 就可以用，改设置用 xinfang config，另建一个请用 xinfang --home 文件夹 init。",
    # the ledger
    "damaged": "台账文件损坏，无法读取：{path}；请用 xinfang restore 恢复，读得出来的记录都会保留。",
    "foreign": "{path} 不是信访台账；请核对文件夹，台账被换掉了的请用 xinfang restore 恢复。",
    "newer": "台账是更新版本的程序写的；请先升级 xinfang 再打开，台账没有改动。",
    "locked": "另一个 xinfang 正在使用台账；请稍等几秒再试，别的窗口里没有答完的请先答完，刚才的没有保存。",
    "io_error": "磁盘读写出错，没有保存（{path}）；请检查磁盘和 U 盘连接后再试，原有台账没有改动。",
    "disk_full": "磁盘满了，没有保存；请清理磁盘后再试，原有台账没有改动。",
    "too_large_for_disk": "这个磁盘放不下这么大的文件，没有保存（{path}）；请换一个磁盘（U 盘请用 exFAT 格式），原有台账没有改动。",
    "no_place": "没有 {path} 所在的文件夹，没有保存；请先建好文件夹、检查 U 盘连接，或换个位置，原有台账没有改动。",
    "unwritable": "不能写入 {path}；请检查文件夹权限、文件是否正在 Excel 里打开，或换个位置，原有台账没有改动。",
    "over_ledger": "{path} 是台账，不能当作导出的文件；请换一个文件名，如 浏览.db。",
    "unreadable": "不能读取 {path}；请检查文件权限，或用登记时的账户登录。",
    "internal": "程序出错了（{kind}），没有保存；请运行 xinfang check 检查台账，并把这句话告诉维护的人。",
    "internal_after": "已经保存，只是后面出了错（{kind}）；用 xinfang today 查看，并把这句话告诉维护的人。",
    "cancelled_after": "已经保存；显示被打断，用 xinfang today 查看。",
    "cancelled": "已取消；没有保存。",
    # usage
    "no_such_command": "没有“{text}”这个命令；{hint}",
    "print_is_xlsx": "--print 只用于 .xlsx，不用于 {ending}；请把文件名改成 .xlsx 结尾，或去掉 --print。",
    "seal_needs_file": "--seal 是给写成的文件加密码；请加 --file 文件名（.xlsx），或去掉 --seal。",
    "seal_is_xlsx": "--seal 只能给 .xlsx 加密码，不用于 {ending}；请把文件名改成 .xlsx 结尾，或去掉 --seal。",
    "too_many_pages": "一本登记簿最多打印 {pages} 页，没有导出；请用 --month、--quarter 等分开导出。",
    "no_such_option": "没有“{text}”这个选项；{hint}",
    "option_needs_value": "选项 {text} 后面要写{what}；用 {page} 看写法。",
    "option_twice": "选项 {text} 写了两次，只能写一次；请去掉一个。",
    "missing_argument": "还缺少{text}；例如 {example}。",
    "extra_argument": '命令后面多出了内容；内容里有空格时请用英文引号括起来，例如 "路灯 不亮"，写法用 {page} 看。',
    "bad_usage": "命令写法不对；用 {page} 看写法。",
    **backups.REFUSALS,
    **completion.REFUSALS,
    **notice.REFUSALS,
    **imports.REFUSALS,
    **packages.REFUSALS,
    **erasing.REFUSALS,
    **restoring.REFUSALS,
    **settings.REFUSALS,
    **first_day.REFUSALS,
}


def sentence(refused: Refused) -> str:
    """Return the refusal as one Chinese sentence; codes among its values are given their labels."""
    values = {"hint": SEE_CASES, "until": ""} | {name: _read(name, value) for name, value in refused.values.items()}
    if "verb" in values:
        values["act"] = labels.ACT.get(refused.values["verb"], values["verb"])
    if refused.code == "needs":
        values["options"] = "、".join(option(f) for f in refused.values["fields"])
    if refused.values.get("near"):
        values["hint"] = DID_YOU_MEAN.format(near=values["near"])
    elif refused.values.get("choices"):
        values["hint"] = CHOOSE.format(choices=values["choices"])
    if refused.values.get("last"):
        values["until"] = UNTIL.format(last=values["last"])
    return _asked(REFUSALS[refused.code], refused.values.get("questions", {})).format(**values)


def _asked(told: str, questions: Mapping[str, str]) -> str:
    """Return a sentence with the questions in the place of their options, which at a question nobody typed."""
    for named, question in questions.items():
        told = re.sub(rf" ?{named}(?![a-z-]) ?", f"“{question}”", told)
    return told


def _read(name: str, value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, (list, tuple)):
        return talk.some([_read(name, v) for v in value], MOST_LISTED)
    most = MOST_QUOTED.get(name, LONGEST_QUOTED)
    if isinstance(value, str) and len(value) > most:
        return f"{value[:most]}…"
    table = _TABLES.get(name)
    if name == "next" and value in labels.ACT:
        return f"{value}（{labels.ACT[value]}）"
    return table.get(value, str(value)) if table else str(value)


_TABLES: Mapping[str, Mapping[str, str]] = {
    "status": labels.STATUS_TOLD, "kind": labels.KIND, "verb": labels.ACT_TOLD, "right": papers.MAY_STILL,
    "field": FIELD, "fields": FIELD, "role": labels.ROLE, "task": labels.TASK, "terms": labels.TERM,
    "opinion": labels.OPINIONS, "opinions": labels.OPINIONS, "paper": papers.NAME, "papers": papers.NAME,
}  # fmt: skip
