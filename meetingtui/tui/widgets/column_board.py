"""Columns of records side by side, each a window over a query of its own; only what is seen is read and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from meetingtui.language import N_
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LOOKS, LineView
from meetingtui.tui.widgets.rows import Row, Source, Window

NARROWEST = 26
"""Cells of a column."""


class BoardColumn(NamedTuple):
    """One column: what stands above it, in the language in use, and its records with one text each."""

    heading: str
    size: int
    source: Source


class ColumnBoard(LineView):
    """A cursor goes through a column by up and down, and from column to column by left and right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("開啟"), id="board.open", tooltip=N_("開啟游標所在的一筆")),
        Binding("left", "turn(-1)", N_("左一欄"), id="board.left", show=False),
        Binding("right", "turn(1)", N_("右一欄"), id="board.right", show=False),
        Binding("ctrl+left", "turn(-1000)", N_("第一欄"), id="board.first-column", show=False),
        Binding("ctrl+right", "turn(1000)", N_("最後一欄"), id="board.last-column", show=False),
    ]
    column: reactive[int] = reactive(0, repaint=False, init=False)

    class Moved(Message):
        """The cursor stands on another record, or on none."""

    class Opened(Message):
        """Enter, or a second click on a record."""

    def __init__(self, *, empty: str = N_("沒有資料。"), id: str | None = None) -> None:
        super().__init__(empty=empty, id=id)
        self.columns: tuple[BoardColumn, ...] = ()
        self.summary = ""
        self._windows: dict[int, Window] = {}
        self._first = 0

    def show(self, columns: Sequence[BoardColumn], *, summary: str = "", keep: bool = False) -> None:
        """Show other columns; `keep` leaves the cursor where it stands."""
        self.columns, self.summary = tuple(columns), summary
        self._windows.clear()
        self.set_reactive(ColumnBoard.column, self.validate_column(self.column) if keep else 0)
        self.restart(self.cursor if keep else 0)

    @property
    def current(self) -> Row | None:
        """The record under the cursor."""
        return self._row(self.column, self.cursor)

    @property
    def total(self) -> int:
        return max((one.size for one in self.columns), default=0)

    # ----- the cursor

    def validate_cursor(self, cursor: int) -> int:
        """A column ends with its last record."""
        here = self.columns[self.column].size if self.columns else 0
        return max(0, min(cursor, here - 1))

    def validate_column(self, column: int) -> int:
        return max(0, min(column, len(self.columns) - 1))

    def watch_column(self) -> None:
        self.set_reactive(LineView.cursor, self.validate_cursor(self.cursor))
        self.keep_in_view()
        self.moved()
        self.refresh()

    def moved(self) -> None:
        self.post_message(self.Moved())

    def action_turn(self, columns: int) -> None:
        """Go some columns to the left or right."""
        self.column += columns

    def action_open(self) -> None:
        """Say that the record under the cursor is wanted."""
        if self.current is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor; on the cursor it opens."""
        offset = event.get_content_offset(self)
        index = None if offset is None else self.line_at(offset.y)
        if offset is None or index is None:
            return
        first, width = self._seen()
        before = (self.column, self.cursor)
        self.column = first + offset.x // (width + 1)
        self.cursor = index
        if before == (self.column, self.cursor):
            self.action_open()

    @property
    def cursor_screen_offset(self) -> Offset:
        first, width = self._seen()
        return super().cursor_screen_offset + Offset((self.column - first) * (width + 1), 0)

    # ----- drawing

    def _seen(self) -> tuple[int, int]:
        """The first column that is seen and the cells of each; the one with the cursor always is."""
        fit = max(1, min(len(self.columns), (self.room + 1) // (NARROWEST + 1)))
        self._first = max(0, min(max(self._first, self.column - fit + 1), self.column, len(self.columns) - fit))
        return self._first, max(1, (self.room + 1) // fit - 1)

    def _beside(self) -> range:
        first, width = self._seen()
        return range(first, min(len(self.columns), first + (self.room + 1) // (width + 1)))

    def _row(self, column: int, index: int) -> Row | None:
        if not 0 <= column < len(self.columns) or index >= self.columns[column].size:
            return None
        if column not in self._windows:
            self._windows[column] = Window(self.columns[column].source)
        return self._windows[column].row(index)

    def headings(self) -> list[Strip]:
        _first, width = self._seen()
        texts = [cells.fit(f" {cells.plain(self.columns[one].heading)}", width) for one in self._beside()]
        return [self.strip(" ".join(texts), self.look("header"))]

    def footer_line(self) -> str:
        place = f"{self.column + 1}/{len(self.columns)} " if self.columns else ""
        left = cells.plain(f" {self.summary}")
        return cells.fit(left, max(0, self.room - cells.width(place))) + place

    def body_line(self, index: int) -> Strip:
        _first, width = self._seen()
        parts = []
        for column in self._beside():
            row = self._row(column, index)
            style = self.look(row.style if row is not None and row.style in LOOKS else "")
            if column == self.column and index == self.cursor:
                style = self.cursor_look
            text = cells.fit(f" {row.cells[0]}" if row is not None else "", width)
            parts += [(text, style), (" ", self.look(""))]
        return self.parts(parts)
