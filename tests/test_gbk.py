"""A GBK console: what is asked and answered there, both ways; and nothing of ours becomes a question mark."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PACKAGE, ended
from xinfang.render import styles
from xinfang.words import asking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Office

DAY = "2026-11-20"


def texts(path: Path) -> Iterator[str]:
    """Yield the strings of a file of ours, but for docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("path", sorted((PACKAGE / "words").glob("*.py")), ids=lambda path: path.stem)
def test_every_word_of_ours_is_in_gbk(path: Path) -> None:
    lost = {char for text in texts(path) for char in text if char.encode("gbk", "replace") == b"?" and char != "?"}
    assert not lost


def test_the_marks_are_in_gbk() -> None:
    for mark in (styles.QUESTION, styles.CUT, "■"):
        assert mark.encode("gbk")


def test_a_visit_is_registered_at_a_gbk_terminal(office: Office) -> None:
    """Chinese is typed in GBK and shown in GBK; no sign of the questions, of ours or the library's, is lost."""
    office.ok("log-call --anonymous --subject 先有一件")
    child = office.at_a_terminal(["log-visit"], columns=100, encoding="gbk", PYTHONIOENCODING="gbk", COLUMNS="")
    seen = ""
    for asked in ("信访人", "电话", "村组", "人数", "事由", "内容分类", "保存吗"):
        child.expect(rf"\?(?:\x1b\[[0-9;]*m)? [^\r\n]*{asked}")
        seen += str(child.before) + str(child.after)
        child.sendline("村口路灯不亮" if asked == "事由" else "")
    end = ended(child)
    seen += end.out
    assert end.code == 0, seen
    assert "?" not in seen.replace(f"{styles.QUESTION} ", "").replace("\x1b[?", "").replace("？", "")
    assert asking.SAVE_QUESTION in seen
    assert [row["subject"] for row in office.ok("list --json").json["rows"]].count("村口路灯不亮") == 1
