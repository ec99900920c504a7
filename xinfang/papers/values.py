"""What may stand in a paper: everything that the record holds about a case, in the words of papers.

Nothing else reaches a template. An ID number is not among it; phone and home are where the petitioner must be met.
"""

import re
from collections.abc import Callable

from xinfang.domain import paper_forms
from xinfang.domain.codes import Kind
from xinfang.papers import clocks, filed, forms, matter
from xinfang.papers.wanted import Values, Wanted
from xinfang.words import papers as words

CONTACT = ("phone", "address")
SENTENCES = (
    "ground", "facts", "basis", "outcome", "review_outcome", "reexam_outcome", "supervision", "performance",
    "agreement", "result", "request", "remark", "proposal", "detail",
)  # fmt: skip
OF_A_CLAIM = ("basis", "review_organ")
PARTS: tuple[Callable[[Wanted], Values], ...] = (
    matter.of_the_case,
    matter.of_the_petition,
    matter.of_the_paper,
    clocks.of_the_clocks,
    clocks.of_the_extension,
    matter.of_the_answer,
    matter.of_the_appeals,
    clocks.of_the_supervision,
    filed.of_other_papers,
)


def values(wanted: Wanted, no: str = "") -> Values:
    """Return what may stand in the paper, by key; what is not known is empty."""
    made: Values = dict.fromkeys(words.VARIABLE, "")
    for part in PARTS:
        made |= {key: value for key, value in part(wanted).items() if value is not None}
    made |= {**wanted.given, "no": no}
    made |= {key: _ended(made[key]) for key in SENTENCES}
    if not wanted.form.contact:
        made = {key: value for key, value in made.items() if key not in CONTACT}
    return made


def _ended(text: str) -> str:
    """Return a text that stands as a sentence of its own with its full stop."""
    return text if not text or text.endswith(tuple(words.ENDS)) else text + words.STOP


def known(form: paper_forms.Form) -> list[str]:
    """Return the keys that a template of this kind may use."""
    return [key for key in words.VARIABLE if form.contact or key not in CONTACT]


def known_by_use(form: paper_forms.Form) -> tuple[list[str], list[str]]:
    """Return the keys that the shipped paper of this kind uses, and the others that its template may use."""
    used = [key for key in known(form) if re.search(rf"\b{words.VARIABLE[key][0]}\b", forms.text(form.code))]
    return used, [key for key in known(form) if key not in used]


def missing(wanted: Wanted, made: Values) -> list[str]:
    """Return the keys of what must stand in the paper and is not known."""
    return [key for key in wanted.form.needs if not made[key] and not _needless(key, wanted, made)]


def in_chinese(made: Values) -> Values:
    """Return the values under the names by which templates call them; further names stay as they were given."""
    return {words.VARIABLE[key][0] if key in words.VARIABLE else key: value for key, value in made.items()}


def _needless(key: str, wanted: Wanted, made: Values) -> bool:
    """Return whether it may be left out: the ground itself says where to go, or nothing can be reviewed."""
    if key == "where":
        return re.search(words.TOLD_WHERE, made["ground"]) is not None
    return key in OF_A_CLAIM and wanted.form.code == "reply" and wanted.state.case.kind != Kind.CLAIM
