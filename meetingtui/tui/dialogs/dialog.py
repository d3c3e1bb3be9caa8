"""What every dialog is: a titled box over the screen, with the keys that work in it on the last line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_
from meetingtui.tui.gate import shown
from meetingtui.tui.keys import SpeaksLanguage
from meetingtui.tui.widgets.key_bar import KeyBar

T = TypeVar("T")


class Dialog(SpeaksLanguage[ScreenResultType | None], ModalScreen[ScreenResultType | None]):
    """Subclasses give `heading()` and `body()`; Esc closes with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", N_("取消"), id="dialog.give_up", tooltip=N_("關閉，不做任何變更")),
        Binding("f1", "app.help", N_("說明"), id="dialog.help", tooltip=N_("說明這個畫面與可用的按鍵")),
        Binding("f10", "app.menu", N_("命令"), id="dialog.menu", show=False, tooltip=N_("以方向鍵選擇命令")),
    ]
    HELP: ClassVar[str] = ""
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > .dialog--box {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            background: $surface; color: $foreground;
            border: round $border; border-title-color: $text-primary; border-title-style: bold;
            padding: 0 1; margin-bottom: 1;
        }
    }
    """

    def heading(self) -> Content:
        """The title of the box."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog--box") as box:
            box.border_title = self.heading()
            yield from self.body()
        yield KeyBar()

    def action_give_up(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def say(self, sentence: str) -> None:
        """What is wrong, on the line that a body keeps for it; '' takes it away."""
        self.query_one(".dialog--error", Static).update(shown(sentence))


def answer_of(call: Callable[[], T]) -> T | Refusal:
    """What the service answers, its refusal included: the dialog has a place to say it."""
    try:
        return call()
    except Refusal as refusal:
        return refusal
