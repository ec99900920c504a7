"""How many keys a registration takes, beside the same row typed into a sheet of twenty columns.

    python benchmarks/keystrokes.py

Both are typed for real, key by key, into a program in a terminal: ours, whose ledger is then looked at, and a row of
twenty cells that behaves as a sheet does (`--sheet FILE`): Tab goes on, one key puts today, a cell whose beginning fits
one former entry of its column is completed by Tab; its file is then looked at. A Chinese word counts as the letters of
its pinyin and one key that selects it, on both sides alike; letters typed for themselves cost one key more (Enter
leaves them to stand in an input method). Needs the ``dev`` extra.
"""

import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pexpect
from pypinyin import lazy_pinyin

TODAY, ENTER, TAB, UP, PUT_TODAY, COMPLETES = "2026-03-05", "\r", "\t", "\x1b[A", "\x14", "\x01"
SETTINGS = "office: {name: 柳林镇信访办, code: XF, role: township, clerk: 李干事}\ngroups: [一组, 二组, 三组]\n"
WHO, WHAT, INITIALS = ["张三", "19900001234"], "与 邻居 争 地界", "zjd"
CALLED = {  # how the command is called at the shell
    "typed in full": ["xinfang log-visit"],
    "completed by Tab": ["xinf", TAB, "log-v", TAB],
    "brought back by ↑": [UP],
}
VISIT = [ENTER, WHO[0], ENTER, WHO[1], ENTER, "3", ENTER, ENTER, WHAT, ENTER, INITIALS, ENTER, ENTER]
REPEAT = [ENTER, "张三", ENTER, "1", ENTER, ENTER, ENTER, ENTER]
AT_ONCE = [" ", WHO[0], " ", WHO[1], " ", "三组", " ", INITIALS, " ", WHAT, ENTER, ENTER]
FIRST = ["log-visit", "--name", WHO[0], "--phone", WHO[1], "--group", "三组", "--category", "宅基地", "--subject"]
PROMPT = "READY> "
SHELL = f"""\
PS1='{PROMPT}'
bind 'set enable-bracketed-paste off'
PATH="$HOME:$PATH"
eval "$(xinfang completion bash)"
history -s xinfang log-visit
"""
# The 17 columns of the visit register and three more that registers have. Empty is what is not known on the day.
COLUMNS = (
    "编号", "来访日期", "来访人", "住址", "电话", "人数", "个体/集体", "代表", "初访/重访", "反映问题及诉求",
    "内容分类", "接待人", "接待意见", "承办单位", "办结期限", "办理结果", "签名", "信访目的", "来源", "登记日期",
)  # fmt: skip
ROW = {
    "来访日期": PUT_TODAY, "来访人": "张三", "住址": "三组", "电话": "19900001234", "人数": "1", "个体/集体": "个体",
    "初访/重访": "初访", "反映问题及诉求": "与 邻居 争 地界", "内容分类": "宅基地", "接待人": "李 干事",
    "接待意见": "已 登记", "办结期限": "2026-3-20", "信访目的": "申诉 求决", "来源": "本级", "登记日期": PUT_TODAY,
}  # fmt: skip
FORMER = {"住址": "三组", "个体/集体": "个体", "初访/重访": "初访", "内容分类": "宅基地", "接待人": "李干事",
          "接待意见": "已登记", "信访目的": "申诉求决", "来源": "本级"}  # fmt: skip


def keys_of(text: str) -> int:
    """Return how many keys a text takes."""
    chinese = [word for word in text.split(" ") if re.search("[一-鿿]", word)]
    if chinese:
        return sum(len("".join(lazy_pinyin(word))) + 1 for word in chinese)
    return 1 if text == UP else len(text) + (text == INITIALS)


def typed_out(text: str) -> Sequence[str]:
    """Return what is sent, a key at a time; words of Chinese are parted only to be counted."""
    return [text] if text == UP else text if text.isascii() else text.replace(" ", "")


def counted(typed: Sequence[str]) -> int:
    """Return how many keys all of it takes."""
    return sum(map(keys_of, typed))


def surroundings(home: Path) -> dict[str, str]:
    """Return what a process needs to work in the office of a folder."""
    path = str(Path(__file__).parents[1])
    told = {"XINFANG_TODAY": TODAY, "XINFANG_HOME": str(home), "PYTHONPATH": path, "HOME": str(home.parent)}
    return os.environ | told | {"TERM": "xterm", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}


def xinfang(home: Path, *words: str) -> str:
    """Run one command without questions; returns what it printed."""
    command = [sys.executable, "-m", "xinfang", *words]
    return subprocess.run(command, env=surroundings(home), capture_output=True, check=True, text=True).stdout


def registered(typed: Sequence[str], home: Path) -> list[float]:
    """Type at a shell and into our program, key by key; returns the seconds from each Enter to the next question."""
    setup = home.parent / f"{home.name}.bashrc"
    setup.write_text(SHELL, "utf-8")
    program = home.parent / "xinfang"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xinfang "$@"\n', "utf-8")
    program.chmod(0o700)
    child = pexpect.spawn(
        "bash", ["--noprofile", "--rcfile", str(setup), "-i"], env=surroundings(home), encoding="utf-8", timeout=30,
        dimensions=(40, 80), cwd=home.parent,
    )  # fmt: skip
    child.delaybeforesend = None
    child.expect_exact(PROMPT)
    asked, taken = r"\n?\x1b\[\?2004h", list[float]()
    for n, part in enumerate(typed):
        for key in typed_out(part):
            child.send(key)
        if part == TAB:
            child.expect_exact("ang " if "xinf" in typed[:n] and TAB not in typed[:n] else "isit ")
        if part == ENTER:
            started = time.perf_counter()
            child.expect([asked, PROMPT])
            taken.append(time.perf_counter() - started)
    child.close()
    return taken


def sheet(path: Path) -> None:
    """Be the sheet: take one row from the terminal, a cell after the other, and write it down."""
    import termios
    import tty

    tty.setraw(sys.stdin.fileno(), termios.TCSANOW)
    print("ready", end="\r\n", flush=True)
    row = [""]
    while (key := sys.stdin.read(1)) != ENTER:
        if key in (TAB, COMPLETES):
            known = FORMER.get(COLUMNS[len(row) - 1], "") if key == COMPLETES else ""
            row[-1] = known if known.startswith(row[-1]) and known else row[-1]
            row.append("")
        else:
            row[-1] += TODAY if key == PUT_TODAY else key
    with path.open("w", encoding="utf-8") as file:
        csv.writer(file).writerow(row)


def typed_into_the_sheet(path: Path, *, completing: bool) -> int:
    """Type the row into the sheet; returns how many keys it took. The number counts as filled in."""
    child = pexpect.spawn(sys.executable, [__file__, "--sheet", str(path)], encoding="utf-8", timeout=30)
    child.expect("ready")
    count = 0
    for n, column in enumerate(COLUMNS):
        text = ROW.get(column, "")
        whole = text.replace(" ", "")
        first = completing and FORMER.get(column) == whole
        child.send(whole[0] if first else whole)
        count += keys_of(whole[0] if first else text)
        child.send(COMPLETES if first else ENTER if n == len(COLUMNS) - 1 else TAB)
        count += 1
    child.expect(pexpect.EOF)
    [row] = csv.reader(path.read_text("utf-8").splitlines())
    wanted = [ROW.get(column, "").replace(" ", "").replace(PUT_TODAY, TODAY) for column in COLUMNS]
    assert row == wanted, row
    return count


def judge(home: Path, count: int) -> None:
    """See that the ledger holds what was typed: so many petitions of one case."""
    rows = json.loads(xinfang(home, "register", "visit", "--json", "--unmask"))["rows"]
    assert [row["petition"] for row in rows] == [f"XF2026-0001-{n}" for n in range(1, count + 1)], rows
    for row in rows:
        told = tuple(row[name] for name in ("petitioner", "phone", "home", "subject", "category"))
        assert told == (*WHO, "三组", WHAT.replace(" ", ""), "宅基地"), told


def jobs() -> Iterator[tuple[str, list[str], bool]]:
    """Yield what is typed: its name, its keys, whether somebody came before."""
    for how, called in CALLED.items():
        yield f"a visit, the command {how}", [*called, *VISIT], False
        yield f"a repeat, the command {how}", [*called, *REPEAT], True
    yield "in one line", [*CALLED["typed in full"], *AT_ONCE], False
    yield "in one line, the command brought back by ↑ and written on", [UP, *AT_ONCE], False


def main() -> None:
    """Type it all, look at what was written, and print the counts."""
    waits = list[float]()
    with tempfile.TemporaryDirectory() as work:
        plain = typed_into_the_sheet(Path(work) / "a.csv", completing=False)
        short = typed_into_the_sheet(Path(work) / "b.csv", completing=True)
        print(f"the sheet's row: {plain} keys typed out, {short} where every cell is completed that can be")
        for n, (name, typed, again) in enumerate(jobs()):
            home = Path(work) / str(n) / "信访"
            home.mkdir(parents=True)
            (home / "config.yaml").write_text(SETTINGS, "utf-8")
            if again:
                xinfang(home, *FIRST, WHAT.replace(" ", ""))
            waits += registered(typed, home)[1:]
            judge(home, 1 + again)
            keys = counted(typed)
            print(f"{name}: {keys} keys, {keys / plain:.2f} and {keys / short:.2f} of the sheet's")
    print(f"from a key to the next question: median {statistics.median(waits):.3f} s, longest {max(waits):.3f} s")


if __name__ == "__main__":
    sheet(Path(sys.argv[2])) if sys.argv[1:2] == ["--sheet"] else main()
