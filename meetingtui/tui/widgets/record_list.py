"""A list of any length: a window over a query that reads and draws only what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.columns import ListColumn, Spot, draw, lay_out
from meetingtui.tui.widgets.line_view import LOOKS, LineView
from meetingtui.tui.widgets.rows import HEADING, Grouped, Row, RowId, Rows, Source, Window

__all__ = ["HEADING", "Grouped", "ListColumn", "RecordList", "Row", "RowId", "Rows", "Source"]


class RecordList(LineView):
    """Rows of a source under a heading line, with a cursor, ticks, sorting and a line of count and sum.

    `show(source)` shows another query, `reload()` reads the same one again and keeps the cursor on its
    record. `marked` holds the ids that the user ticked. Stored text passes the gate here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("開啟"), id="list.open", tooltip=N_("開啟游標所在的一筆")),
        Binding("space,ideographic_space", "mark", N_("勾選"), id="list.mark", tooltip=N_("勾選或取消勾選這一筆")),
        Binding("ctrl+a", "mark_all", N_("全勾"), id="list.mark-all", show=False, tooltip=N_("勾選或取消勾選全部")),
        Binding("s", "sort(1)", N_("排序"), id="list.sort", show=False, tooltip=N_("改依下一欄排序")),
        Binding("S", "sort(0)", N_("反向"), id="list.reverse", show=False, tooltip=N_("把目前的排序反過來")),
    ]

    class Told(Message):
        """Something that a list says of itself."""

        def __init__(self, list: RecordList) -> None:
            self.list = list
            super().__init__()

        @property
        def control(self) -> RecordList:
            return self.list

    class Highlighted(Told):
        """The cursor stands on another record; `id` is None on a heading row or in an empty list."""

        def __init__(self, list: RecordList, id: RowId | None) -> None:
            super().__init__(list)
            self.id = id

    class Opened(Told):
        """Enter, or a click on the row under the cursor."""

        def __init__(self, list: RecordList, id: RowId) -> None:
            super().__init__(list)
            self.id = id

    class Marked(Told):
        """The ticks changed; `list.marked` has them."""

    class SortWanted(Told):
        """The user asks for another order; the screen answers with `show(..., sort=(key, descending))`."""

        def __init__(self, list: RecordList, key: str, descending: bool) -> None:
            super().__init__(list)
            self.key = key
            self.descending = descending

    def __init__(
        self,
        columns: Sequence[ListColumn],
        source: Source | None = None,
        *,
        empty: str = N_("沒有資料。"),
        markable: bool = True,
        sortable: bool = True,
        footer: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`empty` says what would fill the list (marked with `N_`, translated when drawn)."""
        super().__init__(empty=empty, bottom=int(footer), id=id, classes=classes)
        self.columns = tuple(columns)
        self.markable = markable
        self.sortable = sortable
        self.marked: set[RowId] = set()
        self.sort: tuple[str, bool] | None = None
        self.summary = ""
        self.capped = False
        self._source: Source = source or Rows()
        self._window = Window(Rows())
        self._spots: tuple[int, list[Spot]] = (-1, [])
        self._told: RowId | None = None

    # ----- what screens call

    def show(
        self,
        source: Source,
        *,
        summary: str = "",
        capped: bool = False,
        sort: tuple[str, bool] | None = None,
        cursor: int = 0,
    ) -> None:
        """Show another query, with the cursor on row `cursor` and no ticks.

        `summary` is the sum of the footer line; `capped` says that the source stops before its end, so
        that its count is not shown as a total; `sort` is (key of a column, descending) as the source sorts.
        """
        self._source, self.summary, self.capped, self.sort = source, summary, capped, sort
        self.marked.clear()
        self._read(cursor)

    def reload(self, *, summary: str | None = None) -> None:
        """Read the same query again; cursor and ticks stay with their records."""
        if summary is not None:
            self.summary = summary
        wanted, at = self._told, self.cursor
        self._read(at)
        if wanted is not None and self._told != wanted:
            found = self._window.find(wanted, around=at)
            if found is not None:
                self.cursor = found

    def move_to(self, row_id: RowId) -> bool:
        """Put the cursor on a record; reads the list from its start until it is found."""
        found = self._window.find(row_id)
        if found is not None:
            self.cursor = found
        return found is not None

    @property
    def total(self) -> int:
        """How many rows the list has, headings included."""
        return self._window.total

    @property
    def current(self) -> Row | None:
        """The row under the cursor, texts as shown; None in an empty list."""
        return self.row(self.cursor)

    def chosen(self) -> list[RowId]:
        """What a command works on: the ticked records, else the one under the cursor."""
        if self.marked:
            return sorted(self.marked, key=str)
        row = self.current
        return [row.id] if row and row.style != HEADING else []

    def row(self, index: int) -> Row | None:
        """Row `index`, texts as shown; None outside the list."""
        return self._window.row(index)

    # ----- reading and moving

    def on_mount(self) -> None:
        self._read(self.cursor)

    def _read(self, cursor: int) -> None:
        if not self.is_attached:
            self.set_reactive(LineView.cursor, cursor)
            return
        self._window = Window(self._source)
        self._told = None
        self.restart(cursor)

    def rests(self, index: int) -> bool:
        return not self._window.is_heading(index)

    def moved(self) -> None:
        row = self.current
        now = row.id if row is not None and row.style != HEADING else None
        if now is None or now != self._told:
            self._told = now
            self.post_message(self.Highlighted(self, now))

    def action_open(self) -> None:
        row = self.current
        if row is not None and row.style != HEADING:
            self.post_message(self.Opened(self, row.id))

    # ----- ticks and order

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of what this list does not offer go on to the screen."""
        if action in ("mark", "mark_all"):
            return self.markable
        return self.sortable if action == "sort" else super().check_action(action, parameters)

    def action_mark(self) -> None:
        row = self.current
        if row is not None and row.style != HEADING:
            self.marked ^= {row.id}
            self.post_message(self.Marked(self))
        self.cursor += 1
        self.refresh()

    def action_mark_all(self) -> None:
        every = self._window.ids()
        self.marked = set() if every <= self.marked else every
        self.post_message(self.Marked(self))
        self.refresh()

    def action_sort(self, forward: int) -> None:
        keys = [self.columns[spot.column].key for spot in self._laid_out()]
        key, descending = self.sort or ("", False)
        if not forward and key:
            self.post_message(self.SortWanted(self, key, not descending))
        elif keys:
            following = keys[(keys.index(key) + 1) % len(keys)] if key in keys else keys[0]
            self.post_message(self.SortWanted(self, following, False))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            self._click_heading(offset.x - self._margin)
            return
        index = self.line_at(offset.y)
        if index is None or not self.rests(index):
            return
        again = index == self.cursor
        self.cursor = index
        if self.markable and offset.x < self._margin:
            self.action_mark()
        elif again or event.chain > 1:
            self.action_open()

    def _click_heading(self, x: int) -> None:
        for spot in self._laid_out() if self.sortable else ():
            if spot.x <= x <= spot.x + spot.width:
                key = self.columns[spot.column].key
                descending = self.sort is not None and self.sort[0] == key and not self.sort[1]
                self.post_message(self.SortWanted(self, key, descending))

    # ----- drawing

    @property
    def _margin(self) -> int:
        return 2 if self.markable else 1

    def _laid_out(self) -> list[Spot]:
        room = self.room - self._margin
        if self._spots[0] != room:
            self._spots = (room, lay_out(self.columns, room))
        return self._spots[1]

    def trouble(self) -> str:
        return self._window.trouble

    def body_line(self, index: int) -> Strip:
        row = self.row(index)
        if row is None:
            return self.strip("", self.look(""))
        style = self.cursor_look if index == self.cursor else self.look(row.style if row.style in LOOKS else "")
        if row.style == HEADING:
            return self.strip(" ".join(text for text in row.cells if text), style)
        tick = cells.sign("mark", ascii_only=cells.ascii_only(self)) if row.id in self.marked else ""
        return self.strip(tick.ljust(self._margin) + draw(self.columns, self._laid_out(), row.cells), style)

    def headings(self) -> list[Strip]:
        narrow = cells.ascii_only(self)
        texts = []
        for column in self.columns:
            text = _(column.heading)
            if self.sort and self.sort[0] == column.key:
                text += cells.sign("down" if self.sort[1] else "up", ascii_only=narrow)
            texts.append(text)
        text = " " * self._margin + draw(self.columns, self._laid_out(), texts)
        return [self.strip(text, self.look("header"))]

    def footer_line(self) -> str:
        records = self._window.records
        words = _("先列出{count}筆，後面還有") if self.capped else _("共{count}筆")
        parts = [words.format(count=f"{records:,}")]
        if self.marked:
            parts.append(_("已勾{count}筆").format(count=f"{len(self.marked):,}"))
        if self.summary:
            parts.append(cells.plain(self.summary))
        left = " " + _("，").join(parts)
        right = f"{self._window.number(self.cursor):,}/{records:,} " if records and not self.capped else ""
        spare = self.room - cells.width(right)
        return cells.fit(left, spare) + right if cells.width(left) < spare else left
