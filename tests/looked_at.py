"""Whether what the program shows and writes is harmless: judged by readers of each format, not by our own writers."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from tests.hostile import acting

# What a spreadsheet program takes for a formula; a phone number with its country code and a growth are none.
FORMULA = re.compile(r"[\s\ufeff]*[=@＝＠＋－﹢﹣﹦+\-]")
NUMBER = re.compile(r"[+-]\d+(\.\d+)?%?")
NO_PARTS = ("vba", "macro", "externalLink", "embedding", "connection", "queryTable", "activeX", "ctrlProp", "customUI")
OF_THE_FOOTER = re.compile(r"&(?:[LCRPN&])")
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "p", "span", "div", "table", "small"),
    *("colgroup", "col", "thead", "tbody", "tr", "th", "td", "wbr", "footer", "dl", "dt", "dd"),
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "style", "colspan", "scope"}
STYLED = re.compile(r"--width: [0-9]+|width: [0-9.]+%")


def judge_screen(result: Any, words: object) -> None:
    """What reached the terminal neither acts nor hides; the command ended in its own way."""
    assert result.code in (0, 1, 2), (words, result.screen)
    assert "程序出错" not in result.err, (words, result.screen)
    assert "Traceback" not in result.err, (words, result.screen)
    assert acting(result.out + result.err) == set(), (words, ascii(result.screen[:2_000]))


def judge_file(path: Path) -> None:
    """Judge a file that was written, and each file in it."""
    judge_content(path.name, path.read_bytes())


def judge_content(name: str, content: bytes) -> None:
    ending = Path(name).suffix
    if content.startswith(b"PK"):
        _judge_packed(name, content)
    elif ending == ".csv":
        _judge_csv(content.decode("utf-8-sig"))
    elif ending == ".html":
        _judge_page(content.decode())
    elif ending == ".json":
        assert acting(content.decode()) == set(), name
        json.loads(content)
    elif ending == ".db":
        _judge_tables(content)
    elif ending == ".jsonl":
        assert [line for line in content.splitlines() if not isinstance(json.loads(line), dict)] == []


def _judge_packed(name: str, content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        assert [part for part in names if part.startswith("/") or ".." in part or "\\" in part] == []
        for part in names:
            assert not any(word.lower() in part.lower() for word in NO_PARTS), part
            if part.endswith((".xml", ".rels")):
                _judge_part(part, ET.fromstring(packed.read(part)))
            elif Path(name).suffix == ".zip":
                judge_content(part, packed.read(part))


def _judge_part(name: str, root: ET.Element) -> None:
    """Judge a well-formed part of an Office file: no formula, no link outwards, no code, no field but ours."""
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        assert element.get("TargetMode") != "External", name
        assert tag not in ("hyperlink", "ddeLink", "oleLink", "altChunk", "object", "attachedTemplate"), name
        if name.startswith("xl/worksheets/"):
            assert tag != "f", (name, element.text)
            if tag in ("oddFooter", "oddHeader"):
                assert "&" not in OF_THE_FOOTER.sub("", element.text or ""), element.text
        if tag in ("instrText", "fldSimple"):
            told = element.text if tag == "instrText" else element.get(element.tag.replace("fldSimple", "instr"))
            assert (told or "").split()[:1] in (["PAGE"], ["NUMPAGES"]), (name, told)


def _judge_csv(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), ascii(cell)
            assert "\0" not in cell


def _judge_tables(content: bytes) -> None:
    """Judge every cell of a file to be browsed: it may go on into a CSV as it is."""
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.deserialize(content)
        assert conn.execute("SELECT name FROM sqlite_master WHERE type != 'table'").fetchall() == []
        for (table,) in conn.execute("SELECT name FROM sqlite_master").fetchall():
            for row in conn.execute(f'SELECT * FROM "{table}"'):
                for cell in filter(lambda cell: isinstance(cell, str), row):
                    assert acting(cell) == set(), ascii(cell)
                    assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), ascii(cell)


class _Page(HTMLParser):
    """A page as a browser reads it: elements and attributes beyond those that ours are made of are gathered."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.strange.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES or (name == "style" and not STYLED.fullmatch(value or "")):
                self.strange.append((tag, name, value))

    def handle_comment(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)

    def unknown_decl(self, data: str) -> None:
        self.strange.append(data)


def _judge_page(text: str) -> None:
    page = _Page()
    page.feed(text)
    page.close()
    assert page.strange == []
    assert text.count("<style>") == text.count("</style>") == text.count("</html>") == 1
    assert acting(text) == set()
