"""One action item on one screen: what was ordered, how it stands, and its whole life."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.tui import action_sheet
from meetingtui.tui.action_keys import ACTION_KEYS, ActionKeys
from meetingtui.tui.action_sheet import Sheet
from meetingtui.tui.gate import shown_line
from meetingtui.tui.needs import Change
from meetingtui.tui.paper_desk import PRINT_KEYS, PrintsPapers
from meetingtui.tui.widgets.detail import Detail

if TYPE_CHECKING:
    from meetingtui.tui.dialogs.paper_out import Paper

WIDE = 110
"""Cells from which the facts and the life stand side by side."""


class ActionPage(PrintsPapers, ActionKeys):
    """All that is known of an action item; Esc leads back."""

    CSS_PATH = "action.tcss"
    HELP: ClassVar[str] = N_(
        "一件列管事項的全部內容與歷程：決議、主辦與協辦、期限與狀態、出自哪一場，"
        "以及其後每一次調查、辦理情形、裁示與未裁示。上下鍵捲動，Tab 換欄；"
        "e 修改，c 解除、k 繼續列管（選定作成裁示的場次），w 看會議紀錄，p 列印歷程，s 另存，Esc 返回。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *ACTION_KEYS,
        *PRINT_KEYS,
        Binding("u,ctrl+z", "undo", N_("復原"), id="action.undo", show=False, tooltip=N_("復原上一次的變更")),
    ]

    def __init__(self, action_id: int) -> None:
        super().__init__()
        self.action_id = action_id
        self.sheet: Sheet | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="title")
        with Horizontal():
            yield Detail(id="facts")
            yield Detail(id="life")

    def on_mount(self) -> None:
        """The cursor stands in the facts."""
        self.set_focus(self.query_one("#facts", Detail))
        super().on_mount()

    def reload(self) -> None:
        """Read the item again."""
        self.fetch(partial(action_sheet.read, self.whole_office, self.action_id), self._show, desk="sheet")

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        title = _("列管事項：{number}").format(number=sheet.item.number)
        self.query_one("#title", Static).update(shown_line(title), layout=False)
        self._lay_out()

    def on_resize(self) -> None:
        """Side by side where there is room, else one below the other."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.sheet is None:
            return
        wide = self.size.width >= WIDE
        facts, life = self.query_one("#facts", Detail), self.query_one("#life", Detail)
        life.display = wide
        facts.show(self.sheet.facts if wide else [*self.sheet.facts, *self.sheet.life])
        life.show(self.sheet.life)

    def in_hand(self) -> int | None:
        return self.action_id

    def paper_in_hand(self) -> Paper | None:
        """The life of the item."""
        from meetingtui.services import sessions
        from meetingtui.tui.dialogs.paper_out import Paper

        if self.sheet is None:
            return None
        item = self.sheet.item
        return Paper("life", sessions.show(self.whole_office, item.session_id), masked=False, item=item.number)

    def action_undo(self) -> None:
        """Take this person's last change back."""
        from meetingtui.services import history

        self.carry_out(partial(history.undo, self.whole_office), self._taken_back)

    def _taken_back(self, change: Change) -> None:
        from meetingtui.services.history import VERBS

        verb = _(VERBS.get(change.verb, change.verb))
        self.meeting_app.told(_("已復原「{verb}」：{thing}").format(verb=verb, thing=change.words))

    def refused(self, refusal: Exception) -> None:
        """An item that an undo has taken away is shown no longer."""
        from meetingtui.domain.errors import NotFound

        if isinstance(refusal, NotFound) and self.sheet is not None:
            self.dismiss(None)
        else:
            super().refused(refusal)
