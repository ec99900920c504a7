"""A sheet to be posted as one web page: A4 upright, big type, nothing beside it, nothing in it that runs."""

from html import escape
from pathlib import Path

from xinfang.disk.aside import written_aside
from xinfang.render.safe import visible
from xinfang.tables.report import Sheet

STYLE = """
@page { size: A4 portrait; margin: 0; } /* without a margin browsers print no address and date of their own */
body { margin: 0 auto; max-width: 170mm; padding: 25mm 20mm; color: #000; background: #fff;
  font: 24pt/1.8 "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", serif; }
h1 { margin: 0 0 1.2em; font: bold 44pt/1.3 "SimHei", "黑体", "Heiti SC", "Noto Sans CJK SC", sans-serif;
  letter-spacing: .1em; text-align: center; }
p { margin: 0 0 .8em; text-indent: 2em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em .6em; margin: 0 0 2.2em; }
dt { font-weight: bold; white-space: nowrap; }
dd { margin: 0; overflow-wrap: anywhere; }
footer { text-align: right; }
footer div { margin-right: 1em; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(sheet: Sheet, path: Path) -> None:
    """Write the page; all that people typed is escaped, its hidden characters are shown.

    Raises Refused as `written_aside` says.
    """
    with written_aside(path) as draft:
        draft.write_text(_page(sheet), encoding="utf-8", newline="\n")


def _page(sheet: Sheet) -> str:
    facts = "".join(f"<dt>{_words(name)}：</dt><dd>{_words(value)}</dd>\n" for name, value in sheet.facts)
    signed = "".join(f"<div>{_words(line)}</div>\n" for line in sheet.signed)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{_words(sheet.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_words(sheet.title)}</h1>\n<p>{_words(sheet.intro)}</p>\n<dl>\n{facts}</dl>\n"
        f"<footer>\n{signed}</footer>\n</body>\n</html>\n"
    )


def _words(text: str) -> str:
    return escape(visible(text))
