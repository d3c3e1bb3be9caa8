"""Asking before a sitting: by when, and in which form each agency gets what it is to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content

from meetingtui.dates.showing import show_date
from meetingtui.domain.errors import Refusal
from meetingtui.domain.reports import RoundView
from meetingtui.domain.sittings import SessionView
from meetingtui.language import N_, _
from meetingtui.services import round_days
from meetingtui.services.calendar_sets import FilesThere
from meetingtui.services.round_files import Sent
from meetingtui.tui import count_files
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.dialogs.registry_form import text_in, worded
from meetingtui.tui.gate import shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.progress_line import ProgressLine

FORMATS = {
    "xlsx": N_("資料表 XLSX（可彙整）"), "ods": N_("資料表 ODS（可彙整）"), "odt": N_("調查表 ODT"),
    "docx": N_("調查表 DOCX"), "pdf": N_("調查表 PDF"), "txt": N_("調查表 文字"),
}  # fmt: skip


class SendRound(FormDialog[Sent]):
    """Closes with what was asked and written."""

    KEEPS = False
    HELP: ClassVar[str] = N_(
        "向列管至這一場的事項的主辦與協辦機關調查辦理情形，並寫出各機關一份。資料表（XLSX、ODS）填好回傳後按 w 彙整；"
        "調查表（ODT、DOCX、PDF、文字）供紙本填寫。回復期限留空依設定（會前幾個上班日），也可寫 -3 或日期。"
        "已調查者再寫一次：新增的補調查，其餘不變；會議改期後期限不會自行更動，"
        "這裡帶入依設定的新期限供您決定。寫檔時按 Esc 停止，不留半套檔案。Ctrl+S 調查並寫檔。"
    )

    def __init__(self, page: Page[Any], sitting: SessionView, asked: RoundView | None) -> None:
        self.sitting = sitting
        self.round = asked
        self.progress = ProgressLine()
        super().__init__(page, keep=sitting.number)

    def heading(self) -> Content:
        return shown_line(_("會前調查：{number}　各機關一份").format(number=self.sitting.number))

    def fields(self) -> Sequence[Field]:
        from meetingtui.services.dispatching import folder_of

        due, usual = _("留空：不變") if self.round else _("留空：依設定；-3 或日期"), ""
        if self.round is not None and self.round.is_unfit:
            usual = show_date(date.fromisoformat(round_days.usual(self.office, self.round.day)), "dot")
        folder = folder_of(count_files.folder(self.page.meeting_app.settings), self.sitting)
        return (
            worded("format", _("格式"), FORMATS, "xlsx"),
            LineField("due", _("回復期限"), usual, placeholder=due, max_length=40),
            LineField("folder", _("資料夾"), str(folder), required=True, max_length=1000),
        )

    def body(self) -> ComposeResult:
        yield from super().body()
        yield self.progress

    def saving(self, values: Values) -> Callable[[], Sent]:
        return partial(self._send, values, force=False)

    def _send(self, values: Values, *, force: bool) -> Sent:
        from meetingtui.services import round_files

        self.progress.begin()
        folder = Path(text_in(values, "folder"))
        if folder.parent == count_files.folder(self.page.meeting_app.settings):
            count_files.make(folder.parent)
        return round_files.send(
            self.office, self.sitting.id, text_in(values, "format"), folder, due=text_in(values, "due") or None,
            force=force, going_on=self.progress.going_on,
        )  # fmt: skip

    def dismiss(self, result: Sent | None = None) -> Any:
        """While files are written, Esc stops that first."""
        if result is None and self.saving_now:
            self.progress.stop()
            return None
        return super().dismiss(result)

    def answered(self, values: Values, answer: Sent | Refusal) -> bool:
        """Other files are replaced only when told to; who was asked stays asked."""
        self.progress.end()
        if isinstance(answer, Refusal):
            self.page.meeting_app.records_changed()
        if not isinstance(answer, FilesThere):
            return False

        def anyhow(yes: bool | None) -> None:
            if yes:
                self.save_by(partial(self._send, values, force=True), values)

        self.app.push_screen(YesNo(str(answer), _("檔案已存在")), anyhow)
        return True
