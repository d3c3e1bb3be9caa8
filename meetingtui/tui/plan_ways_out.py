"""Ways out for a sitting that finds no time: shown on a page of their own, and taken in the draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from meetingtui.language import _
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.draft_list import LEFT

if TYPE_CHECKING:
    from meetingtui.services.drafting import Concession, Unplaced, YearInHand
    from meetingtui.tui.widgets.record_list import RowId


class GivesWay(Page[Any]):
    """A page with a draft in hand in which something may be given way."""

    hand: YearInHand | None = None

    def taken_along(self, hand: YearInHand) -> None:
        """Another draft is in hand in which the shifts stay; so does what was accepted."""
        raise NotImplementedError

    def taken(self, hand: YearInHand) -> None:
        """Another draft is in hand."""
        raise NotImplementedError

    def show_exclusion(self, row: RowId) -> bool:
        """Show why the sitting of a line finds no time; whether the line is of one."""
        number = str(row).removeprefix(LEFT)
        if self.hand is None or not str(row).startswith(LEFT) or not number.isdecimal():
            return False
        if not self.hand.explained:
            self.ask_to_wait()
            return True
        left = self.hand.draft.lost[int(number)]
        if left.counted:
            self.look_into(left, self._show)
        else:
            self._show(left)
        return True

    def _give_way(self, concessions: tuple[Concession, ...] | None) -> None:
        from meetingtui.services import drafting

        if concessions is None or self.hand is None:
            return
        self.fetch(partial(drafting.concede, self.hand, concessions), partial(self._given_way, self.hand))

    def _given_way(self, former: YearInHand, hand: YearInHand) -> None:
        if self.hand is not former:
            return  # another draft is in hand by now
        hand.follow(former)
        before = len(former.draft.lost)
        if len(hand.draft.lost) >= before:
            self.meeting_app.told(_("依這條出路重排後，仍有{count}場排不進；草稿不變。").format(count=before))
            return
        broken = sum(hand.lines[place].refused for place in hand.shifted)
        if broken > sum(former.lines[place].refused for place in former.shifted):
            text = _("採用這條出路後，手動調整的場次會有{count}場違反規定；草稿不變。請先把這些場次移回或存入。")
            self.meeting_app.told(text.format(count=broken))
            return
        self.taken_along(hand)
        self.show_given_way()
        self.meeting_app.told(_("已依這條出路重排，尚未存入；還有{count}場排不進。").format(count=len(hand.draft.lost)))

    def _show(self, left: Unplaced) -> None:
        from meetingtui.tui.dialogs.plan_exclusion import PlanExclusion

        if self.hand is not None:
            self.app.push_screen(PlanExclusion(self.hand, left), self._give_way)

    def look_into(self, left: Unplaced, then: Callable[[Unplaced], None]) -> None:
        """Look into a sitting of which only the taken days are known, then show it."""
        raise NotImplementedError

    def ask_to_wait(self) -> None:
        """Say that the ways out are not worked out yet."""
        raise NotImplementedError

    def show_given_way(self) -> None:
        """Put the cursor on a sitting for which something was given way."""
        raise NotImplementedError
