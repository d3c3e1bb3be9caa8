"""A month in weeks: each day with its sittings, its holiday or closure by name, today marked."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from meetingtui.dates.showing import weekday_name
from meetingtui.language import N_, _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.year_grid import LOOKS_OF_STATES

SUNDAY = 6


class DaySitting(NamedTuple):
    """A sitting on a day: a short text (time and name) and one of year_grid.STATES."""

    text: str
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """What a day shows: its sittings, whether it is worked, and why not (holiday or closure by name)."""

    sittings: tuple[DaySitting, ...] = ()
    off: bool = False
    name: str = ""


class MonthGrid(Widget, can_focus=True):
    """One widget that draws a month, with a cursor over the days; weeks begin on Sunday.

    `show(year, month, days)` shows a month. Arrows move a day or a week; leaving the month posts
    `MonthWanted`, and the screen answers with `show`. Stored text passes the gate here.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"month--{name}"
        for name in (
            "plain",
            "header",
            "cursor",
            "cursor-blurred",
            "off",
            "today",
            "muted",
            "success",
            "error",
            "warning",
        )
    }
    DEFAULT_CSS = """
    MonthGrid {
        height: 1fr;
        & > .month--header { text-style: bold; color: $foreground; background: $panel; }
        & > .month--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
        & > .month--cursor-blurred {
            color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
        }
        & > .month--off { color: $warning; }
        & > .month--today { color: $accent; text-style: bold reverse; }
        & > .month--muted { color: $text-muted; }
        & > .month--success { color: $success; }
        & > .month--error { color: $error; text-style: bold; }
        & > .month--warning { color: $warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(-1)", N_("前一天"), id="month.left", show=False),
        Binding("right", "day(1)", N_("後一天"), id="month.right", show=False),
        Binding("up", "day(-7)", N_("前一週"), id="month.up", show=False),
        Binding("down", "day(7)", N_("後一週"), id="month.down", show=False),
        Binding("pageup", "turn(-1)", N_("上個月"), id="month.previous", tooltip=N_("看上個月")),
        Binding("pagedown", "turn(1)", N_("下個月"), id="month.next", tooltip=N_("看下個月")),
        Binding("home", "edge(0)", N_("月初"), id="month.first", show=False),
        Binding("end", "edge(1)", N_("月底"), id="month.last", show=False),
        Binding("enter", "choose", N_("開啟"), id="month.open", tooltip=N_("開啟這一天的場次")),
    ]

    @dataclass
    class DayChosen(Message):
        """Enter, or a click on the day under the cursor."""

        grid: MonthGrid
        day: date

        @property
        def control(self) -> MonthGrid:
            return self.grid

    @dataclass
    class DayHighlighted(DayChosen):
        """The cursor stands on another day."""

    @dataclass
    class MonthWanted(DayChosen):
        """The cursor goes to `day`, which is in another month: show that one, with the cursor there."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.title = ""
        self.days: Mapping[date, MonthDay] = {}
        self.today: date | None = None
        self.day = date(2000, 1, 1)
        self.weeks: list[list[date]] = []

    def show(
        self,
        year: int,
        month: int,
        days: Mapping[date, MonthDay],
        *,
        title: str = "",
        today: date | None = None,
        cursor: date | None = None,
    ) -> None:
        """Show a month (西元 year) under `title`; the cursor goes to `cursor`, else today, else the first."""
        self.title, self.days, self.today = title, days, today
        self.weeks = Calendar(SUNDAY).monthdatescalendar(year, month)
        wanted = [one for one in (cursor, today) if one is not None and (one.year, one.month) == (year, month)]
        self.day = wanted[0] if wanted else date(year, month, 1)
        self.refresh()
        self._tell()

    def as_rows(self) -> list[tuple[str, str, str]]:
        """The same as a table: ISO date, holiday or closure, sittings; days with neither are left out."""
        return [
            (day.isoformat(), shown.name, _("、").join(sitting.text for sitting in shown.sittings))
            for day, shown in sorted(self.days.items())
            if shown.sittings or shown.name
        ]

    # ----- keys and mouse

    def action_day(self, days: int) -> None:
        self._go(self.day + timedelta(days=days))

    def action_turn(self, months: int) -> None:
        first = self.day.replace(day=1)
        edge = first - timedelta(days=1) if months < 0 else first + timedelta(days=31)
        last = (edge.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        self._go(edge.replace(day=min(self.day.day, last.day)))

    def action_edge(self, end: int) -> None:
        first = self.day.replace(day=1)
        self._go((first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if end else first)

    def action_choose(self) -> None:
        self.post_message(self.DayChosen(self, self.day))

    def _go(self, day: date) -> None:
        if (day.year, day.month) != (self.day.year, self.day.month):
            self.post_message(self.MonthWanted(self, day))
            return
        self.day = day
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        if self.is_attached:
            self.post_message(self.DayHighlighted(self, self.day))

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands in the day."""
        offset = self.content_region.offset
        week = next((number for number, week in enumerate(self.weeks) if self.day in week), None)
        if week is None:
            return offset
        x, _width = self._column(self.weeks[week].index(self.day))
        return offset + Offset(x, 1 + sum(self._heights()[:week]))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        found = self._week_at(offset.y) if offset is not None else None
        if offset is None or found is None:
            return
        columns = [number for number in range(7) if self._column(number)[0] <= offset.x]
        day = self.weeks[found[0]][columns[-1]]
        if day == self.day:
            self.action_choose()
        else:
            self._go(day)

    # ----- drawing

    def _heights(self) -> list[int]:
        """Lines of each week; the first ones get what is left over."""
        lines, weeks = max(0, self.size.height - 1), len(self.weeks)
        return [lines // weeks + (number < lines % weeks) for number in range(weeks)] if weeks else []

    def _column(self, weekday: int) -> tuple[int, int]:
        """First cell and width of a day's column."""
        width, wider = divmod(self.size.width, 7)
        return weekday * width + min(weekday, wider), width + (weekday < wider)

    def _week_at(self, y: int) -> tuple[int, int] | None:
        """Week and line in it at line `y`."""
        y -= 1
        for number, height in enumerate(self._heights()):
            if 0 <= y < height:
                return number, y
            y -= height
        return None

    def render(self) -> RenderableType:
        """Nothing: every line is drawn by `render_line`."""
        return ""

    def render_line(self, y: int) -> Strip:
        if y == 0:
            return self._header()
        found = self._week_at(y)
        if found is None:
            return Strip.blank(self.size.width, self._look(""))
        week, line = found
        lines = self._heights()[week]
        narrow = cells.ascii_only(self)
        segments = []
        for number, day in enumerate(self.weeks[week]):
            width = self._column(number)[1]
            text, style = self._day_line(day, line, lines, width - 1, narrow)
            segments += [Segment(cells.fit(text, width - 1), style), Segment(" ", self._look(""))]
        return Strip(segments, self.size.width)

    def _header(self) -> Strip:
        style = self._look("header")
        if not self.weeks:
            return Strip.blank(self.size.width, style)
        names = [weekday_name(day, short=True) for day in self.weeks[0]]
        if self.title:
            names[0] += " " + cells.plain(self.title)
        return Strip([Segment(cells.fit(name, self._column(number)[1]), style) for number, name in enumerate(names)])

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"month--{name or 'plain'}")

    def _day_line(self, day: date, line: int, lines: int, room: int, narrow: bool) -> tuple[str, Style]:
        """Text and style of line `line` of a day that has `lines` of them."""
        shown = self.days.get(day, MonthDay())
        outside = (day.year, day.month) != (self.day.year, self.day.month)
        here = day == self.day
        count = len(shown.sittings)
        if line == 0:
            text = f"{day.day:>2}" + (_("今") if day == self.today else "")
            if lines == 1 and count:
                text += " " + _("{count}場").format(count=count)
            text += " " + cells.plain(shown.name) if shown.name else ""
            look = "muted" if outside else "today" if day == self.today else "off" if shown.off else ""
            return text, self._look(("cursor" if self.has_focus else "cursor-blurred") if here else look)
        if line > count:
            return "", self._look("")
        if line == lines - 1 and count > line:
            return _("還有{count}場").format(count=count - line + 1), self._look("muted")
        sitting = shown.sittings[line - 1]
        mark = "" if sitting.state == "planned" else cells.sign(sitting.state, ascii_only=narrow)
        text = cells.cut(mark + cells.plain(sitting.text), room)
        return text, self._look("muted" if outside else LOOKS_OF_STATES.get(sitting.state, ""))
