"""One sitting on one screen: all that is known of it, and the same keys as in the list."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_
from meetingtui.tui import sitting_sheet, sitting_words
from meetingtui.tui.gate import shown_line
from meetingtui.tui.sitting_actions import SITTING_KEYS, SittingActions
from meetingtui.tui.sitting_sheet import Sheet
from meetingtui.tui.widgets.detail import Detail

WIDE = 110
"""Cells from which facts and people stand side by side."""


class SessionPage(SittingActions):
    """Facts, basis, window and credits; who is asked and what they answered; every change so far."""

    CSS_PATH = "session.tcss"
    HELP: ClassVar[str] = N_(
        "一場會議的全部內容：時間地點、召開依據與時段、認列、受邀單位與回覆、異動紀錄，以及要再送出的文件。"
        "上下鍵捲動，Tab 換欄；各命令與場次清單相同，Esc 返回。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *SITTING_KEYS,
        Binding("u,ctrl+z", "undo", N_("復原"), id="session.undo", show=False, tooltip=N_("復原上一次的變更")),
    ]

    def __init__(self, sitting_id: int) -> None:
        super().__init__()
        self._sitting_id = sitting_id
        self._sheet: Sheet | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="title")
        with Horizontal():
            yield Detail(id="facts")
            yield Detail(id="people")

    def on_mount(self) -> None:
        """The cursor stands in the facts."""
        self.set_focus(self.query_one("#facts", Detail))
        super().on_mount()

    def reload(self) -> None:
        """Read the sitting again."""
        self.fetch(partial(sitting_sheet.read, self.whole_office, self._sitting_id), self._show, desk="sheet")

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.query_one("#title", Static).update(shown_line(sitting_words.title(sheet.sitting)))
        self._lay_out()

    def on_resize(self) -> None:
        """Side by side where there is room, else one below the other."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._sheet is None:
            return
        wide = self.size.width >= WIDE
        facts, people = self.query_one("#facts", Detail), self.query_one("#people", Detail)
        people.display = wide
        facts.show(self._sheet.facts if wide else [*self._sheet.facts, *self._sheet.people])
        people.show(self._sheet.people)

    def in_hand(self) -> int | None:
        return self._sitting_id

    def done(self, sitting: SessionView) -> None:
        """The page has been read again already."""

    def refused(self, refusal: Exception) -> None:
        """A sitting that an undo has taken away is shown no longer."""
        from meetingtui.domain.errors import NotFound

        if isinstance(refusal, NotFound) and self._sheet is not None:
            self.dismiss(None)
        else:
            super().refused(refusal)
