"""The new due day of what goes on, and the chair's words, typed below the list: Enter takes what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from meetingtui.domain.rulings import Carried
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.new_due import NewDueField, said_before, words_field
from meetingtui.tui.place import Page


class DueBar(Vertical):
    """Hidden until it is opened with what is proposed; it answers with what was typed."""

    HELP: ClassVar[str] = N_(
        "繼續列管的新期限：日期（12/25）、+30（會後30日）或「下次會議」（Ctrl+N）；留空則期限不變。"
        "已帶入主辦機關建議的期限：多項建議不同時為「各依建議」，各項各用自己的。"
        "Tab 可加主席的話。Enter 裁示，Esc 取消。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next_sitting", N_("下次會議"), id="due.next", tooltip=N_("以下次會議的日期為期限")),
        Binding("escape", "close", N_("取消"), id="due.close", tooltip=N_("不裁示，回到清單")),
    ]
    DEFAULT_CSS = """
    DueBar {
        display: none; height: auto; background: $panel; padding: 0 1;
        &.-open { display: block; }
    }
    """

    @property
    def is_open(self) -> bool:
        """Whether a day is being typed."""
        return self.has_class("-open")

    @dataclass
    class Given(Message):
        """The day as the service is told it (None to leave it), and the chair's words."""

        due: str | None
        reason: str

    class Closed(Message):
        """Nothing is to be said."""

    def __init__(self, page: Page[Any], sitting: SessionView) -> None:
        super().__init__()
        self.field = NewDueField(page, sitting)
        self.words = words_field()
        self.field.entry.select_on_focus = True

    def compose(self) -> ComposeResult:
        yield self.field
        yield self.words

    def open(self, sitting: SessionView, chosen: Sequence[Carried]) -> None:
        """Show it with what is proposed; typing goes over that."""
        self.add_class("-open")
        self.field.show_error("")
        self.words.text = said_before(chosen)
        self.field.propose(sitting, chosen)
        self.field.focus_entry()
        self.field.entry.action_select_all()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        if self.field.check():
            self.remove_class("-open")
            self.post_message(self.Given(self.field.said, self.words.value))

    def action_next_sitting(self) -> None:
        """The day of the next sitting."""
        self.field.text = _("下次會議")
        self.field.tell()

    def action_close(self) -> None:
        """Say nothing."""
        self.remove_class("-open")
        self.post_message(self.Closed())
