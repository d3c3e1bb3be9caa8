"""Long Chinese text apart from any widget: made harmless, cut into paragraphs, counted, and broken into rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

from meetingtui.domain import visible
from meetingtui.language import _
from meetingtui.papers.line_breaking import CLOSING, OPENING

WALL = 1000
"""Characters of a pasted paragraph beyond which it is split at the ends of its sentences."""
PASTED_AT_ONCE = 300_000
"""Characters that are pasted at once; some three hundred pages."""
LONGEST = 500_000
"""Characters of one text."""

_SENTENCE = re.compile(r"[^。！？；]*(?:[。！？；]+[」』”’）〕】》〉]*|$)")
_COUNTED = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[-'.,:/][0-9A-Za-z\u00c0-\u024f]+)*|\S")
_WIDE = re.compile("[\u3001-\u3029\u3041-\u3096\u4e00-\u9fff\uff01-\uff60]*")
"""Signs of two cells each, those that minutes are mostly made of."""
_CLOSING = frozenset(CLOSING)
_OPENING = frozenset(OPENING)


def left_out(text: str) -> str:
    """That signs of `text` are left out where it is put in, in a sentence; empty where none are."""
    count = visible.left_out(text)
    told = _("貼上的文字有{count}個控制字元或無法儲存的字元，已略去，其餘已貼上。")
    return told.format(count=f"{count:,}") if count else ""


def split_walls(text: str) -> str:
    """`text` with each paragraph of more than WALL characters split after a sentence's end, as late as possible.

    A paragraph without such an end stays as it is.
    """
    if len(text) <= WALL:
        return text
    return "\n".join("\n".join(_pieces(paragraph)) for paragraph in text.split("\n"))


def _pieces(paragraph: str) -> list[str]:
    if len(paragraph) <= WALL:
        return [paragraph]
    pieces = [""]
    for sentence in filter(None, _SENTENCE.findall(paragraph)):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > WALL:
            pieces.append("")
        pieces[-1] += sentence
    return pieces


def word_count(text: str) -> int:
    """字數: each Han character and mark counts one, as does a word of letters or a number; blanks count nothing."""
    return sum(map(_words_of, text.split("\n")))


@lru_cache(maxsize=16384)
def _words_of(paragraph: str) -> int:
    """Those of one paragraph, remembered: a key changes one of many."""
    return len(_COUNTED.findall(paragraph))


@lru_cache(maxsize=65536)
def _kind(sign: str) -> tuple[int, bool, bool, bool]:
    """Cells of a sign, whether no row may begin with it, none may end with it, and whether it is part of a word."""
    width = get_character_cell_size(sign)
    wordlike = sign < "\u2e80" and not sign.isspace() and sign not in _CLOSING and sign not in _OPENING
    return width, sign.isspace() or sign in _CLOSING or width == 0, sign in _OPENING, wordlike


def breaks(text: str, width: int) -> list[int]:
    """Where the rows of a paragraph begin in cells of `width`, but for the first; one pass over the text.

    The rules are those of `wrapping`: no row begins with 、。」 or ends with （「, and words of letters stay whole
    where they fit into a row.
    """
    return breaks_after(text, width, [], 0, 0, 0)


def breaks_after(text: str, width: int, before: list[int], began: int, edited: int, grown: int) -> list[int]:
    """`breaks` of a paragraph that had the breaks `before`, until what stands from `began` to `edited` was put in.

    `grown` is by how many characters it is longer (shorter) than what it replaced. What lies before the edit stays, and
    so does what lies behind it from where a break falls on an old one.
    """
    if width < 2 or len(text) * 2 <= width:
        return []
    found = before[: max(0, bisect_right(before, began) - 3)]  # a row looks at signs of the two behind it
    old = {place + grown for place in before if place + grown > edited} if before else frozenset()
    begin = found[-1] if found else 0
    while (begin := _row_end(text, begin, width)) < len(text):
        found.append(begin)
        if begin in old:
            return found + [place + grown for place in before if place + grown > begin]
    return found


def _row_end(text: str, begin: int, width: int) -> int:
    """Where the row that begins there ends; the first half of its cells holds whatever signs there are."""
    at = min(len(text), begin + width // 2)
    wide = _WIDE.match(text, begin, at)
    if wide is not None and wide.end() == at:
        cells = 2 * (at - begin)
    else:
        cells = sum(_kind(sign)[0] for sign in text[begin:at])
    while at < len(text) and cells + (size := _kind(text[at])[0]) <= width:
        cells += size
        at += 1
    if at == len(text):
        return at
    end = at
    while end > begin and not _may_break(text, end):
        end -= 1
    return end if end > begin else max(at, begin + 1)


def _may_break(text: str, at: int) -> bool:
    """Whether a row may begin with that sign, behind the one before it."""
    _width, closing, _opening, wordlike = _kind(text[at])
    _before, _closing, after_opening, after_word = _kind(text[at - 1])
    return not closing and not after_opening and not (wordlike and after_word)


class Place(NamedTuple):
    """A place in a text: paragraph and character, both from 0."""

    line: int
    column: int


def place_of(text: str, index: int) -> Place:
    """The place of character `index` of a text."""
    before = text[:index]
    line = before.count("\n")
    return Place(line, index - (before.rfind("\n") + 1))
