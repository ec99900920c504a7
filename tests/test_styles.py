"""Styles: what stands out can be read on black and on white, whatever the terminal calls red."""

from __future__ import annotations

import re
from itertools import product

import pytest
from prompt_toolkit.styles import Style
from questionary.styles import merge_styles_default

from tests.conftest import PACKAGE
from xinfang.render import styles

# The eight colours as terminals have them, dark and bright: 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta,
# 6 cyan, 7 white.
PALETTES = {
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5",
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    ),
    "Windows console": (
        "000000 800000 008000 808000 000080 800080 008080 c0c0c0",
        "808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff",
    ),
    "Windows Terminal": (
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc",
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    ),
    "GNOME": (
        "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc",
        "5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff",
    ),
}
BOLD_IS_BRIGHT = ("xterm", "Windows console", "Windows Terminal")
BLACK, WHITE = "000000", "ffffff"
SEEN = 3.0  # of bold text, by WCAG; nothing else is coloured
NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray")


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG reckons it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colour(palette: str, number: int, *, bold: bool) -> str:
    return PALETTES[palette][bold and palette in BOLD_IS_BRIGHT].split()[number]


@pytest.mark.parametrize(("palette", "ground"), [*product(PALETTES, (BLACK, WHITE))])
@pytest.mark.parametrize("style", styles.SCREEN)
def test_what_a_screen_colours_is_seen_on_black_and_on_white(style: str, palette: str, ground: str) -> None:
    signs = styles.SCREEN[style].split(";")
    assert set(signs) <= {"1", "4", "7", *map(str, range(30, 38))}, "faint and the bright colours are not everywhere"
    for sign in (sign for sign in signs if sign.startswith("3")):
        assert contrast(colour(palette, int(sign) - 30, bold="1" in signs), ground) >= SEEN
        assert "1" in signs, "colour never stands alone"


def lost(number: int) -> bool:
    """Return whether a colour, written bold, cannot be seen on black or on white with one of the palettes."""
    grounds = product(PALETTES, (BLACK, WHITE))
    return any(contrast(colour(palette, number, bold=True), ground) < SEEN for palette, ground in grounds)


def test_red_and_magenta_are_all_that_is_seen_everywhere() -> None:
    """So says `styles`; what it may be made of is no matter of taste."""
    assert [name for number, name in enumerate(NAMES) if not lost(number)] == ["red", "magenta"]


def test_questions_have_no_colours_but_ours() -> None:
    """The library's own style lies below ours: its blue and its orange are not everywhere."""
    whole = merge_styles_default([Style(list(styles.PROMPT.items()))])
    for part in ("qmark", "question", "answer", "text", "aborting"):
        assert whole.get_attrs_for_style_str(f"class:{part}").color in ("", "default")


def test_the_mark_of_a_question_is_one_cell_wide_everywhere() -> None:
    assert styles.QUESTION.isascii()


@pytest.mark.parametrize(
    ("surroundings", "terminal", "plain"),
    [
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "xterm"}, False, True),
        ({"TERM": "dumb"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, False),
    ],
)
def test_styles_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], *, terminal: bool, plain: bool
) -> None:
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    told = {style: styles.styled("逾期", style) for style in styles.SCREEN}
    assert all((text == "逾期") is plain for text in told.values())
    assert all(text in ("逾期", f"\x1b[{styles.SCREEN[style]}m逾期\x1b[0m") for style, text in told.items())
    assert styles.styled("逾期", None) == "逾期"


def test_no_other_file_writes_what_a_terminal_acts_on() -> None:
    signs = re.compile(r"\\x1b|\\033|\\u001b|ansi(red|green|cyan|gray|blue)")
    told = [path.name for path in PACKAGE.rglob("*.py") if signs.search(path.read_text("utf-8"))]
    assert told == ["styles.py"]
