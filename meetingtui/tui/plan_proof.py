"""While a draft year is looked through, a solver looks for a better one: its progress, its offer, and taking it."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.services.bettering import SILENT_WORDS, Silent
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from meetingtui.services.bettering import Progress, Proof
    from meetingtui.services.drafting import YearInHand


class ProofTold(Message):
    """How far a search for the best plan is; `given_up` tells it from others."""

    def __init__(self, progress: Progress, given_up: Event) -> None:
        super().__init__()
        self.progress = progress
        self.given_up = given_up


class ProvesDraft(Page[Any]):
    """A page with a draft in hand and a line `#plan--proof` that says how good it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,ctrl+b", "adopt", N_("採用更好的"), id="plan.adopt", tooltip=N_("改用扣分更少的排法")),
    ]
    hand: YearInHand | None = None
    _proof: Proof | None = None
    _proving = False
    _given_up = Event()
    """Set when the search under way is not wanted any more: it ends."""

    def taken_over(self) -> None:
        """The draft was replaced by a better one."""
        raise NotImplementedError

    def prove(self) -> None:
        """Look for the best plan beside what the user does."""
        self._given_up.set()
        self._proving, self._proof = False, None
        if self.hand is None or not self.hand.provable:
            self._say("")
        elif self.hand.shifted:
            self._tell_shifted()
        else:
            self._proving, self._given_up = True, Event()
            self._say(_("正在求最佳排法（{seconds}秒）：目前扣分{cost}分。Esc 停止。").format(
                seconds=0, cost=self.hand.draft.cost
            ))  # fmt: skip
            told = partial(self._told, self._given_up)
            self.fetch(partial(self.hand.better, told), partial(self._proven, self.hand), desk="proof")

    def stop_proving(self) -> bool:
        """End the search; whether there was one."""
        was, self._proving = self._proving, False
        self._given_up.set()
        if was:
            self._say(_(SILENT_WORDS[Silent.STOPPED]))
        return was

    def shifted(self) -> None:
        """The draft is no longer what was proven or could be bettered."""
        self._proof = None
        if not self.busy:
            self._tell_shifted()

    @property
    def busy(self) -> bool:
        """Whether the line tells what is being done."""
        return self._proving

    def _tell_shifted(self) -> None:
        """What the draft costs now, beside what it cost as it was proposed."""
        if self.hand is not None:
            text = _("手動調整後扣分{cost}分（原提案{was}分）。")
            text = text.format(cost=self.hand.draft.cost, was=self.hand.proposed.cost)
            self._say(text + self.hand.draft.over_gap_words)

    def on_unmount(self) -> None:
        """Nobody waits for a better plan any more."""
        self._given_up.set()

    def _told(self, given_up: Event, progress: Progress) -> bool:
        """Called in the thread of the search: pass it on, and say whether to go on."""
        if given_up.is_set() or not self.is_attached:
            return False
        self.post_message(ProofTold(progress, given_up))
        return True

    @on(ProofTold)
    def _progressed(self, message: ProofTold) -> None:
        if self._proving and self.hand is not None and message.given_up is self._given_up:
            self._say(_progress_words(message.progress, self.hand.draft.cost))

    def _proven(self, hand: YearInHand, proof: Proof | Silent) -> None:
        if self.hand is not hand or not self._proving:
            return  # another draft is in hand, or the search was given up
        self._proving = False
        if isinstance(proof, Silent):
            if hand.shifted:
                self._tell_shifted()
            else:
                self._say(_(SILENT_WORDS[proof]))
            return
        self._compare(hand, proof)
        self.refresh_bindings()

    def _compare(self, hand: YearInHand, proof: Proof) -> None:
        """Offer what is better; a draft that was shifted meanwhile costs something else."""
        less, more = hand.draft.cost - proof.draft.cost, len(hand.draft.lost) - len(proof.draft.lost)
        text = ""
        if hand.shifted:
            self._tell_shifted()
            return
        if more > 0:
            self._proof = proof
            text = _("有更好的排法：多排入{more}場，扣分{cost}分。按 b 採用。").format(more=more, cost=proof.draft.cost)
        elif less > 0 and not more:
            self._proof = proof
            text = _("有更好的排法：扣分{cost}分，少{less}分。按 b 採用。").format(cost=proof.draft.cost, less=less)
        elif not more and proof.proven:
            text = _("扣分{cost}分，已證明沒有更好的排法。").format(cost=hand.draft.cost) + hand.draft.over_gap_words
        elif hand.draft.lost:
            text = _("有場次排不進，無從求證是否有更好的排法。")
        self._say(text)

    def action_adopt(self) -> None:
        """Take the better plan; what was shifted by hand meanwhile is kept instead."""
        proof, self._proof = self._proof, None
        if proof is None or self.hand is None:
            return
        self.hand.adopt(proof)
        self._say(
            _("扣分{cost}分，已證明沒有更好的排法。").format(cost=proof.draft.cost) if proof.proven else ""
        )  # fmt: skip
        self.taken_over()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A better plan is taken where there is one, and nothing was shifted since."""
        if action == "adopt":
            return self._proof is not None and self.hand is not None and not self.hand.shifted
        return super().check_action(action, parameters)

    def _say(self, text: str) -> None:
        line = self.query_one("#plan--proof", Static)
        line.update(shown(text))
        line.display = bool(text)


def _progress_words(progress: Progress, cost: int) -> str:
    """The seconds spent, the best plan so far and how far it may be from the best there is."""
    best, bound, seconds = progress.best, progress.bound, round(progress.seconds)
    if best is None or bound is None:
        return _("正在求最佳排法（{seconds}秒）：目前扣分{cost}分。Esc 停止。").format(seconds=seconds, cost=cost)
    best, bound = round(best), max(0, round(bound))
    gap = 100 * (best - bound) / best if best > bound else 0.0
    text = _("正在求最佳排法（{seconds}秒）：目前最好{best}分，最少{bound}分，差距{gap}%。Esc 停止。")
    return text.format(seconds=seconds, best=best, bound=bound, gap=f"{gap:.1f}")
