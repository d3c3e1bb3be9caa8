"""Where the terminal's own cursor stands: input methods draw there what is being composed, screen readers read there.

Textual puts it wherever a widget last said. Here the widget under the focus of the screen in front is asked at every
drawing, so that it stands right after a dialog opened, a message moved the fields, or the terminal changed its size.
"""

from __future__ import annotations

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import OptionList


class HardwareCursor(App[None], inherit_bindings=False):
    """An app whose cursor stands where the focused widget's `cursor_screen_offset` says, else at its first line."""

    _cursor_said = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """The cell of the screen at which the terminal's cursor stands."""
        focused = self.screen.focused if self._screen_stack else None
        return self._cursor_said if focused is None else _place(focused)

    @cursor_position.setter
    def cursor_position(self, said: Offset) -> None:
        self._cursor_said = said


def _place(focused: Widget) -> Offset:
    said = getattr(focused, "cursor_screen_offset", None)
    if isinstance(said, Offset):
        return said
    region = focused.content_region
    if isinstance(focused, OptionList) and focused.highlighted is not None:
        line = focused.highlighted - focused.scroll_offset.y
        return Offset(region.x, region.y + max(0, min(line, region.height - 1)))
    return region.offset
