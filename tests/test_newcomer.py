"""The first days of a clerk who has never seen the program: every key typed at a terminal, every screen read."""

from __future__ import annotations

import os
import shlex
import signal
import sqlite3
import sys
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests import workbooks
from tests.conftest import HOMES, PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

ASKS = "\x1b[?2004h"  # what a question writes when it listens
UP = "\x1b[A"
PATIENCE = 30  # seconds for one answer of the program
NAME = "柳林镇信访办"


class Desk:
    """A window of 80 columns and 24 lines, in a folder of documents; one command after the other is typed in it."""

    def __init__(self, folder: Path) -> None:
        self.home, self.documents = folder / "家", folder / "文档"
        self.home.mkdir()
        self.documents.mkdir()
        self.day = "2026-11-23"
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)
        self.child: Any = None

    def __call__(self, line: str, *answers: str) -> str:
        """Type a command, and an answer to each of its questions; returns what the window then shows."""
        self.screen.reset()
        env = os.environ | dict.fromkeys(HOMES, str(self.home)) | {
            "XINFANG_TODAY": self.day, "PYTHONPATH": str(PACKAGE.parent), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1",
        }  # fmt: skip
        self.child = pexpect.spawn(
            sys.executable, ["-m", "xinfang", *shlex.split(line)[1:]], env=env, cwd=str(self.documents),
            encoding="utf-8", timeout=PATIENCE, dimensions=(24, 80),
        )  # fmt: skip
        self.child.delaybeforesend = None
        self.child.logfile_read = self
        return self.go_on(*answers)

    def go_on(self, *answers: str) -> str:
        """Answer further questions; returns what the window shows at the next one, or at the end of the command."""
        for answer in answers:
            assert self._waits(), f"nothing is asked that {answer!r} answers:\n{self.shown}"
            self.child.send(f"{answer}\r")
        if not self._waits():
            self.child.close()
        else:
            self.child.buffer = ASKS + self.child.buffer  # the question still stands
        return self.shown

    def _waits(self) -> bool:
        return bool(self.child.expect_exact([pexpect.EOF, ASKS]) == 1)

    def close_the_window(self) -> None:
        """Close the window as its cross does, in the middle of a question."""
        self.child.kill(signal.SIGHUP)
        self.child.expect(pexpect.EOF)
        self.child.close()

    def write(self, told: str) -> None:
        """Show what the program writes."""
        self.stream.feed(told)

    def flush(self) -> None:
        """Do nothing: what is written is shown at once."""

    @property
    def shown(self) -> str:
        """What the window shows, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.screen.display).strip("\n")

    @property
    def ended_well(self) -> bool:
        """Whether the last command did what it was asked."""
        return bool(self.child.exitstatus == 0)

    def ledger(self, asked: str) -> list[tuple[Any, ...]]:
        """Look into the ledger."""
        with closing(sqlite3.connect(next(self.home.rglob("xinfang.db")))) as found:
            return found.execute(asked).fetchall()


def test_the_first_days_of_a_newcomer(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    she_finds_her_way_to_init(desk)
    she_sets_up_the_office(desk)
    three_visits_are_taken_in(desk)
    somebody_comes_again(desk)
    the_days_after(desk)
    the_answer_goes_out_on_paper(desk)
    the_month_is_reported(desk)


def she_finds_her_way_to_init(desk: Desk) -> None:
    assert "第一次用请输入 xinfang init" in desk("xinfang")
    assert not desk.ended_well
    assert "看某个命令怎么用：xinfang 命令 --help" in desk("xinfang help")
    assert "是不是 log-visit（来访）？" in desk("xinfang 来访")


def she_sets_up_the_office(desk: Desk) -> None:
    workbooks.xlsx(desk.documents / "2025来访.xlsx", workbooks.PLAIN)
    seen = desk("xinfang init", NAME, "镇里")
    assert "没有“镇里”这一项；请输入序号" in seen
    seen = desk.go_on("乡镇", "<", "", "王干事", "一组到三组", "张书记、李镇长", "国土所、派出所")
    assert "2  单位性质  乡镇（街道）" in seen
    assert "4  村组      一组、二组、三组" in seen
    assert seen.endswith("? 保存吗？")
    assert "3  经办人    李干事" in desk.go_on("3", "李干事")
    assert "已建立办公文件夹" in desk.go_on("是")
    assert "找不到文件" in desk.go_on("来访.xls")
    assert "可以导入 3 件" in desk.go_on("2025来访.xlsx")
    seen = desk.go_on("2")
    assert seen.endswith("好了。现在输入 xinfang。"), seen
    assert desk.ledger("SELECT count(*) FROM cases") == [(0,)]
    assert "有人来访就输入：xinfang log-visit" in desk("xinfang")
    assert "已导入 3 件" in desk("xinfang import 2025来访.xlsx", "")
    assert desk.ledger("SELECT count(*) FROM cases") == [(3,)]


def three_visits_are_taken_in(desk: Desk) -> None:
    seen = desk("xinfang log-visit", "李秀英", "", "三组", "", "邻居占了我家的宅基地", "zjd")
    assert "内容分类  宅基地" in seen
    assert "回车保存" in seen
    seen = desk.go_on("")
    assert "已登记 XF2026-0001-1" in seen
    assert "要办就输入：xinfang accept 1" in seen

    desk("xinfang log-visit", "王建国等6人", "", "二组")
    desk.close_the_window()
    seen = desk("xinfang log-visit")
    assert "上次登记到一半" in seen
    assert "王建国等6人" in seen
    seen = desk.go_on("", "王建国、刘芳", "村道排水沟堵了，要求修", "", "")
    assert "已登记 XF2026-0002-1" in seen

    seen = desk("xinfang log-visit", "陈小妹", "", "一组", "", "问低保怎么申请", "低保", "当场答复", "已当面说明怎么办")
    assert "当场答复  已当面说明怎么办" in seen
    assert "当场办结" in desk.go_on("")
    told = "petitioner, people, representatives, category, village_group"
    assert desk.ledger(f"SELECT {told} FROM petitions WHERE case_no LIKE 'XF2026%'") == [
        ("李秀英", 1, None, "宅基地", "三组"),
        ("王建国等6人", 6, "王建国、刘芳", None, "二组"),
        ("陈小妹", 1, None, "低保", "一组"),
    ]


def somebody_comes_again(desk: Desk) -> None:
    desk.day = "2026-11-25"
    seen = desk("xinfang log-visit", "李秀英")
    assert "1 XF2026-0001　2026-11-23　邻居占了我家的宅基地（已登记）" in seen
    assert "? 以前来过，是不是同一件事" in seen
    seen = desk.go_on("1", "", "", "", "")
    assert "已登记 XF2026-0001-2，是 XF2026-0001 的第 2 件（重复）" in seen
    assert desk.ledger("SELECT count(*) FROM cases WHERE no LIKE 'XF2026%'") == [(3,)]


def the_days_after(desk: Desk) -> None:
    desk.day = "2026-12-07"
    seen = desk("xinfang")
    assert "XF2026-0001  告知  12-08" in seen
    assert "accept 受理" in seen
    assert "没有编号为“11”的信访事项" in desk("xinfang accept 11")
    assert "办理期限：" in desk("xinfang accept 1")
    assert desk("xinfang show １").endswith("先做文书：xinfang paper 受理告知书 1　要办就输入：xinfang reply 1")
    assert "已制作 受理告知书" in desk("xinfang paper 受理告知书 1")
    assert desk("xinfang show 1").endswith("下一步：答复（reply）\n要办就输入：xinfang reply 1")
    seen = desk("xinfang forward 2", "2")
    assert seen.endswith("先做文书：xinfang paper 转送函 2"), seen
    assert desk.ledger("SELECT status FROM cases WHERE no = 'XF2026-0001'") == [("accepted",)]


def the_answer_goes_out_on_paper(desk: Desk) -> None:
    seen = desk("xinfang reply 1", "", "支持")
    assert "这一项要填写，有序号的输入序号" in seen
    assert "先做文书：xinfang paper 处理意见书 1" in desk.go_on("责令邻居退回所占的宅基地")
    seen = desk("xinfang paper 处理意见书 1", "xinfang deliver 1")
    assert "这里正在问问题，命令等问完再输入" in seen
    seen = desk.go_on("丈量后，邻居的墙占了三十公分", "《土地管理法》第六十二条", "县人民政府")
    assert "已制作 处理意见书" in seen
    paper = next(path for path in desk.home.rglob("*处理意见书*.docx") if "2026" in str(path))
    assert NAME in text_of(paper)
    assert "责令邻居退回所占的宅基地" in text_of(paper)
    assert "申请复查：信访人可以在" in desk("xinfang deliver 1 ——how 当面签收")
    seen = desk("xinfang close 1", "1")
    assert desk.ended_well, seen
    assert desk.ledger("SELECT status, settled FROM cases WHERE no = 'XF2026-0001'") == [("closed", 1)]


def the_month_is_reported(desk: Desk) -> None:
    seen = desk("xinfang report month")
    assert seen.count("已写好：") == 2
    assert seen.endswith("没有写时段，写的是 2026年11月；要本月的：xinfang report month 本月")
    book, words = (next(desk.documents.glob(f"信访*2026年11月*.{ending}")) for ending in ("xlsx", "docx"))
    assert NAME in text_of(book)
    assert NAME in text_of(words)
    desk("xinfang check")
    assert desk.ended_well
    assert "已备份到" in desk("xinfang backup")


def text_of(path: Path) -> str:
    """Return what stands in the parts of a Word or Excel file."""
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
