"""Writes docs/reference.md and the card beside the desk, docs/card.html, from the code.

    python docs/make.py

The reference tells the commands, the keys of their JSON, places, settings, registers, papers, indicators and the
procedure. A test says when this has to be run again.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import sys
import tempfile
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from xinfang.commands import run
from xinfang.commands.desk import Desk
from xinfang.commands.frame import Group, common_options
from xinfang.domain.paper_forms import FORMS
from xinfang.office import editing, folder, holidays, keys, settings
from xinfang.office.office import CONFIG, Office
from xinfang.render import deskcard
from xinfang.tables.deskcard import desk_card
from xinfang.tables.manual import procedure_lines
from xinfang.tables.settings import told as value_told
from xinfang.words import books, indicators, labels, manual, overview, papers, receptions
from xinfang.words import deskcard as deskcard_words
from xinfang.words import help as help_words
from xinfang.words.options import ARGUMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PAGE = Path(__file__).with_name("reference.md")
CARD = Path(__file__).with_name("card.html")
STORY = Path(__file__).with_name("json_story.txt")  # what is typed to see the keys of the JSON
EXIT_CODES = {
    "0": "做好了",
    "1": "没有做，或者没有做成；屏幕上有一句话说明为什么、该怎么办",
    "2": "命令写得不对：缺了什么、写错了什么，屏幕上会说",
    "130": "按 Ctrl-C 停下了",
}
PLACES = {
    f"办公文件夹/{CONFIG}": "设置，用记事本就能改",
    f"办公文件夹/{holidays.FILE}": "自己录入的放假安排",
    f"办公文件夹/{folder.LEDGER}": "台账，一个 SQLite 文件，只能往后写",
    f"办公文件夹/{folder.DATA}/files": "附件",
    f"办公文件夹/{folder.DATA}/backups": "每天自动做的备份；恢复以前的台账也放在这里",
    f"办公文件夹/{papers.FOLDER}": "制作好的文书（Word），按年份分开",
    f"办公文件夹/{papers.TEMPLATES}": "文书模板（Word），用 WPS 改",
    f"办公文件夹/{receptions.SHEET_FOLDER}": "领导接访公告（网页）",
    f"办公文件夹/{manual.FILE}、{deskcard_words.FILE}": "`xinfang manual` 写好的手册和卡片（网页）",
}
SURROUNDINGS = {
    "XINFANG_HOME": "办公文件夹在哪里",
    "XINFANG_TODAY": "把哪一天当作今天（2026-03-05），演示用",
    "NO_COLOR": "写了任何内容，屏幕上就没有颜色",
    "XINFANG_DEBUG": "程序出错时多说几句，给维护的人看；不含姓名和内容",
}

NOWHERE = Path(__file__).parent / "no office folder"
NEVER = "?" * 99  # no setting may hold this
CODED: Mapping[str, Mapping[str, str]] = {
    "channel": labels.CHANNEL, "kind": labels.KIND, "source": labels.SOURCE, "status": labels.STATUS,
    "term": labels.TERM, "opinion": labels.OPINIONS, "role": labels.ROLE,
}  # fmt: skip


def card() -> str:
    """Return the card of an office that keeps to the national terms."""
    return deskcard.page(desk_card(Office(home=NOWHERE)))


def page() -> str:
    """Return the whole reference as Markdown."""
    parts = (_start, _commands, _places, _settings, _registers, _papers, _indicators, _procedure, _json)
    return "\n".join(line for part in parts for line in (*part(), "")).rstrip("\n") + "\n"


def _start() -> Iterator[str]:
    yield "# 命令和设置一览"
    yield ""
    yield "这一页由 `docs/make.py` 从程序生成，和程序说的一样。按要做的事找，请看[使用手册](manual.md)。"
    yield ""
    yield from _table(
        ("写在任何命令后面", "意思"),
        [("`-h` `--help`", help_words.SHOW_HELP), *map(_option, common_options(looking=True))],
    )
    yield ""
    yield from _table(("程序结束时的代码", "意思"), EXIT_CODES.items())
    yield ""
    yield from _table(("环境变量", "意思"), [(f"`{name}`", told) for name, told in SURROUNDINGS.items()])


def _commands() -> Iterator[str]:
    group = Group(name="xinfang")
    shared = {p.name for p in common_options(looking=True)}
    with group.make_context("xinfang", [], obj=Desk(), resilient_parsing=True) as ctx:
        for section, names in overview.SECTIONS.items():
            yield f"## {section}"
            yield ""
            for name in names:
                yield from _command(name, [p for p in group.get_command(ctx, name).params if p.name not in shared])


def _command(name: str, params: Sequence[Any]) -> Iterator[str]:
    what, *examples = help_words.COMMAND[name]
    yield from (f"### {name}：{what}", "", "```sh", *examples, "```", "")
    arguments = [p for p in params if p.param_type_name == "argument"]
    if arguments:
        yield from _table(("写在命令后面", "意思"), [ARGUMENT[p.metavar] for p in arguments])
        yield ""
    if options := [p for p in params if p not in arguments and not p.hidden]:
        yield from _table(("选项", "意思"), map(_option, options))
        yield ""


def _option(param: Any) -> tuple[str, str]:
    flags = " ".join(f"`{flag}`" for flag in (*param.opts, *param.secondary_opts))
    return f"{flags} {param.metavar or ''}".strip(), param.help or ""


def _json() -> Iterator[str]:
    told: dict[str, list[str]] = {}  # the keys of each command, and of what stands in them by place
    inside: dict[str, list[str]] = {}
    for command, document in _documents():
        for place, names in _keys(document):
            known = inside.setdefault(place, []) if place else told.setdefault(command, [])
            known += [name for name in names if name not in known]
    yield from ("## JSON 的键", "", "日期都是 2026-03-05 这样写的；没有的是 null。", "")
    yield from _table(("命令", "`--json` 的键"), _alike(told))
    yield ""
    yield from _table(("在哪里", "里面的键"), _alike(inside))
    yield ""
    yield from _table(("键", "值"), [(f"`{key}`", _named(codes)) for key, codes in CODED.items()])


def _documents() -> Iterator[tuple[str, Any]]:
    """Yield each command of the story with the document that it gave."""
    with _office() as home:
        for line in STORY.read_text("utf-8").splitlines():
            day, _, typed = line.partition(" ")
            os.environ["XINFANG_TODAY"] = day
            words = shlex.split(typed)
            yield words[0], _document(["--home", str(home), *words, "--json"])


@contextmanager
def _office() -> Iterator[Path]:
    """An office folder that goes afterwards, as the current folder; the surroundings are put back."""
    before = dict(os.environ)
    try:
        with tempfile.TemporaryDirectory() as aside, chdir(aside):
            yield Path(aside) / "信访"
    finally:
        os.environ.clear()
        os.environ.update(before)


def _document(words: list[str]) -> Any:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words)
    told = [stream.buffer.getvalue().decode() for stream in (out, err)]
    if code:
        raise ValueError(" ".join([*words, *told]))
    return json.loads(told[0])


def _keys(document: Any, place: str = "") -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the keys of a document, then those of what stands in it (``terms[]``), two levels deep."""
    if isinstance(document, dict):
        yield place, document
        for key, value in document.items() if "." not in place else ():
            yield from _keys(value, f"{place}.{key}".strip("."))
    elif isinstance(document, list):
        for value in document:
            yield from _keys(value, f"{place}[]")


def _alike(told: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield the names that have the same keys, together, with their keys."""
    alike: dict[str, list[str]] = {}
    for name, held in told.items():
        alike.setdefault(" ".join(f"`{key}`" for key in held), []).append(f"`{name}`")
    yield from (("、".join(names), held) for held, names in alike.items())


def _named(codes: Mapping[str, str]) -> str:
    return "、".join(f"`{code}` {told}" for code, told in codes.items())


def _places() -> Iterator[str]:
    yield "## 文件放在哪里"
    yield ""
    yield (
        "办公文件夹按这个顺序找：`--home 文件夹`、环境变量 `XINFANG_HOME`、当前文件夹或它上面的文件夹、本人的应用程序文件夹。"
    )
    yield ""
    yield from _table(("在哪里", "是什么"), [(f"`{place}`", told) for place, told in PLACES.items()])


def _settings() -> Iterator[str]:
    yield "## 设置"
    yield ""
    yield f"用 `xinfang config 名称 值` 改，或者用记事本改办公文件夹里的 `{CONFIG}`。"
    yield ""
    rows = [
        (f"`{one.key}`", one.label, value_told(one), _allowed(one.key)) for one in keys.settings(settings.read(NOWHERE))
    ]
    yield from _table(("名称", "含义", "默认", "可以写"), rows)
    yield ""
    yield "新建的办公文件夹里，设置是这样写的："
    yield ""
    yield from ("```yaml", *settings.DEFAULT.read_text("utf-8").splitlines(), "```")


def _allowed(key: str) -> str:
    """Return what may be written for a setting, from what is said of a value that never may."""
    [fault, *_] = settings.faults(editing.one_line(keys.path_of(key), NEVER))
    return re.sub(
        "[，；]现在是“.*|^没有“[^”]*”的期限表，|^(应是|应写成|只能是|编号样式|文号样式) ?|可以写：|[。；]$",
        "",
        fault.split(f"{key}：", 1)[1],
    )


def _registers() -> Iterator[str]:
    yield "## 登记簿"
    yield ""
    yield from _table(
        ("写", "登记簿", "栏目"),
        [(f"`{name}`", title, "、".join(books.HEADS[name].values())) for name, title in books.BOOKS.items()],
    )


def _papers() -> Iterator[str]:
    yield "## 文书"
    yield ""
    yield from _table(
        ("写", "文书", "做什么用", "文号里的字"),
        [(f"`{code}`", papers.NAME[code], papers.PURPOSE[code], papers.SHORT[code]) for code in FORMS],
    )


def _indicators() -> Iterator[str]:
    yield "## 指标"
    yield ""
    rows = [(told.name, told.formula.partition("＝")[2], told.dated) for told in indicators.INDICATOR.values()]
    yield from _table(("指标", "怎么算", "按哪个日期"), rows)


def _procedure() -> Iterator[str]:
    yield "## 哪一步可以做什么"
    yield ""
    yield "每一步能从什么状态做、做了到什么状态、停哪个期限、起哪个期限，都在这张表里："
    yield ""
    yield from procedure_lines()


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    CARD.write_text(card(), encoding="utf-8", newline="\n")
