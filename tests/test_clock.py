"""The computer's clock is wrong: an entry is never dated before the last one without saying so."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.offices import at, founded, packed
from xinfang.commands import clock
from xinfang.ledger import moments
from xinfang.words.fields import FIELD

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.conftest import Office

LOG = "log-visit --name 张三 --new-case --subject 路灯不亮"


@pytest.fixture
def noon(office: Office) -> Office:
    """An office with one entry, written at noon."""
    show(office, f"{TODAY}T12:00:00")
    office.ok(LOG)
    return office


def show(office: Office, moment: str) -> None:
    """Let the clock tell this moment, and this day."""
    office.today = moment[:10]
    office.monkeypatch.setattr(clock, "now", lambda: moment)


def written(office: Office) -> list[tuple[str, str | None]]:
    """Return the moment of each entry, and which one of the last entry it says not to follow."""
    with closing(sqlite3.connect(office.database)) as conn:
        rows = conn.execute("SELECT written_at, data FROM entry WHERE office = 'XF' ORDER BY seq").fetchall()
    return [(moment, json.loads(data)["said"].get("clock")) for moment, data in rows]


def test_a_clock_that_goes_on_says_nothing(noon: Office) -> None:
    for moment in ("2026-03-05T12:00:00", "2026-03-06T08:00:00", "2027-03-06T08:00:00"):
        show(noon, moment)
        assert noon.ok("note 2026-0001 --text 好").err == ""
    assert [clock for _, clock in written(noon)] == [None] * 4
    assert noon.ok("check --json").json["remarks"] == []


def test_a_clock_that_is_set_right_by_minutes_does_not_bring_entries_back(noon: Office) -> None:
    for moment in ("2026-03-05T11:50:00", "2026-03-05T11:59:59", "2026-03-05T12:00:01"):
        show(noon, moment)
        assert noon.ok("note 1 --text 好").err == ""
    noon_is = (f"{TODAY}T12:00:00", None)
    assert written(noon) == [noon_is, noon_is, noon_is, (f"{TODAY}T12:00:01", None)]


@pytest.mark.parametrize("words", [LOG, "log-meeting --subject 修路 --chair 李 --attended 王 --text 好"])
@pytest.mark.parametrize("more", ["", " --json"])
@pytest.mark.parametrize(
    "moment", ["1970-01-01T00:00:10", "2026-03-04T12:00:00", "2026-03-05T11:49:59", "2099-03-05T12:00:00"]
)
def test_a_clock_that_jumps_is_told_once_and_the_entry_says_so(
    noon: Office, words: str, more: str, moment: str
) -> None:  # fmt: skip
    show(noon, moment)
    result = noon.ok(words + more)
    told = moment[:16].replace("T", " ")
    assert result.err == (
        f"电脑现在是 {told}，上一条记录写于 2026-03-05 12:00，对不上；"
        "请先校准电脑的日期和时间，再核对刚才写下的日期和期限（更正用 correct，作废用 void）。\n"
    )
    assert written(noon)[1] == (moment, f"{TODAY}T12:00:00")
    show(noon, moment[:-2] + "59")
    assert noon.ok(LOG).err == ""
    back = moment < f"{TODAY}T12:00:00"
    remarks = noon.ok("check --json").json["remarks"]
    assert [remark["code"] for remark in remarks] == ["clock"] * back


def test_the_story_tells_it_and_the_text_of_the_act_stays_as_it_was(noon: Office) -> None:
    show(noon, "2026-03-05T08:00:00")
    noon.ok("note 1 --text 已看现场")
    noon.ok("correct 1 --subject 路灯又不亮")
    noon.ok("log-dispute --subject 争水 --party 赵六 --team 调委会 --person 李 --plan 丈量 --due 3月20日")
    [_, note, correct] = noon.ok("show 1 --json").json["history"]
    assert note["text"] == "已看现场　（电脑时间当时是 2026-03-05 08:00，与上一条记录的 2026-03-05 12:00 对不上）"
    assert "电脑时间" not in correct["text"]


def test_the_row_of_a_book_tells_it_too(noon: Office) -> None:
    show(noon, "2026-03-05T08:00:00")
    noon.ok("log-dispute --subject 争水 --party 赵六 --team 调委会 --person 李 --plan 丈量 --due 3月20日")
    [found] = noon.ok("show PC2026-0001 --json").json["history"]
    assert found["text"].endswith("（电脑时间当时是 2026-03-05 08:00，与上一条记录的 2026-03-05 12:00 对不上）")


def test_a_first_entry_before_the_regulation_is_told(office: Office) -> None:
    show(office, "1970-01-01T00:00:10")
    assert "电脑现在是 1970-01-01 00:00，那时《信访工作条例》还没有施行，对不上；请先校准" in office.ok(LOG).err


def test_a_register_that_is_imported_tells_it_once_and_its_first_entry_says_so(noon: Office, tmp_path: Path) -> None:
    rows = "".join(f"2026-01-0{n},钱{n},水渠{n}\n" for n in range(1, 6))
    (tmp_path / "旧表.csv").write_text("收信日期,写信人,事由\n" + rows, "utf-8")
    show(noon, "2026-03-05T08:00:00")
    assert noon.ok("import 旧表.csv").err.count("对不上") == 1
    assert [clock for _, clock in written(noon)] == [None, f"{TODAY}T12:00:00", *[None] * 5]
    assert noon.ok("check --json").json["ok"] is True


def test_a_package_made_under_a_wrong_clock_is_merged(office: Office, tmp_path: Path) -> None:
    village = founded(tmp_path / "东村", office.monkeypatch, "DC", "东村")
    show(village, "2026-03-05T00:00:01")  # before all its entries
    village.ok("note 1 --text 好")
    show(village, "2026-03-04T00:00:01")
    file = packed(village, tmp_path / "东村.zip")
    show(office, "2026-03-06T12:00:00")
    at(office).ok(LOG)
    office.ok(["merge", str(file)])
    assert office.ok("check --json").json["ok"] is True


@given(st.lists(st.datetimes()))
def test_no_moment_goes_back_unsaid(told: list[datetime]) -> None:
    last: str | None = None
    for moment in told:
        at, doubt = moments.follow(moment.isoformat(timespec="seconds"), last)
        assert last is None or at >= last or doubt == (at, last)
        last = at


def test_the_key_is_no_field_of_what_is_said() -> None:
    assert moments.SAID not in FIELD
