"""Ways out for a sitting that finds no time: shown on a page of their own, and taken in the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from meetingtui.language import _
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.draft_list import LEFT

if TYPE_CHECKING:
    from meetingtui.services.drafting import Concession, YearInHand
    from meetingtui.tui.widgets.record_list import RowId


class GivesWay(Page[Any]):
    """A page with a draft in hand in which something may be given way."""

    hand: YearInHand | None = None

    @property
    def touched(self) -> bool:
        """Whether the draft was shifted or accepted in part."""
        raise NotImplementedError

    def taken(self, hand: YearInHand) -> None:
        """Another draft is in hand."""
        raise NotImplementedError

    def show_exclusion(self, row: RowId) -> bool:
        """Show why the sitting of a line finds no time; whether the line is of one."""
        from meetingtui.tui.dialogs.plan_exclusion import PlanExclusion

        number = str(row).removeprefix(LEFT)
        if self.hand is None or not str(row).startswith(LEFT) or not number.isdecimal():
            return False
        self.app.push_screen(PlanExclusion(self.hand, self.hand.draft.lost[int(number)]), self._give_way)
        return True

    def _give_way(self, concessions: tuple[Concession, ...] | None) -> None:
        from meetingtui.services import drafting

        if concessions is None or self.hand is None:
            return
        if self.touched:
            self.meeting_app.told(_("草稿已有更動；請先存入或離開，再採用出路。"))
            return
        self.fetch(partial(drafting.concede, self.hand, concessions), self._given_way)

    def _given_way(self, hand: YearInHand) -> None:
        before = len(self.hand.draft.lost) if self.hand is not None else 0
        if len(hand.draft.lost) >= before:
            self.meeting_app.told(_("依這條出路重排後，仍有{count}場排不進；草稿不變。").format(count=before))
            return
        self.taken(hand)
        self.show_given_way()
        self.meeting_app.told(_("已依這條出路重排，尚未存入；還有{count}場排不進。").format(count=len(hand.draft.lost)))

    def show_given_way(self) -> None:
        """Put the cursor on a sitting for which something was given way."""
        raise NotImplementedError
