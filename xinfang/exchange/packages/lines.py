"""The lines of a package, judged before anything is done with them: they come from outside."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from typing import Any

from xinfang.domain import codes, terms
from xinfang.domain.books import is_row
from xinfang.domain.codes import Refused
from xinfang.domain.disputes import Stage
from xinfang.domain.model import KEYS, TABLES, row_type, truths
from xinfang.domain.said import UNWRITABLE
from xinfang.tables import card, rows
from xinfang.tables.closed import Sight
from xinfang.words import labels
from xinfang.words.packages import UNREADABLE

COLUMNS = frozenset(
    ("office", "seq", "act", "case_no", "on_date", "by_whom", "written_at", "data", "salt", "data_hash", "prev", "hash")
)
LONGEST = {"act": 40, "case_no": 60, "by_whom": 400, "written_at": 40, "salt": 64}  # characters
NAMES = ("by_whom", "office")
MOST = 2**53  # what a number may be
# Escaped, as no writer of ours leaves them: what no text can hold (NUL, halves of characters).
UNFIT = re.compile(r"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F])")
DAYS = frozenset({"on_date", "next_due", "raw_end", "until", "first", "last"})  # besides those that end with _on
CODES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "cases": {
        "status": frozenset(codes.Status), "kind": frozenset(codes.Kind), "channel": frozenset(codes.Channel),
        "source": frozenset(codes.Source), "route": frozenset(codes.Route), "opinion": frozenset(codes.Opinion),
        "review_opinion": frozenset(codes.ReviewOpinion), "reexam_opinion": frozenset(codes.ReviewOpinion),
        "rated_office": frozenset(codes.Rating), "rated_unit": frozenset(codes.Rating),
    },
    "petitions": {
        "channel": frozenset(codes.Channel), "kind": frozenset(codes.Kind), "source": frozenset(codes.Source)
    },
    "terms": {
        "term": frozenset(labels.TERM), "counted_in": frozenset({terms.DAYS, terms.WORKDAYS, terms.SET_DATE})
    },
    "tasks": {"task": frozenset(codes.Task)},
    "meetings": {"way": frozenset(codes.Reception)},
    "disputes": {"status": frozenset(Stage)},
}  # fmt: skip
Fits = Callable[[Any], bool]


def entry_of(line: bytes, file: str, place: int) -> dict[str, Any]:
    """Return the entry that a line holds, each value of its type; its hashes are not judged here.

    Raises Refused ``package_line``: no JSON, unknown or missing names, a value of another type, what no text can hold.
    """
    try:
        row = json.loads(line)
        _judge_entry(row)
        data = json.loads(row["data"])
        _judge_data(data)
        _judge_said(row, data["said"])
    except _Unfit as unfit:
        raise Refused("package_line", file=file, seq=place, what=unfit.args[0]) from unfit
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise Refused("package_line", file=file, seq=place, what=UNREADABLE["json"]) from error
    entry: dict[str, Any] = row
    return entry


class _Unfit(Exception):  # noqa: N818 - as a refusal
    """What does not fit, in words."""


def _judge_entry(row: Any) -> None:
    if not isinstance(row, dict) or row.keys() != COLUMNS:
        raise _Unfit(UNREADABLE["names"])
    if not _is_number(row["seq"]):
        raise _Unfit("seq")
    for name, value in row.items():
        if name == "seq" or (name == "case_no" and value is None):
            continue
        if type(value) is not str or not _may_stand(name, value):
            raise _Unfit(name)
        if len(value) > LONGEST.get(name, len(value)):
            raise _Unfit(name)
    data = row["data"]
    if not data.encode() or ("\\u" in data and UNFIT.search(data)):
        raise _Unfit(UNREADABLE["text"])
    if not _is_day(row["on_date"]) or not _is_day(row["written_at"][:10]):
        raise _Unfit("on_date")


def _may_stand(name: str, value: str) -> bool:
    """Return whether a text may stand in a field of an entry: names hold what the desk lets in, a wide space too."""
    if name == "data":
        return True
    return UNWRITABLE.search(value) is None if name in NAMES else value.isprintable()


def _judge_data(data: Any) -> None:
    """Judge what was said, and the rows that were set and dropped."""
    if data.keys() != {"said", "set", "drop"} or not isinstance(data["said"], dict):
        raise _Unfit(UNREADABLE["names"])
    for table, changed in data["set"].items():
        fitting, key = _fitting(table), KEYS[table]
        for row in changed:
            for name, value in row.items():
                if name not in fitting:
                    raise _Unfit(f"{table}.{name}")
                if not fitting[name](value):
                    raise _Unfit(f"{table}.{name}")
            if row[key] is None:
                raise _Unfit(f"{table}.{key}")
    for table, keys in data["drop"].items():
        fits = _fitting(table)[KEYS[table]]
        if not all(key is not None and fits(key) for key in keys):
            raise _Unfit(table)


def _judge_said(row: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    """Tell what was said as a card does: what cannot be told would be met there."""
    if not said or row["case_no"] is None:
        return
    try:
        if is_row(row["case_no"]):
            rows.told_line(row["act"], said)
        else:
            card.told_line(row["act"], said, Sight())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _Unfit(UNREADABLE["said"]) from error


@cache
def _fitting(table: str) -> Mapping[str, Fits]:
    """Return, per column of a projection, what tells a value that fits.

    Raises _Unfit: no such table.
    """
    if table not in TABLES:
        raise _Unfit(table[:40])
    return {field.name: _fits(table, field.name, field.type) for field in fields(row_type(table))}


def _fits(table: str, name: str, kind: Any) -> Fits:
    known = CODES.get(table, {}).get(name)
    if known is not None:
        return (known | {None}).__contains__
    if name in truths(table):
        return _is_truth
    if kind in (int, int | None):
        return _is_number_or_none
    return _is_day_or_none if name in DAYS or name.endswith("_on") else _is_text


def _is_number(value: Any) -> bool:
    return type(value) is int and -MOST < value < MOST


def _is_number_or_none(value: Any) -> bool:
    return value is None or (type(value) is int and -MOST < value < MOST)


def _is_truth(value: Any) -> bool:
    return value is None or type(value) is bool


def _is_text(value: Any) -> bool:
    return value is None or type(value) is str


def _is_day_or_none(value: Any) -> bool:
    return value is None or value == "" or (type(value) is str and _is_day(value))


@lru_cache(maxsize=20_000)
def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
