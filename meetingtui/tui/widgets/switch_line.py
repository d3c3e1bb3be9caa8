"""A few choices on one line, of which one holds: left and right change it, up and down leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from meetingtui.language import N_, _
from meetingtui.tui.gate import shown_line
from meetingtui.tui.widgets import cells


class SwitchLine(Widget, can_focus=True):
    """Choices by (value, label marked with `N_`); the one that holds stands in brackets and in the accent colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"switch--label", "switch--on", "switch--focus", "switch--off"}
    DEFAULT_CSS = """
    SwitchLine {
        height: 1;
        & > .switch--label { color: $text-muted; }
        & > .switch--on { text-style: bold; color: $text-accent; }
        & > .switch--focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & > .switch--off { color: $foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", N_("前一項"), id="switch.left", tooltip=N_("選前一項")),
        Binding("right,space", "turn(1)", N_("後一項"), id="switch.right", tooltip=N_("選後一項")),
        Binding("down", "app.focus_next", N_("下一欄"), id="switch.down", show=False, tooltip=N_("到下一欄")),
        Binding("up", "app.focus_previous", N_("上一欄"), id="switch.up", show=False, tooltip=N_("到上一欄")),
    ]

    at: reactive[int] = reactive(0, init=False)

    @dataclass
    class Changed(Message):
        """Another choice holds."""

        switch: SwitchLine

        @property
        def control(self) -> SwitchLine:
            return self.switch

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]], *, side: int = 14, id: str | None = None
    ) -> None:
        """`label` is a text in the language in use, `side` the cells it stands in."""
        super().__init__(id=id)
        self.label = label
        self.choices = tuple(choices)
        self.side = side

    @property
    def value(self) -> str:
        """The value of the choice that holds."""
        return self.choices[self.at][0]

    def watch_at(self) -> None:
        self.post_message(self.Changed(self))

    def action_turn(self, by: int) -> None:
        self.at = (self.at + by) % len(self.choices)

    def _texts(self) -> list[str]:
        return [f"[{_(label)}]" if n == self.at else f" {_(label)} " for n, (_value, label) in enumerate(self.choices)]

    def _starts(self) -> list[int]:
        starts, x = [], self.side
        for text in self._texts():
            starts.append(x)
            x += cells.width(text) + 1
        return starts

    @property
    def cursor_screen_offset(self) -> Offset:
        """The hardware cursor stands in the choice that holds."""
        return self.content_region.offset + Offset(self._starts()[self.at] + 1, 0)

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        found = [n for n, start in enumerate(self._starts()) if start <= event.x]
        if found:
            self.at = found[-1]

    def render(self) -> Content:
        label, on, focus, off = (self.get_visual_style(f"switch--{name}") for name in ("label", "on", "focus", "off"))
        parts: list[Content | str | tuple[str, object]] = [(cells.fit(self.label, self.side), label)]
        here = focus if self.has_focus else on
        for number, text in enumerate(self._texts()):
            parts += [(shown_line(text).plain, here if number == self.at else off), " "]
        return Content.assemble(*parts)  # type: ignore[arg-type] # styles of components are Textual's own
