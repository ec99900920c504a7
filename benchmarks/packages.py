"""Packages of many offices for the benchmarks: one is made by the program, the others are its chain sealed anew."""

import hashlib
import json
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import ledgers

from xinfang.commands import run
from xinfang.ledger import chain
from xinfang.ledger.connect import START
from xinfang.words.packages import REGISTERS

LINES = ("entries.jsonl", "cases.jsonl", "petitions.jsonl", "terms.jsonl")


def make(folder: Path, offices: int, cases: int) -> list[Path]:
    """Make packages of so many offices with so many cases each, every one with a whole chain of its own."""
    content = _first(folder, cases)
    made = folder / "packages"
    made.mkdir()
    return [_under(content, f"V{n:04d}", f"第{n}村", made / f"V{n:04d}.zip") for n in range(1, offices + 1)]


def _first(folder: Path, cases: int) -> dict[str, bytes]:
    """Return the files of a package that the program makes of an office with so many cases."""
    ledgers.make(folder / "first", cases)
    first = folder / "first.zip"
    with redirect_stdout(StringIO()):
        if run(["--home", str(folder / "first"), "package", str(first)]):
            sys.exit("no package was made")
    with ZipFile(first) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(folder: Path, offices: int, cases: int) -> Path:
    """Make the flat tables of such packages as they lie in the folder of the recipes, which is returned."""
    content = _first(folder, cases)
    for n in range(1, offices + 1):
        place = folder / "展开" / f"V{n:04d}"
        place.mkdir(parents=True)
        manifest, code = json.loads(content["manifest.json"]), f"V{n:04d}"
        manifest["offices"][0] |= {"office": code, "name": f"第{n}村"}
        (place / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False) + "\n", "utf-8")
        for flat in LINES[1:]:
            own = json.dumps(manifest["office"])
            (place / flat).write_bytes(content[flat].replace(f'"office":{own}'.encode(), f'"office":"{code}"'.encode()))
    return folder / "展开"


def recipe(heading: str) -> list[str]:
    """Return the statements under a heading of docs/many-offices.md, block by block."""
    page = (Path(__file__).parent.parent / "docs" / "many-offices.md").read_text("utf-8")
    return re.findall(r"```sql\n(.*?)```", page.split(f"\n## {heading}")[1].split("\n## ")[0], re.DOTALL)


def _under(content: dict[str, bytes], code: str, name: str, path: Path) -> Path:
    """Write a package as if another office had done the same acts."""
    rows = [json.loads(line) for line in content["entries.jsonl"].splitlines()]
    data = json.loads(rows[-1]["data"])
    data["said"]["offices"][0] |= {"office": code, "name": name}
    rows[-1]["data"] = chain.canonical(data)
    prev = START
    for row in rows:
        row |= {"office": code, "prev": prev, "data_hash": chain.digest(row["salt"], row["data"])}
        prev = row["hash"] = chain.seal(row)
    members = {"entries.jsonl": _lines(rows)}
    for flat in LINES[1:]:
        members[flat] = _lines([json.loads(line) | {"office": code} for line in content[flat].splitlines()])
    members[REGISTERS] = content[REGISTERS]
    manifest = json.loads(content["manifest.json"])
    manifest["office"] = code
    manifest["offices"][0] |= {"office": code, "name": name, "head": prev}
    for told in manifest["members"]:
        made = members[told["name"]]
        told |= {"size": len(made), "sha256": hashlib.sha256(made).hexdigest()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for member, made in members.items():
            archive.writestr(member, made)
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False))
    return path


def _lines(rows: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode()
