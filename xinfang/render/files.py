"""Files made from a report: the ending of the name chooses the writer, which is imported only then.

A file is whole or it is not there: it is written aside and takes its name at the end.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from xinfang.disk.sealed import Seal, written
from xinfang.domain.codes import Refused
from xinfang.tables.report import Report

WRITERS: Mapping[str, str] = {
    ".xlsx": "xlsx",
    ".csv": "csvfile",
    ".json": "jsonfile",
    ".html": "html",
    ".db": "database",
}


def write(report: Report, path: Path, seal: Seal | None = None) -> None:
    """Write a report as a file of the kind that its ending names, readable by its owner only; replace a former file.

    With a `seal` it is under a password; only Office files can be.

    Raises Refused: ``bad_ending`` (usage), else as `aside.spoken` does. The former file then stays as it was.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise Refused("bad_ending", usage=True, ending=ending or path.name)
    writer = import_module(f"xinfang.render.{WRITERS[ending]}")
    with written(path, seal) as draft:
        writer.write(report, draft)
