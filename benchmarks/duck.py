"""What the DuckDB recipe of docs/many-offices.md takes over the packages of a whole county.

    python benchmarks/duck.py [--offices 500] [--cases 2000]

Beside it, in the same run: reading the same lines with json.loads and nothing else.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

import duckdb
import packages


def bare(folder: Path) -> float:
    """Read every line of the flat tables; returns the seconds."""
    started = time.perf_counter()
    for name in packages.LINES[1:]:
        for path in folder.glob(f"*/{name}"):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    json.loads(line)
    return time.perf_counter() - started


def main() -> None:
    """Make the tables, run the recipe, print the seconds of each block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=500)
    parser.add_argument("--cases", type=int, default=2000)
    told = parser.parse_args()
    os.environ["XINFANG_TODAY"] = packages.ledgers.TODAY.isoformat()
    with tempfile.TemporaryDirectory() as aside:
        folder = packages.unpacked(Path(aside), told.offices, told.cases)
        os.chdir(aside)
        conn, taken = duckdb.connect(), []
        for block in packages.recipe("DuckDB"):
            started = time.perf_counter()
            conn.execute(block).fetchall()
            taken.append(time.perf_counter() - started)
        [[cases]] = conn.execute("SELECT count(*) FROM cases").fetchall()
        print(f"{told.offices} offices, {cases:,} cases; json.loads of all lines: {bare(folder):.1f} s")
        print(f"DuckDB: reading {taken[0]:.1f} s, the two questions {taken[1]:.2f} s and {taken[2]:.2f} s")


if __name__ == "__main__":
    main()
