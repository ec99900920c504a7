"""The card to look over before anything is saved: every field with its number, what is usual shown as such."""

from datetime import date
from typing import Any

from rich.cells import cell_len

from xinfang.commands import ask
from xinfang.commands.asking.choices import Choices
from xinfang.commands.asking.fields import EMPTY, Field, Form, Values, text_of
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.render import screen, terminal
from xinfang.tables.report import Column, Report, Table
from xinfang.words import asking as words
from xinfang.words import talk
from xinfang.words.refusals import sentence

DAYS = ("received_on", "found_on", "on_date", "settle_by", "due")  # told with their weekday
NUMBERED = 6  # cells before the name of a field, and behind it
DROP = "0"  # what is typed where nothing of it is wanted


def show(desk: Desk, form: Form, values: Values) -> None:
    """Show what was answered, a line a field; what else could be told stands below by name and number."""
    numbered = _numbered(form, values)
    wide = max(cell_len(field.label()) for field in numbered)
    told = {field.label(): _told(desk, field.name, values.get(field.name) or field.blank) for field in numbered}
    rows = [{"field": f"{n:>2}  {label}", "value": text} for n, (label, text) in enumerate(told.items(), 1) if text]
    more = [f"{n} {label}" for n, (label, text) in enumerate(told.items(), 1) if not text]
    columns = (Column("field", "", wide + NUMBERED), Column("value", "", 60))
    ask.say("")
    print(*screen.lines(Report(words.CARD, "", "", (Table("card", "", columns, rows, len(rows)),))), sep="\n")  # noqa: T201
    if more:
        more[0] = words.COULD_BE_TOLD.format(field=more[0])
        ask.say("\n".join(screen.flow(more, terminal.width())))


def _numbered(form: Form, values: Values) -> list[Field]:
    """Return the fields in the order of their numbers: those with something to show first."""
    shown = [field for field in form.fields if field.on_card(values)]
    return sorted(shown, key=lambda field: (values.get(field.name) or field.blank) in EMPTY)


def below(form: Form, values: Values, *, is_kept: bool) -> bool:
    """Tell what will hold once this is saved, or what is wrong with it, and the keys; returns whether something is.

    `is_kept` says that there is a draft, in which all of it stays when the clerk leaves.
    """
    saves = words.ENTER_SAVES + "".join(words.EXTRA[name] for name in form.extra.values())
    try:
        for line in form.whole(values):
            ask.say(line)
    except Refused as refused:
        ask.say(sentence(form.asked(refused)), "late")
        saves = ""
    ask.say(words.CARD_KEYS.format(saves=saves, leaves=words.LEAVES * is_kept))
    return not saves


def chosen(form: Form, values: Values, answer: str, *, may_save: bool) -> str:
    """Return what is meant by what was typed below the card: nothing, `DROP`, a key of the form, the name of a field.

    Raises Refused ``no_such_choice``, ``unanswered``, ``which_field``.
    """
    if may_save and answer.lower() in words.SAVES:
        return ""
    if answer == DROP or (may_save and (not answer or answer in form.extra)):
        return answer
    labelled = {field.label(): field.name for field in _numbered(form, values)}
    found = Choices({label: label for label in labelled}).judged(answer)
    if len(found) > 1:
        raise Refused("which_field", usage=True, fields=found)
    return labelled[found[0]]


def _told(desk: Desk, field: str, value: Any) -> str:
    """Return a value as the card shows it: a day in full, a category with its main topic."""
    if value in EMPTY:
        return ""
    if field in DAYS:
        weekday = talk.WEEKDAY[date.fromisoformat(value).weekday()]
        mark = words.IS_TODAY if value == desk.today.isoformat() else ""
        return words.DAY_IN_FULL.format(day=value, weekday=weekday) + mark
    told = text_of(field, value)
    topic = desk.office.topics().get(told, told) if field == "category" else told
    return told if topic == told else told + words.OF_TOPIC.format(topic=topic)
