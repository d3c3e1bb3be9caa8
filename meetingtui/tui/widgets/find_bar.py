"""Find and replace in the text that is being typed: two fields on one line below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from meetingtui.language import N_, _
from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets.text_field import TextField


class FindBar(Horizontal):
    """It looks for nothing itself: it says what is wanted, and shows what came of it."""

    HELP: ClassVar[str] = N_(
        "尋找與取代：打要找的字，Enter 找下一處（這一案找完就找下一案）；Tab 到「換成」，Enter 取代這一處並找下一處，"
        "Ctrl+R 全部取代（一次可復原）；Esc 關閉。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "all", N_("全部取代"), id="find.all", tooltip=N_("取代這一案的每一處，可一次復原")),
        Binding("ctrl+f", "next", N_("下一處"), id="find.next", tooltip=N_("找下一處")),
        Binding("escape", "close", N_("關閉"), id="find.close", tooltip=N_("回到文字")),
    ]
    DEFAULT_CSS = """
    FindBar {
        display: none; height: 1; dock: bottom; background: $panel;
        &.-open { display: block; }
        & > Static { width: auto; padding: 0 1; }
        & > TextField { width: 1fr; background: $surface; }
        & > TextField:focus { background: $background; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Look for `text`; with `by` replace what is selected first, with `every` all."""

        bar: FindBar
        text: str
        by: str | None = None
        every: bool = False

    class Closed(Message):
        """Back to the text."""

    def compose(self) -> ComposeResult:
        yield Static(_("找"))
        yield TextField(id="wanted")
        yield Static(_("換成"))
        yield TextField(id="by")
        yield Static("", id="came")

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return self.query_one("#wanted", TextField).value

    def open(self, text: str) -> None:
        """Show it, with what was selected as what is looked for."""
        self.add_class("-open")
        field = self.query_one("#wanted", TextField)
        if text:
            field.value = text
        self.tell("")
        field.focus()
        field.action_select_all()

    def tell(self, text: str) -> None:
        """Say what came of it."""
        self.query_one("#came", Static).update(shown_line(text))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        by = self.query_one("#by", TextField).value if event.input.id == "by" else None
        self.post_message(self.Wanted(self, self.wanted, by))

    def action_next(self) -> None:
        """The next place."""
        self.post_message(self.Wanted(self, self.wanted))

    def action_all(self) -> None:
        """Every place at once."""
        self.post_message(self.Wanted(self, self.wanted, self.query_one("#by", TextField).value, every=True))

    def action_close(self) -> None:
        """Hide it."""
        self.remove_class("-open")
        self.post_message(self.Closed())
