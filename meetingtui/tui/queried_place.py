"""A place of one list below a query line: what is typed narrows the list, Enter and Esc lead back into it."""

from __future__ import annotations

from textual import on

from meetingtui.domain.query import WrongQuery
from meetingtui.tui.place import Place
from meetingtui.tui.widgets.query_line import QueryLine
from meetingtui.tui.widgets.record_list import RecordList


class QueriedPlace(Place):
    """A list filtered by one query line. Subclasses name the list (`table`) and read it (`read_list`)."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._query = ""

    @property
    def table(self) -> RecordList:
        """The list."""
        raise NotImplementedError

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self.query_one("#query", QueryLine)

    def read_list(self) -> None:
        """Read what the query lets through, and show it."""
        raise NotImplementedError

    def show_query(self, text: str) -> None:
        """Write a query line and show what it lets through; called by other places."""
        self._query = self.line.value = text
        self.read_list()
        self.set_focus(self.table)

    def reload(self) -> None:
        """Read the list again under the same query."""
        self.line.year = self.year
        self.read_list()

    def refused(self, refusal: Exception) -> None:
        """A query that cannot be read is said at its line already."""
        if not isinstance(refusal, WrongQuery):
            super().refused(refusal)

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.set_focus(self.table)
        super().on_mount()

    @on(QueryLine.Changed)
    def narrow(self, event: QueryLine.Changed) -> None:
        """Another query holds."""
        event.stop()
        if event.line.value != self._query:
            self._query = event.line.value
            self.read_list()

    @on(QueryLine.Submitted)
    def _found(self, event: QueryLine.Submitted) -> None:
        event.stop()
        self.set_focus(self.table)

    @on(QueryLine.Left)
    def _left(self, event: QueryLine.Left) -> None:
        event.stop()
        self.set_focus(self.table)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something where the cursor is."""
        if action == "clear":
            return bool(self._query)
        if action == "to_list":
            return self.line.entry.has_focus
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Put the cursor into the query line."""
        self.line.focus_entry()

    def action_to_list(self) -> None:
        """Put the cursor into the list."""
        self.set_focus(self.table)

    def action_clear(self) -> None:
        """Show the whole list again."""
        self.show_query("")
