"""Notices laid ready for mail from a page: written in a thread, how far it is, stopped by Esc, nothing overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from meetingtui.domain.errors import Refusal
from meetingtui.language import _
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.export_year import exports_folder
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from pathlib import Path

    from meetingtui.services.calendar_sets import GoingOn
    from meetingtui.services.dispatching import Ready
    from meetingtui.services.office import Office

Answer = tuple[list["Ready"], Refusal | None]


class Laying(Page[Any]):
    """A page with a ProgressLine that writes the files of sittings; `laid_out` is told what came of it."""

    AGAIN = False
    """Whether only what must go out again is written."""
    laying = False

    def laid_out(self, ready: Sequence[Ready], refusal: Refusal | None) -> None:
        """What was written, and why the rest was not."""

    def lay_out(self, sittings: Sequence[int], *, force: bool = False) -> None:
        """Write the files of sittings (ids) into the folders of each; a second time waits until the first is done."""
        if self.laying or not sittings:
            return
        self.laying = True
        progress = self.query_one(ProgressLine)
        progress.begin()
        alarm = getattr(self.meeting_app.settings, "alarm_minutes", 60)
        call = partial(
            write, cast("Office", self.office), tuple(sittings), exports_folder(self), alarm_minutes=int(alarm),
            again=self.AGAIN, force=force, going_on=progress.going_on,
        )  # fmt: skip
        self.fetch(call, partial(self._laid, tuple(sittings)), desk="laying")

    def stop_laying(self) -> bool:
        """Stop before the next paper; False where nothing is being written."""
        self.query_one(ProgressLine).stop()
        return self.laying

    def _laid(self, sittings: tuple[int, ...], answer: Answer) -> None:
        from meetingtui.services.calendar_sets import FilesThere

        self.laying = False
        self.query_one(ProgressLine).end()
        ready, refusal = answer
        if ready:
            self.meeting_app.records_changed()
        if isinstance(refusal, FilesThere):
            left = sittings[len(ready) :]

            def replace(yes: bool | None) -> None:
                if yes:
                    self.lay_out(left, force=True)

            self.laid_out(ready, None)
            self.app.push_screen(YesNo(str(refusal), _("檔案已存在")), replace)
        else:
            self.laid_out(ready, refusal)


def write(
    office: Office, sittings: tuple[int, ...], exports: Path, *, alarm_minutes: int, again: bool, force: bool,
    going_on: GoingOn,
) -> Answer:  # fmt: skip
    """Write the files of each sitting into its folder; what was ready before a refusal stays."""
    from meetingtui.services import dispatching, sessions

    if again:
        return dispatching.all_again(
            office, sittings, exports, alarm_minutes=alarm_minutes, force=force, going_on=going_on
        )
    ready: list[Ready] = []
    for one in sittings:
        try:
            folder = dispatching.folder_of(exports, sessions.show(office, one))
            done = dispatching.everything(
                office, one, folder, alarm_minutes=alarm_minutes, force=force, going_on=going_on
            )
        except Refusal as refusal:
            return ready, refusal
        ready.append(done)
    return ready, None


def words(ready: Sequence[Ready]) -> str:
    """How many files lie where, that the sittings count as noticed, and who has to get paper."""
    from meetingtui.services import invitations

    count = sum(len(one.files) for one in ready)
    where = ready[0].where if len(ready) == 1 else ready[0].where.parent
    parts = [_("已寫出{count}個檔案到 {where}，請由郵件程式寄出。").format(count=count, where=where)]
    if any(one.issued for one in ready):
        parts.append(_("已登記發文。"))
    blank = [one.session.number for one in ready if one.issued and not one.doc_no]
    if blank:
        parts.append(_("發文字號待補：{numbers}。").format(numbers=_("、").join(blank[:3])))
    names = list(dict.fromkeys(name for one in ready for name in one.without))
    if names:
        few = _("、").join(names[:5]) + (_("等{count}個").format(count=len(names)) if len(names) > 5 else "")
        parts.append(_("無電子郵件，請送紙本：{names}。").format(names=few))
    parts.append(invitations.unlisted_words([one.session for one in ready if one.unlisted]))
    if not all(one.logged for one in ready):
        parts.append(_("資料庫唯讀，未留匯出紀錄。"))
    return "".join(parts)
