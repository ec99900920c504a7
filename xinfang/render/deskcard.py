"""The card beside the desk as one web page that prints on one sheet of A4, in black and white too."""

from html import escape
from pathlib import Path

from xinfang.disk.aside import written_aside
from xinfang.render.safe import visible
from xinfang.tables.report import DeskCard, Length
from xinfang.words import deskcard as words

STYLE = """
@page { size: A4 portrait; margin: 0; } /* without a margin browsers print no address and date of their own */
* { box-sizing: border-box; }
body { margin: 0 auto; width: 210mm; padding: 9mm 10mm 5mm; color: #000; background: #fff;
  font: 11pt/1.4 "Microsoft YaHei", "微软雅黑", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
header { display: flex; align-items: baseline; justify-content: space-between; gap: 8mm; white-space: nowrap;
  border-bottom: 1mm solid #000; padding-bottom: 1.5mm; }
h1 { margin: 0; font-size: 24pt; letter-spacing: .08em; }
header span { overflow: hidden; text-overflow: ellipsis; }
.intro { margin: 2mm 0 3mm; }
main { columns: 2; column-gap: 6mm; margin-bottom: 3mm; }
section { break-inside: avoid; margin: 0 0 2.6mm; }
h2 { margin: 0 0 1mm; padding: .5mm 2mm; font-size: 12.5pt; color: #fff; background: #000; border-radius: .8mm;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
dl { display: grid; grid-template-columns: 23mm 1fr; gap: .5mm 1.5mm; margin: 0; }
dt { white-space: nowrap; letter-spacing: -.02em; }
dd { margin: 0; font: bold 10.5pt/1.45 "Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Microsoft YaHei",
  monospace; letter-spacing: -.03em; }
dd span { white-space: nowrap; } /* a command is only broken before its options */
section p { margin: 0; }
.ask { display: flex; align-items: end; gap: 2mm; margin-top: 1.5mm; }
.ask span { white-space: nowrap; }
.ask i { flex: 1; height: 6mm; border-bottom: .3mm solid #000; }
.terms { border: .5mm solid #000; border-radius: 1.2mm; padding: 1.5mm 3mm 2mm; }
.terms > b { font-size: 12.5pt; }
.days { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.5mm 3mm; margin: 1mm 0 1.5mm; }
.days div { border-top: .25mm solid #000; padding-top: .8mm; font-size: 10pt; line-height: 1.3; }
.days strong { font-size: 22pt; line-height: 1.05; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(card: DeskCard, path: Path) -> None:
    """Write the page.

    Raises Refused as `written_aside` says.
    """
    with written_aside(path) as draft:
        draft.write_text(page(card), encoding="utf-8", newline="\n")


def page(card: DeskCard) -> str:
    """Return the page as HTML."""
    sections = "".join(map(_section, *zip(*card.sections, strict=True)))
    intro = "".join(f"<div>{_words(line)}</div>\n" for line in words.INTRO)
    days = "".join(map(_days, card.lengths))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{_words(words.TITLE)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{_words(words.TITLE)}</h1><span>{_words(card.office)}</span></header>\n"
        f'<div class="intro">\n{intro}</div>\n<main>\n{sections}{_trouble()}</main>\n'
        f'<div class="terms"><b>{_words(words.TERMS)}</b>\n<div class="days">\n{days}</div>\n'
        f"<div>{_words(''.join(words.NOTES))}</div></div>\n</body>\n</html>\n"
    )


def _section(title: str, rows: tuple[tuple[str, str], ...]) -> str:
    told = "".join(f"<dt>{_words(what)}</dt><dd>{_command(typed)}</dd>\n" for what, typed in rows)
    return f"<section><h2>{_words(title)}</h2>\n<dl>\n{told}</dl></section>\n"


def _command(typed: str) -> str:
    first, *options = typed.split(" --")
    return " ".join(f"<span>{_words(part)}</span>" for part in (first, *(f"--{option}" for option in options)))


def _trouble() -> str:
    asked = "".join(f'<div class="ask"><span>{_words(who)}</span><i></i></div>\n' for who in words.ASK)
    return f"<section><p>{_words(words.TROUBLE)}</p>\n{asked}</section>\n"


def _days(length: Length) -> str:
    notes = "".join(f"<br>{_words(note)}" for note in length.notes)
    return f"<div>{_words(length.name)} <strong>{length.number}</strong> {_words(length.unit)}{notes}</div>\n"


def _words(text: str) -> str:
    return escape(visible(text))
