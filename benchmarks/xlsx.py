"""How long a register of 100,000 rows takes as an Excel workbook, beside bare XlsxWriter in the same run.

    python benchmarks/xlsx.py [--rows 100000] [--runs 5] [--keep FOLDER]

The project must be installed. The bare one writes the same cells with the same formats, column widths and row heights,
which are reckoned before, in constant_memory mode and as plainly as it can be written. Rendering is measured over rows
that were read before; the whole command as a process of its own, with reading from SQLite, beside the bare one and its
query. All are measured in turns and as processor time, which a shared machine disturbs less; medians are printed. The
peaks of memory are those of the whole command over a fifth of the rows, over all, and over twice as many. The ledgers
are made first (some minutes); with ``--keep`` they stay in FOLDER for the next time.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import ledgers
from xlsxwriter import Workbook

from xinfang.ledger import find
from xinfang.ledger.reading import reading
from xinfang.office import kept
from xinfang.render import xlsx
from xinfang.render.cells import serial_of
from xinfang.render.measure import SIGNED, lines_of
from xinfang.render.page import points, widths_of
from xinfang.render.sheet import FORMS
from xinfang.tables import registers
from xinfang.tables.closed import Sight
from xinfang.tables.report import Cell, Report

PROGRAM = [sys.executable, str(Path(__file__).parent.parent / "cli.py")]
Row = tuple[list[object], float]  # the values of its cells, days as Excel counts them; its height in points


def read(home: Path) -> Report:
    """Return the register of visits, its rows read."""
    office = kept.load(home)
    with reading(office.database, office.code) as ledger:
        report = registers.registers(ledger, office, ("visit",), find.Wanted(), Sight(), ledgers.TODAY.isoformat())
        (table,) = report.tables
        return replace(report, tables=(replace(table, rows=list(table.rows)),))


def query(home: Path) -> None:
    """Ask SQLite for the rows of the register, and let them go."""
    office = kept.load(home)
    with reading(office.database, office.code) as ledger:
        for _ in find.petitions(ledger, find.Wanted(channel="visit"))[1]:
            pass


def bare_rows(report: Report) -> list[Row]:
    """Return the same rows as the bare program gets them: everything reckoned."""
    (table,) = report.tables
    widths, made = widths_of(table.columns), []
    for row in table.rows:
        values = [row[column.key] for column in table.columns]
        high = max(
            SIGNED if column.cell is Cell.SIGN else lines_of(value, width)
            for column, value, width in zip(table.columns, values, widths, strict=True)
        )
        days = (
            column.cell is Cell.DAY and serial_of(value) for column, value in zip(table.columns, values, strict=True)
        )
        made.append(([day or value for day, value in zip(days, values, strict=True)], points(high)))
    return made


def write_bare(report: Report, rows: list[Row], path: Path) -> None:
    """Write the rows with XlsxWriter alone."""
    (table,) = report.tables
    book = Workbook(str(path), xlsx.OPTIONS | {"tmpdir": str(path.parent)})
    forms = [book.add_format(FORMS[column.cell]) for column in table.columns]
    sheet = book.add_worksheet()
    for col, width in enumerate(widths_of(table.columns)):
        sheet.set_column(col, col, width)
    for number, (values, high) in enumerate(rows):
        for col, value in enumerate(values):
            if value is None:
                sheet.write_blank(number, col, None, forms[col])
            elif isinstance(value, str):
                sheet.write_string(number, col, value, forms[col])
            else:
                sheet.write_number(number, col, value, forms[col])
        sheet.set_row(number, high)
    book.close()


def seconds(work: Callable[[], None]) -> float:
    """Return the processor time that the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def export(home: Path, path: Path) -> tuple[float, float]:
    """Run the whole command; returns its processor time and its peak of memory in megabytes."""
    command = [*PROGRAM, "export", str(path), "--book", "visit", "--json"]
    env = os.environ | {"XINFANG_HOME": str(home)}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed")
    path.unlink()
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def made(folder: Path, rows: int) -> Path:
    """Return an office with so many visits; made unless it is there."""
    home = folder / f"visits-{rows}"
    if not (home / "data" / "xinfang.db").exists():
        ledgers.make(home, rows, channels=("visit",))
    return home


def compare(folder: Path, rows: int, runs: int) -> None:
    """Measure in turns; print the medians and their ratios."""
    home, path = made(folder, rows), folder / "a.xlsx"
    report = read(home)
    bare = bare_rows(report)
    work: dict[str, Callable[[], float]] = {
        "bare XlsxWriter": lambda: seconds(lambda: write_bare(report, bare, path)),
        "our rendering": lambda: seconds(lambda: xlsx.write(report, path)),
        "the query alone": lambda: seconds(lambda: query(home)),
        "the whole `export`": lambda: export(home, path)[0],
    }
    taken: dict[str, list[float]] = {what: [] for what in work}
    for _ in range(runs):
        for what, measure in work.items():
            taken[what].append(measure())
    writing, rendering, asking, whole = (statistics.median(times) for times in taken.values())
    print(f"| {rows:,} rows × {len(report.tables[0].columns)} columns | processor time | beside the bare one |")
    print(f"|---|---|---|\n| bare XlsxWriter | {writing:.2f} s | |")
    print(
        f"| our rendering | {rendering:.2f} s | {rendering / writing:.2f} × |\n| the query alone | {asking:.2f} s | |"
    )
    print(f"| the whole `export` | {whole:.2f} s | {whole / (writing + asking):.2f} × (of bare one and query) |")


def main() -> None:
    """Make the ledgers, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    gc.disable()  # as the program does
    with tempfile.TemporaryDirectory() as aside:
        folder = told.keep or Path(aside)
        for rows in (told.rows // 5, told.rows, told.rows * 2):  # first: a child's peak begins with its parent's size
            _, peak = export(made(folder, rows), folder / "a.xlsx")
            print(f"peak of memory at {rows:,} rows: {peak:.0f} MB")
        compare(folder, told.rows, told.runs)


if __name__ == "__main__":
    main()
