"""How far a longer work in a thread has come: a bar of one line and the count; and the word to stop it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

from textual import on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells


class ProgressLine(Widget):
    """`done` of `total`; empty while nothing is to be done.

    The work is handed `going_on`, which it calls before each step. When the line goes, nobody waits for it any more.
    """

    can_focus = False
    DEFAULT_CSS = """
    ProgressLine { height: 1; color: $text-accent; display: none; }
    """

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    @dataclass
    class Advanced(Message):
        """So many steps of so many are done."""

        done: int
        total: int

    def __init__(self) -> None:
        super().__init__()
        self._halt = Event()
        self._working = False

    def begin(self) -> None:
        """A work begins."""
        self._halt.clear()
        self._working = True

    def going_on(self, done: int, total: int) -> bool:
        """Tell from any thread how far the work has come; whether it is to do the next step."""
        self.post_message(self.Advanced(done, total))
        return not self._halt.is_set()

    def stop(self) -> None:
        """The work is to end before its next step."""
        self._halt.set()

    def end(self) -> None:
        """The work has answered: the line is empty."""
        self._working = False
        self._show(0, 0)

    def on_unmount(self) -> None:
        """Nobody waits for the work any more."""
        self.stop()

    @on(Advanced)
    def _advanced(self, event: Advanced) -> None:
        event.stop()
        if self._working:
            self._show(event.done, event.total)

    def _show(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.display = bool(total)

    def render(self) -> Content:
        count = f" {self.done}/{self.total}"
        room = max(0, self.size.width - len(count))
        filled = room * min(self.done, self.total) // self.total if self.total else 0
        narrow = cells.ascii_only(self)
        bar = cells.sign("bar", ascii_only=narrow) * filled + cells.sign("rest", ascii_only=narrow) * (room - filled)
        return shown_line(bar + count)
