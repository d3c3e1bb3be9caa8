"""Widths of the columns of a table: none narrower than its dates, and what a column leaves empty is its neighbours'.

All measures are points; a word is measured in the widest of the fonts that papers are set in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from meetingtui.papers.cells import width as cells_of
from meetingtui.papers.document import Cell

PADDING = 3.0
"""Room at either side of a cell's text."""
_CODE = r"[0-9A-Za-z][0-9A-Za-z.,/:-]*"
_WORD = re.compile(rf"(?:（?原)?{_CODE}[）、，。；]?")
"""A date (114.12.14) or the code of an action item, with the signs at its sides that stay on its line."""
_ONLY_CODE = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+){2,}")
LONGEST_CODE = 24
"""Signs; what is longer, such as an address, is broken where the column ends."""
FEWEST_SIGNS = (8, 7, 6, 6, 4)
"""Signs of a Han text that its column keeps, step by step, while there is not room for all: every code is whole; those
in texts are broken; a column of codes has them broken before the last part, in the middle, at every hyphen."""
SHORT_HEADING = 4
"""Signs of a heading that stands on one line; a longer one may stand on two."""
LONG_LINE = 60
"""Signs of a line that no column holds, so that it need not be measured."""


class _Column(NamedTuple):
    """What a column must have for its words, at each of the steps of `FEWEST_SIGNS`, and what fills it at most."""

    wanted: float
    needs: tuple[float, ...]
    most: float

    def least(self, step: int, size: float) -> float:
        """The narrowest that it may be."""
        return max(self.needs[step], min(self.wanted, self.most, FEWEST_SIGNS[step] * size + 2 * PADDING))


def widths(
    wanted: Sequence[float], head: Sequence[Cell], rows: Sequence[Sequence[Cell]], size: float
) -> tuple[float, ...]:
    """Widths of columns in the proportion in which they are `wanted`, but none too narrow for its words.

    What a column of short texts does not need is for the long ones; where there is not enough, they stay as wanted.
    """
    columns = [
        _column(wide, head[place].text if head else "", {row[place].text for row in rows}, size)
        for place, wide in enumerate(wanted)
    ]
    room = sum(wanted)
    if all(max(one.needs[0], one.most) <= one.wanted for one in columns):
        return tuple(wanted)
    for step in range(len(FEWEST_SIGNS)):
        least = [one.least(step, size) for one in columns]
        if sum(least) <= room:
            return _filled(room, columns, least)
    return tuple(wanted)


def _filled(room: float, columns: Sequence[_Column], least: Sequence[float]) -> tuple[float, ...]:
    """The room dealt out as wanted between the least and the most of each column; what is over, to all."""
    most = [max(one.most, narrow) for one, narrow in zip(columns, least, strict=True)]
    if sum(most) <= room:
        over = (room - sum(most)) / sum(one.wanted for one in columns)
        return tuple(wide + over * one.wanted for wide, one in zip(most, columns, strict=True))
    low, high = 0.0, max(wide / one.wanted for wide, one in zip(most, columns, strict=True))
    for _halving in range(50):
        share = (low + high) / 2
        dealt = tuple(
            min(max(one.wanted * share, narrow), wide)
            for one, narrow, wide in zip(columns, least, most, strict=True)
        )  # fmt: skip
        low, high = (share, high) if sum(dealt) < room else (low, share)
    return dealt


def _column(wanted: float, heading: str, texts: set[str], size: float) -> _Column:
    lines = {line for text in texts for line in text.split("\n") if line}
    if not lines:
        return _Column(wanted, (0.0,) * len(FEWEST_SIGNS), wanted)
    longest = max(_measured(line) for line in lines)
    most = max(longest, min(ink(heading), max(SHORT_HEADING, -(-ink(heading) // 2)))) * size + 2 * PADDING
    return _Column(wanted, tuple(_needs(lines, (wanted - 2 * PADDING) / size, size)), most)


def _needs(lines: set[str], wanted: float, size: float) -> Iterator[float]:
    """Width for the longest word at each of the steps; what is whole in the room that is `wanted` is not broken."""
    words = {word for line in lines for word in _WORD.findall(line) if 1 < len(word) <= LONGEST_CODE}
    whole = max(map(ink, words), default=0.0)
    bare = bool(words) and all(map(_ONLY_CODE.fullmatch, lines))
    least = _longest(words, _at_hyphens)
    steps = (whole, least, least, least, least)
    if bare:
        steps = (whole, whole, _longest(words, _before_last), _longest(words, _in_the_middle), least)
    for step in (whole,) * len(steps) if whole <= wanted else steps:
        yield step * size + 2 * PADDING if step else 0.0


def _longest(words: set[str], parted: Callable[[str], tuple[str, ...]]) -> float:
    """Width of the longest part of words that are broken as `parted` does."""
    return max((ink(part) for word in words for part in parted(word)), default=0.0)


def _measured(line: str) -> float:
    return ink(line) if len(line) <= LONG_LINE else float(LONG_LINE)


def broken(word: str, room: float) -> tuple[str, ...]:
    """A word in pieces that fit into `room` (in sizes of the type): a code whole, before its last part, in its middle
    or at its hyphens; what has no hyphen where it must be broken, in pieces of equal length."""
    for parted in (_whole, _before_last, _in_the_middle, _at_hyphens):
        pieces = parted(word)
        if max(map(ink, pieces)) <= room:
            return pieces
    step = max(1, int(room / 4))
    return tuple(word[at : at + step] for at in range(0, len(word), step))


def _whole(word: str) -> tuple[str, ...]:
    return (word,)


def _before_last(word: str) -> tuple[str, ...]:
    return _cut(word, word.rfind("-") + 1)


def _in_the_middle(word: str) -> tuple[str, ...]:
    """PIF-10-115- and 03-01."""
    return _cut(word, word.find("-", (len(word) - 1) // 2) + 1)


def _at_hyphens(word: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^-]*-+|[^-]+", word)) or (word,)


def _cut(word: str, at: int) -> tuple[str, ...]:
    return (word[:at], word[at:]) if 0 < at < len(word) else (word,)


class _Ink(dict[str, float]):
    def __missing__(self, sign: str) -> float:
        wide = self[sign] = 1.0 if cells_of(sign) == 2 else 0.62
        return wide


_INK = _Ink(
    dict.fromkeys("0123456789", 0.64)
    | dict.fromkeys(".,:;/'()", 0.4)
    | dict.fromkeys("-IJijlft", 0.37)
    | dict.fromkeys("EKPFLSTY", 0.66)
    | dict.fromkeys("ABCDGHNOQRUVXZ", 0.79)
    | dict.fromkeys("MWmw@%", 1.0)
)


def ink(text: str) -> float:
    """Width as a multiple of the size, in fonts with narrow and wide letters and in those in which all are half."""
    return max(sum(map(_INK.__getitem__, text)), cells_of(text) / 2)
