"""What can be done to a sitting from any page that shows one: the same keys with the same meaning everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding, BindingType

from meetingtui.domain.errors import Refusal
from meetingtui.domain.sessions import Status
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.tui import sitting_words
from meetingtui.tui.place import Page
from meetingtui.tui.sitting_part import PART_KEYS, RULINGS_KEY

if TYPE_CHECKING:
    from textual.screen import Screen

    from meetingtui.services.office import Office
    from meetingtui.tui.dialogs.export_ics import Written

SITTING_KEYS: list[BindingType] = [
    *PART_KEYS,
    RULINGS_KEY,
    Binding("e,ctrl+e", "arrange", N_("安排"), id="sitting.arrange", tooltip=N_("更動這一場的地點、主辦機關或備註")),
    Binding("m,ctrl+t", "move", N_("改期"), id="sitting.move", tooltip=N_("改到別的日期，編號不變")),
    Binding("o,ctrl+o", "postpone", N_("延期"), id="sitting.postpone", tooltip=N_("延期，可先不定日期")),
    Binding("x,ctrl+x", "cancel", N_("取消"), id="sitting.cancel", tooltip=N_("取消這一場，保留編號與事由")),
    Binding("h,ctrl+r", "hold", N_("召開"), id="sitting.hold", tooltip=N_("登記已召開與人次；已召開的取消登記")),
    Binding("c,ctrl+d", "deputy", N_("代理"), id="sitting.deputy", tooltip=N_("改由代理人主持這一場")),
    Binding("b,ctrl+k", "credit", N_("認列"), id="sitting.credit", tooltip=N_("這一場也計入其他會議別")),
    Binding("l,ctrl+l", "lock", N_("鎖定"), id="sitting.lock", tooltip=N_("鎖定或解除鎖定日期")),
    Binding("g,ctrl+g", "invite", N_("邀請"), id="sitting.invite", tooltip=N_("這一場另外邀請其他網絡")),
    Binding("i,ctrl+y", "export_ics", N_("行事曆檔"), id="sitting.ics", tooltip=N_("匯出勾選場次的行事曆檔（ICS）")),
    Binding("j,ctrl+n", "merge", N_("併開"), id="sitting.merge", tooltip=N_("併入另一場，由那一場代表兩會")),
]
"""A page that acts on sittings writes these into its BINDINGS."""


class SittingActions(Page[Any]):
    """Pages that have a sitting in hand: `in_hand` says which."""

    def in_hand(self) -> int | None:
        """The id of the sitting that the keys act on; None where there is none."""
        raise NotImplementedError

    def all_in_hand(self) -> list[int]:
        """The ids of the sittings that are ticked, else the one in hand."""
        one = self.in_hand()
        return [] if one is None else [one]

    def done(self, sitting: SessionView) -> None:
        """A sitting was changed."""

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    # ----- opening the dialogs

    def _sitting(self) -> SessionView | None:
        """The sitting in hand as it stands now."""
        from meetingtui.services import sessions

        one = self.in_hand()
        if one is None:
            self.meeting_app.told(_("請先選一場會議。"))
            return None
        try:
            return sessions.show(self.whole_office, one)
        except Refusal as refusal:
            self.refused(refusal)
            return None

    def _open_sitting(self, verb: str) -> SessionView | None:
        """The sitting in hand if it can still be changed; `verb` (marked with `N_`) says what is wanted."""
        from meetingtui.domain.sessions import require_open

        sitting = self._sitting()
        if sitting is None:
            return None
        try:
            require_open(sitting.number, sitting.status, verb)
        except Refusal as refusal:
            self.refused(refusal)
            return None
        return sitting

    async def _open(self, dialog: Screen[SessionView | None], sentence: str) -> None:
        """Open a dialog; when it closes with a sitting, say `sentence` of it."""

        def closed(sitting: SessionView | None) -> None:
            if sitting is not None:
                from meetingtui.services import due_at_sitting

                told = sentence.format(number=sitting.number, moment=sitting_words.moment(sitting.start))
                self.meeting_app.told(told + due_at_sitting.told(self.whole_office, sitting))
                self.done(sitting)

        await self.app.push_screen(dialog, closed)

    async def action_move(self) -> None:
        """Another date."""
        from meetingtui.tui.dialogs.move_sitting import MoveSitting

        sitting = self._open_sitting(N_("改期"))
        if sitting is not None:
            await self._open(MoveSitting(self, sitting), _("{number} 已改到{moment}。"))

    async def action_postpone(self) -> None:
        """To a later date, or until one is found."""
        from meetingtui.tui.dialogs.postpone import Postpone

        sitting = self._open_sitting(N_("延期"))
        if sitting is not None:
            await self._open(Postpone(self, sitting), _("{number} 已延期：{moment}。"))

    async def action_cancel(self) -> None:
        """Call it off."""
        from meetingtui.tui.dialogs.postpone import CancelSitting

        sitting = self._open_sitting(N_("取消"))
        if sitting is not None:
            await self._open(CancelSitting(self, sitting), _("{number} 已取消。"))

    async def action_hold(self) -> None:
        """It took place; or, of one that is marked so, it did not."""
        from meetingtui.tui.dialogs.hold_sitting import HoldSitting
        from meetingtui.tui.dialogs.postpone import Unhold

        sitting = self._sitting()
        if sitting is None:
            return
        if sitting.status == Status.HELD:
            await self._open(Unhold(self, sitting), _("{number} 已取消召開登記。"))
        elif self._open_sitting(N_("登記召開")) is not None:
            await self._open(HoldSitting(self, sitting), _("{number} 已登記召開。"))

    async def action_credit(self) -> None:
        """Count it for another series too."""
        from meetingtui.tui.dialogs.credit import CreditSitting

        sitting = self._sitting()
        if sitting is not None:
            await self._open(CreditSitting(self, sitting, self.whole_office.registry()), _("{number} 的認列已更新。"))

    async def action_arrange(self) -> None:
        """Another room, host or note."""
        from meetingtui.tui.dialogs.arrange import ArrangeSitting

        sitting = self._sitting()
        if sitting is not None:
            await self._open(ArrangeSitting(self, sitting, self.whole_office.registry()), _("{number} 的安排已更新。"))

    async def action_invite(self) -> None:
        """Other networks for this time only."""
        from meetingtui.services import guests
        from meetingtui.tui.dialogs.arrange import InviteGuests

        sitting = self._open_sitting(N_("更動安排"))
        if sitting is not None:
            registry = self.whole_office.registry()
            asked = [one.short or one.name for one in guests.asked_this_time(self.whole_office, registry, sitting)]
            await self._open(InviteGuests(self, sitting, registry, asked), _("{number} 的邀請已更新。"))

    async def action_deputy(self) -> None:
        """Who presides this time."""
        from meetingtui.services import chairs
        from meetingtui.tui.dialogs.deputy import Deputy

        sitting = self._open_sitting(N_("更動安排"))
        if sitting is not None:
            registry = self.whole_office.registry()
            posts = chairs.deputies(registry, sitting)
            await self._open(Deputy(self, sitting, registry, posts), _("{number} 的主持人已更新。"))

    async def action_merge(self) -> None:
        """Together with another one, which stands for both."""
        from meetingtui.services import merging
        from meetingtui.tui.dialogs.merge_sitting import MergeSitting

        sitting = self._open_sitting(N_("併開"))
        if sitting is None:
            return
        hosts = merging.hosts(self.whole_office, sitting)
        if hosts:
            await self._open(MergeSitting(self, sitting, hosts), _("{number} 已併開，由所選的場次代表兩會。"))
        else:
            self.meeting_app.told(_("附近三個月內沒有可以併入的場次。"))

    def action_lock(self) -> None:
        """Keep the date, or free it."""
        from functools import partial

        from meetingtui.services import scheduling

        sitting = self._sitting()
        if sitting is None:
            return
        call = partial(scheduling.lock, self.whole_office, sitting.id, locked=not sitting.locked)
        told = _("{number} 已解除鎖定。") if sitting.locked else _("{number} 的日期已鎖定。")
        self.carry_out(call, lambda one: self.meeting_app.told(told.format(number=one.number)))

    async def action_export_ics(self) -> None:
        """Calendar files of what is ticked, else of the one in hand."""
        from meetingtui.tui.dialogs.export_ics import ExportIcs

        chosen = self.all_in_hand()
        if not chosen:
            self.meeting_app.told(_("請先選一場會議。"))
            return
        await self.app.push_screen(ExportIcs(self, self.whole_office.registry(), chosen), self._exported)

    def _exported(self, written: Written | None) -> None:
        from meetingtui.tui.dialogs.export_ics import written_words

        if written is not None:
            self.meeting_app.told(written_words(written))

    async def action_part(self, part: str) -> None:
        """Agenda, roll, minutes or papers of the sitting in hand."""
        from meetingtui.tui import jumps

        one = self.in_hand()
        if one is None:
            self.meeting_app.told(_("請先選一場會議。"))
        else:
            await self.app.push_screen(jumps.sitting_part(part, one))

    async def open_sitting(self, sitting_id: int) -> None:
        """Show one sitting on a page of its own."""
        from importlib import import_module

        page = import_module("meetingtui.tui.screens.session").SessionPage
        await self.app.push_screen(page(sitting_id))
