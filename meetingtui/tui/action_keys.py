"""What can be done to an action item from any page that shows one: the same keys with the same meaning everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding, BindingType

from meetingtui.domain.actions import ActionView
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from meetingtui.services.office import Office

ACTION_KEYS: list[BindingType] = [
    Binding("e,ctrl+e", "edit", N_("修改"), id="action.edit", tooltip=N_("改主辦、協辦、期限、內容與類別")),
    Binding("w,ctrl+w", "minutes", N_("紀錄"), id="action.minutes", tooltip=N_("看產生這一項的會議紀錄")),
]
"""A page that acts on action items writes these into its BINDINGS."""


class ActionKeys(Page[Any]):
    """Pages that have an action item in hand: `in_hand` says which."""

    def in_hand(self) -> int | None:
        """The id of the item that the keys act on; None where there is none."""
        raise NotImplementedError

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    def _item(self) -> ActionView | None:
        """The item in hand as it stands now."""
        from meetingtui.services import actions

        one = self.in_hand()
        if one is None:
            self.meeting_app.told(_("請先選一項。"))
            return None
        try:
            return actions.show(self.whole_office, one)
        except Refusal as refusal:
            self.refused(refusal)
            return None

    async def action_minutes(self) -> None:
        """The minutes in which the item in hand was made, at its point."""
        from meetingtui.tui import jumps

        item = self._item()
        if item is not None:
            await self.app.push_screen(jumps.sitting_part("minutes", item.session_id, point=item.agenda_item_id))

    async def action_round(self) -> None:
        """Ask everybody before the next sitting of the body in hand: the files to send are offered at once."""
        from meetingtui.services import carrying
        from meetingtui.tui import jumps

        item = self._item()
        sitting = carrying.next_sitting(self.whole_office, item) if item is not None else None
        if sitting is not None:
            await self.app.push_screen(jumps.sitting_part("rounds", sitting.id, sending=True))
        elif item is not None:
            self.meeting_app.told(_("{series}還沒有排定下次會議，無從調查。請先排定。").format(series=item.series))

    def action_edit(self) -> None:
        """Change the item in hand."""
        from meetingtui.services import sessions
        from meetingtui.tui.dialogs.action_item import ActionItemDialog

        item = self._item()
        if item is not None:
            sitting = sessions.show(self.whole_office, item.session_id)
            self.app.push_screen(ActionItemDialog(self, sitting, item.text, item.agenda_item_id, item), self._edited)

    def _edited(self, one: ActionView | None) -> None:
        if one is not None:
            self.meeting_app.told(_("{number} 已修改。").format(number=one.number))
