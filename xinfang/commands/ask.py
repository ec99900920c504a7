"""Single questions at the terminal: a line, a choice by number, whether to save. Ctrl-C ends the command at once."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import has_selection
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from xinfang.commands import typed
from xinfang.commands.asking.choices import Choices
from xinfang.domain.codes import Refused
from xinfang.render import screen, styles, terminal
from xinfang.render.safe import visible
from xinfang.words import asking as words
from xinfang.words.fields import FIELD
from xinfang.words.refusals import sentence

STYLE = questionary.Style(list(styles.PROMPT.items()))
BACK = ("<", "＜", "《")  # as a Chinese keyboard types it
Check = Callable[[str], Any]


class Back(Exception):  # noqa: N818 - an answer, not an error
    """The clerk wants the question before this one."""


def line(label: str) -> str:
    """Ask for one line that is needed, under a label of its own."""
    return str(checked(label + words.NEEDED_MARK, lambda answer: needed(typed.text("text", answer))))


def one_line(desk: Any, field: str) -> str:
    """Ask for one field that is needed; it is read as its option would be."""
    label = FIELD[field] + words.NEEDED_MARK
    return str(checked(label, lambda answer: needed(typed.read(field, answer, desk.reading_of))))


def choose(label: str, choices: Iterable[str], default: str | None) -> str:
    """Ask which of the choices it is, by its number, a part of it or its initials; Enter alone is the default."""
    label += words.ENTER_FOR.format(value=visible(default)) if default else ""
    return picked(label, Choices({choice: choice for choice in choices}), enter=default or "")


def save() -> None:
    """Ask whether what was shown is to be saved.

    Raises KeyboardInterrupt: the clerk said no.
    """
    yes, no = words.SAVE_CHOICES
    if choose(words.SAVE_QUESTION, [yes, no], yes) == no:
        raise KeyboardInterrupt


def secret(label: str) -> str:
    """Ask for a password: what is typed shows as stars."""
    return str(questionary.password(label, style=STYLE, qmark=styles.QUESTION).unsafe_ask())


def needed(value: Any) -> Any:
    """Return a value that must be there.

    Raises Refused ``unanswered``.
    """
    if value in (None, "", ()):
        raise Refused("unanswered", usage=True)
    return value


def checked(label: str, check: Check, former: str = "", *, back: bool = False) -> Any:
    """Ask for a line until `check` makes a value of it; what it refuses is told, and can be set right.

    Raises Back: the question before is wanted (↑ or ``<``), where `back` is offered.
    """
    while True:
        answer = _typed(label, former, back=back)
        if answer.lower().startswith("xinfang "):
            say(words.COMMAND_HERE, "soon")
            continue
        try:
            return check(answer)
        except Refused as refused:
            say(sentence(refused), "soon")
            former = answer if len(answer) < terminal.width() else ""


def picked(
    label: str, choices: Choices, judge: Callable[[str], str] = str, *, enter: str = "", former: str = "",
    back: bool = False,
) -> str:  # fmt: skip
    """Ask for one of the choices, shown with their numbers; where several fit, among these. Enter alone is `enter`.

    What `judge` refuses is told, and can be set right. Back from among these is to all of them.
    Raises Back as `checked` does.
    """
    listed = choices
    while True:
        for row in screen.choices([visible(told) for told in listed.numbered()], terminal.width() - screen.GAP):
            put(" " * screen.GAP + row)
        try:
            found: str | list[str] = checked(label, partial(_one_of, listed, judge, enter), former, back=back)
        except Back:
            if listed is choices:
                raise
            listed, former = choices, ""
            continue
        if isinstance(found, str):
            return found
        listed, former = listed.among(found), ""


def _one_of(choices: Choices, judge: Callable[[str], str], enter: str, answer: str) -> str | list[str]:
    """Return what was judged of the one that is meant, or those that may be meant."""
    found = choices.judged(answer or enter)
    return found if len(found) > 1 else judge(choices.texts.get(found[0], found[0]))


def say(text: str, style: str | None = None) -> None:
    """Say something on the stream on which the question follows, on as many lines as it takes."""
    for told in text.split("\n"):
        for piece in screen.wrap(visible(told), terminal.width()):
            put(piece, style)


def put(told: str, style: str | None = None) -> None:
    """Show one line on the stream on which the question follows."""
    print(styles.styled(visible(told), style))  # noqa: T201


def _typed(label: str, former: str, *, back: bool) -> str:
    """Return a line as it was typed. A former answer stands selected: Enter keeps it, what is typed replaces it."""
    keys = KeyBindings()
    if back:
        keys.add("up")(lambda event: event.app.exit(exception=Back()))
    _bind_selected(keys)
    question = questionary.text(visible(label), default=former, style=STYLE, qmark=styles.QUESTION, key_bindings=keys)
    if former:
        _select_all(question.application.current_buffer)
    try:
        answer = str(question.unsafe_ask()).strip()
    except EOFError:  # Ctrl-D on an empty line
        raise KeyboardInterrupt from None
    if back and answer in BACK:
        raise Back
    return answer


def _select_all(buffer: Buffer) -> None:
    """Select what stands on the line, as Shift and an arrow do; any arrow gives it back to be mended."""
    buffer.cursor_position = 0
    buffer.start_selection()
    if buffer.selection_state:
        buffer.selection_state.enter_shift_mode()
    buffer.cursor_position = len(buffer.text)


def _bind_selected(keys: KeyBindings) -> None:
    """Bind what may be done with a line that stands selected."""
    keys.add("enter", filter=has_selection)(_kept)
    for key in (Keys.Any, Keys.BracketedPaste, "delete", "c-u", "c-w", "c-k"):
        keys.add(key, filter=has_selection)(_replaced)


def _kept(event: KeyPressEvent) -> None:
    """Take the line as it stands; it is no longer shown as selected."""
    event.current_buffer.exit_selection()
    event.current_buffer.validate_and_handle()


def _replaced(event: KeyPressEvent) -> None:
    """Put what is typed, pasted or dragged in, in the place of what is selected; keys that delete leave nothing."""
    key, told = event.key_sequence[0].key, " ".join(event.data.splitlines())
    if key in (Keys.Delete, Keys.ControlU, Keys.ControlW, Keys.ControlK):
        event.current_buffer.cut_selection()
    elif told.isprintable():
        event.current_buffer.cut_selection()
        event.current_buffer.insert_text(told)
    else:
        event.current_buffer.exit_selection()
