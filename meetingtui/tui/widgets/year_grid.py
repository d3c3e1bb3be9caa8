"""A year at a glance: series down, twelve months across, held against target at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LOOKS, LineView
from meetingtui.tui.widgets.rows import HEADING, RowId

MONTHS = (
    N_("1月"),
    N_("2月"),
    N_("3月"),
    N_("4月"),
    N_("5月"),
    N_("6月"),
    N_("7月"),
    N_("8月"),
    N_("9月"),
    N_("10月"),
    N_("11月"),
    N_("12月"),
)
STATES = {
    "held": N_("已召開"),
    "planned": N_("預定"),
    "cancelled": N_("已取消"),
    "moved": N_("延期待定"),
    "problem": N_("有問題"),
}
LOOKS_OF_STATES = {"held": "success", "cancelled": "muted", "problem": "error", "moved": "warning"}


class Mark(NamedTuple):
    """One sitting in a cell: its day of the month (0: none yet) and one of STATES."""

    day: int
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A series: its sittings by month, and what it has held of what is asked.

    `months` has twelve entries; `target` None shows no progress; `style` is one of LOOKS or '', and
    "heading" makes a line that only names the rows below it.
    """

    id: RowId
    label: str
    months: tuple[tuple[Mark, ...], ...] = ((),) * 12
    held: int = 0
    target: int | None = None
    style: str = ""


class _Widths(NamedTuple):
    label: int
    cell: int
    bar: int


class YearGrid(LineView):
    """One widget that draws series x months in signs or days, with a cursor over the cells.

    `show(rows)` shows a year; `d` changes between signs and days. Stored text passes the gate here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "month(-1)", N_("上個月"), id="grid.left", show=False),
        Binding("right", "month(1)", N_("下個月"), id="grid.right", show=False),
        Binding("home", "month(-12)", N_("1月"), id="grid.january", show=False),
        Binding("end", "month(12)", N_("12月"), id="grid.december", show=False),
        Binding("enter", "choose", N_("開啟"), id="grid.open", tooltip=N_("開啟這一格的場次")),
        Binding("d", "days", N_("日期"), id="grid.days", tooltip=N_("改以日期或記號顯示")),
    ]

    month: reactive[int] = reactive(1, init=False)
    days: reactive[bool] = reactive(False, init=False)

    @dataclass
    class CellChosen(Message):
        """Enter, or a click on the cell under the cursor; month 1 to 12."""

        grid: YearGrid
        row_id: RowId
        month: int

        @property
        def control(self) -> YearGrid:
            return self.grid

    @dataclass
    class CellHighlighted(Message):
        """The cursor stands on another cell; row_id None on a heading or in an empty grid."""

        grid: YearGrid
        row_id: RowId | None
        month: int

        @property
        def control(self) -> YearGrid:
            return self.grid

    def __init__(
        self,
        rows: Sequence[GridRow] = (),
        *,
        heading: str = N_("會議別"),
        empty: str = N_("這一年還沒有會議別。"),
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(empty=empty, id=id, classes=classes)
        self.heading = heading
        self.rows = tuple(rows)
        self.this_month: int | None = None

    def show(self, rows: Sequence[GridRow], *, this_month: int | None = None) -> None:
        """Show another year; the cursor stays on its series and month. `this_month` is marked above."""
        under = self.current
        self.rows, self.this_month = tuple(rows), this_month
        at = next((i for i, row in enumerate(self.rows) if under and row.id == under.id), self.cursor)
        if self.is_attached:
            self.restart(at)

    def on_mount(self) -> None:
        self.restart(self.cursor)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def current(self) -> GridRow | None:
        """The row under the cursor; None in an empty grid."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def as_rows(self) -> list[tuple[str, ...]]:
        """The same as a table: label, twelve cells in words, held, target."""
        return [
            (row.label, *(self._words(marks) for marks in row.months), str(row.held), str(row.target or ""))
            for row in self.rows
            if row.style != HEADING
        ]

    def rests(self, index: int) -> bool:
        return self.rows[index].style != HEADING

    # ----- keys and mouse

    def validate_month(self, month: int) -> int:
        return max(1, min(month, 12))

    def watch_month(self) -> None:
        if self.is_attached:
            self.moved()

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands in the cell."""
        widths = self._widths()
        return super().cursor_screen_offset + Offset(widths.label + (self.month - 1) * widths.cell, 0)

    def moved(self) -> None:
        row = self.current
        row_id = row.id if row is not None and row.style != HEADING else None
        self.post_message(self.CellHighlighted(self, row_id, self.month))

    def action_month(self, months: int) -> None:
        self.month += months

    def action_days(self) -> None:
        self.days = not self.days

    def action_choose(self) -> None:
        row = self.current
        if row is not None and row.style != HEADING:
            self.post_message(self.CellChosen(self, row.id, self.month))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        index = self.line_at(offset.y) if offset is not None else None
        if offset is None or index is None or not self.rests(index):
            return
        widths = self._widths()
        month = (offset.x - widths.label) // widths.cell + 1 if offset.x >= widths.label else self.month
        again = (index, month) == (self.cursor, self.month)
        self.cursor, self.month = index, min(month, 12)
        if again:
            self.action_choose()

    # ----- drawing

    def _widths(self) -> _Widths:
        cell, bar = (4, 0) if self.room < 100 else (6, 8) if self.room < 140 else (8, 12)
        return _Widths(max(8, self.room - 12 * cell - 8 - bar), cell, bar)

    def headings(self) -> list[Strip]:
        widths, style = self._widths(), self.look("header")
        parts = [(cells.fit(_(self.heading), widths.label), style)]
        for number, name in enumerate(MONTHS, 1):
            now = style + Style(reverse=True) if number == self.this_month else style
            parts.append((cells.fit(_(name), widths.cell), now))
        title = _("召開／目標") if widths.bar else _("達成")
        parts.append((cells.fit(" " + title, self.room), style))
        return [self.parts(parts)]

    def body_line(self, index: int) -> Strip:
        row, widths, here = self.rows[index], self._widths(), index == self.cursor
        plain = self.look(row.style if row.style in LOOKS else "")
        label = cells.plain(row.label)
        if row.style == HEADING:
            return self.strip(label, self.cursor_look if here else plain)
        narrow = cells.ascii_only(self)
        parts = [(cells.fit(label, widths.label - 1) + " ", self.look("cursor-blurred") if here else plain)]
        for number, marks in enumerate(row.months, 1):
            text, look = self._cell(marks, widths.cell - 1, narrow) if marks else ("", "")
            style = self.look(look)
            if here and number == self.month:
                parts += [(cells.fit(text, widths.cell - 1), self.cursor_look), (" ", style)]
            else:
                parts.append((cells.fit(text, widths.cell), style))
        parts.append((self._progress(row, widths.bar), plain))
        return self.parts(parts)

    def _cell(self, marks: tuple[Mark, ...], room: int, narrow: bool) -> tuple[str, str]:
        """Text and look of one cell."""
        states = [mark.state for mark in marks]
        look = "error" if "problem" in states else LOOKS_OF_STATES.get(states[0], "") if len(set(states)) == 1 else ""
        signs = [cells.sign(state, ascii_only=narrow) for state in states]
        if self.days:
            days = [
                (str(mark.day) if mark.day else "") + (sign if mark.state != "planned" or not mark.day else "")
                for mark, sign in zip(marks, signs, strict=True)
            ]
            text = " ".join(days)
            return (text if len(text) <= room else days[0][: room - 1] + "+"), look
        if len(signs) <= room:
            return "".join(signs), look
        leading = next(state for state in ("problem", "planned", "moved", "held", "cancelled") if state in states)
        return f"{len(marks)}{cells.sign(leading, ascii_only=narrow)}", look

    def _progress(self, row: GridRow, bar: int) -> str:
        if row.target is None:
            return f"{row.held:>3}" if row.held else ""
        text = f"{row.held:>3}/{row.target:<3}"
        if not bar:
            return text
        narrow = cells.ascii_only(self)
        filled = min(bar, row.held * bar // row.target) if row.target else bar
        full, rest = cells.sign("bar", ascii_only=narrow), cells.sign("rest", ascii_only=narrow)
        return text + full * filled + rest * (bar - filled)

    def _words(self, marks: tuple[Mark, ...]) -> str:
        return _("、").join(
            (_("{day}日").format(day=mark.day) if mark.day else "") + _(STATES[mark.state]) for mark in marks
        )

    def footer_line(self) -> str:
        narrow = cells.ascii_only(self)
        legend = " ".join(cells.sign(state, ascii_only=narrow) + _(word) for state, word in STATES.items()) + " "
        row = self.current
        here = ""
        if row is not None and row.style != HEADING:
            sittings = self._words(row.months[self.month - 1]) or _("沒有場次")
            here = f" {_(MONTHS[self.month - 1])} {sittings}"
        spare = self.room - cells.width(legend)
        return cells.fit(here, spare) + legend if spare > 12 else here
