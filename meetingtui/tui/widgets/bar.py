"""A bar of one line made of pieces, each with a look of its own and, where it has one, a command for the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from meetingtui.tui.widgets import cells


class Piece(NamedTuple):
    """Safe text in one look; `action` runs on `node` when the piece is clicked."""

    text: str
    look: str
    action: str = ""
    node: DOMNode | None = None


def pieces_width(pieces: Sequence[Piece]) -> int:
    """Display cells of all pieces together."""
    return sum(cells.width(piece.text) for piece in pieces)


class Bar(Widget):
    """One line that only refreshes: it is never composed anew, whatever happens to the focus."""

    can_focus = False
    ALLOW_SELECT = False

    def pieces(self, room: int) -> list[Piece]:
        """What the bar shows in `room` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        looks = {name: self.get_visual_style(name) for name in self.COMPONENT_CLASSES}
        return Content.assemble(*((piece.text, looks[piece.look]) for piece in self.pieces(self.size.width)))

    async def on_click(self, event: events.Click) -> None:
        """Run the command of the piece under the mouse."""
        at = 0
        for piece in self.pieces(self.size.width):
            at += cells.width(piece.text)
            if event.x < at:
                if piece.action:
                    event.stop()
                    await self.app.run_action(piece.action, piece.node or self.app)
                return
