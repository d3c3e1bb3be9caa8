"""Saving a count: where to and in which form."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui import count_files
from meetingtui.tui.count_files import Report, Saved
from meetingtui.tui.dialogs.ask import YesNo
from meetingtui.tui.dialogs.dialog import Dialog, answer_of
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field, LineField
from meetingtui.tui.widgets.switch_line import SwitchLine

FORMS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("txt", N_("文字")),
         ("pdf", "PDF"), ("odt", "ODT"), ("docx", "DOCX"))  # fmt: skip
SIDE = 14  # cells of the labels


class SaveCounts(Dialog[str]):
    """Enter saves; closes with the sentence that says where the file lies."""

    CSS_PATH = "save_counts.tcss"
    HELP: ClassVar[str] = N_(
        "左右方向鍵選格式，Tab 到檔案欄可改資料夾與檔名，Enter 存檔。CSV 與 XLSX 給試算表，JSON 給其他程式，"
        "文字可直接貼到公文；PDF、ODT、DOCX 是依公文設定編印的統計表（場次統計依會議別）。"
        "統計期間、基準日與附註都會寫進檔案。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "accept", N_("存檔"), id="save_counts.accept", priority=True,
                tooltip=N_("把統計存成檔案")),
    ]  # fmt: skip

    def __init__(self, page: Page[Any], report: Report) -> None:
        super().__init__()
        self.page = page
        self.report = report
        self._form = SwitchLine(_("格式"), FORMS, side=SIDE)
        path = count_files.folder(page.meeting_app.settings) / report.file_name("csv")
        self._path = LineField("path", _("檔案"), str(path), required=True, max_length=1000)

    def heading(self) -> Content:
        return shown(_("匯出統計"))

    def body(self) -> ComposeResult:
        yield self._form
        yield self._path
        yield Static("", classes="dialog--error")

    def on_mount(self) -> None:
        """The cursor chooses the form."""
        self._form.focus()

    @on(SwitchLine.Changed)
    def _another_form(self) -> None:
        """The name ends as the form asks."""
        path = Path(self._path.text)
        known = {f".{ending}" for ending, _label in FORMS}
        if path.suffix.lower() in known:
            self._path.text = str(path.with_suffix(f".{self._form.value}"))
        self.say("")

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        self.say("")

    def action_accept(self) -> None:
        """Save, after asking where another file would be lost."""
        if self._path.check():
            self._save(count_files.meant(self._path.value, self.report.file_name(self._form.value)), force=False)
        else:
            self._path.focus_entry()

    def _save(self, path: Path, *, force: bool) -> None:
        call = partial(self.report.save, path, force=force)
        self.page.fetch(partial(answer_of, call), partial(self._saved, path), desk=f"save counts {id(self)}")

    def _saved(self, path: Path, answer: Saved | Refusal | None) -> None:
        if not self.is_attached:
            return
        if answer is None:
            self.app.push_screen(overwrite(path), lambda yes: self._save(path, force=True) if yes else None)
        elif isinstance(answer, Refusal):
            self.say(str(answer))
            self._path.focus_entry()
        else:
            self.dismiss(count_files.saved_words(*answer))


def overwrite(path: Path) -> YesNo:
    """Whether another file of that name may be replaced."""
    return YesNo(_("「{path}」已有內容不同的檔案。要覆寫嗎？").format(path=path), _("檔案已存在"))
