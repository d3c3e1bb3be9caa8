"""What if: a draft under assumptions, and the question whether they are to be written down with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType

from meetingtui.dates.showing import show_year
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui.place import Page

if TYPE_CHECKING:
    from meetingtui.services.drafting import YearInHand
    from meetingtui.services.office import Office


_DESK = "assume"


class AssumesDraft(Page[Any]):
    """A page with the draft of `planned_year` in hand, which can be drawn under assumptions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w,ctrl+w", "assume", N_("假設"), id="plan.assume", show=False,
            tooltip=N_("假設會議別改以其他頻率或更多分區召開，看這一年會怎樣"),
        ),
    ]  # fmt: skip
    hand: YearInHand | None = None
    planned_year = 0
    _former: YearInHand | None = None
    _abandoned = Event()
    """Set when the assumption under way is not wanted any more: its thread ends."""

    def wait(self, words: str) -> None:
        """Show that no draft is in hand yet, and why."""
        raise NotImplementedError

    @property
    def touched(self) -> bool:
        """Whether the draft was shifted or accepted in part."""
        raise NotImplementedError

    def taken(self, hand: YearInHand) -> None:
        """Another draft is in hand."""
        raise NotImplementedError

    def action_assume(self) -> None:
        """Ask what is to be assumed; nothing written ends the assumption."""
        from meetingtui.tui.dialogs.ask import AskText

        if self.touched:
            self.meeting_app.told(_("草稿已有更動；請先存入或離開，再作假設。"))
            return
        question = _("假設的內容（多項以、隔開；空白則取消假設），例如 PIF-14 分區+2、PIF-16 每月：")
        self.app.push_screen(AskText(question, _("假設"), text=self.assumptions, optional=True), self._assume)

    def _assume(self, text: str | None) -> None:
        from meetingtui.services import drafting

        if text is None:
            return
        self._former, self.hand = self.hand, None
        office = cast("Office", self.office)
        self.wait(_("{year}試算中：{text}。Esc 停止，回到原來的草稿。").format(
            year=show_year(self.planned_year), text=text.strip() or _("不作假設")))  # fmt: skip
        self._abandoned = abandoned = Event()
        self.fetch(
            partial(_tried, partial(drafting.assume, office, self.planned_year, text, lambda: not abandoned.is_set())),
            self._assumed, desk=_DESK,
        )  # fmt: skip

    def on_unmount(self) -> None:
        """Nobody waits for a draft any more."""
        self._abandoned.set()

    def _assumed(self, found: YearInHand | Refusal) -> None:
        """The draft is there; where it is refused the one before comes back."""
        former, self._former = self._former, None
        if not isinstance(found, Refusal):
            self.taken(found)
            return
        self.refused(found)
        if former is not None:
            self.taken(former)

    @property
    def assuming(self) -> bool:
        """Whether a draft under assumptions is still being made."""
        return self._former is not None

    def stop_assuming(self) -> bool:
        """Go back to the draft before; whether one was being made."""
        former = self._former
        self._abandoned.set()
        if former is not None:
            self.fetch(lambda: former, self._assumed, desk=_DESK)  # a newer answer at a desk: the older one is dropped
        return former is not None

    @property
    def assumptions(self) -> str:
        """What is assumed, in words; "" when nothing is."""
        return _("、").join(one.words for one in self.hand.assumed) if self.hand is not None else ""

    def asked_to_keep(self, chosen: set[int]) -> bool:
        """Whether the user is asked first if the assumptions are to be written down with the sittings."""
        from meetingtui.tui.dialogs.ask import YesNo

        if not self.assumptions:
            return False
        text = _("草稿是依假設排的：{assumptions}。要把假設寫入會議別並存入接受的場次嗎？")
        question = text.format(assumptions=self.assumptions)
        self.app.push_screen(YesNo(question, _("寫入假設")), partial(self._keep_them, chosen))
        return True

    def _keep_them(self, chosen: set[int], agreed: bool | None) -> None:
        if agreed:
            self.save_chosen(chosen)

    def save_chosen(self, chosen: set[int]) -> None:
        """Save the sittings at those places."""
        raise NotImplementedError


def _tried(call: Callable[[], YearInHand]) -> YearInHand | Refusal:
    """What a call answers, its refusal as well; what is said of one that was abandoned nobody hears."""
    from meetingtui.services.drafting import Abandoned

    try:
        return call()
    except Refusal as refusal:
        return refusal
    except Abandoned:
        return Refusal(_("已停止試算，草稿不變。"))
