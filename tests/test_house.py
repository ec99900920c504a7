"""The house rules: who may import whom, where SQL and the clock are, what a short command loads."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import xinfang
from xinfang.domain.model import KEYS, TABLES
from xinfang.ledger import project, schema
from xinfang.ledger.connect import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Office

PACKAGE = Path(xinfang.__file__).resolve().parent
LAYERS = (("domain",), ("words",), ("office",), ("ledger",), ("tables",), ("render", "papers", "exchange"), ("commands", "demo"))
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
# Rooms that may look into less than what lies below them.
NARROWER = {
    "words": ("domain.codes",),
    "ledger": ("domain",),
    "render": ("tables.report", "words", "domain.codes"),
}
# Of the rooms of one height, who may call on the other.
BESIDE = {"commands": ("demo",)}
# All that the law needs of the standard library: values, no disk, no clock, no screen.
PURE = {"collections.abc", "dataclasses", "datetime", "enum", "functools", "itertools", "re", "typing", "unicodedata"}


def sources() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, in functions and for type checking too, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def may_import(room: str, imported: str) -> bool:
    """Return whether a room may import ``other_room.module…``."""
    other = imported.split(".")[0]
    if other == room or other in BESIDE.get(room, ()):
        return True
    if room in NARROWER:
        return any(f"{imported}.".startswith(f"{allowed}.") for allowed in NARROWER[room])
    return other in HEIGHT and HEIGHT[other] < HEIGHT[room]


def of_the_house(path: Path) -> set[str]:
    """Return what a file imports from the rooms, without ``xinfang.``; its version is everyone's."""
    return {name.removeprefix("xinfang.") for name in imports(path) if name.startswith("xinfang.")} - {"__version__"}


def literals(path: Path) -> Iterator[ast.Constant]:
    """Yield the strings of a file that are no docstrings."""
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree_of(path)) if isinstance(n, described) and n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    assert room in HEIGHT, f"a room that nobody knows: {room}"
    assert not {name for name in of_the_house(path) if not may_import(room, name)}


@pytest.mark.parametrize(
    ("room", "imported", "allowed"),
    [
        ("domain", "domain.codes", True), ("domain", "words.labels", False), ("words", "domain.codes.Kind", True),
        ("words", "domain.model.Case", False), ("office", "words.faults", True), ("office", "ledger.book", False),
        ("ledger", "tables.card", False), ("tables", "ledger.book", True), ("render", "tables.report.Cell", True),
        ("render", "tables.card", False), ("render", "papers.letter", False), ("commands", "render.screen", True),
        ("commands", "demo.build", True), ("demo", "commands.run", False), ("commands", "cli", False),
    ],
)  # fmt: skip
def test_the_direction_is_as_it_is_drawn(room: str, imported: str, *, allowed: bool) -> None:
    assert may_import(room, imported) is allowed


def test_only_the_commands_and_the_door_know_how_it_is_called() -> None:
    users = {room_of(p) for p in sources() if any(n.split(".")[0] in ("typer", "questionary", "click") for n in imports(p))}
    assert users == {"commands"}


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").glob("*.py")), ids=lambda path: path.name)
def test_the_law_is_pure(path: Path) -> None:
    outside = {name for name in imports(path) if not name.startswith("xinfang.")}
    impure = {name for name in outside if not any(name == pure or name.startswith(f"{pure}.") for pure in PURE)}
    calls = {node.func.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not impure
    assert not calls & {"open", "print", "input", "exec", "eval", "__import__"}


CLOCK = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}


def clock_calls(path: Path) -> Iterator[int]:
    """Yield the lines that read the clock: ``datetime.now()``, ``date.today()``, or anything of ``time``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if (owner, node.attr) in CLOCK or owner == "time":
                yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield node.lineno


def test_the_clock_is_read_in_one_file_only() -> None:
    assert [str(p.relative_to(PACKAGE)) for p in sources() if any(clock_calls(p))] == ["commands/clock.py"]


SQL = re.compile(
    r"\b(SELECT\s.+\bFROM|SELECT 1|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA \w|BEGIN (IMMEDIATE|EXCLUSIVE)|COMMIT$|"
    r"ROLLBACK$|(CREATE|DROP|ALTER) (UNIQUE )?(VIRTUAL )?(TABLE|INDEX|TRIGGER|VIEW))", re.IGNORECASE | re.DOTALL,
)  # fmt: skip


def test_sql_is_written_in_the_ledger_only() -> None:
    written = {str(p.relative_to(PACKAGE)) for p in sources() if any(SQL.search(str(n.value)) for n in literals(p))}
    assert written
    assert {Path(name).parts[0] for name in written} == {"ledger"}


def test_the_database_is_known_to_the_ledger_only() -> None:
    drivers = ("sqlite3", "sqlite_utils")
    assert {room_of(p) for p in sources() if any(n.split(".")[0] in drivers for n in imports(p))} == {"ledger"}


# What only writing, files, questions or settings need; a clerk who looks at the overdue list does not wait for it.
HEAVY = (
    "rich.console", "rich.table", "rich.text", "sqlite_utils", "yaml", "questionary", "prompt_toolkit", "xlsxwriter", "openpyxl",
    "pydantic", "xinfang.domain.acts", "xinfang.domain.corrections", "xinfang.domain.rules", "xinfang.domain.procedure",
    "xinfang.ledger.book", "xinfang.ledger.project", "xinfang.ledger.schema", "xinfang.ledger.chain", "xinfang.ledger.check",
    "xinfang.ledger.files", "xinfang.office.settings", "xinfang.tables.card", "xinfang.tables.registers", "xinfang.render.xlsx",
    "xinfang.render.html", "xinfang.commands.log", "xinfang.commands.act", "xinfang.commands.look", "xinfang.commands.typed",
    "xinfang.words.refusals", "xinfang.words.faults", "xinfang.demo", "difflib", "tempfile", "csv",
)  # fmt: skip
DUMP = "import sys, xinfang.commands as c; code = c.run(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"


def loaded_by(office: Office, words: str) -> set[str]:
    """Return the modules that a process has loaded after one command."""
    office.monkeypatch.setattr(office, "command", lambda w: [*Office_python(), "-c", DUMP, *w.split()])
    done = office.process(words)
    assert done.code == 0, done.err
    return set(done.err.split("\n"))


def Office_python() -> list[str]:  # noqa: N802
    import sys

    return [sys.executable]
