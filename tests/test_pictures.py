"""The pictures of the manual are what the program shows now; ``pytest --update-stories`` draws them anew."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from tests.conftest import PACKAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = ROOT / "docs" / "pictures"
KEPT = sorted(PICTURES.glob("*.svg"))
TEXT = "{http://www.w3.org/2000/svg}text"
CELL = 8


def test_the_pictures_are_what_the_program_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pexpect")
    here = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    subprocess.run([sys.executable, PICTURES / "make.py", tmp_path], check=True, env=here, timeout=300)
    if request.config.getoption("--update-stories"):
        for path in tmp_path.iterdir():
            (PICTURES / path.name).write_bytes(path.read_bytes())
        return
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert {path.name for path in KEPT} == made.keys()
    changed = [path.name for path in KEPT if path.read_text("utf-8") != made[path.name]]
    assert not changed, "look at them after pytest tests/test_pictures.py --update-stories"


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_every_character_has_its_cells_and_none_lies_on_another(path: Path) -> None:
    drawn = ET.parse(path).getroot()
    lines: dict[str, list[tuple[int, int]]] = {}
    for text in drawn.iter(TEXT):
        at, length = int(text.attrib["x"]), int(text.attrib["textLength"])
        assert length == cell_len(text.text or "") * CELL
        lines.setdefault(text.attrib["y"], []).append((at, at + length))
    for pieces in lines.values():
        edges = [0, *(edge for piece in sorted(pieces) for edge in piece), int(drawn.attrib["width"])]
        assert edges == sorted(edges)


def test_pictures_fetch_nothing() -> None:
    for path in KEPT:
        text = path.read_text("utf-8")
        assert "monospace" in text
        assert not [word for word in ("url(", "href", "@import", "<script", "/tmp") if word in text]
