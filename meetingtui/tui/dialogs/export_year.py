"""Calendar files of a whole year: one for each agency with a single key, or any other set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from meetingtui.dates.showing import show_year
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import calendar_sets
from meetingtui.services.calendar_sets import FilesThere, WrittenSet
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.progress_line import ProgressLine


def exports_folder(page: Page[Any]) -> Path:
    """Where calendar files go unless somebody names another place."""
    return Path(page.meeting_app.settings.data_folder) / "exports"


class ExportYear(Dialog[WrittenSet]):
    """Closes with what was written for the agencies; other sets are left to the dialog of all calendar files."""

    HELP: ClassVar[str] = N_(
        "按 a 替每個機關各寫一個訂閱檔，只含該機關主辦或應出席的場次；按 o 自選種類、機關與資料夾。"
        "檔案寫到資料夾的 exports；寫檔時按 Esc，寫完手上的一個就停，已寫的檔案保留。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "each_agency", N_("每個機關一檔"), id="export_year.agencies"),
        Binding("o", "other", N_("自選"), id="export_year.other"),
    ]
    DEFAULT_CSS = """
    ExportYear OptionList { height: auto; border: none; background: $surface; padding: 0; }
    ExportYear #state { display: none; }
    """

    def __init__(self, page: Page[Any], year: int, sittings: Sequence[int]) -> None:
        super().__init__()
        self.page = page
        self._year = year
        self._sittings = tuple(sittings)
        self._writing = False
        self.progress = ProgressLine()

    def heading(self) -> Content:
        text = _("匯出{year}行事曆檔：{count}場")
        return shown(text.format(year=show_year(self._year), count=len(self._sittings)))

    def body(self) -> ComposeResult:
        yield OptionList(
            Option(_("a  每個機關一個訂閱檔")), Option(_("o  自選種類、機關與資料夾")), compact=True, markup=False
        )  # fmt: skip
        yield Static("", classes="dialog--text", id="state")
        yield self.progress
        yield Static("", classes="dialog--error")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index:
            self.action_other()
        else:
            self.action_each_agency()

    def action_other(self) -> None:
        """Choose everything in the dialog of all calendar files."""
        if self._writing:
            return
        from meetingtui.services.office import Office
        from meetingtui.tui.dialogs.export_ics import ExportIcs, Written, written_words

        page, office = self.page, cast(Office, self.page.office)
        self.dismiss(None)

        def done(written: Written | None) -> None:
            if written is not None:
                page.meeting_app.told(written_words(written))

        page.app.push_screen(ExportIcs(page, office.registry(), self._sittings), done)

    def action_each_agency(self, force: bool = False) -> None:
        """Write one feed for each agency."""
        if self._writing:
            return
        self._writing = True
        self.progress.begin()
        self._tell_state(_("匯出中，按 Esc 停止。"))
        call = partial(
            calendar_sets.each_agency, cast(Any, self.page.office), self._year, self._sittings,
            exports_folder(self.page), force=force, going_on=self.progress.going_on,
            alarm_minutes=getattr(self.page.meeting_app.settings, "alarm_minutes", 60),
        )  # fmt: skip
        self.page.fetch(partial(answer_of, call), self._written, desk=f"export {id(self)}")

    def action_give_up(self) -> None:
        """Stop writing after the file in hand; leave when nothing is being written."""
        if self._writing:
            self.progress.stop()
            self._tell_state(_("停止中：寫完手上的檔案就停。"))
        else:
            super().action_give_up()

    def _tell_state(self, sentence: str) -> None:
        """What is going on; a refusal that stood there goes."""
        state = self.query_one("#state", Static)
        state.update(shown(sentence))
        state.display = bool(sentence)
        self.say("")

    def _written(self, answer: WrittenSet | Refusal) -> None:
        self._writing = False
        if not self.is_attached:
            return
        self.progress.end()
        self._tell_state("")
        if isinstance(answer, FilesThere):
            self.app.push_screen(YesNo(str(answer), _("檔案已存在")), self._force_if)
        elif isinstance(answer, Refusal):
            self.say(str(answer))
        else:
            self.page.meeting_app.told(written_words(answer))
            self.dismiss(answer)

    def _force_if(self, agreed: bool | None) -> None:
        if agreed:
            self.action_each_agency(force=True)


def written_words(answer: WrittenSet) -> str:
    """How many files lie where, and how many were not written any more."""
    if answer.left:
        text = _("已停止：{where} 已寫好{count}個機關的行事曆檔，都保留；其餘{left}個未寫。")
    else:
        text = _("已替{count}個機關各匯出一個行事曆檔到 {where}。")
    said = text.format(count=answer.files, where=answer.where, left=answer.left)
    return said if answer.logged else said + _("資料庫唯讀，未留匯出紀錄。")
