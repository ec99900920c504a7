"""What `--map` said of a set of headings, kept in the office folder for the next time that they come."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from xinfang.disk import aside
from xinfang.domain.codes import Refused
from xinfang.exchange.registers.headings import plain
from xinfang.exchange.registers.importing import fields
from xinfang.words import imports as words

FILE = "imports.json"


def read(maps: Iterable[str]) -> dict[str, str]:
    """Return the fields that were named for headings, as they were typed: 旧表头=字段, by code or by name.

    Raises Refused ``import_map``.
    """
    by_name = {name: field for field, name in words.FIELD.items()} | {field: field for field in words.FIELD}
    found = {}
    for text in maps:
        heading, _, name = text.replace("＝", "=").rpartition("=")
        if not heading.strip() or name.strip() not in by_name:
            raise Refused("import_map", usage=True, text=text, fields=fields())
        found[plain(heading)] = by_name[name.strip()]
    return found


def load(folder: Path) -> dict[str, str]:
    """Return what was said in former imports."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {str(heading): str(field) for heading, field in pairs if field in words.FIELD}


def keep(folder: Path, maps: Mapping[str, str]) -> None:
    """Keep what was said for the next import; a disk that does not take it is no trouble."""
    with suppress(Refused):
        aside.write(folder / FILE, json.dumps({**load(folder), **maps}, ensure_ascii=False, indent=1).encode())
