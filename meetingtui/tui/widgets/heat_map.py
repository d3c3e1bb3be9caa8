"""How full each month or week is, series by series: a figure in every cell, its ground the deeper the more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LineView

DEPTHS = 4  # shades above "nothing"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A series and its figure for each column."""

    label: str
    values: tuple[int, ...]


class HeatMap(LineView):
    """Figures on shaded ground, one row a series; wide rows drop their last columns with a note, not silently.

    `show(columns, rows)` shows another year; `columns` are texts in the language in use (months or weeks).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"heat--{depth}" for depth in range(1, DEPTHS + 1)}
    DEFAULT_CSS = """
    HeatMap {
        & > .heat--1 { background: $primary 20%; color: $foreground; }
        & > .heat--2 { background: $primary 40%; color: auto; }
        & > .heat--3 { background: $primary 65%; color: auto; }
        & > .heat--4 { background: $primary; color: auto; text-style: bold; }
    }
    """

    def __init__(
        self,
        *,
        heading: str = N_("會議別"),
        empty: str = N_("沒有可以畫的數字。"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(empty=empty, id=id, classes=classes)
        self.heading = heading
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[HeatRow, ...] = ()

    def show(self, columns: Sequence[str], rows: Sequence[HeatRow]) -> None:
        """Show other figures; every row has as many values as there are columns."""
        self.columns, self.rows = tuple(columns), tuple(rows)
        if self.is_attached:
            self.restart(0)

    def on_mount(self) -> None:
        self.restart(0)

    @property
    def total(self) -> int:
        return len(self.rows)

    def as_rows(self) -> list[tuple[str, ...]]:
        """The same as a table, with a heading row: label, each figure, the sum."""
        head = (_(self.heading), *self.columns, _("合計"))
        return [head, *((row.label, *map(str, row.values), str(sum(row.values))) for row in self.rows)]

    def _widths(self) -> tuple[int, int, int]:
        """Cells of the label and of one column, and how many columns fit."""
        count = max(1, len(self.columns))
        cell = max(1, min(6, (self.room - 16) // count))
        label = max(8, min(40, self.room - cell * count - 5))
        return label, cell, min(count, max(0, self.room - label - 5) // cell)

    def headings(self) -> list[Strip]:
        label, cell, fitting = self._widths()
        style = self.look("header")
        every = 1 if cell > 2 else 4  # a week's number needs more than its cell: every fourth is written
        names = "".join(cells.fit(cells.plain(name), cell * every) for name in self.columns[:fitting:every])
        text = cells.fit(_(self.heading), label) + cells.fit(names, cell * fitting)
        return [self.strip(text + cells.fit(_("合計"), 5, "right"), style)]

    def body_line(self, index: int) -> Strip:
        row = self.rows[index]
        label, cell, fitting = self._widths()
        here = index == self.cursor and self.has_focus
        name = cells.fit(cells.plain(row.label), label - 1) + " "
        parts = [(name, self.look("cursor") if here else self.look(""))]
        highest = max(1, *(value for one in self.rows for value in (*one.values, 0)))
        for value in row.values[:fitting]:
            parts.append((self._figure(value, cell), self._ground(value, highest)))
        parts.append((f"{sum(row.values):>5}", self.look("")))
        return self.parts(parts)

    def _figure(self, value: int, cell: int) -> str:
        text = str(value) if value else "."
        return cells.fit(text if len(text) <= cell else "+", cell, "center")

    def _ground(self, value: int, highest: int) -> Style:
        if value <= 0:
            return self.look("muted")
        depth = min(DEPTHS, -(-value * DEPTHS // highest))
        return self.get_component_rich_style(f"heat--{depth}")

    def footer_line(self) -> str:
        hidden = len(self.columns) - self._widths()[2]
        text = " " + _("格內是場次數，底色越深越多")
        return text + (_("；還有{count}欄未顯示").format(count=hidden) if hidden > 0 else "")
