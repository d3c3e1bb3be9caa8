"""Pages on one part of a sitting: agenda, roll, minutes and papers; the same keys lead from each to the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from meetingtui.domain.errors import NotFound, Refusal
from meetingtui.language import N_, _
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.sitting_head import SittingHead

if TYPE_CHECKING:
    from textual.timer import Timer

    from meetingtui.domain.sittings import SessionView
    from meetingtui.services.office import Office

PART_KEYS: list[BindingType] = [
    Binding("a,ctrl+b", "part('agenda')", N_("議程"), id="part.agenda", tooltip=N_("這一場的議程：草擬、排序、提案")),
    Binding("t,ctrl+u", "part('roll')", N_("簽到"), id="part.roll", tooltip=N_("這一場的出席登記")),
    Binding("w,ctrl+w", "part('minutes')", N_("紀錄"), id="part.minutes", tooltip=N_("這一場的會議紀錄")),
    Binding("v,f11", "part('papers')", N_("預覽"), id="part.papers", tooltip=N_("預覽、列印、另存這一場的文件")),
    Binding("f,ctrl+v", "part('notice')", N_("通知"), id="part.notice", tooltip=N_("開會通知單、受文者與寄送檔案")),
]
"""Where a sitting is in hand these lead to its parts; each page writes them into its BINDINGS after its own keys."""
LOOK_ROUND = 2.0
"""Seconds between two looks at whether somebody else has changed something."""
RULINGS_KEY = Binding("k", "part('rulings')", N_("裁示"), id="part.rulings", tooltip=N_("列管事項的辦理情形與裁示"))
"""Leads to the rulings of a sitting, where `k` is free; the minutes have another key for it."""


class SittingPart(Page[None]):
    """A page over one sitting, named by its id. Subclasses say which part they are (`PART`) and how it is read."""

    PART: ClassVar[str] = ""
    READ: ClassVar[staticmethod[[Office, int], Any]]
    """Reads, for a sitting's id, what `_show` shows."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u,ctrl+z", "undo", N_("復原"), id="part.undo", show=False, tooltip=N_("復原上一次的變更")),
    ]

    def __init__(self, sitting_id: int, **more: Any) -> None:
        super().__init__()
        self.sitting_id = sitting_id
        self.asked = more
        self.keys_wait = True
        self._looking: Timer | None = None
        self._newest: int | None = None
        """What `history.newest` said before what is shown was read; None where nobody asked."""

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    def compose(self) -> ComposeResult:
        from meetingtui.tui.widgets.key_bar import KeyBar
        from meetingtui.tui.widgets.title_bar import TitleBar

        yield TitleBar()
        yield SittingHead()
        yield from self.body()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look from then on whether somebody else has changed something."""
        super().on_mount()
        if self._looking is None:  # Textual calls this besides those of subclasses, which call it too
            self._looking = self.set_interval(LOOK_ROUND, self._look_round)

    def reload(self) -> None:
        """Read the part again."""
        self.read_with(self.READ)

    def read_with(self, read: Callable[[Office, int], Any]) -> None:
        """Read the part by `read`; what others change from then on is noticed."""
        self.fetch(partial(_dated, read, self.whole_office, self.sitting_id), self._take_read, desk=self.PART)

    def _take_read(self, read: tuple[int, Any]) -> None:
        self._newest, seen = read
        self._show(seen)

    def _look_round(self) -> None:
        in_front = next((one for one in reversed(self.app.screen_stack) if isinstance(one, Page)), None)
        if self._newest is not None and in_front is self:
            self.fetch(partial(_newest, self.whole_office), self._compare, desk="newest")

    def _compare(self, newest: int | None) -> None:
        if newest is not None and newest != self._newest:
            self._newest = newest
            self.meeting_app.records_changed()

    def _show(self, seen: Any) -> None:
        raise NotImplementedError

    def head(self, sitting: SessionView) -> None:
        """Say on the title line which sitting it is."""
        head = self.query_one(SittingHead)
        head.tell(_(PART_WORDS[self.PART]), sitting, self.whole_office.clock.today())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of the page itself leads nowhere."""
        if action == "part":
            return parameters[0] != self.PART
        return super().check_action(action, parameters)

    async def action_part(self, part: str) -> None:
        """Another part of the same sitting, in place of this one."""
        from meetingtui.tui import jumps

        if await self.may_leave():
            await self.app.switch_screen(jumps.sitting_part(part, self.sitting_id))

    async def may_leave(self) -> bool:
        """Whether nothing is lost by leaving now; pages that hold typed words keep them first."""
        return True

    def refused(self, refusal: Exception) -> None:
        """A sitting that an undo has taken away is shown no longer."""
        super().refused(refusal)
        if isinstance(refusal, NotFound) and self.gone() and self.is_current:
            self.dismiss(None)

    def gone(self) -> bool:
        """Whether the sitting itself stands no longer."""
        from meetingtui.services import sessions

        try:
            sessions.show(self.whole_office, self.sitting_id)
        except NotFound:
            return True
        return False


def _dated(read: Callable[[Office, int], Any], office: Office, sitting_id: int) -> tuple[int, Any]:
    from meetingtui.services import history

    newest = history.newest(office)  # asked first: what is changed while it is read is read again
    return newest, read(office, sitting_id)


def _newest(office: Office) -> int | None:
    """None where it cannot be asked now: nobody has to be told of that."""
    from meetingtui.services import history

    try:
        return history.newest(office)
    except Refusal:
        return None


PART_WORDS = {
    "agenda": N_("議程"), "roll": N_("簽到"), "minutes": N_("會議紀錄"), "papers": N_("文件"),
    "notice": N_("開會通知"), "rulings": N_("裁示"),
    "rounds": N_("會前調查"),
}  # fmt: skip
