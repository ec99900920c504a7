"""What the help pages, the card and the manual tell to type is typed in the sample office, and does what it says."""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections import Counter
from contextlib import closing
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests import workbooks
from tests.conftest import ROOT, Office
from tests.notices import INVENTED_2027
from tests.offices import at, empty, packed
from tests.test_docs import TASKS, typed
from xinfang.words.deskcard import SECTIONS
from xinfang.words.help import COMMAND
from xinfang.words.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

DAY = "2026-12-07"  # a Monday on which leaders receive; the examples' dates lie around it
FIRST = ROOT / "README.md"
EXAMPLES = [line for _, *lines in COMMAND.values() for line in lines]
TOLD = sorted({re.sub(r" +#.*| <.*", "", line) for page in (*TASKS, FIRST) for line in typed(page)} - {*EXAMPLES})
TYPED = {name: lines for name, (_, *lines) in COMMAND.items()} | {
    "桌边卡片": [line for rows in SECTIONS.values() for line in rows.values()],
    "使用手册": [line for line in TOLD if re.match(r"xinfang (?!命令)\S+ ", line)],  # a command alone is only named
}
CASE = re.compile(r"(?<= )(?:12(?= |$)|XF2026-0012)")  # a case, in the examples
OTHER_HEADS = {"反映问题": "群众反映"}
FOLLOWING = (
    "--done",
    "--kept",
    "--apart",
    "paper --served",
)  # of an example that goes on with the case of the one before
# Why an example is refused here: nobody is there to be asked, or the office is not in the state that it is for.
REFUSED = {
    **dict.fromkeys(("xinfang log-letter", "xinfang log-visit", "xinfang log-call", "xinfang log-online"), "nobody"),
    **dict.fromkeys(
        ("xinfang log-dispute", "xinfang log-meeting", "xinfang reply 12", "xinfang follow-up 12"), "needs"
    ),
    "xinfang export 登记簿.xlsx --month 上月 --seal": "seal_asks",
    "xinfang package 柳村.zip --seal": "seal_asks",
    "xinfang reception 12月7日 --held --nobody": "reception_held",
    'xinfang reception 12月7日 --cancelled --reason "防汛值守"': "reception_held",
    "xinfang reexamine 12 --to 市信访局": "unserved_reexamine",
    "xinfang reexamine 12 --date 昨天": "unserved_reexamine",
    "xinfang reexamine 编号": "unserved_reexamine",
    "xinfang deliver 12": "needs",
    "xinfang calendar import": "notice_no_file",
    "xinfang config office.code 代号": "setting_code",
    **dict.fromkeys(
        (
            "xinfang export 登记簿.xlsx --seal",
            "xinfang report month --seal",
            "xinfang stats 上月 --file 统计.xlsx --seal",
        ),
        "seal_asks",
    ),
    "xinfang init": "init_in_demo",
    "xinfang init --no-input --name 柳林镇信访办 --role 乡镇 --clerk 王干事 --groups 一组-八组": "init_in_demo",
    "xinfang init --name 柳林镇信访办 --role 乡镇 --clerk 王干事 --groups 一组-八组": "init_in_demo",
    "xinfang erase XF2015-0012 --approver 李镇长 --reason 保管期满": "no_such_case",
    'xinfang erase XF2015-0012 --approver 李镇长 --reason "保管期满，经鉴定"': "no_such_case",
}


@pytest.fixture(scope="module")
def desk(sample: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """A folder with the sample office and what the examples name beside it, and what stands for their numbers."""
    folder = sample.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, code in (("柳村", "LC"), ("东村", "DC"), ("西村", "XC")):
            village = empty(folder / name, patch, code, name)
            at(village).ok("log-letter --name 张三 --subject 路灯不亮")
            packed(village, folder / f"{name}.zip")
        (folder / "收到的数据包").mkdir()
        (folder / "西村.zip").rename(folder / "收到的数据包" / "西村.zip")
        office = at(Office(sample, patch))
        office.today = DAY
        workbooks.xlsx(folder / "来访登记簿.xlsx", workbooks.PLAIN)
        workbooks.xls(
            folder / "2024年信访台账.xls", [[OTHER_HEADS.get(cell, cell) for cell in row] for row in workbooks.PLAIN]
        )
        (folder / "通知.txt").write_text(INVENTED_2027, "utf-8")
        (folder / "E").mkdir()
        (folder / "月报").mkdir()
        office.ok("import 来访登记簿.xlsx")
        for subject in ("发来的路灯", "发来的桥", "发来的渠", "发来的坝", "发来的井", "发来的树", "发来的墙"):
            office.ok(f"log-online --name 李四 --subject {subject} --source county --date 上周五 --new-case")
        paper = office.ok("paper 呈批单 --json " + cases(office)[0]).json["paper"]
        into = office.ok("list --status accepted --json").json["rows"][0]["case"]
        office.ok("backup", today="2026-11-22")
        office.ok("backup --to E", today="2026-11-22")
        head = office.ok("check --json").json["head"]
        yield sample, {
            "E:/": "E", "D:/": "D/", "3f9a1c0b77de4521": head, "全镇": "河湾村", "柳林信受字〔2026〕1号": paper,
            "--to 8": f"--to {into}", "编号": "12", "--due 日期": "--due 12月31日", "位置": "E",
        }  # fmt: skip


MADE_ELSEWHERE = ("demo",)  # twice two years: tests/test_demo.py does


def cases(office: Office) -> list[str]:
    """Return cases of every sort, some of each, the newest first."""
    sql = (
        "SELECT no FROM (SELECT no, row_number() OVER (PARTITION BY status, kind, source = 'own', unit IS NULL, "
        "(SELECT count(*) > 1 FROM petitions p WHERE p.case_no = c.no) ORDER BY no DESC) AS place FROM cases c) "
        "WHERE place < 4 ORDER BY place, no DESC"
    )
    with closing(sqlite3.connect(office.database)) as conn:
        return [row[0] for row in conn.execute(sql)]


def test_every_command_has_two_examples_at_least() -> None:
    assert not [name for name, (_, *lines) in COMMAND.items() if len(lines) < 2]
    assert not [line for line, count in Counter(EXAMPLES).items() if count > 1]


@pytest.mark.parametrize("command", [name for name in TYPED if name not in MADE_ELSEWHERE])
def test_the_examples_do_what_they_say(
    desk: tuple[Path, Mapping[str, str]], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Each example is typed; 12 is a case on which that can be done."""
    home, stands_for = desk
    monkeypatch.chdir(home.parent)
    office = Office(home, monkeypatch)
    office.today = DAY
    done: list[str] = []
    for example in TYPED[command]:
        typed = example.replace("\\", "/")
        for told, meant in stands_for.items():
            typed = typed.replace(told, meant)
        if command not in COMMAND or not (done and any(word in example for word in FOLLOWING)):
            done = cases(office) if CASE.search(typed) else [""]
        done = list(islice(filter(partial(does, office, typed, example), done), 1))
        assert done, example


def does(office: Office, typed: str, example: str, case: str) -> bool:
    """Return whether the office does on this case what was typed, or says what it is known to say."""
    result = office.run(shlex.split(CASE.sub(case, typed))[1:])
    if known := REFUSED.get(example):
        pattern = re.sub(r"\\{\w+\\}", ".*", re.escape(REFUSALS[known]))
        return re.fullmatch(pattern, result.err.splitlines()[-1]) is not None
    return result.code == 0
