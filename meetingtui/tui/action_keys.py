"""What can be done to an action item from any page that shows one: the same keys with the same meaning everywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding, BindingType

from meetingtui.domain.actions import ActionView
from meetingtui.domain.errors import Refusal
from meetingtui.domain.rulings import RULING_WORDS, Ruling
from meetingtui.language import N_, _
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office
    from meetingtui.tui.dialogs.rule_items import Ruled

ACTION_KEYS: list[BindingType] = [
    Binding("e,ctrl+e", "edit", N_("修改"), id="action.edit", tooltip=N_("改主辦、協辦、期限、內容與類別")),
    Binding("c,ctrl+d", "rule('close')", N_("解除"), id="action.close", tooltip=N_("在一場會議裁示解除列管")),
    Binding("k,ctrl+l", "rule('continue')", N_("繼續"), id="action.continue", tooltip=N_("在一場會議裁示繼續列管")),
    Binding("w,ctrl+w", "minutes", N_("紀錄"), id="action.minutes", tooltip=N_("看產生這一項的會議紀錄")),
]
"""A page that acts on action items writes these into its BINDINGS."""


class ActionKeys(Page[Any]):
    """Pages that have an action item in hand: `in_hand` says which."""

    def in_hand(self) -> int | None:
        """The id of the item that the keys act on; None where there is none."""
        raise NotImplementedError

    def in_hands(self) -> list[int]:
        """The ids of the items that one ruling is for."""
        one = self.in_hand()
        return [one] if one is not None else []

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

    def action_rule(self, verb: str) -> None:
        """Let a sitting rule on what is in hand: which one is asked, where none can the refusal says so."""
        ids = self.in_hands()
        if ids:
            self.fetch(
                partial(_rulable, self.whole_office, ids, Ruling(verb)),
                partial(self._ask_rule, Ruling(verb)),
                desk="rule",
            )
        else:
            self.meeting_app.told(_("請先選一項。"))

    def _ask_rule(self, verb: Ruling, found: tuple[list[SessionView], list[ActionView]]) -> None:
        from meetingtui.tui.dialogs.rule_items import RuleItems

        self.app.push_screen(RuleItems(self, *found, verb), self._ruled)

    def _ruled(self, said: Ruled | None) -> None:
        from meetingtui.services import lapsed_days

        if said is not None:
            text = _("{session}已裁示{count}項「{verb}」。按 u 復原。")
            verb, session = _(RULING_WORDS[said.verb]), said.items[0].ruled_in
            text = text.format(session=session, count=len(said.items), verb=verb)
            self.meeting_app.told(text + lapsed_days.told(self.whole_office, session, said.items))

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


def _rulable(office: Office, ids: list[int], verb: Ruling) -> tuple[list[SessionView], list[ActionView]]:
    """The sittings that can say `verb` of items, and the items. Raises as ruling_sittings.ready."""
    from meetingtui.services import carrying, ruling_sittings

    return ruling_sittings.ready(office, ids, verb), carrying.items(office, ids)
