"""A page of one list: how much there is above it, all of the line under the cursor below it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from meetingtui.language import N_
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Page
from meetingtui.tui.widgets.record_list import ListColumn, RecordList, Row


class NotedList(Page[ScreenResultType]):
    """Subclasses give the columns and `noted`, and fill `table`."""

    DEFAULT_CSS = """
    NotedList #noted--head {
        height: auto; max-height: 2; padding: 0 1; background: $panel; color: $foreground; text-style: bold;
    }
    NotedList #noted--note {
        height: auto; min-height: 3; max-height: 5; padding: 0 1; background: $surface; color: $foreground;
    }
    """
    COLUMNS: ClassVar[tuple[ListColumn, ...]] = ()
    MARKABLE: ClassVar[bool] = False
    WAITING: ClassVar[str] = N_("查看中，請稍候。")

    @property
    def table(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    def body(self) -> ComposeResult:
        yield Static(id="noted--head")
        yield RecordList(self.COLUMNS, sortable=False, markable=self.MARKABLE, empty=self.WAITING, id="noted")
        yield Static(id="noted--note")

    def noted(self, row: Row) -> tuple[str, str] | None:
        """The title and the whole text of a line, or None for one that says it all."""
        raise NotImplementedError

    def tell_head(self, text: str) -> None:
        """Say how much there is."""
        self.query_one("#noted--head", Static).update(shown(text))

    @on(RecordList.Highlighted)
    def tell_note(self) -> None:
        """Say all of the line under the cursor."""
        row = self.table.current
        said = self.noted(row) if row is not None else None
        text = Content("") if said is None else Content.assemble(shown_line(said[0]), "\n", shown(said[1]))
        self.query_one("#noted--note", Static).update(text)
