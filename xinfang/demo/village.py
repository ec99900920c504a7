"""The sample township: its people and what comes up there. All of it is invented; `matters.yaml` holds the matters."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from xinfang.domain.calendar import ONE_DAY, Calendar
from xinfang.domain.codes import Kind, Opinion

MATTERS = Path(__file__).with_name("matters.yaml")

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜"
    "崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤"
)
GIVEN = (
    "桂英", "秀兰", "玉珍", "凤英", "素芬", "春梅", "桂兰", "秀珍", "玉兰", "菊香", "翠萍", "冬梅", "小红", "丽华",
    "金莲", "淑琴", "国强", "建国", "志明", "德福", "永贵", "长生", "家富", "明华", "光荣", "文斌", "大勇", "水生",
    "世平", "国富", "兴发", "朝阳", "正友", "庆元", "昌明", "本善", "茂林", "祖德", "远清", "成武", "有才", "勇",
    "军", "伟", "敏", "芳", "平", "燕", "涛", "霞", "静",
)  # fmt: skip

CLERKS = ("周敏", "周敏", "周敏", "周敏", "周敏", "韩立")  # the second one stands in for the first
RECEIVERS = ("周敏", "韩立", "孙晓燕", "值班领导李镇长", "值班领导赵副镇长")
SERVED_HOW = ("直接送达", "直接送达", "上门送达", "村委会转交并签收", "邮寄送达（挂号信）")
THANKS = (  # the first one only where the answer supports the claim
    "信访人签收答复，表示满意",
    "信访人签收答复，无异议",
    "电话回访，信访人表示理解",
    "信访人接受处理意见，不再要求其他答复",
)
DELAYS = (
    "需调阅历年档案并走访知情人，情况较复杂",
    "已委托第三方测量鉴定，结果尚未出具",
    "涉及多个部门职责，正在会商处理意见",
    "主要当事人在外务工，需等其返乡核实",
)
INSTRUCTIONS = (
    "请{unit}牵头尽快查清，依法依规答复群众，结果报我。",
    "请{unit}会同{village}到现场核实，{days}日内拿出意见。",
    "群众诉求合理的要解决到位，不合理的要解释清楚。请{unit}办理。",
)
PLANS = (
    "先由{unit}核实情况，再约双方到场协商，{days}日内拿出处理意见。",
    "由{leader}牵头，{unit}和{village}共同上门了解，能当场解决的当场解决。",
    "查阅档案和合同，听取双方意见，依规出具处理意见并做好解释。",
)
SINCE = ("上月", "两个月前", "三个月前", "半年前", "前段时间", "去年", "去年底", "去年秋天")
PRESSES = (
    "信访人此前已反映同一事项，此次询问办理进度，要求尽快答复。",
    "信访人就同一事项再次反映，补充了现场照片，要求加快办理。",
    "信访人称问题尚未解决，要求明确办理时限。",
)
DISAGREES = "信访人已收到答复，对处理意见有不同看法，要求重新处理。"
WRONG_PHONE = "电话登记错一位，经与信访人核对更正"
# Where a petition came from that was sent down to the township, and how that level numbers its papers.
ABOVE = (
    ("county", "〔{year}〕县信转字{n}号"), ("county", "〔{year}〕县信转字{n}号"), ("county", "〔{year}〕督字{n}号"),
    ("city", "〔{year}〕市信转字{n}号"), ("city", "〔{year}〕市信督字{n}号"), ("province", "〔{year}〕省信转字{n}号"),
)  # fmt: skip
# How often petitions come in, by month: many after the spring festival and in autumn, few in summer and midwinter.
SEASON = (0.7, 1.1, 1.9, 1.4, 1.0, 0.8, 0.7, 0.8, 1.2, 1.5, 1.4, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A matter as it may come up: the words of the register, with ``{places}`` for names and quantities.

    `spot`, `agreed`, `decline` and `mistake` are empty where the matter cannot go that way.
    """

    category: str
    subject: str
    detail: str
    unit: str
    work: str = ""
    answer: str = ""
    opinion: str = Opinion.EXPLAIN
    spot: str = ""
    agreed: str = ""
    decline: str = ""
    mistake: str = ""
    kind: str = Kind.CLAIM
    crowd: bool = False
    weight: int = 1


@cache
def themes() -> tuple[Theme, ...]:
    """Return all matters of the township."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree = yaml.load(MATTERS.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - it is the safe loader, in C
    return tuple(Theme(category=category, **matter) for category, group in tree.items() for matter in group)


def shift(calendar: Calendar, day: date, count: int) -> date:
    """Return the `count`-th working day after a day, or before it where `count` is negative; the day itself for 0."""
    for _ in range(-count):
        day = calendar.on_or_before(day - ONE_DAY)
    return calendar.add_workdays(day, count)
