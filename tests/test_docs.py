"""The documents say what is: the commands that they name exist, the tables are the code's, the links lead on."""

from __future__ import annotations

import re
import shlex
import tomllib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from typer import Exit

from docs import make
from tests.commandline import commands
from tests.conftest import ROOT
from xinfang.commands.desk import Desk
from xinfang.commands.frame import ROOM_OF, Group
from xinfang.office.holidays import load
from xinfang.office.settings import DEFAULT
from xinfang.render.manual import slug
from xinfang.words import books
from xinfang.words import help as help_words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Office

README = (ROOT / "README.md").read_text("utf-8")
DOCS = ROOT / "docs"
TASKS = sorted((DOCS / "manual").glob("*.md"))
MANUAL = "\n".join(path.read_text("utf-8") for path in (DOCS / "manual.md", *TASKS))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")), *TASKS]


def test_ci_runs_the_readme_s_own_test_command() -> None:
    command = next(line for line in README.splitlines() if line.endswith("&& pytest"))
    assert f"{command} || exit 1" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert command in README.split("## In English")[1]


def test_the_readme_s_first_command_installs_and_shows_the_main_job(office: Office) -> None:
    """``pip install .`` is what the continuous integration does; here is what ``xinfang demo`` must show then."""
    assert "pip install . && xinfang demo" in README.splitlines()
    told = office.run(["--home", str(office.home), "demo"], today="2026-11-20")
    assert told.code == 0
    for word in ("已逾期", "个工作日内到期", "经过", "来访登记簿", "已导出", "演示台账"):
        assert word in told.screen
    assert (office.home / "信访登记簿.xlsx").stat().st_size > 20_000
    assert office.ok("check --json", today="2026-11-20").json["petitions"] >= 300


def test_the_demonstration_is_made_anew_but_never_over_other_things(office: Office) -> None:
    office.run(["--home", str(office.home), "demo"], today="2026-11-20")
    again = office.run(["--home", str(office.home), "demo"], today="2026-11-23")
    assert again.code == 0
    strange = office.home.parent / "别的"
    strange.mkdir()
    (strange / "家书.txt").write_text("勿动", "utf-8")
    refused = office.refused(["--home", str(strange), "demo"])
    assert refused == f"文件夹 {strange} 里有别的东西，不在这里做演示；请用 --home 换一个新文件夹。"
    assert (strange / "家书.txt").read_text("utf-8") == "勿动"


def typed(page: Path) -> set[str]:
    """What a page tells to type, in its text and in its blocks for the shell; its stories are played elsewhere."""
    text = re.sub(r"(?ms)^```console\n.*?^```$", "", page.read_text("utf-8"))
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```$", text)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```$", "", text))
    lines = (part.strip() for line in [*inline, *"".join(blocks).splitlines()] for part in line.split("&&"))
    return {line for line in lines if line.startswith(("xinfang ", "-")) or line.split(" ")[0] in ROOM_OF}


def understood(line: str) -> None:
    """Take a line apart as the program does, without doing it; raises what the program would tell."""
    words = shlex.split(re.sub(r" <.*", "", line).replace("\\", "/"), comments=True)[1:]
    group = Group(name="xinfang")
    with suppress(Exit), group.make_context("xinfang", words, obj=Desk()) as ctx:  # a help page ends it
        name, command, rest = group.resolve_command(ctx, [*ctx._protected_args, *ctx.args] or ["today"])
        if rest:  # a command alone is only named
            command.make_context(name, rest, parent=ctx)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_to_be_typed_is_understood(page: Path) -> None:
    flags = {name: {flag for p in c.params for flag in (*p.opts, *p.secondary_opts)} for name, c in commands().items()}
    for line in typed(page):
        first, *rest = line.split(" ")
        if first == "xinfang":
            understood(line.replace("命令", "today"))
        else:  # a command in short, or an option alone
            named = {word for word in (first, *rest) if word.startswith("--")}
            assert named <= flags.get(first, set().union({"--help", "--version"}, *flags.values())), line


def test_every_command_has_its_place_among_the_tasks() -> None:
    tasks = "\n".join(path.read_text("utf-8") for path in TASKS)
    told = set(re.findall(r"xinfang ([a-z-]+)", tasks)) | set(re.findall(r"`([a-z-]+)", tasks))
    assert ROOM_OF.keys() - told == set()


def test_the_reference_is_what_the_code_says_now() -> None:
    assert make.PAGE.read_text("utf-8") == make.page(), "python docs/make.py"


def test_the_card_is_what_the_code_says_now() -> None:
    assert make.CARD.read_text("utf-8") == make.card(), "python docs/make.py"


def test_the_schedule_in_the_manual_is_the_published_one(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(2026:.*?)```", MANUAL, re.DOTALL)
    assert block
    published = load(tmp_path)
    (tmp_path / "holidays.yaml").write_text(block[1], "utf-8")
    own = load(tmp_path)
    assert (own.work, own.off, own.years) == (published.work, published.off, published.years)


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text("utf-8"))
    return set(map(slug, re.findall(r"(?m)^#+ (.*)$", text)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text("utf-8")):
        leads_to = page.parent / target if target else page
        assert leads_to.exists(), target
        assert not anchor or anchor in anchors(leads_to), f"{target}#{anchor}"


def test_every_page_of_the_manual_is_asked_for_in_its_index() -> None:
    index = (DOCS / "manual.md").read_text("utf-8")
    assert {path.name for path in TASKS} == set(re.findall(r"\(manual/([^)#]+)", index))


def test_the_settings_at_the_top_are_those_that_a_new_office_gets() -> None:
    assert (ROOT / "config.yaml").read_bytes() == DEFAULT.read_bytes()


@pytest.mark.parametrize("command", sorted(ROOM_OF))
def test_every_command_has_a_page_with_examples_and_its_options(office: Office, command: str) -> None:
    office.monkeypatch.setenv("COLUMNS", "200")
    page = office.ok([command, "--help"]).out
    what, *examples = help_words.COMMAND[command]
    assert page.startswith(what)
    assert examples
    for example in examples:
        assert example in page
        for word in shlex.split(example, posix=False):
            assert not word.startswith("--") or word in page, word


def test_rooms_of_the_architecture_are_the_rooms_of_the_house() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    drawn = set(re.findall(r"(?m)^  ([a-z]+)/ ", page))
    rooms = {path.name for path in (ROOT / "xinfang").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert drawn == rooms


def test_every_register_is_told_in_the_manual() -> None:
    for name in books.BOOKS:
        assert f"`{name}`" in MANUAL


def test_every_promise_of_safety_names_what_can_fail_it() -> None:
    page = (ROOT / "docs" / "safety.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| ")]
    for _, tested, _ in (row for row in rows if row[0].strip() != "promise"):
        named = re.findall(r"`((?:tests|benchmarks|\.ci)/[^`:]+)(?:::(\w+))?`", tested)
        assert named, tested
        for path, test in named:
            assert (ROOT / path).exists(), path
            assert not test or f"def {test}(" in (ROOT / path).read_text("utf-8"), f"{path}::{test}"


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert project["scripts"] == {"xinfang": "xinfang.__main__:main"}
