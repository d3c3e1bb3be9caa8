"""All of one series on one screen, with the same keys as in the list."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from meetingtui.domain.errors import NotFound
from meetingtui.language import N_
from meetingtui.tui import series_rows, series_sheet
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.place import Place
from meetingtui.tui.queried_place import QueriedPlace
from meetingtui.tui.series_actions import SeriesActions
from meetingtui.tui.series_sheet import Sheet
from meetingtui.tui.widgets.detail import Detail


class SeriesPage(SeriesActions, Place):
    """Basis, who presides, who is asked, cadence and rules, tracks, figures with their lines, this year's sittings."""

    CSS_PATH = "series_page.tcss"
    HELP: ClassVar[str] = N_(
        "一個會議別的全部內容：核對、召開依據、法定主席與實際主持、出列席、頻率與歷來規則、分區、數字與出處、當年場次。"
        "上下鍵、PgUp、PgDn 捲動；各命令與會議別清單相同，l 看場次，y 或 [ ] 換年度，Esc 返回。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.back", N_("返回"), id="series_page.back", tooltip=N_("回到會議別清單")),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._sheet: Sheet | None = None
        self._deleted_here = False

    def body(self) -> ComposeResult:
        yield Static("", id="title")
        yield Static("", id="check")
        yield Detail(id="sheet")

    def on_mount(self) -> None:
        """The cursor stands in the text."""
        self.set_focus(self.query_one(Detail))
        super().on_mount()

    def reload(self) -> None:
        """Read the series again, as of the year in view."""
        self.fetch(partial(series_sheet.read, self.whole_office, self._code, self.year), self._show, desk="sheet")

    def _show(self, sheet: Sheet) -> None:
        one = sheet.detail.series
        at = self.query_one(Detail).scroll_offset.y if self._sheet is not None else 0
        self._sheet = sheet
        self.query_one("#title", Static).update(shown_line(f"{one.code} {one.name}"))
        check = self.query_one("#check", Static)
        check.update(shown(series_rows.signed(one, self)))
        check.set_class(not one.check.ok, "-wrong")
        detail = self.query_one(Detail)
        detail.show(sheet.pairs)
        detail.scroll_to(y=at, animate=False)

    def in_hand(self) -> str | None:
        return self._code

    def action_find(self) -> None:
        """Back to the list, with the cursor in its query line."""
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        if isinstance(below, QueriedPlace):
            below.action_find()

    def deleted(self) -> None:
        """Back to the list; a reading that is under way finds it no longer, and says nothing of that."""
        self._deleted_here = True
        self.dismiss(None)

    def show_query(self, text: str) -> None:
        """Another place asks for a series by its code."""
        self._code = text
        self._sheet = None
        self.reload()

    def refused(self, refusal: Exception) -> None:
        """A series that an undo has taken away is shown no longer."""
        if isinstance(refusal, NotFound) and self._deleted_here:
            return
        super().refused(refusal)
        if isinstance(refusal, NotFound) and self.is_current:
            self.dismiss(None)
