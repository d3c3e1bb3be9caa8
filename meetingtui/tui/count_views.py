"""The widgets of 統計: the list with its totals line, and the charts in which a row can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from meetingtui.language import N_
from meetingtui.tui.count_columns import Sort, Table
from meetingtui.tui.widgets.bar_chart import BarChart
from meetingtui.tui.widgets.columns import draw
from meetingtui.tui.widgets.heat_map import HeatMap
from meetingtui.tui.widgets.line_view import LineView
from meetingtui.tui.widgets.record_list import RecordList, Rows


class CountList(RecordList):
    """Rows of a count; the line at the bottom is the totals, below their columns."""

    def __init__(self, *, empty: str, id: str) -> None:
        super().__init__((), markable=False, empty=empty, id=id)
        self.totals: tuple[str, ...] = ()

    def show_table(self, table: Table[Any], *, sort: Sort | None, cursor: str = "") -> None:
        """Show another count, with the cursor on the line `cursor`, else on the first."""
        self.columns, self.totals = table.columns, table.totals
        self._spots = (-1, [])
        ids = [row.id for row in table.rows]
        self.show(Rows(table.rows), sort=sort, cursor=ids.index(cursor) if cursor in ids else 0)

    def footer_line(self) -> str:
        return " " * self._margin + draw(self.columns, self._laid_out(), self.totals)


class Pointed(LineView):
    """A chart in which a line is chosen by arrows or mouse, and opened by Enter or a second click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("場次"), id="chart.open", tooltip=N_("看這一列的場次")),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        view: Pointed

        @property
        def control(self) -> Pointed:
            return self.view

    @dataclass
    class Opened(Message):
        """Somebody wants to see what lies behind a line."""

        view: Pointed

        @property
        def control(self) -> Pointed:
            return self.view

    def moved(self) -> None:
        self.post_message(self.Moved(self))

    def action_open(self) -> None:
        """Open the line under the cursor."""
        if self.total:
            self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        index = self.line_at(offset.y) if offset is not None else None
        if index is None:
            return
        again = index == self.cursor
        self.cursor = index
        if again or event.chain > 1:
            self.action_open()


class CountBars(BarChart, Pointed):
    """What was held against what is asked, as bars."""


class CountHeat(HeatMap, Pointed):
    """The months of a year, as shades."""
