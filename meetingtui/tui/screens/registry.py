"""The registry beside the series: agencies, posts and contacts of the county; tracks, members and rules of a series."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from meetingtui.language import N_, _
from meetingtui.tui import county_shelves, series_shelves
from meetingtui.tui.jumps import Finds
from meetingtui.tui.place import Place
from meetingtui.tui.series_actions import announce
from meetingtui.tui.shelf import Pairs, Shelf
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.record_list import RecordList, Rows
from meetingtui.tui.widgets.text_field import TextField
from meetingtui.tui.widgets.view_bar import ViewBar

WIDE = 110
"""Cells from which list and detail stand side by side."""
OF_COUNTY: tuple[type[Shelf[Any]], ...] = (county_shelves.Agencies, county_shelves.Posts, county_shelves.Contacts)
OF_SERIES: tuple[type[Shelf[Any]], ...] = (series_shelves.Tracks, series_shelves.Members, series_shelves.Rules)
NEEDING_ONE = frozenset({"edit", "rename", "aliases", "retire", "appoint"})


class Registry(Place):
    """Some lists of the registry, one at a time, with everything about the entry under the cursor beside it."""

    CSS_PATH = "registry.tcss"
    HELP: ClassVar[str] = N_(
        "v 換清單，/ 找，上下鍵移動，右側（或下方）是游標所在一筆的全部內容，Enter 放大、Esc 返回。"
        "n 新增、e 修改、R 自某日起更名、a 別名、r 停用或恢復、h 任職異動；聯絡人可按 I 由 CSV、XLSX 匯入，"
        "暫分的分區可按 A 全部確認。停用與更名都不影響舊年度。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "next_view", N_("換清單"), id="registry.view", tooltip=N_("看下一種清單")),
        Binding("n,f9", "add", N_("新增"), id="registry.add", tooltip=N_("新增一筆")),
        Binding("e,ctrl+e", "edit", N_("修改"), id="registry.edit", tooltip=N_("修改游標所在的一筆")),
        Binding("h,ctrl+r", "appoint", N_("任職"), id="registry.appoint", tooltip=N_("自某日起由他人任此職務")),
        Binding("R", "rename", N_("更名"), id="registry.rename", tooltip=N_("自某日起更名；以前仍用舊名")),
        Binding("a", "aliases", N_("別名"), id="registry.aliases", tooltip=N_("增減別名")),
        Binding("r,delete", "retire", N_("停用或恢復"), id="registry.retire", tooltip=N_("自某日起停用或恢復")),
        Binding("A", "accept", N_("確認分區"), id="registry.accept", tooltip=N_("暫分的分區全部確認為正式分區")),
        Binding("I", "import_file", N_("匯入名單"), id="registry.import", tooltip=N_("由CSV或XLSX檔匯入聯絡人")),
        Binding("slash,ctrl+f", "find", N_("找"), id="registry.find", tooltip=N_("輸入文字，篩選清單")),
        Binding("escape", "step_back", N_("返回"), id="registry.back", show=False, tooltip=N_("回清單或返回")),
        Binding("down", "to_list", N_("到清單"), id="registry.to_list", show=False),
    ]  # fmt: skip

    def __init__(self, shelf: str = "agencies", series: str = "") -> None:
        """`shelf` is shown first; `series` is the code of the series whose parts these are, empty for the county."""
        super().__init__()
        self.series = series
        self.shelves = {one.name: one(self, series) for one in (OF_SERIES if series else OF_COUNTY)}
        self.view = shelf if shelf in self.shelves else next(iter(self.shelves))
        self.entries: list[Any] = []
        self._seen_entries: dict[int | str, Any] = {}
        self._text = ""
        self._wanted: int | str | None = None

    def body(self) -> ComposeResult:
        yield ViewBar([(one.name, one.label) for one in self.shelves.values()], id="views")
        yield TextField(self._text, placeholder=_("找：名稱、別名、代碼的一部分"), id="find")
        with Container(id="shelf"):
            for name, shelf in self.shelves.items():
                yield RecordList(shelf.columns, empty=shelf.empty, markable=False, sortable=False, id=name)
            yield Detail(id="detail")

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.table)
        super().on_mount()

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.size.width >= WIDE, "-wide")

    @property
    def shelf(self) -> Shelf[Any]:
        """The list that is shown."""
        return self.shelves[self.view]

    @property
    def table(self) -> RecordList:
        """Its lines."""
        return self.query_one(f"#{self.view}", RecordList)

    # ----- reading and showing

    def reload(self) -> None:
        """Read the list again; the cursor stays on its entry."""
        self._reveal()
        self.fetch(self.shelf.read, self._take, desk="shelf")

    def _reveal(self) -> None:
        for name in self.shelves:
            self.query_one(f"#{name}").display = name == self.view
        if not isinstance(self.focused, TextField | Detail):
            self.table.focus()

    def _take(self, entries: list[Any]) -> None:
        self.entries = entries
        self._filter()

    def _filter(self) -> None:
        shelf, table = self.shelf, self.table
        kept = self._wanted if self._wanted is not None else self._current_id()
        found = shelf.found(self.entries, self._text)
        self._seen_entries = {shelf.id_of(one): one for one in found}
        table.empty = N_("沒有符合的資料。按 Esc 清除。") if self._text else shelf.empty
        at = next((place for place, one in enumerate(found) if shelf.id_of(one) == kept), 0)
        table.show(Rows([shelf.row(one) for one in found]), cursor=at)
        self._wanted = None
        words = _("{county}　{count}筆").format(county=self.office.county_name, count=len(self.entries))
        if self.series:
            words = _("{series}　{count}筆").format(series=self._series_title(), count=len(self.entries))
        self.query_one(ViewBar).tell(self.view, words)
        self.refresh_bindings()

    def _series_title(self) -> str:
        known = self.shelf.office.registry()
        name = next((one.name for one in known.series.values() if one.code == self.series), "")
        return f"{self.series} {name}"

    def _current_id(self) -> int | str | None:
        row = self.table.current
        return row.id if row is not None else None

    @property
    def current(self) -> Any:
        """The entry under the cursor; None in an empty list."""
        wanted = self._current_id()
        return None if wanted is None else self._seen_entries.get(wanted)

    @on(RecordList.Highlighted)
    def _tell(self, event: RecordList.Highlighted) -> None:
        event.stop()
        if event.list is not self.table:
            return
        one = self.current
        if one is None:
            self.query_one(Detail).show(())
        else:
            self.fetch(partial(self.shelf.detail, one), self._show_detail, desk="detail")
        self.refresh_bindings()

    def _show_detail(self, pairs: Pairs) -> None:
        self.query_one(Detail).show(pairs)

    # ----- views, finding, leaving

    def action_next_view(self) -> None:
        """Show the next list."""
        names = list(self.shelves)
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_view(self, name: str) -> None:
        """Show one of the lists."""
        self.view = name
        self._text = ""
        self.query_one("#find", TextField).value = ""
        self.remove_class("-reading")
        self.set_focus(None)
        self.query_one(Detail).show(())
        self.reload()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._text:
            self._text = event.value
            self._filter()

    @on(Input.Submitted, "#find")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_to_list()

    @on(RecordList.Opened)
    def _read(self, event: RecordList.Opened) -> None:
        """Enter: the whole screen for one entry."""
        event.stop()
        self.add_class("-reading")
        self.query_one(Detail).focus()

    def action_find(self) -> None:
        """Put the cursor into the line above the list."""
        self.remove_class("-reading")
        self.query_one("#find", TextField).focus()

    def action_to_list(self) -> None:
        """Put the cursor into the list."""
        self.table.focus()

    def show_query(self, text: str) -> None:
        """Another place asks for a series: leave this to the page below."""
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        if isinstance(below, Finds):
            below.show_query(text)

    def action_step_back(self) -> None:
        """From one entry to the list, from a narrowed list to the whole one, from there to the screen before."""
        if self.has_class("-reading"):
            self.remove_class("-reading")
            self.table.focus()
        elif self._text:
            self.query_one("#find", TextField).value = ""
            self.table.focus()
        elif isinstance(self.focused, TextField):
            self.table.focus()
        else:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this list can do, and what needs an entry only where there is one."""
        if action == "to_list":
            return isinstance(self.focused, TextField)
        if action in {"add", "accept", "import_file", *NEEDING_ONE}:
            if action not in self.shelf.can:
                return False
            if action == "accept":
                return any(one.proposed for one in self.entries)
            return action not in NEEDING_ONE or self.current is not None
        return super().check_action(action, parameters)

    # ----- what can be done

    def _told(self, sentence: str) -> Any:
        def closed(answer: Any) -> None:
            if answer is not None:
                self.meeting_app.told(sentence)

        return closed

    def action_add(self) -> None:
        """A new entry."""
        self.app.push_screen(self.shelf.add(), self._told(_("已新增。")))

    def action_edit(self) -> None:
        """The entry under the cursor."""
        self.app.push_screen(self.shelf.edit(self.current), self._told(_("已修改。")))

    def action_appoint(self) -> None:
        """Who holds the post under the cursor."""

        def closed(answer: Any) -> None:
            if answer is not None:
                announce(self, answer)

        self.app.push_screen(self.shelf.appoint(self.current), closed)

    def action_rename(self) -> None:
        """Another name from a day on."""
        from meetingtui.tui.dialogs.names import Rename

        self.app.push_screen(Rename(self, self.shelf.thing(self.current)), self._told(_("已更名；以前仍用舊名。")))

    def action_aliases(self) -> None:
        """Other names that find it."""
        from meetingtui.tui.dialogs.names import Aliases

        self.app.push_screen(Aliases(self, self.shelf.thing(self.current)), self._told(_("別名已更新。")))

    def action_retire(self) -> None:
        """Give it up from a day on, or take it up again."""
        one = self.current
        sentence = _("已恢復使用。") if self.shelf.retired(one) else _("已登記停用；以前的年度照舊。")
        self.shelf.retire(one, self._told(sentence))

    def action_accept(self) -> None:
        """Take all proposed tracks as the series' own."""
        from meetingtui.services import tracks

        def told(answer: list[Any]) -> None:
            self.meeting_app.told(_("已確認{count}個分區。").format(count=len(answer)))

        self.carry_out(partial(tracks.accept, self.shelf.office, self.series), told)

    def action_import_file(self) -> None:
        """Contacts out of a file, with a preview."""
        from meetingtui.tui.dialogs.import_contacts import ImportContacts

        def closed(answer: Any) -> None:
            if answer is not None:
                text = _("已匯入：新增{new}人，更新{changed}人。按 u 可一次復原。")
                self.meeting_app.told(text.format(new=answer.new, changed=answer.changed))

        self.app.push_screen(ImportContacts(self), closed)
