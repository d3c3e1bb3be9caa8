"""What is done to one point while its minutes are typed: its kind of decision, action items, phrases, time."""

from __future__ import annotations

import time
from functools import partial

from meetingtui.domain.actions import ActionView
from meetingtui.domain.minutes import FITTING, DecisionKind, EditedMeanwhile, usual
from meetingtui.language import _
from meetingtui.tui import minutes_points
from meetingtui.tui.minutes_life import MinutesLife
from meetingtui.tui.minutes_points import Key, Seen
from meetingtui.tui.widgets.minutes_text import MinutesText


class PointCommands(MinutesLife):
    """A page with one point under the hands."""

    _begin: Key | None
    _timing: float

    def _show(self, seen: Seen) -> None:
        raise NotImplementedError

    def action_kind(self) -> None:
        """The next kind of decision; those that fit the point come first."""
        one = self.point
        if one is None or one.item is None:
            self.meeting_app.told(_("主席致詞沒有決議種類。請先到要決議的一案。"))
            return
        fitting = FITTING[one.item.kind]
        order = [usual(one.item.kind)]
        order += [kind for kind in DecisionKind if kind in fitting and kind not in order]
        order += [kind for kind in DecisionKind if kind not in order]
        one.chosen = str(order[(order.index(one.kind or order[0]) + 1) % len(order)])
        self._touched = True
        self._tell_kind()

    async def action_action_item(self) -> None:
        """Make an action item of what is selected, else of the paragraph under the caret, else of the decision."""
        from meetingtui.tui.dialogs.action_item import ActionItemDialog

        one, seen = self.point, self.seen
        if one is None or seen is None:
            return
        focused = self.focused
        text = focused.paragraph if isinstance(focused, MinutesText) else ""
        text = text or self.editor("decision").text.strip() or self.editor("text").paragraph
        item_id = one.item.id if one.item else None
        await self.app.push_screen(ActionItemDialog(self, seen.sitting, text, item_id), self._made)

    def _made(self, action: ActionView | None) -> None:
        if action is not None:
            self.meeting_app.told(_("已新增列管事項 {number}。").format(number=action.number))

    async def action_phrases(self) -> None:
        """A set phrase at the caret."""
        from meetingtui.services import phrases
        from meetingtui.tui.dialogs.phrases import Phrases

        focused = self.focused
        editor = focused if isinstance(focused, MinutesText) else self.editor("decision")

        def put_in(phrase: str | None) -> None:
            if phrase:
                editor.focus()
                editor.write(phrase)

        await self.app.push_screen(Phrases(self, phrases.of(self.whole_office)), put_in)

    def action_timer(self) -> None:
        """Begin or stop counting the time of the point that is being typed."""
        self._timing = 0.0 if self._timing else time.monotonic()
        self.told_kept()

    async def action_motion(self) -> None:
        """Another point, during the sitting."""
        from meetingtui.domain.agenda import AgendaItemView, ItemKind
        from meetingtui.tui.dialogs.agenda_item import AgendaItemDialog, blank

        def added(item: AgendaItemView | None) -> None:
            if item is not None:
                self.collect()
                self._begin = item.id
                self.fetch(partial(minutes_points.read, self.whole_office, self.sitting_id), self._show_new)

        await self.app.push_screen(AgendaItemDialog(self, self.sitting_id, blank(ItemKind.MOTION)), added)

    def _show_new(self, seen: Seen) -> None:
        self._show(seen)
        if self._begin in self.points and self._begin is not None:
            self._go(self._begin, "text")

    def resolve(self, key: Key, refusal: EditedMeanwhile) -> None:
        """Show mine, theirs and what both began with; take what is chosen."""
        from meetingtui.tui.dialogs.conflict import Conflict, Kept, Settled

        one = self.points.get(key)
        if one is None:
            return

        def settled(answer: Settled | None) -> None:
            if answer is None:
                return
            one.stored, one.version = refusal.theirs, refusal.version
            if answer.kept is not Kept.MINE:
                self._go(key)
                self.editor("text").write_all(answer.written.text)
                self.editor("decision").write_all(answer.written.decision)
                one.chosen = answer.written.decision_kind
                self.collect()
            self._touched = True
            if answer.kept is Kept.MINE:
                self.save_all()
            self._list_points()

        self.app.push_screen(Conflict(self._heading(one), refusal), settled)
