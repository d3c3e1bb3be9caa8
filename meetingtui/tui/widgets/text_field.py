"""A one-line field for Chinese: input methods, paste of several lines, Ctrl+W by the character."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.widgets import Input
from textual.widgets.input import Selection

from meetingtui.domain.visible import one_line
from meetingtui.language import N_
from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.long_text import left_out

STEPS_BACK = 200  # changes of one field that Ctrl+Z takes back


class TextField(Input, inherit_bindings=False):
    """Textual's input with its keys in our words, and text from outside made harmless.

    Signs that could act on a terminal are shown as pictures, one cell for each, and never typed or pasted
    in. The hardware cursor stands at the caret, where an input method draws what is being composed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", N_("左移"), id="field.left", show=False),
        Binding("right", "cursor_right", N_("右移"), id="field.right", show=False),
        Binding("shift+left", "cursor_left(True)", N_("向左選取"), id="field.select-left", show=False),
        Binding("shift+right", "cursor_right(True)", N_("向右選取"), id="field.select-right", show=False),
        Binding("ctrl+left", "cursor_left_word", N_("左移一段"), id="field.word-left", show=False),
        Binding("ctrl+right", "cursor_right_word", N_("右移一段"), id="field.word-right", show=False),
        Binding("home", "home", N_("行首"), id="field.home", show=False),
        Binding("end,ctrl+e", "end", N_("行尾"), id="field.end", show=False),
        Binding("shift+home", "home(True)", N_("選到行首"), id="field.select-home", show=False),
        Binding("shift+end", "end(True)", N_("選到行尾"), id="field.select-end", show=False),
        Binding("ctrl+a", "select_all", N_("全選"), id="field.select-all", show=False),
        Binding("backspace", "delete_left", N_("刪左邊一字"), id="field.delete-left", show=False),
        Binding("delete,ctrl+d", "delete_right", N_("刪右邊一字"), id="field.delete-right", show=False),
        Binding("ctrl+w", "delete_left_word", N_("刪左邊一詞"), id="field.delete-word", show=False),
        Binding("ctrl+u", "delete_left_all", N_("刪到行首"), id="field.delete-to-start", show=False),
        Binding("ctrl+k", "delete_right_all", N_("刪到行尾"), id="field.delete-to-end", show=False),
        Binding("ctrl+x", "cut", N_("剪下"), id="field.cut", show=False),
        Binding("ctrl+c", "copy", N_("複製"), id="field.copy", show=False),
        Binding("ctrl+v", "paste", N_("貼上"), id="field.paste", show=False),
        Binding("ctrl+z", "take_back", N_("復原輸入"), id="field.undo", show=False, tooltip=N_("復原這一欄的輸入")),
        Binding("enter", "submit", N_("確定"), id="field.enter", show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        select_on_focus: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`placeholder` is a text in the language in use; `max_length` 0 is no limit."""
        super().__init__(
            placeholder=placeholder,
            max_length=max_length,
            select_on_focus=select_on_focus,
            compact=True,
            id=id,
            classes=classes,
        )
        self._before: list[tuple[str, int]] = []
        # set without watchers: what a field begins with is no change, and a field may be made before its app runs
        self.set_reactive(Input.value, value)
        self.set_reactive(Input.selection, Selection.cursor(len(value)))
        self._initial_value = False

    def on_mount(self) -> None:
        self.virtual_size = Size(self.content_width, 1)

    # ----- what is shown

    def validate_placeholder(self, text: str) -> str:
        """A placeholder may name what is stored: it passes the gate too."""
        return cells.plain(text)

    @property
    def _value(self) -> Text:
        return Text(self._pictured(self.value), no_wrap=True, overflow="ignore", end="")

    def _pictured(self, text: str) -> str:
        """`text` as it is shown: as many signs as it has, none of which acts on a terminal."""
        seen = shown_line(text).plain
        if seen == text:
            return text
        odd = cells.sign("odd", ascii_only=cells.ascii_only(self))
        return "".join(picture if len(picture) == 1 else odd for picture in (shown_line(c).plain for c in text))

    def _position_to_cell(self, position: int) -> int:
        return cells.width(self._pictured(self.value[:position]))

    def _cell_offset_to_index(self, offset: int) -> int:
        offset += self.scroll_offset.x
        at = 0
        for index, character in enumerate(self._pictured(self.value)):
            at += cells.width(character)
            if offset < at:
                return index
        return len(self.value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen."""
        region = self.content_region
        x = region.x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        return Offset(min(x, max(region.x, region.right - 1)), region.y)

    # ----- typing, pasting, deleting

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        self.replace(one_line(text), *self.selection)
        if told := left_out(text):
            self.app.notify(told, severity="warning")

    def action_delete_left_word(self) -> None:
        if not self.selection.is_empty:
            self.delete_selection()
            return
        self.delete(word_start(self.value, self.cursor_position), self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every change by the user comes through here: remember what was before."""
        before, caret = self.value, self.cursor_position
        super().replace(text, start, end)
        if self.value != before:
            self._before = [*self._before[1 - STEPS_BACK :], (before, caret)]

    def action_take_back(self) -> None:
        """Take back the last change of this field; never one of the records."""
        if self._before:
            value, caret = self._before.pop()
            self.value = value
            self.cursor_position = caret


def word_start(text: str, caret: int) -> int:
    """Where the word before `caret` begins: one Han character, else back to a blank, punctuation or Han."""
    at = caret
    while at and text[at - 1].isspace():
        at -= 1
    if not at or not _in_run(text[at - 1]):
        return max(0, at - 1)
    while at and _in_run(text[at - 1]):
        at -= 1
    return at


def _in_run(character: str) -> bool:
    """Whether it makes words of several signs: letters and figures that are not Han, Kana or Hangul."""
    if not (character.isalnum() or unicodedata.combining(character) or character == "_"):
        return False
    return character.isascii() or unicodedata.east_asian_width(character) not in "WF" or character.isdecimal()
