"""What other programs rely on: the keys and codes of ``--json``, alone on stdout, and what is masked there."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from xinfang.commands.frame import ROOM_OF
from xinfang.domain.codes import Channel, Kind, Source, Status
from xinfang.words import books

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Office

ID_NUMBER = "430124197806153017"
VISIT = f"log-visit --name 张三 --phone 13800138000 --id-number {ID_NUMBER} --group 三组 --subject 宅基地与邻居争界"
ACCUSATION = "log-letter --name 王五 --phone 13900139000 --subject 反映村会计挪用 --kind accusation --new-case"
TERM = {"term", "started_on", "due_on", "safe_on", "met_on", "basis", "provisional"}
CLOCK_ROW = {
    *("case", "term", "due_on", "safe_on", "days_left", "provisional"),
    *("subject", "petitioner", "unit", "next_step", "basis"),
}
LIST = {"title", "period", "columns", "rows", "count"}
CODED = {"status": Status, "kind": Kind, "channel": Channel, "source": Source}


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of a document with the key under which it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    else:
        yield name, value


@pytest.mark.parametrize("channel", list(Channel))
def test_log(office: Office, channel: str) -> None:
    document = office.ok(f"log-{channel} --name 张三 --subject 宅基地与邻居争界 --date 2026-03-04 --json").json
    assert document.keys() >= {"case", "petition", "channel", "received_on", "terms", "likely_same"}
    assert document["case"] == "XF2026-0001"
    assert document["petition"] == "XF2026-0001-1"
    assert document["channel"] == channel
    assert document["received_on"] == "2026-03-04"
    assert document["likely_same"] == []
    [term] = document["terms"]
    assert term.keys() >= TERM
    # 15 days from Wednesday 2026-03-04: Thursday 2026-03-19
    assert {k: term[k] for k in TERM} == {
        "term": "inform", "started_on": "2026-03-04", "due_on": "2026-03-19", "safe_on": "2026-03-19", "met_on": None,
        "basis": "《信访工作条例》第二十三条", "provisional": False,
    }  # fmt: skip


def test_log_names_what_may_be_the_same_and_opens_a_new_case(office: Office) -> None:
    office.ok(VISIT)
    document = office.ok("log-call --name 李四 --phone 13800138000 --subject 咨询低保 --json").json
    assert (document["case"], document["likely_same"]) == ("XF2026-0002", ["XF2026-0001"])


def test_log_of_a_repeat_names_its_case(office: Office) -> None:
    office.ok(VISIT)
    document = office.ok(f"{VISIT} --case 1 --json").json
    assert (document["case"], document["petition"]) == ("XF2026-0001", "XF2026-0001-2")


def test_overdue(office: Office) -> None:
    office.ok(f"{VISIT} --date 2026-02-10")  # 15 days: 2026-02-25, a working day
    office.ok("log-letter --name 李四 --subject 建议修路 --date 2026-02-26")  # 15 days: 2026-03-13
    document = office.ok("overdue --json --within 10").json
    assert document.keys() == {"today", "overdue", "due"}
    assert document["today"] == "2026-03-05"
    [late], [due] = document["overdue"], document["due"]
    assert late.keys() >= CLOCK_ROW
    assert due.keys() >= CLOCK_ROW
    assert (late["case"], late["term"], late["due_on"], late["days_left"]) == (
        "XF2026-0001",
        "inform",
        "2026-02-25",
        -8,
    )
    assert (due["case"], due["due_on"], due["days_left"]) == ("XF2026-0002", "2026-03-13", 8)


def test_overdue_has_the_most_pressing_first(office: Office) -> None:
    for day in ("2026-02-12", "2026-01-05", "2026-02-02"):
        office.ok(f"log-visit --name 张三 --subject 宅基地 --new-case --date {day}")
    late = office.ok("overdue --json").json["overdue"]
    assert [row["case"] for row in late] == ["XF2026-0002", "XF2026-0003", "XF2026-0001"]
    assert [row["days_left"] for row in late] == sorted(row["days_left"] for row in late)


def test_show(office: Office) -> None:
    office.ok(VISIT)
    office.ok("accept 1")
    document = office.ok("show 1 --json").json
    assert document.keys() >= {
        *("case", "status", "kind", "category", "subject", "opened_on", "closed_on", "settled"),
        *("petitions", "terms", "papers", "history"),
    }
    assert (document["status"], document["kind"], document["opened_on"]) == ("accepted", "claim", "2026-03-05")
    assert (document["closed_on"], document["settled"], document["category"]) == (None, None, None)
    assert [term["term"] for term in document["terms"]] == ["inform", "handle"]
    assert all(term.keys() >= TERM for term in document["terms"])
    assert [event["act"] for event in document["history"]] == ["log-visit", "accept"]
    assert [petition["petition"] for petition in document["petitions"]] == ["XF2026-0001-1"]


def test_show_of_a_closed_case_says_whether_it_is_settled(office: Office) -> None:
    office.ok(VISIT)
    office.ok("close 1 --not-settled --reason 信访人撤回")
    document = office.ok("show 1 --json").json
    assert (document["status"], document["closed_on"], document["settled"]) == ("closed", "2026-03-05", False)


@pytest.mark.parametrize("book", books.BOOKS)
def test_register(office: Office, book: str) -> None:
    office.ok(VISIT)
    document = office.ok(f"register {book} --month 2026-03 --json").json
    assert document.keys() == LIST
    assert document["title"] == books.BOOKS[book]
    assert document["period"] == "2026-03-01 至 2026-03-31"
    assert document["columns"] == list(books.HEADS[book].values())
    assert document["count"] == len(document["rows"])
    assert all(list(row) == list(books.HEADS[book]) for row in document["rows"])


@pytest.mark.parametrize("words", ["list", "search 宅基"], ids=["list", "search"])
def test_list_and_search(office: Office, words: str) -> None:
    office.ok(VISIT)
    document = office.ok(f"{words} --json").json
    assert document.keys() == LIST
    [row] = document["rows"]
    assert document["count"] == 1
    assert row["case"] == "XF2026-0001"
    assert row["status"] == "registered"


def test_a_list_for_a_program_is_never_cut(office: Office) -> None:
    for _ in range(35):
        office.ok("log-call --anonymous --subject 路灯不亮 --new-case")
    assert len(office.ok("list --json").json["rows"]) == 35
    assert office.ok("list").out.count("XF2026-") == 30
    assert office.ok("list --all").out.count("XF2026-") == 35


def test_check_of_a_sound_ledger(office: Office) -> None:
    office.ok(VISIT)
    office.ok("accept 1")
    document = office.ok("check --json").json
    assert document.keys() >= {"ok", "problems", "entries", "cases", "petitions", "head"}
    head, kept, _ = document.pop("head"), document.pop("backup"), document.pop("machine")
    assert kept.keys() == {"copies", "newest", "outside"}
    assert (kept["copies"], kept["outside"]) == (1, None)
    assert re.fullmatch(r"[0-9a-f]{64}", head)
    sound = {"ok": True, "problems": [], "remarks": [], "heads": []}
    assert document == sound | {"entries": 2, "cases": 1, "petitions": 1}
    assert office.ok(f"check --json --head {head[:16]}").json["ok"] is True


def test_check_of_a_ledger_that_was_changed(office: Office) -> None:
    office.ok(VISIT)
    with sqlite3.connect(office.database) as conn:
        conn.execute("UPDATE cases SET subject = '改过'")
    conn.close()
    result = office.run("check --json")
    document = result.json
    assert result.code == 1
    assert document["ok"] is False
    assert {problem["code"] for problem in document["problems"]} == {"rebuild"}
    assert all(problem.keys() == {"code", "message"} for problem in document["problems"])


# Every command that shows or records something, in an order in which each can be done.
EVERY = (
    "init", VISIT, ACCUSATION, "log-call --anonymous --subject 路灯不亮", "log-online --name 赵六 --subject 建议修路",
    "accept 1", "extend 1 --days 10 --approver 李镇长 --reason 测绘", "note 1 --text 已到现场",
    "correct 1 --phone 13700137000", "undo 1", "reply 1 --opinion support --text 已确界", "deliver 1 --how 当面签收",
    "close 1 --settled", "reopen 1 --reason 反复", "forward 2 --to 县纪委", "assign 3 --to 供电所",
    "decline 4 --ground 请向县交通局提出", "void 4 --reason 重复录入", "today", "overdue", "show 1", "list",
    "log-visit --name 孙七 --subject 欠薪 --source county --due 2026-04-30", "object 5 --ground 不归本镇管",
    "log-visit --name 周八 --subject 欠薪两个月", "route 6 --item 2 --to 县仲裁委", "urge 6 --to 县仲裁委",
    "log-visit --name 吴九 --subject 争地界", "instruct 7 --leader 李镇长 --text 核实 --to 国土所 --due 2026-03-20",
    "instruct 7 --done --text 已核实", "lead 7 --leader 张书记 --handler 王干事 --text 先测绘",
    "meet 7 --leader 李镇长 --text 听取意见 --promise 丈量 --due 2026-03-20", "meet 7 --kept",
    "supervise 7 --ground delay --text 未反馈 --to 国土所 --due 2026-03-20 --advice improve",
    "mediate 7 --text 到场 --agreement 退让 --due 2026-03-30", "aid 7 --sum 2000 --source 临时救助",
    "accept 7 --simple", "hear 7 --text 听证", "reply 7 --opinion explain --text 答复", "deliver 7 --how 当面",
    "review 7 --to 县政府", "reply 7 --opinion uphold --text 维持", "deliver 7 --how 当面", "reexamine 7",
    "close 7 --not-settled --reason 撤回", "follow-up 7 --office-rating 满意 --unit-rating 满意",
    "archive 7 --retention 10年", "erase", "log-visit --name 郑十 --subject 争田埂 --new-case", "join 8 --to 3",
    "join 8 --apart --reason 不是一件", "show 7", "explain 7", "register visit", "search 宅基", "explain 1",
    "explain 2026-03-05", "export 登记簿.json", "calendar", "backup", "check", "restore",
    "restore 20", "restore 20 --yes",
    "log-dispute --subject 争地界 --team 村委 --person 李主任 --plan 调解 --due 2026-03-20", "note PC1 --text 已到现场",
    "log-dispute --nothing --area 全镇 --date 2026-02-28", "show PC1",
    "log-meeting --subject 例会 --chair 李镇长 --attended 王干事 --text 每周碰头", "show HY1",
    "reception 2026-03-05 --held --leader 李镇长", "reception", "show JF2026-03-05",
    "paper submit 3", "stats", "package 数据包.zip", "merge --list",
    "report month", "report year 今年", "import 来访.csv", "config", "manual", "completion",
)  # fmt: skip


def test_every_command_answers_with_one_document_of_english_keys_and_codes(office: Office) -> None:
    Path("来访.csv").write_text("来访日期,来访人,事由\n2026-03-02,冯一,路灯不亮\n", "utf-8")
    for words in EVERY:
        document = office.ok(f"{words} --json").json
        assert isinstance(document, dict), words
        for name, value in leaves(document):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name), (words, name)
            if name.endswith("_on") or name in ("on", "today", "day"):
                assert value is None or re.fullmatch(r"\d{4}-\d\d-\d\d", value), (words, name, value)
            if name in CODED and not words.startswith(("register", "paper")):  # a paper's kind is a code of its own
                assert value is None or value in {str(code) for code in CODED[name]}, (words, name, value)
    assert {words.split()[0] for words in EVERY} == ROOM_OF.keys() - {"demo"}


def test_the_option_may_stand_before_the_command(office: Office) -> None:
    office.ok(VISIT)
    assert office.ok("--json list").json == office.ok("list --json").json


def test_a_refusal_leaves_stdout_empty(office: Office) -> None:
    office.ok(VISIT)
    assert office.run("show 9 --json").out == ""
    assert office.run("deliver 1 --how 邮寄 --json").out == ""


def test_without_a_terminal_nothing_is_asked(office: Office) -> None:
    assert office.refused("log-visit", stdin="张三\n").startswith("还缺少")


SEEN = ("show 1", "register visit", "list", "search 宅基", "explain 1", "today", "overdue --within 30")


@pytest.mark.parametrize("words", SEEN)
def test_numbers_of_people_are_masked(office: Office, words: str) -> None:
    office.ok(VISIT)
    for command in (words, f"{words} --json"):
        told = office.ok(command).screen
        assert "13800138000" not in told
        assert ID_NUMBER not in told


def test_masked_numbers_can_still_be_told_apart(office: Office) -> None:
    office.ok(VISIT)
    [petition] = office.ok("show 1 --json").json["petitions"]
    assert (petition["phone"], petition["id_number"]) == ("138****8000", "4301************17")
    [row] = office.ok("register visit --json").json["rows"]
    assert row["phone"] == "138****8000"


def test_unmasked_numbers_are_whole(office: Office) -> None:
    office.ok(VISIT)
    [petition] = office.ok("show 1 --json --unmask").json["petitions"]
    assert (petition["phone"], petition["id_number"]) == ("13800138000", ID_NUMBER)
    [row] = office.ok("register visit --json --unmask").json["rows"]
    assert row["phone"] == "13800138000"


@pytest.mark.parametrize("ending", ["csv", "json", "html"])
@pytest.mark.parametrize("unmask", [False, True], ids=["masked", "unmasked"])
def test_numbers_in_files(office: Office, tmp_path: Path, ending: str, *, unmask: bool) -> None:
    office.ok(VISIT)
    file = tmp_path / f"登记簿.{ending}"
    office.ok(["export", str(file), *["--unmask"] * unmask])
    assert ("13800138000" in file.read_text("utf-8-sig")) is unmask


def test_a_short_number_is_masked_too(office: Office) -> None:
    office.ok("log-call --name 张三 --phone 88123456 --subject 路灯不亮")
    [petition] = office.ok("show 1 --json").json["petitions"]
    assert petition["phone"] == "****3456"


def test_corrected_numbers_stay_masked_in_the_story(office: Office) -> None:
    office.ok(VISIT)
    office.ok("correct 1 --phone 13700137000")
    for words in ("show 1", "show 1 --json"):
        told = office.ok(words).screen
        assert "13800138000" not in told
        assert "13700137000" not in told


OPENED = ("show 2", "list", "register letter", "register case", "search 会计")
HIDDEN = ("反映村会计挪用", "王五", "13900139000")


@pytest.mark.parametrize("words", [*OPENED, "today --all", "overdue --within 30", "explain 2"])
def test_an_accusation_is_a_number_and_nothing_else(office: Office, words: str) -> None:
    office.ok(VISIT)
    office.ok(ACCUSATION)
    office.today = "2026-03-18"  # two days before its inform term ends
    assert "XF2026-0002" in office.ok(f"{words} --json").out
    for command in (words, f"{words} --json"):
        told = office.ok(command).screen
        assert not [word for word in HIDDEN if word in told]


@pytest.mark.parametrize("words", OPENED)
def test_an_accusation_that_is_asked_for_is_opened_and_the_opening_recorded(office: Office, words: str) -> None:
    office.ok(VISIT)
    office.ok(ACCUSATION)
    before = office.entries()
    assert "反映村会计挪用" in office.ok(f"{words} --with-confidential --reason 核对 --json").out
    assert office.entries() == before + 1
    assert office.ok("check --json").json["ok"] is True


def test_a_closed_row_keeps_the_keys_of_its_neighbours(office: Office) -> None:
    office.ok(VISIT)
    office.ok(ACCUSATION)
    for words in ("list", "search 2026", "register case"):
        rows = office.ok(f"{words} --json").json["rows"]
        assert len(rows) == 2
        assert rows[0].keys() == rows[1].keys()


def test_the_first_command_in_a_new_folder_works_under_the_settings_that_it_writes(office: Office) -> None:
    office.ok(VISIT)
    [event] = office.ok("show 1 --json").json["history"]
    assert event["by"] == "经办人"
    assert office.ok("today").out.startswith("信访办公室　2026-03-05 星期四")


def test_rare_characters_survive_in_json(office: Office) -> None:
    office.ok("log-visit --name 𠮷𬭳㐂 --subject [/x][bold]:smile:")
    document = json.loads(office.process("list --json").out)
    assert (document["rows"][0]["petitioner"], document["rows"][0]["subject"]) == ("𠮷𬭳㐂", "[/x][bold]:smile:")


def test_json_loses_nothing_on_a_gbk_console(office: Office) -> None:
    office.ok("log-visit --name 𠮷𬭳㐂 --subject 路灯不亮")
    told = office.process("list --json", encoding="gbk", PYTHONIOENCODING="gbk")
    assert json.loads(told.out)["rows"][0]["petitioner"] == "𠮷𬭳㐂"


def test_a_closed_accusation_does_not_tell_who_has_it(office: Office) -> None:
    office.ok(ACCUSATION)
    office.ok("forward 1 --to 县纪委监委 --due 2026-04-01")
    for words in ("show 1 --json", "explain 1 --json", "today --json", "overdue --within 60 --json"):
        assert "县纪委监委" not in office.ok(words).out, words


def test_an_accusation_that_comes_in_as_a_repeat_of_something_else_stays_closed(office: Office) -> None:
    office.ok(VISIT)
    result = office.run("log-letter --case 1 --name 王五 --subject 反映村会计挪用 --kind accusation")
    assert result.code in (0, 1)
    assert "反映村会计挪用" not in office.ok("show 1").out


def test_an_accusation_is_not_named_when_another_matter_comes_in(office: Office) -> None:
    """Its petitioner's phone would else tell whoever asks that there is one (条例第30条)."""
    office.ok(ACCUSATION)
    phone = ACCUSATION[ACCUSATION.index("--phone") + 1] if isinstance(ACCUSATION, list) else "13900139000"
    asked = office.ok(["log-visit", "--anonymous", "--phone", phone, "--subject", "路灯不亮", "--json"]).json
    assert asked["likely_same"] == []
    again = ["log-letter", "--anonymous", "--phone", phone, "--subject", "再次举报", "--kind", "accusation", "--json"]
    assert office.ok(again).json["likely_same"] == ["XF2026-0001"]


def test_an_accusation_is_offered_as_a_likely_case_by_its_number_only(office: Office) -> None:
    office.ok(ACCUSATION)
    told = office.answering("log-call --name 王五 --phone 13900139000 --subject 再次举报 --kind accusation", "").screen
    assert "1 2026-03-05　XF2026-0001　保密　保密（已登记）" in told
    assert not [word for word in HIDDEN if word in told]


@pytest.mark.parametrize(
    "phone",
    [
        "１３８００１３８０００",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
    ],
)
def test_a_phone_number_is_the_same_however_it_is_typed(office: Office, phone: str) -> None:
    office.ok(VISIT)
    document = office.ok(["log-call", "--name", "李四", "--phone", phone, "--subject", "咨询低保", "--json"]).json
    assert document["likely_same"] == ["XF2026-0001"]
