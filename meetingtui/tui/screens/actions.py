"""列管: every action item there is, found by one query line, in views by who, where and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.domain.action_words import ACTIONS, GROUPED, VIEW_WORDS, View
from meetingtui.domain.query import WrongQuery
from meetingtui.language import N_, _
from meetingtui.tui import action_words, jumps, query_meant
from meetingtui.tui.action_keys import ACTION_KEYS, ActionKeys
from meetingtui.tui.action_rows import COLUMNS, ORDERS, ActionRows, columns_of
from meetingtui.tui.count_keeping import Saving
from meetingtui.tui.gate import shown
from meetingtui.tui.place import Place
from meetingtui.tui.task_files import TaskReport
from meetingtui.tui.widgets.column_board import ColumnBoard
from meetingtui.tui.widgets.query_line import QueryLine
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from meetingtui.domain.actions import ActionView
    from meetingtui.tui.dialogs.action_list_import import ListRead

NOTHING = {
    View.ALL: N_("還沒有列管事項。在一場的會議紀錄（4 場次，w 紀錄）寫下決議後按 Ctrl+K 產生，或按 I 匯入原有的清單。"),
    View.OVERDUE: N_("沒有逾期的事項。"),
    View.PASSED: N_("沒有未裁示的事項：每一項在最近一次會議都有裁示，或其後還沒有開會。"),
    View.MINE: N_("沒有您登錄或裁示的列管中事項。"),
}
NOTHING_OPEN = N_("沒有列管中的事項。按 v 看全部。")
NOT_FOUND = N_("沒有符合查詢的列管事項。按 Esc 清除查詢。")


class Actions(ActionKeys, Saving, Place):
    """Action items of all years, filtered by one query line and shown in one of seven views."""

    CSS_PATH = "actions.tcss"
    HELP: ClassVar[str] = N_(
        "各次會議的列管事項，不分年度，列管中的在前。按 / 輸入查詢，例如「是:列管中 主辦:衛生局 逾期 會議:PIF-10」；"
        "有 協辦、期限（本週、12月、12/1..12/31）、狀態、類別、標籤、急迫、案號、場次、回復、未裁示；年:115 只看一年。"
        "v 換檢視：全部、依機關、依會議、依期限、逾期、未裁示（其後的會議沒有提到）、我的。"
        "Enter 看一項的全部內容，e 修改，w 看會議紀錄；c 解除、k 繼續列管（選定場次），"
        "空白鍵勾選多項一次裁示；f 看統計，i 把清單中訂有期限者存成行事曆待辦，"
        "I 匯入自己的列管清單（Excel）。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+f", "find", N_("查詢"), id="actions.find", tooltip=N_("輸入查詢，篩選列管事項")),
        Binding("v,ctrl+t", "next_view(1)", N_("檢視"), id="actions.view", tooltip=N_("全部、依機關、依會議等輪流")),
        *ACTION_KEYS,
        Binding("o,ctrl+o", "round", N_("調查"), id="actions.round", tooltip=N_("下次會前調查，各機關一份")),
        Binding("f,ctrl+g", "figures", N_("統計"), id="actions.figures", tooltip=N_("解除率、平均辦結日數、未結日數")),
        Binding("i,ctrl+k", "tasks", N_("待辦檔"), id="actions.tasks", tooltip=N_("把清單中訂有期限者存成行事曆待辦")),
        Binding("V", "next_view(-1)", N_("前一檢視"), id="actions.view_before", show=False, tooltip=N_("往回輪流")),
        Binding("t", "view('all')", N_("全部"), id="actions.all", show=False, tooltip=N_("看所有的事項")),
        Binding("g", "view('agency')", N_("依機關"), id="actions.agency", show=False, tooltip=N_("每個機關一欄")),
        Binding("h", "view('series')", N_("依會議"), id="actions.series", show=False, tooltip=N_("依會議別分組")),
        Binding("d", "view('due')", N_("依期限"), id="actions.due", show=False, tooltip=N_("依辦理期限分組")),
        Binding("l", "view('overdue')", N_("逾期"), id="actions.overdue", show=False, tooltip=N_("只看逾期未結者")),
        Binding("b", "view('passed')", N_("未裁示"), id="actions.passed", show=False, tooltip=N_("其後的會議未提到者")),
        Binding("m", "view('mine')", N_("我的"), id="actions.mine", show=False, tooltip=N_("由您登錄或裁示者")),
        Binding("escape", "clear", N_("清除查詢"), id="actions.clear", show=False, tooltip=N_("清除查詢，回到全部")),
        Binding(
            "I", "import_list", N_("匯入清單"), id="actions.import", show=False, tooltip=N_("自己的列管清單（Excel）")
        ),
        Binding("down", "to_list", N_("到清單"), id="actions.to_list", show=False),
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.view = View.ALL
        self._query = ""
        self._sort: tuple[str, bool] | None = None
        self._shown: tuple[str, View, tuple[str, bool] | None] | None = None
        self._rows: ActionRows | None = None

    def body(self) -> ComposeResult:
        from meetingtui.services import action_views

        office = self.whole_office
        self._shown = None
        yield QueryLine(
            self._query, complete=partial(action_views.completions, office), near=office.clock.today(), words=ACTIONS,
            placeholder=N_("查詢，例如　是:列管中 主辦:衛生局 逾期"), id="query",
        )  # fmt: skip
        yield ViewBar([(str(view), word) for view, word in VIEW_WORDS.items()], id="views")
        yield RecordList(COLUMNS, id="items")
        yield ColumnBoard(id="board")
        yield Static(id="sentence")

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.items)
        super().on_mount()

    @property
    def items(self) -> RecordList:
        """The list of items."""
        return self.query_one("#items", RecordList)

    @property
    def board(self) -> ColumnBoard:
        """The columns by agency."""
        return self.query_one("#board", ColumnBoard)

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self.query_one("#query", QueryLine)

    # ----- what is shown

    def reload(self) -> None:
        """Read the list again; cursor and ticks stay where the query is the same."""
        self._filter()

    def show_query(self, text: str) -> None:
        """Show everything that another query lets through; called by other places."""
        self._query = self.line.value = text
        self.view = View.ALL
        self._filter()
        self.to_view()

    def _filter(self) -> None:
        self.fetch(partial(self._read, self._query, self.view, self._sort), self._show, desk="filter")

    def _read(self, text: str, view: View, sort: tuple[str, bool] | None) -> ActionRows:
        order = ("-" if sort[1] else "") + ORDERS[sort[0]] if sort is not None and view not in GROUPED else ""
        return ActionRows(self.whole_office, text, view, order)

    def refused(self, refusal: Exception) -> None:
        """A query that cannot be read is said at its line already."""
        if not isinstance(refusal, WrongQuery):
            super().refused(refusal)

    def _show(self, rows: ActionRows) -> None:
        now = (self._query, self.view, self._sort)
        again, self._shown = self._shown == now, now
        self.items.display, self.board.display = self.view is not View.AGENCY, self.view is View.AGENCY
        if self.view is View.AGENCY:
            self._rows = rows
            self.board.empty = self._nothing()
            summary = action_words.summary(rows.listing.totals())
            self.board.show(columns_of(rows), summary=summary, keep=again)
        elif again:
            self.items.reload()
        else:
            self._rows = rows
            self._show_list(rows)
        if self._rows is not None:
            self.items.summary = action_words.summary(self._rows.listing.totals())
        if self.focused in {None, self.items, self.board}:
            self.to_view()
        self.query_one(ViewBar).tell(str(self.view), "")
        self._tell_row()

    def _show_list(self, rows: ActionRows) -> None:
        items, grouped = self.items, self.view in GROUPED
        items.empty = self._nothing()
        items.sortable = not grouped
        items.show(rows.source(), sort=None if grouped else self._sort)
        query_meant.tell(self, items, self._query, ACTIONS)

    def _nothing(self) -> str:
        return _(NOT_FOUND) if self._query else _(NOTHING.get(self.view, NOTHING_OPEN))

    def to_view(self) -> None:
        """Put the cursor into what is shown."""
        self.set_focus(self.board if self.view is View.AGENCY else self.items)

    @on(RecordList.Highlighted)
    @on(ColumnBoard.Moved)
    def _tell_row(self) -> None:
        """All that the line under the cursor says, in words."""
        one = self.item_in_hand()
        self.query_one("#sentence", Static).update(shown(action_words.sentence(one) if one else ""), layout=False)

    def item_in_hand(self) -> ActionView | None:
        """The item under the cursor; None on a heading or in an empty list."""
        row = self.board.current if self.view is View.AGENCY else self.items.current
        return self._rows.seen.get(row.id) if row is not None and self._rows is not None else None

    @on(RecordList.SortWanted)
    def sort(self, event: RecordList.SortWanted) -> None:
        """Sort by the column asked for, or the next one that can be sorted by."""
        event.stop()
        keys = [column.key for column in COLUMNS]
        at = keys.index(event.key)
        self._sort = (next(one for one in [*keys[at:], *keys] if one in ORDERS), event.descending)
        self._filter()

    # ----- views and query

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something here; items are of all years."""
        if action in {"type_year", "turn_year"}:
            return False
        if action == "clear":
            return bool(self._query) or self.view is not View.ALL
        if action == "to_list":
            return self.line.entry.has_focus
        return super().check_action(action, parameters)

    def action_next_view(self, by: int) -> None:
        """Show the next of the views."""
        views = list(View)
        self.action_view(views[(views.index(self.view) + by) % len(views)])

    def action_view(self, name: str) -> None:
        """Show one of the views."""
        self.view = View(name)
        self._filter()

    @on(QueryLine.Changed)
    def narrow(self, event: QueryLine.Changed) -> None:
        """Another query holds."""
        event.stop()
        if event.line.value != self._query:
            self._query = event.line.value
            self._filter()

    @on(QueryLine.Submitted)
    @on(QueryLine.Left)
    def _found(self, event: QueryLine.Submitted | QueryLine.Left) -> None:
        event.stop()
        self.to_view()

    def action_find(self) -> None:
        """Put the cursor into the query line."""
        self.line.focus_entry()

    def action_to_list(self) -> None:
        """Put the cursor into the list."""
        self.to_view()

    def action_clear(self) -> None:
        """Show every item again."""
        self.show_query("")

    # ----- what can be done

    def action_figures(self) -> None:
        """How many items have left and how old the rest is."""
        jumps.open_action_figures(self)

    def action_tasks(self) -> None:
        """Keep what the list shows as tasks for calendars."""
        self.save_usual(self.report(), "ics")

    def report(self) -> TaskReport | None:
        """What the list shows, as tasks."""
        return TaskReport(self.whole_office, self._rows.listing.asked) if self._rows is not None else None

    def action_import_list(self) -> None:
        """Her own list of open items."""
        from meetingtui.tui.dialogs.action_list_import import ActionListFile

        self.app.push_screen(ActionListFile(self), self._list_read)

    def _list_read(self, read: ListRead | None) -> None:
        from meetingtui.tui.dialogs.action_list_import import ActionListImport

        if read is not None:
            self.app.push_screen(ActionListImport(self, read), self._taken_over)

    def _taken_over(self, made: list[ActionView] | None) -> None:
        if made is not None:
            self.meeting_app.told(_("已匯入{count}項。按 u 可復原。").format(count=len(made)))

    def in_hand(self) -> int | None:
        one = self.item_in_hand()
        return one.id if one is not None else None

    def in_hands(self) -> list[int]:
        """The ticked items, else the one under the cursor."""
        if self.view is View.AGENCY:
            return super().in_hands()
        return [one for one in self.items.chosen() if isinstance(one, int)]

    @on(RecordList.Opened)
    @on(ColumnBoard.Opened)
    def opened(self) -> None:
        """Show one item on one screen."""
        one = self.item_in_hand()
        if one is not None:
            jumps.open_action(self, one.id)
