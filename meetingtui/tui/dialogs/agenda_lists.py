"""Two lists beside an agenda: what waits for the next sitting, and the template of its series."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from meetingtui.domain.agenda import KIND_WORDS, Agenda, AgendaItemView
from meetingtui.language import N_, _
from meetingtui.tui.agenda_words import matter, origin_word
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row, Rows

if TYPE_CHECKING:
    from meetingtui.services.agenda_templates import TemplateView
    from meetingtui.tui.place import Page

WAITING = (
    ListColumn("kind", N_("種類"), 10, importance=6),
    ListColumn("matter", N_("案由"), 30, importance=9, grow=3),
    ListColumn("agency", N_("提案單位"), 12, importance=5, grow=1),
    ListColumn("origin", N_("來源"), 12, importance=4),
)
TEMPLATE = (
    ListColumn("kind", N_("種類"), 10, importance=6),
    ListColumn("matter", N_("案由"), 30, importance=9, grow=3),
    ListColumn("minutes", N_("分鐘"), 4, importance=5, numeric=True),
)


class Waiting(Dialog[list[int]]):
    """Closes with the ids of the points that are to be taken onto the agenda."""

    HELP = N_(
        "等待下次會議的議案：上次延來的、機關提報的。空白鍵勾選，Enter 列入本次議程；不勾選時列入游標所在的一案。"
    )
    DEFAULT_CSS = "Waiting RecordList { height: auto; min-height: 4; max-height: 16; }"

    def __init__(self, items: Sequence[AgendaItemView]) -> None:
        super().__init__()
        self._items = items

    def heading(self) -> Content:
        return shown_line(_("待列入的議案"))

    def body(self) -> ComposeResult:
        yield RecordList(WAITING, sortable=False, empty=N_("沒有等待列入的議案。"))

    def on_mount(self) -> None:
        """The cursor stands on the first point."""
        table = self.query_one(RecordList)
        table.show(Rows([
            Row(one.id, (_(KIND_WORDS[one.kind]), matter(one), one.agency, origin_word(one))) for one in self._items
        ]))  # fmt: skip
        table.focus()

    @on(RecordList.Opened)
    def _taken(self, event: RecordList.Opened) -> None:
        event.stop()
        self.dismiss([int(one) for one in self.query_one(RecordList).chosen()])


class Templates(Dialog[None]):
    """The points with which every agenda of a series begins; changes take effect at once."""

    HELP = N_(
        "這個會議別每次議程開頭就有的議案。s 以目前的議程存成範本（確認紀錄、列管與個案除外），Del 刪除游標所在的一案；"
        "之後草擬的議程都會帶入。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,ctrl+s", "save_from", N_("以本次存成範本"), id="templates.save", tooltip=N_("取代原來的範本")),
        Binding("delete,x", "remove", N_("刪除"), id="templates.remove", tooltip=N_("由範本刪除這一案")),
    ]
    DEFAULT_CSS = "Templates RecordList { height: auto; min-height: 4; max-height: 16; }"

    def __init__(self, page: Page[Any], agenda: Agenda, series: str, found: Sequence[TemplateView]) -> None:
        super().__init__()
        self._page = page
        self._agenda = agenda
        self._series = series
        self._found = found

    def heading(self) -> Content:
        return shown_line(_("議程範本：{series}").format(series=self._series))

    def body(self) -> ComposeResult:
        yield RecordList(TEMPLATE, markable=False, sortable=False, empty=N_("還沒有範本。按 s 以目前的議程存成範本。"))

    def on_mount(self) -> None:
        """The cursor stands on the first point."""
        self.query_one(RecordList).focus()
        self._show(self._found)

    def _show(self, found: Sequence[TemplateView]) -> None:
        self._found = found
        rows = [
            Row(one.id, (_(KIND_WORDS[one.kind]), one.matter, "" if one.minutes is None else str(one.minutes)))
            for one in found
        ]  # fmt: skip
        self.query_one(RecordList).show(Rows(rows))

    def action_save_from(self) -> None:
        """The points of this agenda in place of the template that was."""
        from meetingtui.services import agenda_templates
        from meetingtui.services.office import Office

        if isinstance(self._page.office, Office):
            self._page.carry_out(
                partial(agenda_templates.save_from, self._page.office, self._agenda.session_id), self._show
            )

    def action_remove(self) -> None:
        """Take the point under the cursor out of the template."""
        from meetingtui.services import agenda_templates
        from meetingtui.services.office import Office

        row = self.query_one(RecordList).current
        if row is not None and isinstance(self._page.office, Office):
            self._page.carry_out(partial(agenda_templates.remove, self._page.office, int(row.id)), self._show)
