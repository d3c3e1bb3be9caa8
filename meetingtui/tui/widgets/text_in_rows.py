"""Long Chinese text as it is drawn: rows that break where a reader expects it, a quick key however long the text is."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.document._document import Document, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Offset, Region
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from meetingtui.language import _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.paragraph_wrap import ParagraphWrap

ROWS_KEPT = 512
"""Drawn rows that stay in memory."""


class TextInRows(TextArea):
    """Every row is drawn from what is seen of it alone, through the gate; a key draws anew only the rows it changed.

    The hardware cursor stands at the caret, where an input method draws what is being composed. `hint` stands in an
    empty text (marked with `N_`).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"minutes-text--caret", "minutes-text--selected", "minutes-text--hint"}
    DEFAULT_CSS = """
    TextInRows {
        border: none; padding: 0 1; background: $surface; color: $foreground;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
        &:focus { border: none; background: $background; }
        &.-textual-compact { border: none !important; }
        & > .minutes-text--caret { color: $input-cursor-foreground; background: $input-cursor-background; }
        & > .minutes-text--selected { color: $input-selection-foreground; background: $input-selection-background; }
        & > .minutes-text--hint { color: $text-muted; }
    }
    """

    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)

    hint = ""

    def __init__(self, text: str = "", **more: Any) -> None:
        self._drawn: LRUCache[tuple[object, ...], Strip] = LRUCache(ROWS_KEPT)
        super().__init__(text, **more)

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - Textual's parameter
        self._drawn.clear()
        self.document = Document(text)
        self.wrapped_document = ParagraphWrap(self.document)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.set_reactive(TextArea.selection, Selection.cursor(self.document.end))
        self._rewrap_and_refresh_virtual_size()

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        """Follow the caret, and draw anew only the rows that look different."""
        if not self.is_mounted:
            return
        before = self._cursor_offset[1]
        self.scroll_cursor_visible()
        after = self._cursor_offset[1]
        if previous_selection.is_empty and selection.is_empty:
            for row in {before, after}:
                self.refresh_lines(row)
        else:
            self.refresh()
        if previous_selection != selection:
            self.post_message(self.SelectionChanged(selection, self))

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Draw rows anew, over the whole width: Textual leaves the padding's cells out."""
        self.refresh(Region(0, y_start - self.scroll_offset.y, self.outer_size.width, line_count))

    def _recompute_cursor_offset(self) -> None:
        """An undo tells the size of the text before it puts the caret back into it."""
        self._cursor_offset = self.wrapped_document.location_to_offset(self.clamp_visitable(self.cursor_location))

    def _refresh_size(self) -> None:
        """Draw anew only the rows that the last edit has changed."""
        super()._refresh_size()
        wrap = self.wrapped_document
        first, behind = wrap.touched if isinstance(wrap, ParagraphWrap) else (0, None)
        last = self.scroll_offset.y + self.size.height
        behind = last if behind is None else min(behind, last)
        first = max(first, self.scroll_offset.y)
        if behind > first:
            self.refresh_lines(first, behind - first)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen; of one that is scrolled away, the nearest edge."""
        region = self.content_region
        wanted = super().cursor_screen_offset
        x = min(max(wanted.x, region.x), max(region.x, region.right - 1))
        return Offset(x, min(max(wanted.y, region.y), max(region.y, region.bottom - 1)))

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn holds."""
        self._drawn.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are seen."""
        return ScrollView.render_lines(self, crop)

    def render_line(self, y: int) -> Strip:
        """Row `y` of what is seen, drawn from its own characters."""
        wrap = self.wrapped_document
        found = wrap.row(y + self.scroll_offset.y) if isinstance(wrap, ParagraphWrap) else None
        width = self.scrollable_content_region.width
        if found is None:
            return self._row("", (), width)
        line, first, after = found
        text = self.document.get_line(line)[first:after]
        if not text and not first and y == 0 and self.document.line_count == 1 and self.hint:
            return self._hint_row(width)
        return self._row(text, self._marks(line, first, len(text), after is None), width)

    def _marks(self, line: int, first: int, length: int, last: bool) -> tuple[tuple[int, int, str], ...]:
        """What of a row looks different: characters from and to, and the name of the look."""
        (top, bottom), caret = sorted(self.selection), self.selection.end
        marks = []
        if top != bottom and top[0] <= line <= bottom[0]:
            begin = max(0, top[1] - first) if line == top[0] else 0
            end = min(length, bottom[1] - first) if line == bottom[0] else length + last
            if begin < end:
                marks.append((begin, end, "selected"))
        column = caret[1] - first
        if self.has_focus and caret[0] == line and column >= 0 and (column < length or last):
            marks.append((column, column + 1, "caret"))
        return tuple(marks)

    def _hint_row(self, width: int) -> Strip:
        marks = ((0, 1, "caret"),) if self.has_focus else ()
        return self._row(_(self.hint), marks, width, "hint")

    def _row(self, text: str, marks: tuple[tuple[int, int, str], ...], width: int, look: str = "") -> Strip:
        key = (text, marks, width, look, self.has_focus)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(text, marks, width, look)
        return drawn

    def _draw(self, text: str, marks: tuple[tuple[int, int, str], ...], width: int, look: str) -> Strip:
        base = self.rich_style
        plain = base + self._look(look) if look else base
        if marks:
            text += " "
        looks = [plain] * len(text)
        for begin, end, name in marks:
            for at in range(begin, min(end, len(text))):
                looks[at] = base + self._look(name)
        edges = [at for at in range(len(text)) if not at or looks[at] is not looks[at - 1]] if marks else [0]
        segments = [
            Segment(cells.plain(text[begin:end]), looks[begin])
            for begin, end in zip(edges, [*edges[1:], len(text)], strict=True) if text
        ]  # fmt: skip
        return Strip(segments).adjust_cell_length(width, base)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"minutes-text--{name}")
