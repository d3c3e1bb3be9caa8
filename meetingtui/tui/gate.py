"""The one gate between stored text and the screen: text is data, never markup, style or escape code."""

from __future__ import annotations

from textual.content import Content

from meetingtui.domain.visible import visible, visible_line


def shown(text: str) -> Content:
    """Stored text as it was typed, on as many lines as it has; no markup in it is obeyed."""
    return Content(visible(text))


def shown_line(text: str) -> Content:
    """Stored text on one line, for cells, titles and options."""
    return Content(visible_line(text))
