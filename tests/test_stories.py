"""The stories: what was typed, and what the screen said, word for word.

A story is a page of `stories/`. In its ``console`` blocks a line ``$ xinfang …`` is typed, the lines below it are what
stands on the screen (both streams, in their order), ``[2026-03-05]`` is the day from there on, ``[退出码 1]`` the exit
code where it is not 0, ``…`` alone on a line any lines. ``$ cat FILE`` shows a file, ``$ cat >> FILE`` writes what
stands below at its end. The office is ``~/信访``; beside it lie a picture, a holiday notice of days made up, an old
register, and the folder of a village.
What stands in a comment is played and not shown: so a page of the manual prepares what it tells of.
``pytest --update-stories`` writes what the screen says now; it is read by eye before it is kept.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import workbooks
from tests.conftest import ROOT
from tests.notices import INVENTED_2027
from tests.offices import at, empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Office

STORIES = [
    *sorted((Path(__file__).parent / "stories").glob("*.md")),
    *sorted((ROOT / "docs" / "manual").glob("*.md")),
]
DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\]")
ANY = "…"


@dataclass
class Step:
    """A line that is typed or sets the day, and what the screen says to it."""

    line: str
    screen: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join([self.line, *self.screen])


def pieces(text: str) -> Iterator[str | list[Step]]:
    """Yield prose as it is, and each block as its steps."""
    for place, part in enumerate(re.split(r"(?m)^(```console\n.*?^```$)", text, flags=re.DOTALL)):
        yield steps(part.split("\n")[1:-1]) if place % 2 else part


def steps(lines: list[str]) -> list[Step]:
    found: list[Step] = []
    for line in lines:
        if line.startswith("$ ") or DAY.fullmatch(line):
            found.append(Step(line))
        elif found:
            found[-1].screen.append(line)
    return found


def play(step: Step, office: Office) -> list[str]:
    """Do what was typed; returns what the screen says, with the blank lines that stand before the next line."""
    if day := DAY.fullmatch(step.line):
        office.today = day[1]
        return []
    _, program, *words = shlex.split(step.line)
    folder = office.home.parent
    if program == "cat" and words[0] == ">>":  # what stands below is written at the end of the file
        with (folder / words[1]).open("a", encoding="utf-8") as file:
            file.write("\n".join(["", *step.screen, ""]))
        return without_end(step.screen)
    if program == "cat":
        return (folder / words[0]).read_text("utf-8-sig").splitlines()
    assert program == "xinfang", step.line
    result = office.run(words)
    screen = result.screen.replace(str(folder), "~").removesuffix("\n").split("\n")
    return [*(screen if result.screen else []), *[f"[退出码 {result.code}]"] * (result.code != 0)]


def agrees(expected: list[str], said: list[str]) -> bool:
    """Return whether the screen said what the story says, where ``…`` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANY else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in said)) is not None


def without_end(lines: list[str]) -> list[str]:
    """Return the lines without the blank ones at the end."""
    return "\n".join(lines).rstrip("\n").split("\n") if any(lines) else []


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, office: Office, *, request: pytest.FixtureRequest) -> None:
    (office.home.parent / "照片.jpg").write_bytes(b"\xff\xd8")
    (office.home.parent / "通知.txt").write_text(INVENTED_2027, "utf-8")
    workbooks.xlsx(office.home.parent / "老台账.xlsx", workbooks.PLAIN)
    empty(office.home.parent / "柳村", office.monkeypatch, "LC", "柳村")
    at(office)
    told = list(pieces(path.read_text(encoding="utf-8")))
    update = request.config.getoption("--update-stories")
    for step in (step for piece in told if not isinstance(piece, str) for step in piece):
        said = play(step, office)
        expected = without_end(step.screen)
        blank = step.screen[len(expected) :]
        if update:
            step.screen = [*(expected if agrees(expected, said) else said), *blank]
        else:
            assert agrees(expected, said), "\n".join([step.line, "--- says", *said, "--- should say", *expected])
    if update:
        blocks = (p if isinstance(p, str) else "\n".join(["```console", *map(str, p), "```"]) for p in told)
        path.write_text("".join(blocks), encoding="utf-8")


def test_there_are_stories() -> None:
    assert len(STORIES) >= 10


def test_a_story_is_played_as_it_is_read(office: Office) -> None:
    [prose, block, end] = pieces("前言\n```console\n[2026-03-06]\n$ xinfang lst\n错\n\n$ xinfang\n```\n后记\n")
    assert (prose, end) == ("前言\n", "\n后记\n")
    assert isinstance(block, list)
    assert [str(step) for step in block] == ["[2026-03-06]", "$ xinfang lst\n错\n", "$ xinfang"]
    assert play(block[1], office) == ["没有“lst”这个命令；是不是 list（按条件列出）？", "[退出码 2]"]


@pytest.mark.parametrize(
    ("expected", "said", "agree"),
    [
        (["一", "二"], ["一", "二"], True),
        (["一", "…"], ["一", "二", "三"], True),
        (["…", "三"], ["一", "二", "三"], True),
        (["一", "…", "三"], ["一", "三"], True),
        (["一", "…", "四"], ["一", "三"], False),
        (["一"], ["一", "二"], False),
        (["."], ["一"], False),
        ([], [], True),
        ([], ["一"], False),
    ],
)
def test_what_agrees(expected: list[str], said: list[str], *, agree: bool) -> None:
    assert agrees(expected, said) is agree
