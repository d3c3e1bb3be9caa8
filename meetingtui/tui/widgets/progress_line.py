"""How far a longer work has come: a bar of one line and the count."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells


class ProgressLine(Widget):
    """`done` of `total`; empty while nothing is to be done."""

    can_focus = False
    DEFAULT_CSS = """
    ProgressLine { height: 1; color: $text-accent; display: none; }
    """

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def show(self, done: int, total: int) -> None:
        """Show another state of the work, or hide the line (a total of 0)."""
        self.done, self.total = done, total
        self.display = bool(total)

    def render(self) -> Content:
        count = f" {self.done}/{self.total}"
        room = max(0, self.size.width - len(count))
        filled = room * min(self.done, self.total) // self.total if self.total else 0
        narrow = cells.ascii_only(self)
        bar = cells.sign("bar", ascii_only=narrow) * filled + cells.sign("rest", ascii_only=narrow) * (room - filled)
        return shown_line(bar + count)
