"""Copies of the ledger: whole or not there, kept by a rule, read with suspicion."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from xinfang.ledger import backup, shelf
from xinfang.ledger.backup import Origin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Office

MONDAY = datetime.fromisoformat("2026-03-02T08:30:15")
LOG = "log-visit --name 张三 --subject 宅基地与邻居争界"
DIGEST = "ab" * 32


def origin(office: Office) -> Origin:
    return Origin(office.home, "XF", "信访办公室", ("config.yaml", "holidays.yaml"), ("文书", "文书模板"))


def own_shelf(office: Office) -> Path:
    return office.home / "data" / "backups"


def test_a_copy_holds_the_ledger_its_settings_and_what_lies_beside(office: Office, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8")
    office.ok(f"{LOG} --attach 照片.jpg")
    office.ok("paper submit 1")
    taken = backup.take(origin(office), own_shelf(office), MONDAY)
    assert shelf.copies(own_shelf(office))[0] == taken.copy
    assert (taken.copy.folder.name, taken.copy.entries, taken.lost) == ("2026-03-02_083015", 2, ())
    assert {kept.path.split("/")[0] for kept in taken.copy.files} == {"data", "文书", "文书模板"}
    for kept in taken.copy.files:
        assert shelf.content(own_shelf(office), kept.sha256).read_bytes() == (office.home / kept.path).read_bytes()


def spoilt(change: dict[str, Any]) -> Callable[[dict[str, Any]], str]:
    return lambda said: json.dumps(said | change)


FILE = {"path": f"data/files/ab/{DIGEST}.jpg", "sha256": DIGEST, "size": 2, "modified": 0}


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        (lambda _: "", "unreadable"),
        (lambda _: "[" * 100_000, "unreadable"),
        (lambda _: "[]", "strange"),
        (lambda _: "{}", "strange"),
        (lambda _: '{"format": 1, "files": 1e999}', "strange"),
        (spoilt({"format": 2}), "strange"),
        (spoilt({"made_at": "gestern"}), "strange"),
        (spoilt({"made_at": "2026-03-02"}), "strange"),
        (spoilt({"name": "\x1b[2J"}), "strange"),
        (spoilt({"entries": -1}), "strange"),
        (spoilt({"entries": True}), "strange"),
        (spoilt({"head": "x"}), "strange"),
        (spoilt({"files": None}), "strange"),
        (spoilt({"files": [FILE, FILE]}), "strange"),
        (spoilt({"files": [FILE | {"sha256": "../../etc/passwd"}]}), "strange"),
        (spoilt({"files": [FILE | {"size": "2"}]}), "strange"),
        *(
            (spoilt({"files": [FILE | {"path": path}]}), "strange")
            for path in (
                *("../x", "/etc/passwd", "data/files/../../x", "data/xinfang.db", "DATA/xinfang.db", "data/Files/x"),
                *(
                    "data/backups/x",
                    "C:/x",
                    "文书\\..\\x",
                    "文书//x",
                    "文书/x.",
                    "文书/.x",
                    "config.yaml",
                    "",
                    "文书/\x00",
                ),
                *("文书/" + "x" * 2000, "文书/a:b", "./文书/x", "文书/x "),
            )
        ),
        (spoilt({"settings": ["../config.yaml"]}), "strange"),
        (spoilt({"settings": ["xinfang.db"]}), "strange"),
    ],
)
def test_a_copy_whose_description_is_not_sound_is_told_as_damaged(
    office: Office, change: Callable[[dict[str, Any]], str], damage: str
) -> None:
    office.ok(LOG)
    copy = backup.take(origin(office), own_shelf(office), MONDAY).copy
    described = copy.folder / "copy.json"
    described.write_text(change(json.loads(described.read_text("utf-8"))), "utf-8")
    assert shelf.copies(own_shelf(office)) == [shelf.Copy(copy.folder, damage=damage)]


def test_what_is_a_link_is_not_followed(office: Office, tmp_path: Path) -> None:
    office.ok(LOG)
    copy = backup.take(origin(office), own_shelf(office), MONDAY).copy
    (copy.folder / "copy.json").rename(tmp_path / "copy.json")
    (copy.folder / "copy.json").symlink_to(tmp_path / "copy.json")
    assert [found.damage for found in shelf.copies(own_shelf(office))] == ["unreadable"]
    (own_shelf(office) / "2026-03-03_083015").symlink_to(copy.folder)
    assert len(shelf.copies(own_shelf(office))) == 1
