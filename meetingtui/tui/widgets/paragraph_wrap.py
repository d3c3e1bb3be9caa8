"""The rows of a long text: a key wraps one paragraph anew, whatever else the text holds."""

from __future__ import annotations

from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument

from meetingtui.tui.widgets.long_text import breaks, breaks_after


class ParagraphWrap(WrappedDocument):
    """Textual's view of a document in rows, broken by the rules for Chinese and in time that its length hardly touches.

    Textual's own takes 0.4 s for each key in a paragraph of 20,000 characters.
    """

    touched: tuple[int, int | None] = (0, None)
    """The rows that the last edit changed: the first, and the one behind the last (None: to the end)."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break every paragraph anew; `width` 0 breaks none."""
        self._width = width
        if tab_width:
            self._tab_width = tab_width
        self._wrap_offsets = [breaks(line, width) for line in self.document.lines]
        self.touched = 0, None
        self._number()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break anew the paragraphs that an edit has touched; called after it."""
        last = len(self._wrap_offsets) - 1
        top = max(0, min(start[0], old_end[0], last))
        old_bottom = min(max(start[0], old_end[0]), last)
        new_bottom = min(max(start[0], new_end[0]), self.document.line_count - 1)
        before = [len(one) for one in self._wrap_offsets[top : old_bottom + 1]]
        lines = self.document.lines[top : new_bottom + 1]
        if top == old_bottom == new_bottom and start <= old_end and start <= new_end:
            old, grown = self._wrap_offsets[top], new_end[1] - old_end[1]
            fresh = [breaks_after(lines[0], self._width, old, start[1], new_end[1], grown)]
        else:
            fresh = [breaks(line, self._width) for line in lines]
        self._wrap_offsets[top : old_bottom + 1] = fresh
        self.touched = self._line_index_to_offsets[top][0], None
        if before != [len(one) for one in fresh]:
            self._number()
        else:
            self.touched = self.touched[0], self._line_index_to_offsets[new_bottom][-1] + 1

    def _number(self) -> None:
        """Say which row each paragraph begins at, and which paragraph each row is of."""
        rows: list[tuple[int, int]] = []
        starts: list[list[int]] = []
        for line, offsets in enumerate(self._wrap_offsets):
            first = len(rows)
            rows.extend((line, section) for section in range(len(offsets) + 1))
            starts.append(list(range(first, len(rows))))
        self._offset_to_line_info, self._line_index_to_offsets = rows, starts
        self._tab_width_cache = [[] for _line in starts]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._offset_to_line_info)

    def row(self, y: int) -> tuple[int, int, int | None] | None:
        """The paragraph of row `y`, its first character, and the first of the next row (None in the last of them)."""
        if not 0 <= y < len(self._offset_to_line_info):
            return None
        line, section = self._offset_to_line_info[y]
        offsets = self._wrap_offsets[line]
        return line, offsets[section - 1] if section else 0, offsets[section] if section < len(offsets) else None

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a paragraph."""
        text, offsets = self.document.get_line(line_index), self._wrap_offsets[line_index]
        return [text[first:last] for first, last in zip([0, *offsets], [*offsets, None], strict=True)]
