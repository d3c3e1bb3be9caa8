"""Long texts that a verb is given as a file or on stdin."""

from __future__ import annotations

import sys

from meetingtui.cli import printing
from meetingtui.domain.visible import harmless, left_out
from meetingtui.language import _

STDIN = "-"


def text_in(path: str) -> str:
    """What a file, or stdin for `-`, holds, as the editor would take it; says what was left out. Raises WrongFile."""
    from meetingtui.services import files

    text = files.text_of(sys.stdin.buffer.read(), _("標準輸入")) if path == STDIN else files.read_text(path)
    count = left_out(text)
    if count:
        printing.told(_("這份文字有{count}個控制字元或無法儲存的字元，已略去。").format(count=f"{count:,}"))
    return harmless(text)
