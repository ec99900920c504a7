"""How long the daily commands take, as whole processes, beside a bare Typer program in the same run.

    python benchmarks/commands.py [--runs 11] [--sizes 1000,10000,100000,1000000] [--keep FOLDER]

The project must be installed. Each round starts every command once, one after the other, so that a change of the
machine's speed meets all alike; the median of the rounds is printed, and its ratio to the bare program's. Ledgers are
made first (a million cases take some minutes and 3 GB); with ``--keep`` they stay in FOLDER for the next time.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ledgers

HERE = Path(__file__).parent
BARE = [sys.executable, str(HERE / "bare.py"), "one"]
PROGRAM = [sys.executable, str(HERE.parent / "cli.py")]
COMMANDS = {
    "overdue": ["overdue"],
    "today": ["today"],
    "show": ["show", "XF2026-0001"],
    "log-visit": ["log-visit", "--name", "张三", "--subject", "反映水渠堵塞", "--category", "农田水利", "--new-case"],
    "note": ["note", "XF2026-0001", "--text", "已到现场查看"],
    "search": ["search", "养殖"],
    "list": ["list", "--open"],
    "stats": ["stats", "--year", "2026"],
}


def timed(command: list[str], home: Path | None) -> float:
    """Run a command to its end; returns the seconds it took as a whole process."""
    env = os.environ | {"XINFANG_TODAY": ledgers.TODAY.isoformat(), "XINFANG_HOME": str(home)}
    started = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode()}")
    return taken


def measured(homes: dict[int, Path], runs: int) -> dict[tuple[str, int], float]:
    """Run all commands on all ledgers in turn; returns the median seconds by command and size ("bare" has size 0)."""
    jobs = {("bare", 0): (BARE, None)}
    jobs |= {(name, size): (PROGRAM + words, home) for size, home in homes.items() for name, words in COMMANDS.items()}
    taken: dict[tuple[str, int], list[float]] = {job: [] for job in jobs}
    for round_ in range(runs + 1):
        for job, (command, home) in jobs.items():
            seconds = timed(command, home)
            if round_:  # the first round warms the caches
                taken[job].append(seconds)
    return {job: statistics.median(seconds) for job, seconds in taken.items()}


def table(medians: dict[tuple[str, int], float], sizes: list[int]) -> str:
    """Return the medians as a Markdown table: milliseconds, and how many times the bare program."""
    bare = medians["bare", 0]
    lines = [f"bare Typer program: {bare * 1000:.0f} ms", ""]
    lines += ["| command | " + " | ".join(f"{size:,} cases" for size in sizes) + " |", "|---" * (len(sizes) + 1) + "|"]
    for name in COMMANDS:
        cells = (f"{medians[name, size] * 1000:.0f} ms · {medians[name, size] / bare:.2f} ×" for size in sizes)
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Make the ledgers, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    sizes = [int(size) for size in told.sizes.split(",")]
    with tempfile.TemporaryDirectory() as aside:
        folder = told.keep or Path(aside)
        homes = {size: folder / str(size) for size in sizes}
        for size, home in homes.items():
            if not (home / "data" / "xinfang.db").exists():
                ledgers.make(home, size)
        print(table(measured(homes, told.runs), sizes))


if __name__ == "__main__":
    main()
