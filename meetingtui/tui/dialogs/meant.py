"""Which of the known ones is meant by a piece of a name, or whether it is meant as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

COLUMNS = (ListColumn("name", N_("名稱"), 40, importance=10, grow=1),)
AS_TYPED = -1


class Meant(Dialog[int]):
    """Closes with the place of the one that is meant, or AS_TYPED."""

    HELP: ClassVar[str] = N_("上下鍵選擇，Enter 選用；都不是時選最後一行，照所打的文字登記。Esc 回去修改。")
    DEFAULT_CSS = "Meant RecordList { height: auto; min-height: 3; max-height: 14; margin-top: 1; }"

    def __init__(self, text: str, known: Sequence[str]) -> None:
        super().__init__()
        self._text = text
        self._known = known

    def heading(self) -> Content:
        return shown_line(_("「{text}」是哪一個？").format(text=self._text))

    def body(self) -> ComposeResult:
        yield Static(shown(_("已知的單位與人有{count}個含有這幾個字。").format(count=len(self._known))))
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False)

    def on_mount(self) -> None:
        """The cursor stands on the first one that is known."""
        rows = [Row(place, (name,)) for place, name in enumerate(self._known)]
        rows.append(Row(AS_TYPED, (_("都不是，照所打的文字「{text}」登記").format(text=self._text),), "accent"))
        table = self.query_one(RecordList)
        table.show(Rows(rows))
        table.focus()

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss(int(event.id))
