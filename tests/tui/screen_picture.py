"""A screen as plain text, cell by cell, held against the picture kept in `pictures/`.

`MEETINGTUI_RENEW_PICTURES=1 python -m pytest tests/tui` draws the kept pictures anew; look at the difference
before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.app import App

PICTURES = Path(__file__).with_name("pictures")


def picture(app: App[Any]) -> str:
    """What stands on the screen now: one line a row, blanks at the ends cut off."""
    update: Any = app.screen._compositor.render_update(full=True, screen_stack=list(app._background_screens))
    rows = ["".join(segment.text for strip in strips for segment in strip) for strips in update.strips]
    for number, row in enumerate(rows):
        assert cell_len(row) == app.size.width, f"row {number} takes {cell_len(row)} cells of {app.size.width}: {row!r}"
    return "\n".join(row.rstrip() for row in rows) + "\n"


def assert_picture(app: App[Any], name: str) -> None:
    """Fail unless the screen looks like `pictures/<name>.txt`; a missing picture is drawn and fails once."""
    path = PICTURES / f"{name}.txt"
    now = picture(app)
    if os.environ.get("MEETINGTUI_RENEW_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
        return
    assert path.exists(), f"{path.name} is not kept yet: draw it with MEETINGTUI_RENEW_PICTURES=1"
    assert now == path.read_text(encoding="utf-8")
