"""What lists, grids and charts share: lines under a fixed heading, drawn one by one, with a cursor line."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells

LOOKS = ("heading", "muted", "warning", "error", "success", "accent")  # how a line or a part of it may look


class LineView(ScrollView, can_focus=True):
    """Lines below a heading line and above a footer line; only what is seen is drawn.

    Subclasses say how many lines there are (`set_total`) and draw one (`body_line`). `top` and `bottom`
    are the numbers of fixed lines. The hardware cursor follows the cursor line.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--plain",
        "line--header",
        "line--footer",
        "line--cursor",
        "line--cursor-blurred",
        "line--empty",
        *(f"line--{look}" for look in LOOKS),
    }
    DEFAULT_CSS = """
    LineView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .line--header { text-style: bold; color: $foreground; background: $panel; }
        & > .line--footer { color: $foreground; background: $panel; }
        & > .line--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
        & > .line--cursor-blurred {
            color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
        }
        & > .line--empty { color: $text-muted; }
        & > .line--heading { text-style: bold; color: $accent; }
        & > .line--muted { color: $text-muted; }
        & > .line--warning { color: $warning; }
        & > .line--error { color: $error; text-style: bold; }
        & > .line--success { color: $success; }
        & > .line--accent { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("上一筆"), id="list.up", show=False),
        Binding("down", "step(1)", N_("下一筆"), id="list.down", show=False),
        Binding("pageup", "leap(-1)", N_("上一頁"), id="list.page-up", show=False),
        Binding("pagedown", "leap(1)", N_("下一頁"), id="list.page-down", show=False),
        Binding("home,ctrl+home", "first", N_("第一筆"), id="list.first", show=False),
        Binding("end,ctrl+end", "last", N_("最後一筆"), id="list.last", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    _area: Region | None = None

    def __init__(self, *, empty: str, top: int = 1, bottom: int = 1, id: str | None = None, classes: str | None = None):
        """`empty` says what would fill the view (marked with `N_`, translated when drawn)."""
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.top = top
        self.bottom = bottom

    # ----- what a subclass says

    @property
    def total(self) -> int:
        """How many lines there are between the fixed ones."""
        raise NotImplementedError

    def headings(self) -> list[Strip]:
        """The fixed lines at the top, as many as `top`."""
        raise NotImplementedError

    def footer_line(self) -> str:
        """The fixed line at the bottom."""
        raise NotImplementedError

    def body_line(self, index: int) -> Strip:
        """Line `index`, exactly `room` cells wide."""
        raise NotImplementedError

    def trouble(self) -> str:
        """The sentence that stands instead of the lines; '' where they can be read."""
        return ""

    def rests(self, index: int) -> bool:
        """Whether the cursor may stand on line `index`; not on one that only names the lines below it."""
        return index < self.total

    def moved(self) -> None:
        """The cursor stands on another line, or the lines are others."""

    # ----- what a subclass uses

    def restart(self, cursor: int) -> None:
        """The lines are others now; the cursor goes to `cursor`, or the nearest there is, first of those behind it."""
        self.virtual_size = Size(0, self.total + self.top + self.bottom)
        self.set_reactive(LineView.cursor, cursor)
        self.set_reactive(LineView.cursor, self.validate_cursor(cursor))
        self.keep_in_view()
        self.moved()
        self.refresh()

    def look(self, name: str) -> Style:
        """One of LOOKS, header, footer, cursor, cursor-blurred or empty as a style; '' is the plain one."""
        return self.get_component_rich_style(f"line--{name or 'plain'}")

    @property
    def area(self) -> Region:
        """Where the lines stand; found once for all lines that are drawn together."""
        return self._area or self.scrollable_content_region

    @property
    def room(self) -> int:
        """Cells of a line."""
        return self.area.width

    def strip(self, text: str, style: Style) -> Strip:
        """`text` as a whole line in one style."""
        room = self.room
        return Strip([Segment(cells.fit(text, room), style)], room)

    def parts(self, parts: list[tuple[str, Style]]) -> Strip:
        """Pieces of text in their styles as a whole line."""
        segments: list[Segment] = []
        for text, style in parts:
            if segments and segments[-1].style is style:
                segments[-1] = Segment(segments[-1].text + text, style)
            else:
                segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.room, self.look(""))

    @property
    def cursor_look(self) -> Style:
        return self.look("cursor" if self.has_focus else "cursor-blurred")

    def line_at(self, y: int) -> int | None:
        """The line shown at screen line `y` of the view; None for the fixed lines and beyond the end."""
        index = self.scroll_offset.y + y - self.top
        return index if self.top <= y < self.top + self.body and index < self.total else None

    # ----- the cursor

    @property
    def body(self) -> int:
        """Lines that are seen between the fixed ones."""
        return max(1, self.area.height - self.top - self.bottom)

    def validate_cursor(self, cursor: int) -> int:
        """The nearest line on which it may stand, in the direction in which it goes while there is one."""
        index = max(0, min(cursor, self.total - 1))
        onward, back = range(index, self.total), range(min(index, self.total - 1), -1, -1)
        ways = chain(onward, back) if cursor >= self.cursor else chain(back, onward)
        return next((line for line in ways if self.rests(line)), index)

    def watch_cursor(self) -> None:
        self.keep_in_view()
        self.moved()
        self.refresh()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the hardware cursor stands: at the start of the cursor line."""
        region = self.content_region
        return Offset(region.x, region.y + self.top + self.cursor - self.scroll_offset.y)

    def keep_in_view(self) -> None:
        """Scroll so that the cursor line is seen, and what names it where that stands right above."""
        top, first = self.scroll_offset.y, self.cursor
        while first and self.cursor - first + 1 < self.body and not self.rests(first - 1):
            first -= 1
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif self.cursor >= top + self.body:
            self.scroll_to(y=self.cursor - self.body + 1, animate=False, force=True)

    def on_resize(self) -> None:
        self.keep_in_view()

    def on_focus(self) -> None:
        self.keep_in_view()

    def action_step(self, lines: int) -> None:
        self.cursor += lines

    def action_leap(self, pages: int) -> None:
        self.cursor += pages * self.body

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = self.total - 1

    # ----- drawing

    def render(self) -> RenderableType:
        """Nothing: every line is drawn by `render_line`."""
        return ""

    def render_lines(self, crop: Region) -> list[Strip]:
        self._area = self.scrollable_content_region
        try:
            return super().render_lines(crop)
        finally:
            self._area = None

    def render_line(self, y: int) -> Strip:
        if y < self.top:
            return self.headings()[y]
        if self.bottom and y == self.area.height - 1:
            return self.strip(self.footer_line(), self.look("footer"))
        trouble = self.trouble()
        if trouble or not self.total:
            text = cells.plain(trouble) if trouble else _(self.empty)
            lines = Content(text).wrap(max(2, self.room - 4))
            line = y - self.top - 1
            return self.strip("  " + lines[line].plain if 0 <= line < len(lines) else "", self.look("empty"))
        index = self.line_at(y)
        return self.strip("", self.look("")) if index is None else self.body_line(index)
