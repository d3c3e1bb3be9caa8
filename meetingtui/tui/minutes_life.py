"""What leads minutes on: checked, handed in, approved, sent, confirmed, reopened; and the versions on the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from meetingtui.domain.agenda import ItemKind, Origin
from meetingtui.domain.errors import Refusal
from meetingtui.domain.minutes import STATUS_WORDS, MinutesStatus, MinutesView, Unfinished
from meetingtui.domain.sittings import SessionFilter, SessionView
from meetingtui.language import _
from meetingtui.tui.minutes_points import REMARKS, Key, Seen, read
from meetingtui.tui.minutes_turning import TurnsPoints

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionView
    from meetingtui.domain.minutes_lint import Finding
    from meetingtui.services.minutes_versions import VersionView
    from meetingtui.services.office import Office

IN_HEAD = frozenset({"no_taker", "not_adjourned", "ended_before", "undeclared"})
"""Findings that are mended in the head of the minutes."""
IN_PART = {"no_attendance": "roll", "no_quorum": "roll", "no_agenda": "agenda", "no_tracking": "agenda"}
"""Findings that are mended on another page of the sitting."""


class MinutesLife(TurnsPoints):
    """The keys that lead from one state to the next."""

    seen: Seen | None

    def _ready(self) -> Seen | None:
        """What is shown, once every typed word is saved."""
        self.collect()
        if self.unsaved:
            self.meeting_app.told(_("還有{count}案未存，請先按 Ctrl+S 儲存。").format(count=len(self.unsaved)))
            return None
        return self.seen

    async def action_go_on(self) -> None:
        """The next step from where the minutes stand."""
        from meetingtui.tui.dialogs.minutes_steps import Send

        seen = self._ready()
        if seen is None:
            return
        status = seen.minutes.status
        earlier = self._to_confirm()
        if status == MinutesStatus.DRAFT and earlier is not None:
            self._confirm_earlier(seen, earlier)
        elif status == MinutesStatus.DRAFT:
            self._hand_in()
        elif status == MinutesStatus.SUBMITTED:
            self._approve(seen)
        elif status == MinutesStatus.APPROVED:
            await self.app.push_screen(Send(self, seen.sitting, seen.minutes), self._stepped)
        elif status == MinutesStatus.SENT:
            self.action_confirm()
        else:
            self.meeting_app.told(_("紀錄已於{number}確認。").format(number=seen.minutes.confirmed_in))

    def _to_confirm(self) -> int | None:
        """The earlier sitting whose minutes the point under the hands confirms; None at other points."""
        one = self.points.get(self.current)
        item = one.item if one is not None else None
        confirms = item is not None and item.kind == ItemKind.CONFIRM and item.origin == Origin.CONFIRM
        return item.origin_id if item is not None and confirms else None

    def _confirm_earlier(self, seen: Seen, earlier: int) -> None:
        """This sitting confirms the minutes of the one before; where they are confirmed already, it is handed in."""

        def show(found: Seen) -> None:
            from meetingtui.tui.dialogs.minutes_steps import Confirm

            if found.minutes.status in (MinutesStatus.APPROVED, MinutesStatus.SENT):
                self.app.push_screen(Confirm(self, found.sitting, found.minutes, [seen.sitting]), self._stepped)
            else:
                self._hand_in()

        self.fetch(partial(read, self.whole_office, earlier), show)

    def _stepped(self, view: MinutesView | None) -> None:
        if view is not None:
            told = _("{number}的紀錄：{status}。").format(number=view.number, status=_(STATUS_WORDS[view.status]))
            self.meeting_app.told(told)

    def _approve(self, seen: Seen) -> None:
        """What was changed after 送核 is looked through before the chair's approval is noted."""
        from meetingtui.services import minutes_life

        def show(found: list[Finding]) -> None:
            from meetingtui.tui.dialogs.findings import Findings

            if found:
                self.app.push_screen(Findings(found, may_go_on=True), answered)
            else:
                ask(despite_findings=False)

        def answered(answer: Finding | str | None) -> None:
            if isinstance(answer, str):
                ask(despite_findings=True)
            elif answer is not None:
                self._jump(answer)

        def ask(*, despite_findings: bool) -> None:
            from meetingtui.tui.dialogs.minutes_steps import Approve

            form = Approve(self, seen.sitting, seen.minutes, despite_findings=despite_findings)
            self.app.push_screen(form, self._stepped)

        self.fetch(partial(minutes_life.found_since_submitted, self.whole_office, self.sitting_id), show)

    # ----- 送核

    def _hand_in(self, *, despite_findings: bool = False) -> None:
        from meetingtui.services import minutes_life

        call = partial(
            minutes_life.submit, self.whole_office, self.sitting_id, despite_findings=despite_findings
        )  # fmt: skip
        self.carry_out(call, self._stepped)

    def refused(self, refusal: Exception) -> None:
        """What is missing is shown as a list that leads to each place."""
        if isinstance(refusal, Unfinished):
            self._look_through(handing_in=True)
        else:
            super().refused(refusal)

    def action_lint(self) -> None:
        """What is missing or not right."""
        if self._ready() is not None:
            self._look_through(handing_in=False)

    def _look_through(self, *, handing_in: bool) -> None:
        from meetingtui.services import minutes_lint

        def show(found: list[Finding]) -> None:
            from meetingtui.tui.dialogs.findings import Findings

            if found:
                may_go_on = handing_in or (self.seen is not None and self.seen.minutes.status == MinutesStatus.DRAFT)
                self.app.push_screen(Findings(found, may_go_on=may_go_on), self._found)
            else:
                self.meeting_app.told(_("檢查完畢，沒有發現缺漏。"))

        self.fetch(partial(minutes_lint.findings, self.whole_office, self.sitting_id), show)

    def _found(self, answer: Finding | str | None) -> None:
        """Go to what was chosen, or hand in all the same."""
        if isinstance(answer, str):
            self._hand_in(despite_findings=True)
        elif answer is not None:
            self._jump(answer)

    def _jump(self, one: Finding) -> None:
        key: Key = one.item_id if one.item_id in self.points and one.item_id is not None else REMARKS
        field = one.place if one.place in ("text", "decision") else "text"
        if one.action:
            self._mend_action(one.action)
        elif one.item_id is not None or one.place == "remarks":
            self._go(key, field)
            if one.end:
                self.editor(field).select_span(one.start, one.end)
        elif one.kind == "unheld":
            self._hold()
        elif one.kind in IN_HEAD:
            self.app.call_later(self.action_head)
        elif one.kind in IN_PART:
            self.app.call_later(self.action_part, IN_PART[one.kind])
        else:
            self.meeting_app.told(one.sentence)

    def _mend_action(self, number: str) -> None:
        """The form of one action item of this sitting."""
        from meetingtui.services import actions

        seen = self.seen
        if seen is None:
            return

        def show(one: ActionView) -> None:
            from meetingtui.tui.dialogs.action_item import ActionItemDialog

            self.app.push_screen(ActionItemDialog(self, seen.sitting, one.text, one.agenda_item_id, one))

        self.fetch(partial(actions.show, self.whole_office, number), show)

    def _hold(self) -> None:
        """Note that the sitting took place."""
        from meetingtui.tui.dialogs.hold_sitting import HoldSitting

        def held(sitting: SessionView | None) -> None:
            if sitting is not None:
                self.meeting_app.told(_("{number} 已登記召開。").format(number=sitting.number))

        if self.seen is not None:
            self.app.push_screen(HoldSitting(self, self.seen.sitting), held)

    # ----- 確認, 重啟, 版本

    def action_confirm(self) -> None:
        """A later sitting has confirmed the minutes."""
        seen = self._ready()
        if seen is None:
            return

        def show(later: list[SessionView]) -> None:
            from meetingtui.tui.dialogs.minutes_steps import Confirm

            if later:
                self.app.push_screen(Confirm(self, seen.sitting, seen.minutes, later), self._stepped)
            else:
                self.meeting_app.told(_("下次會議還沒到，尚無可確認本紀錄的場次。到那一場時再登記確認。"))

        self.fetch(partial(_later, self.whole_office, seen.sitting), show)

    async def action_reopen(self) -> None:
        """Back to 草稿 with a reason; of confirmed ones, the confirmation is taken back."""
        from meetingtui.services import minutes_life
        from meetingtui.tui.dialogs.ask import AskText

        seen = self._ready()
        if seen is None:
            return
        confirmed = seen.minutes.status == MinutesStatus.CONFIRMED
        call = minutes_life.unconfirm if confirmed else minutes_life.reopen
        question = _("撤回確認的理由：") if confirmed else _("退回草稿的理由；核定過的內容仍留為版本：")

        def answered(reason: str | None) -> None:
            if reason:
                self.carry_out(partial(call, self.whole_office, self.sitting_id, reason=reason), self._stepped)

        await self.app.push_screen(AskText(question, _("重啟紀錄")), answered)

    def action_versions(self) -> None:
        """Every version, and how two of them differ."""
        from meetingtui.services import minutes_versions

        def show(found: list[VersionView]) -> None:
            from meetingtui.tui.dialogs.versions import Versions

            if found:
                self.app.push_screen(Versions(self, self.sitting_id, found))
            else:
                self.meeting_app.told(_("紀錄尚未送核，還沒有版本。"))

        self.fetch(partial(minutes_versions.all_of, self.whole_office, self.sitting_id), show)

    # ----- 散會, 列管

    async def action_head(self) -> None:
        """When it ended, and what else stands above the points."""
        from meetingtui.tui.dialogs.minutes_steps import Head

        seen = self.seen
        if seen is not None:
            await self.app.push_screen(Head(self, seen.sitting, seen.minutes))

    def action_actions(self) -> None:
        """The action items of this sitting."""
        from meetingtui.services import actions

        seen = self.seen
        if seen is None:
            return

        def show(found: list[ActionView]) -> None:
            from meetingtui.tui.dialogs.action_item import SittingActionsList

            self.app.push_screen(SittingActionsList(self, seen.sitting, found))

        self.fetch(partial(actions.of_session, self.whole_office, self.sitting_id), show)


def _later(office: Office, sitting: SessionView) -> list[SessionView]:
    """The sittings that may confirm the minutes of `sitting`: later ones of its series up to today, soonest first."""
    from meetingtui.services import sessions

    wanted = SessionFilter(
        series_ids=(sitting.series_id,), first=sitting.day, last=office.clock.today().isoformat(),
        not_statuses=("cancelled", "merged", "postponed"),
    )  # fmt: skip
    try:
        found = sessions.listing(office, wanted).page(0, 50)
    except Refusal:
        return []
    return [one for one in found if one.id != sitting.id and one.start > sitting.start]
