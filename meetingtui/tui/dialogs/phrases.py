"""常用語: set phrases of minutes, put in with one more key."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

PHRASES = (
    "照案通過。",
    "修正後通過。",
    "洽悉。",
    "准予備查。",
    "續行列管。",
    "解除列管。",
    "請主辦機關會同協辦機關研議，於會後1個月內提報辦理情形。",
    "請各網絡單位依分工落實辦理，並於下次會議報告辦理情形。",
    "本案保留，提下次會議討論。",
    "無異議確認。",
    "請業務單位參考與會代表意見修正後，函送各機關據以辦理。",
    "主席宣達保密事項：與會人員對於會議內容及個案資料應予保密，會後資料收回。",
)
"""What minutes say, in the words of offices: never translated, as minutes are written in Chinese."""
COLUMNS = (ListColumn("key", N_("鍵"), 4, importance=9), ListColumn("phrase", N_("常用語"), 30, importance=10, grow=1))


class Phrases(Dialog[str]):
    """Closes with the phrase that was chosen."""

    HELP = N_("常用語：按數字直接放入，或以上下鍵選擇後按 Enter；Esc 取消。")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"take({digit})", N_("放入"), id=f"phrases.take-{digit}", show=False)
            for digit in range(1, 10)
        ),
    ]
    DEFAULT_CSS = "Phrases RecordList { height: auto; min-height: 4; max-height: 16; }"

    def heading(self) -> Content:
        return shown(_("常用語"))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False)

    def on_mount(self) -> None:
        """The cursor stands on the first phrase."""
        table = self.query_one(RecordList)
        table.show(Rows([
            Row(place, (str(place) if place < 10 else "", phrase)) for place, phrase in enumerate(PHRASES, 1)
        ]))  # fmt: skip
        table.focus()

    def action_take(self, place: int) -> None:
        """Put in the phrase of a digit."""
        self.dismiss(PHRASES[place - 1])

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss(PHRASES[int(event.id) - 1])
