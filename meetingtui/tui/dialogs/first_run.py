"""The first run: choose the language and the county; the database is made from the choice."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from meetingtui import language
from meetingtui.domain.errors import Refusal
from meetingtui.language import N_, _
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.needs import FirstRun
from meetingtui.tui.place import Page

_OWN_NAMES = {"zh_TW": "中文（臺灣）", "en": "English"}  # a language is offered in its own words


class FirstRunScreen(Page[None]):
    """Two short lists; Enter on a county makes the database and opens the first place."""

    HELP: ClassVar[str] = N_("以上下鍵選擇，Tab 換到另一張清單。選好縣市按 Enter，就會以該縣市的會議別建立資料庫。")
    DEFAULT_CSS = """
    FirstRunScreen {
        align: center middle;
        & > Vertical { width: 60; max-width: 96%; height: auto; padding: 1 2; }
        & > Vertical { border: round $border; background: $surface; }
        & OptionList { height: auto; border: none; background: $surface; margin-bottom: 1; padding: 0; }
        & .first-run--question { text-style: bold; }
    }
    """

    def __init__(self, first_run: FirstRun) -> None:
        super().__init__()
        self._first_run = first_run
        self._making = False

    def body(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = shown(_("開會總管"))
            yield Static(_("語言 Language"), classes="first-run--question")
            yield OptionList(
                *(Option(self._own_name(name)) for name in language.LANGUAGES), id="language", compact=True
            )
            yield Static(_("請選擇縣市"), classes="first-run--question")
            counties = (Option(shown_line(name)) for _key, name in self._first_run.counties)
            yield OptionList(*counties, id="county", compact=True)
            yield Static(_("選好縣市按 Enter 開始；之後隨時可再修改會議別。"), id="hint")

    @staticmethod
    def _own_name(name: str) -> Content:
        return shown_line(_OWN_NAMES[name])

    def on_mount(self) -> None:
        """The cursor stands on the counties; the language is as found."""
        self.query_one("#language", OptionList).highlighted = language.LANGUAGES.index(language.current())
        self.query_one("#county", OptionList).focus()

    @on(OptionList.OptionSelected, "#language")
    async def speak(self, event: OptionList.OptionSelected) -> None:
        """Change the language of this very screen."""
        event.stop()
        await self.meeting_app.use_language(language.LANGUAGES[event.option_index])
        self.on_mount()

    @on(OptionList.OptionSelected, "#county")
    def make(self, event: OptionList.OptionSelected) -> None:
        """Make the database of the county, once."""
        event.stop()
        if self._making:
            return
        self._making = True
        key, name = self._first_run.counties[event.option_index]
        self.query_one("#hint", Static).update(shown(_("正在建立{name}的資料庫…").format(name=name)))
        self.fetch(partial(self._first_run.create, key), self._made)

    def _made(self, _nothing: None) -> None:
        try:
            self.meeting_app.open_office()
        except Refusal as refusal:
            self.refused(refusal)
        else:
            self.meeting_app.switch_mode("today")

    def refused(self, refusal: Exception) -> None:
        self._making = False
        super().refused(refusal)
        self.query_one("#hint", Static).update(_("未建立資料庫，請重新選擇。"))
