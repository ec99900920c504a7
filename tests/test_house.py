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
from tests.notices import INVENTED_2027
from xinfang.domain.model import KEYS, TABLES, row_type
from xinfang.ledger import schema, searching
from xinfang.ledger.connect import LAYOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Office

PACKAGE = Path(xinfang.__file__).resolve().parent
# The rooms from the lowest up, those of one height together; the demonstration stands beside the commands.
LAYERS = (
    *(("domain",), ("words", "disk"), ("office",), ("ledger",), ("tables",)),
    *(("render", "papers", "exchange"), ("commands", "demo")),
)
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
# Rooms that may look into less than what lies below them.
NARROWER = {
    "words": ("domain.codes",),
    "disk": ("domain.codes",),
    "ledger": ("domain", "disk"),
    "render": ("tables.report", "words", "disk", "domain.codes"),
}
# Of the rooms of one height, who may call on the other.
BESIDE = {"commands": ("demo",), "papers": ("render",), "exchange": ("render",)}  # both make files as reports are
# All that the law needs of the standard library: values, no disk, no clock, no screen.
PURE = {"collections.abc", "dataclasses", "datetime", "enum", "functools", "itertools", "re", "typing", "unicodedata"}


def sources(room: str = "") -> list[Path]:
    """Return the files of a room, or of all rooms."""
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if path.parent != PACKAGE]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield what a file imports, in functions and for type checking too; ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def of_the_house(path: Path) -> set[str]:
    """Return what a file imports from the rooms, without ``xinfang.``; its version is everyone's."""
    named = {name.removeprefix("xinfang.") for name in imports(path) if name.startswith(("xinfang.", "."))}
    return named - {"__version__"}


def may_import(room: str, imported: str) -> bool:
    """Return whether a room may import ``other_room.module…``."""
    other = imported.split(".", maxsplit=1)[0]
    if other == room or other in BESIDE.get(room, ()):
        return True
    if room in NARROWER:
        return any(f"{imported}.".startswith(f"{allowed}.") for allowed in NARROWER[room])
    return other in HEIGHT and HEIGHT[other] < HEIGHT[room]


def users_of(*libraries: str) -> set[str]:
    """Return the rooms that import one of these libraries."""
    return {room_of(p) for p in sources() if any(n.split(".", maxsplit=1)[0] in libraries for n in imports(p))}


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a file that are no docstrings."""
    nodes = list(ast.walk(tree_of(path)))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    assert room_of(path) in HEIGHT
    assert not {name for name in of_the_house(path) if not may_import(room_of(path), name)}


@pytest.mark.parametrize(
    ("room", "imported", "allowed"),
    [
        ("domain", "domain.codes", True),
        ("domain", "words.labels", False),
        ("words", "domain.codes.Kind", True),
        ("words", "domain.model.Case", False),
        ("office", "words.faults", True),
        ("office", "ledger.book", False),
        ("ledger", "tables.card", False),
        ("tables", "ledger.book", True),
        ("render", "tables.report.Cell", True),
        ("render", "tables.card", False),
        ("render", "papers.letter", False),
        ("commands", "render.screen", True),
        ("commands", "demo.build", True),
        ("demo", "commands.run", False),
        ("commands", "cli", False),
        ("papers", "render.safe", True),
        ("ledger", "disk.aside", True),
        ("disk", "words.talk", False),
        ("papers", "commands.paper", False),
    ],
)
def test_the_direction_is_drawn_so(room: str, imported: str, *, allowed: bool) -> None:
    assert may_import(room, imported) is allowed


def test_only_the_commands_know_the_command_line() -> None:
    assert users_of("typer", "click", "questionary", "argparse") == {"commands"}


@pytest.mark.parametrize("path", sources("domain"), ids=name_of)
def test_the_law_is_pure(path: Path) -> None:
    outside = {name for name in imports(path) if not name.startswith("xinfang.")}
    calls = {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    assert not {name for name in outside if not any(f"{name}.".startswith(f"{pure}.") for pure in PURE)}
    assert not calls & {"open", "print", "input", "exec", "eval", "__import__"}


CLOCK = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.localtime",
    "time.time_ns",
}


def clock_reads(path: Path) -> set[str]:
    """Return the names by which a file reads the clock, as they are written."""
    named = {ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    return {name for name in {*named, *imports(path)} if any(f".{name}".endswith(f".{clock}") for clock in CLOCK)}


def test_the_clock_is_read_in_one_file_only() -> None:
    assert [name_of(path) for path in sources() if clock_reads(path)] == ["commands/clock.py"]


SQL = re.compile(
    r"\b(SELECT\s.+\bFROM|SELECT 1|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA \w|BEGIN IMMEDIATE|COMMIT$|"
    r"(CREATE|DROP|ALTER) (UNIQUE |VIRTUAL )?(TABLE|INDEX|TRIGGER|VIEW))",
    re.IGNORECASE | re.DOTALL,
)


def test_sql_is_written_in_the_ledger_only() -> None:
    assert {room_of(path) for path in sources() if any(map(SQL.search, literals(path)))} == {"ledger"}


def test_the_database_is_known_to_the_ledger_only() -> None:
    assert users_of("sqlite3") == {"ledger"}


def test_one_more_file_makes_databases_of_its_own_without_sql() -> None:
    users = [path for path in sources() if any(name.startswith("sqlite_utils") for name in imports(path))]
    assert [name_of(path) for path in users if room_of(path) != "ledger"] == ["render/database.py"]


# Calls that make or move a file. Whoever writes elsewhere than into a draft that `disk.aside` lends leaves half a file.
WRITES = {"write_text", "write_bytes", "touch", "rename", "copy", "copy2", "copyfile", "move", "mkstemp", "ZipFile"}
WRITING = re.compile("[wax+]")
DRAFTED = {
    "disk/aside.py": "the one place",
    "disk/sealed.py": "a draft inside the office folder until it is sealed into another",
    "commands/export.py": "a former file is copied into a draft",
    "demo/build.py": "what the made-up town attaches, in a folder that goes",
    "exchange/packages/package.py": "parts of a ZIP that is a draft",
    "exchange/packages/seal.py": "a ZIP that is a draft",
    "papers/essay.py": "a draft",
    "ledger/backup.py": "a copy is a draft until it is whole",
    "ledger/beside.py": "what lies beside the ledger is a draft until its content is known",
    "ledger/connect.py": "a new ledger is a draft until it is linked",
    "ledger/files.py": "an attachment is a draft until its content is known",
    "ledger/swap.py": "the former ledger is set aside, the restored one is whole",
    "ledger/putting_back.py": "a draft; what is in its place moves aside",
    "papers/place.py": "who lies in the way of a paper takes another name",
    "render/csvfile.py": "a draft",
    "render/database.py": "a draft",
    "render/deskcard.py": "a draft",
    "render/html.py": "a draft",
    "render/jsonfile.py": "a draft",
    "render/manual.py": "a draft",
    "render/notice.py": "a draft",
    "render/xlsx.py": "a draft",
}


def writes(node: ast.AST) -> bool:
    """Return whether a call makes a file or gives one another name."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    given = [a.value for a in (*node.args, *(k.value for k in node.keywords)) if isinstance(a, ast.Constant)]
    if name in ("open", "fdopen", "ZipFile"):
        return any(isinstance(mode, str) and len(mode) < 4 and WRITING.search(mode) for mode in given)
    if name == "replace":  # of a path, not of a text or a day
        return isinstance(node.func, ast.Attribute) and len(node.args) == 1 and not node.keywords
    return name in WRITES


def test_files_are_written_aside() -> None:
    assert {name_of(p) for p in sources() if any(map(writes, ast.walk(tree_of(p))))} == DRAFTED.keys()


# What only writing, files, questions or settings need: who looks at the overdue list does not wait for it.
HEAVY = (
    *("rich.console", "rich.table", "rich.text", "sqlite_utils", "yaml", "questionary", "prompt_toolkit", "xlsxwriter"),
    *("docx", "docxtpl", "jinja2", "lxml", "xinfang.papers", "xinfang.domain.papers", "xinfang.domain.paper_forms"),
    *("openpyxl", "pydantic", "tempfile", "csv", "xinfang.demo", "xinfang.words.refusals", "xinfang.words.faults"),
    *(
        f"xinfang.domain.{name}"
        for name in ("acts", "corrections", "rules", "procedure", "terms", "notice", "notice_text")
    ),
    *(f"xinfang.ledger.{name}" for name in ("book", "project", "schema", "chain", "check", "files", "find", "grams")),
    *(f"xinfang.ledger.{name}" for name in ("backup", "beside", "shelf")),
    *(f"xinfang.ledger.{name}" for name in ("bulk", "fold", "searching", "statements")),
    *("xinfang.office.schedule", "xinfang.office.province", "xinfang.words.notice", "xinfang.exchange", "zipfile"),
    *("xinfang.office.settings", "xinfang.tables.card", "xinfang.tables.registers", "xinfang.tables.explain"),
    *("xinfang.render.xlsx", "xinfang.render.html", "xinfang.commands.log", "xinfang.commands.act"),
    *("xinfang.commands.look", "xinfang.commands.ask", "xinfang.commands.backup"),
)
DUMP = """
import sys
from xinfang.commands import run
code = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(office: Office, *words: str) -> set[str]:
    """Return the modules that a process has loaded after one command."""
    done = office.python("-c", DUMP, *words)
    assert done.code == 0, done.err
    return set(done.err.split())


@pytest.mark.parametrize("words", [(), ("today",), ("overdue",), ("overdue", "--within", "7")], ids=" ".join)
@pytest.mark.parametrize("own_schedule", [False, True], ids=["", "own schedule"])
def test_the_morning_loads_nothing_that_it_does_not_use(
    office: Office, words: tuple[str, ...], *, own_schedule: bool
) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮")  # a writing command keeps the settings for the next start
    if own_schedule:
        office.ok("calendar import -", stdin=INVENTED_2027)
    loaded = loaded_by(office, *words)
    assert "xinfang.commands.morning" in loaded
    assert not {module for module in loaded if any(f"{module}.".startswith(f"{name}.") for name in HEAVY)}


@pytest.mark.parametrize("words", [("show", "1"), ("log-visit", "--name", "李四", "--subject", "修路"), ("paper",)])
def test_only_making_a_paper_loads_what_writes_word(office: Office, words: tuple[str, ...]) -> None:
    office.ok("log-visit --name 张三 --subject 路灯不亮")
    assert not loaded_by(office, *words) & {"docx", "docxtpl", "jinja2", "lxml", "xinfang.papers.fill"}
    assert {"docx", "docxtpl", "jinja2"} <= loaded_by(office, "paper", "submit", "1")


def test_writing_does_load_some_of_it(office: Office) -> None:
    loaded = loaded_by(office, "log-visit", "--name", "张三", "--subject", "路灯不亮")
    assert {"yaml", "sqlite_utils", "xinfang.domain.registration", "xinfang.ledger.project"} <= loaded


def digest_of_the_layout() -> str:
    """Return what stands for the projected tables: columns with types, keys, indexes, what is searched."""
    tables = {table: [(f.name, str(f.type)) for f in fields(row_type(table))] for table in TABLES}
    layout = [tables, dict(KEYS), schema.INDEXES, schema.SEARCH, searching.SEARCHED]
    return hashlib.sha256(json.dumps(layout, ensure_ascii=False).encode()).hexdigest()[:16]


KNOWN_LAYOUT = {"1": "02b88f422c3c2812", "2": "4d549818d671acd8", "3": "e6f2c859672d8b7b"}


def test_the_layout_is_raised_when_the_tables_change() -> None:
    now = digest_of_the_layout()
    assert KNOWN_LAYOUT.get(LAYOUT) == now, (
        f"The projections are no longer those of layout {LAYOUT!r}. Raise LAYOUT in xinfang/ledger/connect.py, so that "
        f"older ledgers are projected anew, and write the new number with {now!r} into KNOWN_LAYOUT."
    )
