"""What a masked paper leaves out of texts: names that are known, ID numbers, telephone numbers, addresses, e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meetingtui.domain.personal import personal

HIDDEN = "○○○"
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_SHORTEST_NAME = 2


class Masking:
    """Replaces what makes a person known by ○○○; without names and not `active` it changes nothing."""

    def __init__(self, names: Iterable[str] = (), *, active: bool = True) -> None:
        self.active = active
        known = sorted({one.strip() for one in names if len(one.strip()) >= _SHORTEST_NAME}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """`text` with everything hidden that is known to tell of a person."""
        if not self.active or not text:
            return text
        for _kind, start, end in reversed(personal(text)):
            text = text[:start] + HIDDEN + text[end:]
        text = _EMAIL.sub(HIDDEN, text)
        return self._names.sub(HIDDEN, text) if self._names else text

    def whole(self, text: str) -> str:
        """A text that is left out as a whole."""
        return HIDDEN if self.active and text.strip() else text


OPEN = Masking(active=False)
"""Hides nothing."""
