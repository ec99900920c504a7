"""The manual as one web page: its pages one below the other, their pictures inside, the questions at the left."""

import re
from base64 import b64encode
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from xinfang.disk.aside import written_aside
from xinfang.words import manual as words

INDEX, BEHIND = (
    "manual.md",
    ("reference.md", "many-offices.md", "browser.md"),
)  # what stands before and behind the tasks
COMMENT = re.compile(r"(?s)<!--.*?-->\n*")  # what prepares a page's examples
BESIDE = Path(__file__).parents[1] / "docs"  # as it is installed; in a checkout the pages lie beside the package
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; display: flex; color: #1f2328; background: #fff;
  font: 17px/1.75 "Microsoft YaHei", "微软雅黑", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
nav { position: sticky; top: 0; flex: 0 0 21rem; height: 100vh; overflow-y: auto; padding: 1rem 1.5rem;
  background: #f6f8fa; border-right: 1px solid #d0d7de; font-size: 15px; line-height: 1.6; }
nav h1 { margin: 0 0 .5rem; font-size: 1.4rem; border: 0; padding: 0; }
nav ul { margin: 0 0 .8rem; padding: 0 0 0 1.1rem; }
nav p { margin: .4rem 0; }
main { flex: 1; min-width: 0; max-width: 60rem; margin: 0 auto; padding: 1rem 3rem 6rem; }
a { color: #0550ae; text-decoration: none; }
a:hover { text-decoration: underline; }
h1 { margin: 4rem 0 1rem; padding-bottom: .3rem; border-bottom: 3px solid #1f2328; font-size: 1.9rem; }
article:first-child h1 { margin-top: 0; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.35rem; }
h3 { margin: 1.6rem 0 .5rem; font-size: 1.1rem; }
code { padding: .1em .3em; background: #eff1f3; border-radius: 3px;
  font: .92em "Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "NSimSun", monospace; }
pre { overflow-x: auto; line-height: 1.45; padding: .8rem 1rem; background: #f6f8fa;
  border: 1px solid #d0d7de; border-radius: 6px; }
pre code { padding: 0; background: none; font: 14px/1.5 "Noto Sans Mono CJK SC", "NSimSun", "新宋体", monospace; }
pre b { color: #0550ae; }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1rem 0; font-size: .92em; }
th, td { border: 1px solid #d0d7de; padding: .3em .7em; text-align: left; vertical-align: top; }
th { background: #f6f8fa; white-space: nowrap; }
img { max-width: 100%; border: 1px solid #d0d7de; border-radius: 6px; }
@media (max-width: 60rem) { body { display: block; } nav { position: static; height: auto; } main { padding: 1rem; } }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { display: block; font-size: 11pt; line-height: 1.6; }
  nav { position: static; width: auto; height: auto; border: 0; background: none; padding: 0; overflow: visible; }
  main { max-width: none; padding: 0; }
  article { break-before: page; }
  h1 { margin-top: 0; }
  h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; break-inside: avoid-page; }
  pre code { font-size: 9.5pt; }
  img, tr { break-inside: avoid; }
  table { display: table; width: 100%; font-size: 9pt; line-height: 1.45; }
  th { white-space: normal; }
  th, td { padding: .2em .4em; overflow-wrap: break-word; }
  a { color: inherit; }
}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(path: Path) -> None:
    """Write the manual, from the pages that came with the program.

    Raises Refused as `written_aside` says.
    """
    with written_aside(path) as draft:
        draft.write_text(page(sources()), encoding="utf-8", newline="\n")


def sources() -> Path:
    """Return the folder of the pages."""
    return BESIDE if BESIDE.is_dir() else BESIDE.parents[1] / "docs"


def page(folder: Path) -> str:
    """Return the manual as HTML: the index, each task, the reference."""
    pages = (*sorted(folder.glob("manual/*.md")), *(folder / name for name in BEHIND))
    articles = "".join(f"<article>\n{_rendered(path)}</article>\n" for path in pages)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{words.TITLE}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<nav>\n{_rendered(folder / INDEX)}</nav>\n<main>\n{articles}</main>\n</body>\n</html>\n"
    )


def _rendered(path: Path) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(COMMENT.sub("", path.read_text("utf-8")))
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following:
            token.attrs["id"] = _place(path.stem, "" if token.tag == "h1" else slug(following.content))
        _join(token.children or [])
        _lead(token.children or [], path)
    told: str = reader.renderer.render(tokens, reader.options, {})
    return _typed(told)


def _join(tokens: list[Any]) -> None:
    """Let a line of Chinese go on in the next one without a space."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "softbreak" and before.content[-1:] > "\x7f" < after.content[:1]:
            token.type = "text"


def _lead(tokens: list[Any], path: Path) -> None:
    """Let links lead to their place on the one page, and put pictures in."""
    for token in tokens:
        if token.type == "link_open" and not str(token.attrs["href"]).startswith("https:"):
            target, _, anchor = str(token.attrs["href"]).partition("#")
            name = PurePosixPath(unquote(target)).stem or path.stem
            token.attrs["href"] = "#" + _place(name, unquote(anchor))
        elif token.type == "image":
            picture = path.parent / unquote(str(token.attrs["src"]))
            token.attrs["src"] = f"data:image/svg+xml;base64,{b64encode(picture.read_bytes()).decode()}"


def _place(name: str, anchor: str) -> str:
    return f"{name}.{anchor}" if anchor else name


def slug(heading: str) -> str:
    """Return how links name a heading: small letters, a hyphen for each space, no punctuation."""
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


def _typed(html: str) -> str:
    """Set off what is typed in a block from what the screen says; the days of the examples are left out."""
    html = re.sub(r"(?m)^((?:<pre><code[^>]*>)?)\[\d{4}-\d\d-\d\d\]\n", r"\1", html)
    return re.sub(r"(?m)^((?:<pre><code[^>]*>)?)\$ (.*)$", r"\1<b>\2</b>", html)
