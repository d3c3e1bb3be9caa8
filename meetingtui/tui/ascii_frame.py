"""The last filter before the screen in `--ascii`: signs of uncertain width become ASCII of one cell."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from meetingtui.tui.terminal import plain_signs


class AsciiFrame(LineFilter):
    """Whatever a widget draws, borders and stored text alike, each cell keeps its place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        return [Segment(plain_signs(text), style, control) for text, style, control in segments]
