"""A place of lists, one at a time: the keys of each are what its shelf can do; all of an entry stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from meetingtui.language import N_, _
from meetingtui.tui.jumps import Finds
from meetingtui.tui.place import Place
from meetingtui.tui.shelf import Pairs, Shelf
from meetingtui.tui.widgets.detail import Detail
from meetingtui.tui.widgets.record_list import RecordList, Rows
from meetingtui.tui.widgets.text_field import TextField
from meetingtui.tui.widgets.view_bar import ViewBar

WIDE = 110
"""Cells from which list and detail stand side by side."""
ENTRY = frozenset({"edit", "remove"})
"""Commands that need an entry."""


class ShelfPlace(Place):
    """Some lists, one at a time, with everything about the entry under the cursor beside it.

    Subclasses add commands; those that need an entry are named in `of_entry`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "next_view", N_("換清單"), id="registry.view", tooltip=N_("看下一種清單")),
        Binding("n,f9", "add", N_("新增"), id="registry.add", tooltip=N_("新增一筆")),
        Binding("e,ctrl+e", "edit", N_("修改"), id="registry.edit", tooltip=N_("修改游標所在的一筆")),
        Binding("x,ctrl+x", "remove", N_("刪除"), id="registry.remove", tooltip=N_("刪除游標所在的一筆，可復原")),
        Binding("I", "import_file", N_("匯入"), id="registry.import", tooltip=N_("由檔案匯入；先預覽，確認後才存入")),
        Binding("slash,ctrl+f", "find", N_("找"), id="registry.find", tooltip=N_("輸入文字，篩選清單")),
        Binding("escape", "step_back", N_("返回"), id="registry.back", show=False, tooltip=N_("回清單或返回")),
        Binding("down", "to_list", N_("到清單"), id="registry.to_list", show=False),
    ]  # fmt: skip
    of_entry: ClassVar[frozenset[str]] = ENTRY
    of_shelf: ClassVar[frozenset[str]] = ENTRY | {"add", "import_file"}
    """Commands that a shelf offers or not."""

    def __init__(self, shelf: str, shelves: Sequence[Shelf[Any]]) -> None:
        """Of `shelves` the one named `shelf` is shown first."""
        super().__init__()
        self.shelves = {one.name: one for one in shelves}
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
        words = _("{whose}　{count}筆").format(whose=shelf.whose(), count=len(self.entries))
        self.query_one(ViewBar).tell(self.view, words)
        self.refresh_bindings()

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
        if action in self.of_shelf:
            return action in self.shelf.can and (action not in self.of_entry or self.current is not None)
        return super().check_action(action, parameters)

    # ----- what can be done

    def telling(self, sentence: str) -> Any:
        """What to do when a dialog closes: say `sentence` unless it was left."""

        def closed(answer: Any) -> None:
            if answer is not None:
                self.meeting_app.told(sentence)

        return closed

    def action_add(self) -> None:
        """A new entry."""

        def closed(answer: Any) -> None:
            if answer is not None:
                self.meeting_app.told(self.shelf.added(answer))

        self.app.push_screen(self.shelf.add(), closed)

    def action_edit(self) -> None:
        """The entry under the cursor."""
        self.app.push_screen(self.shelf.edit(self.current), self.telling(_("已修改。")))

    def action_remove(self) -> None:
        """Take the entry under the cursor off the list, after a question."""
        from meetingtui.tui.dialogs.ask import YesNo

        one = self.current
        self.app.push_screen(YesNo(self.shelf.question(one), _("刪除")), partial(self._remove, one))

    def _remove(self, one: Any, agreed: bool | None) -> None:
        if agreed:
            self.carry_out(
                partial(self.shelf.remove, one), lambda _done: self.meeting_app.told(_("已刪除。按 u 可復原。"))
            )

    def action_import_file(self) -> None:
        """Entries out of a file, with a preview."""
        self.shelf.import_file()
