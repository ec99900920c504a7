"""What may be said in a field: how long, in which characters; names, phones and ID numbers as people write them."""

import re
import unicodedata
from datetime import date

from xinfang.domain.codes import Refused

MOST = {
    "subject": 200,
    "detail": 30_000,
    "names": 60,
    "representatives": 60,
    "text": 5_000,
    "ground": 1_000,
    "agreement": 5_000,
    "promise": 1_000,
    "plan": 2_000,
    "outcome": 5_000,
    "result": 5_000,
    "parties": 60,
    "attended": 60,
    "groups": 5_000,
    "units": 5_000,
    "leaders": 5_000,
}
MOST_ELSEWHERE = 300
MANY_LINES = ("detail", "text", "outcome", "ground", "agreement", "plan", "result")
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
PHONE = re.compile(r"\+?[0-9][0-9-]{4,24}")
MOBILE = re.compile(r"1[0-9]{10}")
BETWEEN_NAMES = re.compile(r"[、,，;；]")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"


def text(field: str, typed: str) -> str:
    """Return words fit to be kept: no control characters, not too long, one line where the field has one line.

    Raises Refused: ``bad_text``, ``too_long``.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    cleaned = lines if field in MANY_LINES else re.sub(r"\s*\n\s*", " ", lines)
    most = MOST.get(field, MOST_ELSEWHERE)
    if len(cleaned) > most:
        raise Refused("too_long", usage=True, field=field, count=len(cleaned), most=most)
    if found := UNWRITABLE.search(cleaned):
        raise Refused("bad_text", usage=True, field=field, place=found.start() + 1)
    return cleaned


def names(field: str, typed: list[str] | None) -> tuple[str, ...]:
    """Return the names of a repeated option, each also splittable by 、 or a comma; none twice."""
    parts = (text(field, part) for name in typed or () for part in BETWEEN_NAMES.split(text(field, name)))
    return tuple(dict.fromkeys(part for part in parts if part))


def phone(typed: str) -> str:
    """Return a phone number: a mobile one in its bare figures.

    Raises Refused ``bad_phone``.
    """
    plain = re.sub(r"[() ]", "", unicodedata.normalize("NFKC", typed).replace("—", "-"))
    if not PHONE.fullmatch(plain):
        raise Refused("bad_phone", usage=True, text=typed)
    figures = re.sub(r"^(\+|00)86|-", "", plain)
    return figures if MOBILE.fullmatch(figures) else plain


def is_id_number(number: str) -> bool:
    """Return whether an 18-place ID number has a possible birth date and the right check digit (GB 11643)."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(figure) * weight for figure, weight in zip(number, ID_WEIGHTS, strict=False))
    return ID_CHECK[total % 11] == number[-1]
