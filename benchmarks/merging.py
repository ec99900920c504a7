"""What merging many offices takes, beside a bare loop over the same lines.

    python benchmarks/merging.py [--offices 500] [--cases 200] [--runs 3]

The bare loop reads every line of the packages with json.loads and puts it into plain indexed SQLite tables with
executemany: no chain is verified, nothing is projected, nothing is judged. Both write into new files in turn.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import packages

SETTINGS = "office:\n  name: 县信访局\n  code: XJ\n  role: bureau\n"
PROGRAM = [sys.executable, str(Path(__file__).parent.parent / "cli.py")]


def bare(made: list[Path], database: Path) -> float:
    """Load all lines of all packages into plain tables; returns the seconds."""
    started = time.perf_counter()
    with closing(sqlite3.connect(database)) as conn:
        for path in made:
            with ZipFile(path) as archive:
                for name in packages.LINES:
                    with archive.open(name) as lines:
                        _load(conn, name.partition(".")[0], [json.loads(line) for line in lines])
        conn.commit()
    return time.perf_counter() - started


def _load(conn: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    names = tuple(rows[0])
    key = "office, seq" if table == "entries" else "office, no" if table == "cases" else "office, case_no, n"
    conn.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(names)}, PRIMARY KEY ({key}))")
    day = {"entries": "on_date", "cases": "opened_on", "petitions": "received_on", "terms": "due_on"}[table]
    conn.execute(f"CREATE INDEX IF NOT EXISTS {table}_days ON {table}(office, {day})")
    conn.executemany(
        f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", [tuple(row.values()) for row in rows]
    )


def merged(home: Path, folder: Path) -> float:
    """Merge a folder of packages into a new ledger; returns the seconds."""
    home.mkdir()
    (home / "config.yaml").write_text(SETTINGS, "utf-8")
    return timed("merge", home, folder)


def timed(command: str, home: Path, *arguments: str | Path) -> float:
    """Run a command as a whole process; returns the seconds."""
    started = time.perf_counter()
    done = subprocess.run([*PROGRAM, "--home", home, command, *arguments], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    return time.perf_counter() - started


def main() -> None:
    """Make the packages, measure in turn, print the best of the runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=500)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    told = parser.parse_args()
    os.environ["XINFANG_TODAY"] = packages.ledgers.TODAY.isoformat()
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside)
        made = packages.make(folder, told.offices, told.cases)
        plain, ours = [], []
        for turn in range(told.runs):
            plain.append(bare(made, folder / f"bare-{turn}.db"))
            ours.append(merged(folder / f"county-{turn}", folder / "packages"))
        again = timed("merge", folder / "county-0", folder / "packages")
        print(f"{told.offices} offices x {told.cases} cases, best of {told.runs}")
        print(f"bare loop {min(plain):.2f} s, merge {min(ours):.2f} s: {min(ours) / min(plain):.2f} x")
        print(f"the same packages again: {again:.2f} s")
        print(f"the first search, which takes all words in: {timed('search', folder / 'county-0', '养殖'):.2f} s")
        print(f"overdue over all offices: {timed('overdue', folder / 'county-0', '--office', '全部'):.2f} s")


if __name__ == "__main__":
    main()
