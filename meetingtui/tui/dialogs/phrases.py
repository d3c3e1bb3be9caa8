"""常用語: set phrases of minutes, put in with one more key; and the list of them, as the office wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.dialogs.form_dialog import FormDialog, Values
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.field import Field
from meetingtui.tui.widgets.paragraph_field import ParagraphField
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

COLUMNS = (ListColumn("key", N_("鍵"), 4, importance=9), ListColumn("phrase", N_("常用語"), 30, importance=10, grow=1))


class Phrases(Dialog[str]):
    """Closes with the phrase that was chosen."""

    HELP = N_("常用語：按數字直接放入，或以上下鍵選擇後按 Enter；e 編輯本機關的常用語；Esc 取消。")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"take({digit})", N_("放入"), id=f"phrases.take-{digit}", show=False)
            for digit in range(1, 10)
        ),
        Binding("e,ctrl+e", "edit", N_("編輯"), id="phrases.edit", tooltip=N_("增刪本機關的常用語，一則一行")),
    ]
    DEFAULT_CSS = "Phrases RecordList { height: auto; min-height: 4; max-height: 16; }"

    def __init__(self, page: Page[Any], phrases: Sequence[str]) -> None:
        super().__init__()
        self.page = page
        self.phrases = tuple(phrases)

    def heading(self) -> Content:
        return shown(_("常用語"))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False)

    def on_mount(self) -> None:
        """The cursor stands on the first phrase."""
        self._show()
        self.query_one(RecordList).focus()

    def _show(self) -> None:
        self.query_one(RecordList).show(Rows([
            Row(place, (str(place) if place < 10 else "", phrase)) for place, phrase in enumerate(self.phrases, 1)
        ]))  # fmt: skip

    def action_take(self, place: int) -> None:
        """Put in the phrase of a digit."""
        if place <= len(self.phrases):
            self.dismiss(self.phrases[place - 1])

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss(self.phrases[int(event.id) - 1])

    def action_edit(self) -> None:
        """Change the list."""
        self.app.push_screen(PhrasesForm(self.page, self.phrases), self._edited)

    def _edited(self, phrases: tuple[str, ...] | None) -> None:
        if phrases is not None:
            self.phrases = phrases
            self._show()


class PhrasesForm(FormDialog[tuple[str, ...]]):
    """All phrases of the office, a line each."""

    HELP = N_("本機關的常用語，一則一行，依序排列，前九則可用數字鍵放入。全部刪去即恢復預設。Ctrl+S 儲存。")
    DEFAULT_CSS = "PhrasesForm ParagraphField MinutesText { height: 14; max-height: 14; }"

    def __init__(self, page: Page[Any], phrases: Sequence[str]) -> None:
        self.phrases = tuple(phrases)
        super().__init__(page)

    def heading(self) -> Content:
        return shown(_("編輯常用語"))

    def fields(self) -> Sequence[Field]:
        return (ParagraphField("phrases", _("常用語"), "\n".join(self.phrases), hint=N_("一則一行；留空即恢復預設")),)

    def saving(self, values: Values) -> Callable[[], tuple[str, ...]]:
        from meetingtui.services import phrases

        return partial(phrases.change, self.office, str(values["phrases"] or "").splitlines(), seen=self.phrases)
