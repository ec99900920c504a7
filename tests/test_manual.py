"""The manual and the card as web pages: whole, alone in their file, and the card on one sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from xinfang.render import manual

if TYPE_CHECKING:
    from tests.conftest import Office

BOOK, CARD = "使用手册.html", "桌边卡片.html"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def book(office: Office) -> str:
    office.ok("manual --to .")
    return (office.home.parent / BOOK).read_text("utf-8")


def test_the_manual_holds_every_page_and_every_link_leads_to_one_place_in_it(book: str) -> None:
    places = re.findall(r'id="([^"]+)"', book)
    assert len(places) == len(set(places))
    assert {path.stem for path in (ROOT / "docs" / "manual").glob("*.md")} <= set(places)
    links = re.findall(r'href="(?!https:)([^"]*)"', book)
    assert len(links) > 40
    assert {link for link in links if link.removeprefix("#") not in places} == set()


def test_every_page_and_picture_goes_into_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    pages = [ROOT / "docs" / name for name in (manual.INDEX, *manual.BEHIND)]
    needed = [*pages, *(ROOT / "docs").glob("manual/*.md"), *(ROOT / "docs").glob("pictures/*.svg")]
    kept_out = {path for pattern in wheel["exclude"] for path in ROOT.glob(pattern)}
    assert "docs" in wheel["only-include"]
    assert wheel["sources"] == {"docs": f"xinfang/{manual.BESIDE.name}"}
    assert len(needed) > 30
    assert not kept_out & set(needed)


def test_the_manual_needs_nothing_beside_it_and_nothing_in_it_runs(book: str) -> None:
    assert not re.search(r"<script|<link|url\(|@import|http-equiv=\"refresh\"", book)
    assert all(picture.startswith("data:image/svg+xml;base64,") for picture in re.findall(r'src="([^"]*)"', book))
    assert "default-src 'none'" in book


def test_what_prepares_the_examples_is_not_shown_and_what_is_typed_stands_out(book: str) -> None:
    assert "&lt;!--" not in book
    assert "<b>xinfang accept 1</b>" in book
    assert "吴桂珍" in book  # in the morning list, not as it was registered
    assert "log-visit --name 吴桂珍" not in book


def test_headings_are_named_as_links_name_them() -> None:
    assert manual.slug("先试一试，又怕弄坏") == "先试一试又怕弄坏"
    assert manual.slug("导出成 Excel") == "导出成-excel"


def test_the_manual_lies_in_the_office_folder_or_where_it_was_asked_for(office: Office) -> None:
    before = office.ok("manual --json").json["files"]
    assert before == [str(Path.cwd() / BOOK), str(Path.cwd() / CARD)]
    office.ok("log-call --name 张三 --subject 路灯不亮")
    assert office.ok("manual --json").json["files"] == [str(office.home / BOOK), str(office.home / CARD)]
    refused = office.refused("manual --to 没有的")
    assert refused == "没有 没有的 这个文件夹；请先建好，或用 --to 换一个。"


def card_of(office: Office, settings: str) -> str:
    office.home.mkdir(exist_ok=True)
    (office.home / "config.yaml").write_text(settings, "utf-8")
    office.ok("manual")
    return (office.home / CARD).read_text("utf-8")


def test_the_card_tells_the_terms_that_the_office_goes_by(office: Office) -> None:
    own = card_of(office, "office:\n  name: 柳<林>镇信访办\nterms:\n  handle: {length: 45, unit: 日, basis: 省条例}\n")
    assert "办理 <strong>45</strong> 日<br>从受理起<br>可延一次，最多 30 日" in own
    assert "<strong>60</strong>" not in own
    assert "<span>柳&lt;林&gt;镇信访办</span>" in own


def test_the_card_of_a_village_names_no_act_that_a_village_does_not_do(office: Office) -> None:
    village = card_of(office, "office:\n  role: village\n")
    assert "xinfang accept" not in village
    assert "xinfang forward 12" in village
    assert "申请复查" not in village


@pytest.mark.skipif(not BROWSER, reason="no browser here that prints")
def test_the_card_prints_on_one_sheet(office: Office, tmp_path: Path) -> None:
    card_of(office, f"office:\n  name: {'很长的单位名称' * 4}\n")  # of a township, which does the most
    sheet = tmp_path / "卡片.pdf"
    subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}",
            "--no-pdf-header-footer", f"--print-to-pdf={sheet}", (office.home / CARD).as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = re.findall(rb"/Type\s*/Page\b", sheet.read_bytes())
    [box] = {tuple(map(float, found.split())) for found in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", sheet.read_bytes())}
    assert len(pages) == 1
    assert [round(side / 72 * 25.4) for side in box] == [0, 0, 210, 297]
