"""會議別: every series with its figures side by side, and the sentence that explains them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.services.series_views import SeriesView
from meetingtui.tui import query_meant, series_rows
from meetingtui.tui.gate import shown
from meetingtui.tui.queried_place import QueriedPlace
from meetingtui.tui.series_actions import SeriesActions, open_series
from meetingtui.tui.series_rows import COLUMNS, SeriesFacts
from meetingtui.tui.widgets.query_line import QueryLine
from meetingtui.tui.widgets.record_list import HEADING, RecordList, Rows


class SeriesList(RecordList):
    """The series below the headings of their sections."""

    def footer_line(self) -> str:
        """What there is, without counting the headings."""
        from meetingtui.tui.widgets import cells

        return cells.fit(f" {cells.plain(self.summary)}", self.room)


class Series(SeriesActions, QueriedPlace):
    """All series of the county, in sections, filtered by one query line."""

    CSS_PATH = "series.tcss"
    HELP: ClassVar[str] = N_(
        "每個會議別的載明場數、依頻率與分區算得的場數、法定最低場數與最長間隔並列，下方一句說明是否相符、該補什麼。"
        "/ 輸入名稱、任何別名或「主席:副縣長 是:外部召開」，Enter 開啟全部內容；n 新增、e 修改、k 規則、h 任職、"
        "t 分區、m 出列席、R 更名、a 別名、r 停用、x 刪除，g 機關、o 職務、c 聯絡人，l 看場次。"
        "改規則與更名都從某日起，舊年度照舊。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", N_("清除查詢"), id="series.clear", show=False, tooltip=N_("顯示全部會議別")),
        Binding("down", "to_list", N_("到清單"), id="series.to_list", show=False),
    ]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self.facts: SeriesFacts | None = None
        self._sort: tuple[str, bool] | None = None
        self._wanted = ""

    def body(self) -> ComposeResult:
        office = self.whole_office
        from meetingtui.services import filtering

        yield QueryLine(
            self._query, complete=partial(filtering.completions, office), year=self.year, near=office.clock.today(),
            placeholder=N_("查詢，例如　聯繫 主席:副縣長 層級:法定"), id="query",
        )  # fmt: skip
        yield SeriesList(COLUMNS, markable=False, id="list")
        yield Static("", id="check")

    @property
    def table(self) -> SeriesList:
        """The list of series."""
        return self.query_one("#list", SeriesList)

    # ----- what is shown

    def read_list(self) -> None:
        """Read what the query lets through; the cursor stays on its series."""
        self.fetch(partial(series_rows.read, self.whole_office, self.year, self._query), self._show, desk="list")

    def _show(self, facts: SeriesFacts) -> None:
        kept = self._wanted or self.in_hand()
        self.facts = facts
        rows = series_rows.rows(facts, self._sort)
        at = next((place for place, row in enumerate(rows) if row.id == kept), 0)
        table = self.table
        table.empty = _("沒有符合查詢的會議別。按 Esc 清除查詢。") if self._query else _(
            "還沒有會議別。按 n 新增一個。"
        )  # fmt: skip
        self._wanted = ""
        table.show(Rows(rows), summary=series_rows.summary(facts), sort=self._sort, cursor=at)
        query_meant.tell(self, table, self._query)
        self._tell()

    @on(RecordList.Highlighted)
    def _moved(self, event: RecordList.Highlighted) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        """The sentence about the series under the cursor."""
        one = self._view()
        check = self.query_one("#check", Static)
        check.update(shown(series_rows.signed(one, self) if one else ""))
        check.set_class(one is not None and not one.check.ok, "-wrong")

    def _view(self) -> SeriesView | None:
        code = self.in_hand()
        return next((one for one in self.facts.views if one.code == code), None) if self.facts else None

    @on(RecordList.SortWanted)
    def sort(self, event: RecordList.SortWanted) -> None:
        """Sort each section by the column asked for; after the last column by code again."""
        event.stop()
        self._sort = None if event.key == "code" and not event.descending else (event.key, event.descending)
        if self.facts is not None:
            self._show(self.facts)

    # ----- what can be done

    def in_hand(self) -> str | None:
        row = self.table.current
        return str(row.id) if row is not None and row.style != HEADING else None

    def done(self, code: str) -> None:
        """Put the cursor on what was added or changed, also where the query hides it."""
        self._wanted = code
        if self.facts is not None and code not in {one.code for one in self.facts.views} and self._query:
            self._query = self.line.value = ""
        self.read_list()

    @on(RecordList.Opened)
    def opened(self, event: RecordList.Opened) -> None:
        """Show all of one series."""
        event.stop()
        open_series(self, str(event.id))
