"""Anything at all where something is typed or read: an answer or a refusal of ours, never another exception.

Each test has few examples here, always the same; with XINFANG_LONG=1 many, and new ones each time (`tests/helpers.py`).
"""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import yaml
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tests import workbooks
from tests.helpers import examples, outcome
from tests.hostile import STRINGS, acting
from xinfang.commands.typed import READERS, Reading, read
from xinfang.domain.codes import Refused
from xinfang.domain.dates import parse_day, parse_period
from xinfang.domain.model import Attachment
from xinfang.exchange.packages import lines, manifest
from xinfang.exchange.registers import importing
from xinfang.exchange.registers.importing import Asked
from xinfang.ledger.files import place
from xinfang.office import schedule, settings
from xinfang.papers.fill import Template
from xinfang.render.cells import as_string
from xinfang.render.safe import file_name, fit, visible
from xinfang.words.refusals import sentence

TODAY = date(2026, 3, 5)
LONGER = 4_000  # examples of each test in the long run
ANY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(STRINGS),
    st.text("0123456789.-/年月日号昨今明前后天周星期一二三四五六七上下去半季度Qq ", max_size=14),
)
TREES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), ANY, st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(ANY, inner, max_size=4)),
    max_leaves=12,
)
KEYS = (
    "office",
    "name",
    "code",
    "role",
    "number",
    "paper_number",
    "groups",
    "units",
    "leaders",
    "terms",
    "targets",
    "categories",
)
MORE_KEYS = (
    "screening",
    "receptions",
    "reception_reminders",
    "province",
    "demo",
    "retention",
    "remind_workdays",
    "inform",
    "length",
)
SETTINGS = st.dictionaries(
    st.sampled_from(KEYS + MORE_KEYS),
    st.one_of(TREES, st.dictionaries(st.sampled_from(KEYS + MORE_KEYS), TREES, max_size=4)),
    max_size=5,
)


def told(answer: object) -> None:
    """An answer is one; a refusal has its sentence, which shows harmlessly."""
    if isinstance(answer, Refused):
        assert not acting("".join(map(visible, sentence(answer).split("\n"))))


@given(typed=ANY, ahead=st.booleans())
@examples(200, LONGER)
def test_a_typed_day_is_a_day_or_refused_and_reads_the_same_again(typed: str, *, ahead: bool) -> None:
    day = outcome(lambda: parse_day(typed, TODAY, ahead=ahead))
    told(day)
    if isinstance(day, date):
        assert parse_day(day.isoformat(), TODAY, ahead=ahead) == day


@given(typed=ANY)
@examples(200, LONGER)
def test_a_typed_period_is_a_period_or_refused(typed: str) -> None:
    span = outcome(lambda: parse_period(typed, TODAY))
    told(span)
    assert isinstance(span, Refused) or str(span.first) <= str(span.last)


@given(field=st.sampled_from([*READERS, "subject", "detail", "names", "text"]), typed=ANY)
@examples(60, 2 * LONGER)
def test_any_word_in_any_field_is_read_or_refused(field: str, typed: str) -> None:
    office = settings.read(Path("no such folder"))
    told(outcome(lambda: read(field, typed, Reading(office, TODAY))))


@given(text=st.text())
@examples(200, LONGER)
def test_what_is_made_safe_is_safe_and_stays_so(text: str) -> None:
    shown = visible(text)
    assert not acting(shown)
    assert visible(shown) == shown
    assert fit(fit(text)) == fit(text)
    assert as_string(as_string(text)) == as_string(text)
    name = file_name(text)
    assert file_name(name) == name
    assert name not in ("", ".", "..")
    assert Path("a", name).parent == Path("a")
    assert place(Path("a"), "ab" * 32, text).parent == Path("a/ab")
    assert Attachment(n=0, petition=0, name=text, sha256="", size=0).name == text


@given(tree=SETTINGS, spoil=st.one_of(st.none(), st.tuples(st.integers(0, 400), st.binary(max_size=4))))
@examples(40, LONGER)
def test_any_settings_are_read_or_refused(tree: Any, spoil: tuple[int, bytes] | None, tmp_path_factory: Any) -> None:
    raw = yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "replace")
    if spoil:
        raw = raw[: spoil[0]] + spoil[1] + raw[spoil[0] :]
    home = tmp_path_factory.getbasetemp()
    (home / "config.yaml").write_bytes(raw)
    told(outcome(lambda: settings.read(home)))
    told(outcome(lambda: schedule.parse(raw, home)))


@given(tree=TREES, spoil=st.one_of(st.none(), st.tuples(st.integers(0, 200), st.binary(max_size=3))))
@examples(40, LONGER)
def test_any_manifest_and_any_line_of_a_package_is_read_or_refused(tree: Any, spoil: tuple[int, bytes] | None) -> None:
    raw = json.dumps(tree, default=str).encode()
    if spoil:
        raw = raw[: spoil[0]] + spoil[1] + raw[spoil[0] :]
    told(outcome(lambda: manifest.loads(raw, "包.zip")))
    told(outcome(lambda: lines.entry_of(raw, "包.zip", 1)))


@given(
    rows=st.lists(st.lists(ANY, max_size=6), max_size=6),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    tail=st.binary(max_size=6),
)
@examples(40, LONGER)
def test_any_csv_is_read_or_refused(rows: list[list[str]], encoding: str, tail: bytes, tmp_path_factory: Any) -> None:
    text = "\n".join(",".join(row) for row in [["来访日期", "来访人", "反映问题"], *rows])
    path = tmp_path_factory.getbasetemp() / "任意.csv"
    path.write_bytes(text.encode(encoding, "replace") + tail)
    told(outcome(lambda: importing.read(path, Asked(today="2026-03-05", year=2025), lambda rows, _: rows)))


@given(
    kind=st.sampled_from(["xlsx", "xls", "ods"]),
    spoils=st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=3)), min_size=1, max_size=8),
)
@examples(20, LONGER)
def test_a_workbook_with_wrong_bytes_is_read_or_refused(
    kind: str, spoils: list[tuple[int, bytes]], tmp_path_factory: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / f"坏.{kind}"
    (workbooks.xlsx if kind == "xlsx" else getattr(workbooks, kind))(path, workbooks.PLAIN)
    raw = bytearray(path.read_bytes())
    for at, wrong in spoils:
        raw[at % len(raw) : at % len(raw) + len(wrong)] = wrong
    path.write_bytes(raw)
    told(outcome(lambda: importing.read(path, Asked(today="2026-03-05", channel="visit"), lambda rows, _: rows)))


@given(at=st.integers(0, 20_000), wrong=st.text(" <>/=\"'0123456789ABXrcv&;", min_size=1, max_size=12))
@examples(20, LONGER)
def test_a_sheet_with_wrong_markup_is_read_or_refused(at: int, wrong: str, tmp_path_factory: Any) -> None:
    path = workbooks.xlsx(tmp_path_factory.getbasetemp() / "改.xlsx", workbooks.PLAIN)
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet[: at % len(sheet)] + wrong.encode() + sheet[at % len(sheet) :]
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    told(outcome(lambda: importing.read(path, Asked(today="2026-03-05", channel="visit"), lambda rows, _: rows)))


@given(
    pieces=st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "日期",
                    " if ",
                    "for 行 in 日期",
                    "endif",
                    ".",
                    "__class__",
                    "|",
                    "(",
                    ")",
                    "'a'",
                    "[0]",
                    "*9",
                ]
            ),
            ANY,
        ),
        max_size=6,
    )
)
@examples(10, LONGER)
def test_any_template_is_filled_or_refused(pieces: list[str]) -> None:
    document, made = Document(), io.BytesIO()
    document.add_paragraph(fit("".join(pieces)[:200]))
    document.save(made)
    told(outcome(lambda: Template(made.getvalue(), "模板.docx", "accept").fill({"日期": "2026年3月5日"})))
