"""What a masked paper leaves out of texts: names that are known, ID and telephone numbers, addresses, e-mail, ages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from meetingtui.domain.personal import ages, personal
from meetingtui.papers import wording

HIDDEN = "○○○"
CASE = "案號："
ATTACHMENT = "附件"
OF_A_CASE = "個案事項"
"""What an item of a case without a code is called."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_SHORTEST_NAME = 2


class Masking:
    """Replaces what makes a person known by ○○○; without names and not `active` it changes nothing.

    `cases` are the action items of cases, by number the code of the case (empty where none was given): of these only
    the code is said, as of the cases themselves. Of a `confidential` sitting attachments are counted, not named.
    """

    def __init__(
        self, names: Iterable[str] = (), *, cases: Mapping[str, str] = MappingProxyType({}), active: bool = True,
        confidential: bool = False,
    ) -> None:  # fmt: skip
        self.active = active
        self._confidential = confidential
        self._cases = cases
        known = sorted({one.strip() for one in names if len(one.strip()) >= _SHORTEST_NAME}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, known))) if known else None

    def text(self, text: str) -> str:
        """`text` with everything hidden that is known to tell of a person."""
        if not self.active or not text:
            return text
        for start, end in reversed(_apart([*ages(text), *((start, end) for _kind, start, end in personal(text))])):
            text = text[:start] + HIDDEN + text[end:]
        text = _EMAIL.sub(HIDDEN, text)
        return self._names.sub(HIDDEN, text) if self._names else text

    def order(self, number: str, text: str) -> str:
        """What an action item orders; of a case's only its code."""
        if not self._is_of_case(number):
            return self.text(text)
        code = wording.line(self._cases[number])
        return f"{CASE}{code}" if code else OF_A_CASE

    def said(self, number: str, text: str) -> str:
        """What somebody has said of an action item; left out as a whole where it is a case's."""
        return self.whole(text) if self._is_of_case(number) else self.text(text)

    def advice(self, number: str, text: str) -> str:
        """What is ruled or proposed; of a case's item without what follows on a line of its own in brackets, why."""
        return text.partition("\n（")[0] if self._is_of_case(number) else self.text(text)

    def attachment(self, place: int, name: str) -> str:
        """The name of a point's attachment, the `place`th from 1; of a confidential sitting files name people."""
        return f"{ATTACHMENT}{place}" if self.active and self._confidential else self.text(name)

    def _is_of_case(self, number: str) -> bool:
        return self.active and number in self._cases

    def whole(self, text: str) -> str:
        """A text that is left out as a whole."""
        return HIDDEN if self.active and text.strip() else text


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places of a text in their order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


OPEN = Masking(active=False)
"""Hides nothing."""
