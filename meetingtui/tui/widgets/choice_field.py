"""One of many, found by typing: a piece of its Chinese or English name, or its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList

from meetingtui.domain.names import key
from meetingtui.language import N_, _
from meetingtui.tui.widgets.drop_down import DropDown
from meetingtui.tui.widgets.field import Field

OFFERS = 50  # entries in the open list; another character finds the rest


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry: what it stands for, how it is shown, and what else finds it (code, aliases, English)."""

    value: object
    label: str
    keywords: tuple[str, ...] = ()


class ChoiceField(Field):
    """Type to find, arrows to choose, Enter or Tab to take; with `free` any other text is a value too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("下一個"), id="choice.next", show=False, tooltip=N_("打開選單，選下一個")),
        Binding("up", "step(-1)", N_("上一個"), id="choice.previous", show=False, tooltip=N_("選上一個")),
        Binding("tab", "take(True)", N_("選用"), id="choice.take", show=False, tooltip=N_("選用這一個，到下一欄")),
        Binding("escape", "close", N_("關閉選單"), id="choice.close", show=False),
    ]

    def __init__(
        self,
        key: str,
        label: str,
        choices: Sequence[Choice],
        value: object = None,
        *,
        free: bool = False,
        required: bool = False,
        placeholder: str = "",
    ) -> None:
        """`value` is one of the choices' values, or with `free` any text."""
        self.choices = tuple(choices)
        text = next((choice.label for choice in self.choices if choice.value == value), None)
        if text is None:
            text = value if free and isinstance(value, str) else ""
        super().__init__(key, label, text, required=required, placeholder=placeholder)
        self.free = free
        self.drop = DropDown()
        self._found: list[Choice] = []
        self._taken = text

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.drop

    @property
    def value(self) -> object:
        """The value chosen; None when nothing is, or nothing by that name; with `free` the text itself."""
        choice = self._meant()
        if choice is not None:
            return choice.value
        return self.text.strip() or None if self.free else None

    def wrong(self) -> str:
        if self.free or not self.text.strip() or self._meant():
            return ""
        found = self.find(self.text)
        if not found:
            return _("找不到「{text}」。請改輸入名稱的一部分或代碼。").format(text=self.text.strip())
        names = _("、").join(choice.label for choice in found[:5])
        return _("「{text}」可能是：{names}。請選一個。").format(text=self.text.strip(), names=names)

    def meaning(self) -> str:
        choice = self._meant()
        return choice.label if choice and key(choice.label) != key(self.text) else ""

    def find(self, text: str) -> list[Choice]:
        """The choices that `text` may mean: those that begin with it first, then those that hold it."""
        begin, hold = self._hits(text)
        return begin + hold

    def _hits(self, text: str) -> tuple[list[Choice], list[Choice]]:
        wanted = key(text)
        begin, hold = [], []
        for choice in self.choices:
            names = [key(name) for name in (choice.label, *choice.keywords)]
            if any(name.startswith(wanted) for name in names):
                begin.append(choice)
            elif any(wanted in name for name in names):
                hold.append(choice)
        return begin, hold

    def _meant(self) -> Choice | None:
        """The one choice that the text names: exactly, as the only one that begins so, or as the only one with it."""
        wanted = key(self.text)
        if not wanted:
            return None
        exact = [c for c in self.choices if wanted in (key(c.label), *map(key, c.keywords))]
        begin, hold = ([], []) if self.free else self._hits(self.text)
        found = exact or begin or hold
        return found[0] if len(found) == 1 else None

    def put_back(self, text: str) -> None:
        """Fill in without offering anything."""
        self._taken = text
        super().put_back(text)

    # ----- the open list

    def _offer(self, text: str) -> None:
        self._found = self.find(text)[:OFFERS]
        self.drop.offer(
            [choice.label for choice in self._found], highlight=0 if text.strip() and not self.free else None
        )

    @on(Input.Changed)
    def _look(self) -> None:
        if self.entry.has_focus and self.text != self._taken:
            self._offer(self.text) if self.text.strip() else self.drop.close()

    @on(Input.Blurred)
    def _away(self) -> None:
        self.drop.close()

    def action_step(self, lines: int) -> None:
        if not self.drop.is_open:
            self._offer("" if self.text == self._taken else self.text)
        self.drop.step(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab and Esc are the form's while the list is closed."""
        if action in ("take", "close"):
            return self.drop.is_open
        return super().check_action(action, parameters)

    def action_close(self) -> None:
        self.drop.close()

    def action_take(self, go_on: bool = False) -> None:
        """Take what is highlighted."""
        if self.drop.highlighted is not None:
            self._put(self._found[self.drop.highlighted])
        self.drop.close()
        if go_on:
            self.screen.focus_next()

    def _put(self, choice: Choice) -> None:
        self._taken = choice.label
        self.text = choice.label
        self.entry.action_end()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        """Enter takes the highlighted entry; with the list closed it goes on to the form."""
        if self.drop.is_open and self.drop.highlighted is not None:
            event.stop()
            self.action_take()
        self.drop.close()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._put(self._found[event.option_index])
        self.drop.close()
        self.focus_entry()
