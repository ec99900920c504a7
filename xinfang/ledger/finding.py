"""What `check` looks at, and what it says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinfang.ledger.reading import Ledger
from xinfang.ledger.shelf import Copy


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: `code` names its sentence in the words, `values` fill it; ``office`` tells whose it is."""

    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a finding looks at: the ledger, the folder of its attachments, the heads that were written on paper.

    `home` is the office folder, under which its papers lie; `copies` are those on its shelf. Without them neither is
    looked for.
    """

    ledger: Ledger
    files: Path
    heads: tuple[str, ...] = ()
    home: Path | None = None
    copies: Sequence[Copy] = ()
