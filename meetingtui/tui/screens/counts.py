"""統計: what each series held against what is asked, as table, bars, heat map of the year, and statutory check."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from meetingtui.domain.counts import CountRow
from meetingtui.language import N_, _
from meetingtui.tui import count_charts, count_columns, count_facts, count_jumps, count_words, jumps
from meetingtui.tui.count_facts import GROUPS, CountFacts, Period, Question
from meetingtui.tui.count_keeping import Keeping
from meetingtui.tui.count_views import CountBars, CountHeat, CountList, Pointed
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.line_view import LineView
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from meetingtui.services.office import Office

VIEWS = (("table", N_("統計表")), ("bars", N_("長條圖")), ("heat", N_("熱度圖")), ("check", N_("法定檢核")))
BY_SERIES = frozenset({"heat", "check"})
"""Views that only make sense series by series."""
PATIENCE = 0.4  # seconds after which a count that is still running says so


class Counts(Keeping):
    """A count in four views: one question at a time, asked in a thread, its period and notes always in sight."""

    CSS_PATH = "counts.tcss"
    HELP: ClassVar[str] = N_(
        "各會議別應召開、預定、已召開、認列與尚缺的場次，最下一行是合計（一場只計一次）。v 或 Tab 換檢視，b 換分組，"
        "y 輸入年度，d 選期間與基準日，c 看法定檢核：下限、最長間隔是否符合。Enter 看那一列的場次，"
        "間隔過長者看隔太久的那兩場。a 看列管事項的統計；p 直接存CSV，x 選格式與位置；"
        "f 凍結這一年的統計，之後可比對是否相同。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v,tab", "next_view", N_("檢視"), id="counts.view", tooltip=N_("統計表、長條圖、熱度圖、檢核輪流")),
        Binding("b,ctrl+g", "group", N_("分組"), id="counts.group", tooltip=N_("依會議別、分區、季、層級、主辦機關")),
        Binding("d,ctrl+d", "period", N_("期間"), id="counts.period", tooltip=N_("選年度、學年度、計畫期或起訖日")),
        Binding("c,ctrl+k", "view('check')", N_("檢核"), id="counts.check", tooltip=N_("應召開、下限與最長間隔")),
        Binding("p,ctrl+s", "save_csv", N_("存CSV"), id="counts.csv", tooltip=N_("把這份統計存成CSV")),
        Binding("x,ctrl+e", "export", N_("匯出"), id="counts.export", tooltip=N_("存成試算表、文字，或PDF等公文")),
        Binding("a,ctrl+o", "actions", N_("列管"), id="counts.actions", tooltip=N_("列管事項的解除率、未結日數等")),
        Binding("f,ctrl+l", "freeze", N_("凍結"), id="counts.freeze", tooltip=N_("留存這一年的統計，供日後比對")),
        Binding("t,ctrl+t", "view('table')", N_("統計表"), id="counts.table", show=False, tooltip=N_("看所有數字")),
        Binding("g,ctrl+r", "view('bars')", N_("長條圖"), id="counts.bars", show=False, tooltip=N_("看召開與目標")),
        Binding("h,ctrl+y", "view('heat')", N_("熱度圖"), id="counts.heat", show=False, tooltip=N_("看各月的場次")),
        Binding("escape", "to_year", N_("回年度"), id="counts.to_year", show=False, tooltip=N_("回到全年的統計表")),
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.view = "table"
        self.by = "series"
        self.period: Period | None = None
        self.facts: CountFacts | None = None
        self._year_of_period = 0
        self._sort: dict[str, tuple[str, bool]] = {}
        self._line = ""
        self._drawn: list[CountRow] = []
        self._records: dict[str, CountRow] = {}
        self._kept: dict[str, str] = {}
        self._patience: Timer | None = None

    def body(self) -> ComposeResult:
        yield ViewBar(VIEWS, id="views")
        yield CountList(empty=N_("統計中。"), id="list")
        yield CountBars(empty=N_("統計中。"), id="bars")
        yield CountHeat(empty=N_("統計中。"), id="heat")
        yield Static(id="counts--sentence")
        yield Static(id="counts--frozen")
        yield Static(id="counts--notes")

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    # ----- asking

    def reload(self) -> None:
        """Count anew; another year in view ends a period that was chosen."""
        if self.year != self._year_of_period:
            self._year_of_period, self.period = self.year, None
        self._reveal()
        self._count()

    def _question(self) -> Question:
        by = "series" if self.view in BY_SERIES else self.by
        return Question(self.period or count_facts.of_year(self.year), by, self.view == "heat")

    def _count(self) -> None:
        self._calm()
        self._patience = self.set_timer(PATIENCE, self._still_counting)
        self.fetch(partial(count_facts.read, self.whole_office, self._question()), self._take, desk="counts")

    def _still_counting(self) -> None:
        self.query_one(ViewBar).tell(self.view, _("統計中。"))

    def _calm(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None

    def refused(self, refusal: Exception) -> None:
        """Say why something was refused; a count that cannot be made does not seem to go on."""
        self._calm()
        if self.facts is None or self.facts.question != self._question():
            view = self.query_one(f"#{self._widget}", LineView)
            view.empty = N_("資料讀不到，未能統計。")
            view.refresh()
        super().refused(refusal)

    def _take(self, facts: CountFacts) -> None:
        self._calm()
        self.facts = facts
        self._show(facts)

    # ----- showing

    @property
    def _widget(self) -> str:
        return "list" if self.view in {"table", "check"} else self.view

    def _reveal(self) -> None:
        """Let only the view in use be seen, with the cursor in it."""
        for name in ("list", "bars", "heat"):
            self.query_one(f"#{name}").display = name == self._widget
        self.query_one(f"#{self._widget}", Widget).focus()

    def _show(self, facts: CountFacts) -> None:
        self.query_one(f"#{self._widget}", LineView).empty = N_("這段期間沒有應召開或已召開的場次。")
        if self._widget == "list":
            self._show_list(facts)
        elif self.view == "bars":
            self._drawn = count_charts.rows(facts)
            self.query_one(CountBars).show(count_charts.bars(facts, self._drawn))
        else:
            self._drawn = count_charts.full_rows(facts)
            self.query_one(CountHeat).show(*count_charts.shades(facts, self._drawn))
        self.query_one(ViewBar).tell(self.view, count_words.heading(facts))
        self._tell_notes(facts)
        self._tell_row()

    def _show_list(self, facts: CountFacts) -> None:
        make = count_columns.check if self.view == "check" else count_columns.table
        sort = self._sort.get(self.view)
        table = make(facts, sort=sort, ascii_only=cells.ascii_only(self))
        self._records = table.records
        self.query_one(CountList).show_table(table, sort=sort, cursor=self._line)

    def _tell_notes(self, facts: CountFacts) -> None:
        self.query_one("#counts--notes", Static).update(
            shown(count_words.notes(facts.counts, months=self.view == "heat"))
        )
        frozen = self.query_one("#counts--frozen", Static)
        frozen.display = facts.frozen is not None
        frozen.set_class(facts.frozen is not None and facts.frozen.same, "-same")
        frozen.update(shown(count_words.compared(facts.frozen)))

    def row_in_hand(self) -> CountRow | None:
        """The row under the cursor; None on a heading or in an empty view."""
        if self._widget == "list":
            row = self.query_one(CountList).current
            return self._records.get(str(row.id)) if row is not None else None
        at = self.query_one(f"#{self._widget}", Pointed).cursor
        return self._drawn[at] if at < len(self._drawn) else None

    @on(RecordList.Highlighted)
    @on(Pointed.Moved)
    def _tell_row(self) -> None:
        """All that the row under the cursor says, in words."""
        row, facts = self.row_in_hand(), self.facts
        if self._widget == "list" and row is not None:
            self._line = f"{row.key}/{row.apart}"
        words = count_words.sentence(row, coming=facts.coming(row)) if row is not None and facts is not None else ""
        self.query_one("#counts--sentence", Static).update(shown(words))

    @on(RecordList.SortWanted)
    def _sort_by(self, event: RecordList.SortWanted) -> None:
        """Sort within what is counted and what is counted apart."""
        event.stop()
        self._sort[self.view] = (event.key, event.descending)
        if self.facts is not None:
            self._show(self.facts)

    # ----- views, grouping, period

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something in this view."""
        if action == "group":
            return self.view not in BY_SERIES
        if action == "to_year":
            return self.period is not None or self.view != "table"
        return super().check_action(action, parameters)

    def action_next_view(self) -> None:
        """Show the next of the four views."""
        names = [name for name, _label in VIEWS]
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_view(self, name: str) -> None:
        """Show one of the four views; what it shows is read unless it is in hand."""
        if name != self.view:
            self._line, self._drawn = "", []
        self.view = name
        self._reveal()
        self.refresh_bindings()
        if self.facts is not None and self._question() == self.facts.question:
            self._show(self.facts)
        else:
            self._count()

    def action_group(self) -> None:
        """Group by the next of the five."""
        names = list(GROUPS)
        self.by = names[(names.index(self.by) + 1) % len(names)]
        self._line = ""
        self._count()

    def action_period(self) -> None:
        """Choose what is counted, and as known on which day."""
        from meetingtui.tui.dialogs.period import PeriodDialog

        period = self.period or count_facts.of_year(self.year)
        self.app.push_screen(PeriodDialog(period, self.whole_office.clock.today(), self._kept), self._count_period)

    def _count_period(self, period: Period | None) -> None:
        if period is None:
            return
        plain = period.kind == "year" and period.as_of is None
        self.period = None if plain else period
        self.refresh_bindings()
        if period.kind == "year" and period.span.years and period.span.years[0] != self.year:
            self._year_of_period = period.span.years[0]
            self.meeting_app.turn_to_year(period.span.years[0])
        else:
            self._count()

    def action_actions(self) -> None:
        """The figures of the action items."""
        jumps.open_action_figures(self)

    def action_to_year(self) -> None:
        """The table of the whole year again."""
        self.period = None
        self.action_view("table")

    def action_type_year(self) -> None:
        """Take the next digits as a year; a period that was chosen ends."""
        if self.period is not None:
            self.period = None
            self._count()
        super().action_type_year()

    # ----- what lies behind a row

    @on(RecordList.Opened)
    @on(Pointed.Opened)
    async def _open(self) -> None:
        """Its sittings; where a gap is too long in the check, the two between which it is."""
        row, facts = self.row_in_hand(), self.facts
        if row is None or facts is None:
            return
        if self.view == "check":
            self.fetch(partial(count_jumps.between, self.whole_office, facts, row), self._go, desk="jump")
        else:
            await jumps.to_sessions(self.meeting_app, count_jumps.behind(facts, row))

    def _go(self, query: str) -> None:
        self.call_later(jumps.to_sessions, self.meeting_app, query)
