"""A field of a form for a text of several lines."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static, TextArea

from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.minutes_text import MinutesText


class ParagraphField(Field):
    """Enter begins a new line here; Tab goes to the next field, Ctrl+S saves."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    ParagraphField {
        & > Horizontal { height: auto; }
        & MinutesText { width: 1fr; height: auto; min-height: 2; max-height: 6; padding: 0; background: $surface; }
        & MinutesText:focus { background: $panel; }
    }
    """

    def __init__(self, key: str, label: str, text: str = "", *, required: bool = False, hint: str = "") -> None:
        """`hint` stands in the empty field (marked with `N_`)."""
        super().__init__(key, label, "", required=required)
        self.editor = MinutesText(text, hint=hint)
        self._first_text = self.editor.text

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(shown_line(self.label), classes="field-label")
            yield self.editor
        yield self._error

    def on_mount(self) -> None:
        """The entry of other fields is not shown here."""

    @property
    def text(self) -> str:
        """What is typed, as it is."""
        return self.editor.text

    @text.setter
    def text(self, text: str) -> None:
        self.editor.load(text)

    @property
    def value(self) -> str:
        """What is typed, without blanks at its ends."""
        return self.editor.text.strip()

    @property
    def changed(self) -> bool:
        return self.editor.text != self._first_text

    def check(self) -> bool:
        """Whether the field can be saved; its own entry stands for what is typed."""
        self.entry.set_reactive(type(self.entry).value, self.value)
        return super().check()

    @property
    def typed_into(self) -> Widget:
        return self.editor

    @on(MinutesText.TooLong)
    def _too_long(self, event: MinutesText.TooLong) -> None:
        event.stop()
        self.show_error(event.sentence)

    @on(TextArea.Changed)
    def _typed_more(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.error:
            self.show_error("")
        self.post_message(self.Edited(self))
