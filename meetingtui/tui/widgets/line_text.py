"""A text of many lines to read, as wide as it was set: a paper on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Offset
from textual.strip import Strip

from meetingtui.language import N_
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LineView


class LineText(LineView):
    """Lines in their order; arrows and pages scroll. Each passes the gate before it is drawn."""

    def __init__(self, *, empty: str = N_("沒有內容。"), id: str | None = None) -> None:
        super().__init__(empty=N_("查看中，請稍候。"), top=0, bottom=0, id=id)
        self._none = empty
        self._lines: list[str] = []

    def show(self, lines: Sequence[str]) -> None:
        """Show another text, from its first line."""
        self.empty = self._none
        self._lines = [cells.plain(line) for line in lines]
        self.restart(0)

    @property
    def total(self) -> int:
        return len(self._lines)

    def headings(self) -> list[Strip]:
        return []

    def footer_line(self) -> str:
        return ""

    def body_line(self, index: int) -> Strip:
        return self.strip(" " + self._lines[index], self.look(""))

    def action_step(self, lines: int) -> None:
        """Arrows move the text, not a cursor: nothing can be chosen here."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_leap(self, pages: int) -> None:
        self.action_step(pages * (self.body - 1))

    def action_first(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        self.scroll_to(y=self.total, animate=False)

    def keep_in_view(self) -> None:
        """There is no cursor line."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands at the first line that is seen."""
        return self.content_region.offset
