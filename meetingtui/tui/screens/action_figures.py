"""列管統計: how many action items have left and how old the rest is, as a table and as bars."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from meetingtui.dates.showing import show_date
from meetingtui.domain.action_figures import GROUPINGS, ActionFigures, FigureRow
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.services import action_figures
from meetingtui.tui import action_figure_views as views
from meetingtui.tui import jumps
from meetingtui.tui.action_figure_views import AgeBars, FigureReport, RateBars
from meetingtui.tui.count_keeping import Saving
from meetingtui.tui.count_views import CountList, Pointed
from meetingtui.tui.count_words import together
from meetingtui.tui.gate import shown
from meetingtui.tui.widgets.record_list import RecordList
from meetingtui.tui.widgets.view_bar import ViewBar

if TYPE_CHECKING:
    from meetingtui.services.office import Office

VIEWS = (("table", N_("統計表")), ("rates", N_("解除率")), ("ages", N_("未結日數")))
NOTHING = N_("沒有列管事項可以統計。")


class ActionFiguresPage(Saving):
    """Figures of action items in three views, of the year in view or of all years; Esc leads back."""

    CSS_PATH = "action_figures.tcss"
    HELP: ClassVar[str] = N_(
        "列管事項的件數、解除率、平均辦結日數、未結者的日數與如期回復，每項只在統計基準日的主辦機關計一次；分案、併案的由他案續管，"
        "不計入解除；最下一行是合計。"
        "v 或 Tab 換檢視：統計表、解除率、未結日數；b 換分組：主辦機關、會議別、年度；[ ] 換年度，o 看歷年；"
        "d 填統計基準日（例如 12/31），"
        "只計到那天為止的會議裁示與回復。"
        "Enter 看那一列的列管事項；p 直接存CSV，x 選格式與位置。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v,tab", "next_view", N_("檢視"), id="figures.view", tooltip=N_("統計表、解除率、未結日數輪流")),
        Binding("b,ctrl+g", "group", N_("分組"), id="figures.group", tooltip=N_("依主辦機關、會議別、年度")),
        Binding("o,ctrl+o", "all_years", N_("歷年"), id="figures.years", tooltip=N_("看歷年的事項，或只看一年")),
        Binding("left_square_bracket,ctrl+left", "turn_year(-1)", N_("上一年度"), id="figures.before", show=False,
                tooltip=N_("看前一年度")),
        Binding("right_square_bracket,ctrl+right", "turn_year(1)", N_("下一年度"), id="figures.after", show=False,
                tooltip=N_("看後一年度")),
        Binding("p,ctrl+s", "save_csv", N_("存CSV"), id="figures.csv", tooltip=N_("把這份統計存成CSV")),
        Binding("x,ctrl+e", "export", N_("匯出"), id="figures.export", tooltip=N_("存成試算表、文字，或PDF等公文")),
        Binding("d,ctrl+d", "as_of", N_("基準日"), id="figures.as_of", tooltip=N_("以之前某一天為準統計，留空為今天")),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.view = "table"
        self.by = "agency"
        self.every_year = False
        self.as_of: date | None = None
        self.found: ActionFigures | None = None
        self._drawn: list[FigureRow] = []

    def body(self) -> ComposeResult:
        yield ViewBar(VIEWS, id="views")
        yield CountList(empty=N_("統計中。"), id="table")
        yield RateBars(empty=NOTHING, id="rates")
        yield AgeBars(empty=NOTHING, id="ages")
        yield Static(id="sentence")
        yield Static(id="notes")

    @property
    def whole_office(self) -> Office:
        """What services are asked with."""
        return cast("Office", self.office)

    def report(self) -> FigureReport | None:
        """The figures as they are shown."""
        return FigureReport(self.whole_office, self.found) if self.found is not None else None

    def reload(self) -> None:
        """Count anew."""
        year = None if self.every_year or self.by == "year" else self.year
        self._reveal()
        count = partial(action_figures.count, self.whole_office, year, by=self.by, as_of=self.as_of)
        self.fetch(count, self._show, desk="figures")

    def _reveal(self) -> None:
        for name, _label in VIEWS:
            self.query_one(f"#{name}").display = name == self.view
        self.query_one(f"#{self.view}", Widget).focus()

    def _show(self, found: ActionFigures) -> None:
        self.found = found
        if self.view == "table":
            self.query_one(CountList).empty = NOTHING
            self.query_one(CountList).show_table(views.table(found), sort=None)
        else:
            self._drawn, bars = views.rates(found) if self.view == "rates" else views.ages(found)
            self.query_one(f"#{self.view}", RateBars if self.view == "rates" else AgeBars).show(bars)
        period = action_figures.period(found)
        words = _("{period}，依{group}").format(period=period, group=_(GROUPINGS[found.by]))
        if self.as_of is not None:
            words = _("{said}，截至{day}").format(said=words, day=show_date(self.as_of, "dot"))
        self.query_one(ViewBar).tell(self.view, words)
        self.query_one("#notes", Static).update(shown(together([_(note) for note in action_figures.NOTES[:3]])))
        self._tell_row()

    def row_in_hand(self) -> FigureRow | None:
        """The row under the cursor."""
        if self.found is None:
            return None
        if self.view == "table":
            row = self.query_one(CountList).current
            return next((one for one in self.found.rows if row is not None and one.key == row.id), None)
        at = self.query_one(f"#{self.view}", Pointed).cursor
        return self._drawn[at] if at < len(self._drawn) else None

    @on(RecordList.Highlighted)
    @on(Pointed.Moved)
    def _tell_row(self) -> None:
        """All that the row under the cursor says, in words."""
        row = self.row_in_hand()
        self.query_one("#sentence", Static).update(shown(views.sentence(row) if row is not None else ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what does something in this view."""
        if action == "all_years":
            return self.by != "year"
        return super().check_action(action, parameters)

    def action_next_view(self) -> None:
        """Show the next of the views."""
        names = [name for name, _label in VIEWS]
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_view(self, name: str) -> None:
        """Show one of the views."""
        self.view = name
        self._reveal()
        if self.found is not None:
            self._show(self.found)

    def action_group(self) -> None:
        """Group by the next of the three."""
        names = list(GROUPINGS)
        self.by = names[(names.index(self.by) + 1) % len(names)]
        self.refresh_bindings()
        self.reload()

    def action_all_years(self) -> None:
        """All years, or the one in view."""
        self.every_year = not self.every_year
        self.reload()

    def action_turn_year(self, by: int) -> None:
        """Show the year before or after."""
        self.every_year = False
        self.meeting_app.turn_to_year(self.year + by)

    def action_as_of(self) -> None:
        """Ask for the day that the figures are of; nothing written is today."""
        from meetingtui.tui.dialogs.ask import AskText

        day = show_date(self.as_of, "dot") if self.as_of is not None else ""
        question = _("以哪一天為準？例如 12/31，留空為今天。只計到那天為止的會議裁示與回復：")
        self.app.push_screen(AskText(question, _("統計基準日"), text=day, optional=True), self._stand_at)

    def _stand_at(self, text: str | None) -> None:
        if text is None:
            return
        try:
            self.as_of = action_figures.day_of(self.whole_office, text)
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.reload()

    @on(RecordList.Opened)
    @on(Pointed.Opened)
    def _open(self) -> None:
        """The items behind the row, in their place."""
        row = self.row_in_hand()
        if row is not None and self.found is not None:
            self.dismiss(None)
            self.app.call_later(jumps.to_figure, self.meeting_app, self.found.by, row.key, self.found.year)
