"""What is typed wrongly: understood where nothing else can be meant, else one Chinese sentence with the next step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.commandline import arguments, commands
from tests.test_confidence import ARGUMENTS
from xinfang.words.help import COMMAND

if TYPE_CHECKING:
    from tests.conftest import Office

COMMANDS = commands()
# What may be read in Latin letters: commands, options, and what is typed; everything else is Chinese.
TYPED = re.compile(r"xinfang|--[a-z-]+|“[^”]*”|例如 [^。]*")


def judge(told: str) -> None:
    """One sentence in Chinese that says what to do instead."""
    assert told.endswith(("。", "？")), told
    assert "\n" not in told
    assert "；" in told
    rest = TYPED.sub("", told)
    for name in COMMAND:
        rest = rest.replace(f" {name} ", " ")
    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", rest), told


def wrongs(command: str) -> list[list[str]]:
    """Every wrong line with each option of a command, and with its arguments."""
    given = arguments(COMMANDS[command], {name: told[0] for name, told in ARGUMENTS.items()})
    lines = [
        [*given, "--no-such-thing"],
        [*given, "——no-such-thing"],
        [*given, "-z"],
        [*given, "--no-such", "--json=1"],
    ]
    if not any(p.param_type_name == "argument" and p.nargs == -1 for p in COMMANDS[command].params):
        lines.append([*given, *["多出来的"] * 5])
    lines += [given[:-1]] if given else []
    for option in (p for p in COMMANDS[command].params if p.param_type_name == "option"):
        flag = option.opts[0]
        lines += [[*given, f"{flag}x"], [*given, f"{flag}x="]]
        if option.is_flag:
            lines.append([*given, f"{flag}=是"])
            lines += [[*given, flag, option.secondary_opts[0]]] if option.secondary_opts else []
        else:
            lines += [[*given, flag], [*given, flag, "--json"], [flag, "——json", *given]]
            lines += [] if option.multiple else [[*given, flag, "一", flag, "二"]]
    return lines


@pytest.mark.parametrize("command", COMMANDS)
def test_every_wrong_line_is_told_in_one_chinese_sentence(office: Office, command: str) -> None:
    for line in wrongs(command):
        result = office.run([command, *line])
        assert (result.code, result.out) == (2, ""), (line, result.screen)
        judge(result.err.removesuffix("\n"))
    assert not office.home.exists()


UNDERSTOOD = [
    (["list", "－－open"], "list --open"),
    (["list", "——ｏｐｅｎ"], "list --open"),
    (["list", "-open"], "list --open"),
    (["list", "--OPEN"], "list --open"),
    (["list", "–status＝办理中"], "list --status 办理中"),
    (["list", "--status　办理中　--open"], "list --status 办理中 --open"),
    (["list　--open"], "list --open"),
    (["Ｌｉｓｔ"], "list"),
    (["list", "--status", "“办理中”"], "list --status 办理中"),
    (["list", "--status=‘办理中’"], "list --status 办理中"),
    (["search", "“路灯", "不亮”"], ["search", "路灯 不亮"]),
    (["search", "——路灯"], ["search", "——路灯"]),
    (["search", "“路灯”不“亮”"], ["search", "“路灯”不“亮”"]),
    (["show", "第１号"], "show 1"),
    (["show", "xf２０２６—０００１"], "show XF2026-0001"),
    (["—json", "show", "1"], "--json show 1"),
    (["show", "1", "－h"], "show --help"),
    (["show", "1", "--no-such", "-h"], "show --help"),
    (["log-visit", "--name", "--help"], "log-visit --help"),
]


@pytest.mark.parametrize(("typed", "meant"), UNDERSTOOD, ids=lambda words: words if isinstance(words, str) else "")
def test_a_slip_that_can_mean_one_thing_only_is_understood(office: Office, typed: list[str], meant: str) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮")
    assert office.run(typed) == office.ok(meant)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("list --status", "选项 --status 后面要写状态；用 xinfang list --help 看写法。"),
        ("list --status --open", "选项 --status 后面要写状态；用 xinfang list --help 看写法。"),
        ("list --unit 甲 --unit 乙", "选项 --unit 写了两次，只能写一次；请去掉一个。"),
        ("close 1 --settled --not-settled", "--settled 和 --not-settled 只能用一个；请去掉其中一个。"),
        ("list --open=是", "选项 --open 后面不用写内容；请去掉等号和后面的部分。"),
        ("accept", "还缺少编号；例如 xinfang accept 12 --date 昨天。"),
        ("--office", "选项 --office 后面要写单位；用 xinfang --help 看写法。"),
        ("show 1 -x", "没有“-x”这个选项；用 xinfang show --help 看有哪些选项。"),
        (
            "show 1 2",
            '命令后面多出了内容；内容里有空格时请用英文引号括起来，例如 "路灯 不亮"，写法用 xinfang show --help 看。',
        ),
    ],
)
def test_what_is_typed_wrongly_is_told_with_the_next_step(office: Office, typed: str, told: str) -> None:
    assert office.refused(typed) == told


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        *(("acept 1", "accept（受理）"), ("受理 1", "accept（受理）"), ("hjkl", "")),
        *(("来访", "log-visit（来访）"), ("登记来访", "log-visit（来访）"), ("xls", "export（导出登记簿）")),
        *(("备份", "backup（备份）"), ("docter", "check（核对台账）"), ("删除 1", "void（作废）")),
        ("laifang", "log-visit（来访）、register（登记簿）"),
        ("逾期", "overdue（逾期、到期）、today（今天要办的）"),
        ("shouli 1", "accept（受理）、review（复查）、reexamine（复核）"),
        ("受里 1", "accept（受理）、review（复查）、reexamine（复核）"),
        *(("list --电话 1", ""), ("log-visit --电话 1", "--phone"), ("log-visit --联系电话 1", "--phone")),
        *(("log-visit --subjet 灯", "--subject"), ("log-visit --shiyou 灯", "--subject、--dispute")),
        *((f"log-visit --name 张三 --subject 灯 --category {t}", "宅基地") for t in ("宅基弟", "宅基地纠纷")),
        ("list --status 办里", "accepted（办理中）"),
        ("list --source conty", "county（县级转来）、city（市级转来）"),
        ("register vist", "visit（来访登记簿）"),
        ("register laif", "visit（来访登记簿）"),
        ("report mont", "month（月报）"),
        ("stats --by grup", "group（村组）"),
        ("paper 受理告之书 1", "accept（受理告知书）、decline（不予受理告知书）、refuse（不再受理告知书）"),
        ("config danwei", "office.name（单位名称）、office.code（单位代号）、office.role（单位性质）"),
        ("explain 按期办结律", "xinfang explain 按期办结率"),
        ("explain manyilv", "xinfang explain 满意率"),
    ],
)
def test_the_nearest_is_told(office: Office, typed: str, near: str) -> None:
    """By a slip of the hand, by a part, by its reading or its first letters, by what a command does."""
    if typed.startswith(("stats", "explain")):  # they look into the ledger first
        office.ok("log-visit --name 张三 --subject 路灯不亮")
    told = office.refused(typed).partition("；")[2]
    assert told == f"是不是 {near}？" if near else "是不是" not in told


NUMBERS = {
    "21": "，这一年登记到 XF2026-0012；是不是 XF2026-0012、XF2026-0001、XF2026-0011？",
    "0210": "，这一年登记到 XF2026-0012；是不是 XF2026-0010？",
    "XF2025-0012": "；是不是 XF2026-0012？",
    "QX2026-3": "；是不是 XF2026-0003？",
    "20260003": "；是不是 XF2026-0003？",
    "26-3": "；是不是 XF2026-0003？",
    "888": "，这一年登记到 XF2026-0012；用 xinfang search 查找，或 xinfang list 看全部。",
    "张三": "；用 xinfang search 查找，或 xinfang list 看全部。",
}


def test_a_number_that_no_case_has_is_told_with_those_near_to_it(office: Office) -> None:
    """By numbers alone: nothing of what the cases are about, whose they are, which are confidential."""
    for n in range(12):
        office.ok(f"log-visit --name 王{n} --subject 揭发贪污 --kind accusation --new-case")
    for typed, told in NUMBERS.items():
        assert office.refused(["show", typed]) == f"没有编号为“{typed}”的信访事项{told}"
