"""A bare Textual view of the same area: prepared lines, drawn anew at every page or change."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

LINE = "PIF-15-115-{number:06d}  115.03.05（四）  14:00  強化社會安全網跨網絡會議  第一會議室  副縣長  預定"


class BareView(ScrollView, can_focus=True):
    """Lines without cursor, columns or a store; the whole view is drawn at once."""

    DEFAULT_CSS = "BareView { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    BINDINGS = [("pagedown", "page", "page"), ("r", "redraw", "redraw")]

    def __init__(self, size: Size, total: int) -> None:
        super().__init__()
        self.styles.width, self.styles.height = size.width, size.height
        self.total = total

    def on_mount(self) -> None:
        self.virtual_size = Size(0, self.total)
        self.focus()

    def render_line(self, y: int) -> Strip:
        text = LINE.format(number=self.scroll_offset.y + y)
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def action_redraw(self) -> None:
        self.refresh()

    def action_page(self) -> None:
        self.scroll_to(y=self.scroll_offset.y + self.size.height, animate=False)


class BareApp(App[None]):
    """One view of `area` over `total` lines."""

    def __init__(self, area: Size, total: int) -> None:
        super().__init__()
        self.view = BareView(area, total)

    def compose(self) -> ComposeResult:
        yield self.view
