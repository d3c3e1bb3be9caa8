"""What is missing or not right in minutes, each a line that leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from meetingtui.domain.minutes_lint import Finding
from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

COLUMNS = (ListColumn("sentence", N_("尚缺或不妥"), 40, importance=10, grow=1),)
ANYHOW = "anyhow"


class Findings(Dialog[Finding | str]):
    """Closes with the finding to go to, or ANYHOW to take the next step all the same."""

    HELP = N_("送核前與核定前的檢查。Enter 到那一處修正；確認無誤時按 g 仍要進行；Esc 關閉。")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g,ctrl+g", "go_on", N_("仍要進行"), id="findings.go_on", tooltip=N_("不修正，直接進行下一步")),
    ]
    DEFAULT_CSS = """
    Findings RecordList { height: auto; min-height: 4; max-height: 14; }
    Findings #sentence { height: auto; max-height: 5; margin-top: 1; color: $text-warning; }
    """

    def __init__(self, found: Sequence[Finding], *, may_go_on: bool) -> None:
        super().__init__()
        self._found = found
        self._may_go_on = may_go_on

    def heading(self) -> Content:
        return shown(_("紀錄檢查：{count}處").format(count=len(self._found)))

    def body(self) -> ComposeResult:
        yield RecordList(COLUMNS, markable=False, sortable=False, footer=False)
        yield Static("", id="sentence")

    def on_mount(self) -> None:
        """The cursor stands on the first finding."""
        table = self.query_one(RecordList)
        table.show(Rows([Row(place, (one.sentence,)) for place, one in enumerate(self._found)]))
        table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going on is offered where a next step waits."""
        return self._may_go_on if action == "go_on" else super().check_action(action, parameters)

    @on(RecordList.Highlighted)
    def _tell(self, event: RecordList.Highlighted) -> None:
        if isinstance(event.id, int):
            place = _("第{at}處，共{count}處").format(at=event.id + 1, count=len(self._found))
            self.query_one("#sentence", Static).update(shown(f"{place}　{self._found[event.id].sentence}"))

    @on(RecordList.Opened)
    def _go(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss(self._found[int(event.id)])

    def action_go_on(self) -> None:
        """Take the next step all the same."""
        self.dismiss(ANYHOW)
