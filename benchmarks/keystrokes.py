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
from collections.abc import Sequence
from pathlib import Path

import pexpect
from pypinyin import lazy_pinyin

TODAY, ENTER, TAB, PUT_TODAY, COMPLETES = "2026-03-05", "\r", "\t", "\x14", "\x01"
SETTINGS = "office: {name: 柳林镇信访办, code: XF, role: township, clerk: 李干事}\ngroups: [一组, 二组, 三组]\n"
COMMAND = ["xinfang log-visit", ENTER]  # its first part is typed at the shell, and counted
VISIT = [
    *COMMAND,
    "张三",
    ENTER,
    "19900001234",
    ENTER,
    "3",
    ENTER,
    ENTER,
    "与 邻居 争 地界",
    ENTER,
    "zjd",
    ENTER,
    ENTER,
]
REPEAT = [*COMMAND, "张三", ENTER, "2", ENTER, ENTER, ENTER, ENTER]
AT_ONCE = [
    "xinfang log-visit ",
    "张三",
    " ",
    "19900001234",
    " ",
    "三组",
    " ",
    "zjd",
    " ",
    "与 邻居 争 地界",
    ENTER,
    ENTER,
]
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
    return len(text) + bool(re.fullmatch("[a-z]+", text))


def counted(typed: Sequence[str]) -> int:
    """Return how many keys all of it takes."""
    return sum(map(keys_of, typed))


def registered(typed: Sequence[str], home: Path) -> list[float]:
    """Type into our program; returns the seconds from each Enter to the next question."""
    here = os.environ | {
        "XINFANG_TODAY": TODAY, "XINFANG_HOME": str(home), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }  # fmt: skip
    shell, rest = typed[: typed.index(ENTER)], typed[typed.index(ENTER) + 1 :]
    words = "".join(part if part == " " else part.replace(" ", "") or " " for part in shell[1:]).split()
    words = ["-m", "xinfang", "log-visit", *words]
    child = pexpect.spawn(sys.executable, words, env=here, encoding="utf-8", timeout=30, dimensions=(40, 80))
    child.delaybeforesend = None
    asked, taken = r"\n?\x1b\[\?2004h", list[float]()
    child.expect(asked)
    for part in rest:
        for key in part.replace(" ", ""):
            child.send(key)
        if part == ENTER:
            started = time.perf_counter()
            child.expect([asked, pexpect.EOF])
            taken.append(time.perf_counter() - started)
    child.expect(pexpect.EOF)
    child.close()
    if child.exitstatus:
        sys.exit(str(child.before))
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


def judge(home: Path, numbers: list[str]) -> None:
    """See that the ledger holds what was typed, under these numbers."""
    command = [sys.executable, "-m", "xinfang", "--home", str(home), "register", "visit", "--json", "--unmask"]
    here = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "XINFANG_TODAY": TODAY}
    rows = json.loads(subprocess.run(command, env=here, capture_output=True, check=True).stdout)["rows"]
    assert [row["petition"] for row in rows] == numbers
    for row in rows:
        told = tuple(row[name] for name in ("petitioner", "phone", "home", "subject", "category"))
        assert told == ("张三", "19900001234", "三组", "与邻居争地界", "宅基地"), told


def main() -> None:
    """Type it all, look at what was written, and print the counts."""
    with tempfile.TemporaryDirectory() as work:
        homes = [Path(work) / "信访", Path(work) / "一句话"]
        for home in homes:
            home.mkdir()
            (home / "config.yaml").write_text(SETTINGS, "utf-8")
        jobs = ((VISIT, homes[0]), (REPEAT, homes[0]), (AT_ONCE, homes[1]))
        waits = [second for typed, home in jobs for second in registered(typed, home)]
        judge(homes[0], ["XF2026-0001-1", "XF2026-0001-2"])
        judge(homes[1], ["XF2026-0001-1"])
        plain = typed_into_the_sheet(Path(work) / "a.csv", completing=False)
        short = typed_into_the_sheet(Path(work) / "b.csv", completing=True)
    print(f"the sheet's row: {plain} keys typed out, {short} where every cell is completed that can be")
    again = 2 - counted(COMMAND)  # the command brought back by ↑ and Enter
    for name, typed in (("a visit", VISIT), ("a repeat", REPEAT), ("in one line", AT_ONCE)):
        for how, keys in (("", counted(typed)), (", command by ↑", counted(typed) + again)):
            if typed is not AT_ONCE or not how:
                print(f"{name}{how}: {keys} keys, {keys / plain:.2f} and {keys / short:.2f} of the sheet's")
    print(f"from a key to the next question: median {statistics.median(waits):.3f} s, longest {max(waits):.3f} s")


if __name__ == "__main__":
    sheet(Path(sys.argv[2])) if sys.argv[1:2] == ["--sheet"] else main()
