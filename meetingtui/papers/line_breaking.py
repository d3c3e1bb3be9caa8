"""Chinese line breaking by display cells: a line never begins with 、。， nor ends with （「."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from meetingtui.papers.cells import width

CLOSING = "、。，．；：？！）〕】》〉」』”’｝］〗〙〛％‰℃‧·…—～〜ー々ㄧ)]}"
"""Signs that never begin a line."""
OPENING = "（〔【《〈「『“‘｛［〖〘〚＄￥([{"
"""Signs that never end a line."""
TOGETHER = "（[0-9]{1,4}分鐘）"
"""What stays on one line: the planned time behind a point of an agenda."""


@cache
def _pieces() -> re.Pattern[str]:
    """What a line never breaks inside of, made at the first paper that is wrapped.

    Opening signs, then one wide sign or a run of narrow ones, then closing signs and blanks.
    """
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    narrow = "\x00-\u2e7f"  # all signs below the first wide one, as Han, kana and full-width forms lie above
    run = rf"(?:[^{narrow}\u3000]|(?:(?![\s{opening}{closing}])[{narrow}])+)"
    return re.compile(rf"{TOGETHER}|(?=\S)[{opening}]*{run}?[{closing}]*\s*|\s+")


def wrapped(text: str, cells: int, *, first: int | None = None) -> list[str]:
    """`text` in lines of at most `cells` display cells (the first one of `first`); its own line breaks stay.

    A piece that is wider than a line is cut where the line ends. An empty text is one empty line.
    """
    cells = max(cells, 2)
    room = cells if first is None else max(first, 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _of_paragraph(paragraph, room, cells)
        room = cells
    return lines


def longest_piece(text: str) -> int:
    """Display cells of the widest piece of `text` inside of which no line is broken, such as a word."""
    return max((width(piece.rstrip()) for piece in _pieces().findall(text)), default=0)


def _of_paragraph(paragraph: str, room: int, cells: int) -> Iterator[str]:
    begun, end, used = 0, 0, 0
    for piece, wide, inked in _fitting(paragraph, cells):
        if end > begun and used + inked > room:
            yield paragraph[begun:end].rstrip()
            begun, used, room = end, 0, cells
        end += len(piece)
        used += wide
    yield paragraph[begun:].rstrip()


def _fitting(paragraph: str, cells: int) -> Iterator[tuple[str, int, int]]:
    """The pieces of a paragraph, none wider than `cells`: text, width, and width without the blanks behind it."""
    known: dict[str, tuple[str, int, int]] = {}
    for piece in _pieces().findall(paragraph):
        found = known.get(piece)
        if found is None:
            found = known[piece] = (piece, width(piece), width(piece.rstrip()))
        if found[1] <= cells:
            yield found
        else:
            yield from ((part, width(part), width(part.rstrip())) for part in _cut(piece, cells))


def _cut(piece: str, cells: int) -> Iterator[str]:
    begun, used = 0, 0
    for place, sign in enumerate(piece):
        wide = width(sign)
        if used + wide > cells and place > begun:
            yield piece[begun:place]
            begun, used = place, 0
        used += wide
    yield piece[begun:]
