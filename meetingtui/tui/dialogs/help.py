"""Help: what this screen is for, what the widget under the cursor does, and every key that works here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from meetingtui.language import N_, _
from meetingtui.tui.dialogs.dialog import Dialog
from meetingtui.tui.gate import shown
from meetingtui.tui.keys import by_action, key_names
from meetingtui.tui.widgets import cells

_KEYS = 18  # cells of the column of keys


def _key_line(active: ActiveBinding, keys: Sequence[str]) -> str:
    names = cells.fit(" ".join(key_names(keys)), _KEYS)
    tooltip = active.tooltip
    label = active.binding.description
    if tooltip and tooltip != label:
        label = _("{name}：{more}").format(name=label, more=tooltip)
    return f"{names} {label}"


class Help(Dialog[None]):
    """Reads the screen it was called on before it covers it."""

    HELP = N_("說明畫面：上下鍵捲動，Esc 關閉。")
    DEFAULT_CSS = """
    Help VerticalScroll { height: auto; max-height: 20; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._texts = [_(text) for text in (getattr(screen, "HELP", ""), getattr(screen.focused, "HELP", "")) if text]
        self._sections: list[tuple[str, list[str]]] = [
            (_("這個畫面"), []),
            (_("游標所在之處"), []),
            (_("每個畫面"), []),
        ]
        for active, keys in by_action(screen.active_bindings.values()):
            if active.binding.description:
                where = 2 if active.node is screen.app else 0 if active.node is screen else 1
                self._sections[where][1].append(_key_line(active, keys))

    def heading(self) -> Content:
        return shown(_("說明"))

    def body(self) -> ComposeResult:
        parts: list[Content] = [shown(text) for text in self._texts]
        for title, lines in self._sections:
            if lines:
                parts.append(
                    Content.assemble(shown(title).stylize("bold $text-primary"), "\n", shown("\n".join(lines)))
                )
        with VerticalScroll():
            yield Static(Content("\n\n").join(parts))

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()
