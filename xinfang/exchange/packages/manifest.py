"""What a package holds, and what its manifest says of it: read with suspicion, since it comes from outside."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from xinfang.domain.codes import Refused, Role
from xinfang.domain.said import UNWRITABLE
from xinfang.words.packages import REGISTERS

FORMAT, SCHEMA = "xinfang-package", 1
MANIFEST, ENTRIES = "manifest.json", "entries.jsonl"
FLAT = {"cases": "cases.jsonl", "petitions": "petitions.jsonl", "terms": "terms.jsonl"}
MEMBERS = (ENTRIES, *FLAT.values(), REGISTERS)
LONGEST_NAME = 200
_DIGEST = r"[0-9a-f]{64}"
_DAY = r"\d{4}-\d\d-\d\d"
_PATTERNS = {
    "head": _DIGEST, "sha256": _DIGEST, "withheld": rf"({_DIGEST})?", "first_on": _DAY, "last_on": _DAY,
    "made_on": _DAY, "office": r".{1,40}", "role": "|".join(Role),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Packed:
    """One office in a package: who it is, how far its chain goes, the digest of what stands for withheld data."""

    office: str
    name: str
    role: str
    entries: int
    cases: int
    petitions: int
    head: str
    first_on: str
    last_on: str
    withheld: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the package: its size in bytes, its sha256 (hex), how many lines (none for the registers)."""

    name: str
    size: int
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; `office` is the code of who made it, whose entries are among the others."""

    schema: int
    program: str
    made_on: str
    office: str
    with_confidential: bool
    offices: tuple[Packed, ...]
    members: tuple[Member, ...]

    def member(self, name: str) -> Member:
        """Return what it says of a file."""
        return next(member for member in self.members if member.name == name)


def said(manifest: Manifest) -> dict[str, Any]:
    """Return what the entry of a package says: what of the manifest nothing else proves."""
    told = [{name: getattr(o, name) for name in ("office", "name", "role", "withheld")} for o in manifest.offices]
    return {"program": manifest.program, "with_confidential": manifest.with_confidential, "offices": told}


def dumps(manifest: Manifest) -> str:
    """Return the manifest as it stands in a package: one line."""
    return json.dumps({"format": FORMAT} | asdict(manifest), ensure_ascii=False) + "\n"


def loads(content: bytes, file: str) -> Manifest:
    """Read a manifest.

    Raises Refused: ``package_newer``, ``package_manifest``.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused("package_manifest", file=file) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not _is_count(told.get("schema")):
        raise Refused("not_a_package", file=file)
    if told["schema"] > SCHEMA:
        raise Refused("package_newer", file=file)
    try:
        manifest = _manifest(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused("package_manifest", file=file) from error
    codes, names = [o.office for o in manifest.offices], [m.name for m in manifest.members]
    if manifest.office not in codes or sorted(set(codes)) != codes or sorted(names) != sorted(MEMBERS):
        raise Refused("package_manifest", file=file)
    return manifest


def _manifest(told: Mapping[str, Any]) -> Manifest:
    offices = tuple(_read(Packed, office) for office in told["offices"])
    members = tuple(_read(Member, member) for member in told["members"])
    plain = {name: value for name, value in told.items() if name != "format"}
    made: Manifest = _read(Manifest, plain | {"offices": offices, "members": members})
    return made


def _read(kind: type, told: Mapping[str, Any]) -> Any:
    """Return a value of this kind, of which every field is there and of its type.

    Raises ValueError.
    """
    names = {field.name: field.type for field in fields(kind)}
    if told.keys() != names.keys() or not all(_fits(name, names[name], told[name]) for name in names):
        raise ValueError
    return kind(**told)


def _fits(name: str, kind: object, value: Any) -> bool:
    if kind is int:
        return _is_count(value)
    if kind is not str:
        return isinstance(value, bool if kind is bool else tuple)
    if not isinstance(value, str) or UNWRITABLE.search(value):
        return False
    return re.fullmatch(_PATTERNS.get(name, rf".{{0,{LONGEST_NAME}}}"), value) is not None


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53
