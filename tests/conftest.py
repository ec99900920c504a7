"""Where the tests work: an office of their own, its own day, a screen of 80 cells, and nobody's home folder."""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import xinfang
from xinfang.commands import run
from xinfang.commands.desk import Desk
from xinfang.demo import build
from xinfang.office import folder
from xinfang.words.machine import TITLE as COMPUTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pexpect

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(xinfang.__file__).resolve().parent
TODAY = "2026-03-05"  # a Thursday; the New Year and Spring Festival holidays are over
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
OF_THE_SESSION = ("XINFANG_HOME", "XINFANG_DEBUG", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-stories",
        action="store_true",
        help="write what the screen says now into tests/stories/*.md, and its pictures",
    )


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended, and what it wrote; `screen` is both streams in the order in which they were written."""

    code: int
    out: str
    err: str
    screen: str = ""

    @property
    def json(self) -> Any:
        """The document on stdout: nothing else may stand there."""
        return json.loads(self.out)


class Stream(io.TextIOWrapper):
    """One of the two streams of a command; what is written goes onto the common screen too."""

    def __init__(self, screen: list[str], *, terminal: bool) -> None:
        self.bytes, self.terminal = io.BytesIO(), terminal
        super().__init__(self.bytes, encoding="utf-8", errors="replace", newline="\n", write_through=True)
        self.screen = screen

    def write(self, text: str) -> int:
        count = super().write(text)
        self.screen.append(text)
        return count

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        return self.bytes.getvalue().decode()


class Office:
    """An office in a folder of its own, on a day that stands still until it is set."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home, self.monkeypatch, self.today = home, monkeypatch, TODAY
        self.terminal = False  # whether what is written goes to a terminal
        monkeypatch.setenv("XINFANG_HOME", str(home))

    @property
    def database(self) -> Path:
        return self.home / "data" / "xinfang.db"

    @property
    def files(self) -> Path:
        return self.home / "data" / "files"

    def run(self, words: str | Sequence[str], *, today: str | None = None, stdin: str = "") -> Result:
        """Run one command in this process, as ``xinfang WORDS`` would in its own."""
        screen: list[str] = []
        out, err = (Stream(screen, terminal=self.terminal) for _ in range(2))
        with self.monkeypatch.context() as patch:
            patch.setenv("XINFANG_TODAY", today or self.today)
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(shlex.split(words) if isinstance(words, str) else list(words))
        return Result(code, out.text(), err.text(), "".join(screen))

    def ok(self, words: str | Sequence[str], *, today: str | None = None, stdin: str = "") -> Result:
        """Run a command that must succeed."""
        result = self.run(words, today=today, stdin=stdin)
        assert result.code == 0, (words, result.screen)
        return result

    def refused(self, words: str | Sequence[str], *, today: str | None = None, stdin: str = "") -> str:
        """Run a command that must be refused, silent on stdout; returns the sentence on stderr."""
        result = self.run(words, today=today, stdin=stdin)
        assert result.code in (1, 2), (words, result.screen)
        assert result.out == "" or result.out.startswith(COMPUTER)  # `check` looks at the computer all the same
        return result.err.removesuffix("\n")

    def env(self, **more: str) -> dict[str, str]:
        """Return the surroundings of a process of its own."""
        return os.environ | {"XINFANG_TODAY": self.today, "PYTHONPATH": str(PACKAGE.parent)} | more

    def python(self, *arguments: str, encoding: str = "utf-8", **more: str) -> Result:
        """Run Python in a process of its own."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.env(**more), capture_output=True, timeout=60, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return Result(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    def process(self, words: str | Sequence[str], *, encoding: str = "utf-8", **more: str) -> Result:
        """Run one command in a process of its own."""
        typed = shlex.split(words) if isinstance(words, str) else words
        return self.python("-m", "xinfang", *typed, encoding=encoding, **more)

    def answering(self, words: str | Sequence[str], *answers: str, today: str | None = None) -> Result:
        """Run one command in this process as at a terminal, where somebody types these answers to what is asked."""
        from prompt_toolkit.application import create_app_session
        from prompt_toolkit.input import create_pipe_input
        from prompt_toolkit.output import DummyOutput

        with self.monkeypatch.context() as patch, create_pipe_input() as keys:
            patch.setattr(Desk, "asks", True)
            keys.send_text("".join(f"{answer}\r" for answer in answers))
            keys.close()  # who is asked more than that leaves
            with create_app_session(input=keys, output=DummyOutput()):
                return self.run(words, today=today)

    def session(self, words: str | Sequence[str], *told: tuple[str, str]) -> Result:
        """Run one command at a terminal; `told` is what is asked, as a pattern, and what is answered."""
        typed = shlex.split(words) if isinstance(words, str) else list(words)
        child = self.at_a_terminal(["--home", str(self.home), *typed], columns=200)
        for asked, answer in told:
            child.expect(asked)
            child.sendline(answer)
        return ended(child)

    def at_a_terminal(
        self, words: Sequence[str], *, columns: int = 80, encoding: str = "utf-8", **more: str
    ) -> pexpect.spawn[str]:
        """Begin one command at a terminal that does not tell where its cursor is; it is read and answered by hand."""
        pytest.importorskip("pexpect")
        import pexpect

        here = self.env(TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1", **more)
        return pexpect.spawn(
            sys.executable, ["-m", "xinfang", *words], env=here, encoding=encoding, codec_errors="strict", timeout=60,
            dimensions=(60, columns),
        )  # fmt: skip

    def entries(self) -> int:
        """Return how many entries the ledger holds, by its own account."""
        return int(self.run("check --json").json["entries"]) if self.database.exists() else 0


def ended(child: pexpect.spawn[str]) -> Result:
    """Read what a command still shows at its terminal, and how it ends."""
    import pexpect

    child.expect(pexpect.EOF)
    child.close()
    return Result(child.exitstatus or 0, str(child.before), "")


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder that stands for the user's home."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session", autouse=True)
def signals_of_a_terminal() -> None:
    """What the tests start hears of a closed window and of Ctrl-C, also where they themselves run in the background."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def away_from_home(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or touched."""
    for name in HOMES:
        monkeypatch.setenv(name, str(nowhere))
    for name in OF_THE_SESSION:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XINFANG_TODAY", TODAY)
    monkeypatch.chdir(nowhere)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office without a ledger yet, in ``信访`` under the current folder."""
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path / "信访", monkeypatch)


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office as of the module's ``DAY``, made once."""
    home = tmp_path_factory.mktemp("sample") / "信访"
    folder.make(home, settings=build.settings())
    build.build(home, date.fromisoformat(request.module.DAY))
    return home


@pytest.fixture
def demo(request: pytest.FixtureRequest, office: Office, sample: Path) -> Office:
    """The sample office: two years in which everything happens, in whose lists every column is filled."""
    shutil.copytree(sample, office.home)
    office.today = request.module.DAY
    return office


@pytest.fixture(scope="session")
def oracles() -> Path:
    """The folder of public examples beside the checkout."""
    folder = ROOT.parent / "shared" / "oracles"
    if not folder.is_dir():
        pytest.skip("the public examples are not beside this checkout")
    return folder
