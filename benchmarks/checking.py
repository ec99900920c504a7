"""How long `check` takes, and how much memory, beside reading and hashing the same entries with nothing around it.

    python benchmarks/checking.py [--cases 20000,100000] [--keep FOLDER]

The project must be installed. Each figure is that of a process of its own; the bare one reads every entry in order and
makes two sha256 of it, which is the least that proves a chain. Ledgers are made first; with ``--keep`` they stay.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import ledgers

PROGRAM = [sys.executable, str(Path(__file__).parent.parent / "cli.py"), "check", "--json"]
BARE = """
import hashlib, sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM entry ORDER BY office, seq"):
    hashlib.sha256((row[8] + row[7]).encode()).hexdigest()
    hashlib.sha256("".join(map(str, row)).encode()).hexdigest()
"""
MEASURED = """
import resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def measured(command: list[str], home: Path) -> tuple[float, float, float]:
    """Run a command; returns seconds, seconds of processor time, and the peak of memory in MB."""
    env = os.environ | {"XINFANG_TODAY": ledgers.TODAY.isoformat(), "XINFANG_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], env=env, capture_output=True, check=True)
    code, *figures = map(float, done.stdout.split())
    if code:
        sys.exit(f"{command}: {done.stderr.decode()}")
    seconds, processor, memory = figures
    return seconds, processor, memory


def main() -> None:
    """Make the ledgers, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", default="20000,100000")
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    print("| cases | `check`: seconds · processor · peak | bare: processor · peak | ratio |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as aside:
        for size in map(int, told.cases.split(",")):
            home = (told.keep or Path(aside)) / str(size)
            if not home.exists():
                ledgers.make(home, size)
            seconds, processor, memory = measured(PROGRAM, home)
            _, bare, least = measured([sys.executable, "-c", BARE, str(home / "data" / "xinfang.db")], home)
            print(
                f"| {size:,} | {seconds:.0f} s · {processor:.0f} s · {memory:.0f} MB "
                f"| {bare:.1f} s · {least:.0f} MB | {processor / bare:.0f} × |"
            )


if __name__ == "__main__":
    main()
