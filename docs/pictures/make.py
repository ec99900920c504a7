"""Make the pictures of the manual from the program itself: ``python docs/pictures/make.py [FOLDER]``.

Each picture is what a terminal shows when its command runs in the sample office, on a day that stands still. What is
asked is answered as a clerk would. A test holds the pictures beside this script against what the program shows now.
Needs the ``dev`` extra.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pexpect
import pyte
from drawing import drawn

from xinfang.demo import build
from xinfang.office import folder
from xinfang.render import styles
from xinfang.words import asking

HERE = Path(__file__).resolve().parent
DAY = "2026-11-20"
SCROLLED = 200  # lines of a terminal in which nothing scrolls away
ASKED = styles.QUESTION + " "  # what a question begins with
PATIENCE, MOMENT = 60, 0.3  # seconds: for a command to go on, for a question to be drawn whole
VISIT = {"信访人": "陈大山", "电话": "19900001234", "村组": "2", "事由": "宅基地与邻居争界", "分类": "zjd"}
INIT = {
    "单位名称": "柳林镇信访办",
    "谁登记": "周敏",
    "村组": "一组-八组",
    "领导": "张书记、李镇长",
    "常转送": "国土所、派出所",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What is typed: a command, and what is answered to questions with these words in them (else Enter alone).

    It runs in the sample office, or where there is none yet. It is drawn when the command has ended, or asks `until`; on a terminal of so many cells and lines.
    """

    command: str
    answers: Mapping[str, str] = field(default_factory=dict)
    until: str = ""
    sample: bool = True
    cells: int = 80
    lines: int = SCROLLED


SCENES = {
    "morning": Scene("xinfang", lines=34),
    "visit": Scene("xinfang log-visit", VISIT, until=asking.SAVE_QUESTION),
    "init": Scene("xinfang init", INIT, sample=False),
    "show": Scene("xinfang show 121"),
    "register": Scene("xinfang register letter 本月", cells=120),
    "list": Scene("xinfang list 本月 --open"),
    "explain": Scene("xinfang explain 123"),
    "stats": Scene("xinfang stats 上月"),
    "report": Scene("xinfang report month 上月"),
    "help": Scene("xinfang --help"),
    "command-help": Scene("xinfang log-visit --help"),
}


class Terminal(pyte.Screen):
    """A screen on which a command runs."""

    def __init__(self, scene: Scene, home: Path) -> None:
        super().__init__(scene.cells, scene.lines)
        self.stream = pyte.Stream(self)
        self.stream.feed(f"$ {scene.command}\r\n")
        words = ["-m", "xinfang", *scene.command.split()[1:]]
        here = os.environ | {
            "XINFANG_TODAY": DAY, "XINFANG_HOME": str(home), "PYTHONPATH": str(HERE.parents[1]), "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }  # fmt: skip
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            here.pop(name, None)
        self.child = pexpect.spawn(
            sys.executable, words, env=here, cwd=home.parent, encoding="utf-8", timeout=PATIENCE,
            dimensions=(scene.lines, scene.cells),
        )  # fmt: skip

    def play(self, scene: Scene) -> None:
        """Answer what is asked; the screen then shows what is to be drawn.

        Raises pexpect.TIMEOUT: the command neither ends nor asks.
        """
        answered = 0
        with suppress(pexpect.EOF):
            while True:
                self.read(PATIENCE)
                asked = [line for line in self.display if line.startswith(ASKED)]
                if scene.until and scene.until in "".join(asked):
                    break
                if len(asked) > answered:
                    answered = len(asked)
                    told = [answer for part, answer in scene.answers.items() if part in asked[-1]]
                    self.child.send("".join([*told[:1], "\r"]))
            with suppress(pexpect.TIMEOUT):
                while True:
                    self.read(MOMENT)
        self.child.close(force=True)

    def read(self, seconds: float) -> None:
        """Show what the command writes next.

        Raises pexpect.TIMEOUT, pexpect.EOF.
        """
        self.stream.feed(self.child.read_nonblocking(4096, timeout=seconds))


def make(to: Path) -> None:
    """Draw every scene into a folder."""
    work = Path(tempfile.mkdtemp(prefix="xf", dir="/tmp"))  # of one length always: what it shows breaks its lines
    try:
        folder.make(work / "样本", settings=build.settings())
        build.build(work / "样本", date.fromisoformat(DAY))
        for name, scene in SCENES.items():
            home = work / name / "信访"
            home.parent.mkdir()
            if scene.sample:
                shutil.copytree(work / "样本", home)
            terminal = Terminal(scene, home)
            terminal.play(scene)
            (to / f"{name}.svg").write_text(drawn(terminal, (str(home.parent), "~")), encoding="utf-8")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
