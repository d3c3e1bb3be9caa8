"""Keys of one's own: choose a command, press the new key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown, shown_line
from meetingtui.tui.keys import key_name, may_be_given, narrow, spoken
from meetingtui.tui.widgets import cells

_KEYS = 20  # cells for the keys of a command
_EVERYWHERE = ("app", "go", "place")  # families of commands that are there on more than one screen


def _family(code: str) -> str:
    return code.partition(".")[0]


class KeymapEditor(Dialog[dict[str, str]]):
    """Closes with the whole keymap: code of the command to its keys; commands not named keep their own.

    `commands` are the bindings with a code, one for each code, `key` holding all its keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "give_back", N_("還原"), id="keymap.give_back", tooltip=N_("這個命令改回原來的按鍵")),
        Binding("ctrl+s", "keep", N_("儲存"), id="keymap.keep", tooltip=N_("儲存並關閉")),
    ]
    HELP = N_("選好命令按 Enter，再按要用的新按鍵。Ctrl+H、I、J、M 與 [ 會被終端機當成別的鍵，不能使用。")
    DEFAULT_CSS = """
    KeymapEditor OptionList { height: auto; max-height: 15; border: none; background: $surface; padding: 0; }
    KeymapEditor .keymap--note { color: $text-warning; height: 1; }
    """

    def __init__(self, commands: Sequence[Binding], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._commands = [binding for binding in commands if binding.id]
        self._keymap = dict(keymap)
        self._waiting = False

    def heading(self) -> Content:
        return shown(_("自訂按鍵"))

    def body(self) -> ComposeResult:
        yield OptionList(*(Option(self._line(each)) for each in self._commands), compact=True, markup=False)
        yield Static("", classes="keymap--note")

    def on_mount(self) -> None:
        """The cursor stands in the list."""
        self.query_one(OptionList).focus()

    def _keys(self, binding: Binding) -> list[str]:
        return self._keymap.get(binding.id or "", binding.key).split(",")

    def _line(self, binding: Binding) -> Content:
        keys = " ".join(key_name(key) for key in self._keys(binding))
        room = max(16, min(68, self.app.size.width - 12)) - _KEYS - 20
        label = cells.fit(spoken(binding.description), room)
        return shown_line(label + cells.fit(binding.id or "", 20) + cells.fit(keys, _KEYS, "right"))

    def _say(self, text: Content) -> None:
        self.query_one(".keymap--note", Static).update(text)

    def _redraw(self, at: int) -> None:
        self.query_one(OptionList).replace_option_prompt_at_index(at, self._line(self._commands[at]))

    @on(OptionList.OptionSelected)
    def wait_for_key(self, event: OptionList.OptionSelected) -> None:
        """The next key goes to the command under the cursor."""
        event.stop()
        self._waiting = True
        self._say(shown(_("請按新的按鍵（Esc 取消）")))

    def on_key(self, event: events.Key) -> None:
        """Take the key that was asked for."""
        at = self.query_one(OptionList).highlighted
        if not self._waiting or at is None:
            return
        event.stop()
        event.prevent_default()
        self._waiting = False
        if event.key == "escape":
            self._say(shown(""))
            return
        self._give(at, narrow(event.key) or event.key)

    def _give(self, at: int, key: str) -> None:
        binding = self._commands[at]
        if not may_be_given(key):
            self._say(shown(_("{key}不能指定給命令，請換一個按鍵。").format(key=key_name(key))))
            return
        other = self._holder(key, binding)
        if other is not None:
            label = spoken(other.description)
            self._say(shown(_("{key}已用於「{label}」，請換一個按鍵。").format(key=key_name(key), label=label)))
            return
        self._keymap[binding.id or ""] = key
        self._redraw(at)
        self._say(shown(_("已改為{key}。Ctrl+S 儲存。").format(key=key_name(key))))

    def _holder(self, key: str, but: Binding) -> Binding | None:
        """Who has `key` already on a screen where `but` works too."""
        mine = _family(but.id or "")
        for each in self._commands:
            theirs = _family(each.id or "")
            meet = mine == theirs or mine in _EVERYWHERE or theirs in _EVERYWHERE
            if each is not but and meet and key in self._keys(each):
                return each
        return None

    def action_give_back(self) -> None:
        """Give the command under the cursor its own keys again."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._keymap.pop(self._commands[at].id or "", None)
            self._redraw(at)

    def action_keep(self) -> None:
        """Close with the keymap as it stands."""
        self.dismiss(self._keymap)
