"""The key bar: the keys that work here and nothing else, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import ActiveBinding
from textual.screen import Screen

from meetingtui.language import _
from meetingtui.tui.keys import SpeaksLanguage, by_action, key_name, spoken
from meetingtui.tui.widgets.bar import Bar, Piece, pieces_width

if TYPE_CHECKING:
    from meetingtui.tui.shell import Shell

# These stand at the right end and stay when the line is too short for all.
_PINNED = ("help", "app.help", "menu")


class KeyBar(Bar):
    """Keys of the widget under the cursor first, then of the screen, then of the program; a click does the same."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--text", "key-bar--off"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $footer-background; color: $footer-foreground;
        & > .key-bar--key { background: $footer-background; color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--text { background: $footer-background; color: $footer-description-foreground; }
        & > .key-bar--off { background: $footer-background; color: $text-muted; text-style: italic; }
    }
    """

    def on_mount(self) -> None:
        """Redraw whenever the keys that work change."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    @staticmethod
    def _key(active: ActiveBinding, keys: list[str]) -> list[Piece]:
        key = active.binding.key_display or key_name(keys[0])
        label = spoken(active.binding.description)
        if not active.enabled:
            return [Piece(f" {key} {label} ", "key-bar--off")]
        action, node = active.binding.action, active.node
        return [
            Piece(f" {key} ", "key-bar--key", action, node),
            Piece(f"{label} ", "key-bar--text", action, node),
        ]

    def pieces(self, room: int) -> list[Piece]:
        typed = cast("Shell", self.app).year_typed
        if typed is not None:
            return [
                Piece(" " + _("年度：{typed}_ 民國或西元年，填滿即換，Esc取消").format(typed=typed), "key-bar--key")
            ]
        screen = self.screen
        bindings = screen.source_bindings if isinstance(screen, SpeaksLanguage) else screen.active_bindings
        free: list[list[Piece]] = []
        pinned: list[Piece] = []
        for active, keys in by_action(each for each in bindings.values() if each.binding.show):
            pieces = self._key(active, keys)
            if active.binding.action in _PINNED:
                pinned += pieces
            else:
                free.append(pieces)
        left = room - pieces_width(pinned)
        line: list[Piece] = []
        for pieces in free:
            width = pieces_width(pieces)
            if width > left:
                break
            line += pieces
            left -= width
        return [*line, Piece(" " * max(0, left), "key-bar--text"), *pinned]
