"""What the copy of a day costs, beside the barest way to copy a ledger that is open.

    python benchmarks/backups.py [--cases 1000 100000] [--papers 1000] [--runs 3] [--keep FOLDER]

The peer is the sqlite3 backup API onto one file beside, synced, and ``PRAGMA quick_check`` of it. Ours verifies the
chain of every entry besides, copies settings, attachments and papers by their content, syncs each, and thins the shelf.
Both run in turn in this process; processor time too, for the disk of a shared machine is nobody's.
"""

import argparse
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import ledgers

from xinfang.domain.model import Entry
from xinfang.ledger.backup import Origin, take
from xinfang.ledger.book import writing
from xinfang.ledger.files import keep
from xinfang.ledger.reading import reading

CODE = "XF"
FIRST = datetime(2026, 11, 2, 8, 30)  # noqa: DTZ001 - local time, as copies are named


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the processor and of the clock that an act takes."""
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.process_time() - processor, time.perf_counter() - clock


def bare(database: Path, to: Path) -> None:
    """Copy a ledger with the backup API, and check its pages."""
    source, copy = sqlite3.connect(database), sqlite3.connect(to)
    source.backup(copy)
    source.close()
    if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise SystemExit(to)
    copy.close()
    with to.open("rb+") as file:
        os.fsync(file.fileno())
    to.unlink()


def next_day(home: Path, attachment: bytes) -> None:
    """Write what a day brings: a note, and a file that came."""
    with writing(home / "data" / "xinfang.db", CODE) as book:
        entry = Entry(act="note", case="XF2026-0001", on="2026-11-03", by="经办人", said={"text": "看过"})
        book.record(entry, "2026-11-03T09:00:00")
    (home / "new.bin").write_bytes(attachment)
    keep(home / "data" / "files", home / "new.bin")


def measure(home: Path, cases: int, papers: int, runs: int) -> None:
    """Print what the copies of one ledger cost."""
    database, shelf = home / "data" / "xinfang.db", home / "data" / "backups"
    if not database.exists():
        ledgers.make(home, cases)
    with reading(database, CODE):
        pass  # projected as this program does it
    lie = home / "文书" / "2026"
    lie.mkdir(parents=True, exist_ok=True)
    for number in range(papers):
        (lie / f"{number}.docx").write_bytes(os.urandom(30_000))
    origin = Origin(home, CODE, "信访办公室", ("config.yaml",), ("文书",))
    first = timed(lambda: take(origin, shelf, FIRST))
    peer, ours = [], []
    for run in range(runs):
        peer.append(timed(lambda: bare(database, home / "bare.db")))
        next_day(home, os.urandom(100_000))
        day = FIRST + timedelta(days=run + 1)
        ours.append(timed(lambda day=day: take(origin, shelf, day)))
    size = database.stat().st_size / 1e6
    print(f"{cases:,} cases, {size:,.0f} MB, {papers} papers: the first copy {first[0]:.2f} s ({first[1]:.2f} s)")
    for place, name in enumerate(("processor", "clock")):
        one, other = (statistics.median(taken[place] for taken in times) for times in (peer, ours))
        print(f"  {name}: backup API and quick_check {one:.2f} s · a day's copy {other:.2f} s · {other / one:.2f} ×")


def main() -> None:
    """Make the ledgers, copy, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--papers", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        for cases in told.cases:
            measure((told.keep or Path(aside)) / str(cases), cases, told.papers, told.runs)


if __name__ == "__main__":
    main()
