"""The calendar: a year as series and months, a month, a week, and the list of days; from here a year is planned."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from meetingtui.dates.showing import show_date, show_year
from meetingtui.language import N_, _
from meetingtui.tui import calendar_rows, jumps
from meetingtui.tui.calendar_rows import YearFacts
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.agenda_list import AgendaList
from meetingtui.tui.widgets.month_grid import MonthGrid
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar
from meetingtui.tui.widgets.year_grid import YearGrid
from meetingtui.tui.year_actions import YearActions
from meetingtui.tui.year_problems import ChecksYear

if TYPE_CHECKING:
    from meetingtui.services.office import Office

VIEWS = (("year", N_("年曆")), ("month", N_("月曆")), ("week", N_("週曆")), ("agenda", N_("清單")))
DAY = timedelta(days=1)
NARROW = 120
"""Cells of the screen below which a day of the month has no room for hours."""


class DayList(AgendaList):
    """A week or the year as days; left and right go a week back and on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.days(-7)", N_("前一週"), id="days.week-before", tooltip=N_("看前一週")),
        Binding("right", "screen.days(7)", N_("後一週"), id="days.week-after", tooltip=N_("看後一週")),
    ]


class Calendar(YearActions, ChecksYear):
    """The year in four views over the same read; the day under the cursor goes along from view to view."""

    CSS_PATH = "calendar.tcss"
    HELP = N_(
        "v 或 Tab 換檢視：年曆（會議別與月份，右側為召開與目標）、月曆、週曆、清單。方向鍵移動，Enter 開啟場次，"
        "y 輸入年度，[ ] 換年度。g 編排這一年，x 登記停班並替受影響的場次另定日期，k 檢核違反的規定，"
        "r 列出須改期的場次，c 議會會期，b 忙碌時段，i 匯出行事曆檔，I 匯入官方辦公日曆。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v,tab", "next_view", N_("檢視"), id="calendar.view", tooltip=N_("年曆、月曆、週曆、清單輪流")),
        Binding("n,f9", "add", N_("新增"), id="calendar.add", tooltip=N_("在游標所在的日子新增一場會議")),
        Binding("g,ctrl+g", "plan", N_("編排"), id="calendar.plan", tooltip=N_("編排這一年尚缺的場次")),
        Binding("x,ctrl+x", "close_day", N_("停班"), id="calendar.close", tooltip=N_("登記停班，場次另定日期")),
        Binding("k,ctrl+k", "check", N_("檢核"), id="calendar.check", tooltip=N_("這一年違反的規定與未滿足的期望")),
        Binding("r,ctrl+r", "replan", N_("重排"), id="calendar.replan", tooltip=N_("停班、請假、換人後須改期的場次")),
        Binding(
            "I,ctrl+o", "import_calendar", N_("辦公日曆"), id="calendar.import", tooltip=N_("匯入官方辦公日曆CSV")
        ),
        Binding("i,ctrl+y", "export_ics", N_("行事曆檔"), id="calendar.ics", tooltip=N_("匯出這一年的行事曆檔（ICS）")),
        Binding(
            "c,ctrl+d", "taken_days('council')", N_("議會會期表"), id="calendar.council", show=False,
            tooltip=N_("議會會期：首長須列席或儘量避開的日子"),
        ),
        Binding(
            "b,ctrl+b", "taken_days('busy')", N_("忙碌時段表"), id="calendar.busy", show=False,
            tooltip=N_("主持人與場地的忙碌時段，可由 ICS、CSV 匯入"),
        ),
        Binding("t,ctrl+t", "today", N_("今天"), id="calendar.today", show=False, tooltip=N_("回到今天")),
        Binding("a", "view('year')", N_("年曆"), id="calendar.year", show=False, tooltip=N_("看會議別與月份")),
        Binding("m", "view('month')", N_("月曆"), id="calendar.month", show=False, tooltip=N_("看一個月")),
        Binding("w", "view('week')", N_("週曆"), id="calendar.week", show=False, tooltip=N_("看一週")),
        Binding("l", "view('agenda')", N_("清單"), id="calendar.agenda", show=False, tooltip=N_("看有會議的日子")),
        Binding(
            "delete", "reopen_day", N_("撤銷停班"), id="calendar.reopen", show=False,
            tooltip=N_("撤銷游標所在日的停班登記"),
        ),
    ]  # fmt: skip

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.view = "year"
        self.day: date | None = None
        self._notes: list[str] | None = None

    def body(self) -> ComposeResult:
        self._notes = None
        yield ViewBar(VIEWS, id="views")
        yield Static(id="calendar--note")
        yield YearGrid(id="year")
        yield MonthGrid(id="month")
        yield DayList(calendar_rows.AGENDA, markable=False, id="week")
        yield DayList(calendar_rows.AGENDA, markable=False, id="agenda")

    # ----- reading and showing

    def reload(self) -> None:
        """Read the year and show it in the view in use."""
        self._reveal()
        self.fetch(partial(calendar_rows.read, cast("Office", self.office), self.year), self._take)

    def on_resize(self) -> None:
        """A month has room for the hours or not."""
        if self.view == "month":
            self._show()

    def _take(self, facts: YearFacts) -> None:
        day = self.day or facts.today
        if day.year != facts.year:
            day = date(facts.year, day.month, min(day.day, monthrange(facts.year, day.month)[1]))
        self.day = day
        self.take_facts(facts)
        self._show()
        self.check_rules()

    def show_problems(self) -> None:
        """Draw again what breaks a rule; the cursor stays in its line."""
        table = self.query_one(f"#{self.view}", DayList) if self.view in {"week", "agenda"} else None
        line = table.cursor if table is not None else 0
        self._show()
        if table is not None:
            table.cursor = line

    def _reveal(self) -> None:
        """Let only the view in use be seen, with the cursor in it."""
        for name, _label in VIEWS:
            self.query_one(f"#{name}").display = name == self.view
        view = self.query_one(f"#{self.view}", Widget)
        if self.focused is not view:
            view.focus()

    def _show(self) -> None:
        facts, day = self.facts, self.day
        if facts is None or day is None:
            return
        if self.view == "year":
            now = facts.today.month if facts.today.year == facts.year else None
            grid = self.query_one(YearGrid)
            grid.set_reactive(YearGrid.month, day.month)
            grid.show(calendar_rows.grid_rows(facts), this_month=now)
        elif self.view == "month":
            self._show_month(facts, day)
        else:
            self._show_days(facts, day)
        self._tell(facts)

    def _show_month(self, facts: YearFacts, day: date) -> None:
        title = _("{year}{month}月").format(year=show_year(day.year), month=day.month)
        days = calendar_rows.month_days(facts, hours=self.size.width >= NARROW)
        self.query_one(MonthGrid).show(day.year, day.month, days, title=title, today=facts.today, cursor=day)

    def _show_days(self, facts: YearFacts, day: date) -> None:
        table = self.query_one(f"#{self.view}", DayList)
        if self.view == "week":
            first = max(day - DAY * ((day.weekday() + 1) % 7), date.min + DAY)
            table.show_days(calendar_rows.agenda(facts, first, first + 6 * DAY, every_day=True))
        else:
            days = calendar_rows.agenda(facts, date(facts.year, 1, 1), date(facts.year, 12, 31), every_day=False)
            lines = 0
            for one in days:
                if one.key != "waiting" and one.key >= day.isoformat():
                    break
                lines += 1 + len(one.rows)
            table.show_days(days, cursor=lines + 1)

    def _tell(self, facts: YearFacts) -> None:
        """The line of views, and what is missing in the year."""
        totals = facts.counts.totals
        words = _("{year}：在案{planned}場，已召開{held}場").format(
            year=show_year(facts.year), planned=totals["sessions"], held=totals["held"]
        )
        if totals["apart"]:
            words += _("，另計{count}場").format(count=totals["apart"])
        if facts.problems:
            words += _("，{count}場有問題").format(count=len(facts.problems))
        self.query_one(ViewBar).tell(self.view, words)
        notes = []
        if not any(one.year == facts.year for one in facts.sittings):
            notes.append(_("{year}尚未編排：按 g 編排全年。").format(year=show_year(facts.year)))
        if not facts.covered:
            text = _("{year}尚無官方辦公日曆，只知週末與固定日期的假日：按 I 匯入。")
            notes.append(text.format(year=show_year(facts.year)))
        note = self.query_one("#calendar--note", Static)
        if self._notes != notes:
            self._notes = notes
            note.update(shown("\n".join(notes)))
            note.display = bool(notes)

    # ----- views and days

    def action_next_view(self) -> None:
        """Show the next of the four views."""
        names = [name for name, _label in VIEWS]
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_view(self, name: str) -> None:
        """Show one of the four views."""
        self.view = name
        self._reveal()
        self._show()

    def action_days(self, days: int) -> None:
        """Go on or back by days."""
        if self.day is not None:
            self._go((self.day if self.view == "week" else self.under_cursor()) + DAY * days)

    def action_today(self) -> None:
        """Go to today, in its year."""
        self._go(cast("Office", self.office).clock.today())

    def _go(self, day: date) -> None:
        self.day = day
        if day.year != self.year:
            self.meeting_app.turn_to_year(day.year)
        else:
            self._show()

    def under_cursor(self) -> date:
        """The day that the cursor stands on; in the year, today or the first of the month."""
        facts, day = self.facts, self.day
        if facts is None or day is None:
            return cast("Office", self.office).clock.today()
        if self.view == "year":
            here = (facts.year, day.month)
            return facts.today if here == (facts.today.year, facts.today.month) else day.replace(day=1)
        if self.view == "month":
            return day
        row = self.query_one(f"#{self.view}", DayList).current
        return self._day_of(row.id if row else None) or day

    def _day_of(self, row_id: object) -> date | None:
        if isinstance(row_id, str):
            return None if row_id == "day:waiting" else date.fromisoformat(row_id.removeprefix("day:"))
        found = self.facts and next((one for one in self.facts.sittings if one.id == row_id), None)
        return date.fromisoformat(found.day) if found and found.day else None

    @on(YearGrid.CellHighlighted)
    def _month_changed(self, message: YearGrid.CellHighlighted) -> None:
        if self.view == "year" and message.grid.total and self.day is not None and self.day.month != message.month:
            self.day = self.day.replace(month=message.month, day=1)

    @on(MonthGrid.DayHighlighted)
    def _day_changed(self, message: MonthGrid.DayHighlighted) -> None:
        if self.view == "month":
            self.day = message.day

    @on(MonthGrid.MonthWanted)
    def _month_wanted(self, message: MonthGrid.MonthWanted) -> None:
        self._go(message.day)

    # ----- opening

    @on(YearGrid.CellChosen)
    async def _open_cell(self, message: YearGrid.CellChosen) -> None:
        if self.facts is not None:
            code = calendar_rows.code_of(self.facts, message.row_id)
            query = f"{jumps.field('series', code)} {jumps.field('month', str(message.month))}"
            await jumps.to_sessions(self.meeting_app, query)

    @on(MonthGrid.DayChosen)
    async def _open_day(self, message: MonthGrid.DayChosen) -> None:
        if type(message) is not MonthGrid.DayChosen or self.facts is None:
            return
        found = [one for one in self.facts.sittings if one.day == message.day.isoformat()]
        if len(found) == 1:
            jumps.open_sitting(self, found[0].id)
        elif found:
            await jumps.to_sessions(self.meeting_app, jumps.day_field(message.day))
        else:
            self.meeting_app.told(_("{day}沒有場次。").format(day=show_date(message.day)))

    @on(RecordList.Opened)
    def _open_sitting(self, message: RecordList.Opened) -> None:
        if isinstance(message.id, int):
            jumps.open_sitting(self, message.id)
