"""Offices for the tests of many in one: founded in folders of their own, packed, brought together in one ledger."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from tests.conftest import Office
from xinfang.ledger import chain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

ACCUSED = "村会计挪用公款"
SETTINGS = "office:\n  name: {name}\n  code: {code}\n  role: {role}\n  clerk: 李经办\n"


def empty(home: Path, monkeypatch: pytest.MonkeyPatch, code: str, name: str, role: str = "village") -> Office:
    """An office with settings and nothing else."""
    home.mkdir(parents=True)
    (home / "config.yaml").write_text(SETTINGS.format(name=name, code=code, role=role), "utf-8")
    return Office(home, monkeypatch)


def founded(home: Path, monkeypatch: pytest.MonkeyPatch, code: str, name: str, role: str = "village") -> Office:
    """An office with letters, an accusation, a dispute, a meeting, an attachment; the east village has one more."""
    office = empty(home, monkeypatch, code, name, role)
    letter = home / "来信.txt"
    letter.write_text("原件", "utf-8")
    office.ok(f"log-letter --name 张三 --phone 13800138000 --subject {name}路灯不亮 --attach '{letter}' --new-case")
    office.ok(f"log-letter --name 王五 --subject 反映{ACCUSED} --kind accusation --new-case")
    if code == "DC":
        office.ok("log-visit --name 李四 --people 6 --subject 山塘漏水 --new-case")
        office.ok("note 3 --text 已看现场")
    office.ok("log-dispute --subject 争路界 --party 赵六 --team 调委会 --person 李主任 --plan 丈量 --due 3月20日")
    office.ok("log-meeting --subject 修路的事 --chair 李主任 --attended 王干事 --text 每周碰头")
    return office


def at(office: Office) -> Office:
    """The same office as the one in which commands run."""
    office.monkeypatch.setenv("XINFANG_HOME", str(office.home))
    return office


def packed(office: Office, path: Path, *options: str) -> Path:
    """Make a package of an office."""
    at(office).ok(["package", str(path), *options])
    return path


def brought_together(into: Office, *others: Office) -> Office:
    """Pack the other offices, and merge them."""
    made = [str(packed(other, other.home.parent / f"{other.home.name}.zip")) for other in others]
    at(into).ok(["merge", *made])
    return into


def rows_of(office: Office, table: str = "entry", of: str | None = None) -> list[dict[str, Any]]:
    """The rows of a table of an office's ledger, all or those of one office in it."""
    with closing(sqlite3.connect(office.database)) as conn:
        conn.row_factory = sqlite3.Row
        sql = f"SELECT * FROM {table} WHERE office = coalesce(?, office)"
        return sorted((dict(row) for row in conn.execute(sql, (of,))), key=repr)


def members(path: Path) -> dict[str, bytes]:
    """What a package holds, by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(path: Path, content: dict[str, bytes]) -> Path:
    """Write a package of these files."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, made in content.items():
            archive.writestr(name, made)
    return path


def changed(path: Path, name: str, change: Callable[[bytes], bytes], *, fit: bool = True) -> Path:
    """Change a file of a package, and where it is to `fit` the manifest with it: the work of one who knows how."""
    content = members(path)
    content[name] = change(content[name])
    if fit:
        manifest = json.loads(content["manifest.json"])
        for told in manifest["members"]:
            made = content[told["name"]]
            lines = made.count(b"\n") if told["lines"] else 0
            told |= {"size": len(made), "sha256": hashlib.sha256(made).hexdigest(), "lines": lines}
        content["manifest.json"] = json.dumps(manifest).encode()
    return put(path, content)


def changed_manifest(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Change what the manifest says."""
    manifest = json.loads(members(path)["manifest.json"])
    change(manifest)
    return changed(path, "manifest.json", lambda _: json.dumps(manifest).encode(), fit=False)


def changed_entries(path: Path, change: Callable[[list[dict[str, Any]]], object]) -> Path:
    """Change the entries, and fit the manifest's hashes of the files to them."""

    def lines(content: bytes) -> bytes:
        rows = [json.loads(line) for line in content.splitlines()]
        change(rows)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()

    return changed(path, "entries.jsonl", lines)


def resealed(path: Path, touch: Callable[[dict[str, Any]], object], last: int = 1) -> Path:
    """Change the data of the first entries and seal the whole chain anew: a package that its maker wrote by hand."""

    def change(found: list[dict[str, Any]]) -> None:
        for row in found[:last]:
            data = json.loads(row["data"])
            touch(data)
            row["data"] = json.dumps(data, ensure_ascii=False)
        prev = "0" * 64
        for row in found:
            row["prev"] = prev
            if row["salt"]:
                row["data_hash"] = chain.digest(row["salt"], row["data"])
            prev = row["hash"] = chain.seal(row)

    changed_entries(path, change)
    head = json.loads(members(path)["entries.jsonl"].splitlines()[-1])["hash"]
    return changed_manifest(path, lambda told: told["offices"][0].__setitem__("head", head))
