"""How the papers of an office look: type, margins, numbering. All of it can be set; these are the usual values."""

from __future__ import annotations

from typing import NamedTuple

from meetingtui.domain.paper_settings import PaperSettings


class Look(NamedTuple):
    """Sizes are in points, margins in cm. `fonts` are tried in their order; `dotted` writes 「1.」 for 「1、」."""

    font: str = "標楷體"
    body: float = 14
    title: float = 18
    table: float = 12
    notice_title: float = 20
    notice_large: float = 16
    notice_body: float = 12
    top: float = 2.5
    right: float = 2.5
    left: float = 2.5
    bottom: float = 2.0
    dotted: bool = False
    page_numbers: bool = True


def look_of(settings: PaperSettings) -> Look:
    """How papers look under the settings of an office."""
    return Look(**{name: getattr(settings, name) for name in Look._fields})
