"""The one line that filters a list: typed query, offers below it, the error in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from meetingtui.domain.query import Query, WrongQuery, parse
from meetingtui.domain.query_completion import Complete, offers, put
from meetingtui.domain.query_words import SITTINGS, Vocabulary
from meetingtui.language import N_, _
from meetingtui.tui.gate import shown
from meetingtui.tui.keys import key_name
from meetingtui.tui.widgets.drop_down import DropDown
from meetingtui.tui.widgets.text_field import TextField

PAUSE = 0.15  # seconds without a key after which the list is filtered


class QueryLine(Widget):
    """The query line of a list. `complete(field, prefix)` offers values of a field of its `words`.

    It posts `Changed` with the parsed query a moment after the last key, `Submitted` at Enter (the screen
    puts the cursor into the list), `Left` when Esc is pressed in an empty line. `year` and `near` are the
    year shown (西元) and today, for dates without year.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("下一個"), id="query.next", show=False),
        Binding("up", "step(-1)", N_("上一個"), id="query.previous", show=False),
        Binding("tab", "take", N_("選用"), id="query.take", show=False, tooltip=N_("選用提示的欄位或內容")),
        Binding("escape", "back", N_("清除"), id="query.back", tooltip=N_("關閉提示、清除查詢或返回")),
    ]
    DEFAULT_CSS = """
    QueryLine {
        height: auto;
        & > TextField { width: 1fr; background: $surface; }
        & > TextField:focus { background: $panel; }
        & > .query-error { display: none; height: auto; color: $error; padding: 0 1; }
        &.-wrong > .query-error { display: block; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another query holds; an empty one is false and means everything."""

        line: QueryLine
        query: Query

        @property
        def control(self) -> QueryLine:
            return self.line

    @dataclass
    class Submitted(Changed):
        """Enter: the query is finished."""

    @dataclass
    class Left(Message):
        """Esc in an empty line."""

        line: QueryLine

        @property
        def control(self) -> QueryLine:
            return self.line

    def __init__(
        self,
        text: str = "",
        *,
        complete: Complete | None = None,
        year: int | None = None,
        near: date | None = None,
        words: Vocabulary = SITTINGS,
        placeholder: str = N_("查詢，例如　會議:高危機 狀態:預定 3月"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.complete = complete
        self.words = words
        self.year = year
        self.near = near
        self.query_now = Query()
        self.error = ""
        self.entry = TextField(text, placeholder=_(placeholder))
        self.drop = DropDown()
        self._error = Static(classes="query-error")
        self._timer: Timer | None = None
        self._taken = text

    def compose(self) -> ComposeResult:
        yield self.entry
        yield self.drop
        yield self._error

    def on_mount(self) -> None:
        if self.value:
            self._read()

    @property
    def value(self) -> str:
        """The line as typed."""
        return self.entry.value

    @value.setter
    def value(self, text: str) -> None:
        self._taken = text
        self.entry.value = text

    def focus_entry(self) -> None:
        """Put the cursor into the line."""
        self.entry.focus()

    # ----- reading

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.entry.has_focus and self.value != self._taken:
            self._offer()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._read)

    def _offer(self) -> None:
        fitting = offers(self.value, self.entry.cursor_position, self.complete, self.words)
        self.drop.offer(fitting, key=key_name("tab"))

    def _read(self) -> bool:
        """Read the line and tell; whether it could be read. A value still being typed is no error."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        try:
            query = parse(self.value, year=self.year, near=self.near, words=self.words)
        except WrongQuery as wrong:
            self._show_error("" if self.drop.is_open else str(wrong))
            return False
        self._show_error("")
        if query != self.query_now:
            self.query_now = query
            self.post_message(self.Changed(self, query))
        return True

    def _show_error(self, sentence: str) -> None:
        self.error = sentence
        self._error.update(shown(sentence))
        self.set_class(bool(sentence), "-wrong")

    # ----- keys

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        if self.drop.highlighted is not None:
            self.action_take()
            return
        self.drop.close()
        if self._read():
            self.post_message(self.Submitted(self, self.query_now))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows and Tab are the screen's while nothing is offered."""
        if action in ("step", "take"):
            return self.drop.is_open
        return super().check_action(action, parameters)

    def action_step(self, lines: int) -> None:
        self.drop.step(lines)

    def action_take(self) -> None:
        """Take what is highlighted, or the first offer."""
        self._put(self.drop.highlighted or 0)

    def action_back(self) -> None:
        """Close the offers, else clear the line, else leave it."""
        if self.drop.is_open:
            self.drop.close()
            self._read()
        elif self.value:
            self.value = ""
            self._read()
        else:
            self.post_message(self.Left(self))

    def _put(self, index: int) -> None:
        if not index < len(self.drop.offered):
            return
        text, caret = put(self.value, self.entry.cursor_position, self.drop.offered[index], self.words)
        self._taken = text
        self.entry.value = text
        self.entry.cursor_position = caret
        self._offer()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._put(event.option_index)
        self.focus_entry()

    @on(Input.Blurred)
    def _away(self, event: Input.Blurred) -> None:
        event.stop()
        self.drop.close()
