"""What an office is decides what it does: a village mediates and passes up, a petition bureau forwards and supervises.

The role stands in config.yaml; everything here is typed at the command line. 条例 arts. 22 (bureau), 23 (any other).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Office

CLAIM = "--name 张三 --subject 宅基地与邻居争界"
ACCUSATION = "log-letter --name 王五 --subject 反映村会计挪用公款 --kind accusation"


def settle(office: Office, role: str) -> Office:
    office.home.mkdir()
    (office.home / "config.yaml").write_text(f"office: {{name: 某信访办, role: {role}}}\n", encoding="utf-8")
    return office


@pytest.fixture
def village(office: Office) -> Office:
    return settle(office, "village")


@pytest.fixture
def bureau(office: Office) -> Office:
    return settle(office, "bureau")


def clocks(document: dict[str, Any]) -> dict[str, str]:
    """The due days of the clocks that run."""
    return {t["term"]: t["due_on"] for t in document["terms"] if not t["met_on"] and not t["stopped_on"]}


# -------------------------------------------------------------------------------------------------------- a village


def test_a_village_is_offered_what_a_village_does(village: Office) -> None:
    claim, accusation = (village.ok(f"{words} --json").json for words in (f"log-visit {CLAIM}", ACCUSATION))
    assert claim["next_step"] == "调解（mediate）、转送（forward）、办结（close）"
    assert accusation["next_step"] == "转送（forward）、办结（close）"


def test_a_village_informs_but_has_no_days_to_object_or_to_handle(village: Office) -> None:
    """From Thursday 03-05 15 days are Friday 03-20."""
    assert clocks(village.ok(f"log-visit {CLAIM} --source township --json").json) == {"inform": "2026-03-20"}


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("accept 1", "受理"),
        ("decline 1 --ground 不归本村管", "决定不予受理"),
        ("route 1 --item 2 --to 县仲裁委", "导入法定途径"),
        ("assign 1 --to 三组", "交办"),
        ("object 1 --ground 不归本村管", "提出异议"),
        ("reply 1 --opinion support --text 已确界", "答复"),
        ("deliver 1 --how 当面签收", "送达"),
        ("extend 1 --days 10 --approver 王主任 --reason 再等等", "延期"),
        ("supervise 1 --ground delay --text 拖延", "督办"),
        ("review 1", "受理复查申请"),
        ("reexamine 1", "受理复核申请"),
    ],
)
def test_a_village_decides_nothing(village: Office, words: str, verb: str) -> None:
    village.ok(f"log-visit {CLAIM}")
    assert village.refused(words) == (
        f"本单位是村（社区），不办理{verb}；下一步可以：mediate（调解）、forward（转送）。"
    )


def test_a_village_settles_by_mediation_and_follows_through(village: Office) -> None:
    """Agreed on Monday 03-09: 30 days to have it confirmed end on 04-08. Closed on 03-25: 30 days are 04-24."""
    village.ok(f"log-visit {CLAIM}")
    agreed = village.ok("mediate 1 --text 双方到场 --agreement 退让40公分 --due 3月25日 --date 2026-03-09 --json",
                        today="2026-03-09").json  # fmt: skip
    assert clocks(agreed) == {"inform": "2026-03-20", "performance": "2026-03-25", "confirmation": "2026-04-08"}
    village.today = "2026-03-25"
    village.ok("mediate 1 --kept")
    closed = village.ok("close 1 --settled --json").json
    assert (closed["status"], closed["next_step"]) == ("closed", "回访（follow-up）、归档（archive）")
    assert clocks(closed) == {"confirmation": "2026-04-08", "follow_up": "2026-04-24"}
    village.ok("follow-up 1 --office-rating 满意 --unit-rating 满意")
    assert village.ok("archive 1 --retention 永久 --json").json["next_step"] == "无需再办"


def test_a_village_passes_up_and_keeps_an_eye_on_it(village: Office) -> None:
    village.ok(f"log-visit {CLAIM}")
    passed = village.ok("forward 1 --to 镇政府 --due 3月16日 --json").json
    assert passed["next_step"] == "办结（close）、催办（urge）"
    [late] = village.ok("overdue --json", today="2026-03-17").json["overdue"]
    assert (late["term"], late["unit"], late["next_step"]) == ("assigned", "镇政府", "urge 催办")
    village.ok("urge 1 --text 请抓紧", today="2026-03-17")
    done = village.ok("close 1 --settled --reason 镇里已解决", today="2026-03-20")
    assert done.out.startswith("已办结 XF2026-0001（2026-03-20）")


def test_a_village_does_not_mediate_an_accusation(village: Office) -> None:
    village.ok(ACCUSATION)
    assert village.refused("mediate 1 --text 双方到场") == (
        "XF2026-0001 是检举控告，由有权机关按自己的规定处理，不能记下调解；请用 forward 转送，或 close --reason 办结。"
    )


# ---------------------------------------------------------------------------------------------------- a petition bureau


def test_a_bureau_is_offered_what_a_bureau_does(bureau: Office) -> None:
    claim, accusation, advice = (
        bureau.ok(f"{words} --json").json["next_step"]
        for words in (f"log-visit {CLAIM}", ACCUSATION, "log-letter --name 李四 --subject 建议修路 --kind suggestion")
    )
    assert claim == "转送（forward）、交办（assign）、不予受理（decline）、法定途径（route）"
    assert accusation == "转送（forward）"
    assert advice == "答复（reply）、转送（forward）、交办（assign）"


def test_a_bureau_informs_under_its_own_article_and_has_no_days_to_object(bureau: Office) -> None:
    [inform, assigned] = bureau.ok(f"log-visit {CLAIM} --source city --due 4月10日 --json").json["terms"]
    assert (inform["term"], inform["basis"]) == ("inform", "《信访工作条例》第二十二条")
    assert (assigned["term"], assigned["due_on"], assigned["owed_by"]) == ("assigned", "2026-04-10", None)


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("accept 1", "受理"),
        ("accept 1 --simple", "受理"),
        ("object 1 --ground 不归本局管", "提出异议"),
        ("extend 1 --days 10 --approver 王局长 --reason 再等等", "延期"),
        ("reply 1 --opinion support --text 已确界", "答复"),
    ],
)
def test_a_bureau_does_not_handle_a_claim_itself(bureau: Office, words: str, verb: str) -> None:
    bureau.ok(f"log-visit {CLAIM}")
    assert bureau.refused(words) == (
        f"本单位是信访局（办），不办理{verb}；下一步可以：forward（转送）、assign（交办）。"
    )


def test_a_bureau_assigns_urges_and_supervises(bureau: Office) -> None:
    bureau.ok(f"log-visit {CLAIM}")
    assert bureau.ok("assign 1 --to 某镇 --due 3月31日 --json").json["next_step"] == "办结（close）、催办（urge）"
    bureau.today = "2026-04-01"
    [late] = bureau.ok("overdue --json").json["overdue"]
    assert (late["term"], late["unit"], late["days_left"]) == ("assigned", "某镇", -1)
    bureau.ok("supervise 1 --ground delay --advice accountability --text 到期未反馈 --due 4月8日")
    [told] = bureau.ok("overdue --within 7 --json").json["due"]
    assert (told["term"], told["unit"], told["due_on"]) == ("supervision", "某镇", "2026-04-08")
    bureau.ok("supervise 1 --done --text 已书面反馈")
    assert bureau.ok("overdue --within 7 --json").json["due"] == []
    assert bureau.ok("close 1 --not-settled --reason 某镇已答复 --json").json["status"] == "closed"


def test_a_bureau_answers_a_suggestion(bureau: Office) -> None:
    bureau.ok("log-letter --name 李四 --subject 建议修路 --kind suggestion")
    assert bureau.ok("reply 1 --opinion explain --text 已转交通局研究 --json").json["status"] == "replied"
    assert bureau.ok("deliver 1 --how 邮寄 --json").json["status"] == "served"


def test_a_bureau_takes_in_the_review_of_what_another_unit_answered(bureau: Office) -> None:  # 条例第35条
    bureau.ok(f"log-visit {CLAIM}")
    bureau.ok("assign 1 --to 某镇")
    bureau.ok("close 1 --not-settled --reason 某镇已答复并送达")
    asked = "XF2026-0001 还没有送达处理意见书，不能受理复查申请（条例第三十五条）；请先 reply 答复、deliver 送达，"
    assert bureau.refused("review 1") == f"{asked}别的机关送达的用 --served 写明日期。"
    taken = bureau.ok("review 1 --served 3月2日 --json").json
    assert (taken["status"], taken.get("closed_on"), taken["next_step"]) == ("reviewing", None, "答复（reply）")
    # 03-05 + 26 = 03-31, + 4 = 04-04 (30), 清明 until Monday 04-06; Tuesday 04-07.
    assert clocks(taken) == {"review": "2026-04-07"}


def test_the_whole_ladder_of_a_bureau(bureau: Office) -> None:  # 条例第35, 36条
    """What a township answered and served on Monday 03-02, up to the end."""
    bureau.ok(f"log-letter {CLAIM} --detail 不服镇里的处理意见")

    def done(words: str, day: str) -> dict[str, Any]:
        bureau.today = day
        document: dict[str, Any] = bureau.ok(f"{words} --json").json
        return document

    # 03-02 + 29 = 03-31, + 1 = 04-01 (30). Asked on Monday 03-09: + 22 = 03-31, + 8 = 04-08 (30), a Wednesday.
    asked = done("review 1 --served 3月2日", "2026-03-09")
    [right] = [t for t in asked["terms"] if t["term"] == "review_request"]
    assert (right["started_on"], right["due_on"], right["met_on"]) == ("2026-03-02", "2026-04-01", "2026-03-09")
    assert clocks(asked) == {"review": "2026-04-08"}
    assert clocks(done("reply 1 --opinion uphold --text 事实清楚", "2026-03-31")) == {}
    # 04-01 + 29 = 04-30, + 1 = 05-01 (30), 劳动节 until Tuesday 05-05; Wednesday 05-06.
    assert clocks(done("deliver 1 --how 当面签收", "2026-04-01")) == {"reexamination_request": "2026-05-06"}
    # 05-06 + 25 = 05-31, + 5 = 06-05 (30), a Friday; and 3 days of hearing, Monday 06-08.
    assert clocks(done("reexamine 1 --to 市信访局", "2026-05-06")) == {"reexamination": "2026-06-05"}
    assert clocks(done("hear 1 --text 双方陈述 --date 5月20日 --until 5月22日", "2026-05-25")) == {
        "reexamination": "2026-06-08"
    }
    done("urge 1 --to 市信访局 --text 请在6月8日前作出复核意见", "2026-06-01")
    done("reply 1 --opinion uphold --text 程序合法", "2026-06-08")
    final = done("deliver 1 --how 邮寄", "2026-06-09")
    assert (final["status"], clocks(final), final["next_step"]) == ("final", {}, "归档（archive）")
    done("archive 1 --retention 永久", "2026-06-10")


def test_a_township_reviews_what_another_organ_served(office: Office) -> None:  # 条例第35条
    office.ok(f"log-visit {CLAIM} --source county")
    taken = office.ok("review 1 --served 2月26日 --json").json
    assert clocks(taken) == {"review": "2026-04-07"}, "no more days to object, and who came is informed"


def test_a_village_reviews_nothing(village: Office) -> None:  # 条例第35条
    village.ok(f"log-visit {CLAIM}")
    assert village.refused("review 1 --served 3月2日") == (
        "本单位是村（社区），不办理受理复查申请；下一步可以：mediate（调解）、forward（转送）。"
    )
