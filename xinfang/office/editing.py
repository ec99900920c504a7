"""One value of a settings file changed in place: comments, order and all other bytes stay as the clerk wrote them.

YAML tells where each value stands (its marks); the new one is written over these places and nothing else is written.
Every way to do so is tried on paper first: what the file says afterwards is read again and must be what was wanted.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from xinfang.domain.codes import Refused
from xinfang.office.reader import Reader, is_null

Value: TypeAlias = str | Sequence[str]
Path: TypeAlias = tuple[str, ...]
BLANKS = " \t\r\n"
BOM = b"\xef\xbb\xbf"
BREAKS = re.compile(r"[\r\n\x85\u2028\u2029]|\Z")
PLAIN_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?")
UNBROKEN = 10**9  # cells; a value stays on its line


def tree(raw: bytes) -> dict[str, Any]:
    """Return what a settings file says, as mappings, lists and texts; what says nothing is None."""
    said = _plain(Reader(raw).root)
    return said if isinstance(said, dict) else {}


def one_line(path: Path, value: Value) -> bytes:
    """Return settings that hold nothing but one value, on one line."""
    nested: Any = value
    for key in reversed(path):
        nested = {key: nested}
    return _written(nested).encode()


def at(said: Any, path: Path) -> Any:
    """Return what stands under a path of keys, None for nothing."""
    for key in path:
        said = said.get(key) if isinstance(said, dict) else None
    return said


def changed(raw: bytes, path: Path, value: Value | None) -> bytes:
    """Return a file that has no faults with one value set, or without it (None).

    Raises Refused ``setting_by_hand``: it stands there in a way that only a person can change.
    """
    head, text = raw[: len(BOM) * raw.startswith(BOM)], raw.decode("utf-8-sig")
    wanted, comments = _put(_said(text), path, value), _comments(text, at(_said(text), path))
    for new in _ways(text, path, value):
        if _said(new) == wanted and _comments(new, value) == comments:
            return head + new.encode()
    raise Refused("setting_by_hand", key=".".join(path))


def _ways(text: str, path: Path, value: Value | None) -> Iterator[str]:
    """Yield the ways to write a change, the one that moves least first."""
    root = _compose(text)
    there, node = at(_plain(root), path), _node(root, path)
    if value is None:
        yield text if there is None else _without(text, root, _emptied(_plain(root), path))
    elif node is None:
        yield from _with(text, root, path, value)
    else:
        if isinstance(there, list) and not isinstance(value, str):
            yield from _item_by_item(text, path, there, value)
        yield _over(text, node, value)


def _over(text: str, node: Any, value: Value) -> str:
    """Write a value over another one; a list in lines stays one in lines."""
    start, end = int(node.start_mark.index), _end(text, node)
    written = " " * (start == end) + _written(value)
    if _in_lines(node):
        between = _newline(text) + " " * node.start_mark.column
        written = between.join(f"- {_written(item)}" for item in value)
        if not value:
            start, written = text.rindex(":", 0, start) + 1, " []"
    return text[:start] + written + text[end:]


def _item_by_item(text: str, path: Path, there: Sequence[str], value: Sequence[str]) -> Iterator[str]:
    """Take items from a list and put others at its end, where the others keep their order."""
    kept = [item for item in there if item in value]
    if not kept or kept != list(value[: len(kept)]):
        return
    for item in there:
        if item not in value:
            listed = _node(_compose(text), path)
            text = _cut(text, listed, next(node for node in listed.value if node.value == item))
    for item in value[len(kept) :]:
        text = _appended(text, _node(_compose(text), path), _written(item))
    yield text


def _with(text: str, root: Any, path: Path, value: Value) -> Iterator[str]:
    """Write a value that is not there yet: behind its commented-out example, else at the end of its section."""
    depth = next(n for n in range(len(path) - 1, -1, -1) if n == 0 or _node(root, path[:n]) is not None)
    parent = _node(root, path[:depth])
    pair = one_line(path[depth:], value).decode()[1:-1]
    if parent is None or is_null(parent):
        place = parent.start_mark.index if parent is not None else len(text)
        yield text[:place] + (" {" + pair + "}" if depth else _newline(text) * bool(text) + pair) + text[place:]
    elif not parent.flow_style:
        indent = parent.start_mark.column
        example = re.compile(rf"(?m)^{' ' * indent}# ?{re.escape(path[depth])}:")
        for found in example.finditer(text, parent.start_mark.index, len(text) if not depth else parent.end_mark.index):
            yield _line_after(text, found.start(), " " * indent + pair)
    if parent is not None and not is_null(parent):
        yield _appended(text, parent, pair)


def _without(text: str, root: Any, path: Path) -> str:
    parent = _node(root, path[:-1])
    key, node = next((key, node) for key, node in parent.value if key.value == path[-1])
    return _cut(text, parent, key, node)


def _cut(text: str, collection: Any, first: Any, last: Any = None) -> str:
    """Cut an item out of a list, or a pair (from its key to its value) out of a mapping."""
    start, end = int(first.start_mark.index), _end(text, last or first)
    if collection.flow_style:
        if comma := re.compile(r"\s*,[ \t]*").match(text, end):
            return text[:start] + text[comma.end() :]
        return re.sub(r",\s*\Z", "", text[:start]) + text[end:]
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    over = BREAKS.search(text, end).start()  # type: ignore[union-attr]
    if "#" in text[end:over]:
        indent: str = " " * collection.start_mark.column
        return text[:line] + indent + text[end:].lstrip(" \t")
    newline = re.compile(r"\r\n|[\r\n]|\Z").match(text, over)
    return text[:line] + text[newline.end() if newline else over :]


def _appended(text: str, collection: Any, written: str) -> str:
    """Put an item or a pair at the end of a list or mapping."""
    if collection.flow_style:
        end = _end(text, collection) - 1
        if not collection.value:
            return text[:end].rstrip() + written + text[end:]
        last = _end(text, _last(collection))
        return f"{text[:last]}, {written}{text[last:]}"
    mark = "- " if collection.id == "sequence" else ""
    return _line_after(text, _end(text, _last(collection)), " " * collection.start_mark.column + mark + written)


def _line_after(text: str, place: int, line: str) -> str:
    """Put a line below the one in which `place` lies."""
    end = BREAKS.search(text, place).start()  # type: ignore[union-attr]
    return text[:end] + _newline(text) + line + text[end:]


def _compose(text: str) -> Any:
    return Reader(text.encode()).root


def _said(text: str) -> dict[str, Any]:
    return tree(text.encode())


def _comments(text: str, value: Any) -> int:
    """Return how many # a file has outside of one value: no change may take a comment away."""
    return text.count("#") - "".join(value or "").count("#")


def _plain(node: Any) -> Any:
    if node is None or is_null(node):
        return None
    if node.id == "mapping":
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if node.id == "sequence" else node.value


def _node(root: Any, path: Path) -> Any:
    """Return the node under a path, or None."""
    for name in path:
        pairs = root.value if root is not None and root.id == "mapping" else ()
        root = next((value for key, value in pairs if key.value == name), None)
    return root


def _last(collection: Any) -> Any:
    last = collection.value[-1]
    return last[1] if isinstance(last, tuple) else last


def _in_lines(node: Any) -> bool:
    """Return whether a list or mapping stands in lines of its own, not in brackets."""
    return node.id != "scalar" and not node.flow_style


def _end(text: str, node: Any) -> int:
    """Return where a value ends; the mark of one in lines lies behind the comments that follow it."""
    if _in_lines(node):
        return _end(text, _last(node))
    start = node.start_mark.index
    return int(start + len(text[start : node.end_mark.index].rstrip(BLANKS)))


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _put(said: dict[str, Any], path: Path, value: Value | None) -> dict[str, Any]:
    """Return what a file should say once the value is set."""
    said = deepcopy(said)
    if value is None:
        gone = _emptied(said, path)
        (at(said, gone[:-1]) or {}).pop(gone[-1], None)
        return said
    inner = said
    for key in path[:-1]:
        inner[key] = inner.get(key) or {}
        inner = inner[key]
    inner[path[-1]] = value if isinstance(value, str) else list(value)
    return said


def _emptied(said: dict[str, Any], path: Path) -> Path:
    """Return what goes with a value: the sections that hold nothing else."""
    while len(path) > 1 and len(at(said, path[:-1]) or ()) == 1:
        path = path[:-1]
    return path


def _written(value: Any) -> str:
    """Return a value as it is written in a settings file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(key)}: {_written(inner)}" for key, inner in value.items()) + "}"
    if not isinstance(value, str):
        return "[" + ", ".join(map(_written, value)) + "]"
    if PLAIN_NUMBER.fullmatch(value):
        return value
    import yaml

    quoted = '"' if re.search(r"[\x85\u2028\u2029]", value) else None
    listed = yaml.safe_dump(
        [value], default_flow_style=True, default_style=quoted, allow_unicode=True, width=UNBROKEN
    )  # fmt: skip
    return str(listed).strip()[1:-1]
