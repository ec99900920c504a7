"""Text that a person typed, made safe to show: what would act on a screen, or cannot be seen, is written out."""

import re

# Beyond the C0 controls: C1 controls, soft hyphen, fillers, zero-width and bidi marks, lone surrogates, tags.
# Variation selectors are not among them: rare characters of names need them.
_HIDDEN = (
    r"\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff"
)
_UNSAFE = re.compile(rf"\r\n|[\x00-\x1f{_HIDDEN}]")
HIDDEN = re.compile(f"[{_HIDDEN}]")
_UNFIT = re.compile(r"\r\n?|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(rf'[\x00-\x1f<>:"/\\|?*{_HIDDEN}]')
_DEVICE = re.compile(
    r"\A(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(?= *(\.|\Z))", re.IGNORECASE
)  # of Windows
# What a spreadsheet would take for a formula, behind blanks and unseen characters and in full width too; a phone number
# with its country code is none, nor is a growth.
_FORMULA = re.compile(rf"(?![+\-]\d+(\.\d+)?%?\Z)(?:[\t\r\n]|(?:\s|{HIDDEN.pattern})*[=+\-@＝＋－＠﹦﹢﹣﹫])")
MOST_NAME = 60  # characters: their bytes fit a file system's name
_ENDING = re.compile(r"\.[a-z0-9]{1,5}\Z", re.IGNORECASE)
_DELETE, _PICTURES = "\x7f", 0x2400


def visible(text: str) -> str:
    """Return the text as one line that a terminal can show: nothing in it acts, and nothing in it hides.

    A line break or tab becomes a space, a control character its picture (␛), any other hidden character its
    number (‹U+202E›).
    """
    return _UNSAFE.sub(_shown, text) if _UNSAFE.search(text) else text


def visible_lines(text: str) -> str:
    """Return the text with its line breaks, each line of it as `visible` does."""
    return "\n".join(map(visible, text.split("\n"))) if "\n" in text else visible(text)


def inert(text: str) -> str:
    """Return the text so that no program which opens tables takes it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def fit(text: str) -> str:
    """Return the text as every file format takes it: every line break as a line feed, what XML forbids as U+FFFD."""
    return _UNFIT.sub(lambda found: "\n" if found[0][0] == "\r" else "\ufffd", text)


def file_name(text: str) -> str:
    """Return the text as a name that no file system takes for a path or a device, and that hides nothing.

    Where it is too long its end goes, but for the ending that tells what the file is.
    """
    name = _DEVICE.sub(r"\1_", _NO_NAME.sub("_", text).strip(" ."))
    if len(name) <= MOST_NAME:
        return name or "_"
    found = _ENDING.search(name)
    ending = found[0] if found else ""
    return file_name(name[: MOST_NAME - len(ending)].strip(" .") + ending)  # what is left may be a device


def _shown(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in ("\n", "\t", "\r\n"):
        return " "
    if sign == _DELETE:
        return "\u2421"
    return chr(_PICTURES + ord(sign)) if sign < " " else f"‹U+{ord(sign):04X}›"
