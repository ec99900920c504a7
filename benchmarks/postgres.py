"""The PostgreSQL recipe of docs/many-offices.md on a real server: that it holds hostile text, and what it takes.

    python benchmarks/postgres.py [--offices 500] [--cases 200]

Starts a server of its own in a temporary folder and stops it at the end; as root it runs as the user ``postgres``
(``apt-get install postgresql``). Beside it, in the same run: psql copying the same lines into one column of text.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import packages

HOSTILE = "a\\nb\\.\\\\ \"quoted\" '; DROP TABLE cases; --\t,\u2028 \n\\.\n ﷽ 𠮷 E'\\x01' \x7f"
PLAIN = r"""
CREATE TABLE plain (line text);
\copy plain FROM PROGRAM 'cat 展开/*/[cpt]*.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')
DROP TABLE plain;
"""


def binaries() -> Path:
    """Return the folder of the server's programs."""
    found = shutil.which("initdb") or max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
    if not found:
        sys.exit("no PostgreSQL here: apt-get install postgresql")
    return Path(found).resolve().parent


@contextmanager
def server(folder: Path) -> Iterator[None]:
    """Run a server that listens on a socket in `folder` only."""
    folder.mkdir()
    as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres", "postgres")
    data, control = folder / "data", [*as_owner, str(binaries() / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    _run(folder, *as_owner, binaries() / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    _run(folder, *control, "-o", f"-k {folder} -c listen_addresses=''", "-l", folder / "log", "start")
    try:
        yield
    finally:
        _run(folder, *control, "-m", "fast", "stop")


def _run(folder: Path, *command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


def psql(folder: Path, statements: str) -> tuple[str, float]:
    """Run statements as the page says, with psql; returns what it printed and the seconds."""
    command = ["psql", "-h", folder, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-qAt", "-f", "-"]
    started = time.perf_counter()
    done = subprocess.run(command, input=statements, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.strip("\n"), time.perf_counter() - started


def with_hostile_text(flat: Path) -> None:
    """Put a subject into the first line of a table that would do harm wherever it is taken for more than text."""
    first, *others = flat.read_text("utf-8").split("\n")
    flat.write_text(
        "\n".join([json.dumps(json.loads(first) | {"subject": HOSTILE}, ensure_ascii=False), *others]), "utf-8"
    )


def main() -> None:
    """Make the tables, load them, ask, load them again; print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=500)
    parser.add_argument("--cases", type=int, default=200)
    told = parser.parse_args()
    os.environ["XINFANG_TODAY"] = packages.ledgers.TODAY.isoformat()
    schema, load, late = packages.recipe("PostgreSQL")
    with tempfile.TemporaryDirectory() as aside:
        folder = packages.unpacked(Path(aside), told.offices, told.cases)
        with_hostile_text(folder / "V0001" / "cases.jsonl")
        Path(aside).chmod(0o755)  # the server's user passes through
        os.chdir(aside)
        socket = Path(aside) / "server"
        with server(socket):
            plain = psql(socket, PLAIN)[1]
            psql(socket, schema)
            first, again = psql(socket, load)[1], psql(socket, load)[1]
            rows = psql(socket, "SELECT count(*) FROM cases")[0]
            kept = psql(socket, "SELECT to_json(subject) FROM cases WHERE office = 'V0001' ORDER BY no")[0]
            answered = psql(socket, late)[1]
        assert int(rows) == told.offices * told.cases, rows
        assert HOSTILE in [json.loads(line) for line in kept.split("\n")], "the text was changed"
        print(f"{told.offices} offices x {told.cases} cases; hostile text came through as it was")
        print(f"copying the lines as they are {plain:.1f} s, the recipe {first:.1f} s: {first / plain:.1f} x")
        print(f"the same again (nothing new) {again:.1f} s, a question {answered:.2f} s")


if __name__ == "__main__":
    main()
