"""Papers: each kind made and read back; numbers, what is missing, templates, service, the register."""

# ruff: noqa: E501 - what a paper or a refusal must say stands on one line

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.conftest import PACKAGE
from tests.helpers import CLERK, Shelf, rules
from xinfang.commands import ask
from xinfang.commands.desk import Desk
from xinfang.domain import acts, papers
from xinfang.domain.codes import Role, Task
from xinfang.domain.model import Effect, Entry
from xinfang.domain.paper_forms import FORMS
from xinfang.ledger.book import Book
from xinfang.office import settings
from xinfang.papers import forms, store
from xinfang.papers import values as paper_values
from xinfang.words import labels
from xinfang.words import papers as words
from xinfang.words.fields import FIELD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.conftest import Office

SETTINGS = """
office:
  name: 柳林镇信访办公室
  organ: 柳林镇人民政府
  short: 柳林
  role: {role}
  clerk: 李经办
"""
CASE = "XF2026-0001"
SAID: dict[str, dict[str, Any]] = {
    "accept": {},
    "decline": {"ground": "该事项已经进入诉讼程序"},
    "route": {"route": "2", "to": "县劳动人事争议仲裁委员会"},
    "forward": {"to": "县自然资源局"},
    "assign": {"to": "镇国土所", "due": "2026-04-10"},
    "object": {"ground": "反映的路段由县交通运输局管理"},
    "extend": {"days": 30, "approver": "王镇长", "reason": "需要县测绘队重新测量"},
    "reply": {"opinion": "support", "text": "由邻居在一个月内退让滴水线四十公分。"},
    "deliver": {"how": "当面签收"},
    "review": {"served": "2026-03-05"},
    "reexamine": {},
    "supervise": {"violation": "delay", "text": "限期完成丈量并书面报告", "advice": "improve", "due": "2026-04-20"},
    "mediate": {"text": "双方到场", "agreement": "一、乙方退让四十公分。\n二、双方不再争执。", "due": "2026-05-08"},
    "close": {"settled": True, "reason": "已当面答复"},
    "archive": {"retention": "永久", "archive_no": "2026-信-001"},
}
FACTS = "经现场丈量，邻居新建围墙越界四十公分。\n双方对界桩位置没有异议。"
BASIS = "《中华人民共和国民法典》第二百八十八条"
ANSWERED = ("accept", "reply", "deliver")
REVIEWED = ("review", ("reply", {"opinion": "uphold", "text": "原处理意见事实清楚，予以维持。"}))
REEXAMINED = (
    *REVIEWED, "deliver", "reexamine", "ours", ("reply", {"opinion": "change", "text": "改为退让五十公分。"}),
)  # fmt: skip
OF_ANOTHER = ("--set", "原办理单位=县自然资源局", "--set", "答复日期=2026年2月10日", "--set", "处理意见=支持",
              "--set", "处理结果=已经依法登记")  # fmt: skip
Step = str | tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Sample:
    """How a case comes to where a paper can be made, what is said then, and what must stand in the paper."""

    steps: tuple[Step, ...] = ()
    options: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    intake: dict[str, Any] = field(default_factory=dict)
    first: tuple[str, ...] = ()  # papers that were made before


SAMPLES: dict[str, Sample] = {
    "receipt": Sample((), (), ("信访事项登记回执", "张三：", "2026年3月20日前（含当日）", "《信访工作条例》第二十三条")),
    "submit": Sample(
        ("accept",), ("--text", "建议由国土所丈量"),
        ("信访事项呈批单", "办理：2026年5月6日前，稳妥日2026年4月30日", "建议由国土所丈量", "领导批示", "《信访工作条例》第三十四条"),
    ),
    "accept": Sample(
        ("accept",), (),
        ("信访事项受理告知书", "第二十三条、第三十一条第（六）项", "60日", "2026年5月6日", "于2026年3月5日决定予以受理", "特此告知。"),
    ),
    "decline": Sample(
        ("decline",), ("--where", "县人民法院"),
        ("不予受理告知书", "该事项已经进入诉讼程序", "请您依法向县人民法院提出", "《信访工作条例》第二十三条"),
    ),
    "refuse": Sample(
        (*REEXAMINED, "deliver", "again", ("decline", {"ground": "同一事实和理由已经答复"})), (),
        ("不再受理告知书", "已于2026年3月5日办结", "同一事实和理由已经答复", "根据《信访工作条例》第三十六条的规定"),
    ),
    "route": Sample(
        ("route",), (), ("法定途径告知书", "《信访工作条例》第三十一条第（二）项", "“仲裁”途径", "县劳动人事争议仲裁委员会"),
    ),
    "forward": Sample(
        ("forward",), (),
        ("信访事项转送函", "县自然资源局：", "转送函回执", "收件单位", "三组", "13800138000", "《信访工作条例》第二十三条"),
    ),
    "whereabouts": Sample(
        ("forward",), (),
        ("信访事项转送告知书", "张三：", "已于2026年3月5日将该事项转送县自然资源局处理", "《信访工作条例》第二十三条", "特此告知。"),
    ),
    "assign": Sample(
        ("assign",), ("--text", "请到现场丈量"),
        ("信访事项交办单", "镇国土所：", "于2026年4月10日前书面报告办理结果", "稳 妥 日", "请到现场丈量", "第二十三条"),
    ),
    "object": Sample(
        ("object",), ("--to", "县信访局"),
        ("异议函", "县信访局：", "（来文号：〔2026〕12号）", "反映的路段由县交通运输局管理", "第二十三条", "建议你单位核实后转送有权处理的机关", "请予核实"),
        {"source": "county", "source_no": "〔2026〕12号"},
    ),
    "extend": Sample(
        ("accept", "extend"), (),
        ("延长办理期限告知书", "原办理期限至2026年5月6日", "延长30日", "至2026年6月3日", "因需要县测绘队重新测量", "经王镇长于", "第三十四条"),
    ),
    "reply": Sample(
        ("accept", "reply"), ("--text", FACTS, "--basis", BASIS, "--set", "复查机关=县人民政府"),
        ("处理意见书", "一、信访人的诉求", "越界四十公分", "双方对界桩位置没有异议", BASIS, "支持。由邻居在一个月内退让滴水线四十公分。",
         "如不服本处理意见，可以自收到本意见书之日起30日内，向县人民政府申请复查", "第三十二条"),
    ),
    "review": Sample(
        ("review",), (), ("复查申请受理通知书", "复查期限为30日，至2026年4月7日", "第三十五条"),
    ),
    "review-opinion": Sample(
        REVIEWED, ("--text", FACTS, "--basis", BASIS, "--set", "复核机关=市人民政府", *OF_ANOTHER),
        ("复查意见书", "不服县自然资源局于2026年2月10日就“宅基地与邻居争界”", "支持。已经依法登记。", "维持。原处理意见事实清楚", "30日内，向市人民政府申请复核", "第三十五条"),
    ),
    "reexamine": Sample(
        (*REVIEWED, "deliver", "reexamine", "ours"), (), ("复核申请受理通知书", "至2026年4月7日", "听证所需时间不计算在内", "第三十六条"),
    ),
    "reexam-opinion": Sample(
        REEXAMINED, ("--text", FACTS, "--basis", BASIS),
        ("复核意见书", "不服柳林镇人民政府于2026年3月5日就", "维持。原处理意见事实清楚", "变更。改为退让五十公分。", "终结意见", "同一事实和理由", "第三十六条"),
    ),
    "service": Sample(
        ("accept",), (), ("送达回证", "受理告知书", "柳林信受字〔2026〕1号", "□当面签收", "代收人", "见 证 人"), {}, ("accept",),
    ),
    "urge": Sample(
        ("assign",), ("--text", "请三日内报告进展"), ("催办单", "镇国土所：", "请三日内报告进展", "2026年4月10日", "稳 妥 日"),
    ),
    "supervise": Sample(
        ("assign", "supervise"), (),
        ("督办函", "镇国土所：", "推诿、敷衍、拖延", "限期完成丈量并书面报告", "于2026年4月20日前（稳妥日2026年4月20日）书面反馈", "改进工作", "第四十条"),
    ),
    "mediation": Sample(
        ("mediate",), ("--text", "双方对界址有争议。", "--set", "对方当事人=李四，住三组", "--set", "履行方式=由乙方自行拆除"),
        ("调解协议书", "甲方：张三", "乙方：李四，住三组", "一、乙方退让四十公分。", "二、双方不再争执。", "由乙方自行拆除", "30日", "《人民调解法》第三十三条",
         "甲方签名"),
    ),
    "report": Sample(
        (*ANSWERED, "close"), ("--to", "县信访局"),
        ("办理结果的报告", "县信访局：", "由邻居在一个月内退让滴水线四十公分", "已化解"), {"source": "county"},
    ),
    "archive": Sample(
        (*ANSWERED, "close", "archive"), (), ("卷　内　目　录", "2026-信-001", "永久", "来访登记", "XF2026-0001-1", "受理告知书", "柳林信受字〔2026〕1号"),
        {}, ("accept",),
    ),
}  # fmt: skip


@pytest.fixture
def town(office: Office) -> Office:
    """A township's office with settings of its own."""
    return settle(office, Role.TOWNSHIP)


def settle(office: Office, role: str) -> Office:
    office.home.mkdir(exist_ok=True)
    (office.home / "config.yaml").write_text(SETTINGS.format(role=role), "utf-8")
    return office


def bring(office: Office, steps: Iterable[Step] = (), role: str = Role.TOWNSHIP, **intake: Any) -> str:
    """Register a matter and do these acts on it, all on one day; returns its number."""
    shelf = Shelf(office.home, rules(role))
    told: dict[str, Any] = {"names": ("张三",), "phone": "13800138000", "village_group": "三组", "receiver": "李经办"}
    told |= {
        "id_number": "110101199003070134",
        "subject": "宅基地与邻居争界",
        "detail": "邻居建围墙占了滴水线，要求丈量。",
    }
    case = shelf.register("2026-03-05", **(told | intake))
    for step in steps:
        if step == "again":
            shelf.register("2026-03-05", case, **told)
        elif step == "ours":
            decided_by(shelf, None, "reexam_by")
        else:
            do(shelf, case, step)
    return case


def decided_by(shelf: Shelf, organ: str | None, column: str = "review_by") -> None:
    """Let another organ decide the appeals of every case, or none: then we do."""
    set_down(shelf, {column: organ})


def set_down(shelf: Shelf, columns: dict[str, object]) -> None:
    """Set columns of every case, as an act that there is not would."""
    with shelf.open() as book:
        for (no,) in book.rows("SELECT no FROM cases"):
            changed: Effect = {"cases": [{"no": no, **columns}]}
            shelf.write(book, Entry(act="note", case=no, on="2026-03-05", by=CLERK, said={"text": "补记"}, set=changed))


def do(shelf: Shelf, case: str, step: Step, on: str = "2026-03-05") -> None:
    verb, said = (step, {}) if isinstance(step, str) else step
    with shelf.open() as book:
        entry = acts.perform(verb, book.state(case), SAID[verb] | said, on, CLERK, "2099-12-31", shelf.rules)
        shelf.write(book, entry)


def made(office: Office, kind: str, *options: str, case: str = CASE) -> Any:
    """Make a paper; returns the document of ``--json``."""
    return office.ok(["paper", kind, case, *options, "--json"]).json


def text_of(file: str | Path) -> str:
    """Return every paragraph of a paper, those of tables and the footer too."""
    return "\n".join(paragraph_texts(Document(str(file))))


def paragraph_texts(document: Any) -> list[str]:
    roots = [document.element.body, *(section.footer._element for section in document.sections)]
    return ["".join(node.text or "" for node in p.iter(qn("w:t"))) for root in roots for p in root.iter(qn("w:p"))]


def sample(office: Office, kind: str) -> Any:
    """Bring a case to where this paper can be made, and make it."""
    wanted = SAMPLES[kind]
    bring(office, wanted.steps, **wanted.intake)
    for first in wanted.first:
        made(office, first)
    return made(office, kind, *wanted.options)


def sample_file(office: Office) -> Path:
    """Return the paper that was made last."""
    return max((office.home / "文书").rglob("*.docx"), key=lambda path: path.stat().st_mtime_ns)


def papers_of(office: Office, case: str = CASE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.ok(["show", case, "--json"]).json["papers"]
    return found


def files_of(office: Office) -> list[str]:
    folder = office.home / "文书"
    return sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


# every kind


def test_every_kind_has_its_words_its_form_and_a_sample() -> None:
    for table in (words.NAME, words.SHORT, words.PURPOSE, SAMPLES):
        assert table.keys() == FORMS.keys()
    assert len(set(words.SHORT.values())) == len(words.SHORT)
    assert len(set(words.NAME.values())) == len(words.NAME)


@pytest.mark.parametrize("kind", FORMS)
def test_a_paper_says_what_it_must(town: Office, kind: str) -> None:
    told = sample(town, kind)
    text = text_of(told["file"])
    for piece in (*SAMPLES[kind].has, CASE, told["paper"], "2026年3月5日"):
        assert piece in text
    assert "柳林镇人民政府" in text
    for left in ("{{", "}}", "{%", "None", "110101199003070134"):
        assert left not in text
    assert told["paper"] == f"柳林信{words.SHORT[kind]}字〔2026〕1号"
    assert told["made_on"] == "2026-03-05"
    assert Path(told["file"]).stat().st_mode & 0o777 == 0o600
    assert told["file"].endswith(f"/文书/2026/〔2026〕1号 {words.NAME[kind]} {CASE}.docx")


@pytest.mark.parametrize("kind", FORMS)
def test_a_paper_is_laid_out_as_official_ones_are(town: Office, kind: str) -> None:
    document = Document(sample(town, kind)["file"])
    for section in document.sections:
        sizes = (section.page_width, section.page_height)
        assert [round(size.mm) for size in sizes if size] == [210, 297]
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]
        assert "".join(t.text for t in section.footer._element.iter(qn("w:t"))) == "— 1 —"
    defaults = document.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("zh-CN", "zh-CN")
    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312"
    for name, size, line, font in (("公文标题", 22, 34, "方正小标宋简体"), ("公文正文", 16, 28, "仿宋_GB2312")):
        style = document.styles[name]
        assert style.font.size == Pt(size)
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
        assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
        assert style.paragraph_format.line_spacing == Pt(line)
    assert document.styles["公文正文"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert document.core_properties.author == ""
    with zipfile.ZipFile(sample_file(town)) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name or "vba" in name.lower()]
        assert "仿宋".encode() in parts.read("word/fontTable.xml")


def test_the_list_of_kinds_says_what_each_is_for(town: Office) -> None:
    bring(town)
    listed = town.ok("paper --json").json["papers"]
    assert [row["kind"] for row in listed] == list(FORMS)
    assert town.ok("paper --list").out == town.ok("paper").out
    assert "受理告知书" in town.ok("paper").out


def test_the_kinds_can_be_listed_before_there_is_an_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XINFANG_HOME")
    assert len(office.ok("paper --json").json["papers"]) == len(FORMS)


@pytest.mark.parametrize(("typed", "kind"), [("ACCEPT", "accept"), ("受理告知书", "accept"), ("受理", "accept"), ("转办单", "forward"), ("处理意见", "reply")])  # fmt: skip
def test_a_kind_is_named_as_people_say(town: Office, typed: str, kind: str) -> None:
    wanted = SAMPLES[kind]
    bring(town, wanted.steps)
    assert made(town, typed, *wanted.options)["kind"] == kind


def test_an_unknown_kind_is_told_what_there_is(town: Office) -> None:
    bring(town)
    assert town.refused("paper 介绍信 1").startswith("文种没有“介绍信”这一项；可选：receipt（登记回执）、")
    assert town.refused("paper accept") == "还缺少事项编号；例如 xinfang paper 受理告知书 12。"


# what the procedure allows


@pytest.mark.parametrize(
    ("kind", "steps", "sentence"),
    [
        ("decline", (), "XF2026-0001 还没有决定不予受理，不能制作不予受理告知书；请先用 xinfang decline 办理，再制作。"),
        ("extend", ("accept",), "XF2026-0001 还没有延期，不能制作延期告知书；请先用 xinfang extend 办理，再制作。"),
        ("reply", ("accept",), "XF2026-0001 还没有答复，不能制作处理意见书；请先用 xinfang reply 办理，再制作。"),
        ("forward", ("assign",), "XF2026-0001 还没有转送，不能制作转送函；请先用 xinfang forward 办理，再制作。"),
        ("whereabouts", ("route",), "XF2026-0001 还没有转送，不能制作转送（交办）告知书；请先用 xinfang forward 办理，再制作。"),
        ("assign", ("forward",), "XF2026-0001 还没有交办，不能制作交办单；请先用 xinfang assign 办理，再制作。"),
        ("assign", ("assign", "route"), "XF2026-0001 还没有交办，不能制作交办单；请先用 xinfang assign 办理，再制作。"),
        ("assign", ("assign", "forward"), "XF2026-0001 还没有交办，不能制作交办单；请先用 xinfang assign 办理，再制作。"),
        ("review-opinion", ANSWERED, "XF2026-0001 还没有受理复查申请，不能制作复查意见书；请先用 xinfang review 办理，再制作。"),
        ("urge", (*ANSWERED, "close"), "XF2026-0001 已办结，不能再催办；确需继续办理，请先 xinfang reopen XF2026-0001 --reason 原因。"),
        ("service", (), "XF2026-0001 还没有制发文书，不能制作送达回证；请先用 xinfang paper 办理，再制作。"),
    ],
)  # fmt: skip
def test_a_paper_follows_what_it_tells(town: Office, kind: str, steps: tuple[Step, ...], sentence: str) -> None:
    bring(town, steps)
    assert town.refused(["paper", kind, "1"]) == sentence
    assert not (town.home / "文书").exists()
    assert not (town.home / "文书模板").exists()


def test_a_void_case_has_no_papers(town: Office) -> None:
    bring(town)
    town.ok("void 1 --reason 重复")
    assert town.refused("paper receipt 1") == "XF2026-0001 已经作废，不能再办；需要时请重新登记。"


def test_a_village_makes_no_paper_of_a_deciding_organ(office: Office) -> None:
    settle(office, Role.VILLAGE)
    bring(office, role=Role.VILLAGE)
    assert office.refused("paper accept 1") == (
        "本单位是村（社区），不制作受理告知书；可以制作：登记回执、呈批单、转送函、转送（交办）告知书、送达回证、催办单、调解协议书、办结报告、卷内目录。"
    )
    assert office.ok("paper receipt 1 --json").json["paper"] == "柳林信登字〔2026〕1号"


def test_a_petition_bureau_informs_under_its_own_article(office: Office) -> None:
    settle(office, Role.BUREAU)
    bring(office, ("forward",), role=Role.BUREAU)
    assert "《信访工作条例》第二十二条" in text_of(made(office, "forward")["file"])


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("2026-03-04", "受理告知书的日期 2026-03-04 早于 XF2026-0001 办这一步的 2026-03-05；请核对 --date。"),
        ("2026-03-06", "制发日期 2026-03-06 还没有到；请核对后重新输入。"),
    ],
)
def test_the_day_of_a_paper_has_its_bounds(town: Office, date: str, sentence: str) -> None:
    bring(town, ("accept",))
    assert town.refused(["paper", "accept", "1", "--date", date]) == sentence


def test_a_claim_s_deadline_stands_in_it_and_a_suggestion_has_none(town: Office) -> None:
    bring(town, ("accept",), kind="suggestion")
    text = text_of(made(town, "accept")["file"])
    assert "办理期限至" not in text
    assert "第三十一条" not in text


def test_a_suggestion_is_answered_without_review(town: Office) -> None:
    bring(town, ("reply",), kind="suggestion")
    text = text_of(made(town, "reply", "--text", "已经列入计划")["file"])
    assert "申请复查" not in text
    assert "三、处理意见" in text


def test_dates_that_may_move_say_so(town: Office) -> None:
    town.today = "2026-11-20"
    shelf = Shelf(town.home)
    case = shelf.register("2026-11-20", names=("张三",))
    do(shelf, case, "accept", "2026-11-20")
    told = made(town, "accept", case=case)
    assert "（暂定）" in text_of(told["file"])
    assert told["warnings"] == ["提示：文书里有暂定的日期，新一年放假安排公布以后可能变动。"]


def test_only_dates_that_stand_in_it_are_warned_of(town: Office) -> None:
    town.today = "2026-11-20"
    shelf = Shelf(town.home)
    case = shelf.register("2026-11-20", names=("张三",))
    do(shelf, case, "accept", "2026-11-20")
    assert made(town, "receipt", case=case)["warnings"] == []
    assert made(town, "submit", case=case)["warnings"]


def test_safe_dates_stay_inside(town: Office) -> None:
    bring(town, ("accept",))
    assert "2026年4月30日" in text_of(made(town, "submit")["file"])
    assert "2026年4月30日" not in text_of(made(town, "accept")["file"])


def test_a_slip_of_service_is_for_one_addressee(town: Office) -> None:
    bring(town, ("forward",))
    made(town, "forward")
    town.ok("accept 1")
    made(town, "accept")
    text = text_of(made(town, "service")["file"])
    assert "受理告知书" in text
    assert "转送函" not in text
    told = made(town, "service", "--to", "县自然资源局")
    assert told["addressee"] == "县自然资源局"
    assert "受理告知书" not in text_of(told["file"])
    assert town.refused("paper service 1 --to 县公安局").startswith("制作送达回证还缺少：送达文书（--to）；")
    town.ok("paper --served accept 1 --how 当面签收")
    assert "转送函" in text_of(made(town, "service")["file"])


def missing_papers(town: Office) -> list[str]:
    told = town.run("check --json").json["problems"]
    assert {problem["code"] for problem in told} <= {"paper_missing"}
    return [problem["message"] for problem in told]


def test_check_tells_a_paper_whose_file_is_gone(town: Office) -> None:
    bring(town, ("accept",))
    paper = made(town, "accept")
    file = Path(paper["file"])
    file.write_bytes(b"edited before it was signed")
    assert missing_papers(town) == []
    file.unlink()
    assert missing_papers(town) == [
        f"文书“{paper['paper']}”（XF2026-0001）的文件不见了；请用 xinfang restore 放回“文书/2026”文件夹，或作废后重新制作。"
    ]
    town.ok(["paper", "--void", paper["paper"], "--reason", "文件丢失"])
    assert missing_papers(town) == []


def test_several_petitioners_are_addressed_as_several(town: Office) -> None:
    bring(town, ("accept",), names=("张三", "李四"), people=6)
    text = text_of(made(town, "accept")["file"])
    assert "张三等6人：" in text
    assert "你们于2026年3月5日" in text


# appeals


@pytest.mark.parametrize(
    ("kind", "steps", "column", "appeal"),
    [
        ("review", ("review",), "review_by", "复查机关"),
        ("review-opinion", ("review",), "review_by", "复查机关"),
        ("review-opinion", REVIEWED, "review_by", "复查机关"),
        ("reexamine", (*REVIEWED, "deliver", "reexamine"), "reexam_by", "复核机关"),
        ("reexam-opinion", REEXAMINED, "reexam_by", "复核机关"),
    ],
)
def test_an_appeal_is_told_of_by_the_organ_that_decides_it(
    town: Office, kind: str, steps: tuple[Step, ...], column: str, appeal: str
) -> None:
    bring(town, steps)
    decided_by(Shelf(town.home), "县人民政府", column)
    assert town.refused(["paper", kind, "1", *SAMPLES[kind].options]) == (
        f"XF2026-0001 的{appeal}是县人民政府，{words.NAME[kind]}由该机关制作；"
        "本单位可以制作呈批单（xinfang paper submit），办结后制作办结报告（xinfang paper report）。"
    )
    assert not files_of(town)


def test_what_another_organ_answered_is_asked_for(town: Office) -> None:
    bring(town, REVIEWED)
    assert town.refused(["paper", "review-opinion", "1", "--text", FACTS, "--basis", BASIS]) == (
        "制作复查意见书还缺少：原办理单位（--set 原办理单位=内容）、答复日期（--set 答复日期=内容）、"
        "处理意见（--set 处理意见=内容）、处理结果（--set 处理结果=内容）、复核机关（--set 复核机关=内容）；请用括号里的选项补上。"
    )


def test_what_another_organ_found_on_review_is_asked_for(town: Office) -> None:
    bring(town, REEXAMINED)
    set_down(Shelf(town.home), {"reviewed_on": None, "review_opinion": None, "review_outcome": None})
    asked = town.refused(["paper", "reexam-opinion", "1", "--text", FACTS, "--basis", BASIS])
    for name in ("复查机关", "复查日期", "复查意见", "复查结论"):
        assert f"{name}（--set {name}=内容）" in asked


def test_the_card_and_the_papers_call_the_opinions_alike() -> None:
    for key in ("review_opinion", "review_outcome", "reexam_opinion", "reexam_outcome"):
        assert words.VARIABLE[key][0] == FIELD[key]


def test_who_may_still_appeal_is_not_turned_away(town: Office) -> None:
    case = bring(town, (*ANSWERED, "close", "again", ("decline", {"ground": "已经答复"})))
    assert town.refused("paper refuse 1 --basis 《信访工作条例》第三十五条") == (
        "XF2026-0001 的信访人在 2026-04-07 前还可以申请复查，不能制作不再受理告知书；"
        "请告知其申请复查，或用 xinfang reopen XF2026-0001 --reason 原因 重新办理。"
    )
    town.today = "2026-04-08"
    assert town.refused("paper refuse 1") == "制作不再受理告知书还缺少：依据条款（--basis）；请用括号里的选项补上。"
    text = text_of(made(town, "refuse", "--basis", "《信访工作条例》第三十五条", case=case)["file"])
    assert "本告知书根据《信访工作条例》第三十五条的规定作出" in text
    assert "第二十三条" not in text


def test_who_may_still_ask_for_re_examination_is_not_turned_away(town: Office) -> None:
    bring(town, (*REVIEWED, "deliver", "close", "again", ("decline", {"ground": "已经答复"})))
    assert "前还可以申请复核，不能制作不再受理告知书；请告知其申请复核，" in town.refused("paper refuse 1")


# what stands in them


def test_the_paper_of_acceptance_tells_the_end_that_held_then(town: Office) -> None:
    bring(town, ("accept", "extend"))
    text = text_of(made(town, "accept")["file"])
    assert "60日内办结" in text
    assert "办理期限至2026年5月6日" in text


def test_what_was_assigned_and_then_forwarded_is_forwarded(town: Office) -> None:
    bring(town, ("assign", "forward"))
    assert made(town, "forward")["addressee"] == "县自然资源局"
    assert "转送县自然资源局处理" in text_of(made(town, "whereabouts")["file"])


def test_the_petitioner_is_told_to_whom_it_was_assigned(town: Office) -> None:
    bring(town, ("assign",))
    text = text_of(made(town, "交办告知书")["file"])
    assert "信访事项交办告知书" in text
    assert "交由镇国土所办理" in text


def test_a_village_tells_where_it_passed_a_matter_on(office: Office) -> None:
    settle(office, Role.VILLAGE)
    bring(office, (("forward", {"to": "柳林镇信访办公室"}),), role=Role.VILLAGE)
    assert "转送柳林镇信访办公室处理" in text_of(made(office, "whereabouts")["file"])


@pytest.mark.parametrize("kind", ["assign", "whereabouts"])
def test_a_bureau_assigns_and_tells_so_under_its_own_article(office: Office, kind: str) -> None:
    settle(office, Role.BUREAU)
    bring(office, ("assign",), role=Role.BUREAU)
    text = text_of(made(office, kind)["file"])
    assert "第二十二条" in text
    assert "第二十三条" not in text


def test_an_agreement_and_its_slip_name_everybody(town: Office) -> None:
    bring(town, ("mediate",), names=("张三", "李四", "王五"), people=8)
    told = made(town, "mediation", *SAMPLES["mediation"].options)
    assert "甲方：张三、李四、王五等8人" in text_of(told["file"])
    assert told["addressee"] == "张三等8人"
    made(town, "receipt")
    assert "张三、李四、王五等8人" in text_of(made(town, "service")["file"])


def test_a_date_to_another_unit_stands_with_its_safe_date(town: Office) -> None:
    bring(town, (("forward", {"due": "2026-05-04"}),))
    text = text_of(made(town, "forward")["file"])
    assert "请于2026年5月4日前（稳妥日2026年4月30日）将办理结果反馈本单位" in text


def test_a_supervision_without_a_date_has_no_safe_date(town: Office) -> None:
    bring(town, ("assign", ("supervise", {"due": None})))
    text = text_of(made(town, "supervise")["file"])
    assert "请及时书面反馈" in text
    assert "稳妥日" not in text


def test_an_objection_asks_and_does_not_send_back(town: Office) -> None:
    text = text_of(sample(town, "object")["file"])
    assert "现提出异议" in text
    assert "退回你单位" not in text


def test_the_organ_above_us_reviews_our_opinion(town: Office) -> None:
    bring(town, ("accept", "reply"))
    settings = town.home / "config.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("office:\n", "office:\n  superior: 县人民政府\n", 1), "utf-8"
    )
    text = text_of(made(town, "reply", "--text", FACTS, "--basis", BASIS)["file"])
    assert "向县人民政府申请复查" in text


# what is missing


def test_everything_that_is_missing_is_told_at_once(town: Office) -> None:
    bring(town, ("accept", "reply"))
    assert town.refused("paper reply 1") == (
        "制作处理意见书还缺少：事实和理由（--text）、法律依据（--basis）、复查机关（--set 复查机关=内容）；请用括号里的选项补上。"
    )
    assert town.refused(["paper", "reply", "1", "--text", FACTS, "--basis", BASIS]) == (
        "制作处理意见书还缺少：复查机关（--set 复查机关=内容）；请用括号里的选项补上。"
    )
    assert not files_of(town)


def test_at_a_terminal_what_is_missing_is_asked_for(town: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(town, ("accept", "reply"))
    answers = {"事实和理由": FACTS, "法律依据": BASIS, "复查机关": "县人民政府"}
    monkeypatch.setattr(Desk, "asks", property(lambda _: True))
    monkeypatch.setattr(ask, "line", answers.pop)
    assert town.ok("paper reply 1").out.startswith("已制作 处理意见书 柳林信处字〔2026〕1号")
    assert not answers


def test_a_ground_that_says_where_to_go_needs_no_other_word(town: Office) -> None:
    bring(town, (("decline", {"ground": "已进入诉讼程序，请依法向县人民法院提出"}),))
    text = text_of(made(town, "decline")["file"])
    assert "请依法向县人民法院提出" in text
    assert "请您依法向" not in text


def test_where_to_go_is_asked_for_where_the_ground_does_not_say(town: Office) -> None:
    bring(town, ("decline",))
    assert town.refused("paper decline 1") == "制作不予受理告知书还缺少：去向（--where）；请用括号里的选项补上。"


def test_an_anonymous_letter_has_nobody_to_write_to(town: Office) -> None:
    bring(town, ("accept",), names=(), phone=None, id_number=None)
    assert town.refused("paper accept 1") == "制作受理告知书还缺少：受送达人（--to）；请用括号里的选项补上。"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("复查机关", "--set“复查机关”看不懂；请写成 名称=内容，例如 --set 复查机关=县人民政府。"),
        ("办理期现=明天", "受理告知书模板里没有“办理期现”（是不是“办理期限”？）；请核对 --set。"),
        ("文号=1号", "受理告知书模板里没有“文号”（由程序填写，不能另写）；请核对 --set。"),
    ],
)
def test_a_name_that_is_set_must_be_known(town: Office, told: str, sentence: str) -> None:
    bring(town, ("accept",))
    assert town.refused(["paper", "accept", "1", "--set", told]) == sentence


def test_fields_tell_what_a_template_may_hold(town: Office) -> None:
    bring(town)
    fields = town.ok("paper --fields 处理意见书 --json").json
    told = {row["name"]: row for row in fields["fields"]}
    assert told["{{ 事实和理由 }}"]["needed"] == "必须有"
    assert told["{{ 事实和理由 }}"]["option"] == "--text"
    assert "{{ 电话 }}" not in told
    assert "{{ 电话 }}" in town.ok("paper --fields 转送函").out


@pytest.mark.parametrize("kind", FORMS)
def test_a_shipped_template_uses_known_names_and_holds_what_is_needed(kind: str) -> None:
    from xinfang.papers.build import build
    from xinfang.papers.fill import Template

    used = Template(build(forms.read(kind), words.NAME[kind]), "模板.docx", kind).names()
    form = FORMS[kind]
    assert used <= {words.VARIABLE[key][0] for key in paper_values.known(form)}
    assert {words.VARIABLE[key][0] for key in form.needs} <= used
    assert words.VARIABLE["no"][0] in used


# numbers


def test_numbers_run_per_kind_and_year_without_gaps(town: Office) -> None:
    bring(town, ("accept",))
    bring(town, ("accept",))
    numbers = [made(town, "accept", case=case)["paper"] for case in ("1", "2", "1")]
    assert numbers == [f"柳林信受字〔2026〕{n}号" for n in (1, 2, 3)]
    assert made(town, "receipt", case="2")["paper"] == "柳林信登字〔2026〕1号"
    town.today = "2027-01-04"
    assert made(town, "receipt", case=CASE)["paper"] == "柳林信登字〔2027〕1号"


def test_a_void_number_is_not_used_again(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    told = town.ok("paper --void 柳林信受字〔2026〕1号 --reason 写错日期")
    assert told.out == "已作废 受理告知书 柳林信受字〔2026〕1号；文号保留，不再使用。\n"
    assert made(town, "accept")["paper"] == "柳林信受字〔2026〕2号"
    assert [p["void_reason"] for p in papers_of(town)] == ["写错日期", None]
    assert town.refused("paper --void 柳林信受字〔2026〕1号 --reason 再来") == (
        "文书 柳林信受字〔2026〕1号 已经作废；请重新制作，或核对文号。"
    )


def test_check_tells_a_number_that_is_missing(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    with Shelf(town.home).open() as book:
        book.conn.execute("UPDATE papers SET serial = 3")
    problems = [problem["message"] for problem in town.run("check --json").json["problems"]]
    assert "受理告知书 2026 年的文号缺少 1、2；请用 xinfang restore 与备份核对。" in problems


def test_undo_leaves_papers_alone(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    town.ok("undo 1")
    assert [p["no"] for p in papers_of(town)] == ["柳林信受字〔2026〕1号"]
    assert town.ok("check --json").json["ok"]


def test_the_same_kind_again_names_the_former_one(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    assert made(town, "accept")["warnings"] == [
        "提示：以前制作过同种文书 柳林信受字〔2026〕1号（2026-03-05）；不再用的请作废：xinfang paper --void 柳林信受字〔2026〕1号 --reason 原因"
    ]


def test_four_at_once_take_four_numbers(town: Office) -> None:
    bring(town, ("accept",))
    town.ok("paper --templates")
    command = [sys.executable, "-m", "xinfang", "paper", "accept", CASE, "--json"]
    surroundings = town.env(PYTHONPATH=str(PACKAGE.parent))
    at_once = [
        subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    told = [json.loads(process.communicate(timeout=60)[0]) for process in at_once]
    assert sorted(document["paper"] for document in told) == [f"柳林信受字〔2026〕{n}号" for n in (1, 2, 3, 4)]
    assert len(files_of(town)) == 4
    assert town.ok("check --json").json["ok"]


@pytest.mark.parametrize("pattern", ["{office}{year}{serial}", "第{serial}号{kind}", "{kind}/{year}/{serial}", "{who}"])
def test_a_pattern_that_cannot_tell_papers_apart_is_refused(town: Office, pattern: str) -> None:
    bring(town)
    with (town.home / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(f'paper_number: "{pattern}"\n')
    assert "文号样式要有 {kind}、{year} 和 {serial}" in town.refused("paper")


def test_the_pattern_of_the_settings_makes_the_numbers(town: Office) -> None:
    bring(town, ("accept",))
    with (town.home / "config.yaml").open("a", encoding="utf-8") as file:
        file.write('paper_number: "{office}访{kind}〔{year}〕{serial:03d}号"\n')
    assert made(town, "accept")["paper"] == "柳林访受〔2026〕001号"


# files and crashes


def test_a_refused_record_leaves_no_file_and_no_number(town: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(town, ("accept",))
    with monkeypatch.context() as patch:
        patch.setattr(Book, "record", lambda *_: (_ for _ in ()).throw(RuntimeError("full")))
        assert town.run("paper accept 1").code == 1
    assert not files_of(town)
    assert not papers_of(town)
    assert made(town, "accept")["paper"] == "柳林信受字〔2026〕1号"


CRASH = """
import os
from xinfang.commands import desk, run
desk.Desk.record = lambda *_: os._exit(9)
run(["paper", "accept", "1"])
"""


def test_a_crash_between_file_and_entry_leaves_a_file_too_many_and_no_number(town: Office) -> None:
    case = bring(town, ("accept",))
    assert town.python("-c", CRASH).code == 9
    assert files_of(town) == [f"〔2026〕1号 受理告知书 {case}.docx"]
    assert not papers_of(town)
    told = made(town, "accept")
    assert told["paper"] == "柳林信受字〔2026〕1号"
    assert files_of(town) == [f"〔2026〕1号 受理告知书 {case}(原1).docx", f"〔2026〕1号 受理告知书 {case}.docx"]
    assert told["warnings"][0].startswith("提示：同名的旧文件已另存为 ")


def test_a_case_number_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    from xinfang.papers.place import path_of

    path = path_of(tmp_path, "accept", papers.PaperNumber("x", 2026, 1), "../../a:b\\c")
    assert path.parent == tmp_path / "文书" / "2026"
    assert path.name == "〔2026〕1号 受理告知书 .._.._a_b_c.docx"


def test_a_folder_in_the_way_is_told(town: Office) -> None:
    bring(town, ("accept",))
    (town.home / "文书").write_text("文件", "utf-8")
    assert town.refused("paper accept 1").startswith("不能写入 ")
    assert not papers_of(town)


# templates


def template_of(office: Office, kind: str = "accept") -> Path:
    store.ensure(office.home, [kind])
    return store.template(office.home, kind)


def edited(office: Office, text: str, kind: str = "accept") -> Path:
    """Write one more paragraph into a template, as the clerk would."""
    path = template_of(office, kind)
    document = Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_a_changed_template_is_used_and_never_written_over(town: Office) -> None:
    bring(town, ("accept",))
    path = edited(town, "本镇信访电话：0000-0000000。经办人：{{ 经办人 }}，{{ 联系人 }}")
    before = path.read_bytes()
    told = made(town, "accept", "--set", "联系人=赵六")
    assert "经办人：李经办，赵六" in text_of(told["file"])
    document = town.ok("paper --templates --json").json
    assert (len(document["made"]), document["kept"]) == (len(FORMS) - 1, ["accept"])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ 信访入 }}", "认不出“信访入”（是不是“信访人”？）"),
        ("{{ 天气 }}", "认不出“天气”（模板里能写什么用 xinfang paper --fields 受理告知书 看）"),
        ("请于{{ 日期 前来", "这一段的花括号没有配对：“请于{{ 日期 前来”"),
        ("{% if 日期 %}没有结尾", "这一段的写法不对：“"),
        ("{{ 日期 | 大写 }}", "这一段的写法不对：“{{ 日期 | 大写 }}”"),
        ("{{ ''.__class__ }}", "用了不允许的写法：“{{ ''.__class__ }}”"),
        ("{{ 日期.__class__.__mro__ }}", "用了不允许的写法：“"),
        ("{{ cycler.__init__ }}", "认不出“cycler”"),
        (
            "{% for 行 in 送达文书 %}{{ 行.文钟 }}{% endfor %}{% for 行 in 期限列表 %}{{ 行.到期曰 }}{% endfor %}",
            "用了不允许的写法：“{{ 行.到期曰 }}”",
        ),
        ("{{ 日期 / 0 }}", "填写时出错"),
    ],
)
def test_a_broken_template_is_told_with_its_place(town: Office, text: str, fault: str) -> None:
    bring(town, ("accept",))
    edited(town, text)
    sentence = town.refused("paper accept 1")
    assert sentence.startswith(f"文书模板“受理告知书.docx”{fault}")
    assert sentence.endswith("；请用 WPS 改好，或把它改名，再做时会重新生成。")
    assert not files_of(town)
    assert not papers_of(town)
    template_of(town).unlink()
    assert made(town, "accept")["paper"] == "柳林信受字〔2026〕1号"


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 120_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x03\x04", "half", bomb()], ids=["empty", "text", "torn", "half", "bomb"]
)
def test_what_is_no_word_document_is_told(town: Office, content: bytes | str) -> None:
    bring(town, ("accept",))
    path = template_of(town)
    path.write_bytes(content if isinstance(content, bytes) else path.read_bytes()[:9_000])
    sentence = town.refused("paper accept 1")
    assert sentence.startswith(("文书模板“受理告知书.docx”打不开", "文书模板“受理告知书.docx”太大"))
    assert not files_of(town)


def test_a_document_with_macros_is_not_taken(town: Office) -> None:
    bring(town, ("accept",))
    path = template_of(town)
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    plain, macros = b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml"
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument." + plain, b"vnd.ms-word.document." + macros
    )
    with zipfile.ZipFile(path, "w") as parts:
        for name, part in content.items():
            parts.writestr(name, part)
    assert town.refused("paper accept 1").startswith("文书模板“受理告知书.docx”打不开")


def test_a_folder_in_a_template_s_place_is_told(town: Office) -> None:
    bring(town, ("accept",))
    template_of(town).unlink()
    template_of(town)
    store.template(town.home, "accept").unlink()
    store.template(town.home, "accept").mkdir()
    assert town.refused("paper accept 1").startswith("文书模板“受理告知书.docx”打不开")


HOSTILE = [
    "{{ 7*7 }}",
    "<b>&amp;</b> & <w:t>",
    "{% for a in b %}",
    "{# 注 #}",
    "]]> --> <?xml ?>",
    "“引号”‘单’ '\"",
    "\u202e倒过来\u200b",
    "𠮷野家 😀",
]


@pytest.mark.parametrize("words_of", HOSTILE)
def test_a_petitioner_s_words_are_words(town: Office, words_of: str) -> None:
    case = bring(town, ("accept",), subject=words_of, names=(words_of[:20],))
    text = text_of(made(town, "accept", case=case)["file"])
    shown = words_of.replace("\u202e", "‹U+202E›").replace("\u200b", "‹U+200B›")
    assert f"“{shown}”信访事项" in text
    assert "49" not in text


def test_lines_become_paragraphs_and_controls_their_pictures(town: Office) -> None:
    bring(town, ("accept",), detail="第一行\n第二行\x07\x0b完")
    texts = paragraph_texts(Document(made(town, "submit")["file"]))
    assert "第一行" in texts
    assert "第二行␇␋完。" in texts


def test_paragraphs_of_a_long_text_are_all_indented(town: Office) -> None:
    bring(town, ("accept", "reply"))
    document = Document(made(town, "reply", *SAMPLES["reply"].options)["file"])
    second = next(p for p in document.paragraphs if p.text == "双方对界桩位置没有异议。")
    assert second.style is not None
    assert second.style.name == "公文正文"


# service


def test_service_is_recorded_on_the_paper(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    town.today = "2026-03-06"
    told = town.ok("paper --served 受理告知书 1 --date 3月6日 --how 当面签收 --signed-by 张三")
    assert told.out == "已登记 受理告知书 柳林信受字〔2026〕1号 送达：2026-03-06，当面签收\n"
    [paper] = papers_of(town)
    assert (paper["served_on"], paper["served_how"], paper["signed_by"]) == ("2026-03-06", "当面签收", "张三")


@pytest.mark.parametrize("number", ["柳林信受字〔2026〕1号", "柳林信受字[2026]1号", "柳林信受字（2026） 1号"])
def test_a_number_alone_names_the_paper(town: Office, number: str) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    assert town.ok(["paper", "--served", number, "--how", "邮寄", "--json"]).json["paper"] == "柳林信受字〔2026〕1号"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("受理告知书 1 --date 2026-03-04 --how 邮寄", "送达日期 2026-03-04 早于文书 柳林信受字〔2026〕1号 的制发日期 2026-03-05；请核对 --date。"),
        ("受理告知书 1 --date 2026-03-06 --how 邮寄", "送达日期 2026-03-06 还没有到；请核对后重新输入。"),
        ("受理告知书 1", "还缺少：送达方式；请补上 --how。"),
        ("转送函 1 --how 邮寄", "XF2026-0001 没有待送达的转送函；请核对，或写明文号。"),
        ("九号 1 --how 邮寄", "没有找到文书“九号”；请写全文号，或写文种和事项编号，用 xinfang register paper 查看。"),
        ("柳林信受字〔2026〕9号 --how 邮寄", "没有找到文书“柳林信受字〔2026〕9号”；请写全文号，或写文种和事项编号，用 xinfang register paper 查看。"),
    ],
)  # fmt: skip
def test_what_service_needs(town: Office, typed: str, sentence: str) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    assert town.refused(f"paper --served {typed}") == sentence


def test_service_is_recorded_once_and_corrected_with_a_reason(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    town.ok("paper --served accept 1 --how 邮寄")
    number = "柳林信受字〔2026〕1号"
    assert town.refused(f"paper --served {number} --how 当面") == (
        f"文书 {number} 已在 2026-03-05 登记送达；登记错了请加 --reason 原因 重新登记。"
    )
    town.ok(f"paper --served {number} --how 当面签收 --reason 方式写错")
    assert papers_of(town)[0]["served_how"] == "当面签收"


def test_the_newest_unserved_paper_of_a_kind_is_meant(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    made(town, "accept")
    town.ok("paper --served accept 1 --how 邮寄")
    assert [p["served_on"] for p in papers_of(town)] == [None, "2026-03-05"]


@pytest.mark.parametrize(
    ("kind", "steps", "said"),
    [
        ("reply", ("accept", "reply", "deliver"), "用 xinfang correct XF2026-0001 --served-on 日期 更正。"),
        ("reply", ("accept", "reply", "deliver", "close"), "用 xinfang correct XF2026-0001 --served-on 日期 更正。"),
        ("review-opinion", (*REVIEWED, "deliver"), "用 xinfang undo XF2026-0001 撤销送达，再重新登记。"),
        ("reexam-opinion", (*REEXAMINED, "deliver"), "用 xinfang undo XF2026-0001 撤销送达，再重新登记。"),
    ],
)
@pytest.mark.parametrize("reason", [(), ("--reason", "写错")], ids=["once", "again"])
def test_an_opinion_is_never_served_on_paper_alone(
    town: Office, kind: str, steps: tuple[Step, ...], said: str, reason: tuple[str, ...]
) -> None:
    bring(town, steps[: steps.index("deliver") if kind == "reply" else -1])
    made(town, kind, *SAMPLES[kind].options)
    serving = ["paper", "--served", kind, "1", "--how", "邮寄", *reason]
    assert town.refused(serving).endswith("请用 xinfang deliver XF2026-0001 --how 送达方式 登记。")
    for step in steps[steps.index("deliver") if kind == "reply" else -1 :]:
        do(Shelf(town.home), CASE, step)
    assert town.refused(serving) == f"{words.NAME[kind]}已在 2026-03-05 登记送达；登记错了请{said}"
    told = town.ok(["paper", kind, CASE, *SAMPLES[kind].options])
    assert "--served" not in told.out
    assert "deliver" not in told.out


def test_voiding_a_served_opinion_tells_that_the_case_counts_as_served(town: Office) -> None:
    bring(town, ("accept", "reply"))
    made(town, "reply", *SAMPLES["reply"].options)
    do(Shelf(town.home), CASE, "deliver")
    told = town.ok("paper --void reply 1 --reason 写错 --json").json
    assert told["warnings"] == [
        "提示：XF2026-0001 在 2026-03-05 的送达登记没有改动，申请的期限照样计算；送达登记错了请用 xinfang undo XF2026-0001 撤销送达。"
    ]
    made(town, "reply", *SAMPLES["reply"].options)
    assert town.ok("paper --void reply 1 --reason 写错 --json").json["warnings"] == []


def test_the_service_of_an_opinion_starts_a_clock_and_is_an_act(town: Office) -> None:
    bring(town, ("accept", "reply"))
    told = town.ok(["paper", "reply", "1", *SAMPLES["reply"].options])
    assert "xinfang deliver XF2026-0001 --how 当面签收" in told.out
    assert town.refused("paper --served reply 1 --how 邮寄") == (
        "处理意见书的送达关系到申请期限的起算；请用 xinfang deliver XF2026-0001 --how 送达方式 登记。"
    )


def test_served_with_marks_the_newest_unserved_paper_of_these_kinds(town: Office) -> None:
    bring(town, ("accept", "reply"))
    for _ in range(2):
        made(town, "reply", *SAMPLES["reply"].options)
    made(town, "accept")
    state = Shelf(town.home).state(CASE)
    after = papers.served_with(state, ("reply",), "2026-03-06", "当面签收", "张三")
    assert [p.served_on for p in after.papers] == [None, "2026-03-06", None]
    assert papers.served_with(state, ("review-opinion",), "2026-03-06", "当面") == state
    assert papers.served_with(state, ("reply",), "2026-03-04", "当面") == state  # not before it was made


def test_only_one_thing_at_a_time(town: Office) -> None:
    bring(town)
    assert town.refused("paper --served 甲 --void 乙") == "--served 和 --void 不能一起用；请一次只做一样。"
    assert town.refused("paper --void 甲 1") == "还缺少：原因；请补上 --reason。"


# accusations


def accused(office: Office) -> str:
    return bring(office, (("forward", {"to": "县纪委监委"}),), kind="accusation", subject="反映某干部虚报补贴")


def test_a_paper_on_an_accusation_is_made_only_when_it_is_asked_for(town: Office) -> None:
    accused(town)
    assert town.refused("paper forward 1") == (
        "XF2026-0001 是检举控告，内容保密；确需制作转送函请加 --with-confidential --reason 原因，会记录下来。"
    )
    told = made(town, "forward", "--with-confidential", "--reason", "移送县纪委")
    text = text_of(told["file"])
    assert "反映某干部虚报补贴" in text
    assert "第二十三条、第三十条" in text
    history = town.ok("show 1 --json --with-confidential --reason 核对").json["history"]
    assert "disclose" in [event["act"] for event in history]
    assert papers_of(town) == []


def test_the_register_keeps_an_accusation_s_paper_to_its_number(town: Office) -> None:
    accused(town)
    made(town, "forward", "--with-confidential", "--reason", "移送县纪委")
    [row] = town.ok("register paper --json").json["rows"]
    assert {key: value for key, value in row.items() if value is not None} == {
        "no": "柳林信转字〔2026〕1号", "addressee": "保密",
    }  # fmt: skip
    [row] = town.ok("register paper --json --with-confidential --reason 核对").json["rows"]
    assert row["addressee"] == "县纪委监委"


# register and card


def test_the_register_of_papers(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "receipt")
    made(town, "accept")
    town.ok("paper --served accept 1 --how 当面签收 --signed-by 张三")
    town.ok("paper --void 登记回执 1 --reason 打印错误")
    document = town.ok("register paper 本月 --json").json
    assert document["columns"] == ["文号", "文种", "事项编号", "受送达人", "制发日期", "送达日期", "送达方式", "签收"]
    assert [list(row.values()) for row in document["rows"]] == [
        ["柳林信受字〔2026〕1号", "受理告知书", CASE, "张三", "2026-03-05", "2026-03-05", "当面签收", "张三"],
        ["柳林信登字〔2026〕1号", "登记回执", CASE, "（作废）打印错误", "2026-03-05", None, None, None],
    ]
    assert town.ok("register 文书登记簿 上月 --json").json["count"] == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv", "html", "json"])
def test_the_register_of_papers_is_exported(town: Office, ending: str) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    file = town.home.parent / f"文书.{ending}"
    assert "文书登记簿 1 行" in town.ok(["export", str(file), "--book", "paper"]).out
    assert "文书登记簿 1 行" in town.ok(["export", str(file)]).out
    if ending != "xlsx":
        assert "柳林信受字〔2026〕1号" in file.read_text("utf-8-sig")


def test_the_card_lists_the_papers(town: Office) -> None:
    bring(town, ("accept",))
    told = made(town, "accept")
    assert papers_of(town) == [
        {
            "no": told["paper"], "kind": "accept", "made_on": "2026-03-05", "addressee": "张三", "served_on": None,
            "served_how": None, "signed_by": None, "void_reason": None,
            "file": f"文书/2026/〔2026〕1号 受理告知书 {CASE}.docx",
        }
    ]  # fmt: skip
    assert "柳林信受字〔2026〕1号" in town.ok("show 1").out


def test_the_ledger_can_be_projected_anew(town: Office) -> None:
    bring(town, ("accept",))
    made(town, "accept")
    town.ok("paper --served accept 1 --how 邮寄")
    before = papers_of(town)
    town.ok("check --repair")
    assert papers_of(town) == before


def test_the_words_given_for_a_paper_stay_on_the_record(town: Office) -> None:
    bring(town, ("accept", "reply"))
    made(town, "reply", *SAMPLES["reply"].options)
    with Shelf(town.home).open() as book:
        _, entry = book.history(CASE)[-1]
    assert entry.said["given"] == {"事实和理由": FACTS, "法律依据": BASIS, "复查机关": "县人民政府"}


# what is told


def test_the_labels_of_lists_and_variables_are_told_apart() -> None:
    names = [name for name, _ in words.VARIABLE.values()]
    assert len(set(names)) == len(names)
    assert labels.TASK[Task.SUPERVISION] == "督办"


def idle(module: Any) -> Iterable[str]:
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    defined = (PACKAGE / "words" / "papers.py").read_text("utf-8")
    return [
        name for name in vars(module) if name.isupper()
        and not any(f"{prefix}.{name}" in sources for prefix in ("words", "papers")) and defined.count(name) < 2
    ]  # fmt: skip


def test_no_words_of_papers_stand_idle() -> None:
    assert not idle(words)


def test_the_settings_of_papers_are_checked(tmp_path: Path) -> None:
    read: Callable[[Path], Any] = settings.read
    office = read(tmp_path)
    assert office.paper_number == labels.PAPER_NUMBER
    assert (office.organ, office.short) == ("", "")
