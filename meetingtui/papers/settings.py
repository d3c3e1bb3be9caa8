"""How the papers of an office look: type, margins, numbering. All of it can be set; these are the usual values."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain.paper_settings import PaperSettings

USUAL = PaperSettings()


class Look(NamedTuple):
    """Sizes are in points, margins in cm; `dotted` writes 「1.」 for 「1、」. The usual stands with the settings."""

    font: str = USUAL.font
    body: float = USUAL.body
    title: float = USUAL.title
    table: float = USUAL.table
    notice_title: float = USUAL.notice_title
    notice_large: float = USUAL.notice_large
    notice_body: float = USUAL.notice_body
    top: float = USUAL.top
    right: float = USUAL.right
    left: float = USUAL.left
    bottom: float = USUAL.bottom
    dotted: bool = USUAL.dotted
    page_numbers: bool = USUAL.page_numbers


def look_of(settings: PaperSettings) -> Look:
    """How papers look under the settings of an office."""
    return Look(**{name: getattr(settings, name) for name in Look._fields})
