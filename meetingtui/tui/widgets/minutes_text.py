"""The editor of long Chinese text: what is typed, pasted, found and replaced in it, and undo without limit."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import Location, Selection
from textual.document._history import EditHistory
from textual.message import Message

from meetingtui.domain.visible import harmless
from meetingtui.language import N_, _
from meetingtui.tui.widgets.long_text import (
    LONGEST,
    PASTED_AT_ONCE,
    left_out,
    place_of,
    split_walls,
    word_count,
)
from meetingtui.tui.widgets.text_field import word_start
from meetingtui.tui.widgets.text_in_rows import TextInRows


def _fresh_history() -> EditHistory:
    return EditHistory(max_checkpoints=sys.maxsize, checkpoint_timer=2.0, checkpoint_max_characters=60)


@dataclass
class TextState:
    """A text with where its caret stands and all that was changed in it, to be taken up again later."""

    text: str = ""
    history: EditHistory = field(default_factory=_fresh_history)
    selection: Selection | None = None
    """None: the caret stands at the end."""
    _counted: tuple[str, int] = ("", 0)

    @property
    def words(self) -> int:
        """字數, counted once for each text."""
        if self._counted[0] != self.text:
            self._counted = self.text, word_count(self.text)
        return self._counted[1]


class MinutesText(TextInRows, inherit_bindings=False):
    """A text of many paragraphs. What is pasted is made harmless, walls of text are split at the ends of sentences."""

    HELP: ClassVar[str] = N_(
        "長文輸入：一段一行，自動換行。Ctrl+W 刪一字或一詞，Ctrl+Z 復原（本次開啟以來不限次數），Ctrl+Y 重做，"
        "Ctrl+F 尋找與取代，Ctrl+T 常用語；Shift 加方向鍵選取。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", N_("上移"), id="text.up", show=False),
        Binding("down", "cursor_down", N_("下移"), id="text.down", show=False),
        Binding("left", "cursor_left", N_("左移"), id="text.left", show=False),
        Binding("right", "cursor_right", N_("右移"), id="text.right", show=False),
        Binding("ctrl+left", "cursor_word_left", N_("左移一段"), id="text.word-left", show=False),
        Binding("ctrl+right", "cursor_word_right", N_("右移一段"), id="text.word-right", show=False),
        Binding("home", "cursor_line_start", N_("行首"), id="text.home", show=False),
        Binding("end,ctrl+e", "cursor_line_end", N_("行尾"), id="text.end", show=False),
        Binding("ctrl+home", "to_start", N_("全文開頭"), id="text.start", show=False),
        Binding("ctrl+end", "to_end", N_("全文結尾"), id="text.finish", show=False),
        Binding("pageup", "cursor_page_up", N_("上一頁"), id="text.page-up", show=False),
        Binding("pagedown", "cursor_page_down", N_("下一頁"), id="text.page-down", show=False),
        Binding("shift+up", "cursor_up(True)", N_("向上選取"), id="text.select-up", show=False),
        Binding("shift+down", "cursor_down(True)", N_("向下選取"), id="text.select-down", show=False),
        Binding("shift+left", "cursor_left(True)", N_("向左選取"), id="text.select-left", show=False),
        Binding("shift+right", "cursor_right(True)", N_("向右選取"), id="text.select-right", show=False),
        Binding("shift+home", "cursor_line_start(True)", N_("選到行首"), id="text.select-home", show=False),
        Binding("shift+end", "cursor_line_end(True)", N_("選到行尾"), id="text.select-end", show=False),
        Binding("ctrl+a", "select_all", N_("全選"), id="text.select-all", show=False),
        Binding("backspace", "delete_left", N_("刪左邊一字"), id="text.delete-left", show=False),
        Binding("delete,ctrl+d", "delete_right", N_("刪右邊一字"), id="text.delete-right", show=False),
        Binding("ctrl+w", "delete_word_left", N_("刪左邊一詞"), id="text.delete-word", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", N_("刪到行首"), id="text.delete-to-start", show=False),
        Binding("ctrl+x", "cut", N_("剪下"), id="text.cut", show=False),
        Binding("ctrl+c", "copy", N_("複製"), id="text.copy", show=False),
        Binding("ctrl+v", "paste", N_("貼上"), id="text.paste", show=False),
        Binding("ctrl+z", "undo", N_("復原輸入"), id="text.undo", show=False, tooltip=N_("復原這一份文字的輸入")),
        Binding("ctrl+y", "redo", N_("重做輸入"), id="text.redo", show=False, tooltip=N_("把復原的輸入再做一次")),
    ]

    class Locked(Message):
        """Something was typed or pasted into a text that may only be read."""

    class TooLong(Message):
        """Something was pasted that is too long; it was not taken."""

        def __init__(self, sentence: str) -> None:
            self.sentence = sentence
            super().__init__()

    def __init__(
        self,
        text: str = "",
        *,
        hint: str = "",
        read_only: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`hint` stands in an empty text (marked with `N_`)."""
        self.hint = hint
        super().__init__(
            harmless(text), compact=True, read_only=read_only, highlight_cursor_line=False, id=id, classes=classes
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.history = _fresh_history()
        self._loaded = self.text

    # ----- what pages call

    def load(self, text: str) -> None:
        """Show another text, from its end; it counts as unchanged."""
        self.take(TextState(text))

    def take(self, written: TextState) -> None:
        """Take up a text where it was left."""
        text = harmless(written.text)
        if text != written.text or not isinstance(written.history, EditHistory):
            written = TextState(text)
        self._set_document(text, None)
        self.history = written.history
        self.history.checkpoint()
        self._loaded = text
        wanted = written.selection or Selection.cursor(self.document.end)
        self.selection = self._validate_selection(wanted)
        self.refresh()

    def give(self) -> TextState:
        """The text as it is left now."""
        return TextState(self.text, self.history, self.selection)

    @property
    def changed(self) -> bool:
        """Whether it differs from what was loaded."""
        return self.text != self._loaded

    def kept(self, text: str) -> None:
        """Say that `text` is stored now."""
        self._loaded = text

    @property
    def words(self) -> int:
        """字數 of the whole text."""
        return word_count(self.text)

    @property
    def paragraph(self) -> str:
        """What is selected, else the paragraph under the caret."""
        return (self.selected_text or self.document.get_line(self.cursor_location[0])).strip()

    def write(self, text: str) -> None:
        """Put a text in at the caret, as if it were typed."""
        self._replace_via_keyboard(harmless(text), *self.selection)

    def write_all(self, text: str) -> None:
        """Put another text in place of the whole, which is taken back at once."""
        self.history.checkpoint()
        self.replace(split_walls(harmless(text)), (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.selection = Selection.cursor(self.document.end)

    def select_found(self, wanted: str, *, wrap: bool = True) -> bool:
        """Select the next place behind what is selected that holds `wanted`; False where there is none.

        With `wrap` it goes on from the top.
        """
        text = self.text
        at = text.find(wanted, self.document_index(max(self.selection)))
        if at < 0 and wrap:
            at = text.find(wanted)
        if at < 0 or not wanted:
            return False
        self.select_span(at, at + len(wanted))
        self.history.checkpoint()
        return True

    def select_span(self, start: int, end: int) -> None:
        """Select characters `start` to `end` of the text."""
        text = self.text
        first, last = place_of(text, start), place_of(text, end)
        self.selection = self.selection._replace(start=(first.line, first.column), end=(last.line, last.column))

    def replace_found(self, wanted: str, by: str) -> None:
        """Replace what is selected if it is what was looked for."""
        if wanted and self.selected_text == wanted:
            self.write(by)

    def replace_all(self, wanted: str, by: str) -> int:
        """Replace every occurrence at once, which is taken back at once too; how many there were."""
        text = self.text
        count = text.count(wanted) if wanted and not self.read_only else 0
        if count:
            caret = self.selection.end
            self.replace(text.replace(wanted, harmless(by)), (0, 0), self.document.end, maintain_selection_offset=False)
            self.selection = self._validate_selection(Selection.cursor(caret))
        return count

    def document_index(self, place: Location) -> int:
        """The character of the text at a place."""
        lines = self.document.lines
        return sum(len(line) + 1 for line in lines[: place[0]]) + place[1]

    # ----- typing, pasting, deleting

    def _may_hold(self, more: int) -> bool:
        if more > PASTED_AT_ONCE:
            told = _(
                "貼上的文字有{count}字，超過一次{most}字的上限，沒有貼上，原有內容不變。請分次貼上，或改列為附件。"
            )
            self.post_message(self.TooLong(told.format(count=f"{more:,}", most=f"{PASTED_AT_ONCE:,}")))
            return False
        length = sum(map(len, self.document.lines)) + self.document.line_count - 1
        if length + more > LONGEST:
            told = _("這份文字已有{count}字，最多{most}字，沒有貼上，原有內容不變。請改列為附件。")
            self.post_message(self.TooLong(told.format(count=f"{length:,}", most=f"{LONGEST:,}")))
            return False
        return True

    async def _on_key(self, event: events.Key) -> None:
        typed = event.is_printable or event.key == "enter"
        if self.read_only and typed and event.key not in self.screen.active_bindings:
            self.post_message(self.Locked())
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was cut or copied in this program."""
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        if self.read_only:
            self.post_message(self.Locked())
        elif self._may_hold(len(text)):
            self._replace_via_keyboard(split_walls(harmless(text)), *self.selection)
            if told := left_out(text):
                self.app.notify(told, severity="warning")

    def action_delete_word_left(self) -> None:
        """Delete one Han character, else back to a blank, punctuation or Han."""
        start, end = self.selection
        if self.read_only or start != end or not end[1]:
            self.action_delete_left()
            return
        line = self.document.get_line(end[0])
        self._delete_via_keyboard(end, (end[0], word_start(line, end[1])))

    def action_to_start(self) -> None:
        """To the first character."""
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        """Behind the last character."""
        self.move_cursor(self.document.end)

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:  # noqa: ARG002 - Textual's
        """None: brackets of prose are not shown, and looking for them would read the whole text at every key."""
        return None
