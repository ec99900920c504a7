"""Drafts: what was answered so far of a registration, kept in the office's data folder until it is saved.

A draft is no part of the ledger: it is in no copy, package or export. It is for its owner only, one a form.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from xinfang.commands import ask
from xinfang.commands.asking.choices import Choices
from xinfang.commands.desk import Desk
from xinfang.commands.kinds import accuses
from xinfang.disk import aside
from xinfang.domain.codes import Kind, Refused
from xinfang.words import asking as words
from xinfang.words import labels

MOST_BYTES, MOST_FIELDS, MOST_CHARACTERS = 500_000, 40, 30_000
TOLD = ("names", "parties", "category", "subject")  # by which the clerk knows it again
LONGEST_TOLD = 30  # characters of each


class Draft:
    """The draft of one form; `former` is what was answered in it before."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.path = desk.office.data / "drafts" / f"{name}.json"
        self.former: Mapping[str, str] = _read(self.path)
        self.is_kept = bool(self.former)

    def keep(self, texts: Mapping[str, str]) -> None:
        """Write down the answers so far; a disk that does not take them must not stop the registration."""
        with suppress(Refused, OSError):
            self.path.parent.mkdir(mode=aside.OWNER_FOLDER, parents=True, exist_ok=True)
            aside.write(self.path, json.dumps(texts, ensure_ascii=False).encode())
            self.is_kept = True

    def drop(self) -> None:
        """Throw it away: it was saved, or is not wanted."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.former, self.is_kept = {}, False


def offered(desk: Desk, name: str, *, bare: bool) -> Draft | None:
    """Return the draft of a form, once the clerk said what becomes of a former one; None where that one is to stay.

    A former one is offered only to a `bare` command: who says what it is about begins something else.
    """
    draft = Draft(desk, name)
    if not draft.former:
        return draft
    if not bare:
        return None
    ask.say(words.DRAFT_FOUND.format(what=_told(desk, draft.former)))
    on, anew, other = words.DRAFT_CHOICES
    answer = ask.picked(words.DRAFT_QUESTION, Choices({text: text for text in words.DRAFT_CHOICES}), enter=on)
    if answer == anew:
        draft.drop()
    return None if answer == other else draft


def _told(desk: Desk, former: Mapping[str, str]) -> str:
    """Return by what the clerk knows a draft again; of an accusation, nothing of it."""
    told = [former[name][:LONGEST_TOLD] for name in TOLD if former.get(name)]
    closes = former.get("kind") == labels.KIND[Kind.ACCUSATION] or accuses(
        desk.office, former.get("category"), *former.values()
    )
    return labels.CONFIDENTIAL if closes else "　".join(told) or labels.ANONYMOUS


def _read(path: Path) -> dict[str, str]:
    """Return what a draft holds; nothing where it is none of ours, whatever else stands there."""
    if not path.is_file():  # a pipe would never end
        return {}
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(MOST_BYTES).decode())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict) or len(told) > MOST_FIELDS:
        return {}
    sound = all(isinstance(text, str) and len(text) <= MOST_CHARACTERS for text in told.values())
    return told if sound else {}
