"""A draft year is shown at once; then follows what excludes the sittings that found no time, then the best plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from meetingtui.language import _
from meetingtui.tui.plan_proof import ProvesDraft

if TYPE_CHECKING:
    from meetingtui.services.drafting import Unplaced, YearInHand
    from meetingtui.services.planning import Draft


class ExplainsDraft(ProvesDraft):
    """A page with a draft in hand that is explained, then bettered, beside what the user does."""

    _explaining: Event | None = None
    """Set when the explanation under way is not wanted any more: its thread ends. None when there is none."""

    _looking: Event | None = None
    """The same of one sitting that is looked into."""

    def explain(self) -> None:
        """Work out why sittings have no time and what would help, if that is not known yet; then look for the best."""
        self._drop_explanation()
        hand = self.hand
        if hand is None or hand.explained:
            self.prove()
            return
        self.stop_proving()
        left = len(hand.draft.lost) + sum(bool(one.broken) for one in hand.draft.sittings)
        self._say(_("草稿已排出，正在找{count}場為何排不進或超過間隔，以及出路。Esc 停止。").format(count=left))
        self._explaining = dropped = Event()
        self.fetch(partial(_explained, hand, dropped), partial(self._learned, hand), desk="reasons")

    def _learned(self, hand: YearInHand, told: Draft | None) -> None:
        """The explanation is there: it is added to the draft that it is of, shifted meanwhile or not."""
        if self.hand is not hand or told is None or self._explaining is None:
            return
        self._explaining = None
        hand.learn(told)
        self.show_draft()
        self.prove()

    def look_into(self, left: Unplaced, then: Callable[[Unplaced], None]) -> None:
        """Find what excludes a sitting of which only the taken days were counted; Esc stops that."""
        hand = self.hand
        if hand is None or self._looking is not None:
            return
        self._looking = dropped = Event()
        self.meeting_app.told(_("正在找這一場為何排不進，以及出路。Esc 停止。"))
        found = partial(self._looked_into, hand, left, then)
        self.fetch(partial(_looked_into, hand, left, dropped), found, desk="one reason")

    def _looked_into(
        self, hand: YearInHand, left: Unplaced, then: Callable[[Unplaced], None], told: Unplaced | None
    ) -> None:
        wanted, self._looking = self._looking, None
        if told is None or wanted is None or self.hand is not hand:
            return
        hand.learn_of(left, told)
        self.show_draft()
        then(told)

    def show_draft(self) -> None:
        """Draw the draft as it is now."""
        raise NotImplementedError

    def ask_to_wait(self) -> None:
        """Say that the ways out are not worked out yet; where they were given up they are from now on."""
        if self._explaining is None:
            self.explain()
        self.meeting_app.told(_("正在找互相排擠的場次與出路；找到後再按 Enter 查看。"))

    @property
    def busy(self) -> bool:
        return super().busy or self._explaining is not None

    def stop_working(self) -> bool:
        """End what is worked out in the background; whether there was anything."""
        if self._stop_looking():
            return True
        if self._drop_explanation():
            self._say(_("已停止：緣故與出路未找，也未求最佳排法。在排不進的場次按 Enter 可再找。"))
            return True
        return self.stop_proving()

    def on_unmount(self) -> None:
        """Nobody waits for an explanation any more."""
        self._stop_looking()
        self._drop_explanation()

    def _stop_looking(self) -> bool:
        was, self._looking = self._looking, None
        if was is not None:
            was.set()
        return was is not None

    def _drop_explanation(self) -> bool:
        was, self._explaining = self._explaining, None
        if was is not None:
            was.set()
        return was is not None


def _explained(hand: YearInHand, dropped: Event) -> Draft | None:
    """Called in a thread: the explained draft, None when it was given up."""
    from meetingtui.services.drafting import Abandoned

    try:
        return hand.explanation(lambda: not dropped.is_set())
    except Abandoned:
        return None


def _looked_into(hand: YearInHand, left: Unplaced, dropped: Event) -> Unplaced | None:
    """Called in a thread: the sitting told in full, None when that was given up."""
    from meetingtui.services.drafting import Abandoned

    try:
        return hand.look_into(left, lambda: not dropped.is_set())
    except Abandoned:
        return None
