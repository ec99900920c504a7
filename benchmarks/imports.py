"""How long an import of a large register takes, beside the barest way to get its rows into a database.

    python benchmarks/imports.py [--rows 100000] [--runs 3] [--keep FOLDER]

The peer reads the workbook with python-calamine and puts the rows as they stand into one SQLite table with an index on
number and day, in one transaction. The import finds the headings, reads days, phones and names, joins repeats, judges
every row by the domain, chains an entry for each, and fills the projections. Both run as whole processes, in turn.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import ledgers
from xlsxwriter import Workbook

HERE = Path(__file__).parent
HEADS = (
    "编号", "来访日期", "来访人", "住址(村组)", "联系电话", "人数", "个体/集体", "代表", "初访/重访", "反映问题及诉求",
    "内容分类", "接待人", "接待意见", "承办单位", "办结期限", "办理结果", "办结日期",
)  # fmt: skip
PEER = """
import sqlite3, sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[2:]
width = len(rows[0])
conn = sqlite3.connect(sys.argv[2], isolation_level=None)
conn.execute("PRAGMA synchronous = EXTRA")
conn.execute(f"CREATE TABLE register ({', '.join(f'c{i}' for i in range(width))})")
conn.execute("CREATE INDEX register_number ON register(c0, c1)")
conn.execute("BEGIN")
texts = ([v if isinstance(v, (str, float)) else str(v) for v in row] for row in rows)
conn.executemany(f"INSERT INTO register VALUES ({', '.join('?' * width)})", texts)
conn.execute("COMMIT")
"""


def make(path: Path, count: int) -> None:
    """Write a register of so many visits, one in ten still open."""
    dice = random.Random(1)
    book = Workbook(str(path), {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("来访登记簿")
    sheet.write_string(0, 0, "来访登记簿")
    sheet.write_row(1, 0, HEADS)
    for row in range(count):
        for column, value in enumerate(_row(row, dice)):
            if isinstance(value, date):
                sheet.write_datetime(row + 2, column, value, day)
            elif value is not None:
                sheet.write(row + 2, column, value)
    book.close()


def _row(number: int, dice: random.Random) -> list[object]:
    is_open = number % 10 == 0
    received = ledgers.TODAY - timedelta(days=dice.randint(0, 60) if is_open else dice.randint(90, ledgers.DAYS))
    ended = received + timedelta(days=dice.randint(3, 60))
    pick = dice.randrange(len(ledgers.SUBJECTS))
    name = dice.choice(ledgers.SURNAMES) + dice.choice(ledgers.GIVEN) + dice.choice(ledgers.GIVEN)
    return [
        number + 1, received, name, f"河湾村{dice.randint(1, 12)}组", f"199{number:08d}", 1, "个体访", None, "初访",
        f"{ledgers.SUBJECTS[pick]}（{dice.randrange(10_000)}号）", ledgers.CATEGORIES[pick], "王干事",
        *([None] * 5 if is_open else ["转送", "国土所", None, "已到现场查看并答复，双方无异议", ended]),
    ]  # fmt: skip


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command to its end; returns the seconds on the clock and those of the processor, of the whole process."""
    started, before = time.perf_counter(), os.times()
    env = os.environ | {"XINFANG_TODAY": ledgers.TODAY.isoformat()}
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    taken, after = time.perf_counter() - started, os.times()
    if done.returncode:
        sys.exit(done.stderr.decode())
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return taken, used


def main() -> None:
    """Make the workbook, run both in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    program = [sys.executable, str(HERE.parent / "cli.py")]
    with tempfile.TemporaryDirectory() as aside:
        path = (told.keep or Path(aside)) / f"{told.rows}.xlsx"
        if not path.exists():
            make(path, told.rows)
        peer, ours = [], []
        for run in range(told.runs):
            home = Path(aside, str(run))
            peer.append(timed([sys.executable, "-c", PEER, str(path), str(home.with_suffix(".db"))]))
            ours.append(timed([*program, "--home", str(home), "import", str(path), "--json"]))
    for name, place in (("clock", 0), ("processor", 1)):
        one, other = (statistics.median(seconds[place] for seconds in times) for times in (peer, ours))
        print(f"{name}: calamine and one table {one:.1f} s · import {other:.1f} s · {other / one:.2f} ×")


if __name__ == "__main__":
    main()
