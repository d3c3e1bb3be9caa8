"""A field of a form: label, entry, what it means, and the error in one sentence below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from meetingtui.language import _
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.widgets.text_field import TextField

Rule = Callable[[str], str]
"""What is wrong with a text, in one sentence; '' when nothing is."""


class Field(Widget):
    """What every field of a form can do; the kinds of field say what `value` is and what is wrong with it.

    `key` names it in the values of the form; `label` is a text in the language in use.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    Field {
        height: auto;
        width: 1fr;
        & > Horizontal { height: 1; width: 1fr; }
        & .field-label { width: 14; color: $text-muted; }
        & TextField { width: 1fr; background: $surface; }
        & TextField:focus { background: $panel; }
        & .field-meaning { width: auto; max-width: 40; padding: 0 1; color: $accent; }
        & .field-error { display: none; height: auto; color: $error; padding: 0 0 0 1; }
        &.-wrong .field-error { display: block; }
        &.-wrong TextField { background: $error 15%; }
    }
    """

    @dataclass
    class Edited(Message):
        """The user changed what is typed."""

        field: Field

        @property
        def control(self) -> Field:
            return self.field

    def __init__(
        self,
        key: str,
        label: str,
        text: str = "",
        *,
        required: bool = False,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id or f"field-{key}", classes=classes)
        self.key = key
        self.label = label
        self.required = required
        self.entry = TextField(text, placeholder=placeholder, max_length=max_length)
        self.error = ""
        self._first_text = text
        self._meaning = Static(classes="field-meaning")
        self._error = Static(classes="field-error")

    # ----- what each kind of field says

    @property
    def value(self) -> object:
        """What is typed, as the screen wants it; None when nothing is, or it cannot be understood."""
        return self.entry.value.strip() or None

    def wrong(self) -> str:
        """What is wrong with what is typed, apart from its being missing; '' when nothing is."""
        return ""

    def meaning(self) -> str:
        """What the typed text is understood as, shown behind it at once."""
        return ""

    # ----- what forms call

    @property
    def text(self) -> str:
        """What is typed, as it is."""
        return self.entry.value

    @text.setter
    def text(self, text: str) -> None:
        self.entry.value = text

    @property
    def changed(self) -> bool:
        """Whether it differs from what the form began with."""
        return self.entry.value != self._first_text

    def put_back(self, text: str) -> None:
        """Fill in what was typed or stood here before."""
        self.text = text

    def check(self) -> bool:
        """Whether the field can be saved; if not, the error stands below it."""
        missing = self.required and not self.entry.value.strip()
        self.show_error(_("請填寫{label}。").format(label=self.label) if missing else self.wrong())
        return not self.error

    def show_error(self, sentence: str) -> None:
        """Put a sentence below the field, or take it away with ''."""
        self.error = sentence
        self._error.update(shown(sentence))
        self.set_class(bool(sentence), "-wrong")

    def focus_entry(self) -> None:
        """Put the cursor into the field."""
        self.typed_into.focus()

    @property
    def typed_into(self) -> Widget:
        """What takes the cursor and the keys."""
        return self.entry

    # ----- its parts

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(shown_line(self.label), classes="field-label")
            yield self.entry
            yield self._meaning
        yield self._error

    def on_mount(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Say behind the field what it means now."""
        self._meaning.update(shown_line(self.meaning()))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.error:
            self.show_error("")
        self.tell()
        self.post_message(self.Edited(self))

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        if self.entry.value.strip():
            self.check()


class LineField(Field):
    """A line of text, checked by a rule of its own."""

    def __init__(
        self,
        key: str,
        label: str,
        text: str = "",
        *,
        rule: Rule | None = None,
        required: bool = False,
        placeholder: str = "",
        max_length: int = 0,
    ) -> None:
        super().__init__(key, label, text, required=required, placeholder=placeholder, max_length=max_length)
        self.rule = rule

    @property
    def value(self) -> str:
        """What is typed, without blanks at its ends; '' when nothing is."""
        return self.entry.value.strip()

    def wrong(self) -> str:
        return self.rule(self.value) if self.rule and self.value else ""
