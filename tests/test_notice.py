"""The yearly holiday notice: read as it was published, refused where it does not agree with itself, stored, applied."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ended
from tests.helpers import examples, outcome
from tests.notices import INVENTED_2027, NOTICES
from xinfang.commands.pasted import pasted, understood
from xinfang.domain import notice, notice_text
from xinfang.domain.calendar import UNSETTLED_FROM
from xinfang.domain.codes import Refused
from xinfang.domain.notice import Notice
from xinfang.office import holidays, schedule
from xinfang.words.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Office

DAY = timedelta(days=1)
FILE = Path("holidays.yaml")
# What later notices changed: 国办发明电〔2019〕3号 (劳动节 2019), 国办发明电〔2020〕1号 (春节 2020 longer).
CHANGED_LATER = {
    2019: {"2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"},
    2020: {"2020-01-31", "2020-02-01"},
}


def works(told: Notice, day: date) -> bool:
    return day in told.work or (day not in told.off and day.weekday() < 5)


def span(first: date, last: date) -> list[date]:
    return [first + DAY * n for n in range((last - first).days + 1)]


def told_of(text: str, year: int | None = None) -> str:
    """The sentence in which a notice is refused."""
    answer = outcome(lambda: understood(text, year))
    assert isinstance(answer, Refused), answer
    return sentence(answer)


# ---- the published notices


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_is_read_as_the_published_calendar_has_it(year: int) -> None:
    told, published = notice_text.read(NOTICES[year]), holidays.load(Path("no such folder"))
    days = {*span(date(year, 1, 1), date(year, *UNSETTLED_FROM) - DAY), *told.off, *told.work}
    differing = {day.isoformat() for day in days if works(told, day) != published.is_workday(day)}
    assert differing == CHANGED_LATER.get(year, set())
    assert told.year == year


@pytest.mark.parametrize(
    ("year", "number", "off", "work"),
    [
        (2019, "国办发明电〔2018〕15号", 21, 5),
        (2020, "国办发明电〔2019〕16号", 27, 7),
        (2021, "国办发明电〔2020〕27号", 31, 7),
        (2022, "国办发明电〔2021〕11号", 31, 7),
        (2023, "国办发明电〔2022〕16号", 27, 7),
        (2024, "国办发明电〔2023〕7号", 28, 8),
        (2025, "国办发明电〔2024〕12号", 28, 5),
        (2026, "国办发明电〔2025〕7号", 33, 6),
    ],
)
def test_number_and_days(year: int, number: str, off: int, work: int) -> None:
    told = notice_text.read(NOTICES[year])
    assert (told.number, len(told.off), len(told.work)) == (number, off, work)


def test_a_holiday_that_reaches_back_into_the_former_year() -> None:
    told = notice_text.read(NOTICES[2019])
    assert told.holidays()["元旦"] == [date(2018, 12, 30), date(2018, 12, 31), date(2019, 1, 1)]
    assert date(2018, 12, 29) in told.work


@pytest.mark.parametrize(
    "new_year",
    [
        "2022年12月31日至2023年1月2日放假调休，共3天。",
        "12月31日至1月2日放假调休，共3天。",
        "12月31日（周六）至2023年1月2日（周一）放假调休，共3天。",
        "2022年12月31日、2023年1月1日、2日放假，共3天。",
    ],
)
def test_the_year_of_a_december_day_need_not_be_said(new_year: str) -> None:
    text = NOTICES[2023].replace("2022年12月31日至2023年1月2日放假调休，共3天。", new_year)
    assert notice_text.read(text) == notice_text.read(NOTICES[2023])


def test_combined_holidays_stand_under_both_names() -> None:
    assert list(notice_text.read(NOTICES[2020]).holidays())[-1] == "国庆节、中秋节"
    assert "中秋节、国庆节" in notice_text.read(NOTICES[2023]).holidays()


# ---- as it is pasted

HALF_WIDTH = str.maketrans("：，（）；。　", ":,();。 ")
PASTED: dict[str, Callable[[str], str]] = {
    "half width": lambda text: text.translate(HALF_WIDTH),
    "one line": lambda text: text.replace("\n", ""),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n　　"),
    "broken lines": lambda text: "\n".join(re.findall(".{1,7}", text)),
    "spaced": " ".join,
    "web page": lambda text: "".join(f"<p>&nbsp;{line}</p>" for line in text.splitlines()),
    "long weekdays": lambda text: re.sub("周([一二三四五六日])", r"星期\1", text),
    "weekdays without brackets": lambda text: re.sub("（周([一二三四五六日])）", r"周\1", text),
    "square brackets": lambda text: text.replace("〔", "[").replace("〕", "]"),
    "without ordinals": lambda text: re.sub("[一二三四五六七]、", "", text),
    "other dashes": lambda text: re.sub("(日|）)至", r"\1—", text),
    "as the news has it": lambda text: "新华社北京11月4日电  " + text + "\n责任编辑：某某 2025年11月4日 版权所有",
    "twice": lambda text: text + text,
    "from a list": lambda text: text.replace("、元旦", ".元旦").replace("元旦：", "元旦假期："),
}


@pytest.mark.parametrize("year", [2019, 2024, 2025, 2026])
@pytest.mark.parametrize("how", PASTED)
def test_a_notice_as_it_is_pasted(how: str, year: int) -> None:
    assert notice_text.read(PASTED[how](NOTICES[year])) == notice_text.read(NOTICES[year])


@examples(100)
@given(st.sampled_from([2023, 2026]), st.lists(st.tuples(st.integers(0, 900), st.sampled_from(" \n\t　\u200b\r\n"))))
def test_white_space_anywhere_changes_nothing(year: int, put: list[tuple[int, str]]) -> None:
    text = NOTICES[year]
    for place, space in put:
        text = text[:place] + space + text[place:]
    assert notice_text.read(text) == notice_text.read(NOTICES[year])


def test_without_its_title_the_year_is_said() -> None:
    items = NOTICES[2026][NOTICES[2026].index("一、元旦") :]
    told = notice_text.read(items, 2026)
    assert (told.off, told.number) == (notice_text.read(NOTICES[2026]).off, "")
    assert told_of(items) == "看不出是哪一年的通知；请连标题一起粘贴，或用 --year 写明年份，例如 --year 2027。"
    assert told_of(items, 2025).startswith("通知里元旦写的“1月1日(周四)”对不上：2025-01-01 是星期三；")


@pytest.mark.parametrize(
    ("so_far", "whole"),
    [
        (NOTICES[2026], True),
        (NOTICES[2025], True),
        (NOTICES[2026] + "\n\n", True),
        (NOTICES[2026].split("七、")[0], False),
        (NOTICES[2026].removesuffix("2025年11月4日\n"), False),
        ("", False),
    ],
)
def test_whether_all_is_there(so_far: str, whole: bool) -> None:
    assert notice_text.is_whole(so_far) is whole


# ---- what does not agree


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "1月4日（周日）上班", "1月4日（周一）上班",
            "通知里元旦写的“1月4日(周一)”对不上：2026-01-04 是星期日；请与原文核对后再试。",
        ),
        (
            "放假调休，共9天", "放假调休，共8天",
            "通知里春节写的是 8 天，按日期数是 9 天；请与原文核对后再试。",
        ),
        (
            "4月4日（周六）至6日（周一）", "4月6日（周一）至4日（周六）",
            "通知里清明节的“4月6日(周一)至4日(周六)”止日在起日之前；请与原文核对后再试。",
        ),
        (
            "6月19日（周五）至21日", "6月31日（周五）至21日",
            "通知里端午节的“6月31日(周五)”没有这一天；请与原文核对后再试。",
        ),
        (
            "5月9日（周六）上班", "5月2日（周六）上班",
            "2026-05-02 既列为劳动节放假，又列为上班；请与原文核对后再试。",
        ),
        (
            "5月9日（周六）上班", "5月8日（周五）上班",
            "2026-05-08 星期五本来就上班，却列为调休上班；请与原文核对后再试。",
        ),
        (
            "五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n", "",
            "2026 年的通知里没有端午节；请把全文都粘贴进来。",
        ),
        (
            "10月1日（周四）至7日（周三）放假调休，共7天", "10月2日（周五）至8日（周四）放假调休，共7天",
            "2026-10-01 国庆节应当放假，通知里却没有；请与原文核对后再试。",
        ),
        (
            "9月25日（周五）至27日（周日）放假", "2025年9月25日（周四）至27日（周六）放假",
            "2025-09-25 不属于 2026 年的放假安排；请核对年份。",
        ),
        (
            "五、端午节：6月19日（周五）至21日（周日）放假", "五、端午节：6月某日放假",
            "通知里端午节这一条看不懂（6月某日放假,共3天）；请与原文核对后再试。",
        ),
        (
            "4月4日（周六）至6日", "7月4日（周六）至6日",
            "通知里清明节写在 2026-07-04，不是它的时节；请与原文核对后再试。",
        ),
        (
            "至21日（周日）放假，共3天", "前后连休",
            "通知里端午节这一条看不懂（6月19日(周五)前后连休）；请与原文核对后再试。",
        ),
        (
            "1月4日（周日）上班", "1月4日（周日）和下一个周日（1月11日）都上班",
            "通知里元旦这一条看不懂（1月4日(周日)和下一个周日(1月11日)都上班）；请与原文核对后再试。",
        ),
        ("关于2026年", "关于调整2026年劳动节假期安排的通知", None),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_refused_with_its_place(right: str, wrong: str, told: str | None) -> None:
    assert right in NOTICES[2026]
    amended = (
        "这是调整、延长假期的通知，不是全年的安排；"
        "请用记事本改 holidays.yaml 里这一年的日期，再运行 xinfang calendar --refresh。"
    )
    assert told_of(NOTICES[2026].replace(right, wrong)) == (told or amended)


@pytest.mark.parametrize("text", ["", "放假了", "明天上班", "元旦：放假", "国务院办公厅关于2027年部分节假日安排的通知"])
def test_what_is_no_notice(text: str) -> None:
    assert told_of(text) == "没有看到放假安排；请把通知全文粘贴进来，从标题到“国庆节”那一条。"


def test_two_notices_at_once() -> None:
    assert told_of(NOTICES[2025] + NOTICES[2026]).startswith(("通知里", "2025"))
    other = NOTICES[2026].replace("9月25日（周五）至27日（周日）放假，共3天", "9月25日（周五）放假，共1天")
    assert told_of(NOTICES[2026] + other) == "通知里中秋节写了两次，日期不一样；请只粘贴一份通知。"


def slips(year: int) -> list[str]:
    """The notice with each figure and each weekday of its items written wrongly in each possible way, one at a time."""
    text = NOTICES[year]
    first, last = text.index("一、元旦"), text.index("节假日期间")
    found = []
    for place in range(first, last):
        weekday = text[place - 1] == "周"
        others = "一二三四五六日" if weekday else "0123456789" if text[place].isdigit() else ""
        found += [text[:place] + other + text[place + 1 :] for other in others if other != text[place]]
    return found


def test_of_a_notice_with_weekdays_hardly_a_slip_goes_unseen() -> None:
    """What can go unseen is a make-up workday that a slip moves onto another free day of the same weekday."""
    right = notice_text.read(NOTICES[2026])
    unseen = [told for text in slips(2026) if isinstance(told := outcome(lambda t=text: notice_text.read(t)), Notice)]  # type: ignore[misc]
    assert len(slips(2026)) > 500
    assert len(unseen) < len(slips(2026)) / 100
    assert all(told.off == right.off for told in unseen)


@pytest.mark.parametrize(
    "part", ["1月1日、", "元旦", "元旦：1月1日至", "1日(", "<", "&a", "（", "一、元旦：1月1日放假。"]
)
def test_a_long_text_that_is_no_notice_is_answered(part: str) -> None:
    assert told_of(part * 50_000 + "元旦：1月1日放假。", 2026)


@examples(200)
@given(st.text("一二三四五六日月年周星期元旦春节国庆放假上班共天至、，。（）：0123456789 \n", max_size=120))
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    answer = outcome(lambda: understood(text, 2026))
    assert isinstance(answer, Notice) or sentence(answer)


# ---- as JSON


def listed(told: Notice) -> list[dict[str, object]]:
    off = [{"name": name, "date": day.isoformat(), "isOffDay": True} for day, name in told.off.items()]
    return [*off, *({"name": "调休", "date": day.isoformat(), "isOffDay": False} for day in told.work)]


@pytest.mark.parametrize("year", NOTICES)
def test_a_list_of_days(year: int) -> None:
    told = notice_text.read(NOTICES[year])
    for document in (listed(told), {"year": year, "papers": ["https://example.org"], "days": listed(told)}):
        read = understood(json.dumps(document), None)
        assert (read.year, read.off, read.work, read.number) == (year, told.off, told.work, "")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ('{"year": 2027}', "这个 JSON 里没有放假安排；请给出 days 列表，每一项有 name、date、isOffDay。"),
        ("[]", "这个 JSON 里没有放假安排；请给出 days 列表，每一项有 name、date、isOffDay。"),
        ("[1]", "放假安排的第 1 项看不懂；"),
        ('[{"name": "元旦", "date": "2027-01-01", "isOffDay": "是"}]', "放假安排的第 1 项看不懂；"),
        ('[{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]', "放假安排的第 1 项看不懂；"),
        ('[{"name": "a: [", "date": "2027-01-01", "isOffDay": true}]', "放假安排的第 1 项看不懂；"),
        ('[{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]', "2027 年的通知里没有春节、清明节、"),
        ('[\n{"name": "元旦",}]', "第 2 行的 JSON 写法不对；请改好，或直接粘贴通知的文字。"),
        ("[" * 100_000, "第 1 行的 JSON 写法不对；请改好，或直接粘贴通知的文字。"),
        (f"[{'1' * 5_000}]", "第 1 行的 JSON 写法不对；请改好，或直接粘贴通知的文字。"),
    ],
    ids=range(10),
)
def test_a_list_that_cannot_be_read(document: str, told: str) -> None:
    assert told_of(document).startswith(told)


def test_ordinary_workdays_in_a_list_say_what_holds_anyway() -> None:
    """As that of 2020 has Monday 02-03, the first workday after the longer holiday."""
    told = notice_text.read(NOTICES[2026])
    monday = {"name": "春节", "date": "2026-02-24", "isOffDay": False}
    assert notice.from_document([*listed(told), monday]).work == told.work


# ---- in holidays.yaml

OTHER_YEARS = """# 本单位的放假安排
2028:  # 自己写的
  off:
    元旦: [2028-01-01]   # 只有一天
  work: []

# 下面是旧的
2030:
  off: {元旦: [2030-01-01]}
"""


def stored(before: str, told: Notice) -> str:
    return schedule.with_year(before.encode(), told, FILE).decode()


@pytest.mark.parametrize("year", NOTICES)
@pytest.mark.parametrize("before", ["", OTHER_YEARS, "# 空的\n", "2019:\n2020: {off: {元旦: [2020-01-01]}}\n2021:\n"])
def test_what_is_stored_is_what_is_read(year: int, before: str) -> None:
    told = notice_text.read(NOTICES[year])
    text = stored(before, told)
    read = schedule.parse(text.encode(), FILE)
    assert {day: name for day, name in read.off.items() if day in told.off} == told.off
    assert told.work <= read.work
    assert (year in read.years, read.notices[year]) == (True, told.number)
    assert stored(text, told) == text, "the second time nothing changes"


def test_the_other_years_stay_to_the_letter() -> None:
    told = notice_text.read(INVENTED_2027)
    text = stored(OTHER_YEARS, told)
    assert text.startswith(OTHER_YEARS)
    again = stored(text, notice_text.read(INVENTED_2027.replace("〔2026〕99号", "〔2026〕98号")))
    assert again == text.replace("〔2026〕99号", "〔2026〕98号")


def test_a_year_in_the_middle_is_replaced_where_it_stands() -> None:
    own = "2027:\n  off:\n    元旦: [\n      2027-01-01]\n  work:\n    - 2027-01-10\n"
    before = OTHER_YEARS.replace("# 下面是旧的\n", own + "# 下面是旧的\n")
    text = stored(before, notice_text.read(INVENTED_2027))
    head, _, tail = OTHER_YEARS.partition("# 下面是旧的\n")
    assert text.startswith(head + "2027:\n  notice: 国办发明电〔2026〕99号\n  off:\n")
    assert text.endswith("2027-10-09]\n# 下面是旧的\n" + tail)
    assert "2027-01-10" not in text


def test_the_line_ends_and_the_mark_of_notepad_stay() -> None:
    before = b"\xef\xbb\xbf" + OTHER_YEARS.replace("\n", "\r\n").encode()
    after = schedule.with_year(before, notice_text.read(INVENTED_2027), FILE)
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("{2028: {off: {元旦: [2028-01-01]}}}", "holidays.yaml 整个写在一对大括号里，不能自动添加；"),
        ("明年: {}", "设置有 1 处要改："),
        ("2027:\n  notice: " + "长" * 61, "设置有 1 处要改："),
    ],
)
def test_a_file_that_cannot_be_added_to(before: str, told: str) -> None:
    answer = outcome(lambda: stored(before, notice_text.read(INVENTED_2027)))
    assert isinstance(answer, Refused)
    assert sentence(answer).startswith(told)


# ---- at the desk

LOG = "log-visit --name 张三 --subject 宅基地与邻居争界 --date 2026-12-04"


@pytest.fixture
def desk(office: Office) -> Office:
    """An office in December with a case whose handling ends on Saturday 2027-02-06, and a notice on its disk."""
    office.today = "2026-12-08"
    office.ok(LOG)
    office.ok("accept 1")
    (office.home.parent / "通知.txt").write_text(INVENTED_2027, "utf-8")
    return office


def test_a_notice_moves_the_running_clocks(desk: Office) -> None:
    before = desk.ok("show 1 --json").json["terms"][-1]
    assert (before["due_on"], before["provisional"]) == ("2027-02-08", True)
    told = desk.ok("calendar import 通知.txt").out.splitlines()
    assert told[-3:] == [
        "XF2026-0001 办理期限：2027-02-08 → 2027-02-15",
        "其余 0 个正在计算的期限没有变动。",
        "1 个期限不再是“暂定”。",
    ]
    after = desk.ok("show 1 --json").json["terms"][-1]
    assert (after["due_on"], after["safe_on"], after["provisional"]) == ("2027-02-15", "2027-02-04", False)
    assert desk.ok("check").code == 0


def test_what_other_programs_are_told(desk: Office) -> None:
    document = desk.ok("calendar import 通知.txt --json").json
    assert document.keys() == {"year", "notice", "off", "work", "moved", "unchanged", "settled", "saved"}
    assert (document["year"], document["notice"], document["saved"]) == (2027, "国办发明电〔2026〕99号", True)
    assert document["off"][0] == {"name": "元旦", "days": ["2027-01-01", "2027-01-02", "2027-01-03"]}
    assert document["work"][0] == "2027-01-31"
    assert document["moved"] == [{"case": "XF2026-0001", "term": "handle", "old": "2027-02-08", "new": "2027-02-15"}]
    assert (document["unchanged"], document["settled"]) == (0, 1)


def test_the_same_notice_twice_changes_nothing(desk: Office) -> None:
    desk.ok("calendar import 通知.txt")
    before = (desk.home / FILE).read_bytes(), desk.entries()
    told = desk.ok("calendar import 通知.txt").out.splitlines()
    assert told[-2:] == ["holidays.yaml 里已经是这样，没有改动。", "正在计算的期限都没有变动。"]
    assert ((desk.home / FILE).read_bytes(), desk.entries()) == before
    document = desk.ok("calendar import 通知.txt --json").json
    assert (document["moved"], document["unchanged"], document["saved"]) == ([], 1, True)


def test_a_dry_run_writes_nothing(desk: Office) -> None:
    before = desk.entries()
    told = desk.ok("calendar import 通知.txt --dry-run")
    assert told.out.splitlines()[0] == "2027 年放假安排（国办发明电〔2026〕99号）"
    assert told.out.splitlines()[-1] == "只是看一看，没有保存。"
    assert desk.ok("calendar import 通知.txt --dry-run --json").json["saved"] is False
    assert not (desk.home / FILE).exists()
    assert desk.entries() == before


def test_an_office_without_a_ledger_stores_the_schedule(office: Office) -> None:
    (office.home.parent / "通知.txt").write_text(INVENTED_2027, "utf-8")
    assert not office.home.exists()
    office.ok("calendar import 通知.txt --dry-run")
    assert not office.home.exists(), "looking makes nothing"
    told = office.ok("calendar import 通知.txt")
    assert told.err.startswith("已建立办公文件夹：")
    assert 2027 in holidays.load(office.home).years
    assert not office.database.exists()


@pytest.mark.parametrize(
    "raw",
    [
        INVENTED_2027.encode("gb18030"),
        INVENTED_2027.encode("utf-16"),
        b"\xef\xbb\xbf" + INVENTED_2027.replace("\n", "\r\n").encode(),
        json.dumps(listed(notice_text.read(INVENTED_2027))).encode("utf-8-sig"),
    ],
    ids=["gbk", "utf-16", "bom", "json"],
)
def test_a_file_as_notepad_writes_it(office: Office, raw: bytes) -> None:
    (office.home.parent / "通知.txt").write_bytes(raw)
    assert office.ok("calendar import 通知.txt --json").json["work"][-1] == "2027-10-09"


def test_from_standard_input(office: Office) -> None:
    assert office.ok("calendar import - --json", stdin=INVENTED_2027).json["year"] == 2027


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("calendar import", "还缺少通知；请写上文件名，或用 - 从标准输入读，例如 xinfang calendar import 通知.txt。"),
        ("calendar import 没有.txt", "找不到文件“没有.txt”；请核对文件名和所在文件夹。"),
        ("calendar import .", "“.”不是文件；请给出一个文件。"),
        (
            "calendar import 图.docx",
            "“图.docx”不是文本文件；请打开它，把通知的文字复制出来粘贴，或存成 .txt 文件。",
        ),
        ("calendar import 通知.txt --year 2026", "通知是 2027 年的，--year 写的是 2026 年；请核对。"),
        (
            "calendar import 通知.txt --year 明月",
            "“明月”不是年份；看某一年请写 xinfang calendar 2026，录入通知请写 xinfang calendar import。",
        ),
        ("calendar 2027", "2027 年放假安排还没有录入；通知公布后请用 xinfang calendar import 录入。"),
        (
            "calendar 上月",
            "“上月”不是年份；看某一年请写 xinfang calendar 2026，录入通知请写 xinfang calendar import。",
        ),
        (
            "calendar 2026 通知.txt",
            sentence(Refused("extra_argument", page="xinfang calendar --help")),
        ),
    ],
)
def test_what_cannot_be_imported_or_shown(desk: Office, words: str, told: str) -> None:
    (desk.home.parent / "图.docx").write_bytes(b"PK\x03\x04\x00\x00\xff\xff")
    assert desk.refused(words) == told
    assert not (desk.home / FILE).exists()


def test_a_schedule_that_cannot_be_read_leaves_all_as_it_was(desk: Office) -> None:
    (desk.home / FILE).mkdir()
    told = desk.refused("calendar import 通知.txt")
    assert told == f"不能读取 {desk.home / FILE}；请检查文件权限，或用登记时的账户登录。"
    (desk.home / FILE).rmdir()
    assert desk.ok("show 1 --json").json["terms"][-1]["due_on"] == "2027-02-08"


def test_a_faulty_schedule_is_mended_first(desk: Office) -> None:
    (desk.home / FILE).write_text("明年: {}\n", "utf-8")
    assert desk.refused("calendar import 通知.txt").startswith("设置有 1 处要改：")
    assert (desk.home / FILE).read_text("utf-8") == "明年: {}\n"


def test_where_each_year_comes_from(desk: Office) -> None:
    lines = desk.ok("calendar").out.splitlines()
    assert lines == [
        "已知放假安排：",
        "  2004 年至 2026 年　程序自带",
        "2027 年放假安排还没有录入，带“暂定”的日期以后可能变动。",
    ]
    desk.ok("calendar import 通知.txt")
    assert desk.ok("calendar").out.splitlines()[1:] == [
        "  2004 年至 2026 年　程序自带",
        "  2027 年　国办发明电〔2026〕99号",
    ]
    (desk.home / FILE).write_text(
        re.sub("  notice: .*\n", "", (desk.home / FILE).read_text("utf-8")), "utf-8"
    )  # as somebody writes it by hand
    assert desk.ok("calendar").out.splitlines()[2] == "  2027 年　本单位录入"
    document = desk.ok("calendar --json").json
    assert document["sources"][-1] == {"year": 2027, "built_in": False, "notice": ""}
    assert document["years"][-1] == 2027


def test_one_year(desk: Office) -> None:
    lines = desk.ok("calendar 2026").out.splitlines()
    assert lines[0] == "2026 年放假安排（程序自带）"
    assert "  元旦：1月1日（周四）至1月3日（周六），共 3 天" in lines
    assert lines[-2:] == [
        "  调休上班：1月4日（周日）、2月14日（周六）、2月28日（周六）",
        "            5月9日（周六）、9月20日（周日）、10月10日（周六）",
    ]
    assert desk.ok("calendar 今年").out == desk.ok("calendar --year 2026").out == desk.ok("calendar 2026").out
    assert desk.ok("calendar 2026 --json").json["built_in"] is True


# ---- pasted at a terminal


def test_a_paste_ends_with_an_empty_line_by_hand() -> None:
    """The paste's own empty lines are followed by more at once; whoever presses Enter then waits."""
    text = INVENTED_2027.replace("\n", "\n\n")
    stream = io.StringIO(text + "\n余下的不读\n")
    whole = len(text)
    assert pasted(stream, lambda: stream.tell() < whole).startswith("国务院办公厅关于2027年\n\n部分")
    assert "余下的不读" in stream.read()


def test_a_last_line_that_is_still_to_be_ended_is_not_lost() -> None:
    """Of a line without its end nothing is seen: the empty line before it looks like one by hand."""
    text = INVENTED_2027.replace("\n", "\n\n").rstrip("\n")
    stream = io.StringIO(text + "\n" + "\n" + "后面的\n")  # Enter, and Enter again
    unfinished = text.rindex("2026年")
    told = pasted(stream, lambda: stream.tell() < unfinished)
    assert told == text + "\n\n"
    assert notice_text.read(told).year == 2027


@pytest.mark.parametrize("text", ["", "半份通知\n", INVENTED_2027])
def test_a_paste_ends_with_the_input(text: str) -> None:
    assert pasted(io.StringIO(text), lambda: False) == text


def test_half_a_notice_ends_with_two_empty_lines_by_hand() -> None:
    stream = io.StringIO("一、元旦：1月1日放假。\n\n二、春节\n\n\n别的\n")
    assert pasted(stream, lambda: False).endswith("二、春节\n\n\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can drive")
def test_pasted_and_approved_at_a_terminal(desk: Office) -> None:
    child = desk.at_a_terminal(["calendar", "import"])
    child.expect("直到列出日期")
    child.send(INVENTED_2027.replace("\n", "\n\n").rstrip("\n"))
    child.expect("2026年11月5日")
    child.send("\n")
    child.send("\n")
    child.expect("调休上班")
    child.expect("保存吗")
    child.send("\r")
    child.expect("2027-02-08 → 2027-02-15")
    assert ended(child).code == 0
    assert 2027 in holidays.load(desk.home).years


# ---- in the morning

REMINDER = "提醒：2027 年放假安排还没有录入；通知公布后请用 xinfang calendar import 粘贴。"


@pytest.mark.parametrize(("today", "reminded"), [("2026-11-30", False), ("2026-12-01", True), ("2026-12-31", True)])
def test_from_december_on_the_next_year_s_notice_is_asked_for(office: Office, today: str, reminded: bool) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮 --date 2026-11-20", today="2026-11-20")
    assert (REMINDER in office.ok("today", today=today).out) is reminded
    told = [{"code": "no_schedule", "message": REMINDER}] if reminded else []
    reminders = office.ok("today --json", today=today).json["reminders"]
    assert [reminder for reminder in reminders if reminder["code"] == "no_schedule"] == told
    assert "提醒" not in office.ok("overdue", today=today).out


def test_a_year_that_has_begun_without_its_schedule_is_asked_for_too(desk: Office) -> None:
    assert REMINDER in desk.ok("today", today="2027-01-05").out


def test_no_reminder_once_the_schedule_is_there(desk: Office) -> None:
    assert REMINDER in desk.ok("today").out
    desk.ok("calendar import 通知.txt")
    assert "提醒" not in desk.ok("today").out
    assert desk.ok("today --json").json["reminders"] == []
    assert REMINDER.replace("2027", "2028") in desk.ok("today", today="2027-12-01").out


def test_a_schedule_that_was_changed_by_hand_holds_at_once(desk: Office) -> None:
    desk.ok("calendar import 通知.txt")
    assert holidays.load(desk.home).why_off(date(2027, 2, 8)) == "春节"
    path = desk.home / FILE
    path.write_text(path.read_text("utf-8").replace("2027-02-08, ", ""), "utf-8")
    assert holidays.load(desk.home).is_workday(date(2027, 2, 8))


@pytest.mark.parametrize("kept", ["", "{", "[]", "{}", '{"text": 1}', "\x00"])
def test_a_kept_schedule_that_is_spoilt_is_read_anew(desk: Office, kept: str) -> None:
    desk.ok("calendar import 通知.txt")
    (desk.home / holidays.KEPT).write_text(kept, "utf-8")
    assert holidays.load(desk.home).why_off(date(2027, 2, 8)) == "春节"
