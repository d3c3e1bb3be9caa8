"""The terminal app: its places, the keys that work everywhere, and what all screens share."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from meetingtui.domain.errors import Refusal
from meetingtui.domain.visible import visible
from meetingtui.language import N_, _
from meetingtui.tui import kept, pasting, themes, wrapping
from meetingtui.tui.everywhere import Everywhere
from meetingtui.tui.keys import narrow, usable
from meetingtui.tui.messages import RecordsChanged
from meetingtui.tui.place import Page
from meetingtui.tui.places import PLACES, PlaceEntry, place_class, place_keys
from meetingtui.tui.stylesheet import KeptStylesheet
from meetingtui.tui.widgets.title_bar import TitleBar
from meetingtui.tui.year_entry import FIRST, LAST, feed

if TYPE_CHECKING:
    from meetingtui.tui.needs import FirstRun, Office, Settings

SETTLED = 0.5
"""Seconds after the first screen is drawn by which its rows are read."""
HABIT = 2.0
"""Seconds after the last digit of a year within which Enter still belongs to the year, which was whole without it."""


class MeetingApp(Everywhere, inherit_bindings=False):
    """The app over an open office; `open_office` is called once, when it starts."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "today"
    PLACES: ClassVar[tuple[PlaceEntry, ...]] = PLACES
    BINDINGS: ClassVar[list[BindingType]] = [
        *place_keys(PLACES),
        Binding("escape", "back", N_("返回"), id="app.back", tooltip=N_("回到前一個畫面")),
        Binding("ctrl+p", "palette", N_("找命令"), True, None, True, N_("以中文、英文或代碼找任何命令"), "app.palette"),
        Binding(
            "backslash,ctrl+backslash",
            "search",
            N_("全文查詢"),
            False,
            None,
            False,
            N_("查詢議程、紀錄、列管事項等所有寫下的內容"),
            "app.search",
        ),
        Binding("q", "quit", N_("離開"), id="app.quit", tooltip=N_("結束程式")),
        Binding(kept.KEY, "kept", N_("未存"), id=kept.COMMAND, tooltip=N_("查看、接著填寫或捨棄未存的內容")),
        Binding("ctrl+q", "quit", N_("離開"), False, None, True, N_("結束程式"), "app.quit_anywhere"),
        Binding("ctrl+c", "how_to_quit", show=False, system=True),
        Binding("f1,question_mark", "help", N_("說明"), id="app.help", tooltip=N_("說明這個畫面與可用的按鍵")),
        Binding("f10", "menu", N_("命令"), id="app.menu", tooltip=N_("以方向鍵選擇這個畫面的任何命令")),
    ]

    def __init__(
        self,
        open_office: Callable[[], Office],
        settings: Settings,
        *,
        first_run: FirstRun | None = None,
        ascii_only: bool | None = None,
    ) -> None:
        """`ascii_only` None follows the settings."""
        wrapping.install()
        pasting.install()
        self.settings = settings
        self.log_folder = settings.data_folder
        self._open_office = open_office
        self._first_run = first_run
        self.left_minutes = {}
        self._year_whole = 0.0
        if first_run is not None:
            self.DEFAULT_MODE = "first_run"  # type: ignore[misc] # Textual reads it from the instance
        super().__init__()
        for theme in themes.themes():
            self.register_theme(theme)
        self.theme = themes.known(settings.theme)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self.set_keymap(usable(settings.keymap))
        self.use_ascii(bool(settings.ascii) if ascii_only is None else ascii_only)
        for entry in self.PLACES:
            self.add_mode(entry.mode, partial(self._new_place, entry))
        self.add_mode("first_run", self._first_screen)

    def _new_place(self, entry: PlaceEntry) -> Screen[None]:
        return place_class(entry)(name=entry.mode)

    def _first_screen(self) -> Screen[None]:
        from meetingtui.tui.dialogs.first_run import FirstRunScreen

        if self._first_run is None:
            raise RuntimeError("the first-run screen is shown without counties to choose from")
        return FirstRunScreen(self._first_run)

    def on_load(self) -> None:
        """Open the office before anything is drawn; a refusal ends the program with its sentence."""
        self.leave_when_told()
        if self._first_run is None:
            try:
                self.open_office()
            except Refusal as refusal:
                self.exit(return_code=refusal.exit_code, message=visible(str(refusal)))

    def open_office(self) -> None:
        """Open the office and show the year of today."""
        self.office = self._open_office()
        self.set_reactive(MeetingApp.year, self.office.clock.today().year)

    def on_ready(self) -> None:
        """Say why lines look plain; what can wait comes when the first screen has its rows."""
        self.set_timer(SETTLED, self._warm_up)
        if self.has_class("-ascii") and self.settings.ascii is None:
            self.told(_("這個終端機的框線較寬，已改用ASCII框線。若顯示正常，可在「命令」改回。"))

    def _warm_up(self) -> None:
        """Behind the first screen: look for garbage again, though not among what was loaded; load what saving needs."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        if self.office is not None:
            self.run_worker(self.office.warm, thread=True, group="warm")
            self.offer_drafts()

    def action_go(self, mode: str) -> None:
        """Show a place; the one shown stays as it is."""
        self.year_typed = None
        self.switch_mode(mode)

    def action_palette(self) -> None:
        """Every command of the program, found by what it is called."""
        from meetingtui.tui.dialogs.command_menu import CommandMenu
        from meetingtui.tui.palette import all_commands, run_chosen

        if not isinstance(self.screen, CommandMenu):
            self.push_screen(CommandMenu(all_commands(self), searching=True), run_chosen)

    def action_edit_keys(self) -> None:
        """Let the person put commands on keys of her own."""
        from meetingtui.tui.dialogs.keymap_editor import KeymapEditor
        from meetingtui.tui.palette import remappable

        self.push_screen(KeymapEditor(remappable(self), self.settings.keymap), self._keep_keys)

    def turn_to_year(self, year: int) -> None:
        """Show another 西元 year in every place."""
        self.year = min(max(year, FIRST), LAST)

    def watch_year(self) -> None:
        """The page in front reads the new year; the others do so when they come to the front."""
        self._refresh_page()

    def watch_year_typed(self) -> None:
        """The key bar shows the digits typed so far."""
        self.screen.refresh_bindings()

    def watch_unsaved(self) -> None:
        """Title bar and key bar tell at once."""
        self.screen.query(TitleBar).refresh()
        self.screen.refresh_bindings()

    async def action_quit(self) -> None:
        """End the program, after asking where words would be lost."""
        if not self.unsaved:
            self.exit()
            return
        from meetingtui.tui.dialogs.ask import YesNo

        question = _("有{count}份輸入的內容還沒有儲存，離開後將遺失。仍要離開嗎？").format(count=self.unsaved)
        self.push_screen(YesNo(question), lambda yes: self.exit() if yes else None)

    def on_records_changed(self, _message: RecordsChanged) -> None:
        """A screen has saved something."""
        self.records_changed()

    def records_changed(self) -> None:
        """Make every page read again: the visible one now, the others when they come to the front."""
        self.revision += 1
        self._refresh_page()

    def _refresh_page(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                screen.show_fresh()
                return

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Digits go to a year that is being typed; full-width signs do what their half-width twins do."""
        plain = narrow(key)
        if priority:
            self.drop_read_notes()
        if self.year_typed is not None:
            self.year_typed, year = feed(self.year_typed, plain or key)
            if year is not None:
                self.turn_to_year(year)
                self._year_whole = time.monotonic() if key != "enter" else 0.0
            return True
        if priority:
            ended, self._year_whole = self._year_whole, 0.0
            if key == "enter" and time.monotonic() - ended < HABIT:
                return True
        if await super()._check_bindings(key, priority):
            return True
        return plain is not None and await super()._check_bindings(plain, priority)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer keys only where they do something."""
        if action == "go":
            return self.office is not None and parameters[0] in {entry.mode for entry in self.PLACES}
        if action == "back":
            return len(self.screen_stack) > 1
        if action == "kept":
            return self.unsaved > 0
        if action in {"palette", "menu"}:
            return self.office is not None
        return True
