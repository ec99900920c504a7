"""A YAML file read along its known keys: every fault at once, in Chinese, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from xinfang.domain.codes import Refused
from xinfang.words import faults as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MAX_SIZE = 200_000  # bytes; a settings file is a few pages
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
            if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=loader)):
                self.faults.append(words.NO_ALIASES)
                return None
            return yaml.compose(text, Loader=loader)
        except UnicodeDecodeError:
            self.faults.append(words.NOT_UTF8)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.faults.append(words.NOT_YAML.format(line=mark.line + 1 if mark else 1))
        except RecursionError:
            self.faults.append(words.NOT_YAML.format(line=1))
        return None

    def fault(self, node: Any, path: str, sentence: str, **values: object) -> None:
        """Gather a fault: what is wrong, with its line and key."""
        shown = _shown(node)
        self.faults.append(
            words.AT_LINE.format(line=node.start_mark.line + 1, key=path) + sentence.format(value=shown, **values)
        )

    def finish(self, path: Path) -> None:
        """Raise Refused ``bad_settings`` with all faults, if there are any."""
        if self.faults:
            raise Refused(
                "bad_settings", count=len(self.faults), faults="\n".join(f"  {f}" for f in self.faults), path=path
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
