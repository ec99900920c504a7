"""A form is asked, question by question: back to any of them, over a card at the end, kept in a draft all the while."""

from dataclasses import replace
from functools import partial
from typing import Any

from xinfang.commands import ask
from xinfang.commands.asking import card
from xinfang.commands.asking.drafts import Draft
from xinfang.commands.asking.fields import EMPTY, Field, Form, Values, text_of
from xinfang.commands.desk import Desk
from xinfang.domain.codes import Refused
from xinfang.words import asking as words


class Conversation:
    """One form being filled in. `values` are the answers so far, `texts` the same as they would be typed."""

    def __init__(self, desk: Desk, form: Form, given: Values, draft: Draft | None = None) -> None:
        self.desk, self.form, self.draft = desk, form, draft
        self.values: dict[str, Any] = {name: value for name, value in given.items() if value not in EMPTY}
        self.texts = {field.name: text_of(field.name, self.values.get(field.name)) for field in form.fields}
        self.texts = {name: text for name, text in self.texts.items() if text}
        self.trail: list[tuple[Field, dict[str, Any]]] = []  # what was asked, and the values before it

    def answers(self) -> dict[str, Any]:
        """Ask all that is missing, without a card."""
        self._ask_missing()
        return self.values

    def approved(self) -> dict[str, Any]:
        """Ask all that is missing, show the card until it is approved, and return the values with what is usual.

        Raises KeyboardInterrupt: the clerk left.
        """
        try:
            self.desk.remark(self.form.greeting)
            self._resume()
            self._ask_missing()
            while (answer := self._card()) not in ("", *self.form.extra):
                self._change(answer)
        except KeyboardInterrupt:
            if self.draft and self.draft.is_kept:
                self.desk.remark(words.DRAFT_KEPT)
            raise
        chosen = {self.form.extra[answer]: True} if answer else {}
        return {**self.form.usual(self.values), **self.values, **chosen}

    def _resume(self) -> None:
        """Take what a draft holds, each answer judged as if it were typed now; it goes over what another one brings."""
        former, given = self.draft.former if self.draft else {}, set(self.values)
        for field in self.form.fields:
            if field.name in former and field.name not in given:
                try:
                    self._take(field, self._judged(field, former[field.name]))
                except Refused:
                    continue  # it is asked anew

    def _ask_missing(self) -> None:
        while field := self._next():
            try:
                self._take(field, self._asked(field))
            except ask.Back:
                self._back()

    def _next(self) -> Field | None:
        done = {field.name for field, _ in self.trail}
        missing = (f for f in self.form.fields if f.name not in done and self.values.get(f.name) in EMPTY)
        return next((field for field in missing if field.asked(self.values)), None)

    def _back(self) -> None:
        """Return to the question before, with the values as they were then; its former answer is filled in."""
        if not self.trail:
            ask.say(words.FIRST_QUESTION)
            return
        _, self.values = self.trail.pop()

    def _take(self, field: Field, answer: str) -> None:
        """Put an answer that was judged among the values, with what follows from it; and keep the draft."""
        self.trail = [*(step for step in self.trail if step[0] is not field), (field, dict(self.values))]
        value = field.read(self.desk, answer) if answer else None
        self.values.pop(field.name, None)
        self.texts[field.name] = answer
        if value not in EMPTY:
            self.values[field.name] = value
            self.values |= field.brings(self.values)
        if self.draft:
            self.draft.keep(self.texts)

    def _asked(self, field: Field) -> str:
        """Ask one question; returns the answer as it is read."""
        needed, enter = field.needed(self.values), field.enter(self.values) or ""
        label = (field.question or field.label()) + words.NEEDED_MARK * (needed and not enter)
        label += words.ENTER_FOR.format(value=enter) if enter else ""
        former = self.texts.get(field.name) or text_of(field.name, self.values.get(field.name))
        former = "" if former == enter else former
        judge, choices = partial(self._judged, field), field.choices(self.values)
        if choices:
            choices = replace(choices, skips=not needed)
            return ask.picked(label, choices, judge, enter=enter, former=former, back=True)
        return str(ask.checked(label, lambda typed: judge(typed or enter), former, back=True))

    def _judged(self, field: Field, answer: str) -> str:
        """Return an answer as it was typed, once it can be read and goes with the others.

        Raises Refused.
        """
        value = field.read(self.desk, answer) if answer else None
        if value in EMPTY and field.needed(self.values):
            raise Refused("unanswered", usage=True)
        try:
            self.form.so_far({**self.values, field.name: value})
        except Refused as refused:
            raise self.form.asked(refused) from None
        return answer

    def _card(self) -> str:
        """Show the card; returns what is typed below it: nothing to save, a key that saves too, or a field's number."""
        shown = {**self.form.usual(self.values), **self.values}
        card.show(self.desk, self.form, shown)
        wrong = card.below(self.form, shown, is_kept=self.draft is not None)
        label = words.CHANGE_QUESTION if wrong else words.SAVE_QUESTION
        check = partial(card.chosen, self.form, shown, may_save=not wrong)
        try:
            return str(ask.checked(label, check, back=True))
        except ask.Back:
            return self.trail[-1][0].name if self.trail else self.form.fields[0].name

    def _change(self, name: str) -> None:
        """Ask for a field again, and for what its new answer calls for.

        Raises KeyboardInterrupt: nothing of it is wanted.
        """
        if name == card.DROP:
            if self.draft:
                self.draft.drop()
            raise KeyboardInterrupt
        field = next(field for field in self.form.fields if field.name == name)
        try:
            self._take(field, self._asked(field))
        except ask.Back:
            return
        self._ask_missing()
