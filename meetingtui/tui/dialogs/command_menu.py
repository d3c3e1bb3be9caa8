"""The command menu: every command in one list, by arrows or by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.palette import Command, find
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.text_field import TextField

_KEYS = 16  # cells for the keys of a command


class CommandMenu(Dialog[Command]):
    """Closes with the command that was chosen; typing narrows the list, arrows move in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("執行"), id="menu.choose", priority=True),
        Binding("up", "move(-1)", N_("上移"), id="menu.up", show=False, priority=True),
        Binding("down", "move(1)", N_("下移"), id="menu.down", show=False, priority=True),
        Binding("pageup", "move(-10)", N_("上一頁"), id="menu.page_up", show=False, priority=True),
        Binding("pagedown", "move(10)", N_("下一頁"), id="menu.page_down", show=False, priority=True),
    ]
    HELP = N_("輸入命令的中文、英文或代碼的一部分，以上下鍵選擇，Enter 執行。")
    DEFAULT_CSS = """
    CommandMenu OptionList { height: auto; max-height: 15; border: none; background: $surface; padding: 0; }
    CommandMenu .menu--help { color: $text-muted; height: 1; }
    """

    def __init__(self, commands: Sequence[Command], *, searching: bool = False) -> None:
        super().__init__()
        self._commands = commands
        self._searching = searching
        self._found: list[Command] = []

    def heading(self) -> Content:
        return shown(_("找命令") if self._searching else _("命令"))

    def body(self) -> ComposeResult:
        yield TextField(placeholder=_("輸入命令的一部分"))
        yield OptionList(compact=True, markup=False)
        yield Static("", classes="menu--help")

    def on_mount(self) -> None:
        """Show all; the cursor stands in the field, arrows move in the list."""
        self.query_one(OptionList).can_focus = False
        self.query_one(TextField).focus()
        self._show("")

    def _show(self, query: str) -> None:
        self._found = find(self._commands, query)
        options = self.query_one(OptionList)
        room = max(20, min(68, self.app.size.width - 12)) - _KEYS
        options.set_options(Option(self._line(command, room)) for command in self._found)
        options.highlighted = 0 if self._found else None
        if not self._found:
            self.query_one(".menu--help", Static).update(_("沒有符合的命令；請改用別的字。"))

    @staticmethod
    def _line(command: Command, room: int) -> Content:
        return shown_line(cells.fit(command.title, room) + cells.fit(command.key_names, _KEYS, "right"))

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Keep what holds every word typed."""
        event.stop()
        self._show(event.value)

    @on(OptionList.OptionHighlighted)
    def explain(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the command under the cursor does."""
        event.stop()
        if event.option_index < len(self._found):
            command = self._found[event.option_index]
            text = f"{_(command.help)}  {command.code}" if command.help else ""
            self.query_one(".menu--help", Static).update(shown_line(text))

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        event.stop()
        self.dismiss(self._found[event.option_index])

    def action_move(self, by: int) -> None:
        """Move the cursor of the list, stopping at its ends."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = min(max((options.highlighted or 0) + by, 0), len(self._found) - 1)

    def action_choose(self) -> None:
        """Close with the command under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])
