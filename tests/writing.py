"""An office in which every command can be done that writes: what the tests of faults walk, command by command."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.notices import INVENTED_2027
from tests.offices import at, founded, packed
from xinfang.commands.frame import ROOM_OF

if TYPE_CHECKING:
    from tests.conftest import Office

CLAIM = "log-visit --name 张三 --new-case --subject"
# Cases by their number, and what was done with each before; then what stands beside the cases.
STORY = (
    f"{CLAIM} 路灯不亮",
    f"{CLAIM} 宅基地争界", "accept 2", "assign 2 --to 国土所 --due 2026-04-01",
    f"{CLAIM} 山塘漏水", "accept 3", "reply 3 --opinion support --text 修",
    f"{CLAIM} 低保评定", "accept 4", "reply 4 --opinion explain --text 不符合", "deliver 4 --how 当面",
    f"{CLAIM} 修路", "close 5 --settled --reason 已撤回",
    "log-letter --name 李四 --new-case --subject 工资 --source county --source-no 县信1号 --due 2026-04-01",
    "log-letter --name 王五 --new-case --subject 反映挪用 --kind accusation",
    f"{CLAIM} 养殖污染", "accept 8", "reply 8 --opinion explain --text 无", "deliver 8 --how 当面",
    "review 8 --to 县信访局", "reply 8 --opinion uphold --text 维持", "deliver 8 --how 当面",
    f"{CLAIM} 路灯又不亮", "join 9 --to 6", "paper receipt 1", "note 1 --text 已看现场",
    "log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日",
    "import 旧表.csv",
)  # fmt: skip
OLD = ("log-call --anonymous --subject 旧事 --settled 已修 --new-case", "archive 1 --retention 10年")  # long ago
FILES = {
    "来信.txt": "原件" * 20_000,
    "照片.jpg": "照片" * 30_000,
    "旧表.csv": "收信日期,写信人,事由\n2026-01-05,钱七,水渠\n2026-01-06,孙八,桥面\n",
    "新表.csv": "收信日期,写信人,事由\n2026-02-05,周九,公厕\n2026-02-06,吴十,围墙\n",
    "通知.txt": INVENTED_2027,
}
NEW = "--name 郑一 --subject 电线杆 --new-case"
# Every command that writes, as it is typed in that office; what it writes beside the ledger lies in the same folder.
WRITING: dict[str, str] = {
    "log-letter": f"log-letter {NEW} --attach 来信.txt --attach 照片.jpg",
    "log-visit": f"log-visit {NEW} --attach 来信.txt --settled 当场修好",
    "log-call": "log-call --name 张三 --subject 路灯不亮 --case 1",
    "log-online": f"log-online {NEW}",
    "accept": "accept 1", "decline": "decline 1 --ground 不属于本单位", "forward": "forward 1 --to 国土所",
    "assign": "assign 1 --to 国土所 --due 2026-04-01", "object": "object 6 --text 不归本镇管",
    "route": "route 1 --item 2 --to 县仲裁委", "note": "note 1 --text 已到现场",
    "extend": "extend 2 --days 30 --approver 李镇长 --reason 复杂",
    "reply": "reply 2 --opinion support --text 修", "deliver": "deliver 3 --how 当面", "close": "close 4 --settled",
    "reopen": "reopen 5 --reason 又提出",
    "instruct": "instruct 1 --leader 李镇长 --text 速办 --to 国土所 --due 2026-03-20",
    "lead": "lead 1 --leader 李镇长 --handler 王干事 --text 方案", "meet": "meet 1 --leader 李镇长 --text 听取",
    "mediate": "mediate 2 --text 双方到场",
    "hear": "hear 2 --text 听证", "urge": "urge 2 --text 请抓紧",
    "supervise": "supervise 2 --ground delay --text 超期",
    "review": "review 4 --to 县信访局", "reexamine": "reexamine 8",
    "follow-up": "follow-up 5 --office-rating 满意 --unit-rating 满意 --text 好",
    "aid": "aid 5 --sum 2000 --source 救助资金 --text 困难", "join": "join 1 --to 2",
    "archive": "archive 5 --retention 10年",
    "log-dispute": "log-dispute --subject 争水 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日",
    "log-meeting": "log-meeting --subject 修路 --chair 李主任 --attended 王干事 --text 每周碰头",
    "reception": "reception 3月5日 --leader 李镇长 --held --text 接访", "correct": "correct 1 --phone 13900139000",
    "void": "void 1 --reason 登错", "undo": "undo 1", "list": "list --with-confidential --reason 核对",
    "show": "show 7 --with-confidential --reason 核对", "search": "search 水渠",
    "export": "export 登记簿.xlsx --with-confidential --reason 核对",
    "stats": "stats 今年 --file 统计.csv", "report": "report month",
    "calendar": "calendar import 通知.txt", "import": "import 新表.csv --map 收信日期=收到日期",
    "package": "package 上报.zip --with-confidential --reason 核对", "merge": "merge 东村.zip",
    "check": "check --repair",
    "paper": "paper accept 2", "init": "init --home 另一个", "backup": "backup",
    "config": "config groups --add 九组", "manual": "manual --to .",
    "erase": "erase XF2010-0001 --approver 李镇长 --reason 保管期满 --yes",
}  # fmt: skip
MORE = {
    "export csv": "export 登记簿.csv", "export html": "export 登记簿.html", "export json": "export 登记簿.json",
    "export db": "export 浏览.db",
    "paper served": "paper --served receipt 1 --how 当面", "paper void": "paper --void receipt 1 --reason 写错",
    "import undo": "import --undo 1", "import template": "import 空表.xlsx --template",
    "join apart": "join 9 --apart --reason 不同",
    "calendar refresh": "calendar --refresh",
    "reception notice": "reception 3月20日 --leader 李镇长 --notice --file 公告.html",
    "backup to": "backup --to U盘", "report year": "report year 2025", "templates": "paper --templates",
}  # fmt: skip
# They write nothing of the office, or make one of their own; restoring is walked by its own tests.
LOOKING = frozenset(("today", "overdue", "register", "explain", "demo", "restore", "completion"))


def prepare(office: Office) -> Office:
    """Make the office and the files that lie beside it, in the current folder."""
    founded(Path("东村").absolute(), office.monkeypatch, "DC", "东村")
    east = type(office)(Path("东村").absolute(), office.monkeypatch)
    packed(east, Path("东村.zip").absolute())
    at(office)
    for name, text in FILES.items():
        Path(name).write_text(text, "utf-8")
    Path("U盘").mkdir()
    for words in OLD:
        office.ok(words, today="2010-03-05")
    for words in STORY:
        office.ok(words)
    with closing(sqlite3.connect(office.database)) as conn, conn:  # as an older program left them: due to the search
        conn.execute("INSERT INTO search_due(office, no) SELECT office, no FROM cases")
    return office


def unknown() -> set[str]:
    """Return the commands that are neither walked here nor known to write nothing."""
    return ROOM_OF.keys() - WRITING.keys() - LOOKING
