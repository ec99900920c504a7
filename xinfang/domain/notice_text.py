"""The text of the yearly holiday notice, read as it was pasted.

The notice checks itself: it states the weekday of its dates and how many days each holiday has. What does not agree is
refused with its place; nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from xinfang.domain.calendar import DECEMBER, ONE_DAY
from xinfang.domain.codes import Refused
from xinfang.domain.notice import HOLIDAYS, WEEK, Notice, agreed, judged

SUNDAY, LONGEST, SHOWN = 6, 31, 50

_JUNK = re.compile(r"<[^<>]*>|&#?\w{1,8};|[\s\u200b-\u200f\u2060\ufeff]")  # tags, entities, all white space
_NAME = r"(?:元旦|春节|清明节?|(?:五一)?(?:国际)?劳动节|端午节?|中秋节?|国庆节?)"
_NAMES = rf"{_NAME}(?:[、,和及与]?{_NAME}){{0,6}}"
_HEADING = re.compile(rf"({_NAMES})(?:假期|放假)?:?(?=\d{{1,4}}[年月])")
_BESIDE = rf"(?:\([^()]*\)|(?:周|星期|礼拜)[{WEEK}])?"
_DATE = rf"(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日{_BESIDE}"
_ITEM = rf"{_DATE}(?:[至到~—–―-]+{_DATE})?"
_CLAUSE = re.compile(
    rf"(?P<days>{_ITEM}(?:[、,和及]{_ITEM}){{0,30}})起?,?(?P<what>(?:调休)?放假|补休|(?:正常|照常)?上班)"
)
_DAY = re.compile(rf"(?:(?P<year>\d{{4}})年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日{_BESIDE}")
_WEEKDAY = re.compile(rf"(?:周|星期|礼拜)([{WEEK}])")
_COUNT = re.compile(r"(?:共|放假|调休|连休)(\d{1,3})天")
_SCHEDULED = re.compile(r"放假|补休|上班")
_SENTENCE_END = re.compile(r"[。;]")
_END = re.compile(r"节假日期间|国务院办公厅")
_SIGNED = re.compile(r"国务院办公厅\d{4}年\d{1,2}月\d{1,2}日$")
_AMENDS = re.compile(rf"(?:调整|延长)(?:\d{{4}}年)?{_NAMES}假期")
_YEARS = (
    re.compile(r"关于(\d{4})年部分节假日安排"),
    re.compile(rf"现将(\d{{4}})年{_NAME}"),
    re.compile(r"(\d{4})年(?:部分)?(?:节假日|放假|假期)"),
)
_NUMBER = re.compile(r"(国办发(?:明电)?)[〔\[(【]?(\d{4})[〕\])】]?第?(\d{1,4})号")


def read(text: str, year: int | None = None) -> Notice:
    """Read the text of a notice as it was pasted, with any white space, brackets and web tags; `year` if it was said.

    Raises Refused ``notice_…``: what cannot be read, or does not agree with itself.
    """
    plain = _plain(text)
    if _AMENDS.search(plain):
        raise Refused("notice_amends")
    sections = list(_sections(plain))
    if not sections:
        raise Refused("notice_empty")
    year = _year(plain, year)
    off, work = _told(sections, year)
    number = _NUMBER.search(plain)
    return judged(Notice(year, f"{number[1]}〔{number[2]}〕{number[3]}号" if number else "", off, frozenset(work)))


def is_whole(text: str) -> bool:
    """Return whether a text that is being pasted has come to its end: all seven holidays, and the day of signing."""
    plain = _plain(text)
    named = {name for heading, _ in _sections(plain) for name in _holidays(heading)}
    return named == set(HOLIDAYS) and bool(_SIGNED.search(plain))


def _plain(text: str) -> str:
    """Return the text on one line: full and half width made one, without white space and what a web page leaves."""
    return _JUNK.sub("", unicodedata.normalize("NFKC", text))


def _year(plain: str, said: int | None) -> int:
    stated = next((int(match[1]) for pattern in _YEARS if (match := pattern.search(plain))), None)
    if stated is None and said is None:
        raise Refused("notice_no_year")
    return agreed(stated if stated is not None else said or 0, said)


def _sections(plain: str) -> Iterator[tuple[str, str]]:
    """Yield each holiday's heading with what follows up to the next one; the closing words belong to none."""
    headings = list(_HEADING.finditer(plain))
    ends = [heading.start() for heading in headings[1:]] + [len(plain)]
    for heading, end in zip(headings, ends, strict=False):
        yield "、".join(_holidays(heading[1])), _END.split(plain[heading.end() : end])[0]


def _holidays(text: str) -> list[str]:
    """Return the holidays that a text names, in its order; 五一劳动节 is 劳动节, 清明 is 清明节."""
    found = [name for name in HOLIDAYS if name[:2] in text]
    return sorted(found, key=lambda name: text.index(name[:2]))


def _told(sections: list[tuple[str, str]], year: int) -> tuple[dict[date, str], set[date]]:
    """Return all days off with their holidays, and the make-up workdays; a page may hold the same text twice."""
    off: dict[date, str] = {}
    work: set[date] = set()
    seen: dict[str, tuple[set[date], set[date]]] = {}
    for holiday, body in sections:
        told = _section(holiday, body, year)
        if seen.setdefault(holiday, told) != told:
            raise Refused("notice_twice", holiday=holiday)
        off |= dict.fromkeys(told[0], holiday)
        work |= told[1]
    return off, work


def _section(holiday: str, body: str, year: int) -> tuple[set[date], set[date]]:
    """Return the days off and the make-up workdays of one holiday."""
    off: set[date] = set()
    work: set[date] = set()
    for clause in _CLAUSE.finditer(body):
        days = _days(clause["days"], holiday, year)
        (work if clause["what"].endswith("上班") else off).update(days)
    _judge_rest(holiday, body)
    if not off:
        raise Refused("notice_unreadable", holiday=holiday, text=_SENTENCE_END.split(body)[0][:SHOWN])
    for stated in _COUNT.findall(body):
        if int(stated) != len(off):
            raise Refused("notice_count", holiday=holiday, stated=int(stated), found=len(off))
    return off, work


def _judge_rest(holiday: str, body: str) -> None:
    """Refuse a sentence of which a date is left over although it is about days off or worked."""
    for sentence in _SENTENCE_END.split(body):
        rest = _CLAUSE.sub("", sentence)
        if _DAY.search(rest) and _SCHEDULED.search(sentence):
            raise Refused("notice_unreadable", holiday=holiday, text=sentence[:SHOWN])


def _days(text: str, holiday: str, year: int) -> Iterator[date]:
    """Yield the days of ``1月1日(周四)至3日(周六)、5日``; what is not said is as in the day before."""
    former: date | None = None
    for item in re.finditer(_ITEM, text):
        ends = []
        for match in _DAY.finditer(item[0]):
            former = _day(match, former, holiday, year)
            ends.append(former)
        yield from _span(ends[0], ends[-1], holiday, item[0])


def _span(first: date, last: date, holiday: str, text: str) -> Iterator[date]:
    if last < first:
        raise Refused("notice_backwards", holiday=holiday, text=text)
    if last - first > timedelta(days=LONGEST):
        raise Refused("notice_unreadable", holiday=holiday, text=text)
    while first <= last:
        yield first
        first += ONE_DAY


def _day(match: re.Match[str], former: date | None, holiday: str, year: int) -> date:
    """Return one day of a notice; the weekday beside it must be its own."""
    if not match["month"] and former is None:
        raise Refused("notice_unreadable", holiday=holiday, text=match[0])
    month = int(match["month"] or (former.month if former else 0))
    try:
        day = date(int(match["year"] or _year_of(month, former, holiday, year)), month, int(match["day"]))
    except ValueError:
        raise Refused("notice_no_day", holiday=holiday, text=match[0]) from None
    stated = _WEEKDAY.search(match[0])
    if stated and min(WEEK.index(stated[1]), SUNDAY) != day.weekday():
        raise Refused("notice_weekday", holiday=holiday, text=match[0], day=day.isoformat(), found=WEEK[day.weekday()])
    return day


def _year_of(month: int, former: date | None, holiday: str, year: int) -> int:
    """Return the year of a date that names none: December of the New Year is the former one, January follows it."""
    if former:
        return former.year + (former.month == DECEMBER and month == 1)
    return year - (month == DECEMBER and "元旦" in holiday)
