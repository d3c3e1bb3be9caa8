"""One line above a screen of several views: their names, the one shown marked, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from meetingtui.language import _
from meetingtui.tui.widgets import cells
from meetingtui.tui.widgets.bar import Bar, Piece, pieces_width


class ViewBar(Bar):
    """Views by (name, label marked with `N_`); a click runs the screen's `view(name)`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view-bar--text", "view-bar--here"}
    DEFAULT_CSS = """
    ViewBar {
        height: 1; background: $panel; color: $foreground;
        & > .view-bar--text { background: $panel; color: $foreground; }
        & > .view-bar--here {
            background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground; text-style: bold;
        }
    }
    """

    def __init__(self, views: Sequence[tuple[str, str]], id: str | None = None) -> None:
        super().__init__(id=id)
        self.views = tuple(views)
        self.here = self.views[0][0]
        self.words = ""

    def tell(self, here: str, words: str) -> None:
        """Mark a view and say (in the language in use) what it shows."""
        self.here, self.words = here, words
        self.refresh()

    def pieces(self, room: int) -> list[Piece]:
        found = []
        for name, label in self.views:
            look = "view-bar--here" if name == self.here else "view-bar--text"
            found.append(Piece(f" {_(label)} ", look, f"view('{name}')", self.screen))
        left = room - pieces_width(found)
        return [*found, Piece(cells.fit(f" {cells.plain(self.words)}", max(0, left)), "view-bar--text")]
