"""The chain: each entry carries the hash of the one before it, and covers its own data by a salted digest.

``hash = sha256(prev + canonical JSON of all but the data + data_hash)``, ``data_hash = sha256(salt + data)``.
Data can so be erased after its retention period without breaking the chain.
"""

import hashlib
import json
import os
from typing import Any, Protocol

from xinfang.domain.model import Entry
from xinfang.ledger import moments
from xinfang.ledger.cast import Cast

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
WITHHELD = ""  # the salt of an entry whose data was kept back: what stands there is not what its hash covers


class Columns(Protocol):
    """Values by column: a dict, or a row of SQLite."""

    def __getitem__(self, name: str, /) -> Any: ...


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spare space: the same value is always the same text."""
    return _CANONICAL.encode(value)


def data_of(entry: Entry | Cast) -> str:
    """Return what an entry says, sets and drops, as it is written."""
    return (
        entry.data if isinstance(entry, Cast) else canonical({"said": entry.said, "set": entry.set, "drop": entry.drop})
    )


def link(
    entry: Entry | Cast, *, office: str, seq: int, at: str, prev: str, clock: str | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return the row of an entry at its place in the chain; `at` is the moment of writing (ISO).

    Where that does not follow on the last entry's moment, the latter is given as `clock`, and the entry says it.
    """
    data, salt = data_of(entry), os.urandom(16).hex()
    if clock is not None:
        told = json.loads(data)
        data = canonical(told | {"said": {**told["said"], moments.SAID: clock}})
    row = {
        "office": office, "seq": seq, "act": entry.act, "case_no": entry.case, "on_date": entry.on,
        "by_whom": entry.by, "written_at": at, "data": data, "salt": salt,
        "data_hash": digest(salt, data), "prev": prev,
    }  # fmt: skip
    return row | {"hash": seal(row)}


def digest(salt: str, data: str) -> str:
    """Return the digest under which the data stands in the chain."""
    return hashlib.sha256((salt + data).encode()).hexdigest()


def seal(row: Columns) -> str:
    """Return the hash that an entry's row must carry."""
    told = ("office", "seq", "act", "case_no", "on_date", "by_whom", "written_at", "data_hash")
    return hashlib.sha256((row["prev"] + canonical({name: row[name] for name in told})).encode()).hexdigest()


def covers(row: Columns) -> bool:
    """Return whether an entry's data is what its hash covers, or was kept back by its office."""
    return bool(row["salt"] == WITHHELD or row["data_hash"] == digest(row["salt"], row["data"]))


class Withheld:
    """The digest of what stands in the entries of an office for data that was kept back.

    The chain does not cover that; an entry of whoever kept it back, or took it over, holds this digest.
    """

    def __init__(self) -> None:
        self._digest, self._any = hashlib.sha256(), False

    def add(self, row: Columns) -> None:
        """Take in the next entry."""
        if row["salt"] == WITHHELD:
            self._any = True
            self._digest.update(f"{row['seq']} {row['data']}\n".encode())

    def digest(self) -> str:
        """Return the digest (hex), empty where nothing was kept back."""
        return self._digest.hexdigest() if self._any else ""


def unfold(row: Columns) -> Entry:
    """Return the entry that a row holds, without what it says of the clock."""
    data = json.loads(row["data"])
    data["said"].pop(moments.SAID, None)
    return Entry(
        act=row["act"], case=row["case_no"], on=row["on_date"], by=row["by_whom"],
        said=data["said"], set=data["set"], drop=data["drop"],
    )  # fmt: skip
