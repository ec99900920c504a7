"""A YAML file read along its known keys: every fault at once, in Chinese, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from xinfang.domain.codes import Refused
from xinfang.domain.said import UNWRITABLE
from xinfang.words import faults as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MAX_SIZE = 200_000  # bytes; a settings file is a few pages
DEEPEST = 20  # levels of lists and mappings; the reader's own language would end the process far below
LONGEST_KEY = 40  # characters of a key that are told
MOST_TOLD = 50  # faults
Check: TypeAlias = "Callable[[Reader, Any, str], Any]"


class Reader:
    """Walks the YAML nodes along the known keys and gathers what is wrong with them."""

    def __init__(self, raw: bytes) -> None:
        self.faults: list[str] = []
        self.root = self._compose(raw)

    def _compose(self, raw: bytes) -> Any:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        if len(raw) > MAX_SIZE:
            self.faults.append(words.TOO_BIG)
            return None
        try:
            text = raw.decode("utf-8-sig")
            self._judge_tokens(yaml.scan(text, Loader=loader))
            return None if self.faults else yaml.compose(text, Loader=loader)
        except UnicodeDecodeError:
            self.faults.append(words.NOT_UTF8)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.faults.append(words.NOT_YAML.format(line=mark.line + 1 if mark else 1))
        except RecursionError:
            self.faults.append(words.NOT_YAML.format(line=1))
        return None

    def _judge_tokens(self, tokens: Iterable[Any]) -> None:
        """Gather what is refused before it is put together: other places of the file, depths, what no text can hold."""
        deep = 0
        for token in tokens:
            kind, line = type(token).__name__, token.start_mark.line + 1
            deep += kind.endswith("StartToken") - kind.endswith("EndToken")
            if kind == "ScalarToken" and UNWRITABLE.search(token.value):
                self.faults.append(words.UNWRITABLE.format(line=line))
            if kind == "AliasToken" or deep > DEEPEST:
                self.faults.append(words.NO_ALIASES if deep <= DEEPEST else words.NOT_YAML.format(line=line))
                return

    def fault(self, node: Any, path: str, sentence: str, **values: object) -> None:
        """Gather a fault: what is wrong, with its line and key."""
        shown, key = _shown(node), path[:LONGEST_KEY]
        self.faults.append(
            words.AT_LINE.format(line=node.start_mark.line + 1, key=key) + sentence.format(value=shown, **values)
        )

    def finish(self, path: Path) -> None:
        """Raise Refused ``bad_settings`` with all faults, if there are any."""
        if self.faults:
            raise Refused(
                "bad_settings",
                count=len(self.faults),
                faults="\n".join(f"  {f}" for f in self.faults[:MOST_TOLD]),
                path=path,
            )

    def mapping(self, node: Any, path: str, known: Mapping[str, Check]) -> dict[str, Any]:
        """Read the known keys of a mapping; unknown ones are faults with the nearest known key."""
        values = {}
        for key, child in self.pairs(node, path):
            where = f"{path}.{key.value}" if path else str(key.value)
            if key.value not in known:
                self.fault(key, where, words.UNKNOWN_KEY + did_you_mean(str(key.value), known))
                continue
            value = known[key.value](self, child, where)
            if value is not None:
                values[key.value] = value
        return values

    def pairs(self, node: Any, path: str) -> list[tuple[Any, Any]]:
        """Return the key and value nodes of a mapping, an empty list for nothing; doubled keys are faults."""
        if node is None or is_null(node):
            return []
        if node.id != "mapping":
            self.fault(node, path, words.NOT_A_MAPPING)
            return []
        seen: dict[str, Any] = {}
        for key, _child in node.value:
            if key.id != "scalar":
                self.fault(key, path, words.NOT_A_MAPPING)
            elif key.value in seen:
                self.fault(key, str(key.value), words.TWICE)
            else:
                seen[key.value] = key
        return [(k, v) for k, v in node.value if k.id == "scalar"]


def content(path: Path) -> bytes:
    """Return what a settings file holds; of one that is far too large only so much that it is told.

    Raises Refused ``unreadable``.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_SIZE + 1)
    except OSError as error:
        raise Refused("unreadable", path=path) from error


def is_null(node: Any) -> bool:
    """Return whether a node says nothing."""
    return bool(node.id == "scalar" and node.tag == "tag:yaml.org,2002:null")


def _shown(node: Any) -> str:
    return str(node.value)[:40] if node.id == "scalar" else ""


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return the nearest of the known words as a question, or all of them."""
    from difflib import get_close_matches

    known = list(known)
    near = get_close_matches(typed, known, n=1, cutoff=0.5)
    return words.DID_YOU_MEAN.format(near=near[0]) if near else words.KNOWN_KEYS.format(keys="、".join(known))
